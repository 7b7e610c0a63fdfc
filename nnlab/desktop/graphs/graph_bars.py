"""The controls of a computational graph: what is drawn above it, and how one walks through it below."""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from nnlab.desktop.graphs import graph_words as words
from nnlab.desktop.graphs.graph_editing import GraphEditing
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.fields import Choice, ChoiceField
from nnlab.desktop.widgets.menus import RoundMenu
from nnlab.study.graph import KINDS, PRESETS, Direction, Graph, NodeKind

EMPTY, NEURON, OWN = "empty", "neuron", "own"
_GAP_PX = 6


class GraphBar(QWidget):
    """Which graph is shown, nodes to add, and what can be done with the one that is selected."""

    preset_chosen = Signal(object)  # str: a key of PRESETS, EMPTY or NEURON
    fit_requested = Signal()

    def __init__(self, editing: GraphEditing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self._known = {key: make() for key, make in PRESETS.items()} | {EMPTY: Graph()}
        self.preset = ChoiceField(Look.FIELD, repeats=True)
        self.preset.setObjectName("graph_preset_field")
        self.preset.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.add, self.fold = Button(Look.FIELD), Button(Look.FIELD)
        self.remove, self.fit = Button(Look.FIELD, "trash"), Button(Look.FIELD, "expand")
        self._menu = RoundMenu(parent=self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP_PX)
        layout.addWidget(self.preset)
        for name in ("add", "fold", "remove", "fit"):
            button = getattr(self, name)
            button.setObjectName(f"graph_{name}_button")
            if name == "fold":
                layout.addStretch(1)
            layout.addWidget(button)
        self.preset.value_chosen.connect(self.preset_chosen)
        self.add.clicked.connect(self._open_menu)
        self.fold.clicked.connect(editing.toggle_fold)
        self.remove.clicked.connect(lambda: editing.remove(editing.selected))
        self.fit.clicked.connect(self.fit_requested)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.preset.setAccessibleName(self.tr("Graph"))
        self.preset.setToolTip(
            self.tr("Put one of the graphs of the lecture notes here, or begin with an empty one")
        )
        self.add.setText(self.tr("Add a node"))
        self.add.setToolTip(self.tr("Add a value or an operation"))
        self.add.setAccessibleName(self.add.text())
        self.fold.reserve(self.tr("Fold"), self.tr("Unfold"))
        self.fold.setToolTip(
            self.tr("Show a sigmoid or an affine node as the nodes it is made of, or as one again")
        )
        self.remove.setAccessibleName(self.tr("Remove"))
        self.remove.setToolTip(self.tr("Remove the node or edge that is selected (Delete)"))
        self.fit.setAccessibleName(self.tr("Show all"))
        self.fit.setToolTip(self.tr("Show all of the graph"))
        self._menu.clear()
        for kind in NodeKind:
            action = self._menu.addAction(f"{words.kind_name(kind)}\t{KINDS[kind].glyph}")
            action.triggered.connect(partial(self._add, kind))
        self.show_graph()

    def show_graph(self) -> None:
        """Show which graph there is, and what can be done with what is selected."""
        graph = self._editing.graph
        key = next((key for key, known in self._known.items() if known == graph), OWN)
        presets = [Choice(name, words.preset_name(name)) for name in PRESETS]
        own = [Choice(OWN, self.tr("Your graph"))] if key == OWN else []
        neuron = Choice(NEURON, self.tr("One neuron of the network…"))
        self.preset.set_choices([*own, *presets, neuron, Choice(EMPTY, self.tr("Empty"))])
        self.preset.set_value(key)
        folds = self._editing.folds
        self.fold.setText(self.tr("Fold") if folds else self.tr("Unfold"))
        self.fold.setAccessibleName(self.fold.text())
        self.fold.setEnabled(folds is not None)
        self.remove.setEnabled(self._editing.can_remove)

    def _open_menu(self) -> None:
        self._menu.popup(self.add.mapToGlobal(QPoint(0, self.add.height() + 4)))

    def _add(self, kind: NodeKind, _checked: bool = False) -> None:
        self._editing.add(kind)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class WalkBar(QWidget):
    """Forward and back through a graph, node by node."""

    def __init__(self, editing: GraphEditing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editing = editing
        self.restart, self.back = Button(Look.FIELD, "reset"), Button(Look.FIELD, "previous")
        self.step, self.all = Button(Look.FIELD, "step"), Button(Look.FIELD)
        self._place = label("", "muted")
        self._place.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP_PX)
        for name, does in (
            ("restart", editing.start_over),
            ("back", editing.step_back),
            ("step", editing.step),
            ("all", editing.show_all),
        ):
            button = getattr(self, name)
            button.setObjectName(f"graph_{name}_button")
            button.clicked.connect(does)
            layout.addWidget(button)
        layout.addSpacing(_GAP_PX)
        layout.addWidget(self._place, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.restart.setAccessibleName(self.tr("Start over"))
        self.restart.setToolTip(self.tr("Start over: only what is typed in"))
        self.back.setAccessibleName(self.tr("Step back"))
        self.back.setToolTip(self.tr("Take the last step back (Shift+N)"))
        self.step.setText(self.tr("Next node"))
        self.step.setAccessibleName(self.step.text())
        self.step.setToolTip(self.tr("Compute the next node: forward through the graph, then back (N)"))
        self.all.setText(self.tr("All numbers"))
        self.all.setAccessibleName(self.all.text())
        self.all.setToolTip(self.tr("Show all numbers, forward and backward"))
        self.show_walk()

    def show_walk(self) -> None:
        """Show how far one has come."""
        walk = self._editing.walk
        count, now = len(walk.steps), walk.now
        self.restart.setEnabled(count > 0 and (walk.is_whole or walk.done > 0))
        self.back.setEnabled(count > 0 and (walk.is_whole or walk.done > 0))
        self.step.setEnabled(count > 0 and (walk.is_whole or walk.done < count))
        self.all.setEnabled(count > 0 and not walk.is_whole)
        if walk.is_whole:
            self._place.clear()
            return
        if now is None:
            text = self.tr("0 of {count}")
        elif now.direction is Direction.FORWARD:
            text = self.tr("{done} of {count}, forward →")
        else:
            text = self.tr("{done} of {count}, ← backward")
        self._place.setText(text.format(done=walk.done, count=count))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
