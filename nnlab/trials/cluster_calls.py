"""Questions to a Dask cluster, none of which is waited for without an end: a worker that hangs never answers."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from nnlab.files import Cancelled
from nnlab.trials.backend import GivenUpError

if TYPE_CHECKING:
    from distributed import Client

T = TypeVar("T")

_TICK_SECONDS = 0.1  # after it a cancelling is heard
_END_SECONDS = 1.0  # that each of the last words may take


def answer_of(ask: Callable[[], T], seconds: float, cancelled: Cancelled = bool) -> T:  # bool() is False
    """Return what `ask` returns, or raise what it raises; TimeoutError when it does neither in so many seconds.

    Raises GivenUpError when it is cancelled before. Dask gives a port, or a worker, time to answer, but none to
    whoever is there and says nothing: that may last for ever. The thread that waits for it is left behind.
    """
    future: Future[T] = Future()

    def work() -> None:
        try:
            future.set_result(ask())
        except Exception as error:
            future.set_exception(error)

    Thread(target=work, name="nnlab-cluster", daemon=True).start()
    until = time.monotonic() + seconds
    while not wait([future], min(_TICK_SECONDS, seconds)).done:
        if cancelled():
            raise GivenUpError
        if time.monotonic() >= until:
            raise TimeoutError("nothing was said")
    return future.result()


def say_last(ask: Callable[[], object], seconds: float = _END_SECONDS) -> None:
    """Do what is good to be done at the end; whoever is gone, or hangs, need not hear of it."""
    with suppress(Exception):
        answer_of(ask, seconds)


def ask_each(
    client: "Client", question: Callable[[], T], seconds: float, *, pause: float = 0.0
) -> dict[str, T | Exception]:
    """Return what each worker answers, after a pause; TimeoutError for one that has not in so many seconds.

    An answer is the error that it came to where a worker raised it, or is lost: OSError then.
    """
    answers: dict[str, T | Exception] = client.sync(_ask_each, client, question, seconds, pause)
    return answers


async def _ask_each(
    client: "Client", question: Callable[[], T], seconds: float, pause: float
) -> dict[str, T | Exception]:
    await asyncio.sleep(pause)
    asked = {
        worker: asyncio.ensure_future(client.run(question, workers=[worker], on_error="return"))
        for worker in await client.scheduler.ncores()
    }
    if asked:
        await asyncio.wait(asked.values(), timeout=seconds)
    # Of one that was lost after it had been asked nothing may be heard at all.
    there = {} if all(task.done() for task in asked.values()) else await client.scheduler.ncores()
    answers: dict[str, T | Exception] = {}
    for worker, task in asked.items():
        if not task.done():
            task.cancel()
            silent = TimeoutError("nothing was said")
            answers[worker] = silent if worker in there else ConnectionError("it was lost meanwhile")
        else:
            answers[worker] = task.exception() or task.result()[worker]
    return answers
