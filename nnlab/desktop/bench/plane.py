"""The plane of the bench: what a network of one or two inputs answers everywhere, worked out for its pictures."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset
from nnlab.data.points import LEAST_POINTS, points_of
from nnlab.desktop.bench.plane_units import units_of
from nnlab.desktop.widgets.network_diagram import UnitMaps
from nnlab.desktop.widgets.parts.diagram_model import neuron_limit
from nnlab.desktop.widgets.parts.plane_model import (
    THRESHOLD,
    Answer,
    Answers,
    Field,
    Frame,
    Part,
    Points,
    UnitField,
)
from nnlab.desktop.words import data_sentences, texts
from nnlab.desktop.words.shown_columns import coded_target
from nnlab.engine import Network, Parameters, Pixels, Task
from nnlab.study.plane import Bounds, PlaneMaps, PlaneView, borders, bounds_of, still_suit

_MOST_POINTS = (1000, 400, 400)  # of each part; more would hide each other
_ROOM = 0.2  # of the span of targets, above and below them
_YES_NO_ROOM = 0.15
_OFF_CENTRE = 2.0  # spans from zero: targets as far from it are shown around their own middle


def has_plane(dataset: Dataset) -> bool:
    """Tell whether the samples of a data set lie on a plane or a line: one or two inputs, and more than one sample."""
    few = not isinstance(dataset.inputs, Pixels) and dataset.inputs.shape[1] <= 2
    return few and len(dataset.inputs) >= LEAST_POINTS


def answer_of(dataset: Dataset) -> Answer:
    """Return how the outputs of a network for these samples are read."""
    return {Task.BITS: Answer.YES_NO, Task.CLASSES: Answer.CLASSES, Task.VALUES: Answer.VALUES}[dataset.task]


@dataclass(frozen=True, eq=False, slots=True)
class Sight:
    """One moment of the plane: the maps of all units, those of the outputs as they are read, and what is shown."""

    maps: PlaneMaps
    outputs: NDArray[np.floating]
    field: Field
    answers: Answers


class Plane:
    """The samples of one data set as points, and what a network answers everywhere between them.

    Of several outputs that are no classes, `output` is the one that is shown. What was looked at before stays as it is
    where it suits the new samples too: a point that is added or removed moves nothing. `bounds` are in the units of the
    network; points, frame, field and answers are in those of the table that the samples came from.
    """

    def __init__(self, dataset: Dataset, before: Bounds | None = None, output: int = 0) -> None:
        """Raise EngineError for samples that have no plane, see `has_plane`."""
        parts = points_of(dataset)
        self.bounds = before if before and still_suit(before, parts) else bounds_of(parts)
        self.dataset = dataset
        self.output = output if output < len(dataset.target_names) else 0
        self.answer = answer_of(dataset)
        self._input_units, self._target_units = units_of(dataset)
        self.coded = coded_target(dataset)  # no and yes, or numbers, that stand for words
        self._shown = self._choose()
        self._inputs = np.concatenate(
            [np.asarray(part.inputs)[:count] for _which, part, count in self._shown]
        )
        targets = np.concatenate([part.targets[:count] for _which, part, count in self._shown])
        self._targets = self._target_units.read(targets)
        self.frame = self._frame()
        self.points = self._points()
        self._view: PlaneView | None = None
        self._last: tuple[Parameters, Sight] | None = None

    def names_outputs(self) -> bool:
        """Tell whether there is more than one output to be shown, one at a time."""
        return self.answer is not Answer.CLASSES and len(self.dataset.target_names) > 1

    def sight(self, parameters: Parameters) -> Sight:
        """Return what a network with these parameters answers; the same again costs nothing."""
        if self._last is None or self._last[0] is not parameters:
            self._last = parameters, self._look(parameters)
        return self._last[1]

    def _look(self, parameters: Parameters) -> Sight:
        if self._view is None or self._view.spec != parameters.spec:
            self._view = PlaneView(parameters.spec, self.bounds)
        maps = self._view.maps(parameters)
        every = outputs = self._read(maps.outputs)
        if self.answer is not Answer.CLASSES:
            outputs = outputs[self.output : self.output + 1]
        lines = np.empty((0, 4))
        if len(self.bounds) == 2 and self.answer is not Answer.VALUES:
            lines = borders(outputs, THRESHOLD if self.answer is Answer.YES_NO else None)
        answers = self._judge(self._target_units.read(Network.reading(parameters).predict(self._inputs)))
        return Sight(maps, every, Field(outputs, lines), answers)

    def _read(self, maps: NDArray[np.floating]) -> NDArray[np.floating]:
        """Return maps (K, rows, columns) of the outputs as they are read; only numbers have units."""
        if self.answer is not Answer.VALUES:
            return maps
        return np.moveaxis(self._target_units.read(np.moveaxis(maps, 0, -1)), -1, 0)

    def _judge(self, outputs: NDArray[np.floating]) -> Answers:
        """Return what was answered to the points, and which of it is wrong.

        Samples of a test that waits for the end, because others watch the training, are not judged before.
        """
        wrong = np.zeros(len(outputs), dtype=np.bool_)
        if self.answer is Answer.CLASSES:
            values = outputs.argmax(axis=1).astype(np.float64)
            wrong = values != self.points.marks
        else:
            values = outputs[:, self.output].astype(np.float64)
            if self.answer is Answer.YES_NO:
                wrong = (values >= THRESHOLD) != (self.points.marks == 1)
        if self.dataset.watched is not self.dataset.test:
            wrong = wrong & (self.points.parts != Part.TEST)
        return Answers(values, wrong)

    # What stays while a network is trained

    def _choose(self) -> list[tuple[Part, Dataset, int]]:
        data = self.dataset
        parts = ((Part.TRAIN, data), (Part.VALIDATION, data.validation), (Part.TEST, data.test))
        return [
            (which, part, min(len(part.inputs), most))
            for (which, part), most in zip(parts, _MOST_POINTS, strict=True)
            if part is not None
        ]

    def _frame(self) -> Frame:
        inputs = texts.data_names(self.dataset.input_names, self.dataset)
        outputs = texts.data_names(self.dataset.target_names, self.dataset)
        middle, reach = _scale(self._targets[:, self.output])
        across, *rest = self._axes()
        classes = {Answer.CLASSES: outputs, Answer.YES_NO: self._yes_or_no(), Answer.VALUES: ()}[self.answer]
        if len(self.bounds) == 2:
            names, bounds = (inputs[0], inputs[1]), (across, rest[0])
        else:
            name = "" if self.answer is Answer.CLASSES else outputs[self.output]
            names, bounds = (inputs[0], name), (across, self._heights())
        return Frame(self.answer, names, bounds, classes, middle, reach)

    def _yes_or_no(self) -> tuple[str, str]:
        """Return what no and yes are called: the words of a target that are coded as 0 and 1, else the numbers."""
        return ("0", "1") if self.coded is None else (self.coded.coded_word(0), self.coded.coded_word(1))

    def _axes(self) -> list[tuple[float, float]]:
        """Return the stretch of every input as it is read."""
        low, high = self._input_units.read(np.array(self.bounds).T)
        return list(zip(low.tolist(), high.tolist(), strict=True))

    def _heights(self) -> tuple[float, float]:
        """Return the stretch of the output that shows all targets, and zero with them unless it is far away.

        A network begins with answers around zero: a line that starts there and is to reach the samples must be seen.
        """
        if self.answer is not Answer.VALUES:
            return -_YES_NO_ROOM, 1.0 + _YES_NO_ROOM
        low, high = _ends(self._targets[:, self.output])
        if not _is_off_centre(low, high) or low == high:
            low, high = min(low, 0.0), max(high, 0.0)
        span = (high - low) or 1.0
        return low - _ROOM * span, high + _ROOM * span

    def _points(self) -> Points:
        marks = np.zeros(len(self._targets), dtype=np.intp)
        targets = self._targets[:, self.output]
        if self.answer is Answer.CLASSES:
            marks = self._targets.argmax(axis=1)
            targets = marks.astype(np.float64)
        elif self.answer is Answer.YES_NO:
            marks = (targets >= THRESHOLD).astype(np.intp)
        places = self._input_units.read(self._inputs)
        if len(self.bounds) == 1:
            height = np.ones(len(targets)) if self.answer is Answer.CLASSES else targets
            places = np.column_stack([places[:, 0], height])
        labels: list[str] = []
        for _which, part, count in self._shown:
            labels += data_sentences.row_names(part, slice(count))
        counts = [count for _which, _part, count in self._shown]
        return Points(
            places,
            marks,
            targets,
            np.repeat([int(which) for which, _part, _count in self._shown], counts),
            np.concatenate([np.arange(count) for count in counts]),
            tuple(labels),
        )

    # What is asked for

    def place_of(self, inputs: NDArray[np.floating], outputs: NDArray[np.floating]) -> tuple[float, float]:
        """Return where an input (in,) lies; of a single one its height is that of the answer (K,), in the picture."""
        read = self._input_units.read(inputs).tolist()
        if len(read) == 2:
            return read[0], read[1]
        (low, high), output = self.frame.bounds[1], float(self.answers_read(outputs)[self.output])
        return read[0], min(max(output if np.isfinite(output) else low, low), high)

    def inputs_at(self, place: tuple[float, float]) -> NDArray[np.float64]:
        """Return the input (in,) at a place, as the network is given it."""
        return self._input_units.given(np.array(place[: len(self.bounds)]))

    def answers_read(self, outputs: NDArray[np.floating]) -> NDArray[np.float64]:
        """Return outputs (K,) as they are read."""
        return self._target_units.read(outputs)

    def target_of(self, value: float) -> NDArray[np.float64]:
        """Return the target (K,) of a new point: of class `value` or, of an output that is a number, that number.

        Of several outputs the others get what a quiet one has: no, or the mean of the samples.
        """
        outputs = len(self.dataset.target_names)
        if self.answer is Answer.CLASSES:
            return np.eye(outputs)[int(value)]
        target = np.zeros(outputs) if self.answer is Answer.YES_NO else self._targets.mean(axis=0)
        target[self.output] = value
        return self._target_units.given(target)

    def target_at(self, place: tuple[float, float], mark: int) -> NDArray[np.float64]:
        """Return the target of a point that is put at a `place` of a picture over one input, or is of class `mark`.

        The height says what a number is, and yes or no; which class it is cannot be told by it.
        """
        if self.answer is Answer.CLASSES:
            return self.target_of(mark)
        return self.target_of(place[1] if self.answer is Answer.VALUES else float(place[1] >= THRESHOLD))

    def part(self, which: Part) -> Dataset:
        """Return the samples of a part that there is."""
        return next(part for part_of, part, _count in self._shown if part_of is which)


def unit_maps(sight: Sight, frame: Frame) -> tuple[UnitMaps, ...]:
    """Return the maps for the diagram, of every column: the inputs, the hidden units, and the outputs.

    A hidden unit's colours are those of its values. Outputs have the colours of the large map, so that they are one
    and the same picture: around one half for yes and no.
    """
    maps = sight.maps
    grids = np.meshgrid(*maps.axes) if len(maps.axes) == 2 else [maps.axes[0][None]]
    columns: Sequence[NDArray[np.floating]] = [np.stack(grids), *maps.layers[:-1]]
    shown = [UnitMaps(values, neuron_limit(values)) for values in columns]
    if frame.answer is Answer.VALUES:
        return (*shown, UnitMaps(sight.outputs - frame.middle, frame.reach))
    return (*shown, UnitMaps(sight.outputs - THRESHOLD, THRESHOLD))


def unit_field(maps: Sequence[UnitMaps], frame: Frame, column: int, unit: int, name: str) -> UnitField | None:
    """Return what one unit of a column (0 for the inputs) gives everywhere, in the colours of its map among `maps`.

    None where there is no such unit.
    """
    if not (0 <= column < len(maps) and 0 <= unit < len(maps[column].values)):
        return None
    small = maps[column]
    middle = 0.0
    if column == len(maps) - 1:
        middle = frame.middle if frame.answer is Answer.VALUES else THRESHOLD
    read = replace(frame, answer=Answer.VALUES, classes=(), middle=middle, reach=small.limit)
    return UnitField(name, read, Field(small.values[unit][None] + middle))


def _scale(targets: NDArray[np.float64]) -> tuple[float, float]:
    """Return the middle of the colours of targets, and how far they reach: around zero, unless that is far away."""
    low, high = _ends(targets)
    if _is_off_centre(low, high):
        return (low + high) / 2, (high - low) / 2 or abs(high) or 1.0
    return 0.0, max(abs(low), abs(high)) or 1.0


def _ends(values: NDArray[np.float64]) -> tuple[float, float]:
    return float(values.min()), float(values.max())


def _is_off_centre(low: float, high: float) -> bool:
    """Tell whether zero is so far from what lies between `low` and `high` that it says nothing of it."""
    span = high - low
    return low > _OFF_CENTRE * span or high < -_OFF_CENTRE * span
