"""What a file holds that somebody opens, found out beside the window: by its content, whatever its name says."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from nnlab.data import Dataset
from nnlab.data.catalog import adopt, name_of
from nnlab.data.image_files import open_images
from nnlab.data.tabular.plan import TableSource
from nnlab.data.tabular.sources import open_table_or_none, open_text
from nnlab.desktop.jobs import Job
from nnlab.desktop.project_file import Begun, ProjectFile
from nnlab.desktop.saving import sentences as saving
from nnlab.files import LoadError
from nnlab.project.autosave import Leftover, load_autosave, stamp_of
from nnlab.project.nnlab_file import is_project, load_project
from nnlab.project.saved import restored

if TYPE_CHECKING:
    from nnlab.export import ForeignNetwork

# Faults of a table that may come of a wrong guess: of what parts its cells above all, or of a first row of names.
_CORRECTABLE = ("csv-ragged", "csv-syntax", "encoding", "no-rows", "no-table")


@dataclass(frozen=True, eq=False, slots=True)
class OpenedProject:
    """A project that is read and ready for the bench, and what is done when it is there."""

    name: str
    begun: Begun
    then: Callable[[], object] | None = None


@dataclass(frozen=True, eq=False, slots=True)
class UnreadTable:
    """A text that may be a table, and why it is none in the form that was guessed: that can be corrected."""

    text: bytes
    fault: LoadError


Content: TypeAlias = "OpenedProject | TableSource | UnreadTable | Dataset | ForeignNetwork"


def content_of(path: str, job: Job[Any]) -> Content:
    """Return what the file or folder at `path` holds, by its content; of a table that is not read as guessed its text.

    Raises LoadError.
    """
    if is_project(path):
        return _project(path, job)
    try:
        table = open_table_or_none(path, job.is_cancelled, name=name_of(path))
    except LoadError as fault:
        if fault.code in _CORRECTABLE:
            return UnreadTable(open_text(path, job.is_cancelled), fault)
        raise
    if table is not None:
        return table
    try:
        return adopt(open_images(path, cancelled=job.is_cancelled), name_of(path))
    except LoadError as fault:
        if not fault.blames_content:
            raise
        try:
            return weights_in(path, job)
        except LoadError:
            raise fault from None  # most files are meant to be pictures


def weights_in(path: str, job: Job[Any]) -> "ForeignNetwork":
    """Return the weights that the file at `path` holds, whichever program wrote it. Raises LoadError."""
    # What reads the files of other programs is not needed to open a window.
    from nnlab.export import load_weights

    return load_weights(path, cancelled=job.is_cancelled)


def left_work(left: Leftover, then: Callable[[], object], job: Job[Any]) -> OpenedProject:
    """Return the work that another window left behind; `then` is done when it is on the bench. Raises LoadError."""
    about, project = load_autosave(left.file, cancelled=job.is_cancelled)
    path = Path(about.path) if about.path else None
    name = "" if about.began else about.title
    file = ProjectFile(None, path=path, last=project, stamp=about.stamp, name=name)
    return OpenedProject(
        saving.title(about), Begun(restored(project, cancelled=job.is_cancelled), file), then
    )


def _project(path: str, job: Job[Any]) -> OpenedProject:
    stamp = stamp_of(path)
    project = load_project(path, cancelled=job.is_cancelled)
    state = restored(project, cancelled=job.is_cancelled)
    place = Path(path).absolute()  # the folder of the moment may become another
    return OpenedProject(place.stem, Begun(state, ProjectFile(state, path=place, last=project, stamp=stamp)))
