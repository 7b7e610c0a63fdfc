"""A learner's hand: does in the real window what the text of a lesson asks for, by the controls that it names.

Every verb goes through a control or a key. `go_on` presses Next, and only where every check has ticked by itself.
"""

from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget
from pytestqt.qtbot import QtBot

from nnlab.desktop.arithmetic.workspace import Arithmetic
from nnlab.desktop.main_window import MainWindow
from nnlab.desktop.widgets.bit_lamps import BitLamps
from nnlab.desktop.widgets.curve_sketch import CurveSketch
from nnlab.desktop.widgets.equation_sheet import EquationSheet
from nnlab.desktop.widgets.fields import ChoiceField, NumberField
from nnlab.desktop.widgets.network_diagram import LinkRef, NetworkDiagram, NeuronRef
from nnlab.desktop.widgets.parts.equation_model import Cell
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.desktop.widgets.text_field import TextField
from nnlab.lessons import Lesson
from nnlab.lessons.controls import CONTROLS
from nnlab.lessons.guesses import ChoiceGuess, NumberGuess

_PATIENCE_MS = 60_000  # much more than it takes: other tests use the processors too
_IN_WORDS = {3.0: ("third", "세 번째"), 5.0: ("Five", "다섯")}


class LearnerHand:
    """Plays one lesson in one window."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self._qtbot = window, qtbot
        self.lab, self.player = window.lab, window.classroom.player
        self.hurry()

    def hurry(self) -> None:
        """Go as fast as can be, also where a step is meant to be watched: a test has no time to watch."""
        self.window.toolbar.change_speed(99)

    # -- the lesson --------------------------------------------------------------------------------------

    def begin(self, lesson: Lesson) -> None:
        """Press Begin in the list of lessons."""
        self.window.workspaces.show("lessons")
        self.click_widget(f"begin_{lesson.key}")
        self._arrive()

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
        self._expect_told()
        button = self.widget("coach_next_button")
        assert button.text() in ("Next", "Finish"), button.text()
        button.click()
        self._arrive()

    def _expect_told(self) -> None:
        """Assert that a text which tells what came of a guessed number tells the number that came."""
        step, result = self.player.step, self.player.result
        if (
            step is None
            or result is None
            or not isinstance(step.guess, NumberGuess)
            or step.guess.reveal is None
        ):
            return
        value = step.guess.happened(result)
        assert value is not None
        said = {f"{value:.{places}f}" for places in (1, 2, 3, 4)}
        if float(value).is_integer():
            said = {f"{value:,.0f}", *_IN_WORDS.get(value, ())}
        for text in (step.guess.reveal.en, step.guess.reveal.ko):
            assert any(number in text for number in said), (said, text)

    def _arrive(self) -> None:
        """Wait for what the step begins with: nothing may be ticked that the learner has not done."""
        self.wait(lambda: not self.player.is_preparing)
        self.player.look()
        step = self.player.step
        if step is not None:
            assert not any(self.ticks), f"of {step.text.en!r} is done at once: {self.ticks}"

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

    def expect_said(self, *numbers: str | tuple[str, str]) -> None:
        """Assert that what is told when the step is done names `numbers`, which came out just now, in both languages.

        A pair is how one says it in English and in Korean.
        """
        self.wait(lambda: self.player.reveals)
        step = self.player.step
        assert step is not None
        assert step.guess is not None
        assert step.guess.reveal is not None
        for number in numbers:
            english, korean = number if isinstance(number, tuple) else (number, number)
            assert english in step.guess.reveal.en, (english, step.guess.reveal.en)
            assert korean in step.guess.reveal.ko, (korean, step.guess.reveal.ko)

    def expect_unseen_said(self) -> None:
        """Assert that what is told when the step is done names the percent of unseen samples that are right now."""
        examiner = self.lab.examiner
        self.wait(lambda: examiner.answers is not None and examiner.age is None)
        share = examiner.answers.accuracy
        self.expect_said((f"{100 * share:.0f} %", f"{100 * share:.0f}%"))

    def happened(self) -> str | None:
        """Return the key of the option that came true, once every check has ticked."""
        self.wait(lambda: self.player.reveals)
        step, result = self.player.step, self.player.result
        assert step is not None
        assert isinstance(step.guess, ChoiceGuess)
        assert result is not None
        return step.guess.happened(result)

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
        """Choose from a list, or one of the options that stand side by side."""
        self.choose_in(CONTROLS[control].widget, key)

    def choose_in(self, name: str, key: object) -> None:
        """Choose in a field by its object name."""
        field = self.widget(name)
        assert isinstance(field, ChoiceField | Segmented)
        assert field.isEnabled(), f"{name} is locked"
        field.value_chosen.emit(key)

    def set_input(self, *values: float) -> None:
        """Type what goes into the network, from the first input on."""
        for place, value in enumerate(values):
            self._type(f"input_field_{place}", value)

    def next_sample(self) -> None:
        """Walk on to the next sample."""
        self.click("next_sample_button")

    def step_by(self, size: str) -> None:
        """Choose how far Step goes: epoch, batch, sample or operation."""
        self.choose("step_unit_field", size)

    def set_bias(self, layer: int, unit: int, value: float) -> None:
        """Click a neuron of the network, all from 1, and type its bias."""
        self._diagram.neuron_clicked.emit(NeuronRef(layer, unit - 1))
        self._type("value_editor_field", value)

    def set_weight(self, layer: int, row: int, column: int, value: float) -> None:
        """Click a line of the network, all from 1, and type its weight."""
        self._diagram.link_clicked.emit(LinkRef(layer - 1, row - 1, column - 1))
        self._type("value_editor_field", value)

    @property
    def _diagram(self) -> NetworkDiagram:
        found = self.widget("network_diagram")
        assert isinstance(found, NetworkDiagram)
        return found

    def guess_first(self) -> None:
        """Press “Guess first” on the sheet of the arithmetic, once it is there: its results are covered."""
        button = self.widget(CONTROLS["guess_numbers_button"].widget)
        self.wait(button.isEnabled)
        self.click("guess_numbers_button")

    def fill(self, line: int, *numbers: str, row: int = 1) -> None:
        """Click into the gaps of a line of the sheet (line and row from 1), one after the other, and type."""
        sheet = self.widget("equation_sheet")
        assert isinstance(sheet, EquationSheet)
        for column, number in enumerate(numbers):
            self.wait(lambda: line - 1 in sheet._covers._asked)
            term = sheet._covers._asked[line - 1]
            sheet._edit(Cell(line - 1, term, row - 1, column))
            QTest.keyClicks(sheet._editor, number)
            QTest.keyClick(sheet._editor, Qt.Key.Key_Return)

    def line_of(self, *numbers: str) -> int:
        """Return the first line of the sheet, from 1, of whose result these numbers are the first row."""
        study = self.window.findChild(Arithmetic).study
        wanted = [float(number) for number in numbers]
        for line, equation in enumerate(study.sheet.equations, start=1):
            row = equation.terms[equation.result].values[0]
            if len(row) == len(wanted) and np.allclose(row, wanted, atol=5e-5):
                return line
        raise AssertionError(f"no line comes to {numbers}")

    def operations_left(self) -> int:
        """Return how many operations of the step are still to be made."""
        study = self.window.findChild(Arithmetic).study
        return study.sheet.operations - study.done

    def set_switches(self, *levels: int) -> None:
        """Turn those of the switches that are otherwise, until the network sees exactly `levels`."""
        switches = self.widget("input_switches")
        assert isinstance(switches, BitLamps)
        for place, level in enumerate(levels):
            if self.lab.probe.seen[place] != level:
                switches.bit_clicked.emit(place)
        assert [*self.lab.probe.seen] == [*levels]

    def hidden_answers(self) -> list[float]:
        """Return what the units of the last hidden layer answer to what is on the bench now."""
        self.wait(lambda: [*self.lab.picture.figures.probe[0]] == [*self.lab.probe.seen])
        return [float(answer) for answer in self.lab.picture.figures.probe[-2]]

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

    def check_gradients(self, button: str) -> None:
        """Press Check…, wait until the gradients agree, and close the dialog."""
        self.click(button)
        self.wait(lambda: all(self.ticks))
        for dialog in self.window.findChildren(QDialog):
            dialog.close()

    @property
    def epoch(self) -> int:
        """The epoch at which the run stopped, as the counter shows it."""
        return self.lab.state.training.epoch

    @property
    def answer(self) -> list[float]:
        """What the network answers to what is on the bench."""
        return [float(value) for value in self.lab.picture.figures.probe[-1]]

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
