"""What a picture over a network's inputs shows and what it asks for: values, without Qt."""

from dataclasses import dataclass, field
from enum import Enum, IntEnum

import numpy as np
from numpy.typing import NDArray

THRESHOLD = 0.5  # from which an output says yes


class Answer(Enum):
    """How an output is read."""

    YES_NO = "yes or no"  # one output, from one half on a yes
    CLASSES = "classes"  # the largest of several outputs
    VALUES = "values"  # a number


class Part(IntEnum):
    """Which samples a point belongs to."""

    TRAIN = 0
    VALIDATION = 1
    TEST = 2


class Hand(Enum):
    """What a click does."""

    PROBE = "probe"  # puts the input on the bench there
    ADD = "add"  # puts a point there
    REMOVE = "remove"  # takes the point there away


@dataclass(frozen=True, slots=True)
class PointRef:
    """One sample: row `row`, from 0, of a part."""

    part: Part
    row: int


@dataclass(frozen=True, slots=True)
class Frame:
    """What stays while a network is trained: how answers are read, and what the axes and colours mean.

    names     of the axes, the horizontal one first
    bounds    (low, high) of each axis
    classes   what the answers are called: two for a yes or no, one per output for classes, none for values
    middle    of VALUES: the value that is grey
    reach     of VALUES: how far above and below it colours are strongest
    """

    answer: Answer
    names: tuple[str, str]
    bounds: tuple[tuple[float, float], tuple[float, float]]
    classes: tuple[str, ...] = ()
    middle: float = 0.0
    reach: float = 1.0


@dataclass(frozen=True, eq=False, slots=True)
class Points:
    """N samples: `places` (N, 2) on both axes, `marks` (N,) the class of each or, of values, 0, and `targets` (N,).

    `parts` (N,) and `rows` (N,) say which samples they are, and `labels` what they are called.
    Raises ValueError if the lengths differ.
    """

    places: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 2)))
    marks: NDArray[np.intp] = field(default_factory=lambda: np.empty(0, dtype=np.intp))
    targets: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    parts: NDArray[np.intp] = field(default_factory=lambda: np.empty(0, dtype=np.intp))
    rows: NDArray[np.intp] = field(default_factory=lambda: np.empty(0, dtype=np.intp))
    labels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        lengths = {
            len(part) for part in (self.places, self.marks, self.targets, self.parts, self.rows, self.labels)
        }
        if len(lengths) != 1 or self.places.shape[1:] != (2,):
            raise ValueError(f"the points have parts of the lengths {sorted(lengths)}.")

    def __len__(self) -> int:
        return len(self.places)

    def ref(self, index: int) -> PointRef:
        """Return which sample a point is."""
        return PointRef(Part(int(self.parts[index])), int(self.rows[index]))


@dataclass(frozen=True, eq=False, slots=True)
class Field:
    """Answers over the whole picture: `outputs` (K, rows, columns), from the lower left corner to the upper right one.

    `borders` (m, 4) are pieces of the lines at which the answer changes: column and row of both ends. Of a single input
    there is one row.
    """

    outputs: NDArray[np.floating]
    borders: NDArray[np.float64] = field(default_factory=lambda: np.empty((0, 4)))

    def at(self, across: float, up: float) -> NDArray[np.float64]:
        """Return the K outputs at a place, 0 to 1 along each side, between the nearest of the grid in proportion."""
        values = np.asarray(self.outputs, dtype=np.float64)
        for share in (across, up):  # the horizontal axis is the last one
            count = values.shape[-1]
            place = min(max(share, 0.0), 1.0) * (count - 1)
            low = min(int(place), max(count - 2, 0))
            high = min(low + 1, count - 1)
            with np.errstate(invalid="ignore"):  # of a network that has exploded
                values = values[..., low] + (place - low) * (values[..., high] - values[..., low])
        return values


@dataclass(frozen=True, eq=False, slots=True)
class UnitField:
    """What the unit called `name` gives everywhere: `field`, of a single output, read as `frame` says."""

    name: str
    frame: Frame
    field: Field


@dataclass(frozen=True, eq=False, slots=True)
class Answers:
    """What the network answers to the points, `values` (N,), and which of these are `wrong` (N,)."""

    values: NDArray[np.float64]
    wrong: NDArray[np.bool_]


def nearest(pixels: NDArray[np.float64], x: float, y: float, reach: float) -> int | None:
    """Return the point (of `pixels` (N, 2)) nearest to (x, y) and not farther than `reach`, the last of equals."""
    if not len(pixels):
        return None
    distances = np.hypot(pixels[:, 0] - x, pixels[:, 1] - y)[::-1]
    distances = np.where(np.isfinite(distances), distances, np.inf)
    best = int(np.argmin(distances))
    return len(pixels) - 1 - best if distances[best] <= reach else None
