"""Counters: numerals, each with a caption below it, large on the toolbar and smaller on a card."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting

_GAP_PX, _CARD_GAP_PX = 28, 18
_BLANK_DIGITS = str.maketrans("123456789", "000000000")


class Counter(NamedTuple):
    """A value and what it counts; one of another `moment` than the present is muted, and its caption says so."""

    value: str
    name: str
    moment: str = ""

    @property
    def caption(self) -> str:
        """What stands below the value."""
        return f"{self.name} · {self.moment}" if self.moment else self.name


def column_edges(widths: tuple[float, ...], right: float, gap: float = _GAP_PX) -> tuple[float, ...]:
    """Return the right edge of each column, the last one at `right`."""
    edges = []
    for width in reversed(widths):
        edges.append(right)
        right -= width + gap
    return tuple(reversed(edges))


class Counters(QWidget):
    """Shows up to a handful of counters, right-aligned in columns that widen but never move back.

    It is repainted with every picture of a running training: only the columns that changed are. `on_card` they are
    written smaller, and stand on the surface of a card.
    """

    def __init__(self, parent: QWidget | None = None, *, on_card: bool = False) -> None:
        super().__init__(parent)
        self._on_card = on_card
        self._role, self._gap = ("title", _CARD_GAP_PX) if on_card else ("counter", _GAP_PX)
        painting.make_opaque(self)
        self._counters: tuple[Counter, ...] = ()
        self._widths: tuple[float, ...] = ()
        self._measured_for = ""
        self._reserved: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_counters(self, counters: tuple[Counter, ...]) -> None:
        """Show `counters`, for example Counter('000,214', 'epoch')."""
        if counters == self._counters:
            return
        before, self._counters = self._counters, counters
        if [counter.name for counter in before] != [counter.name for counter in counters]:
            self._widths = (0.0,) * len(counters)
        self.setAccessibleName(", ".join(f"{counter.caption} {counter.value}" for counter in counters))
        if self._widen():
            self.updateGeometry()
            self.update()
        else:
            self._update_changed(before)

    def reserve(self, values: tuple[str, ...]) -> None:
        """Keep the columns wide enough for `values`, the first for the first, so that these move nothing."""
        if values != self._reserved:
            self._reserved = values
            self._widths = (0.0,) * len(self._counters)
            self._widen()
            self.updateGeometry()
            self.update()

    def _widen(self) -> bool:
        """Widen the columns to what they hold. Return whether any of them changed."""
        theme = themes.current()
        if theme.name != self._measured_for:
            self._measured_for = theme.name
            self._widths = (0.0,) * len(self._counters)
        widths = tuple(
            max(
                old,
                _width(theme, self._role, _highest(counter.value)),
                _width(theme, "caption", counter.caption),
                _width(theme, self._role, reserved),
            )
            for old, counter, reserved in zip(
                self._widths, self._counters, (*self._reserved, *("",) * len(self._counters)), strict=False
            )
        )
        changed, self._widths = widths != self._widths, widths
        return changed

    def _update_changed(self, before: tuple[Counter, ...]) -> None:
        for column, (old, new) in enumerate(zip(before, self._counters, strict=True)):
            if old.caption != new.caption:
                self.update()
            elif old != new:
                self.update(self._value_rect(column))

    def _edges(self) -> tuple[float, ...]:
        return column_edges(self._widths, self.width(), self._gap)

    def _value_px(self, theme: Theme) -> int:
        """Return the height of a value."""
        return theme.title_px if self._on_card else theme.counter_px

    def _value_rect(self, column: int) -> QRect:
        edge, width = self._edges()[column], self._widths[column]
        return QRect(int(edge - width) - 2, 0, int(width) + 4, round(self._caption_top()))

    def _caption_top(self) -> float:
        return (self.height() - self.sizeHint().height()) / 2 + self._value_px(themes.current()) + 5

    def sizeHint(self) -> QSize:
        if self._measured_for != themes.current().name:
            self._widen()
        theme = themes.current()
        width = sum(self._widths) + self._gap * max(len(self._widths) - 1, 0)
        return QSize(int(width) + 1, self._value_px(theme) + theme.caption_px + 14)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event, theme.surface if self._on_card else theme.ground)
        edges = self._edges()
        top, asked = self._caption_top(), event.region()
        placed = list(zip(edges, self._counters, strict=True))
        values = [
            (edge, counter.value, theme.muted if counter.moment else theme.ink)
            for column, (edge, counter) in enumerate(placed)
            if asked.intersects(self._value_rect(column))
        ]
        _paint_line(painter, theme, self._role, values, top - 4)
        if event.rect().bottom() >= top:
            captions = [(edge, counter.caption, theme.muted) for edge, counter in placed]
            _paint_line(painter, theme, "caption", captions, top + theme.caption_px + 4)
        painter.end()


def _paint_line(
    painter: QPainter, theme: Theme, role: str, texts: list[tuple[float, str, str]], y: float
) -> None:
    """Write each of `texts`, (right edge, text, colour)."""
    painter.setFont(painting.typeface(theme, role)[0])
    for edge, text, color in texts:
        painter.setPen(themes.color(color))
        painter.drawText(QPointF(edge - _width(theme, role, text), round(y)), text)


def _highest(value: str) -> str:
    """Return the widest text that a count such as '7/10' will come to: '10/10'."""
    part, slash, whole = value.partition("/")
    return value if len(part) >= len(whole) else whole + slash + whole


def _width(theme: Theme, role: str, text: str) -> float:
    """Return the width of `text` in pixels. All digits are equally wide, so most counts have been measured before."""
    return painting.advance(theme, role, text.translate(_BLANK_DIGITS))


def _sample() -> QWidget:
    counters = Counters()
    counters.set_counters(
        (
            Counter("000,214", "epoch"),
            Counter("0.0431", "loss"),
            Counter("87.1%", "running"),
            Counter("91.3%", "test", "epoch 213"),
        )
    )
    return counters


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
