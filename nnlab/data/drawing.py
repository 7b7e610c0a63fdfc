"""From a drawing of any size to the 28 × 28 pixels that a network trained on MNIST expects, step by step.

MNIST's digits were cut out, scaled into 20 × 20 pixels with their aspect kept, and put into 28 × 28 so that the centre
of mass lies in the middle. A network that has learned from such pictures knows no others, so a drawing has to go the
same way. Each step can be switched off, to see why it matters.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnlab.data.resizing import resized, times
from nnlab.engine.arrays import read_only
from nnlab.engine.errors import EngineError

FRAME = 28  # pixels a side of what the network sees
BOX = 20  # pixels a side of the box that a digit is scaled into
MIDDLE = 14  # the pixel, from 0, on which MNIST's digits have their centre of mass, down and across

_FAINTEST = 8  # of 255: a drawing without a darker pixel is none
_EDGE = 0.1  # of the darkest pixel: what is fainter is the soft edge of a stroke and widens no box
# Strokes are measured and mended on a grid this many times finer than the box.
_FINE = 4
# In pixels of the box. Half of MNIST's strokes are 2.3 to 3.0 wide, nine tenths 2.0 to 3.8.
_THINNEST, _THICKEST = 2.3, 3.2
_MOST_MENDED = 2.0  # pixels of the box that are put onto or taken off each side of a stroke at most


class Box(NamedTuple):
    """A rectangle of pixels: rows from `top`, columns from `left`."""

    top: int
    left: int
    height: int
    width: int


@dataclass(frozen=True, slots=True)
class Steps:
    """Which steps a drawing goes on its way to the network.

    crop    Cut out the smallest box that holds the drawing. Without it the whole pad goes on.
    scale   Scale what was cut out, its aspect kept, so that its longer side is 20 pixels, and bring strokes far
            thinner or thicker than MNIST's to the width of those. Without it everything keeps the size it has on the
            pad, whose longer side is 28 pixels then.
    centre  Put the centre of mass into the middle of the frame, as far as no ink falls out of it. Without it the
            box that was cut out, or the pad, lies in the middle.
    """

    crop: bool = True
    scale: bool = True
    centre: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a drawing becomes, after each step; all pictures are read-only bytes, 0 the ground, 255 full ink.

    cropped         (h, w): what was cut out of the pad
    crop_box        where on the pad that was
    scaled          (20, 20) with the drawing in its middle; (28, 28) where it was not scaled
    centre_of_mass  row and column in `scaled`; whole numbers are the middles of pixels
    final           (28, 28): what the network sees
    is_empty        nothing was drawn: `scaled` and `final` are blank
    """

    cropped: NDArray[np.uint8]
    crop_box: Box
    scaled: NDArray[np.uint8]
    centre_of_mass: tuple[float, float]
    final: NDArray[np.uint8]
    is_empty: bool

    @property
    def inputs(self) -> NDArray[np.float32]:
        """`final` as one sample for a network that takes pixels from 0 to 1: (1, 784) float32."""
        return self.final.reshape(1, -1).astype(np.float32) / np.float32(255)


