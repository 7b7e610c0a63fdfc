"""Items from top to bottom over as many pages as they need."""

from collections.abc import Iterable
from dataclasses import dataclass

from nnlab.export.pictures.drawing import Drawing, Line, Placed, Shape
from nnlab.export.pictures.look import FAINT
from nnlab.export.worksheet.measures import BOTTOM, LEFT, RIGHT


@dataclass(frozen=True, eq=False, slots=True)
class Item:
    """What is not torn apart: `shapes` over `height` from y = 0, with `gap` before it unless a page begins with it.

    `lead` are shapes that belong to the first item of an operation (`opens`), and to what a page begins with.
    `ruled` draws a line into the gap.
    """

    height: float
    gap: float
    shapes: tuple[Shape, ...]
    lead: tuple[Shape, ...] = ()
    opens: bool = True
    ruled: bool = False


def flowed(items: Iterable[Item], first_top: float, top: float) -> list[list[Shape]]:
    """Return the shapes of each page; the first begins at `first_top`, the others at `top`."""
    pages: list[list[Shape]] = [[]]
    y, begins = first_top, True
    for item in items:
        gap = 0.0 if begins else item.gap
        if not begins and y + gap + item.height > BOTTOM:
            pages.append([])
            y, gap, begins = top, 0.0, True
        if item.ruled and not begins:
            pages[-1].append(Line(((LEFT, y + gap / 2), (RIGHT, y + gap / 2)), FAINT, 0.8))
        y += gap
        shapes = (*item.lead, *item.shapes) if item.opens or begins else item.shapes
        pages[-1].append(Placed(0.0, y, Drawing(RIGHT, item.height, shapes)))
        y, begins = y + item.height, False
    return pages
