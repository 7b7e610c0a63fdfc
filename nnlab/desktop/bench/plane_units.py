"""The units of a plane: those of the table that the samples came from, where it was scaled for the network."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset
from nnlab.data.tabular.preparing import scales_of
from nnlab.data.tabular.scales import ColumnScale
from nnlab.engine import Task
from nnlab.files import LoadError

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False, slots=True)
class Units:
    """Between what is read and what the network is given, in K columns: read = given · spread + shift."""

    shift: Floats
    spread: Floats

    def read(self, given: NDArray[np.floating]) -> Floats:
        """Return numbers (…, K) of the network as they are read."""
        return np.asarray(given * self.spread + self.shift, dtype=np.float64)

    def given(self, read: NDArray[np.floating]) -> Floats:
        """Return numbers (…, K) that are read as the network is given them."""
        return np.asarray((read - self.shift) / self.spread, dtype=np.float64)


def units_of(dataset: Dataset) -> tuple[Units, Units]:
    """Return the units of inputs and of targets; where nothing was scaled they are those of the network.

    Targets that are classes, or yes and no, have no unit.
    """
    plain = _plain(dataset.inputs.shape[1]), _plain(dataset.targets.shape[1])
    try:
        scales = scales_of(dataset)
    except LoadError:  # a table that cannot be read again as it was: its samples are here nevertheless
        return plain
    if scales is None:
        return plain
    return _units(scales.inputs), _units(scales.targets) if dataset.task is Task.VALUES else plain[1]


def _plain(columns: int) -> Units:
    return Units(np.zeros(columns), np.ones(columns))


def _units(columns: tuple[ColumnScale, ...]) -> Units:
    spread = np.array([column.spread or 1.0 for column in columns])  # a constant column is 0 for the network
    return Units(np.array([column.shift for column in columns]), spread)
