"""A field for a number or a small matrix, typed in rows: "1, 2; 3, 4"."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnlab.desktop.widgets.parts.matrix_text import LONGEST, matrix_text, parse_matrix
from nnlab.desktop.widgets.parts.typed_line import TypedLine

_DIGITS_AT_REST = 5


class MatrixField(TypedLine):
    """Shows a number or a matrix, in full while it is typed; what is entered is emitted, and shown once it is set."""

    value_entered = Signal(object)  # NDArray, () or (rows, columns)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: NDArray[np.float64] = np.zeros(())
        self.setMaxLength(LONGEST + 1)  # so that what is too long is refused, and not cut in silence
        self.show_value()

    def set_value(self, value: NDArray[np.float64]) -> None:
        """Show a number () or a matrix (r, c); what is being typed just now stays as it is."""
        self._value = value
        self.show_value()

    def value(self) -> NDArray[np.float64]:
        """Return the numbers last set."""
        return self._value

    def shown_text(self) -> str:
        return matrix_text(self._value) if self.hasFocus() else matrix_text(self._value, _DIGITS_AT_REST)

    def take(self, text: str) -> None:
        value = parse_matrix(text)
        if value.shape != self._value.shape or not np.array_equal(value, self._value):
            self.value_entered.emit(value)


def _sample() -> QWidget:
    board = QWidget()
    layout = QVBoxLayout(board)
    for value in (np.array(1.1), np.array([[1.0, 2.0], [3.0, 4.0]])):
        field = MatrixField()
        field.set_value(value)
        field.value_entered.connect(field.set_value)
        layout.addWidget(field)
    return board


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
