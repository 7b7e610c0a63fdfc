"""A Dask cluster: the same results as here, a worker that is killed, and schedulers that cannot be used."""

import asyncio
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from nnlab.trials import cluster, versions, worker
from nnlab.trials.backend import BackendError, InProcess
from nnlab.trials.cluster import DaskCluster
from nnlab.trials.plan import Axis, SweepPlan, trials
from nnlab.trials.sweep import run_sweep
from nnlab.trials.trial import TrialResult
from nnlab.trials.versions import maker
from tests.trials_here import base_bytes, plan_of, quick_base

distributed = pytest.importorskip("distributed")

GRID = plan_of("rate=0.01,0.1,1000", "hidden=4,8", "activation=relu", seeds=(0, 1))


@pytest.fixture(scope="module")
def scheduler() -> Iterator[Any]:
    """Yield a cluster of two processes on this machine."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as here:
        yield here


def test_that_a_cluster_gives_the_same_results_to_the_bit(scheduler: Any) -> None:
    told: list[TrialResult] = []
    result = run_sweep(
        quick_base(), GRID, backend=DaskCluster(scheduler.scheduler_address), on_result=told.append
    )
    assert result.results == run_sweep(quick_base(), GRID, backend=InProcess()).results
    assert sorted(run.index for run in told) == list(range(12))


def test_that_dask_does_not_write_to_the_terminal_while_its_workers_are_used(scheduler: Any) -> None:
    heard: list[bool] = []

    def listen(_result: TrialResult) -> None:
        heard.extend(
            logging.getLogger(name).isEnabledFor(logging.ERROR)
            for name in ("distributed.client", "distributed.comm.tcp")
        )

    before = logging.getLogger("distributed").level
    run_sweep(
        quick_base(), plan_of("rate=0.1"), backend=DaskCluster(scheduler.scheduler_address), on_result=listen
    )
    assert heard == [False, False]
    assert logging.getLogger("distributed").level == before


def test_that_a_cancelled_sweep_leaves_the_workers_free_for_the_next(scheduler: Any) -> None:
    ending = threading.Event()
    plan = SweepPlan((Axis("epochs", ("30", "1000000000")), Axis("stop_loss", ("none",))), (0, 1))
    backend = DaskCluster(scheduler.scheduler_address)
    result = run_sweep(
        quick_base(), plan, backend=backend, on_result=lambda run: ending.set(), cancelled=ending.is_set
    )
    assert 1 <= len(result.results) <= 2
    assert {dict(run.settings)["epochs"] for run in result.results} == {"30"}
    again = run_sweep(quick_base(), plan_of("rate=0.1,0.2"), backend=backend)
    assert again.is_complete


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_that_a_worker_that_is_killed_costs_nothing(scheduler: Any) -> None:
    killed: list[int] = []

    def kill_one(result: TrialResult) -> None:
        if not killed:
            pids = [worker.pid for worker in scheduler.workers.values()]
            killed.append(pids[0])
            os.kill(pids[0], signal.SIGKILL)

    plan = plan_of("rate=0.01,0.1", "hidden=4,8", "epochs=300", "stop_loss=none", seeds=(0, 1, 2))
    result = run_sweep(
        quick_base(), plan, backend=DaskCluster(scheduler.scheduler_address), on_result=kill_one
    )
    assert killed
    assert result.results == run_sweep(quick_base(), plan, backend=InProcess()).results


_KILLED = """
import os, signal
from nnlab.trials.cluster import DaskCluster
if __name__ == "__main__":
    with DaskCluster({address!r}).crew(b"base") as crew:
        print(crew.key, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_that_workers_keep_nothing_of_a_sweep_that_was_killed(scheduler: Any) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", _KILLED.format(address=scheduler.scheduler_address)],
        capture_output=True,
        text=True,
        timeout=60,
    )
    key = killed.stdout.strip()
    assert key, killed.stderr
    until = time.monotonic() + 20
    with distributed.Client(scheduler.scheduler_address, set_as_default=False) as client:
        while any(key in held for held in client.run(_held_there).values()) and time.monotonic() < until:
            pass  # each question is a way to the workers and back
        assert not any(key in held for held in client.run(_held_there).values())
        plugins = client.run_on_scheduler(_plugins_there)
    assert not any(key in name for name in plugins)


def _held_there() -> list[str]:
    return list(worker._held)


def _plugins_there(dask_scheduler: Any) -> list[str]:
    return [*dask_scheduler.worker_plugins, *dask_scheduler.plugins]


