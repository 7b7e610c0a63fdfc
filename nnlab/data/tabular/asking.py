"""A network that learned from a table is asked in the units and words of the table."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np

from nnlab.data.tabular.columns import word_of
from nnlab.data.tabular.encoding import OWN_WORD
from nnlab.data.tabular.plan import Encoding, TableSource
from nnlab.data.tabular.preparing import scales_of_table
from nnlab.data.tabular.scales import ColumnScale, Matrix
from nnlab.engine.errors import EngineError
from nnlab.files.csv_cells import is_missing, parse_number
from nnlab.files.csv_table import CsvTable
from nnlab.files.errors import LoadError, counted, quoted

_MOST_LISTED = 8


def asked_columns(source: TableSource) -> tuple[str, ...]:
    """Return the names of the columns of a table that are inputs, in its order. Raises LoadError as `prepare`."""
    columns = dict.fromkeys(scale.column for scale in scales_of_table(source).inputs)
    return tuple(source.plan.columns[column].name for column in columns)


def inputs_of(source: TableSource, cells: Sequence[str]) -> Matrix:
    """Return the inputs (in,) of a sample: one cell for each of `asked_columns`, as numbers and words of the table.

    Raises EngineError that names a column whose cell cannot be used, and LoadError as `prepare`.
    """
    scales = scales_of_table(source)
    groups = [list(group) for _, group in groupby(scales.inputs, key=lambda scale: scale.column)]
    if len(cells) != len(groups):
        raise EngineError(f"the table has {counted(len(groups), 'input')}, but {len(cells):,} were given.")
    raw = np.concatenate(
        [
            _encoded(cell, group, source.plan.columns[group[0].column].name, source.plan.form.decimal)
            for cell, group in zip(cells, groups, strict=True)
        ]
    )
    inputs: Matrix = scales.scaled_inputs(raw[np.newaxis])[0]
    return inputs


def inputs_of_table(source: TableSource, asked: CsvTable) -> Matrix:
    """Return the inputs (n, in) of the samples in a table: columns are found by their names, else all are taken.

    Raises LoadError that names the row of a cell which cannot be used.
    """
    names = asked_columns(source)
    if set(names) <= set(asked.header):
        columns = [asked.header.index(name) for name in names]
    elif len(asked.header) == len(names):
        columns = list(range(len(names)))
    else:
        missing = next(name for name in names if name not in asked.header)
        raise LoadError("columns", f"It has no column {quoted(missing, 30)}. Give one for each input.")
    rows = []
    for number, cells in zip(asked.row_numbers, asked.rows, strict=True):
        try:
            rows.append(inputs_of(source, [cells[column] for column in columns]))
        except EngineError as error:
            raise LoadError("csv-cell", f"Row {number}: {error}") from error
    if not rows:
        raise LoadError("empty", "It has names of columns, but no rows below them. Choose another table.")
    return np.array(rows)


def _encoded(cell: str, group: list[ColumnScale], name: str, decimal: str) -> Matrix:
    """Return what a cell is before scaling (k,): NaN, to be filled, where it is missing and may be."""
    first = group[0]
    words = [word for scale in group for word in scale.words]
    if is_missing(cell) and OWN_WORD not in words:
        if np.isnan(first.fill):
            raise EngineError(f"the column {quoted(name, 30)} needs a value.")
        return np.full(len(group), np.nan)
    if first.encoding is Encoding.NUMBER:
        number = parse_number(cell, ".")
        number = parse_number(cell, decimal) if number is None else number
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
