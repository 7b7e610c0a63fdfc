"""The grounds of a plane: answers over a grid as a picture, in colours that leave the points to stand out."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from nnlab.desktop import colors
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts.plane_model import THRESHOLD, Answer, Frame

_TINT = 0.6  # share of the full colour in the strongest of a ground
_STEPS = 255


def shade(outputs: NDArray[np.floating], frame: Frame, theme: Theme) -> QImage:
    """Return the picture of `outputs` (K, rows, columns), its first row at the bottom; NaN has the colour of zero.

    Of a yes or no, of two classes and of values it is the two-ended scale; of more classes each has a colour of its
    own, the paler the less it leads.
    """
    if frame.answer is Answer.CLASSES and len(outputs) > 2:
        best = outputs.argmax(axis=0)
        ordered = np.sort(outputs, axis=0)
        with np.errstate(invalid="ignore"):
            lead = np.clip(np.nan_to_num(ordered[-1] - ordered[-2]), 0.0, 1.0)
        steps = np.rint(lead * (_STEPS - 1)).astype(np.intp)
        return _image(_class_tints(theme, len(outputs))[best, steps])
    return _image(_tints(theme)[colors.indices(signed(outputs, frame), 1.0)])


def signed(outputs: NDArray[np.floating], frame: Frame) -> NDArray[np.floating]:
    """Return one number for each place of maps (K, …): −1 to 1 on the two-ended scale, and beyond it."""
    if frame.answer is Answer.VALUES:
        return (outputs[0] - frame.middle) / frame.reach
    if frame.answer is Answer.YES_NO:
        return (outputs[0] - THRESHOLD) / THRESHOLD
    with np.errstate(invalid="ignore"):  # of a network that has exploded
        lead: NDArray[np.floating] = outputs[1] - outputs[0]
    return lead


def value_color(value: float, frame: Frame, theme: Theme) -> QColor:
    """Return the full colour of a number on the scale of `frame`."""
    place = colors.indices(np.array([(value - frame.middle) / frame.reach]), 1.0)
    return colors.qcolors(theme)[int(place[0])]


@cache
def _tints(theme: Theme) -> NDArray[np.uint32]:
    """Return the two-ended scale, 255 pixels, mixed with the surface."""
    return _packed(_mixed(colors.table(theme).astype(np.float64), theme))


@cache
def _class_tints(theme: Theme, classes: int) -> NDArray[np.uint32]:
    """Return for each of so many classes 255 pixels, from no lead to a full one."""
    full = np.array(
        [[c.red(), c.green(), c.blue()] for c in colors.class_colors(theme, classes)], dtype=np.float64
    )
    zero = colors.table(theme)[_STEPS // 2].astype(np.float64)
    shares = np.linspace(0.12, 1.0, _STEPS)[:, None]
    return _packed(_mixed(zero + (full[:, None] - zero) * shares, theme))


def _mixed(rgb: NDArray[np.float64], theme: Theme) -> NDArray[np.float64]:
    surface = QColor(theme.surface)
    ground = np.array([surface.red(), surface.green(), surface.blue()])
    mixed: NDArray[np.float64] = ground + (rgb - ground) * _TINT
    return mixed


def _packed(rgb: NDArray[np.float64]) -> NDArray[np.uint32]:
    wide = np.rint(rgb).astype(np.uint32)
    packed: NDArray[np.uint32] = (
        np.uint32(0xFF000000) | wide[..., 0] << np.uint32(16) | wide[..., 1] << np.uint32(8) | wide[..., 2]
    )
    return packed


def _image(pixels: NDArray[np.uint32]) -> QImage:
    rows, columns = pixels.shape
    flipped = np.ascontiguousarray(pixels[::-1])
    # Copied, so that the picture does not look into an array that Python may take away.
    return QImage(flipped.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32).copy()
