"""The samples that a script trains on: in the script itself, or read from the files of MNIST."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset
from nnlab.data.catalog import FASHION_MNIST, MNIST
from nnlab.data.image_data import DIGITS, FASHION, scales_of
from nnlab.data.mirrors import TRAIN_IMAGES, TRAIN_LABELS, published
from nnlab.engine import EngineError, Pixels, Task
from nnlab.export.scripts.numbers import add_bytes, add_table, number
from nnlab.export.scripts.parts import as_numbers, pixels_line
from nnlab.export.scripts.script import INPUT, Page
from nnlab.export.scripts.words import Say

_MOST_BYTES = 4_000_000  # of pictures that lie in a script
_MNIST_COUNT = 60_000
_MNIST_PIXELS = 784

Add = Callable[[Page, Say, str, str], None]


@dataclass(frozen=True, eq=False, slots=True)
class TrainingData:
    """What a script trains on. `add_to(page, say, inputs, targets)` appends the lines that make both arrays.

    `is_large` says that an epoch takes long enough to be told of.
    """

    task: Task
    targets: NDArray[np.float64]
    is_large: bool
    add_to: Add

    @property
    def count(self) -> int:
        """The number of samples."""
        return len(self.targets)


def training_data(dataset: Dataset, dtype: str) -> TrainingData:
    """Return how a script gets at a data set. Raises EngineError for pictures that it can neither hold nor read."""
    targets, task = dataset.targets, dataset.task
    pixels = dataset.inputs
    if not isinstance(pixels, Pixels):

        def table(page: Page, say: Say, inputs: str, answers: str) -> None:
            add_table(page, inputs, as_numbers(dataset.inputs[:], dtype), INPUT, dataset.row_names)
            add_table(page, answers, as_numbers(targets, dtype), None, dataset.row_names)

        return TrainingData(task, targets, False, table)
    known = dataset.name in (MNIST, FASHION_MNIST)
    if not known and pixels.data.nbytes <= _MOST_BYTES:
        return TrainingData(task, targets, True, _held(dataset, pixels, dtype))
    if not known and (dataset.image_shape != (28, 28) or _classes(dataset) != DIGITS):
        raise EngineError(
            "its pictures are too many to lie in a script. Train on fewer of them, or on MNIST."
        )
    return TrainingData(task, targets, True, _read(dataset, pixels, dtype))


def _held(dataset: Dataset, pixels: Pixels, dtype: str) -> Add:
    def add(page: Page, say: Say, inputs: str, answers: str) -> None:
        page.add(say("pixels: 0 is ground, 255 is ink"))
        add_bytes(page, "pictures", pixels.data)
        page.add(pixels_line(inputs, "pictures", pixels, dtype), layer=INPUT)
        if dataset.task is Task.CLASSES:
            add_bytes(page, "labels", dataset.labels)
            page.add(_one_hot(dataset, answers, dtype))
        else:
            add_table(page, answers, as_numbers(dataset.targets, dtype), None)

    return add


def _read(dataset: Dataset, pixels: Pixels, dtype: str) -> Add:
    """Return what reads the files of MNIST, or of Fashion-MNIST, from a folder."""
    known = dataset.name in (MNIST, FASHION_MNIST)
    folder = dataset.name if known else MNIST
    part = "" if len(pixels) >= _MNIST_COUNT else f"[:{len(pixels)}]"

    def add(page: Page, say: Say, inputs: str, answers: str) -> None:
        if not known:
            sentence = "The pictures of {name} are too many to lie in a script: MNIST stands for them."
            page.add(say(sentence, name=dataset.name))
        where = say("the folder that holds the four files of {name}", name=published(folder).title)
        page.needs("gzip")
        page.add(f'folder = "{folder}"  {where}', "")
        page.add(
            f'with gzip.open(f"{{folder}}/{TRAIN_IMAGES}") as file:',
            f"    pictures = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, {_MNIST_PIXELS}){part}",
            f'with gzip.open(f"{{folder}}/{TRAIN_LABELS}") as file:',
            f"    labels = np.frombuffer(file.read(), np.uint8, offset=8){part}",
            "",
        )
        page.add(pixels_line(inputs, "pictures", pixels, dtype), layer=INPUT)
        if dataset.task is Task.CLASSES:
            page.add(_one_hot(dataset, answers, dtype))
        else:
            digit = (FASHION if folder == FASHION_MNIST else DIGITS).index(dataset.target_names[0])
            page.add(f"{answers} = (labels[:, np.newaxis] == {digit}).astype(np.{dtype})")

    return add


def _classes(dataset: Dataset) -> tuple[str, ...]:
    """Return the names of the classes; of pictures that are asked for one digit, those of all digits."""
    one = dataset.task is Task.BITS and len(dataset.target_names) == 1 and dataset.target_names[0] in DIGITS
    return DIGITS if one else dataset.target_names


def _one_hot(dataset: Dataset, name: str, dtype: str) -> str:
    """Return the line that makes one-hot targets of `labels`, on the scale of the data set."""
    count = len(dataset.target_names)
    scales = scales_of(dataset)
    low, high = (0.0, 1.0) if scales is None else scales.one_hot
    kind = ", dtype=np.float32" if dtype == "float32" else ""
    if (low, high) == (0.0, 1.0):
        return f"{name} = np.eye({count}{kind})[labels]"
    cast = ".astype(np.float32)" if kind else ""
    return f"{name} = np.where(np.eye({count})[labels] == 1, {number(high)}, {number(low)}){cast}"
