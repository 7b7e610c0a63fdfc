"""How far one has come in every lesson, kept between two starts in a file below the home folder.

Several nnlab may write to it, later ones as well: what is not understood in it stays there.
"""

from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from nnlab.data.store import home_folder
from nnlab.files import (
    FileKind,
    LoadError,
    SaveError,
    locked,
    open_untrusted,
    parse_json,
    put_aside,
    write_atomically,
)
from nnlab.files.errors import not_saved
from nnlab.lessons.progress import LessonProgress
from nnlab.project.strict import decode

NOTEBOOK_BYTES = 1 << 20
_MOST_LESSONS = 300


@dataclass(frozen=True, slots=True)
class Notebook:
    """The progress in every lesson that was begun, the latest last."""

    lessons: tuple[LessonProgress, ...] = ()

    def __getitem__(self, key: str) -> LessonProgress | None:
        """Return the progress in the lesson `key`, or None."""
        return next((progress for progress in self.lessons if progress.lesson == key), None)

    def noting(self, progress: LessonProgress) -> "Notebook":
        """Return the notebook with this progress in place of an earlier one of the same lesson."""
        others = tuple(other for other in self.lessons if other.lesson != progress.lesson)
        return replace(self, lessons=(*others, progress)[-_MOST_LESSONS:])


def notebook_file() -> Path:
    """Return where the notebook lies; it need not be there."""
    return home_folder() / "lesson-progress.json"


def parse_notebook(data: bytes) -> Notebook:
    """Return the notebook in `data`, a JSON text, as far as this nnlab understands it. Raises only LoadError."""
    known = []
    for entry in _content(data)["lessons"]:
        with suppress(LoadError):  # of a later nnlab: it is not shown, and stays in the file
            known.append(decode(entry, LessonProgress, passes_unknown=True))
    return Notebook(tuple(known))


def _content(data: bytes) -> dict[str, Any]:
    """Return what a notebook holds, with all that a later nnlab has put there. Raises LoadError."""
    content = parse_json(data, most=NOTEBOOK_BYTES)
    if not isinstance(content, dict) or not isinstance(content.get("lessons"), list):
        raise LoadError("damaged", "It is not the progress in lessons.")
    return content


_NAME = "the progress in lessons (JSON)"
NOTEBOOK = FileKind(_NAME, parse_notebook, NOTEBOOK_BYTES)
_WHOLE = FileKind(_NAME, _content, NOTEBOOK_BYTES)


def load_notebook(path: Path | None = None) -> Notebook:
    """Return the notebook at `path`, one's own; empty if it is missing or cannot be read."""
    try:
        return open_untrusted(notebook_file() if path is None else path, NOTEBOOK)
    except LoadError:
        return Notebook()


def note(progress: LessonProgress, path: Path | None = None) -> Path | None:
    """Keep `progress`; what another window, or a later nnlab, has noted of other lessons stays.

    A damaged notebook is put aside; return its new path then, else None. Raises SaveError, also where there is a
    notebook that cannot be read at the moment.
    """
    target = notebook_file() if path is None else path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(
            "folder", "The progress in lessons is not kept: its folder cannot be made.", str(error)
        ) from error
    with locked(target):
        content, aside = _to_be_written(target)
        others = [entry for entry in content["lessons"] if not _is_of(progress.lesson, entry)]
        content["lessons"] = [*others, asdict(progress)][-_MOST_LESSONS:]
        write_atomically(target, msgspec.json.encode(content), validate=parse_notebook)
    return aside


def _to_be_written(target: Path) -> tuple[dict[str, Any], Path | None]:
    """Return what the notebook holds; of a damaged one nothing, and where it was put. Raises SaveError."""
    try:
        return open_untrusted(target, _WHOLE), None
    except LoadError as fault:
        if fault.code == "not-found":
            return {"lessons": []}, None
        if not fault.blames_content:
            raise not_saved(target.name, fault.code, "it cannot be read just now", fault.message) from fault
        return {"lessons": []}, put_aside(target)


def _is_of(lesson: str, entry: Any) -> bool:
    return isinstance(entry, dict) and entry.get("lesson") == lesson
