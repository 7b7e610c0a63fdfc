"""One training run on a thread of its own."""

import math
import traceback
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Thread

from threadpoolctl import threadpool_limits

from nnlab.data import Dataset
from nnlab.engine import (
    History,
    HistoryRecorder,
    Kind,
    Network,
    Operation,
    Parameters,
    Trainer,
    TrainingConfig,
    TrainState,
)
from nnlab.engine.arrays import frozen_copy
from nnlab.training.control import Advance, OneStep, Rest, RunControl, StepSize, Turn
from nnlab.training.divergence import Divergence, Guard, TrainingWarning
from nnlab.training.events import Diverged, Ended, Event, Failed, Finished, Paused, Started, Warned
from nnlab.training.mailbox import Mailbox
from nnlab.training.snapshot import OperationView, Snapshot

# Accuracy is measured at ends of epochs while that is cheap beside an epoch, and for every snapshot while it is
# cheap beside a snapshot (multiplications).
_ROWS_FOR_ACCURACY = 1000
_WORK_FOR_ACCURACY = 1_000_000
_LONGEST_SLICE_SECONDS = 0.05  # of a step that nobody watches: a pause is obeyed after it


@dataclass(frozen=True, eq=False, slots=True)
class RunSetup:
    """What a run starts from: all of it values, so that nothing is shared with the window.

    `fresh` are the parameters before any training; they say what loss is to be expected. `guarded=False` lets
    training explode without stopping it.
    """

    dataset: Dataset
    state: TrainState
    config: TrainingConfig
    fresh: Parameters
    history: History = field(default_factory=History.empty)
    guarded: bool = True


def measures_accuracy(epoch: int) -> bool:
    """Return whether the accuracy after `epoch` passes is measured for the curve.

    At first it is after every pass, later at steps of less than a hundredth of the run: too short to be seen, and
    measuring the smallest networks more often takes longer than training them.
    """
    return epoch % (1 << (epoch >> 8).bit_length()) == 0


