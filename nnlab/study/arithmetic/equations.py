"""The words of the arithmetic: matrices, signs and equations as values, and cells as the places they are read at."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from nnlab.engine import Kind
from nnlab.engine.arrays import Floats


class Axis(NamedTuple):
    """What a row or a column of a matrix counts: samples, the units of a column of the network, or one thing only.

    Matrices that share an axis scroll along it together. `column` 0 are the inputs, 1 the first layer's units.
    """

    kind: str  # "samples", "units" or "one"
    column: int = 0


SAMPLES = Axis("samples")
ONE = Axis("one")


class Role(Enum):
    """What a matrix is in the step."""

    X = "X"
    W = "W"
    B = "B"
    Z = "Z"
    Y = "Y"
    T = "T"
    E = "E"
    DY = "dY"
    DZ = "dZ"
    DW = "dW"
    DB = "dB"
    DX = "dX"
    STATE = "state"  # a vector that the optimizer keeps, as a matrix of W's or B's shape
    CHANGE = "change"  # what an update subtracts


@dataclass(frozen=True, eq=False, slots=True)
class Matrix:
    """A matrix as it stands in an equation: `values` (rows, columns), already transposed where `transposed` says so.

    `name` is the symbol without signs: 'WHb' is shown as W with the index Hb. `layer` counts from 0; None for T and
    E. `is_new` marks the weights, and what the optimizer keeps, after the update. `of_bias` says that it is a row of
    biases, or what belongs to them: their gradient, state or change.
    """

    name: str
    role: Role
    layer: int | None
    values: Floats
    rows: Axis
    columns: Axis
    transposed: bool = False
    is_new: bool = False
    of_bias: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """What stands between matrices: '@', '+', '=', 'σ(', ')', '∘', a number such as the learning rate."""

    text: str


@dataclass(frozen=True, eq=False, slots=True)
class Equation:
    """One line: terms from left to right; `result` is the place in `terms` of the matrix that is computed.

    `operation` counts from 0 over the operations of the step; an operation may have several lines (dW and db; the
    update of every layer). `kind` and `layer` are the operation's; `of` is the layer that this line is about.
    """

    operation: int
    kind: Kind
    layer: int | None
    of: int
    terms: tuple[Matrix | Sign, ...]
    result: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """All lines of one step, in the order of computation; `operations` says how many operations there are."""

    equations: tuple[Equation, ...]
    operations: int


class Cell(NamedTuple):
    """One cell: the line, the place of its matrix among the line's terms, and its row and column as shown."""

    equation: int
    term: int
    row: int
    column: int


class Link(NamedTuple):
    """A link of the network: weight [source, target] of `layer`; source None is the bias."""

    layer: int
    source: int | None
    target: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the network: `column` 0 are the inputs."""

    column: int
    index: int


@dataclass(frozen=True, slots=True)
class Factor:
    """One number in a derivation: its symbol such as 'h₁' or 'w₁₂', its value, and the cell that holds it, if any."""

    symbol: str
    value: float
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """How one cell came about: `symbol` = `symbolic` = `numeric` = `value`.

    `symbolic` and `numeric` are the right-hand sides as text pieces, numbers left as Factors, so that whoever shows
    them chooses the digits: a piece is a str or a Factor. With more than a few products some in the middle are left
    out ('…'); `sources` names all cells that it came from, `links` and `units` what is lit in the diagram.
    Whoever shows a negative Factor puts it in brackets. `cell` is where it was computed; of a number that was given
    to the step it is None, and there is no right-hand side.
    """

    symbol: str
    value: float
    symbolic: tuple[str, ...]
    numeric: "tuple[str | Factor, ...]"
    sources: tuple[Cell, ...]
    links: tuple[Link, ...]
    units: tuple[Unit, ...]
    cell: Cell | None = None
