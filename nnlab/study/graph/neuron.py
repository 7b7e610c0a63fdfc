"""One neuron of a network, with the numbers of one sample, as a graph of scalars: Σ x w + b, f, and the loss.

What is fixed as far as this neuron goes is a number: the target, and the scores of the other outputs, of which
softmax needs only the log-sum-exp, for softmax(z)ₖ = σ(zₖ − ln Σ_{j≠k} eᶻʲ).
"""

import numpy as np

from nnlab.engine import Parameters
from nnlab.engine.activations import activation
from nnlab.engine.arrays import Floats
from nnlab.study.graph.drawn import Drawn
from nnlab.study.graph.graph import Graph, GraphError
from nnlab.study.graph.kinds import NodeKind
from nnlab.study.small_digits import lowered

MOST_INPUTS = 8
_ROW = 1.25  # of one weighted input: its weight stands lower, so that no edge runs behind a node


def neuron_graph(
    parameters: Parameters, sample: Floats, target: Floats, loss: str, layer: int, unit: int
) -> Graph:
    """Return unit `unit` of layer `layer` (from 0) as a graph; its gradients are those of the network for `sample`.

    `sample` (inputs,) and `target` (outputs,) are one row of the data. All inputs of the neuron are drawn if there are
    at most eight, else the seven that weigh the most and the sum of the rest. An output unit ends in its own part of
    the loss, all others, and softmax with a loss that is not cross-entropy, in what they put out. Raises GraphError
    where there is no such unit, where a number is not finite, and for the softmax of one class, which is always 1.
    """
    _check_place(parameters, layer, unit)
    x, z = _seen(parameters, sample, layer)
    name, last = parameters.spec.layers[layer].activation, layer == len(parameters.spec.layers) - 1
    drawn = Drawn()
    row, score = _weighted_sum(drawn, parameters, x, layer, unit)
    neuron = _Neuron(drawn, row, 4.0)
    if name == "softmax":
        score = neuron.plus(score, minus_others(z, unit), "others")
        y = neuron.then(NodeKind.SIGMOID, score, "y")
    else:
        y = neuron.activated(name, score)
    if last:
        _add_loss(neuron, loss, name, y, activation(name)(z), target.astype(np.float64), unit)
    return drawn.graph


def minus_others(scores: Floats, unit: int) -> float:
    """Return −ln Σ eˢ over the scores (units,) of all units but `unit`. Raises GraphError where there is no other."""
    others = np.delete(scores, unit)
    if not len(others):
        raise GraphError(
            "function", "the softmax of one class is always 1. Choose another activation or loss."
        )
    return -float(np.logaddexp.reduce(others))


def _check_place(parameters: Parameters, layer: int, unit: int) -> None:
    layers = parameters.spec.layers
    if not 0 <= layer < len(layers) or not 0 <= unit < layers[layer].units:
        raise GraphError("unknown", f"the network has no unit {unit + 1} in layer {layer + 1}.")


def _seen(parameters: Parameters, sample: Floats, layer: int) -> tuple[Floats, Floats]:
    """Return what comes into layer `layer` for `sample` (inputs,), and Z = X W + b there, both as rows of float64."""
    z = sample.astype(np.float64)
    with np.errstate(all="ignore"):  # numbers that are none are refused as values of nodes
        for index, (W, b) in enumerate(parameters.layers[: layer + 1]):
            x = z if index == 0 else activation(parameters.spec.layers[index - 1].activation)(z)
            z = x @ W.astype(np.float64)
            z = z if b is None else z + b
    return x, z


def _weighted_sum(
    drawn: Drawn, parameters: Parameters, x: Floats, layer: int, unit: int
) -> tuple[float, int]:
    """Draw x₁w₁ + x₂w₂ + … + b; return the row it stands in, and its id."""
    W, b = parameters.layers[layer]
    w = W[:, unit].astype(np.float64)
    shown = _shown(x * w)
    addends = []
    for place, index in enumerate(shown):
        number, y = lowered(index + 1), place * _ROW
        source = drawn.value(float(x[index]), f"x{number}", 0, y)
        weight = drawn.value(float(w[index]), f"w{number}", 1, y + _ROW / 2)
        addends.append(drawn.node(NodeKind.MULTIPLY, (source, weight), 2, y))
    rest = sorted(set(range(len(x))) - set(shown))
    if rest:
        addends.append(drawn.value(float(x[rest] @ w[rest]), "rest", 2, len(addends) * _ROW))
    if b is not None:
        addends.append(drawn.value(float(b[unit]), "b", 2, len(addends) * _ROW))
    row = (len(addends) - 1) * _ROW / 2
    if len(addends) == 1:
        return row, addends[0]
    return row, drawn.node(NodeKind.ADD, tuple(addends), 3, row, "z")


