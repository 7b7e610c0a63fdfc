"""Hundreds of random clicks, keys and edits on the real window while it trains: nothing breaks, nothing is left."""

import gc
import random
import threading
from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

import nnlab.app
from nnlab.desktop.main_window import MainWindow
from nnlab.engine import ACTIVATION_NAMES, LOSS_NAMES, OPTIMIZER_NAMES
from nnlab.lessons.workspaces import ARITHMETIC
from nnlab.project import (
    insert_layer,
    remove_layer,
    with_bias,
    with_dtype,
    with_hidden_widths,
    with_layer,
    with_weight,
)
from nnlab.training import SPEEDS, StepSize
from tests.presets_here import presets_here

ACTIONS = 500
KEYS = (
    *(Qt.Key.Key_Space, Qt.Key.Key_S, Qt.Key.Key_R, Qt.Key.Key_A, Qt.Key.Key_G, Qt.Key.Key_0, Qt.Key.Key_7),
    *(Qt.Key.Key_Comma, Qt.Key.Key_Period, Qt.Key.Key_Question, Qt.Key.Key_Minus, Qt.Key.Key_E),
    *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_Home),
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Backspace),
    *(Qt.Key.Key_F9, Qt.Key.Key_F4, Qt.Key.Key_Delete, Qt.Key.Key_PageDown, Qt.Key.Key_1, Qt.Key.Key_3),
)
LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


