"""The counters at the right end of the toolbar: large numerals, each with a caption below it."""

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting

_GAP_PX = 28
_BLANK_DIGITS = str.maketrans("123456789", "000000000")

Counter = tuple[str, str]


def column_edges(widths: tuple[float, ...], right: float) -> tuple[float, ...]:
    """Return the right edge of each column, the last one at `right`."""
    edges = []
    for width in reversed(widths):
        edges.append(right)
        right -= width + _GAP_PX
    return tuple(reversed(edges))


class Counters(QWidget):
    """Shows up to a handful of counters, right-aligned in columns that widen but never move back.

    It is repainted with every picture of a running training: only the columns that changed are.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._counters: tuple[Counter, ...] = ()
        self._widths: tuple[float, ...] = ()
        self._measured_for = ""
        self._reserved: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_counters(self, counters: tuple[Counter, ...]) -> None:
        """Show `counters`, each a value and its caption, for example ('000,214', 'epoch')."""
        if counters == self._counters:
            return
        before, self._counters = self._counters, counters
        if [caption for _, caption in before] != [caption for _, caption in counters]:
            self._widths = (0.0,) * len(counters)
        self.setAccessibleName(", ".join(f"{caption} {value}" for value, caption in counters))
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
                _width(theme, "counter", _highest(value)),
                _width(theme, "caption", caption),
                _width(theme, "counter", reserved),
            )
            for old, (value, caption), reserved in zip(
                self._widths, self._counters, (*self._reserved, *("",) * len(self._counters)), strict=False
            )
        )
        changed, self._widths = widths != self._widths, widths
        return changed

    def _update_changed(self, before: tuple[Counter, ...]) -> None:
        for column, (old, new) in enumerate(zip(before, self._counters, strict=True)):
            if old != new:
                self.update(self._value_rect(column))

    def _value_rect(self, column: int) -> QRect:
        edge, width = column_edges(self._widths, self.width())[column], self._widths[column]
        return QRect(int(edge - width) - 2, 0, int(width) + 4, round(self._caption_top()))

    def _caption_top(self) -> float:
        theme = themes.current()
        return (self.height() - self.sizeHint().height()) / 2 + theme.counter_px + 5

    def sizeHint(self) -> QSize:
        if self._measured_for != themes.current().name:
            self._widen()
        theme = themes.current()
        width = sum(self._widths) + _GAP_PX * max(len(self._widths) - 1, 0)
        return QSize(int(width) + 1, theme.counter_px + theme.caption_px + 14)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event, theme.ground)
        edges = column_edges(self._widths, self.width())
        top, asked = self._caption_top(), event.region()
        values = [
            (edge, value)
            for column, (edge, (value, _)) in enumerate(zip(edges, self._counters, strict=True))
            if asked.intersects(self._value_rect(column))
        ]
        self._paint_line(painter, theme, "counter", values, top - 4)
        if event.rect().bottom() >= top:
            captions = [(edge, text) for edge, (_, text) in zip(edges, self._counters, strict=True)]
            self._paint_line(painter, theme, "caption", captions, top + theme.caption_px + 4)
        painter.end()

    def _paint_line(
        self, painter: QPainter, theme: Theme, role: str, texts: list[tuple[float, str]], y: float
    ) -> None:
        """Write each of `texts`, (right edge, text)."""
        painter.setFont(painting.typeface(theme, role)[0])
        painter.setPen(themes.color(theme.muted if role == "caption" else theme.ink))
        for edge, text in texts:
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
    counters.set_counters((("000,214", "epoch"), ("0.0431", "loss"), ("10/10", "right")))
    return counters


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
