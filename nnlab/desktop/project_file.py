"""The file that what is on the bench belongs to."""

from dataclasses import dataclass
from pathlib import Path

from nnlab.project import ProjectState
from nnlab.project.saved import SavedProject


class ProjectFile:
    """Where a project is kept and what of it is safe: a file, or for work that was never saved no file yet.

    Undo steps lead from one to another, and share it: saved under another name, earlier states belong to that too.

    path    the file, or None
    name    what is shown in place of a path, such as 'lamps (copy)'; empty for the preset's or the data's name
    saved   the state that lies in the file, or with which work that was never saved began; None when neither is known
    last    the content of the file when it was last read or written, for what only later versions know
    stamp   the file's time and size then
    """

    def __init__(
        self,
        saved: ProjectState | None = None,
        *,
        path: Path | None = None,
        name: str = "",
        last: SavedProject | None = None,
        stamp: tuple[int, int] | None = None,
    ) -> None:
        self.saved = saved
        self.path = path
        self.name = name
        self.last = last
        self.stamp = stamp


@dataclass(frozen=True, eq=False, slots=True)
class Begun:
    """What an edit returns that opens something else: its state, and where that belongs."""

    state: ProjectState
    file: ProjectFile

    @classmethod
    def afresh(cls, state: ProjectState) -> "Begun":
        """Return the beginning of new work."""
        return cls(state, ProjectFile(state))
