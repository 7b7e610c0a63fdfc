"""Weights from elsewhere: what a file is says its content, and which array belongs where say names and shapes."""

import io
import json
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from nnlab.engine import LayerSpec, NetworkSpec, Parameters
from nnlab.export import ExportedNetwork, ForeignNetwork, csv_tables, json_text, load_weights, parse_weights
from nnlab.files import LoadError, format_safetensors, pack
from nnlab.files.limits import WEIGHTS_JSON_BYTES
from nnlab.lessons import begin, load_preset
from nnlab.project.nnlab_file import project_bytes
from nnlab.project.saved import saved

RNG = np.random.default_rng(3)
NETWORK = ExportedNetwork(
    Parameters.drawn(NetworkSpec(3, (LayerSpec(4, "tanh", "normal(1.0)"), LayerSpec(2, "sigmoid"))), 1)
)


def matrices(*sizes: int) -> list[NDArray[Any]]:
    return [RNG.normal(size=shape) for shape in pairwise(sizes)]


def npz(*unnamed: NDArray[Any], **arrays: NDArray[Any]) -> bytes:
    stream = io.BytesIO()
    np.savez(stream, *unnamed, **arrays)
    return stream.getvalue()


def zip_of(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def has(network: ForeignNetwork, *expected: NDArray[Any]) -> bool:
    assert len(network.layers) == len(expected)
    return all(
        np.array_equal(layer.W, W) and not layer.W.flags.writeable
        for layer, W in zip(network.layers, expected, strict=True)
    )


def refusal(data: bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        parse_weights(data)
    assert len(caught.value.message) <= 170
    assert caught.value.message.endswith((".", "…"))
    return caught.value


# -- names -------------------------------------------------------------------------------------------------

U, V = matrices(5, 4, 3)


@pytest.mark.parametrize(
    "data",
    [
        npz(W1=U, b1=np.ones(4), W2=V, b2=np.ones(3)),
        npz(b2=np.ones(3), W2=V, b1=np.ones(4), W1=U),
        npz(w0=U, bias0=np.ones(4), w1=V, bias1=np.ones(3)),
        npz(weights_1=U, biases_1=np.ones(4), weights_2=V, biases_2=np.ones(3)),
        npz(**{"0.weight": U.T, "0.bias": np.ones(4), "2.weight": V.T, "2.bias": np.ones(3)}),
        npz(**{"fc1.weight": U.T, "fc1.bias": np.ones(4), "fc2.weight": V.T, "fc2.bias": np.ones(3)}),
        npz(**{"net.0.weight": U, "net.0.bias": np.ones(4), "net.1.weight": V, "net.1.bias": np.ones(3)}),
        npz(**{"in.weight": U.T, "in.bias": np.ones(4), "end.weight": V.T, "end.bias": np.ones(3)}),
        npz(**{"dense/kernel": U, "dense/bias": np.ones(4), "dense_1/kernel": V, "dense_1/bias": np.ones(3)}),
        format_safetensors(
            {"a/kernel:0": U, "a/bias:0": np.ones(4), "b/kernel:0": V, "b/bias:0": np.ones(3)}, {}
        ),
        npz(U, V, np.ones(4), np.ones(3)),
        npz(U, np.ones(4), V, np.ones(3)),
        format_safetensors(
            {"0.weight": U.T, "0.bias": np.ones(4), "2.weight": V.T, "2.bias": np.ones(3)}, {}
        ),
    ],
)
def test_that_names_of_other_programs_are_understood(data: bytes) -> None:
    network = parse_weights(data)
    assert has(network, U, V)
    assert all(layer.b is not None and (layer.b == 1).all() for layer in network.layers)
    assert [layer.activation for layer in network.layers] == [None, None]


def test_that_a_square_matrix_lies_as_its_name_says() -> None:
    S, T = matrices(3, 3, 3)
    assert has(parse_weights(npz(W1=S, W2=T)), S, T)
    assert has(parse_weights(npz(kernel_1=S, kernel_2=T)), S, T)
    assert has(parse_weights(npz(S, T)), S, T)
    assert has(parse_weights(npz(**{"0.weight": S, "2.weight": T})), S.T, T.T)
    assert has(parse_weights(npz(weight=S)), S.T)


def test_that_shapes_decide_where_they_can() -> None:
    S, T = matrices(3, 3, 2)
    assert has(parse_weights(npz(**{"0.weight": S, "2.weight": T})), S, T)
    assert has(parse_weights(npz(**{"0.weight": S, "2.weight": T.T})), S.T, T)
    assert has(parse_weights(npz(weight=U, bias=np.ones(4))), U)


def test_that_layers_are_counted_and_not_spelled() -> None:
    given = matrices(*[2] * 13)
    assert has(parse_weights(npz(**{f"W{number}": W for number, W in enumerate(given, start=1)})), *given)


@given(st.permutations(range(4)))
def test_that_the_order_in_a_file_does_not_matter_where_names_have_one(order: list[int]) -> None:
    given = matrices(3, 3, 3, 3, 3)
    assert has(parse_weights(npz(**{f"W{index}": given[index] for index in order})), *given)


def test_that_whole_numbers_are_weights_and_float32_is_kept() -> None:
    assert parse_weights(npz(W1=np.array([[1, 2]]))).dtype == "float64"
    assert parse_weights(npz(W1=U.astype("f4"), W2=V.astype("f4"))).dtype == "float32"
    mixed = parse_weights(npz(W1=U.astype("f4"), W2=V))
    assert mixed.dtype == "float64"
    assert has(mixed, U.astype("f4"), V)


@pytest.mark.parametrize(
    ("arrays", "words"),
    [
        ({"images": np.zeros((9, 3)), "labels": np.zeros(9)}, "“images”"),
        ({"W1": U, "b1": np.ones(3)}, "4 neurons, but 3 bias values"),
        ({"W1": U, "b2": np.ones(4)}, "bias 2"),
        ({"W1": np.ones(4)}, "“W1” (4)"),
        ({"W1": U, "b1": np.ones((1, 4))}, "“b1” (1 × 4)"),
        ({"W1": U, "w1": U}, "“w1”"),
        ({"W1": np.ones((2, 2, 2))}, "2 × 2 × 2"),
        ({"W1": np.array(3.0)}, "a single number"),
        ({"W1": U, "W2": U}, "takes 5 numbers, but is given 4"),
        ({"bn.weight": np.ones(4)}, "“bn.weight” (4)"),
        ({"W1": np.full((2, 2), np.nan)}, "is none"),
        ({"W1": np.ones((1, 5000))}, "5,000 neurons"),
        ({f"W{index}": np.ones((1, 1)) for index in range(65)}, "65 layers"),
        ({f"W{index}": np.ones((2000, 2000), dtype=np.uint8) for index in (1, 2, 3)}, "12,000,000 weights"),
        ({"arr_0": U, "arr_1": V, "arr_2": np.ones(4)}, "2 are matrices, and 1 are biases"),
    ],
)
def test_that_arrays_that_make_no_network_are_named(arrays: dict[str, NDArray[Any]], words: str) -> None:
    assert words in refusal(npz(**arrays)).message


def test_that_metadata_say_activations_and_names() -> None:
    def read(**texts: str) -> ForeignNetwork:
        return parse_weights(format_safetensors({"0.weight": U.T, "2.weight": V.T}, texts))

    told = read(activations='["tanh", "softmax"]', output_names='["a", "b", "c"]')
    assert [layer.activation for layer in told.layers] == ["tanh", "softmax"]
    assert (told.input_names, told.output_names) == ((), ("a", "b", "c"))
    for untold in (read(activations='["tanh"]'), read(activations="{"), read(activations="[1, 2]")):
        assert [layer.activation for layer in untold.layers] == [None, None]
    with pytest.raises(LoadError, match="“swish”, which nnlab does not have"):
        read(activations='["swish", "softmax"]')


# -- text --------------------------------------------------------------------------------------------------


def changed(**changes: object) -> bytes:
    return json.dumps({**json.loads(json_text(NETWORK)), **changes}).encode()


def layer(**changes: object) -> list[dict[str, object]]:
    return [{"units": 1, "activation": "relu", "init": "zeros", "W": [[1.0, 2.0]], "b": None, **changes}]


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"{}", "wrong-kind", "no network of nnlab"),
        (changed(format="other"), "wrong-kind", "no network of nnlab"),
        (changed(version=2), "newer", "newer nnlab"),
        (changed(dtype="float16"), "json-content", "float16"),
        (changed(layers=[]), "weights", "no weights"),
        (changed(layers=layer(W=[])), "json-content", "rows of W of its layer 1"),
        (changed(layers=layer(W=[[]])), "json-content", "rows of W of its layer 1"),
        (changed(layers=layer(W=[[1], [1, 2]])), "json-content", "rows of W of its layer 1"),
        (changed(layers=layer(W=[["1"]])), "json-content", "“layers[0].W[0][0]” is text"),
        (changed(layers=layer(b=[1.0])), "weights", "2 neurons, but 1 bias value"),
        (changed(layers=layer(activation="swish")), "weights", "swish"),
        (changed(layers=layer(W=[[1e300]]), dtype="float32"), "not-finite", "infinite"),
        (b'{"format": ' + b" " * WEIGHTS_JSON_BYTES, "too-large", "at most"),
    ],
)
def test_that_json_that_is_no_network_is_refused(data: bytes, code: str, words: str) -> None:
    found = refusal(data)
    assert found.code == code
    assert words in found.message


