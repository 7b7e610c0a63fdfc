"""Ink on a pad: round soft strokes in one array of bytes, drawn point by point, and taken back whole.

Its resolution is fixed, so that what a network sees of a drawing does not depend on the window or the screen.
"""

import math
from collections import deque
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

SIDE = 280  # pixels of the ink, in both directions
KEPT_STEPS = 64

_SOFT_PX = 2.0  # from full ink to none at the rim of a stroke
_PIECE_PX = 24.0  # a longer way is drawn in pieces: each needs only the pixels around it
_FLATNESS_PX = 0.15  # how far a piece of a curve may be from the curve

Box = tuple[int, int, int, int]  # left, top, right, bottom in pixels of the ink; the last two lie outside
Point = tuple[float, float, float]  # x, y and the width of the brush, in pixels of the ink

WHOLE: Box = (0, 0, SIDE, SIDE)


class InkCanvas:
    """Ink (280, 280), 0 ground to 255, with the stroke in hand and the steps that can be taken back.

    Places and widths are given in units of the side, 0 to 1; what lies outside is cut off. Every method that draws
    returns the box of pixels it may have changed, or None if it changed nothing.
    """

    def __init__(self) -> None:
        self._ink = np.zeros((SIDE, SIDE), dtype=np.uint8)
        self._past: deque[NDArray[np.uint8]] = deque(maxlen=KEPT_STEPS)
        self._future: list[NDArray[np.uint8]] = []
        self._before: NDArray[np.uint8] | None = None  # the ink as the stroke in hand found it
        self._erasing = False
        self._middle: Point = (0.0, 0.0, 0.0)  # the stroke in hand is drawn up to here
        self._last: Point = (0.0, 0.0, 0.0)  # the last point given

    # What there is

    @property
    def pixels(self) -> NDArray[np.uint8]:
        """The ink itself, which goes on changing: to look at, not to keep."""
        return self._ink

    @property
    def is_empty(self) -> bool:
        """Whether there is no ink."""
        return not self._ink.any()

    @property
    def is_drawing(self) -> bool:
        """Whether a stroke is in hand."""
        return self._before is not None

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._future)

    def copy(self) -> NDArray[np.uint8]:
        """Return the ink (280, 280) as it is now, read-only."""
        ink = self._ink.copy()
        ink.flags.writeable = False
        return ink

    # Strokes

    def begin(self, x: float, y: float, width: float, *, erasing: bool = False) -> Box | None:
        """Set the brush down for a stroke of ink, or one that takes ink away."""
        self.end()
        self._before, self._erasing = self._ink.copy(), erasing
        self._middle = self._last = _point(x, y, width)
        return self._press((self._last, self._last))

    def extend(self, x: float, y: float, width: float) -> Box | None:
        """Lead the stroke in hand to the next point.

        It is drawn up to the middle between the last two points, and there is a curve around each point: with few
        points a second a round digit would else be a polygon.
        """
        point = _point(x, y, width)
        middle: Point = tuple((a + b) / 2 for a, b in zip(self._last, point, strict=True))
        box = self._press(_curve(self._middle, self._last, middle))
        self._middle, self._last = middle, point
        return box

    def end(self) -> Box | None:
        """Draw the stroke in hand to its last point and lift the brush."""
        if self._before is None:
            return None
        box = self._press((self._middle, self._last))
        before, self._before = self._before, None
        if not np.array_equal(before, self._ink):
            self._remember(before)
        return box

    def cancel(self) -> Box | None:
        """Lift the brush as if the stroke in hand had never begun."""
        if self._before is None:
            return None
        self._ink, self._before = self._before, None
        return WHOLE

    def _press(self, way: tuple[Point, ...]) -> Box | None:
        boxes = [_stamp(self._ink, start, end, erasing=self._erasing) for start, end in pairwise(way)]
        return _union([box for box in boxes if box is not None])

    # Steps

    def put(self, ink: NDArray[np.uint8]) -> Box | None:
        """Put `ink` (280, 280) in the place of what is there, as a step that can be taken back."""
        self.end()
        if np.array_equal(ink, self._ink):
            return None
        self._remember(self._ink)
        self._ink = np.array(ink, dtype=np.uint8)
        return WHOLE

    def clear(self) -> Box | None:
        """Take all ink away, as a step that can be taken back."""
        return self.put(np.zeros_like(self._ink))

    def forget(self) -> None:
        """Take all ink away, and every step with it."""
        self._ink, self._before = np.zeros_like(self._ink), None
        self._past.clear()
        self._future.clear()

    def undo(self) -> Box | None:
        """Take the last step back; a stroke in hand is the last step."""
        self.end()
        if not self._past:
            return None
        self._future.append(self._ink)
        self._ink = self._past.pop()
        return WHOLE

    def redo(self) -> Box | None:
        """Do the step again that was taken back last."""
        if not self._future or self.is_drawing:
            return None
        self._past.append(self._ink)
        self._ink = self._future.pop()
        return WHOLE

    def _remember(self, before: NDArray[np.uint8]) -> None:
        self._past.append(before)
        self._future.clear()


