"""What the window shows as a picture of its own: as fine pixels, or as shapes."""

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect
from PySide6.QtGui import QImage, QPainter, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes

FINENESS = 3  # pixels of a PNG for each of the window: fit for print
_CSS_DPI = 96


def picture_of(widget: QWidget, fineness: float = FINENESS) -> QImage:
    """Return `widget` as it is shown now, `fineness` times as large, on the opaque surface of a card."""
    image = QImage(widget.size() * fineness, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(fineness)
    image.fill(themes.color(themes.current().surface))
    _render(widget, image)
    return image


def png_bytes(widget: QWidget, fineness: float = FINENESS) -> bytes:
    """Return `picture_of` the widget as the content of a .png file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture_of(widget, fineness).save(buffer, "PNG")
    return bytes(buffer.data().data())


def svg_bytes(widget: QWidget, title: str = "") -> bytes:
    """Return `widget` as it is shown now as the content of an .svg file: shapes, and pixels where it paints those."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    generator.setViewBox(QRect(QPoint(0, 0), widget.size()))
    generator.setResolution(_CSS_DPI)
    generator.setTitle(title)
    generator.setDescription("nnlab")
    _render(widget, generator)
    return bytes(buffer.data().data())


def _render(widget: QWidget, device: QImage | QSvgGenerator) -> None:
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(widget.rect(), themes.color(themes.current().surface))
    widget.render(painter, QPoint(0, 0), QRegion(), QWidget.RenderFlag.DrawChildren)
    painter.end()
