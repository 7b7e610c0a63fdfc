"""Weights for other programs: what they read has the same bits."""

import io
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlab.engine import ACTIVATION_NAMES, EngineError, LayerSpec, NetworkSpec, Parameters
from nnlab.export import ExportedNetwork, csv_tables, json_text, npz_archive
from nnlab.files import parse_csv, parse_json, parse_npz

networks = st.builds(
    lambda sizes, activation, bias, dtype, seed: ExportedNetwork(
        Parameters.drawn(
            NetworkSpec(
                sizes[0],
                tuple(
                    LayerSpec(units, activation, "normal(1.0)", bias, "normal(1.0)") for units in sizes[1:]
                ),
                dtype,
            ),
            seed,
        )
    ),
    st.lists(st.integers(1, 7), min_size=2, max_size=5),
    st.sampled_from(ACTIVATION_NAMES),
    st.booleans(),
    st.sampled_from(["float32", "float64"]),
    st.integers(0, 2**31),
)


@settings(max_examples=60)
@given(networks)
def test_that_numpy_reads_the_same_bits(network: ExportedNetwork) -> None:
    data = npz_archive(network)
    with np.load(io.BytesIO(data), allow_pickle=False) as read:
        arrays = dict(read)
    expected = {}
    for number, (W, b) in enumerate(network.parameters.layers, start=1):
        expected[f"W{number}"] = W
        if b is not None:
            expected[f"b{number}"] = b
    assert arrays.keys() == expected.keys() == parse_npz(data).keys()
    for name, array in expected.items():
        assert arrays[name].dtype == array.dtype
        assert arrays[name].tobytes() == np.ascontiguousarray(array).tobytes()


@settings(max_examples=60)
@given(networks)
def test_that_json_gives_the_same_bits(network: ExportedNetwork) -> None:
    data = json_text(network)
    content = json.loads(data)
    assert content == parse_json(data)
    spec = network.parameters.spec
    layers = tuple(
        LayerSpec(layer["units"], layer["activation"], layer["init"], layer["b"] is not None)
        for layer in content["layers"]
    )
    back = Parameters.from_layers(
        NetworkSpec(content["inputs"], layers, content["dtype"]),
        [(layer["W"], layer["b"]) for layer in content["layers"]],
    )
    assert back.vector.tobytes() == network.parameters.vector.tobytes()
    assert [layer.activation for layer in layers] == [layer.activation for layer in spec.layers]


@settings(max_examples=60)
@given(networks)
def test_that_tables_give_the_same_bits(network: ExportedNetwork) -> None:
    tables = csv_tables(network)
    assert len(tables) == len(network.parameters.layers)
    for index, (W, b) in enumerate(network.parameters.layers):
        table = parse_csv(tables[f"layer{index + 1}.csv"])
        numbers = table.numbers(range(1, W.shape[1] + 1)).astype(W.dtype)
        names = [row[0] for row in table.rows]
        assert numbers[: len(W)].tobytes() == np.ascontiguousarray(W).tobytes()
        assert names == [*network.names_of(index), *(["bias"] if b is not None else [])]
        if b is not None:
            assert numbers[len(W)].tobytes() == b.tobytes()
        assert table.header[1:] == network.names_of(index + 1)


def test_that_names_are_those_of_the_data_and_must_fit() -> None:
    parameters = Parameters.drawn(NetworkSpec(2, (LayerSpec(3), LayerSpec(1))), 0)
    network = ExportedNetwork(parameters, ("a", "b"), ("y",))
    assert [network.names_of(column) for column in range(3)] == [("a", "b"), ("h1.1", "h1.2", "h1.3"), ("y",)]
    with pytest.raises(EngineError, match="3 names were given to 2 neurons"):
        ExportedNetwork(parameters, ("a", "b", "c"))


def test_that_names_cannot_become_formulas() -> None:
    parameters = Parameters.drawn(NetworkSpec(1, (LayerSpec(1),)), 0)
    table = csv_tables(ExportedNetwork(parameters, ("=1+1",), ("+y",)))["layer1.csv"]
    assert b'"=1+1"' not in table
    assert b'"+y"' not in table
    assert parse_csv(table).rows[0][0] == "=1+1"
