"""How far a learner has come in a lesson: a frozen value, and the functions that take it further."""

from dataclasses import dataclass, replace

from nnlab.lessons.facts import LessonFacts
from nnlab.lessons.guesses import Guessed
from nnlab.lessons.lesson import Lesson, Step


@dataclass(frozen=True, slots=True)
class StepProgress:
    """What is known of one step: which checks have ticked, the guess, and how long it was on show.

    `skipped` says that the learner went on without all of the ticks, and has not come back for them since.
    """

    ticks: tuple[bool, ...]
    guess: Guessed | None = None
    skipped: bool = False
    seconds: float = 0.0

    @property
    def is_done(self) -> bool:
        """Whether every check has ticked."""
        return all(self.ticks)

    @property
    def is_open(self) -> bool:
        """Whether it was skipped and is not done by now."""
        return self.skipped and not self.is_done


@dataclass(frozen=True, slots=True)
class LessonProgress:
    """The step a learner is at, from 0, and what is known of every step; `finished` after the last of them."""

    lesson: str
    step: int
    steps: tuple[StepProgress, ...]
    finished: bool = False

    @property
    def now(self) -> StepProgress:
        """What is known of the step the learner is at."""
        return self.steps[self.step]

    @property
    def may_go_on(self) -> bool:
        """Whether the next step is free: all checks of this one have ticked, now or before."""
        return self.now.is_done

    @property
    def done(self) -> int:
        """How many steps have all their ticks, or were skipped, among those that came so far."""
        past = self.steps if self.finished else self.steps[: self.step]
        return len(past)


def begun(lesson: Lesson, at: int = 0) -> LessonProgress:
    """Return the progress of a learner who begins `lesson`, at the step `at` (from 0, the last one if beyond)."""
    steps = tuple(StepProgress((False,) * len(step.checks)) for step in lesson.steps)
    return LessonProgress(lesson.key, min(max(at, 0), len(steps) - 1), steps)


def fits(lesson: Lesson, progress: LessonProgress) -> bool:
    """Return whether `progress` can be one of `lesson`: lessons of one's own are edited between two plays."""
    return (
        progress.lesson == lesson.key
        and len(progress.steps) == len(lesson.steps)
        and 0 <= progress.step < len(lesson.steps)
        and all(
            len(known.ticks) == len(step.checks)
            for known, step in zip(progress.steps, lesson.steps, strict=True)
        )
    )


def resumed(lesson: Lesson, known: LessonProgress | None, at: int | None = None) -> LessonProgress:
    """Return the progress of who opens `lesson` at the step `at` (from 0), or where it was left.

    What is `known` of its steps stays known, unless the lesson is another by now.
    """
    if known is None or not fits(lesson, known):
        return begun(lesson, at or 0)
    return known if at is None else replace(known, step=begun(lesson, at).step, finished=False)


def advance(lesson: Lesson, progress: LessonProgress, facts: LessonFacts) -> LessonProgress:
    """Return the progress with every check of the present step ticked that holds. What has ticked stays ticked."""
    if progress.finished or progress.now.is_done:
        return progress
    goals = lesson.steps[progress.step].checks
    ticks = tuple(
        ticked or goal.check.holds(facts) for ticked, goal in zip(progress.now.ticks, goals, strict=True)
    )
    if ticks == progress.now.ticks:
        return progress
    return _with(
        progress, replace(progress.now, ticks=ticks, skipped=progress.now.skipped and not all(ticks))
    )


def next_step(progress: LessonProgress) -> LessonProgress:
    """Return the progress one step on; the last one finishes the lesson. Checks left open count as skipped."""
    if not progress.now.is_done and not progress.now.skipped:
        progress = _with(progress, replace(progress.now, skipped=True))
    if progress.step + 1 == len(progress.steps):
        return replace(progress, finished=True)
    return replace(progress, step=progress.step + 1)


def back(progress: LessonProgress) -> LessonProgress:
    """Return the progress one step back, or from the end to the last step; ticks stay."""
    if progress.finished:
        return replace(progress, finished=False)
    return replace(progress, step=max(progress.step - 1, 0))


def with_guess(progress: LessonProgress, guess: Guessed) -> LessonProgress:
    """Return the progress with the guess of the present step, if none is made yet: it is not changed afterwards."""
    return progress if progress.now.guess is not None else _with(progress, replace(progress.now, guess=guess))


def with_seconds(progress: LessonProgress, seconds: float) -> LessonProgress:
    """Return the progress with `seconds` more at the present step."""
    return _with(progress, replace(progress.now, seconds=progress.now.seconds + max(seconds, 0.0)))


def awaits_guess(step: Step, known: StepProgress) -> bool:
    """Return whether nothing may be trained yet, because the guess of the step is not made."""
    return step.guess is not None and known.guess is None and not known.is_done


def reveals(step: Step, known: StepProgress) -> bool:
    """Return whether the result stands beside the guess: it is made, and all there is to do is done."""
    return step.guess is not None and known.guess is not None and known.is_done


def _with(progress: LessonProgress, known: StepProgress) -> LessonProgress:
    place = progress.step
    return replace(progress, steps=(*progress.steps[:place], known, *progress.steps[place + 1 :]))
