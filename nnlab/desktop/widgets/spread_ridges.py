"""How numbers are spread, one ridge beside the other: a standing histogram, mirrored, for each layer."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QLinearGradient, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.pointed_reading import PointedReading
from nnlab.desktop.widgets.readout import Pair, Readout

_GAP_PX = 3.0  # between two ridges
_WIDEST_PX = 64.0  # a ridge, however much room there is
_LEAST_BAR_PX = 2.0  # the height of a bin: finer ones are put together
_CAPTION_SPACE_PX = 3.0
_NAMED_HEIGHTS = 4.0  # lines of type that the widget is high before one of them is for names
_PALEST = 0.3  # the colour next to zero, on a scale to 1
_RING_PX = 2.5  # the radius of what stands for zeros


class Ridge(NamedTuple):
    """One histogram: `shares` (bins,) from the low end of the axis up, and what pointing at it reads.

    `zeros` is the share of numbers that are exactly 0 and not in the bins: a ring where zero lies, filled if all are.
    Ridges that are shown together have as many bins as one another.
    """

    shares: NDArray[np.floating]
    pairs: tuple[Pair, ...] = ()
    zeros: float = 0.0
    name: str = ""  # short, at its foot if there is room for the names of all


def half_widths(shares: NDArray[np.floating], room: float) -> NDArray[np.float64]:
    """Return how far each bin reaches to either side in pixels, for shares (ridges, bins).

    The fullest bin of each ridge fills `room`, none that counts vanishes.
    """
    fullest = shares.max(axis=1, initial=0.0, keepdims=True)
    scale = np.divide(room / 2, fullest, out=np.zeros_like(fullest), where=fullest > 0)
    return np.where(shares > 0, np.maximum(shares * scale, 0.5), 0.0)


def merged(shares: NDArray[np.floating], most: int) -> NDArray[np.floating]:
    """Return shares (ridges, bins) with so many neighbours added up that at most `most` equal bins are left."""
    ridges, bins = shares.shape
    together = -(-bins // max(most, 1))
    if together <= 1:
        return shares
    return np.pad(shares, ((0, 0), (0, -bins % together))).reshape(ridges, -1, together).sum(axis=2)


class SpreadRidges(PointedReading, QWidget):
    """Ridges from left to right over one axis, which stands upright; above them what it is and where it ends.

    An axis of numbers with a sign is coloured from negative to positive, one of magnitudes is grey.
    """

    def __init__(self, *, signed: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._signed = signed
        self._ridges: tuple[Ridge, ...] = ()
        self._zero = 0.5 if signed else 0.0
        self._captions = ("", "")
        self._readout = Readout(self)
        self._texts = DefaultTexts(self)
        self.setObjectName("spread_ridges")
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def set_ridges(self, ridges: Sequence[Ridge], zero: float | None = None) -> None:
        """Show `ridges` from left to right; `zero` is where 0 lies from the foot (0) to the head (1) of the axis."""
        zero = self._zero if zero is None else zero
        if zero == self._zero and _same(ridges, self._ridges):
            return
        self._ridges, self._zero = tuple(ridges), zero
        if self._hovered is not None and self._hovered >= len(self._ridges):
            self._hovered = None
        self._show_readout()
        self.update()

    def set_captions(self, name: str, ends: str) -> None:
        """Write what the numbers are, left, and where their axis ends, right if there is room."""
        if (name, ends) != self._captions:
            self._captions = (name, ends)
            self.update()

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        self._texts.set(
            self.tr("Spread by layer"),
            self.tr("How numbers are spread in each layer. Point at one to read it."),
        )

    def sizeHint(self) -> QSize:
        return QSize(140, 70)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, round(self._caption_height() + 18))

    # Places

    def _caption_height(self) -> float:
        return painting.typeface(themes.current(), "caption")[1].height() + _CAPTION_SPACE_PX

    def _area(self) -> QRectF:
        top = self._caption_height()
        foot = self._caption_height() if self._shows_names() else 0.0
        return QRectF(0, top, self.width(), max(self.height() - top - foot, 1.0))

    def _shows_names(self) -> bool:
        """Return whether there is room at the feet of the ridges for what they are called."""
        names = [ridge.name for ridge in self._ridges if ridge.name]
        if not names or self.height() < _NAMED_HEIGHTS * self._caption_height():
            return False
        slots = self._slots()
        widest = max(painting.advance(themes.current(), "caption", name) for name in names)
        return widest <= slots[1] - slots[0]

    def _slots(self) -> list[float]:
        """Return the left edges of the ridges, and where another one would begin."""
        count = max(len(self._ridges), 1)
        pitch = min((self.width() + _GAP_PX) / count, _WIDEST_PX + _GAP_PX)
        left = (self.width() + _GAP_PX - pitch * count) / 2
        return [left + pitch * index for index in range(count + 1)]

    def ridge_rect(self, index: int) -> QRectF:
        """Return the room of a ridge in the widget's pixels."""
        slots, area = self._slots(), self._area()
        return QRectF(slots[index], area.top(), slots[index + 1] - slots[index] - _GAP_PX, area.height())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, area = themes.current(), self._area()
        painter = painting.begin_opaque(self, event)
        self._draw_captions(painter, theme)
        if self._hovered is not None:
            painting.fill_round(
                painter, self.ridge_rect(self._hovered).adjusted(-1, 0, 1, 0), 3.0, theme.hover
            )
        if self._signed:
            painter.setPen(QPen(themes.color(theme.line), theme.stroke))
            y = min(round(area.bottom() - self._zero * area.height()), self.height() - 1) + 0.5
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        # In one call: bar by bar, eight cards of ten layers took a tenth of a second.
        bars = self._bars(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_brush(theme, area, self._zero) if self._signed else themes.color(theme.muted))
        painter.drawRects(bars)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        self._draw_zeros(painter, theme)
        if self._shows_names():
            self._draw_names(painter, theme)
        painter.end()

    def _draw_captions(self, painter: QPainter, theme: Theme) -> None:
        font, metrics = painting.typeface(theme, "caption")
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        name, ends = self._captions
        painter.drawText(QPointF(0, metrics.ascent()), name)
        right = self.width() - painting.advance(theme, "caption", ends)
        if painting.advance(theme, "caption", name) + _CAPTION_SPACE_PX <= right:
            painter.drawText(QPointF(right, metrics.ascent()), ends)

    def _bars(self, area: QRectF) -> list[QRect]:
        """Return the bars of all ridges, from one whole pixel to the next, so that no seam shows between two."""
        if not self._ridges:
            return []
        shares = merged(
            np.array([ridge.shares for ridge in self._ridges]), int(area.height() / _LEAST_BAR_PX)
        )
        slots = np.array(self._slots())
        room = float(slots[1] - slots[0]) - _GAP_PX
        widths = half_widths(shares, room)
        ridges, bins = np.nonzero(widths)
        halves = widths[ridges, bins]
        lefts = np.rint(slots[ridges] + room / 2 - halves).astype(int)
        across = np.maximum(np.rint(2 * halves).astype(int), 1)
        edges = np.rint(area.bottom() - np.arange(shares.shape[1] + 1) * (area.height() / shares.shape[1]))
        tops, feet = edges[bins + 1].astype(int), edges[bins].astype(int)
        heights = np.maximum(feet - tops, 1)
        places = zip(lefts.tolist(), tops.tolist(), across.tolist(), heights.tolist(), strict=True)
        return [QRect(*place) for place in places]

    def _draw_zeros(self, painter: QPainter, theme: Theme) -> None:
        """Draw a ring where zero lies for each ridge that has numbers there, filled if all of them are."""
        radius = _RING_PX * theme.stroke**0.5
        painter.setPen(QPen(themes.color(theme.ink), theme.stroke))
        for index, ridge in enumerate(self._ridges):
            if ridge.zeros > 0:
                room = self.ridge_rect(index)
                y = min(room.bottom() - self._zero * room.height(), room.bottom() - radius - 1)
                painter.setBrush(themes.color(theme.ink if ridge.zeros >= 1.0 else theme.surface))
                painter.drawEllipse(QPointF(room.center().x(), y), radius, radius)

    def _draw_names(self, painter: QPainter, theme: Theme) -> None:
        font, metrics = painting.typeface(theme, "caption")
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        baseline = self.height() - metrics.descent()
        for index, ridge in enumerate(self._ridges):
            middle = self.ridge_rect(index).center().x()
            painter.drawText(
                QPointF(middle - metrics.horizontalAdvance(ridge.name) / 2, baseline), ridge.name
            )

    # Reading

    def _part_at(self, position: QPointF) -> int | None:
        if not self._ridges or not self.rect().contains(position.toPoint()):
            return None
        index = bisect_right(self._slots(), position.x()) - 1
        return index if 0 <= index < len(self._ridges) else None

    def _show_readout(self) -> None:
        pairs = () if self._hovered is None else self._ridges[self._hovered].pairs
        if self._hovered is None or not pairs:
            self._readout.hide()
            return
        anchor: QRect = self.ridge_rect(self._hovered).toAlignedRect()
        self._readout.show_at(anchor, *pairs)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.ignore()  # for the card that it lies on


