"""How far one has come in every lesson, kept between two starts in a file below the home folder."""

from dataclasses import asdict, dataclass, replace
from pathlib import Path

import msgspec

from nnlab.data.store import home_folder
from nnlab.files import FileKind, LoadError, SaveError, locked, open_untrusted, parse_json, write_atomically
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
    """Return the notebook in `data`, a JSON text. Raises only LoadError."""
    return decode(parse_json(data, most=NOTEBOOK_BYTES), Notebook)


NOTEBOOK = FileKind("the progress in lessons (JSON)", parse_notebook, NOTEBOOK_BYTES)


def load_notebook(path: Path | None = None) -> Notebook:
    """Return the notebook at `path`, one's own; one that is missing or damaged is empty, as on the first start."""
    try:
        return open_untrusted(notebook_file() if path is None else path, NOTEBOOK)
    except LoadError:
        return Notebook()


def note(progress: LessonProgress, path: Path | None = None) -> None:
    """Keep `progress`; what another window has noted of other lessons stays. Raises SaveError."""
    target = notebook_file() if path is None else path
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(
            "folder", "The progress in lessons is not kept: its folder cannot be made.", str(error)
        ) from error
    with locked(target):
        book = load_notebook(target).noting(progress)
        write_atomically(target, msgspec.json.encode(asdict(book)), validate=parse_notebook)
