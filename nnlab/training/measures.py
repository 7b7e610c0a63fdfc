"""How good a training is, measured beside it: the curve, the running counts, the answers to unseen samples."""

import math
from collections import deque
from dataclasses import dataclass

from nnlab.data import Dataset
from nnlab.engine import History, HistoryRecorder, Task, Trainer, TrainState
from nnlab.training.evaluation import Answers, Evaluation

# Of small sets accuracy is measured at ends of epochs, which is cheap beside an epoch, and for every snapshot while
# that is cheap beside a snapshot (multiplications). Of large ones the running counts are kept.
_SMALL_ROWS = 1000
_WORK_FOR_ACCURACY = 1_000_000
_MOST_POINTS = (
    64  # of the curve in one pass over a large set; a power of two, as what is kept of them is halved
)
_LEAST_ROWS_OF_A_POINT = 100
_KEPT_POINTS = 256
_NO_LIMIT = 1 << 30  # updates at once


@dataclass(frozen=True, slots=True)
class Running:
    """The pass under way, or the last one when none is: of `seen` samples `hits` were answered rightly.

    Each was judged in the moment before it was learned from. `loss` is the mean of their losses.
    """

    seen: int
    hits: int
    loss: float

    @property
    def accuracy(self) -> float:
        """The share of hits, 0 to 1."""
        return self.hits / self.seen


@dataclass(frozen=True, eq=False, slots=True)
class Tested:
    """What the network answered to the samples that it is watched by (`Dataset.watched`) after `epoch` passes."""

    epoch: int
    answers: Answers


def measures_accuracy(epoch: int) -> bool:
    """Return whether the accuracy after `epoch` passes is measured for the curve.

    At first it is after every pass, later at steps of less than a hundredth of the run: too short to be seen, and
    measuring the smallest networks more often takes longer than training them.
    """
    return epoch % (1 << (epoch >> 8).bit_length()) == 0


def counts_hits(dataset: Dataset) -> bool:
    """Return whether a data set is so large that right answers are counted while it is learned."""
    return len(dataset.inputs) > _SMALL_ROWS


