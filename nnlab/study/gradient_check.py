"""Back-propagated gradients against numeric ones, parameter by parameter and for any step size ε.

Where `engine.check_gradients` takes a network whole, this takes a fair sample of a large one, shows what ε does to the
numeric side, and can be cancelled.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nnlab.engine import Network, NetworkSpec, Parameters, Pixels
from nnlab.engine.activations import activation
from nnlab.engine.arrays import Booleans, Floats, as_matrix, read_only
from nnlab.engine.gradcheck import error_scale, gradient_vector
from nnlab.engine.losses import pairing
from nnlab.engine.program import LayerArraysOfStep
from nnlab.study.cancelling import Cancelled, check

USUAL_EPSILON = 1e-5
USUAL_ROWS = 16  # samples: one alone leaves all weights of its zeros unchecked
# 1e-1, 3e-2, 1e-2 … 1e-12: truncation at the one end, rounding at the other.
LADDER: tuple[float, ...] = tuple(
    float(f"{lead}e-{power}") for power in range(1, 13) for lead in (3, 1) if (lead, power) != (3, 1)
)
MOST_CHECKED = 2000
_LEAST_CHECKED = 200
_WORK = 4e9  # products of one step size, some seconds: of a larger network fewer parameters are drawn
_CHUNK_NUMBERS = 200_000  # of the sums of one layer for several changed parameters at once

Progress = Callable[[float], object]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a parameter stands, all from 0: W[source, target] of a layer, or b[target] where `source` is None."""

    layer: int
    source: int | None
    target: int

    @property
    def name(self) -> str:
        """The name as it is written, counted from 1: 'W1[3, 2]' or 'b1[2]'."""
        inside = f"{self.target + 1}" if self.source is None else f"{self.source + 1}, {self.target + 1}"
        return f"{'b' if self.source is None else 'W'}{self.layer + 1}[{inside}]"


@dataclass(frozen=True, eq=False, slots=True)
class Differences:
    """The numeric gradients (n,) of the checked parameters for one step size, beside the back-propagated ones.

    `crosses` (n,) marks parameters whose steps took some unit over a kink, where the slope jumps and a difference
    means nothing: they are left out of what is judged. `kinks` names those units, (layer, unit) from 0. `scale` (n,)
    is what differences are divided by; the relative error of what is not finite is infinite. `grain` is how far
    rounding moves a single loss. `largest_sum` is the largest |Z| of any layer.
    """

    epsilon: float
    grain: float
    analytic: Floats
    numeric: Floats
    scale: Floats
    relative_error: Floats
    crosses: Booleans
    kinks: tuple[tuple[int, int], ...]
    largest_sum: float

    @property
    def judged(self) -> Floats:
        """The relative errors of the parameters away from kinks."""
        errors: Floats = self.relative_error[~self.crosses]
        return errors

    @property
    def max_relative_error(self) -> float:
        """The largest relative error away from kinks; NaN where nothing is."""
        return float(self.judged.max()) if len(self.judged) else math.nan

    @property
    def median_relative_error(self) -> float:
        """The relative error in the middle, away from kinks; NaN where nothing is."""
        return float(np.median(self.judged)) if len(self.judged) else math.nan

    @property
    def worst(self) -> int | None:
        """The number of the checked parameter with the largest relative error away from kinks."""
        if self.crosses.all():
            return None
        return int(np.where(self.crosses, -1.0, self.relative_error).argmax())

    def part(self, which: slice) -> "Differences":
        """Return the same of some of the parameters, as of one layer; `kinks` stay those of all."""
        return replace(
            self,
            analytic=self.analytic[which],
            numeric=self.numeric[which],
            scale=self.scale[which],
            relative_error=self.relative_error[which],
            crosses=self.crosses[which],
        )


