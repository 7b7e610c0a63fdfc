"""The lines below small pictures: '8 → 4' where the answer is wrong, '8' where it is right or there is none."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting

ARROW = "→"

_SPACE = 0.3  # on either side of the arrow / size of the text
_APART_PX = 4.0  # two captions beside each other
_MOST_KEPT = 2000
_SHORT = 4  # letters of a name that two of have room below a plain tile
_WIDER_PX = 24  # for two names of more letters


@dataclass(frozen=True, slots=True, eq=False)
class Captions:
    """What stands below N pictures: their classes (N,), what they were read as if they were, the names of classes."""

    true: NDArray[np.uint8]
    answered: NDArray[np.uint8] | None
    names: tuple[str, ...]


def tile_px(plain_px: int, names: tuple[str, ...]) -> int:
    """Return the side of tiles that are captioned with `names`: `plain_px`, more where the names are words."""
    return plain_px + _WIDER_PX if max(map(len, names), default=0) > _SHORT else plain_px


def fitting(widths: tuple[float, float], room: float) -> tuple[float, float]:
    """Return how much of `room` two texts of `widths` get: half each, and what one does not need to the other."""
    first, second = widths
    if first + second <= room:
        return widths
    half = room / 2
    if first <= half:
        return first, room - first
    return (room - second, second) if second <= half else (half, half)


class CaptionStamps:
    """Opaque pictures of captions in cells of one size, each drawn once: laying text out takes far longer."""

    def __init__(self, captions: Captions, size: tuple[int, int], theme_name: str, ratio: float) -> None:
        """Write `captions` into cells of `size` (width, height) in device pixels."""
        self._captions = captions
        self._size = size
        self._theme = themes.load(theme_name)
        self._ratio = ratio
        self._kept: dict[tuple[int, int], NDArray[np.uint32]] = {}

    def pixels(self, rows: NDArray[np.integer]) -> NDArray[np.uint32]:
        """Return the captions of the pictures `rows`, any shape, as pixels (*shape, height, width)."""
        true, answered = self._captions.true[rows], self._captions.true[rows]
        if self._captions.answered is not None:
            answered = self._captions.answered[rows]
        codes, which = np.unique(true.astype(np.intp) * 256 + answered, return_inverse=True)
        stamps = np.stack([self._stamp(*divmod(code, 256)) for code in codes.tolist()])
        return stamps.take(which.reshape(rows.shape), axis=0)

    def _stamp(self, true: int, answered: int) -> NDArray[np.uint32]:
        if (true, answered) not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[true, answered] = self._drawn(true, answered)
        return self._kept[true, answered]

    def _drawn(self, true: int, answered: int) -> NDArray[np.uint32]:
        width, height = self._size
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(self._ratio)
        image.fill(themes.color(self._theme.surface))
        painter, names = QPainter(image), self._captions.names
        if true == answered:
            self._write_right(painter, name_of(names, true))
        else:
            self._write_wrong(painter, name_of(names, true), name_of(names, answered))
        painter.end()
        return np.frombuffer(image.constBits(), dtype=np.uint32).reshape(height, width).copy()

    def _write_right(self, painter: QPainter, name: str) -> None:
        font, metrics = painting.typeface(self._theme, "caption")
        width = self._size[0] / self._ratio
        name = metrics.elidedText(name, Qt.TextElideMode.ElideRight, width - _APART_PX)
        painter.setFont(font)
        painter.setPen(themes.color(self._theme.muted))
        x = (width - metrics.horizontalAdvance(name)) / 2
        painter.drawText(QPointF(x, self._baseline(metrics)), name)

    def _write_wrong(self, painter: QPainter, true: str, answered: str) -> None:
        theme, width = self._theme, self._size[0] / self._ratio
        bold, bold_metrics = painting.typeface(theme, "caption", bold=True)
        plain, metrics = painting.typeface(theme, "caption")
        space = _SPACE * theme.caption_px
        arrow = metrics.horizontalAdvance(ARROW) + 2 * space
        wanted = bold_metrics.horizontalAdvance(true), metrics.horizontalAdvance(answered)
        shares = fitting(wanted, width - arrow - _APART_PX)
        # A pixel more: a width that is just enough must not be taken for too little.
        true = bold_metrics.elidedText(true, Qt.TextElideMode.ElideRight, shares[0] + 1)
        answered = metrics.elidedText(answered, Qt.TextElideMode.ElideRight, shares[1] + 1)
        true_width = bold_metrics.horizontalAdvance(true)
        x = max((width - true_width - arrow - metrics.horizontalAdvance(answered)) / 2, 0.0)
        baseline = self._baseline(metrics)
        painter.setFont(bold)
        painter.setPen(themes.color(theme.ink))
        painter.drawText(QPointF(x, baseline), true)
        painter.setFont(plain)
        painter.setPen(themes.color(theme.muted))
        painter.drawText(QPointF(x + true_width + space, baseline), ARROW)
        painter.drawText(QPointF(x + true_width + arrow, baseline), answered)

    def _baseline(self, metrics: QFontMetricsF) -> float:
        height = self._size[1] / self._ratio
        return round((height + metrics.ascent() - metrics.descent()) / 2)


def name_of(names: tuple[str, ...], label: int) -> str:
    """Return the name of a class, or its number where it has none."""
    return names[label] if label < len(names) else str(label)
