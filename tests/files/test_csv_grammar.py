"""Two thousand tables of a grammar, read as they were meant; and damaged ones, read or refused, never anything else."""

import random
import re

import pytest

from nnlab.data.tabular.columns import unit_of
from nnlab.data.tabular.guessing import guess_plan
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.preparing import prepare
from nnlab.files import LoadError
from nnlab.files.csv_table import CsvForm, CsvTable, guess_form, parse_csv
from nnlab.files.csv_units import parse_amount
from tests.files.csv_grammar import Made, broken_table, made_table
from tests.files.mutants import mutant

CASES, BATCHES = 2000, 8
MUTANTS_OF_LONG = 100_000
LOCATED = {"csv-ragged", "csv-syntax", "csv-cell", "csv-missing"}


def assert_read(made: Made, table: CsvTable, where: str) -> None:
    assert (table.header, table.rows) == (made.header, made.rows), where
    assert table.row_numbers == made.row_numbers, where
    for column, truth in enumerate(made.numbers):
        if truth is not None:
            unit = unit_of(table, column)
            assert unit == made.units[column], where
            cells = [cells[column] for cells in table.rows]
            assert [parse_amount(cell, table.decimal, unit) for cell in cells] == list(truth), where


@pytest.mark.parametrize("batch", range(BATCHES))
def test_that_tables_are_read_as_they_were_meant(batch: int) -> None:
    told = 0
    for case in range(batch, CASES, BATCHES):
        made = made_table(random.Random(case))
        where = f"case {case}: {made.form} {made.data[:200]!r}"
        assert_read(made, parse_csv(made.data, made.form), where)
        if made.tells:
            told += 1
            guessed = parse_csv(made.data)
            assert_read(made, guessed, where)
            assert guessed.form == guess_form(made.data), where
    assert told > CASES / BATCHES / 3


@pytest.mark.parametrize("batch", range(BATCHES))
def test_that_a_broken_row_is_named(batch: int) -> None:
    broken = 0
    for case in range(batch, CASES, BATCHES):
        made = broken_table(random.Random(-case - 1))
        if not made.fault:
            continue
        broken += 1
        with pytest.raises(LoadError) as caught:
            parse_csv(made.data, made.form)
        where = f"case {case}: {made.form} {made.data[:200]!r}"
        assert caught.value.code == made.fault, where
        assert caught.value.message.startswith(f"Line {made.fault_row} "), where
    assert broken > CASES / BATCHES / 2


def refusal(data: bytes, form: CsvForm | None) -> LoadError | None:
    """Return why a text is refused somewhere on its way to a data set, or None."""
    try:
        prepare(TableSource(data, guess_plan(parse_csv(data, form))), "mutant")
    except LoadError as fault:
        return fault
    return None


def test_that_mutants_are_read_or_refused(request: pytest.FixtureRequest) -> None:
    asked = request.config.getoption("--mutants")
    count = max(asked, MUTANTS_OF_LONG) if request.config.getoption("--long") else asked // 10
    rng = random.Random(request.config.getoption("--mutant-seed"))
    outcomes = {"prepared": 0, "refused": 0}
    for number in range(count):
        made = made_table(random.Random(number % CASES))
        data = mutant([made.data], rng)
        form = made.form if rng.random() < 0.5 else None
        fault = refusal(data, form)
        outcomes["prepared" if fault is None else "refused"] += 1
        if fault is not None:
            assert len(fault.message) <= 240
            assert fault.code not in LOCATED or re.search(r"\bLine \d", fault.message), fault.message
    assert min(outcomes.values()) > count / 20, outcomes
