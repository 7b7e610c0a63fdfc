"""Puts what a run tells into words, with what can be done about it."""

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from nnlab.desktop.notices import Notice, NoticeAction
from nnlab.desktop.running.run_controller import RunController
from nnlab.desktop.words import run_sentences, sentences
from nnlab.engine import EngineError, StopReason
from nnlab.project import Edited
from nnlab.training import Diverged, Divergence, Event, Failed, Finished, TrainingWarning, Warned


class RunNotices(QObject):
    """Hears what a controller tells, makes notices of it, and does what is chosen there."""

    noticed = Signal(object)  # Notice
    explosion_shown = Signal(object)  # Divergence, when its story is asked for
    explained = Signal(object)  # TrainingWarning, when the longer explanation is asked for

    def __init__(self, controller: RunController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        controller.told.connect(self._on_told)
        controller.refused.connect(self._on_refused)
        controller.redrawn.connect(self._on_redrawn)

    def _on_told(self, event: Event) -> None:
        match event:
            case Finished():
                notice = self._finished(event)
            case Failed(message=message):
                notice = Notice(partial(run_sentences.failed, message), "warning")
            case Diverged(divergence=divergence):
                notice = self._diverged(divergence)
            case Warned(warning=warning):
                notice = self._warned(warning)
            case _:
                return
        self.noticed.emit(notice)

    def _on_refused(self, error: EngineError) -> None:
        self.noticed.emit(Notice(partial(sentences.refused, error), "warning"))

    def _on_redrawn(self, edited: Edited) -> None:
        self.noticed.emit(Notice(partial(sentences.redrawn, edited.redrawn, edited.kept)))

    # -- the end of a training -------------------------------------------------------------------------

    def _finished(self, event: Finished) -> Notice:
        config = self._controller.config
        train_on = NoticeAction(
            partial(run_sentences.train_on, event.reason, config), lambda: self._train_on(event.reason)
        )
        return Notice(
            partial(run_sentences.finished, event.reason, event.stop_epoch, config), actions=(train_on,)
        )

    def _train_on(self, reason: StopReason) -> None:
        """Go on after a stop rule: without that rule, or with as many epochs again."""
        controller = self._controller
        changes: dict[StopReason, dict[str, Any]] = {
            StopReason.EPOCHS: {
                "epochs": controller.snapshot.epoch + (controller.config.epochs or 0) or None
            },
            StopReason.LOSS: {"stop_loss": None},
            StopReason.EPOCH_ERROR: {"stop_epoch_error": None},
            StopReason.ALL_RIGHT: {"stop_all_right": False},
        }
        controller.configure(sentences.change_stop_rule, **changes[reason])
        controller.train()

    # -- what goes wrong -------------------------------------------------------------------------------

    def _diverged(self, divergence: Divergence) -> Notice:
        rate = divergence.suggested_rate
        slower = NoticeAction(
            partial(run_sentences.continue_with_rate, rate), lambda: self._train_with_rate(rate)
        )
        story = NoticeAction(
            run_sentences.show_explosion, lambda: self.explosion_shown.emit(divergence), stays=True
        )
        anyway = NoticeAction(run_sentences.continue_anyway, self._controller.train_unguarded)
        if divergence.was_broken:
            ways: tuple[NoticeAction, ...] = (anyway,)
        else:
            ways = (story, anyway) if divergence.loss_is_unfit else (slower, story, anyway)
        return Notice(partial(run_sentences.diverged, divergence), "warning", ways)

    def _warned(self, warning: TrainingWarning) -> Notice:
        rate = warning.suggested_rate
        return Notice(
            partial(run_sentences.warned, warning),
            "warning",
            (
                NoticeAction(partial(run_sentences.try_rate, rate), lambda: self._set_rate(rate)),
                NoticeAction(run_sentences.why, lambda: self.explained.emit(warning), stays=True),
            ),
        )

    def _set_rate(self, rate: float) -> None:
        self._controller.configure(partial(sentences.change_setting, "learning_rate"), learning_rate=rate)

    def _train_with_rate(self, rate: float) -> None:
        self._set_rate(rate)
        self._controller.train()
