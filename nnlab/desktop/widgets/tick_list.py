"""What is to be done, line by line, each with a ring that becomes a tick by itself."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnlab.desktop import icons
from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.parts import painting

Item = tuple[str, bool]  # what is to be done, and whether it is


class TickList(QWidget):
    """Passive: it shows only what `set_items` gave it. A screen reader hears what is done and what is not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Item, ...] = ()
        self._rows: list[_Row] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(6)
        self._layout.addStretch(1)

    def set_items(self, items: tuple[Item, ...]) -> None:
        """Show `items`: each a text and whether it has ticked."""
        if items == self._items:
            return
        self._items = items
        while len(self._rows) > len(items):
            row = self._rows.pop()
            self._layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        while len(self._rows) < len(items):
            row = _Row()
            self._layout.insertWidget(len(self._rows), row)
            self._rows.append(row)
        for row, (text, done) in zip(self._rows, items, strict=True):
            row.set_item(text, done)

    @property
    def items(self) -> tuple[Item, ...]:
        """What is shown."""
        return self._items


class _Row(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._tick = _Tick()
        self._text: QLabel = label("", "text")
        self._text.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._tick, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)

    def set_item(self, text: str, done: bool) -> None:
        self._tick.set_done(done)
        self._text.setText(text)
        self._text.setProperty("role", "muted" if done else "text")
        self._text.style().unpolish(self._text)
        self._text.style().polish(self._text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(self.tr("done") if done else self.tr("to do"))


class _Tick(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._done = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_done(self, done: bool) -> None:
        if done != self._done:
            self._done = done
            self.update()

    def sizeHint(self) -> QSize:
        side = painting.icon_px(themes.current())
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        side = min(self.width(), self.height()) - 2.0
        box = QRectF(1.0, 1.0, side, side)
        if self._done:
            painting.fill_round(painter, box, side / 2, theme.primary)
            icons.paint(painter, box.adjusted(2, 2, -2, -2), "check", "on_primary")
        else:
            painting.stroke_round(painter, box, side / 2, theme.faint, 1.6 * theme.stroke)
        painter.end()


def _sample() -> QWidget:
    ticks = TickList()
    ticks.set_items((("Train", True), ("Every sample is answered rightly, within 300 epochs", False)))
    ticks.setMinimumWidth(240)
    return ticks


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
