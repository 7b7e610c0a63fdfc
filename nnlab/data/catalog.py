"""The data sets on offer, by name."""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from weakref import WeakValueDictionary

from nnlab.data import store
from nnlab.data.dataset import Dataset
from nnlab.data.image_data import DIGITS, FASHION, image_dataset
from nnlab.data.image_files import OpenedImages, known_set, open_images
from nnlab.data.images import ImageSplit
from nnlab.data.made import KINDS, MadeData
from nnlab.data.making import make
from nnlab.data.mirrors import published
from nnlab.data.my_digits import load_my_digits
from nnlab.data.sklearn_digits import SIXTEENTHS, SKLEARN_DIGITS, sklearn_digits
from nnlab.data.strokes import stroke_digits
from nnlab.data.tables import load_table
from nnlab.engine.errors import EngineError, unknown_name
from nnlab.files.errors import LoadError, quoted, visible
from nnlab.files.patience import Cancelled

_TABLES = (
    "seven-segments",
    "binary-to-segments",
    "and",
    "or",
    "xor",
    "nand",
    "ten-points",
    "caterpillars",
    "animals",
)
_SEVERAL_BLOBS = 3  # classes: with two of them blobs are little more than a line between points
STROKES, MNIST, FASHION_MNIST, MY_DIGITS = "strokes", "mnist", "fashion-mnist", "my-digits"
_PICTURES = (STROKES, MNIST, FASHION_MNIST, SKLEARN_DIGITS, MY_DIGITS)
_SOURCES = {
    STROKES: "drawn by nnlab from models of strokes: no human wrote them",
    SKLEARN_DIGITS: "Alpaydin and Kaynak, Optical recognition of handwritten digits, 1998, as scikit-learn brings it",
    MNIST: "LeCun, Cortes and Burges, the MNIST database of handwritten digits",
    FASHION_MNIST: "Xiao, Rasul and Vollgraf, Fashion-MNIST, Zalando Research, 2017",
    MY_DIGITS: "drawn on the pad of this nnlab",
}

_HOW = "Fetch it with 'nnlab data get {name}', or name the folder that holds its four files in NNLAB_DATA."

# Pictures are large: those that somebody still holds are not read a second time, the others are let go.
_kept: WeakValueDictionary[str, Dataset] = WeakValueDictionary()


class MissingDataError(LoadError):
    """A data set that is not on this computer. `name` is that of the data set."""

    def __init__(self, name: str, message: str) -> None:
        super().__init__("not-here", message)
        self.name = name


def dataset_names() -> tuple[str, ...]:
    """Return the names `load` knows, in the order in which they are offered."""
    return _TABLES + KINDS + _PICTURES


def built_in_names() -> tuple[str, ...]:
    """Return the names of the data sets that come with nnlab: they are always here."""
    return (*_TABLES, *KINDS, STROKES)


def holds_pictures(name: str) -> bool:
    """Return whether the data set `name` is one of pictures, which take time to be read or made."""
    return name in _PICTURES


def load(
    name: str, *, progress: Callable[[float], None] | None = None, cancelled: Cancelled | None = None
) -> Dataset:
    """Return the data set `name`, the same object every time while somebody holds it.

    `progress` is told the share that is done, 0 to 1, of what takes long, and `cancelled` is asked whether to end.
    Raises EngineError for an unknown name, with the nearest known one, MissingDataError when it has to be fetched or
    drawn first, and LoadError when its file is unusable, or when cancelled.
    """
    if name in _TABLES:
        return load_table(name)
    if name in KINDS:
        return _made(name)
    if name not in _PICTURES:
        raise unknown_name("data set", name, dataset_names())
    dataset = _kept.get(name)
    if dataset is None:
        dataset = _kept[name] = _load_pictures(name, progress, cancelled)
    return dataset


@cache
def _made(kind: str) -> Dataset:
    made = MadeData(kind)
    return make(replace(made, classes=_SEVERAL_BLOBS) if kind == "blobs" else made)


def from_images(opened: OpenedImages, name: str) -> Dataset:
    """Return what a user opened as a data set: a known one under its own name, any other as `name`.

    Raises LoadError when its classes, one target each for every picture, would not fit in memory.
    """
    known = known_set(opened.split)
    labels = [part.labels for part in (opened.split.train, opened.split.test) if part is not None]
    classes = max(int(part.max()) for part in labels) + 1
    names = FASHION if known == FASHION_MNIST else tuple(map(str, range(max(classes, len(DIGITS)))))
    try:
        return image_dataset(
            known or name, opened.split, class_names=names, source=_SOURCES.get(known or "", "")
        )
    except EngineError as error:
        message = f"{quoted(name)}: {error} Nothing was changed. Choose a smaller file."
        raise LoadError("too-large", message) from error


def adopt(opened: OpenedImages, name: str) -> Dataset:
    """Return what a user opened as a data set, as `from_images`; a known one serves whoever asks for it by its name.

    The folder it came from is remembered for the next time.
    """
    dataset = from_images(opened, name)
    if dataset.name in (MNIST, FASHION_MNIST) and dataset.test is not None:
        _kept[dataset.name] = dataset
        if opened.kind == "idx":
            store.remember(dataset.name, opened.files[0].parent)
    return dataset


def name_of(path: str | os.PathLike[str]) -> str:
    """Return the name of a data set that was opened from `path`: that of its file, and none of the known ones."""
    file = Path(os.path.abspath(path))  # somebody's my-digits.npz are not those that are kept here
    return visible(file.name if file.stem in dataset_names() else file.stem) or "data"


def forget(name: str) -> None:
    """Read the data set `name` again when it is asked for next: its file has changed."""
    _kept.pop(name, None)


def _load_pictures(
    name: str, progress: Callable[[float], None] | None, cancelled: Cancelled | None
) -> Dataset:
    if name == STROKES:
        split = stroke_digits(progress=progress, cancelled=cancelled)
        return image_dataset(name, split, source=_SOURCES[name])
    if name == MY_DIGITS:
        kept = load_my_digits()
        if kept is None:
            raise MissingDataError(
                name, "No digits have been drawn and kept yet. Draw some in the window first."
            )
        return image_dataset(name, ImageSplit(kept), source=_SOURCES[name])
    if name == SKLEARN_DIGITS:
        return image_dataset(name, sklearn_digits(), scales=SIXTEENTHS, source=_SOURCES[name])
    folder = store.find(name)
    if folder is None:
        raise MissingDataError(
            name, f"{published(name).title} is not on this computer. {_HOW.format(name=name)}"
        )
    names = FASHION if name == FASHION_MNIST else DIGITS
    split = open_images(folder, cancelled=cancelled).split
    return image_dataset(name, split, class_names=names, source=_SOURCES[name])
