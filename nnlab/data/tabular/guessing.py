"""What a table is probably meant to be: which column is the answer, which are the questions, and which neither."""

import re
from dataclasses import replace
from enum import Enum

from nnlab.data.splits import Split
from nnlab.data.tabular.columns import ColumnFacts, Kind, describe_all
from nnlab.data.tabular.plan import ColumnPlan, Encoding, Missing, Role, Scaling, TablePlan
from nnlab.files.csv_table import CsvTable
from nnlab.files.patience import Cancelled

# The first of these that a table has is its answer; several of one kind, as y1 and y2, are it together.
_TARGET_NAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(class[_ ]?)?label|라벨|레이블|정답",
        r"target([_ ]?\d+)?|목표(값)?|타깃|타겟",
        r"class(es)?|category|species|diagnosis|분류|클래스|범주|종류|종|품종|진단",
        r"y([_ ]?\d+)?|out(put)?([_ ]?\d+)?|출력",
        r"outcome|result|answer|결과|등급|합격|합격 ?여부",
    )
)
_CLASS_NAMES = (*_TARGET_NAMES[:1], *_TARGET_NAMES[2:3])  # whose whole numbers are classes, not amounts
_ID_NAME = re.compile(
    r"(.*[_ ])?(id|no\.?|nr\.?|index|number|row)|#|unnamed: 0|번호|학번|순번|연번", re.IGNORECASE
)
MOST_CLASSES = 100
_MOST_NUMBERED_CLASSES = 20
_MOST_WORDS = 20  # of an input: each of them becomes a column
# Numbers that go further are scaled: networks begin with weights for inputs about as large as 1.
_NEAR = 2.0
_LARGE_TARGET = 10.0
_ROWS_TO_WATCH, _WATCHED = 20, Split(validation=0.2)
_ROWS_TO_JUDGE, _JUDGED = 100, Split(validation=0.15, test=0.15)


class Useless(Enum):
    """Why nothing is guessed to be learned from a column."""

    ONE_VALUE = "one value"  # or none at all
    COUNTS_ROWS = "counts rows"
    MANY_WORDS = "many words"  # each would be an input, and stands in few samples


def guess_plan(table: CsvTable, cancelled: Cancelled | None = None) -> TablePlan:
    """Return what the columns of a table are probably for, and how they become numbers.

    The target is what its name calls a label, class, target and the like, else the last column that can be one. Rows
    are named by a column of words that are all different; numbers that only count rows, and words of too many kinds
    to be inputs, are ignored. Missing inputs are filled, rows without a target dropped. The
    training is watched by samples for validation, a fifth of twenty rows or more; of a hundred rows both these and
    those for the test, which judge what was chosen by the others, are 15 %. Raises LoadError only when `cancelled`.
    """
    facts = describe_all(table, cancelled)
    targets = _targets(facts)
    named_by = _row_names(facts, targets)
    columns = [
        _target_plan(fact)
        if place in targets
        else replace(_input_plan(fact, place), role=Role.NAME)
        if place == named_by
        else _input_plan(fact, place)
        for place, fact in enumerate(facts)
    ]
    if all(column.role is not Role.INPUT for column in columns):
        columns = _with_any_input(columns, facts)
    return TablePlan(table.form, tuple(columns), suits_classes(columns, facts), _split(len(table.rows)))


def _split(rows: int) -> Split:
    """Return how so many rows are parted, so that nobody chooses by the samples that judge the end."""
    if rows >= _ROWS_TO_JUDGE:
        return _JUDGED
    return _WATCHED if rows >= _ROWS_TO_WATCH else Split()


def suits_classes(
    columns: "list[ColumnPlan] | tuple[ColumnPlan, ...]", facts: tuple[ColumnFacts, ...]
) -> bool:
    """Return whether the targets of a plan are classes or yes and no, rather than numbers."""
    targets = [(plan, fact) for plan, fact in zip(columns, facts, strict=True) if plan.role is Role.TARGET]
    return bool(targets) and all(
        plan.encoding is Encoding.ONE_HOT
        or (plan.encoding is Encoding.NUMBER and fact.is_binary)
        or (plan.encoding is Encoding.LABEL and fact.distinct == 2)
        for plan, fact in targets
    )


def plan_for_role(fact: ColumnFacts, role: Role) -> ColumnPlan:
    """Return what is probably made of a column that is given this role."""
    match role:
        case Role.TARGET:
            return _target_plan(fact)
        case Role.INPUT:
            return _as_input(fact)
        case _:
            return ColumnPlan(
                fact.name, role, Encoding.NUMBER if fact.kind is Kind.NUMBER else Encoding.ONE_HOT
            )


def plan_as_words(fact: ColumnFacts, role: Role) -> ColumnPlan:
    """Return what is made of a column in this role when its cells are words, whatever they look like."""
    plan = plan_for_role(fact, role)
    return replace(plan, encoding=Encoding.ONE_HOT, scaling=Scaling.NONE)


