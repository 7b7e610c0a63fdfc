"""A learner's hand: does in the real window what the text of a lesson asks for, by the controls that it names.

Every verb goes through a control or a key. `go_on` presses Next, and only where every check has ticked by itself.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from nnlab.desktop.main_window import MainWindow
from nnlab.desktop.widgets.curve_sketch import CurveSketch
from nnlab.desktop.widgets.fields import ChoiceField, NumberField
from nnlab.desktop.widgets.text_field import TextField
from nnlab.lessons import Lesson
from nnlab.lessons.controls import CONTROLS

_PATIENCE_MS = 20_000


class LearnerHand:
    """Plays one lesson in one window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        self.lab, self.player = window.lab, window.classroom.player
        window.toolbar.change_speed(99)  # a test has no time to watch

    # -- the lesson --------------------------------------------------------------------------------------

    def begin(self, lesson: Lesson) -> None:
        """Press Begin in the list of lessons."""
        self.window.workspaces.show("lessons")
        self.click_widget(f"begin_{lesson.key}")
        self.wait(lambda: not self.player.is_preparing)

    @property
    def ticks(self) -> tuple[bool, ...]:
        """The checks of the step on show: which of them have ticked."""
        assert self.player.progress is not None
        return self.player.progress.now.ticks

    def go_on(self) -> None:
        """Wait for every tick of this step, and press Next."""
        before = self.player.progress
        assert before is not None
        self.wait(
            lambda: self.player.progress.may_go_on,
            f"step {before.step + 1} of {before.lesson} has only {self.ticks}",
        )
        button = self.widget("coach_next_button")
        assert button.text() in ("Next", "Finish"), button.text()
        button.click()
        self.wait(lambda: not self.player.is_preparing)

    def expect_open(self, place: int = 0) -> None:
        """Assert that a check has not ticked yet: it must not tick before it is due."""
        self.player.look()
        assert not self.ticks[place]

    # -- guesses -----------------------------------------------------------------------------------------

    def guess_option(self, key: str) -> None:
        """Press one of the options of a guess."""
        self.click_widget(f"guess_option_{key}")

    def guess_number(self, value: float) -> None:
        """Type a number as the guess, and press Guess."""
        self._type("guess_number_field", value)
        self.click_widget("coach_guess_button")

    def guess_curve(self, points: Sequence[tuple[float, float]]) -> None:
        """Draw a curve through `points`, 0 to 1, with the mouse, and press Guess."""
        pad = self.widget("guess_sketch")
        assert isinstance(pad, CurveSketch)
        area = pad._area()
        places = [
            QPoint(
                round(area.left() + x * (area.width() - 1)), round(area.bottom() - y * (area.height() - 1))
            )
            for x, y in points
        ]
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
        for place in places[1:]:
            QTest.mouseMove(pad, place)
            self._qtbot.wait(1)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[-1])
        self.click_widget("coach_guess_button")

    # -- the bench ---------------------------------------------------------------------------------------

    def click(self, control: str) -> None:
        """Press a button, named as lessons name it."""
        self.click_widget(CONTROLS[control].widget)

    def click_widget(self, name: str) -> None:
        """Press a button by its object name; one that is locked cannot be."""
        button = self.widget(name)
        assert isinstance(button, QAbstractButton)
        assert button.isEnabled(), f"{name} is locked"
        button.click()

    def widget(self, name: str) -> QWidget:
        """Return what is on show under an object name, or is in a moment."""
        self.wait(lambda: bool(self._on_show(name)), f"{name} is not on show")
        return self._on_show(name)[0]

    def _on_show(self, name: str) -> list[QWidget]:
        return [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible()]

    def keys(self, letters: str) -> None:
        """Press plain keys one after the other: segments, digits, S, R."""
        for letter in letters:
            QTest.keyClick(self.window, letter)

    def set_number(self, control: str, value: float) -> None:
        """Type a number into a field of the bench."""
        self._type(CONTROLS[control].widget, value)

    def choose(self, control: str, key: object) -> None:
        """Choose from a list."""
        field = self.widget(CONTROLS[control].widget)
        assert isinstance(field, ChoiceField)
        field.value_chosen.emit(key)

    def set_shape(self, text: str) -> None:
        """Type another shape of the network."""
        field = self.widget("shape_field")
        assert isinstance(field, TextField)
        edit = field.focusProxy()
        edit.setFocus()
        edit.selectAll()
        QTest.keyClicks(edit, text)
        assert edit.text() == text
        QTest.keyClick(edit, Qt.Key.Key_Return)

    def train(self, epochs: int | None = None) -> None:
        """Press Train and wait for the end or, with `epochs`, until so many are done, and press Pause."""
        self.click("train_button")
        if epochs is not None:
            self.wait(lambda: self.lab.picture.snapshot.epoch >= epochs or not self.lab.controller.is_running)
            if self.lab.controller.is_running:
                self.click("train_button")
        self.rest()

    def step(self, times: int = 1) -> None:
        """Press Step so often."""
        for _ in range(times):
            self.click("step_button")
            self.rest()

    def reset(self) -> None:
        """Press Reset."""
        self.click("reset_button")
        self.rest()

    def rest(self) -> None:
        """Wait until the run rests."""
        self.wait(lambda: not self.lab.controller.is_busy)

    def wait(self, holds: Callable[[], bool], why: str = "") -> None:
        """Wait until something holds."""

        def check() -> None:
            assert holds(), why

        self._qtbot.waitUntil(check, timeout=_PATIENCE_MS)

    def _type(self, name: str, value: float) -> None:
        field = self.widget(name)
        assert isinstance(field, NumberField)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, f"{value:g}")
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.rest()
