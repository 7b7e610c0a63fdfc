"""The probe: the input that lies on the bench, which the network answers while it learns. View state, not saved."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from nnlab.data import Dataset
from nnlab.engine import Pixels


class Probe(QObject):
    """One input vector (in,), and the inputs that are broken: the network sees 0 there, whatever is set."""

    changed = Signal()

    def __init__(self, dataset: Dataset, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._dataset = self._part = dataset
        self._values = np.array(dataset.inputs[0])
        self._broken: frozenset[int] = frozenset()
        self._row: int | None = 0
        self._drawn: NDArray[np.uint8] | None = None

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
    def part(self) -> Dataset:
        """The samples one walks through: those that are trained on, or the unseen ones of the same data set."""
        return self._part

    @property
    def row(self) -> int | None:
        """The sample of `part` that is set, or None if it is none of them."""
        return self._row

    @property
    def training_row(self) -> int | None:
        """The sample that is trained on and is set, or None."""
        return self._row if self._part is self._dataset else None

    @property
    def picture(self) -> NDArray[np.uint8] | None:
        """The picture that is set, bytes of the data set's `image_shape`; None where the samples are none."""
        if self._row is None or self._part.image_shape is None:
            return self._drawn
        return self._part.picture(self._row)

    @property
    def target(self) -> NDArray[np.float64] | None:
        """What the network should answer (K,), where that is known."""
        return None if self._row is None else self._part.targets[self._row]

    def adopt(self, dataset: Dataset) -> None:
        """Start over with the first sample of another data set, or keep the place among the same pictures.

        Pictures are the same on other scales, and when some are added to them.
        """
        same = _are_same_pictures(self._dataset, dataset)
        row, drawn, unseen = self._row, self._drawn, self._part is not self._dataset
        self._dataset = self._part = dataset
        self._broken = frozenset()
        if same and drawn is not None:
            self.set_picture(drawn)
            return
        part = dataset if dataset.test is None or not unseen else dataset.test
        keeps = same and row is not None and unseen == (part is not dataset) and row < len(part.inputs)
        self.set_sample(part if keeps else dataset, row if keeps else 0)

    def set_row(self, row: int) -> None:
        """Put sample `row` that is trained on onto the bench; beyond the ends it goes round."""
        self.set_sample(self._dataset, row)

    def set_sample(self, part: Dataset, row: int) -> None:
        """Put sample `row` of `part` onto the bench; beyond the ends it goes round."""
        self._part, self._drawn = part, None
        self._row = row % len(part.inputs)
        self._values = np.array(part.inputs[self._row])
        self.changed.emit()

    def set_values(self, values: NDArray[np.float64]) -> None:
        """Put `values` (in,) on the bench. Nothing happens where a sample is not as wide."""
        if np.shape(values) != self._dataset.inputs.shape[1:]:
            return
        self._part, self._drawn = self._dataset, None
        self._row = self._dataset.row_of(values)
        self._values = np.array(values, dtype=np.float64)
        self.changed.emit()

    def takes(self, shape: tuple[int, ...]) -> bool:
        """Tell whether the samples are pictures of that shape, so that another one can be put in their place."""
        return isinstance(self._dataset.inputs, Pixels) and self._dataset.image_shape == shape

    def set_picture(self, picture: NDArray[np.uint8]) -> None:
        """Put a picture of the data set's `image_shape`, bytes, on the bench. Nothing happens where there are none."""
        inputs = self._dataset.inputs
        if not isinstance(inputs, Pixels) or not self.takes(picture.shape):
            return
        self._row, self._drawn = None, picture
        self._values = Pixels(picture.reshape(1, -1).copy(), inputs.low, inputs.high)[0]
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


def _are_same_pictures(old: Dataset, new: Dataset) -> bool:
    if not isinstance(old.inputs, Pixels) or not isinstance(new.inputs, Pixels):
        return False
    return new.inputs.data is old.inputs.data or (new.name, new.image_shape) == (old.name, old.image_shape)
