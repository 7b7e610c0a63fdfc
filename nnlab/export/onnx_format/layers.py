"""From the graph of an ONNX file to the layers of a dense network.

The nodes are followed in their order. What each result means is one of three: a stored array; the neurons of a layer,
as functions of z, its sums; or nothing that nnlab knows, which only matters when the network's output is made of it.
"""

import math
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import MAX_LAYERS, MAX_UNITS
from nnlab.export.foreign import ForeignNetwork, RawLayer, foreign_network, name_list
from nnlab.export.onnx_format.file import INPUT_NAMES, OUTPUT_NAMES
from nnlab.export.onnx_format.functions import GRID, Values, computed, named_activation
from nnlab.export.onnx_format.graph import Node, OnnxGraph, parse_onnx
from nnlab.files import Cancelled, LoadError
from nnlab.files.errors import quoted
from nnlab.files.patience import check

_SOFTMAX = "softmax"
_DOMAINS = ("", "ai.onnx", "ai.onnx.ml")
# What changes neither numbers nor their order; a ZipMap gives each its label.
_PASSED_OVER = ("Identity", "Cast", "Dropout", "ZipMap")
_OTHER_GELU = "The gelu of nnlab is the one with tanh"
_ADVICE = {"Gelu": _OTHER_GELU, "Erf": _OTHER_GELU}
_FLOATS = (1, 11)  # the types that a Cast may give: float32 and float64


@dataclass(frozen=True, eq=False, slots=True)
class _Neurons:
    """The neurons of the last of `layers`, or the inputs, as a function of z: its values on GRID, None for softmax."""

    layers: tuple[RawLayer, ...] = ()
    values: Values | None = field(default_factory=lambda: GRID)

    @property
    def are_sums(self) -> bool:
        """Whether they are z itself."""
        return self.values is GRID

    @property
    def count(self) -> int | None:
        """How many there are; None for the inputs, of which the first matrix says it."""
        return self.layers[-1][0].shape[1] if self.layers else None


@dataclass(frozen=True, slots=True)
class _Unknown:
    """What an operator gave that has no place in a dense network."""

    operator: str


_Result: TypeAlias = _Neurons | _Unknown | NDArray[Any]


def onnx_network(data: bytes, *, cancelled: Cancelled | None = None) -> ForeignNetwork:
    """Return the dense network in an ONNX file: layers of Gemm, or MatMul and Add, and activations between them.

    What may stand before, between and after without changing a number is passed over. Raises only LoadError, naming
    the operator that is none of this, or when `cancelled`.
    """
    graph = parse_onnx(data)
    if len(graph.inputs) != 1:
        what = f"Its network has {len(graph.inputs)} inputs, and a dense one has a single table of them"
        raise LoadError("onnx", f"{what}. Choose another file.")
    ((name, lengths),) = graph.inputs.items()
    results: dict[str, _Result] = {**graph.arrays, name: _Neurons()}
    with np.errstate(all="ignore"):
        for node in graph.nodes:
            check(cancelled)
            result = _result(node, results)
            results.update((output, result) for output in node.outputs[:1] if output)
        layers = _finished(_output(graph, results))
    known = [length for length in lengths[1:] if length is not None]
    if known and len(known) == len(lengths) - 1 and math.prod(known) != len(layers[0][0]):
        what = f"Its first layer takes {len(layers[0][0]):,} numbers, but its inputs are others"
        raise LoadError("onnx", f"{what}. Choose a network without a part before its layers.")
    return foreign_network(
        layers,
        "onnx",
        input_names=name_list(graph.metadata.get(INPUT_NAMES, "")),
        output_names=name_list(graph.metadata.get(OUTPUT_NAMES, "")),
    )


def _output(graph: OnnxGraph, results: dict[str, _Result]) -> _Neurons:
    """Return what the network gives. A classifier gives a label beside it, which is passed over."""
    found = [results.get(name, _Unknown("")) for name in graph.outputs]
    for result in found:
        if isinstance(result, _Neurons) and result.layers:
            return result
    unknown = [result.operator for result in found if isinstance(result, _Unknown) and result.operator]
    if not unknown:
        raise LoadError("onnx", "There is no dense network in it. Choose another file.")
    what = f"Its network uses {quoted(unknown[0], 30)} as dense networks of nnlab do not"
    raise LoadError("onnx-operator", f"{what}. {_ADVICE.get(unknown[0], 'Choose another file')}.")


def _result(node: Node, results: dict[str, _Result]) -> _Result:
    """Return what the first result of a node means."""
    counted = node.inputs[:1] if node.operator in _PASSED_OVER else node.inputs
    given = [results.get(name, _Unknown(node.operator)) for name in counted if name]
    for value in given:
        if isinstance(value, _Unknown):
            return value
    if node.domain in _DOMAINS:
        for rule in (_constant, _turned, _layer, _passed_over, _softmax, _biased, _joined, _applied):
            made = rule(node, given)
            if made is not None:
                return made
    return _Unknown(node.operator)


def _constant(node: Node, given: list[_Result]) -> _Result | None:
    """Return an array that stands in the node itself."""
    value = node.attributes.get("value", node.attributes.get("value_float", node.attributes.get("value_int")))
    if node.operator != "Constant" or not isinstance(value, (np.ndarray, float, int)):
        return None
    return np.asarray(value)


def _turned(node: Node, given: list[_Result]) -> _Result | None:
    """Return the array that is made of a stored one: older programs turn the matrices round on the way."""
    if len(given) != 1 or not isinstance(given[0], np.ndarray):
        return None
    if node.operator == "Transpose" and given[0].ndim == 2:
        return given[0].T if node.words("perm") in (None, [1, 0]) else None
    is_same = node.operator == "Identity" or (
        node.operator == "Cast" and (given[0].dtype.kind == "i" or node.number("to", 0) in _FLOATS)
    )
    return given[0] if is_same else None


