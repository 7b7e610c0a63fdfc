"""A number that looks like text until pointed at, and is typed or stepped like a control."""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.refusing_line import PASSING_REASONS, RefusingLine
from nnlab.desktop.words.numbers import format_count, format_entered, format_number, parse_number

_SMALLEST_RUNG = 1e-6
_LEAST_WIDTH_PX = 36
_LEAST_EDIT_WIDTH_PX = 76
_SHAKE_MS = 180


def ladder_up(value: float, rungs: tuple[float, ...] = ()) -> float:
    """Return the next rung above `value`: of `rungs` (ascending), or of … 0.1, 0.3, 1, 3, 10 …

    Without `rungs` the ladder mirrors at zero: … −0.1, −1e-6, 0, 1e-6, 0.1 ….
    At the top of `rungs` the value stays.
    """
    if rungs:
        return rungs[min(bisect_right(rungs, value), len(rungs) - 1)]
    if value < 0:
        return -_next_down(-value)
    return _next_up(value)


def ladder_down(value: float, rungs: tuple[float, ...] = ()) -> float:
    """Return the next rung below `value`; see `ladder_up`."""
    if rungs:
        return rungs[max(bisect_left(rungs, value) - 1, 0)]
    return -ladder_up(-value)


def _rung(k: int) -> float:
    """Return rung k of the 1-3-10 ladder: 1 for 0, 3 for 1, 10 for 2, 0.3 for −1."""
    return float(f"{3 if k % 2 else 1}e{k // 2}")  # written, not multiplied: 0.3 and not 0.30000000000000004


def _next_up(value: float) -> float:
    if value < _SMALLEST_RUNG:
        return _SMALLEST_RUNG
    k = 2 * math.floor(math.log10(value)) - 1
    while _rung(k) <= value * (1 + 1e-9):
        k += 1
    return _rung(k)


def _next_down(value: float) -> float:
    if value <= _SMALLEST_RUNG * (1 + 1e-9):
        return 0.0
    k = 2 * math.floor(math.log10(value)) + 3
    while _rung(k) >= value * (1 - 1e-9):
        k -= 1
    return _rung(k)


