"""From strokes to pictures as MNIST's were made: the ink in a box of 20 × 20, its centre of mass in the middle."""

import numpy as np
from numpy.typing import NDArray

SIDE = 28
BOX = 20
FULL = 255
_AT_ONCE = 100  # pictures drawn together, so that what is computed with stays in the processor's cache


def draw(
    starts: NDArray[np.float32], ends: NDArray[np.float32], radii: NDArray[np.float32], edge: float
) -> NDArray[np.uint8]:
    """Return pictures (N, 28, 28) of strokes made of S straight segments, 0 ground to 255 ink.

    starts, ends  (N, S, 2) x and y of the segments' ends, in any unit: they are scaled and moved into the box
    radii         (N, S) half the thickness of the pen on each segment, in pixels
    edge          how many pixels the ink takes to fade out at its edge
    """
    starts, ends = _fitted(starts, ends, radii)
    boxes = np.empty((len(starts), BOX, BOX), dtype=np.uint8)
    for at in range(0, len(starts), _AT_ONCE):
        some = slice(at, at + _AT_ONCE)
        boxes[some] = _inked(starts[some], ends[some], radii[some], edge)
    return _centred(boxes)


def _fitted(
    starts: NDArray[np.float32], ends: NDArray[np.float32], radii: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Scale and move segments so that their ink, in its longer direction, just fills the box."""
    thickness = 2 * radii.max(axis=1, keepdims=True)
    low = np.minimum(starts.min(axis=1), ends.min(axis=1))
    high = np.maximum(starts.max(axis=1), ends.max(axis=1))
    scale = (BOX - thickness) / (high - low).max(axis=1, keepdims=True)
    move = (BOX - 1) / 2 - scale * (low + high) / 2
    scale, move = scale[:, np.newaxis], move[:, np.newaxis]
    return starts * scale + move, ends * scale + move


def _inked(
    starts: NDArray[np.float32], ends: NDArray[np.float32], radii: NDArray[np.float32], edge: float
) -> NDArray[np.float32]:
    """Return the ink (n, 20, 20), 0 to 255, by each pixel's distance from the nearest segment."""
    along = ends - starts
    lengths = np.maximum(np.hypot(along[..., 0], along[..., 1]), 1e-6)
    ux, uy = along[..., 0] / lengths, along[..., 1] / lengths
    pixel = np.arange(BOX, dtype=np.float32)
    nearest = np.full((len(starts), BOX, BOX), BOX, dtype=np.float32)
    forward, aside, inside = np.empty_like(nearest), np.empty_like(nearest), np.empty_like(nearest)
    for segment in range(starts.shape[1]):
        dx = (pixel - starts[:, segment, :1])[:, np.newaxis, :]
        dy = (pixel - starts[:, segment, 1:])[:, :, np.newaxis]
        x, y = ux[:, segment, np.newaxis, np.newaxis], uy[:, segment, np.newaxis, np.newaxis]
        np.add(dx * x, dy * y, out=forward)
        np.subtract(dx * y, dy * x, out=aside)
        np.maximum(forward, 0, out=inside)
        np.minimum(inside, lengths[:, segment, np.newaxis, np.newaxis], out=inside)
        forward -= inside
        forward *= forward
        aside *= aside
        aside += forward
        np.sqrt(aside, out=aside)
        aside -= radii[:, segment, np.newaxis, np.newaxis]
        np.minimum(nearest, aside, out=nearest)
    nearest /= -edge
    nearest += 0.5
    nearest.clip(0, 1, out=nearest)
    nearest *= FULL
    return np.rint(nearest, out=nearest)


def _centred(boxes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Put boxes (N, 20, 20) into pictures (N, 28, 28), by whole pixels, with the centre of mass in the middle."""
    pixel = np.arange(BOX)
    mass = boxes.sum(axis=(1, 2), dtype=np.float64)
    rows, columns = ((boxes.sum(axis=axis, dtype=np.int64) @ pixel / mass) for axis in (2, 1))
    top, left = (
        np.rint((SIDE - 1) / 2 - centre).astype(np.intp).clip(0, SIDE - BOX) for centre in (rows, columns)
    )
    pictures = np.zeros((len(boxes), SIDE, SIDE), dtype=np.uint8)
    number = np.arange(len(boxes))[:, np.newaxis, np.newaxis]
    pictures[
        number, (top[:, np.newaxis] + pixel)[:, :, np.newaxis], (left[:, np.newaxis] + pixel)[:, np.newaxis]
    ] = boxes
    return pictures
