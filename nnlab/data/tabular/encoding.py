"""A table becomes columns of numbers: words are told apart, missing cells noted, bad ones named."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from nnlab.data.dataset import LONGEST_NAME
from nnlab.data.tabular.columns import unit_of, word_of
from nnlab.data.tabular.plan import ColumnPlan, Encoding, Missing, Role, TablePlan
from nnlab.data.tabular.scales import Matrix
from nnlab.engine import Task
from nnlab.engine.arrays import read_only
from nnlab.files.csv_cells import is_missing, parse_number
from nnlab.files.csv_table import CsvForm, CsvTable, parse_csv
from nnlab.files.csv_units import parse_amount
from nnlab.files.errors import LoadError, counted, quoted, shortened

ODD_CELL = "csv-number"  # the code of a cell that is no number among numbers
OWN_WORD = "?"  # of cells that are missing, where that is a word of its own
_MOST_COLUMNS = 4096  # of inputs or targets, as of a layer
_MOST_CLASSES = 256  # a class is a byte
_MOST_TABLE_COLUMNS = 10_000
_MOST_NUMBERS = 8_000_000
_LARGEST = 1e100  # what is scaled must be squared
_KEPT = 4
_TOO_WIDE = "table-width"  # the code of too many columns, or too many words in them


@dataclass(frozen=True, eq=False, slots=True)
class EncodedColumns:
    """What one column of the table became: numbers (N, k), NaN where a cell is missing, with a name for each.

    `unit` is what stands with its numbers in the table, '' where nothing does, or where it is of words.
    """

    column: int
    plan: ColumnPlan
    names: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    numbers: Matrix
    unit: str = ""


@dataclass(frozen=True, eq=False, slots=True)
class EncodedTable:
    """The samples of a table before scaling: those of its rows, counted from 0, that no missing cell leaves out."""

    inputs: tuple[EncodedColumns, ...]
    targets: tuple[EncodedColumns, ...]
    row_names: tuple[str, ...]
    rows: tuple[int, ...]
    task: Task

    @property
    def samples(self) -> int:
        """How many there are."""
        return len(self.row_names)


def encode(text: bytes, plan: TablePlan) -> EncodedTable:
    """Return the columns that `plan` makes of a table, whatever its split: of the same text they are made once.

    Raises LoadError that names row and column of a cell which cannot be used, or says what the plan lacks.
    """
    return _encode(text, plan.form, plan.columns, plan.classifies)


@lru_cache(maxsize=_KEPT)
def _encode(text: bytes, form: CsvForm, columns: tuple[ColumnPlan, ...], classifies: bool) -> EncodedTable:
    table = parse_csv(text, form)
    _check_plan(table, columns)
    kept = _kept_rows(table, columns)
    if not kept:
        raise LoadError(
            "table-plan", "No row is left: each has a missing cell. Fill them, or ignore a column."
        )
    encoded = _encoded_columns(table, columns, kept)
    inputs = tuple(one for one in encoded if one.plan.role is Role.INPUT)
    targets = tuple(one for one in encoded if one.plan.role is Role.TARGET)
    task = _task(table, targets, classifies, kept)
    if task is Task.CLASSES:  # whose names are words, without the column that is the only one anyway
        targets = (replace(targets[0], names=tuple(word for (word,) in targets[0].words)),)
    elif classifies:
        targets = tuple(_asking(target) for target in targets)
    for one in (*inputs, *targets):
        _check_names(one)
    return EncodedTable(inputs, targets, _row_names(table, columns, kept), tuple(kept), task)


def _asking(target: EncodedColumns) -> EncodedColumns:
    """Return a target of yes and no: of two words that are told apart as 0 and 1 it says for which one it is 1."""
    if target.plan.encoding is not Encoding.LABEL:
        return target
    return replace(target, names=(f"{target.plan.name} = {target.words[0][-1]}",))


def _encoded_columns(
    table: CsvTable, columns: tuple[ColumnPlan, ...], kept: list[int]
) -> list[EncodedColumns]:
    """Return what every column that is used becomes; no more is made than fits in memory."""
    encoded: list[EncodedColumns] = []
    width = 0
    used = [(at, plan) for at, plan in enumerate(columns) if plan.role in (Role.INPUT, Role.TARGET)]
    if len(used) > _MOST_COLUMNS:
        what = f"The table has {len(used):,} inputs and targets, and at most {_MOST_COLUMNS:,} can be used"
        raise LoadError(_TOO_WIDE, f"{what}. Ignore {counted(len(used) - _MOST_COLUMNS, 'column')}.")
    for column, plan in used:
        encoded.append(_encoded(table, column, plan, kept))
        width += len(encoded[-1].names)
        if width > _MOST_COLUMNS or width * len(kept) > _MOST_NUMBERS:
            raise LoadError(_TOO_WIDE, _too_wide(plan, width, len(kept)))
    return encoded


def _check_names(one: EncodedColumns) -> None:
    """Raise LoadError for names that no project file could hold, of the column or of one of its words."""
    longest = max(map(len, one.names))
    if longest <= LONGEST_NAME:
        return
    if len(one.plan.name) > LONGEST_NAME:
        what = f"has a name of {len(one.plan.name):,} characters"
    else:
        what = f"has a word that makes a name of {longest:,} characters"
    column = f"Column {one.column + 1} ({quoted(one.plan.name, 20)})"
    raise LoadError("table-name", f"{column} {what}, and at most {LONGEST_NAME:,} can be kept. Ignore it.")


def _too_wide(plan: ColumnPlan, width: int, rows: int) -> str:
    """Return why the columns up to that of `plan`, and all of their words, are more than can be used."""
    name = quoted(plan.name, 30)
    if width > _MOST_COLUMNS:
        what = (
            f"At most {_MOST_COLUMNS:,} inputs and targets can be used, and with column {name} there are more"
        )
        return f"{what}, for each word is one. Ignore columns of many words."
    what = f"With column {name} there are {width:,} inputs and targets in {rows:,} rows"
    return f"{what}, and at most {_MOST_NUMBERS:,} numbers can be used. Ignore columns, or take fewer rows."


def check_cells(table: CsvTable) -> None:
    """Raise LoadError for a table that holds nothing to learn from, whatever its columns are for."""
    if not table.rows:
        raise LoadError("no-rows", "It has names of columns, but no rows below them. Choose another table.")
    if all(is_missing(cell) for cells in table.rows for cell in cells):
        raise LoadError(
            "no-cells", "Every cell below the names of its columns is empty. Choose another table."
        )


def _check_plan(table: CsvTable, columns: tuple[ColumnPlan, ...]) -> None:
    if len(columns) != len(table.header):
        what = f"The table has {len(table.header)} columns, but {len(columns)} are planned"
        raise LoadError("table-plan", f"{what}. Let its columns be guessed again.")
    check_width(len(columns))
    check_cells(table)
    roles = [plan.role for plan in columns]
    for role, what in ((Role.INPUT, "an input"), (Role.TARGET, "a target")):
        if role not in roles:
            raise LoadError("table-plan", f"No column of the table is {what}. Choose one.")
    if roles.count(Role.NAME) > 1:
        raise LoadError("table-plan", "More than one column names the rows. Leave one of them.")


def check_width(columns: int) -> None:
    """Raise LoadError for a table of more columns than are looked at."""
    if columns > _MOST_TABLE_COLUMNS:
        what = f"The table has {columns:,} columns, and {_MOST_TABLE_COLUMNS:,} are read at most"
        raise LoadError(_TOO_WIDE, f"{what}. Choose a narrower one.")


def lacks_value(cell: str, plan: ColumnPlan, decimal: str, unit: str) -> bool:
    """Return whether a cell counts as missing: it has no value, or is no number where that is planned to be missing.

    `unit` is that of its column, '' for none.
    """
    if is_missing(cell):
        return True
    is_spared = plan.odd_missing and plan.encoding is Encoding.NUMBER
    return is_spared and parse_amount(cell, decimal, unit) is None


def _kept_rows(table: CsvTable, columns: tuple[ColumnPlan, ...]) -> list[int]:
    """Return the rows that stay, and refuse a missing cell that nothing is planned for."""
    used = [
        (at, plan, unit_of(table, at) if plan.odd_missing else "")
        for at, plan in enumerate(columns)
        if plan.role in (Role.INPUT, Role.TARGET)
    ]
    kept = []
    for index, cells in enumerate(table.rows):
        stays = True
        for column, plan, unit in used:
            if not lacks_value(cells[column], plan, table.decimal, unit):
                continue
            if plan.missing is Missing.REFUSE:
                what = (
                    "has no value"
                    if not cells[column].strip()
                    else f"holds {quoted(cells[column], 20)}, no value"
                )
                raise LoadError(
                    "csv-missing",
                    f"{table.place(index, column)} {what}. Choose what becomes of missing cells there.",
                )
            stays = stays and plan.missing is not Missing.DROP
        if stays:
            kept.append(index)
    return kept


def _encoded(table: CsvTable, column: int, plan: ColumnPlan, kept: list[int]) -> EncodedColumns:
    if plan.encoding is Encoding.NUMBER:
        if plan.missing is Missing.OWN:
            message = f"Column {quoted(plan.name, 30)} is of numbers, and a missing one is none of its own."
            raise LoadError("table-plan", f"{message} Fill it or drop its row.")
        unit = unit_of(table, column)
        numbers = _numbers(table, column, plan, unit, kept)
        return EncodedColumns(column, plan, (plan.name,), ((),), read_only(numbers), unit)
    return _encoded_words(table, column, plan, kept)


def _numbers(table: CsvTable, column: int, plan: ColumnPlan, unit: str, kept: list[int]) -> Matrix:
    numbers = np.empty((len(kept), 1))
    for at, index in enumerate(kept):
        cell = table.rows[index][column]
        number = parse_amount(cell, table.decimal, unit)
        if number is None:
            if not lacks_value(cell, plan, table.decimal, unit):
                of_unit = f" of {quoted(unit, 10)}" if unit else ""
                what = f"holds {quoted(cell, 30)}, which is not a number{of_unit}"
                advice = "Correct the cell, take it as missing, or read the column as words."
                raise LoadError(ODD_CELL, f"{table.place(index, column)} {what}. {advice}")
            number = np.nan
        elif abs(number) > _LARGEST:
            what = f"holds a number beyond {_LARGEST:g}, too large to compute with"
            raise LoadError("csv-cell", f"{table.place(index, column)} {what}. Correct the cell.")
        numbers[at] = number
    if np.isnan(numbers).all():
        name = quoted(table.header[column], 30)
        raise LoadError("table-plan", f"Column {name} has no number at all. Ignore it.")
    return numbers


def _encoded_words(table: CsvTable, column: int, plan: ColumnPlan, kept: list[int]) -> EncodedColumns:
    own = OWN_WORD if plan.missing is Missing.OWN else None
    cells = (table.rows[index][column] for index in kept)
    found = [own if is_missing(cell) else word_of(cell, table.decimal) for cell in cells]
    words = _ordered({word for word in found if word is not None})
    if not words:
        raise LoadError("table-plan", f"Column {quoted(plan.name, 30)} has no word at all. Ignore it.")
    if len(words) > _MOST_COLUMNS:
        what = f"Column {quoted(plan.name, 30)} has {len(words):,} different words"
        raise LoadError(_TOO_WIDE, f"{what}. Ignore it, or read it as numbers.")
    places = {word: place for place, word in enumerate(words)}
    labels = np.array([np.nan if word is None else places[word] for word in found])
    if plan.encoding is Encoding.LABEL:
        return EncodedColumns(column, plan, (plan.name,), (words,), read_only(labels[:, None].copy()))
    if len(words) * len(kept) > _MOST_NUMBERS:
        message = f"Column {quoted(plan.name, 30)} has too many different words for so many rows. Ignore it."
        raise LoadError(_TOO_WIDE, message)
    numbers = (labels[:, None] == np.arange(len(words))).astype(np.float64)
    numbers[np.isnan(labels)] = np.nan
    names = tuple(f"{plan.name} = {word}" for word in words)
    return EncodedColumns(column, plan, names, tuple((word,) for word in words), read_only(numbers))


def _ordered(words: set[str]) -> tuple[str, ...]:
    """Return words in an order that no order of rows changes: numbers by value, then the others by letters."""

    def key(word: str) -> tuple[bool, float, str]:
        number = parse_number(word, ".")
        return (number is None, number or 0.0, word)

    return tuple(sorted(words, key=key))


def _row_names(table: CsvTable, columns: tuple[ColumnPlan, ...], kept: list[int]) -> tuple[str, ...]:
    """Return what rows are called: by the column of names, else by the numbers that a spreadsheet and faults count."""
    named_by = next((at for at, plan in enumerate(columns) if plan.role is Role.NAME), None)
    if named_by is None:
        return tuple(str(table.row_numbers[index]) for index in kept)
    return tuple(
        shortened(table.rows[index][named_by].strip(), LONGEST_NAME) or str(table.row_numbers[index])
        for index in kept
    )


def _task(table: CsvTable, targets: tuple[EncodedColumns, ...], classifies: bool, kept: list[int]) -> Task:
    """Return what is asked of the targets. Raises LoadError where they are no classes, nor yes and no."""
    if not classifies:
        return Task.VALUES
    for target in targets:
        if target.plan.encoding is Encoding.ONE_HOT:
            if len(target.names) < 2:
                what = f"Column {quoted(target.plan.name, 30)} has one word only, {quoted(target.words[0][0], 20)}"
                raise LoadError(
                    "table-plan", f"{what}: there is nothing to tell apart. Choose another target."
                )
            if len(target.names) > _MOST_CLASSES:
                what = f"Column {quoted(target.plan.name, 30)} has {len(target.names):,} different words"
                raise LoadError(_TOO_WIDE, f"{what}, and at most {_MOST_CLASSES} classes are told apart.")
            continue
        wrong = ~np.isin(target.numbers[:, 0], (0.0, 1.0)) & ~np.isnan(target.numbers[:, 0])
        if wrong.any():
            index = kept[int(np.argmax(wrong))]
            cell = quoted(table.rows[index][target.column], 20)
            what = f"{table.place(index, target.column)} holds {cell}, but yes and no are 1 and 0"
            raise LoadError("table-plan", f"{what}. Make classes of its words, or predict numbers.")
    one_hot = [target for target in targets if target.plan.encoding is Encoding.ONE_HOT]
    return Task.CLASSES if len(targets) == len(one_hot) == 1 else Task.BITS


def commonest(numbers: Matrix) -> Matrix:
    """Return the row (k,) that stands most often in numbers (N, k), of one-hot columns or labels."""
    known = [tuple(row) for row in numbers[~np.isnan(numbers).any(axis=1)].tolist()]
    if not known:
        return np.zeros(numbers.shape[1])
    counts = Counter(known)
    most = max(counts.values())
    return np.array(min(row for row, count in counts.items() if count == most))
