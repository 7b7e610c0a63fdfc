"""A surface in space as seen from some side: where its corners lie, and in which order its faces are painted."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_HEIGHT = 1.1  # of the highest loss, while both parameters reach from −1 to 1
_MARGIN_PX = 26.0
_BY_HEIGHT = 0.5  # of how dark a face is; the rest is by the light
_LIGHT = np.array([-0.45, -0.35, 0.82])  # whence the light comes


@dataclass(frozen=True, slots=True)
class View:
    """Turned by `yaw` about the upright axis, looked at from `pitch` above the floor; both in degrees."""

    yaw: float = 30.0
    pitch: float = 42.0

    def turned(self, yaw: float, pitch: float) -> "View":
        """Return the view turned further; never from below, and never so far that the front is at the back."""
        return View((self.yaw + yaw) % 360.0, min(max(self.pitch + pitch, 8.0), 88.0))


@dataclass(frozen=True, slots=True)
class Projection:
    """How points of the unit box, x and y from −1 to 1 and heights from 0 to 1, come to pixels of a widget."""

    view: View
    width: float
    height: float

    def places(self, box: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return where points (..., 3) of the box lie, (..., 2) in pixels: seen from far away, without perspective."""
        across, deep, up = self._turned(box)
        pitch = math.radians(self.view.pitch)
        raised = up * math.cos(pitch) + deep * math.sin(pitch)
        middle = _HEIGHT / 2 * math.cos(pitch)
        scale = self.scale
        return np.stack(
            [self.width / 2 + across * scale, self.height / 2 - (raised - middle) * scale], axis=-1
        )

    def depths(self, box: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return how far away points (..., 3) of the box are along the floor; only their order means anything.

        Of a surface over a floor, what is nearer along the floor hides what is farther, however high either is.
        """
        return self._turned(box)[1]

    @property
    def scale(self) -> float:
        """Pixels for one unit of the box: whichever way it is turned, it fits."""
        pitch = math.radians(self.view.pitch)
        reach = math.sqrt(2.0)
        half_height = _HEIGHT / 2 * math.cos(pitch) + reach * math.sin(pitch)
        room = self.width / 2 - _MARGIN_PX, self.height / 2 - _MARGIN_PX
        return max(min(room[0] / reach, room[1] / half_height), 1.0)

    def _turned(
        self, box: NDArray[np.floating]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        yaw = math.radians(self.view.yaw)
        x, y, up = box[..., 0], box[..., 1], box[..., 2] * _HEIGHT
        return x * math.cos(yaw) - y * math.sin(yaw), x * math.sin(yaw) + y * math.cos(yaw), up


def mesh_of(values: NDArray[np.floating], most: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the corners (r, c, 3) of a surface in the box, about `most` a side, and how dark its faces are.

    The faces (r − 1, c − 1) are 0 where they are high and in full light, 1 where they are low and in the shade. What
    is no number stands as high as the highest.
    """
    rows, columns = (_picked(count, most) for count in values.shape)
    heights = heights_of(values)[np.ix_(rows, columns)]
    x = np.linspace(-1, 1, values.shape[1])[columns]
    y = np.linspace(-1, 1, values.shape[0])[rows]
    corners = np.stack([*np.meshgrid(x, y), heights], axis=-1)
    along, up = corners[:-1, 1:] - corners[:-1, :-1], corners[1:, :-1] - corners[:-1, :-1]
    normals = np.cross(along, up)
    normals /= np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), 1e-12)
    light = np.clip(normals @ (_LIGHT / np.linalg.norm(_LIGHT)), 0.0, 1.0)
    height = (heights[:-1, :-1] + heights[1:, 1:]) / 2
    return corners, 1 - _BY_HEIGHT * height - (1 - _BY_HEIGHT) * light


def _picked(count: int, most: int) -> NDArray[np.intp]:
    """Return which of `count` lines are kept, at most `most` or one more: evenly, and always the last."""
    step = max(-(-(count - 1) // (most - 1)), 1)
    return np.unique([*range(0, count, step), count - 1])


def heights_of(
    values: NDArray[np.floating], losses: NDArray[np.floating] | None = None
) -> NDArray[np.float64]:
    """Return `values`, or `losses` on the same scale, as heights: 0 the lowest of `values`, 1 the highest."""
    finite = values[np.isfinite(values)]
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 1.0)
    shown = values if losses is None else losses
    with np.errstate(invalid="ignore", over="ignore"):
        heights = (shown - low) / (high - low if high > low else 1.0)
    return np.clip(np.nan_to_num(heights, nan=1.0, posinf=1.0, neginf=0.0), 0.0, 1.0)


def quads(
    corners: NDArray[np.float64], projection: Projection
) -> tuple[NDArray[np.float64], NDArray[np.intp]]:
    """Return the faces (m, 4, 2) in pixels, the farthest first, and which face of the mesh each one is (m,)."""
    cells = np.stack([corners[:-1, :-1], corners[:-1, 1:], corners[1:, 1:], corners[1:, :-1]], axis=2)
    flat = cells.reshape(-1, 4, 3)
    order = np.argsort(-projection.depths(flat.mean(axis=1)), kind="stable")
    return projection.places(flat[order]), order
