"""A table as its dialog shows it: its cells, what stands in each column, and what is to be made of it. No Qt."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from nnlab.data import Dataset
from nnlab.data.splits import Split
from nnlab.data.tabular.columns import ColumnFacts, Kind, describe_all
from nnlab.data.tabular.encoding import check_cells, lacks_value
from nnlab.data.tabular.guessing import (
    Useless,
    guess_plan,
    may_be_classes,
    plan_for_role,
    suits_classes,
    why_useless,
    with_odd_missing,
)
from nnlab.data.tabular.plan import ColumnPlan, Encoding, Missing, Role, Scaling, TablePlan, TableSource
from nnlab.data.tabular.preparing import prepare
from nnlab.files.csv_table import CsvForm, CsvTable, parse_csv

_LINES_OFFERED = 8


@dataclass(frozen=True, eq=False, slots=True)
class Draft:
    """A table that is read, and the plan for it as it is so far. Every edit gives another draft."""

    text: bytes
    table: CsvTable
    facts: tuple[ColumnFacts, ...]
    plan: TablePlan

    @property
    def source(self) -> TableSource:
        """What a data set is prepared from."""
        return TableSource(self.text, self.plan)

    @property
    def target(self) -> int | None:
        """The first column that is to be learned."""
        return next(
            (place for place, column in enumerate(self.plan.columns) if column.role is Role.TARGET), None
        )


def read(text: bytes, form: CsvForm | None = None, plan: TablePlan | None = None) -> Draft:
    """Return the table in `text`: read as `form` says, else as `plan`, else as guessed; planned by `plan` if it fits.

    Raises LoadError, naming the row, where the text is no table in that form, or one without rows or values.
    """
    if form is None and plan is not None:
        form = plan.form
    table = parse_csv(text, form)
    check_cells(table)
    facts = describe_all(table)
    if plan is not None and tuple(column.name for column in plan.columns) == table.header:
        kept = replace(plan, form=table.form)
        # With another decimal mark a column may hold other things than the plan was made for.
        if all(_suits(column, fact) for column, fact in zip(plan.columns, facts, strict=True)):
            return Draft(text, table, facts, kept)
    guessed = guess_plan(table)
    split = guessed.split if plan is None else plan.split
    return Draft(text, table, facts, replace(guessed, split=split))


def prepared(draft: Draft, name: str) -> Dataset:
    """Return the data set that the draft makes. Raises LoadError or EngineError, naming what is in the way."""
    return prepare(draft.source, name)


# -- edits -----------------------------------------------------------------------------------------------


def with_column(draft: Draft, place: int, **changes: Any) -> Draft:
    """Return the draft with fields of the plan of one column changed."""
    columns = list(draft.plan.columns)
    columns[place] = replace(columns[place], **changes)
    return _with_columns(draft, columns)


def with_role(draft: Draft, place: int, role: Role, *, beside: bool = False) -> Draft:
    """Return the draft in which a column has another role.

    A new target takes the place of the one before, which becomes an input, unless it is learned `beside` it. Rows
    have one name: the column that was it before is ignored.
    """
    columns = list(draft.plan.columns)
    for other, column in enumerate(columns):
        if role is Role.TARGET and column.role is Role.TARGET and not beside:
            columns[other] = _planned(draft.facts[other], Role.INPUT, column)
        elif role is Role.NAME and column.role is Role.NAME:
            columns[other] = replace(column, role=Role.IGNORE)
    columns[place] = _planned(draft.facts[place], role, columns[place])
    return _with_columns(draft, columns)


def with_odd_cells_missing(draft: Draft, places: Iterable[int], on: bool) -> Draft:
    """Return the draft in which cells that are no number count as missing in these columns, or are refused again."""
    columns = list(draft.plan.columns)
    for place in places:
        columns[place] = with_odd_missing(columns[place], on)
    return _with_columns(draft, columns)


def with_classes(draft: Draft, classifies: bool) -> Draft:
    """Return the draft whose targets 0 and 1 are yes and no, or numbers like any other."""
    return replace(draft, plan=replace(draft.plan, classifies=classifies))


def with_split(draft: Draft, split: Split) -> Draft:
    """Return the draft with other samples left out of the training."""
    return replace(draft, plan=replace(draft.plan, split=split))


def _with_columns(draft: Draft, columns: list[ColumnPlan]) -> Draft:
    """Return the draft with these plans; whether it classifies is chosen, and guessed anew only for other targets."""
    same_targets = _targets(columns) == _targets(draft.plan.columns)
    classifies = draft.plan.classifies if same_targets else suits_classes(columns, draft.facts)
    return replace(draft, plan=replace(draft.plan, columns=tuple(columns), classifies=classifies))


def _targets(columns: Iterable[ColumnPlan]) -> list[tuple[int, Encoding]]:
    """Return which columns are learned, and in which encoding."""
    return [(place, column.encoding) for place, column in enumerate(columns) if column.role is Role.TARGET]


def _planned(fact: ColumnFacts, role: Role, before: ColumnPlan) -> ColumnPlan:
    """Return what is made of a column in a role; what is missing in it is filled, or where it is learned, left out."""
    plan = plan_for_role(fact, role)
    if before.odd_missing and role in (Role.INPUT, Role.TARGET):
        return with_odd_missing(plan, True)
    if plan.missing is Missing.REFUSE and fact.missing and role in (Role.INPUT, Role.TARGET):
        return replace(plan, missing=Missing.FILL if role is Role.INPUT else Missing.DROP)
    return plan


def _suits(column: ColumnPlan, fact: ColumnFacts) -> bool:
    return column.encoding is not Encoding.NUMBER or fact.kind is Kind.NUMBER or fact.is_numeric


# -- what can be chosen ----------------------------------------------------------------------------------


def encodings_of(draft: Draft, place: int) -> tuple[Encoding, ...]:
    """Return the ways in which the cells of a column can become numbers."""
    words = (Encoding.ONE_HOT, Encoding.LABEL)
    fact = draft.facts[place]
    return (Encoding.NUMBER, *words) if fact.kind is Kind.NUMBER or fact.is_numeric else words


def asks_for_classes(draft: Draft, place: int) -> bool:
    """Return whether what is learned as a number may be meant as classes, so that this is to be asked."""
    column = draft.plan.columns[place]
    is_amount = column.role is Role.TARGET and column.encoding is Encoding.NUMBER
    return is_amount and may_be_classes(draft.facts[place])


def scalings_of(draft: Draft, place: int) -> tuple[Scaling, ...]:
    """Return the scales that the numbers of a column can have; nothing where there is nothing to scale."""
    column = draft.plan.columns[place]
    is_learned = column.role is Role.TARGET and draft.plan.classifies
    if column.role not in (Role.INPUT, Role.TARGET) or column.encoding is Encoding.ONE_HOT or is_learned:
        return ()
    return tuple(Scaling)


def treatments_of(draft: Draft, place: int) -> tuple[Missing, ...]:
    """Return what can become of cells without a value; nothing where there are none, or nobody asks."""
    column = draft.plan.columns[place]
    if column.role not in (Role.INPUT, Role.TARGET) or not missing_in(draft, place):
        return ()
    if column.role is Role.TARGET:  # what is learned cannot be made up
        return (Missing.DROP, Missing.REFUSE)
    own = (Missing.OWN,) if column.encoding is not Encoding.NUMBER else ()
    return (Missing.FILL, Missing.DROP, *own, Missing.REFUSE)


def has_odd_cells(draft: Draft, place: int) -> bool:
    """Return whether a column that is used as numbers has cells that are none."""
    column = draft.plan.columns[place]
    used = column.role in (Role.INPUT, Role.TARGET)
    return used and column.encoding is Encoding.NUMBER and bool(draft.facts[place].odd_count)


def refused_columns(draft: Draft) -> tuple[int, ...]:
    """Return the columns in which cells that are no number keep the table from being opened."""
    return tuple(
        place
        for place, column in enumerate(draft.plan.columns)
        if has_odd_cells(draft, place) and not column.odd_missing
    )


def many_words_in(draft: Draft) -> tuple[str, ...]:
    """Return the names of the columns that are ignored, and would be inputs but for their many words."""
    return tuple(
        column.name
        for place, column in enumerate(draft.plan.columns)
        if column.role is Role.IGNORE and why_useless(draft.facts[place], place) is Useless.MANY_WORDS
    )


def missing_in(draft: Draft, place: int) -> int:
    """Return how many cells of a column count as missing."""
    counts_odd = has_odd_cells(draft, place) and draft.plan.columns[place].odd_missing
    return draft.facts[place].missing + (draft.facts[place].odd_count if counts_odd else 0)


def is_missing(draft: Draft, row: int, column: int) -> bool:
    """Return whether a cell, both from 0, counts as missing."""
    plan, unit = draft.plan.columns[column], draft.facts[column].unit
    return lacks_value(draft.table.rows[row][column], plan, draft.table.decimal, unit)


def next_missing(draft: Draft, column: int, row: int | None, by: int) -> int | None:
    """Return the row (from 0) of the next cell of a column without a value, or of the one before; round the ends."""
    rows = draft.table.rows
    start = (-1 if by > 0 else len(rows)) if row is None else row
    places = ((start + by * step) % len(rows) for step in range(1, len(rows) + 1))
    return next((place for place in places if is_missing(draft, place, column)), None)


def lines_offered(table: CsvTable) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the lines of the file that may name the columns, and those that may be the last of the table."""
    lines = sorted(
        {*table.outside, *table.row_numbers[:_LINES_OFFERED], *table.row_numbers[-_LINES_OFFERED:]}
    )
    first = [line for line in lines[:_LINES_OFFERED] if line > 1]
    last = [line for line in lines[-_LINES_OFFERED:-1] if line > table.above + 1]
    return tuple(first), tuple(last)


def row_at(draft: Draft, number: int) -> int | None:
    """Return the row (from 0) that is this line of the file."""
    try:
        return draft.table.row_numbers.index(number)
    except ValueError:
        return None
