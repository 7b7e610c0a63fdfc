"""What nnlab writes it reads again, bit for bit."""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlab.engine import LayerSpec, NetworkSpec, Parameters, activation
from nnlab.export import (
    ExportedNetwork,
    ForeignNetwork,
    csv_tables,
    json_text,
    load_weights,
    npz_archive,
    onnx_model,
    parse_weights,
    safetensors_file,
)
from nnlab.files import pack, write_atomically
from nnlab.lessons import begin, load_preset
from tests.export.networks import exported_networks

WRITERS: dict[str, Callable[[ExportedNetwork], bytes]] = {
    "npz": npz_archive,
    "json": json_text,
    "tables": lambda network: pack(csv_tables(network)),
    "safetensors": safetensors_file,
    "onnx": onnx_model,
}
SAY_ACTIVATIONS = ("json", "safetensors", "onnx")


def is_same(network: ExportedNetwork, read: ForeignNetwork, kind: str) -> bool:
    parameters = network.parameters
    spec = parameters.spec
    assert read.format == kind
    assert read.dtype == (None if kind in ("tables", "table") else spec.dtype)
    layers = [
        (
            layer.W.astype(spec.dtype).tobytes(),
            None if layer.b is None else layer.b.astype(spec.dtype).tobytes(),
        )
        for layer in read.layers
    ]
    for layer, found in zip(spec.layers, read.layers, strict=True):
        if kind in SAY_ACTIVATIONS:
            assert found.activation is not None
            assert activation(found.activation).formula == activation(layer.activation).formula
        else:
            assert found.activation is None
    if kind != "npz":
        assert (read.input_names, read.output_names) == (network.input_names, network.output_names)
    return layers == [(W.tobytes(), None if b is None else b.tobytes()) for W, b in parameters.layers]


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=60)
@given(network=exported_networks())
def test_that_every_format_gives_the_same_bits_again(kind: str, network: ExportedNetwork) -> None:
    assert is_same(network, parse_weights(WRITERS[kind](network)), kind)


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("key", ["seven-segment", "textbook/311_1", "draw"])
def test_that_presets_come_back_from_their_files_whatever_their_names(
    kind: str, key: str, tmp_path: Path
) -> None:
    state = begin(load_preset(key))
    dataset = state.dataset
    names = () if dataset.image_shape else dataset.input_names
    network = ExportedNetwork(state.parameters, names, dataset.target_names)
    path = tmp_path / "weights.txt"
    write_atomically(path, WRITERS[kind](network), validate=parse_weights)
    assert is_same(network, load_weights(path), kind)


@settings(max_examples=60)
@given(st.data())
def test_that_one_table_is_one_layer(data: st.DataObject) -> None:
    W = np.array(
        data.draw(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=6, max_size=6))
    )
    spec = NetworkSpec(2, (LayerSpec(3, bias=False),))
    network = ExportedNetwork(Parameters.from_layers(spec, [(W.reshape(2, 3), None)]), (), ("8", "4", "2"))
    (table,) = csv_tables(network).values()
    assert is_same(network, parse_weights(table), "table")


@pytest.mark.parametrize("kind", WRITERS)
def test_that_eleven_layers_keep_their_order(kind: str) -> None:
    layers = tuple(LayerSpec(2, "tanh", "normal(1.0)", True, "normal(1.0)") for _ in range(11))
    network = ExportedNetwork(Parameters.drawn(NetworkSpec(2, layers), 4))
    assert is_same(network, parse_weights(WRITERS[kind](network)), kind)


def test_that_reading_onnx_needs_no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    network = ExportedNetwork(Parameters.drawn(NetworkSpec(2, (LayerSpec(3),)), 1))
    data = onnx_model(network)
    monkeypatch.setitem(sys.modules, "onnx", None)
    assert is_same(network, parse_weights(data), "onnx")


@pytest.mark.parametrize("slope", [0.2, 0.01, 1 / 3, 0.0, 0.123456789])
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_that_a_slope_comes_back_as_it_was_written(slope: float, dtype: str) -> None:
    spec = NetworkSpec(2, (LayerSpec(3, f"leaky_relu({slope})"), LayerSpec(1, f"elu({slope + 0.1})")), dtype)
    read = parse_weights(onnx_model(ExportedNetwork(Parameters.drawn(spec, 1))))
    for layer, found in zip(spec.layers, read.layers, strict=True):
        z = np.linspace(-3, 3, 50, dtype=dtype)
        assert found.activation is not None
        near = 1e-7 if dtype == "float32" else 1e-14
        assert np.allclose(activation(layer.activation)(z), activation(found.activation)(z), near, near)


def test_that_an_input_called_bias_is_not_taken_for_one() -> None:
    spec = NetworkSpec(2, (LayerSpec(3, init="normal(1.0)", bias=False),))
    network = ExportedNetwork(Parameters.drawn(spec, 1), ("x", "bias"))
    (layer,) = parse_weights(pack(csv_tables(network))).layers
    assert layer.W.tobytes() == network.parameters.vector.tobytes()
    assert layer.b is None
