"""A calm bar above the bench: one sentence, what can be done about it, and a way to close it."""

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from nnlab.desktop import icons
from nnlab.desktop import theme as themes
from nnlab.desktop.widgets import _paint
from nnlab.desktop.widgets.buttons import Button, Look

KINDS = ("info", "warning")
_MOST_LINES = 2


def broken_lines(text: str, layout: QTextLayout, width: float) -> list[tuple[int, int]]:
    """Return start and length of each line of `text` when `layout` breaks it at `width` pixels."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.setText(text)
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append((line.textStart(), line.textLength()))
    layout.endLayout()
    return lines


class NoticeBar(QFrame):
    """Hidden until `show_notice`; it stays until it is closed, acted upon or replaced."""

    action_chosen = Signal(object)  # the key of the action
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = KINDS[0]
        self._icon = _Sign(self)
        self._message = _Message(self)
        self._actions: list[Button] = []
        self._close = Button(Look.BARE, "close", self)
        self._close.setObjectName("notice_close")
        self._close.clicked.connect(self._on_close_clicked)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(16, 8, 8, 8)
        self._layout.setSpacing(8)
        self._layout.addWidget(self._icon)
        self._layout.addWidget(self._message, 1)
        self._layout.addSpacing(8)
        self._layout.addWidget(self._close)
        self.retranslate()
        self.hide()

    def show_notice(
        self, text: str, actions: tuple[tuple[Hashable, str], ...] = (), kind: str = "info"
    ) -> None:
        """Show `text` with a button for each of `actions` (key, text); `kind` is one of KINDS.

        Raises ValueError for another kind.
        """
        if kind not in KINDS:
            raise ValueError(f"A notice is one of {KINDS}, not '{kind}'.")
        self._icon.set_icon_name(kind)
        self._message.set_text(text)
        for button in self._actions:
            self._layout.removeWidget(button)
            button.blockSignals(True)  # a press that caused this notice may end in a click on an old action
            button.deleteLater()
        self._actions = []
        for place, (key, action_text) in enumerate(actions):
            button = Button(Look.FIELD, parent=self)
            button.setObjectName(f"notice_action_{key}")
            button.setText(action_text)
            button.setAccessibleName(action_text)
            button.setToolTip(action_text)
            button.clicked.connect(lambda _checked=False, key=key: self.action_chosen.emit(key))
            self._layout.insertWidget(3 + place, button)
            self._actions.append(button)
        self.setAccessibleName(text)
        self.show()

    def text(self) -> str:
        """Return the sentence on show."""
        return self._message.text()

    def retranslate(self) -> None:
        """Set the texts in the language of the interface."""
        self._close.setAccessibleName(self.tr("Close the notice"))
        self._close.setToolTip(self.tr("Close the notice"))

    def _on_close_clicked(self) -> None:
        self.hide()
        self.dismissed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class _Sign(QWidget):
    """The icon of the kind."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = KINDS[0]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def set_icon_name(self, name: str) -> None:
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        side = _paint.icon_px(themes.current()) + 2
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = _paint.begin(self)
        icons.paint(painter, self.rect(), self._name)
        painter.end()


class _Message(QWidget):
    """A text of at most two lines, cut short with … where it is longer, and then whole in the tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, text: str) -> None:
        self._text = text
        self._fit_tool_tip()
        self.updateGeometry()
        self.update()

    def _fit_tool_tip(self) -> None:
        """Say in the tooltip what is cut short."""
        lines = self._lines(self.width())
        cut = bool(lines) and lines[-1].endswith("…") and not self._text.endswith("…")
        self.setToolTip(self._text if cut else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tool_tip()

    def text(self) -> str:
        return self._text

    def _lines(self, width: int) -> list[str]:
        """Return what is painted, line by line."""
        layout = QTextLayout()
        layout.setFont(themes.current().font())
        spans = broken_lines(self._text, layout, width)
        lines = [self._text[start : start + length].strip() for start, length in spans[:_MOST_LINES]]
        if len(spans) > _MOST_LINES:
            rest = self._text[spans[_MOST_LINES - 1][0] :]
            metrics = QFontMetrics(themes.current().font())
            lines[-1] = metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return lines

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(len(self._lines(width)), 1) * _line_height()

    def sizeHint(self) -> QSize:
        return QSize(400, _line_height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _line_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = _paint.begin(self)
        font = theme.font()
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(themes.color(theme.ink))
        lines = self._lines(self.width())
        top = (self.height() - len(lines) * _line_height()) / 2
        for i, line in enumerate(lines):
            y = top + i * _line_height() + (_line_height() - metrics.height()) / 2 + metrics.ascent()
            painter.drawText(QPointF(0, round(y)), line)
        painter.end()


def _line_height() -> int:
    return themes.current().text_px + 7


def _sample() -> QWidget:
    bar = NoticeBar()
    bar.show_notice(
        "Training stopped at epoch 214: the weights of layer 1 grew beyond 10⁶ because the learning rate 30 "
        "is too large. The last good weights are back.",
        (("smaller_rate", "Try a rate of 3"),),
        "warning",
    )
    bar.setMinimumWidth(760)
    return bar


if __name__ == "__main__":
    from nnlab.desktop.widgets._gallery import show

    show(_sample)
