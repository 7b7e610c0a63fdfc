"""Runs are kept: what is recorded of a training, what an undo leaves of it, and how a run is gone back in."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlab.engine import POINTS_ADDED, EngineError, History, Mark, Network, Trainer
from nnlab.lessons import begin, load_preset
from nnlab.project import (
    Change,
    Ending,
    ProjectState,
    RunLog,
    RunOutcome,
    Start,
    begun_as,
    carried,
    changes_between,
    family,
    in_place_of,
    recorded,
    reset,
    rewound,
    with_config,
    with_dataset,
    with_hidden_widths,
    with_made,
    with_point_added,
    with_run_note,
    with_split,
    with_weight,
    without_runs,
)
from nnlab.project.run_differences import Difference, changed_samples, what_changed
from nnlab.project.runs import MOST_MARKS, MOST_NOTE_CHARACTERS, MOST_POINTS, MOST_RUNS, thinned
from nnlab.project.setting_ways import Turn, Way, live_changes, way_of


def trained(state: ProjectState, steps: int = 20, ending: Ending = Ending.PAUSED) -> ProjectState:
    """Return the project after so many updates, with the record of them, as a pause leaves it."""
    data = state.dataset
    network = Network.from_parameters(state.parameters)
    trainer = Trainer(network, data.inputs, data.targets, state.config, task=data.task, state=state.training)
    trainer.advance(steps=steps)
    epochs = np.arange(trainer.epoch + 1.0)
    shares = np.clip(epochs / 100, 0, 1), np.full(len(epochs), np.nan)
    curve = History(epochs, np.exp(-epochs), *shares, marks=state.history.marks)
    reached = replace(state, training=trainer.state, history=curve)
    return replace(reached, runs=recorded(state, reached, RunOutcome.of(curve, ending, "2026-03-02 10:15")))


def numbers(state: ProjectState) -> list[int]:
    return [run.number for run in state.runs.records]


@pytest.fixture
def fresh() -> ProjectState:
    return with_config(begin(load_preset("seven-segment")), epochs=None, stop_loss=None)


# -- what is recorded --------------------------------------------------------------------------------------


def test_that_a_training_from_the_first_step_is_a_run_with_all_that_it_began_with(fresh):
    state = trained(fresh, 25, Ending.ALL_RIGHT)
    (run,) = state.runs.records
    assert (run.number, run.parent, run.began, run.began_epochs) == (1, None, 0, 0.0)
    assert (run.steps, run.epochs) == (25, 2.5)
    assert (run.spec, run.config, run.first_config) == (fresh.spec, fresh.config, fresh.config)
    assert (run.data.name, run.data.rows, run.start) == ("seven-segments", 10, Start.DRAWN)
    assert run.data.is_of(fresh.dataset)
    assert (run.outcome.loss, run.outcome.accuracy, run.outcome.ending) == (
        np.exp(-2.0),
        0.02,
        Ending.ALL_RIGHT,
    )
    assert state.runs.now is run


def test_that_what_goes_on_at_the_end_of_a_run_makes_that_longer(fresh):
    state = trained(trained(fresh, 20), 30)
    assert [(run.number, run.steps) for run in state.runs.records] == [(1, 50)]
    state = trained(with_config(state, learning_rate=0.5), 10)
    assert [(run.number, run.steps, run.config.learning_rate) for run in state.runs.records] == [(1, 60, 0.5)]


@pytest.mark.parametrize(
    "edit",
    [
        reset,
        lambda s: with_hidden_widths(s, (5,)).state,
        lambda s: with_config(s, seed=99),
    ],
)
def test_that_a_network_that_begins_anew_belongs_to_no_run(fresh, edit):
    state = edit(trained(fresh))
    assert state.runs.now is None
    state = trained(state)
    assert numbers(state) == [1, 2]
    assert state.runs.records[1].parent is None


def test_that_who_sets_a_weight_by_hand_leaves_the_way_of_the_run(fresh):
    state = trained(with_weight(trained(fresh, 20), 0, 0, 0, 2.0), 10)
    first, second = state.runs.records
    assert (first.steps, second.parent, second.began, second.steps) == (20, 1, 20, 30)
    assert second.began_epochs == 2.0


def test_that_what_goes_on_from_an_earlier_moment_is_a_branch(fresh):
    early = trained(fresh, 20)
    late = trained(early, 50)
    back = rewound(late, early, 1)
    assert back.training is early.training
    assert back.runs.records == late.runs.records
    branch = trained(back, 5)
    assert [(run.number, run.parent, run.began, run.steps) for run in branch.runs.records] == [
        (1, None, 0, 70), (2, 1, 20, 25)
    ]  # fmt: skip
    assert trained(branch, 5).runs.now.steps == 30


def test_that_who_goes_on_from_the_end_of_a_run_makes_no_branch(fresh):
    late = trained(fresh, 20)
    other = trained(reset(late), 5)
    again = trained(rewound(other, late, 1), 10)
    assert [(run.number, run.steps) for run in again.runs.records] == [(1, 30), (2, 5)]
    assert again.runs.current == 1


def test_that_the_same_steps_again_are_the_same_run(fresh):
    state = trained(fresh, 50)
    back = replace(state, training=trained(fresh, 30).training)  # as by steps back
    assert trained(back, 10).runs is back.runs
    assert trained(back, 20).runs is back.runs
    onward = trained(back, 25)
    assert [(run.number, run.steps) for run in onward.runs.records] == [(1, 55)]


@pytest.mark.parametrize("changes", [{"learning_rate": 0.7}, {"optimizer": "adam"}])
def test_that_steps_by_other_settings_are_no_repetition(fresh, changes):
    state = trained(fresh, 50)
    back = with_config(replace(state, training=trained(fresh, 30).training), **changes)
    assert [(run.number, run.began) for run in trained(back, 10).runs.records] == [(1, 0), (2, 30)]


def test_that_a_run_whose_settings_were_changed_later_is_not_taken_for_a_repetition(fresh):
    early = trained(fresh, 20)
    late = trained(with_config(trained(early, 10), learning_rate=0.7), 40)
    run = late.runs.records[0]
    marked = replace(run, history=replace(run.history, marks=(Mark(3.0, "learning_rate", "0.7"),)))
    state = replace(late, training=early.training, runs=RunLog((marked,), 1, 1))
    assert len(trained(state, 10).runs.records) == 2


def test_that_nothing_is_recorded_of_a_training_that_made_no_step(fresh):
    assert recorded(fresh, fresh) is fresh.runs


# -- undo --------------------------------------------------------------------------------------------------


def undone(now: ProjectState, old: ProjectState, new: ProjectState) -> ProjectState:
    """Return what the document shows after the step from `old` to `new` is taken back."""
    return replace(old, runs=carried(now.runs, new.runs, old.runs))


def test_that_an_undo_takes_back_the_training_and_not_the_run(fresh):
    state = trained(fresh)
    back = undone(state, fresh, state)
    assert numbers(back) == [1]
    assert back.runs.now is None
    assert numbers(trained(back)) == [1, 2]


def test_that_a_step_that_touches_no_run_leads_to_the_very_state(fresh):
    state = trained(fresh)
    edited = with_config(state, learning_rate=0.9)
    assert carried(edited.runs, edited.runs, state.runs) is state.runs
    back = undone(state, fresh, state)
    assert carried(back.runs, fresh.runs, state.runs) is state.runs  # redo


def test_that_notes_and_deletions_can_be_undone(fresh):
    two = trained(reset(trained(fresh)))
    noted = with_run_note(two, 1, "  the   first\none ")
    assert [run.note for run in noted.runs.records] == ["the first one", ""]
    assert changes_between(two, noted) == Change.RUNS
    assert undone(noted, two, noted).runs is two.runs
    gone = without_runs(noted, [1])
    assert numbers(gone) == [2]
    back = undone(gone, noted, gone)
    assert [run.note for run in back.runs.records] == ["the first one", ""]
    again = replace(gone, runs=carried(back.runs, noted.runs, gone.runs))
    assert numbers(again) == [2]


def test_that_a_number_is_never_given_twice(fresh):
    state = without_runs(trained(reset(trained(fresh))), [2])
    assert state.runs.now is None
    assert numbers(trained(reset(state))) == [1, 3]


def test_that_branches_of_a_deleted_run_stay_and_get_their_parent_back(fresh):
    early = trained(fresh, 20)
    branch = trained(rewound(trained(early, 30), early, 1), 5)
    gone = without_runs(branch, [1])
    assert [(run.number, run.parent, run.began) for run in gone.runs.records] == [(2, None, 20)]
    assert undone(gone, branch, gone).runs.records[1].parent == 1


def test_that_what_is_not_there_or_too_long_is_refused(fresh):
    state = trained(fresh)
    for edit in (
        lambda: with_run_note(state, 7, "x"),
        lambda: without_runs(state, [7]),
        lambda: rewound(state, state, 7),
        lambda: begun_as(state, 7),
        lambda: with_run_note(state, 1, "x" * (MOST_NOTE_CHARACTERS + 1)),
    ):
        with pytest.raises(EngineError):
            edit()


# -- bounds ------------------------------------------------------------------------------------------------


def test_that_the_oldest_run_without_a_note_goes_when_there_are_too_many_and_it_is_counted(fresh):
    state = with_run_note(trained(fresh, 1), 1, "keep this")
    for _ in range(MOST_RUNS + 2):
        state = trained(reset(state), 1)
    assert len(state.runs.records) == MOST_RUNS
    assert numbers(state)[:3] == [1, 5, 6]
    assert (state.runs.dropped, state.runs.last) == (3, MOST_RUNS + 3)


def test_that_a_curve_is_thinned_with_its_ends_and_accuracies():
    count = 4000
    epochs = np.arange(float(count))
    unseen = np.full(count, np.nan)
    unseen[::64] = 0.25
    unseen[-1] = 0.75
    marks = tuple(Mark(float(n), "seed", str(n)) for n in range(500))
    history = thinned(History(epochs, epochs[::-1].copy(), epochs / count, unseen, 1, marks))
    assert len(history.epochs) == MOST_POINTS
    assert (history.epochs[0], history.epochs[-1], history.loss[-1]) == (0.0, count - 1, 0.0)
    assert np.isin(epochs[::64][1:], epochs).all()
    assert np.nansum(~np.isnan(history.test_accuracy)) == len(unseen[::64]) + 1
    assert history.test_accuracy[-1] == 0.75
    assert len(history.marks) == MOST_MARKS
    short = History(np.arange(3.0), np.ones(3), np.ones(3), np.ones(3))
    assert thinned(short) is short


def test_that_ten_thousand_epochs_leave_a_small_record(fresh):
    epochs = np.arange(4000.0) * 2.5
    long = History(epochs, epochs, epochs, epochs)
    kept = thinned(long)
    assert (
        sum(column.nbytes for column in (kept.epochs, kept.loss, kept.accuracy, kept.test_accuracy)) <= 2**14
    )


# -- looking back ------------------------------------------------------------------------------------------


def test_that_the_family_of_a_network_are_the_ways_that_part_from_its_own(fresh):
    early = trained(fresh, 20)
    late = trained(early, 30)
    back = rewound(late, early, 1)
    assert [(run.number, epoch) for run, epoch in family(back.runs, 20, 2.0)] == [(1, 2.0)]
    branch = trained(back, 40)
    assert [(run.number, epoch) for run, epoch in family(branch.runs, 60, 6.0)] == [(1, 2.0)]
    sister = trained(with_config(rewound(branch, early, 1), learning_rate=0.9), 10)
    assert [(run.number, epoch) for run, epoch in family(sister.runs, 30, 3.0)] == [(2, 2.0), (1, 2.0)]
    assert family(reset(sister).runs, 0, 0.0) == ()


def test_that_a_run_can_begin_anew_by_its_settings(fresh):
    state = with_hidden_widths(with_config(trained(fresh), optimizer="adam", seed=11), (3, 3)).state
    again = begun_as(state, 1)
    assert (again.spec, again.config) == (fresh.spec, fresh.config)
    assert np.array_equal(again.parameters.vector, fresh.parameters.vector)
    assert again.runs.now is None
    assert trained(again).runs.records[1].steps == 20


def test_that_a_run_on_other_data_is_not_begun_on_these(fresh):
    other = begin(load_preset("xor"))
    state = replace(other, runs=trained(fresh).runs.left())
    with pytest.raises(EngineError, match="other data"):
        begun_as(state, 1)


def test_that_a_run_begins_anew_with_the_settings_that_it_began_with(fresh):
    dragged = with_config(fresh, learning_rate=0.9)
    reached = replace(trained(dragged), runs=recorded(fresh, trained(dragged)))
    (run,) = reached.runs.records
    assert (run.first_config, run.config) == (fresh.config, dragged.config)
    assert begun_as(reset(reached), 1).config == fresh.config


def test_that_other_samples_of_the_same_name_are_other_data():
    first = trained(begin(load_preset("moons")))
    second = trained(with_made(first, noise=0.5, seed=7).state)
    old, new = second.runs.records
    assert old.data.name == new.data.name == "moons"
    found = {each.name: (each.old, each.new) for each in what_changed(old, new)}
    assert found["noise"] == (first.dataset.origin.noise, 0.5)
    assert found["data_seed"] == (first.dataset.origin.seed, 7)
    assert "numbers" not in found
    with pytest.raises(EngineError, match="other data"):
        begun_as(second, 1)


def test_that_another_split_is_told():
    first = trained(begin(load_preset("moons")))
    split = replace(first.dataset.split, seed=first.dataset.split.seed + 1)
    second = trained(with_split(first, split).state)
    found = {each.name: (each.old, each.new) for each in what_changed(*second.runs.records)}
    assert found["split_seed"] == (split.seed - 1, split.seed)


def test_that_other_samples_are_told_even_where_nobody_knows_what_is_other_about_them(fresh):
    data = fresh.dataset
    flipped = replace(data, inputs=1 - np.asarray(data.inputs))
    state = trained(with_dataset(trained(fresh), flipped).state)
    assert "numbers" in {each.name for each in what_changed(*state.runs.records)}


def test_that_a_run_that_began_with_the_weights_from_before_says_so(fresh):
    first = trained(fresh)
    state = trained(with_dataset(first, replace(fresh.dataset, name="again")).state)
    assert [run.start for run in state.runs.records] == [Start.DRAWN, Start.KEPT]
    assert Difference("kept", False, True) in what_changed(*state.runs.records)


def test_that_a_network_in_the_place_of_another_leaves_what_belongs_to_none(fresh):
    first = replace(trained(fresh), notes="mine")
    state = in_place_of(first, begin(load_preset("xor")))
    assert (state.notes, numbers(state), state.runs.now) == ("mine", [1], None)
    assert numbers(trained(state)) == [1, 2]


def test_that_what_changed_is_said_setting_by_setting(fresh):
    first = trained(fresh)
    changed = with_config(first, learning_rate=0.7, optimizer="momentum", seed=first.config.seed + 1)
    state = trained(with_hidden_widths(changed, (6, 5)).state)
    old, new = state.runs.records
    assert what_changed(old, new) == (
        Difference("shape", "7-8-4", "7-6-5-4"),
        Difference("activation", "tanh, sigmoid", "tanh, tanh, sigmoid"),
        Difference("optimizer", "sgd", "momentum"),
        Difference("learning_rate", old.config.learning_rate, 0.7),
        Difference("seed", old.config.seed, old.config.seed + 1),
    )
    assert what_changed(old, old) == ()


def test_that_settings_that_no_optimizer_reads_do_not_count(fresh):
    one = trained(fresh)
    two = trained(reset(with_config(one, beta1=0.5, rho=0.5, momentum=0.3)))
    assert what_changed(*two.runs.records) == ()
    three = trained(reset(with_config(two, optimizer="adam")))
    assert [d.name for d in what_changed(three.runs.records[0], three.runs.records[2])] == [
        "optimizer",
        "beta1",
    ]


def test_that_a_setting_that_was_changed_on_the_way_is_told_with_when_it_was(fresh):
    slow = with_config(fresh, learning_rate=0.01)
    live = trained(with_config(trained(slow, 20), learning_rate=0.5), 40)
    state = trained(reset(live))
    old, new = state.runs.records
    assert old.config == new.config
    way = Way(0.01, (Turn(2.0, 0.5),))
    assert what_changed(old, new) == (Difference("learning_rate", way, 0.5),)
    assert live_changes(old) == (("learning_rate", way),)
    assert live_changes(new) == ()


def test_that_runs_that_were_changed_alike_do_not_differ(fresh):
    def run(state: ProjectState) -> ProjectState:
        begun = trained(with_config(reset(state), batch_size=1, shuffle=True), 20)
        return trained(with_config(begun, batch_size=None, shuffle=False), 5)

    old, new = run(run(fresh)).runs.records
    assert what_changed(old, new) == ()
    assert dict(live_changes(old)) == {
        "batch_size": Way(1, (Turn(2.0, None),)),
        "shuffle": Way(True, (Turn(2.0, False),)),
    }


def test_that_a_branch_is_compared_from_where_it_parts(fresh):
    slow = with_config(fresh, learning_rate=0.01)
    early = trained(with_config(trained(slow, 20), learning_rate=0.5), 20)  # of run 1, changed at epoch 2
    whole = trained(with_config(early, learning_rate=0.7), 20)  # and at epoch 4
    back = rewound(whole, early, 1)
    assert back.training.step == 40
    branch = trained(with_config(back, learning_rate=0.9), 20)
    found = {each.name: (each.old, each.new) for each in what_changed(*branch.runs.records)}
    assert found == {"learning_rate": (0.7, 0.9), "branch": (None, 1)}


def test_that_a_turn_without_a_mark_is_told_without_its_time(fresh):
    run = trained(fresh).runs.records[0]
    changed = replace(run, config=replace(run.config, learning_rate=0.9))
    assert way_of(changed, "learning_rate") == Way(run.config.learning_rate, (Turn(None, 0.9),))
    assert way_of(replace(run, config=replace(run.config, epochs=5)), "epochs") == 5


# -- random walks ------------------------------------------------------------------------------------------

Step = tuple[str, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "train",
                "train",
                "undo",
                "redo",
                "rewind",
                "rewind",
                "reset",
                "rate",
                "weight",
                "note",
                "delete",
                "width",
            ]
        ),
        st.integers(1, 40),
    ),
    max_size=25,
)


class Walk:
    """A document without a window: a state, the steps that led to it, and every record that there ever was."""

    def __init__(self, state: ProjectState) -> None:
        self.state = state
        self.done: list[tuple[ProjectState, ProjectState]] = []
        self.taken_back: list[tuple[ProjectState, ProjectState]] = []
        self.moments: dict[int, list[ProjectState]] = {}
        self.deleted: set[int] = set()

    def apply(self, state: ProjectState) -> None:
        if state is not self.state:
            self.done.append((self.state, state))
            self.taken_back.clear()
            self.state = state

    def move(self, kind: str, size: int) -> None:
        runs = self.state.runs
        chosen = runs.records[size % len(runs.records)].number if runs.records else None
        match kind:
            case "train":
                self.apply(trained(self.state, size))
                if self.state.runs.current is not None:
                    self.moments.setdefault(self.state.runs.current, []).append(self.state)
            case "undo" if self.done:
                old, new = step = self.done.pop()
                self.taken_back.append(step)
                self.state = self.led(old, new, old)
            case "redo" if self.taken_back:
                old, new = step = self.taken_back.pop()
                self.done.append(step)
                self.state = self.led(new, old, new)
            case "rewind" if chosen in self.moments:
                moments = self.moments[chosen]
                self.apply(rewound(self.state, moments[size % len(moments)], chosen))
            case "reset":
                self.apply(reset(self.state))
            case "rate":
                self.apply(with_config(self.state, learning_rate=size / 100))
            case "weight":
                self.apply(with_weight(self.state, 0, 0, 0, size / 10))
            case "width":
                self.apply(with_hidden_widths(self.state, (size % 4 + 2,)).state)
            case "note" if chosen is not None:
                self.apply(with_run_note(self.state, chosen, f"note {size}"))
            case "delete" if chosen is not None and size % 3 == 0:
                self.apply(without_runs(self.state, [chosen]))

    def led(self, target: ProjectState, source: ProjectState, _to: ProjectState) -> ProjectState:
        runs = carried(self.state.runs, source.runs, target.runs)
        return target if runs is target.runs else replace(target, runs=runs)


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_that_no_run_is_ever_lost_silently(steps: list[Step]) -> None:
    walk = Walk(with_config(begin(load_preset("xor")), epochs=None, stop_loss=None, stop_all_right=False))
    for kind, size in steps:
        before = walk.state.runs
        walk.move(kind, size)
        after = walk.state.runs  # which checks itself: unique numbers, parents that exist
        lost = before.by_number.keys() - after.by_number.keys()
        if kind in ("delete", "redo") and lost:  # the one step that was just made has deleted them
            old, new = walk.done[-1]
            assert lost <= old.runs.by_number.keys() - new.runs.by_number.keys()
        else:
            assert not lost
        assert after.last >= before.last
        for number, run in after.by_number.items():
            was = before.record(number)
            assert was is None or was.steps <= run.steps
        if after.now is not None:
            assert walk.state.training.step <= after.now.steps
            assert after.now.spec == walk.state.spec
        new = after.by_number.keys() - before.by_number.keys()
        if kind == "train":
            assert len(new) <= 1
            assert all(number > before.last for number in new)


def test_that_a_log_that_cannot_be_is_refused(fresh):
    (run,) = trained(fresh).runs.records
    for records, last, current in (
        ((run, run), 1, None),
        ((run,), 0, None),
        ((run,), 1, 2),
        ((replace(run, parent=1),), 1, None),
        ((replace(run, parent=9),), 1, None),
        (tuple(replace(run, number=n + 1) for n in range(MOST_RUNS + 1)), MOST_RUNS + 1, None),
    ):
        with pytest.raises(EngineError):
            RunLog(records, last, current)


# -- points that are put onto the plane ------------------------------------------------------------------------


def test_that_a_run_goes_on_after_points_are_put_and_nothing_of_it_vanishes() -> None:
    state = trained(begin(load_preset("moons")))
    rows = len(state.dataset.inputs)
    for place in range(6):
        state = trained(with_point_added(state, [0.1 * place, 0.2], [1.0]), steps=5)
    assert numbers(state) == [1]
    run = state.runs.now
    assert run is not None
    assert (run.steps, run.data.rows) == (50, rows + 6)
    assert run.began == 0


def test_that_what_is_trained_before_an_undone_point_is_a_branch() -> None:
    first = trained(begin(load_preset("moons")))
    on = trained(with_point_added(first, [0.5, 0.5], [1.0]))
    undone = replace(first, runs=carried(on.runs, on.runs, first.runs))  # by two steps
    assert numbers(trained(undone)) == [1, 2]
    branch = trained(undone).runs.now
    assert branch is not None
    assert (branch.parent, branch.began, branch.data.rows) == (1, 20, len(first.dataset.inputs))
    assert trained(undone).runs.by_number[1] is on.runs.by_number[1]


def test_that_what_is_trained_again_after_the_point_is_the_same_run() -> None:
    put = with_point_added(trained(begin(load_preset("moons"))), [0.5, 0.5], [1.0])
    on = trained(put)
    undone = replace(put, runs=carried(on.runs, on.runs, put.runs))
    assert trained(undone).runs.records == on.runs.records


def test_that_it_can_be_told_which_samples_came_and_went_on_the_way() -> None:
    first = trained(begin(load_preset("moons")))
    edited = with_point_added(with_point_added(first, [0.5, 0.5], [1.0]), [0.6, 0.5], [1.0])
    log = with_curve_of(edited, trained(edited)).runs
    (run,) = log.records
    (mark,) = changed_samples(run)
    assert (mark.setting, mark.value) == (POINTS_ADDED, "2")
    assert changed_samples(run, run) == ()  # known from the other one


def with_curve_of(edited: ProjectState, reached: ProjectState) -> ProjectState:
    """Return what a training reached with the marks that its curve had before, as a run leaves it."""
    reached = replace(reached, history=replace(reached.history, marks=edited.history.marks), runs=edited.runs)
    return replace(reached, runs=recorded(edited, reached))
