"""One writer at a time, among all programs."""

import time
from pathlib import Path

import pytest

from nnlab.files import SaveError, locked
from tests.lock_holder import held, holder


def test_that_who_waits_too_long_is_told_and_the_next_one_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "digits.npz"
    other = holder(path)
    with (
        pytest.raises(SaveError, match="was not saved: another program"),
        locked(path, wait_s=0.1),
    ):
        raise AssertionError("two hold it")
    other.communicate("go\n")
    with locked(path, wait_s=0.1):
        pass


def test_that_the_lock_of_a_program_that_was_killed_holds_nobody_up(tmp_path: Path) -> None:
    path = tmp_path / "digits.npz"
    other = holder(path)
    other.kill()
    other.communicate()
    with locked(path, wait_s=0.5):
        pass


def test_that_two_threads_of_one_program_are_two(tmp_path: Path) -> None:
    path = tmp_path / "digits.npz"
    with locked(path), pytest.raises(SaveError), locked(path, wait_s=0.05):
        raise AssertionError("two hold it")


def test_that_an_error_inside_gives_it_back(tmp_path: Path) -> None:
    path = tmp_path / "digits.npz"
    with pytest.raises(KeyError), locked(path):
        raise KeyError
    with locked(path, wait_s=0.05):
        pass


def test_that_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(SaveError, match="was not saved: there is no such"),
        locked(tmp_path / "no" / "digits.npz"),
    ):
        raise AssertionError("nothing to hold")


def test_that_who_is_called_off_waits_no_longer_and_is_told_who_holds_it(tmp_path: Path) -> None:
    path = tmp_path / "digits.npz"
    begun = time.monotonic()
    with (
        held(path),
        pytest.raises(SaveError) as refused,
        locked(path, wait_s=60.0, cancelled=lambda: time.monotonic() > begun + 0.1),
    ):
        raise AssertionError("two hold it")
    assert refused.value.code == "held"
    assert "Check the folder it lies in, and try again." in refused.value.message
    assert time.monotonic() < begun + 20.0
