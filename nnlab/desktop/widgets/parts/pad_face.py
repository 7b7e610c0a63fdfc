"""The surface of a draw pad as one picture in device pixels, of which only what changed is painted again."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPainterPath, QPen

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import ink, painting
from nnlab.desktop.widgets.parts.strokes import SIDE, WHOLE, Box

CropBox = tuple[float, float, float, float]  # left, top, width, height / side of the pad

RADIUS = 12.0
_PLATE_PX = 8  # around a word on the ink
_RIM_PX = 2  # ink is enlarged smoothly: a pixel of it shows this far around its own place


class PadFace:
    """Paper, ink, rounded corners and frame of a square pad."""

    def __init__(self) -> None:
        self._image = QImage()
        self._tinted = np.zeros((SIDE, SIDE), dtype=np.uint32)
        self._painted_for: tuple[object, ...] = ()
        self._changed: Box | None = WHOLE

    def change(self, box: Box) -> None:
        """Note that the ink in `box` is to be painted again."""
        if self._changed is not None:
            old = self._changed
            box = (min(old[0], box[0]), min(old[1], box[1]), max(old[2], box[2]), max(old[3], box[3]))
        self._changed = box

    def picture(self, pixels: NDArray[np.uint8], side: int, dpr: float, frame: str) -> QImage:
        """Return the face with the ink `pixels` (280, 280), `side` device pixels wide, its frame of this colour."""
        theme = themes.current()
        key = (side, dpr, theme.name, frame)
        if key != self._painted_for:
            self._painted_for, self._changed = key, WHOLE
            self._image = QImage(side, side, QImage.Format.Format_RGB32)
            self._image.setDevicePixelRatio(dpr)
        if self._changed is not None:
            self._patch(pixels, self._changed, theme, dpr, frame)
            self._changed = None
        return self._image

    def _patch(self, pixels: NDArray[np.uint8], box: Box, theme: Theme, dpr: float, frame: str) -> None:
        left, top, right, bottom = box
        shades = ink.ink_colors(theme.name)[pixels[top:bottom, left:right]]
        self._tinted[top:bottom, left:right] = shades
        source = QImage(self._tinted.data, SIDE, SIDE, 4 * SIDE, QImage.Format.Format_RGB32)
        whole = QRect(0, 0, self._image.width(), self._image.height())
        part = device_rect(box, self._image.width()).intersected(whole)
        painter = QPainter(self._image)
        painter.scale(1 / dpr, 1 / dpr)  # all that follows is in device pixels
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        painter.setClipRect(part)
        painter.drawImage(whole, source)
        inset = math.ceil(RADIUS * dpr / 2)
        if not whole.adjusted(inset, inset, -inset, -inset).contains(part):
            _paint_rim(painter, QRectF(whole), theme, dpr, frame)
        painter.end()


def device_rect(box: Box, side: int) -> QRect:
    """Return the rectangle, on a face `side` pixels wide, that shows the ink of `box` with its soft rim."""
    scale = side / SIDE
    left, top = (math.floor((edge - _RIM_PX) * scale) for edge in box[:2])
    right, bottom = (math.ceil((edge + _RIM_PX) * scale) for edge in box[2:])
    return QRect(left, top, right - left, bottom - top)


def _paint_rim(painter: QPainter, whole: QRectF, theme: Theme, dpr: float, frame: str) -> None:
    """Cut the corners off and draw the frame."""
    corners = QPainterPath()
    corners.addRect(whole)
    corners.addRoundedRect(whole, RADIUS * dpr, RADIUS * dpr)
    painter.fillPath(corners, themes.color(theme.surface))
    painting.stroke_round(painter, whole, RADIUS * dpr, frame, 1.5 * theme.stroke * dpr)


def paint_crop_box(painter: QPainter, box: CropBox, square: QRect, theme: Theme) -> None:
    """Mark `box` of the pad that lies in `square` by a dashed hairline."""
    left, top, width, height = (share * square.width() for share in box)
    pen = QPen(themes.color(theme.faint), theme.stroke)
    pen.setDashPattern([3.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(square.left() + left, square.top() + top, width, height), 3, 3)


def paint_word(painter: QPainter, word: str, square: QRect, theme: Theme) -> None:
    """Write `word` at the bottom of the paper, on a plate of its own: there may be ink."""
    font = theme.font("text")
    extent = QFontMetrics(font).size(0, word) + QSize(2 * _PLATE_PX, _PLATE_PX)
    plate = QRect(QPoint(0, 0), extent)
    plate.moveCenter(square.center())
    plate.moveBottom(square.bottom() - _PLATE_PX)
    painting.fill_round(painter, QRectF(plate), painting.CHIP_RADIUS, theme.field)
    painter.setFont(font)
    painter.setPen(themes.color(theme.ink))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, word)
