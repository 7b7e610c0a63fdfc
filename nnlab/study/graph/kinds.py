"""The closed table of node kinds: how many inputs each takes, and how it is written."""

from dataclasses import dataclass
from enum import Enum

MAX_ADDENDS = 9  # eight products and a bias


class NodeKind(Enum):
    """What a node is or does; the values are how a file spells it."""

    VALUE = "value"
    ADD = "add"
    MULTIPLY = "multiply"
    MATMUL = "matmul"
    POWER = "power"
    EXP = "exp"
    RECIPROCAL = "reciprocal"
    LOG = "log"
    RELU = "relu"
    SIGMOID = "sigmoid"
    ACTIVATION = "activation"
    AFFINE = "affine"
    SOFTMAX_LOSS = "softmax_loss"


@dataclass(frozen=True, slots=True)
class KindTraits:
    """How nodes of one kind look and connect.

    `glyph` stands in the node, `formula` says what it computes, in symbols of every language. `slots` are the symbols
    of its inputs: the least number of them; `most` is larger where inputs can be added, which are then all alike. The
    window explains a kind in words under its own value as the key.
    """

    glyph: str
    formula: str
    slots: tuple[str, ...]
    most: int

    @property
    def least(self) -> int:
        """The least number of inputs, which are there even while nothing is connected to them."""
        return len(self.slots)

    def slot_name(self, slot: int) -> str:
        """Return the symbol of input `slot`, from 0."""
        return self.slots[slot] if slot < self.least else self.slots[-1]


def _traits(glyph: str, formula: str, *slots: str, most: int = 0) -> KindTraits:
    return KindTraits(glyph, formula, slots, max(most, len(slots)))


KINDS: dict[NodeKind, KindTraits] = {
    NodeKind.VALUE: _traits("x", "x"),
    NodeKind.ADD: _traits("+", "x + y", "x", "y", most=MAX_ADDENDS),
    NodeKind.MULTIPLY: _traits("×", "x · y", "x", "y"),
    NodeKind.MATMUL: _traits("X W", "X · W", "X", "W"),
    NodeKind.POWER: _traits("xⁿ", "xⁿ", "x"),
    NodeKind.EXP: _traits("exp", "eˣ", "x"),
    NodeKind.RECIPROCAL: _traits("1/x", "1 / x", "x"),
    NodeKind.LOG: _traits("log", "ln x", "x"),
    NodeKind.RELU: _traits("ReLU", "max(0, x)", "x"),
    NodeKind.SIGMOID: _traits("σ", "1 / (1 + e⁻ˣ)", "x"),
    NodeKind.ACTIVATION: _traits("f", "f(x)", "x"),
    NodeKind.AFFINE: _traits("X W + B", "X · W + B", "X", "W", "B"),
    NodeKind.SOFTMAX_LOSS: _traits("Softmax, E", "−(1/N) Σ t ln softmax(x)", "x", "t"),
}
