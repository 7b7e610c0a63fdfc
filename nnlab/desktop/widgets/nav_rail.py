"""The rail at the left that switches workspaces: an icon above a word, the present one on a card."""

from collections.abc import Hashable, Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nnlab.desktop import icons
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.buttons import baseline
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.clicked_by_return import ClickedByReturn

_RADIUS = 12.0
_LEAST_WIDTH_PX = 52
_SPACING_PX = 4


class NavRail(QWidget):
    """The workspaces from top to bottom; Up and Down ask for a neighbour.

    It shows only what `set_current` gave it.
    """

    chosen = Signal(object)  # the key of another item than the current one

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current: Hashable = None
        self._items: dict[Hashable, _Item] = {}
        self._item_layout = QVBoxLayout()
        self._item_layout.setSpacing(_SPACING_PX)
        self._bottom_layout = QVBoxLayout()
        self._bottom_layout.setSpacing(_SPACING_PX)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3, 0, 3, 8)
        layout.setSpacing(0)
        layout.addLayout(self._item_layout)
        layout.addStretch(1)
        layout.addLayout(self._bottom_layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def set_items(self, items: Iterable[tuple[Hashable, str, str]]) -> None:
        """Show `items`, each a key, the name of an icon and a word; the same keys only change the words."""
        items = list(items)
        if [key for key, _, _ in items] != list(self._items):
            self._rebuild(items)
        for key, _, text in items:
            self._items[key].setText(text)
            self._items[key].setAccessibleName(text)
            self._items[key].updateGeometry()
        self.set_current(self._current)

    def set_current(self, key: Hashable) -> None:
        """Show the item of this key as the current one."""
        self._current = key
        for other, item in self._items.items():
            item.setChecked(other == key)

    def set_tool_tip(self, key: Hashable, text: str) -> None:
        """Say more about an item, such as its key on the keyboard."""
        self._items[key].setToolTip(text)

    def add_bottom_widget(self, widget: QWidget) -> None:
        """Put `widget` at the foot of the rail, below the ones put there before."""
        self._bottom_layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)

    def _rebuild(self, items: list[tuple[Hashable, str, str]]) -> None:
        for item in self._items.values():
            self._item_layout.removeWidget(item)
            item.deleteLater()
        self._items = {}
        for key, icon_name, _ in items:
            item = _Item(icon_name, self)
            item.setObjectName(f"nav_{key}")
            item.clicked.connect(lambda _checked=False, key=key: self.ask(key))
            self._items[key] = item
            self._item_layout.addWidget(item)

    def ask(self, key: Hashable) -> None:
        """Choose an item as a click does: one that is locked, or is not there, is not chosen."""
        if key != self._current and key in self._items and self._items[key].isEnabled():
            self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is None or self._current not in self._items:
            super().keyPressEvent(event)
            return
        keys = list(self._items)
        place = min(max(keys.index(self._current) + step, 0), len(keys) - 1)
        self.ask(keys[place])
        self._items[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)


class _Item(painting.KeyboardFocus, ClickedByReturn, QPushButton):
    """One workspace; it never checks itself."""

    def __init__(self, icon_name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """Leave the state to the owner."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the arrows are the rail's
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        theme = themes.current()
        # Measured in the stronger weight, so that choosing moves nothing.
        width = painting.text_width(_font(theme, strong=True), self.text())
        return QSize(max(width + 4, _LEAST_WIDTH_PX), 34 + 2 * theme.caption_px)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        rect = QRectF(self.rect())
        strong = self.isChecked() or self.underMouse() or self.isDown()
        ink = "faint" if not self.isEnabled() else "ink" if strong else "muted"
        if self.isChecked():
            painting.fill_round(painter, rect, _RADIUS, theme.surface)
        size = round(theme.text_px * 1.85)
        group = size + 3 + theme.caption_px
        top = (self.height() - group) / 2
        icons.paint(painter, QRectF((self.width() - size) / 2, top, size, size), self._icon_name, ink)
        font = _font(theme, strong=self.isChecked())
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(themes.color(getattr(theme, ink)))
        left = (self.width() - metrics.horizontalAdvance(self.text())) / 2
        painter.drawText(QPointF(left, baseline(metrics, top + size + 3 + theme.caption_px / 2)), self.text())
        if self.focus_shown:
            painting.focus_ring(painter, rect, _RADIUS, theme)
        painter.end()


def _font(theme: Theme, *, strong: bool) -> QFont:
    weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
    font = QFont(painting.weighted(theme, weight, "caption"))
    font.setPixelSize(theme.caption_px - 1)  # five words must fit a narrow rail
    return font


def _sample() -> QWidget:
    rail = NavRail()
    words = ("Bench", "Arithmetic", "Experiments", "Graph", "Lessons")
    rail.set_items((word.lower(), word.lower(), word) for word in words)
    rail.set_current("bench")
    rail.chosen.connect(rail.set_current)
    rail.setMinimumHeight(420)
    return rail


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
