"""Dense networks as other programs write them in ONNX, and what is refused."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Any

import numpy as np
import onnx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from onnx import NodeProto, TensorProto, helper, numpy_helper

from nnlab.engine import LayerSpec, Network, NetworkSpec
from nnlab.export import ForeignNetwork
from nnlab.export.onnx_format.layers import onnx_network
from nnlab.files import LoadError

RNG = np.random.default_rng(7)
W1, b1 = RNG.normal(size=(5, 4)).astype(np.float32), RNG.normal(size=4).astype(np.float32)
W2, b2 = RNG.normal(size=(4, 3)).astype(np.float32), RNG.normal(size=3).astype(np.float32)
STORED = {"W1": W1, "b1": b1, "W2": W2, "b2": b2, "V1": W1.T.copy(), "V2": W2.T.copy()}
NUMBERS = {"one": 1.0, "half": 0.5, "zero": 0.0, "two": 2.0}


def node(operator: str, inputs: str, output: str, domain: str = "", **settings: Any) -> NodeProto:
    return helper.make_node(operator, inputs.split(), [output], domain=domain, **settings)


def model(
    nodes: Sequence[NodeProto],
    stored: dict[str, NDArray[Any]] | None = None,
    *,
    shape: Sequence[object] = ("batch", 5),
    inputs: Sequence[str] = ("x",),
    outputs: Sequence[str] = ("y",),
) -> bytes:
    arrays = STORED | {name: np.float32(number) for name, number in NUMBERS.items()} | (stored or {})
    graph = helper.make_graph(
        nodes,
        "elsewhere",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in inputs],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
        [numpy_helper.from_array(np.asarray(array), name) for name, array in arrays.items()],
    )
    return helper.make_model(graph).SerializeToString()


def said(network: ForeignNetwork) -> list[str | None]:
    return [layer.activation for layer in network.layers]


def is_ours(network: ForeignNetwork) -> bool:
    (one, two) = network.layers
    assert one.b is not None
    assert two.b is not None
    pairs = ((one.W, W1), (one.b, b1), (two.W, W2), (two.b, b2))
    return all(found.tobytes() == own.tobytes() for found, own in pairs)


def refusal(data: bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        onnx_network(data)
    assert len(caught.value.message) <= 170
    assert caught.value.message.endswith(".")
    return caught.value


PYTORCH = [
    node("Flatten", "x", "f", axis=1),
    node("Gemm", "f V1 b1", "z1", alpha=1.0, beta=1.0, transB=1),
    node("LeakyRelu", "z1", "a1", alpha=0.2),
    node("Gemm", "a1 V2 b2", "z2", alpha=1.0, beta=1.0, transB=1),
    node("Softmax", "z2", "y", axis=1),
]
SCIKIT_LEARN = [
    node("Cast", "x", "c", to=TensorProto.FLOAT),
    node("MatMul", "c W1", "m1"),
    node("Add", "m1 row1", "s1"),
    node("Tanh", "s1", "a1"),
    node("MatMul", "a1 W2", "m2"),
    node("Add", "row2 m2", "s2"),
    node("Softmax", "s2", "p"),
    node("Identity", "p", "q"),
    node("ArgMax", "q", "best", axis=1),
    node("ArrayFeatureExtractor", "classes best", "label", domain="ai.onnx.ml"),
    node("ZipMap", "q", "y", domain="ai.onnx.ml", classlabels_int64s=[0, 1, 2]),
]
ROWS = {"row1": b1[None], "row2": b2[None], "classes": np.arange(3, dtype=np.int32)}


def test_that_what_pytorch_writes_is_read() -> None:
    network = onnx_network(model(PYTORCH))
    assert is_ours(network)
    assert said(network) == ["leaky_relu(0.2)", "softmax"]
    assert (network.format, network.dtype, network.input_names) == ("onnx", "float32", ())


def test_that_what_scikit_learn_writes_is_read() -> None:
    network = onnx_network(model(SCIKIT_LEARN, ROWS, outputs=("label", "y")))
    assert is_ours(network)
    assert said(network) == ["tanh", "softmax"]


def test_that_a_classifier_of_two_kinds_has_one_output() -> None:
    nodes = [
        node("MatMul", "x W", "m"),
        node("Add", "m b", "z"),
        node("Sigmoid", "z", "p"),
        node("Sub", "one p", "n"),
        node("Concat", "n p", "y", axis=1),
    ]
    stored = {"W": W1[:, :1].copy(), "b": b1[None, :1].copy()}
    network = onnx_network(model(nodes, stored))
    assert network.sizes == (5, 1)
    assert said(network) == ["sigmoid"]
    assert refusal(model([*nodes[:4], node("Concat", "p p", "y", axis=1)], stored)).code == "onnx-operator"


@pytest.mark.parametrize(
    ("before", "stored", "shape"),
    [
        ([node("Reshape", "x rows", "h")], {"rows": np.array([-1, 5])}, ("batch", 1, 5)),
        ([node("Reshape", "x rows", "h")], {"rows": np.array([0, -1])}, ("batch", 5)),
        ([node("Reshape", "x rows", "h")], {"rows": np.array([1, 5])}, (1, 5)),
        ([node("Identity", "x", "i"), node("Dropout", "i", "h")], {}, ("batch", 5)),
        ([node("Cast", "x", "h", to=TensorProto.FLOAT)], {}, ()),
    ],
)
def test_that_what_changes_no_number_is_passed_over(
    before: list[NodeProto], stored: dict[str, NDArray[Any]], shape: Sequence[object]
) -> None:
    rest = [node("Gemm", "h W1 b1", "z1"), node("Relu", "z1", "a1"), node("Gemm", "a1 W2 b2", "y")]
    network = onnx_network(model([*before, *rest], stored, shape=shape))
    assert is_ours(network)
    assert said(network) == ["relu", "linear"]


def test_that_matrices_may_be_turned_and_stand_in_nodes() -> None:
    nodes = [
        helper.make_node("Constant", [], ["V"], value=numpy_helper.from_array(STORED["V1"])),
        node("Transpose", "V", "W", perm=[1, 0]),
        node("MatMul", "x W", "m"),
        node("Add", "b1 m", "y"),
    ]
    (layer,) = onnx_network(model(nodes)).layers
    assert layer.W.tobytes() == W1.tobytes()
    assert layer.b is not None
    assert layer.b.tobytes() == b1.tobytes()


def test_that_numbers_may_be_stored_one_by_one() -> None:
    stored = helper.make_tensor("W", TensorProto.DOUBLE, [2, 3], [0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    graph = helper.make_graph(
        [node("Gemm", "x W b", "y")],
        "g",
        [helper.make_tensor_value_info(name, TensorProto.DOUBLE, None) for name in ("x", "W", "b")],
        [helper.make_tensor_value_info("y", TensorProto.DOUBLE, None)],
        [stored, helper.make_tensor("b", TensorProto.DOUBLE, [], [0.5])],
    )
    network = onnx_network(helper.make_model(graph).SerializeToString())
    (layer,) = network.layers
    assert (network.dtype, layer.W.tolist()) == ("float64", [[0.1, 0.2, 0.3], [0.4, 0.5, 0.6]])
    assert layer.b is not None
    assert layer.b.tolist() == [0.5] * 3


@pytest.mark.parametrize(
    ("nodes", "name"),
    [
        ([node("Sigmoid", "z", "s"), node("Mul", "s z", "a")], "silu"),
        ([node("Elu", "z", "a", alpha=0.3)], "elu(0.3)"),
        ([node("Max", "z zero", "a")], "relu"),
        ([node("Exp", "z", "e"), node("Add", "e one", "s"), node("Log", "s", "a")], "softplus"),
        ([node("Gelu", "z", "a", approximate="tanh")], "gelu"),
        ([node("Neg", "z", "n"), node("Exp", "n", "e"), node("Add", "e one", "s"), node("Div", "one s", "a")],
         "sigmoid"),
        ([node("Mul", "z two", "d"), node("Sigmoid", "d", "s"), node("Mul", "s two", "t"), node("Sub", "t one", "a")],
         "tanh"),
        ([node("Greater", "z zero", "g"), node("Where", "g one zero", "a")], "step"),
        ([node("Identity", "z", "a")], "linear"),
    ],
)  # fmt: skip
def test_that_an_activation_is_known_by_what_it_computes(nodes: list[NodeProto], name: str) -> None:
    ends = [node("Gemm", "x W1 b1", "z"), *nodes, node("Gemm", "a W2 b2", "y")]
    assert said(onnx_network(model(ends))) == [name, "linear"]


@pytest.mark.parametrize(
    ("nodes", "word"),
    [
        ([node("Conv", "x k", "c"), node("Flatten", "c", "f"), node("Gemm", "f W1 b1", "y")], "Conv"),
        ([node("Gemm", "x W1 b1", "z"), node("Erf", "z", "y")], "one with tanh"),
        ([node("Gemm", "x W1 b1", "z"), node("LogSoftmax", "z", "y")], "LogSoftmax"),
        ([node("Gemm", "x W1 b1", "z"), node("Softmax", "z", "y", axis=0)], "Softmax"),
        ([node("Gemm", "x W1 b1", "z"), node("Sin", "z", "y")], "Sin"),
        ([node("Gemm", "x W1 b1", "z"), node("Mul", "z z", "y")], "activation of its layer 1"),
        ([node("Gemm", "x W1 b1", "z"), node("Relu", "z", "y", domain="mine")], "Relu"),
        ([node("Gemm", "x W1 b1", "z"), node("Reshape", "z r", "y")], "Reshape"),
        ([node("Gemm", "x W1 b1", "z"), node("Cast", "z", "y", to=TensorProto.INT64)], "Cast"),
        ([node("Gemm", "x W1 b1", "y", alpha=2.0)], "Gemm"),
        ([node("Gemm", "W1 x b1", "y")], "Gemm"),
        ([node("Gemm", "x W1 b2", "y")], "Gemm"),
        ([node("MatMul", "x W1", "m"), node("Add", "m b1", "z"), node("Add", "z b1", "y")], "Add"),
        ([node("MatMul", "x W1", "l"), node("MatMul", "x W1", "r"), node("Add", "l r", "y")], "Add"),
        ([node("Mul", "x half", "s"), node("Gemm", "s W1 b1", "y")], "changes its inputs"),
        ([node("Flatten", "x", "f", axis=0), node("Gemm", "f W1 b1", "y")], "Flatten"),
        ([node("Transpose", "W1", "V", perm=[0, 1]), node("Gemm", "x V b1", "y")], "Transpose"),
        ([node("Cast", "W1", "V", to=TensorProto.INT64), node("Gemm", "x V b1", "y")], "Cast"),
        ([node("If", "x", "y")], "If"),
        ([node("Relu", "x", "y")], "no dense network"),
        ([node("Relu", "q", "y")], "Relu"),
        ([], "no dense network"),
    ],
)
def test_that_what_is_no_dense_network_is_refused_by_name(nodes: list[NodeProto], word: str) -> None:
    stored = {"k": np.zeros((1, 1, 2, 2), np.float32), "r": np.array([-1, 2])}
    assert word in refusal(model(nodes, stored)).message


def test_that_a_part_before_the_first_layer_is_refused() -> None:
    nodes = [node("Reshape", "x rows", "h"), node("Gemm", "h W1 b1", "y")]
    stored = {"rows": np.array([-1, 5])}
    assert "its inputs are others" in refusal(model(nodes, stored, shape=("batch", 10))).message
    assert refusal(model([node("Gemm", "x W1 b1", "y")], inputs=("x", "mask"))).code == "onnx"


def test_that_numbers_in_another_file_are_not_looked_for() -> None:
    read = onnx.load_model_from_string(model([node("Gemm", "x W1 b1", "y")]))
    tensor = read.graph.initializer[0]
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="../../etc/passwd")
    found = refusal(read.SerializeToString())
    assert found.code == "onnx-external"
    assert "another file" in found.message


@pytest.mark.parametrize(("kind", "word"), [(np.float16, "float16"), (np.int64, "Gemm")])
def test_that_other_numbers_than_those_of_networks_are_refused(kind: type, word: str) -> None:
    nodes, stored = [node("Gemm", "x W", "y")], {"W": np.ones((5, 2), dtype=kind)}
    assert word in refusal(model(nodes, stored)).message


@pytest.mark.parametrize("count", [64, 65])
def test_that_there_are_as_many_layers_as_nnlab_has(count: int) -> None:
    names = ["x", *(f"z{index}" for index in range(count))]
    nodes = [node("MatMul", f"{one} W", other) for one, other in pairwise(names)]
    data = model(nodes, {"W": np.eye(5, dtype=np.float32)}, outputs=(names[-1],))
    if count == 64:
        assert len(onnx_network(data).layers) == 64
    else:
        assert refusal(data).code == "too-large"


def test_that_too_many_parts_are_refused_before_they_are_kept() -> None:
    empty_nodes = b"\x0a\x00" * 400_000
    size, length = len(empty_nodes), b""
    while size:
        length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
        size >>= 7
    assert refusal(b"\x08\x08\x3a" + length + empty_nodes).code == "too-large"


OPERATORS = (
    "Add", "Cast", "Concat", "Constant", "Div", "Dropout", "Elu", "Exp", "Flatten", "Gelu", "Gemm", "Identity",
    "LeakyRelu", "Log", "MatMul", "Max", "Mul", "Pow", "Relu", "Reshape", "Sigmoid", "Softmax", "Sub", "Transpose",
    "Where", "ZipMap",
)  # fmt: skip
SETTINGS = st.dictionaries(
    st.sampled_from(["alpha", "axis", "beta", "perm", "to", "transA", "transB", "value", "approximate"]),
    st.one_of(
        st.sampled_from([0, 1, 11, 2.0, "tanh", [1, 0], [0, 1]]),
        st.just(numpy_helper.from_array(np.ones((5, 5), np.float32))),
        st.just(helper.make_graph([], "inner", [], [])),
    ),
    max_size=2,
)


@settings(max_examples=300)
@given(st.data())
def test_that_nodes_in_any_order_with_any_settings_give_a_network_or_a_load_error(
    data: st.DataObject,
) -> None:
    names = ["x", "", "nowhere", "S", "b", "shape", "one", "flag"]
    nodes = []
    for index in range(data.draw(st.integers(1, 8))):
        inputs = data.draw(st.lists(st.sampled_from(names), max_size=3))
        operator = data.draw(st.sampled_from(OPERATORS))
        nodes.append(helper.make_node(operator, inputs, [f"t{index}"], **data.draw(SETTINGS)))
        names += [f"t{index}"] * (index + 2)  # so that chains are likely
    stored = {
        "S": RNG.normal(size=(5, 5)).astype(np.float32),
        "b": np.ones(5, np.float32),
        "shape": np.array([-1, 5]),
        "flag": np.array(True),
    }
    with suppress(LoadError):
        network = onnx_network(model(nodes, stored, outputs=(nodes[-1].output[0],)))
        assert network.sizes[0] == network.sizes[-1] == 5


def test_that_the_network_read_computes_what_the_file_says() -> None:
    network = onnx_network(model(SCIKIT_LEARN, ROWS, outputs=("label", "y")))
    layers = tuple(LayerSpec(layer.W.shape[1], layer.activation or "") for layer in network.layers)
    X = RNG.normal(size=(9, 5))
    scores = np.tanh(X @ W1 + b1) @ W2 + b2
    expected = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    found = Network(NetworkSpec(5, layers), [(layer.W, layer.b) for layer in network.layers]).predict(X)
    assert np.abs(found - expected).max() < 1e-12
