"""Settings of all tests: no screen, no traces in the user's folders, patient Hypothesis."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

from pathlib import Path

import pytest
from hypothesis import settings

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


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep preferences and data sets of whoever runs the tests out of them, and theirs untouched."""
    monkeypatch.setenv("NNLAB_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("NNLAB_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NNLAB_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("NNLAB_DATA", raising=False)


@pytest.fixture(scope="session")
def real_mnist() -> Path:
    """Return the folder with the four files of MNIST; without them the test is skipped."""
    folder = mnist_folder()
    if folder is None:
        pytest.skip(WHERE)
    return folder
