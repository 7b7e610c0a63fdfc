"""A network that learned from a table is asked in its numbers and words."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlab.data.points import with_point
from nnlab.data.splits import Split
from nnlab.data.tabular.asking import Questions, cells_of, inputs_of, inputs_of_table
from nnlab.data.tabular.encoding import encode
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.sources import table_from_bytes, table_from_text
from nnlab.engine import EngineError
from nnlab.files import LoadError, parse_csv
from tests.files.csv_grammar import made_table

ROWS = "".join(f"{n};{n * 3 % 70},5;{['red', 'blue', 'NA'][n % 3]};{'xz'[n % 2]}\n" for n in range(1, 31))


@pytest.fixture
def source() -> TableSource:
    return table_from_text(f"id;length;colour;class\n{ROWS}")


@pytest.fixture
def questions(source: TableSource) -> Questions:
    return Questions.of_table(source)


def test_that_only_inputs_are_asked_for(questions: Questions) -> None:
    assert questions.columns == ("length", "colour")


def test_that_cells_of_a_row_give_its_inputs(source: TableSource, questions: Questions) -> None:
    data = prepare(source, "t")
    for row in (0, 1, 2, 5):
        cells = ROWS.splitlines()[int(data.row_names[row]) - 2].split(";")
        np.testing.assert_allclose(inputs_of(questions, cells[1:3]), data.inputs[row], atol=1e-12)


def test_that_a_point_is_a_decimal_mark_of_whoever_types(questions: Questions) -> None:
    np.testing.assert_array_equal(inputs_of(questions, ["3.5", "red"]), inputs_of(questions, ["3,5", "red"]))


def test_that_a_cell_is_read_as_the_table_reads_it() -> None:
    table = "price;area;rent\n" + "".join(f"{n}.000;{n},5;{2 * n},25\n" for n in range(1, 13))
    source = table_from_text(table)
    questions = Questions.of_table(source)
    raw = questions.scales.raw_inputs(inputs_of(questions, ["24.000", "1.5"])[None])
    np.testing.assert_allclose(raw, [[24_000, 1.5]])


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        (b"a;b\n1,5;2,25\n2.000;4\n", [[1.5, 2.25], [2000, 4]]),
        (b"a,b\n1.5,2.25\n2.000,4\n", [[1.5, 2.25], [2, 4]]),
    ],
)
@pytest.mark.parametrize("mark", [".", ","])
def test_that_the_numbers_of_a_table_are_read_by_the_mark_they_show(
    mark: str, asked: bytes, meant: list[list[float]]
) -> None:
    learned = "a;b;y\n" + "".join(f"{n}.5;{2 * n}.25;{n}.5\n".replace(".", mark) for n in range(1, 12))
    questions = Questions.of_table(table_from_text(learned))
    assert questions.decimal == mark
    np.testing.assert_allclose(
        questions.scales.raw_inputs(inputs_of_table(questions, parse_csv(asked))), meant
    )


@pytest.mark.parametrize(("mark", "meant"), [(".", 2.0), (",", 2000.0)])
def test_that_numbers_that_show_no_mark_are_read_as_the_table_was(mark: str, meant: float) -> None:
    learned = "a;b;y\n" + "".join(f"{n}.5;{2 * n}.25;{n}.5\n".replace(".", mark) for n in range(1, 12))
    questions = Questions.of_table(table_from_text(learned))
    inputs = inputs_of_table(questions, parse_csv(b"a;b\n2.000;1\n"))
    np.testing.assert_allclose(questions.scales.raw_inputs(inputs), [[meant, 1]])


@given(seed=st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_that_the_rows_of_a_table_are_asked_as_the_inputs_they_were(seed: int) -> None:
    """Of any table that can be learned from, whatever its mark; it is read as its plan says, or guessed anew."""
    made = made_table(Random(seed))
    try:
        source = table_from_bytes(made.data)
        source = replace(source, plan=replace(source.plan, split=Split()))
        data = prepare(source, "t")
        rows = encode(source.text, source.plan).rows
    except LoadError:
        return  # no column is a target, or nothing is there to learn
    table = parse_csv(made.data, source.plan.form)
    asked = replace(
        table, rows=tuple(table.rows[row] for row in rows), row_numbers=tuple(range(1, len(rows) + 1))
    )
    inputs = inputs_of_table(Questions.of_table(source), asked)
    np.testing.assert_allclose(inputs, data.inputs, atol=1e-9)


@pytest.mark.parametrize(
    ("text", "with_comma", "with_point"),
    [
        ("5,1; red", ["5,1", "red"], ["5,1", "red"]),
        ("5,1, red", ["5,1", "red"], ["5", "1", "red"]),
        ("5,1 red", ["5,1", "red"], ["5", "1 red"]),
        ("5.1,red", ["5.1,red"], ["5.1", "red"]),
        ("5 red", ["5", "red"], ["5", "red"]),
        ("5,1", ["5,1"], ["5", "1"]),
    ],
)
def test_that_a_decimal_comma_parts_no_cells(
    questions: Questions, text: str, with_comma: list[str], with_point: list[str]
) -> None:
    assert questions.decimal == ","
    assert cells_of(questions, text) == with_comma
    assert cells_of(replace(questions, decimal="."), text) == with_point


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        (["1"], "2 inputs, but 1"),
        (["x", "red"], "“length” takes a number, but “x”"),
        (["1", "green"], "“colour” knows no “green”, but “blue”, “red”"),
        (["NA", "red"], "“length” needs a value"),
    ],
)
def test_that_what_cannot_be_asked_is_named(questions: Questions, cells: list[str], says: str) -> None:
    with pytest.raises(EngineError, match=says):
        inputs_of(questions, cells)


def test_that_columns_of_a_table_are_found_by_their_names(questions: Questions) -> None:
    asked = inputs_of_table(questions, parse_csv(b"class,colour,length\nx,red,3.5\nx,NA,7\n"))
    np.testing.assert_array_equal(asked[0], inputs_of(questions, ["3.5", "red"]))
    assert asked.shape == (2, 3)
    with pytest.raises(LoadError, match="Line 3: the column “colour” knows no"):
        inputs_of_table(questions, parse_csv(b"colour,length\nred,3.5\npink,7\n"))
    with pytest.raises(LoadError, match="no column “length”"):
        inputs_of_table(questions, parse_csv(b"a,b,c\n1,2,3\n"))


def test_that_a_table_whose_samples_were_edited_is_asked_as_it_came(source: TableSource) -> None:
    data = prepare(source, "t")
    edited = with_point(data, data.inputs[0], data.targets[0])
    assert edited.scales is not None
    questions = Questions.of_edited(edited.scales)
    assert questions.columns == ("length", "colour")
    for cells in (["3.5", "red"], ["66", "blue"]):
        asked = inputs_of(questions, cells)
        np.testing.assert_allclose(asked, inputs_of(Questions.of_table(source), cells))
    with pytest.raises(
        EngineError, match="“colour” needs a value"
    ):  # what it was filled with is told no more
        inputs_of(questions, ["3.5", "NA"])


def test_that_numbers_may_be_asked_about_with_their_units_or_without() -> None:
    rows = "".join(f'{50 + n}%,"{n},215원",{"xz"[n % 2]}\n' for n in range(1, 31))
    source = table_from_text(f"present,money,class\n{rows}")
    data, questions = prepare(source, "t"), Questions.of_table(source)
    assert questions.columns == ("present", "money")
    row = int(data.row_names[0]) - 1  # the first line has names
    for cells in ([f"{50 + row}%", f"{row},215원"], [str(50 + row), f"{row}215"]):
        np.testing.assert_allclose(inputs_of(questions, cells), data.inputs[0], atol=1e-12)
    with pytest.raises(EngineError, match="takes a number"):
        inputs_of(questions, ["60 kg", "1"])


def test_that_a_number_without_the_sign_of_its_share_is_named() -> None:
    rows = "".join(f"{50 + n}%,{'xz'[n % 2]}\n" for n in range(1, 31))
    with pytest.raises(LoadError, match=r"Line 32, column “a” holds “0.9”, which is not a number of “%”"):
        prepare(table_from_text(f"a,class\n{rows}0.9,x\n"), "t")
