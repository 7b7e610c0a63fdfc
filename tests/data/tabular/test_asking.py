"""A network that learned from a table is asked in its numbers and words."""

import numpy as np
import pytest

from nnlab.data.points import with_point
from nnlab.data.tabular.asking import Questions, inputs_of, inputs_of_table
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.sources import table_from_text
from nnlab.engine import EngineError
from nnlab.files import LoadError, parse_csv

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
