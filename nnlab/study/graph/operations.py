"""The arithmetic of the nodes: each kind forward, and back through each of its inputs; everything float64.

A scalar goes with any matrix; in a sum a row also goes with a matrix of as many columns, as a bias does with a batch.
What goes into many cells gets the sum of their gradients back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from nnlab.engine.activations import Activation, activation
from nnlab.engine.arrays import Floats
from nnlab.study.graph.graph import Node
from nnlab.study.graph.kinds import NodeKind
from nnlab.study.graph.results import Fault, FaultKey, Rule, Shape

Inputs = Sequence[Floats]
Forward = Callable[[Node, Inputs], "Floats | Fault"]


@dataclass(frozen=True, eq=False, slots=True)
class Pull:
    """What flows back through one input: `gradient`, of the input's shape, is formed by `rule` from `local`."""

    rule: Rule
    local: Floats
    gradient: Floats


# Takes the node, its inputs, its value and the gradient of that value (of the same shape).
Backward = Callable[[Node, Inputs, Floats, Floats], "tuple[Pull, ...]"]


def forward(node: Node, inputs: Inputs) -> Floats | Fault:
    """Return the number of `node`, a scalar () or a matrix, for the numbers of its inputs, or why there is none."""
    with np.errstate(all="ignore"):  # what is no finite number is said as a fault
        value = _OPERATIONS[node.kind][0](node, inputs)
    if isinstance(value, Fault):
        return value
    value = np.asarray(value, dtype=np.float64)
    return value if np.isfinite(value).all() else Fault(FaultKey.OVERFLOW)


def backward(node: Node, inputs: Inputs, value: Floats, upstream: Floats) -> tuple[Pull | Fault, ...]:
    """Return what flows back through each input of `node`, or why nothing does.

    `value` is what `forward` gave, `upstream` the gradient of it, of the same shape.
    """
    with np.errstate(all="ignore"):
        pulls = _OPERATIONS[node.kind][1](node, inputs, value, upstream)
    return tuple(_sound(node, pull, x) for pull, x in zip(pulls, inputs, strict=True))


def probabilities(scores: Floats) -> Floats:
    """Return the softmax of each row of `scores` (N, classes)."""
    shares: Floats = np.exp(_log_softmax(scores))
    return shares


def _sound(node: Node, pull: Pull, x: Floats) -> Pull | Fault:
    if np.isfinite(pull.local).all() and np.isfinite(pull.gradient).all():
        return pull
    if node.kind is NodeKind.POWER and not x.all():  # a root is infinitely steep at zero
        return Fault(FaultKey.POWER_DOMAIN, number=0.0)
    return Fault(FaultKey.OVERFLOW)


def _spread(local: Floats | float, upstream: Floats, shape: Shape) -> Pull:
    """Return the gradient of an input of `shape` that went, repeated where it is smaller, into every cell."""
    whole = np.broadcast_to(np.asarray(local, dtype=np.float64), upstream.shape)
    product = np.asarray(whole * upstream)
    if shape == upstream.shape:
        return Pull(Rule.PRODUCT, whole, product)
    if shape == ():
        return Pull(Rule.SUM, whole, np.asarray(product.sum()))
    return Pull(Rule.COLUMN_SUM, whole, product.sum(axis=0, keepdims=True))


# -- sums and products ---------------------------------------------------------------------------------------


def _shapes_fault(inputs: Inputs) -> Fault:
    return Fault(FaultKey.SHAPES, shapes=tuple(x.shape for x in inputs))


def _value(node: Node, inputs: Inputs) -> Floats:
    return np.array(node.value, dtype=np.float64)


def _nothing_back(node: Node, inputs: Inputs, value: Floats, upstream: Floats) -> tuple[Pull, ...]:
    return ()


def _add(node: Node, inputs: Inputs) -> Floats | Fault:
    matrices = [x.shape for x in inputs if x.ndim == 2]
    rows = {height for height, _ in matrices if height != 1}
    if len({width for _, width in matrices}) > 1 or len(rows) > 1:
        return _shapes_fault(inputs)
    total = inputs[0]
    for x in inputs[1:]:
        total = np.asarray(total + x)
    return total


def _add_back(node: Node, inputs: Inputs, value: Floats, upstream: Floats) -> tuple[Pull, ...]:
    return tuple(_spread(1.0, upstream, x.shape) for x in inputs)


def _multiply(node: Node, inputs: Inputs) -> Floats | Fault:
    x, y = inputs
    if x.ndim == y.ndim == 2 and x.shape != y.shape:
        return _shapes_fault(inputs)
    return np.asarray(x * y)


def _multiply_back(node: Node, inputs: Inputs, value: Floats, upstream: Floats) -> tuple[Pull, ...]:
    x, y = inputs
    return _spread(y, upstream, x.shape), _spread(x, upstream, y.shape)


def _matmul(node: Node, inputs: Inputs) -> Floats | Fault:
    X, W = inputs[:2]
    for slot, factor in enumerate((X, W)):
        if factor.ndim != 2:
            return Fault(FaultKey.NEEDS_MATRIX, slot=slot)
    if X.shape[1] != W.shape[0]:
        return _shapes_fault(inputs)
    return np.asarray(X @ W)


def _matmul_back(node: Node, inputs: Inputs, value: Floats, upstream: Floats) -> tuple[Pull, ...]:
    X, W = inputs[:2]
    return (
        Pull(Rule.UPSTREAM_TIMES, W.T, np.asarray(upstream @ W.T)),
        Pull(Rule.TIMES_UPSTREAM, X.T, np.asarray(X.T @ upstream)),
    )


