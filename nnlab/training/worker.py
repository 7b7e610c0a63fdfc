"""What a run's thread does: it owns the trainer and takes the turns that the control grants."""

import time
from queue import SimpleQueue

from nnlab.engine import Kind, Network, Operation, Parameters, Trainer, TrainState
from nnlab.engine.arrays import frozen_copy
from nnlab.training.backward import ALL_BUT_ONE, Stop, stop_before
from nnlab.training.control import Advance, OneStep, OneStepBack, Rest, RunControl, StepSize, Turn
from nnlab.training.divergence import LOOK_EVERY, Divergence, Guard, TrainingWarning
from nnlab.training.events import Diverged, Event, Finished, Paused, Reached, Warned
from nnlab.training.film import Film
from nnlab.training.mailbox import Mailbox
from nnlab.training.measures import Measures, counts_hits
from nnlab.training.noted_places import NotedPlaces
from nnlab.training.run_setup import RunSetup
from nnlab.training.snapshot import OperationView, Snapshot, TraceView
from nnlab.training.tracing import Tracing

_LONGEST_SLICE_SECONDS = 0.05  # of a step that nobody watches: a pause is obeyed after it
_SHORT_WAY_SECONDS = 0.3  # a way back that takes no longer is gone to its end, whoever waits
_TEST_SECONDS = 0.004  # of a turn, for unseen samples that are to be answered
_SAMPLES = (OneStep(StepSize.SAMPLE), OneStepBack(StepSize.SAMPLE))


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
            network,
            data.inputs,
            data.targets,
            setup.config,
            task=data.task,
            state=setup.state,
            counts_hits=counts_hits(data),
        )
        self._guard = Guard(self._trainer, Parameters.drawn(spec, setup.config.seed, setup.given))
        self._guard.armed = setup.guarded
        self._measures = Measures(self._trainer, data, setup.history)
        self._operation: OperationView | None = None
        self._row: int | None = None
        self._sample = 0  # how many samples of the next batch have been shown
        self._places = NotedPlaces(self._trainer)
        self._tracing = Tracing(self._trainer)
        self._film = Film(setup.state, setup.config, data)

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
            if self._control.claim_report():
                self._tell_reached()
        finally:
            self._measures.close()

    def _take(self, turn: Turn) -> bool:
        """Do what a turn says; return False when the run is over."""
        if turn.changes:
            self._configure(turn.changes)
        match turn.order:
            case Rest():
                self._control.claim_report()  # what it tells now is that
                self._check(0, thoroughly=True)
                self._events.put(Paused(self._run_id, self._trainer.state, self._snapshot()))
                self._control.tell_rest()  # after the event: who sees the rest finds the event
                return True
            case Advance() as advance:
                updates = self._advance(advance)
                paced = advance.paced
            case OneStep(size):
                self._places.note()
                updates = self._one_step(size)
                paced = True
            case OneStepBack(size):
                self._step_back(size)
                updates, paced = 0, True
        if turn.order not in _SAMPLES:
            self._sample = 0
        ends = self._trainer.stopped_by is not None
        shows, reports = self._mailbox.claim() or paced, self._control.claim_report()
        exploded = self._check(updates, thoroughly=shows or reports or ends)
        if ends and not exploded:
            self._tell_finished()
            return False
        if reports and not exploded:
            self._tell_reached()
        if shows:
            self._mailbox.put(self._snapshot())
        return True

    def _configure(self, changes: dict[str, object]) -> None:
        self._trainer.configure(**changes)
        self._places.forget()
        self._film.turn(self._trainer.state, self._trainer.config)
        self._tracing.forget()
        self._operation = None
        self._sample = 0
        self._guard.rearm()
        for setting, value in changes.items():
            self._measures.mark(setting, str(value))

    def _advance(self, order: Advance) -> int:
        if order.unit is StepSize.OPERATION:
            return self._step_operation()
        self._operation = None
        self._row = int(self._trainer.next_batch()[0]) if order.paced else None
        if self._places.are_due:
            self._places.note()
        self._tracing.show_made(False)
        self._measures.test(_TEST_SECONDS)
        steps = min(order.steps, self._most_steps())
        if order.paced and steps == 1:  # slow enough to look at each of them
            return self._advance_by_one()
        return self._make_steps(steps, order.seconds)

    def _make_steps(self, steps: int, seconds: float, *, to_epoch_end: bool = False) -> int:
        """Make at most so many updates, for about so many seconds, by way of the moments that are due for the film."""
        trainer, done, end = self._trainer, 0, time.perf_counter() + seconds
        while done < steps:
            at_once = min(steps - done, self._film.steps_to_moment(trainer.step_count))
            made = trainer.advance(steps=at_once, seconds=seconds, to_epoch_end=to_epoch_end)
            done += made
            self._after_updates()
            seconds = end - time.perf_counter()
            ended = trainer.stopped_by is not None or (to_epoch_end and trainer.position == 0)
            if ended or made < at_once or seconds <= 0:
                break
        return done

    def _after_updates(self) -> None:
        """Note what is due after some updates: a point of the curve, and a moment of the film."""
        self._measures.after_updates()
        trainer = self._trainer
        if self._film.wants(trainer.step_count) and trainer.operations_done == 0:
            self._film.note(trainer.state, trainer.config)

    def _most_steps(self) -> int:
        """Return how many steps can be made at once: to where the guard looks, or a point of the curve is due."""
        return min(LOOK_EVERY - self._trainer.step_count % LOOK_EVERY, self._measures.steps_to_point())

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
                return self._advance_by_one()

    def _step_epoch(self) -> int:
        """Finish the pass under way, in slices: a stop is obeyed in good time, and a window is shown how far it is."""
        self._operation = self._row = None
        self._tracing.show_made(False)
        epoch = self._trainer.epoch
        while self._trainer.epoch == epoch and self._trainer.stopped_by is None:
            done = self._make_steps(self._most_steps(), _LONGEST_SLICE_SECONDS, to_epoch_end=True)
            shows = self._mailbox.claim()
            if self._check(done, thoroughly=shows) or self._control.is_interrupted:
                break
            if self._places.are_due:
                self._places.note(goal=self._trainer.step_count)
            if shows:
                self._mailbox.put(self._snapshot())
        while self._measures.is_testing and not self._control.is_interrupted:
            self._measures.test(_TEST_SECONDS)
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
        return self._advance_by_one()

    def _advance_by_one(self) -> int:
        if self._control.traces:
            self._tracing.trace()
        self._tracing.show_made(True)
        done = self._trainer.advance(steps=1)
        self._after_updates()
        return done

    def _step_operation(self) -> int:
        trainer = self._trainer
        places = [(operation.kind, operation.layer) for operation in trainer.operations()]
        if trainer.traced_program is None:
            self._places.note()
            self._row = int(trainer.next_batch()[0])
            if self._control.traces:
                self._tracing.trace()
        operation: Operation | None = trainer.step_operation()
        if operation is None:
            return 0
        self._tracing.show_made(True)
        kind, layer = operation.kind, operation.layer
        self._operation = OperationView(kind, layer, places.index((kind, layer)) + 1, len(places))
        self._after_updates()
        return 1 if kind is Kind.UPDATE else 0

    # -- the way back ----------------------------------------------------------------------------------

    @property
    def _here(self) -> Stop:
        """Where the training stands."""
        return Stop(self._trainer.step_count, self._trainer.operations_done, self._sample)

    def _step_back(self, size: StepSize) -> None:
        """Go one step back, if a way leads there: weights, counters, curve and all.

        A long way that is interrupted leaves the training where it was. Nothing is shown of the places on the way:
        the run does not stand at any of them.
        """
        trainer, began = self._trainer, time.monotonic()
        stop = stop_before(trainer, size, self._here)

        def gives_up() -> bool:
            return self._control.is_interrupted and time.monotonic() - began > _SHORT_WAY_SECONDS

        if self._places.go_back(stop, gives_up):
            self._measures.go_back()
            self._guard.go_back()
            self._show_place(stop)

    def _show_place(self, stop: Stop) -> None:
        """Show the operation or the sample that a step back has led to."""
        trainer, batch = self._trainer, self._trainer.next_batch()
        self._sample = len(batch) - 1 if stop.samples == ALL_BUT_ONE else stop.samples
        self._tracing.went_back()
        self._operation = None
        if stop.operations:
            places = [(operation.kind, operation.layer) for operation in trainer.operations()]
            kind, layer = places[stop.operations - 1]
            self._operation = OperationView(kind, layer, stop.operations, len(places))
        shown = max(self._sample - 1, 0)
        self._row = int(batch[shown]) if stop.operations or self._sample else None

    # -- what it tells ---------------------------------------------------------------------------------

    def _check(self, updates: int, *, thoroughly: bool = False) -> bool:
        """Let the guard look; return whether training exploded."""
        found = self._guard.check(updates, thoroughly=thoroughly) if updates or thoroughly else None
        match found:
            case Divergence():
                self._control.rest()
                self._measures.go_back()
                self._operation = self._row = None
                self._tracing.forget()
                self._places.forget_later()
                self._film.forget_after(self._trainer.step_count)
                self._events.put(Diverged(self._run_id, found))
                return True
            case TrainingWarning():
                self._events.put(Warned(self._run_id, found))
        return False

    def _tell_reached(self) -> None:
        self._events.put(Reached(self._run_id, self._trainer.state, self._snapshot()))

    def _tell_finished(self) -> None:
        trainer = self._trainer
        reason, epoch = trainer.stopped_by, trainer.stop_epoch
        assert reason is not None
        assert epoch is not None
        self._measures.settle()
        self._test_at_end()
        self._events.put(Finished(self._run_id, reason, epoch, trainer.state, self._snapshot()))

    def _test_at_end(self) -> None:
        """Answer the unseen samples by the network as it has become, while pictures go on and a stop is heard."""
        self._measures.test_at_end()
        while self._measures.is_testing and not self._control.is_interrupted:
            self._measures.test(_TEST_SECONDS)
            if self._mailbox.claim():
                self._mailbox.put(self._snapshot())

    def _trace(self) -> TraceView | None:
        """Return the step that is looked at, while somebody does."""
        if self._control.traces:
            return self._tracing.view(self._here)
        self._tracing.forget()
        return None

    def _snapshot(self) -> Snapshot:
        trainer = self._trainer
        loss, accuracy = self._measures.measure()
        return Snapshot(
            run_id=self._run_id,
            step=trainer.step_count,
            epoch=trainer.epoch,
            loss=loss,
            accuracy=accuracy,
            parameters=trainer.network.parameters,
            gradient=frozen_copy(trainer.gradient),
            change=frozen_copy(trainer.change),
            history=self._measures.history,
            operation=self._operation,
            row=self._row,
            running=self._measures.running,
            tested=self._measures.tested,
            part=trainer.position / len(trainer.X),
            trace=self._trace(),
            reaches_back=self._places.reach_back_from(self._here),
            film=self._film.moments,
        )
