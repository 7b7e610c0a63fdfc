"""The strip as a learner will see it: the same widget, played by nobody."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from nnlab.desktop.lessons.player import Lack
from nnlab.engine import History
from nnlab.lessons import Lesson, LessonFacts, LessonProgress, Step
from nnlab.lessons import progress as steps
from nnlab.lessons.guesses import Guessed


class StillPlayer(QObject):
    """Stands in for the player of lessons: it shows one step, with nothing ticked, and asks to look at others."""

    changed = Signal()
    step_wanted = Signal(object)  # int

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lesson: Lesson | None = None
        self.progress: LessonProgress | None = None
        self.is_preparing = False
        self.has_link = False  # the list has the link of what is saved
        self.lack: Lack | None = None  # a preset that could not be opened: nothing is opened here
        self.reveals = False
        self.result: LessonFacts | None = None
        self.curve = History.empty()

    @property
    def step(self) -> Step | None:
        """The step on show."""
        if self.lesson is None or self.progress is None:
            return None
        return self.lesson.steps[self.progress.step]

    @property
    def awaits_guess(self) -> bool:
        """Whether the guess of the step is still to be made."""
        step = self.step
        return step is not None and self.progress is not None and steps.awaits_guess(step, self.progress.now)

    def show(self, lesson: Lesson, at: int) -> None:
        """Show step `at` (from 0) of `lesson`; a guess that was tried stays while the step stays as it is."""
        if (
            lesson == self.lesson
            and self.progress is not None
            and self.progress.step == at
            and len(self.progress.steps) == len(lesson.steps)
        ):
            return
        self.lesson, self.progress = lesson, steps.begun(lesson, at)
        self.changed.emit()

    def try_again(self) -> None:
        """Do nothing: nothing is opened here."""

    def guess(self, guessed: Guessed) -> None:
        """Show how a guess stands."""
        if self.progress is not None:
            self.progress = steps.with_guess(self.progress, guessed)
            self.changed.emit()

    def next(self) -> None:
        """Look at the next step, if there is one."""
        if self.progress is not None:
            self.step_wanted.emit(min(self.progress.step + 1, len(self.progress.steps) - 1))

    def back(self) -> None:
        """Look at the step before."""
        if self.progress is not None:
            self.step_wanted.emit(max(self.progress.step - 1, 0))

    def leave(self) -> None:
        """Show the step as it is at first."""
        if self.lesson is not None and self.progress is not None:
            known = steps.begun(self.lesson, self.progress.step)
            self.progress = replace(known)
            self.changed.emit()
