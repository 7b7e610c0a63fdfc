"""Fixtures for widgets, and for the whole window."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

import nnlab.app
from nnlab.desktop import theme
from nnlab.desktop.lab import Lab
from nnlab.desktop.main_window import MainWindow
from nnlab.desktop.words import language
from nnlab.project import ProjectState


class _PaintCounter(QObject):
    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.paints = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.paints += event.type() == QEvent.Type.Paint
        return False


_TESTS_BETWEEN_COLLECTIONS = 25


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Let no thread of a test take away what another test has left in a cycle, as a failed one does with its frames.

    Qt's objects do not survive that. That nothing of nnlab's own lies in cycles has a test of its own.
    """
    gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(nextitem: pytest.Item | None) -> None:
    """Collect in this thread now and then, and leave nothing to the tests of other rooms, which collect anywhere."""
    _done.append(None)
    leaves = nextitem is None or Path(__file__).parent not in nextitem.path.parents
    if leaves or len(_done) % _TESTS_BETWEEN_COLLECTIONS == 0:
        gc.collect()
    if leaves:
        gc.enable()


_done: list[None] = []


@pytest.fixture
def count_paints(qtbot) -> Callable[[QWidget], Callable[[], int]]:
    """Return a function that starts to count a widget's repaints and returns the way to read them."""

    def start(widget: QWidget) -> Callable[[], int]:
        qtbot.wait(20)  # for the paints that showing it has already asked for
        counter = _PaintCounter(widget)
        return lambda: counter.paints

    return start


@pytest.fixture
def home(qtbot, qapp) -> QWidget:
    """Return a window, not yet shown, whose focus is elsewhere than on what is put into it."""
    theme.apply(qapp, "light")
    window = QWidget()
    qtbot.addWidget(window)
    QLineEdit(window).setFocus()
    return window


@pytest.fixture
def make_lab(qapp) -> Iterator[Callable[[ProjectState], Lab]]:
    """Return what makes a lab without a window; all of them are shut down at the end."""
    labs: list[Lab] = []

    def make(state: ProjectState) -> Lab:
        labs.append(Lab(state))
        return labs[-1]

    yield make
    for lab in labs:
        lab.shut_down()


@pytest.fixture
def build_window(qapp) -> Iterator[Callable[..., MainWindow]]:
    """Return what builds and shows the window in a language with a preset; all is put back at the end."""
    windows: list[MainWindow] = []

    def build(tongue: str, preset: str = "seven-segment", *options: str) -> MainWindow:
        window = nnlab.app.build(["--language", tongue, "--theme", "light", "--preset", preset, *options])
        windows.append(window)
        window.resize(1280, 800)
        window.show()
        settle()
        return window

    yield build
    for window in windows:
        window.leave()  # a file with changes would ask
        window.deleteLater()
    settle()  # first, so that what is put back changes no window
    language.apply(qapp, "en")
    theme.apply(qapp, "light")


def settle() -> None:
    """Let what was posted arrive: a change of the language, layouts, deletions."""
    QApplication.sendPostedEvents()
    # Outside an event loop deletions wait until they are asked for.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
