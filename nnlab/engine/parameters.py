"""All weights and biases of a network as one flat vector with views for each layer."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike

from nnlab.engine.arrays import Floats, as_numbers, frozen_copy, read_only
from nnlab.engine.errors import EngineError
from nnlab.engine.initializers import GIVEN, initializer
from nnlab.engine.seeds import Stream, generator
from nnlab.engine.specs import NetworkSpec

# W (fan_in, fan_out) and b (fan_out,); b is None for a layer without bias.
LayerArrays: TypeAlias = tuple[Floats, Floats | None]


def layer_views(spec: NetworkSpec, vector: Floats) -> tuple[LayerArrays, ...]:
    """Return (W, b) of each layer as views into a flat vector (P,) of parameters, gradients or state."""
    return tuple(
        (vector[s.weights].reshape(s.fan_in, s.fan_out), None if s.bias is None else vector[s.bias])
        for s in spec.slots
    )


@dataclass(frozen=True, eq=False)
class Parameters:
    """An immutable set of parameters: a read-only vector (P,) that fits `spec`."""

    spec: NetworkSpec
    vector: Floats

    def __post_init__(self) -> None:
        if self.vector.shape != (self.spec.parameter_count,) or self.vector.dtype != self.spec.dtype:
            raise EngineError(
                f"the network {self.spec.shape_text} has {self.spec.parameter_count} parameters of "
                f"{self.spec.dtype}, but {self.vector.size} of {self.vector.dtype} were given."
            )
        object.__setattr__(
            self, "vector", self.vector if not self.vector.flags.writeable else frozen_copy(self.vector)
        )

    @cached_property
    def layers(self) -> tuple[LayerArrays, ...]:
        """(W, b) of each layer, read-only."""
        return layer_views(self.spec, self.vector)

    def covers(self, layer: int, shape: tuple[int, ...]) -> bool:
        """Return whether layer `layer`, from 0, has a matrix of `shape`; one of NaN stands for none."""
        if layer >= len(self.layers):
            return False
        W, _ = self.layers[layer]
        return W.shape == shape and bool(np.isfinite(W).all())

    @classmethod
    def drawn(cls, spec: NetworkSpec, seed: int, given: "Parameters | None" = None) -> "Parameters":
        """Return fresh parameters: drawn by each layer's initialiser, or taken from `given` where it says 'given'.

        Raises EngineError when a layer asks for given matrices and `given` has none of its shape.
        """
        vector = np.zeros(spec.parameter_count, dtype=spec.dtype)
        for index, (layer, (W, b)) in enumerate(zip(spec.layers, layer_views(spec, vector), strict=True)):
            if layer.init == GIVEN:
                _take_given(index, W, b, given)
                continue
            rng = generator(seed, Stream.INITIALIZATION, index)
            fan_in, fan_out = W.shape
            W[...] = initializer(layer.init).draw(rng, fan_in, fan_out)
            if b is not None:
                b[...] = (
                    initializer(layer.bias_init).draw(rng, fan_in, fan_out)[0]
                    if layer.bias_init != "zeros"
                    else 0
                )
        return cls(spec, read_only(vector))

    @classmethod
    def from_layers(
        cls, spec: NetworkSpec, weights: Sequence[tuple[ArrayLike, ArrayLike | None]]
    ) -> "Parameters":
        """Return parameters holding copies of the given (W, b) of each layer.

        Raises EngineError naming the layer whose matrix has the wrong shape or a number that is not finite.
        """
        if len(weights) != len(spec.layers):
            raise EngineError(
                f"the network has {len(spec.layers)} layers, but weights for {len(weights)} were given."
            )
        vector = np.zeros(spec.parameter_count, dtype=spec.dtype)
        for number, ((W, b), given) in enumerate(
            zip(layer_views(spec, vector), weights, strict=True), start=1
        ):
            for name, into, values in (("W", W, given[0]), ("b", b, given[1])):
                _fill(f"layer {number}: {name}", into, values)
        return cls(spec, read_only(vector))


def _take_given(index: int, W: Floats, b: Floats | None, given: Parameters | None) -> None:
    if given is None or not given.covers(index, W.shape):
        raise EngineError(
            f"layer {index + 1}: the given start does not fit {W.shape[0]} × {W.shape[1]} weights. "
            "Choose an initialiser that draws them."
        )
    from_W, from_b = given.layers[index]
    W[...] = from_W
    if b is not None:
        b[...] = 0 if from_b is None else from_b


def _fill(name: str, into: Floats | None, values: ArrayLike | None) -> None:
    if into is None or values is None:
        if into is not None or (values is not None and np.any(np.asarray(values) != 0)):
            raise EngineError(
                f"{name} was {'not given' if values is None else 'given to a layer without bias'}."
            )
        return
    array = as_numbers(values, name)
    if array.shape != into.shape:
        raise EngineError(f"{name} must have shape {into.shape}, but has {array.shape}.")
    with np.errstate(over="ignore"):
        into[...] = array
    if not np.isfinite(into).all():
        raise EngineError(f"{name} holds a number that is not finite.")
