"""One trial of a sweep: a training from its beginning to its end, and what came of it as a value."""

import hashlib
import logging
import math
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from nnlab.data import Dataset
from nnlab.data.numeric_errors import errors_of, joint_error, usual_errors
from nnlab.data.resplit import unsplit
from nnlab.data.tabular.preparing import scales_of
from nnlab.engine import EngineError, History, Network, Parameters, StopReason, Task, accuracy
from nnlab.engine.arrays import Floats
from nnlab.files import Cancelled
from nnlab.project import ProjectState
from nnlab.training import Fate, Outcome, RunSetup, evaluate, train_whole
from nnlab.trials.plan import Settings, Trial
from nnlab.trials.resampling import without_fold

MOST_CLASSES = 256  # of a confusion that is kept: a class is a byte
_MOST_SAMPLES = 10**9
_log = logging.getLogger("nnlab")
MOST_POINTS = 128  # of a curve: as many as a chart of many curves can show
FINISHED, DIVERGED, FAILED, REFUSED, LOST = "finished", "diverged", "failed", "refused", "lost"
_ENDS = frozenset({FINISHED, DIVERGED, FAILED, REFUSED, LOST})


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A point of a training's curve, at `epoch`; None where nothing was measured, or what is no finite number."""

    epoch: float
    loss: float | None
    accuracy: float | None
    watched_accuracy: float | None
    watched_loss: float | None


@dataclass(frozen=True, slots=True)
class TrialResult:
    """What came of a trial. All but `seconds` is the same wherever it was made, bit for bit.

    index, settings, seed   as in the trial
    ended                   'finished': a stop rule held. 'diverged': training exploded. 'failed': no memory, or a fault
                            of nnlab's own. 'refused': such a network cannot be trained. 'lost': its workers
                            ended three times
    reason                  which stop rule, or what went wrong, in a word or a sentence
    loss, accuracy          of the final weights on the samples of the training; None for what diverged or failed,
                            where there are none that count, and accuracy for numbers, which are not right or wrong
    watched_loss, watched_accuracy   on samples never learned from, where there are such
    error, watched_error    of numbers how far they are off, on both (`data.numeric_errors.joint_error`, by the usual
                            errors of all samples, whatever part is trained on); None where something is right or wrong
    watched_errors          of each target, in its own units, on samples never learned from
    epochs, steps           completed passes and updates
    curve                   at most 128 points
    confusion               of the samples of a fold, where they have classes: how many of each true class (a row) are
                            answered as each class (a column); what is no finite number answers nothing
    checksum                SHA-256 of the final weights, as little-endian bytes
    seconds                 how long it took; not compared
    """

    index: int
    settings: Settings
    seed: int
    ended: str
    reason: str
    loss: float | None = None
    accuracy: float | None = None
    watched_loss: float | None = None
    watched_accuracy: float | None = None
    error: float | None = None
    watched_error: float | None = None
    watched_errors: tuple[float, ...] = ()
    epochs: int = 0
    steps: int = 0
    curve: tuple[CurvePoint, ...] = ()
    checksum: str = ""
    confusion: tuple[tuple[int, ...], ...] = ()
    seconds: float = field(default=0.0, compare=False)

    @property
    def finished(self) -> bool:
        """Whether a stop rule ended it, so that its numbers count."""
        return self.ended == FINISHED


def is_possible(result: TrialResult) -> bool:
    """Whether a training may have come to `result`, that somebody else may have written: all figures in bounds.

    A loss may be below 0: the cross-entropy of targets that are no shares has no least value.
    """
    curve = result.curve
    epochs = [point.epoch for point in curve]
    shares = [result.accuracy, result.watched_accuracy, *(point.accuracy for point in curve)]
    shares += [point.watched_accuracy for point in curve]
    losses = [result.loss, result.watched_loss, *(point.loss for point in curve)]
    losses += [point.watched_loss for point in curve]
    errors = (result.error, result.watched_error, *result.watched_errors)
    return (
        result.ended in _ENDS
        and len(curve) <= MOST_POINTS
        and _is_square(result.confusion)
        and epochs == sorted(epochs)
        and _all_within(0.0, 1.0, shares)
        and _all_within(-math.inf, math.inf, losses)
        and _all_within(0.0, math.inf, (*errors, *epochs, result.epochs, result.steps, result.seconds))
    )


def _is_square(counts: tuple[tuple[int, ...], ...]) -> bool:
    """Whether there are as many columns as rows, and no more than there can be samples in a cell."""
    side = len(counts)
    return side <= MOST_CLASSES and all(
        len(row) == side and all(0 <= count <= _MOST_SAMPLES for count in row) for row in counts
    )


def _all_within(least: float, most: float, numbers: Iterable[float | None]) -> bool:
    """Whether all numbers that are there are finite and from `least` to `most`."""
    return all(number is None or (least <= number <= most and math.isfinite(number)) for number in numbers)


def unmade(trial: Trial, ended: str, reason: str) -> TrialResult:
    """Return the result of a trial that came to nothing."""
    return TrialResult(trial.index, trial.settings, trial.seed, ended, reason)


