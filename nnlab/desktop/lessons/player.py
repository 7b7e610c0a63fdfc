"""Plays a lesson: opens what a step asks for, looks at most ten times a second which checks hold, and keeps it."""

import time
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from nnlab.desktop.jobs import Job
from nnlab.desktop.lab import Lab
from nnlab.desktop.lessons import sentences as say
from nnlab.desktop.lessons.moment import digit_read, gather
from nnlab.desktop.notices import Notice
from nnlab.engine import History
from nnlab.files import SaveError
from nnlab.lessons import Deed, DeedKind, Lesson, LessonFacts, LessonProgress, Step
from nnlab.lessons import notebook as book
from nnlab.lessons import progress as steps
from nnlab.lessons.controls import CONTROLS
from nnlab.lessons.guesses import Guessed
from nnlab.lessons.workspaces import BENCH, LESSONS

LOOK_MS = 100
_UNTRAINABLE = (  # before a guess is made: each would show what comes
    "train_button",
    "step_button",
    "operation_forward_button",
    "starts_run_button",
    "sweep_start_button",
    "folds_start_button",
    "descent_run_button",
    "descent_step_button",
    "side_by_side",
    "graph_step_button",
    "graph_all_button",
)


class Stage(Protocol):
    """What the player asks of the window."""

    def show_workspace(self, key: str) -> None:
        """Show a workspace, if it applies."""

    def shown_workspace(self) -> str:
        """Return the key of the workspace that is shown."""

    def show_experiment(self, key: str | None, optimizer: str | None) -> None:
        """Turn the workspace of experiments to one of them, or to none; it begins with the way down `optimizer`."""

    def set_speed(self, speed: int | None) -> None:
        """Have trainings go at so many updates a second for now; None is what the reader has chosen."""

    def cover(self, covered: bool) -> None:
        """Keep what would come back for now, whatever is set or dragged: it is to be guessed."""

    def hold(self, locked: frozenset[str], hidden: frozenset[str]) -> None:
        """Lock and hide these controls, and no others."""

    def light(self, control: str | None) -> None:
        """Light a control, or none."""


@dataclass(frozen=True, slots=True, eq=False)
class Lack:
    """What a step begins with could not be opened: why, or None where it was called off.

    `mark` is the place of the step that names the preset, and its key.
    """

    mark: str
    error: Exception | None

    @property
    def preset(self) -> str:
        """The key of the preset."""
        return self.mark.partition(" ")[2]


