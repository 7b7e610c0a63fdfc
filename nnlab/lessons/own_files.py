"""The files of lessons of one's own: how they are named, and saved so that no other window's work is lost."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from nnlab.files import FileKind, LoadError, SaveError, locked, open_untrusted, write_atomically
from nnlab.files.errors import named, quoted, reason_of
from nnlab.lessons.drafts import Draft, draft_of, file_of, lesson_of
from nnlab.lessons.lesson import LESSON_BYTES, parse_lesson
from nnlab.lessons.shelf import OWN, STEM, SUFFIX, own_folder, read_lesson

_LONGEST_STEM = 40


def free_name(title: str, taken: Iterable[str]) -> str:
    """Return a name for the file of a lesson of one's own, without a suffix, that none of `taken` has."""
    words = re.sub(r"[^\w]+", "-", title.casefold()).strip("-_")[:_LONGEST_STEM].strip("-_") or "lesson"
    used = {name.casefold() for name in taken}
    number, name = 2, words
    while name in used:
        number, name = number + 1, f"{words}-{number}"
    return name


def is_meant_as_lesson(path: Path) -> bool:
    """Return whether the file at `path` is meant as a lesson, be it a sound one or not. Raises nothing."""
    kind = FileKind("a lesson (JSON)", lambda data: b'"steps"' in data and b'"title"' in data, LESSON_BYTES)
    try:
        return open_untrusted(path, kind)
    except LoadError:
        return False


def names_taken(folder: Path | None = None) -> frozenset[str]:
    """Return the names, without suffix, of all lessons in `folder`, one's own; none where it cannot be read."""
    folder = own_folder() if folder is None else folder
    try:
        return frozenset(path.stem for path in folder.iterdir() if path.suffix.lower() == SUFFIX)
    except OSError:
        return frozenset()


def add_own(title: str, draft: Draft, folder: Path | None = None) -> str:
    """Keep a lesson in a new file that is called after `title`, and return its name, without suffix.

    Raises LoadError for a draft that is no lesson, and SaveError where it cannot be written.
    """
    with _alone_in(own_folder() if folder is None else folder) as where:
        name = free_name(title, names_taken(where))
        _write(where, name, draft)
        return name


def take_in(path: Path, folder: Path | None = None) -> str:
    """Keep a copy of the lesson in the file at `path`, and return its name, without suffix.

    It keeps the name that it has, to which links lead, unless another lesson of one's own has that one; the same lesson
    again is there already. Raises LoadError for a file that is no lesson, and SaveError where it cannot be written.
    """
    draft = draft_of(read_lesson(path))
    with _alone_in(own_folder() if folder is None else folder) as where:
        taken, name = names_taken(where), path.stem
        if STEM.fullmatch(name) and holds(where / f"{name}{SUFFIX}", draft):
            return name
        if not STEM.fullmatch(name) or name.casefold() in {each.casefold() for each in taken}:
            name = free_name(name, taken)
        _write(where, name, draft)
        return name


def save_own(name: str, draft: Draft, folder: Path | None = None, *, was: Draft | None = None) -> None:
    """Keep a lesson of one's own under `name`.

    If it is given what the lesson `was` when it was opened, a file that holds another one by now stays as it is: it is
    somebody else's work. Raises LoadError for a draft that is no lesson, and SaveError where it cannot be written, with
    the code 'changed' where somebody else has changed it.
    """
    with _alone_in(own_folder() if folder is None else folder) as where:
        if was is not None and not _still_holds(where / f"{name}{SUFFIX}", was):
            message = (
                f"{quoted(f'{name}{SUFFIX}')} was changed by another program since it was opened here. It was not "
                "saved. Save it as a copy, or over what is there now."
            )
            raise SaveError("changed", message)
        _write(where, name, draft)


def holds(path: Path, draft: Draft) -> bool:
    """Return whether the lesson in the file at `path` is the one that `draft` is."""
    try:
        return read_lesson(path) == lesson_of(draft, f"{OWN}{path.stem}")
    except LoadError:
        return False


def _still_holds(path: Path, was: Draft) -> bool:
    return not path.exists() or holds(path, was)


@contextmanager
def _alone_in(folder: Path) -> Iterator[Path]:
    """Make the folder if need be, and let nobody else save a lesson in it meanwhile. Raises SaveError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = reason_of(error)
        message = f"{named(folder)} cannot be made: {reason.what}. The lesson was not saved."
        raise SaveError(reason.code, message, str(error)) from error
    with locked(folder):
        yield folder


def _write(folder: Path, name: str, draft: Draft) -> None:
    key = f"{OWN}{name}"
    lesson_of(draft, key)  # or it is none yet, whatever the folder is like
    write_atomically(
        folder / f"{name}{SUFFIX}", file_of(draft), validate=lambda data: parse_lesson(key, data)
    )
