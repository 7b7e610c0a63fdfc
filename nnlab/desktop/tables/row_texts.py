"""The cells of a table of samples: inputs in its units, the target, what is answered, and whether that is right."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from nnlab.data import Dataset
from nnlab.data.tabular.filling import filled_inputs
from nnlab.data.tabular.plan import Role
from nnlab.desktop.tables import words
from nnlab.desktop.tables.answerer import wrong_rows
from nnlab.desktop.widgets.parts.grid_model import MEASURED_ROWS
from nnlab.desktop.widgets.table_grid import GridCell, GridColumn
from nnlab.desktop.words.shown_columns import ShownColumn, input_columns, target_columns, written
from nnlab.engine import Task

translate = QCoreApplication.translate  # a name that lupdate knows

Outputs = NDArray[np.floating]

_MOST_INPUTS = 60  # columns that are read; a table of pixels has thousands
_RIGHT, _WRONG, _UNKNOWN = "✓", "✗", "–"


class RowTexts:
    """What stands in the cells of a data set's table. The first columns say part, target, answer and verdict."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self._inputs = input_columns(dataset)[:_MOST_INPUTS]
        self._targets = target_columns(dataset)
        self._filled = filled_inputs(dataset)
        self._kinds: list[tuple[str, ShownColumn | None]] = []

    @property
    def has_filled(self) -> bool:
        """Whether some inputs were filled in."""
        return bool(self._filled)

    def columns(self, *, shows_part: bool) -> tuple[GridColumn, ...]:
        """Return the headers; which cells stand below them is noted for `cell`."""
        target, answer = translate("tables", "target"), translate("tables", "answer")
        heads: list[GridColumn] = []
        self._kinds = []

        def add(kind: str, column: ShownColumn | None, head: GridColumn) -> None:
            self._kinds.append((kind, column))
            heads.append(head)

        if shows_part:
            add("part", None, GridColumn(translate("tables", "part"), chip_tone="faint"))
        for one in self._targets:
            name, is_number = one.name, not one.words
            add("target", one, GridColumn(name or target, target if name else "", (), "strong", is_number))
            head = GridColumn(name or answer, answer if name else "", is_number=is_number)
            add("answer", one, replace(head, may_say=self._answers(one)))
            if self.dataset.task is Task.VALUES:
                add("difference", one, GridColumn(translate("tables", "difference"), is_number=True))
        if self.dataset.task is not Task.VALUES:
            add("verdict", None, GridColumn(translate("tables", "right?")))
        for one in self._inputs:
            head = GridColumn(one.name, words.role_name(Role.INPUT), is_number=not one.words)
            add("input", one, head)
        return tuple(heads)

    def _answers(self, column: ShownColumn) -> tuple[str, ...]:
        """Return what answers may say: they are not there yet when the columns are made, and change."""
        if column.words:
            return column.coded_words
        return tuple(column.text(row) for row in self.dataset.targets[:MEASURED_ROWS])

    def cell(self, part: Dataset, row: int, column: int, name: str, outputs: Outputs | None) -> GridCell:
        """Return the cell in a column of a row of `part`, which is called `name` and answered by `outputs` (N, K)."""
        kind, shown = self._kinds[column]
        if kind == "part":
            return GridCell(words.part_name(name), "muted")
        if kind == "input" and shown is not None:
            text = shown.text(np.asarray(part.inputs[row]))
            return (
                GridCell(text, "missing", tip=words.filled_in_tip(shown.words))
                if shown.is_in(self._filled.get(part), row)
                else GridCell(text)
            )
        if kind == "target" and shown is not None:
            return GridCell(shown.text(part.targets[row]), "strong")
        if outputs is None:
            return GridCell(_UNKNOWN, "muted")
        if kind == "verdict":
            at = slice(row, row + 1)
            is_wrong = bool(wrong_rows(part.targets[at], outputs[at], part.task)[0])
            return GridCell(_WRONG, "strong") if is_wrong else GridCell(_RIGHT, "muted")
        assert shown is not None
        if kind == "answer":
            return GridCell(shown.text(outputs[row]))
        difference = shown.number(outputs[row]) - shown.number(part.targets[row])
        return GridCell(written(difference, signed=True), "muted")
