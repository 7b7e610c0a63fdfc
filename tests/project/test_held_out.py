"""Samples by which a network is judged are none that it may have learned from."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from nnlab.data.made import MadeData
from nnlab.data.making import make
from nnlab.data.parting import split_rows
from nnlab.data.splits import Split
from nnlab.data.tabular.plan import Role, Scaling, TableSource
from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.sources import table_from_text
from nnlab.export import with_matching_network, with_weights
from nnlab.export.foreign import ForeignLayer, ForeignNetwork
from nnlab.project import (
    Edited,
    ProjectState,
    reset,
    suited,
    with_dataset,
    with_made,
    with_point_removed,
    with_split,
    with_start,
    with_table,
)
from nnlab.project.nnlab_file import parse_project, project_bytes
from nnlab.project.saved import restored, saved

TEXT = "a,b,kind\n" + "".join(f"{n * 7 % 60 + 0.5},{n % 5}00,{'xyz'[n % 3]}\n" for n in range(60))
Train = Callable[..., ProjectState]


def table(split: Split, text: str = TEXT, scaling: Scaling = Scaling.STANDARD) -> TableSource:
    found = table_from_text(text)
    columns = (replace(found.plan.columns[0], scaling=scaling, role=Role.INPUT), *found.plan.columns[1:])
    return TableSource(found.text, replace(found.plan, columns=columns, split=split))


def weights_kept(state: ProjectState, edited: Edited) -> bool:
    """Whether the edit kept the weights; it says so, and else they are those of the start."""
    kept = np.array_equal(edited.state.parameters.vector, state.parameters.vector)
    assert (edited.redrawn == ()) == kept
    if not kept:
        fresh = edited.state.fresh_parameters()
        np.testing.assert_array_equal(edited.state.parameters.vector, fresh.vector)
    return kept


@pytest.fixture(params=["table", "points"])
def begun(request: pytest.FixtureRequest) -> ProjectState:
    """A network that all samples are for."""
    if request.param == "table":
        return suited(prepare(table(Split()), "t"))
    return suited(make(MadeData("moons", samples=60)))


@pytest.mark.parametrize("split", [Split(test=0.3), Split(validation=0.3)])
def test_that_weights_which_have_seen_the_new_unseen_samples_are_drawn_afresh(
    begun: ProjectState, split: Split, trained: Train
) -> None:
    state = trained(begun)
    edited = with_split(state, split)
    assert not weights_kept(state, edited)
    assert len(edited.kept) == 0
    assert weights_kept(begun, with_split(begun, split))  # untrained ones have seen nothing


def test_that_a_trained_network_whose_steps_are_not_counted_any_more_has_still_learned(
    begun: ProjectState, trained: Train
) -> None:
    state = trained(with_split(begun, Split(test=0.3)).state)
    whole = with_split(state, Split())
    assert weights_kept(state, whole)
    assert whole.state.training.step == 0
    assert not weights_kept(whole.state, with_split(whole.state, Split(test=0.3, seed=1)))


def test_that_a_smaller_test_keeps_the_weights_and_another_draw_does_not(
    begun: ProjectState, trained: Train
) -> None:
    state = trained(with_split(begun, Split(test=0.3)).state)
    assert weights_kept(state, with_split(state, Split(test=0.2)))
    assert weights_kept(state, with_split(state, Split(test=0.1, validation=0.2)))
    assert not weights_kept(state, with_split(state, Split(test=0.3, seed=1)))


def test_that_more_points_of_one_seed_move_some_of_them_into_the_test(trained: Train) -> None:
    state = trained(with_split(suited(make(MadeData("moons", samples=60))), Split(test=0.3)).state)
    assert not weights_kept(state, with_made(state, samples=90))
    assert weights_kept(state, with_made(state, noise=0.3))


@pytest.mark.parametrize(
    "other",
    [
        table(Split(test=0.3, seed=1)),
        table(Split(test=0.3, seed=1), scaling=Scaling.NONE),
        table(Split(test=0.3, seed=1), TEXT + "3,400,x\n"),  # corrected in a spreadsheet and opened again
    ],
    ids=["split", "scaling", "text"],
)
def test_that_a_table_which_is_parted_or_opened_otherwise_does_not_leak(
    other: TableSource, trained: Train
) -> None:
    state = trained(suited(prepare(table(Split(test=0.3)), "t")))
    edited = with_table(state, prepare(other, "t"))
    assert isinstance(edited, Edited)
    assert not weights_kept(state, edited)


def test_that_other_scales_of_the_same_parts_keep_the_weights(trained: Train) -> None:
    state = trained(suited(prepare(table(Split(test=0.3)), "t")))
    edited = with_table(state, prepare(table(Split(test=0.3), scaling=Scaling.UNIT), "t"))
    assert isinstance(edited, Edited)
    assert weights_kept(state, edited)


def test_that_a_way_round_by_other_samples_makes_none_unseen(trained: Train) -> None:
    moons, other = (make(MadeData("moons", 60, 0.3, seed)) for seed in (0, 1))
    state = trained(suited(moons))
    elsewhere = with_dataset(state, split_rows(other, Split(test=0.3)))
    assert weights_kept(state, elsewhere)  # none of these was ever seen
    for between in (elsewhere.state, trained(elsewhere.state), saved_and_opened(elsewhere.state)):
        assert not weights_kept(between, with_made(between, seed=0))


def test_that_weights_drawn_afresh_have_seen_nothing(trained: Train) -> None:
    state = trained(suited(make(MadeData("moons", 60, 0.3))))
    elsewhere = with_made(state, seed=1).state
    assert elsewhere.learned
    assert not reset(elsewhere).learned
    assert not with_start(elsewhere, "he_normal").state.learned
    assert not saved_and_opened(reset(elsewhere)).learned


@pytest.mark.parametrize("edit", [with_weights, with_matching_network])
def test_that_weights_from_elsewhere_may_have_learned_from_any_sample(
    edit: Callable[..., Any], trained: Train
) -> None:
    """In the window on the bench, by the command line in a file."""
    moons = suited(make(MadeData("moons", 60, 0.3)))
    spec, taught = moons.spec, trained(moons).parameters
    layers = zip(spec.layers, taught.layers, strict=True)
    foreign = ForeignNetwork(
        tuple(ForeignLayer(W, b, layer.activation) for layer, (W, b) in layers), "npz", spec.dtype
    )
    elsewhere = suited(make(MadeData("moons", 60, 0.3, seed=1)))
    on_bench = edit(elsewhere, foreign)
    in_file = restored(edit(saved(elsewhere), foreign))
    for state in (on_bench, in_file):
        assert np.array_equal(state.parameters.vector, taught.vector)
        assert not weights_kept(state, with_dataset(state, split_rows(moons.dataset, Split(test=0.3))))
        assert weights_kept(state, with_dataset(state, moons.dataset))  # no sample judges them


def test_that_samples_which_are_still_learned_from_are_not_remembered(
    begun: ProjectState, trained: Train
) -> None:
    state = trained(with_split(begun, Split(test=0.3)).state)
    assert not with_split(state, Split()).state.learned
    assert not with_split(state, Split(test=0.2)).state.learned


def test_that_a_point_which_was_taken_away_does_not_come_back_as_an_unseen_one(trained: Train) -> None:
    whole = make(MadeData("moons", 60, 0.3))
    state = trained(suited(whole))
    held_out = split_rows(whole, Split(test=0.3))
    assert held_out.test is not None
    rows = [whole.row_names.index(name) for name in held_out.test.row_names]
    for row in sorted(rows, reverse=True):
        state = with_point_removed(state, "train", row)
    assert not weights_kept(state, with_dataset(state, held_out))


def saved_and_opened(state: ProjectState) -> ProjectState:
    return restored(parse_project(project_bytes(saved(state))))
