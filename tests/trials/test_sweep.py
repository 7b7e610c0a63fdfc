"""Sweeps: the same results whoever makes them; cancelling; lost workers; a folder that one goes on in."""

import json
import os
import re
import shutil
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nnlab.engine import EngineError, Task
from nnlab.files import Cancelled, LoadError, SaveError
from nnlab.project import ProjectState, with_point_added
from nnlab.trials import sweep, trial, worker
from nnlab.trials.backend import BackendError, InProcess
from nnlab.trials.folder import TrialFolder, made_in, read_folder, remove_folder
from nnlab.trials.local import LocalProcesses
from nnlab.trials.plan import Axis, SweepPlan, Trial
from nnlab.trials.sweep import run_sweep
from nnlab.trials.trial import TrialResult, run_trial
from nnlab.trials.worker import Order, hold, release
from tests.trials_here import ENDLESS, Breaking, Watched, knows_qt, plan_of, quick_base, table_base

GRID = plan_of("rate=0.01,0.1,1000", "hidden=4,8", "activation=relu", seeds=(0, 1))
FOREVER = SweepPlan(tuple(Axis(key, (value,)) for key, value in ENDLESS), tuple(range(9)))


@pytest.fixture(scope="module")
def made_alone() -> tuple[TrialResult, ...]:
    """Return the results of GRID, made one after the other in this process."""
    return run_sweep(quick_base(), GRID, backend=InProcess()).results


def test_that_results_come_as_they_are_made_and_are_returned_in_order(
    made_alone: tuple[TrialResult, ...],
) -> None:
    told: list[TrialResult] = []
    result = run_sweep(quick_base(), GRID, backend=InProcess(), on_result=told.append)
    assert tuple(told) == result.results == made_alone
    assert [run.index for run in made_alone] == list(range(12))
    assert {run.ended for run in made_alone} == {"finished", "diverged"}
    assert result.is_complete


@pytest.mark.parametrize("jobs", [1, 2])
def test_that_processes_give_the_same_results_to_the_bit(
    jobs: int, made_alone: tuple[TrialResult, ...]
) -> None:
    assert run_sweep(quick_base(), GRID, backend=LocalProcesses(jobs)).results == made_alone


@pytest.mark.parametrize("is_edited", [False, True])
def test_that_a_table_keeps_its_parts_on_its_way_to_the_workers(is_edited: bool) -> None:
    base, plan = table_base(), plan_of("rate=0.01,0.1", seeds=(0, 1))
    if is_edited:  # so that no split draws its parts again
        base = with_point_added(base, base.dataset.inputs[0], base.dataset.targets[0])
    here = run_sweep(base, plan, backend=InProcess()).results
    assert all(run.watched_accuracy is not None for run in here)
    assert run_sweep(base, plan, backend=LocalProcesses(1)).results == here


def test_that_a_training_on_the_bench_makes_no_difference(made_alone: tuple[TrialResult, ...]) -> None:
    base = quick_base()
    trained = replace(base, training=replace(base.training, step=5), notes="mine")
    assert run_sweep(trained, GRID, backend=InProcess()).results == made_alone


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_that_a_killed_worker_costs_nothing(made_alone: tuple[TrialResult, ...]) -> None:
    workers = Watched(LocalProcesses(2))
    killed: list[int] = []

    def kill_one(result: TrialResult) -> None:
        if not killed:
            pool = workers.crews[0].executor
            assert isinstance(pool, ProcessPoolExecutor)
            killed.append(next(iter(pool._processes)))
            os.kill(killed[0], signal.SIGKILL)

    result = run_sweep(quick_base(), GRID, backend=workers, on_result=kill_one)
    assert killed
    assert result.results == made_alone


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_that_ctrl_c_is_nothing_to_a_worker_that_is_still_loading(capfd: pytest.CaptureFixture[str]) -> None:
    with LocalProcesses(1).crew(b"") as crew:
        answer = crew.executor.submit(knows_qt)
        assert isinstance(crew.executor, ProcessPoolExecutor)
        (worker_id,) = crew.executor._processes
        while not answer.done():  # the first time it is not even a Python yet
            with suppress(ProcessLookupError):
                os.kill(worker_id, signal.SIGINT)
            wait([answer], timeout=0.002)
        assert answer.result() is False
        assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, ())  # it still ends this program
    assert capfd.readouterr().err == ""


