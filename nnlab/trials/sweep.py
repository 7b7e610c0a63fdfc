"""A sweep: all trials of a plan, made by whatever workers, in whatever order, with the same results."""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from nnlab.files import Cancelled, SaveError
from nnlab.project import ProjectState
from nnlab.project.nnlab_file import project_bytes
from nnlab.project.saved import saved
from nnlab.trials.backend import Backend, BackendError, Crew, GivenUpError
from nnlab.trials.folder import TrialFolder, open_folder
from nnlab.trials.plan import Plan, Trial, base_of, check_plan, trials
from nnlab.trials.trial import LOST, TrialResult, unmade
from nnlab.trials.worker import Order, Unable, work

_TICK_SECONDS = 0.1  # after it a cancelling is heard
_MOST_LOSSES = 3  # of a trial's workers, as the crew counts them; then it is not given away once more

OnResult = Callable[[TrialResult], None]
OnUnkept = Callable[[SaveError], object]
Answer = TrialResult | Unable | None


@dataclass(frozen=True, slots=True)
class SweepResult:
    """What came of a plan: the results so far, in its order, of `total` trials."""

    plan: Plan
    total: int
    results: tuple[TrialResult, ...]

    @property
    def is_complete(self) -> bool:
        """Whether every trial has a result."""
        return len(self.results) == self.total


def run_sweep(
    base: ProjectState,
    plan: Plan,
    *,
    backend: Backend,
    folder: Path | None = None,
    on_result: OnResult | None = None,
    cancelled: Cancelled | None = None,
    unkept: OnUnkept | None = None,
) -> SweepResult:
    """Make all trials of `plan`, starting from `base`; return their results in the order of the plan.

    `on_result` is called in this thread with each result as it comes. With a `folder` results are written there first,
    and those that a sweep of the same plan has left there, the first to be told, are not made again; `cancelled` is
    asked from then on. When it is, trials under way are given up, and the results so far are returned. Where the
    folder cannot be written, the sweep goes on without it if there is an `unkept` to be told so, once.

    Raises EngineError for a plan that cannot be tried, BackendError where workers cannot be had, or not go on, and
    SaveError for a folder that cannot be used, or that another sweep is writing to; what `on_result` was given stays
    true.
    """
    base = base_of(base)
    check_plan(base, plan)
    every, data = trials(plan), project_bytes(saved(base))
    found: dict[int, TrialResult] = {}
    with ExitStack() as held:
        keeper = _Keeper(unkept)
        if folder is not None:
            keeper.open(held, folder, data, plan)

        def take(result: TrialResult, *, keeps: bool = True) -> None:
            if keeps:
                keeper.keep(result)
            found[result.index] = result
            if on_result is not None:
                on_result(result)

        for result in keeper.found(every):
            take(result, keeps=False)
        left = [trial for trial in every if trial.index not in found]
        if left:
            _make(left, data, backend, take, cancelled)
    return SweepResult(plan, len(every), tuple(found[index] for index in sorted(found)))


class _Keeper:
    """Keeps results in a folder, as long as that can be; whoever is to be told of its faults goes on without it."""

    def __init__(self, unkept: OnUnkept | None) -> None:
        self._unkept = unkept
        self._folder: TrialFolder | None = None

    def open(self, held: ExitStack, folder: Path, base: bytes, plan: Plan) -> None:
        """Hold the folder as long as `held` lasts. Raises SaveError."""
        try:
            self._folder = held.enter_context(open_folder(folder, base, plan))
        except SaveError as fault:
            self._go_on_without(fault)

    def found(self, every: Sequence[Trial]) -> Iterable[TrialResult]:
        """Return the results of these trials that are there already."""
        return () if self._folder is None else self._folder.found(every).values()

    def keep(self, result: TrialResult) -> None:
        """Write a result. Raises SaveError."""
        if self._folder is None:
            return
        try:
            self._folder.keep(result)
        except SaveError as fault:
            self._go_on_without(fault)

    def _go_on_without(self, fault: SaveError) -> None:
        if self._unkept is None or fault.code == "held":  # who holds it makes the very same runs
            raise fault
        self._folder = None
        self._unkept(fault)


