"""`nnlab data show`: what is guessed of a table, column by column, and the data set that becomes of it."""

from typing import Any
from unicodedata import east_asian_width

from nnlab.data import Dataset
from nnlab.data.splits import Split
from nnlab.data.tabular.columns import ColumnFacts, Kind, describe, describe_all
from nnlab.data.tabular.guessing import Useless, passed_over, why_useless
from nnlab.data.tabular.plan import ColumnPlan, Role, TableSource
from nnlab.engine import Task
from nnlab.files.csv_table import CsvTable, parse_csv
from nnlab.files.errors import FileError, counted, quoted, shortened, visible

_MOST_WORDS = 6
_MOST_LINES = 3
_MOST_OUTSIDE = 12
_MOST_COLUMNS = 40
_WIDEST = 20
_WHY_LEFT_OUT = {
    Useless.ONE_VALUE: "left out: nothing to tell apart",
    Useless.COUNTS_ROWS: "left out: it only counts rows",
    Useless.MANY_WORDS: "left out: too many different words",
}
_DELIMITERS = {"\t": "tabs", ";": "semicolons", ",": "commas", "|": "bars", " ": "blanks"}


def table_object(source: TableSource, prepared: "Dataset | FileError") -> dict[str, Any]:
    """Return what `nnlab data show --json` prints."""
    table = parse_csv(source.text, source.plan.form)
    form, split = source.plan.form, source.plan.split
    columns = zip(source.plan.columns, describe_all(table), strict=True)
    return {
        "encoding": form.encoding,
        "delimiter": form.delimiter,
        "decimal": form.decimal,
        "header": form.has_header,
        "lines_above": form.above,
        "last_line": form.last or None,
        "lines_outside": list(table.outside),
        "rows": len(table.rows),
        "columns": [_column_object(plan, fact) for plan, fact in columns],
        "classifies": source.plan.classifies,
        "split": {
            "test": split.test,
            "validation": split.validation,
            "stratified": split.stratified,
            "seed": split.seed,
        },
        "data": _data_object(prepared) if isinstance(prepared, Dataset) else None,
        "fault": None if isinstance(prepared, Dataset) else prepared.message,
    }


def _column_object(plan: ColumnPlan, fact: ColumnFacts) -> dict[str, Any]:
    return {
        "name": plan.name,
        "role": plan.role.value,
        "encoding": plan.encoding.value,
        "scaling": plan.scaling.value,
        "missing_cells": plan.missing.value,
        "kind": fact.kind.value,
        "values": fact.count,
        "distinct": fact.distinct,
        "words": list(fact.words) if fact.kind is Kind.TEXT else None,
        "missing": fact.missing,
        "missing_rows": list(fact.first_missing),
        "odd_rows": list(fact.odd),
        "odd": fact.odd_count,
        "odd_as_missing": plan.odd_missing,
        "unit": fact.unit,
        "least": fact.least,
        "greatest": fact.greatest,
        "mean": fact.mean,
    }


def _data_object(data: Dataset) -> dict[str, Any]:
    parts = {"train": data, "validation": data.validation, "test": data.test}
    return {
        "task": data.task.value,
        "inputs": list(data.input_names),
        "targets": list(data.target_names),
        "samples": {name: 0 if part is None else len(part.targets) for name, part in parts.items()},
    }


def table_text(name: str, source: TableSource, prepared: "Dataset | FileError") -> str:
    """Return what `nnlab data show` prints for people."""
    form = source.plan.form
    table = parse_csv(source.text, form)
    mark = "point" if form.decimal == "." else "comma"
    names = f"names in line {table.above + 1}" if table.above else "names in the first row"
    header = names if form.has_header else "no names of columns"
    lines = [
        f"{visible(name)}  {counted(len(table.rows), 'row')}, {counted(len(table.header), 'column')}",
        f"  read as   {form.encoding}, {_DELIMITERS[form.delimiter]} between cells, decimal {mark}, {header}",
        "",
        *_column_lines(table, source),
        "",
    ]
    if isinstance(prepared, Dataset):
        return "\n".join([*lines, *_data_lines(prepared, source.plan.split)])
    return "\n".join([*lines, f"  {prepared.message}"])


def _column_lines(table: CsvTable, source: TableSource) -> list[str]:
    shown = source.plan.columns[:_MOST_COLUMNS]
    names = [shortened(visible(plan.name), _WIDEST) for plan in shown]
    width = max(map(_columns_of_screen, names))
    lines = [
        f"  {name}{' ' * (width - _columns_of_screen(name))}  {plan.role.value:<6}  "
        f"{_what(plan, describe(table, at), at)}"
        for at, (name, plan) in enumerate(zip(names, shown, strict=True))
    ]
    rest = len(source.plan.columns) - len(shown)
    return [*lines, f"  … and {rest:,} more"] if rest else lines


def _columns_of_screen(text: str) -> int:
    """Return how wide a text is: Korean letters take two columns each."""
    return sum(1 + (east_asian_width(character) in "WF") for character in text)