def _shown(products: Floats) -> list[int]:
    """Return the inputs to draw, in their order: all if there are few enough, else those that weigh the most."""
    if len(products) <= MOST_INPUTS:
        return list(range(len(products)))
    heaviest = np.argsort(-np.abs(products), kind="stable")[: MOST_INPUTS - 1]
    return sorted(int(index) for index in heaviest)


class _Neuron:
    """The part of the graph behind the sum, which grows to the right along one row."""

    def __init__(self, drawn: Drawn, row: float, column: float) -> None:
        self.drawn = drawn
        self.row = row
        self.column = column

    def then(self, kind: NodeKind, source: int, name: str = "", function: str = "tanh") -> int:
        """Draw a function of what comes from the left."""
        id = self.drawn.node(kind, (source,), self.column, self.row, name, function)
        self.column += 1
        return id

    def activated(self, name: str, source: int) -> int:
        """Draw an activation of the engine."""
        kinds = {"relu": NodeKind.RELU, "sigmoid": NodeKind.SIGMOID}
        kind = kinds.get(name, NodeKind.ACTIVATION)
        return self.then(kind, source, "y", name if kind is NodeKind.ACTIVATION else "tanh")

    def plus(self, source: int, number: float, name: str = "") -> int:
        """Draw the sum of what comes from the left and a number below it."""
        return self._with_number(NodeKind.ADD, source, number, name)

    def times(self, source: int, number: float, name: str = "", result: str = "") -> int:
        """Draw the product of what comes from the left and a number below it."""
        return self._with_number(NodeKind.MULTIPLY, source, number, name, result)

    def _with_number(self, kind: NodeKind, source: int, number: float, name: str, result: str = "") -> int:
        other = self.drawn.value(number, name, self.column - 1, self.row + 1)
        id = self.drawn.node(kind, (source, other), self.column, self.row, result)
        self.column += 1
        return id


def _add_loss(
    neuron: _Neuron, loss: str, name: str, y: int, outputs: Floats, target: Floats, unit: int
) -> None:
    """Draw the part of the loss that depends on output `unit`, whose value is node `y`."""
    t = float(target[unit])
    if loss == "half_squared_error":
        if name != "softmax":
            neuron.times(neuron.then(NodeKind.POWER, neuron.plus(y, -t, "−t")), 0.5, "½", "E")
    elif loss == "binary_cross_entropy":
        if name != "softmax":
            p = y if name == "sigmoid" else neuron.then(NodeKind.SIGMOID, y, "p")
            _add_logarithms(neuron, p, t, 1.0 - t)
    elif name == "sigmoid":
        _add_logarithms(neuron, y, t, 0.0)
    else:
        rest = float(target.sum()) - t
        if name != "softmax":  # the outputs are scores, of which the loss takes a softmax of its own
            y = neuron.then(NodeKind.SIGMOID, neuron.plus(y, minus_others(outputs, unit), "others"), "p")
        _add_logarithms(neuron, y, t, rest)


def _add_logarithms(neuron: _Neuron, p: int, t: float, rest: float) -> None:
    """Draw −t ln p − rest · ln(1 − p), without a term whose factor is zero (but for −0 · ln p if both are)."""
    if not rest:
        neuron.times(neuron.then(NodeKind.LOG, p), -t, "−t", "E")
        return
    below = _Neuron(neuron.drawn, neuron.row + (2 if t else 0), neuron.column)
    counter = below.plus(below.times(p, -1.0), 1.0)
    factor = "t − 1" if rest == 1.0 - t else ""  # targets need not sum to one
    missed = below.times(below.then(NodeKind.LOG, counter), -rest, factor, "" if t else "E")
    if t:
        hit = neuron.times(neuron.then(NodeKind.LOG, p), -t, "−t")
        neuron.drawn.node(NodeKind.ADD, (hit, missed), below.column, neuron.row, "E")
