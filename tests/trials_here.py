"""What the tests of trials share: a base that trains in a moment, plans of it, and workers that break."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np

from nnlab.data.splits import Split
from nnlab.data.tabular.plan import Role, Scaling
from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.sources import table_from_text
from nnlab.engine import LayerSpec, NetworkSpec, TrainingConfig
from nnlab.lessons import begin, load_preset
from nnlab.project import ProjectState
from nnlab.project.nnlab_file import project_bytes
from nnlab.project.saved import saved
from nnlab.project.settings import apply_settings
from nnlab.trials.backend import Backend, BackendError, Crew
from nnlab.trials.plan import Axis, SweepPlan, base_of
from nnlab.trials.worker import Order, hold, release

QUICK = ("epochs=30",)  # a hundredth of a second
ENDLESS = (("epochs", "1000000000"), ("stop_loss", "none"))


def quick_base(*settings: str) -> ProjectState:
    """Return the seven-segment preset, untrained, that ends after thirty passes."""
    return apply_settings(begin(load_preset("seven-segment")), [*QUICK, *settings])


def base_bytes() -> bytes:
    """Return that preset as workers get it."""
    return project_bytes(saved(base_of(quick_base())))


def table_base() -> ProjectState:
    """Return a network for a table of one's own of sixty rows, scaled, with samples for validation and for a test."""
    rng = np.random.default_rng(4)
    cells = rng.normal(size=(60, 2)) * (3, 50) + (1, 200)
    rows = (f"{a:.3f},{b:.2f},{'yes' if a > 1 else 'no'}" for a, b in cells)
    source = table_from_text("\n".join(["length,weight,kind", *rows]))
    columns = tuple(
        replace(column, scaling=Scaling.STANDARD) if column.role is Role.INPUT else column
        for column in source.plan.columns
    )
    plan = replace(source.plan, columns=columns, split=Split(validation=0.2, test=0.2, seed=3))
    data = prepare(replace(source, plan=plan), "table")
    layers = (
        LayerSpec(3, "tanh", "lecun_normal"),
        LayerSpec(data.targets.shape[1], "sigmoid", "lecun_normal"),
    )
    config = TrainingConfig(learning_rate=0.1, epochs=12)
    return ProjectState.begin(data, NetworkSpec(2, layers), config)


def plan_of(*axes: str, seeds: tuple[int, ...] = (0,)) -> SweepPlan:
    """Return the grid that `axes` spell."""
    return SweepPlan(tuple(map(Axis.parsed, axes)), seeds)


def knows_qt() -> bool:
    """Return whether the process that asks has loaded anything of the window."""
    return any(name.split(".")[0] in ("PySide6", "pyqtgraph") for name in sys.modules)


class Watched:
    """Workers of another backend, whose crew a test can get at while they work."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self.crews: list[Crew] = []

    @contextmanager
    def crew(self, base: bytes) -> Iterator[Crew]:
        with self._backend.crew(base) as crew:
            self.crews.append(crew)
            yield crew


class Breaking:
    """Workers of this very process, all of which are lost when the trial of index `killer` comes to them.

    The first two crews make nothing before it has come, so that whoever is under way with it is lost with it.
    """

    def __init__(self, killer: int) -> None:
        self.killer = killer
        self.lost: list[list[int]] = []  # the trials of each loss

    @contextmanager
    def crew(self, base: bytes) -> Iterator["_BreakingCrew"]:
        hold(_BreakingCrew.key, base)
        try:
            yield _BreakingCrew(self)
        finally:
            release(_BreakingCrew.key)


class _BreakingCrew:
    key, ahead = "here", 4

    def __init__(self, backend: Breaking) -> None:
        self._backend = backend
        self.executor: Executor = _BreakingPool(backend)

    def trouble(self, error: BaseException) -> BackendError | None:
        return None if isinstance(error, BrokenProcessPool) else BackendError(str(error))

    def losses(self, _error: BaseException) -> int:
        return 1

    def renew(self) -> None:
        self.executor = _BreakingPool(self._backend)

    def idle(self, seconds: float) -> None:
        pass

    def end(self) -> None:
        pass


class _BreakingPool(Executor):
    def __init__(self, backend: Breaking) -> None:
        self._backend = backend
        self._waits = len(backend.lost) < 2
        self._broken = False
        self._open: list[tuple[Future[Any], int]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self._broken:
            raise BrokenProcessPool
        order: Order = args[0]
        future: Future[Any] = Future()
        self._open.append((future, order.trial.index))
        if order.trial.index == self._backend.killer:
            self._broken = True
            self._backend.lost.append([index for _, index in self._open])
            for one, _ in self._open:
                one.set_exception(BrokenProcessPool())
        elif not self._waits:
            self._open.pop()
            future.set_result(fn(*args, **kwargs))
        return future
