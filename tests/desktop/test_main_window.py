"""The window as a whole: its keys, its presets, what changes while it trains, and how it closes."""

import threading
import time

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

import nnlab.app
from nnlab.data.segments import DIGIT_PATTERNS, pattern_index
from nnlab.desktop import preferences, theme
from nnlab.desktop.main_window import MainWindow, inside
from nnlab.lessons import load_preset
from nnlab.project import with_hidden_widths
from nnlab.training import SPEEDS, StepSize
from tests.presets_here import presets_here

Key = Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
ENDLESS = {"epochs": None, "stop_loss": None, "stop_epoch_error": None, "stop_all_right": False}
# Where the letters of the Latin keys lie on a Korean keyboard.
HANGUL = dict(zip("abcdefgsr", "ㅁㅠㅊㅇㄷㄹㅎㄴㄱ", strict=True))


@pytest.fixture
def window(build_window, qtbot) -> MainWindow:
    window = build_window("en")
    assert QTest.qWaitForWindowExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def press(window: MainWindow, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
    """Press a key as the window system does: it goes to whatever has the focus."""
    QTest.keyClick(window.windowHandle(), key, modifiers or Qt.KeyboardModifier.NoModifier)


def type_text(text: str, *, repeats: bool = False) -> None:
    """Press a key that gives `text`, whichever key it is on this keyboard."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, Key.Key_unknown, Qt.KeyboardModifier.NoModifier, text, repeats)
        QApplication.sendEvent(QApplication.focusWidget(), event)


def rest(qtbot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.lab.controller.is_busy, timeout=20_000)


def train_a_while(qtbot, window: MainWindow) -> None:
    controller = window.lab.controller
    begun = controller.snapshot.step
    controller.train()
    qtbot.waitUntil(lambda: controller.snapshot.step > begun, timeout=20_000)


def run_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("nnlab-run")]


def probe_pattern(window: MainWindow) -> int:
    return pattern_index(window.lab.probe.values)


# -- keys ----------------------------------------------------------------------------------------------------


def test_that_space_trains_and_pauses_from_the_first_moment(window, qtbot):
    press(window, Key.Key_Space)
    assert window.lab.controller.is_running
    assert window.findChild(QPushButton, "train_button").text() == "Pause"
    press(window, Key.Key_Space)
    rest(qtbot, window)
    assert not window.lab.controller.is_running
    assert window.findChild(QPushButton, "train_button").text() == "Train"


@pytest.mark.parametrize(
    "name", ["network_diagram", "pattern_map", "answer_table", "weight_heatmap", "input_display"]
)
def test_that_space_still_trains_after_a_click_on_a_picture(window, qtbot, name):
    place = window.findChild(QWidget, name)
    qtbot.mouseClick(place, Qt.MouseButton.LeftButton, pos=place.rect().center() + QPoint(3, 3))
    popup = QApplication.activePopupWidget()
    if popup is not None:
        qtbot.keyClick(popup, Key.Key_Escape)
    press(window, Key.Key_Space)
    assert window.lab.controller.is_running


@pytest.mark.parametrize("text", ["s", "S", HANGUL["s"]])
def test_that_s_makes_a_step_of_the_chosen_size(window, qtbot, text):
    type_text(text)
    rest(qtbot, window)
    assert window.lab.state.training.epoch == 1
    window.toolbar.adopt(preferences.Preferences(step_unit="batch"))
    type_text(text)
    rest(qtbot, window)
    assert window.lab.state.training.step == 11


@pytest.mark.parametrize("text", ["r", "R", HANGUL["r"]])
def test_that_r_brings_the_first_weights_back(window, qtbot, text):
    fresh = window.lab.state.parameters.vector
    type_text("s")
    rest(qtbot, window)
    type_text(text)
    assert window.lab.state.training.step == 0
    assert np.array_equal(window.lab.state.parameters.vector, fresh)


@pytest.mark.parametrize("segment", "abcdefg")
@pytest.mark.parametrize("korean", [False, True])
def test_that_a_to_g_toggle_a_segment(window, segment, korean):
    before = probe_pattern(window)
    type_text(HANGUL[segment] if korean else segment)
    assert probe_pattern(window) == before ^ (1 << (6 - "abcdefg".index(segment)))
    type_text(segment.upper())
    assert probe_pattern(window) == before


def test_that_digits_show_their_segments(window):
    for digit, pattern in enumerate(DIGIT_PATTERNS):
        press(window, Qt.Key(Key.Key_0 + digit))
        assert probe_pattern(window) == pattern
        assert window.lab.probe.row == digit


def test_that_digits_of_the_keypad_do_the_same(window):
    press(window, Key.Key_7, Qt.KeyboardModifier.KeypadModifier)
    assert probe_pattern(window) == DIGIT_PATTERNS[7]


def test_that_digits_are_shown_that_are_not_among_the_samples(build_window):
    window = build_window("en", "textbook/321")
    assert window.lab.state.dataset.row_names == ("2",)
    for digit in (8, 2):
        press(window, Qt.Key(Key.Key_0 + digit))
        assert probe_pattern(window) == DIGIT_PATTERNS[digit]
    assert window.lab.probe.row == 0


def test_that_arrows_walk_round_the_samples(window):
    rows = []
    for key in (Key.Key_Right, Key.Key_Down, Key.Key_Left, Key.Key_Up, Key.Key_Left, Key.Key_Right):
        press(window, key)
        rows.append(window.lab.probe.row)
    assert rows == [1, 2, 1, 0, 9, 0]


def test_that_comma_and_dot_change_the_speed_within_the_ladder(window):
    top = len(SPEEDS) - 1
    for _ in range(top + 3):
        type_text(",")
    assert window.toolbar._speed == 0
    for _ in range(top + 3):
        type_text(".")
    assert window.toolbar._speed == top


def test_that_undo_and_redo_have_their_usual_keys(window):
    begun = window.lab.state
    window.lab.controller.edit("Narrow", lambda state: with_hidden_widths(state, (5,)))
    narrow = window.lab.state
    press(window, Key.Key_Z, CONTROL)
    assert window.lab.state is begun
    press(window, Key.Key_Y, CONTROL)
    assert window.lab.state is narrow
    press(window, Key.Key_Z, CONTROL)
    press(window, Key.Key_Z, CONTROL | SHIFT)
    assert window.lab.state is narrow


def test_that_f9_puts_the_builder_away_and_back(window):
    shown = window.bench.shows_builder
    press(window, Key.Key_F9)
    assert window.bench.shows_builder is not shown
    press(window, Key.Key_F9)
    assert window.bench.shows_builder is shown


def test_that_f11_fills_the_screen_and_back(window):
    press(window, Key.Key_F11)
    assert window.isFullScreen()
    press(window, Key.Key_F11)
    assert not window.isFullScreen()


def test_that_alt_1_shows_the_bench(window):
    press(window, Key.Key_1, ALT)
    assert window.bench.isVisible()
    assert window.lab.probe.row == 0


def test_that_a_question_mark_shows_every_key_once(window, qtbot):
    type_text("?")
    (dialog,) = window.findChildren(QDialog)
    assert QTest.qWaitForWindowExposed(dialog)
    keys = [label.text() for label in dialog.findChildren(QLabel) if label.property("role") == "title"]
    # Each of them has a test above.
    assert [key for key in keys if key] == [
        "Space", "S", "Shift+S", "R", "a – g", "0 – 9", "← → ↑ ↓", "N  Shift+N", ", .", "Ctrl+O  Ctrl+Shift+O",
        "Ctrl+V", "Ctrl+S  Ctrl+Shift+S", "Ctrl+E  Ctrl+I", "F2", "Ctrl+Q", "Ctrl+Z  Ctrl+Y",
        f"Alt+1 – Alt+{len(window.workspaces.keys)}", "F8", "F9", "F11", "?",
    ]  # fmt: skip
    qtbot.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))


def test_that_a_key_held_down_neither_flickers_nor_runs_ahead(window, qtbot):
    type_text("s")
    for _ in range(50):
        type_text("s", repeats=True)
    rest(qtbot, window)
    assert window.lab.state.training.epoch < 20
    press(window, Key.Key_Space)
    for _ in range(5):
        type_text(" ", repeats=True)
    assert window.lab.controller.is_running


def test_that_letters_without_a_meaning_here_do_nothing(window, build_window, qtbot):
    state, row = window.lab.state, window.lab.probe.row
    for text in ("x", "ㅋ", "é", "", "가", "²"):
        type_text(text)
    assert (window.lab.state, window.lab.probe.row) == (state, row)


def test_that_letters_are_no_segments_where_there_are_none(window, qtbot):
    window.toolbar._on_preset_chosen("xor")
    before = window.lab.probe.values.copy()
    for text in "abcdefg09":
        type_text(text)
    assert np.array_equal(window.lab.probe.values, before)


def test_that_digits_show_the_sample_of_that_name(window):
    window.toolbar._on_preset_chosen("lecture/ten-points")
    for name in ("3", "9", "1"):
        type_text(name)
        assert window.lab.state.dataset.row_names[window.lab.probe.row] == name


# -- presets ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("training", [False, True])
def test_that_every_preset_opens_and_shows_numbers_that_fit(window, qtbot, training):
    for key in (*presets_here(), "seven-segment"):
        if training:
            window.lab.controller.configure("Endless", **ENDLESS)
            train_a_while(qtbot, window)
        window.toolbar._on_preset_chosen(key)
        qtbot.waitUntil(lambda: not window.lab.openings.is_busy, timeout=20_000)
        rest(qtbot, window)
        state, picture = window.lab.state, window.lab.picture
        assert state.preset == key
        assert not window.lab.controller.is_running
        assert state.training.step == picture.snapshot.step == 0
        assert picture.snapshot.parameters.spec == state.spec
        assert picture.figures.probe[-1].shape == (state.spec.outputs,)
        assert window.toolbar._preset.value() == key
        assert load_preset(key).about["en"] in window._notices.bar.text()
        assert window._notices.bar.isVisible()
        window.repaint()
    window.lab.controller.undo()
    assert window.lab.state.preset == presets_here()[-1]


# -- theme and language ------------------------------------------------------------------------------------------


def test_that_theme_and_language_change_while_training_goes_on(window, qtbot):
    window.lab.controller.configure("Endless", **ENDLESS)
    train_a_while(qtbot, window)
    for name in ("dark", "projector", "light", "system"):
        window.set_theme(name)
        assert theme.current().name == (theme.system_theme_name() if name == "system" else name)
        step = window.lab.controller.snapshot.step
        qtbot.waitUntil(lambda step=step: window.lab.controller.snapshot.step > step, timeout=20_000)
    for name, train in (
        ("ko", "일시 정지"),
        ("en", "Pause"),
        ("system", None),
        ("ko", None),
        ("en", "Pause"),
    ):
        window.set_language(name)
        step = window.lab.controller.snapshot.step
        qtbot.waitUntil(lambda step=step: window.lab.controller.snapshot.step > step, timeout=20_000)
        button = window.findChild(QPushButton, "train_button")
        if train == "Pause":
            assert button.text() == train
        elif train:
            assert button.text() != "Pause"
    assert window.lab.controller.is_running


def test_that_a_notice_is_said_again_in_another_language(window):
    window.lab.controller.edit("Deeper", lambda state: with_hidden_widths(state, (8, 8)))
    english = window._notices.bar.text()
    window.set_language("ko")
    QApplication.sendPostedEvents()
    assert window._notices.bar.text() != english


def test_that_undo_names_its_step_in_the_language_of_the_moment(window, qtbot):
    controller, undo = window.lab.controller, window.findChild(QPushButton, "undo_button")
    controller.step(StepSize.EPOCH)
    rest(qtbot, window)
    trained = undo.toolTip()
    assert trained == "Undo: Train 1 epoch"
    window.toolbar.reset()
    assert undo.toolTip() == "Undo: Reset"
    window.set_language("ko")
    QApplication.sendPostedEvents()
    assert "Reset" not in undo.toolTip()
    controller.undo()
    assert "Train" not in undo.toolTip()
    window.set_language("en")
    QApplication.sendPostedEvents()
    assert undo.toolTip() == trained


# -- notices -------------------------------------------------------------------------------------------------------


def test_that_an_explosion_is_told_in_the_bar_with_its_story_and_a_way_on(window, qtbot):
    window.toolbar._on_preset_chosen("textbook/316_1")
    window.lab.controller.configure("Too fast", learning_rate=50.0, **ENDLESS)
    window.lab.controller.train()
    rest(qtbot, window)
    bar = window._notices.bar
    assert "Training exploded" in bar.text()
    show, lower = bar.findChild(QPushButton, "notice_action_1"), bar.findChild(QPushButton, "notice_action_0")
    qtbot.waitUntil(lambda: not bar.is_settling)
    qtbot.mouseClick(show, Qt.MouseButton.LeftButton)
    (dialog,) = window.findChildren(QDialog)
    assert QTest.qWaitForWindowExposed(dialog)
    dialog.grab()
    qtbot.keyClick(dialog, Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.findChildren(QDialog))
    qtbot.mouseClick(lower, Qt.MouseButton.LeftButton)
    assert window.lab.controller.config.learning_rate == 3.0
    assert bar.isHidden()


def test_that_an_explosion_that_goes_back_to_the_start_is_told_all_the_same(window, qtbot):
    window.toolbar._on_preset_chosen("textbook/316_1")
    controller = window.lab.controller
    controller.configure("rate", learning_rate=50.0)
    controller.step(StepSize.BATCH)
    rest(qtbot, window)
    controller.train()
    rest(qtbot, window)
    assert window.lab.state.training.step == 0
    assert window._notices.bar.isVisible()
    assert "exploded" in window._notices.bar.text()


def test_that_continuing_anyway_shows_infinity_without_a_word_from_python(window, qtbot):
    window.toolbar._on_preset_chosen("textbook/316_1")
    window.lab.controller.configure("Too fast", learning_rate=50.0, **ENDLESS)
    window.lab.controller.train()
    rest(qtbot, window)
    bar = window._notices.bar
    qtbot.waitUntil(lambda: not bar.is_settling)
    qtbot.mouseClick(bar.findChild(QPushButton, "notice_action_2"), Qt.MouseButton.LeftButton)
    controller = window.lab.controller
    qtbot.waitUntil(lambda: not np.isfinite(controller.snapshot.parameters.vector).all(), timeout=20_000)
    for view in ("linear", "accuracy", "log"):
        window.bench.loss.set_view(view)
        for name in ("dW", "update", "W"):
            qtbot.mouseClick(window.findChild(QWidget, f"option_{name}"), Qt.MouseButton.LeftButton)
            window.grab()
    assert controller.is_running
    controller.edit("Deeper", lambda state: with_hidden_widths(state, (3, 3)))
    rest(qtbot, window)
    window.grab()
    controller.undo()
    controller.undo()
    window.grab()
    assert np.isfinite(window.lab.state.parameters.vector).all()


def test_that_starting_to_train_puts_an_old_notice_away(window, qtbot):
    window.lab.controller.edit("Deeper", lambda state: with_hidden_widths(state, (8, 8)))
    assert not window._notices.bar.isHidden()
    press(window, Key.Key_Space)
    assert window._notices.bar.isHidden()


# -- preferences ------------------------------------------------------------------------------------------------


def test_that_choices_are_remembered_from_one_window_to_the_next(build_window, qtbot):
    first = build_window("en")
    assert QTest.qWaitForWindowExposed(first)
    first.set_theme("dark")
    first.set_language("ko")
    first.toolbar.change_speed(-3)
    first.toolbar._choose_unit("operation")
    first.bench.loss.set_view("linear")
    first.setGeometry(40, 30, 1024, 720)
    first.close()
    kept = preferences.load()
    assert (kept.theme, kept.language, kept.step_unit, kept.curve) == ("dark", "ko", "operation", "linear")
    assert kept.geometry == (40, 30, 1024, 720)
    second = MainWindow(first.lab, kept)
    qtbot.addWidget(second)
    assert second.lab.view.step_size is StepSize.OPERATION
    assert second.toolbar._speed == first.toolbar._speed == kept.speed
    assert second.bench.loss.view == "linear"
    assert second.geometry().getRect() == (40, 30, 1024, 720)


def test_that_two_windows_keep_each_others_choices(build_window):
    first, second = build_window("en"), build_window("en")
    first.set_theme("dark")
    first.close()
    second.set_language("ko")
    second.close()
    kept = preferences.load()
    assert (kept.theme, kept.language) == ("dark", "ko")


def test_that_choices_that_cannot_be_kept_are_told_once_and_hold(window, qtbot, monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("NNLAB_CONFIG", str(tmp_path / "file"))
    told: list[str] = []
    window.lab.noticed.connect(lambda notice: told.append(notice.text))
    window.set_theme("dark")
    qtbot.waitUntil(lambda: len(told) == 1)
    assert "cannot be kept" in told[0]
    assert theme.current().name == "dark"
    window.set_theme("light")
    window.close()
    assert len(told) == 1


def test_that_a_maximized_window_comes_back_maximized(build_window, qtbot):
    first = build_window("en")
    first.showMaximized()
    qtbot.waitUntil(first.isMaximized)
    first.close()
    assert preferences.load().maximized
    second = nnlab.app.build([])
    qtbot.addWidget(second)
    second.show()
    qtbot.waitUntil(second.isMaximized)


@pytest.mark.parametrize("place", [
    (10**12, 0, 1280, 800), (5_000_000, 5_000_000, 900, 700), (0, 0, 0, 0), (-50, -50, 10, 10), (0, 0, 10**9, 10**9),
])  # fmt: skip
def test_that_an_impossible_place_on_the_screen_is_forgotten(qtbot, place):
    preferences.save(geometry=place)
    window = nnlab.app.build([])
    qtbot.addWidget(window)
    window.show()
    assert QTest.qWaitForWindowExposed(window)
    screen = window.screen().availableGeometry()
    assert screen.intersects(window.geometry())
    smallest = window.minimumSize()
    assert window.width() <= max(screen.width(), smallest.width())
    assert window.height() <= max(screen.height(), smallest.height())


@pytest.mark.parametrize("screen", [(1280, 800), (1024, 768), (1366, 728), (1920, 1080)])
@pytest.mark.parametrize(
    "place", [(0, 0, 1280, 800), (40, 22, 1024, 720), (100, 700, 1024, 720), (9, -90, 4000, 3000)]
)
def test_that_a_place_leaves_room_for_the_title_bar_and_the_foot(screen, place):
    room, wanted = QRect(0, 24, *screen), QRect(*place)
    found = inside(room, wanted)
    title, border = 28, 6  # thicker than most
    assert found.top() - title >= room.top()
    assert found.bottom() + border <= room.bottom()
    assert found.width() <= room.width()
    assert found.x() == wanted.x()
    assert inside(room, found) == found
    if QRect(room.adjusted(0, 40, 0, -20)).contains(wanted):
        assert found == wanted


def test_that_the_first_window_is_wholly_on_the_screen_with_its_title_bar(qtbot):
    window = nnlab.app.build([])
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    assert window.geometry().top() >= room.top() + 28
    assert window.geometry().bottom() <= room.bottom() - 6


# -- closing ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("situation", ["fresh", "training", "slow", "stepping", "editing"])
def test_that_closing_ends_every_thread_and_timer_quickly(build_window, qtbot, situation):
    window = build_window("en")
    controller = window.lab.controller
    controller.configure("Endless", **ENDLESS)
    match situation:
        case "training" | "editing":
            train_a_while(qtbot, window)
        case "slow":
            controller.set_speed(SPEEDS[0])
            controller.train()
        case "stepping":
            for _ in range(100):
                controller.step(StepSize.EPOCH)
    if situation == "editing":
        controller.edit("Narrow", lambda state: with_hidden_widths(state, (5,)))
    begun = time.monotonic()
    window.close()
    assert time.monotonic() - begun < 3.0
    assert run_threads() == []
    assert not controller._pump.isActive()


def test_that_closing_with_a_popup_and_a_dialog_open_is_clean(qapp, qtbot):
    before = set(QApplication.topLevelWidgets())
    window = nnlab.app.build([])
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    press(window, Key.Key_Question)
    window.toolbar._preset.open()
    assert len([widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]) == 3
    window.close()
    window.deleteLater()
    qtbot.waitUntil(lambda: set(QApplication.topLevelWidgets()) <= before)


def test_that_a_large_set_begins_at_full_speed_and_a_small_one_keeps_its_own(window, qtbot):
    toolbar = window.toolbar
    toolbar._choose_speed(3)
    window.lab.openings.open_preset("strokes")
    qtbot.waitUntil(lambda: window.lab.state.preset == "strokes", timeout=20_000)
    assert window.lab.controller._runs.speed is SPEEDS[-1]
    toolbar.change_speed(-2)
    window.lab.openings.open_preset("xor")
    assert window.lab.controller._runs.speed is SPEEDS[3]
    window.lab.openings.open_preset("strokes")
    qtbot.waitUntil(lambda: window.lab.state.preset == "strokes", timeout=20_000)
    assert window.lab.controller._runs.speed is SPEEDS[-3]
    assert preferences.load().speed != len(SPEEDS) - 3, "only the speed of small sets is remembered"
