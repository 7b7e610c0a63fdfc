"""What a table is taken for before anybody has said anything."""

import pytest

from nnlab.data.splits import Split
from nnlab.data.tabular.columns import describe_all
from nnlab.data.tabular.guessing import Useless, guess_plan, why_useless
from nnlab.data.tabular.plan import Encoding, Missing, Role, Scaling, TablePlan
from nnlab.files.csv_table import parse_csv

IRIS = "5.1,3.5,setosa\n6.2,2.9,virginica\n5.9,3.0,virginica\n4.9,3.1,setosa\n"


def plan(text: str) -> TablePlan:
    return guess_plan(parse_csv(text.encode()))


def roles(text: str) -> str:
    """One letter for each column: i input, t target, n name, g ignored."""
    letters = {Role.INPUT: "i", Role.TARGET: "t", Role.NAME: "n", Role.IGNORE: "g"}
    return "".join(letters[column.role] for column in plan(text).columns)


@pytest.mark.parametrize(
    "name", ["label", "class", "target", "species", "y", "종류", "정답", "Class_Label", "품종"]
)
def test_that_a_column_with_the_name_of_an_answer_is_the_target(name: str) -> None:
    assert roles(f"{name},a,b\nx,1,2.5\nz,3,4\nx,2,2\nz,9,1\n") == "tii"


def test_that_the_last_column_is_the_target_where_no_name_tells() -> None:
    assert roles(IRIS) == "iit"
    assert roles("area,rooms,price\n70,3,90.5\n80,2,75\n70,4,80\n") == "iit"


def test_that_several_numbered_targets_are_learned_together() -> None:
    assert roles("x,y1,y2\n1,0.5,2\n2,0.25,3\n") == "itt"


def test_that_words_all_different_name_the_rows() -> None:
    text = "name,size,kind\nAda,1,cat\nBob,2,dog\nCy,4,cat\nDee,3,dog\n"
    assert roles(text) == "nit"


def test_that_a_second_column_of_different_words_is_ignored() -> None:
    rows = "".join(f"n{i},mail{i},{i % 7}.5,{'ab'[i % 2]}\n" for i in range(30))
    assert roles(f"name,mail,size,class\n{rows}") == "ngit"


def test_that_numbers_which_count_rows_are_ignored() -> None:
    rows = "".join(f"{i + 1},{i * 37 % 11},{'ab'[i % 2]}\n" for i in range(12))
    assert roles(f"id,size,kind\n{rows}") == "git"
    assert roles(f",size,kind\n{rows}") == "git"


def test_that_a_constant_column_is_ignored() -> None:
    assert roles("a,b,class\n1,7,x\n2,7,z\n3,7,x\n2,7,z\n") == "igt"


@pytest.mark.parametrize(
    ("target", "encoding", "classifies"),
    [
        (["cat", "dog", "cat", "dog"], Encoding.ONE_HOT, True),
        (["3", "1", "2", "3"], Encoding.ONE_HOT, True),  # a label of whole numbers
        (["0", "1", "1", "0"], Encoding.NUMBER, True),  # yes and no
        (["0.5", "1.5", "2", "0"], Encoding.NUMBER, False),
    ],
)
def test_that_classes_or_numbers_follow_from_the_target(
    target: list[str], encoding: Encoding, classifies: bool
) -> None:
    guessed = plan("a,label\n" + "".join(f"{n / 2},{cell}\n" for n, cell in enumerate(target)))
    assert (guessed.columns[1].encoding, guessed.classifies) == (encoding, classifies)


def test_that_whole_numbers_without_the_name_of_a_class_are_numbers() -> None:
    assert not plan("a,price\n1,3\n2,1\n3,2\n4,3\n").classifies


def test_that_wide_inputs_are_scaled_and_small_ones_stay() -> None:
    guessed = plan("big,small,bit,class\n900,0.5,1,x\n20,-1,0,z\n55,0.1,1,x\n7,0.3,0,z\n").columns
    assert [column.scaling for column in guessed] == [
        Scaling.STANDARD, Scaling.NONE, Scaling.NONE, Scaling.NONE
    ]  # fmt: skip


def test_that_large_numbers_to_be_predicted_are_scaled() -> None:
    assert plan("a,price\n0.1,30000\n0.2,45000\n").columns[1].scaling is Scaling.STANDARD


def test_that_missing_inputs_are_filled_and_rows_without_a_target_dropped() -> None:
    guessed = plan("a,b,class\n1,NA,x\n2,4,z\n3,5,\n2,6,x\n").columns
    assert [column.missing for column in guessed] == [Missing.REFUSE, Missing.FILL, Missing.DROP]


@pytest.mark.parametrize(
    ("rows", "split"),
    [(10, Split()), (40, Split(validation=0.2)), (100, Split(validation=0.15, test=0.15))],
)
def test_that_what_watches_the_training_is_validation_and_a_long_table_has_a_test_too(
    rows: int, split: Split
) -> None:
    assert plan("a,class\n" + "".join(f"{n},{'xz'[n % 2]}\n" for n in range(rows))).split == split


def test_that_it_is_told_why_a_column_is_left_out() -> None:
    rows = "".join(f"{i},n{i},m{i},same,{i * 7 % 20},{'ab'[i % 2]}\n" for i in range(1, 31))
    facts = describe_all(parse_csv(f"id,name,mail,school,size,class\n{rows}".encode()))
    whys = [why_useless(fact, place) for place, fact in enumerate(facts)]
    words = Useless.MANY_WORDS
    assert whys == [Useless.COUNTS_ROWS, words, words, Useless.ONE_VALUE, None, None]
