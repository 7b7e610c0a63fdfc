"""Pictures with their classes, as they come from files, from a generator or from a pad: bytes, not yet numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.errors import EngineError
from nnlab.files.errors import counted


@dataclass(frozen=True, slots=True, eq=False)
class LabelledImages:
    """N pictures of one size, and which class each of them shows.

    images  (N, height, width) uint8, read-only: 0 is the ground, 255 full ink, as in MNIST
    labels  (N,) uint8, read-only, from 0

    Arrays are taken over, not copied, and forbidden to be written to. Raises EngineError when shapes or types do
    not fit together, or there is no picture.
    """

    images: NDArray[np.uint8]
    labels: NDArray[np.uint8]

    def __post_init__(self) -> None:
        if self.images.ndim != 3 or self.images.dtype != np.uint8 or self.images.size == 0:
            raise EngineError(
                f"pictures must be bytes of shape (count, height, width), but {self.images.dtype} of shape "
                f"{self.images.shape} was given."
            )
        if self.labels.shape != (len(self.images),) or self.labels.dtype != np.uint8:
            raise EngineError(
                f"{counted(len(self.images), 'picture')} must have as many labels, bytes, but {self.labels.dtype} "
                f"of shape {self.labels.shape} was given."
            )
        self.images.flags.writeable = False
        self.labels.flags.writeable = False

    def __len__(self) -> int:
        return len(self.images)


@dataclass(frozen=True, slots=True, eq=False)
class ImageSplit:
    """The pictures to train on, and those that stay unseen until the network is tested, where there are such."""

    train: LabelledImages
    test: LabelledImages | None = None