def _point(x: float, y: float, width: float) -> Point:
    return x * SIDE, y * SIDE, width * SIDE


def _union(boxes: list[Box]) -> Box | None:
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _curve(start: Point, bend: Point, end: Point) -> tuple[Point, ...]:
    """Return points on the quadratic Bézier curve from `start` to `end` that is pulled towards `bend`."""
    length = math.dist(start[:2], bend[:2]) + math.dist(bend[:2], end[:2])
    bent = math.hypot(*(a - 2 * b + c for a, b, c in zip(start[:2], bend[:2], end[:2], strict=True)))
    wanted = max(length / _PIECE_PX, math.sqrt(bent / (4 * _FLATNESS_PX)))
    pieces = max(1, min(math.ceil(wanted), SIDE))
    steps = [step / pieces for step in range(1, pieces + 1)]
    between = [
        tuple(
            (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t * t * c
            for a, b, c in zip(start, bend, end, strict=True)
        )
        for t in steps
    ]
    return (start, *between)


def _stamp(ink: NDArray[np.uint8], start: Point, end: Point, *, erasing: bool) -> Box | None:
    """Draw a straight piece with round ends into `ink`; return the box of it, or None if nothing changed.

    Ink is laid as the stronger of what is there and what comes, so that a slow hand, whose pieces overlap, gets the
    same soft rim as a fast one.
    """
    reach = max(start[2], end[2]) / 2 + _SOFT_PX
    left, right = _span(start[0], end[0], reach)
    top, bottom = _span(start[1], end[1], reach)
    if left >= right or top >= bottom:
        return None
    laid = _coverage(start, end, (left, top, right, bottom))
    part = ink[top:bottom, left:right]
    fresh = np.minimum(part, 255 - laid) if erasing else np.maximum(part, laid)
    if np.array_equal(fresh, part):
        return None
    part[...] = fresh
    return left, top, right, bottom


def _span(a: float, b: float, reach: float) -> tuple[int, int]:
    """Return the first pixel within `reach` of a or b, and the one after the last."""
    return max(math.floor(min(a, b) - reach), 0), min(math.ceil(max(a, b) + reach), SIDE)


def _coverage(start: Point, end: Point, box: Box) -> NDArray[np.uint8]:
    """Return how much ink of the piece each pixel of `box` gets, 0 to 255: its signed distance to the rim."""
    left, top, right, bottom = box
    dx, dy, growth = (b - a for a, b in zip(start, end, strict=True))
    x = np.arange(left, right, dtype=np.float32) + np.float32(0.5 - start[0])
    y = np.arange(top, bottom, dtype=np.float32)[:, None] + np.float32(0.5 - start[1])
    length = max(dx * dx + dy * dy, 1e-9)
    along = np.clip(x * np.float32(dx / length) + y * np.float32(dy / length), 0.0, 1.0)
    distance = np.hypot(x - along * np.float32(dx), y - along * np.float32(dy))
    radius = along * np.float32(growth / 2) + np.float32(start[2] / 2)
    share = np.clip((radius - distance) * np.float32(1 / _SOFT_PX) + np.float32(0.5), 0.0, 1.0)
    return np.rint(share * np.float32(255)).astype(np.uint8)
