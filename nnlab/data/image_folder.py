"""What lies in a folder that could be pictures: recognised by the first bytes of its files, and put in pairs.

Names decide only where content leaves a choice: MNIST's four files tell by their headers what they are and how
many, and the larger pair is the one to train on.
"""

import heapq
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from nnlab.files import first_bytes, limits
from nnlab.files.errors import LoadError, reason_of
from nnlab.files.formats import Format, sniff
from nnlab.files.gunzip import gunzip_start, is_gzip
from nnlab.files.idx import idx_shape
from nnlab.files.patience import Cancelled, check

_LOOKED_AT_BYTES = 1 << 16
# Someone's downloads may be thousands of files on a slow disk; those with a likely name are looked at first.
_LOOKED_AT_FILES = 500
_LIKELY = re.compile(r"idx|ubyte|mnist|image|label|train|test|t10k|\.(?:npz|pkl|csv|gz)")

_TABLE = re.compile(rb"(?:\xef\xbb\xbf)?(?:[^\d\n][^\n]*+\n)?\d{1,3}(?:,\d{1,3}){15}")
_ARRAY_MEMBER = b".npy"
_ROLE = re.compile(r"images?|labels?|idx[13]")
_TRAINING = re.compile(r"train(?:ing)?")
_TEST = re.compile(r"t10k|test")


class IdxFile(NamedTuple):
    """An IDX file and the shape its header declares: (N, height, width) or (N,)."""

    path: Path
    shape: tuple[int, ...]


class IdxPair(NamedTuple):
    """Pictures and the labels that belong to them."""

    pictures: IdxFile
    labels: IdxFile


@dataclass(frozen=True, slots=True)
class FolderContent:
    """The files of a folder that may hold pictures or labels, each list in the order of the names.

    whole   files that hold both, with their test pictures: archives of arrays and pickles
    tables  CSV files
    """

    pictures: tuple[IdxFile, ...]
    labels: tuple[IdxFile, ...]
    whole: tuple[Path, ...]
    tables: tuple[Path, ...]


def look_into(folder: Path, keep: Path | None = None, *, cancelled: Cancelled | None = None) -> FolderContent:
    """Return what may hold pictures in `folder`; of a file and its gzipped twin one counts, `keep` if it is one.

    Raises LoadError when the folder cannot be listed, or when `cancelled`.
    """
    idx: dict[str, IdxFile] = {}
    whole: list[Path] = []
    tables: list[Path] = []
    for path in _candidates(folder, keep, cancelled):
        check(cancelled)
        start = first_bytes(path, _LOOKED_AT_BYTES)
        if is_gzip(start):
            start = gunzip_start(start, _LOOKED_AT_BYTES)
        match sniff(start):
            case Format.IDX:
                shape = _shape(start)
                twin = _plain_name(path)
                # A plain file comes before its gzipped twin in the order of names, and is read faster.
                if len(shape) in (1, 3) and (twin not in idx or path == keep):
                    idx[twin] = IdxFile(path, shape)
            case Format.ZIP if _ARRAY_MEMBER in start:
                whole.append(path)
            case Format.PICKLE:
                whole.append(path)
            case Format.TEXT if _TABLE.match(start):
                tables.append(path)
            case _:
                pass
    files = sorted(idx.values())
    return FolderContent(
        pictures=tuple(file for file in files if len(file.shape) == 3),
        labels=tuple(file for file in files if len(file.shape) == 1),
        whole=tuple(whole),
        tables=tuple(tables),
    )


def pairs_in(content: FolderContent) -> tuple[IdxPair, ...]:
    """Return the pictures with their labels: as many, and where that leaves a choice, of the matching name."""
    pairs = []
    for pictures in content.pictures:
        count = pictures.shape[0]
        fitting = [labels for labels in content.labels if labels.shape[0] == count]
        matching = [labels for labels in fitting if _pair_name(labels) == _pair_name(pictures)]
        rivals = [other for other in content.pictures if other.shape[0] == count]
        if len(matching) == 1:
            pairs.append(IdxPair(pictures, matching[0]))
        elif len(fitting) == 1 and len(rivals) == 1:
            pairs.append(IdxPair(pictures, fitting[0]))
    return tuple(pairs)


