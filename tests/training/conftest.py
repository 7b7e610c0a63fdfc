"""Runs with real threads, started and ended for the tests of the training room."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from nnlab.data import Dataset
from nnlab.engine import LayerSpec, NetworkSpec, Parameters, Task, TrainingConfig, TrainState
from nnlab.training import FULL_SPEED, Ended, Event, Run, RunControl, RunSetup, Speed

PATIENCE_S = 20.0

MakeSetup = Callable[..., RunSetup]
StartRun = Callable[..., Run]
Until = Callable[[Run, type], list[Event]]


@pytest.fixture
def make_setup() -> MakeSetup:
    """Return a function that makes the setup of a fresh 3-5-2 network on 23 samples; settings by keyword."""

    def make(
        *,
        layers: tuple[LayerSpec, ...] = (
            LayerSpec(5, "tanh", "lecun_normal"),
            LayerSpec(2, "linear", "lecun_normal"),
        ),
        scale: float = 1.0,
        rows: int = 23,
        dtype: str = "float64",
        guarded: bool = True,
        **settings: Any,
    ) -> RunSetup:
        rng = np.random.default_rng(5)
        X = rng.uniform(-1.0, 1.0, (rows, 3))
        T = np.column_stack([X.sum(axis=1), X[:, 0] * X[:, 1]])[:, : layers[-1].units]
        dataset = Dataset.from_arrays("sums", scale * X, T, Task.VALUES)
        config = TrainingConfig(
            **{"epochs": None, "batch_size": 4, "learning_rate": 0.05, "seed": 3, **settings}
        )
        fresh = Parameters.drawn(NetworkSpec(3, layers, dtype), config.seed)
        return RunSetup(dataset, TrainState.fresh(fresh, config.seed), config, guarded=guarded)

    return make


@pytest.fixture
def start_run() -> Iterator[StartRun]:
    """Return a function that starts a run; every run is ended with the test, and its thread with it."""
    runs: list[Run] = []

    def start(
        setup: RunSetup, *orders: Callable[[RunControl], None], speed: Speed = FULL_SPEED, run_id: int = 7
    ) -> Run:
        run = Run(run_id, setup, RunControl(speed))
        runs.append(run)
        for order in orders:
            order(run.control)
        run.start()
        return run

    yield start
    for run in runs:
        run.control.stop()
        assert run.join(PATIENCE_S)


@pytest.fixture
def until() -> Until:
    """Return a function that takes the events of a run up to and including the first of a kind."""

    def take(run: Run, kind: type) -> list[Event]:
        events: list[Event] = []
        while not events or not isinstance(events[-1], kind):
            assert not events or not isinstance(events[-1], Ended), f"ended without {kind.__name__}: {events}"
            events.append(run.events.get(timeout=PATIENCE_S))
        return events

    return take
