"""What is kept of a run when it rests: the project with what it has reached, and the record of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from nnlab.desktop.document import Document
from nnlab.desktop.figures import resting_snapshot
from nnlab.desktop.undo import Label
from nnlab.desktop.words import sentences
from nnlab.engine import HistoryRecorder, Task, TrainingConfig, TrainState
from nnlab.project import Change, Ending, ProjectState, RunOutcome, changes_between, recorded
from nnlab.project.runs import last_known
from nnlab.training import Diverged, Event, Failed, Finished, Snapshot


class RunLedger:
    """Puts what a run reaches into the document: each training, and each setting that was changed on the way, once.

    `base` is what the run's trainer agrees with; `tell` hears of a state before it is in the document.
    """

    def __init__(self, document: Document, tell: Callable[[ProjectState], object]) -> None:
        self._document, self._tell = document, tell
        self.base = document.state
        self._configured: Label = ""  # the name of the last change of settings that the run was told

    def configure(self, label: Label, **changes: Any) -> None:
        """Note settings that the run goes on with. Raises EngineError for those that cannot be, and notes nothing."""
        self.base = replace(self.base, config=replace(self.base.config, **changes))
        self._configured = label

    def keep(
        self, training: TrainState, snapshot: Snapshot, news: Event | None = None, *, paused: bool
    ) -> None:
        """Put what the run has reached into the document, if it is anything new; `paused`, see `reached_state`."""
        base = self.base
        trained = training.step != base.training.step
        if trained or self._settings_are_new:
            reached = self.reached(training, snapshot, news, paused=paused)
            label = partial(sentences.trained, base.training, training) if trained else self._configured
            self.base = reached
            self._tell(reached)
            self._document.apply(label, reached)

    def keep_settings(self) -> None:
        """Put settings into the document that were changed for a run that has come to nothing."""
        if self._settings_are_new:
            self._document.apply(self._configured, self.base)

    def reached(
        self, training: TrainState, snapshot: Snapshot, news: Event | None = None, *, paused: bool
    ) -> ProjectState:
        """Return the project with what the run has reached; it began with the settings of the document."""
        before = replace(self.base, config=self._document.state.config)
        return reached_state(before, self.base.config, training, snapshot, news, paused=paused)

    def concerns_no_run(self, state: ProjectState) -> bool:
        """Return whether a state differs from the run's own only in what no run knows of: graph, notes and runs."""
        changes = changes_between(self.base, state)
        return state is not self.base and not changes & ~(Change.GRAPH | Change.NOTES | Change.RUNS)

    def snapshot_of(self, training: TrainState, latest: Snapshot) -> Snapshot:
        """Return the picture of an earlier state of the run, with the curve of the `latest` one up to it."""
        curve = HistoryRecorder(latest.history)
        curve.forget_after(training.epoch)
        return resting_snapshot(replace(self.base, training=training, history=curve.freeze()))

    @property
    def _settings_are_new(self) -> bool:
        return self.base.config is not self._document.state.config


def reached_state(
    before: ProjectState,
    config: TrainingConfig,
    training: TrainState,
    snapshot: Snapshot,
    news: Event | None = None,
    *,
    paused: bool = True,
) -> ProjectState:
    """Return the project after a run has led from `before` to `training`, with the record of it.

    `config` are the settings that are in force by now. Without news, whoever works here has `paused` it, or it was
    interrupted: for an edit, or with the window.
    """
    reached = replace(before, config=config, training=training, history=snapshot.history)
    return replace(
        reached, runs=recorded(before, reached, _outcome(reached, snapshot, _ending(news, paused)))
    )


def _outcome(reached: ProjectState, snapshot: Snapshot, ending: Ending) -> RunOutcome:
    """Return what came of a run, as its last picture showed it."""
    return RunOutcome(
        loss=snapshot.loss,
        accuracy=None if reached.dataset.task is Task.VALUES else snapshot.accuracy,
        unseen=last_known(reached.history.test_accuracy),
        unseen_loss=last_known(reached.history.test_loss),
        ending=ending,
        when=datetime.now().isoformat(" ", "minutes"),
    )


def _ending(news: Event | None, paused: bool) -> Ending:
    match news:
        case Finished(reason=reason):
            return Ending.by(reason)
        case Diverged():
            return Ending.EXPLODED
        case Failed():
            return Ending.FAILED
    return Ending.PAUSED if paused else Ending.INTERRUPTED
