"""Making data sets: points on a plane, a line, a sine, with noise and a seed.

Inputs lie within −1…1 before the noise: starts such as LeCun's and He's expect inputs of about that size, and rates
that suit other data suit these. Noise is in the same unit: the standard deviation of what is added to every
coordinate, so that 0.1 is a tenth of the way from the middle of the picture to its edge.
"""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnlab.data.dataset import Dataset
from nnlab.data.made import MadeData
from nnlab.engine.metrics import Task
from nnlab.engine.seeds import NOISE, PLACES, Stream, generator

_INNER = 0.5  # radius of the inner circle, of the outer one's
_TURNS = 1.5  # of a spiral
_FROM_MIDDLE = 0.6  # how far the middles of blobs are from that of the picture

Floats = NDArray[np.float64]


def make(made: MadeData) -> Dataset:
    """Return the data set that `made` describes; equal descriptions give equal numbers.

    On another computer, whose sine is rounded otherwise, the last digit may be another: files keep the numbers.

    Points (moons, circles, spirals, blobs) have two inputs x1, x2 and belong to classes in turn. Two classes are one
    target, 0 or 1; more are one target each. The curves (line, sine) have the input x and the target y. Of one seed
    the first samples stay when there are more of them, and keep the direction of their noise when there is more of it.
    """
    places = generator(made.seed, Stream.DATA, PLACES).random(made.samples)
    noise = made.noise * generator(made.seed, Stream.DATA, NOISE).standard_normal((made.samples, 2))
    table = _curve(made, places, noise[:, 0]) if made.is_curve else _classes(made, places, noise)
    return Dataset(
        name=made.kind,
        inputs=table.inputs,
        targets=table.targets,
        task=table.task,
        input_names=table.input_names,
        target_names=table.target_names,
        row_names=tuple(map(str, range(1, made.samples + 1))),
        source=f"made by nnlab: {_SAID[made.kind]}, noise {made.noise:g}, seed {made.seed}",
        origin=made,
    )


class _Table(NamedTuple):
    inputs: Floats
    targets: Floats
    task: Task
    input_names: tuple[str, ...]
    target_names: tuple[str, ...]


def _curve(made: MadeData, places: Floats, noise: Floats) -> _Table:
    x = 2.0 * places - 1.0
    y = _CURVES[made.kind](x) + noise
    return _Table(x[:, np.newaxis], y[:, np.newaxis], Task.VALUES, ("x",), ("y",))


def _classes(made: MadeData, places: Floats, noise: Floats) -> _Table:
    kinds = np.arange(made.samples) % made.classes
    inputs = _POINTS[made.kind](places, kinds, made.classes) + noise
    if made.classes == 2:  # one yes or no, which a single sigmoid answers
        return _Table(inputs, kinds[:, np.newaxis].astype(np.float64), Task.BITS, ("x1", "x2"), ("y",))
    names = tuple(f"class {number}" for number in range(made.classes))
    return _Table(inputs, np.eye(made.classes)[kinds], Task.CLASSES, ("x1", "x2"), names)


# -- points: places (N,) from 0 to below 1 and classes (N,) to (N, 2) --------------------------------------


def _moons(places: Floats, kinds: NDArray[np.intp], classes: int) -> Floats:
    """Half circles of radius 2/3 that reach into each other.

    Class 0 is (cos πs − ½, sin πs − ¼), class 1 is (½ − cos πs, ¼ − sin πs), both times 2/3: the points of
    scikit-learn's make_moons, centred, and scaled to a width from −1 to 1.
    """
    angle = np.pi * places
    side = np.where(kinds == 0, 1.0, -1.0)
    return np.stack([side * (np.cos(angle) - 0.5), side * (np.sin(angle) - 0.25)], axis=1) / 1.5


def _circles(places: Floats, kinds: NDArray[np.intp], classes: int) -> Floats:
    """Circles around the middle: class 0 of radius 1, class 1 of radius ½."""
    return _polar(np.where(kinds == 0, 1.0, _INNER), 2 * np.pi * places)


def _spirals(places: Floats, kinds: NDArray[np.intp], classes: int) -> Floats:
    """Arms of one and a half turns, radius s at the angle 3πs; class 1 is class 0 turned by half a turn."""
    return _polar(places, 2 * np.pi * _TURNS * places + np.pi * kinds)


def _blobs(places: Floats, kinds: NDArray[np.intp], classes: int) -> Floats:
    """The middles of the classes, evenly on a circle of radius 0.6; all of the spread is noise."""
    return _polar(np.full(len(kinds), _FROM_MIDDLE), np.pi / 4 + 2 * np.pi * kinds / classes)


def _polar(radius: Floats, angle: Floats) -> Floats:
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


_POINTS: dict[str, Callable[[Floats, NDArray[np.intp], int], Floats]] = {
    "moons": _moons,
    "circles": _circles,
    "spirals": _spirals,
    "blobs": _blobs,
}


# -- curves: x (N,) from −1 to below 1 to y (N,) -----------------------------------------------------------


def _line(x: Floats) -> Floats:
    """y = ½ x + ¼."""
    return 0.5 * x + 0.25


def _sine(x: Floats) -> Floats:
    """y = sin πx: one whole wave."""
    wave: Floats = np.sin(np.pi * x)
    return wave


_CURVES: dict[str, Callable[[Floats], Floats]] = {"line": _line, "sine": _sine}

_SAID = {
    "moons": "two half circles that reach into each other",
    "circles": "a circle of radius 1 around one of radius 0.5",
    "spirals": "two arms of one and a half turns",
    "blobs": "clouds around points on a circle of radius 0.6",
    "line": "y = x/2 + 1/4",
    "sine": "y = sin(pi x)",
}
