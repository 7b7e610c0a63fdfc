"""Guess before you run: the question and a way to answer it; afterwards guess and result side by side."""

from functools import partial
from unicodedata import east_asian_width

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from nnlab.desktop.lessons import sentences as say
from nnlab.desktop.widgets.answer_option import AnswerOption
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.curve_sketch import CurveSketch
from nnlab.desktop.widgets.fields import NumberField
from nnlab.desktop.words import language
from nnlab.desktop.words.numbers import format_count, format_number
from nnlab.engine import History
from nnlab.lessons import LessonFacts
from nnlab.lessons.guesses import (
    MOST_GUESSED,
    ChoiceGuess,
    Guess,
    Guessed,
    NumberGuess,
    SketchGuess,
    curve_points,
    nearness_of_curves,
    nearness_of_numbers,
)

_LEAST_POINTS = 6  # of a sketch that is a curve rather than a dot
_LONGEST_COUNT = 1e9  # whole numbers from there on are read by their power of ten
_LONG_OPTION, _WIDE_OPTION = 18, 30  # letters, from which each option has a row of its own, and a wider one


def is_wide(guess: Guess | None) -> bool:
    """Return whether a guess is the better asked for the more room it has: a curve, or options of many words."""
    return isinstance(guess, SketchGuess) or (
        isinstance(guess, ChoiceGuess) and _longest(guess) > _WIDE_OPTION
    )


def _longest(guess: ChoiceGuess) -> int:
    """Return how many letters the longest option has; one as wide as high, as of Korean, is two."""
    texts = (option.text[language.current()] for option in guess.options)
    return max(sum(1 + (east_asian_width(letter) in "WF") for letter in text) for text in texts)