def test_that_a_worker_knows_nothing_of_the_window() -> None:
    with LocalProcesses(1).crew(b"") as crew:
        assert crew.executor.submit(knows_qt).result() is False


_MANY_LINES = "An attempt has been made to start a new process\n\n    before the current one has finished"


def test_that_processes_that_cannot_be_started_are_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(_pool: object) -> None:
        raise RuntimeError(_MANY_LINES)

    monkeypatch.setattr(ProcessPoolExecutor, "_adjust_process_count", refuse)
    with pytest.raises(BackendError) as refusal:
        run_sweep(quick_base(), GRID, backend=LocalProcesses(1))
    assert str(refusal.value).startswith("this computer did not start processes for the runs (RuntimeError).")
    assert _MANY_LINES in caplog.text
    assert capfd.readouterr().err == ""


def test_that_a_fault_of_a_run_is_told_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_words: object) -> None:
        raise IndexError(_MANY_LINES)

    monkeypatch.setattr(worker, "run_trial", fail)
    with pytest.raises(BackendError) as refusal:
        run_sweep(quick_base(), GRID, backend=InProcess())
    assert str(refusal.value) == "a run came upon a fault of nnlab's own (IndexError)."
    assert _MANY_LINES in caplog.text


@pytest.mark.parametrize(("times", "ended"), [(1, "finished"), (99, "lost")])
def test_that_a_trial_whose_worker_had_no_base_is_made_again(
    times: int, ended: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[str] = []

    def without_base(state: ProjectState, trial: Trial, cancelled: Cancelled) -> TrialResult | None:
        calls.append("made")
        return None if len(calls) <= times else run_trial(state, trial, cancelled)

    monkeypatch.setattr(worker, "run_trial", without_base)
    result = run_sweep(quick_base(), plan_of("rate=0.1"), backend=InProcess())
    assert [run.ended for run in result.results] == [ended]


def test_that_a_trial_that_kills_three_times_is_given_up_and_no_other(
    made_alone: tuple[TrialResult, ...],
) -> None:
    workers = Breaking(killer=2)
    result = run_sweep(quick_base(), GRID, backend=workers)
    assert workers.lost == [
        [0, 1, 2],
        [0, 1, 2],
        [2],
    ]  # others were lost with it twice, and it alone the third time
    assert result.results[2].ended == "lost"
    assert result.is_complete
    others = [run for run in result.results if run.index != 2]
    assert others == [run for run in made_alone if run.index != 2]


def test_that_cancelling_ends_trials_under_way_and_keeps_what_there_is() -> None:
    ending = threading.Event()
    workers = Watched(LocalProcesses(2))
    plan = SweepPlan((Axis("epochs", ("30", "1000000000")), Axis("stop_loss", ("none",))), (0,))
    result = run_sweep(
        quick_base(), plan, backend=workers, on_result=lambda run: ending.set(), cancelled=ending.is_set
    )
    assert [run.index for run in result.results] == [0]
    assert (result.total, result.is_complete) == (2, False)
    pool = workers.crews[0].executor
    assert isinstance(pool, ProcessPoolExecutor)
    assert not pool._processes  # all of them have ended


def test_that_what_is_cancelled_at_once_makes_nothing() -> None:
    assert run_sweep(quick_base(), FOREVER, backend=InProcess(), cancelled=lambda: True).results == ()


def test_that_a_trial_in_this_process_is_given_up_when_it_is_cancelled() -> None:
    asked = iter([False] * 4)

    def ends() -> bool:
        return next(asked, True)

    assert run_sweep(quick_base(), FOREVER, backend=InProcess(ends), cancelled=ends).results == ()


def test_that_data_a_worker_does_not_have_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    from nnlab.data import MissingDataError

    def missing(project: object) -> object:
        raise MissingDataError("mnist", "not here")

    monkeypatch.setattr(worker, "restored", missing)
    with pytest.raises(BackendError, match="'mnist' is not on a worker's computer"):
        run_sweep(quick_base(), GRID, backend=InProcess())


@pytest.mark.parametrize("jobs", [0, 62, True])
def test_that_a_number_of_processes_that_cannot_be_is_refused(jobs: int) -> None:
    with pytest.raises(EngineError, match="the number of processes"):
        LocalProcesses(jobs)


class _Both:
    """Two workers that have both made their trial by the time anybody looks."""

    key, ahead = "both", 2

    def __init__(self, losses: int = 1, breaks: int = 0) -> None:
        self.executor: Executor = self
        self.submitted: list[list[int]] = []
        self._losses, self._breaks = losses, breaks
        self._open: list[tuple[Future[Any], Any]] = []

    @contextmanager
    def crew(self, base: bytes) -> Iterator[Any]:
        hold(self.key, base)
        try:
            yield self
        finally:
            release(self.key)

    def submit(self, fn: Callable[..., Any], order: Order) -> Future[Any]:
        future: Future[Any] = Future()
        self._open.append((future, order))
        alone = self._breaks and self.submitted
        if len(self._open) == (1 if alone else 2):
            self.submitted.append([each.trial.index for _, each in self._open])
            for each, ordered in self._open:
                if len(self.submitted) <= self._breaks:
                    each.set_exception(BrokenProcessPool())
                else:
                    each.set_result(fn(ordered))
            self._open.clear()
        return future

    def trouble(self, _error: BaseException) -> None:
        return None

    def idle(self, seconds: float) -> None:
        pass

    def losses(self, _error: BaseException) -> int:
        return self._losses

    def renew(self) -> None:
        pass

    def end(self) -> None:
        pass


def test_that_what_is_made_when_a_sweep_is_cancelled_is_kept(tmp_path: Path) -> None:
    asked = iter([False, True])
    plan, workers = plan_of("rate=0.1", seeds=(0, 1, 2, 3)), _Both()
    real = sweep.wait
    with pytest.MonkeyPatch.context() as patch:  # only the first of the two is seen by the time of the look
        patch.setattr(sweep, "wait", lambda *how: (set(list(real(*how)[0])[:1]), set()))
        result = run_sweep(
            quick_base(), plan, backend=workers, folder=tmp_path, cancelled=lambda: next(asked, True)
        )
    assert sorted(run.index for run in result.results) == [0, 1]
    assert len(list((tmp_path / "runs").iterdir())) == 2


def test_that_a_result_that_cannot_be_written_takes_no_other_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, told = TrialFolder.keep, []

    def full_at_first(self: TrialFolder, result: TrialResult) -> None:
        if not told:
            told.append(result.index)
            raise SaveError("full", "The disk is full.")
        real(self, result)

    monkeypatch.setattr(TrialFolder, "keep", full_at_first)
    with pytest.raises(SaveError, match="full"):
        run_sweep(quick_base(), plan_of("rate=0.1", seeds=(0, 1)), backend=_Both(), folder=tmp_path)
    assert len(list((tmp_path / "runs").iterdir())) == 1


def test_that_a_loss_that_counts_as_two_makes_the_next_one_alone() -> None:
    workers = _Both(losses=2, breaks=1)
    result = run_sweep(quick_base(), plan_of("rate=0.1", seeds=(0, 1)), backend=workers)
    assert workers.submitted == [[0, 1], [0], [1]]
    assert [run.ended for run in result.results] == ["finished", "finished"]


@pytest.mark.parametrize(
    ("fault", "told"), [(MemoryError(), "not enough memory"), (ZeroDivisionError(), "(ZeroDivisionError)")]
)
def test_that_a_trial_that_raises_has_failed_and_no_other(
    tmp_path: Path, fault: Exception, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, faults = trial.train_whole, [fault]

    def fail_once(*words: Any, **how: Any) -> Any:
        if faults:
            raise faults.pop()
        return real(*words, **how)

    monkeypatch.setattr(trial, "train_whole", fail_once)
    plan = plan_of("rate=0.1", seeds=(0, 1))
    first = run_sweep(quick_base(), plan, backend=InProcess(), folder=tmp_path)
    assert [run.ended for run in first.results] == ["failed", "finished"]
    assert told in first.results[0].reason
    again = run_sweep(quick_base(), plan, backend=InProcess(), folder=tmp_path)
    assert [run.ended for run in again.results] == ["finished", "finished"]


def test_that_a_sweep_that_begins_while_its_folder_is_removed_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, plan = tmp_path / "old", plan_of("rate=0.1")
    run_sweep(quick_base(), plan, backend=InProcess(), folder=path)
    real, removed = shutil.rmtree, []

    def slow(target: Any, **how: Any) -> None:
        removed.append(Path(target))
        if not path.exists():
            run_sweep(quick_base(), plan, backend=InProcess(), folder=path)
        real(target, **how)

    monkeypatch.setattr(shutil, "rmtree", slow)
    remove_folder(path)
    assert path not in removed
    assert made_in(path, plan) == 1
    assert [each.name for each in tmp_path.iterdir()] == ["old"]


# -- the folder --------------------------------------------------------------------------------------------


def test_that_a_sweep_goes_on_in_its_folder(tmp_path: Path, made_alone: tuple[TrialResult, ...]) -> None:
    folder, told = tmp_path / "tried", []
    run_sweep(
        quick_base(),
        GRID,
        backend=InProcess(),
        folder=folder,
        on_result=told.append,
        cancelled=lambda: len(told) > 4,
    )
    assert len(told) == 5
    kept = sorted(path.name for path in (folder / "runs").glob("*.json"))
    assert kept == [f"{index:06}.json" for index in range(5)]
    written = {path: path.stat().st_mtime_ns for path in (folder / "runs").iterdir()}
    result = run_sweep(quick_base(), GRID, backend=InProcess(), folder=folder, on_result=told.append)
    assert result.results == made_alone
    assert [run.index for run in told] == [*range(5), *range(12)]  # those that were there are told first
    assert all(path.stat().st_mtime_ns == when for path, when in written.items())


def test_that_damaged_results_are_made_again(tmp_path: Path, made_alone: tuple[TrialResult, ...]) -> None:
    run_sweep(quick_base(), GRID, backend=InProcess(), folder=tmp_path)
    runs = tmp_path / "runs"
    (runs / "000001.json").write_bytes(b'{"index": 1, "sett')
    (runs / "000002.json").write_bytes((runs / "000003.json").read_bytes())
    (runs / "000004.json").unlink()
    (runs / "000005.json").write_text(json.dumps({"index": 5}), encoding="utf-8")
    assert run_sweep(quick_base(), GRID, backend=InProcess(), folder=tmp_path).results == made_alone


@pytest.mark.parametrize(
    "changes",
    [
        {"accuracy": 99.0},
        {"accuracy": -0.5},
        {"ended": "won"},
        {"epochs": -3},
        {"steps": -3},
        {"seconds": -1e300},
        {"curve": [[2.0, 0.1, 0.5, None, None], [1.0, 0.1, 0.5, None, None]]},
        {"curve": [[1.0, 0.1, 5.0, None, None]]},
        {"curve": [[-1.0, 0.1, 0.5, None, None]]},
        {"curve": [[float(epoch), 0.1, 0.5, None, None] for epoch in range(200)]},
        {"confusion": [[3, -1], [0, 4]]},
        {"confusion": [[3, 1], [0]]},
        {"confusion": [[10**60]]},
        {"confusion": [[0] * 257] * 257},
    ],
)
def test_that_a_result_to_which_no_training_comes_is_made_again(
    tmp_path: Path, changes: dict[str, Any]
) -> None:
    plan = plan_of("rate=0.1")
    first = run_sweep(quick_base(), plan, backend=InProcess(), folder=tmp_path)
    path = tmp_path / "runs" / "000000.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    names = list(document["curve"][0])
    if "curve" in changes:
        changes = {"curve": [dict(zip(names, point, strict=True)) for point in changes["curve"]]}
    path.write_text(json.dumps(document | changes), encoding="utf-8")
    assert run_sweep(quick_base(), plan, backend=InProcess(), folder=tmp_path) == first
    assert json.loads(path.read_text(encoding="utf-8"))["loss"] == document["loss"]


def test_that_a_loss_below_nothing_is_kept(tmp_path: Path) -> None:
    """The cross-entropy of targets that are no shares, as those of a table may be, has no least value."""
    base = quick_base("loss=binary_cross_entropy", "activations=tanh,linear")
    data = replace(base.dataset, task=Task.VALUES, targets=np.full(base.dataset.targets.shape, -3.0))
    base = replace(base, dataset=data)
    plan = plan_of("rate=0.1")
    made = run_sweep(base, plan, backend=InProcess(), folder=tmp_path)
    assert made.results[0].loss is not None
    assert made.results[0].loss < 0
    (kept,) = (tmp_path / "runs").iterdir()
    changed = kept.stat().st_mtime_ns
    assert run_sweep(base, plan, backend=InProcess(), folder=tmp_path) == made
    assert kept.stat().st_mtime_ns == changed  # it was read, and not made again


def test_that_the_reason_of_a_run_holds_nothing_that_commands_a_terminal(tmp_path: Path) -> None:
    plan = plan_of("rate=0.1")
    run_sweep(quick_base(), plan, backend=InProcess(), folder=tmp_path)
    path = tmp_path / "runs" / "000000.json"
    document = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(document | {"reason": "done\x1b[2J"}), encoding="utf-8")
    assert run_sweep(quick_base(), plan, backend=InProcess(), folder=tmp_path).results[0].reason.isprintable()


def test_that_a_trial_whose_workers_were_lost_is_tried_again_another_time(
    tmp_path: Path, made_alone: tuple[TrialResult, ...]
) -> None:
    first = run_sweep(quick_base(), GRID, backend=Breaking(killer=2), folder=tmp_path)
    assert first.results[2].ended == "lost"
    assert run_sweep(quick_base(), GRID, backend=InProcess(), folder=tmp_path).results == made_alone


@pytest.mark.parametrize(
    ("settings", "plan"),
    [(["rate=0.5"], GRID), ([], plan_of("rate=0.01,0.1", seeds=(0,))), (["hidden=9"], GRID)],
)
def test_that_the_folder_of_another_sweep_is_refused(
    tmp_path: Path, settings: list[str], plan: SweepPlan
) -> None:
    run_sweep(quick_base(), plan_of("rate=0.1"), backend=InProcess(), folder=tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(SaveError, match="holds another sweep") as refusal:
        run_sweep(quick_base(*settings), plan, backend=InProcess(), folder=tmp_path)
    assert len(str(refusal.value)) <= 240
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("at", "told"), [(0, "were made with nnlab 0.0.1"), (4, "the kernels of BLAS 0"), (5, "rounds otherwise")]
)
def test_that_runs_of_another_maker_are_not_mixed_with_these(tmp_path: Path, at: int, told: str) -> None:
    plan = plan_of("rate=0.1")
    run_sweep(quick_base(), plan, backend=InProcess(), folder=tmp_path)
    document = json.loads((tmp_path / "sweep.json").read_text(encoding="utf-8"))
    document["maker"][at] = "0.0.1\x1b[31m" + 300 * "!"
    (tmp_path / "sweep.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(SaveError, match=told) as refusal:
        run_sweep(quick_base(), plan, backend=InProcess(), folder=tmp_path)
    assert str(refusal.value).isprintable()
    assert len(str(refusal.value)) <= 240


def test_that_runs_of_a_maker_that_is_not_known_are_not_mixed_with_these(tmp_path: Path) -> None:
    plan = plan_of("rate=0.1")
    run_sweep(quick_base(), plan, backend=InProcess(), folder=tmp_path)
    document = json.loads((tmp_path / "sweep.json").read_text(encoding="utf-8"))
    document["versions"] = document.pop("maker")[:3]  # as nnlab once wrote it
    (tmp_path / "sweep.json").write_text(json.dumps(document), encoding="utf-8")
    assert read_folder(tmp_path)[1] == plan
    with pytest.raises(SaveError, match="does not say how it computes"):
        run_sweep(quick_base(), plan, backend=InProcess(), folder=tmp_path)


def test_that_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "homework.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(SaveError, match="holds other files"):
        run_sweep(quick_base(), GRID, backend=InProcess(), folder=tmp_path)
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["homework.txt"]


@pytest.mark.parametrize("name", ["runs/000000.json", "runs", "base.nnlab", "sweep.json", ".sweep.json.lock"])
@pytest.mark.parametrize("kind", ["link", "other"])
def test_that_nothing_is_written_through_links_in_a_folder_of_others(
    tmp_path: Path, name: str, kind: str
) -> None:
    folder, own = tmp_path / "theirs", tmp_path / "own"
    plan = plan_of("rate=0.1,0.2")
    run_sweep(quick_base(), plan, backend=InProcess(), folder=folder)
    trap = folder / name
    is_folder = trap.is_dir()
    shutil.move(trap, own)
    before = own.read_bytes() if not is_folder else sorted(own.iterdir())
    if kind == "link":
        trap.symlink_to(own, target_is_directory=is_folder)
    elif is_folder:
        trap.write_text("a file")
    else:
        trap.mkdir()
    made: list[TrialResult] = []
    with pytest.raises(SaveError, match=re.escape(f"“{name}”")):
        run_sweep(quick_base(), plan, backend=InProcess(), folder=folder, on_result=made.append)
    assert made == []
    assert (own.read_bytes() if not is_folder else sorted(own.iterdir())) == before


def test_that_a_link_that_is_laid_while_a_sweep_goes_on_is_not_followed(tmp_path: Path) -> None:
    folder, own = tmp_path / "theirs", tmp_path / "own.txt"
    own.write_text("my own data", encoding="utf-8")

    def lay(_result: TrialResult) -> None:
        (folder / "runs" / "000001.json").symlink_to(own)

    with pytest.raises(SaveError, match=r"000001\.json"):
        run_sweep(quick_base(), plan_of("rate=0.1,0.2"), backend=InProcess(), folder=folder, on_result=lay)
    assert own.read_text(encoding="utf-8") == "my own data"


@pytest.mark.parametrize("moment", ["open_folder", "keep"])
def test_that_a_sweep_goes_on_without_a_folder_that_cannot_be_written_where_that_is_told(
    tmp_path: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fault, told = SaveError("disk-full", "The disk is full."), list[SaveError]()

    def fail(*_what: Any) -> Any:
        raise fault

    monkeypatch.setattr(sweep if moment == "open_folder" else TrialFolder, moment, fail)
    plan = plan_of("rate=0.1,0.2")
    result = run_sweep(quick_base(), plan, backend=InProcess(), folder=tmp_path / "new", unkept=told.append)
    assert result.is_complete
    assert told == [fault]
    with pytest.raises(SaveError, match="The disk is full"):
        run_sweep(quick_base(), plan, backend=InProcess(), folder=tmp_path / "other")


def test_that_a_plan_that_cannot_be_is_told_in_words(tmp_path: Path) -> None:
    run_sweep(quick_base(), plan_of("rate=0.1"), backend=InProcess(), folder=tmp_path)
    document = json.loads((tmp_path / "sweep.json").read_text(encoding="utf-8"))
    document["sweep"]["seeds"] = list(range(200_000))
    (tmp_path / "sweep.json").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(LoadError) as fault:
        read_folder(tmp_path)
    assert "In it, “sweep” cannot be: that would be 200,000 runs" in fault.value.message
    assert "$" not in fault.value.message
    assert fault.value.message.endswith("Choose another folder. Nothing was changed.")


def test_that_two_sweeps_do_not_write_to_one_folder(tmp_path: Path) -> None:
    def begin_another(result: TrialResult) -> None:
        with pytest.raises(SaveError, match="Another sweep is writing"):
            run_sweep(quick_base(), plan_of("rate=0.1"), backend=InProcess(), folder=tmp_path)

    run_sweep(
        quick_base(), plan_of("rate=0.1"), backend=InProcess(), folder=tmp_path, on_result=begin_another
    )


def test_that_a_folder_says_what_it_is_the_sweep_of(tmp_path: Path) -> None:
    result = run_sweep(quick_base(), GRID, backend=InProcess(), folder=tmp_path)
    base, plan = read_folder(tmp_path)
    assert plan == GRID
    assert run_sweep(base, plan, backend=InProcess(), folder=tmp_path) == result
