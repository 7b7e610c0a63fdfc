"""The pages of a worksheet painted by Qt: as a PDF, on a printer, and wherever they are looked at."""

import re
from collections.abc import Iterable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
    QPolygonF,
)

from nnlab.desktop import theme as themes
from nnlab.export.pictures.drawing import Line, Placed, Shape, Text
from nnlab.export.pictures.spelling import clean
from nnlab.export.worksheet.worksheet import Worksheet

_FINER = 20  # fonts have whole pixels, so they are set larger and made smaller
_RESOLUTION = 600  # dots an inch, of what a PDF rounds to
_CSS_DPI = 96
_PAGE = re.compile(rb"/Type\s*/Page\b")


def pdf_bytes(sheet: Worksheet) -> bytes:
    """Return the worksheet as the content of a .pdf file, A4, text as text."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(sheet.title)
    writer.setCreator("nnlab")
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    paint_pages(writer, sheet, _RESOLUTION / _CSS_DPI)
    del writer  # it ends the file
    return bytes(buffer.data().data())


def read_pdf(data: bytes) -> int:
    """Return how many pages a PDF has that nnlab has written; raises ValueError for one that was cut."""
    if not data.startswith(b"%PDF-") or not data.rstrip().endswith(b"%%EOF"):
        raise ValueError("this is no whole PDF")
    return len(_PAGE.findall(data))


def paint_pages(device: QPagedPaintDevice, sheet: Worksheet, scale: float) -> bool:
    """Paint every page on one of `device`, `scale` dots of it for each pixel of the page.

    Return False where nothing can be painted there: a printer may be gone.
    """
    painter = QPainter()
    if not painter.begin(device):
        return False
    painter.scale(scale, scale)
    hand = PagePainter(painter)
    for number, page in enumerate(sheet.pages):
        if number:
            device.newPage()
        hand.paint(page.shapes)
    return painter.end()


class PagePainter:
    """Paints the shapes of a page; its ground is the paper.

    It has fonts of its own, because Qt's may not be shared by threads.
    """

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._fonts: dict[tuple[float, bool], tuple[QFont, QFontMetricsF]] = {}
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, shapes: Iterable[Shape]) -> None:
        """Paint `shapes`, the later ones above."""
        painter = self._painter
        for shape in shapes:
            match shape:
                case Placed():
                    painter.translate(shape.x, shape.y)
                    self.paint(shape.drawing.shapes)
                    painter.translate(-shape.x, -shape.y)
                case Line():
                    painter.setPen(QPen(themes.color(shape.color), shape.width))
                    painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in shape.points]))
                case Text():
                    self._write(shape)
                case _:
                    raise AssertionError(f"a worksheet has no {type(shape).__name__}")

    def _write(self, text: Text) -> None:
        painter, words = self._painter, clean(text.words)
        font, metrics = self._font(text.size, text.bold)
        share = {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor]
        left = -share * metrics.horizontalAdvance(words) if share else 0.0
        painter.save()
        painter.translate(text.x, text.y)
        painter.scale(1 / _FINER, 1 / _FINER)
        painter.setFont(font)
        painter.setPen(themes.color(text.color))
        painter.drawText(QPointF(left, 0.0), words)
        painter.restore()

    def _font(self, size: float, bold: bool) -> tuple[QFont, QFontMetricsF]:
        known = self._fonts.get((size, bold))
        if known is None:
            font = QFont()
            font.setFamilies(list(themes.FONT_FAMILIES))
            font.setPixelSize(round(size * _FINER))
            font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            known = self._fonts[size, bold] = (font, QFontMetricsF(font))
        return known
