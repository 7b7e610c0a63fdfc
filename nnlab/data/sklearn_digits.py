"""scikit-learn's handwritten digits of 8 × 8 pixels, 1,797 of them: here where that library is installed.

They are the test part of Alpaydin and Kaynak's optical recognition of handwritten digits (UCI, 1998): pictures of
32 × 32 dots, of which every block of 4 × 4 was counted, so that a pixel is a number from 0 to 16. Note 003 learns from
them, divided by 16, with a tenth held out. They come with the library: nothing is fetched.
"""

from importlib.util import find_spec

import numpy as np

from nnlab.data.image_data import Scales
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.data.splits import Split, parts_of
from nnlab.engine.metrics import Task
from nnlab.engine.pixels import FULL
from nnlab.files.errors import LoadError

SKLEARN_DIGITS = "sklearn-digits"
HELD_OUT = 0.1  # the share of them that is for the test (note 003), drawn with every digit in its share

_MOST_DOTS = 16  # of a pixel
_STEP = FULL // _MOST_DOTS  # of the bytes: 16 dots are 240, which is shown as nearly full ink
SIXTEENTHS = Scales(pixels=(0.0, FULL / (_STEP * _MOST_DOTS)))  # on which a pixel reads as its dots over 16

MISSING = (
    "This needs scikit-learn. Nothing was changed. Install it: pip install scikit-learn, and begin anew."
)


def has_sklearn() -> bool:
    """Return whether scikit-learn is installed; it is not loaded for that."""
    return find_spec("sklearn") is not None


def require_sklearn() -> None:
    """Raise LoadError, with how to get it, unless scikit-learn is installed."""
    if not has_sklearn():
        raise LoadError("no-sklearn", MISSING)


def sklearn_digits() -> ImageSplit:
    """Return the digits, nine in ten of them to train on; bytes are 15 for every dot, 0 to 240.

    Raises LoadError where scikit-learn is not installed.
    """
    require_sklearn()
    from sklearn.datasets import load_digits  # half a second, and not everybody has it

    digits = load_digits()
    images = np.asarray(digits.images, dtype=np.uint8) * np.uint8(_STEP)
    labels = np.asarray(digits.target, dtype=np.uint8)
    parts = parts_of(np.eye(10)[labels], Task.CLASSES, Split(test=HELD_OUT))
    train, test = (LabelledImages(images[rows], labels[rows]) for rows in (parts.train, parts.test))
    return ImageSplit(train, test)
