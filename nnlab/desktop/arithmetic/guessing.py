"""“Guess first”: which numbers of a step stay hidden until they were typed. View state, not saved."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from nnlab.desktop.widgets.parts.equation_model import Guess, GuessState
from nnlab.desktop.words.numbers import parse_number
from nnlab.study.arithmetic.derivation import where_computed
from nnlab.study.arithmetic.equations import Cell, Sheet

Spell = Callable[[float], str]


class Guessing(QObject):
    """Hides the results of the operation made last and of all that follow; wherever such a number stands again, too.

    A number that was guessed right is shown from then on.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sheet: Sheet | None = None
        self._first = 0
        self.is_on = False
        self.guesses: dict[Cell, Guess] = {}

    def set_on(self, is_on: bool) -> None:
        """Begin to guess, with every blank empty, or end it."""
        if is_on != self.is_on:
            self.is_on = is_on
            self.guesses = {}
            self.changed.emit()

    def follow(self, sheet: Sheet | None, done: int) -> None:
        """Take up another step, of whose numbers nothing was guessed, or how far this one has come."""
        if sheet is not self._sheet:
            self._sheet, self.guesses = sheet, {}
        self._first = max(done - 1, 0)

    @property
    def hidden_lines(self) -> frozenset[int]:
        """The lines whose results are asked for."""
        if self._sheet is None or not self.is_on:
            return frozenset()
        lines = enumerate(self._sheet.equations)
        return frozenset(number for number, equation in lines if equation.operation >= self._first)

    @property
    def score(self) -> tuple[int, int]:
        """How many guesses are right, and how many were made."""
        right = sum(guess.state is GuessState.RIGHT for guess in self.guesses.values())
        return right, len(self.guesses)

    def covers(self, cell: Cell) -> bool:
        """Return whether the number in a cell is still to be guessed, there or where it was computed."""
        if self._sheet is None or not self.is_on:
            return False
        made = where_computed(self._sheet, cell)
        if made is None or self._sheet.equations[made.equation].operation < self._first:
            return False
        guess = self.guesses.get(made)
        return guess is None or guess.state is not GuessState.RIGHT

    def take(self, cell: Cell, text: str, value: float, spell: Spell) -> None:
        """Judge a guess: right is what would be shown, in the digits of `spell`. Nothing typed is no guess."""
        guesses = dict(self.guesses)
        if text.strip():
            guesses[cell] = Guess(text, _judged(text, value, spell))
        else:
            guesses.pop(cell, None)
        self.guesses = guesses
        self.changed.emit()


def _judged(text: str, value: float, spell: Spell) -> GuessState:
    shown = spell(value)
    try:
        is_right = text.strip() == shown or spell(parse_number(text)) == shown
    except ValueError:
        is_right = False
    return GuessState.RIGHT if is_right else GuessState.WRONG
