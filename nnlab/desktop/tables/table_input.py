"""The input side of the bench for a table of one's own: a field for each of its columns, in its units and words."""

from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from nnlab.data.tabular.filling import filled_inputs
from nnlab.desktop import theme as themes
from nnlab.desktop.lab import Lab
from nnlab.desktop.panels.input_panel import InputPanel
from nnlab.desktop.tables import words
from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.fields import ChoiceField, NumberField
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.labels import PlainLabel
from nnlab.desktop.words.shown_columns import ShownColumn, entered, input_columns

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LEAST_ROWS = 3  # that are seen however low the window


class _Name(PlainLabel):
    """The name of a column, muted, which ends in an ellipsis where there is no room for all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "muted")
        self.setMinimumWidth(1)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), painting.row_height(themes.current()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.setPen(themes.color(themes.current().muted))
        painter.drawText(self.rect(), _LEFT, text)
        painter.end()


class TableInput(InputPanel):
    """Numbers are typed as in the file and scaled for the network; of words one is chosen."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self._dataset = lab.state.dataset
        self._columns = input_columns(self._dataset)
        self._fields: list[NumberField | ChoiceField] = []
        self._names: list[_Name] = []
        self._filled = filled_inputs(self._dataset)
        self._marks: list[PlainLabel] = []  # of values that were filled in
        inside = QWidget()
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setSpacing(0)
        fields.addStretch(1)
        for index, column in enumerate(self._columns):
            field = self._field(index, column)
            name = _Name()
            name.setBuddy(field)
            row = QHBoxLayout()
            row.setSpacing(0)
            mark = label("", "caption")
            mark.hide()
            row.addWidget(name, 1)
            row.addWidget(mark)
            row.addWidget(field)
            self._marks.append(mark)
            self._fields.append(field)
            self._names.append(name)
            fields.addLayout(row)
        fields.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("table_input")
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        scroll.setMinimumHeight(_LEAST_ROWS * painting.row_height(themes.current()))
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(scroll, 1)
        layout.addWidget(self.walker)
        self.retranslate()

    def _field(self, index: int, column: ShownColumn) -> NumberField | ChoiceField:
        field: NumberField | ChoiceField
        if column.words:
            field = ChoiceField()
            field.set_choices(enumerate(column.said_words))
            field.value_chosen.connect(partial(self._on_word_chosen, column))
        else:
            field = NumberField(write=entered)
            field.value_entered.connect(partial(self._on_number_entered, column))
        field.setObjectName(f"input_field_{index}")
        # A long name gives way to a number; a long word may be cut as well.
        policy = QSizePolicy.Policy
        field.setSizePolicy(policy.Maximum if column.words else policy.Fixed, policy.Fixed)
        return field

    @property
    def _is_on_the_bench(self) -> bool:
        """Whether the table still is: what was being typed goes with its data set."""
        return self.lab.state.dataset is self._dataset

    def _on_number_entered(self, column: ShownColumn, number: float) -> None:
        if self._is_on_the_bench:
            self.lab.probe.set_values(column.with_number(self.lab.probe.values, number))

    def _on_word_chosen(self, column: ShownColumn, word: int) -> None:
        if self._is_on_the_bench:
            self.lab.probe.set_values(column.with_word(self.lab.probe.values, word))

    def refresh(self) -> None:
        super().refresh()
        values = self.lab.probe.values
        for column, field in zip(self._columns, self._fields, strict=True):
            if isinstance(field, ChoiceField):
                field.set_value(column.word(values))
            else:
                field.set_value(column.number(values))
        self._mark_filled()

    def _mark_filled(self) -> None:
        """Mark what nobody measured of the sample on the bench."""
        probe = self.lab.probe
        filled = self._filled.get(probe.part)
        for column, mark in zip(self._columns, self._marks, strict=True):
            mark.setVisible(probe.row is not None and column.is_in(filled, probe.row))

    def retranslate(self) -> None:
        for column, mark in zip(self._columns, self._marks, strict=True):
            mark.setText(words.filled_in())
            mark.setToolTip(words.filled_in_tip(column.words))
        names = tuple(column.name for column in self._columns)
        for shown, field, name in zip(self._names, self._fields, names, strict=True):
            shown.setText(name)
            shown.setToolTip(name)
            field.setAccessibleName(name)
            if isinstance(field, ChoiceField):
                field.setToolTip(self.tr("One of the words that this column of the table has"))
            else:
                field.setToolTip(self.tr("The value of this column, as it would stand in the table"))
