"""What a run's thread does: it owns the trainer and takes the turns that the control grants."""

import math
from queue import SimpleQueue

from nnlab.engine import HistoryRecorder, Kind, Network, Operation, Parameters, Trainer, TrainState
from nnlab.engine.arrays import frozen_copy
from nnlab.training.control import Advance, OneStep, Rest, RunControl, StepSize, Turn
from nnlab.training.divergence import LOOK_EVERY, Divergence, Guard, TrainingWarning
from nnlab.training.events import Diverged, Event, Finished, Paused, Warned
from nnlab.training.mailbox import Mailbox
from nnlab.training.run_setup import RunSetup
from nnlab.training.snapshot import OperationView, Snapshot

# Accuracy is measured at ends of epochs while that is cheap beside an epoch, and for every snapshot while it is
# cheap beside a snapshot (multiplications).
_ROWS_FOR_ACCURACY = 1000
_WORK_FOR_ACCURACY = 1_000_000
_LONGEST_SLICE_SECONDS = 0.05  # of a step that nobody watches: a pause is obeyed after it


def measures_accuracy(epoch: int) -> bool:
    """Return whether the accuracy after `epoch` passes is measured for the curve.

    At first it is after every pass, later at steps of less than a hundredth of the run: too short to be seen, and
    measuring the smallest networks more often takes longer than training them.
    """
    return epoch % (1 << (epoch >> 8).bit_length()) == 0


class Worker:
    """Trains as `control` says, and tells of it. It lives and works in the run's thread only."""

    def __init__(
        self,
        run_id: int,
        setup: RunSetup,
        control: RunControl,
        events: SimpleQueue[Event],
        mailbox: Mailbox[Snapshot],
    ) -> None:
        """Prepare a training; raises EngineError when the network cannot be trained on the data."""
        self._run_id, self._control, self._events, self._mailbox = run_id, control, events, mailbox
        data, spec = setup.dataset, setup.state.parameters.spec
        network = Network.from_parameters(setup.state.parameters)
        self._trainer = Trainer(
            network, data.inputs, data.targets, setup.config, task=data.task, state=setup.state
        )
        self._trainer.on_epoch_end = self._on_epoch_end
        self._guard = Guard(self._trainer, Parameters.drawn(spec, setup.config.seed, setup.given))
        self._guard.armed = setup.guarded
        self._recorder = HistoryRecorder(setup.history)
        rows = len(data.inputs)
        self._accuracy = self._trainer.accuracy() if rows <= _ROWS_FOR_ACCURACY else None
        self._accuracy_is_cheap = rows * spec.parameter_count <= _WORK_FOR_ACCURACY
        if not len(setup.history.epochs) and rows <= _ROWS_FOR_ACCURACY:
            self._recorder.add(0.0, self._trainer.loss(), self._accuracy)  # where the curve comes from
        self._operation: OperationView | None = None
        self._row: int | None = None
        self._sample = 0  # how many samples of the next batch have been shown

    @property
    def last_good(self) -> TrainState:
        """The newest state that is known to be good."""
        return self._guard.last_good

    def work(self) -> None:
        """Do what the control says until it says no more; the last snapshot stays in the mailbox."""
        try:
            while (turn := self._control.wait_turn()) is not None:
                if not self._take(turn):
                    break
            self._check(0, thoroughly=True)
            self._mailbox.put(self._snapshot())
        finally:
            self._trainer.on_epoch_end = None  # or the two would keep each other, and large arrays, in memory

    def _take(self, turn: Turn) -> bool:
        """Do what a turn says; return False when the run is over."""
        if turn.changes:
            self._configure(turn.changes)
        match turn.order:
            case Rest():
                self._check(0, thoroughly=True)
                self._events.put(Paused(self._run_id, self._trainer.state, self._snapshot()))
                self._control.tell_rest()  # after the event: who sees the rest finds the event
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
        shows = self._mailbox.claim() or paced
        if not self._check(updates, thoroughly=shows or ends) and ends:
            self._tell_finished()
            return False
        if shows:
            self._mailbox.put(self._snapshot())
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
        steps = min(order.steps, self._steps_to_look())
        return self._trainer.advance(steps=steps, seconds=order.seconds)

    def _steps_to_look(self) -> int:
        """Return how many steps there are to the next at which the guard looks."""
        return LOOK_EVERY - self._trainer.step_count % LOOK_EVERY

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
            done = self._trainer.advance(
                steps=self._steps_to_look(), seconds=_LONGEST_SLICE_SECONDS, to_epoch_end=True
            )
            if self._check(done) or self._control.is_interrupted:
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
                self._control.rest()
                self._recorder.forget_after(self._epochs_done())
                self._accuracy = self._trainer.accuracy()
                self._operation = self._row = None
                self._events.put(Diverged(self._run_id, found))
                return True
            case TrainingWarning():
                self._events.put(Warned(self._run_id, found))
        return False

    def _tell_finished(self) -> None:
        trainer = self._trainer
        reason, epoch = trainer.stopped_by, trainer.stop_epoch
        assert reason is not None
        assert epoch is not None
        self._accuracy = trainer.accuracy()
        self._events.put(Finished(self._run_id, reason, epoch, trainer.state, self._snapshot()))

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
            run_id=self._run_id,
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