def run_trial(base: ProjectState, trial: Trial, cancelled: Cancelled | None = None) -> TrialResult | None:
    """Train as `trial` says; return what came of it, or None when it was `cancelled`.

    What it raises is its result: one setting for which there is no memory does not end the sweep of all others.
    The same trial gives the same result, bit for bit: one BLAS thread, and nothing that depends on time.
    """
    began = time.perf_counter()
    with threadpool_limits(limits=1, user_api="blas"):
        try:
            whole = trial.state(base)
            state = without_fold(whole, trial.fold)
            setup = RunSetup(state.dataset, state.training, state.config, state.given, state.history)
            outcome = train_whole(setup, cancelled=cancelled)
            if outcome.ended_by is Fate.INTERRUPTED:
                return None
            result = _result(trial, state, outcome, whole.dataset)
        except EngineError as error:
            result = unmade(trial, REFUSED, str(error))
        except MemoryError as error:
            _log.error("a run had not enough memory", exc_info=error)
            result = unmade(trial, FAILED, "this computer has not enough memory for it")
        except Exception as error:
            _log.error("a run failed", exc_info=error)
            result = unmade(trial, FAILED, f"a fault of nnlab's own ({type(error).__name__})")
    return replace(result, seconds=round(time.perf_counter() - began, 6))


def _result(trial: Trial, state: ProjectState, outcome: Outcome, every: Dataset) -> TrialResult:
    """Return what came of the training of `state`, whose samples are those of `every` without a fold."""
    training = outcome.training
    result = TrialResult(
        index=trial.index,
        settings=trial.settings,
        seed=trial.seed,
        ended=FINISHED,
        reason="",
        epochs=training.epoch,
        steps=training.step,
        curve=curve_of(outcome.history),
        checksum=checksum_of(training.parameters.vector),
    )
    match outcome.ended_by:
        case Fate.DIVERGED:
            step = 0 if outcome.divergence is None else outcome.divergence.step
            return replace(result, ended=DIVERGED, reason=f"training exploded at step {step:,}")
        case Fate.FAILED:
            return replace(result, ended=FAILED, reason=outcome.message)
        case StopReason() as reason:
            result = replace(result, reason=reason.value)
    result = _judged(result, training.parameters, state)
    if state.dataset.task is Task.VALUES:
        return _with_errors(result, training.parameters, state.dataset, every)
    return result if trial.fold is None else _with_confusion(result, training.parameters, state.dataset)


def _judged(result: TrialResult, parameters: Parameters, state: ProjectState) -> TrialResult:
    """Return the result with loss and accuracy of the final weights, on their samples and those never learned from."""
    network, loss = Network.reading(parameters), state.config.loss
    data, watched = state.dataset, state.dataset.watched
    share = accuracy(network.predict(data.inputs), data.targets, data.task)
    result = replace(
        result,
        loss=_finite(network.loss(data.inputs, data.targets, loss)),
        accuracy=None if share is None else float(share),
    )
    if watched is None:
        return result
    result = replace(result, watched_loss=_finite(network.loss(watched.inputs, watched.targets, loss)))
    if data.task is Task.VALUES:
        return result
    return replace(result, watched_accuracy=evaluate(parameters, watched).accuracy)


def _with_errors(result: TrialResult, parameters: Parameters, data: Dataset, every: Dataset) -> TrialResult:
    """Return the result with how far numbers are off; as one number by the usual errors of `every` sample."""
    network, scales, usual = Network.reading(parameters), scales_of(data), usual_errors(unsplit(every))
    errors = errors_of(network.predict(data.inputs), data.targets, scales)
    result = replace(result, error=_finite(joint_error(errors, usual)))
    if data.watched is None:
        return result
    errors = errors_of(network.predict(data.watched.inputs), data.watched.targets, scales)
    if not all(map(math.isfinite, errors)):
        return result
    return replace(result, watched_error=_finite(joint_error(errors, usual)), watched_errors=errors)


def _with_confusion(result: TrialResult, parameters: Parameters, data: Dataset) -> TrialResult:
    """Return the result with how the samples of a fold are told apart, where they have classes, and not too many."""
    watched = data.watched
    if watched is None or data.task is not Task.CLASSES or watched.targets.shape[1] > MOST_CLASSES:
        return result
    answers = evaluate(parameters, watched)
    return replace(result, confusion=tuple(map(tuple, answers.confusion.tolist())))


def checksum_of(vector: Floats) -> str:
    """Return the SHA-256 of weights as little-endian bytes: equal weights, equal to the bit, have the same."""
    return hashlib.sha256(vector.astype(vector.dtype.newbyteorder("<")).tobytes()).hexdigest()


def curve_of(history: History, most: int = MOST_POINTS) -> tuple[CurvePoint, ...]:
    """Return at most `most` points of a curve, evenly spread; the last one, and what was measured, come first."""
    columns = (history.loss, history.accuracy, history.test_accuracy, history.test_loss)
    return tuple(
        CurvePoint(float(history.epochs[at]), *(_finite(column[at]) for column in columns))
        for at in _kept(history, most)
    )


def _kept(history: History, most: int) -> NDArray[np.intp]:
    count = len(history.epochs)
    if count <= most:
        return np.arange(count)
    measured = history.test_loss if np.isfinite(history.test_loss).any() else history.accuracy
    places = np.flatnonzero(np.isfinite(measured))
    chosen = [_spread(places, most // 2), _spread(np.arange(count), most - most // 2)]
    return np.unique(np.concatenate(chosen))


def _spread(places: NDArray[np.intp], most: int) -> NDArray[np.intp]:
    """Return at most `most` of the places, evenly spread, first and last among them."""
    if len(places) <= most:
        return places
    return places[np.rint(np.linspace(0, len(places) - 1, most)).astype(np.intp)]


def _finite(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None
