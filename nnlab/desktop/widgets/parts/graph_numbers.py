"""What stands at the edges of a computational graph: how large it is, and where along its edge it finds room."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.bracket_table import Table, shape_text, short_number, table_of
from nnlab.desktop.widgets.parts.graph_picture import EdgePicture

# All in pixels at the ordinary size of type.
_NUMBER = (58.0, 15.0)  # width and height that a number is given
GAP = 3.0  # from the curve
_SHOWN_ROWS, _SHOWN_COLUMNS = 2, 3  # of a matrix at an edge; a larger one shows its shape
BACK = "← "

PLACES = np.array(
    [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82]
)  # along an edge, where its numbers may stand


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """The value and the gradient of an edge, one above the other: small `tables`, or None for what is a short text.

    `across`, `up` and `down` are how far it reaches from its middle, which lies on the edge.
    """

    tables: tuple[Table | None, Table | None]
    across: float
    up: float
    down: float

    def rect(self, middle: QPointF) -> QRectF:
        """Return what it covers where it stands at `middle`."""
        return QRectF(middle.x() - self.across, middle.y() - self.up, 2 * self.across, self.up + self.down)


def flow_text(values: NDArray[np.float64] | None, *, backward: bool = False) -> str:
    """Return what stands at an edge: a number or the shape of a matrix, with an arrow if it goes backward."""
    if values is None:
        return ""
    text = shape_text(values.shape) if values.ndim else short_number(float(values))
    return BACK + text if backward else text


def blocks_of(edge: EdgePicture, theme: Theme, *, is_told: bool) -> tuple[Block, ...]:
    """Return what can stand at an edge, the best first; a value that `is_told` by its node is here only a shape.

    Its size is that at the end of the walk, so that nothing moves while numbers come.
    """
    unit = theme.text_px / 13
    gap, height = GAP * unit, (_NUMBER[1] + GAP) * unit
    plain = Block((None, None), _NUMBER[0] * unit / 2, height, height)
    value, gradient = edge.kept
    forward = None if is_told else _small(value if edge.forward is None else edge.forward, theme)
    backward = _small(gradient if edge.backward is None else edge.backward, theme, bold=True)
    tables = [table for table in (forward, backward) if table is not None]
    if not tables:
        return (plain,)
    arrow = painting.advance(theme, "caption", BACK, bold=True)
    across = max(table.width + (arrow if table is backward else 0.0) for table in tables) / 2 + gap
    up, down = (height if table is None else table.height + 2 * gap for table in (forward, backward))
    return Block((forward, backward), max(across, plain.across), up, down), plain


def _small(values: NDArray[np.float64] | None, theme: Theme, *, bold: bool = False) -> Table | None:
    """Return a matrix that is small enough to stand at an edge, or None."""
    if values is None or not values.ndim or not values.size:
        return None
    rows, columns = np.atleast_2d(values).shape
    if rows > _SHOWN_ROWS or columns > _SHOWN_COLUMNS:
        return None
    return table_of(values, partial(painting.advance, theme, "caption", bold=bold), theme.caption_px)


class Room:
    """Where there is room beside the nodes of a graph and the numbers that stand there already."""

    def __init__(self, taken: Sequence[QRectF], more: int) -> None:
        """Begin with rectangles that are `taken`, with room in memory for `more` of them."""
        self._rects = np.empty((len(taken) + more, 4))  # left, top, right and bottom
        self._rects[: len(taken)] = np.array([rect.getCoords() for rect in taken]).reshape(-1, 4)
        self._count = len(taken)

    def stand(self, places: NDArray[np.float64], blocks: Sequence[Block]) -> tuple[QPointF, Block]:
        """Put the first of `blocks` that covers nothing, or else the last, at one of `places` (n, 2); return both.

        It stands where it covers least, and of such places at the first.
        """
        for block in blocks:
            reach = np.array([-block.across, -block.up, block.across, block.down])
            rects = np.tile(places, 2) + reach
            low, high = rects[:, :2].min(axis=0), rects[:, 2:].max(axis=0)
            there = self._rects[: self._count]
            near = there[((there[:, :2] < high) & (there[:, 2:] > low)).all(axis=1)]
            covered = _overlaps(rects, near)
            area = 2 * block.across * (block.up + block.down)
            best = int((covered + 0.02 * area * np.arange(len(places))).argmin())
            if covered[best] == 0.0:
                break
        self._rects[self._count] = rects[best]
        self._count += 1
        return QPointF(*places[best].tolist()), block


def _overlaps(blocks: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return for each of `blocks` (n, 4) how much of it `others` (k, 4) cover, in square pixels (n,)."""
    low = np.maximum(blocks[:, None, :2], others[None, :, :2])
    high = np.minimum(blocks[:, None, 2:], others[None, :, 2:])
    return np.maximum(high - low, 0.0).prod(axis=2).sum(axis=1)
