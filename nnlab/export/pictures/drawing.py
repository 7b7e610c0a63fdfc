"""A drawing as a value: shapes on a ground. Lengths are pixels of the page, y grows downward, colours '#RRGGBB'."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

Anchor: TypeAlias = Literal["start", "middle", "end"]
Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Circle:
    """A disc with a rim; no rim where `stroke` is empty."""

    x: float
    y: float
    radius: float
    fill: str
    stroke: str = ""
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line through `points`, two or more; `dash` is the length of its dashes, 0 for none."""

    points: tuple[Point, ...]
    color: str
    width: float = 1.0
    dash: float = 0.0


@dataclass(frozen=True, slots=True)
class Link:
    """The cubic Bézier curve from `start` to `end` that is horizontal at both."""

    start: Point
    end: Point
    color: str
    width: float
    dash: float = 0.0

    @property
    def control_points(self) -> tuple[Point, Point, Point, Point]:
        """The four points of the curve."""
        (x0, y0), (x1, y1) = self.start, self.end
        middle = (x0 + x1) / 2
        return self.start, (middle, y0), (middle, y1), self.end


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A filled rectangle with corners of `radius`."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Text:
    """A line of words; (x, y) is where its base line starts, has its middle, or ends, as `anchor` says."""

    x: float
    y: float
    words: str
    color: str
    size: float = 11.0
    anchor: Anchor = "start"
    bold: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Pixels:
    """A picture whose pixels stay sharp: `indices` (rows, columns) uint8 into `palette`, (colours, 3) uint8."""

    x: float
    y: float
    width: float
    height: float
    indices: NDArray[np.uint8]
    palette: NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Placed:
    """A drawing in another one, without its ground; (x, y) is its upper left corner."""

    x: float
    y: float
    drawing: "Drawing"


Shape: TypeAlias = Circle | Line | Link | Rectangle | Text | Pixels | Placed


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes, the later ones above, on a `ground`; `title` says in words what is to be seen."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str = field(default="")
    ground: str = "#FFFFFF"


def below_each_other(drawings: tuple[Drawing, ...], space: float = 28.0, margin: float = 0.0) -> Drawing:
    """Return the drawings in one, below each other, with `space` between and `margin` around; one at least."""
    y, placed = margin, []
    for drawing in drawings:
        placed.append(Placed(margin, y, drawing))
        y += drawing.height + space
    width = max(drawing.width for drawing in drawings)
    return Drawing(width + 2 * margin, y - space + margin, tuple(placed), drawings[0].title)


def beside_each_other(drawings: tuple[Drawing, ...], space: float = 28.0, margin: float = 0.0) -> Drawing:
    """Return the drawings in one, beside each other, with `space` between and `margin` around; one at least."""
    x, placed = margin, []
    for drawing in drawings:
        placed.append(Placed(x, margin, drawing))
        x += drawing.width + space
    height = max(drawing.height for drawing in drawings)
    return Drawing(x - space + margin, height + 2 * margin, tuple(placed), drawings[0].title)