def _same(new: Sequence[Ridge], old: Sequence[Ridge]) -> bool:
    return len(new) == len(old) and all(
        a.pairs == b.pairs and a.zeros == b.zeros and a.name == b.name and np.array_equal(a.shares, b.shares)
        for a, b in zip(new, old, strict=True)
    )


def _brush(theme: Theme, area: QRectF, zero: float) -> QBrush:
    """Return the colours of a signed axis from its foot to its head; what is near zero stays to be seen."""
    farther = max(zero, 1 - zero)
    gradient = QLinearGradient(area.bottomLeft(), area.topLeft())
    scale = colors.qcolors(theme)
    sides = [(0.0, -zero / farther), (zero, -_PALEST)] if zero > 0 else []
    sides += [(min(zero + 1e-6, 1.0), _PALEST), (1.0, (1 - zero) / farther)]
    for place, strength in sides:
        gradient.setColorAt(place, scale[int(colors.indices(np.array(strength), 1.0))])
    return QBrush(gradient)


def _sample() -> QWidget:
    ridges = SpreadRidges()
    rng = np.random.default_rng(4)
    spreads = [np.tanh(rng.normal(0, sigma, 2000)) for sigma in (0.3, 0.6, 1.0, 1.8, 4.0)]
    shares = [np.histogram(values, 48, (-1, 1))[0] / len(values) for values in spreads]
    ridges.set_ridges([Ridge(share, (("", f"layer {n}"),)) for n, share in enumerate(shares, 1)])
    ridges.set_captions("activations", "±1")
    ridges.setMinimumSize(180, 100)
    return ridges


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
