"""A network as .onnx, for every program that runs networks: one Gemm a layer, and its activation by standard operators.

Of some operators the runtimes have a version for float32 only; for float64 the activation is spelled by others.
"""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import EngineError, activation_call
from nnlab.export.network import ExportedNetwork

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto

# The oldest format that has all that is needed: what runs anything today reads it, where the newest is refused.
IR_VERSION = 8
OPSET = 17
INPUT, OUTPUT, BATCH = "input", "output", "batch"
# The keys of the texts that are kept beside the network; each value is JSON.
INPUT_NAMES, OUTPUT_NAMES = "nnlab.input_names", "nnlab.output_names"

_MISSING = "writing .onnx needs a library more: pip install 'nnlab[formats]'. The other formats do without."


def onnx_model(network: ExportedNetwork) -> bytes:
    """Return the network as a model: 'input' (batch, inputs) to 'output' (batch, outputs), in its own dtype.

    The initializers are W1 (inputs, units), b1 (units,), W2 …, with the bits of the network. Raises EngineError where
    the library `onnx` is not installed.
    """
    try:
        import onnx
    except ImportError as error:
        raise EngineError(_MISSING) from error
    graph = _Graph(network, onnx)
    model: ModelProto = onnx.helper.make_model(
        graph.proto(), opset_imports=[onnx.helper.make_opsetid("", OPSET)], producer_name="nnlab"
    )
    model.ir_version = IR_VERSION
    names = {INPUT_NAMES: network.input_names, OUTPUT_NAMES: network.output_names}
    onnx.helper.set_model_props(
        model, {key: json.dumps(value, ensure_ascii=False) for key, value in names.items()}
    )
    data: bytes = model.SerializeToString(deterministic=True)
    return data


class _Graph:
    """A graph under construction: each method adds a node to the layer at hand and returns the name of its result."""

    def __init__(self, network: ExportedNetwork, onnx: Any) -> None:
        self._network = network
        self._onnx = onnx
        self._dtype = np.dtype(network.parameters.spec.dtype)
        self._nodes: list[NodeProto] = []
        self._constants: dict[str, TensorProto] = {}
        self._shapes: list[ValueInfoProto] = []
        self._layer, self._units = 0, 0

    @property
    def is_single(self) -> bool:
        """Whether the numbers are float32, for which every operator is there."""
        return self._dtype == np.float32

    def proto(self) -> Any:
        """Return the whole graph."""
        spec, value = self._network.parameters.spec, INPUT
        for number, (layer, (W, b)) in enumerate(
            zip(spec.layers, self._network.parameters.layers, strict=True), start=1
        ):
            self._layer, self._units = number, layer.units
            bias = () if b is None else (self._stored(f"b{number}", b),)
            z = self.node("Gemm", value, self._stored(f"W{number}", W), *bias)
            value = _activated(self, layer.activation, z)
        self._rename(value, OUTPUT)
        return self._onnx.helper.make_graph(
            self._nodes,
            "nnlab",
            [self._described(INPUT, spec.inputs)],
            [self._described(OUTPUT, spec.outputs)],
            list(self._constants.values()),
            value_info=self._shapes,
        )

    def node(self, operator: str, *inputs: str, as_booleans: bool = False, **attributes: Any) -> str:
        """Add a node with one result, of the shape (batch, units) of the layer at hand."""
        count = sum(node.name.startswith(f"layer{self._layer}.{operator}") for node in self._nodes)
        name = f"layer{self._layer}.{operator}" + (f".{count + 1}" if count else "")
        self._nodes.append(self._onnx.helper.make_node(operator, inputs, [name], name=name, **attributes))
        self._shapes.append(self._described(name, self._units, as_booleans))
        return name

    def constant(self, value: float) -> str:
        """Return the name of a number, which is stored once."""
        return self._stored(f"{value!r}", np.array(value, dtype=self._dtype))

    def cast(self, value: str) -> str:
        """Add a node that turns booleans into numbers."""
        return self.node("Cast", value, to=self._element())

    def _stored(self, name: str, array: NDArray[Any]) -> str:
        if name not in self._constants:
            raw = np.ascontiguousarray(array, dtype=array.dtype.newbyteorder("<")).tobytes()
            self._constants[name] = self._onnx.helper.make_tensor(
                name, self._element(), array.shape, raw, raw=True
            )
        return name

    def _element(self) -> int:
        return int(self._onnx.helper.np_dtype_to_tensor_dtype(self._dtype))

    def _described(self, name: str, columns: int, as_booleans: bool = False) -> Any:
        element = self._onnx.TensorProto.BOOL if as_booleans else self._element()
        return self._onnx.helper.make_tensor_value_info(name, element, [BATCH, columns])

    def _rename(self, last: str, name: str) -> None:
        """Give the result of the last node the name of the output; nothing else reads it."""
        self._nodes[-1].output[0] = name
        self._shapes = [shape for shape in self._shapes if shape.name != last]


