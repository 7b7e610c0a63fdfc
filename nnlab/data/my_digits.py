"""The digits that somebody has drawn and kept: one file, which any nnlab and any NumPy can read."""

import io
import os
from contextlib import suppress
from pathlib import Path

import numpy as np
import platformdirs
from numpy.typing import NDArray

from nnlab.data.drawing import FRAME
from nnlab.data.image_files import open_images
from nnlab.data.images import LabelledImages
from nnlab.files import LoadError, SaveError, write_atomically
from nnlab.files.errors import quoted
from nnlab.files.npy import parse_npz

CLASSES = 10
MOST = 20_000  # digits in one file


def my_digits_path() -> Path:
    """Return where the kept digits lie: below NNLAB_HOME if that is set, else where the system keeps such data."""
    home = os.environ.get("NNLAB_HOME") or platformdirs.user_data_dir("nnlab", appauthor=False)
    return Path(os.path.expanduser(home)) / "my-digits.npz"


def load_my_digits() -> LabelledImages | None:
    """Return the kept digits, or None where none have been kept. Raises LoadError for a damaged file."""
    path = my_digits_path()
    if not path.exists():
        return None
    split = open_images(path).split
    fits = split.train.images.shape[1:] == (FRAME, FRAME) and int(split.train.labels.max()) < CLASSES
    if not fits or split.test is not None:
        raise LoadError("pictures", f"{quoted(path.name)} does not hold digits that were kept on the pad.")
    return split.train


def with_digit(kept: LabelledImages | None, picture: NDArray[np.uint8], label: int) -> LabelledImages:
    """Return the digits with one more. Raises SaveError when there are too many already."""
    if kept is None:
        return LabelledImages(picture[np.newaxis].copy(), np.array([label], dtype=np.uint8))
    if len(kept) >= MOST:
        what = f"{MOST:,} digits are kept already, which is as many as there may be."
        raise SaveError("too-many", f"{what} Save them in a file of your own and begin anew.")
    images = np.concatenate([kept.images, picture[np.newaxis]])
    return LabelledImages(images, np.append(kept.labels, np.uint8(label)))


def without_last(kept: LabelledImages) -> LabelledImages | None:
    """Return the digits without the one that was kept last; None where that was the only one."""
    if len(kept) == 1:
        return None
    return LabelledImages(kept.images[:-1].copy(), kept.labels[:-1].copy())


def write(kept: LabelledImages | None) -> None:
    """Keep the digits, or forget all of them. Raises SaveError; then those of before are kept."""
    if kept is not None:
        save(kept, my_digits_path())
        return
    try:
        my_digits_path().unlink(missing_ok=True)
    except OSError as error:
        message = (
            "The file of your digits cannot be deleted. They are kept as they were. Close what else uses it."
        )
        raise SaveError("not-deleted", message, str(error)) from error


def save(kept: LabelledImages, path: Path) -> None:
    """Write the digits to `path`, as x_train and y_train of a .npz. Raises SaveError; then the old file is whole."""
    with suppress(OSError):  # the write says why there can be no file
        path.parent.mkdir(parents=True, exist_ok=True)
    stream = io.BytesIO()
    np.savez_compressed(stream, x_train=kept.images, y_train=kept.labels)
    write_atomically(path, stream.getvalue(), validate=parse_npz)
