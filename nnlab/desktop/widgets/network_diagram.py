"""The network as a picture: inputs left, outputs right, the weights between them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QHideEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.diagram_hand import DiagramHand
from nnlab.desktop.widgets.parts.diagram_hits import hit_test
from nnlab.desktop.widgets.parts.diagram_layout import Layout
from nnlab.desktop.widgets.parts.diagram_model import (
    ButtonRef,
    Highlight,
    Hit,
    LayerInsert,
    LayerRemove,
    LayerResize,
    LinkRef,
    Marks,
    NeuronRef,
    Structure,
    UnitMaps,
    Values,
)
from nnlab.desktop.widgets.parts.diagram_reading import Reading, captions, tip
from nnlab.desktop.widgets.parts.diagram_scene import Scene
from nnlab.desktop.widgets.readout import Readout, spoken

__all__ = [
    "Highlight",
    "LayerInsert",
    "LayerRemove",
    "LayerResize",
    "LinkRef",
    "NetworkDiagram",
    "NeuronRef",
    "UnitMaps",
]


class NetworkDiagram(DiagramHand, QWidget):
    """A network with its present numbers: pointing reads a value, clicking asks to edit it.

    Column 0 is the input; layer k (0 is the first) joins columns k and k + 1. Arrays given to the
    diagram are kept, not copied, and must not change afterwards.
    """

    link_clicked = Signal(object)  # LinkRef
    neuron_clicked = Signal(object)  # NeuronRef
    layer_resize_requested = Signal(object)  # LayerResize
    layer_insert_requested = Signal(object)  # LayerInsert
    layer_remove_requested = Signal(object)  # LayerRemove
    layer_pointed = Signal(object)  # int, from 0, -1 for the inputs, or None
    unit_pointed = Signal(object)  # NeuronRef that the mouse or the keyboard points at, or None
    arranged = Signal()  # the units may have other places than before

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._structure = Structure((1, 1), ("",))
        self._values: Values | None = None
        self._maps: tuple[UnitMaps, ...] | None = None
        self._mapped = False  # whether neurons have room for maps, also while these are not known yet
        self._marks = Marks()
        self._named = (True, True)
        self._ends = (True, True)
        self._scene: Scene | None = None
        self._captions: tuple[str, ...] = ()
        self._pointed_unit: NeuronRef | None = None
        self._readout = Readout(self)
        self._texts = DefaultTexts(self)
        self.setObjectName("network_diagram")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    # What is shown

    def set_network(
        self,
        sizes: tuple[int, ...],
        activations: tuple[str, ...],
        input_labels: tuple[str, ...] = (),
        output_labels: tuple[str, ...] = (),
        biased: tuple[bool, ...] = (),
    ) -> None:
        """Show a network of `sizes` (inputs first) with one activation, as it is to be read, per layer.

        Labels name the inputs and outputs; without them they are x1.. and y1... `biased` tells for each
        layer whether it has biases (all, if empty). Other sizes forget values, dead units and highlight.
        Raises ValueError if the lengths do not agree.
        """
        structure = Structure(sizes, activations, input_labels, output_labels, biased)
        if structure == self._structure:
            return
        if structure.sizes != self._structure.sizes:
            self._values = self._maps = None
            selected = self._marks.selected_layer
            self._marks = Marks(
                selected_layer=selected if selected is not None and selected < len(sizes) - 1 else None,
                binary_inputs=self._marks.binary_inputs,
                editable=self._marks.editable,
            )
            self._pressed = None
            self._cursor = self._first_cursor
            self._refresh_readout()
        self._structure = structure
        self.retranslate()
        self.update()
        self.arranged.emit()

    def set_values(
        self,
        weights: Sequence[NDArray[np.floating]],
        biases: Sequence[NDArray[np.floating] | None],
        neuron_values: Sequence[NDArray[np.floating]],
        gradients: Sequence[tuple[NDArray[np.floating], NDArray[np.floating] | None]] | None = None,
    ) -> None:
        """Show numbers: weights[k] (in, out), biases[k] (out,) or None, neuron_values[c] (units,) per column.

        `gradients` holds (dW, db) per layer, for the readout. Raises ValueError if a shape does not fit.
        """
        values = Values(
            tuple(weights),
            tuple(biases),
            tuple(neuron_values),
            None if gradients is None else tuple(gradients),
        )
        values.require_fit(self._structure.sizes)
        if self._values is not None and values.equals(self._values):
            return
        self._values = values
        self._refresh_readout()
        self.update()

    def set_maps(self, maps: Sequence[UnitMaps] | None) -> None:
        """Show in every neuron what it answers over all inputs, one `UnitMaps` per column; None shows its number.

        Wide columns, which are grids, keep their values. Raises ValueError if the maps are not those of the network.
        """
        shown = None if maps is None else tuple(maps)
        if shown is not None and tuple(len(column.values) for column in shown) != self._structure.sizes:
            raise ValueError(f"A network of {self._structure.sizes} has a map for every unit.")
        self._maps = shown
        self.update()
        if (shown is not None) != self._mapped:
            self._mapped, self._scene = shown is not None, None
            self.arranged.emit()

    def set_binary_inputs(self, binary: bool) -> None:
        """Show the inputs as lamps: lit above one half, else off."""
        self._set_marks(replace(self._marks, binary_inputs=binary))

    def set_named(self, inputs: bool, outputs: bool) -> None:
        """Write the names of inputs and of outputs beside them (the default), or leave that to what stands there."""
        if (inputs, outputs) != self._named:
            self._named, self._scene = (inputs, outputs), None
            self.update()
            self.arranged.emit()

    def set_ends(self, inputs: bool, outputs: bool) -> None:
        """Show the columns of inputs and of outputs (the default), or leave that to what stands beside them.

        The network must have a hidden layer: else there would be nothing to show, and both are.
        """
        if (inputs, outputs) != self._ends:
            self._ends, self._scene = (inputs, outputs), None
            self._cursor = self._first_cursor
            self.update()
            self.arranged.emit()

    @property
    def _first_cursor(self) -> NeuronRef:
        return NeuronRef(0 if self._ends[0] else 1, 0)

    def set_dead_units(self, units: frozenset[tuple[int, int]]) -> None:
        """Cross out units that never fire, each (column, index)."""
        self._set_marks(replace(self._marks, dead_units=units))
        self._refresh_readout()

    def set_selected_layer(self, index: int | None) -> None:
        """Show which layer is looked at elsewhere."""
        if index is not None and not 0 <= index < len(self._structure.sizes) - 1:
            raise ValueError(
                f"There is no layer {index}; the layers are 0 to {len(self._structure.sizes) - 2}."
            )
        self._set_marks(replace(self._marks, selected_layer=index))

    def set_editable(self, editable: bool) -> None:
        """Offer the buttons that change the layers, or not. Neurons and links can always be clicked."""
        self._set_marks(replace(self._marks, editable=editable))

    def set_highlight(self, highlight: Highlight | None) -> None:
        """Show what one operation of a step is about, or None: nothing stands out.

        Raises ValueError if the network has no such layer or column.
        """
        if highlight is not None:
            highlight.require_fit(len(self._structure.sizes))
        self._set_marks(replace(self._marks, highlight=highlight))
        self._refresh_readout()

    def set_lit(self, refs: Iterable[NeuronRef | LinkRef]) -> None:
        """Let single units and links stand out; those that the network does not have are left out."""
        sizes = self._structure.sizes
        self._set_marks(replace(self._marks, lit=frozenset(ref for ref in refs if ref.fits(sizes))))

    # Where things are

    def neuron_center(self, column: int, index: int) -> QPointF:
        """Return the centre of a unit, in the widget's pixels."""
        return QPointF(*self._layout().columns[column].center(index))

    def row_pitch(self, column: int) -> float:
        """Return the distance of neighbouring neurons of a column (-1 is the last) in pixels, 0 if there are none.

        The rows of a column stand evenly around the middle of the diagram's height.
        """
        place = self._layout().columns[column]
        return place.spacing if place.grid is None and place.units > 1 else 0.0

    def sizeHint(self) -> QSize:
        return QSize(480, 430)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 220)

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        name = self.tr("Network diagram")
        tip = self.tr("The network. Point at a neuron or a link to read it, click to edit it.")
        self._texts.set(name, tip)
        self._describe_shape()
        self._scene = None

    def _describe_shape(self) -> None:
        shape = " – ".join(map(str, self._structure.sizes))
        self.setAccessibleDescription(self.tr("Layers from input to output: {shape}").format(shape=shape))

    def _describe_cursor(self) -> None:
        """Tell those who do not see it what the arrow keys have reached, as the readout does."""
        if self._values is not None:
            self.setAccessibleDescription(spoken(*self._reading(self._values).of_unit(self._cursor)))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        scene = self._current_scene()
        painter = painting.begin_opaque(self, event)
        marks = self._marks
        if painting.is_picture(painter, self):  # without what is only for the hand
            marks = replace(marks, hovered=None, focused=None, editable=False)
        scene.paint(painter, self._values, marks, self._captions, self._maps)
        painter.end()

    def _current_scene(self) -> Scene:
        theme = themes.current()
        scene = self._scene
        if scene is None or scene.theme is not theme or scene.size != self.size():
            ends = self._ends if len(self._structure.sizes) > 2 or any(self._ends) else (True, True)
            shape = self._structure, self.size(), theme, self._named, ends, self._mapped
            scene = self._scene = Scene(*shape)
            self._captions = captions(self._structure, scene.layout)
        return scene

    def _layout(self) -> Layout:
        return self._current_scene().layout

    def _hit(self, position: QPointF) -> Hit:
        weights, limit = (self._values.weights, self._values.limit) if self._values else ((), 1.0)
        return hit_test(
            self._layout(), position.x(), position.y(), weights, limit, editable=self._marks.editable
        )

    def _set_marks(self, marks: Marks) -> None:
        if marks != self._marks:
            self._marks = marks
            self.update()

    # What is read

    def _refresh_readout(self) -> None:
        """Show the number under the cursor, or at the keyboard's neuron, as it is now."""
        ref = self._marks.hovered or self._marks.focused
        unit = ref if isinstance(ref, NeuronRef) and self._values is not None else None
        if unit != self._pointed_unit:
            self._pointed_unit = unit
            self.unit_pointed.emit(unit)
        if self._values is None or ref is None or isinstance(ref, ButtonRef):
            self._readout.hide()
        elif isinstance(ref, LinkRef):
            at = self._pointer.toPoint()
            self._readout.show_at(
                QRect(at.x(), at.y() - 4, 1, 8), *self._reading(self._values).of_weight(ref)
            )
        else:
            center = self.neuron_center(ref.column, ref.index)
            reach = round(self._layout().columns[ref.column].radius or 6.0) + 2
            anchor = QRect(round(center.x()) - reach, round(center.y()) - reach, 2 * reach, 2 * reach)
            self._readout.show_at(anchor, *self._reading(self._values).of_unit(ref))

    def _reading(self, values: Values) -> Reading:
        return Reading(self._structure, values, self._marks)

    # Events

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self._hit(QPointF(event.pos()))
            text = self.toolTip() if hit is None else tip(hit, self._structure, self._marks)
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self.update()
        elif event.type() == QEvent.Type.StyleChange:
            self.arranged.emit()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arranged.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self._readout.hide()
        super().hideEvent(event)


def _sample() -> NetworkDiagram:
    """Return 7-8-4 with random weights and the segments of the digit 5."""
    rng = np.random.default_rng(4)
    weights = [rng.normal(0.0, 1.0, (7, 8)), rng.normal(0.0, 1.0, (8, 4))]
    biases = [rng.normal(0.0, 0.3, 8), rng.normal(0.0, 0.3, 4)]
    x = np.array([1.0, 0, 1, 1, 0, 1, 1])
    hidden = np.tanh(x @ weights[0] + biases[0])
    outputs = 1 / (1 + np.exp(-(hidden @ weights[1] + biases[1])))
    diagram = NetworkDiagram()
    diagram.set_network((7, 8, 4), ("tanh", "sigmoid"), tuple("abcdefg"), ("8", "4", "2", "1"))
    diagram.set_binary_inputs(True)
    diagram.set_values(weights, biases, [x, hidden, outputs])
    return diagram


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
