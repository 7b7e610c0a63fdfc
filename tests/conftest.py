"""Settings of all tests: no screen, no traces in the user's folders, patient Hypothesis."""

import atexit
import gc
import os
import shutil
import signal
import sys
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

if sys.dont_write_bytecode and sys.pycache_prefix is None:
    # Nothing compiled may be left in the tree: the many programs that tests start would each compile all of nnlab.
    _compiled = tempfile.mkdtemp(prefix="nnlab-compiled-")
    atexit.register(shutil.rmtree, _compiled, ignore_errors=True)
    os.environ["PYTHONPYCACHEPREFIX"] = _compiled
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell has what it runs in the background ignore Ctrl-C, and so would the programs that are to be broken off.
    signal.signal(signal.SIGINT, signal.default_int_handler)

from pathlib import Path

import pytest
from hypothesis import settings

from nnlab.data import Dataset, load
from tests.mnist_here import WHERE, mnist_folder

settings.register_profile("patient", deadline=None)  # two busy cores are no measure of a single example
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the searches for files that break a reader, and for moments that break a writer, be longer."""
    parser.addoption(
        "--mutants",
        type=int,
        default=20_000,
        help="damaged files of data sets to try; half as many of projects and weights",
    )
    parser.addoption("--mutant-seed", type=int, default=0, help="seed of the damage")
    parser.addoption("--kills", type=int, default=200, help="times a program is killed while it saves")
    parser.addoption(
        "--long",
        action="store_true",
        help="train the long examples of the notes by their scripts to the end; try 100 000 damaged tables",
    )
    parser.addoption(
        "--window-kills", type=int, default=3, help="times the window is killed while it is used"
    )


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist, for -n auto
def pytest_xdist_auto_num_workers() -> int:
    """Have one worker more than processors: a sixth of the time a test waits, for a program or a timer."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """Take the modules and the thousands of tests, which all stay, out of what is searched for garbage every time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep preferences and data sets of whoever runs the tests out of them, and theirs untouched."""
    monkeypatch.setenv("NNLAB_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("NNLAB_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NNLAB_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("NNLAB_DATA", raising=False)


@pytest.fixture(scope="session")
def strokes() -> Dataset:
    """Keep the built-in pictures of digits in memory, so that who begins many presets need not make them each time."""
    return load("strokes")


@pytest.fixture(scope="session")
def real_mnist() -> Path:
    """Return the folder with the four files of MNIST; without them the test is skipped."""
    folder = mnist_folder()
    if folder is None:
        pytest.skip(WHERE)
    return folder