def points_of_epoch(rows: int) -> int:
    """Return how many points the curve has in one pass over so many samples: a power of two.

    >>> points_of_epoch(10), points_of_epoch(1001), points_of_epoch(60_000)
    (1, 8, 64)
    """
    if rows <= _SMALL_ROWS:
        return 1
    return min(1 << (rows // _LEAST_ROWS_OF_A_POINT).bit_length() - 1, _MOST_POINTS)


def running_counts(training: Trainer | TrainState, dataset: Dataset) -> Running | None:
    """Return the counts of the pass under way or, between two, of the last one; None where nobody counts."""
    if not counts_hits(dataset) or dataset.task is Task.VALUES:
        return None
    rows = len(dataset.inputs)
    if training.position > 0:
        seen = training.position - training.hits_from
        return Running(seen, training.hits, training.running_loss) if seen else None
    if math.isnan(training.epoch_accuracy):
        return None
    return Running(rows, round(training.epoch_accuracy * rows), training.epoch_loss)


class Measures:
    """Follows one trainer. Call `after_updates` after every few updates, none of which goes beyond `steps_to_point`."""

    def __init__(self, trainer: Trainer, dataset: Dataset, history: History) -> None:
        self._trainer, self._dataset = trainer, dataset
        rows = len(dataset.inputs)
        self._small = not counts_hits(dataset)
        self._recorder = HistoryRecorder(history, points_of_epoch(rows))
        self._accuracy_is_cheap = rows * trainer.network.spec.parameter_count <= _WORK_FOR_ACCURACY
        self.accuracy = trainer.accuracy() if self._small else None
        self.tested: Tested | None = None
        self._evaluation: tuple[int, Evaluation] | None = None  # and after which epoch
        watched = dataset.watched
        # Where points began: whoever is put back into one goes on with it. Two passes have at most 128.
        self._begun: deque[tuple[int, tuple[float, int, int, int], int]] = deque(maxlen=_KEPT_POINTS)
        self._test_every = 0 if watched is None else max(1, math.ceil(len(watched.inputs) / (2 * rows)))
        if not len(history.epochs) and self._small:
            self._recorder.add(0.0, trainer.loss(), self.accuracy)  # where the curve comes from
        self._begin_point()
        trainer.on_epoch_end = self._on_epoch_end

    def close(self) -> None:
        """Let the trainer go, or the two would keep each other, and large arrays, in memory."""
        self._trainer.on_epoch_end = None

    # -- the curve -------------------------------------------------------------------------------------

    def steps_to_point(self) -> int:
        """Return how many updates there are to the next point of the curve."""
        if self._small:
            return _NO_LIMIT
        trainer = self._trainer
        return -(-(self._next_rows() - trainer.position) // trainer.batch_rows)

    def after_updates(self) -> None:
        """Add a point to the curve where one is due inside a pass."""
        trainer = self._trainer
        if not self._small and trainer.position >= self._next_rows():
            self._add_point(trainer.loss_sum, trainer.hits, trainer.position)
            self._begin_point()

    def mark(self, setting: str, value: str) -> None:
        """Note that a setting was changed; losses of another kind do not go into one point."""
        self._recorder.mark(self.epochs_done, setting, value)
        if setting == "loss":
            self._begin_point()

    def go_back(self) -> None:
        """Forget what came after the point to which the trainer has been put back."""
        self._recorder.forget_after(self.epochs_done)
        self._evaluation = None
        if self.tested is not None and self.tested.epoch > self.epochs_done:
            self.tested = None
        self._take_up_point()
        if self._small:
            self.accuracy = self._trainer.accuracy()

    @property
    def epochs_done(self) -> float:
        """The passes over the data that are done, with the part of the one under way."""
        return self._trainer.epoch + self._trainer.position / len(self._trainer.X)

    def _next_rows(self) -> int:
        """Return how many samples of the pass are done when the next point is due."""
        per_epoch, rows = self._recorder.per_epoch, len(self._trainer.X)
        return -(-(self._point[2] * per_epoch // rows + 1) * rows // per_epoch)

    def _begin_point(self) -> None:
        trainer = self._trainer
        self._point = trainer.loss_sum, trainer.hits, trainer.position, trainer.loss_from
        self._hits_from = trainer.hits_from
        self._begun.append((trainer.epoch, self._point, self._hits_from))

    def _take_up_point(self) -> None:
        """Go on with the point in which the trainer is, after it has been put back."""
        here = (self._trainer.epoch, self._trainer.position)
        while self._begun and (self._begun[-1][0], self._begun[-1][1][2]) > here:
            self._begun.pop()
        if self._begun and self._begun[-1][0] == here[0]:
            _, self._point, self._hits_from = self._begun[-1]
        else:
            self._begin_point()

    def _add_point(self, loss_sum: float, hits: int, position: int) -> None:
        """Add a point for the samples since the last one, up to `position` of the pass under way."""
        trainer, recorder = self._trainer, self._recorder
        rows, (loss_before, hits_before, position_before, _) = len(trainer.X), self._point
        ended = position == rows
        epoch = float(trainer.epoch) if ended else self.epochs_done
        seen = position - position_before
        if seen > 0 and recorder.wants(int(epoch * recorder.per_epoch + 1e-6)):
            share = (hits - hits_before) / seen if trainer.counts_hits else None
            recorder.add(epoch, (loss_sum - loss_before) / seen, share)

    def _on_epoch_end(self) -> None:
        trainer, recorder = self._trainer, self._recorder
        if not self._small:
            rows = len(trainer.X)
            hits = round(trainer.epoch_accuracy * (rows - self._hits_from)) if trainer.counts_hits else 0
            self._add_point(trainer.epoch_loss * (rows - self._point[3]), hits, rows)
            self._begin_point()
        elif recorder.wants(trainer.epoch):
            measured = None  # a point without accuracy, not with that of another epoch
            if measures_accuracy(trainer.epoch):
                measured = self.accuracy = trainer.accuracy()
            recorder.add(float(trainer.epoch), trainer.epoch_loss, measured)
        if self._tests_after(trainer.epoch):
            self.finish_test()
            self._begin_test()
            if self._small:  # soon done, and its point is in the curve from the beginning
                self.finish_test()

    def _tests_after(self, epoch: int) -> bool:
        """Return whether the unseen samples are answered after so many passes: of small sets as rarely as measured."""
        is_due = self._test_every > 0 and epoch % self._test_every == 0
        return is_due and (not self._small or (measures_accuracy(epoch) and self._recorder.wants(epoch)))

    # -- unseen samples ----------------------------------------------------------------------------------

    @property
    def is_testing(self) -> bool:
        """Whether unseen samples are still to be answered."""
        return self._evaluation is not None

    def test(self, seconds: float = math.inf) -> None:
        """Go on answering the unseen samples for about so many seconds."""
        if self._evaluation is None:
            return
        epoch, evaluation = self._evaluation
        answers = evaluation.advance(seconds)
        if answers is not None:
            self._evaluation = None
            self.tested = Tested(epoch, answers)
            share = None if self._dataset.task is Task.VALUES else answers.accuracy
            self._recorder.set_test(float(epoch), share, answers.loss)

    def finish_test(self) -> None:
        """Answer the unseen samples that are left: of every network that is tested all of them are."""
        self.test()

    def test_at_end(self) -> None:
        """Begin to test the network as it is at the end of a training, unless that is done or under way."""
        epoch = self._trainer.epoch
        tested = self.tested.epoch if self.tested else None
        under_way = self._evaluation[0] if self._evaluation else None
        inside = self._trainer.position > 0  # a pass whose last update a stop rule forestalled
        if self._test_every and (inside or epoch not in (tested, under_way)):
            self.finish_test()
            self._begin_test()

    def _begin_test(self) -> None:
        watched = self._dataset.watched
        assert watched is not None
        trainer = self._trainer
        evaluation = Evaluation(trainer.network.parameters, watched, trainer.config.loss)
        self._evaluation = trainer.epoch, evaluation

    # -- what is shown -----------------------------------------------------------------------------------

    @property
    def history(self) -> History:
        """The curve so far."""
        return self._recorder.freeze()

    @property
    def running(self) -> Running | None:
        """The counts of the pass under way or, between two, of the last one; None for small sets."""
        return running_counts(self._trainer, self._dataset)

    def measure(self) -> tuple[float, float | None]:
        """Return loss and accuracy as they are shown now.

        Of a small set: the mean loss of the last completed pass, before there is one that of the network as it is, and
        the accuracy of the network. Of a large one: the running mean and the running accuracy of the pass under way.
        """
        trainer, running = self._trainer, self.running
        if running is not None:  # just after a change of the loss there is nothing of the new one yet
            return trainer.last_loss if math.isnan(running.loss) else running.loss, running.accuracy
        if self._small and self._accuracy_is_cheap:
            self.accuracy = trainer.accuracy()
        if not math.isnan(trainer.epoch_loss):
            return trainer.epoch_loss, self.accuracy
        return trainer.loss() if self._accuracy_is_cheap else trainer.last_loss, self.accuracy

    def settle(self) -> None:
        """Measure the accuracy of a small set as the training leaves it."""
        if self._small and self._trainer.task is not Task.VALUES:
            self.accuracy = self._trainer.accuracy()
