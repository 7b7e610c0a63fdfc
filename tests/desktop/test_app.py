"""From the command line to the window, and from the window to the end of the process."""

import subprocess
import sys

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

import nnlab.app
from nnlab.desktop import theme
from nnlab.desktop.main_window import MainWindow
from nnlab.desktop.notices import Notice
from nnlab.desktop.system.closing import let_go
from nnlab.desktop.widgets.notice_bar import NoticeBar
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.engine import EngineError
from nnlab.lessons import load_preset
from tests.desktop.pictures import split, write_idx


def notice_of(window: MainWindow) -> str:
    bar = window.findChild(NoticeBar)
    return "" if bar.isHidden() else bar.text()


def scheme_becomes(scheme: Qt.ColorScheme) -> None:
    QApplication.styleHints().colorSchemeChanged.emit(scheme)


def test_that_a_window_that_is_let_go_is_deleted_with_all_it_holds(qapp):
    window = nnlab.app.build([])
    held: list[QObject] = [window, window.lab, window.bench, *window.findChildren(Segmented)]
    window.show()
    window.close()
    let_go(qapp, window)
    assert [shiboken6.isValid(thing) for thing in held] == [False] * len(held)


def test_that_the_process_ends_without_a_word():
    program = (
        "import sys; from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication;"
        "import nnlab.app; application = QApplication([]); QTimer.singleShot(0, application.quit);"
        "sys.exit(nnlab.app.main([]))"
    )
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stdout) == (0, "")
    assert "Traceback" not in ended.stderr
    assert "QThread" not in ended.stderr


def test_that_unreadable_preferences_are_told_once_and_closing_is_silent(build_window, monkeypatch):
    monkeypatch.setenv("NNLAB_CONFIG", "/" + "x" * 5000)
    window = build_window("en")
    assert notice_of(window).startswith("Your settings could not be read")
    window.close()
    assert not window.isVisible()


def test_that_readable_preferences_are_no_news(build_window):
    assert notice_of(build_window("en")) == ""


def test_that_the_theme_follows_the_system_only_while_it_is_to(build_window):
    window = build_window("en")
    scheme_becomes(Qt.ColorScheme.Dark)
    assert theme.current().name == "light"  # which the command line asked for
    window.set_theme("system")
    scheme_becomes(Qt.ColorScheme.Dark)
    assert theme.current().name == "dark"
    scheme_becomes(Qt.ColorScheme.Light)
    assert theme.current().name == "light"
    window.set_theme("projector")
    scheme_becomes(Qt.ColorScheme.Dark)
    assert theme.current().name == "projector"


def told_at_last(qtbot, window: MainWindow) -> str:
    qtbot.waitUntil(lambda: not window.lab.openings.is_busy, timeout=20_000)
    return notice_of(window)


@pytest.mark.parametrize(
    ("key", "part", "offers"),
    [
        (
            "fashion-softmax",
            "“Fashion-MNIST · softmax” was not opened",
            ["Download", "Open files …"],
        ),
        (
            "mnist-softmax",
            "“MNIST digits · softmax” was not opened",
            ["Download", "Open files …"],
        ),
        ("my-digits", "You have not kept any digits yet.", []),
    ],
)
def test_that_a_preset_whose_data_are_missing_opens_the_window_and_says_so_as_the_menu_does(
    build_window, qtbot, key, part, offers
):
    window = build_window("en", key)
    told: list[Notice] = []
    window.lab.noticed.connect(told.append)
    assert told_at_last(qtbot, window).startswith(part)
    assert window.lab.state.preset == nnlab.app.FIRST_PRESET
    assert window.lab.document.undo_steps.next_undo is None
    assert [action.text for action in told[-1].actions] == offers
    window.lab.openings.open_preset(key)
    assert told_at_last(qtbot, window).startswith(part)


def test_that_a_preset_that_does_not_exist_is_refused_before_there_is_a_window(qapp):
    with pytest.raises(EngineError, match="unknown preset"):
        nnlab.app.build(["--preset", "mnist-softmaxx"])


@pytest.mark.parametrize("path", ["no such folder/x.npz", __file__, "/dev/null", "."])
def test_that_unusable_data_open_the_window_and_are_named(build_window, qtbot, tmp_path, monkeypatch, path):
    monkeypatch.chdir(tmp_path)
    window = build_window("en", "xor", "--data", path)
    assert "Nothing was changed." in told_at_last(qtbot, window)
    assert window.lab.state.preset == "xor"


def test_that_data_take_the_place_of_those_that_the_preset_lacks(build_window, qtbot, tmp_path):
    folder = write_idx(tmp_path / "letters", split())
    window = build_window("en", "mnist-sigmoid", "--data", str(folder))
    told_at_last(qtbot, window)
    assert window.lab.state.dataset.name == "letters"
    assert [layer.units for layer in window.lab.state.spec.layers] == [
        layer.units for layer in load_preset("mnist-sigmoid").layers
    ]
