"""Training: a step object that makes one update at a time and can be stopped and resumed anywhere."""

import math
import time
from collections.abc import Callable
from dataclasses import fields, replace
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlab.engine.arrays import Floats, aligned_zeros, as_matrix, frozen_copy, read_only
from nnlab.engine.batch_programs import BatchPrograms
from nnlab.engine.config import TrainingConfig
from nnlab.engine.errors import EngineError, unknown_name
from nnlab.engine.metrics import Task, accuracy, infer_task, right_rows
from nnlab.engine.network import Network, as_inputs, check_rows
from nnlab.engine.optimizers import Updater, optimizer
from nnlab.engine.parameters import LayerArrays, layer_views
from nnlab.engine.pixels import Pixels
from nnlab.engine.program import Kind, Operation, Program, require_gradients
from nnlab.engine.seeds import Stream, generator, generator_state, restore_generator
from nnlab.engine.state import TrainState
from nnlab.engine.tracing import TracedStep, require_traceable, traced_step

RECENT = 64

# The trainer makes the update itself, with its counters; this only stands for it in the list of operations.
_UPDATE = Operation(Kind.UPDATE, None, lambda: None)


class StopReason(Enum):
    """Which rule ended a training."""

    EPOCHS = "epochs"
    LOSS = "loss"
    EPOCH_ERROR = "epoch_error"
    ALL_RIGHT = "all_right"


