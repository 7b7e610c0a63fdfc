"""From one click on Train to one undo step: the controller between document and runs."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np
import pytest

import nnlab.engine.program as engine_program
from nnlab.data import Dataset
from nnlab.desktop.document import Document
from nnlab.desktop.notices import Notice
from nnlab.desktop.running.run_controller import RunController
from nnlab.desktop.running.run_notices import RunNotices
from nnlab.desktop.words import run_sentences
from nnlab.engine import Network, Trainer, activation
from nnlab.lessons import begin, load_preset
from nnlab.project import (
    Change,
    ProjectState,
    changes_between,
    reset,
    with_config,
    with_hidden_widths,
    with_layer,
    with_weight,
)
from nnlab.training import FULL_SPEED, SPEEDS, Divergence, Snapshot, Speed, StepSize, TrainingWarning

ENDLESS = {"epochs": None, "stop_loss": None}


@dataclass(repr=False)
class Bench:
    """A document with its controller, and all that they told."""

    document: Document
    controller: RunController
    words: RunNotices
    qtbot: object
    snapshots: list[Snapshot] = field(default_factory=list)
    running: list[bool] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    explosions: list[Divergence] = field(default_factory=list)
    explanations: list[TrainingWarning] = field(default_factory=list)

    @property
    def state(self) -> ProjectState:
        return self.document.state

    @property
    def steps(self) -> list[str]:
        """The names of the undo steps."""
        return self.document.undo_steps.texts

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.controller.is_busy, timeout=20_000)

    def wait(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=20_000)

    def train_a_while(self) -> None:
        """Train until there is something to see, and go on."""
        seen = len(self.snapshots)
        self.controller.train()
        self.wait(lambda: len(self.snapshots) > seen + 1 and self.controller.snapshot.step > 0)

    def train_and_pause(self) -> None:
        self.train_a_while()
        self.controller.pause()
        self.rest()


def run_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("nnlab-run")]


@pytest.fixture
def make_bench(qtbot) -> Iterator[Callable[..., Bench]]:
    benches: list[Bench] = []

    def make(preset: str = "seven-segment", **settings: object) -> Bench:
        state = with_config(begin(load_preset(preset)), **{**ENDLESS, **settings})
        document = Document(state)
        controller = RunController(document)
        bench = Bench(document, controller, RunNotices(controller), qtbot)
        bench.controller.snapshot_changed.connect(bench.snapshots.append)
        bench.controller.running_changed.connect(bench.running.append)
        bench.words.noticed.connect(bench.notices.append)
        bench.words.explosion_shown.connect(bench.explosions.append)
        bench.words.explained.connect(bench.explanations.append)
        benches.append(bench)
        return bench

    yield make
    for bench in benches:
        bench.controller.shut_down()
    assert run_threads() == []


@pytest.fixture
def bench(make_bench) -> Bench:
    return make_bench()


def trained_straight(state: ProjectState, steps: int) -> bytes:
    data = state.dataset
    network = Network.from_parameters(state.parameters)
    trainer = Trainer(network, data.inputs, data.targets, state.config, task=data.task, state=state.training)
    trainer.advance(steps=steps)
    return network.theta.tobytes()


# -- train, pause, step ------------------------------------------------------------------------------------


def test_that_at_first_the_network_is_shown_as_the_document_holds_it(bench):
    snapshot = bench.controller.snapshot
    assert (snapshot.step, snapshot.epoch) == (0, 0)
    assert snapshot.parameters is bench.state.parameters
    assert 0 < snapshot.loss < 10
    assert not bench.controller.is_running


def test_that_training_and_pausing_is_one_undo_step_with_the_weights_of_straight_training(bench):
    begun = bench.state
    bench.train_and_pause()
    assert bench.running == [True, False]
    assert len(bench.steps) == 1
    assert bench.steps[0].startswith("Train ")
    steps = bench.state.training.step
    assert steps > 0
    assert bench.state.parameters.vector.tobytes() == trained_straight(begun, steps)
    assert bench.controller.snapshot.step == steps
    assert bench.controller.snapshot.parameters.vector.tobytes() == bench.state.parameters.vector.tobytes()


def test_that_training_on_is_a_second_step_and_the_steps_shown_never_go_back(bench):
    bench.train_and_pause()
    first = bench.state.training.step
    bench.train_and_pause()
    assert bench.state.training.step > first
    assert len(bench.steps) == 2
    shown = [snapshot.step for snapshot in bench.snapshots]
    assert shown == sorted(shown)


def test_that_a_pause_without_an_update_is_no_undo_step(bench):
    bench.controller.set_speed(Speed(StepSize.OPERATION, 0.01))
    bench.controller.train()
    bench.controller.pause()
    bench.rest()
    assert bench.steps == []
    assert bench.running == [True, False]


@pytest.mark.parametrize(("size", "steps"), [
    (StepSize.EPOCH, 10), (StepSize.BATCH, 1), (StepSize.SAMPLE, 1), (StepSize.OPERATION, 0),
])  # fmt: skip
def test_that_a_step_is_made_and_shown_without_playing(bench, size, steps):
    bench.controller.step(size)
    bench.rest()
    assert bench.running == []
    assert bench.controller.snapshot.step == bench.state.training.step == steps
    assert len(bench.steps) == (1 if steps else 0)


def test_that_a_step_pauses_a_run_that_plays(bench):
    bench.train_a_while()
    bench.controller.step(StepSize.BATCH)
    bench.rest()
    assert bench.running == [True, False]


def test_that_operations_go_on_where_they_stood_after_a_rest(bench):
    numbers = []
    for _ in range(4):
        bench.controller.step(StepSize.OPERATION)
        bench.rest()
        numbers.append(bench.controller.snapshot.operation.number)
    assert numbers == [1, 2, 3, 4]
    bench.controller.step(StepSize.BATCH)
    bench.rest()
    assert bench.state.training.step == 1


def test_that_a_slow_run_follows_the_samples_it_works_on(bench):
    bench.controller.set_speed(Speed(StepSize.BATCH, 30))
    bench.train_a_while()
    assert bench.controller.snapshot.row is not None


def test_that_the_speed_can_change_while_it_runs_and_stays_for_later_runs(bench):
    bench.controller.set_speed(SPEEDS[0])
    bench.controller.train()
    bench.controller.set_speed(FULL_SPEED)
    bench.wait(lambda: bench.controller.snapshot.step > 10)
    bench.controller.set_speed(SPEEDS[0])
    bench.controller.edit("Reset", reset)
    bench.rest()
    bench.controller.train()
    bench.qtbot.wait(100)
    assert bench.controller.snapshot.step == 0


def test_that_the_pump_stands_still_at_rest(bench):
    bench.train_and_pause()
    bench.wait(lambda: not bench.controller._pump.isActive())


@pytest.mark.parametrize("seed", range(6))
def test_that_quick_commands_never_part_the_window_from_the_worker(bench, seed):
    controller, chance = bench.controller, random.Random(seed)
    commands = [
        controller.train, controller.pause, controller.toggle, controller.toggle,
        partial(controller.step, StepSize.BATCH), partial(controller.step, StepSize.OPERATION),
        partial(controller.step, StepSize.EPOCH),
    ]  # fmt: skip
    for _ in range(60):
        chance.choice(commands)()
        if chance.random() < 0.3:
            bench.qtbot.wait(chance.choice((1, 20, 50)))
    if controller.is_running:
        seen = controller.snapshot.step
        controller.train()
        bench.wait(lambda: controller.snapshot.step > seen)
        controller.pause()
    bench.rest()
    assert not controller.is_running
    shown = len(bench.snapshots)
    bench.qtbot.wait(80)
    assert len(bench.snapshots) == shown
    assert controller.snapshot.step == bench.state.training.step
    begun = begin(load_preset("seven-segment"))
    begun = with_config(begun, **ENDLESS)
    assert bench.state.parameters.vector.tobytes() == trained_straight(begun, bench.state.training.step)


def test_that_a_training_that_nobody_sees_is_not_drawn_and_ends_as_ever(make_bench):
    bench = make_bench(epochs=2000)
    bench.controller.set_watched(False)
    bench.controller.train()
    bench.rest()
    assert bench.state.training.epoch == 2000
    assert {snapshot.epoch for snapshot in bench.snapshots} == {2000}
    bench.controller.set_watched(True)
    bench.controller.configure("Endless", epochs=None)
    bench.train_and_pause()
    assert bench.snapshots[-1].epoch > 2000


# -- undo --------------------------------------------------------------------------------------------------


def test_that_undo_takes_a_training_back_and_redo_brings_it_again(bench):
    begun = bench.state
    bench.train_and_pause()
    reached = bench.state
    bench.controller.undo()
    assert changes_between(begun, bench.state) == Change.RUNS  # the run itself is kept
    assert bench.controller.snapshot.step == 0
    bench.controller.redo()
    assert bench.state is reached
    assert bench.controller.snapshot.step == reached.training.step


def test_that_undo_at_rest_drops_the_run_and_its_thread(bench):
    bench.train_and_pause()
    assert len(run_threads()) == 1
    bench.controller.undo()
    bench.wait(lambda: run_threads() == [])


def test_that_undo_while_training_takes_back_this_training_and_no_more(bench):
    bench.controller.edit("Narrow", lambda s: with_hidden_widths(s, (5,)))
    narrow = bench.state
    bench.train_a_while()
    bench.controller.undo()
    bench.rest()
    assert changes_between(narrow, bench.state) == Change.RUNS
    assert bench.document.undo_steps.next_redo.text.startswith("Train ")
    bench.controller.redo()
    assert bench.state.training.step > 0


def test_that_redo_while_training_loses_nothing(bench):
    bench.controller.edit("Narrow", lambda s: with_hidden_widths(s, (5,)))
    bench.controller.undo()
    bench.train_a_while()
    bench.controller.redo()
    bench.rest()
    assert bench.state.training.step > 0
    assert bench.state.spec.sizes == (7, 8, 4)


def test_that_training_after_undo_is_the_same_training_again(bench):
    bench.controller.step(StepSize.EPOCH)
    bench.rest()
    first = bench.state
    bench.controller.undo()
    bench.controller.step(StepSize.EPOCH)
    bench.rest()
    assert bench.state is not first
    assert bench.state.parameters.vector.tobytes() == first.parameters.vector.tobytes()
    assert np.array_equal(bench.state.history.loss, first.history.loss)


def test_that_undo_brings_the_number_back_that_was_seen(bench):
    bench.train_and_pause()
    seen = bench.controller.snapshot.loss
    for edit in (reset, lambda state: with_weight(state, 0, 0, 0, 3.0)):
        bench.controller.edit("Other", edit)
        assert bench.controller.snapshot.loss != seen
        bench.controller.undo()
        assert bench.controller.snapshot.loss == seen


# -- edits and settings --------------------------------------------------------------------------------------


def test_that_an_edit_at_rest_is_applied_at_once_and_drops_the_run(bench):
    bench.train_and_pause()
    bench.controller.edit("Narrow", lambda s: with_hidden_widths(s, (5,)))
    assert bench.state.spec.sizes == (7, 5, 4)
    assert bench.steps[-1] == "Narrow"
    bench.wait(lambda: run_threads() == [])


def test_that_an_edit_while_training_pauses_first_and_both_are_undo_steps(bench):
    bench.train_a_while()
    bench.controller.edit("Narrow", lambda s: with_hidden_widths(s, (5,)))
    bench.rest()
    assert bench.running == [True, False]
    assert bench.steps[0].startswith("Train ")
    assert bench.steps[1:] == ["Narrow"]
    bench.controller.undo()
    assert bench.state.spec.sizes == (7, 8, 4)
    assert bench.state.training.step > 0


@pytest.mark.parametrize("begun", [True, False])
def test_that_an_edit_ends_a_step_of_a_pass_in_good_time(make_bench, begun):
    """Whether the worker has taken the step already or not: nobody waits for a pass over a large data set."""
    bench = make_bench()
    rows = 100_000
    data = bench.state.dataset
    many = Dataset.from_arrays(
        "many", np.tile(data.inputs, (rows // 10, 1)), np.tile(data.targets, (rows // 10, 1)), data.task
    )
    bench.document.open(replace(bench.state, dataset=many))
    if begun:
        bench.train_and_pause()
    before = bench.state.training.step
    bench.controller.step(StepSize.EPOCH)
    bench.controller.edit("Weight", lambda state: with_weight(state, 0, 0, 0, 0.5))
    bench.rest()
    assert bench.steps[-1] == "Weight"
    assert before < bench.state.training.step < before + rows / 10


def test_that_a_setting_changed_for_a_run_that_is_refused_is_kept(bench):
    bench.controller.edit("Step", lambda s: with_layer(s, 0, activation="step"))
    bench.controller.train()
    bench.controller.configure("Rate", learning_rate=0.123)
    bench.rest()
    assert bench.state.config.learning_rate == bench.controller.config.learning_rate == 0.123
    assert bench.steps == ["Step", "Rate"]


def test_that_an_edit_during_a_step_waits_for_it(bench):
    for _ in range(10):
        bench.controller.step(StepSize.BATCH)
        bench.controller.edit("Reset", reset)
        bench.rest()
    assert bench.steps == ["Train 1 update", "Reset"] * 10
    assert bench.state.training.step == 0


def test_that_a_step_between_edits_is_made_between_them(bench):
    for _ in range(5):
        bench.train_a_while()
        for label, edit in (("Reset", reset), ("Rate", partial(with_config, learning_rate=0.01))):
            bench.controller.edit(label, edit)
            bench.controller.step(StepSize.BATCH)
        bench.controller.edit("Reset", reset)
        bench.rest()
        assert bench.steps[-5:] == ["Reset", "Train 1 update", "Rate", "Train 1 update", "Reset"]
        bench.document.open(with_config(bench.state, learning_rate=0.05))


def test_that_several_edits_while_training_are_applied_in_their_order(bench):
    bench.train_a_while()
    for width in (5, 6, 7):
        bench.controller.edit("Width", lambda s, width=width: with_hidden_widths(s, (width,)))
    bench.rest()
    assert bench.state.spec.sizes == (7, 7, 4)
    assert bench.steps[1:] == ["Width"] * 3


def test_that_train_after_an_edit_trains_the_edited_network(bench):
    bench.train_a_while()
    bench.controller.edit("Narrow", lambda s: with_hidden_widths(s, (5,)))
    bench.controller.train()
    bench.controller.step(StepSize.BATCH)
    bench.rest()
    assert bench.state.spec.sizes == (7, 5, 4)
    assert bench.state.training.step > 0
    assert [text for text in bench.steps if not text.startswith("Train")] == ["Narrow"]


def test_that_an_edit_that_comes_after_train_in_the_same_moment_is_not_lost(bench):
    bench.train_a_while()
    bench.controller.edit("Narrow", lambda s: with_hidden_widths(s, (5,)))
    bench.controller.train()
    bench.controller.edit("Wide", lambda s: with_hidden_widths(s, (9,)))
    bench.wait(lambda: bench.state.spec.sizes == (7, 9, 4))
    bench.rest()
    assert not bench.controller.is_running


def test_that_the_words_of_an_edit_say_what_was_drawn_afresh(bench):
    bench.controller.edit("Deeper", lambda s: with_hidden_widths(s, (8, 8)))
    assert "Layers drawn afresh: 2. Weights kept in: 1, 3." in bench.notices[-1].text
    assert bench.notices[-1].fades


def test_that_an_impossible_edit_is_a_notice_and_changes_nothing(bench):
    begun = bench.state
    for edit in (lambda s: with_layer(s, 9, activation="relu"), lambda s: with_hidden_widths(s, (9999,))):
        bench.controller.edit("Impossible", edit)
        assert bench.state is begun
    assert [notice.kind for notice in bench.notices] == ["warning"] * 2


def test_that_an_untrainable_network_is_a_notice_and_no_run(bench):
    bench.controller.edit("Step", lambda s: with_layer(s, 0, activation="step"))
    for command in (
        bench.controller.train,
        bench.controller.toggle,
        lambda: bench.controller.step(StepSize.BATCH),
    ):
        bench.notices.clear()
        command()
        bench.rest()
        assert ["step" in notice.text for notice in bench.notices] == [True]
        assert not bench.controller.is_running
    bench.wait(lambda: run_threads() == [])


def test_that_settings_at_rest_are_an_undo_step(bench):
    bench.controller.configure("Change the rate", learning_rate=0.5)
    assert bench.state.config.learning_rate == bench.controller.config.learning_rate == 0.5
    assert bench.steps == ["Change the rate"]
    bench.controller.undo()
    assert bench.controller.config.learning_rate == 0.1


def test_that_settings_change_while_training_goes_on_and_are_marked_and_kept(bench):
    told: list = []
    bench.controller.config_changed.connect(told.append)
    bench.train_a_while()
    before = bench.controller.snapshot.step
    bench.controller.configure("Change the rate", learning_rate=0.05)
    assert bench.controller.is_running
    assert bench.controller.config.learning_rate == 0.05
    assert told[-1].learning_rate == 0.05
    bench.wait(lambda: bool(bench.controller.snapshot.history.marks))
    bench.controller.pause()
    bench.rest()
    assert bench.state.training.step > before
    assert bench.state.config.learning_rate == 0.05
    (mark,) = bench.state.history.marks
    assert (mark.setting, mark.value) == ("learning_rate", "0.05")
    bench.controller.undo()
    assert bench.controller.config.learning_rate == bench.state.config.learning_rate == 0.1


def test_that_settings_changed_in_a_pause_before_an_update_keep_their_name(bench):
    bench.controller.set_speed(Speed(StepSize.OPERATION, 0.01))
    bench.controller.train()
    bench.controller.configure("Change the rate", learning_rate=0.05)
    bench.controller.pause()
    bench.rest()
    assert bench.steps == ["Change the rate"]
    assert bench.state.config.learning_rate == 0.05


def test_that_the_same_setting_again_is_neither_a_step_nor_a_mark(bench):
    bench.controller.configure("Change the rate", learning_rate=0.1)
    assert bench.steps == []
    bench.train_a_while()
    bench.controller.configure("Change the rate", learning_rate=0.1)
    bench.controller.pause()
    bench.rest()
    assert bench.state.history.marks == ()


def test_that_an_impossible_setting_while_training_is_a_notice_and_training_goes_on(bench):
    bench.train_a_while()
    bench.controller.configure("Change the rate", learning_rate=-3.0)
    assert bench.notices[-1].kind == "warning"
    assert bench.controller.config.learning_rate == 0.1
    seen = bench.controller.snapshot.step
    bench.wait(lambda: bench.controller.snapshot.step > seen)


def test_that_another_seed_while_training_pauses_and_draws_new_weights(bench):
    bench.train_a_while()
    bench.controller.configure("Change the seed", seed=99)
    bench.rest()
    assert bench.state.config.seed == 99
    assert bench.state.training.step == 0
    assert bench.steps[-1] == "Change the seed"


def test_that_nothing_of_a_dropped_run_is_shown(make_bench):
    bench = make_bench()
    for _ in range(8):
        bench.train_a_while()
        old = bench.controller.snapshot.run_id
        bench.controller.edit("Reset", reset)
        bench.rest()
        bench.snapshots.clear()
        bench.controller.train()
        bench.qtbot.wait(70)
        assert {snapshot.run_id for snapshot in bench.snapshots} <= {old + 1}
        bench.controller.pause()
        bench.rest()
        bench.controller.edit("Reset", reset)


def test_that_another_data_set_in_mid_run_shows_only_pictures_that_fit_it(bench):
    for key in ("xor", "seven-segment", "textbook/316_1", "binary-to-segments", "seven-segment"):
        bench.train_a_while()
        bench.controller.edit("Open", lambda _, key=key: with_config(begin(load_preset(key)), **ENDLESS))
        bench.rest()
        bench.snapshots.clear()
        bench.train_a_while()
        bench.controller.pause()
        bench.rest()
        assert {s.parameters.spec.sizes for s in bench.snapshots} == {bench.state.spec.sizes}


# -- stop rules ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("settings", "words", "lifted"), [
    ({"epochs": 20}, "Done: 20 epochs", {"epochs": 40}),
    ({"stop_loss": 0.5}, "the loss fell below 0.5", {"stop_loss": None}),
    ({"stop_epoch_error": 6.0}, "the summed error fell below 6", {"stop_epoch_error": None}),
    ({"stop_all_right": True}, "every answer is right", {"stop_all_right": False}),
])  # fmt: skip
def test_that_a_stop_rule_ends_the_run_with_words_and_a_way_on(make_bench, settings, words, lifted):
    bench = make_bench(**settings)
    bench.controller.train()
    bench.rest()
    assert not bench.controller.is_running
    assert len(bench.steps) == 1
    reached = bench.state.training.step
    notice = bench.notices[-1]
    assert words in notice.text
    (train_on,) = notice.actions
    train_on.run()
    assert bench.controller.is_running
    for name, value in lifted.items():
        assert getattr(bench.state.config, name) == value
    bench.wait(lambda: bench.controller.snapshot.step > reached)


def test_that_training_on_goes_on_even_where_the_limit_of_epochs_was_lowered(make_bench):
    bench = make_bench(epochs=40)
    bench.controller.train()
    bench.rest()
    bench.controller.configure("Fewer epochs", epochs=10)
    bench.controller.train()
    bench.rest()
    assert bench.state.training.epoch == 40
    bench.notices[-1].actions[0].run()
    bench.rest()
    assert bench.state.training.epoch == 50


def test_that_the_thread_of_a_finished_run_is_gone(make_bench):
    bench = make_bench(epochs=5)
    bench.controller.train()
    bench.rest()
    bench.wait(lambda: run_threads() == [])


def test_that_train_after_the_end_says_again_that_it_is_done(make_bench):
    bench = make_bench(epochs=5)
    for count in (1, 2, 3):
        bench.controller.train()
        bench.rest()
        assert [notice.text for notice in bench.notices] == ["Done: 5 epochs of training."] * count
    assert len(bench.steps) == 1


def test_that_what_waits_for_the_rest_comes_after_the_news_of_the_end(make_bench):
    bench = make_bench(epochs=3)
    told: list[str] = []
    bench.words.noticed.connect(lambda notice: told.append(notice.text))
    bench.document.state_changed.connect(lambda change: told.append(bench.steps[-1]))

    def reset_at_the_end(snapshot: Snapshot) -> None:
        if snapshot.epoch == 3:
            bench.controller.edit("Reset", reset)

    bench.controller.snapshot_changed.connect(reset_at_the_end)
    bench.controller.train()
    bench.rest()
    assert told == ["Train 3 epochs", "Done: 3 epochs of training.", "Reset"]


# -- explosions and faults ---------------------------------------------------------------------------------------


@pytest.fixture
def exploded(make_bench) -> Bench:
    bench = make_bench("textbook/316_1", learning_rate=50.0)
    bench.controller.train()
    bench.rest()
    return bench


def test_that_an_explosion_pauses_with_good_weights_and_three_ways_on(exploded):
    notice = exploded.notices[-1]
    assert "Training exploded at step" in notice.text
    assert [action.text for action in notice.actions] == [
        "Continue with rate 3",
        "Show the explosion",
        "Continue anyway",
    ]
    assert not exploded.controller.is_running
    assert np.isfinite(exploded.state.parameters.vector).all()
    assert np.isfinite(exploded.controller.snapshot.parameters.vector).all()


def test_that_continuing_with_a_smaller_rate_sets_it_and_trains(exploded):
    exploded.notices[-1].actions[0].run()
    assert exploded.controller.is_running
    assert exploded.controller.config.learning_rate == 3.0


def test_that_weights_that_were_let_explode_are_told_for_what_they_are(exploded):
    """Continue anyway, pause, a sane rate: the rate is not to blame, and nothing can be replayed."""
    exploded.notices[-1].actions[2].run()
    exploded.wait(lambda: exploded.controller.snapshot.step > 100)
    exploded.controller.pause()
    exploded.rest()
    exploded.notices.clear()
    exploded.controller.configure("Rate", learning_rate=0.01)
    exploded.controller.train()
    exploded.rest()
    (notice,) = exploded.notices
    assert "Training cannot go on from here: weights of layer" in notice.text
    assert [action.text for action in notice.actions] == ["Continue anyway"]
    assert np.isfinite(exploded.state.parameters.vector).all()


def test_that_the_story_of_the_explosion_is_shown_on_request(exploded):
    exploded.notices[-1].actions[1].run()
    (story,) = exploded.explosions
    assert len(story.steps) == len(story.losses) > 0
    assert not exploded.controller.is_running


def test_that_continuing_anyway_goes_through_infinity_and_can_be_undone(exploded):
    good = exploded.state
    exploded.notices[-1].actions[2].run()
    assert exploded.controller.is_running
    exploded.wait(lambda: not np.isfinite(exploded.controller.snapshot.parameters.vector).all())
    assert exploded.controller.is_running
    exploded.controller.pause()
    exploded.rest()
    assert not np.isfinite(exploded.state.parameters.vector).all()
    exploded.controller.undo()
    assert changes_between(good, exploded.state) == Change.RUNS


@pytest.mark.parametrize("choice", [0, 2])
def test_that_a_way_on_chosen_at_once_loses_nothing(make_bench, choice):
    bench = make_bench("textbook/316_1")
    bench.train_and_pause()
    reached = bench.state.training.step
    bench.controller.configure("Change the rate", learning_rate=50.0)

    def choose(notice: Notice) -> None:
        bench.words.noticed.disconnect(choose)
        notice.actions[choice].run()

    bench.words.noticed.connect(choose)
    bench.controller.train()
    bench.wait(lambda: bool(bench.notices))
    bench.controller.pause()
    bench.rest()
    assert bench.state.training.step >= reached
    assert bench.controller.config.learning_rate == (3.0 if choice == 0 else 50.0)


def test_that_after_continuing_anyway_an_edit_arms_the_guard_again(exploded):
    exploded.notices[-1].actions[2].run()
    exploded.wait(lambda: not np.isfinite(exploded.controller.snapshot.parameters.vector).all())
    exploded.controller.edit("Reset", reset)
    exploded.rest()
    exploded.notices.clear()
    exploded.controller.train()
    exploded.rest()
    assert "exploded" in exploded.notices[-1].text


def test_that_broken_weights_are_put_back_to_the_start_when_the_guard_is_armed_again(exploded):
    exploded.notices[-1].actions[2].run()
    exploded.wait(lambda: not np.isfinite(exploded.controller.snapshot.parameters.vector).all())
    exploded.controller.pause()
    exploded.rest()
    exploded.controller.configure("Change the rate", learning_rate=0.01)
    exploded.controller.train()
    exploded.rest()
    assert np.isfinite(exploded.state.parameters.vector).all()


def test_that_a_warning_tells_why_and_can_lower_the_rate_in_mid_run(make_bench):
    bench = make_bench("xor", learning_rate=0.0)
    state = bench.state
    worse = replace(
        state.training,
        parameters=replace(state.parameters, vector=state.parameters.vector * 20.0),
    )
    bench.document.apply("Worse", replace(state, training=worse))
    bench.controller.train()
    bench.wait(lambda: bool(bench.notices))
    notice = bench.notices[0]
    assert "higher than before training" in notice.text
    lower, why = notice.actions
    why.run()
    assert "learning rate" in run_sentences.explanation(bench.explanations[0])
    lower.run()
    assert bench.controller.is_running


class Broken:
    """The tanh of the engine whose kernel fails after some calls."""

    def __init__(self, calls: int) -> None:
        self.left = calls

    def __call__(self, name: str) -> object:
        real = activation(name)
        return replace(real, forward=partial(self._forward, real.forward)) if name == "tanh" else real

    def _forward(self, real, *arrays) -> None:
        self.left -= 1
        if self.left < 0:
            raise ArithmeticError("the kernel broke")
        real(*arrays)


@pytest.mark.parametrize("calls", [0, 500])
def test_that_a_fault_of_the_worker_is_told_logged_and_survived(bench, monkeypatch, caplog, calls):
    with monkeypatch.context() as patch:
        patch.setattr(engine_program, "activation", Broken(calls))
        bench.controller.train()
        bench.rest()
    assert "the kernel broke" in bench.notices[-1].text
    assert "Traceback" not in bench.notices[-1].text
    assert "ArithmeticError" in caplog.text
    snapshot, training = bench.controller.snapshot, bench.state.training
    assert (snapshot.step, snapshot.epoch) == (training.step, training.epoch)
    assert bench.state.parameters.vector.tobytes() == snapshot.parameters.vector.tobytes()
    assert all(epoch <= training.epoch for epoch in bench.state.history.epochs)
    bench.train_and_pause()
    assert bench.state.training.step > training.step


# -- shutting down ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "situation", ["fresh", "playing", "slow", "paused", "stepping", "edited", "finished"]
)
def test_that_shutting_down_is_quick_and_leaves_no_thread(make_bench, situation):
    bench = make_bench(**({"epochs": 5} if situation == "finished" else {}))
    match situation:
        case "playing" | "edited":
            bench.train_a_while()
        case "slow":
            bench.controller.set_speed(Speed(StepSize.OPERATION, 0.01))
            bench.controller.train()
        case "paused":
            bench.train_and_pause()
        case "stepping":
            for _ in range(200):
                bench.controller.step(StepSize.EPOCH)
        case "finished":
            bench.controller.train()
            bench.rest()
    if situation == "edited":
        bench.controller.edit("Narrow", lambda s: with_hidden_widths(s, (5,)))
    begin_s = time.monotonic()
    bench.controller.shut_down()
    assert time.monotonic() - begin_s < 3.0
    assert run_threads() == []
    assert not bench.controller.is_running
    shown = len(bench.snapshots)
    bench.qtbot.wait(80)
    assert len(bench.snapshots) == shown


def test_that_a_step_asked_for_before_the_news_of_the_last_one_is_committed_too(bench):
    bench.controller.step(StepSize.EPOCH)
    bench.wait(lambda: not bench.controller._run.events.empty())  # the first step is done, and not yet told
    bench.controller.step(StepSize.EPOCH)
    bench.rest()
    assert bench.state.training.epoch == 2
    assert bench.controller._run.events.empty()
    assert bench.controller.snapshot.epoch == 2


def test_that_after_undo_no_gradient_of_another_moment_is_shown(bench):
    bench.train_and_pause()
    bench.train_and_pause()
    assert np.any(bench.controller.snapshot.gradient)
    bench.controller.undo()
    assert bench.controller.snapshot.step == bench.state.training.step
    assert not np.any(bench.controller.snapshot.gradient)


def test_that_a_pause_calls_off_a_training_that_waits_behind_an_edit(bench):
    bench.train_a_while()
    bench.controller.edit("wider", lambda state: with_hidden_widths(state, (9,)))
    bench.controller.train()
    bench.controller.pause()
    bench.rest()
    assert bench.state.spec.sizes == (7, 9, 4)
    assert not bench.controller.is_running


def test_that_a_pause_calls_off_steps_that_wait_behind_an_edit(bench):
    bench.train_a_while()
    bench.controller.edit("wider", lambda state: with_hidden_widths(state, (9,)))
    for _ in range(5):
        bench.controller.step(StepSize.EPOCH)
    bench.controller.pause()
    bench.rest()
    assert bench.state.spec.sizes == (7, 9, 4)
    assert bench.steps[-1] == "wider"


def test_that_a_setting_changed_in_a_pause_is_marked_on_the_curve(bench):
    bench.train_and_pause()
    bench.controller.configure("rate", learning_rate=0.03)
    (mark,) = bench.state.history.marks
    assert (mark.setting, mark.value) == ("learning_rate", "0.03")


def test_that_the_state_is_told_while_training_goes_on(make_bench):
    bench = make_bench()
    bench.train_a_while()
    told: list[ProjectState] = []
    bench.controller.tell_state(told.append)
    bench.wait(lambda: bool(told))
    assert bench.controller.is_running
    assert told[0].training.step > 0
    assert told[0].dataset is bench.state.dataset
    bench.controller.pause()
    bench.rest()
    assert bench.state.training.step > told[0].training.step


def test_that_the_state_at_rest_is_told_at_once(make_bench):
    bench = make_bench("seven-segment")
    told: list[ProjectState] = []
    bench.controller.tell_state(told.append)
    assert told == [bench.state]


def test_that_who_waits_for_the_state_hears_of_it_when_the_run_is_dropped(make_bench):
    bench = make_bench()
    bench.train_a_while()
    told: list[ProjectState] = []
    bench.controller.tell_state(told.append)
    bench.document.apply("other", reset(with_config(bench.state, seed=99)))
    assert told == [bench.state]


def test_that_shutting_down_keeps_what_the_run_has_reached(make_bench):
    bench = make_bench()
    bench.train_a_while()
    shown = bench.snapshots[-1].step
    bench.controller.shut_down()
    assert bench.state.training.step >= shown > 0
    assert len(bench.steps) == 1