def _activated(graph: _Graph, text: str, z: str) -> str:
    """Add the nodes of an activation, for example 'leaky_relu(0.2)', of z and return the name of the result."""
    name, numbers = activation_call(text)
    return _SPELLINGS[name](graph, z, *numbers)


def _leaky_relu(graph: _Graph, z: str, slope: float) -> str:
    if graph.is_single:
        return graph.node("LeakyRelu", z, alpha=slope)
    return graph.node("Max", z, graph.node("Mul", z, graph.constant(slope)))


def _elu(graph: _Graph, z: str, alpha: float) -> str:
    """Max(z, 0) + alpha (exp(min(z, 0)) - 1)."""
    if graph.is_single:
        return graph.node("Elu", z, alpha=alpha)
    zero, one = graph.constant(0.0), graph.constant(1.0)
    below = graph.node("Sub", graph.node("Exp", graph.node("Min", z, zero)), one)
    return graph.node("Add", graph.node("Relu", z), graph.node("Mul", below, graph.constant(alpha)))


def _softplus(graph: _Graph, z: str) -> str:
    """Max(z, 0) + log(1 + exp(-|z|)), which does not overflow."""
    if graph.is_single:
        return graph.node("Softplus", z)
    small = graph.node("Exp", graph.node("Neg", graph.node("Abs", z)))
    return graph.node(
        "Add", graph.node("Relu", z), graph.node("Log", graph.node("Add", small, graph.constant(1.0)))
    )


def _silu(graph: _Graph, z: str) -> str:
    """z / (1 + exp(-z)): what a Sigmoid is off by, in float32, z would make larger."""
    return graph.node(
        "Div", z, graph.node("Add", graph.node("Exp", graph.node("Neg", z)), graph.constant(1.0))
    )


def _gelu(graph: _Graph, z: str) -> str:
    """0.5 z (1 + tanh(sqrt(2/pi) (z + 0.044715 z³)))."""
    square = graph.node("Mul", z, z)
    cubic = graph.node("Mul", graph.node("Mul", square, z), graph.constant(0.044715))
    inner = graph.node("Mul", graph.node("Add", z, cubic), graph.constant(0.7978845608028654))
    risen = graph.node("Add", graph.node("Tanh", inner), graph.constant(1.0))
    return graph.node("Mul", graph.node("Mul", z, graph.constant(0.5)), risen)


def _step(graph: _Graph, z: str) -> str:
    return graph.cast(graph.node("Greater", z, graph.constant(0.0), as_booleans=True))


_SPELLINGS: dict[str, Callable[..., str]] = {
    "linear": lambda graph, z: graph.node("Identity", z),
    "sigmoid": lambda graph, z: graph.node("Sigmoid", z),
    "tanh": lambda graph, z: graph.node("Tanh", z),
    "relu": lambda graph, z: graph.node("Relu", z),
    "leaky_relu": _leaky_relu,
    "elu": _elu,
    "softplus": _softplus,
    "gelu": _gelu,
    "silu": _silu,
    "step": _step,
    "softmax": lambda graph, z: graph.node("Softmax", z, axis=-1),
}
