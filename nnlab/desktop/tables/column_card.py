"""One column of a table: what stands in it, what it is for, how it becomes numbers, and what is missing."""

from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnlab.data.tabular.plan import Encoding, Role, Scaling
from nnlab.desktop.tables import words
from nnlab.desktop.tables.draft import (
    Draft,
    asks_for_classes,
    encodings_of,
    has_odd_cells,
    is_missing,
    missing_in,
    next_missing,
    scalings_of,
    treatments_of,
    with_classes,
    with_column,
    with_odd_cells_missing,
    with_role,
)
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, Hairline, label
from nnlab.desktop.widgets.fields import Choice, ChoiceField, FieldRow, SwitchField

_BESIDE = "beside"  # a target that is learned beside another
_LONGEST_TITLE = 22


class ColumnCard(Card):
    """Edits the plan of the column that is looked at; every change is asked for as another draft."""

    draft_changed = Signal(object)  # Draft
    cell_wanted = Signal(object, object)  # row, column: from 0

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._draft: Draft | None = None
        self._column = 0
        self._row: int | None = None
        self._holds = label("", "muted")
        self._holds.setWordWrap(True)
        self._fields: dict[str, Any] = {
            "role": ChoiceField(),
            "encoding": ChoiceField(),
            "yes_no": SwitchField(),
            "scaling": ChoiceField(),
            "odd_missing": SwitchField(),
            "missing": ChoiceField(),
        }
        self._question, self._classes = label("", "muted"), Button(Look.FIELD)
        self._question.setWordWrap(True)
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 4, 0, 8)
        asking.setSpacing(8)
        asking.addWidget(self._question)
        asking.addWidget(self._classes, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows = {name: FieldRow("", field) for name, field in self._fields.items()}
        self._gap = Hairline()
        self._where = label("", "muted")
        self._where.setWordWrap(True)
        self._odd = label("", "muted")
        self._odd.setWordWrap(True)
        self._back, self._on = Button(Look.BARE, "previous"), Button(Look.BARE, "next")
        self._arrange()
        self._fields["role"].value_chosen.connect(self._on_role_chosen)
        self._fields["encoding"].value_chosen.connect(lambda value: self._change(encoding=value))
        self._fields["scaling"].value_chosen.connect(lambda value: self._change(scaling=value))
        self._fields["missing"].value_chosen.connect(lambda value: self._change(missing=value))
        self._classes.clicked.connect(lambda: self._change(encoding=Encoding.ONE_HOT, scaling=Scaling.NONE))
        self._fields["yes_no"].value_chosen.connect(self._on_yes_no_chosen)
        self._fields["odd_missing"].value_chosen.connect(self._on_odd_missing_chosen)
        self._back.clicked.connect(lambda: self._walk(-1))
        self._on.clicked.connect(lambda: self._walk(+1))
        self.retranslate()

    def _arrange(self) -> None:
        self.body.setSpacing(0)
        self.body.addWidget(self._holds)
        self.body.addSpacing(8)
        for name, row in self._rows.items():
            self._fields[name].setObjectName(f"column_{name}_field")
            if name == "odd_missing":
                self.body.addWidget(self._gap)
                self.body.addWidget(self._odd)
            self.body.addLayout(row)
            if name == "encoding":
                self.body.addWidget(self._asking)
        self._question.setObjectName("column_question")
        self._classes.setObjectName("column_classes_button")
        self._back.setObjectName("previous_missing_button")
        self._on.setObjectName("next_missing_button")
        walk = QHBoxLayout()
        walk.setContentsMargins(0, 0, 0, 0)
        walk.setSpacing(0)
        walk.addWidget(self._where, 1)
        walk.addWidget(self._back)
        walk.addWidget(self._on)
        self.body.addLayout(walk)
        self.body.addStretch(1)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        for name, text, tip in (
            ("role", self.tr("Role"), self.tr("What the column is for")),
            ("encoding", self.tr("As"), self.tr("How its cells become numbers")),
            ("yes_no", self.tr("Yes or no"), self.tr("0 and 1 are no and yes, not numbers like any other")),
            (
                "scaling",
                self.tr("Scale"),
                self.tr("How its numbers are scaled, measured on the training samples"),
            ),
            (
                "odd_missing",
                self.tr("Treat as missing"),
                self.tr("Cells of this column that are no number count as missing; off refuses them again"),
            ),
            ("missing", self.tr("Missing"), self.tr("What becomes of cells without a value")),
        ):
            self._rows[name].set_label(text)
            self._fields[name].setToolTip(tip)
        self._classes.setText(self.tr("Learn as classes"))
        self._classes.setAccessibleName(self._classes.text())
        self._classes.setToolTip(
            self.tr("One output for each of the numbers; “As” makes them a number again")
        )
        for button, text in (
            (self._back, self.tr("Previous cell without a value")),
            (self._on, self.tr("Next cell without a value")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._show()

    def set_draft(self, draft: Draft | None, column: int, row: int | None) -> None:
        """Show one column (from 0) of a table, with the row that is looked at."""
        self._draft, self._column, self._row = draft, column, row
        self._show()

    # -- what it shows ---------------------------------------------------------------------------------

    def _show(self) -> None:
        draft = self._draft
        self.setEnabled(draft is not None)
        if draft is None:
            self.set_title(self.tr("Column"))
            return
        fact, plan = draft.facts[self._column], draft.plan.columns[self._column]
        title = plan.name if len(plan.name) <= _LONGEST_TITLE else plan.name[: _LONGEST_TITLE - 1] + "…"
        self.set_title(title)
        self._holds.setText(words.column_holds(fact))
        self._show_role(draft)
        used = plan.role in (Role.INPUT, Role.TARGET)
        self._offer("encoding", encodings_of(draft, self._column) if used else (), plan.encoding)
        self._offer("scaling", scalings_of(draft, self._column), plan.scaling)
        self._offer("missing", treatments_of(draft, self._column), plan.missing)
        self._asking.setVisible(asks_for_classes(draft, self._column))
        self._question.setText(words.amounts_or_classes(fact))
        asks = plan.role is Role.TARGET and plan.encoding is Encoding.NUMBER and fact.is_binary
        self._rows["yes_no"].set_visible(asks)
        self._fields["yes_no"].set_value(draft.plan.classifies)
        self._show_missing(draft)
        has_odd = has_odd_cells(draft, self._column)
        self._odd.setVisible(has_odd)
        self._odd.setText(words.odd_cells(fact) if has_odd else "")
        self._rows["odd_missing"].set_visible(has_odd)
        self._fields["odd_missing"].set_value(plan.odd_missing)
        self._gap.setVisible(has_odd or bool(missing_in(draft, self._column)))

    def _show_role(self, draft: Draft) -> None:
        choices = [Choice(role, words.role_name(role), words.role_note(role)) for role in Role]
        column = draft.plan.columns[self._column]
        target = draft.target
        if target is not None and column.role is not Role.TARGET:
            note = self.tr("learned beside {name}").format(name=draft.plan.columns[target].name)
            choices.insert(2, Choice(_BESIDE, self.tr("one more target"), note))
        self._fields["role"].set_choices(choices)
        self._fields["role"].set_value(column.role)

    def _offer(self, name: str, values: tuple[Any, ...], present: Any) -> None:
        """Offer the values a field can have, and hide it where there is nothing to choose."""
        named, noted = {
            "encoding": (words.encoding_name, words.encoding_note),
            "scaling": (words.scaling_name, words.scaling_note),
            "missing": (words.missing_name, words.missing_note),
        }[name]
        self._rows[name].set_visible(bool(values))
        self._fields[name].set_choices(Choice(value, named(value), noted(value)) for value in values)
        self._fields[name].set_value(present)

    def _show_missing(self, draft: Draft) -> None:
        """Say where a value is missing: at the row that is looked at, else the first of them."""
        fact = draft.facts[self._column]
        missing = missing_in(draft, self._column)
        for widget in (self._where, self._back, self._on):
            widget.setVisible(bool(missing))
        if not missing:
            return
        row = self._row
        if row is None or not is_missing(draft, row, self._column):
            row = next_missing(draft, self._column, None, +1)
        assert row is not None
        cell = draft.table.rows[row][self._column]
        text = words.place_in_file(draft.table.row_numbers[row], fact.name, cell)
        self._where.setText(f"{words.missing_count(missing)}: {text}")

    # -- what it asks for ------------------------------------------------------------------------------

    def _on_role_chosen(self, role: Role | str) -> None:
        if self._draft is not None:
            beside = role == _BESIDE
            chosen = Role.TARGET if beside or not isinstance(role, Role) else role
            self.draft_changed.emit(with_role(self._draft, self._column, chosen, beside=beside))

    def _change(self, **changes: object) -> None:
        if self._draft is not None:
            self.draft_changed.emit(with_column(self._draft, self._column, **changes))

    def _on_yes_no_chosen(self, on: bool) -> None:
        if self._draft is not None:
            self.draft_changed.emit(with_classes(self._draft, on))

    def _on_odd_missing_chosen(self, on: bool) -> None:
        if self._draft is not None:
            self.draft_changed.emit(with_odd_cells_missing(self._draft, (self._column,), on))

    def _walk(self, by: int) -> None:
        draft = self._draft
        if draft is None:
            return
        row = next_missing(draft, self._column, self._row, by)
        if row is not None:
            self.cell_wanted.emit(row, self._column)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