def test_that_json_of_a_later_nnlab_may_say_more() -> None:
    assert parse_weights(b"\xef\xbb\xbf\n" + changed(comment="more")).sizes == (3, 4, 2)


def test_that_tables_are_found_after_a_spreadsheet_has_saved_them() -> None:
    tables = csv_tables(NETWORK)
    german = {
        name: table.decode("utf-8-sig").replace(",", ";").replace(".", ",").replace('"', "").encode("cp949")
        for name, table in tables.items()
    }
    network = parse_weights(zip_of(german))
    assert has(network, *(W for W, _ in NETWORK.parameters.layers))
    assert network.input_names == ("x1", "x2", "x3")


@pytest.mark.parametrize(
    ("table", "words"),
    [
        (b"x1,x2,y\n1,2,3\n4,5,6\n", "no table of weights"),
        (b"1,2\n3,4\n", "no table of weights"),
        (b"just a text", "no table of weights"),
        (b",a,b\n", "no table of weights"),
        (b",a,b\nbias,1,2\n", "no table of weights"),
        (b'"",a\nx1,one\n', "“one”"),
        (b'"",a\nx1,\nx2,3\n', "is empty"),
        (b'"",a,b\nx1,1\n', "Line 2"),
    ],
)
def test_that_other_tables_are_no_weights(table: bytes, words: str) -> None:
    assert words in refusal(table).message


