"""Where nnlab keeps what it makes and fetches, and where downloaded data sets are looked for."""

import os
from contextlib import suppress
from pathlib import Path

import platformdirs

from nnlab.data.mirrors import PublishedFile, PublishedSet, published
from nnlab.files import FileError, FileKind, LoadError, open_untrusted, write_atomically
from nnlab.files.formats import Format

_LONGEST_PATH_BYTES = 1 << 16


def data_folder() -> Path:
    """Return the folder below which downloads are kept: in NNLAB_CACHE if set, else where the system keeps such."""
    cache = os.environ.get("NNLAB_CACHE") or platformdirs.user_cache_dir("nnlab", appauthor=False)
    return Path(os.path.expanduser(cache)) / "data"


def home_folder() -> Path:
    """Return the folder of what a user makes and does not name: NNLAB_HOME if set, else where the system keeps such."""
    home = os.environ.get("NNLAB_HOME") or platformdirs.user_data_dir("nnlab", appauthor=False)
    return Path(os.path.expanduser(home))


def given_folder() -> Path | None:
    """Return the folder that NNLAB_DATA names, whether it is there or not, or None."""
    given = os.environ.get("NNLAB_DATA")
    return Path(os.path.expanduser(given)) if given else None


def cache_folder(name: str) -> Path:
    """Return the folder into which the data set `name` is downloaded; it need not be there yet."""
    return data_folder() / published(name).name


def places(name: str) -> tuple[Path, ...]:
    """Return the folders in which the data set `name` is looked for: in NNLAB_DATA first, then in the cache.

    Last comes the folder from which it was opened by hand.
    """
    kept, given, opened = cache_folder(name), given_folder(), _remembered(name)
    return tuple(
        place for place in (given, None if given is None else given / name, kept, opened) if place is not None
    )


def remember(name: str, folder: Path) -> None:
    """Look for the data set `name` in `folder` as well from now on; where that cannot be noted, nothing happens."""
    with suppress(OSError, FileError):
        data_folder().mkdir(parents=True, exist_ok=True)
        write_atomically(_note(name), os.fsencode(folder.resolve()), validate=os.fsdecode)


def _note(name: str) -> Path:
    return data_folder() / f"{published(name).name}.folder"


def _remembered(name: str) -> Path | None:
    kind = FileKind("the name of a folder", os.fsdecode, _LONGEST_PATH_BYTES, frozenset(Format))
    with suppress(FileError, ValueError):
        return Path(open_untrusted(_note(name), kind))
    return None


def find(name: str | PublishedSet) -> Path | None:
    """Return the first folder that holds the four files of the data set `name`, or of one given as a value; or None.

    The files may be gzipped or not. They are recognised by their names and sizes, and, as MNIST and Fashion-MNIST
    bear the same names, by the content of the training labels. The pictures are not read here: whoever opens
    them checks them.
    """
    wanted = published(name) if isinstance(name, str) else name
    return next((folder for folder in places(wanted.name) if _holds(folder, wanted)), None)


def file_names(name: str) -> tuple[str, ...]:
    """Return the names of the four files of the data set `name`, as they are published."""
    return tuple(file.name for file in published(name).files)


def instructions(name: str) -> str:
    """Return, over several lines, which files to put where when they cannot be downloaded here."""
    wanted = published(name)
    return "\n".join(
        (
            f"Without a network: copy these four files of {wanted.title} into the folder {cache_folder(name)}",
            *(f"  {file.name}" for file in wanted.files),
            "or name the folder that holds them in the environment variable NNLAB_DATA. On another computer they "
            f"can be downloaded from {wanted.mirrors[0]}",
        )
    )


def _holds(folder: Path, wanted: PublishedSet) -> bool:
    found = {file: _present(folder, file) for file in wanted.files}
    labels = found[wanted.train_labels]
    return None not in found.values() and labels is not None and _is_right(labels, wanted.train_labels)


def _present(folder: Path, file: PublishedFile) -> Path | None:
    """Return where `file` lies in `folder` with a size that can be right, gzipped or unpacked; else None."""
    for name in (file.name, file.content_name):
        for spelling in (name, name.replace("-idx", ".idx")):  # some unpackers write the dot
            path = folder / spelling
            try:
                if path.is_file() and _can_be(file, path):
                    return path
            except (OSError, ValueError):
                continue  # a folder that may not be looked into, a name that no file can have
    return None


def _can_be(file: PublishedFile, path: Path) -> bool:
    """Whether the size of `path` is one that `file` can have."""
    size = path.stat().st_size
    return 0 < size <= file.most_bytes if path.suffix == ".gz" else size == file.content_size


def _is_right(path: Path, file: PublishedFile) -> bool:
    """Whether the labels in `path` are those of `file`."""
    gzipped = path.suffix == ".gz"
    kind = FileKind(
        "the labels of a data set",
        file.check_content_of if gzipped else file.check_content,
        file.most_bytes if gzipped else file.content_size,
        frozenset({Format.GZIP} if gzipped else Format),
    )
    try:
        open_untrusted(path, kind)
    except LoadError:
        return False
    return True
