"""A few options side by side of which one holds: W | dW | update."""

from collections.abc import Hashable, Iterable

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.buttons import baseline
from nnlab.desktop.widgets.parts import painting

_INSET = 2
_PADDING = 12


class Segmented(QWidget):
    """The options on one track. Left and Right (or Home and End) ask for another.

    It shows only what `set_value` gave it.
    """

    value_chosen = Signal(object)  # the key of another option than the one shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Hashable = None
        self._options: dict[Hashable, _Option] = {}
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(_INSET, _INSET, _INSET, _INSET)
        self._layout.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_options(self, options: Iterable[tuple[Hashable, str] | tuple[Hashable, str, str]]) -> None:
        """Offer `options`: key, text and, if wanted, a tooltip. The same keys again only change the texts."""
        options = list(options)
        if [key for key, *_ in options] != list(self._options):
            self._rebuild([key for key, *_ in options])
        for key, text, *tip in options:
            self._options[key].setText(text)
            self._options[key].setAccessibleName(text)
            self._options[key].setToolTip("".join(tip))
        self._show_value()

    def set_value(self, key: Hashable) -> None:
        """Show the option of this key as the one that holds; an unknown key leaves all of them open."""
        self._value = key
        self._show_value()

    def value(self) -> Hashable:
        """Return the key last set."""
        return self._value

    def _rebuild(self, keys: list[Hashable]) -> None:
        for option in self._options.values():
            self._layout.removeWidget(option)
            option.deleteLater()
        self._options = {}
        for key in keys:
            option = _Option(self)
            option.setObjectName(f"option_{key}")
            option.pressed.connect(lambda key=key: self._ask(key))
            self._options[key] = option
            self._layout.addWidget(option)
        self._order_for_tab()

    def _order_for_tab(self) -> None:
        """Put the options at this place in the order of the Tab key, even if what follows was made before them."""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # Qt orders nothing after what takes no focus
        before: QWidget = self
        for option in self._options.values():
            QWidget.setTabOrder(before, option)
            before = option
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _ask(self, key: Hashable) -> None:
        if key != self._value:
            self.value_chosen.emit(key)

    def _show_value(self) -> None:
        fallback = next(iter(self._options), None)
        stop = self._value if self._value in self._options else fallback
        for key, option in self._options.items():
            option.setChecked(key == self._value)
            # One stop for the Tab key, as for any group of which one holds.
            option.setFocusPolicy(Qt.FocusPolicy.TabFocus if key == stop else Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = list(self._options)
        place = keys.index(self._value) if self._value in keys else 0
        targets = {
            Qt.Key.Key_Left: max(place - 1, 0),
            Qt.Key.Key_Right: min(place + 1, len(keys) - 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(keys) - 1,
        }
        if not keys or event.key() not in targets:
            super().keyPressEvent(event)
            return
        self._ask(keys[targets[Qt.Key(event.key())]])
        if self._value in self._options:
            self._options[self._value].setFocus(Qt.FocusReason.TabFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painting.fill_round(painter, QRectF(self.rect()), painting.PLATE_RADIUS, themes.current().field)
        painter.end()


class _Option(painting.KeyboardFocus, QRadioButton):
    """One option; it never checks itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAutoExclusive(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """Leave the state to the owner."""

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select):
            super().keyPressEvent(event)
        else:
            event.ignore()  # the arrows are the group's

    def sizeHint(self) -> QSize:
        theme = themes.current()
        # Measured in the stronger weight, so that choosing moves nothing.
        width = painting.text_width(_font(theme, strong=True), self.text())
        return QSize(width + 2 * _PADDING, painting.row_height(theme) - 2 * _INSET)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        rect, radius = QRectF(self.rect()), painting.PLATE_RADIUS - _INSET
        if self.isChecked():
            painting.fill_round(painter, rect, radius, theme.ground if theme.dark else theme.surface)
        strong = self.isChecked() or (self.isEnabled() and self.underMouse())
        font = _font(theme, strong=self.isChecked())
        metrics = QFontMetrics(font)
        painter.setFont(font)
        ink = theme.faint if not self.isEnabled() else theme.ink if strong else theme.muted
        painter.setPen(themes.color(ink))
        left = (self.width() - metrics.horizontalAdvance(self.text())) / 2
        painter.drawText(QPointF(left, baseline(metrics, self.height() / 2)), self.text())
        if self.focus_shown:
            painting.focus_ring(painter, rect, radius, theme)
        painter.end()


def _font(theme: Theme, *, strong: bool) -> QFont:
    return painting.weighted(theme, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)


def _sample() -> QWidget:
    segmented = Segmented()
    segmented.set_options([("weights", "W"), ("gradients", "dW"), ("update", "update")])
    segmented.set_value("weights")
    segmented.value_chosen.connect(segmented.set_value)
    return segmented


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