class LessonPlayer(QObject):
    """The lesson that is played, or none. Whatever is wrong with one, leaving gives the window back as it was."""

    changed = Signal()  # another lesson or step, a tick, a guess, or the end
    left = Signal()
    prepared = Signal()  # what the step begins with is there

    def __init__(self, lab: Lab, stage: Stage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lab, self._stage = lab, stage
        self._lesson: Lesson | None = None
        self._progress: LessonProgress | None = None
        self._notebook = book.load_notebook()
        self._deeds: Counter[Deed] = Counter()
        self._digit: int | None = None
        self._opened: str | None = None  # the preset that this sitting has opened last
        self._prepares = False  # a preset is on its way: what is on the bench counts for nothing
        self._lack: Lack | None = None  # nor does it where that preset could not be opened
        self._ask: object = None  # for that preset: who answers an earlier one is not heard
        self._since = 0.0
        self._result: LessonFacts | None = None  # the moment at which the last check of a step has ticked
        self._told_of_unkept = False
        self._is_trial = False  # the author tries a lesson: how far one comes is not kept
        self._has_link = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        for signal in (
            lab.picture_changed,
            lab.state_changed,
            lab.examiner.changed,
            lab.controller.config_changed,
            lab.controller.running_changed,
        ):
            signal.connect(self.look_soon)
        lab.deeds.happened.connect(self._on_deed)

    # -- what is shown -----------------------------------------------------------------------------------

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that is played, or None."""
        return self._lesson

    @property
    def progress(self) -> LessonProgress | None:
        """How far it has come."""
        return self._progress

    @property
    def step(self) -> Step | None:
        """The step on show; None without a lesson, and when it is finished."""
        if self._lesson is None or self._progress is None or self._progress.finished:
            return None
        return self._lesson.steps[self._progress.step]

    @property
    def notebook(self) -> book.Notebook:
        """How far one has come in every lesson."""
        return self._notebook

    @property
    def has_link(self) -> bool:
        """Whether a link leads to the lesson: not before it is saved."""
        return self._has_link

    @property
    def is_preparing(self) -> bool:
        """Whether what the step begins with is still on its way."""
        return self._prepares

    @property
    def lack(self) -> Lack | None:
        """What the step begins with, where that could not be opened: until then nothing counts."""
        return self._lack

    @property
    def awaits_guess(self) -> bool:
        """Whether nothing may be trained before the guess is made."""
        step = self.step
        return (
            step is not None and self._progress is not None and steps.awaits_guess(step, self._progress.now)
        )

    @property
    def reveals(self) -> bool:
        """Whether the result stands beside the guess."""
        step = self.step
        return step is not None and self._progress is not None and steps.reveals(step, self._progress.now)

    @property
    def result(self) -> LessonFacts | None:
        """The moment at which the step was done, or the present one: what a guess is laid beside."""
        return self._result if self._result is not None or self.step is None else self._facts(self.step)

    @property
    def curve(self) -> History:
        """The curve of the run on the bench."""
        return self._lab.picture.snapshot.history

    # -- what is asked -----------------------------------------------------------------------------------

    def start(
        self,
        lesson: Lesson,
        at: int | None = None,
        *,
        again: bool = True,
        is_trial: bool = False,
        has_link: bool = True,
    ) -> None:
        """Play `lesson` from the step `at` (from 0), else from where one has left it, else from the beginning.

        One that was finished begins `again`, or else is shown as it was left. How far one comes in a trial is not kept:
        its author plays it, and begins anew. One that lies in no file has no link.
        """
        self._note_time()
        self._keep()
        self._is_trial, self._has_link = is_trial, has_link
        known = self._notebook[lesson.key]
        if is_trial or (known is not None and known.finished and again):
            known = None
        self._lesson, self._progress, self._opened = lesson, steps.resumed(lesson, known, at), None
        self._enter()
        self._keep()

    def leave(self) -> None:
        """End the lesson; how far one has come is kept, and everything that was held is let go."""
        if self._lesson is None:
            return
        self._note_time()
        self._keep()
        self._end()
        self.left.emit()
        self.changed.emit()

    def release(self) -> None:
        """Let go of everything, because the window closes or something has gone wrong."""
        self._end()

    def next(self) -> None:
        """Go on to the next step, or finish; what has not ticked counts as skipped."""
        self._note_time()
        if self._progress is not None and not self._progress.finished:
            self._move(steps.next_step(self._progress))

    def back(self) -> None:
        """Go back to the step before."""
        self._note_time()
        if self._progress is not None:
            self._move(steps.back(self._progress))

    def try_again(self) -> None:
        """Open again what the step begins with and could not be opened."""
        if self._lack is not None:
            self._note_time()
            self._enter()

    def guess(self, guessed: Guessed) -> None:
        """Take the learner's guess of this step; it stands from then on."""
        if self._progress is None or self.step is None or self.step.guess is None:
            return
        self._progress = steps.with_guess(self._progress, guessed)
        self._hold()
        self.look()
        self._keep()
        self.changed.emit()

    def look_soon(self, *_: object) -> None:
        """Look soon whether a check holds by now; however often that is asked for, ten times a second."""
        if self._lesson is not None and not self._timer.isActive():
            self._timer.start()

    def look(self) -> None:
        """Look whether checks hold that did not."""
        step, progress = self.step, self._progress
        if self._lesson is None or step is None or progress is None or not self._is_ready:
            return
        self._note_digit()
        if progress.now.is_done:
            return
        facts = self._facts(step)
        self._progress = steps.advance(self._lesson, progress, facts)
        if self._progress is not progress:
            if self._progress.now.is_done:
                self._result = facts
            self._keep()
            self._hold()
            self.changed.emit()

    # -- a step ------------------------------------------------------------------------------------------

    def _move(self, progress: LessonProgress) -> None:
        """Go to another step, if it is one."""
        if progress is not self._progress:
            self._progress = progress
            self._enter()
            self._keep()

    def _enter(self) -> None:
        """Begin a step: its preset, its workspace, what it holds; what was done before counts no more."""
        assert self._lesson is not None
        assert self._progress is not None
        self._deeds.clear()
        self._digit, self._result, self._lack, self._since = None, None, None, time.monotonic()
        step = self.step
        self._hold()
        self._stage.set_speed(None)
        if self.awaits_guess and self._lab.controller.is_busy:
            self._lab.controller.pause()  # or it would show what comes
        if step is not None:
            self._prepare(self._lesson, self._progress.step)
        self.changed.emit()
        self.look_soon()

    def _prepare(self, lesson: Lesson, place: int) -> None:
        """Open the preset of the step, or what an earlier one began with, unless this sitting has done so."""
        marks = [(i, step.preset) for i, step in enumerate(lesson.steps[: place + 1]) if step.preset]
        mark = None if not marks else f"{marks[-1][0]} {marks[-1][1]}"
        known = self._progress.now if self._progress is not None else None
        is_new = known is not None and not any(known.ticks)
        if mark is None or mark == self._opened or (self._opened is not None and not is_new):
            self._prepares = self._prepares and mark is not None  # what another lesson has asked for
            self._show_workspace()
            return
        self._opened, self._prepares = mark, True
        self._ask = ask = object()
        key = marks[-1][1]
        self._lab.openings.open_preset(key, otherwise=partial(self._on_preset_not_opened, ask, mark))

    @property
    def _is_ready(self) -> bool:
        return not self._prepares and self._lack is None

    def _on_preset_opened(self, key: str) -> None:
        """Begin when what was asked for is there, though its data had to be fetched first and somebody else asked."""
        lack = self._lack
        awaited = self._opened.partition(" ")[2] if self._prepares and self._opened is not None else None
        if key not in (awaited, None if lack is None else lack.preset):
            return
        if lack is not None:
            self._opened, self._lack = lack.mark, None
        self._prepares = False
        self._deeds.clear()
        self._show_workspace()
        self._hold()
        self.prepared.emit()
        self.changed.emit()
        self.look_soon()

    def _on_preset_not_opened(self, ask: object, mark: str, error: Exception | None) -> None:
        """Tell that the step cannot begin, unless something else was asked for meanwhile."""
        if self._prepares and self._ask is ask:
            self._opened, self._prepares, self._lack = None, False, Lack(mark, error)
            self.changed.emit()

    def _show_workspace(self) -> None:
        step = self.step
        if step is not None and step.workspace is not None:
            self._stage.show_workspace(step.workspace)
            if self._stage.shown_workspace() != step.workspace:  # it does not apply to what is on the bench
                self._stage.show_workspace(BENCH)
        elif self._stage.shown_workspace() == LESSONS:
            self._stage.show_workspace(BENCH)
        if step is not None:
            self._stage.show_experiment(step.experiment, step.optimizer)
            self._stage.set_speed(step.speed)

    def _hold(self) -> None:
        """Lock, hide and light what the step asks for; before a guess nothing can be trained."""
        step = self.step
        self._stage.cover(self.awaits_guess)
        if step is None:
            self._stage.hold(frozenset(), frozenset())
            self._stage.light(None)
            return
        guess_first = (*_UNTRAINABLE, *step.locked_until_guess) if self.awaits_guess else ()
        telling = (name for name in guess_first if CONTROLS[name].tells)
        self._stage.hold(frozenset((*step.locked, *guess_first)), frozenset((*step.hidden, *telling)))
        # What is done already, or waits for a guess, need not be pointed at.
        is_done = self._progress is not None and self._progress.now.is_done and bool(step.checks)
        self._stage.light(None if is_done or self.awaits_guess else step.look_at)

    def _end(self) -> None:
        self._timer.stop()
        self._lesson = self._progress = self._opened = self._result = self._lack = None
        self._prepares = self._is_trial = False
        self._stage.cover(False)
        self._stage.set_speed(None)
        self._stage.show_experiment(None, None)
        self._stage.hold(frozenset(), frozenset())
        self._stage.light(None)

    # -- facts -------------------------------------------------------------------------------------------

    def _facts(self, step: Step) -> LessonFacts:
        assert self._progress is not None
        has_guessed = self._progress.now.guess is not None
        return gather(
            self._lab, step, self._stage.shown_workspace(), dict(self._deeds), has_guessed=has_guessed
        )

    def _on_deed(self, deed: Deed) -> None:
        if deed.kind is DeedKind.PRESET_OPENED:
            # After the window has shown the preset where that is seen best: the step knows better.
            QTimer.singleShot(0, self, lambda: self._on_preset_opened(deed.what))
        if self._lesson is not None and self._is_ready:
            self._deeds[deed] += 1
            self.look_soon()

    def _note_digit(self) -> None:
        digit = digit_read(self._lab)
        if digit is not None and digit != self._digit:
            self._deeds[Deed(DeedKind.DIGIT_READ, str(digit))] += 1
        self._digit = digit

    # -- what is kept ------------------------------------------------------------------------------------

    def _note_time(self) -> None:
        if self._progress is not None and not self._progress.finished:
            self._progress = steps.with_seconds(self._progress, time.monotonic() - self._since)
        self._since = time.monotonic()

    def _keep(self) -> None:
        """Keep how far one has come, by a job: another window may be writing."""
        progress = self._progress
        if progress is None or self._is_trial:
            return
        self._notebook = self._notebook.noting(progress)

        def work(_job: Job[Path | None]) -> Path | None:
            return book.note(progress)

        self._lab.savings.start(work, self._on_kept, self._on_not_kept)

    def _on_kept(self, aside: Path | None) -> None:
        if aside is not None:
            self._lab.tell(Notice(partial(say.progress_put_aside, str(aside)), "warning"))

    def _on_not_kept(self, error: Exception) -> None:
        if not isinstance(error, SaveError):
            raise error
        if not self._told_of_unkept:
            self._told_of_unkept = True
            self._lab.tell(Notice(say.progress_not_kept, "warning"))
