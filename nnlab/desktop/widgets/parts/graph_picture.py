"""A computational graph as it is shown, and what a hand can ask of it. Values, without arithmetic."""

from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray

Place = tuple[float, float]


class Form(Enum):
    """The shape of a node."""

    VALUE = "value"  # a box with a name and a number
    ROUND = "round"  # an operation with a short sign
    BOX = "box"  # an operation with a word


class Reach(Enum):
    """How far a walk through the graph has come, at one node."""

    LATER = "later"
    NOW = "now"
    DONE = "done"


class Flow(Enum):
    """What goes along an edge just now."""

    NOTHING = "nothing"
    FORWARD = "forward"
    BACKWARD = "backward"


@dataclass(frozen=True, slots=True, eq=False)
class NodePicture:
    """One node. `place` is its centre: columns to the right and rows down.

    `ports` names what goes in, from top to bottom; a name may be empty. `label` is a value's name or an operation's
    sign, `caption` the name of what an operation gives, if it has one. `value` is what is typed into a value, and
    `words` is the node as a screen reader says it. A node with a `fault` cannot be computed. One that
    `takes_more` has room for further edges beside those that end at its ports.
    """

    key: int
    form: Form
    label: str
    place: Place
    ports: tuple[str, ...] = ()
    value: NDArray[np.float64] | None = None
    reach: Reach = Reach.DONE
    takes_more: bool = False
    caption: str = ""
    fault: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class EdgePicture:
    """What goes from `source` into the port number `port` of `target`, or out of the graph if that is None.

    `forward` is the value and `backward` its gradient, each None where it is not computed yet. `kept` are both as they
    will be at the end of the walk, so that room is kept for them.
    """

    source: int
    target: int | None = None
    port: int = 0
    forward: NDArray[np.float64] | None = None
    backward: NDArray[np.float64] | None = None
    flow: Flow = Flow.NOTHING
    kept: tuple[NDArray[np.float64] | None, NDArray[np.float64] | None] = (None, None)

    @property
    def ref(self) -> "EdgeRef":
        """What tells this edge from all others."""
        return EdgeRef(self.source, self.target, self.port)


@dataclass(frozen=True, slots=True)
class EdgeRef:
    """An edge: where it begins, and the port where it ends; a `target` of None is outside of the graph."""

    source: int
    target: int | None
    port: int


@dataclass(frozen=True, slots=True)
class NodeRef:
    """A node."""

    key: int


@dataclass(frozen=True, slots=True)
class PortRef:
    """A place where an edge can end (`port` from 0), or where edges begin (-1)."""

    key: int
    port: int

    @property
    def is_output(self) -> bool:
        """Whether edges begin here."""
        return self.port < 0


Hit = NodeRef | PortRef | EdgeRef | None


@dataclass(frozen=True, slots=True)
class NodeMove:
    """The wish to put a node with its centre at another place: one for a whole drag, or one for each key."""

    key: int
    place: Place
    by_keys: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Typed:
    """The numbers that were typed into a value: () or (rows, columns)."""

    key: int
    value: NDArray[np.float64]
