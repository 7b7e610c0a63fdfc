"""The answers of a network, and those of each of its neurons, over a grid of its one or two inputs."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import NetworkSpec, Parameters
from nnlab.engine.activations import activation
from nnlab.engine.arrays import read_only
from nnlab.engine.errors import EngineError
from nnlab.study.plane.bounds import Bounds

FloatMap = NDArray[np.float32]

RESOLUTION = 80  # points along each of two inputs
LINE_RESOLUTION = 256  # points along a single one
_LEAST_RESOLUTION = 16
_MOST_WORK = 1e7  # products for one picture: what takes about a millisecond
_WORK_OF_VALUE = 12  # an activation costs about as much as so many products


@dataclass(frozen=True, eq=False, slots=True)
class PlaneMaps:
    """What a network answers over a grid, float32, read-only.

    `axes` are the places (n,) along each input, ascending; `layers` the values (units, n, n) of every layer's units,
    the output last: [unit, place along the second input, place along the first]. Of a single input they are
    (units, 1, n).
    """

    bounds: Bounds
    axes: tuple[NDArray[np.float64], ...]
    layers: tuple[FloatMap, ...]

    @property
    def outputs(self) -> FloatMap:
        """The maps (K, n, n) of the outputs."""
        return self.layers[-1]


def resolution_for(spec: NetworkSpec) -> int:
    """Return how many points along each input a picture of the network is made of: fewer of a large network.

    So a picture takes a few milliseconds at most, whatever is trained. Raises EngineError unless there are one or two
    inputs.
    """
    if spec.inputs == 1:
        return LINE_RESOLUTION
    if spec.inputs != 2:
        raise EngineError(f"a network of {spec.inputs} inputs has no picture over a plane.")
    work = sum(slots.fan_out * (slots.fan_in + _WORK_OF_VALUE) for slots in spec.slots)
    side = int((_MOST_WORK / work) ** 0.5)
    return max(_LEAST_RESOLUTION, min(side, RESOLUTION))


class PlaneView:
    """Makes the maps of one network's shape over one stretch of its inputs, again and again.

    Grid and scratch arrays are made once; every answer is a value of its own.
    """

    def __init__(self, spec: NetworkSpec, bounds: Bounds, resolution: int = 0) -> None:
        """`resolution` is the number of points along each input; 0 is as many as suit the network.

        Raises EngineError unless the network has as many inputs as there are `bounds`: one or two.
        """
        if len(bounds) != spec.inputs:
            raise EngineError(f"a network of {spec.inputs} inputs has no picture over {len(bounds)}.")
        points = resolution or resolution_for(spec)
        self.spec, self.bounds = spec, bounds
        self.axes = tuple(read_only(np.linspace(low, high, points)) for low, high in bounds)
        # Inputs in rows: so the values of a unit lie together, and its map is cut out of them without a copy.
        mesh = np.meshgrid(*self.axes)
        self._grid = np.stack([axis.ravel() for axis in mesh]).astype(np.float32)
        self._shape = mesh[0].shape if len(bounds) == 2 else (1, points)
        self._activations = [activation(layer.activation) for layer in spec.layers]
        widest = max(layer.units for layer in spec.layers)
        self._scratch = np.empty((widest, self._grid.shape[1]), dtype=np.float32)
        self._flags = np.empty(self._scratch.shape, dtype=np.bool_)

    def maps(self, parameters: Parameters) -> PlaneMaps:
        """Return the maps of a network of this shape, by one forward pass of all points in float32.

        Where weights have become infinite or NaN, so are the maps.
        """
        values, layers = self._grid, []
        with np.errstate(all="ignore"):
            for (W, b), f in zip(parameters.layers, self._activations, strict=True):
                answers = np.dot(W.T.astype(np.float32), values)
                if b is not None:
                    answers += b.astype(np.float32)[:, None]
                units = len(answers)
                # The kernels take samples in rows, (N, units); for them the array is only turned.
                f.forward(answers.T, answers.T, self._scratch[:units].T, self._flags[:units].T)
                layers.append(read_only(answers.reshape(units, *self._shape)))
                values = answers
        return PlaneMaps(self.bounds, self.axes, tuple(layers))


def plane_maps(parameters: Parameters, bounds: Bounds, resolution: int = 0) -> PlaneMaps:
    """Return the maps of a network over `bounds`, once; who wants them again and again keeps a `PlaneView`.

    >>> from nnlab.engine import LayerSpec
    >>> spec = NetworkSpec(2, (LayerSpec(1, "linear", "given"),))
    >>> sums = Parameters.from_layers(spec, [([[1.0], [10.0]], [0.0])])
    >>> plane_maps(sums, ((0.0, 1.0), (0.0, 2.0)), 2).outputs.tolist()
    [[[0.0, 1.0], [20.0, 21.0]]]
    """
    return PlaneView(parameters.spec, bounds, resolution).maps(parameters)
