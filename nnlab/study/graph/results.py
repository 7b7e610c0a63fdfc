"""What a graph gives when it is evaluated: numbers, gradients, faults as values, and the steps one can go."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from nnlab.engine.arrays import Floats

Shape = tuple[int, ...]


class FaultKey(Enum):
    """Why a node has no number, or an edge no gradient."""

    MISSING_INPUT = "missing_input"  # nothing is connected to `slot`
    SHAPES = "shapes"  # the inputs, of `shapes`, do not go together
    NEEDS_MATRIX = "needs_matrix"  # the input at `slot` is a scalar
    LOG_DOMAIN = "log_domain"  # the logarithm of `number`, which is not above zero
    RECIPROCAL_OF_ZERO = "reciprocal_of_zero"
    POWER_DOMAIN = "power_domain"  # `number` has no such power: zero a negative one, a negative one no root
    OVERFLOW = "overflow"  # the number is too large


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault as a value: the `slot` from 0, the `shapes` of all inputs, or the `number` that the key speaks of."""

    key: FaultKey
    slot: int | None = None
    shapes: tuple[Shape, ...] = ()
    number: float | None = None


class Rule(Enum):
    """How an edge's local derivative and what comes from above form its gradient; the value is the formula's text."""

    PRODUCT = "local · upstream"  # cell by cell; of scalars simply the product
    SUM = "Σ local · upstream"  # a scalar goes into every cell of a matrix: summed over all cells
    COLUMN_SUM = "Σ↓ local · upstream"  # a row goes into every row of a matrix: summed down the columns
    UPSTREAM_TIMES = "dZ · Wᵀ"  # upstream · local, a matrix product; local is Wᵀ
    TIMES_UPSTREAM = "Xᵀ · dZ"  # local · upstream, a matrix product; local is Xᵀ


@dataclass(frozen=True, eq=False, slots=True)
class NodeResult:
    """The forward number of a node and the gradient of the output with respect to it; scalars have the shape ().

    `value` is None where the node has a `fault` of its own, or waits for another that has one. `gradient` is None where
    the output does not depend on the node, or cannot be followed back to it; a fault beside a value says that the sum
    of the gradients is too large. `probabilities` (N, classes) are the softmax
    that a softmax with loss has computed on its way.
    """

    id: int
    value: Floats | None
    fault: Fault | None = None
    gradient: Floats | None = None
    probabilities: Floats | None = None

    @property
    def shape(self) -> Shape | None:
        """The shape of the value; () for a scalar."""
        return None if self.value is None else self.value.shape


@dataclass(frozen=True, eq=False, slots=True)
class EdgeResult:
    """The gradient that flows back from node `target` through its input `slot` to node `source`.

    `gradient`, of the source's shape, is formed by `rule` from `local` (dtarget/dsource; the transposed factor of a
    matrix product) and `upstream` (the gradient of the target). All of them are None where the edge is not on the way
    back; `fault` says so where the derivative is no number.
    """

    source: int
    target: int
    slot: int
    rule: Rule | None = None
    local: Floats | None = None
    upstream: Floats | None = None
    gradient: Floats | None = None
    fault: Fault | None = None


class Direction(Enum):
    """Which way a step goes."""

    FORWARD = "forward"
    BACKWARD = "backward"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the walk through a graph.

    Forward, the node gets its number. Backward, the gradients of all its uses are summed in it and go on through its
    inputs.
    """

    direction: Direction
    node: int


@dataclass(frozen=True, eq=False, slots=True)
class Evaluation:
    """A graph with its numbers: results by the nodes' ids and by (target, slot) for edges.

    `order` is that of computation. `output` is the node whose gradient is 1 (ones), None where there is none to follow.
    `steps` walk through all nodes that have a number, and back through all that have a gradient.
    """

    order: tuple[int, ...]
    output: int | None
    nodes: Mapping[int, NodeResult]
    edges: Mapping[tuple[int, int], EdgeResult]
    steps: tuple[Step, ...]
