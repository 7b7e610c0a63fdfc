"""The loss of a network over one or two of its parameters, while all others stay as they are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlab.engine.arrays import Floats, as_matrix
from nnlab.engine.errors import EngineError
from nnlab.engine.network import as_inputs, check_rows
from nnlab.engine.parameters import Parameters
from nnlab.engine.pixels import Pixels, rows_of
from nnlab.engine.program import Kind, Program
from nnlab.engine.specs import NetworkSpec
from nnlab.study.cancelling import Cancelled
from nnlab.study.descent.surfaces import Report, Vector, Window

MOST_SAMPLES = 500  # of a large set: so many tell the shape of the loss, and a picture of it takes a second
_REPORT_EVERY = 32
_LEAST_HALF_WIDTH = 1.0


@dataclass(frozen=True, slots=True)
class ParameterPlace:
    """Which parameter: the weight from unit `source` to unit `target` of a layer, or its bias where source is None.

    All count from 0.
    """

    layer: int
    source: int | None
    target: int


def index_of(spec: NetworkSpec, place: ParameterPlace) -> int:
    """Return where a parameter lies in the flat vector; raises EngineError for one that the network does not have."""
    if 0 <= place.layer < len(spec.layers):
        slots = spec.slots[place.layer]
        if 0 <= place.target < slots.fan_out:
            if place.source is None and slots.bias is not None:
                return int(slots.bias.start) + place.target
            if place.source is not None and 0 <= place.source < slots.fan_in:
                return int(slots.weights.start) + place.source * slots.fan_out + place.target
    kind = "bias" if place.source is None else f"weight from unit {place.source + 1}"
    raise EngineError(
        f"the network {spec.shape_text} has no {kind} to unit {place.target + 1} in layer {place.layer + 1}."
    )


class NetworkSlice:
    """The mean loss of a network over N samples as a function of the parameters at `places`, one or two of them.

    `parameters` are where all others stay; `X` (N, inputs) and `T` (N, outputs) the samples, of which at most `most`
    are used, evenly taken. Losses and gradients are those of the engine's own kernels. Not to be shared by threads.
    Raises EngineError when something does not fit or cannot be trained.
    """

    def __init__(
        self,
        parameters: Parameters,
        X: ArrayLike | Pixels,
        T: ArrayLike,
        loss: str,
        places: Sequence[ParameterPlace],
        most: int = MOST_SAMPLES,
    ) -> None:
        spec = parameters.spec
        if len(places) not in (1, 2) or len(set(places)) < len(places):
            raise EngineError("choose one parameter, or two different ones.")
        self.places = tuple(places)
        self.parameters = parameters
        indices = np.array([index_of(spec, place) for place in places])
        self.centre: Vector = parameters.vector[indices].astype(np.float64)
        inputs, targets = as_inputs(X, spec), as_matrix(T, spec.outputs, spec.dtype, "T", "the network has")
        check_rows(inputs, targets)
        self.available = len(inputs)
        rows = np.unique(np.linspace(0, self.available - 1, min(most, self.available)).astype(np.int64))
        x, t = rows_of(inputs, rows, spec.dtype), targets[rows]
        self._given = _Given(parameters, x, t, loss, self.places, indices)
        self._whole = _Pass(self._given, len(rows))  # raises for a network that cannot be trained
        self._whole.load(np.arange(len(rows)))
        self._batches: dict[int, _Pass] = {}  # by the number of samples

    @property
    def dimensions(self) -> int:
        """How many parameters were chosen: 1 or 2."""
        return len(self.places)

    @property
    def samples(self) -> int:
        """How many samples the loss is the mean over, of the `available` ones."""
        return len(self._given.X)

    @property
    def window(self) -> Window:
        """What to look at: the parameters in the middle, and far enough to see what else there is.

        To both sides it is the parameter's own size twice, thrice the spread of its layer's weights, or 1, whichever
        is most.
        """
        layers = self.parameters.layers
        halves = [
            max(_LEAST_HALF_WIDTH, 2 * abs(float(value)), 3 * float(np.std(layers[place.layer][0])))
            for value, place in zip(self.centre, self.places, strict=True)
        ]
        return Window.around(self.centre.tolist(), halves)

    def loss(self, theta: Vector) -> float:
        """Return the loss over all samples with the chosen parameters at `theta` (d,)."""
        return self._whole.loss(theta)

    def gradient(self, theta: Vector, rows: NDArray[np.int64] | None = None) -> Vector:
        """Return the gradient (d,) by back-propagation over the samples `rows`, or over all of them."""
        if rows is None:
            return self._whole.gradient(theta)
        batch = self._batches.get(len(rows))
        if batch is None:
            batch = self._batches[len(rows)] = _Pass(self._given, len(rows))
        batch.load(rows)
        return batch.gradient(theta)

    def losses(
        self, points: Vector, cancelled: Cancelled | None = None, report: Report | None = None
    ) -> Vector:
        """Return the losses (M,) at `points` (M, d), one after the other; see `Surface.losses`."""
        losses = np.full(len(points), np.nan)
        for number, point in enumerate(points):
            if number % _REPORT_EVERY == 0:
                if cancelled is not None and cancelled():
                    break
                if report is not None:
                    report(number / len(points))
            losses[number] = self._whole.loss(point)
        return losses


@dataclass(frozen=True, eq=False, slots=True)
class _Given:
    """What all passes of a slice share: nothing of it changes."""

    parameters: Parameters
    X: Floats
    T: Floats
    loss: str
    places: tuple[ParameterPlace, ...]
    indices: NDArray[np.int64]


class _Pass:
    """The passes over batches of `rows` samples, forward from the first layer that holds a chosen parameter.

    What comes before that layer, and its own Z but for the chosen columns, does not depend on them: it is computed
    once for a batch.
    """

    def __init__(self, given: _Given, rows: int) -> None:
        self._given = given
        self._theta: Floats = given.parameters.vector.copy()
        self._gradient: Floats = np.zeros_like(self._theta)
        self._program = Program(given.parameters.spec, given.loss, self._theta, self._gradient, rows)
        self._first = min(place.layer for place in given.places)
        self._columns = sorted({place.target for place in given.places if place.layer == self._first})
        chosen = {place.layer for place in given.places}
        operations = self._program.forward
        cut = 1 + next(i for i, o in enumerate(operations) if o.kind is Kind.SUM and o.layer == self._first)
        self._head = tuple(operation.run for operation in operations[:cut])
        self._tail = tuple(operation.run for operation in operations[cut:])
        self._backward = tuple(
            operation.run
            for operation in self._program.backward
            if operation.layer is not None
            and operation.layer >= self._first + (operation.kind is Kind.INPUT_ERROR)
            and (operation.kind is not Kind.WEIGHT_GRADIENT or operation.layer in chosen)
        )
        self._Z: Floats = np.zeros_like(self._program.layers[self._first].Z)

    def load(self, rows: NDArray[np.int64]) -> None:
        """Take the samples `rows` and compute what does not depend on the chosen parameters."""
        self._program.X[...], self._program.T[...] = self._given.X[rows], self._given.T[rows]
        self._theta[...] = self._given.parameters.vector
        with np.errstate(all="ignore"):
            for run in self._head:
                run()
        np.copyto(self._Z, self._program.layers[self._first].Z)

    def loss(self, theta: Vector) -> float:
        """Return the loss of the batch."""
        arrays = self._program.layers[self._first]
        self._theta[self._given.indices] = theta
        np.copyto(arrays.Z, self._Z)
        with np.errstate(all="ignore"):
            # Summed anew and not moved by the difference: where a sum is 0, a ReLU has to see 0.
            for column in self._columns:
                arrays.Z[:, column] = arrays.X @ arrays.W[:, column]
                if arrays.b is not None:
                    arrays.Z[:, column] += arrays.b[column]
            for run in self._tail:
                run()
        return self._program.loss

    def gradient(self, theta: Vector) -> Vector:
        """Return the gradient (d,) of the batch's loss."""
        self.loss(theta)
        with np.errstate(all="ignore"):
            for run in self._backward:
                run()
        return self._gradient[self._given.indices].astype(np.float64)
