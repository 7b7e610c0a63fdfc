"""How high the strip of a lesson must be, so that it does not change with every step: as its highest step needs."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.lessons import sentences as say
from nnlab.desktop.lessons.guess_area import GuessArea, is_wide
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.prose import Prose
from nnlab.desktop.widgets.tick_list import TickList
from nnlab.desktop.words import language
from nnlab.lessons import Lesson, Step
from nnlab.lessons.guesses import ChoiceGuess, Guess, Guessed, SketchGuess

STANDS_GAP_PX = 8  # between the ticks and what was guessed


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of a strip in pixels: of all that text, guess and ticks share, of the guess while it is asked, of
    the guess and the ticks afterwards, and of the gap beside each of them. A `narrow` strip has a guess in a line then.
    """

    shared: int
    asking: int
    guess: int
    ticks: int
    gap: int
    narrow: bool


class StripMeasure:
    """Lays steps out where nobody sees them; what was measured last is known.

    Its widgets are no children of `owner`, in which those of the same names would be found twice, but go with it.
    """

    def __init__(self, owner: QWidget) -> None:
        self._ticks, self._guess = TickList(), GuessArea()
        for widget in (self._ticks, self._guess):
            owner.destroyed.connect(widget.deleteLater)
        self._known: tuple[object, int] = None, 0

    def height(self, lesson: Lesson, columns: Columns, look: object) -> int:
        """Return the height of the highest step of `lesson`; `look` is what else the texts are measured by."""
        key = (lesson, columns, language.current(), look)
        if self._known[0] != key:
            self._known = key, max(self._step(step, columns) for step in lesson.steps)
        return self._known[1]

    def _step(self, step: Step, columns: Columns) -> int:
        """Return the height of a step: while its guess is asked for, while something is to be done, and at its end."""
        tongue, text = language.current(), step.text[language.current()]
        heights = []
        beside_ticks = columns.shared
        if step.checks:
            items = tuple((say.goal(goal), False) for goal in step.checks)
            self._ticks.set_items(items)
            ticks = _height(self._ticks, columns.ticks)
            heights.append(ticks + (self._standing(step.guess, columns.ticks) if columns.narrow else 0))
            beside_ticks -= columns.ticks + columns.gap
        if step.guess is not None:
            self._guess.set_guess(step.guess, None, None)
            asking = columns.asking if is_wide(step.guess) else columns.guess
            heights.append(_height(self._guess, asking))
            heights.append(Prose.height_of(text, columns.shared - asking - columns.gap))
            if not columns.narrow:
                beside_ticks -= columns.guess + columns.gap
                heights.append(self._answered(step.guess, columns.guess))
            if step.guess.reveal is not None:
                heights.append(Prose.height_of(step.guess.reveal[tongue], beside_ticks))
        if step.hint is not None:
            heights.append(Prose.height_of(step.hint[tongue], beside_ticks))
        return max(*heights, Prose.height_of(text, beside_ticks), 0)

    def _standing(self, guess: Guess | None, width: int) -> int:
        """Return the height of the line that says what was guessed, below the ticks, whichever guess it is."""
        if guess is None:
            return 0
        made = (
            [option.key for option in guess.options]
            if isinstance(guess, ChoiceGuess)
            else [_some_guess(guess)]
        )
        heights = []
        for each in made:
            self._guess.set_guess(guess, each, None)
            heights.append(Prose.height_of(self._guess.standing, width))
        return STANDS_GAP_PX + max(heights)

    def _answered(self, guess: Guess, width: int) -> int:
        """Return the height of a guess that stands, with room for what came of it: one more option, or line."""
        self._guess.set_guess(guess, _some_guess(guess), None)
        return _height(self._guess, width) + painting.row_height(themes.current())


def _some_guess(guess: Guess) -> Guessed:
    """Return a guess that somebody may make; how high its answer is does not depend on which one it is."""
    match guess:
        case ChoiceGuess(options=options):
            return options[0].key
        case SketchGuess():
            return ()
    return 0.0


def _height(widget: QWidget, width: int) -> int:
    """Return how high a widget must be at a width."""
    layout = widget.layout()
    assert layout is not None
    widget.setFixedWidth(width)
    layout.activate()
    return (
        layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
    )
