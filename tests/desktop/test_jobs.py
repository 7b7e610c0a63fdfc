"""Work beside the window: in order, told once, and gone when nobody wants it."""

import threading
import time
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer

from nnlab.desktop.jobs import Job, Jobs


@pytest.fixture
def jobs(qapp) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.shut_down()


def until_cancelled(began: threading.Event):
    """Return work that goes on until it is cancelled, and reports as it goes."""

    def work(job: Job[None]) -> None:
        began.set()
        while not job.is_cancelled():
            job.report(object())

    return work


def test_that_a_result_is_told_in_the_thread_of_the_window(jobs, qtbot):
    told: list[tuple[int, threading.Thread]] = []
    jobs.start(lambda _job: 6 * 7, lambda result: told.append((result, threading.current_thread())))
    assert jobs.is_busy
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    assert told == [(42, threading.main_thread())]
    assert not jobs.is_busy


def test_that_results_are_told_while_more_and_more_is_begun(jobs, qtbot):
    told: list[int] = []
    flood = QTimer()
    flood.timeout.connect(lambda: jobs.start(lambda _job: 1, told.append))
    flood.start(10)  # as keys repeat
    qtbot.waitUntil(lambda: len(told) > 3, timeout=5000)
    assert flood.isActive()
    flood.stop()


def test_that_work_is_done_in_another_thread_one_after_the_other(jobs, qtbot):
    threads: list[str] = []
    told: list[int] = []
    for number in range(20):
        jobs.start(
            lambda _job, number=number: threads.append(threading.current_thread().name) or number, told.append
        )
    qtbot.waitUntil(lambda: len(told) == 20)
    assert told == list(range(20))
    assert set(threads) == {"nnlab-jobs"}


def test_that_a_failure_goes_to_those_who_asked_for_it(jobs, qtbot):
    told: list[object] = []
    jobs.start(lambda _job: 1 / 0, told.append, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert isinstance(told[0], ZeroDivisionError)


def test_that_a_failure_nobody_asked_for_goes_to_the_hook_and_hides_no_other_job(jobs, qtbot):
    told: list[object] = []
    gate = threading.Event()
    jobs.start(lambda _job: gate.wait(), lambda _: 1 / 0)
    jobs.start(lambda _job: [][0], told.append)
    jobs.start(lambda _job: "well", told.append)
    with qtbot.captureExceptions() as faults:
        gate.set()
        qtbot.waitUntil(lambda: bool(told))
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError, IndexError]
    assert told == ["well"]


@pytest.mark.parametrize("work", [lambda _job: "well", lambda _job: 1 / 0])
def test_that_a_job_is_over_when_its_end_is_told_well_or_badly(jobs, qtbot, work):
    told: list[bool] = []
    job = jobs.start(work, lambda _: told.append(job.is_over), lambda _: told.append(job.is_over))
    assert not job.is_over
    qtbot.waitUntil(lambda: bool(told))
    assert told == [True]


def test_that_a_failed_job_that_nobody_hears_is_over_and_one_that_is_cancelled_too(jobs, qtbot):
    with qtbot.captureExceptions() as faults:
        failed = jobs.start(lambda _job: 1 / 0, lambda _: None)
        qtbot.waitUntil(lambda: failed.is_over)
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]
    cancelled = jobs.start(until_cancelled(threading.Event()), lambda _: None)
    cancelled.cancel()
    assert cancelled.is_over