def _make(
    left: Sequence[Trial], base: bytes, backend: Backend, take: OnResult, cancelled: Cancelled | None
) -> None:
    """Have trials made by the workers of `backend`, until all are or it is cancelled."""
    with suppress(GivenUpError), backend.crew(base) as crew:
        foreman = _Foreman(crew, left, take)
        try:
            while foreman.goes_on and not (cancelled is not None and cancelled()):
                foreman.turn()
            foreman.take_done()
        finally:
            crew.end()


class _Foreman:
    """Gives trials to the workers, a few ahead of what they can make, and takes what comes of them.

    When workers are lost, all trials that were under way may have been the cause. They are made again; one that was
    under way at two losses is then made alone, so that a third one is its own, and of no other.
    """

    def __init__(self, crew: Crew, every: Sequence[Trial], take: OnResult) -> None:
        self._crew, self._take = crew, take
        self._waiting = list(reversed(every))
        self._under_way: dict[Future[Answer], Trial] = {}
        self._losses: dict[int, int] = {}
        self._heard = time.monotonic()  # when something came last

    @property
    def goes_on(self) -> bool:
        """Whether there are trials without a result."""
        return bool(self._waiting or self._under_way)

    def turn(self) -> None:
        """Submit what can be, wait for a tick, take what has come."""
        breaks = not self._submit()
        done, _ = wait(self._under_way, _TICK_SECONDS, FIRST_COMPLETED)
        if done:
            self._heard = time.monotonic()
        self._crew.idle(time.monotonic() - self._heard)
        lost = self._take_from(done)
        if lost or breaks:
            self._crew.renew()
            lost += self.take_done()  # those of workers that were replaced have ended with them
            self._make_again(lost)

    def take_done(self) -> list[Trial]:
        """Take what has come meanwhile; return the trials whose workers were lost."""
        return self._take_from([future for future in self._under_way if future.done()])

    def _submit(self) -> bool:
        """Submit trials as far as they may be; return False where the executor takes none any more."""
        while self._waiting and len(self._under_way) < self._crew.ahead:
            trial = self._waiting[-1]
            alone = self._is_suspect(trial) or any(map(self._is_suspect, self._under_way.values()))
            if alone and self._under_way:
                break
            try:
                future = self._crew.executor.submit(work, Order(self._crew.key, trial))
            except BackendError:
                raise
            except Exception as error:  # a pool may break between two submissions
                self._require_loss(error)
                return False
            self._under_way[future] = self._waiting.pop()
        return True

    def _is_suspect(self, trial: Trial) -> bool:
        return self._losses.get(trial.index, 0) >= _MOST_LOSSES - 1

    def _take_from(self, done: Iterable[Future[Answer]]) -> list[Trial]:
        """Take what these futures hold; return the trials whose workers were lost.

        A fault of one of them, or of what its result is given to, is raised when all have been taken.
        """
        lost, faults = [], []
        for future in tuple(done):
            trial = self._under_way.pop(future)
            try:
                if self._is_lost(future, trial):
                    lost.append(trial)
            except Exception as fault:
                faults.append(fault)
        if faults:
            raise faults[0]
        return lost

    def _is_lost(self, future: Future[Answer], trial: Trial) -> bool:
        """Take what `future` holds; return whether the workers of its trial were lost instead."""
        try:
            answer = future.result()
        except (Exception, CancelledError) as error:
            self._require_loss(error)
            self._losses[trial.index] = self._losses.get(trial.index, 0) + self._crew.losses(error) - 1
            return True
        match answer:
            case Unable(sentence=sentence, code=code):
                raise BackendError(sentence, code)
            case TrialResult():
                self._take(answer)
            case None:  # the worker had no base: not its own fault, but it may not last for ever either
                self._make_again([trial])
        return False

    def _require_loss(self, error: BaseException) -> None:
        """Raise BackendError unless `error` is that a worker was lost."""
        trouble = self._crew.trouble(error)
        if trouble is not None:
            raise trouble from error

    def _make_again(self, lost: Iterable[Trial]) -> None:
        """Put trials whose workers were lost back into the line, at its head, or give them up."""
        for trial in sorted(lost, key=lambda trial: trial.index, reverse=True):
            self._losses[trial.index] = losses = self._losses.get(trial.index, 0) + 1
            if losses >= _MOST_LOSSES:
                self._take(unmade(trial, LOST, "its workers ended without an answer, again and again"))
            else:
                self._waiting.append(trial)
