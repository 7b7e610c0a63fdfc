"""What the pictures show of a network, computed once for all of them from one snapshot."""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset
from nnlab.data.segments import all_patterns, has_segments
from nnlab.engine import Network, Parameters
from nnlab.engine.metrics import Task, accuracy
from nnlab.project import ProjectState
from nnlab.training import Snapshot, counts_hits, running_counts

_ROWS = 64  # samples that are answered for every picture; a table shows no more
_ROWS_AT_REST = 1000  # samples that loss and accuracy at rest are measured on


@dataclass(frozen=True, eq=False, slots=True)
class Figures:
    """The answers of a network at one moment.

    `probe` holds the values of every column for the input on the bench, inputs first; `outputs` (n, K) the
    answers for the first samples of the data set; `patterns` (128, K) those for every pattern of seven
    segments, where the inputs are segments. `dead` are hidden units (column, index) that gave one and the same
    output for all those samples.
    """

    probe: tuple[NDArray[np.floating], ...]
    outputs: NDArray[np.floating]
    patterns: NDArray[np.floating] | None
    dead: frozenset[tuple[int, int]]


def compute(parameters: Parameters, dataset: Dataset, probe: NDArray[np.float64]) -> Figures:
    """Return the figures of the network for the data set and the input (in,) on the bench."""
    rows = dataset.inputs[:_ROWS]
    parts = [probe[None], rows]
    if has_segments(dataset.input_names):
        parts.append(all_patterns())
    # One forward pass for all of them: the calls, not the numbers, are what costs.
    layers = Network.reading(parameters).layer_outputs(np.concatenate(parts))
    end = 1 + len(rows)
    outputs = layers[-1]
    return Figures(
        probe=(probe, *(Y[0] for Y in layers)),
        outputs=outputs[1:end],
        patterns=outputs[end:] if len(parts) == 3 else None,
        dead=_dead_units([Y[1:end] for Y in layers[:-1]]) if len(dataset.inputs) <= _ROWS else frozenset(),
    )


def with_probe(figures: Figures, parameters: Parameters, probe: NDArray[np.float64]) -> Figures:
    """Return the figures of the same network for another input (in,) on the bench."""
    layers = Network.reading(parameters).layer_outputs(probe[None])
    return replace(figures, probe=(probe, *(Y[0] for Y in layers)))


def _dead_units(hidden: list[NDArray[np.floating]]) -> frozenset[tuple[int, int]]:
    """Return the units that answer every sample with 0: a ReLU that never fires again."""
    return frozenset(
        (column, int(unit))
        for column, Y in enumerate(hidden, start=1)
        if len(Y) > 1
        for unit in np.flatnonzero(~Y.any(axis=0))
    )


def resting_snapshot(state: ProjectState, last: Snapshot | None = None) -> Snapshot:
    """Return the picture of a network at rest; the last gradient and change stay while they belong to it."""
    same = (
        last is not None
        and last.step == state.training.step > 0
        and np.array_equal(last.parameters.vector, state.parameters.vector)
    )
    none = np.zeros_like(state.parameters.vector)
    running = running_counts(state.training, state.dataset)
    loss, share = (running.loss, running.accuracy) if running else _loss_and_accuracy(state)
    return Snapshot(
        run_id=0,
        step=state.training.step,
        epoch=state.training.epoch,
        loss=loss,
        accuracy=share,
        parameters=state.parameters,
        gradient=last.gradient if same and last else none,
        change=last.change if same and last else none,
        history=state.history,
        running=running,
        tested=last.tested if same and last else None,
        part=state.training.position / len(state.dataset.inputs),
    )


def _loss_and_accuracy(state: ProjectState) -> tuple[float, float | None]:
    """Return the mean loss of the last pass, and the accuracy of the network as it stands.

    Where there is no such loss, it is that of the network as it stands. At most a thousand samples are asked.
    """
    rows = slice(0, _ROWS_AT_REST)
    X, T = state.dataset.inputs[rows], state.dataset.targets[rows]
    network = Network.reading(state.parameters)
    judged = state.dataset.task is not Task.VALUES and not counts_hits(state.dataset)
    share = accuracy(network.predict(X), T, state.dataset.task) if judged else None
    loss = state.training.epoch_loss
    return network.loss(X, T, state.config.loss) if math.isnan(loss) else loss, share
