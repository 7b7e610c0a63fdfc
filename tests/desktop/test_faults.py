"""Faults of nnlab's own: each is told once, one box is open at a time, and a crash is told by the next start."""

import faulthandler
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QMessageBox, QWidget

from nnlab.desktop.notices import Notice
from nnlab.desktop.system.faults import Faults


@pytest.fixture
def window(qtbot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def notices() -> list[Notice]:
    return []


@pytest.fixture
def install(window, notices, tmp_path, monkeypatch) -> Iterator[Callable[..., Faults]]:
    """Return what installs the hooks with a log folder; everything is as before at the end."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(logging.getLogger("nnlab"), "disabled", True)
    installed: list[Faults] = []

    def start(folder: Path = tmp_path) -> Faults:
        faults = Faults(window, notices.append, folder)
        faults.install()
        installed.append(faults)
        return faults

    yield start
    qInstallMessageHandler(None)
    faulthandler.enable(sys.__stderr__)
    for faults in installed:
        file = getattr(faults, "_crash_file", None)
        if file is not None:
            file.close()


def meet(error: BaseException) -> None:
    """Let the hook meet `error`; it is always raised at the same place."""
    try:
        raise error
    except BaseException as caught:
        sys.excepthook(type(caught), caught, caught.__traceback__)


def boxes(window: QWidget) -> list[QMessageBox]:
    return window.findChildren(QMessageBox, "fault_box")


def test_that_a_fault_is_told_once_however_often_it_comes(install, window, qtbot):
    install()
    for i in range(50):
        meet(ValueError(f"another text each time: {i}"))
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)
    (box,) = boxes(window)
    assert box.informativeText() == ""
    assert box.detailedText().count("Traceback") == 1


def test_that_one_box_tells_of_further_faults(install, window, qtbot):
    install()
    meet(ValueError("first"))
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)
    meet(KeyError("second"))
    meet(TypeError("third"))
    (box,) = boxes(window)
    qtbot.waitUntil(lambda: box.informativeText() == "And 2 more.")
    assert len(boxes(window)) == 1
    assert [name in box.detailedText() for name in ("first", "second", "third")] == [True] * 3


def test_that_a_closed_box_is_gone_and_another_fault_opens_another(install, window, qtbot):
    install()
    meet(ValueError("first"))
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)
    (box,) = boxes(window)
    box.accept()
    qtbot.waitUntil(lambda: not shiboken6.isValid(box))
    meet(KeyError("second"))
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)
    assert boxes(window)[0].informativeText() == ""


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_that_a_fault_in_a_thread_is_told(install, window, qtbot):
    install()
    thread = threading.Thread(target=lambda: [].pop())
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)
    assert "IndexError" in boxes(window)[0].detailedText()


def test_that_a_crash_is_told_by_the_next_start_and_only_by_that(install, notices, tmp_path):
    (tmp_path / "crash.log").write_text("Fatal Python error: Segmentation fault")
    install()
    (notice,) = notices
    assert str(tmp_path / "crash-previous.log") in notice.text
    assert notice.kind == "info"
    assert "Segmentation fault" in (tmp_path / "crash-previous.log").read_text()
    install()
    assert len(notices) == 1


def test_that_a_start_after_a_good_end_says_nothing(install, notices, tmp_path):
    (tmp_path / "crash.log").touch()
    install()
    assert notices == []
    assert not (tmp_path / "crash-previous.log").exists()


def test_that_a_log_folder_that_cannot_be_made_is_silent(install, window, notices, tmp_path, qtbot):
    (tmp_path / "file").touch()
    install(tmp_path / "file" / "log")
    assert notices == []
    meet(ValueError("told all the same"))
    qtbot.waitUntil(lambda: len(boxes(window)) == 1)
