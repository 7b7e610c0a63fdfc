"""Tables become data sets: columns, words, missing cells, scales that only the training samples tell."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlab.data import Dataset
from nnlab.data.resplit import fold_of, unsplit, with_split
from nnlab.data.splits import Split, parts_of
from nnlab.data.tabular.encoding import ODD_CELL
from nnlab.data.tabular.filling import filled_inputs
from nnlab.data.tabular.guessing import with_odd_missing
from nnlab.data.tabular.plan import ColumnPlan, Encoding, Missing, Role, Scaling, TableSource
from nnlab.data.tabular.preparing import prepare, scales_of, scales_of_table
from nnlab.data.tabular.scales import measured
from nnlab.data.tabular.sources import table_from_text
from nnlab.engine import EngineError, Task
from nnlab.files import LoadError
from nnlab.project import suited
from nnlab.project.nnlab_file import parse_project, project_bytes
from nnlab.project.saved import restored, saved

NO_SPLIT = Split()


def source(text: str, *changes: dict[str, object], split: Split = NO_SPLIT) -> TableSource:
    """The table in `text`, its guessed plan changed column by column, unsplit unless said."""
    found = table_from_text(text)
    columns = [
        replace(column, **(changes[at] if at < len(changes) else {}))
        for at, column in enumerate(found.plan.columns)
    ]
    return replace(found, plan=replace(found.plan, columns=tuple(columns), split=split))


def prepared(text: str, *changes: dict[str, object], split: Split = NO_SPLIT) -> Dataset:
    return prepare(source(text, *changes, split=split), "table")


def refusal(text: str, *changes: dict[str, object]) -> LoadError:
    with pytest.raises(LoadError) as caught:
        prepared(text, *changes)
    assert len(caught.value.message) <= 170
    return caught.value


PETS = "size,colour,kind\n1,red,cat\n0.5,blue,dog\n1,green,cat\n0,red,dog\n"
AS_IS = {"scaling": Scaling.NONE}
WIDE = "a,b,kind\n" + "".join(f"{n * n},{n % 5}00,{'xyz'[n % 3]}\n" for n in range(60))


def test_that_columns_keep_their_order_and_words_become_one_column_each() -> None:
    data = prepared(PETS)
    assert data.input_names == ("size", "colour = blue", "colour = green", "colour = red")
    assert data.inputs[:2].tolist() == [[1, 0, 0, 1], [0.5, 1, 0, 0]]
    assert (data.target_names, data.targets[:2].tolist()) == (("cat", "dog"), [[1, 0], [0, 1]])
    assert (data.task, data.row_names) == (Task.CLASSES, ("2", "3", "4", "5"))


def test_that_a_label_is_the_place_of_the_word_among_all() -> None:
    data = prepared(PETS, {}, {"encoding": Encoding.LABEL})
    assert data.inputs[:, 1].tolist() == [2, 0, 1, 2]
    assert data.input_names == ("size", "colour")


def test_that_a_target_of_zeros_and_ones_is_yes_and_no() -> None:
    data = prepared("a,y\n1,0\n2,1\n1.5,1\n")
    assert (data.task, data.target_names, data.targets.ravel().tolist()) == (Task.BITS, ("y",), [0, 1, 1])


def test_that_yes_and_no_stay_so_whatever_is_chosen() -> None:
    choice = {"scaling": Scaling.STANDARD, "missing": Missing.FILL}
    data = prepared("a,y\n1,0\n2,1\n1.5,1\n3,\n", {}, choice)
    assert data.targets.ravel().tolist() == [0, 1, 1, 1]


def test_that_more_classes_than_a_byte_counts_are_refused() -> None:
    rows = "".join(f"{n},w{n}\n" for n in range(257)) * 2
    choice = {"role": Role.TARGET, "encoding": Encoding.ONE_HOT}
    wanted = source(f"a,b\n{rows}", {"role": Role.INPUT}, choice)
    with pytest.raises(LoadError, match="257 different words, and at most 256"):
        prepare(replace(wanted, plan=replace(wanted.plan, classifies=True)), "t")


def test_that_columns_of_many_words_do_not_fill_the_memory() -> None:
    rows = "".join(f"a{n},b{n},c{n},d{n},{n}\n" for n in range(1500))
    words = {"role": Role.INPUT, "encoding": Encoding.ONE_HOT}
    fault = refusal(f"a,b,c,d,y\n{rows}", words, words, words, words)
    assert fault.code == "table-width"
    assert fault.message == (
        "At most 4,096 inputs and targets can be used, and with column “c” there are more, for each word is one. "
        "Ignore columns of many words."
    )


def test_that_too_many_columns_are_counted_and_it_is_said_how_many_are_to_be_ignored() -> None:
    header = ",".join(f"c{n}" for n in range(5000))
    fault = refusal(f"{header}\n" + f"{','.join('37' * 2500)}\n" * 3)
    assert fault.code == "table-width"
    assert fault.message == (
        "The table has 5,000 inputs and targets, and at most 4,096 can be used. Ignore 904 columns."
    )


def test_that_several_numbers_are_values() -> None:
    data = prepared("a,y1,y2\n1,0.5,3\n2,1,4\n")
    assert (data.task, data.target_names) == (Task.VALUES, ("y1", "y2"))


def test_that_a_column_names_the_rows() -> None:
    data = prepared("name,a,class\nAda,1,x\nBob,2,z\nCy,3,x\nDee,4,z\n")
    assert data.row_names == ("Ada", "Bob", "Cy", "Dee")


@pytest.mark.parametrize(
    ("scaling", "least", "most"), [(Scaling.UNIT, 0.0, 1.0), (Scaling.NONE, 0.0, 3481.0)]
)
def test_that_numbers_are_scaled_as_chosen(scaling: Scaling, least: float, most: float) -> None:
    column = prepared(WIDE, {"scaling": scaling}).inputs[:, 0]
    assert (column.min(), column.max()) == (least, most)


def test_that_standard_scaling_gives_mean_zero_and_deviation_one() -> None:
    column = prepared(WIDE, {"scaling": Scaling.STANDARD}).inputs[:, 0]
    assert (column.mean(), column.std()) == (pytest.approx(0, abs=1e-12), pytest.approx(1))


SPLIT = Split(validation=0.2, test=0.25, seed=3)


def test_that_scaling_is_measured_on_the_training_samples_alone() -> None:
    data = prepared(WIDE, {"scaling": Scaling.STANDARD}, {"scaling": Scaling.UNIT}, split=SPLIT)
    assert data.validation is not None
    assert data.test is not None
    rows = parts_of(unsplit(data).targets, Task.CLASSES, SPLIT)
    raw = np.array([[n * n, n % 5 * 100] for n in range(60)], dtype=float)
    train = raw[rows.train]
    for part, which in ((data, rows.train), (data.validation, rows.validation), (data.test, rows.test)):
        assert part.row_names == tuple(str(row + 2) for row in which)
        expected = (raw[which, 0] - train[:, 0].mean()) / train[:, 0].std()
        np.testing.assert_allclose(np.asarray(part.inputs)[:, 0], expected, atol=1e-12)
        low, high = train[:, 1].min(), train[:, 1].max()
        np.testing.assert_allclose(np.asarray(part.inputs)[:, 1], (raw[which, 1] - low) / (high - low))


def test_that_what_is_filled_in_is_measured_on_the_training_samples_alone() -> None:
    rows = [f"{n if n % 4 else ''},{'red' if n % 3 else ''},{'xz'[n % 2]}" for n in range(40)]
    fill = {"missing": Missing.FILL, **AS_IS}
    data = prepared("a,b,class\n" + "\n".join(rows) + "\n", fill, {"missing": Missing.FILL}, split=SPLIT)
    assert data.test is not None
    mean = np.mean([int(name) - 2 for name in data.row_names if (int(name) - 2) % 4])
    for part in (data, data.test):
        filled = [row for row, name in enumerate(part.row_names) if (int(name) - 2) % 4 == 0]
        assert filled
        np.testing.assert_allclose(np.asarray(part.inputs)[filled, 0], mean)


@pytest.mark.parametrize("size", [1e-300, 1e-200, 1.0, 1e200, 1e300])
def test_that_numbers_of_any_size_are_brought_to_a_spread_of_one(size: float) -> None:
    shift, spread = measured(size * np.array([1.0, 2.0, 4.0, 5.0]), Scaling.STANDARD)
    np.testing.assert_allclose([shift / size, spread / size], [3.0, np.sqrt(2.5)], rtol=1e-12)


def test_that_a_constant_column_becomes_zero() -> None:
    text = "a,b,class\n7,1,x\n7,2,z\n7,1,x\n7,3,z\n"
    for scaling in (Scaling.STANDARD, Scaling.UNIT):
        data = prepared(text, {"role": Role.INPUT, "scaling": scaling})
        assert data.inputs[:, 0].tolist() == [0, 0, 0, 0]


FEW_HEIGHTS = st.lists(st.sampled_from([0.0, 7.0, 100.0, 900.0, -1e9]), min_size=6, max_size=20)


@given(heights=FEW_HEIGHTS, scaling=st.sampled_from(Scaling), seed=st.integers(0, 50))
@settings(max_examples=60, deadline=None)
def test_that_samples_held_out_keep_targets_that_the_training_has_not(
    heights: list[float], scaling: Scaling, seed: int
) -> None:
    """Where all that is trained on is of one height, another one is held out as it is, in folds and in splits."""
    rows = "".join(f"{n},{height}\n" for n, height in enumerate(heights))
    numbers = {"role": Role.TARGET, "encoding": Encoding.NUMBER, "scaling": scaling}
    wanted = source("a,height\n" + rows, {"role": Role.INPUT}, numbers)
    wanted = replace(wanted, plan=replace(wanted.plan, classifies=False))
    whole = prepare(wanted, "heights")
    count = len(heights)
    held_out = np.random.default_rng(seed).permutation(count)[: count // 2]
    for data in (fold_of(whole, held_out), with_split(whole, Split(test=0.5, seed=seed))):
        scales = scales_of(data)
        assert scales is not None
        assert data.test is not None
        for part in (data, data.test):
            meant = [[heights[int(name) - 2]] for name in part.row_names]
            np.testing.assert_allclose(scales.raw_targets(part.targets), meant, rtol=1e-9, atol=1e-5)


def test_that_scales_lead_to_the_network_and_back() -> None:
    wanted = source(WIDE, {"scaling": Scaling.STANDARD}, {"scaling": Scaling.UNIT}, split=SPLIT)
    data, scales = prepare(wanted, "w"), scales_of_table(wanted)
    raw = scales.raw_inputs(np.asarray(data.inputs))
    assert raw[:, 0].tolist() == pytest.approx([(int(name) - 2) ** 2 for name in data.row_names])
    np.testing.assert_allclose(scales.scaled_inputs(raw), data.inputs, atol=1e-12)
    scale = scales.inputs[0]
    assert scale.raw(scale.scaled(1234.5)) == pytest.approx(1234.5)
    assert (scale.name, scale.column, scales.inputs[1].is_plain) == ("a", 0, False)


def test_that_numbers_to_be_predicted_come_back_in_their_units() -> None:
    wanted = source("a,price\n0.1,30000\n0.2,45000\n0.3,60000\n")
    data = prepare(wanted, "w")
    assert abs(data.targets).max() < 2
    assert scales_of_table(wanted).raw_targets(data.targets).ravel().tolist() == pytest.approx(
        [3e4, 4.5e4, 6e4]
    )


# -- missing cells -----------------------------------------------------------------------------------------

GAPS = "a,colour,class\n1,red,x\nNA,blue,z\n3,,x\n4,red,\n5,blue,z\n"


def test_that_rows_are_dropped_where_that_is_chosen() -> None:
    drop = {"missing": Missing.DROP}
    assert prepared(GAPS, drop, drop, drop).row_names == ("2", "6")


def test_that_a_missing_word_may_be_a_word_of_its_own() -> None:
    data = prepared(GAPS, {"missing": Missing.FILL}, {"missing": Missing.OWN})
    assert data.input_names == ("a", "colour = ?", "colour = blue", "colour = red")
    assert data.inputs[2, 1:].tolist() == [1, 0, 0]


def test_that_a_missing_cell_is_named_where_nothing_is_chosen() -> None:
    fault = refusal(GAPS, {"missing": Missing.REFUSE}, {"missing": Missing.REFUSE})
    assert fault.code == "csv-missing"
    assert fault.message.startswith("Line 3, column “a” holds “NA”, no value.")


# -- cells that are no numbers -----------------------------------------------------------------------------

SLIP = 'a,y\n1.5,2\n3.5,3\n"2,5",4\n5.5,5\n,6\n'


def test_that_a_cell_that_is_no_number_is_refused_until_it_counts_as_missing() -> None:
    fault = refusal(SLIP)
    assert fault.code == ODD_CELL
    assert fault.message.startswith(
        "Line 4, column “a” holds “2,5”, which is not a number. Correct the cell, take it"
    )
    plan = source(SLIP).plan.columns[0]
    again = with_odd_missing(with_odd_missing(plan, True), False)
    assert again == plan


def test_that_what_counts_as_missing_is_filled_as_any_other_missing_cell() -> None:
    data = prepared(SLIP, {**AS_IS, "odd_missing": True})
    assert data.inputs[:, 0].tolist() == [1.5, 3.5, 3.5, 5.5, 3.5]


def test_that_what_counts_as_missing_leaves_its_row_out_where_that_is_chosen() -> None:
    data = prepared(SLIP, {**AS_IS, "odd_missing": True, "missing": Missing.DROP})
    assert data.row_names == ("2", "3", "5")
    fault = refusal(SLIP, {"odd_missing": True, "missing": Missing.REFUSE})
    assert fault.message.startswith("Line 4, column “a” holds “2,5”, no value.")


@pytest.mark.parametrize(("role", "missing"), [(Role.INPUT, Missing.FILL), (Role.TARGET, Missing.DROP)])
def test_that_what_becomes_of_them_is_chosen_unless_it_was(role: Role, missing: Missing) -> None:
    plan = ColumnPlan("a", role, Encoding.NUMBER)
    assert with_odd_missing(plan, True).missing is missing
    chosen = replace(plan, missing=Missing.DROP)
    assert with_odd_missing(chosen, True).missing is Missing.DROP


def test_that_words_are_never_missing_for_being_no_numbers() -> None:
    data = prepared(PETS, {}, {"odd_missing": True})
    assert data.input_names == ("size", "colour = blue", "colour = green", "colour = red")


# -- what was filled in ------------------------------------------------------------------------------------


def test_that_inputs_that_were_filled_in_are_known_in_every_part() -> None:
    rows = "".join(f"{'' if n % 5 == 0 else n},{'' if n == 7 else 'rg'[n % 2]},{n % 3}\n" for n in range(40))
    data = prepared(f"a,colour,y\n{rows}", split=Split(validation=0.25, test=0.25))
    filled = filled_inputs(data)
    assert set(filled) == {data, data.validation, data.test}
    for part, marks in filled.items():
        lines = [int(name) - 2 for name in part.row_names]
        assert marks[:, 0].tolist() == [line % 5 == 0 for line in lines]
        assert marks[:, 1:].tolist() == [[line == 7] * 2 for line in lines]


def test_that_nothing_is_marked_where_nothing_was_filled_in() -> None:
    assert filled_inputs(prepared(PETS)) == {}
    assert filled_inputs(prepared(SLIP, {"odd_missing": True, "missing": Missing.DROP})) == {}
    assert filled_inputs(replace(prepared(GAPS), origin=None)) == {}


def test_that_a_yes_or_no_of_two_words_says_which_is_yes() -> None:
    data = prepared(PETS, {}, {}, {"encoding": Encoding.LABEL})
    assert (data.task, data.target_names) == (Task.BITS, ("kind = dog",))
    assert data.targets[:, 0].tolist() == [0, 1, 0, 1]


# -- what is refused ---------------------------------------------------------------------------------------

NUMBER = {"encoding": Encoding.NUMBER}


@pytest.mark.parametrize(
    ("text", "changes", "says"),
    [
        (PETS, ({}, NUMBER), "Line 2, column “colour” holds “red”, which is not a number"),
        (PETS, ({"role": Role.IGNORE}, {"role": Role.IGNORE}), "No column of the table is an input"),
        (PETS, ({}, {}, {"role": Role.INPUT}), "No column of the table is a target"),
        ("a,class\n1,x\n2,x\n", ({}, {"role": Role.TARGET, "encoding": Encoding.ONE_HOT}), "No column"),
        ("a,b\n1,1e300\n2,3\n", (), "Line 2, column “b” holds a number beyond 1e+100"),
        ("a,b,class\n", (), "no rows below them"),
        ("a,b\nNA,x\nNA,z\n", ({"role": Role.INPUT, **NUMBER, "missing": Missing.FILL},), "no number at all"),
        ("a,class\n,x\n,z\n", ({"role": Role.INPUT, "missing": Missing.DROP},), "No row is left"),
    ],
)
def test_that_what_cannot_be_learned_from_is_said(
    text: str, changes: tuple[dict[str, object], ...], says: str
) -> None:
    assert says in refusal(text, *changes).message


def test_that_yes_and_no_are_zeros_and_ones() -> None:
    wanted = source("a,y\n1,0\n2,3\n4,1\n")
    with pytest.raises(LoadError, match="Line 3, column “y” holds “3”, but yes and no are 1 and 0"):
        prepare(replace(wanted, plan=replace(wanted.plan, classifies=True)), "t")


def test_that_a_table_too_small_for_its_split_is_refused() -> None:
    with pytest.raises(LoadError, match="too small"):
        prepared("a,class\n1,x\n2,z\n", split=Split(test=0.4, validation=0.4))


# -- other parts of the same samples -----------------------------------------------------------------------


def test_that_another_split_scales_anew_and_none_restores_the_whole() -> None:
    data = prepared(WIDE, {"scaling": Scaling.STANDARD}, split=SPLIT)
    other = with_split(data, Split(test=0.5, seed=9))
    assert other.split == Split(test=0.5, seed=9)
    assert np.asarray(other.inputs)[:, 0].mean() == pytest.approx(0, abs=1e-12)
    whole = with_split(data, Split())
    assert (whole.split, whole.whole, whole.test, len(whole.inputs)) == (None, None, None, 60)
    np.testing.assert_array_equal(whole.inputs, unsplit(data).inputs)
    assert with_split(whole, SPLIT).row_names == data.row_names


@pytest.mark.parametrize("is_table", [True, False])
def test_that_a_fold_trains_on_the_rest_and_is_scaled_by_it(is_table: bool) -> None:
    data = prepared(WIDE, {"scaling": Scaling.STANDARD}, split=SPLIT)
    if not is_table:
        data = with_split(replace(unsplit(data), origin=None), SPLIT)
    held_out = np.array([5, 3, 59])
    fold = fold_of(data, held_out)
    assert fold.test is not None
    assert fold.test.row_names == ("5", "7", "61")
    assert (len(fold.inputs), fold.validation, fold.split) == (57, None, None)
    np.testing.assert_array_equal(fold.test.targets, unsplit(data).targets[[3, 5, 59]])
    if is_table:
        assert np.asarray(fold.inputs)[:, 0].mean() == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("is_table", [True, False])
def test_that_a_fold_can_leave_samples_out_of_both_sides(is_table: bool) -> None:
    data = prepared(WIDE, {"scaling": Scaling.STANDARD}, split=SPLIT)
    if not is_table:
        data = with_split(replace(unsplit(data), origin=None), SPLIT)
    fold = fold_of(data, np.array([5, 3]), left_out=np.array([0, 59]))
    assert fold.test is not None
    assert fold.test.row_names == ("5", "7")
    assert len(fold.inputs) == 56
    assert not {"2", "5", "7", "61"} & set(fold.row_names)


@pytest.mark.parametrize("rows", [[], range(60)])
def test_that_a_fold_needs_samples_on_both_sides(rows: list[int]) -> None:
    data = prepared(WIDE)
    with pytest.raises(EngineError, match="needs samples"):
        fold_of(data, np.array(rows, dtype=np.intp))
    with pytest.raises(EngineError, match="needs samples"):
        fold_of(replace(data, origin=None), np.array(rows, dtype=np.intp))


LONG = "n" * 1001


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{LONG},kind\n1,cat\n2,dog\n", "has a name of 1,001 characters"),
        (f"size,kind\n1,{LONG}\n2,dog\n", "has a word that makes a name of 1,00"),
        (f"size,colour,kind\n1,{LONG},cat\n2,red,dog\n3,red,cat\n4,{LONG},dog\n", "that makes a name of 1,0"),
    ],
)
def test_that_names_are_refused_that_no_project_file_could_hold(text: str, told: str) -> None:
    fault = refusal(text)
    assert told in fault.message
    assert fault.code == "table-name"


def test_that_long_names_of_rows_are_shortened_and_those_of_columns_that_are_ignored_do_no_harm() -> None:
    text = f"{LONG},name,size,kind\n1,{LONG},1,cat\n2,b,2,dog\n3,{LONG},3,dog\n"
    data = prepared(text, {"role": Role.IGNORE}, {"role": Role.NAME})
    assert [len(name) for name in data.row_names] == [1000, 1, 1000]
    kept = restored(parse_project(project_bytes(saved(suited(data))))).dataset
    assert kept.row_names == data.row_names