def with_odd_missing(plan: ColumnPlan, on: bool) -> ColumnPlan:
    """Return the plan of a column of numbers in which cells that are none count as missing, or are refused again.

    What becomes of missing cells is chosen then as for any others, unless it was before.
    """
    missing = plan.missing
    if on and missing is Missing.REFUSE:
        missing = Missing.DROP if plan.role is Role.TARGET else Missing.FILL
    return replace(plan, odd_missing=on, missing=missing)


def _targets(facts: tuple[ColumnFacts, ...]) -> set[int]:
    """Return the positions of the columns that are to be learned."""
    for pattern in _TARGET_NAMES:
        named = [
            place for place, fact in enumerate(facts) if pattern.fullmatch(fact.name) and _can_be_target(fact)
        ]
        if named and len(named) < len(facts):
            return set(named)
    able = [
        place for place, fact in enumerate(facts) if _can_be_target(fact) and not _counts_rows(fact, place)
    ]
    return set(able[-1:] or [len(facts) - 1])


def passed_over(facts: tuple[ColumnFacts, ...]) -> ColumnFacts | None:
    """Return the column that is called a target, else the last, where it has no two values; None where it has them."""
    for pattern in _TARGET_NAMES:
        named = [fact for fact in facts if pattern.fullmatch(fact.name)]
        if named:
            return named[-1] if all(fact.distinct < 2 for fact in named) else None
    return facts[-1] if facts[-1].distinct < 2 else None


def _can_be_target(fact: ColumnFacts) -> bool:
    return fact.kind is Kind.NUMBER or 2 <= fact.distinct <= min(MOST_CLASSES, max(2, fact.count // 2))


def _row_names(facts: tuple[ColumnFacts, ...], targets: set[int]) -> int | None:
    """Return the position of the first column of words that are all different, or None."""
    for place, fact in enumerate(facts):
        if (
            place not in targets
            and fact.kind is Kind.TEXT
            and fact.count == fact.distinct > 1
            and not fact.missing
        ):
            return place
    return None


def may_be_classes(fact: ColumnFacts) -> bool:
    """Return whether the numbers of a column, taken for amounts, could as well be those of classes, as 0, 1 and 2."""
    again = 2 * fact.distinct <= fact.count
    return again and not fact.odd and _is_numbered(fact)


def _is_numbered(fact: ColumnFacts) -> bool:
    return fact.whole and not fact.is_binary and 2 <= fact.distinct <= _MOST_NUMBERED_CLASSES


def _target_plan(fact: ColumnFacts) -> ColumnPlan:
    numbered = _is_numbered(fact) and any(pattern.fullmatch(fact.name) for pattern in _CLASS_NAMES)
    if fact.kind is Kind.TEXT or numbered:
        return ColumnPlan(fact.name, Role.TARGET, Encoding.ONE_HOT, Scaling.NONE, Missing.DROP)
    large = max(abs(fact.least or 0.0), abs(fact.greatest or 0.0)) > _LARGE_TARGET
    scaling = Scaling.STANDARD if large else Scaling.NONE
    return ColumnPlan(fact.name, Role.TARGET, Encoding.NUMBER, scaling, Missing.DROP)


def _input_plan(fact: ColumnFacts, place: int) -> ColumnPlan:
    plan = _as_input(fact)
    return plan if why_useless(fact, place) is None else replace(plan, role=Role.IGNORE)


def why_useless(fact: ColumnFacts, place: int) -> Useless | None:
    """Return why the column at this position, counted from 0, is no input until somebody says so; None where it is."""
    if fact.distinct < 2:
        return Useless.ONE_VALUE
    if _counts_rows(fact, place):
        return Useless.COUNTS_ROWS
    return Useless.MANY_WORDS if fact.kind is Kind.TEXT and fact.distinct > _MOST_WORDS else None


def _as_input(fact: ColumnFacts) -> ColumnPlan:
    missing = Missing.FILL if fact.missing else Missing.REFUSE
    if fact.kind is Kind.TEXT:
        return ColumnPlan(fact.name, Role.INPUT, Encoding.ONE_HOT, Scaling.NONE, missing)
    least, greatest = fact.least or 0.0, fact.greatest or 0.0
    small = max(abs(least), abs(greatest)) <= _NEAR
    return ColumnPlan(
        fact.name, Role.INPUT, Encoding.NUMBER, Scaling.NONE if small else Scaling.STANDARD, missing
    )


def _counts_rows(fact: ColumnFacts, place: int) -> bool:
    """Return whether a column of whole numbers only says which row it is."""
    all_different = fact.whole and fact.distinct == fact.count > 1 and not fact.unit
    runs = all_different and (fact.greatest or 0) - (fact.least or 0) == fact.count - 1
    return all_different and (bool(_ID_NAME.fullmatch(fact.name)) or (runs and place == 0 and fact.count > 9))


def _with_any_input(columns: list[ColumnPlan], facts: tuple[ColumnFacts, ...]) -> list[ColumnPlan]:
    """Return the plans with what was ignored as inputs, for a table that has nothing else to learn from."""
    return [
        _as_input(fact) if plan.role is Role.IGNORE and fact.count and fact.kind is Kind.NUMBER else plan
        for plan, fact in zip(columns, facts, strict=True)
    ]
