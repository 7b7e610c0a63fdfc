"""Handwritten-looking digits that nnlab draws itself from models of strokes: a data set that needs no file.

Nobody wrote them, and no picture of a real digit went into them. Each starts as one of several ways of writing it
(`stroke_shapes`); how people differ, in hand, pen and care, is drawn at random; and the ink is put into a picture as
MNIST's was (`stroke_raster`), so that what is learned from them holds, for the most part, for real digits too.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.data.stroke_raster import SIDE, draw
from nnlab.data.stroke_shapes import SEGMENTS, shape_table
from nnlab.engine.config import MAX_SEED
from nnlab.engine.seeds import Stream, generator
from nnlab.engine.specs import check_count
from nnlab.files.patience import Cancelled, check

MAX_PICTURES = 1_000_000
BLOCK = 500  # pictures made at once; each block has its own random numbers, and has every digit equally often
_DIGITS = 10

# How far hands differ: standard deviations, of lengths in heights of a digit, of ratios in logarithms.
_POINT = 0.06  # of a control point from where the model has it, in a hand of common care
_NEIGHBOUR = 0.6  # how much of it the points before and after share, which keeps strokes smooth
_CARE = 0.3  # ratio: of careless hands' deviations to careful ones'
_STROKE = 0.03  # of a stroke as a whole from its place
_ANGULAR = 0.2  # of how far curves go over to straight lines, or beyond themselves
_WAIST = 0.22  # of how much larger the lower half is than the upper
_TAPER = 0.18  # ratio: half the width of the head to that of the foot
_SWAY = 0.08  # of the middle from the line of head and foot, sideways
_RIPPLE = 0.04  # of points up and down, across the digit
_WIDTH = 0.22  # ratio: of width to height
_SLANT = 0.22  # of how far the head leans to the right of the foot
_TURN = 0.08  # in radians
# How far the head of each digit leans to the right of its foot on average.
_LEAN = np.array([0.16, 0.26, 0.12, 0.04, 0.14, 0.1, 0.03, 0.04, 0.08, 0.04])

# The pen, in pixels.
_RADIUS = 1.27
_RADIUS_SPREAD = 0.3  # ratio
_RADIUS_RANGE = (0.75, 2.3)
_PRESSURE = 0.35  # the most by which the radius varies along the strokes of one picture, as a share of it
_EDGE = 1.1  # over which ink fades out


def stroke_digits(
    train: int = 12_000,
    test: int = 2_000,
    *,
    seed: int = 0,
    progress: Callable[[float], None] | None = None,
    cancelled: Cancelled | None = None,
) -> ImageSplit:
    """Return `train` and `test` pictures (28, 28) of digits that look handwritten, the same ones for each `seed`.

    Both parts are shuffled, have every digit equally often in each 500 pictures, and begin with the same pictures
    however many are asked for. No `test` pictures are no test part. `progress` is told the share that is done, above
    0 and at last 1; `cancelled` is asked before every 500 pictures whether to give up.
    Raises EngineError for numbers out of range, LoadError when given up.
    """
    check_count("the training pictures", train, MAX_PICTURES)
    check_count("the test pictures", test, MAX_PICTURES, least=0)
    check_count("the seed", seed, MAX_SEED, least=0)
    parts: list[LabelledImages] = []
    for part, count in enumerate((train, test)):
        images = np.empty((count, SIDE, SIDE), dtype=np.uint8)
        labels = np.empty(count, dtype=np.uint8)
        for block, at in enumerate(range(0, count, BLOCK)):
            check(cancelled)
            rng = generator(seed, Stream.DATA, 2 * block + part)
            ways = choose_ways(rng)
            images[at : at + BLOCK] = write(rng, ways)[: count - at]
            labels[at : at + BLOCK] = shape_table().digits[ways][: count - at]
            if progress is not None:
                progress((part * train + min(at + BLOCK, count)) / (train + test))
        if count:
            parts.append(LabelledImages(images, labels))
    return ImageSplit(*parts)


def choose_ways(rng: np.random.Generator) -> NDArray[np.intp]:
    """Return BLOCK numbers of ways of writing (rows of the shape table), every digit equally often, shuffled."""
    table = shape_table()
    each = BLOCK // _DIGITS
    ways = [rng.choice(own, each, p=chance) for own, chance in zip(table.ways, table.chances, strict=True)]
    return rng.permutation(np.concatenate(ways))


def write(rng: np.random.Generator, ways: NDArray[np.intp]) -> NDArray[np.uint8]:
    """Return a picture (N, 28, 28) for each of N numbers of ways, every one in another hand."""
    lean = _LEAN[shape_table().digits[ways], np.newaxis]
    points = np.stack(_held(rng, *_written(rng, ways), lean), axis=-1).astype(np.float32)
    return draw(points[:, :SEGMENTS], points[:, SEGMENTS:], _pen(rng, len(ways)), _EDGE)


def _written(
    rng: np.random.Generator, ways: NDArray[np.intp]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x and y (N, 2 · SEGMENTS) of the ends of all segments, with control points that are never quite right."""
    table = shape_table()
    count, columns = table.stroke[ways].shape
    own = rng.normal(size=(count, columns, 2))
    error = own.copy()
    error[:, 1:] += _NEIGHBOUR * own[:, :-1]
    error[:, :-1] += _NEIGHBOUR * own[:, 1:]
    error *= _POINT / np.sqrt(1 + 2 * _NEIGHBOUR**2) * np.exp(rng.normal(0, _CARE, (count, 1, 1)))
    moved = rng.normal(0, _STROKE, (count, int(table.stroke.max()) + 1, 2))
    control = table.control[ways] + error + np.take_along_axis(moved, table.stroke[ways][..., np.newaxis], 1)
    angular = rng.normal(0, _ANGULAR, (count, 1, 1)).clip(-0.3, 0.8)
    curved, straight = table.curved[ways], table.straight[ways]
    points = (curved + angular * (straight - curved)) @ control
    return points[..., 0], points[..., 1]