class GuessArea(QWidget):
    """Shows one guess; what the learner answers is emitted once, and never asked for again."""

    guessed = Signal(object)  # Guessed

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guess: Guess | None = None
        self._made: Guessed | None = None
        self._result: tuple[LessonFacts, History] | None = None
        self._question = label("", "section")
        self._question.setWordWrap(True)
        self._verdict = label("", "muted")
        self._verdict.setWordWrap(True)
        self._pad = CurveSketch()
        self._pad.setObjectName("guess_sketch")
        self._pad.sketched.connect(lambda _: self._show_ready())
        self._number = NumberField()
        self._number.setObjectName("guess_number_field")
        self._number.value_entered.connect(self._on_number_entered)
        self._confirm = Button(Look.FIELD)
        self._confirm.setObjectName("coach_guess_button")
        self._confirm.clicked.connect(self._on_confirmed)
        self._options: list[AnswerOption] = []
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._arrange()
        self.retranslate()

    def _arrange(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self._question, 1)
        above.addWidget(self._confirm, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(above)
        layout.addWidget(self._number, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._pad, 1)
        layout.addLayout(self._grid)
        layout.addWidget(self._verdict)
        layout.addStretch(0)  # takes what is left only where there is no pad

    # -- values in ---------------------------------------------------------------------------------------

    def set_guess(
        self, guess: Guess | None, made: Guessed | None, result: tuple[LessonFacts, History] | None
    ) -> None:
        """Show a guess: to be made, made, or with the `result` beside it: the moment, and the curve of the run."""
        if guess is not self._guess:
            self._guess = guess
            self._build()
        self._made, self._result = made, result
        self._show()

    @property
    def standing(self) -> str:
        """The guess that was made, in a line for where all of this has no room; of a curve that it stands."""
        match self._guess, self._made:
            case ChoiceGuess(options=options), str(key):
                text = next((each.text[language.current()] for each in options if each.key == key), "")
                return self.tr("Your guess: {guess}").format(guess=text)
            case NumberGuess(), float() | int() as number:
                return self.tr("Your guess: {guess}").format(guess=format_number(number, trim=True))
            case SketchGuess(), tuple():
                return self.tr("Your guess stands. Now see what happens.")
        return ""

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._confirm.setText(self.tr("Guess"))
        self._confirm.setAccessibleName(self.tr("That is my guess"))
        self._confirm.setToolTip(self.tr("Take this guess; then train, and see what happens"))
        self._number.setAccessibleName(self.tr("Your guess"))
        self._number.setToolTip(self.tr("Type the number that you expect, and press Enter"))
        self._pad.setAccessibleName(self.tr("The curve that you expect"))
        self._pad.setToolTip(
            self.tr("Draw the loss curve that you expect: by mouse, or with the arrow keys after Tab")
        )
        self._pad.set_hint(self.tr("Draw the curve that you expect"))
        self._show()

    def _build(self) -> None:
        for button in self._options:
            self._grid.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._options = []
        guess = self._guess
        self._pad.set_sketch(())
        self._number.clearFocus()
        self._number.set_value(0)  # not what was guessed before
        if isinstance(guess, SketchGuess):
            self._pad.set_axes(
                "0", format_count(guess.epochs), format_number(guess.low, trim=True), _top(guess.high)
            )
        if not isinstance(guess, ChoiceGuess):
            return
        for option in guess.options:
            button = AnswerOption(self)
            button.setObjectName(f"guess_option_{option.key}")
            button.clicked.connect(partial(self.guessed.emit, option.key))
            self._options.append(button)

    # -- what is shown -----------------------------------------------------------------------------------

    def _show(self) -> None:
        guess, made = self._guess, self._made
        if guess is None:
            self.hide()  # whether there is room for one, its owner knows
            return
        is_open = made is None
        self._question.setText(guess.question[language.current()])
        self._pad.setVisible(isinstance(guess, SketchGuess))
        self._number.setVisible(isinstance(guess, NumberGuess) and is_open)
        self._confirm.setVisible(is_open and not isinstance(guess, ChoiceGuess))
        self._pad.set_editable(is_open)
        self._show_options()
        if isinstance(guess, SketchGuess) and isinstance(made, tuple):
            self._pad.set_sketch(made)
        self._pad.set_real(self._real_curve())
        self._verdict.setText(self._verdict_text())
        self._verdict.setVisible(bool(self._verdict.text()))
        self._show_ready()

    def _show_options(self) -> None:
        """Show the options; once one is taken the others go, and what happened comes back with a tick."""
        if not isinstance(self._guess, ChoiceGuess):
            return
        happened = None if self._result is None else self._guess.happened(self._result[0])
        columns, place = (1 if _longest(self._guess) > _LONG_OPTION or self._made is not None else 2), 0
        for option, button in zip(self._guess.options, self._options, strict=True):
            text = option.text[language.current()]
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(self.tr("Take this as your guess") if self._made is None else text)
            self._grid.removeWidget(button)
            shows = self._made is None or option.key in (self._made, happened)
            button.setVisible(shows)
            if shows:
                self._grid.addWidget(button, place // columns, place % columns)
                place += 1
            button.set_taken(option.key == self._made)
            button.set_happened(option.key == happened)
            button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, self._made is not None)

    def _show_ready(self) -> None:
        self._confirm.setEnabled(
            not isinstance(self._guess, SketchGuess) or len(self._pad.points) >= _LEAST_POINTS
        )

    def _real_curve(self) -> tuple[tuple[float, float], ...]:
        if not isinstance(self._guess, SketchGuess) or self._made is None or self._result is None:
            return ()
        history = self._result[1]
        return curve_points(history.epochs, history.loss, self._guess)

    def _verdict_text(self) -> str:
        guess, made = self._guess, self._made
        if made is None:
            return ""
        if self._result is None:
            return self.tr("Your guess stands. Now see what happens.")
        facts = self._result[0]
        match guess:
            case ChoiceGuess():
                happened = guess.happened(facts)
                if happened is None:
                    return ""
                return (
                    self.tr("Just as you guessed.")
                    if happened == made
                    else self.tr("It came otherwise, and now you know.")
                )
            case SketchGuess() if isinstance(made, tuple):
                how = nearness_of_curves(made, self._real_curve())
                beside = self.tr("Dashed: your guess. Line: what came.")
                return beside if how is None else f"{say.nearness(how)} {beside}"
            case NumberGuess() if isinstance(made, int | float):
                true = guess.happened(facts)
                if true is None:
                    return ""
                both = self.tr("Your guess: {guess}. It came out as {value}.").format(
                    guess=_shown(made), value=_shown(true)
                )
                return f"{both} {say.nearness(nearness_of_numbers(made, true, guess.tolerance))}"
        return ""

    # -- what is answered --------------------------------------------------------------------------------

    def _on_number_entered(self, value: float) -> None:
        self._number.set_value(value)

    def _on_confirmed(self) -> None:
        if isinstance(self._guess, SketchGuess):
            self.guessed.emit(self._pad.points)
        elif isinstance(self._guess, NumberGuess):
            self._number.clearFocus()  # what is being typed counts
            self.guessed.emit(max(-MOST_GUESSED, min(float(self._number.value()), MOST_GUESSED)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _shown(value: float) -> str:
    """Return a number as the window shows it elsewhere: of epochs the thousands apart."""
    whole = float(value).is_integer() and abs(value) < _LONGEST_COUNT
    return format_count(int(value)) if whole else format_number(value, trim=True)


def _top(value: float) -> str:
    return format_number(value, trim=True)