def train_and_test(pairs: Sequence[IdxPair], chosen: Path | None) -> tuple[IdxPair, ...]:
    """Return the pair to train on and, where there is one, the pair to test with.

    `chosen` is a file of one of them, or None when a whole folder was chosen. Raises LoadError when a folder has
    several data sets.
    """
    own = [pair for pair in pairs if chosen is None or chosen in (pair.pictures.path, pair.labels.path)]
    if chosen is not None:
        size = own[0].pictures.shape[1:]
        others = [pair for pair in pairs if pair not in own and pair.pictures.shape[1:] == size]
        siblings = [pair for pair in others if _set_name(pair) == _set_name(own[0])]
        own += siblings if len(siblings) == 1 else others if len(others) == 1 else []
    if len(own) > 2:
        message = "More than one data set lies in this folder. Choose one of its files instead."
        raise LoadError("several", message)
    return tuple(sorted(own, key=_training_first))


def whole_files(content: FolderContent) -> tuple[Path, ...]:
    """Return the file that holds everything, or the table to train on and the one to test with.

    Tables are told apart by their names, the largest of each, or else by their sizes. Raises LoadError when a
    choice is left.
    """
    if len(content.whole) > 1:
        message = "More than one data set lies in this folder. Choose one of its files instead."
        raise LoadError("several", message)
    if content.whole:
        return content.whole
    by_size = sorted(content.tables, key=lambda path: (-_size(path), path))
    training = [path for path in by_size if _TRAINING.search(path.name.lower())]
    test = [path for path in by_size if path not in training and _TEST.search(path.name.lower())]
    if training and test:
        return training[0], test[0]
    if len(by_size) > 2:
        message = "More than two tables lie in this folder. Choose one of them instead."
        raise LoadError("several", message)
    return tuple(by_size)


def _candidates(folder: Path, keep: Path | None, cancelled: Cancelled | None) -> list[Path]:
    """Return the files worth looking at, `keep` among them, in the order of their names."""

    def place(name: str) -> tuple[bool, bool, str]:
        return keep is None or name != keep.name, _LIKELY.search(name.lower()) is None, name

    try:
        with os.scandir(folder) as entries:
            looked_at = heapq.nsmallest(_LOOKED_AT_FILES, _names(entries, cancelled), key=place)
    except OSError as error:
        reason = reason_of(error)
        message = f"The folder cannot be read: {reason.what}. Choose another one."
        raise LoadError(reason.code, message, str(error)) from error
    paths = map(folder.joinpath, sorted(looked_at))
    return [path for path in paths if 0 < _size(path) <= limits.IMAGE_FILE_BYTES]


def _names(entries: Iterable["os.DirEntry[str]"], cancelled: Cancelled | None) -> Iterator[str]:
    for entry in entries:
        check(cancelled)  # a folder may have a million files
        yield entry.name


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _shape(start: bytes) -> tuple[int, ...]:
    try:
        return idx_shape(start)
    except LoadError:
        return ()


def _plain_name(path: Path) -> str:
    return path.name.lower().removesuffix(".gz")


def _pair_name(file: IdxFile) -> str:
    """Return what the names of pictures and of their labels have in common."""
    return _ROLE.sub("", _plain_name(file.path))


def _set_name(pair: IdxPair) -> str:
    """Return what the names of training and test have in common."""
    return _TEST.sub("", _TRAINING.sub("", _pair_name(pair.pictures)))


def _training_first(pair: IdxPair) -> tuple[int, bool, str]:
    name = _pair_name(pair.pictures)
    return -pair.pictures.shape[0], _TRAINING.search(name) is None, name


def counts(files: Iterable[IdxFile]) -> str:
    """Return how many elements the files declare, for a message: '60,000 and 10,000'."""
    numbers = sorted({file.shape[0] for file in files}, reverse=True)
    return " and ".join(f"{number:,}" for number in numbers[:3])
