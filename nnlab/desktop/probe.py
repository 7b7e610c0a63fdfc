"""The probe: the input that lies on the bench, which the network answers while it learns. View state, not saved."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from nnlab.data import Dataset


class Probe(QObject):
    """One input vector (in,), and the inputs that are broken: the network sees 0 there, whatever is set."""

    changed = Signal()

    def __init__(self, dataset: Dataset, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dataset = dataset
        self._values = np.array(dataset.inputs[0])
        self._broken: frozenset[int] = frozenset()
        self._row: int | None = 0

    @property
    def values(self) -> NDArray[np.float64]:
        """What is set, before anything is broken."""
        return self._values

    @property
    def seen(self) -> NDArray[np.float64]:
        """What reaches the network."""
        seen = self._values.copy()
        seen[list(self._broken)] = 0.0
        return seen

    @property
    def broken(self) -> frozenset[int]:
        """The inputs that are broken."""
        return self._broken

    @property
    def row(self) -> int | None:
        """The sample of the data set that is set, or None if it is none of them."""
        return self._row

    def adopt(self, dataset: Dataset) -> None:
        """Start over with the first sample of another data set."""
        self._dataset = dataset
        self._broken = frozenset()
        self.set_row(0)

    def set_row(self, row: int) -> None:
        """Put sample `row` of the data set on the bench; beyond the ends it goes round."""
        self._row = row % len(self._dataset.inputs)
        self._values = np.array(self._dataset.inputs[self._row])
        self.changed.emit()

    def set_values(self, values: NDArray[np.float64]) -> None:
        """Put `values` (in,) on the bench."""
        self._row = self._dataset.row_of(values)
        self._values = np.array(values, dtype=np.float64)
        self.changed.emit()

    def set_value(self, index: int, value: float) -> None:
        """Set one input."""
        values = self._values.copy()
        values[index] = value
        self.set_values(values)

    def toggle(self, index: int) -> None:
        """Switch one input between 0 and 1."""
        self.set_value(index, 0.0 if self._values[index] >= 0.5 else 1.0)

    def toggle_broken(self, index: int) -> None:
        """Break an input, or mend it."""
        self._broken = self._broken ^ {index}
        self.changed.emit()

    def mend(self) -> None:
        """Mend every input."""
        if self._broken:
            self._broken = frozenset()
            self.changed.emit()
