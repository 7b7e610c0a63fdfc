"""A network that learned from a table is asked in the units and words of the table."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from nnlab.data.tabular.columns import word_of
from nnlab.data.tabular.encoding import OWN_WORD, encode
from nnlab.data.tabular.plan import Encoding, TableSource
from nnlab.data.tabular.preparing import scales_of_table
from nnlab.data.tabular.scales import ColumnScale, Matrix, TableScales
from nnlab.engine.errors import EngineError
from nnlab.files.csv_cells import DECIMALS, is_missing, parse_number, shows_mark
from nnlab.files.csv_table import CsvTable
from nnlab.files.csv_units import without_unit
from nnlab.files.errors import LoadError, counted, quoted

_MOST_LISTED = 8
_POINT = "."


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked of a network that learned from a table, and how it is understood.

    scales   how the numbers of the table become inputs, and answers those of the table again
    columns  the names of the columns that are inputs, in the order of the table
    decimal  the decimal mark by which the table was read, and cells are; a point is one too where it cannot part
             thousands
    units    of the columns, as % or 원; a number that is asked about may have it or not. '' where it has none
    """

    scales: TableScales
    columns: tuple[str, ...]
    decimal: str
    units: tuple[str, ...]

    @classmethod
    def of_table(cls, source: TableSource) -> "Questions":
        """Return those about a table as it came. Raises LoadError as `prepare`."""
        scales = scales_of_table(source)
        names = tuple(source.plan.columns[group[0].column].name for group in _groups(scales))
        units = tuple(one.unit for one in encode(source.text, source.plan).inputs)
        return cls(scales, names, source.plan.form.decimal, units)

    @classmethod
    def of_edited(cls, scales: TableScales) -> "Questions":
        """Return those about a table whose samples were edited: nothing in it is missing, so no cell may be."""
        inputs = tuple(replace(scale, fill=float("nan")) for scale in scales.inputs)
        scales = TableScales(inputs, scales.targets)
        names = tuple(_column_name(group[0]) for group in _groups(scales))
        return cls(scales, names, _POINT, ("",) * len(names))


def cells_of(questions: Questions, text: str) -> list[str]:
    """Return the cells of a sample that was typed: between semicolons, commas or blanks, the first of these in it.

    Where the table has a decimal comma, a comma parts cells only before a blank.
    """
    marks = (";", r",\s" if questions.decimal == "," else ",")
    mark = next((mark for mark in marks if re.search(mark, text)), None)
    return text.split() if mark is None else [cell.strip() for cell in re.split(mark, text)]


def inputs_of(questions: Questions, cells: Sequence[str]) -> Matrix:
    """Return the inputs (in,) of a sample: one cell for each of the columns, as numbers and words of the table.

    Raises EngineError that names a column whose cell cannot be used.
    """
    groups = _groups(questions.scales)
    if len(cells) != len(groups):
        raise EngineError(f"the table has {counted(len(groups), 'input')}, but {len(cells):,} were given.")
    raw = np.concatenate(
        [
            _encoded(_bare(cell, unit), group, name, questions.decimal)
            for cell, group, name, unit in zip(cells, groups, questions.columns, questions.units, strict=True)
        ]
    )
    inputs: Matrix = questions.scales.scaled_inputs(raw[np.newaxis])[0]
    return inputs


def inputs_of_table(questions: Questions, asked: CsvTable) -> Matrix:
    """Return the inputs (n, in) of the samples in a table: columns are found by their names, else all are taken.

    Its cells are read by the decimal mark that its numbers show; where they show none, or both, by that of the table
    that was learned from. So the rows of that one are the inputs they were. Raises LoadError that names the line of a
    cell which cannot be used.
    """
    names = questions.columns
    if set(names) <= set(asked.header):
        columns = [asked.header.index(name) for name in names]
    elif len(asked.header) == len(names):
        columns = list(range(len(names)))
    else:
        missing = next(name for name in names if name not in asked.header)
        raise LoadError("columns", f"It has no column {quoted(missing, 30)}. Give one for each input.")
    groups = zip(columns, _groups(questions.scales), strict=True)
    of_numbers = [column for column, group in groups if group[0].encoding is Encoding.NUMBER]
    shown = _mark_shown(row[column] for row in asked.rows for column in of_numbers)
    questions = replace(questions, decimal=shown or questions.decimal)
    rows = []
    for number, cells in zip(asked.row_numbers, asked.rows, strict=True):
        try:
            rows.append(inputs_of(questions, [cells[column] for column in columns]))
        except EngineError as error:
            raise LoadError("csv-cell", f"Line {number}: {error}") from error
    if not rows:
        raise LoadError("empty", "It has names of columns, but no rows below them. Choose another table.")
    return np.array(rows)


def _mark_shown(cells: Iterable[str]) -> str | None:
    """Return the one decimal mark that cells show, None where they show none or both."""
    shown = {mark for cell in cells for mark in DECIMALS if shows_mark(without_unit(cell)[0], mark)}
    return shown.pop() if len(shown) == 1 else None


def _groups(scales: TableScales) -> list[list[ColumnScale]]:
    """Return the inputs that came of one column of the table each."""
    return [list(group) for _, group in groupby(scales.inputs, key=lambda scale: scale.column)]


def _column_name(first: ColumnScale) -> str:
    """Return the name of the column of the table, of which that of a word says more: 'colour = red'."""
    return (
        first.name.removesuffix(f" = {first.words[0]}") if first.encoding is Encoding.ONE_HOT else first.name
    )


def _bare(cell: str, unit: str) -> str:
    """Return what is asked about without the unit of its column: 7,215 for 7,215원."""
    number, own = without_unit(cell)
    return number if own and own == unit else cell


def _encoded(cell: str, group: list[ColumnScale], name: str, decimal: str) -> Matrix:
    """Return what a cell is before scaling (k,): NaN, to be filled, where it is missing and may be."""
    first = group[0]
    words = [word for scale in group for word in scale.words]
    if is_missing(cell) and OWN_WORD not in words:
        if np.isnan(first.fill):
            raise EngineError(f"the column {quoted(name, 30)} needs a value.")
        return np.full(len(group), np.nan)
    if first.encoding is Encoding.NUMBER:
        number = parse_number(cell, decimal)
        number = parse_number(cell, _POINT) if number is None else number
        if number is None:
            raise EngineError(
                f"the column {quoted(name, 30)} takes a number, but {quoted(cell, 20)} was given."
            )
        return np.array([number])
    word = OWN_WORD if is_missing(cell) else word_of(cell, decimal)
    if word not in words:
        known = ", ".join(quoted(word, 20) for word in words[:_MOST_LISTED])
        known += "" if len(words) <= _MOST_LISTED else " …"
        raise EngineError(f"the column {quoted(name, 30)} knows no {quoted(cell, 20)}, but {known}.")
    place = words.index(word)
    if first.encoding is Encoding.LABEL:
        return np.array([float(place)])
    one_hot: Matrix = (np.arange(len(words)) == place).astype(np.float64)
    return one_hot
