"""Several of some words: chips that are switched on and off, in as many lines as they need."""

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.buttons import baseline
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.clicked_by_return import ClickedByReturn

_GAP_PX = 4
_PADDING_PX = 9


class Chips(QWidget):
    """Words of which any number hold, in the order in which they are offered; it shows what `set_values` gave it."""

    values_chosen = Signal(object)  # tuple of keys

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: tuple[Hashable, ...] = ()
        self._chips: dict[Hashable, _Chip] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_options(self, options: Sequence[tuple[Hashable, str, str]]) -> None:
        """Offer `options`: key, text and tooltip. The same keys again only change the texts."""
        if [key for key, *_ in options] != list(self._chips):
            for chip in self._chips.values():
                chip.setParent(None)
                chip.deleteLater()
            self._chips = {}
            for key, *_ in options:
                chip = self._chips[key] = _Chip(self)
                chip.setObjectName(f"chip_{key}")
                chip.clicked.connect(lambda _checked, key=key: self._toggle(key))
                chip.show()
        for key, text, tip in options:
            self._chips[key].setText(text)
            self._chips[key].setAccessibleName(text)
            self._chips[key].setToolTip(tip or text)
        self._show_values()
        self._arrange()
        self.updateGeometry()

    def set_values(self, keys: Sequence[Hashable]) -> None:
        """Show these keys as those that hold."""
        self._values = tuple(keys)
        self._show_values()

    def values(self) -> tuple[Hashable, ...]:
        """Return the keys last set."""
        return self._values

    def _toggle(self, key: Hashable) -> None:
        self._show_values()  # a click has switched the button: only the owner says what holds
        kept = {*self._values} ^ {key}
        self.values_chosen.emit(tuple(each for each in self._chips if each in kept))

    def _show_values(self) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(key in self._values)

    def _places(self, width: int) -> list[QRect]:
        """Return where the chips lie, one line below the other, in `width` pixels."""
        places, x, y = [], 0, 0
        for chip in self._chips.values():
            size = chip.sizeHint()
            if x and x + size.width() > width:
                x, y = 0, y + size.height() + _GAP_PX
            places.append(QRect(x, y, size.width(), size.height()))
            x += size.width() + _GAP_PX
        return places

    def _arrange(self) -> None:
        for chip, place in zip(self._chips.values(), self._places(self.width()), strict=True):
            chip.setGeometry(place)

    def heightForWidth(self, width: int) -> int:
        return max((place.bottom() + 1 for place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        return QSize(220, self.heightForWidth(max(self.width(), 220)))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()


class _Chip(painting.KeyboardFocus, ClickedByReturn, QPushButton):
    """One word: in ink on a plate while it holds, muted without one while it does not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def sizeHint(self) -> QSize:
        theme = themes.current()
        width = painting.text_width(painting.value_font(theme), self.text()) + 2 * _PADDING_PX
        return QSize(width, painting.row_height(theme) - 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        rect = QRectF(self.rect())
        pointed = self.isEnabled() and self.underMouse()
        plate = theme.primary if self.isChecked() else theme.hover if pointed else theme.field
        ink = theme.on_primary if self.isChecked() else theme.ink if pointed else theme.muted
        if not self.isEnabled():
            plate, ink = theme.field, theme.ink if self.isChecked() else theme.faint
        painting.fill_round(painter, rect, painting.CHIP_RADIUS, plate)
        font = painting.value_font(theme)
        painter.setFont(font)
        painter.setPen(themes.color(ink))
        metrics = painter.fontMetrics()
        left = (rect.width() - metrics.horizontalAdvance(self.text())) / 2
        painter.drawText(round(left), round(baseline(metrics, rect.height() / 2)), self.text())
        if self.focus_shown:
            painting.focus_ring(painter, rect, painting.CHIP_RADIUS, theme)
        painter.end()


def _sample() -> QWidget:
    chips = Chips()
    chips.set_options([(name, name, "") for name in ("tanh", "ReLU", "sigmoid", "leaky ReLU", "ELU", "GELU")])
    chips.set_values(("tanh", "ReLU"))
    chips.values_chosen.connect(chips.set_values)
    return chips


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
