"""The values that are typed into a graph: one field each, from top to bottom as they stand in it."""

from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.graphs import graph_words as words
from nnlab.desktop.graphs.graph_editing import GraphEditing
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.fields import FieldRow
from nnlab.desktop.widgets.graph_canvas import Typed
from nnlab.desktop.widgets.matrix_field import MatrixField
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.scrolled import scrolled
from nnlab.study.graph import Node, NodeKind

_BLEED_PX = 8
_ROW_GAP_PX = 2
_FRAME_PX = 40  # margins of the card, and between its title and its body


class GraphValuesCard(Card):
    """A field for each value of the graph; every number that is entered is an edit of the document."""

    def __init__(self, editing: GraphEditing, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._editing = editing
        self._rows: dict[int, FieldRow] = {}
        self._holders: list[QWidget] = []
        self._column = QVBoxLayout()
        self._nothing = label("", "muted")
        self._nothing.setWordWrap(True)
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._column.setSpacing(_ROW_GAP_PX)
        outer.addLayout(self._column)
        outer.addWidget(self._nothing)
        outer.addStretch(1)
        self.bleed_right(_BLEED_PX)
        scroll = scrolled(inside, "graph_values_scroll")
        scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.body.addWidget(scroll, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("Values"))
        self._nothing.setText(self.tr("The graph has no values yet: add one."))
        self.show_values()

    def show_values(self) -> None:
        """Show the values of the graph."""
        values = sorted(
            (node for node in self._editing.graph.nodes if node.kind is NodeKind.VALUE),
            key=lambda node: (node.x, node.y),
        )
        if [node.id for node in values] != list(self._rows):
            self._rebuild([node.id for node in values])
        for node in values:
            self._show(node)
        self._nothing.setVisible(not values)

    @property
    def needed_height(self) -> int:
        """The height at which all values can be seen, in pixels."""
        theme = themes.current()
        rows = max(len(self._rows), 1) * (painting.row_height(theme) + _ROW_GAP_PX)
        return rows + _FRAME_PX + max(20, theme.text_px + 7)

    def _rebuild(self, keys: list[int]) -> None:
        for holder in self._holders:
            self._column.removeWidget(holder)
            holder.hide()
            holder.deleteLater()
        self._rows, self._holders = {}, []
        for key in keys:
            field = MatrixField()
            field.setAlignment(Qt.AlignmentFlag.AlignRight)
            field.setObjectName(f"graph_value_{key}_field")
            field.value_entered.connect(partial(self._on_entered, key))
            # In a widget of its own: layouts that are taken away one by one do not survive it in PySide.
            holder = QWidget()
            self._rows[key] = FieldRow("", field)
            self._rows[key].setContentsMargins(0, 0, _BLEED_PX, 0)
            holder.setLayout(self._rows[key])
            self._column.addWidget(holder)
            self._holders.append(holder)

    def _show(self, node: Node) -> None:
        row = self._rows[node.id]
        name = words.title(node)
        row.set_label(name, self.tr("Value of {name}").format(name=name))
        assert isinstance(row.field, MatrixField)
        row.field.setToolTip(self.tr("A number, or a matrix in rows: 1, 2; 3, 4"))
        row.field.set_value(np.asarray(node.value, dtype=np.float64))

    def _on_entered(self, key: int, value: NDArray[np.float64]) -> None:
        self._editing.set_value(Typed(key, value))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
