"""Whatever is done to a training, every moment that is kept of it leads on, bit for bit, as it did."""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from queue import SimpleQueue
from typing import TypeAlias

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlab.data.made import MadeData
from nnlab.data.making import make
from nnlab.desktop.project_file import ProjectFile
from nnlab.desktop.running.run_films import RunFilm, RunFilms
from nnlab.desktop.running.run_keeping import reached_state
from nnlab.engine import LayerSpec, Network, NetworkSpec, Trainer, TrainingConfig, TrainState
from nnlab.project import ProjectState, rewound, with_point_added, with_point_removed
from nnlab.training import Event, Paused, RunControl, RunSetup, StepSize
from nnlab.training.control import Advance, OneStep, OneStepBack, Rest, Turn
from nnlab.training.mailbox import Mailbox
from nnlab.training.worker import Worker

UNHURRIED = 60.0  # seconds: a turn ends by its steps alone
BEGUN = ProjectState.begin(
    make(MadeData("moons", 12, 0.3, 0)),
    NetworkSpec(2, (LayerSpec(3, "tanh", "lecun_normal"), LayerSpec(1, "sigmoid", "lecun_normal"))),
    TrainingConfig(optimizer="momentum", learning_rate=0.1, batch_size=5, epochs=None),
)


class Script(RunControl):
    """A control that grants the turns of a list, one after the other, and then ends the run."""

    def __init__(self, turns: Iterable[Turn]) -> None:
        super().__init__()
        self._turns = deque(turns)

    def wait_turn(self) -> Turn | None:
        return self._turns.popleft() if self._turns else None


@dataclass(frozen=True)
class Steps:
    """So many updates at once, as a training that goes on makes them."""

    count: int


@dataclass(frozen=True)
class Tick:
    """One press on Step or Step back."""

    order: OneStep | OneStepBack


@dataclass(frozen=True)
class Setting:
    """Settings that are changed live."""

    changes: tuple[tuple[str, object], ...]


@dataclass(frozen=True)
class Look:
    """A look at the first samples of a pass: their order is drawn with it, and not with the next step."""


@dataclass(frozen=True)
class Put:
    """A point that is put onto the plane (None), or the number of one that is taken from it."""

    row: int | None


@dataclass(frozen=True)
class Rewind:
    """Going back to a moment: the one at this share of those that there are."""

    share: float


@dataclass(frozen=True)
class Pause:
    """A rest, after which the training is a new one that goes on."""


live = st.one_of(
    st.builds(Steps, st.integers(1, 9)),
    st.builds(Tick, st.sampled_from([OneStep(StepSize.BATCH), OneStep(StepSize.EPOCH)])),
    st.builds(Tick, st.sampled_from([OneStep(StepSize.OPERATION), OneStep(StepSize.SAMPLE)])),
    st.builds(Tick, st.sampled_from([OneStepBack(StepSize.BATCH), OneStepBack(StepSize.EPOCH)])),
    st.sampled_from(
        [
            Setting(changes)
            for changes in (
                (("learning_rate", 0.5),),
                (("learning_rate", 0.02),),
                (("batch_size", None),),
                (("batch_size", 1),),
                (("batch_size", 4), ("learning_rate", 0.3)),
                (("optimizer", "adam"), ("learning_rate", 0.01)),
                (("optimizer", "sgd"),),
                (("optimizer", "momentum"), ("momentum", 0.5)),
            )
        ]
    ),
)
at_rest = st.one_of(
    st.just(Pause()),
    st.builds(Put, st.sampled_from([None, None, 0, 3])),
    st.builds(Rewind, st.floats(0.0, 1.0)),
)


Turning: TypeAlias = Setting | Put | Look
Way: TypeAlias = tuple[tuple[int, Turning], ...]  # what was done to a training, and after which step


def bits(state: TrainState) -> tuple[object, ...]:
    vectors = (state.parameters.vector, *state.slots, state.order)
    numbers = (state.optimizer, state.optimizer_step, state.step, state.epoch, state.position, state.rng)
    counts = (state.loss_from, state.hits, state.hits_from, np.float64(state.loss_sum).tobytes())
    return *(vector.tobytes() for vector in vectors), *numbers, *counts


def put(state: ProjectState, deed: Put) -> ProjectState:
    if deed.row is None or len(state.dataset.inputs) < 6:
        return with_point_added(state, [0.1 * state.training.step, 0.3], [1.0])
    return with_point_removed(state, "train", deed.row)


class Again:
    """Plain training, by a trainer that is configured live: no worker, no film, no window."""

    def __init__(self, state: ProjectState) -> None:
        self.state = state
        self._begin()

    def _begin(self) -> None:
        state, data = self.state, self.state.dataset
        network = Network.from_parameters(state.parameters)
        self.trainer = Trainer(
            network, data.inputs, data.targets, state.config, task=data.task, state=state.training
        )

    def go(self, way: Way, step: int) -> tuple[object, ...]:
        """Train to a step, doing what was done on the way; return all that its next update depends on."""
        for at, turning in way:
            self._advance(at)
            match turning:
                case Setting(changes):
                    self.trainer.configure(**dict(changes))
                case Look():
                    self.trainer.next_batch()
                case Put():
                    now = replace(self.state, training=self.trainer.state, config=self.trainer.config)
                    self.state = put(now, turning)
                    self._begin()
        self._advance(step)
        self.trainer.next_batch()  # whether somebody looked at it makes no difference to the next update
        data = self.state.dataset
        return *bits(self.trainer.state), self.trainer.config, data.inputs.tobytes(), data.targets.tobytes()

    def _advance(self, step: int) -> None:
        if step > self.trainer.step_count:
            self.trainer.advance(steps=step - self.trainer.step_count)


