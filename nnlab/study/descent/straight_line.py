"""Straight lines: note 003's y = A x, learned one sample after the other, and a line through points as a surface."""

from collections.abc import Sequence
from dataclasses import dataclass

from numpy.typing import ArrayLike

from nnlab.engine.arrays import as_numbers
from nnlab.engine.errors import EngineError
from nnlab.engine.parameters import Parameters
from nnlab.engine.specs import LayerSpec, NetworkSpec
from nnlab.study.descent.network_slice import NetworkSlice, ParameterPlace

NOTE_SLOPE = 0.25
NOTE_SAMPLES: tuple[tuple[float, float], ...] = (
    (3.0, 1.1),
    (1.0, 2.9),
)  # (width, length): ladybird, caterpillar
NOTE_MODERATION = 0.5


@dataclass(frozen=True, slots=True)
class LineStep:
    """One step of y = A x on the sample (x, t): `slope` is the A before it, `number` counts from 1."""

    number: int
    x: float
    target: float
    slope: float
    moderation: float

    @property
    def answer(self) -> float:
        """The answer y = A x."""
        return self.slope * self.x

    @property
    def error(self) -> float:
        """The error E = t − y."""
        return self.target - self.answer

    @property
    def change(self) -> float:
        """The change ΔA = L E / x."""
        return self.moderation * self.error / self.x

    @property
    def slope_after(self) -> float:
        """The slope A + ΔA: with L = 1 the line goes through the sample."""
        return self.slope + self.change


def line_steps(
    slope: float, samples: Sequence[tuple[float, float]], moderation: float = 1.0, rounds: int = 1
) -> tuple[LineStep, ...]:
    """Return the steps of note 003: every sample (x, t) in turn, `rounds` times, each with ΔA = L E / x.

    Without moderation (L = 1) the last sample wins. Raises EngineError for a sample with x = 0, through which no
    line y = A x can be laid, and for an L outside 0 to 1.

    >>> [round(step.slope_after, 4) for step in line_steps(0.25, ((3.0, 1.1), (1.0, 2.9)))]
    [0.3667, 2.9]
    """
    if not 0 < moderation <= 1:
        raise EngineError(f"the moderation must be above 0 and at most 1, but {moderation!r} was given.")
    if any(x == 0 for x, _target in samples):
        raise EngineError("a sample at x = 0 says nothing of the slope: give it another x.")
    steps: list[LineStep] = []
    for x, target in [*samples] * rounds:
        steps.append(LineStep(len(steps) + 1, x, target, slope, moderation))
        slope = steps[-1].slope_after
    return tuple(steps)


def fitted_line(x: ArrayLike, y: ArrayLike, start: tuple[float, float] = (0.0, 0.0)) -> NetworkSlice:
    """Return the half squared error of the line y = A x + B through points x (N,), y (N,), over A and B.

    It is the loss of a linear network of one unit with one input, so that its batches are drawn from real points.
    Raises EngineError unless x and y are finite and equally many.
    """
    spec = NetworkSpec(1, (LayerSpec(1, "linear", "zeros"),))
    parameters = Parameters.from_layers(spec, [([[start[0]]], [start[1]])])
    columns = [as_numbers(values, name).reshape(-1, 1) for values, name in ((x, "x"), (y, "y"))]
    places = (ParameterPlace(0, 0, 0), ParameterPlace(0, None, 0))
    return NetworkSlice(parameters, columns[0], columns[1], "half_squared_error", places)