def _what(plan: ColumnPlan, fact: ColumnFacts, at: int) -> str:
    """Return what a column holds, and what becomes of it."""
    if fact.kind is Kind.NUMBER:
        found = _range(fact.least or 0.0, fact.greatest or 0.0)
        found += f" in “{visible(fact.unit)}”" if fact.unit else ""
    else:
        words = ", ".join(shortened(visible(word), _WIDEST) for word in fact.words[:_MOST_WORDS])
        found = f"{counted(fact.distinct, 'word')}: {words}{' …' if fact.distinct > _MOST_WORDS else ''}"
    parts = [found if fact.count else "nothing"]
    if plan.role in (Role.INPUT, Role.TARGET):
        parts.append(plan.encoding.value if plan.scaling.value == "none" else f"scaled {plan.scaling.value}")
    elif plan.role is Role.IGNORE and (why := why_useless(fact, at)) is not None:
        parts.append(_WHY_LEFT_OUT[why])
    if fact.missing:
        rows = ", ".join(map(str, fact.first_missing[:_MOST_LINES]))
        rows += "" if fact.missing <= _MOST_LINES else " …"
        parts.append(f"{fact.missing:,} missing (line {rows})")
    if fact.odd:
        taken = " taken as missing" if plan.odd_missing else ""
        parts.append(f"{fact.odd_count:,} no number{taken} (line {_lines_said(fact)})")
    if (fact.missing or (fact.odd and plan.odd_missing)) and plan.role in (Role.INPUT, Role.TARGET):
        parts.append(plan.missing.value)
    return "; ".join(parts)


def _lines_said(fact: ColumnFacts) -> str:
    """Return the first lines of the file in which a cell of a column is no number."""
    return ", ".join(map(str, fact.odd[:_MOST_LINES])) + ("" if fact.odd_count <= _MOST_LINES else " …")


def _range(least: float, greatest: float) -> str:
    """Return the least and the greatest number with as many digits as tell them apart."""
    if f"{least:g}" != f"{greatest:g}" or least == greatest:
        return f"{least:g} to {greatest:g}"
    return f"{least!r} to {greatest!r}"


def passed_over_text(source: TableSource) -> str:
    """Return the sentence that says which column would be the target, had it something to tell apart; else nothing."""
    missed = passed_over(describe_all(parse_csv(source.text, source.plan.form)))
    targets = [quoted(plan.name, _WIDEST) for plan in source.plan.columns if plan.role is Role.TARGET]
    if missed is None or not targets or quoted(missed.name, _WIDEST) in targets:
        return ""
    has = "one value only" if missed.count else "no value"
    return (
        f"{quoted(missed.name, _WIDEST)} has {has}, so {' and '.join(targets[:3])} is taken as the target. "
        "Name another with --target."
    )


def outside_text(source: TableSource) -> str:
    """Return the sentence that says which lines above and below the table are no part of it; nothing where none is."""
    lines = parse_csv(source.text, source.plan.form).outside
    if not lines:
        return ""
    listed = ", ".join(f"{line:,}" for line in lines[:_MOST_OUTSIDE]) + (
        " …" if lines[_MOST_OUTSIDE:] else ""
    )
    what = f"line {listed} is" if len(lines) == 1 else f"lines {listed} are"
    return f"{what} taken for no part of the table. Correct that with --header-row and --last-row."


def many_words_text(source: TableSource) -> str:
    """Return the sentence that says which columns are left out for their many words; nothing where none is."""
    facts = describe_all(parse_csv(source.text, source.plan.form))
    names = [
        f"{quoted(plan.name, _WIDEST)} ({fact.distinct:,})"
        for at, (plan, fact) in enumerate(zip(source.plan.columns, facts, strict=True))
        if plan.role is Role.IGNORE and why_useless(fact, at) is Useless.MANY_WORDS
    ]
    if not names:
        return ""
    rest = f" and {counted(len(names) - _MOST_LINES, 'column')} more" if len(names) > _MOST_LINES else ""
    listed = f"{', '.join(names[:_MOST_LINES])}{rest}"
    return f"left out for too many different words: {listed}. Take one in with --words."


def taken_as_missing_text(source: TableSource) -> str:
    """Return the sentence that says which cells are no numbers and count as missing, and what becomes of them."""
    facts = describe_all(parse_csv(source.text, source.plan.form))
    said = [
        f"{quoted(plan.name, _WIDEST)} {fact.odd_count:,} (line {_lines_said(fact)}; {plan.missing.value})"
        for plan, fact in zip(source.plan.columns, facts, strict=True)
        if plan.odd_missing and fact.odd and plan.role in (Role.INPUT, Role.TARGET)
    ]
    if not said:
        return "every cell of these columns is a number or has no value: nothing more counts as missing."
    rest = f" and {counted(len(said) - _MOST_LINES, 'column')} more" if len(said) > _MOST_LINES else ""
    return f"cells that are no number count as missing: {', '.join(said[:_MOST_LINES])}{rest}."


def _data_lines(data: Dataset, split: Split) -> list[str]:
    parts = [f"{len(data.targets):,} to train on"]
    if data.validation is not None:
        parts.append(f"{len(data.validation.targets):,} for validation")
    if data.test is not None:
        parts.append(f"{len(data.test.targets):,} for the test")
    stratified = split.stratified and data.task is not Task.VALUES  # numbers have no shares to keep
    drawn = f" (seed {split.seed}{', stratified' if stratified else ''})" if len(parts) > 1 else ""
    inputs, targets = counted(len(data.input_names), "input"), counted(len(data.target_names), "target")
    return [f"  task      {data.task.value}: {inputs}, {targets}", f"  samples   {', '.join(parts)}{drawn}"]
