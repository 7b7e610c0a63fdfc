"""What is read of a plane where it is pointed at: a sample, or a place between them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from nnlab.desktop.widgets.parts.plane_model import Answer, Answers, Frame, Points
from nnlab.desktop.widgets.readout import Pair
from nnlab.desktop.words.numbers import format_number

translate = QCoreApplication.translate  # a name that lupdate knows


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads places of a picture whose first `inputs` axes, one or two, are inputs of the network."""

    frame: Frame
    inputs: int

    def of_point(self, points: Points, answers: Answers | None, index: int) -> list[Pair]:
        """Return what is said of a sample: its name, inputs and target, and what the network answers to it."""
        pairs = [("", points.labels[index]), *self._inputs(tuple(points.places[index].tolist()))]
        pairs.append(
            (translate("PlanePicture", "target"), self._spelled(float(points.targets[index]), trim=True))
        )
        if answers is not None:
            value = float(answers.values[index])
            pairs.append((translate("PlanePicture", "output"), self._spelled(value, trim=False)))
        return pairs

    def at(self, place: tuple[float, ...], outputs: NDArray[np.float64] | None) -> list[Pair]:
        """Return what is said of a place where the network answers `outputs` (K,), if they are known."""
        pairs = self._inputs(place)
        if outputs is None:
            return pairs
        if self.frame.answer is Answer.CLASSES:
            best = int(np.argmax(outputs))
            return [*pairs, (self._spelled(best, trim=True), format_number(float(outputs[best])))]
        return [*pairs, (translate("PlanePicture", "output"), format_number(float(outputs[0])))]

    def _inputs(self, place: tuple[float, ...]) -> list[Pair]:
        named = zip(self.frame.names[: self.inputs], place, strict=False)
        return [(name, format_number(value)) for name, value in named]

    def _spelled(self, value: float, *, trim: bool) -> str:
        """Return an answer as it is read: of classes the name of the class `value`."""
        classes = self.frame.classes
        if self.frame.answer is Answer.CLASSES and 0 <= value < len(classes):
            return classes[int(value)]
        return format_number(value, 3, trim=trim)