class Monkey:
    """Does one random thing after the other; the same seed does the same things."""

    def __init__(self, window: MainWindow, seed: int) -> None:
        self._window = window
        self._chance = random.Random(seed)
        self.done: list[str] = []
        self._actions: tuple[tuple[int, Callable[[], object]], ...] = (
            (30, self._click), (4, self._double_click), (4, self._right_click), (6, self._drag), (8, self._wheel),
            (6, self._hover), (22, self._press_key), (4, self._type_number), (12, self._edit), (8, self._configure),
            (6, self._undo_or_redo), (8, self._run), (3, self._open_preset), (1, self._change_theme),
            (1, self._change_language), (1, self._resize),
        )  # fmt: skip

    def act(self) -> None:
        """Do one thing, somewhere; what has popped up is used or put away first."""
        if self._top() is not self._window and self._chance.random() < 0.4:
            self._put_away()
            return
        weights, actions = zip(*self._actions, strict=True)
        (action,) = self._chance.choices(actions, weights)
        self.done.append(action.__name__)
        action()

    def calm_down(self) -> None:
        """Put away all that has popped up."""
        while self._top() is not self._window:
            self._put_away()

    # -- where ---------------------------------------------------------------------------------------------

    def _top(self) -> QWidget:
        """Return what has the user's attention: a popup, a dialog or the window."""
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self._window

    def _put_away(self) -> None:
        top = self._top()
        QTest.keyClick(top, Qt.Key.Key_Escape)
        if shiboken6.isValid(top) and top.isVisible():
            top.close()
        QTest.qWait(1)

    def _place(self) -> tuple[QWidget, QPoint]:
        """Return some visible, enabled widget and a point in it."""
        top = self._top()
        widgets = [
            w for w in top.findChildren(QWidget) if w.isVisible() and w.isEnabled() and w.window() is top
        ]
        widget = self._chance.choice(widgets) if widgets else top
        x, y = self._chance.randrange(max(widget.width(), 1)), self._chance.randrange(max(widget.height(), 1))
        return widget, QPoint(x, y)

    # -- hands ---------------------------------------------------------------------------------------------

    def _click(self) -> None:
        widget, at = self._place()
        self.done[-1] += f" {widget.objectName() or type(widget).__name__} {at.x()},{at.y()}"
        QTest.mouseClick(widget, LEFT, self._chance.choice((NONE, NONE, NONE, CONTROL)), at)

    def _double_click(self) -> None:
        widget, at = self._place()
        QTest.mouseDClick(widget, LEFT, NONE, at)

    def _right_click(self) -> None:
        widget, at = self._place()
        QTest.mouseClick(widget, RIGHT, NONE, at)

    def _drag(self) -> None:
        (widget, begin), (_other, end) = self._place(), self._place()
        QTest.mousePress(widget, LEFT, NONE, begin)
        if shiboken6.isValid(widget):
            QTest.mouseMove(widget, end)
            QTest.mouseRelease(widget, LEFT, NONE, end)

    def _hover(self) -> None:
        widget, at = self._place()
        QTest.mouseMove(widget, at)

    def _wheel(self) -> None:
        widget, at = self._place()
        turn = QPoint(0, self._chance.choice((-120, 120)))
        phase = Qt.ScrollPhase.NoScrollPhase
        where = QPointF(widget.mapToGlobal(at))
        event = QWheelEvent(QPointF(at), where, QPoint(), turn, Qt.MouseButton.NoButton, NONE, phase, False)
        QApplication.sendEvent(widget, event)

    def _press_key(self) -> None:
        key = self._chance.choice(KEYS)
        self.done[-1] += f" {key.name}"
        target = self._top().windowHandle()
        if target is not None:
            QTest.keyClick(target, key, self._chance.choice((NONE, NONE, NONE, NONE, CONTROL)))

    def _type_number(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None:
            QTest.keyClicks(
                focus, self._chance.choice(("0.5", "12", "-3", "1e5", "7-5-4", "0", "abc", "0,3"))
            )

    # -- intents -------------------------------------------------------------------------------------------

    def _edit(self) -> None:
        c = self._chance
        layer, unit = c.randrange(-1, 5), c.randrange(-1, 10)
        edits = (
            lambda s: with_hidden_widths(s, [c.randrange(1, 40) for _ in range(c.randrange(4))]),
            lambda s: with_layer(s, layer, units=unit),
            lambda s: with_layer(s, layer, activation=c.choice(ACTIVATION_NAMES)),
            lambda s: with_layer(s, layer, init=c.choice(("he_normal", "zeros", "constant(0.5)", "given"))),
            lambda s: with_layer(s, layer, bias=c.random() < 0.5),
            lambda s: insert_layer(s, layer),
            lambda s: remove_layer(s, layer),
            lambda s: with_dtype(s, c.choice(("float32", "float64"))),
            lambda s: with_weight(s, layer, unit, unit, c.uniform(-1e6, 1e6)),
            lambda s: with_bias(s, layer, unit, c.uniform(-2, 2)),
        )
        self._window.lab.controller.edit(
            "A monkey's edit", c.choice(edits), merge_key=c.choice(("", "", "drag"))
        )

    def _configure(self) -> None:
        c = self._chance
        name, value = c.choice((
            ("learning_rate", 10 ** c.uniform(-4, 3)), ("optimizer", c.choice(OPTIMIZER_NAMES)),
            ("loss", c.choice(LOSS_NAMES)), ("batch_size", c.choice((None, 1, 3, 100))), ("shuffle", c.random() < 0.5),
            ("seed", c.randrange(9)), ("epochs", c.choice((None, 1, 50))), ("stop_loss", c.choice((None, 0.1))),
            ("stop_all_right", c.random() < 0.5), ("momentum", c.choice((0.0, 0.9, 2.0))),
        ))  # fmt: skip
        self._window.lab.controller.configure("A monkey's setting", **{name: value})

    def _undo_or_redo(self) -> None:
        controller = self._window.lab.controller
        self._chance.choice((controller.undo, controller.redo))()

    def _run(self) -> None:
        c, controller = self._chance, self._window.lab.controller
        c.choice((
            controller.train, controller.train, controller.train, controller.pause, controller.toggle,
            lambda: controller.step(c.choice(list(StepSize))), lambda: controller.set_speed(c.choice(SPEEDS)),
        ))()  # fmt: skip

    def _open_preset(self) -> None:
        self._window.toolbar._preset.value_chosen.emit(self._chance.choice(presets_here()))

    def _change_theme(self) -> None:
        self._window.set_theme(self._chance.choice(("light", "dark", "projector", "system")))

    def _change_language(self) -> None:
        self._window.set_language(self._chance.choice(("ko", "en", "system")))

    def _resize(self) -> None:
        self._window.resize(self._chance.randrange(800, 2000), self._chance.randrange(500, 1300))


def active_timers() -> set[int]:
    """Return the active timers that Python made, by identity."""
    timers = (thing for thing in gc.get_objects() if isinstance(thing, QTimer))
    return {id(timer) for timer in timers if shiboken6.isValid(timer) and timer.isActive()}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_that_500_random_acts_break_nothing_and_leave_nothing_behind(qapp, qtbot, seed):
    threads, windows, timers = (
        set(threading.enumerate()),
        set(QApplication.topLevelWidgets()),
        active_timers(),
    )
    window = nnlab.app.build(["--language", "en", "--theme", "light"])
    window.show()
    assert QTest.qWaitForWindowExposed(window)
    window.activateWindow()
    monkey = Monkey(window, seed)
    pauses = random.Random(-seed)
    for _ in range(ACTIONS):
        monkey.act()
        if pauses.random() < 0.3:
            QTest.qWait(pauses.choice((1, 1, 5, 40)))
    monkey.calm_down()
    assert not any(dialog.isVisible() for dialog in window.findChildren(QDialog))
    window.lab.controller.train()
    window.leave()  # by hand it would ask, where a lesson is being written
    # The window closes whether or not a cancelled job is in the middle of something; that ends soon after.
    qtbot.waitUntil(lambda: set(threading.enumerate()) <= threads)
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qtbot.waitUntil(lambda: set(QApplication.topLevelWidgets()) <= windows)
    assert active_timers() <= timers


def await_arithmetic(window, qtbot):
    """Wait until the step is shown that a worked example has opened the arithmetic for."""
    workspace = window.workspaces.widget(ARITHMETIC)
    qtbot.waitUntil(lambda: workspace.study.step is not None and workspace.equations.is_up_to_date)
    qtbot.waitUntil(lambda: not window.lab.controller.is_busy)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def test_that_a_lab_that_is_used_for_long_does_not_grow(build_window, qtbot):
    window = build_window("en")
    sizes = []
    for _ in range(4):
        for key in ("xor", "textbook/316_1", "binary-to-segments", "seven-segment"):
            window.toolbar._on_preset_chosen(key)
            window._open_menu()
            window._menu.close()
            QTest.keyClick(window, Qt.Key.Key_Question)
            for dialog in window.findChildren(QDialog):
                dialog.close()
            window.set_language("ko")
            window.set_language("en")
            qtbot.wait(5)
        await_arithmetic(window, qtbot)
        sizes.append(len(window.findChildren(QObject)))
    assert sizes[1] == sizes[2] == sizes[3]