def test_that_a_cancelled_job_is_never_heard_of(jobs, qtbot):
    told: list[object] = []
    began = threading.Event()
    first = jobs.start(until_cancelled(began), told.append, told.append)
    waiting = jobs.start(lambda _job: told.append("begun"), told.append, told.append)
    began.wait()
    waiting.cancel()
    first.cancel()
    assert not jobs.is_busy
    jobs.start(lambda _job: "after", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["after"]


def test_that_a_cancelled_job_is_work_until_it_has_come_to_its_end(jobs, qtbot):
    began, ends = threading.Event(), threading.Event()
    assert not jobs.is_at_work
    job = jobs.start(lambda _job: (began.set(), ends.wait(20)), print)
    assert began.wait(20)
    job.cancel()
    assert not jobs.is_busy
    assert jobs.is_at_work
    ends.set()
    qtbot.waitUntil(lambda: not jobs.is_at_work)


def test_that_a_job_cancelled_when_it_was_done_but_not_told_is_not_told(jobs, qtbot):
    told: list[object] = []
    done = threading.Event()
    job = jobs.start(lambda _job: done.set(), told.append)
    done.wait()
    job.cancel()
    jobs.start(lambda _job: "after", told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["after"]


def test_that_progress_is_told_and_never_after_the_end(jobs, qtbot):
    told: list[object] = []
    gates = [threading.Event() for _ in range(2)]

    def work(job: Job[str]) -> str:
        for number, gate in enumerate(gates):
            job.report(number)
            gate.wait()
        return "end"

    jobs.start(work, told.append, progressed=told.append)
    for number, gate in enumerate(gates):
        qtbot.waitUntil(lambda number=number: number in told)
        gate.set()
    qtbot.waitUntil(lambda: "end" in told)
    assert told == [0, 1, "end"]


def test_that_jobs_that_are_started_or_cancelled_while_others_are_told_of_are_not_lost(jobs, qtbot):
    told: list[str] = []
    gate, began = threading.Event(), threading.Event()

    def work(job: Job[str]) -> str:
        job.report(1)
        began.set()
        gate.wait()
        return "slow"

    def progressed(_: int) -> None:
        later.cancel()
        jobs.start(lambda _job: "from progress", told.append)

    jobs.start(work, told.append, progressed=progressed)
    later = jobs.start(lambda _job: "later", told.append)
    jobs.start(lambda _job: "chain", lambda word: jobs.start(lambda _job: word, told.append))
    qtbot.waitUntil(later.is_cancelled)
    gate.set()
    qtbot.waitUntil(lambda: len(told) == 3)
    assert sorted(told) == ["chain", "from progress", "slow"]


def test_that_shutting_down_ends_what_is_being_done_and_leaves_no_thread(qapp):
    before = set(threading.enumerate())
    jobs, told, began = Jobs(), [], threading.Event()
    jobs.start(until_cancelled(began), told.append, told.append, told.append)
    jobs.start(lambda _job: told.append("begun"), told.append)
    began.wait()
    started = time.monotonic()
    jobs.shut_down()
    assert time.monotonic() - started < 2
    assert set(threading.enumerate()) <= before
    assert told == []


def test_that_what_does_not_hear_of_the_end_is_not_waited_for_longer_than_its_lane_says(qapp):
    gate, began, told = threading.Event(), threading.Event(), []
    deaf, hears = Jobs(patience_s=0.1), Jobs()

    def work(_job):
        began.set()
        gate.wait(20)

    deaf.start(work, told.append)
    began.wait()
    started = time.monotonic()
    try:
        assert not hears.shut_down(deaf)
        assert time.monotonic() - started < 1
    finally:
        gate.set()
    assert told == []


def test_that_what_is_started_after_the_end_is_not_done(qapp, qtbot):
    jobs, told = Jobs(), []
    jobs.shut_down()
    job = jobs.start(lambda _job: told.append("done"), told.append)
    assert job.is_cancelled()
    assert not jobs.is_busy
    jobs.shut_down()
    assert told == []


def test_that_work_that_raises_because_it_is_cancelled_keeps_nobody_alive(jobs, qtbot):
    class Owner:
        def take(self, _result: object) -> None:
            raise AssertionError("nobody is told of cancelled work")

    begun, owner = threading.Event(), Owner()

    def work(job):
        begun.set()
        job._cancelled.wait(5)
        raise InterruptedError

    job = jobs.start(work, owner.take)
    assert begun.wait(5)
    job.cancel()
    qtbot.waitUntil(job._outcome.done)
    qtbot.waitUntil(lambda: not jobs.is_busy)
    gone = weakref.ref(owner)
    del owner, job, work
    qtbot.waitUntil(lambda: gone() is None)
