"""The graphs of lecture note 002, laid out from left to right.

Names are symbols, or keys in PRESET_NAMES that the window says in its language.
"""

from collections.abc import Callable

from nnlab.study.graph.drawn import Drawn
from nnlab.study.graph.folding import unfold
from nnlab.study.graph.graph import Graph
from nnlab.study.graph.kinds import NodeKind

# What the words in the graphs of this room are, beside symbols.
PRESET_NAMES: tuple[str, ...] = (
    "apple",  # the price of one
    "count",
    "apples",  # how many
    "orange",
    "oranges",
    "tax",  # as a factor: 1.1
    "total",
    "rest",  # the weighted inputs of a neuron that are not drawn, as one sum
    "others",  # minus the log-sum-exp of the scores of all other units
)


def apples() -> Graph:
    """Two apples of 100 with a tax of 10 %: 220; back 2.2 to the apple, 110 to the count, 200 to the tax."""
    drawn = Drawn()
    apple = drawn.value(100.0, "apple", 0, 0)
    count = drawn.value(2.0, "count", 0, 1)
    price = drawn.node(NodeKind.MULTIPLY, (apple, count), 1, 0.5)
    tax = drawn.value(1.1, "tax", 1, 1.5)
    drawn.node(NodeKind.MULTIPLY, (price, tax), 2, 1, "total")
    return drawn.graph


def apples_and_oranges() -> Graph:
    """(100 · 2 + 150 · 3) · 1.1 = 715; back 2.2, 110, 3.3, 165 and, to the tax, 650."""
    drawn = Drawn()
    apple = drawn.value(100.0, "apple", 0, 0)
    apple_count = drawn.value(2.0, "apples", 0, 1)
    orange = drawn.value(150.0, "orange", 0, 2)
    orange_count = drawn.value(3.0, "oranges", 0, 3)
    for_apples = drawn.node(NodeKind.MULTIPLY, (apple, apple_count), 1, 0.5)
    for_oranges = drawn.node(NodeKind.MULTIPLY, (orange, orange_count), 1, 2.5)
    price = drawn.node(NodeKind.ADD, (for_apples, for_oranges), 2, 1.5)
    tax = drawn.value(1.1, "tax", 2, 2.5)
    drawn.node(NodeKind.MULTIPLY, (price, tax), 3, 2, "total")
    return drawn.graph


def square_of_sum() -> Graph:
    """z = t² with t = x + y, on which the notes explain the chain rule: dz/dx = 2 (x + y)."""
    drawn = Drawn()
    x = drawn.value(2.0, "x", 0, 0)
    y = drawn.value(3.0, "y", 0, 1)
    t = drawn.node(NodeKind.ADD, (x, y), 1, 0.5, "t")
    drawn.node(NodeKind.POWER, (t,), 2, 0.5, "z")
    return drawn.graph


def sigmoid_folded() -> Graph:
    """y = σ(x) as one node, whose local derivative is y (1 − y)."""
    drawn = Drawn()
    x = drawn.value(1.0, "x", 0, 0)
    drawn.node(NodeKind.SIGMOID, (x,), 1, 0, "y")
    return drawn.graph


def sigmoid_unfolded() -> Graph:
    """y = σ(x) as × (−1), exp, + 1 and 1/x."""
    folded = sigmoid_folded()
    return unfold(folded, folded.nodes[-1].id)


_WEIGHTS = ((0.9, 0.2, 0.1), (0.3, 0.8, 0.4))
_BIASES = ((0.1, 0.2, 0.3),)
_BATCH = ((1.0, 0.5), (0.5, 1.0), (-1.0, 2.0), (2.0, 0.0))


def affine() -> Graph:
    """X · W + B of one sample as a product and a sum, for the shapes (1, 2), (2, 3) and (1, 3) on its edges."""
    folded = _affine(_BATCH[:1])
    return unfold(folded, folded.nodes[-1].id)


def batch_affine() -> Graph:
    """X · W + B of four samples as one node; the gradient of the biases is summed down the columns."""
    return _affine(_BATCH)


def _affine(X: tuple[tuple[float, ...], ...]) -> Graph:
    drawn = Drawn()
    inputs = drawn.value(X, "X", 0, 0)
    weights = drawn.value(_WEIGHTS, "W", 0, 1)
    biases = drawn.value(_BIASES, "B", 0, 2)
    drawn.node(NodeKind.AFFINE, (inputs, weights, biases), 1, 1, "Y")
    return drawn.graph


def softmax_with_loss() -> Graph:
    """The cross-entropy of two samples of three classes; the gradient of the scores is (y − t)/N."""
    drawn = Drawn()
    scores = drawn.value(((0.3, 2.9, 4.0), (2.0, 1.0, 0.1)), "X", 0, 0)
    targets = drawn.value(((0.0, 0.0, 1.0), (1.0, 0.0, 0.0)), "T", 0, 1)
    drawn.node(NodeKind.SOFTMAX_LOSS, (scores, targets), 1, 0.5, "E")
    return drawn.graph


# In the order of the note.
PRESETS: dict[str, Callable[[], Graph]] = {
    "apples": apples,
    "apples_and_oranges": apples_and_oranges,
    "square_of_sum": square_of_sum,
    "sigmoid_unfolded": sigmoid_unfolded,
    "sigmoid_folded": sigmoid_folded,
    "affine": affine,
    "batch_affine": batch_affine,
    "softmax_with_loss": softmax_with_loss,
}
