"""A small editor that opens where one clicked: type a number, Enter sets it, Esc leaves it."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.choice_popup import placed
from nnlab.desktop.widgets.fields import NumberField
from nnlab.desktop.widgets.parts.popup import Popup

_OFFSET_PX = 8  # from the place that was clicked, so that it stays in sight


class ValueEditor(Popup):
    """A popup with one number field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("value_editor")
        self._title = label("", "caption")
        self._field = NumberField()
        self._field.setObjectName("value_editor_field")
        self._field.setMinimumWidth(168)
        self._field.set_range(-1e6, 1e6)
        self._field.value_entered.connect(self._on_value_entered)
        self._field.finished.connect(self.close_editor)
        self._done: Callable[[float], None] | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(4)
        layout.addWidget(self._title)
        layout.addWidget(self._field)

    def open_editor(self, title: str, value: float, at: QPoint, done: Callable[[float], None]) -> None:
        """Open beside the global position `at`, inside its screen, with `value`.

        `done` gets the number that is entered.
        """
        self._done = done
        self._title.setText(title)
        self.setAccessibleName(title)
        self._field.setAccessibleName(title)
        self._field.setToolTip(title)
        self._field.set_value(value)
        self.adjustSize()
        self.move(self._place_beside(at))
        self.show()
        self._field.setFocus()
        self._field.selectAll()

    def _place_beside(self, at: QPoint) -> QPoint:
        screen = QGuiApplication.screenAt(at) or self.screen()
        clicked = QRect(at + QPoint(_OFFSET_PX, -_OFFSET_PX // 2), QSize(1, _OFFSET_PX))
        return placed(clicked, self.size(), screen.availableGeometry(), level_right=False)

    def close_editor(self) -> None:
        """Close without a word."""
        self.hide()

    def _on_value_entered(self, value: float) -> None:
        self.hide()
        if self._done is not None:
            self._done(value)