class Trainer:
    """Trains `network` in place on inputs X (N, inputs) and targets T (N, outputs).

    `task` says what a right answer is; without it the targets are looked at. `state` resumes a training that
    was taken from another trainer: 100 updates straight equal 37, save, load and 63, bit for bit. With another
    number of samples than it was taken with, the pass under way begins anew. `counts_hits` counts, for the running
    accuracy, how many samples are answered rightly in the moment before they are learned from.
    Raises EngineError when the arrays or the state do not fit the network, when the state is none that a training
    leaves, or when the network cannot be trained.
    """

    def __init__(
        self,
        network: Network,
        X: ArrayLike | Pixels,
        T: ArrayLike,
        config: TrainingConfig,
        *,
        task: Task | None = None,
        state: TrainState | None = None,
        counts_hits: bool = False,
    ) -> None:
        spec = network.spec
        require_gradients(spec)
        if not network.theta.flags.writeable:
            raise EngineError("a network that only reads its parameters cannot be trained: copy() it.")
        self.network = network
        self.X = as_inputs(X, spec)
        self.T = as_matrix(T, spec.outputs, spec.dtype, "T", "the network has")
        check_rows(self.X, self.T)
        self.task = task or infer_task(self.T)
        self.counts_hits = counts_hits and self.task is not Task.VALUES
        classes = self.counts_hits and self.task is Task.CLASSES
        self._classes: list[int] | None = self.T.argmax(axis=1).tolist() if classes else None
        self.config = config
        self.gradient = aligned_zeros(network.theta.shape, spec.dtype)
        self.change = aligned_zeros(network.theta.shape, spec.dtype)
        self.stopped_by: StopReason | None = None
        self.stop_epoch: int | None = None
        self.last_loss = math.nan  # of the last batch
        self.epoch_loss = math.nan  # mean over the last completed pass
        self.epoch_accuracy = math.nan  # running accuracy of the last completed pass
        self.recent_losses = [math.nan] * RECENT  # of step s at s % RECENT
        self.on_epoch_end: Callable[[], None] | None = None
        self._programs = BatchPrograms(network, self.X, self.T, self.gradient, config.loss)
        self._pending: tuple[Program, list[Operation]] | None = None
        self._count = len(self.X)
        self._natural_order = read_only(np.arange(self._count, dtype=np.int64))
        self._restore(state or TrainState.fresh(network.parameters, config.seed))

    # -- state ---------------------------------------------------------------------------------------

    def _restore(self, state: TrainState) -> None:
        state.require_sound()
        spec, given = self.network.spec, state.parameters.spec
        if (given.slots, given.dtype) != (spec.slots, spec.dtype):
            raise EngineError(
                f"the state to resume is of a network {given.shape_text} of {given.dtype}, but this network is "
                f"{spec.shape_text} of {spec.dtype}."
            )
        self.network.theta[...] = state.parameters.vector
        self.step_count, self.epoch = state.step, state.epoch
        drawn = state.position > 0 or self.config.shuffle
        if drawn and len(state.order) == self._count:
            self._position, self._order, self._loss_sum = state.position, state.order, state.loss_sum
            self._loss_from = state.loss_from
            self._hits, self._hits_from = state.hits, state.hits_from
        else:
            self._begin_epoch()
        self.epoch_loss, self.epoch_accuracy = state.epoch_loss, state.epoch_accuracy
        self._rng = restore_generator(state.rng)
        rule = optimizer(self.config.optimizer)
        if state.optimizer == rule.name and len(state.slots) == len(rule.state_names):
            slots, self._optimizer_step = tuple(s.copy() for s in state.slots), state.optimizer_step
        else:
            slots, self._optimizer_step = self._empty_slots(), 0
        self._updater = Updater(rule, self.network.theta, self.gradient, slots, self.change)
        self._hyper = self.config.hyper

    def restore(self, state: TrainState) -> None:
        """Go back (or forward) to `state`, which was taken from a training of the same network shape."""
        self._pending = None
        self.stopped_by = self.stop_epoch = None
        self.last_loss = math.nan
        self.gradient.fill(0.0)
        self.change.fill(0.0)
        self._restore(state)

    def _empty_slots(self) -> tuple[Floats, ...]:
        return tuple(np.zeros_like(self.network.theta) for _ in optimizer(self.config.optimizer).state_names)

    @property
    def state(self) -> TrainState:
        """Everything needed to resume, as an immutable value."""
        return TrainState(
            parameters=self.network.parameters,
            optimizer=self.config.optimizer,
            slots=tuple(frozen_copy(slot) for slot in self._updater.state),
            optimizer_step=self._optimizer_step,
            step=self.step_count,
            epoch=self.epoch,
            position=self._position,
            order=self._order if self._position > 0 or self.config.shuffle else self._order[:0],
            loss_sum=self._loss_sum,
            rng=generator_state(self._rng),
            epoch_loss=self.epoch_loss,
            loss_from=self._loss_from,
            hits=self._hits,
            epoch_accuracy=self.epoch_accuracy,
            hits_from=self._hits_from,
        )

    def configure(self, **changes: Any) -> None:
        """Change settings in mid-run; weights stay. Another optimizer starts with empty state.

        A training that has stopped may go on. A pass under way keeps its order of samples.
        Raises EngineError, and changes nothing, for a value out of range.
        """
        unknown = sorted(changes.keys() - {field.name for field in fields(TrainingConfig)})
        if unknown:
            raise unknown_name("setting", unknown[0], (field.name for field in fields(TrainingConfig)))
        config = replace(self.config, **changes)
        self._finish_pending()
        other_rule = config.optimizer != self.config.optimizer
        reseeded = config.seed != self.config.seed
        reordered = reseeded or config.shuffle != self.config.shuffle
        if (config.loss, config.batch_size) != (self.config.loss, self.config.batch_size):
            self._programs = BatchPrograms(self.network, self.X, self.T, self.gradient, config.loss)
        if config.loss != self.config.loss:
            self.epoch_loss = math.nan  # the measure is another: sums of both would mean nothing
            self._loss_sum, self._loss_from = 0.0, self._position
        self.config, self._hyper = config, config.hyper
        if other_rule:
            rule = optimizer(config.optimizer)
            self._updater = Updater(rule, self.network.theta, self.gradient, self._empty_slots(), self.change)
            self._optimizer_step = 0
        if reseeded:
            self._rng = generator(config.seed, Stream.SHUFFLING)
        if reordered and self._position == 0:
            self._begin_epoch()
        self.stopped_by = self.stop_epoch = None

    # -- one step ------------------------------------------------------------------------------------

    @property
    def position(self) -> int:
        """How many samples of the pass under way are done."""
        return self._position

    @property
    def hits(self) -> int:
        """How many samples of the pass under way, from `hits_from` on, were right before they were learned from."""
        return self._hits

    @property
    def hits_from(self) -> int:
        """The sample of the pass from which on hits are counted: 0 unless a weight was set by hand in mid-pass."""
        return self._hits_from

    @property
    def loss_sum(self) -> float:
        """The sum of the losses of the samples of the pass under way, from `loss_from` on."""
        return self._loss_sum

    @property
    def loss_from(self) -> int:
        """The sample of the pass from which on losses are summed: 0 unless the loss was changed in mid-pass."""
        return self._loss_from

    @property
    def running_loss(self) -> float:
        """The mean loss of the samples of the pass under way, NaN before there is one."""
        seen = self._position - self._loss_from
        return self._loss_sum / seen if seen > 0 else math.nan

    @property
    def batch_rows(self) -> int:
        """How many samples the next update uses."""
        size = self.config.batch_size or self._count
        return min(size, self._count - self._position)

    def _begin_epoch(self) -> None:
        """Go to the start of a pass; where samples are shuffled, `next_batch` will draw their order."""
        self._position = self._loss_from = self._hits = self._hits_from = 0
        self._loss_sum = 0.0
        self._order = self._natural_order[:0] if self.config.shuffle else self._natural_order

    def next_batch(self) -> NDArray[np.int64]:
        """Return the row numbers of the samples that the next update uses."""
        if len(self._order) == 0:
            self._order = read_only(self._rng.permutation(self._natural_order))
        return self._order[self._position : self._position + (self.config.batch_size or self._count)]

    def step(self) -> bool:
        """Make exactly one update; return False, having made none, when a stop rule holds."""
        return self.advance(steps=1) == 1

    def advance(
        self, *, steps: int | None = None, seconds: float | None = None, to_epoch_end: bool = False
    ) -> int:
        """Make updates until a limit is reached or a stop rule holds; return how many were made.

        Without a limit, train to the end. A step that was begun operation by operation is finished first and
        counts. `seconds` are looked at after each update.
        """
        done = self._finish_pending()
        if self._has_stopped() or (done and (done == steps or (to_epoch_end and self._position == 0))):
            return done
        deadline = math.inf if seconds is None else time.perf_counter() + seconds
        most = math.inf if steps is None else steps
        # Opened around the loop, not in it: it costs a microsecond and is state of this thread.
        with np.errstate(all="ignore"):
            while done < most:
                program = self._programs.load(self.next_batch())
                for run in program.run_forward:
                    run()
                if self.config.stop_loss is not None and self._reached_stop_loss(program.loss):
                    break
                for run in program.run_backward:
                    run()
                ended = self._complete_step(program)
                done += 1
                if ended and (to_epoch_end or self.stopped_by is not None):
                    break
                if seconds is not None and time.perf_counter() >= deadline:
                    break
        return done

    def run(self) -> StopReason:
        """Train until a stop rule holds and return which one. Raises EngineError if no rule is set."""
        if not self.config.ends(self.task):
            raise EngineError("training would never stop: set epochs, stop_loss or another stop rule.")
        self.advance()
        assert self.stopped_by is not None
        return self.stopped_by

    def _complete_step(self, program: Program) -> bool:
        """Update the parameters and the counters; return whether this ended a pass over the data."""
        loss = program.loss
        if self.counts_hits:
            self._hits += self._hits_of(program) if math.isfinite(loss) else 0
        self._optimizer_step += 1
        self._updater.apply(self._hyper, self._optimizer_step)
        self.last_loss = self.recent_losses[self.step_count % RECENT] = loss
        self.step_count += 1
        rows = len(program.X)
        self._loss_sum += loss * rows
        self._position += rows
        if self._position < self._count:
            return False
        self._end_epoch()
        return True

    def _hits_of(self, program: Program) -> int:
        """Return how many samples of the batch under way, whose loss is finite, are answered rightly."""
        Y = program.outputs
        if len(Y) == 1 and self._classes is not None:  # several times faster than the general way
            return int(Y.argmax() == self._classes[self._order[self._position]])
        return int(right_rows(Y, program.T, self.task).sum())

    def _end_epoch(self) -> None:
        error, seen = self._loss_sum, self._count - self._loss_from
        self.epoch += 1
        self.epoch_loss = error / seen
        judged = self._count - self._hits_from
        self.epoch_accuracy = self._hits / judged if self.counts_hits else math.nan
        self._begin_epoch()
        config = self.config
        whole = seen == self._count  # the sum over a part of a pass is no reason to stop
        if config.stop_epoch_error is not None and whole and error < config.stop_epoch_error:
            self._stop(StopReason.EPOCH_ERROR, self.epoch - 1)
        elif config.stop_all_right and self.accuracy() == 1.0:
            self._stop(StopReason.ALL_RIGHT, self.epoch - 1)
        else:
            self._out_of_epochs()
        if self.on_epoch_end is not None:
            self.on_epoch_end()

    # -- stop rules ----------------------------------------------------------------------------------

    def _stop(self, reason: StopReason, epoch: int) -> None:
        self.stopped_by, self.stop_epoch = reason, epoch

    def _has_stopped(self) -> bool:
        return self.stopped_by is not None or self._out_of_epochs()

    def _out_of_epochs(self) -> bool:
        if self.config.epochs is not None and self.epoch >= self.config.epochs:
            self._stop(StopReason.EPOCHS, max(self.epoch - 1, 0))
            return True
        return False

    def _reached_stop_loss(self, loss: float) -> bool:
        """Return whether the pass under way, with this last batch, has a mean loss below stop_loss."""
        below = self.config.stop_loss
        if below is None:
            return False
        rows = self.batch_rows
        if self._position + rows < self._count:
            return False
        mean = (self._loss_sum + loss * rows) / (self._count - self._loss_from)
        if not mean < below:
            return False
        self.last_loss = loss
        self.epoch_loss = mean
        self._stop(StopReason.LOSS, self.epoch)
        return True

    # -- one operation at a time -----------------------------------------------------------------------

    def operations(self) -> tuple[Operation, ...]:
        """Return the operations of the step under way, or of the next one, in the order of computation."""
        program = self._pending[0] if self._pending else self._programs.load(self.next_batch(), traced=True)
        return (*program.forward, *program.backward, _UPDATE)

    def step_operation(self) -> Operation | None:
        """Compute the next operation of a traced step and return it; the last one is the update.

        The sum of the operations of a step is bit for bit the step that `step` makes. Returns None, having
        computed nothing, when a stop rule holds.
        """
        if self._pending is None:
            if self._has_stopped():
                return None
            program = self._programs.load(self.next_batch(), traced=True)
            self._pending = (program, [*program.forward, *program.backward])
        program, left = self._pending
        with np.errstate(all="ignore"):
            if not left:
                self._pending = None
                self._complete_step(program)
                return _UPDATE
            operation = left.pop(0)
            operation.run()
        if operation.kind is Kind.LOSS and self._reached_stop_loss(program.loss):
            self._pending = None
        return operation

    @property
    def traced_program(self) -> Program | None:
        """The arrays of the step under way, while a step is made operation by operation."""
        return self._pending[0] if self._pending else None

    def trace_step(self) -> TracedStep:
        """Return the step under way, or the next one, whole; the training stays where it is.

        It is computed by the kernels of `step_operation` from the same numbers, and is bit for bit what they compute.
        Raises TooLargeError for more than MAX_TRACED numbers.
        """
        rows = self.next_batch()
        require_traceable(self.network.spec, len(rows))
        return traced_step(self.state, self.X, self.T, self.config, rows)

    @property
    def operations_done(self) -> int:
        """How many operations of the step under way are made, 0 between two steps."""
        if self._pending is None:
            return 0
        program, left = self._pending
        return len(program.forward) + len(program.backward) - len(left)

    def _finish_pending(self) -> int:
        """Finish the step that was begun operation by operation; return how many updates that made, 0 or 1."""
        before = self.step_count
        while self._pending is not None:
            self.step_operation()
        return self.step_count - before

    # -- looking ---------------------------------------------------------------------------------------

    def accuracy(self) -> float | None:
        """Return the share of training samples answered rightly by the network as it is now."""
        if self.task is Task.VALUES:
            return None
        return accuracy(self.network.checked_predict(self.X), self.T, self.task)

    def loss(self) -> float:
        """Return the mean loss over all training samples of the network as it is now."""
        return self.network.loss(self.X, self.T, self.config.loss)

    def gradient_layers(self) -> tuple[LayerArrays, ...]:
        """Return (dW, db) of each layer as the last step left them: views, not copies."""
        return layer_views(self.network.spec, self.gradient)
