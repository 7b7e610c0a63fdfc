"""The small curve of an activation, as a widget, as an icon for menus, and as a painting function."""

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting

GLYPH_SIZE = QSize(28, 16)

_REACH = 3.2  # the curve is drawn for z from −_REACH to _REACH
_STROKE = 1.5
_SOFTMAX_BARS = (0.35, 1.0, 0.55, 0.2)  # a share for each class, as the function is of many values

_Array = NDArray[np.float64]


def _sigmoid(z: _Array) -> _Array:
    return 1 / (1 + np.exp(-z))


# Sketches for the eye, not the engine's functions: slopes are chosen so that a curve 28 pixels wide tells.
_CURVES: dict[str, Callable[[_Array], _Array]] = {
    "linear": lambda z: z,
    "sigmoid": lambda z: _sigmoid(1.6 * z),
    "tanh": lambda z: np.tanh(1.3 * z),
    "relu": lambda z: np.maximum(z, 0),
    "leaky_relu": lambda z: np.where(z > 0, z, 0.2 * z),
    "elu": lambda z: np.where(z > 0, z, np.expm1(z)),
    "softplus": lambda z: np.log1p(np.exp(1.4 * z)) / 1.4,
    "gelu": lambda z: z * _sigmoid(1.702 * z),
    "silu": lambda z: z * _sigmoid(z),
    "step": lambda z: (z > 0).astype(np.float64),
}


@cache
def unit_curve(name: str) -> tuple[tuple[float, float], ...]:
    """Return the corners of an activation's curve with x and y in 0…1, y upwards.

    An unknown name, of an activation from elsewhere, is drawn as the straight line.
    Softmax has no curve: see `paint_activation`.
    """
    z = np.linspace(-_REACH, _REACH, 41)
    if name == "step":
        z = np.array([-_REACH, -1e-9, 1e-9, _REACH])
    y = _CURVES.get(name, _CURVES["linear"])(z)
    x = (z + _REACH) / (2 * _REACH)
    y = (y - y.min()) / (y.max() - y.min())
    return tuple(zip(x.tolist(), y.tolist(), strict=True))


def paint_activation(painter: QPainter, rect: QRectF, name: str, theme: Theme, role: str = "muted") -> None:
    """Paint the curve of the activation `name` into `rect`, in the theme's colour `role`."""
    width = _STROKE * (1 + (theme.stroke - 1) * 0.5)
    inner = rect.adjusted(width, width, -width, -width)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(themes.color(getattr(theme, role)), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    if name == "softmax":
        _paint_bars(painter, inner)
    else:
        corners = (
            QPointF(inner.left() + x * inner.width(), inner.bottom() - y * inner.height())
            for x, y in unit_curve(name)
        )
        painter.drawPolyline(QPolygonF(list(corners)))
    painter.restore()


def _paint_bars(painter: QPainter, rect: QRectF) -> None:
    pen = painter.pen()
    pen.setWidthF(pen.widthF() * 1.6)
    painter.setPen(pen)
    for i, share in enumerate(_SOFTMAX_BARS):
        x = rect.left() + (i + 0.5) * rect.width() / len(_SOFTMAX_BARS)
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x, rect.bottom() - share * rect.height()))


def activation_picture(name: str) -> Callable[[QPainter, QRectF, Theme], None]:
    """Return the painting of the curve as a Choice takes it."""
    return lambda painter, rect, theme: paint_activation(painter, rect, name, theme)


class ActivationGlyph(QWidget):
    """The curve alone, as large as the widget."""

    def __init__(self, name: str = "linear", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_activation(self, name: str) -> None:
        """Show the curve of the activation `name`."""
        if name != self._name:
            self._name = name
            self.update()

    def sizeHint(self) -> QSize:
        return GLYPH_SIZE

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        paint_activation(painter, QRectF(self.rect()), self._name, themes.current())
        painter.end()


def _sample() -> QWidget:
    from PySide6.QtWidgets import QGridLayout

    from nnlab.desktop.widgets.parts.labels import PlainLabel

    board = QWidget()
    grid = QGridLayout(board)
    for i, name in enumerate((*_CURVES, "softmax")):
        grid.addWidget(ActivationGlyph(name), i, 0)
        grid.addWidget(PlainLabel(name), i, 1)
    return board


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