class GradientStudy:
    """A network and some samples, X (N, inputs) and T (N, outputs), whose gradients can be checked for any ε.

    float32 networks are checked in float64. Of at most `most` parameters all are checked; of more a sample, drawn from
    `seed`, in which the weights and the biases of every layer have equal shares as far as there are so many. `checked`
    (n,) are their places in the flat vector, ascending, and `analytic` (n,) their back-propagated gradients.
    Raises EngineError for samples that do not fit and for a network that cannot be trained.
    """

    def __init__(
        self,
        parameters: Parameters,
        X: ArrayLike | Pixels,
        T: ArrayLike,
        loss: str,
        *,
        most: int = MOST_CHECKED,
        seed: int = 0,
    ) -> None:
        given = parameters.spec
        self.spec = NetworkSpec(given.inputs, given.layers, dtype="float64")
        network = Network.reading(Parameters(self.spec, parameters.vector.astype(np.float64, copy=False)))
        self._trace = network.trace(X, T, loss)
        self._activations = [activation(layer.activation) for layer in self.spec.layers]
        self._pair = pairing(loss, self._activations[-1].name)
        self._T = as_matrix(T, self.spec.outputs, "float64", "T", "the network has")
        self.rows = len(self._T)
        self.loss = network.loss(X, T, loss)
        # Scores of a thousand have lost three digits before the loss is taken of them.
        largest = max(1.0, abs(self.loss), float(np.abs(self._trace[-1].Z).max()))
        self._grain = float(np.finfo(np.float64).eps) * largest
        self._largest_sum = max(float(np.abs(arrays.Z).max()) for arrays in self._trace)
        gradient = gradient_vector(self.spec, self._trace)
        self._largest = float(np.abs(gradient).max())
        affordable = round(_WORK / (self.rows * self.spec.parameter_count))
        self.checked = fair_sample(self.spec, min(most, max(affordable, _LEAST_CHECKED)), seed)
        self.analytic = read_only(gradient[self.checked])

    @property
    def is_sample(self) -> bool:
        """Whether only a part of the parameters is checked."""
        return len(self.checked) < self.spec.parameter_count

    @cached_property
    def parts(self) -> tuple[slice, ...]:
        """Which of the checked parameters are those of each layer."""
        starts = [slot.weights.start for slot in self.spec.slots]
        edges = [*np.searchsorted(self.checked, starts).tolist(), len(self.checked)]
        return tuple(slice(a, b) for a, b in pairwise(edges))

    def place(self, number: int) -> Place:
        """Return where the checked parameter `number` stands."""
        index = int(self.checked[number])
        layer = next(i for i, part in enumerate(self.parts) if number < part.stop)
        slot = self.spec.slots[layer]
        if index >= slot.weights.stop:
            return Place(layer, None, index - slot.weights.stop)
        return Place(layer, *divmod(index - slot.weights.start, slot.fan_out))

    def at(
        self, epsilon: float, *, cancelled: Cancelled | None = None, progress: Progress | None = None
    ) -> Differences:
        """Return the central differences (L(θ + ε) − L(θ − ε)) / 2ε of the checked parameters.

        `progress` hears the share that is done, up to 1. Raises CancelledError as soon as `cancelled` says so.
        """
        count = len(self.checked)
        numeric, crosses = np.empty(count), np.zeros(count, dtype=np.bool_)
        kinks: set[tuple[int, int]] = set()
        for layer, part in enumerate(self.parts):
            for chunk in self._chunks(layer, part):
                check(cancelled)
                losses = []
                for step in (epsilon, -epsilon):
                    value, moved = self._changed(layer, self.checked[chunk], step, kinks)
                    losses.append(value)
                    crosses[chunk] |= moved
                with np.errstate(invalid="ignore"):
                    numeric[chunk] = (losses[0] - losses[1]) / (2 * epsilon)
                if progress is not None:
                    progress(chunk.stop / count)
        scale = error_scale(self.analytic, numeric, self._largest)
        with np.errstate(invalid="ignore"):
            error = np.abs(self.analytic - numeric) / scale
        error[~np.isfinite(error)] = np.inf
        for array in (numeric, scale, error, crosses):
            array.flags.writeable = False
        return Differences(
            epsilon=epsilon,
            grain=self._grain,
            analytic=self.analytic,
            numeric=numeric,
            scale=scale,
            relative_error=error,
            crosses=crosses,
            kinks=tuple(sorted(kinks)),
            largest_sum=self._largest_sum,
        )

    def _chunks(self, layer: int, part: slice) -> list[slice]:
        """Return pieces of `part` so small that the sums of all later layers fit into bounded memory."""
        widest = max(self.spec.sizes[layer + 1 :])
        size = max(1, _CHUNK_NUMBERS // (self.rows * widest))
        return [slice(at, min(at + size, part.stop)) for at in range(part.start, part.stop, size)]

    def _changed(
        self, layer: int, indices: NDArray[np.int64], step: float, kinks: set[tuple[int, int]]
    ) -> tuple[Floats, Booleans]:
        """Return the loss (k,) with each of k parameters of `layer` changed by `step`, and which came over a kink.

        A parameter enters one column of its layer's Z. That column is computed again, and from there on the forward
        pass of all k changed networks at once, as one batch of k · N samples. Units at kinks are added to `kinks`.
        """
        arrays, count = self._trace[layer], len(indices)
        Z = np.repeat(arrays.Z[np.newaxis], count, axis=0)  # (k, N, units)
        with np.errstate(all="ignore"):
            targets, column = self._changed_columns(layer, indices, step)
            Z[np.arange(count), :, targets] = column.T
            crosses = np.zeros(count, dtype=np.bool_)
            for index in range(layer, len(self._trace)):
                crosses |= self._crossings(index, Z, kinks)
                Y = np.empty_like(Z)
                flat = Z.reshape(-1, Z.shape[2]), Y.reshape(-1, Z.shape[2])
                self._activations[index].forward(
                    *flat, np.empty_like(flat[0]), np.empty(flat[0].shape, np.bool_)
                )
                if index + 1 < len(self._trace):
                    Z = _sums(self._trace[index + 1], flat[1]).reshape(count, self.rows, -1)
            scratch = np.empty_like(Z[0])
            losses = [self._pair.value(z, y, self._T, scratch) for z, y in zip(Z, Y, strict=True)]
        return np.array(losses), crosses

    def _changed_columns(
        self, layer: int, indices: NDArray[np.int64], step: float
    ) -> tuple[NDArray[np.int64], Floats]:
        """Return which column of Z (k,) each changed parameter enters, and that column (N, k) as it becomes."""
        slot, arrays = self.spec.slots[layer], self._trace[layer]
        is_weight = indices < slot.weights.stop
        sources, targets = np.divmod(indices - slot.weights.start, slot.fan_out)
        targets = np.where(is_weight, targets, indices - slot.weights.stop)
        W = arrays.W[:, targets]
        changed = np.flatnonzero(is_weight)
        W[sources[changed], changed] += step
        column = arrays.X @ W
        if arrays.b is not None:
            column += arrays.b[targets] + np.where(is_weight, 0.0, step)
        return targets, column

    def _crossings(self, layer: int, Z: Floats, kinks: set[tuple[int, int]]) -> Booleans:
        """Return which of k changed networks have a unit of `layer` on another side of its kink than before."""
        if not self._activations[layer].kinks:
            return np.zeros(len(Z), dtype=np.bool_)
        moved = ((Z > 0) != (self._trace[layer].Z > 0)).any(axis=1)  # (k, units)
        kinks.update((layer, int(unit)) for unit in np.flatnonzero(moved.any(axis=0)))
        crosses: Booleans = moved.any(axis=1)
        return crosses


def _sums(arrays: LayerArraysOfStep, X: Floats) -> Floats:
    Z: Floats = X @ arrays.W
    if arrays.b is not None:
        Z += arrays.b
    return Z


def fair_sample(spec: NetworkSpec, most: int, seed: int) -> NDArray[np.int64]:
    """Return the places (n,) of at most `most` parameters, ascending: all, or a share of every W and every b.

    The shares are equal; what a small matrix does not need goes to the others. The least is one of each.
    """
    groups = [part for slot in spec.slots for part in (slot.weights, slot.bias) if part is not None]
    if spec.parameter_count <= most:
        return read_only(np.arange(spec.parameter_count, dtype=np.int64))
    rng = np.random.Generator(np.random.PCG64(seed))
    left, drawn = most, []
    for waiting, group in enumerate(sorted(groups, key=lambda part: (part.stop - part.start, part.start))):
        share = min(group.stop - group.start, max(left // (len(groups) - waiting), 1))
        left -= share
        drawn.append(group.start + rng.choice(group.stop - group.start, share, replace=False))
    return read_only(np.sort(np.concatenate(drawn)).astype(np.int64))
