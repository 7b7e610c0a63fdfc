"""From a picture of a drawing, such as a photo of paper, a scan or a screenshot, to its ink alone.

Whoever photographs paper has a lamp on one side, a shadow over a corner, grain and crumbs in the picture. What is
ink is judged beside the paper around it.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlab.data.resizing import resized, times
from nnlab.engine.errors import EngineError

MOST_SIDE = 400  # pixels: plenty for 28 × 28, and the grain of a photo is averaged out

_SURROUNDINGS = (1, 4, 16, 40)  # parts of the longer side: a mean of brightness for each of them
_COARSE = 64  # pixels a side of the picture in which light and shadow are looked for
_WIDEST_STROKE = 1 / 3  # of the picture's longer side: what is dark and wider is a shadow
_DARKEST_PAPER = 32.0  # of 255: below, dividing by the light would only magnify grain
_GRAIN = 5.0  # standard deviations of the paper: what is fainter is its grain
_LEAST_CONTRAST = 0.12  # of ink to its paper
_PATCHES = 160  # pixels a side of the picture in which specks are looked for
_SPECK_EDGE = 0.15  # of full ink: patches hang together where there is as much
_SPECK = 0.04  # of the largest patch of ink: smaller patches are no part of a digit
_SMALLEST = 5  # pixels: where even the largest patch has fewer it is no digit


def from_picture(gray: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return the ink (h, w) in a picture `gray` (H, W), 0 black to 255 white: 0 ground to 255 ink, at most 400 a side.

    Ink is what there is less of, be it dark on light or light on dark. Uneven light is evened out, and patches too
    small to belong to the drawing are left out. A picture without a drawing gives zeros. Raises EngineError unless
    `gray` is a picture of bytes.
    """
    if gray.ndim != 2 or gray.size == 0 or gray.dtype != np.uint8:
        raise EngineError(
            f"a picture must be bytes of shape (height, width), but {gray.dtype} of shape {gray.shape} was given."
        )
    picture = _at_most(MOST_SIDE, gray)
    if _is_light_on_dark(picture):
        picture = 255 - picture
    return (_without_specks(_ink_of(picture, _ground(picture))) * 255 + 0.5).astype(np.uint8)


def _at_most(side: int, picture: NDArray[Any]) -> NDArray[np.float32]:
    return resized(picture, times(picture.shape, min(1.0, side / max(picture.shape))))


# -- light and shadow --------------------------------------------------------------------------------------


def _is_light_on_dark(picture: NDArray[np.float32]) -> bool:
    """Return whether what stands out from its surroundings is mostly lighter: there is less ink than ground.

    Brightness beside the mean around it is skewed towards the little that is far from it. The edge of a shadow is as
    far above the mean on one side as it is below on the other, and skews nothing where the surroundings are narrow;
    bold strokes fill narrow surroundings. So the surroundings that show the clearest skew decide.
    """
    height, width = picture.shape
    clearest = 0.0
    for side in _SURROUNDINGS:
        if side == 1 or 2 * side <= max(height, width):
            above = picture - resized(_at_most(side, picture), (height, width))
            spread = float(np.square(above).mean(dtype=np.float64)) ** 1.5
            skew = float((above**3).mean(dtype=np.float64)) / max(spread, 1.0)
            clearest = max(clearest, skew, key=abs)
    return clearest > 0