class NumberField(RefusingLine):
    """Shows one number. Enter or leaving it commits, Esc restores, arrows and wheel step.

    `whole` asks for whole numbers, stepped by one (by ten with Page Up and Page Down); other numbers
    step along `rungs`, or along 1-3-10. `write` says how those are shown while they are not edited. The
    field shows only what `set_value` gave it: a number that is entered is emitted as `value_entered` and
    shown once it is set; `was_stepped` says how it came.
    """

    value_entered = Signal(object)  # int if `whole`, float otherwise

    def __init__(
        self,
        *,
        whole: bool = False,
        rungs: tuple[float, ...] = (),
        write: Callable[[float], str] = format_entered,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._write = write
        self._whole = whole
        self._rungs = rungs
        self._range = (-math.inf, math.inf)
        self._value: float = 0
        self._pattern = "{value}"
        self._entering_by_mouse = False
        self._stepped = False
        self._shake = QVariantAnimation(self)
        self._shake.valueChanged.connect(self._on_shake_moved)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxLength(64)
        self._show_value()

    def value(self) -> float:
        """Return the number last set."""
        return self._value

    def was_stepped(self) -> bool:
        """Return whether the number last entered came from an arrow or the wheel and was not typed."""
        return self._stepped

    def set_value(self, value: float) -> None:
        """Show `value`; a number being typed just now stays as it is."""
        self._value = value
        if not (self.hasFocus() and self.isModified()):
            self._show_value()

    def set_range(self, low: float, high: float) -> None:
        """Refuse numbers below `low` and above `high`."""
        self._range = (low, high)

    def set_pattern(self, pattern: str) -> None:
        """Show the number inside a text such as '{value} of 10' while it is not being edited."""
        self._pattern = pattern
        self._show_value()

    # Committing and restoring

    def take(self, text: str) -> None:
        self._enter(self._parsed(text))

    def _enter(self, value: float, *, stepped: bool = False) -> None:
        self.setModified(False)
        if value != self._value:
            self._stepped = stepped
            self.value_entered.emit(value)
        self._show_value()

    def _parsed(self, text: str) -> float:
        value = parse_number(text)
        low, high = self._range
        if value < low:
            sentence = self.tr("{value} is too small here: the least is {limit}.")
            raise ValueError(sentence.format(value=text.strip(), limit=self._edit_text(low)))
        if value > high:
            sentence = self.tr("{value} is too large here: the most is {limit}.")
            raise ValueError(sentence.format(value=text.strip(), limit=self._edit_text(high)))
        if not self._whole:
            return value
        if value != int(value):
            raise ValueError(self.tr("Only a whole number can stand here."))
        return int(value)

    def _restore(self) -> None:
        self.setModified(False)
        self._show_value()

    def _refuse(self, sentence: str) -> None:
        super()._refuse(sentence)
        duration = painting.motion_ms(self, _SHAKE_MS)
        if duration:
            self._shake.stop()
            self._shake.setDuration(duration)
            self._shake.setKeyValues([(0.0, 0), (0.2, 5), (0.4, 0), (0.6, 4), (0.8, 0), (0.9, 2), (1.0, 0)])
            self._shake.start()

    def _on_shake_moved(self, shift: object) -> None:
        self.setTextMargins(0, 0, int(shift), 0)

    # Stepping

    def _step(self, up: bool, *, far: bool = False) -> None:
        if self._whole:
            value = self._value + (10 if far else 1) * (1 if up else -1)
        elif up:
            value = ladder_up(self._value, self._rungs)
        else:
            value = ladder_down(self._value, self._rungs)
        low, high = self._range
        self._enter(min(max(value, low), high), stepped=True)
        self.selectAll()

    # Showing

    def _edit_text(self, value: float) -> str:
        """Return the number as it is edited: every digit that matters, no thousands."""
        if self._whole and math.isfinite(value):
            return format_count(int(value)).replace(",", "")
        return format_number(value, 12, trim=True)

    def _show_value(self) -> None:
        self._set_fault("")
        if self.hasFocus():
            text = self._edit_text(self._value)
        else:
            number = format_count(int(self._value)) if self._whole else self._write(self._value)
            text = self._pattern.format(value=number)
        if text != self.text():
            self.setText(text)
        self.setModified(False)

    def sizeHint(self) -> QSize:
        theme = themes.current()
        width = painting.text_width(painting.value_font(theme), self.text())
        least = _LEAST_EDIT_WIDTH_PX if self.hasFocus() else _LEAST_WIDTH_PX
        # Two pixels each for the ring and for what QLineEdit keeps inside, and one for its cursor.
        return QSize(max(width + 2 * painting.CHIP_PADDING + 3, least), painting.row_height(theme) - 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH_PX, self.sizeHint().height())

    # Gestures

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._step(event.key() == Qt.Key.Key_Up)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                self._step(event.key() == Qt.Key.Key_PageUp, far=True)
            case _:
                super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus() and event.angleDelta().y():
            self._step(event.angleDelta().y() > 0)
            event.accept()
        else:
            event.ignore()  # so that the panel around it scrolls

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in PASSING_REASONS:
            self._show_value()
            self.selectAll()
            self.updateGeometry()
            self._entering_by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._entering_by_mouse:  # the first click selects all, the next one places the cursor
            self._entering_by_mouse = False
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in PASSING_REASONS:
            if self._fault or not self._commit():
                self._restore()
            self._show_value()
            self.updateGeometry()


def _sample() -> QWidget:
    field = NumberField()
    field.set_range(0, 10)
    field.set_value(0.1)
    field.value_entered.connect(field.set_value)
    return field


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
