"""The middle of the bench: input, network and output on one card, read from left to right."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QRect, Signal
from PySide6.QtGui import QCursor, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.bench.draw_input import DrawInput
from nnlab.desktop.bench.inputs import NumberInput, input_panel
from nnlab.desktop.bench.maps_switch import MapsSwitch
from nnlab.desktop.bench.output_choice import output_panel
from nnlab.desktop.bench.outputs import ClassOutput, OutputPanel
from nnlab.desktop.bench.plane_panel import PlanePanel
from nnlab.desktop.bench.value_editor import ValueEditor
from nnlab.desktop.document import StateChange
from nnlab.desktop.files.picture_menu import PictureMenu
from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.panels.input_panel import InputPanel
from nnlab.desktop.undo import Label
from nnlab.desktop.widgets.card import MARGIN_PX, Card
from nnlab.desktop.widgets.diagram_phase import Phase, PhaseBadge
from nnlab.desktop.widgets.network_diagram import (
    Highlight,
    LayerInsert,
    LayerRemove,
    LayerResize,
    LinkRef,
    NetworkDiagram,
    NeuronRef,
)
from nnlab.desktop.widgets.probability_bars import ProbabilityBars
from nnlab.desktop.widgets.value_list import ValueList
from nnlab.desktop.words import sentences, texts
from nnlab.desktop.words.unit_names import unit_names
from nnlab.engine import Kind, layer_views
from nnlab.project import (
    Change,
    ProjectState,
    insert_layer,
    remove_layer,
    with_bias,
    with_layer,
    with_weight,
)
from nnlab.training import OperationView, Snapshot

_OUTPUT_SHARE = 0.22  # of the card's width
_LEAST_SIDE_PX = 118
_MOST_OUTPUT_PX = 255
_LEAST_DIAGRAM_PX = 200  # before its sides give way
_GAP_PX = 8
_PLANE_SHARE = 0.56  # of the room beside a plane's input, that a map takes at most
_LEAST_PLANE_PX = 210
_COLUMN_PX = 58  # of the network beside a plane, that each of its columns keeps
_NARROW_PX = 540  # of the room, below which the input of a plane stands in the diagram alone
_FEW_ROWS = 4  # of inputs or outputs: as many find room beside their neurons in every window


class _RaisedLayout(QVBoxLayout):
    """What is in it reaches up by some pixels beside what stands above its place."""

    def __init__(self) -> None:
        super().__init__()
        self._lift = 0

    def set_lift(self, pixels: int) -> None:
        """Reach up so far from now on."""
        if pixels != self._lift:
            self._lift = pixels
            self.invalidate()

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect.adjusted(0, -self._lift, 0, 0))


class StagePanel(Card):
    """Joins the diagram and its two sides to the lab. A click on the diagram edits the network."""

    layer_chosen = Signal(object)  # int, from 0: the layer that was clicked

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab = lab
        self._badge = PhaseBadge(self)
        self._maps = MapsSwitch()
        self.set_lead_widget(self._maps)
        self.set_corner_widget(self._badge)  # it holds the room of the header, so that stepping moves nothing
        self.layout().setSpacing(0)
        self._row = QHBoxLayout()
        self._row.setSpacing(_GAP_PX)
        self._side = _RaisedLayout()
        self.body.addLayout(self._row)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(_GAP_PX)
        self._input: InputPanel | None = None
        self._output: OutputPanel | None = None
        self._diagram = NetworkDiagram()
        self._middle.addWidget(self._diagram, 1)
        self._diagram.set_editable(True)
        PictureMenu(self._diagram, lab, "network")
        self._editor = ValueEditor(self)
        self._needs_rebuild = False
        self._shows_input = True  # beside a plane
        self._connect_diagram()
        self._maps.toggled.connect(lambda _: self._show_maps(self._lab.picture))
        self._rebuild()
        lab.state_changed.connect(self._on_state_changed)
        lab.picture_changed.connect(self._on_picture_changed)
        lab.view.pointed_changed.connect(lambda _: self._show_operation(lab.picture.snapshot))

    def walk(self, by: int) -> None:
        """Walk through the samples by so many places."""
        assert self._input is not None
        self._input.walker.walk(by)

    def set_selected_layer(self, layer: int) -> None:
        """Show which layer is looked at elsewhere."""
        self._diagram.set_selected_layer(layer)

    # -- what it shows ---------------------------------------------------------------------------------

    @property
    def _plane(self) -> PlanePanel | None:
        """The output side, if it shows the answers over all inputs."""
        return self._output if isinstance(self._output, PlanePanel) else None

    def _rebuild(self) -> None:
        """Put the sides that fit the data set beside the diagram."""
        plane = self._plane
        kept = plane is not None and plane.takes(self._lab.state.dataset)
        for old in (self._input, None if kept else self._output):
            if old is not None:
                (self._row if old is self._input else self._side).removeWidget(old)
                if isinstance(old, InputPanel):
                    old.take_walker_back()
                old.hide()
                old.deleteLater()
        self._input = input_panel(self._lab)
        if plane is not None and kept:
            plane.adopt()
        else:
            self._output = output_panel(self._lab)
        assert self._output is not None
        self._row.insertWidget(0, self._input)
        if self._row.indexOf(self._middle) < 0:
            self._row.addLayout(self._middle, 1)
            self._row.addLayout(self._side)
        self._side.addWidget(self._output)
        self._maps.setVisible(self._plane is not None)
        policy = self._output.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._output.setSizePolicy(policy)
        self._fit_sides()
        self._show_structure()
        self._align_sides()
        self._on_picture_changed(self._lab.picture)

    def _show_structure(self) -> None:
        state = self._lab.state
        spec, dataset = state.spec, state.dataset
        self._diagram.set_network(
            spec.sizes,
            tuple(texts.activation_name(layer.activation) for layer in spec.layers),
            texts.data_names(dataset.input_names, dataset),
            texts.data_names(dataset.target_names, dataset),
            tuple(layer.bias for layer in spec.layers),
        )
        self._diagram.set_binary_inputs(dataset.has_binary_inputs)
        # The pad and the bars are the inputs and the outputs: no need to draw them twice.
        self._diagram.set_ends(not isinstance(self._input, DrawInput), not self._output_names_units())
        self._show_names()

    def _show_names(self) -> None:
        """Name in the diagram the inputs and outputs that no rows beside their neurons name."""
        spec = self._lab.state.spec
        names_inputs = isinstance(self._input, NumberInput) and (self._shows_input or self._plane is None)
        rows = self._output_rows()
        names_outputs = bool(rows) and (
            spec.outputs <= _FEW_ROWS
            or all(isinstance(bars, ProbabilityBars) and bars.is_pitched for bars in rows)
        )
        self._diagram.set_named(not (names_inputs and spec.inputs <= _FEW_ROWS), not names_outputs)

    def _on_state_changed(self, change: StateChange) -> None:
        if change.changes & (Change.DATASET | Change.NETWORK):
            self._editor.close_editor()
        if Change.DATASET in change.changes:
            self._needs_rebuild = True
            self._show_structure()
        elif Change.NETWORK in change.changes:
            self._show_structure()

    def _on_picture_changed(self, picture: Picture) -> None:
        if self._needs_rebuild:
            self._needs_rebuild = False
            self._rebuild()
            return
        assert self._input is not None
        assert self._output is not None
        self._input.refresh()
        self._output.show_picture(picture)
        snapshot = picture.snapshot
        parameters = snapshot.parameters
        self._diagram.set_values(
            [W for W, _ in parameters.layers],
            [b for _, b in parameters.layers],
            picture.figures.probe,
            layer_views(parameters.spec, snapshot.gradient),
        )
        self._diagram.set_dead_units(picture.figures.dead)
        self._show_maps(picture)
        self._show_operation(snapshot)

    def _show_maps(self, picture: Picture) -> None:
        """Show in the neurons what they answer over all inputs, where there are few of these."""
        plane = self._plane
        shows = plane is not None and self._maps.is_on
        if plane is None or not shows:
            self._diagram.set_maps(None)
            self._show_unit(None)
        elif self.isVisible() or not self._lab.controller.is_running:
            self._diagram.set_maps(plane.unit_maps(picture))

    def _show_unit(self, unit: NeuronRef | None) -> None:
        """Show the map of the neuron that is pointed at on the large plane, where it is shown in the neuron itself."""
        if self._plane is None:
            return
        if unit is None or not self._maps.is_on:
            self._plane.show_unit(None)
            return
        name = self._unit_names()[unit.column][unit.index]
        if 0 < unit.column < len(self._lab.state.spec.sizes) - 1:
            text = self.tr("neuron {unit} of layer {layer}")
            name = text.format(unit=unit.index + 1, layer=unit.column)
        self._plane.show_unit((unit.column, unit.index, name))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if (
            self._lab.picture.snapshot.parameters.spec == self._lab.state.spec
        ):  # else the right one is to come
            self._show_maps(self._lab.picture)

    def _show_operation(self, snapshot: Snapshot) -> None:
        assert self._output is not None
        view = snapshot.operation
        layers = len(snapshot.parameters.spec.layers)
        highlight = self._pointed_elsewhere(layers) if view is None else _highlight(view, layers)
        self._diagram.set_highlight(highlight)
        # There is no answer before the step has computed one.
        self._output.setVisible(highlight is None or not highlight.is_pending(layers))
        self._badge.set_phase(None if view is None else _phase(view.kind))
        self.set_caption("" if view is None else sentences.operation(view))

    def _pointed_elsewhere(self, layers: int) -> Highlight | None:
        """Return what is lit because its lines of code are pointed at; in the diagram one sees what one points at."""
        layer = self._lab.view.pointed_layer
        if layer is None or layer >= layers or self._diagram.underMouse():
            return None
        return Highlight(frozenset({layer} if layer >= 0 else ()), column=layer + 1)

    def _fit_sides(self) -> None:
        """Give the sides their widths: what leaves the network enough room, but no less than they need."""
        if self._input is None or self._output is None:
            return
        unit = themes.current().text_px / 13
        self._side.set_lift(self.header_height if self._plane is not None else 0)
        self.leave_right(0)
        if self._plane is not None:
            self._fit_plane(self._input, self._plane, unit)
            return
        limits = ((self._input.width_share, self._input.most_px), (_OUTPUT_SHARE, _MOST_OUTPUT_PX))
        wanted = [
            max(_LEAST_SIDE_PX * unit, min(most * unit, self.width() * share)) for share, most in limits
        ]
        room = self.width() - 2 * MARGIN_PX - 2 * _GAP_PX - _LEAST_DIAGRAM_PX * unit
        share = min(1.0, room / sum(wanted))
        for panel, width in zip((self._input, self._output), wanted, strict=True):
            panel.setFixedWidth(round(max(width * share, panel.minimumSizeHint().width())))

    def _fit_plane(self, inputs: InputPanel, plane: PlanePanel, unit: float) -> None:
        """Give a plane what it can use beside the network; where that is little, the diagram alone has the input.

        One still walks through the samples then, below the diagram.
        """
        room = self.width() - 2 * MARGIN_PX - 2 * _GAP_PX
        shows = room >= _NARROW_PX * unit
        inputs.setVisible(shows)
        if shows:
            inputs.take_walker_back()
        else:
            inputs.lend_walker(self._middle)
        if shows != self._shows_input:
            self._shows_input = shows
            self._show_structure()
        beside = max(_LEAST_SIDE_PX * unit, inputs.minimumSizeHint().width()) if shows else 0.0
        inputs.setFixedWidth(round(max(beside, 1)))
        height = self._side.geometry().height()
        wanted = plane.wanted_width(height) if height > 0 else _LEAST_PLANE_PX * unit
        spare = room - beside - self._diagram.minimumSizeHint().width()
        least = max(min(_LEAST_PLANE_PX * unit, spare), plane.minimumSizeHint().width())
        kept = _COLUMN_PX * unit * len(self._lab.state.spec.sizes)
        most = min(_PLANE_SHARE * (room - beside), room - beside - kept)
        plane.setFixedWidth(round(max(min(wanted, most), least)))
        self.leave_right(plane.width() + _GAP_PX)

    def _align_sides(self) -> None:
        """Put rows of inputs and outputs beside their neurons."""
        if self._input is None or self._output is None:
            return
        self._input.set_row_pitch(self._diagram.row_pitch(0))
        pitch = self._diagram.row_pitch(-1)
        for rows in self._output_rows():
            rows.set_row_pitch(pitch)
        self._show_names()

    def _output_names_units(self) -> bool:
        """Tell whether the output side shows every output of a network for pictures by name and value."""
        return isinstance(self._input, DrawInput) and isinstance(self._output, ClassOutput)

    def _output_rows(self) -> list[ValueList | ProbabilityBars]:
        """Return what shows the outputs in rows, if they are shown so."""
        assert self._output is not None
        return [*self._output.findChildren(ValueList), *self._output.findChildren(ProbabilityBars)]

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # the least width of a side may be another
            self._fit_sides()
        return done

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self._fit_sides()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_structure()
            self._show_operation(self._lab.picture.snapshot)
        elif event.type() == QEvent.Type.StyleChange:
            self._fit_sides()

    # -- what it asks for ------------------------------------------------------------------------------

    def _connect_diagram(self) -> None:
        self._diagram.arranged.connect(self._align_sides)
        self._diagram.layer_pointed.connect(self._lab.view.point_at)
        self._diagram.unit_pointed.connect(self._show_unit)
        self._diagram.link_clicked.connect(self._on_link_clicked)
        self._diagram.neuron_clicked.connect(self._on_neuron_clicked)
        self._diagram.layer_resize_requested.connect(self._on_resize_requested)
        self._diagram.layer_insert_requested.connect(self._on_insert_requested)
        self._diagram.layer_remove_requested.connect(self._on_remove_requested)

    def _edit(self, label: Label, edit: Callable[[ProjectState], object]) -> None:
        self._lab.controller.edit(label, edit)

    def _on_link_clicked(self, link: LinkRef) -> None:
        self.layer_chosen.emit(link.layer)
        self.edit_weight(link.layer, link.source, link.target)

    def edit_weight(self, layer: int, source: int, target: int) -> None:
        """Open a small editor at the cursor for one weight."""
        W, _ = self._lab.picture.snapshot.parameters.layers[layer]
        names = self._unit_names()
        self._editor.open_editor(
            self.tr("weight of layer {layer}, {source} → {target}").format(
                layer=layer + 1, source=names[layer][source], target=names[layer + 1][target]
            ),
            float(W[source, target]),
            QCursor.pos(),
            lambda value: self._edit(
                sentences.change_weight, lambda s: with_weight(s, layer, source, target, value)
            ),
        )

    def _unit_names(self) -> tuple[tuple[str, ...], ...]:
        """Return the names of the units of every column, as everywhere on the bench."""
        data = self._lab.state.dataset
        inputs, outputs = texts.data_names(data.input_names, data), texts.data_names(data.target_names, data)
        return unit_names(self._lab.state.spec.sizes, inputs, outputs)

    def _on_neuron_clicked(self, neuron: NeuronRef) -> None:
        if neuron.column == 0:
            if self._lab.state.dataset.has_binary_inputs:
                self._lab.probe.toggle(neuron.index)
            return
        layer = neuron.column - 1
        self.layer_chosen.emit(layer)
        self.edit_bias(layer, neuron.index)

    def edit_bias(self, layer: int, unit: int) -> None:
        """Open a small editor at the cursor for one bias, if the layer has biases."""
        _, b = self._lab.picture.snapshot.parameters.layers[layer]
        if b is None:
            return
        name = self._unit_names()[layer + 1][unit]
        self._editor.open_editor(
            self.tr("bias of layer {layer}, unit {unit}").format(layer=layer + 1, unit=name),
            float(b[unit]),
            QCursor.pos(),
            lambda value: self._edit(sentences.change_bias, lambda s: with_bias(s, layer, unit, value)),
        )

    def _on_resize_requested(self, request: LayerResize) -> None:
        self._edit(
            partial(sentences.change_width, request.layer),
            lambda state: with_layer(state, request.layer, units=request.units),
        )

    def _on_insert_requested(self, request: LayerInsert) -> None:
        self._edit(sentences.insert_layer, lambda state: insert_layer(state, request.position))

    def _on_remove_requested(self, request: LayerRemove) -> None:
        self._edit(sentences.remove_layer, lambda state: remove_layer(state, request.layer))


def _phase(kind: Kind) -> Phase:
    """Return the part of a step that an operation belongs to."""
    if kind in (Kind.SUM, Kind.ACTIVATE, Kind.LOSS):
        return Phase.FORWARD
    return Phase.UPDATE if kind is Kind.UPDATE else Phase.BACKWARD


def _highlight(view: OperationView, layers: int) -> Highlight:
    """Return what an operation lights in the diagram of so many layers: the weights in it, and what it computes."""
    layer = view.layer if view.layer is not None else layers - 1
    weights = frozenset({layer})
    match view.kind:
        case Kind.SUM:
            return Highlight(weights, column=layer + 1, known=layer + 1)
        case Kind.ACTIVATE:
            return Highlight(column=layer + 1, known=layer + 2)
        case Kind.WEIGHT_GRADIENT:
            return Highlight(weights)
        case Kind.INPUT_ERROR:
            return Highlight(weights, column=layer)
        case Kind.UPDATE:
            return Highlight(frozenset(range(layers)))
    return Highlight(column=layer + 1)  # the loss and the errors: of the outputs, or of a layer
