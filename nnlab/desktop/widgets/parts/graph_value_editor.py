"""The field that opens over a value of a graph to type it."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtWidgets import QWidget

from nnlab.desktop.widgets.matrix_field import MatrixField
from nnlab.desktop.widgets.parts.graph_picture import Form, NodePicture

_NAME_SHARE = 0.44  # of the height of a value, for its name, which stays in sight


class GraphValueEditor(MatrixField):
    """A field over the value `key` of a graph, or hidden while that is None."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.key: int | None = None
        self.setObjectName("graph_value_editor")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hide()

    def open_over(self, node: NodePicture, rect: QRectF, name: str) -> None:
        """Open over a value that is shown at `rect`; a screen reader calls the field `name`."""
        if node.form is not Form.VALUE or node.value is None:
            return
        self.key = node.key
        self.setAccessibleName(name)
        self.set_value(node.value)
        self.place(rect)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.selectAll()

    def place(self, rect: QRectF) -> None:
        """Follow the value to `rect`."""
        hint, room = self.sizeHint(), self.parentWidget().width()
        height = max(round(rect.height() * (1 - _NAME_SHARE)), hint.height())
        place = QRect(0, 0, min(max(round(rect.width()), hint.width()), room), height)
        place.moveCenter(rect.center().toPoint())
        place.moveBottom(round(rect.bottom()))
        place.moveLeft(max(0, min(place.left(), room - place.width())))
        self.setGeometry(place)

    def close_over(self) -> bool:
        """Close, if it is open; return whether it was."""
        was_open, self.key = self.key is not None, None
        self.hide()
        return was_open