class Run:
    """A worker thread that owns its trainer. The window keeps `control`, `events` and `mailbox`."""

    def __init__(self, run_id: int, setup: RunSetup, control: RunControl) -> None:
        """Prepare a run; raises EngineError when the network cannot be trained on the data."""
        self.run_id = run_id
        self.control = control
        self.events: SimpleQueue[Event] = SimpleQueue()
        self.mailbox: Mailbox[Snapshot] = Mailbox()
        data = setup.dataset
        network = Network.from_parameters(setup.state.parameters)
        self._trainer = Trainer(
            network, data.inputs, data.targets, setup.config, task=data.task, state=setup.state
        )
        self._trainer.on_epoch_end = self._on_epoch_end
        self._guard = Guard(self._trainer, setup.fresh)
        self._guard.armed = setup.guarded
        self._recorder = HistoryRecorder(setup.history)
        rows = len(data.inputs)
        self._accuracy = self._trainer.accuracy() if rows <= _ROWS_FOR_ACCURACY else None
        self._accuracy_is_cheap = rows * network.spec.parameter_count <= _WORK_FOR_ACCURACY
        if not len(setup.history.epochs) and len(data.inputs) <= _ROWS_FOR_ACCURACY:
            self._recorder.add(0.0, self._trainer.loss(), self._accuracy)  # where the curve comes from
        self._operation: OperationView | None = None
        self._row: int | None = None
        self._sample = 0  # how many samples of the next batch have been shown
        self._thread = Thread(target=self._work, name=f"nnlab-run-{run_id}", daemon=True)
        self._started = False

    def start(self) -> None:
        """Start the thread, once; it does what `control` says and rests when that says nothing."""
        if not self._started:
            self._started = True
            self._thread.start()

    def join(self, timeout: float | None = None) -> bool:
        """Wait for the thread's end; return whether it has ended."""
        if self._started:
            self._thread.join(timeout)
        return not self._thread.is_alive()

    # -- the worker ------------------------------------------------------------------------------------

    def _work(self) -> None:
        self.events.put(Started(self.run_id))
        try:
            # Small products are several times slower on two BLAS threads than on one.
            with threadpool_limits(limits=1, user_api="blas"):
                while (turn := self.control.wait_turn()) is not None:
                    if not self._take(turn):
                        break
            self._check(0, thoroughly=True)
            self.mailbox.put(self._snapshot())
        except Exception as error:
            self.events.put(Failed(self.run_id, str(error), traceback.format_exc(), self._guard.last_good))
        finally:
            self.events.put(Ended(self.run_id))

    def _take(self, turn: Turn) -> bool:
        """Do what a turn says; return False when the run is over."""
        if turn.changes:
            self._configure(turn.changes)
        match turn.order:
            case Rest():
                self._check(0, thoroughly=True)
                self.events.put(Paused(self.run_id, self._trainer.state, self._snapshot()))
                self.control.tell_rest()  # after the event: who sees the rest finds the event
                return True
            case Advance() as advance:
                updates = self._advance(advance)
                paced = advance.paced
            case OneStep(size):
                updates = self._one_step(size)
                paced = True
        if turn.order != OneStep(StepSize.SAMPLE):
            self._sample = 0
        ends = self._trainer.stopped_by is not None
        shows = self.mailbox.claim() or paced
        if not self._check(updates, thoroughly=shows or ends) and ends:
            self._tell_finished()
            return False
        if shows:
            self.mailbox.put(self._snapshot())
        return True

    def _configure(self, changes: dict[str, object]) -> None:
        self._trainer.configure(**changes)
        self._sample = 0
        self._guard.rearm()
        for setting, value in changes.items():
            self._recorder.mark(self._epochs_done(), setting, str(value))

    def _advance(self, order: Advance) -> int:
        if order.unit is StepSize.OPERATION:
            return self._step_operation()
        self._operation = None
        self._row = int(self._trainer.next_batch()[0]) if order.paced else None
        return self._trainer.advance(steps=order.steps, seconds=order.seconds)

    def _one_step(self, size: StepSize) -> int:
        match size:
            case StepSize.OPERATION:
                return self._step_operation()
            case StepSize.SAMPLE:
                return self._step_sample()
            case StepSize.EPOCH:
                return self._step_epoch()
            case StepSize.BATCH:
                self._operation, self._row = None, int(self._trainer.next_batch()[0])
                return self._trainer.advance(steps=1)

    def _step_epoch(self) -> int:
        """Finish the pass under way, in slices, so that a stop is obeyed in good time."""
        self._operation = self._row = None
        epoch = self._trainer.epoch
        while self._trainer.epoch == epoch and self._trainer.stopped_by is None:
            done = self._trainer.advance(steps=16, seconds=_LONGEST_SLICE_SECONDS, to_epoch_end=True)
            if self._check(done) or self.control.is_interrupted:
                break
        return 0  # all of them have been checked

    def _step_sample(self) -> int:
        """Show the next sample of the batch; after its last one, make the update."""
        batch = self._trainer.next_batch()
        self._operation = None
        self._row = int(batch[self._sample])
        self._sample += 1
        if self._sample < len(batch):
            return 0
        self._sample = 0
        return self._trainer.advance(steps=1)

    def _step_operation(self) -> int:
        trainer = self._trainer
        places = [(operation.kind, operation.layer) for operation in trainer.operations()]
        if trainer.traced_program is None:
            self._row = int(trainer.next_batch()[0])
        operation: Operation | None = trainer.step_operation()
        if operation is None:
            return 0
        kind, layer = operation.kind, operation.layer
        self._operation = OperationView(kind, layer, places.index((kind, layer)) + 1, len(places))
        return 1 if kind is Kind.UPDATE else 0

    # -- what it tells ---------------------------------------------------------------------------------

    def _check(self, updates: int, *, thoroughly: bool = False) -> bool:
        """Let the guard look; return whether training exploded."""
        found = self._guard.check(updates, thoroughly=thoroughly) if updates or thoroughly else None
        match found:
            case Divergence():
                self.control.rest()
                self._recorder.forget_after(self._epochs_done())
                self._accuracy = self._trainer.accuracy()
                self._operation = self._row = None
                self.events.put(Diverged(self.run_id, found))
                return True
            case TrainingWarning():
                self.events.put(Warned(self.run_id, found))
        return False

    def _tell_finished(self) -> None:
        trainer = self._trainer
        reason, epoch = trainer.stopped_by, trainer.stop_epoch
        assert reason is not None
        assert epoch is not None
        self._accuracy = trainer.accuracy()
        self.events.put(Finished(self.run_id, reason, epoch, trainer.state, self._snapshot()))

    def _epochs_done(self) -> float:
        return self._trainer.epoch + self._trainer.position / len(self._trainer.X)

    def _on_epoch_end(self) -> None:
        trainer = self._trainer
        if not self._recorder.wants(trainer.epoch):
            return
        measured = None  # a point without accuracy, not with that of another epoch
        if len(trainer.X) <= _ROWS_FOR_ACCURACY and measures_accuracy(trainer.epoch):
            measured = self._accuracy = trainer.accuracy()
        self._recorder.add(float(trainer.epoch), trainer.epoch_loss, measured)

    def _loss(self) -> float:
        """Return the mean loss of the last completed epoch; before there is one, that of the network as it is."""
        trainer = self._trainer
        if not math.isnan(trainer.epoch_loss):
            return trainer.epoch_loss
        return trainer.loss() if self._accuracy_is_cheap else trainer.last_loss

    def _snapshot(self) -> Snapshot:
        trainer = self._trainer
        if self._accuracy_is_cheap:
            self._accuracy = trainer.accuracy()
        return Snapshot(
            run_id=self.run_id,
            step=trainer.step_count,
            epoch=trainer.epoch,
            loss=self._loss(),
            accuracy=self._accuracy,
            parameters=trainer.network.parameters,
            gradient=frozen_copy(trainer.gradient),
            change=frozen_copy(trainer.change),
            history=self._recorder.freeze(),
            operation=self._operation,
            row=self._row,
        )
