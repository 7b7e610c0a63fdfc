"""The hand on a network diagram: what mouse and keyboard point at, and what they ask for."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from nnlab.desktop.widgets.parts.diagram_hits import moved
from nnlab.desktop.widgets.parts.diagram_layout import Layout, stepped_units
from nnlab.desktop.widgets.parts.diagram_model import (
    ButtonKind,
    ButtonRef,
    Hit,
    LayerInsert,
    LayerRemove,
    LayerResize,
    LinkRef,
    Marks,
    NeuronRef,
    Structure,
)

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_LAYER_KEYS = {
    Qt.Key.Key_Plus: ButtonKind.MORE,
    Qt.Key.Key_Minus: ButtonKind.FEWER,
    Qt.Key.Key_Delete: ButtonKind.REMOVE,
}
_KEYBOARD_REASONS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class DiagramHand:
    """A widget that shows a network: pointing reads it, clicking asks for it, arrows move a cursor over the units.

    To be named before the Qt class among the bases, which has the signals `neuron_clicked`, `link_clicked`,
    `layer_insert_requested`, `layer_remove_requested`, `layer_resize_requested` and `layer_pointed`.
    """

    _structure: Structure
    _marks: Marks

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        self._pointer = QPointF()
        self._pressed: Hit = None
        self._cursor = NeuronRef(0, 0)  # where the arrow keys are

    # What the widget knows

    def _layout(self) -> Layout:
        """Return where everything is."""
        raise NotImplementedError

    def _hit(self, position: QPointF) -> Hit:
        """Return what is at a point of the widget."""
        raise NotImplementedError

    def _set_marks(self, marks: Marks) -> None:
        """Mark what is pointed at."""
        raise NotImplementedError

    def _refresh_readout(self) -> None:
        """Show what is read, or nothing."""
        raise NotImplementedError

    def _describe_shape(self) -> None:
        """Tell those who do not see it what there is."""
        raise NotImplementedError

    def _describe_cursor(self) -> None:
        """Tell those who do not see it what the arrow keys have reached."""
        raise NotImplementedError

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        self._point_at(self._hit(self._pointer))

    def leaveEvent(self, event: QEvent) -> None:
        self._point_at(None)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self._pressed = self._hit(event.position())
        self._show_focus(False)
        if isinstance(self._pressed, NeuronRef):
            self._cursor = self._pressed

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
            return
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed == self._hit(event.position()):
            self._activate(pressed)

    def _point_at(self, hit: Hit) -> None:
        old = self._marks.hovered
        self._set_marks(replace(self._marks, hovered=hit))
        self._refresh_readout()
        if hit == old:
            return
        if _layer_of(hit) != _layer_of(old):
            self.layer_pointed.emit(_layer_of(hit))
        self.setCursor(Qt.CursorShape.ArrowCursor if hit is None else Qt.CursorShape.PointingHandCursor)

    def _activate(self, hit: Hit) -> None:
        match hit:
            case NeuronRef():
                self.neuron_clicked.emit(hit)
            case LinkRef():
                self.link_clicked.emit(hit)
            case ButtonRef(ButtonKind.INSERT, position):
                self.layer_insert_requested.emit(LayerInsert(position))
            case ButtonRef(ButtonKind.REMOVE, layer):
                self.layer_remove_requested.emit(LayerRemove(layer))
            case ButtonRef(kind, layer):
                units = stepped_units(self._structure.sizes[layer + 1], 1 if kind is ButtonKind.MORE else -1)
                if units < 1:
                    self.layer_remove_requested.emit(LayerRemove(layer))
                else:
                    self.layer_resize_requested.emit(LayerResize(layer, units))

    # The keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in _ARROWS:
            if self._marks.focused is not None:  # the first arrow only shows where the cursor is
                self._cursor = moved(self._layout(), self._cursor, *_ARROWS[Qt.Key(key)])
            self._show_focus(True)
            self._describe_cursor()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self._cursor)
        elif not self._press_layer_key(Qt.Key(key)):
            super().keyPressEvent(event)

    def _press_layer_key(self, key: Qt.Key) -> bool:
        """Do what + − and Delete ask of the hidden layer that the cursor is in; tell whether they did."""
        hidden = 0 < self._cursor.column < len(self._structure.sizes) - 1
        if not (self._marks.editable and hidden and key in _LAYER_KEYS):
            return False
        self._activate(ButtonRef(_LAYER_KEYS[key], self._cursor.column - 1))
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._show_focus(event.reason() in _KEYBOARD_REASONS)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._show_focus(False)
        self._describe_shape()
        super().focusOutEvent(event)

    def _show_focus(self, visible: bool) -> None:
        self._set_marks(replace(self._marks, focused=self._cursor if visible else None))
        self._refresh_readout()


def _layer_of(hit: Hit) -> int | None:
    """Return the layer that a neuron or a link belongs to, -1 for the inputs, None for anything else."""
    match hit:
        case NeuronRef(column):
            return column - 1
        case LinkRef(layer):
            return layer
    return None
