"""Tables of one's own in project files: the text as it came, what is made of it, and how it is parted."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from nnlab.data import Dataset, load
from nnlab.data.parting import split_rows
from nnlab.data.points import with_point, without_point
from nnlab.data.splits import Split
from nnlab.data.tabular.guessing import with_odd_missing
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.sources import table_from_text
from nnlab.engine import LayerSpec, NetworkSpec, Task, TrainingConfig
from nnlab.files import LoadError
from nnlab.project import ProjectState, with_split
from nnlab.project.nnlab_file import parse_project, project_bytes
from nnlab.project.saved import restored, saved

ROWS = "\n".join(f"나{n};{n / 7:.3f};{['붉은', '푸른', '흰'][n % 3]};{'ab'[n % 2]}" for n in range(40))
TEXT = f"이름;길이;색;class\n{ROWS}\n".replace(".", ",")


def source(split: Split) -> TableSource:
    found = table_from_text(TEXT)
    return replace(found, plan=replace(found.plan, split=split))


def state_of(dataset: Dataset) -> ProjectState:
    spec = NetworkSpec(dataset.inputs.shape[1], (LayerSpec(dataset.targets.shape[1], "softmax"),))
    return ProjectState.begin(dataset, spec, TrainingConfig(loss="cross_entropy"))


def reopened(state: ProjectState) -> ProjectState:
    return restored(parse_project(project_bytes(saved(state))))


def parts(dataset: Dataset) -> list[Dataset | None]:
    return [dataset, dataset.validation, dataset.test]


SPLITS = [Split(), Split(test=0.25), Split(validation=0.1, test=0.2, stratified=False, seed=9)]


@pytest.mark.parametrize("split", SPLITS)
def test_that_a_table_comes_back_with_its_text_its_plan_and_its_parts(split: Split) -> None:
    dataset = prepare(source(split), "꽃")
    again = reopened(state_of(dataset)).dataset
    assert again.origin == dataset.origin
    assert (again.name, again.split, again.task) == ("꽃", dataset.split, Task.CLASSES)
    for part, before in zip(parts(again), parts(dataset), strict=True):
        assert (part is None) == (before is None)
        if part is not None and before is not None:
            assert part.row_names == before.row_names
            np.testing.assert_array_equal(part.inputs, before.inputs)
            np.testing.assert_array_equal(part.targets, before.targets)


def test_that_cells_that_count_as_missing_do_so_when_a_project_is_opened_again() -> None:
    found = table_from_text("a,b,kind\n1,2,x\n2,1,z\n4x9,3,x\n4,4,z\n5,2,x\n")
    columns = tuple(
        with_odd_missing(column, True) if column.name == "a" else column for column in found.plan.columns
    )
    dataset = prepare(replace(found, plan=replace(found.plan, columns=columns)), "slip")
    again = reopened(state_of(dataset)).dataset
    assert again.origin == dataset.origin
    np.testing.assert_array_equal(again.inputs, dataset.inputs)


@pytest.mark.parametrize("split", SPLITS[1:])
def test_that_other_tables_come_back_parted_as_they_were(split: Split) -> None:
    dataset = split_rows(load("ten-points"), split)
    again = reopened(state_of(dataset)).dataset
    assert again.split == split
    assert again.whole is not None
    np.testing.assert_array_equal(again.whole.inputs, load("ten-points").inputs)
    for part, before in zip(parts(again), parts(dataset), strict=True):
        if part is not None and before is not None:
            assert part.row_names == before.row_names
            np.testing.assert_array_equal(part.inputs, before.inputs)


@pytest.mark.parametrize(
    "dataset", [prepare(source(SPLITS[2]), "t"), split_rows(load("ten-points"), SPLITS[2])]
)
def test_that_equal_projects_give_equal_bytes(dataset: Dataset) -> None:
    state = state_of(dataset)
    data = project_bytes(saved(state))
    assert project_bytes(saved(reopened(state))) == data


def test_that_the_text_of_a_table_is_in_the_file_as_it_came() -> None:
    project = parse_project(project_bytes(saved(state_of(prepare(source(Split()), "t")))))
    assert project.members == {"data/table.csv": TEXT.encode()}


def test_that_another_table_in_the_file_is_refused() -> None:
    project = saved(state_of(prepare(source(Split(test=0.25)), "t")))
    other = replace(project, members={"data/table.csv": TEXT.replace("나3;", "너3;").encode()})
    with pytest.raises(LoadError, match="not those that it was saved with"):
        restored(other)
    with pytest.raises(LoadError, match="is missing in it"):
        restored(replace(project, members={}))


def test_that_another_split_keeps_the_shape_and_begins_the_curve_again(
    trained: Callable[..., ProjectState],
) -> None:
    state = trained(state_of(prepare(source(Split()), "t")), steps=20)
    parted = with_split(state, Split(validation=0.2, test=0.2)).state
    assert parted.spec == state.spec
    assert (parted.training.step, len(parted.history.epochs)) == (0, 0)
    assert [None if part is None else len(part.inputs) for part in parts(parted.dataset)] == [24, 8, 8]
    assert len(with_split(parted, Split()).state.dataset.inputs) == 40
    assert with_split(parted, Split(validation=0.2, test=0.2)).state is parted
    assert with_split(state, Split(seed=4)).state is state


@pytest.mark.parametrize("whole", [source(Split()), None], ids=["table", "points"])
def test_that_edited_samples_keep_the_parts_that_no_split_draws_again(whole: TableSource | None) -> None:
    dataset = load("ten-points") if whole is None else replace(prepare(whole, "t"), origin=None)
    parted = split_rows(dataset, Split(validation=0.2, test=0.2))
    edited = without_point(with_point(parted, parted.inputs[0], parted.targets[1]), 0, "test")
    again = reopened(state_of(edited)).dataset
    assert again.split is None
    for part, before in zip(parts(again), parts(edited), strict=True):
        assert part is not None
        assert before is not None
        assert part.row_names == before.row_names
        np.testing.assert_array_equal(part.inputs, before.inputs)
        np.testing.assert_array_equal(part.targets, before.targets)


def test_that_parts_in_the_file_are_refused_when_they_are_others_or_missing() -> None:
    parted = split_rows(load("ten-points"), Split(validation=0.2, test=0.2))
    edited = with_point(parted, parted.inputs[0], parted.targets[0])
    project = saved(state_of(edited))
    inputs = project.members["data/test_inputs.npy"]
    other = {**project.members, "data/test_inputs.npy": project.members["data/validation_inputs.npy"]}
    assert other["data/test_inputs.npy"] != inputs
    with pytest.raises(LoadError, match="not those that it was saved with"):
        restored(replace(project, members=other))
    del other["data/test_inputs.npy"]
    with pytest.raises(LoadError, match="is missing in it"):
        restored(replace(project, members=other))
