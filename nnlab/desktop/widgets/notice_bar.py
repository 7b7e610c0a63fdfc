"""A calm notice: all of what is said, what can be done about it, and a way to close it."""

from collections.abc import Callable, Hashable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from nnlab.desktop import icons
from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.parts import painting

KINDS = ("info", "warning")
SETTLING_MS = 300  # nobody reads and decides so fast: an earlier press was meant for what lay here before
_GAP_PX = 6


def broken_lines(text: str, layout: QTextLayout, width_of: Callable[[int], float]) -> list[tuple[int, int]]:
    """Return start and length of each line of `text`, when line i (from 0) is `width_of(i)` pixels wide."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)  # a path may be one long word
    layout.setTextOption(option)
    layout.setText(text)
    lines: list[tuple[int, int]] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width_of(len(lines)))
        lines.append((line.textStart(), line.textLength()))
    layout.endLayout()
    return lines


class NoticeBar(QFrame):
    """Hidden until it is shown with a notice; whoever shows it gives it its place first.

    Its text is never cut: `heightForWidth` says how high it is. A press counts only if it began on the notice
    that is on show, and not before there was time to see it.
    """

    action_chosen = Signal(object)  # the key of the action
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message = _Message(self)
        self._actions: list[Button] = []
        self._buttons = _Buttons(self)
        self._close = Button(Look.BARE, "close", self)
        self._close.setObjectName("notice_close")
        self._press_counts = False
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(SETTLING_MS)
        self._arrange()
        self._close.pressed.connect(self._on_pressed)
        self._close.clicked.connect(self._on_close_clicked)
        self.retranslate()
        self.hide()

    def _arrange(self) -> None:
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(16, 10, 10, 12)
        self._layout.setSpacing(_GAP_PX)
        self._layout.addWidget(self._message, 0, 0)
        self._layout.addWidget(self._close, 0, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        self._layout.addWidget(self._buttons, 1, 0)
        self._message.set_corner(self._close)

    def set_notice(
        self, text: str, actions: tuple[tuple[Hashable, str], ...] = (), kind: str = "info"
    ) -> None:
        """Say `text`, with a button for each of `actions` (key, text); `kind` is one of KINDS.

        Raises ValueError for another kind.
        """
        if kind not in KINDS:
            raise ValueError(f"A notice is one of {KINDS}, not '{kind}'.")
        self._press_counts = False
        self._settling.start()
        self._message.set_text(text, kind)
        for button in self._actions:
            button.hide()
            button.deleteLater()
        self._actions = [self._action_button(key, action_text) for key, action_text in actions]
        self._buttons.set_buttons(self._actions)
        self.setAccessibleName(text)

    def _action_button(self, key: Hashable, text: str) -> Button:
        button = Button(Look.FIELD, parent=self._buttons)
        button.setObjectName(f"notice_action_{key}")
        button.setText(text)
        button.setAccessibleName(text)
        button.setToolTip(text)
        button.pressed.connect(self._on_pressed)
        button.clicked.connect(partial(self._on_action_clicked, key))
        return button

    def text(self) -> str:
        """Return the sentence on show."""
        return self._message.text()

    @property
    def is_settling(self) -> bool:
        """Whether the notice is so new that a press is not meant for it."""
        return self._settling.isActive()

    @property
    def is_in_use(self) -> bool:
        """Whether the mouse is over the notice, or the keyboard was brought to one of its buttons."""
        return self.underMouse() or any(button.focus_shown for button in (self._close, *self._actions))

    def retranslate(self) -> None:
        """Set the texts in the language of the interface."""
        self._close.setAccessibleName(self.tr("Close the notice"))
        self._close.setToolTip(self.tr("Close the notice"))

    def _on_pressed(self) -> None:
        self._press_counts = not self.is_settling

    def _on_action_clicked(self, key: Hashable) -> None:
        if self._press_counts:
            self.action_chosen.emit(key)

    def _on_close_clicked(self) -> None:
        if self._press_counts:
            self.hide()
            self.dismissed.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class _Buttons(QWidget):
    """Buttons in one row, as wide as their words, where there is room; else below each other, all equally wide."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._buttons: list[Button] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_buttons(self, buttons: list[Button]) -> None:
        self._buttons = buttons
        for button in buttons:
            button.show()  # now: what is hidden has no part in the height
        self.setVisible(bool(buttons))
        self.updateGeometry()
        self._place()

    def _places(self, width: int) -> list[QRect]:
        hints = [button.sizeHint() for button in self._buttons]
        in_a_row = sum(hint.width() for hint in hints) + _GAP_PX * (len(hints) - 1) <= width
        places: list[QRect] = []
        at = QPoint(0, 0)
        for hint in hints:
            place = QRect(at, QSize(hint.width() if in_a_row else width, hint.height()))
            places.append(place)
            at = (
                place.topRight() + QPoint(_GAP_PX + 1, 0)
                if in_a_row
                else place.bottomLeft() + QPoint(0, _GAP_PX + 1)
            )
        return places

    def _place(self) -> None:
        for button, place in zip(self._buttons, self._places(self.width()), strict=True):
            button.setGeometry(place)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((place.bottom() + 1 for place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        widths = [button.minimumSizeHint().width() for button in self._buttons]
        heights = [button.sizeHint().height() for button in self._buttons]
        return QSize(max(widths, default=0), max(heights, default=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self._place()


class _Message(QWidget):
    """The icon of the kind and the whole text after it, around a widget in the upper right corner."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self._kind = KINDS[0]
        self._corner: QWidget | None = None
        self._broken: tuple[int, list[str]] | None = None  # for which width, and the lines
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, text: str, kind: str) -> None:
        self._text, self._kind = text, kind
        self._forget_lines()

    def set_corner(self, widget: QWidget) -> None:
        """Keep the text clear of `widget`, which lies in the upper right corner."""
        self._corner = widget

    def text(self) -> str:
        return self._text

    def _forget_lines(self) -> None:
        self._broken = None
        self.updateGeometry()
        self.update()

    def _lines(self, width: int) -> list[str]:
        """Return what is painted, line by line."""
        if self._broken is None or self._broken[0] != width:
            layout = QTextLayout()
            layout.setFont(themes.current().font())
            corner = self._corner.sizeHint() if self._corner is not None else QSize()

            def width_of(line: int) -> float:
                beside = _top_px(corner) + line * _line_px() < corner.height()
                return max(width - (_lead_px() if line == 0 else 0) - beside * (corner.width() + _GAP_PX), 1)

            spans = broken_lines(self._text, layout, width_of)
            self._broken = width, [self._text[start : start + length].strip() for start, length in spans]
        return self._broken[1]

    def _top(self) -> int:
        return _top_px(self._corner.sizeHint()) if self._corner is not None else 0

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max(len(self._lines(width)), 1) * _line_px() + 2 * self._top()

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _line_px())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._forget_lines()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        font = theme.font()
        metrics = QFontMetrics(font)
        top = self._top()
        icon = painting.icon_px(theme)
        icons.paint(painter, QRectF(0, top + (_line_px() - icon) / 2, icon, icon), self._kind)
        painter.setFont(font)
        painter.setPen(themes.color(theme.ink))
        for i, line in enumerate(self._lines(self.width())):
            y = top + i * _line_px() + (_line_px() - metrics.height()) / 2 + metrics.ascent()
            painter.drawText(QPointF(0 if i else _lead_px(), round(y)), line)
        painter.end()


def _line_px() -> int:
    return themes.current().text_px + 7


def _lead_px() -> int:
    """Return how far the first line is moved in, for the icon."""
    return painting.icon_px(themes.current()) + _GAP_PX


def _top_px(corner: QSize) -> int:
    """Return the room above the text that puts its first line level with what lies in the corner."""
    return max((corner.height() - _line_px()) // 2, 0)


def _sample() -> QWidget:
    bar = NoticeBar()
    bar.set_notice(
        "Training stopped at epoch 214: the weights of layer 1 grew beyond 10⁶ because the learning rate 30 "
        "is too large. The last good weights are back.",
        (("smaller_rate", "Try a rate of 3"),),
        "warning",
    )
    bar.setFixedWidth(258)
    bar.show()
    return bar


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
