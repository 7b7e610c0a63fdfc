"""The value under the cursor: a small ink plate beside what is pointed at."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting

Pair = tuple[str, str]  # label (may be empty) and value

_GAP_PX = 6  # between the plate and what is pointed at
_MARGIN_PX = 4  # to the edge of the window
_PADDING_PX = 8
_PAIR_SPACE_PX = 12
_LABEL_SPACE_PX = 6


def plate_position(anchor: QRect, size: tuple[int, int], window: tuple[int, int]) -> tuple[int, int]:
    """Return where a plate of `size` (width, height) goes for `anchor`, in pixels of a window of size `window`.

    Above the middle of the anchor, below it if there is no room, and never outside the window.
    """
    width, height = size
    x = anchor.left() + (anchor.width() - width) // 2
    x = max(_MARGIN_PX, min(x, window[0] - width - _MARGIN_PX))
    above = anchor.top() - _GAP_PX - height
    below = min(anchor.bottom() + 1 + _GAP_PX, max(0, window[1] - height))
    return x, above if above >= 0 else below


def spoken(*pairs: Pair) -> str:
    """Return labels and values as one line for those who hear it."""
    return ", ".join(" ".join(filter(None, pair)) for pair in pairs)


class Readout(QWidget):
    """A plate of labelled values that `owner` puts beside the thing it describes.

    It lies over the owner's window, so that it may leave the owner's edges; it takes no mouse and no focus.
    """

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner)
        self._owner = owner
        self._pairs: tuple[Pair, ...] = ()
        self.setObjectName("readout")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        owner.destroyed.connect(self.deleteLater)

    def pairs(self) -> tuple[Pair, ...]:
        """Return the labels and values shown, none while hidden."""
        return () if self.isHidden() else self._pairs

    def show_at(self, anchor: QRect, *pairs: Pair) -> None:
        """Show `pairs` beside `anchor`, a rectangle in the owner's pixels."""
        window = self._owner.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        size = _plate_size(themes.current(), pairs)
        anchor = QRect(self._owner.mapTo(window, anchor.topLeft()), anchor.size())
        place = QRect(*plate_position(anchor, size, (window.width(), window.height())), *size)
        if place != self.geometry():
            self.setGeometry(place)
        if pairs != self._pairs:
            self._pairs = pairs
            self.update()
        if self.isHidden():
            self.raise_()
            self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        painting.fill_round(painter, QRectF(self.rect()), 6.0, theme.ink)
        _draw_pairs(painter, theme, self._pairs, self.height())
        painter.end()


def _plate_size(theme: Theme, pairs: tuple[Pair, ...]) -> tuple[int, int]:
    label, value = _metrics(theme)
    width = 2.0 * _PADDING_PX + _PAIR_SPACE_PX * (len(pairs) - 1)
    for name, text in pairs:
        width += value.horizontalAdvance(text)
        width += label.horizontalAdvance(name) + _LABEL_SPACE_PX if name else 0.0
    return round(width + 0.5), theme.caption_px + 13


def _draw_pairs(painter: QPainter, theme: Theme, pairs: tuple[Pair, ...], height: int) -> None:
    label, value = _metrics(theme)
    x = float(_PADDING_PX)
    baseline = (height + value.capHeight()) / 2
    for name, text in pairs:
        if name:
            painter.setFont(theme.font("caption"))
            painter.setPen(themes.color(theme.faint))
            painter.drawText(QPoint(round(x), round(baseline)), name)
            x += label.horizontalAdvance(name) + _LABEL_SPACE_PX
        painter.setFont(theme.font("caption", bold=True))
        painter.setPen(themes.color(theme.surface))
        painter.drawText(QPoint(round(x), round(baseline)), text)
        x += value.horizontalAdvance(text) + _PAIR_SPACE_PX


def _metrics(theme: Theme) -> tuple[QFontMetricsF, QFontMetricsF]:
    return QFontMetricsF(theme.font("caption")), QFontMetricsF(theme.font("caption", bold=True))


class _Sample(QWidget):
    """A plate beside nothing in particular."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(240, 80)
        self._readout = Readout(self)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._readout.show_at(self.rect(), ("a → h1", "+0.42"), ("gradient", "−0.03"))


def _sample() -> QWidget:
    return _Sample()


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
