"""One writer at a time, among all programs."""

import subprocess
import sys
from pathlib import Path

import pytest

from nnlab.files import SaveError, locked

_HOLDER = """
import sys
from pathlib import Path
from nnlab.files import locked
with locked(Path(sys.argv[1])):
    print("holds", flush=True)
    sys.stdin.readline()
"""


def holder(path: Path) -> "subprocess.Popen[str]":
    program = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert program.stdout.readline() == "holds\n"
    return program


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