def test_that_a_sweep_leaves_nothing_with_the_scheduler(scheduler: Any) -> None:
    run_sweep(quick_base(), plan_of("rate=0.1"), backend=DaskCluster(scheduler.scheduler_address))
    with distributed.Client(scheduler.scheduler_address, set_as_default=False) as client:
        until = time.monotonic() + 20
        while (left := _ours(client)) and time.monotonic() < until:
            pass
    assert not left


def _ours(client: Any) -> list[str]:
    return [name for name in client.run_on_scheduler(_plugins_there) if name.startswith("nnlab-")]


def test_that_a_trial_that_dask_has_given_up_is_made_once_more_alone(scheduler: Any) -> None:
    with DaskCluster(scheduler.scheduler_address).crew(b"") as crew:
        given_up = distributed.KilledWorker("a trial", None, 3)
        assert crew.trouble(given_up) is None
        assert crew.losses(given_up) == 2
        assert crew.losses(OSError()) == 1


def test_that_other_versions_on_a_worker_are_named(scheduler: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    here = maker()
    monkeypatch.setattr(versions, "__version__", "0.0.1")
    with pytest.raises(BackendError) as refusal:
        run_sweep(quick_base(), GRID, backend=DaskCluster(scheduler.scheduler_address))
    assert f"has nnlab {here[0]}, not 0.0.1" in str(refusal.value)


def test_that_a_worker_whose_blas_computes_in_another_way_is_named(
    scheduler: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = maker()
    other = {"user_api": "blas", "internal_api": "openblas", "architecture": "Z80"}
    monkeypatch.setattr(versions, "threadpool_info", lambda: [other])
    with pytest.raises(BackendError) as refusal:
        run_sweep(quick_base(), GRID, backend=DaskCluster(scheduler.scheduler_address))
    assert f"has the kernels of BLAS {here[4]}, not openblas Z80" in str(refusal.value)


def test_that_a_worker_that_is_called_alike_and_computes_otherwise_is_named(
    scheduler: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "arithmetic", lambda: "0" * 64)
    with pytest.raises(BackendError, match="has arithmetic that rounds otherwise"):
        run_sweep(quick_base(), GRID, backend=DaskCluster(scheduler.scheduler_address))


def test_that_workers_that_join_later_get_trials_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_COUNT_SECONDS", 0.0)
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
        ) as here,
        DaskCluster(here.scheduler_address).crew(base_bytes()) as crew,
    ):
        assert crew.ahead == 2
        here.scale(2)
        with distributed.Client(here.scheduler_address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=30)
        assert crew.ahead == 4
        monkeypatch.setattr(cluster, "_COUNTED_SECONDS", 0.1)
        monkeypatch.setattr(crew._client.scheduler, "ncores", lambda: asyncio.sleep(60))
        assert crew.ahead == 4  # a scheduler that does not say how many there are is not waited for