def _held(
    rng: np.random.Generator, x: NDArray[np.float64], y: NDArray[np.float64], lean: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x and y (N, points) as another hand would have put the whole digit: bent, narrow, slanted, turned."""

    def spread(deviation: float) -> NDArray[np.float64]:
        return rng.normal(0, deviation, (len(x), 1))

    def phase() -> NDArray[np.float64]:
        return rng.uniform(0, 2 * np.pi, (len(x), 1))

    x = x - x.mean(axis=1, keepdims=True)
    y = y - 0.5
    y = y + spread(_WAIST) * (0.25 - y * y)
    x = x * np.exp(2 * y * spread(_TAPER))
    x = x + spread(_SWAY) * np.cos(np.pi * y + phase())
    y = y + spread(_RIPPLE) * np.cos(2 * np.pi * x + phase())
    x = x * np.exp(spread(_WIDTH)) - y * (lean + spread(_SLANT))
    turn = spread(_TURN)
    return x * np.cos(turn) - y * np.sin(turn), x * np.sin(turn) + y * np.cos(turn)


def _pen(rng: np.random.Generator, count: int) -> NDArray[np.float32]:
    """Return the radius (count, SEGMENTS) of the pen in pixels: thick or thin, and varying slowly as it is pressed."""
    radius = (_RADIUS * np.exp(rng.normal(0, _RADIUS_SPREAD, (count, 1)))).clip(*_RADIUS_RANGE)
    start, turns = rng.uniform(0, 2 * np.pi, (count, 1)), rng.uniform(2, 8, (count, 1))
    pressure = rng.uniform(0, _PRESSURE, (count, 1))
    return (radius * (1 + pressure * np.sin(start + turns * np.linspace(0, 1, SEGMENTS)))).astype(np.float32)