def _affine(node: Node, inputs: Inputs) -> Floats | Fault:
    Z = _matmul(node, inputs)
    if isinstance(Z, Fault):
        return Z
    B = inputs[2]
    if B.shape not in ((), (1, Z.shape[1]), Z.shape):
        return _shapes_fault(inputs)
    return np.asarray(Z + B)


def _affine_back(node: Node, inputs: Inputs, value: Floats, upstream: Floats) -> tuple[Pull, ...]:
    return *_matmul_back(node, inputs, value, upstream), _spread(1.0, upstream, inputs[2].shape)


# -- functions of one number ---------------------------------------------------------------------------------


def _pointwise(derivative: Callable[[Node, Floats, Floats], Floats]) -> Backward:
    """Return the backward rule of a function with this `derivative(node, x, y)` in each cell."""

    def back(node: Node, inputs: Inputs, value: Floats, upstream: Floats) -> tuple[Pull, ...]:
        (x,) = inputs
        return (_spread(derivative(node, x, value), upstream, x.shape),)

    return back


def _first(x: Floats, wrong: Floats) -> float:
    """Return the first number of `x` that is `wrong`."""
    return float(x[wrong].flat[0])


def _power(node: Node, inputs: Inputs) -> Floats | Fault:
    (x,), n = inputs, node.exponent
    wrong = ((x < 0.0) & (n != round(n))) | ((x == 0.0) & (n < 0.0))
    if wrong.any():
        return Fault(FaultKey.POWER_DOMAIN, number=_first(x, wrong))
    return np.asarray(x**n)


def _power_derivative(node: Node, x: Floats, y: Floats) -> Floats:
    n = node.exponent
    return np.asarray(n * x ** (n - 1.0)) if n != 0.0 else np.zeros_like(x)


def _exp(node: Node, inputs: Inputs) -> Floats:
    return np.asarray(np.exp(inputs[0]))


def _reciprocal(node: Node, inputs: Inputs) -> Floats | Fault:
    (x,) = inputs
    return np.asarray(1.0 / x) if x.all() else Fault(FaultKey.RECIPROCAL_OF_ZERO)


def _log(node: Node, inputs: Inputs) -> Floats | Fault:
    (x,) = inputs
    wrong = np.asarray(x <= 0.0)
    if wrong.any():
        return Fault(FaultKey.LOG_DOMAIN, number=_first(x, wrong))
    return np.asarray(np.log(x))


_ENGINE_NAMES = {NodeKind.RELU: "relu", NodeKind.SIGMOID: "sigmoid"}


def _function(node: Node) -> Activation:
    return activation(_ENGINE_NAMES.get(node.kind, node.function))


def _activate(node: Node, inputs: Inputs) -> Floats:
    return _function(node)(inputs[0])


def _activation_derivative(node: Node, x: Floats, y: Floats) -> Floats:
    """Return the engine's derivative: its backward rule for a gradient of ones; step has none but zero."""
    function = _function(node)
    slope = np.ones((1, x.size))
    if function.backward is None:
        return np.zeros_like(x)
    Z, Y = x.reshape(1, -1), y.reshape(1, -1)
    function.backward(Z, Y, slope, slope, np.empty_like(slope), np.empty(slope.shape, dtype=np.bool_))
    return slope.reshape(x.shape)


# -- softmax with loss ---------------------------------------------------------------------------------------


def _log_softmax(scores: Floats) -> Floats:
    shifted = scores - scores.max(axis=1, keepdims=True)
    logs: Floats = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return logs


def _softmax_loss(node: Node, inputs: Inputs) -> Floats | Fault:
    scores, targets = inputs
    for slot, x in enumerate(inputs):
        if x.ndim != 2:
            return Fault(FaultKey.NEEDS_MATRIX, slot=slot)
    if scores.shape != targets.shape:
        return _shapes_fault(inputs)
    return np.asarray(-(targets * _log_softmax(scores)).sum() / len(scores))


def _softmax_loss_back(node: Node, inputs: Inputs, value: Floats, upstream: Floats) -> tuple[Pull, ...]:
    scores, targets = inputs
    logs = _log_softmax(scores)
    # (y Σ t − t)/N, which is the notes' (y − t)/N for targets that sum to one.
    to_scores = (np.exp(logs) * targets.sum(axis=1, keepdims=True) - targets) / len(scores)
    to_targets = -logs / len(scores)
    return tuple(Pull(Rule.PRODUCT, local, local * upstream) for local in (to_scores, to_targets))


_activation_back = _pointwise(_activation_derivative)
_OPERATIONS: dict[NodeKind, tuple[Forward, Backward]] = {
    NodeKind.VALUE: (_value, _nothing_back),
    NodeKind.ADD: (_add, _add_back),
    NodeKind.MULTIPLY: (_multiply, _multiply_back),
    NodeKind.MATMUL: (_matmul, _matmul_back),
    NodeKind.POWER: (_power, _pointwise(_power_derivative)),
    NodeKind.EXP: (_exp, _pointwise(lambda node, x, y: y)),
    NodeKind.RECIPROCAL: (_reciprocal, _pointwise(lambda node, x, y: np.asarray(-y * y))),
    NodeKind.LOG: (_log, _pointwise(lambda node, x, y: np.asarray(1.0 / x))),
    NodeKind.RELU: (_activate, _activation_back),
    NodeKind.SIGMOID: (_activate, _activation_back),
    NodeKind.ACTIVATION: (_activate, _activation_back),
    NodeKind.AFFINE: (_affine, _affine_back),
    NodeKind.SOFTMAX_LOSS: (_softmax_loss, _softmax_loss_back),
}
