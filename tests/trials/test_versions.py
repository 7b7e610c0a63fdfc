"""Who makes trials: a reference computation that proves whether two machines compute alike, and words for it."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from nnlab.trials import versions, worker
from nnlab.trials.plan import Trial
from nnlab.trials.trial import TrialResult
from nnlab.trials.versions import PROGRAMS, arithmetic, difference, maker
from nnlab.trials.worker import Order, Unable, hold, release, work
from tests.trials_here import base_bytes

_TOLD = "from nnlab.trials.versions import arithmetic; print(arithmetic())"


def _elsewhere(**environment: str) -> str:
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _TOLD],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return run.stdout.strip()


@pytest.fixture
def afresh() -> Iterator[Callable[[], str]]:
    """Yield what makes the reference computation anew; the one that is remembered is that of this machine again."""
    yield arithmetic.__wrapped__
    arithmetic.cache_clear()


def test_that_the_reference_is_the_same_whenever_it_is_computed(afresh: Callable[[], str]) -> None:
    keeping = [np.ones(size, np.uint8) for size in (1, 7, 513)]  # arrays come to lie elsewhere in memory
    assert {afresh(), afresh(), arithmetic(), _elsewhere(), _elsewhere(OPENBLAS_NUM_THREADS="2")} == {
        arithmetic()
    }
    assert keeping


@pytest.mark.parametrize("name", ["exp", "tanh", "log", "log1p"])
def test_that_one_last_bit_of_one_function_is_seen(
    name: str, monkeypatch: pytest.MonkeyPatch, afresh: Callable[[], str]
) -> None:
    real: Callable[..., Any] = getattr(np, name)

    def other(*arrays: Any, **how: Any) -> Any:
        answer = real(*arrays, **how)
        answer.flat[0] = np.nextafter(answer.flat[0], np.inf)
        return answer

    here = arithmetic()
    monkeypatch.setattr(np, name, other)
    assert afresh() != here


@pytest.mark.skipif(
    not any(blas.get("architecture") == "Haswell" for blas in threadpool_info()),
    reason="OpenBLAS that may be told to take the kernels of an older processor",
)
def test_that_other_kernels_of_blas_are_seen() -> None:
    assert _elsewhere(OPENBLAS_CORETYPE="Nehalem") != arithmetic()


@pytest.mark.parametrize("at", range(len(PROGRAMS) - 1))
def test_that_what_differs_is_said_in_words(at: int) -> None:
    theirs = (*maker()[:at], "other\x1b[31m", *maker()[at + 1 :])
    told = difference(theirs, maker())
    assert told.startswith(f"{PROGRAMS[at]} other")
    assert told.isprintable()


def test_that_what_is_called_alike_and_computes_otherwise_is_no_maker_of_the_same() -> None:
    assert difference(maker(), maker()) == ""
    assert difference((*maker()[:-1], "0" * 64), maker()) == "arithmetic that rounds otherwise"
    assert "another nnlab" in difference(maker()[:3], maker())


def test_that_a_worker_that_joins_later_and_computes_otherwise_makes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data, ours = base_bytes(), maker()
    monkeypatch.setattr(versions, "arithmetic", lambda: "0" * 64)
    hold("compared", data, like=ours)
    hold("not compared", data)
    try:
        refusal = work(Order("compared", Trial(0, (), 0)))
        made = work(Order("not compared", Trial(0, (), 0)))
    finally:
        release("compared")
        release("not compared")
    assert isinstance(refusal, Unable)
    assert "arithmetic that rounds otherwise" in refusal.sentence
    assert refusal.code == "another-kind"  # by which a window says it in the reader's language
    assert isinstance(made, TrialResult)
    assert not worker._held
