"""Graph: the workspace in which one builds a computational graph, and steps through it forward and back."""

from functools import cache, partial
from textwrap import fill

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.graphs.graph_bars import EMPTY, NEURON, OWN, GraphBar, WalkBar
from nnlab.desktop.graphs.graph_editing import GraphEditing
from nnlab.desktop.graphs.graph_node_card import GraphNodeCard
from nnlab.desktop.graphs.graph_pictures import pictures
from nnlab.desktop.graphs.graph_values_card import GraphValuesCard
from nnlab.desktop.graphs.neuron_choice import NeuronChoice
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.desktop.sided_workspace import SidedWorkspace
from nnlab.desktop.widgets.card import GAP_PX, Card, label
from nnlab.desktop.widgets.graph_canvas import GraphCanvas
from nnlab.study.graph import PRESETS, Graph, neuron_graph

_SIDE_PX = 310
_MOST_SIDE = 0.26  # of the width: large type must not leave the graph less room than it needs
_TALL_PX = 640  # of the workspace, from which there is room for hints
_TIP_LETTERS = 72  # in a line
_MOST_VALUES = 0.36  # of the height, for the values


class GraphWorkspace(SidedWorkspace):
    """The graph with its controls left; the node that is selected, and the values, right."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(_SIDE_PX, parent)
        self._lab = lab
        self.editing = GraphEditing(lab, self)
        self._is_stale = True
        self._is_other = False  # whether another graph is there than was looked at
        self._graph_card, self._hint_card = Card(), Card()
        self.bar, self.walk_bar = GraphBar(self.editing), WalkBar(self.editing)
        self.canvas = GraphCanvas()
        self.node_card, self.values_card = GraphNodeCard(self.editing), GraphValuesCard(self.editing)
        self._neuron = NeuronChoice(self)
        self._hint = label("", "caption")
        self._hint.setWordWrap(True)
        self._arrange()
        self._connect()
        self.retranslate()

    @property
    def notice_ground(self) -> QWidget:
        return self.node_card.notice_ground  # its foot is free more often than that of the values

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._hint_card.set_title(self.tr("By hand"))
        self._hint.setText(
            self.tr(
                "Drag a node to move it, or from its right edge to connect it. Double click types a value. Ctrl+wheel "
                "zooms. Keys: N next node, arrows select, Shift+arrows move, C connects, Enter types, Delete removes."
            )
        )
        # Where there is no room for the card this is the place of the hints. A tooltip breaks no lines itself.
        self.canvas.setToolTip(fill(self._hint.text(), _TIP_LETTERS))
        if self.isVisible():
            self._show()  # nodes and faults are named
        else:
            self._is_stale = True

    def _arrange(self) -> None:
        self._graph_card.body.addWidget(self.bar)
        self._graph_card.body.addWidget(self.canvas, 1)
        self._graph_card.body.addWidget(self.walk_bar)
        self._hint_card.body.addWidget(self._hint)
        main = QVBoxLayout()
        main.setSpacing(GAP_PX)
        main.addWidget(self._graph_card, 1)
        self.arrange(main, (self.node_card, self.values_card, self._hint_card), growing=self.node_card)

    def _connect(self) -> None:
        editing, canvas = self.editing, self.canvas
        editing.changed.connect(self._on_changed)
        editing.replaced.connect(self._on_replaced)
        editing.moved.connect(self._reveal)
        canvas.clicked.connect(editing.select)
        canvas.node_moved.connect(editing.move)
        canvas.connect_requested.connect(editing.connect)
        canvas.remove_requested.connect(editing.remove)
        canvas.value_entered.connect(editing.set_value)
        self.bar.preset_chosen.connect(self._on_preset_chosen)
        self.bar.fit_requested.connect(canvas.fit)
        self._neuron.chosen.connect(self._on_neuron_chosen)

    # -- showing -----------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        if self.isVisible():
            self._show()
        else:
            self._is_stale = True

    def _show(self) -> None:
        self._is_stale = False
        editing = self.editing
        self.canvas.set_graph(*pictures(editing.graph, editing.evaluation, editing.walk))
        self.canvas.set_selected(editing.selected)
        self.bar.show_graph()
        self.walk_bar.show_walk()
        self.node_card.show_node()
        self.values_card.show_values()
        self._fit_heights()

    def _reveal(self) -> None:
        """Keep the node that is selected in sight."""
        node = self.editing.node
        if node is not None and self.isVisible():
            self.canvas.reveal(node.id)

    def _on_replaced(self) -> None:
        """Begin to look at another graph from its left."""
        if self.isVisible():
            self.canvas.show_begin()
        else:
            self._is_other = True

    def _fit_heights(self) -> None:
        """Give the values the height that they need, if that leaves the node enough; hints only where there is room."""
        unit = themes.current().text_px / 13
        self._hint_card.setVisible(self.height() >= _TALL_PX * unit)
        self.values_card.setFixedHeight(
            min(self.values_card.needed_height, round(_MOST_VALUES * self.height()))
        )

    def _fit_side(self) -> None:
        """Give the column the width that the graph can spare: in large type no less than in small."""
        unit = themes.current().text_px / 13
        self.set_side(round(max(min(_SIDE_PX, _MOST_SIDE * self.width() / unit), _SIDE_PX / unit)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_side()
        self._fit_heights()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self._show()
        if self._is_other:
            self._is_other = False
            self.canvas.show_begin()
        # Arrows walk through the graph from the beginning.
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_side()
            self._fit_heights()

    # -- other graphs ------------------------------------------------------------------------------------

    def _on_preset_chosen(self, key: str) -> None:
        if key == NEURON:
            self._neuron.open_below(
                self.bar.preset, tuple(layer.units for layer in self._lab.state.spec.layers)
            )
        elif key == EMPTY:
            self.editing.show_graph(Graph)
        elif key != OWN:
            self.editing.show_graph(PRESETS[key])

    def _on_neuron_chosen(self, place: tuple[int, int]) -> None:
        """Draw a neuron of the network as it is now, with what lies on the bench."""
        parameters, probe = self._lab.picture.snapshot.parameters, self._lab.probe
        layer, unit = place
        spec = parameters.spec
        target = np.zeros(spec.outputs) if probe.target is None else probe.target
        loss = self._lab.state.config.loss
        draw = partial(neuron_graph, parameters, probe.seen, target, loss, layer, unit)
        shown = self.editing.show_graph(cache(draw))  # once: for a large network it is work
        if shown and probe.target is None and layer == len(spec.layers) - 1:
            self._lab.tell(Notice(self._no_target))

    def _no_target(self) -> str:
        return self.tr(
            "What lies on the bench has no target: 0 was taken for it. Put a sample there for its own."
        )