def _ground(picture: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how light the ground is at each pixel, strokes taken away.

    That is the closing of the picture: the lightest within reach, then the darkest of those, which fills every
    stroke and keeps every shadow that is wider, with its edges.
    """
    coarse = _at_most(_COARSE, picture)
    reach = max(1, round(max(coarse.shape) * _WIDEST_STROKE / 2))
    # Light that falls off towards the border falls off beyond it as well: the picture is mirrored in its border, and
    # so is its light. Strokes shine there, and are taken out.
    beyond = np.pad(coarse, 2 * reach, mode="reflect", reflect_type="odd").clip(coarse.min(), coarse.max())
    beyond = -_closed(-np.pad(beyond, 2 * reach, mode="edge"), reach)
    beyond[2 * reach : -2 * reach, 2 * reach : -2 * reach] = coarse
    height, width = picture.shape
    return resized(_closed(beyond, reach), (height, width))


def _closed(picture: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """Return the closing of `picture`, which loses 2 reach pixels at every edge."""
    return -_largest(-_largest(picture, reach), reach)


def _largest(picture: NDArray[np.float32], reach: int) -> NDArray[np.float32]:
    """Return the largest of every square of 2 reach + 1 pixels a side; `reach` pixels are lost at every edge."""
    for axis in (0, 1):
        windows = np.lib.stride_tricks.sliding_window_view(picture, 2 * reach + 1, axis=axis)
        picture = windows.max(axis=-1)
    return picture


# -- ink and specks ----------------------------------------------------------------------------------------


def _ink_of(picture: NDArray[np.float32], ground: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the ink, 0 to 1, with soft edges; zeros where nothing stands out clearly from the ground."""
    darker, light = ground - picture, ground.clip(_DARKEST_PAPER)
    paper = np.median(darker)
    grain = 1.4826 * float(np.median(np.abs(darker - paper)))  # the standard deviation, were it normal
    # Ink takes a share of the light, grain comes on top of it: in a shadow it weighs more.
    contrast, least = (darker - paper) / light, (_GRAIN * grain / light).clip(_LEAST_CONTRAST / 4)
    # Ink is so much less than paper that a threshold between all pixels would split the grain.
    standing_out = contrast[contrast > least]
    if standing_out.size == 0:
        return np.zeros_like(picture)
    threshold = _otsu(standing_out.clip(0.0, 1.0))
    strength = float(standing_out[standing_out >= threshold].mean())
    if strength < _LEAST_CONTRAST:
        return np.zeros_like(picture)
    low = least.clip(threshold / 2)
    ink: NDArray[np.float32] = ((contrast - low) / (strength - low).clip(_LEAST_CONTRAST / 4)).clip(0.0, 1.0)
    return ink


def _otsu(values: NDArray[np.float32]) -> float:
    """Return the threshold that splits `values`, 0 to 1, into two groups as far apart as can be (Otsu, 1979).

    Where all are alike it is the least of them.
    """
    counts = np.bincount((values.ravel() * 255).astype(np.intp), minlength=256).astype(np.float64)
    below, moment = counts.cumsum(), (counts * np.arange(256)).cumsum()
    above = below[-1] - below
    with np.errstate(divide="ignore", invalid="ignore"):
        between = (moment[-1] * below / below[-1] - moment) ** 2 / (below * above)
    between[~np.isfinite(between)] = 0.0  # everything is on one side
    if not between.any():
        return float(values.min())
    # Between two groups apart the measure is flat: the middle is the fairest threshold.
    best = np.flatnonzero(between >= between.max() * (1 - 1e-9))
    return float(best[0] + best[-1] + 2) / 2 / 255


def _without_specks(ink: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return `ink` without patches that are small, by themselves or beside the largest; a patch hangs together."""
    coarse = _at_most(_PATCHES, ink)
    flat = np.pad(coarse, 1).ravel()
    steps = np.diff((flat > _SPECK_EDGE).astype(np.int8))
    starts, ends = np.flatnonzero(steps == 1) + 1, np.flatnonzero(steps == -1) + 1
    if len(starts) == 0:
        return ink
    patches = _patches(starts, ends, coarse.shape[1] + 2)
    sizes = np.bincount(patches, weights=ends - starts)
    large = (sizes >= max(sizes.max() * _SPECK, _SMALLEST))[patches]
    inside = np.zeros(len(flat), dtype=np.float32)
    inside[starts[large]], inside[ends[large]] = 1, -1
    kept = inside.cumsum().reshape(coarse.shape[0] + 2, -1)
    height, width = ink.shape
    # One pixel more, for the soft edges of what is kept.
    return ink * (resized(_largest(kept, 1), (height, width)) > 0)


def _patches(starts: NDArray[np.intp], ends: NDArray[np.intp], stride: int) -> NDArray[np.intp]:
    """Return for each run of inked pixels, given by its places in rows of `stride`, the number of its patch."""
    parent = list(range(len(starts)))

    def root(run: int) -> int:
        while parent[run] != run:
            parent[run] = parent[parent[run]]
            run = parent[run]
        return run

    # A run touches those of the next row that begin before its end and end after its start, corners included.
    first = ends.searchsorted(starts + stride, side="left")
    last = starts.searchsorted(ends + stride, side="right")
    for run, (low, high) in enumerate(zip(first, last, strict=True)):
        for other in range(low, high):
            parent[root(other)] = root(run)
    return np.array([root(run) for run in range(len(starts))])