class Lab:
    """A project with its films, and beside it the plain list of what led to where it stands."""

    def __init__(self) -> None:
        self.file, self.films, self.state = ProjectFile(), RunFilms(), BEGUN
        self.way: Way = ()
        self.ways: dict[int, Way] = {}  # to the ends of the films

    def do(self, deeds: Iterable[object]) -> None:
        """Do what is listed; one training lasts as long as nothing comes that needs a rest."""
        live: list[Steps | Tick | Setting] = []
        for deed in (*deeds, Pause()):
            if isinstance(deed, Steps | Tick | Setting):
                live.append(deed)
                continue
            self._train(live)
            live = []
            match deed:
                case Put():
                    self._put(deed)
                case Rewind(share):
                    self._rewind(share)

    def films_and_ways(self) -> list[tuple[RunFilm, Way]]:
        films = {number: self.films.film(self.file, number) for number in self.ways}
        return [(film, self.ways[number]) for number, film in films.items() if film is not None]

    def _train(self, deeds: Sequence[Steps | Tick | Setting]) -> None:
        """Do these in one run that rests after each, and keep what it tells, as the window does."""
        state, events = self.state, SimpleQueue[Event]()
        setup = RunSetup(state.dataset, state.training, state.config, state.given, state.history, False)
        script = Script(turn for deed in deeds for turn in turns_of(deed))
        Worker(1, setup, script, events, Mailbox()).work()
        for deed in deeds:
            rest = events.get_nowait()
            assert isinstance(rest, Paused)
            self._keep(rest, deed)
        assert events.empty()

    def _keep(self, rest: Paused, deed: Steps | Tick | Setting) -> None:
        before, reached, config = self.state, rest.state, self.state.config
        self.way = tuple(each for each in self.way if each[0] <= reached.step)
        if isinstance(deed, Setting):
            config = replace(config, **dict(deed.changes))
            self._turn(reached.step, deed)
        if reached.position == 0 and len(reached.order):
            self._turn(reached.step, Look())
        self.state = reached_state(before, config, reached, rest.snapshot)
        run = self.state.runs.now
        was = None if run is None else self.films.film(self.file, run.number)
        self.films.keep(self.file, self.state, rest.snapshot.film)
        if run is not None and self.films.film(self.file, run.number) is not was:
            self.ways[run.number] = self.way

    def _turn(self, step: int, turning: Turning) -> None:
        self.way = (*self.way, (step, turning))

    def _put(self, deed: Put) -> None:
        self.state = put(self.state, deed)
        self._turn(self.state.training.step, deed)

    def _rewind(self, share: float) -> None:
        run = self.state.runs.now
        film = None if run is None else self.films.film(self.file, run.number)
        if run is None or film is None:
            return
        moment = film.moments[round(share * (len(film.moments) - 1))]
        self.state = rewound(self.state, film.state_at(moment), run.number)
        self.way = tuple(each for each in self.ways[run.number] if each[0] <= moment.step)


def turns_of(deed: Steps | Tick | Setting) -> tuple[Turn, ...]:
    match deed:
        case Steps(count):
            return Turn(Advance(count, UNHURRIED, StepSize.BATCH, paced=False), {}), Turn(Rest(), {})
        case Tick(order):
            return Turn(order, {}), Turn(Rest(), {})
    return (Turn(Rest(), dict(deed.changes)),)


def require_exact(lab: Lab) -> None:
    for film, way in lab.films_and_ways():
        end = film.end.training.step
        straight = Again(BEGUN).go(way, end)
        for moment in film.moments:
            done = tuple(each for each in way if each[0] <= moment.step)
            left = tuple(each for each in way if each[0] > moment.step)
            there = Again(film.state_at(moment))
            assert there.go((), moment.step) == Again(BEGUN).go(done, moment.step)
            assert there.go(left, end) == straight


@settings(max_examples=60, deadline=None)
@given(st.lists(live | at_rest, max_size=14))
def test_that_every_moment_leads_on_as_it_did_whatever_was_done_to_the_training(deeds):
    lab = Lab()
    lab.do([Steps(3), *deeds])
    require_exact(lab)


def test_that_the_moment_of_a_live_change_leads_on_with_the_new_settings():
    lab = Lab()
    lab.do([Steps(5), Setting((("learning_rate", 0.5),)), Steps(3)])
    (film, _) = lab.films_and_ways()[0]
    assert [moment.step for moment in film.moments] == list(range(9))
    assert [moment.config.learning_rate for moment in film.moments] == [0.1] * 5 + [0.5] * 4
    require_exact(lab)


def test_that_from_before_a_live_change_the_training_goes_on_without_it():
    lab = Lab()
    lab.do([Steps(5), Setting((("learning_rate", 0.5),)), Steps(3), Rewind(0.25)])
    assert lab.state.training.step == 2
    lab.do([Steps(6)])
    assert lab.state.config == BEGUN.config
    assert Again(BEGUN).go((), 8) == Again(lab.state).go((), 8)
