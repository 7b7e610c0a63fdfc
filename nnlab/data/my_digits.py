"""The digits that somebody has drawn and kept: one file, which any nnlab and any NumPy can read.

Several windows may keep digits at the same time: whoever changes the file reads it first, under a lock. Who has no time
to wait for the lock leaves new digits in a file beside it, and whoever changes the file next takes them up.
"""

import io
import os
import secrets
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nnlab.data.drawing import FRAME
from nnlab.data.image_files import open_images
from nnlab.data.images import LabelledImages
from nnlab.data.store import home_folder
from nnlab.files import LoadError, SaveError, locked, put_aside, write_atomically
from nnlab.files.errors import quoted
from nnlab.files.locking import WAIT_S
from nnlab.files.npy import parse_npz
from nnlab.files.patience import Cancelled

CLASSES = 10
MOST = 20_000  # digits in one file

# One odd number for each eight pixels of a picture.
_WEIGHTS = np.random.default_rng(0).integers(0, 2**63, FRAME * FRAME // 8, dtype=np.uint64) * np.uint64(
    2
) + np.uint64(1)

Version = tuple[int, int, int]  # another one means that the file may have changed


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """A picture (28, 28) uint8 that is to be kept as the digit `label`, or to be forgotten unless it `keeps`.

    What is to be forgotten is named by its picture: its place in the file may be another one by now.
    """

    picture: NDArray[np.uint8]
    label: int
    keeps: bool = True

    def is_same_digit(self, other: "Change") -> bool:
        """Whether this is the same picture with the same label as `other`, be it kept or forgotten."""
        return self.label == other.label and np.array_equal(self.picture, other.picture)


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """What is kept at one moment.

    digits   all of them, the latest last; None where there are none
    version  of the file they stand in; None where there is none
    aside    where a damaged file was put when the first digit was kept after it
    """

    digits: LabelledImages | None = None
    version: Version | None = None
    aside: Path | None = None


def my_digits_path() -> Path:
    """Return where the kept digits lie: below NNLAB_HOME if that is set, else where the system keeps such data."""
    return home_folder() / "my-digits.npz"


def version() -> Version | None:
    """Return the version of the file as it is now; None where there is none, or it cannot be told."""
    try:
        status = os.stat(my_digits_path())
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def load_my_digits(*, cancelled: Cancelled | None = None) -> LabelledImages | None:
    """Return the kept digits, or None where none have been kept. Raises LoadError for an unusable file."""
    path = my_digits_path()
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError):
        pass  # it may well be there: reading says what is wrong
    return _load(path, cancelled)


def _load(path: Path, cancelled: Cancelled | None) -> LabelledImages:
    split = open_images(path, cancelled=cancelled).split
    fits = split.train.images.shape[1:] == (FRAME, FRAME) and int(split.train.labels.max()) < CLASSES
    if not fits or split.test is not None:
        raise LoadError("pictures", f"{quoted(path.name)} does not hold digits that were kept on the pad.")
    return split.train


def read(*, cancelled: Cancelled | None = None) -> Kept:
    """Return what is kept now, with what was put off if nobody holds the lock. Raises LoadError."""
    if put_off_files():
        with suppress(SaveError):
            return change((), wait_s=0.0, cancelled=cancelled)
    before = version()  # if it changes meanwhile, it is read again next time
    return Kept(load_my_digits(cancelled=cancelled), before)


def change(changes: Sequence[Change], *, wait_s: float = WAIT_S, cancelled: Cancelled | None = None) -> Kept:
    """Make all `changes` to the file, whatever others have changed since it was read, and return what is kept now.

    A damaged file is put aside under another name, if there is something to keep. Raises LoadError and SaveError, with
    the code 'held' if somebody else has held the lock for `wait_s` seconds; then the file is as it was.
    """
    path = my_digits_path()
    with suppress(OSError):  # the lock says why there can be no file
        path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path, wait_s=wait_s, cancelled=cancelled):
        late = _put_off_digits(cancelled)
        try:
            before, readable = load_my_digits(cancelled=cancelled), True
        except LoadError as fault:
            if not (fault.blames_content and (late or any(change.keeps for change in changes))):
                raise
            before, readable = None, False
        late = _fitting(before, late)
        after = changed(before, [*(one for ones in late.values() for one in ones), *changes])
        if after is not None and len(after) > max(MOST, 0 if before is None else len(before)):
            what = f"{MOST:,} digits are kept already, which is as many as there may be."
            raise SaveError("too-many", f"{what} Save them in a file of your own and begin anew.")
        aside = None if readable else put_aside(path)
        try:
            if after is not before:
                _write(after, path)
        except SaveError:
            if aside is not None:
                with suppress(OSError):
                    aside.rename(path)
            raise
        for taken_up in late:
            with suppress(OSError):  # next time they are found to be there already
                taken_up.unlink()
        return Kept(after, version(), aside)


