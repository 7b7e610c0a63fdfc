"""Pictures with their labels from what a user opened: a file or a folder, recognised by content."""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from nnlab.data.image_content import Content, Labelled, Labels, Pictures, labelled, read_content, split_of
from nnlab.data.image_folder import (
    FolderContent,
    IdxPair,
    counts,
    look_into,
    pairs_in,
    train_and_test,
    whole_files,
)
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.files.errors import LoadError, named
from nnlab.files.patience import Cancelled, timed

First = TypeVar("First")
Second = TypeVar("Second")
Whole = TypeVar("Whole")

_TOGETHER = "Put all files of the data set in one folder, and open that."
# sha256 of the unpacked train-labels-idx1-ubyte, as published.
_KNOWN_SETS = {
    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5": "mnist",
    "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9": "fashion-mnist",
}


@dataclass(frozen=True, slots=True)
class OpenedImages:
    """What was opened.

    kind   'idx', 'npz', 'csv' or 'pkl'
    files  the files that were read, training first
    """

    split: ImageSplit
    kind: str
    files: tuple[Path, ...]


def open_images(path: str | os.PathLike[str], *, cancelled: Cancelled | None = None) -> OpenedImages:
    """Return the pictures in a file or folder; the other files of a data set are looked for beside it.

    Known are MNIST's four IDX files, a Keras .npz, CSV of label and pixels, and mnist.pkl, gzipped or not, whatever
    their names are. All of it takes at most ten seconds; `cancelled` is asked now and then whether to end. Raises only
    LoadError, whose message begins with the name of the file at fault.
    """
    opened, cancelled = Path(path), timed(cancelled)
    if os.path.isdir(opened):
        return _open_folder(opened, cancelled)
    content = read_content(opened, cancelled)
    if isinstance(content, Labelled):
        return OpenedImages(content.split, content.kind, (opened,))
    return _open_beside(opened, content, cancelled)


def label_digest(split: ImageSplit) -> str:
    """Return the sha256, in hex, that the IDX file of the training labels has: the same for every file format."""
    labels = split.train.labels
    header = bytes((0, 0, 8, 1)) + len(labels).to_bytes(4, "big")
    return hashlib.sha256(header + labels.tobytes()).hexdigest()


def known_set(split: ImageSplit) -> str | None:
    """Return 'mnist' or 'fashion-mnist' when the training labels are those of the published set, else None."""
    return _KNOWN_SETS.get(label_digest(split))


def _open_folder(folder: Path, cancelled: Cancelled) -> OpenedImages:
    try:
        found = look_into(folder, cancelled=cancelled)
        pairs = pairs_in(found)
        chosen_pairs = train_and_test(pairs, None) if pairs else ()
        if not pairs and not (found.whole or found.tables):
            raise _without_pairs(found)
        files = () if pairs else whole_files(found)
    except LoadError as fault:
        raise _told(folder, fault) from fault
    return _read_pairs(chosen_pairs, {}, cancelled) if pairs else _read_whole(files, cancelled)


def _open_beside(path: Path, content: Pictures | Labels, cancelled: Cancelled) -> OpenedImages:
    """Return the data set to which a file of pictures or labels belongs, with what lies beside it."""
    try:
        found = look_into(path.parent, keep=path, cancelled=cancelled)
        pairs = pairs_in(found)
        if not any(path in (pair.pictures.path, pair.labels.path) for pair in pairs):
            raise _alone(content, found)
        chosen_pairs = train_and_test(pairs, path)
    except LoadError as fault:
        raise _told(path, fault) from fault
    return _read_pairs(chosen_pairs, {path: content}, cancelled)


def _read_pairs(
    pairs: Sequence[IdxPair], known: Mapping[Path, Content], cancelled: Cancelled
) -> OpenedImages:
    """Return the pictures of one pair or two, training first; what is `known` is not read again."""
    parts: list[LabelledImages] = []
    for pair in pairs:
        pictures, labels = (
            known[file.path] if file.path in known else read_content(file.path, cancelled) for file in pair
        )
        if not isinstance(pictures, Pictures) or not isinstance(labels, Labels):
            message = "It was changed while it was being read. Open it again."
            raise _told(pair.pictures.path, LoadError("changed", message))
        parts.append(_joined(pair.pictures.path, labelled, pictures.images, labels.labels))
    test = parts[1] if len(parts) == 2 else None
    split = _joined(pairs[-1].pictures.path, split_of, parts[0], test)
    return OpenedImages(split, "idx", tuple(file.path for pair in pairs for file in pair))


def _read_whole(files: Sequence[Path], cancelled: Cancelled) -> OpenedImages:
    """Return what is in a file that holds everything, or in two tables, training first."""
    opened = [open_images(path, cancelled=cancelled) for path in files]
    if len(opened) == 1:
        return opened[0]
    split = _joined(files[1], split_of, opened[0].split.train, opened[1].split.train)
    return OpenedImages(split, opened[0].kind, tuple(files))


def _joined(path: Path, join: Callable[[First, Second], Whole], first: First, second: Second) -> Whole:
    """Return two things joined; a fault is told as that of the file at `path`."""
    try:
        return join(first, second)
    except LoadError as fault:
        raise _told(path, fault) from fault


def _alone(content: Pictures | Labels, found: FolderContent) -> LoadError:
    """Return the refusal of pictures or labels that lack the other half."""
    if isinstance(content, Labels):
        count = len(content.labels)
        what = "These are labels, and the pictures that belong to them"
        others = [file for file in found.pictures if file.shape[0] == count]
        code = "no-pictures"
    else:
        count = len(content.images)
        what = "These are pictures without labels: those that belong to them"
        others = [file for file in found.labels if file.shape[0] == count]
        code = "no-labels"
    if others:
        message = f"{what} cannot be told from others beside them. Give files that belong together one name."
        return LoadError("several", message)
    return LoadError(code, f"{what} ({count:,}) were not found beside them. {_TOGETHER}")


def _without_pairs(found: FolderContent) -> LoadError:
    """Return the refusal of a folder in which nothing can be opened."""
    if not found.pictures and not found.labels:
        message = (
            "No pictures with labels were found in this folder. Choose the folder with MNIST's four files."
        )
        return LoadError("no-pictures", message)
    if not found.labels:
        return LoadError("no-labels", f"These are pictures without labels. {_TOGETHER}")
    if not found.pictures:
        return LoadError(
            "no-pictures", f"These are labels without the pictures that belong to them. {_TOGETHER}"
        )
    what = f"The pictures ({counts(found.pictures)}) and the labels ({counts(found.labels)}) do not belong together"
    return LoadError("counts", f"{what}. {_TOGETHER}")


def _told(path: Path, fault: LoadError) -> LoadError:
    """Return the fault as `open_untrusted` tells it."""
    message = f"{named(path)}: {fault.message} Nothing was changed."
    return LoadError(fault.code, message, fault.detail)
