"""Joins the document to training runs: one click on Train becomes a run, and its result one undo step."""

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from nnlab.desktop.document import Document, StateChange
from nnlab.desktop.figures import resting_snapshot
from nnlab.desktop.project_file import Begun
from nnlab.desktop.running.living_runs import LivingRuns
from nnlab.desktop.running.run_keeping import RunLedger
from nnlab.desktop.undo import Label
from nnlab.engine import EngineError, TrainingConfig, TrainState
from nnlab.project import Change, Edited, ProjectState, with_config
from nnlab.training import (
    Diverged,
    Ended,
    Event,
    Failed,
    Finished,
    Mailbox,
    Paused,
    Reached,
    Refused,
    Run,
    RunControl,
    Snapshot,
    Speed,
    StepSize,
    Warned,
)

PUMP_INTERVAL_MS = 33
_PUMP_SECONDS = PUMP_INTERVAL_MS / 1000
_TRACE_MS = 40
_log = logging.getLogger("nnlab")

Edit = Callable[[ProjectState], ProjectState | Edited | Begun]


class RunController(QObject):
    """Owns the current run. Views read `snapshot`; whoever wants a change asks `edit` or `configure`.

    A run that is paused stays alive, so that the next Train or Step goes on in the middle of a batch or of an
    operation; it is dropped as soon as the document holds anything but what the run left there.
    """

    snapshot_changed = Signal(object)  # Snapshot
    running_changed = Signal(object)  # bool: playing, not merely alive
    config_changed = Signal(object)  # TrainingConfig, as far as the user has set it
    # Finished, Failed, Diverged or Warned: what a run tells, when the document holds it.
    told = Signal(object)
    refused = Signal(object)  # EngineError: why an edit, a setting or a training cannot be
    reached = Signal(object)  # ProjectState: what a run leaves in the document next
    redrawn = Signal(object)  # Edited: an edit drew some layers afresh
    step_ordered = Signal(object)  # StepSize: the run was told to make one step
    step_back_ordered = Signal(object)  # StepSize: it was told to go back

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._runs = LivingRuns()
        self._ledger = RunLedger(document, self.reached.emit)
        self._playing = False
        self._busy = False  # from a command until the run rests
        self._pauses = False  # whether it is to rest because someone wants it to, not for an edit alone
        self._guarded = True
        self._watched = True
        self._next_picture = 0.0  # by the monotonic clock, in seconds
        self._traces = False
        self._when_rested: list[Callable[[], object]] = []
        self._when_told: list[Callable[[ProjectState], object]] = []
        self._news: Diverged | None = None
        self._snapshot = resting_snapshot(document.state)
        self._pump = QTimer(self)
        self._pump.setInterval(PUMP_INTERVAL_MS)
        self._pump.setTimerType(Qt.TimerType.PreciseTimer)  # pictures at an even pace look smoother
        self._pump.timeout.connect(self._tick)
        self._trace_timer = QTimer(self)  # what is dragged through many values is traced when it rests
        self._trace_timer.setSingleShot(True)
        self._trace_timer.setInterval(_TRACE_MS)
        self._trace_timer.timeout.connect(self._trace)
        document.state_changed.connect(self._on_state_changed)

    @property
    def _run(self) -> Run | None:
        """The run that goes on from the document."""
        return self._runs.current

    # -- what views read -------------------------------------------------------------------------------

    @property
    def snapshot(self) -> Snapshot:
        """The latest picture of the network, from the run or, at rest, from the document."""
        return self._snapshot

    @property
    def config(self) -> TrainingConfig:
        """The settings in force: those of the run while it goes, else the document's."""
        return self._ledger.base.config if self._busy else self._document.state.config

    @property
    def is_running(self) -> bool:
        """Whether training goes on right now."""
        return self._playing

    @property
    def is_busy(self) -> bool:
        """Whether training goes on, or a step is under way."""
        return self._busy

    @property
    def is_called_off(self) -> bool:
        """Whether somebody has paused, and not trained or stepped since: what holds a training must let it rest."""
        return self._pauses

    # -- commands --------------------------------------------------------------------------------------

    def train(self) -> None:
        """Start training, or go on; edits that still wait for the run to rest come first."""
        self._in_turn(self._play)

    def pause(self) -> None:
        """Rest after the slice under way; training and steps that wait for their turn are called off."""
        self._when_rested = [action for action in self._when_rested if not self._trains(action)]
        self._pauses = True
        if self._run is not None:
            self._run.control.pause()

    def train_unguarded(self) -> None:
        """Train on and let it explode: a teacher may want to show what that does."""
        self.at_rest(self._play_unguarded)

    def toggle(self) -> None:
        """Train, or pause."""
        if self._play in self._when_rested or (self._playing and not self._when_rested):
            self.pause()
        else:
            self.train()

    def step(self, size: StepSize) -> None:
        """Make one step; a run that plays is paused first, and edits that wait for that come first."""
        self._in_turn(partial(self._make_step, size))

    def step_back(self, size: StepSize) -> None:
        """Go one step back, if a way leads there; a run that plays is paused first, and edits that wait come first."""
        self._in_turn(partial(self._make_step_back, size))

    def set_traces(self, traces: bool) -> None:
        """Have snapshots carry the step under way whole, or the next one, while somebody looks at the arithmetic."""
        if traces == self._traces:
            return
        self._traces = traces
        if self._run is not None and (self._busy or not traces):
            self._run.control.set_traces(traces)
        self._trace_soon()

    def set_speed(self, speed: Speed) -> None:
        """Go faster or slower, now and in later runs."""
        self._runs.set_speed(speed)

    def give_way(self) -> None:
        """Let training rest for the few milliseconds in which the window answers a hand or shows a picture."""
        self._runs.give_way()

    def set_watched(self, watched: bool) -> None:
        """Leave out the pictures of a training while nobody can see the window; it rests and ends as ever."""
        self._watched = watched

    def configure(self, label: Label, **changes: Any) -> None:
        """Change settings of the training; while it runs they hold from the next update, and are marked."""
        if not self._busy or self._run is None or self._when_rested or "seed" in changes:
            self.edit(label, lambda state: with_config(state, **changes))
            return
        changes = {name: value for name, value in changes.items() if getattr(self.config, name) != value}
        if not changes:
            return
        try:
            self._ledger.configure(label, **changes)
        except EngineError as error:
            self.refused.emit(error)
            return
        self._run.control.configure(**changes)
        self.config_changed.emit(self._ledger.base.config)

    def edit(
        self,
        label: Label,
        edit: Edit,
        *,
        merge_key: str = "",
        done: Callable[[], object] | None = None,
    ) -> None:
        """Apply an edit to the document as one undo step, then call `done`; a run that is at work is paused first.

        What cannot be is refused, and `done` is not called.
        """
        self.at_rest(lambda: self._apply(label, edit, merge_key, done))

    def tell_state(self, done: Callable[[ProjectState], object]) -> None:
        """Call `done` with the project as it is: now or, while training, with what is reached after the slice."""
        if self._run is not None and self._busy:
            self._when_told.append(done)
            self._run.control.ask_state()
        else:
            done(self._document.state)

    def undo(self) -> None:
        """Take the last step back; a run that is at work is paused first, and is that step."""
        self.at_rest(self._document.undo)

    def redo(self) -> None:
        """Make the step again that was taken back; a run that is at work is paused first."""
        self.at_rest(self._document.redo)

    def look_at(self, state: ProjectState | None) -> None:
        """Show the network as it is in `state`, and change nothing; None shows the document's own again."""
        if not self._busy:
            self._show(resting_snapshot(self._document.state if state is None else state, self._snapshot))

    def shut_down(self) -> None:
        """End every run and wait for its thread, at most some seconds."""
        self._pump.stop()
        self._trace_timer.stop()
        self._when_rested.clear()
        if self._run is not None and self._busy:
            self._run.control.ask_state()  # its last word
        self._runs.end_all()
        if self._run is not None and self._busy:
            self._take_last_word(self._run)
        self._runs.current = None
        self._busy = False
        self._answer(self._document.state)
        self._set_playing(False)

    def _take_last_word(self, run: Run) -> None:
        """Put what a run had reached when it was ended into the document."""
        last: Paused | Reached | Finished | Failed | None = None
        while not run.events.empty():
            event = run.events.get()
            last = event if isinstance(event, Paused | Reached | Finished | Failed) else last
        if last is not None:
            snapshot = (
                self._ledger.snapshot_of(last.state, self._snapshot)
                if isinstance(last, Failed)
                else last.snapshot
            )
            self._ledger.keep(last.state, snapshot, paused=False)

    def at_rest(self, action: Callable[[], object]) -> None:
        """Do `action` now or, while a run is at work, as soon as it rests."""
        if self._busy:
            self._when_rested.append(action)
            self._hold()
        else:
            action()

    def _hold(self) -> None:
        """Make the run rest for those that wait; a step that was asked for before them is made before them."""
        if self._run is not None:
            self._run.control.pause(keep_steps=True)

    def _in_turn(self, action: Callable[[], object]) -> None:
        """Do `action` now, or after those that wait for the run to rest."""
        if self._busy and self._when_rested:
            self._when_rested.append(action)
        else:
            action()

    # -- the run ---------------------------------------------------------------------------------------

    def _play(self) -> None:
        self._give(RunControl.play)
        self._set_playing(True)

    def _make_step(self, size: StepSize) -> None:
        self._give(lambda control: control.step(size))
        self.step_ordered.emit(size)

    def _make_step_back(self, size: StepSize) -> None:
        self._give(lambda control: control.step_back(size))
        self.step_back_ordered.emit(size)

    def _trace_soon(self) -> None:
        """Have the step that is next traced, unless a run at work does so anyway."""
        if self._traces and not self._trace_timer.isActive():
            self._trace_timer.start()

    def _trace(self) -> None:
        if self._traces and not self._busy:
            self._give(lambda control: control.set_traces(True))

    def _trains(self, action: Callable[[], object]) -> bool:
        """Return whether an action that waits would train on, by itself or by a step."""
        steps = (self._make_step, self._make_step_back)
        return action == self._play or (isinstance(action, partial) and action.func in steps)

    def _play_unguarded(self) -> None:
        self._retire()
        self._guarded = False
        self.train()

    def _give(self, order: Callable[[RunControl], None]) -> None:
        """Give an order to the run that continues the document's state, a new one if need be."""
        run = self._run
        if run is None:
            self._ledger.base = self._document.state
            run = self._runs.begin(self._document.state, guarded=self._guarded, traces=self._traces)
        self._pauses = False
        order(run.control)
        run.start()
        self._busy = True
        self._pump.start()

    def _tick(self) -> None:
        for run, event in self._runs.events():
            self._on_event(run, event)
        if self._run is not None and self._busy and self._watched and time.monotonic() >= self._next_picture:
            self._draw(self._run.mailbox)
        if not self._busy and not self._runs.are_ending:
            self._pump.stop()

    def _draw(self, mailbox: Mailbox[Snapshot]) -> None:
        """Show the picture that was asked for, and ask for the next one.

        A large network's takes long: then the window has as long again for whoever uses it.
        """
        snapshot, began = mailbox.take(), time.monotonic()
        if snapshot is not None:
            self.give_way()
            self._show(snapshot)
            ended = time.monotonic()
            if ended - began > _PUMP_SECONDS:
                self._next_picture = 2 * ended - began
        mailbox.request()

    def _on_event(self, run: Run, event: Event) -> None:
        if isinstance(event, Ended):
            if self._runs.forget(run):  # it ended without a word: nothing of it can be kept
                self._ledger.keep_settings()
                self._rest()
            return
        if run is not self._run:
            return  # a run that was dropped has nothing more to say
        match event:
            case Paused(state=training, snapshot=snapshot):
                news, self._news = self._news, None
                self._commit(training, snapshot, news)
            case Reached(state=training, snapshot=snapshot):
                self._answer(self._ledger.reached(training, snapshot, paused=False))
            case Finished(state=training, snapshot=snapshot):
                self._retire()  # and with it the way it came
                self._commit(training, replace(snapshot, reaches_back=False), event)
            case Failed(state=training):
                _log.error(event.detail)
                self._retire()
                self._commit(training, self._ledger.snapshot_of(training, self._snapshot), event)
            case Refused(error=error):
                self._retire()
                self._ledger.keep_settings()
                self.refused.emit(error)
                self._rest()
            case Diverged():
                self._news = event  # to be told when the good weights are back, which is next
            case Warned():
                self.told.emit(event)

    def _commit(self, training: TrainState, snapshot: Snapshot, news: Event | None = None) -> None:
        """Put what the run has reached into the document, as one undo step, and tell the news of it.

        What waits for the rest comes after that, and may make it old news.
        """
        if self._run is not None:
            self._run.mailbox.take()  # a picture older than this one must not be shown after it
            self._run.mailbox.request()
        self._show(snapshot)
        paused = self._pauses or not self._when_rested
        self._ledger.keep(training, snapshot, news, paused=paused)
        self._answer(self._document.state)
        if news is not None:
            self.told.emit(news)
        # A pause may have been taken back before the news of it arrived.
        if self._run is None or self._run.control.is_resting:
            self._rest()

    def _answer(self, state: ProjectState) -> None:
        """Tell those who asked for the state."""
        asked, self._when_told = self._when_told, []
        for done in asked:
            done(state)

    def _rest(self) -> None:
        self._set_playing(False)
        self._busy = False
        self._answer(self._document.state)
        while self._when_rested and not self._busy:
            self._when_rested.pop(0)()
        if self._when_rested:  # one of them was to train
            self._hold()

    def _retire(self) -> None:
        """Drop the current run; its thread is joined when its last event has come."""
        if self._run is not None:
            self._runs.drop()
            self._pump.start()

    def _set_playing(self, playing: bool) -> None:
        if playing != self._playing:
            self._playing = playing
            self.running_changed.emit(playing)

    # -- the document ----------------------------------------------------------------------------------

    def _apply(self, label: Label, edit: Edit, merge_key: str, done: Callable[[], object] | None) -> None:
        try:
            edited = edit(self._document.state)
        except EngineError as error:
            self.refused.emit(error)
            return
        state = edited if isinstance(edited, ProjectState) else edited.state
        file = edited.file if isinstance(edited, Begun) else None
        self._document.apply(label, state, merge_key=merge_key, file=file)
        if isinstance(edited, Edited) and edited.redrawn:
            self.redrawn.emit(edited)
        if done is not None:
            done()

    def _on_state_changed(self, change: StateChange) -> None:
        state = self._document.state  # a listener before this one may have changed it again
        if self._ledger.concerns_no_run(state):
            self._ledger.base = state
        elif state is not self._ledger.base:
            self._guarded = True
            self._retire()
            self._ledger.base = state
            self._busy = False
            self._answer(state)
            self._show(resting_snapshot(state, self._snapshot))
            self._set_playing(False)
            self._trace_soon()
        if Change.CONFIG in change.changes or Change.DATASET in change.changes:
            self.config_changed.emit(state.config)

    def _show(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.snapshot_changed.emit(snapshot)