def put_off(changes: Sequence[Change]) -> None:
    """Leave the digits that `changes` keep in a file beside that of the others, for whoever changes that one next.

    It needs no lock. What was to be forgotten in the file itself stays there. Raises SaveError.
    """
    digits = changed(None, changes)
    if digits is not None:
        path = my_digits_path()
        save(digits, path.with_name(f"{path.stem}-waiting-{secrets.token_hex(8)}{path.suffix}"))


def put_off_files() -> list[Path]:
    """Return the files with digits that were put off and wait to be taken up."""
    path = my_digits_path()
    try:
        return sorted(path.parent.glob(f"{path.stem}-waiting-*{path.suffix}"))
    except OSError:
        return []


def _put_off_digits(cancelled: Cancelled | None) -> dict[Path, list[Change]]:
    """Return what was put off, file by file, of those that can be read."""
    found: dict[Path, list[Change]] = {}
    for path in put_off_files():
        with suppress(LoadError):
            digits = _load(path, cancelled)
            found[path] = [
                Change(picture, int(label))
                for picture, label in zip(digits.images, digits.labels, strict=True)
            ]
    return found


def _fitting(kept: LabelledImages | None, late: dict[Path, list[Change]]) -> dict[Path, list[Change]]:
    """Return what of the files `late` is not there already: it was written, and no time was left to say so.

    A file for which there is no room is not among them.
    """
    fitting: dict[Path, list[Change]] = {}
    count = 0 if kept is None else len(kept)
    finder = None if kept is None or not late else _Finder(kept)
    for path, ones in late.items():
        new = ones if finder is None else [one for one in ones if finder.last(one) is None]
        if not new or count + len(new) <= MOST:
            fitting[path] = new
            count += len(new)
    return fitting


def changed(kept: LabelledImages | None, changes: Sequence[Change]) -> LabelledImages | None:
    """Return the digits after `changes`, one after the other; None where there are none left.

    Of equal digits the latest is forgotten. A digit that is to be forgotten and not there is no error.
    """
    added = [one for one in changes if one.keeps]
    if not changes or (kept is None and not added):
        return kept
    every = _joined(kept, added)
    old = len(every) - len(added)
    end, stays = old, np.arange(len(every)) < old
    finder = None if len(added) == len(changes) else _Finder(every)
    for one in changes:
        if one.keeps:
            stays[end] = True
            end += 1
        elif finder is not None and (row := finder.last(one, stays)) is not None:
            stays[row] = False
    if stays[:old].all() and not stays[old:].any():
        return kept
    return LabelledImages(every.images[stays], every.labels[stays]) if stays.any() else None


def _joined(kept: LabelledImages | None, added: Sequence[Change]) -> LabelledImages:
    if kept is not None and not added:
        return kept
    images = np.array([one.picture for one in added], dtype=np.uint8)
    labels = np.array([one.label for one in added], dtype=np.uint8)
    if kept is None:
        return LabelledImages(images, labels)
    return LabelledImages(np.concatenate([kept.images, images]), np.append(kept.labels, labels))


def row_of(kept: LabelledImages, meant: Change) -> int | None:
    """Return the last row of `kept` that is the digit `meant`; None if it is not there."""
    return _Finder(kept).last(meant)


class _Finder:
    """Finds digits by a number made of each picture: all rows are looked at once, however many digits are sought."""

    def __init__(self, digits: LabelledImages) -> None:
        self._digits = digits
        self._numbers = _numbers(digits.images)

    def last(self, meant: Change, among: NDArray[np.bool_] | None = None) -> int | None:
        """Return the last row that is the digit `meant`, of those true in `among` (N,) if given; else None."""
        fits = (self._numbers == _numbers(meant.picture[np.newaxis])[0]) & (
            self._digits.labels == meant.label
        )
        for row in np.flatnonzero(fits if among is None else fits & among)[::-1]:
            if np.array_equal(self._digits.images[row], meant.picture):  # two pictures may have one number
                return int(row)
        return None


def _numbers(images: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """Return a number for each of `images` (N, 28, 28), which is hardly ever that of another picture."""
    words = np.ascontiguousarray(images).reshape(len(images), -1).view(np.uint64)
    return words @ _WEIGHTS


def save(kept: LabelledImages, path: Path) -> None:
    """Write the digits to `path`, as x_train and y_train of a .npz. Raises SaveError; then the old file is whole."""
    with suppress(OSError):  # the write says why there can be no file
        path.parent.mkdir(parents=True, exist_ok=True)
    stream = io.BytesIO()
    np.savez_compressed(stream, x_train=kept.images, y_train=kept.labels)
    write_atomically(path, stream.getvalue(), validate=parse_npz)


def _write(kept: LabelledImages | None, path: Path) -> None:
    if kept is not None:
        save(kept, path)
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        message = (
            "The file of your digits cannot be deleted. They are kept as they were. Close what else uses it."
        )
        raise SaveError("not-deleted", message, str(error)) from error