def see(ink: NDArray[Any], steps: Steps = Steps()) -> Seen:
    """Return what becomes of a drawing `ink` (H, W): bytes from 0 to 255, or floats from 0 to 1, 0 the ground.

    Thick and thin, faint and strong strokes all end as MNIST's: near 255, and two to four pixels wide. Takes below a
    millisecond for 280 × 280. Raises EngineError for any other kind of array.
    """
    pad = _as_bytes(ink)
    whole = Box(0, 0, *pad.shape)
    peak = int(pad.max())
    side = BOX if steps.scale else FRAME
    if peak < _FAINTEST:
        middle = (side - 1) / 2
        return Seen(
            read_only(pad.copy()), whole, _blank(side), (middle, middle), _blank(FRAME), is_empty=True
        )
    box = _box_of(pad > peak * _EDGE) if steps.crop else whole
    cropped = pad[box.top : box.top + box.height, box.left : box.left + box.width]
    natural = times(cropped.shape, FRAME / max(pad.shape))
    picture = _scaled(cropped) if steps.scale else resized(cropped, natural)
    scaled = np.zeros((side, side), dtype=np.uint8)
    _put(_as_ink(picture), scaled, *((side - size) // 2 for size in picture.shape))
    centre = _centre_of_mass(scaled)
    corner = _corner_for(scaled, centre) if steps.centre else ((FRAME - side) // 2,) * 2
    final = np.zeros((FRAME, FRAME), dtype=np.uint8)
    _put(scaled, final, *corner)
    return Seen(read_only(cropped.copy()), box, read_only(scaled), centre, read_only(final), is_empty=False)


def _as_bytes(ink: NDArray[Any]) -> NDArray[np.uint8]:
    if ink.ndim != 2 or ink.size == 0 or not (ink.dtype == np.uint8 or ink.dtype.kind == "f"):
        raise EngineError(
            f"a drawing must be bytes or floats of shape (height, width), but {ink.dtype} of shape {ink.shape} "
            "was given."
        )
    return ink if ink.dtype == np.uint8 else (ink.clip(0.0, 1.0) * 255 + 0.5).astype(np.uint8)


def _blank(side: int) -> NDArray[np.uint8]:
    return read_only(np.zeros((side, side), dtype=np.uint8))


def _box_of(inked: NDArray[np.bool_]) -> Box:
    """Return the smallest box that holds every true pixel, of which there is one at least."""
    rows, columns = np.flatnonzero(inked.any(axis=1)), np.flatnonzero(inked.any(axis=0))
    return Box(int(rows[0]), int(columns[0]), int(rows[-1] - rows[0]) + 1, int(columns[-1] - columns[0]) + 1)


# -- scale -------------------------------------------------------------------------------------------------


def _scaled(cropped: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the drawing scaled into 20 × 20, its strokes about as wide as MNIST's."""
    fine = _full(resized(cropped, times(cropped.shape, _FINE * BOX / max(cropped.shape))))
    width = _stroke_width(fine) / _FINE
    # What is added to a stroke widens the drawing too, which is then scaled down again, strokes and all: hence
    # the second factor in the first case.
    if width < _THINNEST:
        more = (_THINNEST - width) / 2 / (1 - _THINNEST / BOX)
        fine = _thickened(fine, min(more, _MOST_MENDED) * _FINE)
    elif width > _THICKEST:
        less = (width - _THICKEST) / 2
        fine = _thinned(fine, min(less, _MOST_MENDED) * _FINE)
    return resized(fine, times(fine.shape, BOX / max(fine.shape)))


def _full(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return `picture` with strokes of full ink, 1.0: nine tenths of what is no soft edge are fainter or as strong."""
    inked = picture[picture > picture.max() * _EDGE]
    strong = np.partition(inked, len(inked) * 9 // 10)[len(inked) * 9 // 10]
    full: NDArray[np.float32] = np.minimum(picture / strong, np.float32(1))
    return full


def _as_ink(picture: NDArray[np.float32]) -> NDArray[np.uint8]:
    return (_full(picture) * 255 + 0.5).astype(np.uint8)


# -- the width of strokes ----------------------------------------------------------------------------------


def _stroke_width(picture: NDArray[np.float32]) -> float:
    """Return the mean width of the strokes in pixels: a stroke has two sides, so twice the area by the outline.

    The outline's length is the total variation, which holds for soft edges too.
    """
    framed = np.pad(picture, 1)
    down, across = np.diff(framed, axis=0)[:, :-1], np.diff(framed, axis=1)[:-1]
    return 2 * float(picture.sum()) / float(np.hypot(down, across).sum())


def _thickened(picture: NDArray[np.float32], amount: float) -> NDArray[np.float32]:
    """Return `picture` with `amount` pixels put onto every side of its strokes; it grows by as much."""
    rounds = int(np.ceil(amount))
    picture = np.pad(picture, rounds)
    for number in range(rounds):
        share = np.float32(min(amount - number, 1.0))
        picture = picture + share * (_spread(picture, diagonally=number % 2 == 1) - picture)
    return picture


def _thinned(picture: NDArray[np.float32], amount: float) -> NDArray[np.float32]:
    """Return `picture` with `amount` pixels taken off every side of its strokes, cut to what is left.

    Taking off ink is putting on ground.
    """
    ground = 1 - np.pad(picture, 1)
    rounds = int(np.ceil(amount))
    for number in range(rounds):
        share = np.float32(min(amount - number, 1.0))
        ground = ground + share * (_spread(ground, diagonally=number % 2 == 1) - ground)
    thin = 1 - ground
    if thin.max() <= 0.5:
        return picture  # nothing would be left
    box = _box_of(thin > _EDGE)
    return thin[box.top : box.top + box.height, box.left : box.left + box.width]


def _spread(picture: NDArray[np.float32], *, diagonally: bool) -> NDArray[np.float32]:
    """Return the largest of each pixel and its four neighbours, or all eight of them.

    In turns the two make an octagon, which is nearly a round pen.
    """
    result = picture.copy()
    np.maximum(result[1:], picture[:-1], out=result[1:])
    np.maximum(result[:-1], picture[1:], out=result[:-1])
    rows = result.copy() if diagonally else picture
    np.maximum(result[:, 1:], rows[:, :-1], out=result[:, 1:])
    np.maximum(result[:, :-1], rows[:, 1:], out=result[:, :-1])
    return result


# -- centre ------------------------------------------------------------------------------------------------


def _centre_of_mass(picture: NDArray[np.uint8]) -> tuple[float, float]:
    down, across = picture.sum(axis=1, dtype=np.float64), picture.sum(axis=0, dtype=np.float64)
    total = down.sum()
    return float(down @ np.arange(len(down)) / total), float(across @ np.arange(len(across)) / total)


def _corner_for(scaled: NDArray[np.uint8], centre: tuple[float, float]) -> tuple[int, int]:
    """Return where in the frame `scaled` begins, so that its centre of mass lies in the middle and no ink is lost.

    Whole pixels, as in MNIST: half ones would blur the strokes.
    """
    box = _box_of(scaled > 0)
    spans = ((box.top, box.height), (box.left, box.width))
    corner = [
        min(max(round(MIDDLE - mass), -start), FRAME - start - size)
        for mass, (start, size) in zip(centre, spans, strict=True)
    ]
    return corner[0], corner[1]


def _put(picture: NDArray[np.uint8], onto: NDArray[np.uint8], top: int, left: int) -> None:
    """Copy `picture` onto a larger one or the same; its blank edges may lie outside."""
    height, width = picture.shape
    rows = slice(max(top, 0), min(top + height, onto.shape[0]))
    columns = slice(max(left, 0), min(left + width, onto.shape[1]))
    onto[rows, columns] = picture[
        rows.start - top : rows.stop - top, columns.start - left : columns.stop - left
    ]
