"""One of several choices: a value that looks like text until pointed at, or a chooser on a plate."""

from collections.abc import Hashable, Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from nnlab.desktop import icons
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.buttons import Look, baseline
from nnlab.desktop.widgets.choice_popup import PICTURE_SIZE, Choice, ChoicePopup, picture_rect
from nnlab.desktop.widgets.parts import painting

_CHEVRON_PX = 16
_NOTHING = Choice(None, "")


class ChoiceField(painting.KeyboardFocus, QPushButton):
    """Shows one of several choices and pops them up when it is pressed (click, Enter, Down or F4).

    `look` BARE is a value in a row, PLATE a chooser on the toolbar, FIELD one on a card; `muted` is for
    the chooser in a card's corner. It shows only what `set_value` gave it.
    """

    value_chosen = Signal(object)  # the key of another choice than the one shown, or of any if `repeats`
    opening = Signal()  # the last moment to offer choices that take long to gather

    def __init__(
        self,
        look: Look = Look.BARE,
        *,
        muted: bool = False,
        repeats: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._repeats = repeats
        self._muted = muted
        self._choices: tuple[Choice, ...] = ()
        self._value: Hashable = None
        self._shown = _NOTHING
        self._note = ""
        self._popup: ChoicePopup | None = None
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.open)

    def set_choices(self, choices: Iterable[tuple[Hashable, str] | Choice]) -> None:
        """Offer `choices`: Choice values, or plain tuples (key, text[, description[, picture]])."""
        self.offer(choices)
        self._show_value()

    def offer(self, choices: Iterable[tuple[Hashable, str] | Choice]) -> None:
        """Offer other `choices` in the list; what the field shows stays, be it offered or not."""
        self._choices = tuple(Choice(*choice) for choice in choices)

    def set_value(self, key: Hashable) -> None:
        """Show the choice of this key; a key that is not offered shows nothing."""
        self._value = key
        self._show_value()

    def value(self) -> Hashable:
        """Return the key last set."""
        return self._value

    def set_note(self, text: str) -> None:
        """Show `text` in muted ink after the value, for example 'σ=√1/7'."""
        if text != self._note:
            self._note = text
            self._show_value()

    def open(self) -> None:
        """Pop up the choices."""
        self.opening.emit()
        if self._popup is None:
            self._popup = ChoicePopup(self)
            self._popup.chosen.connect(self._on_popup_chosen)
            self._popup.closed.connect(self.update)
        level_right = self._look is Look.BARE
        self._popup.open_at(self, self._choices, self._value, level_right=level_right)
        self.update()

    def _on_popup_chosen(self, key: Hashable) -> None:
        if self._repeats or key != self._value:
            self.value_chosen.emit(key)

    def _show_value(self) -> None:
        self._shown = next((choice for choice in self._choices if choice.key == self._value), _NOTHING)
        self.setText(self._shown.text)  # for screen readers and for the size
        self.setAccessibleDescription(self._note)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = themes.current()
        font = self._font(theme)
        width = painting.text_width(font, self.text()) + 2 * painting.CHIP_PADDING
        if self._note:
            width += painting.text_width(font, self._note) + 8
        if self._shown.picture:
            width += PICTURE_SIZE.width() + 10
        if self._look is Look.BARE and not self._muted:
            return QSize(width, painting.row_height(theme) - 2)
        if self._muted:
            return QSize(width + _CHEVRON_PX, painting.row_height(theme) - 2)
        return QSize(max(width + _CHEVRON_PX + 16, 120), painting.plate_height(theme))

    def _font(self, theme: Theme) -> QFont:
        return theme.font() if self._muted else painting.value_font(theme)

    def minimumSizeHint(self) -> QSize:
        return QSize(48, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        rect = QRectF(self.rect())
        opened = self._popup is not None and self._popup.isVisible()
        pointed = self.isEnabled() and (self.underMouse() or opened)
        radius = painting.CHIP_RADIUS if self._look is Look.BARE else painting.PLATE_RADIUS
        rest = {Look.BARE: "", Look.PLATE: theme.surface}.get(self._look, theme.field)
        plate = (theme.hover if self._look is Look.FIELD else theme.field) if pointed else rest
        if plate:
            painting.fill_round(painter, rect, radius, plate)
        if self._look is Look.BARE and not self._muted:
            self._paint_value(painter, theme)
        else:
            self._paint_chooser(painter, theme)
        if self.focus_shown:
            painting.focus_ring(painter, rect, radius, theme)
        painter.end()

    def _paint_value(self, painter: QPainter, theme: Theme) -> None:
        """Paint picture, value and note from the right edge leftwards."""
        font = painting.value_font(theme)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        y = baseline(metrics, self.height() / 2)
        right = self.width() - painting.CHIP_PADDING
        if self._note:
            right -= painting.text_width(font, self._note)
            painter.setPen(themes.color(theme.muted if self.isEnabled() else theme.faint))
            painter.drawText(QPointF(right, y), self._note)
            right -= 8
        picture = self._shown.picture
        room = right - painting.CHIP_PADDING - (PICTURE_SIZE.width() + 10 if picture else 0)
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        right -= painting.text_width(font, text)
        painter.setPen(themes.color(theme.ink if self.isEnabled() else theme.faint))
        painter.drawText(QPointF(right, y), text)
        if picture:
            picture(painter, picture_rect(right - 10 - PICTURE_SIZE.width(), QRectF(self.rect())), theme)

    def _paint_chooser(self, painter: QPainter, theme: Theme) -> None:
        """Paint the value at the left and a chevron at the right."""
        font = self._font(theme)
        metrics = QFontMetrics(font)
        padding = painting.CHIP_PADDING if self._muted else 12
        # The drawing of the chevron ends 4 px inside its grid.
        chevron = QRectF(self.width() - padding - _CHEVRON_PX + 4, 1, _CHEVRON_PX, self.height())
        painter.setFont(font)
        ink = "faint" if not self.isEnabled() else "muted" if self._muted else "ink"
        painter.setPen(themes.color(getattr(theme, ink)))
        text = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, round(chevron.left()) - padding)
        painter.drawText(QPointF(padding, baseline(metrics, self.height() / 2)), text)
        icons.paint(painter, chevron, "chevron-down", "faint" if not self.isEnabled() else "muted")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_F4):
            self.open()
        else:
            super().keyPressEvent(event)


def _sample() -> QWidget:
    field = ChoiceField(Look.PLATE)
    field.set_choices([
        ("binary", "Seven segments → binary", "Ten digits, four bits"),
        ("decimal", "Seven segments → decimal", "Ten digits, ten lamps"),
        ("reverse", "Binary → seven segments", "The network draws the digit"),
    ])  # fmt: skip
    field.set_value("binary")
    field.value_chosen.connect(field.set_value)
    return field


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
