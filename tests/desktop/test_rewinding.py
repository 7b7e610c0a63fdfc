"""Going back in a run: what can be gone back to, that it is exact, and what it does to the document."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from nnlab.data import Dataset
from nnlab.desktop.bench.run_timeline import RunTimeline
from nnlab.desktop.document import Document
from nnlab.desktop.running import run_films
from nnlab.desktop.running.rewinding import Rewinder
from nnlab.desktop.running.run_controller import RunController
from nnlab.desktop.running.run_films import RunFilms
from nnlab.desktop.widgets.number_field import NumberField
from nnlab.engine import OPTIMIZER_NAMES, Network, Parameters, Task, Trainer, TrainState
from nnlab.lessons import begin, load_preset
from nnlab.project import (
    ProjectState,
    RunLog,
    reset,
    with_config,
    with_point_added,
    with_run_note,
    without_runs,
)
from nnlab.training import Moment

ENDLESS = {"epochs": None, "stop_loss": None, "stop_all_right": False}


@dataclass(repr=False)
class Bench:
    """A document with its controller and its films."""

    document: Document
    controller: RunController
    rewinder: Rewinder
    qtbot: object

    @property
    def state(self) -> ProjectState:
        return self.document.state

    @property
    def runs(self) -> list[tuple[int, int | None, int, int]]:
        return [(run.number, run.parent, run.began, run.steps) for run in self.state.runs.records]

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: not self.controller.is_busy, timeout=20_000)

    def train(self, more: int = 40) -> None:
        """Train on for so many updates at least, and pause."""
        goal = self.state.training.step + more
        self.controller.train()
        self.qtbot.waitUntil(lambda: self.controller.snapshot.step >= goal, timeout=20_000)
        self.controller.pause()
        self.rest()

    def put_point(self, place: list[float]) -> None:
        """Put a sample of the class 1 at a place, as a hand on the plane does."""
        self.controller.edit("Point", lambda state: with_point_added(state, place, [1.0]))


@pytest.fixture
def make_bench(qtbot) -> Iterator[Callable[..., Bench]]:
    benches: list[Bench] = []

    def make(preset: str = "seven-segment", **settings: object) -> Bench:
        document = Document(with_config(begin(load_preset(preset)), **{**ENDLESS, **settings}))
        controller = RunController(document)
        benches.append(Bench(document, controller, Rewinder(document, controller), qtbot))
        return benches[-1]

    yield make
    for bench in benches:
        bench.controller.shut_down()


@pytest.fixture
def bench(make_bench) -> Bench:
    return make_bench()


def bits(training: TrainState) -> tuple[object, ...]:
    numbers = (training.step, training.epoch, training.position, training.optimizer_step, training.rng)
    vectors = (training.parameters.vector, *training.slots, training.order)
    return *(vector.tobytes() for vector in vectors), *numbers


def straight(state: ProjectState, steps: int) -> TrainState:
    """Return where so many updates lead from `state`, by a trainer of its own."""
    data = state.dataset
    network = Network.from_parameters(state.parameters)
    trainer = Trainer(network, data.inputs, data.targets, state.config, task=data.task, state=state.training)
    trainer.advance(steps=steps)
    return trainer.state


# -- the way back is exact ---------------------------------------------------------------------------------


@pytest.mark.parametrize("optimizer", OPTIMIZER_NAMES)
def test_that_from_every_moment_the_same_steps_lead_to_the_same_weights(make_bench, optimizer):
    bench = make_bench(optimizer=optimizer, learning_rate=0.01, batch_size=3)
    bench.train(60)
    end = bench.state
    for place in bench.rewinder.timeline.places[::15]:
        bench.rewinder.settle(place)
        assert bench.state.training.step == place.step
        again = straight(bench.state, end.training.step - place.step)
        assert bits(again) == bits(end.training)


def test_that_the_run_goes_on_as_a_branch_from_there(bench):
    bench.train()
    end = bench.state.training.step
    place = bench.rewinder.timeline.places[10]
    bench.rewinder.settle(place)
    assert len(bench.state.history.epochs) == place.epochs // 1 + 1
    assert bench.runs == [(1, None, 0, end)]
    bench.train()
    assert bench.runs == [(1, None, 0, end), (2, 1, place.step, bench.state.training.step)]
    assert bits(bench.state.training) == bits(
        straight(bench.rewinder.films.film(bench.document.file, 1).state_at(place.moment),
                 bench.state.training.step - place.step)
    )  # fmt: skip


def test_that_a_branch_can_be_gone_back_in_to_before_it_began(bench):
    bench.train()
    bench.rewinder.settle(bench.rewinder.timeline.places[30])
    began = bench.state.training.step
    bench.controller.configure("Rate", learning_rate=0.9)
    bench.train()
    steps = [place.step for place in bench.rewinder.timeline.places]
    assert steps[0] == 0
    assert steps == sorted(set(steps))
    assert steps[-1] == bench.state.training.step > began
    bench.rewinder.settle(bench.rewinder.timeline.places[0])
    assert np.array_equal(bench.state.parameters.vector, bench.state.fresh_parameters().vector)


def test_that_moments_before_and_after_points_were_put_lead_on_as_they_did(make_bench):
    bench = make_bench("moons", batch_size=7, shuffle=True)
    bench.train(60)
    put, early = bench.state.training.step, bench.state.dataset
    for place in (0.2, 0.4):
        bench.put_point([place, 0.3])
    late = bench.state
    bench.train(60)
    end = bench.state
    assert bench.runs == [(1, None, 0, end.training.step)]
    steps = [place.step for place in bench.rewinder.timeline.places]
    assert steps == sorted(set(steps))
    for place in bench.rewinder.timeline.places[1:-1:9]:
        bench.rewinder.settle(place)
        was = bench.state
        assert was.dataset is (early if place.step < put else late.dataset)
        assert [mark.value for mark in was.history.marks] == ([] if place.step < put else ["2"])
        goal = put if place.step < put else end.training.step
        again = straight(was, goal - place.step)
        if place.step < put:
            again = with_point_added(replace(was, training=again), [0.2, 0.3], [1.0])
            again = with_point_added(again, [0.4, 0.3], [1.0])
            assert bits(again.training) == bits(late.training)
        else:
            assert bits(again) == bits(end.training)
        bench.controller.undo()
        assert bits(bench.state.training) == bits(end.training)
        assert bench.state.dataset is end.dataset


def test_that_a_moment_brings_back_the_settings_of_then(bench):
    bench.train()
    rate = bench.state.config.learning_rate
    bench.controller.configure("Rate", learning_rate=0.7)
    bench.train()
    bench.rewinder.settle(bench.rewinder.timeline.places[5])
    assert bench.state.config.learning_rate == rate


# -- looking -----------------------------------------------------------------------------------------------


def test_that_looking_shows_a_moment_and_changes_nothing(bench):
    bench.train()
    state, place = bench.state, bench.rewinder.timeline.places[7]
    bench.rewinder.look(place)
    assert bench.controller.snapshot.step == place.step
    assert bench.controller.snapshot.parameters is place.moment.state.parameters
    assert bench.state is state
    bench.rewinder.give_up()
    assert bench.controller.snapshot.step == state.training.step
    assert not bench.rewinder.is_looking


def test_that_going_back_is_one_undo_step_however_many_places_were_tried(bench):
    bench.train()
    end = bench.state.training
    for at in (5, 9, 3):
        bench.rewinder.look(bench.rewinder.timeline.places[at])
        bench.rewinder.settle(bench.rewinder.timeline.places[at])
    assert len(bench.document.undo_steps.texts) == 2
    assert bench.document.undo_steps.texts[1].startswith("Rewind")
    bench.controller.undo()
    assert bench.state.training is end
    assert bench.state.runs.follows


def test_that_settling_where_one_stands_is_no_edit(bench):
    bench.train()
    state = bench.state
    bench.rewinder.look(bench.rewinder.timeline.places[3])
    bench.rewinder.settle(bench.rewinder.timeline.places[-1])
    assert bench.state is state
    assert bench.controller.snapshot.step == state.training.step


def test_that_training_drops_what_was_only_looked_at(bench):
    bench.train()
    end = bench.state.training.step
    bench.rewinder.look(bench.rewinder.timeline.places[3])
    bench.train()
    assert bench.state.training.step > end
    assert len(bench.runs) == 1


def test_that_grabbing_the_time_pauses_a_training(bench):
    bench.controller.train()
    bench.qtbot.waitUntil(lambda: len(bench.rewinder.timeline.places) > 20, timeout=20_000)
    grabbed = []
    bench.rewinder.grab(lambda: grabbed.append(bench.controller.is_running))
    bench.qtbot.waitUntil(lambda: grabbed == [False], timeout=20_000)
    assert bench.runs[0][3] == bench.state.training.step


# -- films -------------------------------------------------------------------------------------------------


def test_that_a_run_can_be_put_on_the_bench_as_it_ended(bench):
    bench.train()
    first = bench.state
    bench.controller.edit("Reset", reset)
    bench.controller.configure("Rate", learning_rate=0.9)
    bench.train()
    assert bench.rewinder.put_on_bench(1)
    assert bits(bench.state.training) == bits(first.training)
    assert bench.state.config == first.config
    bench.train()
    assert [run[0] for run in bench.runs] == [1, 2]
    assert not bench.rewinder.put_on_bench(7)


def test_that_a_note_on_a_run_leaves_the_way_back(bench):
    bench.train()
    places = len(bench.rewinder.timeline.places)
    bench.controller.edit("Note", lambda state: with_run_note(state, 1, "first"))
    assert len(bench.rewinder.timeline.places) == places
    bench.train()
    assert bench.state.runs.records[0].note == "first"
    assert len(bench.runs) == 1


def test_that_films_are_of_one_file_only(bench):
    bench.train()
    bench.document.open(begin(load_preset("xor")))
    assert bench.rewinder.timeline.places == ()
    assert not bench.rewinder.put_on_bench(1)


def test_that_the_oldest_films_go_first_when_there_is_no_more_room(bench):
    bench.train(200)
    one = bench.state
    file = bench.document.file
    moments = bench.rewinder.films.film(file, 1).moments
    need = RunFilms()
    need.keep(file, one, moments)
    films = RunFilms(most_bytes=2 * need.memory)
    for number in range(1, 6):
        copied = tuple(Moment(_copy(moment.state), moment.config, moment.dataset) for moment in moments)
        run = one.runs.records[0]
        log = RunLog((replace(run, number=number),), number, number)
        films.keep(file, replace(one, runs=log, training=_copy(one.training)), copied)
    assert films.memory <= 2 * need.memory
    kept = [number for number in range(1, 6) if films.film(file, number) is not None]
    assert kept == list(range(6 - len(kept), 6))
    assert 1 <= len(kept) < 5


def test_that_films_count_the_samples_and_names_that_they_keep(bench):
    bench.train()
    moments = bench.rewinder.films.film(bench.document.file, 1).moments
    rows, names = np.ones((5000, 7)), [f"sample number {number}" for number in range(5000)]
    large = Dataset.from_arrays("large", rows, np.eye(4)[np.arange(5000) % 4], Task.CLASSES, row_names=names)
    films, state = RunFilms(), bench.state
    films.keep(bench.document.file, state, moments)
    small = films.memory
    films.keep(bench.document.file, replace(state, dataset=large), moments)
    assert films.memory - small > large.inputs.nbytes + large.targets.nbytes + sum(map(len, names))
    films.keep(bench.document.file, state, (*moments[:-1], replace(moments[-1], dataset=large)))
    assert films.memory - small > large.inputs.nbytes
    films.keep(bench.document.file, state, moments)
    assert films.memory == small


def test_that_what_films_take_is_known_without_looking_at_them(bench, monkeypatch):
    bench.train(300)
    films = bench.rewinder.films
    monkeypatch.setattr(run_films, "_parts_of", None)
    assert films.memory > 0


def test_that_films_of_deleted_runs_go_first_and_come_back_while_there_is_room(bench):
    for number in (1, 2, 3):
        bench.controller.edit("Reset", reset)
        bench.controller.configure("Rate", learning_rate=0.1 * number)
        bench.train()
    films, file = bench.rewinder.films, bench.document.file
    bench.controller.edit("Delete", lambda state: without_runs(state, [2]))
    assert films.film(file, 2) is not None
    bench.controller.undo()
    assert bench.rewinder.put_on_bench(2)
    bench.controller.undo()
    bench.controller.redo()
    bench.controller.edit("Delete", lambda state: without_runs(state, [2]))
    bench.train()
    films._most_bytes = films.memory - 1
    films.keep(file, bench.state, bench.controller.snapshot.film)
    assert [films.film(file, number) is not None for number in (1, 2, 3)] == [True, False, True]


def _copy(state: TrainState) -> TrainState:
    return replace(state, parameters=Parameters(state.parameters.spec, state.parameters.vector.copy()))


def test_that_a_long_run_stays_within_its_bounds(make_bench):
    bench = make_bench("xor", epochs=10_000)
    bench.controller.train()
    bench.qtbot.waitUntil(lambda: bench.state.training.epoch == 10_000, timeout=60_000)
    bench.rest()
    (run,) = bench.state.runs.records
    assert run.epochs == 10_000
    assert len(run.history.epochs) <= 512
    places = bench.rewinder.timeline.places
    assert 128 <= len(places) <= 258
    assert bench.rewinder.films.memory < 2**20
    bench.rewinder.settle(places[len(places) // 2])
    again = straight(bench.state, run.steps - bench.state.training.step)
    assert bits(again) == bits(bench.rewinder.films.film(bench.document.file, 1).end.training)


def test_that_of_a_run_that_was_left_only_the_way_up_to_there_is_gone_back_in(bench):
    bench.train()
    bench.rewinder.settle(bench.rewinder.timeline.places[10])
    began = bench.state.training.step
    bench.controller.configure("Rate", learning_rate=0.9)
    bench.train()
    films, file = bench.rewinder.films, bench.document.file
    del films._films[file, 2]  # as for want of room
    bench.controller.configure("Rate", learning_rate=0.8)
    resumed = bench.state.training.step
    bench.train()
    steps = [moment.step for moment in films.film(file, 2).moments]
    assert [step for step in steps if began <= step < resumed] == []
    assert steps[0] == 0


def test_that_who_trains_does_not_mean_the_moment_that_keys_looked_at(build_window, qtbot):
    lab, timeline = trained_window(build_window, qtbot)
    QTest.keyClick(timeline, Qt.Key.Key_Home)
    lab.controller.train()
    assert timeline.held is None
    qtbot.waitUntil(lambda: lab.controller.snapshot.step > 0, timeout=20_000)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy, timeout=20_000)
    assert lab.state.training.step > 30
    assert len(lab.state.runs.records) == 1


# -- in the window -----------------------------------------------------------------------------------------


def trained_window(build_window, qtbot):
    """Return the lab of a window after some training, and the timeline on its bench."""
    window = build_window("en")
    lab = window.lab
    lab.controller.configure("Endless", **ENDLESS)
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.controller.snapshot.step > 60, timeout=20_000)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy, timeout=20_000)
    return lab, window.findChild(RunTimeline, "log_timeline")


def test_that_dragging_along_the_timeline_shows_earlier_moments_and_letting_go_goes_there(
    build_window, qtbot
):
    lab, timeline = trained_window(build_window, qtbot)
    end = lab.state.training
    places = timeline._places
    start, middle = places[-1], places[len(places) // 3]
    QTest.mousePress(timeline, Qt.MouseButton.LeftButton, pos=QPoint(round(start), timeline.height() // 2))
    QTest.mouseMove(timeline, QPoint(round(middle), timeline.height() // 2))
    assert 0 < lab.picture.snapshot.step < end.step
    assert lab.state.training is end
    QTest.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=QPoint(round(middle), timeline.height() // 2))
    assert 0 < lab.state.training.step < end.step
    assert timeline._here < places[-1]
    assert "run 1" in timeline._plot._behind
    lab.controller.undo()
    assert lab.state.training is end


def test_that_keys_look_and_escape_returns(build_window, qtbot):
    lab, timeline = trained_window(build_window, qtbot)
    end = lab.state.training
    QTest.keyClick(timeline, Qt.Key.Key_Home)
    assert lab.picture.snapshot.step == 0
    QTest.keyClick(timeline, Qt.Key.Key_Right)
    assert lab.picture.snapshot.step > 0
    QTest.keyClick(timeline, Qt.Key.Key_Escape)
    assert lab.picture.snapshot.step == end.step
    assert lab.state.training is end
    QTest.keyClick(timeline, Qt.Key.Key_Home)
    QTest.keyClick(timeline, Qt.Key.Key_Return)
    assert lab.state.training.step == 0


def test_that_the_builder_shows_the_settings_of_the_moment_that_one_goes_back_to(build_window, qtbot):
    lab, timeline = trained_window(build_window, qtbot)
    rate = lab.state.config.learning_rate
    field = timeline.window().findChild(NumberField, "learning_rate_field")
    lab.controller.configure("Rate", learning_rate=0.7)
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.controller.is_busy)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy, timeout=20_000)
    assert field.value() == 0.7
    QTest.keyClick(timeline, Qt.Key.Key_Home)
    QTest.keyClick(timeline, Qt.Key.Key_Return)
    assert lab.state.config.learning_rate == field.value() == rate
    assert "with the settings and samples of then" in timeline.toolTip()