def _layer(node: Node, given: list[_Result]) -> _Result | None:
    """Return the sums of a further layer."""
    if node.operator not in ("Gemm", "MatMul") or len(given) < 2:
        return None
    neurons, W = given[0], given[1]
    if (
        not isinstance(neurons, _Neurons)
        or not isinstance(W, np.ndarray)
        or W.ndim != 2
        or W.dtype.kind != "f"
    ):
        return None
    if max(W.shape) > MAX_UNITS or len(neurons.layers) >= MAX_LAYERS:
        what = f"Its network has more than {MAX_LAYERS} layers, or one of more than {MAX_UNITS:,} neurons"
        raise LoadError("too-large", f"{what}. Choose a smaller network.")
    b = None
    if node.operator == "Gemm":
        if node.number("transA", 0) or node.number("alpha", 1) != 1 or node.number("beta", 1) != 1:
            return None
        W = W.T if node.number("transB", 0) else W
        b = _as_bias(given[2], W.shape[1], may_repeat=True) if len(given) > 2 else None
        if b is None and len(given) > 2:
            return None
    return _Neurons((*_finished(neurons), (W, b, None)))


def _as_bias(value: _Result, units: int, *, may_repeat: bool) -> NDArray[Any] | None:
    """Return the array as a vector (units,), or None where it is none."""
    if not isinstance(value, np.ndarray) or value.dtype.kind != "f":
        return None
    if value.size == units and value.shape[-1:] == (units,):
        return value.reshape(units)
    return np.broadcast_to(value.reshape(1), (units,)) if may_repeat and value.size == 1 else None


def _finished(neurons: _Neurons) -> tuple[RawLayer, ...]:
    """Return the layers, the last of them with its activation. Raises LoadError for one that nnlab does not have."""
    if not neurons.layers:
        if neurons.are_sums:
            return ()
        what = "Its network changes its inputs before the first layer"
        raise LoadError("onnx", f"{what}. Choose a network that takes them as they are.")
    *before, (W, b, _) = neurons.layers
    name: str | None = _SOFTMAX
    if neurons.values is not None:
        name = named_activation(neurons.values, single=W.dtype == np.float32)
    if name is None:
        what = f"The activation of its layer {len(neurons.layers)} is none that nnlab has"
        raise LoadError("onnx-activation", f"{what}. Choose another file.")
    return (*before, (W, b, name))


def _passed_over(node: Node, given: list[_Result]) -> _Result | None:
    """Return the neurons after a node that leaves every number as it is, or makes one row of a picture."""
    if not given or not isinstance(given[0], _Neurons):
        return None
    passes = node.operator in _PASSED_OVER
    if node.operator == "Cast":
        passes = node.number("to", 0) in _FLOATS
    elif node.operator == "Flatten":
        passes = node.number("axis", 1) == 1
    elif node.operator == "Reshape" and len(given) == 2 and isinstance(given[1], np.ndarray):
        # More lengths than two are not looked at: an array from outside may have millions.
        passes = given[1].size == 2 and _keeps_rows(given[1].reshape(2), given[0].count)
    return given[0] if passes else None


def _keeps_rows(lengths: NDArray[Any], count: int | None) -> bool:
    """Return whether a table of these lengths has the rows of before, of `count` numbers each where that is known."""
    rows, columns = lengths.tolist()
    # A length that is left open (-1) is that of a row only where the number of rows is said, or kept (0).
    return bool(columns == count or (count is None and columns > 0) or (columns == -1 and rows >= 0))


def _softmax(node: Node, given: list[_Result]) -> _Result | None:
    """Return the neurons of a layer whose activation is a Softmax over them."""
    if node.operator != "Softmax" or len(given) != 1 or node.number("axis", -1) not in (-1, 1):
        return None
    neurons = given[0]
    if not isinstance(neurons, _Neurons) or not neurons.are_sums or not neurons.layers:
        return None
    return replace(neurons, values=None)


def _biased(node: Node, given: list[_Result]) -> _Result | None:
    """Return the sums with the bias that an Add gives them after a MatMul."""
    arrays = [value for value in given if isinstance(value, np.ndarray)]
    sums = [value for value in given if isinstance(value, _Neurons) and value.layers and value.are_sums]
    if node.operator != "Add" or len(arrays) != 1 or len(sums) != 1:
        return None
    *before, (W, b, _) = sums[0].layers
    bias = _as_bias(arrays[0], W.shape[1], may_repeat=False)
    return _Neurons((*before, (W, bias, None))) if b is None and bias is not None else None


def _joined(node: Node, given: list[_Result]) -> _Result | None:
    """Return p of (1 - p, p), which classifiers of two kinds give."""
    match node.operator, given:
        case ("Concat", [_Neurons() as one, _Neurons() as other]) if one.layers is other.layers:
            if other.count != 1 or one.values is None or other.values is None:
                return None
            return other if np.allclose(one.values, 1 - other.values) else None
    return None


def _applied(node: Node, given: list[_Result]) -> _Result | None:
    """Return the neurons after an operator that takes every number for itself."""
    neurons = [value for value in given if isinstance(value, _Neurons)]
    values = list[Values]()
    for value in given:
        if isinstance(value, np.ndarray) and value.size == 1 and value.dtype.kind in "fi":
            values.append(np.full(len(GRID), float(value.reshape(-1)[0])))
        elif isinstance(value, _Neurons) and value.layers is neurons[0].layers and value.values is not None:
            values.append(value.values)
        else:
            return None
    made = computed(node, values) if neurons else None
    return None if made is None else replace(neurons[0], values=made)
