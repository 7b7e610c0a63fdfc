"""Classic losses over one or two parameters, as formulas: each shows one thing about descent."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.errors import unknown_name
from nnlab.study.cancelling import Cancelled
from nnlab.study.descent.rates import Rates
from nnlab.study.descent.surfaces import Report, Vector, Window

_WELL_WIDTH = 0.9  # of the two basins


@dataclass(frozen=True, eq=False, slots=True)
class ClassicSurface:
    """A formula with its gradient, and where to look, where to start and how fast.

    `formula` and `slope` take the parameters one by one, as arrays of any shape. `rates` are those of plain gradient
    descent from `start`. `minima` are the minima that lie in `window`, the global one first.
    """

    key: str
    formula: Callable[..., Vector]
    slope: Callable[..., tuple[Vector, ...]]
    window: Window
    start: tuple[float, ...]
    rates: Rates
    minima: tuple[tuple[float, ...], ...]

    @property
    def dimensions(self) -> int:
        """How many parameters there are."""
        return len(self.start)

    @property
    def samples(self) -> int:
        """None: noise that no sample brings would not be honest."""
        return 0

    def loss(self, theta: Vector) -> float:
        """Return the loss at `theta` (d,)."""
        with np.errstate(all="ignore"):
            return float(self.formula(*np.asarray(theta, dtype=np.float64)))

    def gradient(self, theta: Vector, rows: NDArray[np.int64] | None = None) -> Vector:
        """Return the gradient (d,) at `theta` (d,); there are no samples to choose from."""
        with np.errstate(all="ignore"):
            return np.array(self.slope(*np.asarray(theta, dtype=np.float64)), dtype=np.float64)

    def losses(
        self, points: Vector, cancelled: Cancelled | None = None, report: Report | None = None
    ) -> Vector:
        """Return the losses (M,) at `points` (M, d), all at once."""
        with np.errstate(all="ignore"):
            return self.formula(*points.T)


def _wells(x: Vector, y: Vector) -> tuple[Vector, Vector]:
    """Return the depths of a deep well at (1.2, 0.8) and a shallow one at (−1.2, −0.6)."""
    deep = 1.6 * np.exp(-((x - 1.2) ** 2 + (y - 0.8) ** 2) / _WELL_WIDTH)
    shallow = 1.0 * np.exp(-((x + 1.2) ** 2 + (y + 0.6) ** 2) / _WELL_WIDTH)
    return deep, shallow


def _two_basins(x: Vector, y: Vector) -> Vector:
    deep, shallow = _wells(x, y)
    return 1.6 + 0.08 * (x**2 + y**2) - deep - shallow


def _two_basins_slope(x: Vector, y: Vector) -> tuple[Vector, Vector]:
    deep, shallow = _wells(x, y)
    pull = 2 / _WELL_WIDTH
    return (
        0.16 * x + pull * ((x - 1.2) * deep + (x + 1.2) * shallow),
        0.16 * y + pull * ((y - 0.8) * deep + (y + 0.6) * shallow),
    )


def _himmelblau_slope(x: Vector, y: Vector) -> tuple[Vector, Vector]:
    a, b = x**2 + y - 11, x + y**2 - 7
    return 4 * x * a + 2 * b, 2 * a + 4 * y * b


CLASSICS: tuple[ClassicSurface, ...] = (
    ClassicSurface(
        "parabola",
        lambda x: 0.5 * x**2,
        lambda x: (x,),
        Window((-3.0,), (3.0,)),
        (2.4,),
        Rates(0.01, 0.5, 2.1),
        ((0.0,),),
    ),
    ClassicSurface(
        "two_valleys",
        lambda x: 0.25 * x**4 - x**2 + 0.3 * x + 1.5,
        lambda x: (x**3 - 2 * x + 0.3,),
        Window((-2.5,), (2.5,)),
        (2.2,),
        Rates(0.003, 0.1, 0.7),
        ((-1.48396789,), (1.33222072,)),
    ),
    ClassicSurface(
        "bowl",
        lambda x, y: 0.5 * (x**2 + y**2),
        lambda x, y: (x, y),
        Window((-3.0, -3.0), (3.0, 3.0)),
        (-2.4, 1.8),
        Rates(0.01, 0.5, 2.1),
        ((0.0, 0.0),),
    ),
    ClassicSurface(
        "ravine",
        lambda x, y: 0.5 * (x**2 + 25 * y**2),
        lambda x, y: (x, 25 * y),
        Window((-3.0, -1.5), (3.0, 1.5)),
        (-2.6, 0.8),
        Rates(0.003, 0.07, 0.084),
        ((0.0, 0.0),),
    ),
    ClassicSurface(
        "two_basins",
        _two_basins,
        _two_basins_slope,
        Window((-3.0, -2.5), (3.0, 2.5)),
        (-2.6, -1.4),
        Rates(0.01, 0.3, 5.0),
        ((1.14771891, 0.76517909), (-1.11754060, -0.55867124)),
    ),
    ClassicSurface(
        "saddle",
        lambda x, y: 0.5 * x**2 - 0.5 * y**2 + 0.25 * y**4 + 0.25,
        lambda x, y: (x, y**3 - y),
        Window((-2.0, -1.8), (2.0, 1.8)),
        (-1.7, 0.01),
        Rates(0.01, 0.3, 2.1),
        ((0.0, 1.0), (0.0, -1.0)),
    ),
    ClassicSurface(
        # Rosenbrock 1960, with 10 in the place of 100, which leaves a valley that can still be seen.
        "rosenbrock",
        lambda x, y: (1 - x) ** 2 + 10 * (y - x**2) ** 2,
        lambda x, y: (-2 * (1 - x) - 40 * x * (y - x**2), 20 * (y - x**2)),
        Window((-2.0, -1.0), (2.0, 3.0)),
        (-1.4, 2.2),
        Rates(0.0005, 0.008, 0.035),
        ((1.0, 1.0),),
    ),
    ClassicSurface(
        # Himmelblau 1972: four minima of equal depth.
        "himmelblau",
        lambda x, y: (x**2 + y - 11) ** 2 + (x + y**2 - 7) ** 2,
        _himmelblau_slope,
        Window((-5.0, -5.0), (5.0, 5.0)),
        (-0.5, -0.8),
        Rates(0.0002, 0.01, 0.045),
        ((3.0, 2.0), (-2.80511809, 3.13131252), (-3.77931025, -3.28318599), (3.58442834, -1.84812653)),
    ),
)

CLASSIC_KEYS: tuple[str, ...] = tuple(surface.key for surface in CLASSICS)


def classic(key: str) -> ClassicSurface:
    """Return the classic surface `key`; raises EngineError for an unknown one."""
    for surface in CLASSICS:
        if surface.key == key:
            return surface
    raise unknown_name("surface", key, CLASSIC_KEYS)
