"""Small data sets of pictures that stand in for MNIST, and labs over them."""

import gzip
import struct
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset
from nnlab.data.image_data import DIGITS, image_dataset
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.engine import LayerSpec, NetworkSpec, TrainingConfig
from nnlab.project import ProjectState

IDX_NAMES = (
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
)


def labelled(count: int, seed: int) -> LabelledImages:
    """Return pictures of ten classes that a small network learns at once: each lights a block of its own."""
    draw = np.random.default_rng(seed)
    labels = draw.integers(0, 10, count).astype(np.uint8)
    labels[:10] = range(10)
    images = draw.integers(0, 60, (count, 28, 28)).astype(np.uint8)
    for number, label in enumerate(labels):
        row, column = divmod(int(label), 5)
        images[number, 2 + 12 * row : 12 + 12 * row, 1 + 5 * column : 6 + 5 * column] += 190
    return LabelledImages(images, labels)


def split(train: int = 300, test: int | None = 40) -> ImageSplit:
    return ImageSplit(labelled(train, 1), None if test is None else labelled(test, 2))


def pictures(
    train: int = 300, test: int | None = 40, name: str = "small", names: Sequence[str] = DIGITS
) -> Dataset:
    return image_dataset(name, split(train, test), class_names=names)


def project(dataset: Dataset | None = None, hidden: int = 8, **settings: object) -> ProjectState:
    dataset = pictures() if dataset is None else dataset
    config = {"loss": "cross_entropy", "learning_rate": 0.05, "batch_size": 10, "epochs": None, **settings}
    layers = (LayerSpec(hidden, "relu", "he_normal"), LayerSpec(dataset.targets.shape[1], "softmax"))
    spec = NetworkSpec(dataset.inputs.shape[1], layers, "float32")
    return ProjectState.begin(dataset, spec, TrainingConfig(**config))


def stroke() -> NDArray[np.uint8]:
    """Return the ink of an L in a corner of the pad, (280, 280)."""
    ink = np.zeros((280, 280), dtype=np.uint8)
    ink[40:200, 60:90] = 255
    ink[180:200, 60:160] = 255
    return ink


def write_idx(folder: Path, pictures: ImageSplit) -> Path:
    """Write the four files of MNIST's kind into `folder`, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    parts = (pictures.train, pictures.train, pictures.test, pictures.test)
    for name, part in zip(IDX_NAMES, parts, strict=True):
        if "images" in name:
            content = struct.pack(">4i", 2051, *part.images.shape) + part.images.tobytes()
        else:
            content = struct.pack(">2i", 2049, len(part)) + part.labels.tobytes()
        (folder / name).write_bytes(gzip.compress(content))
    return folder
