"""The whole process: it starts, trains, is closed in the middle of it, and ends with 0 and without a word."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# The window is closed by the timer while `ACTION` is under way, as a hand on the corner of the window does.
PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import nnlab.app
from nnlab.desktop.main_window import MainWindow
from nnlab.training import StepSize

application = QApplication(["nnlab"])

def window():
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))

def begin():
    controller = window().lab.controller
    controller.configure("endless", epochs=None, stop_loss=None)
    {action}
    QTimer.singleShot(150, window().close)

QTimer.singleShot(0, begin)
code = nnlab.app.main({arguments!r})
print(code, [t.name for t in __import__("threading").enumerate()])
sys.exit(code)
"""


def run(tmp_path: Path, action: str, *arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    return run_program(tmp_path, PROGRAM.format(action=action, arguments=list(arguments)), **changes)


def run_program(tmp_path: Path, program: str, **changes: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
        "NNLAB_CONFIG": str(tmp_path / "config"),
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "QT_LOGGING_RULES": "default.warning=false",  # what the offscreen platform says of itself
        **changes,
    }
    return subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", program],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("action", [
    "pass",
    "controller.train()",
    "[controller.step(StepSize.EPOCH) for _ in range(1000)]",
    "controller.train(); window().toolbar._preset.open()",
])  # fmt: skip
def test_that_closing_in_the_middle_of_it_ends_with_0_and_without_a_word(tmp_path, action):
    ended = run(tmp_path, action)
    assert ended.stderr == ""
    assert (ended.returncode, ended.stdout) == (0, "0 ['MainThread']\n")
    assert json.loads((tmp_path / "config" / "preferences.json").read_text())["geometry"]


def test_that_a_folder_that_cannot_be_written_to_is_no_fault(tmp_path):
    (tmp_path / "config").touch()  # a file where the folder should be
    ended = run(tmp_path, "controller.train()")
    assert (ended.stderr, ended.returncode) == ("", 0)


def test_that_the_options_of_the_command_line_are_obeyed(tmp_path):
    action = (
        "from nnlab.desktop import theme; from nnlab.desktop.words import language;"
        "print(theme.current().name, language.current(), window().lab.state.preset)"
    )
    ended = run(tmp_path, action, "--theme", "dark", "--language", "ko", "--preset", "xor")
    assert ended.stderr == ""
    assert ended.stdout.splitlines()[0] == "dark ko xor"


def test_that_a_fault_in_the_window_is_logged_and_survived(tmp_path):
    action = "QTimer.singleShot(10, lambda: [].pop())"
    ended = run(tmp_path, action)
    assert ended.returncode == 0
    assert "Traceback" not in ended.stderr
    (log,) = (tmp_path / "state").rglob("nnlab.log")
    assert "IndexError: pop from empty list" in log.read_text()


# -- Ctrl-C and SIGTERM ----------------------------------------------------------------------------------------

# Signals come from another thread, at any moment of the window's work.
INTERRUPTED = """
import os, signal, sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import nnlab.app
from nnlab.desktop.main_window import MainWindow

def begin():
    window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
    window.set_theme("dark")
    window.lab.controller.configure("endless", epochs=None, stop_loss=None)
    if {trains}:
        window.lab.controller.train()
    threading.Timer({seconds}, os.kill, (os.getpid(), signal.{signal})).start()

application = QApplication(["nnlab"])
QTimer.singleShot(0, begin)
try:
    code = nnlab.app.main([])
except KeyboardInterrupt:
    code = 130
print(code, [t.name for t in threading.enumerate() if t.name.startswith("nnlab")])
sys.exit(code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGINT for one process")
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
@pytest.mark.parametrize("trains", [True, False])
@pytest.mark.parametrize("seconds", [0.0, 0.05, 0.2])
def test_that_an_interruption_closes_the_window_in_good_order(tmp_path, name, code, trains, seconds):
    program = INTERRUPTED.format(signal=name, trains=trains, seconds=seconds)
    done = run_program(tmp_path, program)
    assert (done.returncode, done.stdout, done.stderr) == (code, f"{code} []\n", "")
    assert '"theme":"dark"' in (tmp_path / "config" / "preferences.json").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGTERM for one process")
def test_that_a_session_that_ends_asks_nobody_about_a_lesson_that_is_not_saved(tmp_path):
    ended = run(
        tmp_path,
        "window().classroom.workshop.model.put(('title', 'en'), 'An hour of work'); "
        "import signal; QTimer.singleShot(100, lambda: signal.raise_signal(signal.SIGTERM)); return",
        NNLAB_HOME=str(tmp_path / "home"),
    )
    assert (ended.returncode, ended.stderr) == (143, "")
    (kept,) = (tmp_path / "home" / "lesson-drafts").glob("*.json")
    assert json.loads(kept.read_text(encoding="utf-8"))["draft"]["title"]["en"] == "An hour of work"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGINT for one process")
@pytest.mark.parametrize("module", ["PySide6.QtWidgets", "pyqtgraph", "nnlab.desktop.main_window"])
def test_that_ctrl_c_while_the_window_is_being_made_is_one_line(tmp_path, module):
    program = (
        "import runpy, signal, sys\n"
        "class CtrlC:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}: signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, CtrlC())\n"
        "runpy.run_module('nnlab', run_name='__main__')"
    )
    done = run_program(tmp_path, program)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "nnlab: interrupted.\n")
