"""Pictures as a data set: pixels as inputs, one target for each class. Their bytes are shared, never copied."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray

from nnlab.data.dataset import Dataset
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.engine.arrays import read_only
from nnlab.engine.errors import EngineError
from nnlab.engine.metrics import Task
from nnlab.engine.pixels import FULL, Pixels

MOST_TARGETS = 10_000_000
DIGITS = tuple("0123456789")
FASHION = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)


@dataclass(frozen=True, slots=True)
class Scales:
    """What pixels and one-hot targets are as numbers: those of empty and full ink, of the wrong and the right class.

    Note 004 keeps inputs off zero, (0.01, 1), so that their weights learn, and targets where a sigmoid can reach
    them, (0.01, 0.99). Note 000 divides pixels by 256: (0, 255/256).
    """

    pixels: tuple[float, float] = (0.0, 1.0)
    one_hot: tuple[float, float] = (0.0, 1.0)


PIXEL_RANGES = ((0.0, 1.0), (0.01, 1.0), (0.0, FULL / 256))
ONE_HOT_RANGES = ((0.0, 1.0), (0.01, 0.99))

# Undo holds many data sets that differ in their scales alone: equal targets are one array while anybody holds it.
_held_targets: WeakValueDictionary[tuple[object, ...], NDArray[np.float64]] = WeakValueDictionary()


def image_dataset(
    name: str,
    split: ImageSplit,
    *,
    scales: Scales | None = None,
    class_names: Sequence[str] = DIGITS,
    source: str = "",
) -> Dataset:
    """Return the data set of the pictures of `split`.

    Raises EngineError when a label has no name in `class_names`, or the scales make no sense.
    """
    scales = scales or Scales()
    test = None if split.test is None else _part(name, split.test, scales, class_names, source)
    return replace(_part(name, split.train, scales, class_names, source), test=test)


def first_pictures(dataset: Dataset, count: int) -> Dataset:
    """Return the data set with its first `count` training pictures only; bytes are shared.

    Raises EngineError for a data set without pictures, or fewer than one.
    """
    if not isinstance(dataset.inputs, Pixels):
        raise EngineError(f"the data set {dataset.name!r} has no pictures.")
    return replace(
        dataset,
        inputs=dataset.inputs.part(slice(0, count)),
        targets=dataset.targets[:count],
        row_names=dataset.row_names[:count],
    )


def scales_of(dataset: Dataset) -> Scales | None:
    """Return the scales of a data set of pictures, None for any other."""
    if not isinstance(dataset.inputs, Pixels):
        return None
    pixels = dataset.inputs.low, dataset.inputs.high
    if dataset.task is not Task.CLASSES:
        return Scales(pixels)
    row = dataset.targets[0]
    return Scales(pixels, (float(row.min()), float(row.max())))


def rescaled(dataset: Dataset, scales: Scales) -> Dataset:
    """Return a data set of pictures on other scales; targets that are no classes stay as they are.

    Raises EngineError for data without pictures, or bad scales.
    """
    if not isinstance(dataset.inputs, Pixels):
        raise EngineError(f"the data set {dataset.name!r} has no pixels to scale.")
    targets, present = dataset.targets, scales_of(dataset)
    if dataset.task is Task.CLASSES and present is not None and present.one_hot != scales.one_hot:
        targets = _one_hot(dataset.labels, len(dataset.target_names), scales)
    return replace(
        dataset,
        inputs=dataset.inputs.scaled_to(*scales.pixels),
        targets=targets,
        test=None if dataset.test is None else rescaled(dataset.test, scales),
    )


def one_digit(dataset: Dataset, digit: int) -> Dataset:
    """Return the same pictures with one target: 1 for those of class `digit`, 0 for all others (note 000).

    Raises EngineError when there is no such class.
    """
    if not 0 <= digit < len(dataset.target_names) or dataset.task is not Task.CLASSES:
        raise EngineError(f"the data set {dataset.name!r} has no class {digit}.")
    return replace(
        dataset,
        targets=read_only((dataset.labels == digit).astype(np.float64)[:, np.newaxis]),
        task=Task.BITS,
        target_names=(dataset.target_names[digit],),
        test=None if dataset.test is None else one_digit(dataset.test, digit),
    )


def average_picture(dataset: Dataset) -> NDArray[np.float64]:
    """Return the mean of the pictures whose one target is 1, as weights (in, 1). Raises EngineError for other data."""
    if not isinstance(dataset.inputs, Pixels) or dataset.targets.shape[1] != 1 or not dataset.targets.any():
        raise EngineError(f"the data set {dataset.name!r} does not ask for one digit.")
    inputs, rows = dataset.inputs, dataset.targets[:, 0] == 1
    share = inputs.data[rows].mean(axis=0, dtype=np.float64) / FULL
    average: NDArray[np.float64] = inputs.low + (inputs.high - inputs.low) * share
    return average[:, np.newaxis]


def _part(
    name: str, part: LabelledImages, scales: Scales, class_names: Sequence[str], source: str
) -> Dataset:
    count, height, width = part.images.shape
    if int(part.labels.max()) >= len(class_names):
        raise EngineError(
            f"data set {name!r} has the label {part.labels.max()}, but only the classes 0 to {len(class_names) - 1}."
        )
    return Dataset(
        name=name,
        inputs=Pixels(part.images.reshape(count, height * width), *scales.pixels),
        targets=_one_hot(part.labels, len(class_names), scales),
        task=Task.CLASSES,
        input_names=tuple(
            f"{row},{column}" for row in range(1, height + 1) for column in range(1, width + 1)
        ),
        target_names=tuple(class_names),
        row_names=tuple(map(str, range(1, count + 1))),
        source=source,
        image_shape=(height, width),
    )


def _one_hot(labels: NDArray[np.uint8], classes: int, scales: Scales) -> NDArray[np.float64]:
    wrong, right = scales.one_hot
    if not (np.isfinite([*scales.pixels, wrong, right]).all() and wrong < right):
        raise EngineError(
            f"one-hot targets must rise from wrong to right, but {wrong} and {right} were given."
        )
    if len(labels) * classes > MOST_TARGETS:
        raise EngineError(
            f"{len(labels):,} pictures of {classes} classes are too many: at most {MOST_TARGETS:,} targets are kept."
        )
    key = hashlib.sha256(labels.tobytes()).digest(), classes, wrong, right
    targets = _held_targets.get(key)
    if targets is None:
        targets = np.full((len(labels), classes), wrong, dtype=np.float64)
        targets[np.arange(len(labels)), labels] = right
        _held_targets[key] = read_only(targets)
    return targets
