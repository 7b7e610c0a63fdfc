"""What the network on the bench answers to every row of a table: jobs, begun again whenever it has learned."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from nnlab.data import Dataset
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.renewal import Renewal, Work
from nnlab.engine import Network, Parameters, Task, right_rows
from nnlab.training import Snapshot

Outputs = NDArray[np.floating]

_PAUSE_MS = 300  # between two jobs: a network that trains is another one all the time
_SLICE_ROWS = 4000


class Answerer(QObject):
    """Keeps the outputs for the parts of a table as new as they can be had without making anyone wait.

    Only while somebody watches are jobs begun.
    """

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Dataset, ...] = ()
        self._latest: Parameters | None = None
        self._outputs: dict[Dataset, Outputs] = {}
        self._renewal = Renewal(
            jobs,
            self,
            question=self._question,
            same=_same,
            work=lambda parameters: _work(parameters, self._parts),
            done=self._on_done,
            pause_ms=_PAUSE_MS,
        )

    def outputs(self, part: Dataset) -> Outputs | None:
        """Return the latest outputs (N, K) for a part; None where there are none yet, or it is not asked."""
        return self._outputs.get(part)

    def adopt(self, parts: tuple[Dataset, ...]) -> None:
        """Ask for these parts from now on."""
        self._renewal.forget()
        self._parts, self._outputs = parts, {}
        self._renewal.ask()

    def watch(self, on: bool) -> None:
        """Note whether anybody looks."""
        self._renewal.watch(on)

    def follow(self, snapshot: Snapshot) -> None:
        """Take note of a new picture of the network."""
        self._latest = snapshot.parameters
        self._renewal.ask()

    def _question(self) -> Parameters | None:
        """Return the network that is to be asked, if it is one for these rows and not of those before."""
        latest = self._latest
        if latest is None or not self._parts:
            return None
        first = self._parts[0]
        fits = (latest.spec.inputs, latest.spec.outputs) == (first.inputs.shape[1], first.targets.shape[1])
        return latest if fits else None

    def _on_done(self, outputs: dict[Dataset, Outputs]) -> None:
        self._outputs = outputs
        self.changed.emit()


def badness(targets: Outputs, outputs: Outputs, task: Task) -> NDArray[np.float64]:
    """Return how far each answer (N, K) is from its target: of classes what the right one lacks to 1; NaN is worst."""
    if task is Task.CLASSES:
        far = 1.0 - outputs[np.arange(len(outputs)), targets.argmax(axis=1)]
    else:
        far = np.abs(outputs - targets).max(axis=1)
    return np.where(np.isfinite(far), far, np.inf).astype(np.float64)


def wrong_rows(targets: Outputs, outputs: Outputs, task: Task) -> NDArray[np.bool_]:
    """Return which of N rows are answered wrongly; numbers are neither right nor wrong."""
    if task is Task.VALUES:
        return np.zeros(len(outputs), dtype=np.bool_)
    return ~right_rows(outputs, targets.astype(outputs.dtype), task)


def _work(parameters: Parameters, parts: tuple[Dataset, ...]) -> Work[dict[Dataset, Outputs]]:
    """Return the work that answers all rows, and gives None if it is cancelled."""

    def work(job: Job[dict[Dataset, Outputs] | None]) -> dict[Dataset, Outputs] | None:
        network = Network.reading(parameters)
        answered = {}
        for part in parts:
            outputs = np.empty(part.targets.shape, dtype=parameters.vector.dtype)
            for begin in range(0, len(outputs), _SLICE_ROWS):
                if job.is_cancelled():
                    return None
                rows = slice(begin, begin + _SLICE_ROWS)
                with np.errstate(all="ignore"):  # weights that have exploded answer what they like
                    outputs[rows] = network.predict(part.inputs[rows])
            answered[part] = outputs
        return answered

    return work


def _same(one: Parameters, other: Parameters) -> bool:
    return one is other or (one.spec == other.spec and bool(np.array_equal(one.vector, other.vector)))