def test_that_the_table_at_fault_is_named() -> None:
    tables = csv_tables(NETWORK)
    damaged = pack({**tables, "layer2.csv": b'"",a\nx1,one\n'})
    assert "“layer2.csv”" in refusal(damaged).message
    swapped = {"layer1.csv": tables["layer2.csv"], "layer2.csv": tables["layer1.csv"]}
    assert "takes 3 numbers, but is given 2" in refusal(pack(swapped)).message


# -- files -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"<html>404</html>", "web page"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00pickle", "pickle"),
        (b"\x89HDF\r\n\x1a\n\0\0\0\0", "a binary file"),
        (zip_of({"archive/data.pkl": b"x", "archive/data/0": b"y"}), "checkpoint of PyTorch"),
        (zip_of({"config.json": b"{}", "model.weights.h5": b"y"}), "not one of arrays"),
    ],
)
def test_that_a_file_of_another_kind_is_named(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    path.write_bytes(data)
    with pytest.raises(LoadError) as caught:
        load_weights(path)
    assert words in caught.value.message
    assert "“weights.npz”" in caught.value.message


def test_that_a_project_is_not_taken_for_weights() -> None:
    data = project_bytes(saved(begin(load_preset("seven-segment"))))
    assert "Open it as a project" in refusal(data).message


def test_that_reading_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "weights"
    path.write_bytes(npz(W1=U))
    with pytest.raises(LoadError, match="cancelled"):
        load_weights(path, cancelled=lambda: True)


def test_that_what_a_mac_packs_beside_tables_is_passed_over() -> None:
    tables = csv_tables(ExportedNetwork(begin(load_preset("seven-segment")).parameters))
    beside = {f"__MACOSX/._{name}": b"\x00\x05\x16\x07" for name in tables}
    plain, packed = parse_weights(pack(tables)), parse_weights(pack({**tables, **beside}))
    assert [layer.W.tobytes() for layer in packed.layers] == [layer.W.tobytes() for layer in plain.layers]
