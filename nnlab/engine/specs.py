"""What a network is, as a frozen value: nothing here holds a weight."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from nnlab.engine.activations import activation
from nnlab.engine.errors import EngineError, TooLargeError, UnknownNameError, unknown_name
from nnlab.engine.initializers import GIVEN, initializer

MAX_LAYERS = 64
MAX_UNITS = 4096
MAX_PARAMETERS = 8_000_000


@dataclass(frozen=True, slots=True)
class LayerSpec:
    """One dense layer: `units` outputs, activation, initialiser of the weights, and its bias.

    `bias=False` leaves the bias out; `bias_init` draws it as if it were a row of weights.
    """

    units: int
    activation: str = "relu"
    init: str = "he_normal"
    bias: bool = True
    bias_init: str = "zeros"


class LayerSlots(NamedTuple):
    """Where a layer's parameters lie in the flat vector: W (fan_in, fan_out), then b (fan_out,)."""

    fan_in: int
    fan_out: int
    weights: slice
    bias: slice | None


@dataclass(frozen=True)
class NetworkSpec:
    """A dense network: the number of inputs, the layers in order, and the dtype of every number in it.

    Raises EngineError, naming the layer, for anything that cannot be built.
    """

    inputs: int
    layers: tuple[LayerSpec, ...]
    dtype: str = "float64"

    def __post_init__(self) -> None:
        object.__setattr__(self, "layers", tuple(self.layers))
        check_count("the network's inputs", self.inputs, MAX_UNITS)
        if self.dtype not in ("float32", "float64"):
            raise unknown_name("dtype", self.dtype, ("float32", "float64"))
        if not self.layers:
            raise EngineError("a network has at least one layer: the outputs.")
        if len(self.layers) > MAX_LAYERS:
            raise TooLargeError(f"a network has 1 to {MAX_LAYERS} layers, but {len(self.layers)} were given.")
        for number, layer in enumerate(self.layers, start=1):
            _check_layer(number, layer)
        if self.parameter_count > MAX_PARAMETERS:
            raise TooLargeError(
                f"the network {self.shape_text} has {self.parameter_count:,} parameters, but at most "
                f"{MAX_PARAMETERS:,} are possible. Make a layer narrower."
            )

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """The widths from the inputs to the outputs, for example (7, 8, 4)."""
        return (self.inputs, *(layer.units for layer in self.layers))

    @property
    def outputs(self) -> int:
        """The number of outputs."""
        return self.layers[-1].units

    @property
    def shape_text(self) -> str:
        """The shape as users write it, for example '7-8-4'."""
        return "-".join(str(size) for size in self.sizes)

    @cached_property
    def slots(self) -> tuple[LayerSlots, ...]:
        """Where each layer's parameters lie in the flat vector."""
        slots, at = [], 0
        for fan_in, layer in zip(self.sizes, self.layers, strict=False):
            weights = slice(at, at + fan_in * layer.units)
            bias = slice(weights.stop, weights.stop + layer.units) if layer.bias else None
            slots.append(LayerSlots(fan_in, layer.units, weights, bias))
            at = (bias or weights).stop
        return tuple(slots)

    @cached_property
    def parameter_count(self) -> int:
        """The number of weights and biases together."""
        return sum((s.fan_in + (s.bias is not None)) * s.fan_out for s in self.slots)


def check_count(what: str, value: object, most: int, *, least: int = 1) -> None:
    """Raise EngineError unless `value` is a whole number from `least` to `most`."""
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise EngineError(f"{what} must be a whole number from {least} to {most}, but {value!r} was given.")


def _check_layer(number: int, layer: LayerSpec) -> None:
    where = f"layer {number}"
    check_count(f"{where}: units", layer.units, MAX_UNITS)
    try:
        activation(layer.activation)
        initializer(layer.init)
        initializer(layer.bias_init)
    except UnknownNameError as error:
        raise UnknownNameError(f"{where}: {error}", error.choices) from None
    except EngineError as error:
        raise EngineError(f"{where}: {error}") from None
    if initializer(layer.bias_init).name == GIVEN:
        raise EngineError(
            f"{where}: a bias cannot be {GIVEN!r} by itself: where the weights are given, so is the bias."
        )
