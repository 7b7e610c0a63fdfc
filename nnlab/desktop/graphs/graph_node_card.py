"""The node that is selected in a graph: how its number comes about, and what it passes back."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nnlab.desktop.graphs import graph_equations as equations
from nnlab.desktop.graphs import graph_words as words
from nnlab.desktop.graphs.graph_editing import GraphEditing
from nnlab.desktop.graphs.graph_pictures import fault_of
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.equation_view import EquationView
from nnlab.desktop.widgets.fields import ChoiceField, FieldRow, NumberField
from nnlab.desktop.widgets.parts.scrolled import scrolled
from nnlab.desktop.widgets.parts.typed_line import TypedLine
from nnlab.desktop.words import texts
from nnlab.engine import ACTIVATION_NAMES
from nnlab.study.graph import (
    MAX_NAME,
    Direction,
    Node,
    NodeKind,
    rename,
    set_exponent,
    set_function,
    set_output,
)

translate = QCoreApplication.translate  # a name that lupdate knows

_BLEED_PX = 8
_MOST_EXPONENT = 100.0


class GraphNodeCard(Card):
    """Name and settings of a node, its equations forward and backward, and the rule behind them."""

    def __init__(self, editing: GraphEditing, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._editing = editing
        self._name, self._exponent, self._function = _NameField(), NumberField(), ChoiceField()
        self._exponent.set_range(-_MOST_EXPONENT, _MOST_EXPONENT)
        self._rows = {
            "name": FieldRow("", self._name),
            "exponent": FieldRow("", self._exponent),
            "function": FieldRow("", self._function),
        }
        for name, row in self._rows.items():
            row.field.setObjectName(f"graph_node_{name}_field")
        self._equations = EquationView()
        self._rule, self._fault, self._hint = label("", "muted"), label("", ""), label("", "muted")
        self._follow = Button(Look.FIELD)
        self._follow.setObjectName("graph_follow_button")
        self._arrange()
        self._name.entered.connect(self._on_name_entered)
        self._exponent.value_entered.connect(self._on_exponent_entered)
        self._function.value_chosen.connect(self._on_function_chosen)
        self._follow.clicked.connect(self._follow_back)
        self.retranslate()

    def _arrange(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, _BLEED_PX, 0)
        column.setSpacing(10)
        fields = QVBoxLayout()
        fields.setSpacing(2)
        for row in self._rows.values():
            fields.addLayout(row)
        column.addLayout(fields)
        for text in (self._fault, self._hint):
            text.setWordWrap(True)
            column.addWidget(text)
        column.addWidget(self._equations)
        self._rule.setWordWrap(True)
        column.addWidget(self._rule)
        column.addStretch(1)
        self.bleed_right(_BLEED_PX)
        self._scroll = scrolled(inside, "graph_node_scroll")
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.body.addWidget(self._scroll, 1)
        # In sight however long the equations are.
        self.body.addWidget(self._follow, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def notice_ground(self) -> QWidget:
        """The part of the card over whose foot notices may lie: its button stays free."""
        return self._scroll

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._rows["name"].set_label(self.tr("Name"), self.tr("Name of the node"))
        self._rows["exponent"].set_label(self.tr("Exponent"))
        self._rows["function"].set_label(self.tr("Function"))
        self._name.setToolTip(self.tr("What the node is called in the graph, at most 40 characters"))
        self._name.setPlaceholderText(self.tr("none"))
        self._exponent.setToolTip(self.tr("The power to which x is raised"))
        self._function.setToolTip(self.tr("The function of x"))
        self._equations.setAccessibleName(self.tr("The node with its numbers"))
        self._equations.setToolTip(self.tr("What comes from above, upstream, times the local derivative"))
        self._follow.setText(self.tr("Follow this one back"))
        self._follow.setToolTip(
            self.tr("Compute the gradients of this node instead of those of the last one")
        )
        self._follow.setAccessibleName(self._follow.text())
        self._function.set_choices(
            (name, texts.activation_name(name), texts.activation_note(name))
            for name in ACTIVATION_NAMES
            if name != "softmax"
        )
        self.show_node()

    def show_node(self) -> None:
        """Show the node that is selected, as far as the walk has come."""
        node = self._editing.node
        for name, row in self._rows.items():
            row.set_visible(node is not None and _has(node, name))
        for widget in (self._equations, self._rule):
            widget.setVisible(node is not None)
        self._hint.setVisible(node is None)
        self._hint.setText(self._hint_text())
        if node is None:
            self.set_title(self.tr("The node"))
            self.set_caption("")
            self._fault.hide()
            self._follow.hide()
            return
        self._show_fields(node)
        self._show_arithmetic(node)

    def _hint_text(self) -> str:
        """Return what can be done where no node is selected."""
        evaluation = self._editing.evaluation
        if evaluation.output is None and evaluation.steps:
            return self.tr(
                "There are several results. Select the one whose gradients you want, and follow it back."
            )
        return self.tr("Select a node to see its arithmetic, or step through the graph.")

    def _show_fields(self, node: Node) -> None:
        self.set_title(words.title(node))
        kind = words.kind_name(node.kind)
        self.set_caption("" if kind.casefold() == words.title(node).casefold() else kind)
        self._name.set_value(words.node_name(node.name))
        self._exponent.set_value(node.exponent)
        self._function.set_value(node.function)

    def _show_arithmetic(self, node: Node) -> None:
        graph, evaluation, walk = self._editing.graph, self._editing.evaluation, self._editing.walk
        fault = fault_of(node, evaluation)
        self._fault.setText("" if fault is None else words.fault_sentence(fault, node))
        self._fault.setVisible(fault is not None)
        shown = []
        if walk.has_passed(node, Direction.FORWARD, graph):
            shown += [equations.forward(node, graph, evaluation)]
        if walk.has_passed(node, Direction.BACKWARD, graph):
            shown += equations.backward(node, graph, evaluation)
        self._equations.set_equations([equation for equation in shown if equation is not None])
        self._equations.setVisible(any(equation is not None for equation in shown))
        self._rule.setText(words.kind_rule(node.kind))
        is_followed = evaluation.output == node.id
        self._follow.setVisible(
            node.kind is not NodeKind.VALUE
            and not is_followed
            and evaluation.nodes[node.id].value is not None
        )

    # -- edits -------------------------------------------------------------------------------------------

    def _on_name_entered(self, name: object) -> None:
        node = self._editing.node
        if node is not None:
            self._editing.edit(
                lambda: translate("graph", "Name a node"), lambda graph: rename(graph, node.id, str(name))
            )

    def _on_exponent_entered(self, exponent: float) -> None:
        node = self._editing.node
        if node is not None:
            self._editing.edit(
                lambda: translate("graph", "Change an exponent"),
                lambda graph: set_exponent(graph, node.id, exponent),
                merge_key=f"graph-exponent-{node.id}" if self._exponent.was_stepped() else "",
            )

    def _on_function_chosen(self, function: object) -> None:
        node = self._editing.node
        if node is not None:
            self._editing.edit(
                lambda: translate("graph", "Choose a function"),
                lambda graph: set_function(graph, node.id, str(function)),
            )

    def _follow_back(self) -> None:
        node = self._editing.node
        if node is not None:
            self._editing.edit(
                lambda: translate("graph", "Follow another node back"),
                lambda graph: set_output(graph, node.id),
            )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _has(node: Node, field: str) -> bool:
    """Return whether a node has a field of its own beside its numbers."""
    if field == "exponent":
        return node.kind is NodeKind.POWER
    return field == "name" or node.kind is NodeKind.ACTIVATION


class _NameField(TypedLine):
    """The name of a node."""

    entered = Signal(object)  # str

    def __init__(self) -> None:
        super().__init__()
        self._value = ""
        self.setMaxLength(MAX_NAME)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def set_value(self, name: str) -> None:
        """Show `name`; one that is being typed just now stays."""
        self._value = name
        self.show_value()

    def shown_text(self) -> str:
        return self._value

    def take(self, text: str) -> None:
        if text.strip() != self._value:
            self.entered.emit(text.strip())
