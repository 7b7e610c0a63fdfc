"""A line of text that stands for a value: Enter or leaving it commits, Esc restores, and what cannot be is refused."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFocusEvent

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.refusing_line import PASSING_REASONS, RefusingLine

_LEAST_WIDTH_PX = 76
_PADDING_PX = 19  # of the style sheet, and of what QLineEdit keeps inside


class TypedLine(RefusingLine):
    """The base of fields whose text is read: a kind of them says what a text means, and what stands there at rest.

    It is `finished` by leaving it too.
    """

    def shown_text(self) -> str:
        """Return the text of the value that was last set."""
        raise NotImplementedError

    def show_value(self) -> None:
        """Show the value that was last set; what is being typed just now stays as it is."""
        if not (self.hasFocus() and self.isModified()):
            self._restore()

    def sizeHint(self) -> QSize:
        theme = themes.current()
        text = self.text() or self.placeholderText()
        width = painting.text_width(painting.value_font(theme), text) + _PADDING_PX
        return QSize(max(width, round(_LEAST_WIDTH_PX * theme.text_px / 13)), painting.row_height(theme) - 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(round(_LEAST_WIDTH_PX * themes.current().text_px / 13), self.sizeHint().height())

    def _restore(self) -> None:
        self._set_fault("")
        text = self.shown_text()
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)
        self.setModified(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in PASSING_REASONS:
            self.show_value()
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in PASSING_REASONS:
            if self._fault or not self._commit():
                self._restore()
            self.show_value()
            self.setCursorPosition(0)
            self.finished.emit()