def test_that_a_worker_that_joins_later_is_compared_too(
    scheduler: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As if all of them had come after the workers were asked: what is given to them is all that there is.
    monkeypatch.setattr(DaskCluster, "_require_workers", lambda _self, _client: None)
    monkeypatch.setattr(versions, "arithmetic", lambda: "0" * 64)
    with pytest.raises(BackendError, match="has arithmetic that rounds otherwise"):
        run_sweep(quick_base(), GRID, backend=DaskCluster(scheduler.scheduler_address))


# -- workers that hang, or are lost ----------------------------------------------------------------------


@pytest.fixture
def two_workers() -> Iterator[Any]:
    """Yield a cluster whose workers a test may stop or kill."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as here:
        stopped: list[int] = []
        here.stopped = stopped
        yield here
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)


def _stop_one(here: Any) -> None:
    here.stopped.append(next(iter(here.workers.values())).pid)
    os.kill(here.stopped[-1], signal.SIGSTOP)


def _kill_one(here: Any) -> None:
    os.kill(next(iter(here.workers.values())).pid, signal.SIGKILL)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_that_a_worker_that_does_not_answer_is_named_before_a_sweep(two_workers: Any) -> None:
    _stop_one(two_workers)
    backend = DaskCluster(two_workers.scheduler_address, worker_seconds=1.0)
    with pytest.raises(BackendError, match=r"the worker tcp://.* does not answer") as refusal:
        run_sweep(quick_base(), plan_of("rate=0.1"), backend=backend)
    assert refusal.value.code == "silent-worker"


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_that_a_sweep_is_cancelled_while_it_waits_for_a_worker(two_workers: Any) -> None:
    _stop_one(two_workers)
    backend = DaskCluster(two_workers.scheduler_address, lambda: True, worker_seconds=600.0)
    began = time.monotonic()
    result = run_sweep(quick_base(), plan_of("rate=0.1"), backend=backend, cancelled=lambda: True)
    assert result.results == ()
    assert time.monotonic() - began < 60


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_that_a_worker_that_hangs_in_the_middle_is_told_of_and_holds_up_no_end(
    two_workers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_QUIET_SECONDS", 0.3)
    monkeypatch.setattr(cluster, "_PING_SECONDS", 1.0)
    told: list[BackendError] = []
    ended: list[float] = []

    def is_over() -> bool:
        if told and not ended:
            ended.append(time.monotonic())
        return bool(told)

    def stop_one(_result: TrialResult) -> None:
        if not two_workers.stopped:
            _stop_one(two_workers)

    backend = DaskCluster(two_workers.scheduler_address, is_over, told.append)
    plan = plan_of("rate=0.01,0.1", "hidden=4,8", "epochs=100", "stop_loss=none", seeds=(0, 1, 2))
    result = run_sweep(quick_base(), plan, backend=backend, on_result=stop_one, cancelled=is_over)
    assert [fault.code for fault in told] == ["waits-for-worker"]
    assert 0 < len(result.results) < len(trials(plan))
    assert time.monotonic() - ended[0] < 20


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("moment", ["_require_workers", "_give_base"])
def test_that_a_worker_that_is_lost_as_a_sweep_begins_costs_nothing(
    two_workers: Any, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    begin = getattr(DaskCluster, moment)

    def kill_and_begin(self: DaskCluster, *more: Any) -> None:
        _kill_one(two_workers)
        begin(self, *more)

    monkeypatch.setattr(DaskCluster, moment, kill_and_begin)
    plan = plan_of("rate=0.1,0.2")
    result = run_sweep(quick_base(), plan, backend=DaskCluster(two_workers.scheduler_address))
    assert result.results == run_sweep(quick_base(), plan, backend=InProcess()).results


def test_that_a_worker_that_stays_lost_is_no_fault_of_its_nnlab(
    scheduler: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = {"tcp://somewhere:1": OSError("gone")}
    monkeypatch.setattr(cluster, "ask_each", lambda *_asked, **_how: lost)
    with pytest.raises(BackendError, match="were lost while the sweep began") as refusal:
        run_sweep(quick_base(), GRID, backend=DaskCluster(scheduler.scheduler_address))
    assert refusal.value.code == "lost-worker"


def test_that_a_sweep_without_workers_any_more_says_what_it_waits_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "_QUIET_SECONDS", 0.3)
    told: list[BackendError] = []
    plan = plan_of("rate=0.01,0.1", "epochs=1000000", "stop_loss=none")
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, processes=True, dashboard_address=":0", silence_logs=50
    ) as here:
        backend = DaskCluster(here.scheduler_address, lambda: bool(told), told.append)
        threading.Timer(3.0, lambda: here.scale(0)).start()
        run_sweep(quick_base(), plan, backend=backend, cancelled=lambda: bool(told))
    assert [fault.code for fault in told] == ["no-workers-left"]


def test_that_a_scheduler_without_workers_is_named() -> None:
    with (
        distributed.LocalCluster(n_workers=0, dashboard_address=":0", silence_logs=50) as nobody,
        pytest.raises(BackendError, match="has no workers"),
    ):
        run_sweep(quick_base(), GRID, backend=DaskCluster(nobody.scheduler_address, answer_seconds=0.5))


@pytest.mark.parametrize("address", ["127.0.0.1:{port}", "tcp://127.0.0.1:{port}"])
def test_that_a_scheduler_that_does_not_answer_is_named(address: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(BackendError, match="does not answer"):
        run_sweep(quick_base(), GRID, backend=DaskCluster(address.format(port=port), answer_seconds=0.5))


def test_that_somebody_else_behind_the_port_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        address = f"tcp://127.0.0.1:{other.getsockname()[1]}"
        with pytest.raises(BackendError, match="does not answer"):
            run_sweep(quick_base(), GRID, backend=DaskCluster(address, answer_seconds=0.5))


def test_that_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BackendError, match="pip install nnlab"):
        run_sweep(quick_base(), GRID, backend=DaskCluster("tcp://127.0.0.1:8786"))
