"""Where lessons are: those that ship with nnlab, by parts of the notes, and those of one's own in a folder."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

from nnlab import paths
from nnlab.data.store import home_folder
from nnlab.engine.errors import unknown_name
from nnlab.files import FileKind, LoadError, open_untrusted, parse_json
from nnlab.files.errors import named, reason_of
from nnlab.files.limits import JSON_BYTES
from nnlab.lessons.lesson import Lesson, lesson_kind
from nnlab.lessons.presets import Text
from nnlab.project.strict import decode

T = TypeVar("T")

OWN = "own/"  # before the keys of lessons of one's own
SUFFIX = ".json"
MOST_OWN = 200
_INDEX = "index.json"
_FOLDER = "lessons"
STEM = re.compile(r"[\w-][\w .-]{0,63}")


@dataclass(frozen=True, slots=True)
class LessonPart:
    """The lessons on one part of the notes, in teaching order."""

    name: str
    title: Text
    lessons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BadLesson:
    """A file among the lessons of one's own that is none, and the sentence that says why."""

    path: Path
    fault: LoadError


@dataclass(frozen=True, slots=True)
class _Index:
    parts: tuple[LessonPart, ...]


@cache
def lesson_parts() -> tuple[LessonPart, ...]:
    """Return the parts of the notes with their lessons. Raises LoadError when nnlab's own files are unusable."""
    kind = FileKind("the list of lessons", lambda data: decode(parse_json(data), _Index), JSON_BYTES)
    return open_untrusted(_shipped(_INDEX), kind).parts


def lesson_keys() -> tuple[str, ...]:
    """Return the keys of all lessons that ship with nnlab, in teaching order."""
    return tuple(key for part in lesson_parts() for key in part.lessons)


def load_lesson(key: str, folder: Path | None = None) -> Lesson:
    """Return the lesson `key`: a shipped one, or 'own/<name>', the file <name>.json in `folder`, one's own.

    Raises EngineError for an unknown key, with the nearest known one, and LoadError when its file is unusable.
    """
    if key.startswith(OWN):
        stem = key.removeprefix(OWN)
        if not STEM.fullmatch(stem):
            raise unknown_name("lesson", key, lesson_keys())
        path = (own_folder() if folder is None else folder) / f"{stem}{SUFFIX}"
        try:
            return read_lesson(path, key)
        except LoadError as fault:
            if fault.code == "not-found":
                raise _not_here(path, fault) from fault
            raise
    if key not in lesson_keys():
        raise unknown_name("lesson", key, lesson_keys())
    return _load_shipped(key)


def _not_here(path: Path, fault: LoadError) -> LoadError:
    message = (
        f"{named(path)}: this lesson was written by somebody, and its file is not on this computer. Nothing was "
        "changed. Ask for the file, and drop it on the window of nnlab."
    )
    return LoadError("no-own-lesson", message, fault.detail)


@cache
def _load_shipped(key: str) -> Lesson:
    return open_untrusted(_shipped(f"{key}{SUFFIX}"), lesson_kind(key))


def read_lesson(path: Path, key: str | None = None) -> Lesson:
    """Return the lesson in the file at `path`, whose key is its name unless given. Raises LoadError."""
    return open_untrusted(path, lesson_kind(f"{OWN}{path.stem}" if key is None else key))


def own_folder() -> Path:
    """Return the folder of lessons of one's own; it need not be there."""
    return home_folder() / _FOLDER


def own_lessons(folder: Path | None = None) -> Iterator[Lesson | BadLesson]:
    """Yield the lessons in `folder`, one's own, by name; a file that is none is told with its sentence.

    A folder that is not there has none. The MOST_OWN files that were changed last are looked at; that there are more is
    told as well. Raises nothing.
    """
    folder = own_folder() if folder is None else folder
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() == SUFFIX]
    except FileNotFoundError:
        return
    except OSError as error:
        reason = reason_of(error)
        message = f"{named(folder)} cannot be looked into: {reason.what}. The other lessons are there."
        yield BadLesson(folder, LoadError(reason.code, message, str(error)))
        return
    if len(found) > MOST_OWN:
        message = (
            f"{named(folder)} holds {len(found):,} lessons; the {MOST_OWN} that were changed last are listed. "
            "Move others into another folder."
        )
        yield BadLesson(folder, LoadError("many-lessons", message))
    for path in sorted(sorted(found, key=_when_changed, reverse=True)[:MOST_OWN]):
        try:
            if not STEM.fullmatch(path.stem):
                raise LoadError(
                    "lesson-name",
                    f"{named(path)}: a lesson's name is made of letters, digits, - and _. Rename it.",
                )
            yield read_lesson(path)
        except LoadError as fault:
            yield BadLesson(path, fault)


def _when_changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _shipped(name: str) -> Path:
    try:
        return paths.resources(_FOLDER, name)
    except FileNotFoundError as error:
        message = "nnlab's own lessons are missing. Nothing was changed. Install nnlab again."
        raise LoadError("not-found", message, str(error)) from error
