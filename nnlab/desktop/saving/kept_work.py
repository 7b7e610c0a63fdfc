"""What is kept of the work on one file, for the case that the program ends without a word."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from nnlab.files import JsonValue
from nnlab.project import ProjectState
from nnlab.project.autosave import About, Ring
from nnlab.project.saved import SavedProject, saved


@dataclass(frozen=True, eq=False, slots=True)
class Wanted:
    """A state that is to be kept, what is said of it, and what is done when it is kept.

    `last` is the content of its file when that was last read or written, and `look` how the window looks: what is kept
    has the very bytes that a saving would write, by which it is known to be saved.
    """

    state: ProjectState
    about: About
    last: SavedProject | None
    look: dict[str, JsonValue]
    then: Callable[[], object] | None = None


class KeptWork:
    """The ring of one file. The window says what is `wanted`; whoever may write does what is wanted then."""

    def __init__(self, ring: Ring) -> None:
        self.wanted: Wanted | None = None  # None: nothing is to be kept
        self.has_failed = False  # what is wanted could not be kept
        self.is_left = False  # something else is on the bench: the last state is enough
        self._ring = ring
        self._kept: Wanted | None = None

    def wants(self, state: ProjectState) -> bool:
        """Return whether `state` is what is to be kept already, and nothing has come in between."""
        return self.wanted is not None and self.wanted.state is state and not self.has_failed

    def says(self, path: Path | None, look: dict[str, JsonValue]) -> bool:
        """Return whether what is to be kept is said to belong to the file at `path`, and to look like this."""
        if self.wanted is None:
            return False
        return (self.wanted.about.path, self.wanted.look) == ("" if path is None else str(path), look)

    def obey(self) -> None:
        """Write what is wanted, or clear the ring; what is done already is not done again. Raises SaveError."""
        wanted = self.wanted
        if wanted is None:
            self._kept = None
            self._ring.clear()
        elif wanted is not self._kept:
            project = saved(wanted.state, after=wanted.last)
            self._ring.write(wanted.about, replace(project, ui=project.ui | wanted.look))
            self._kept = wanted
            if wanted.then is not None:
                wanted.then()
        if self.is_left:
            self._ring.keep_newest()

    def end(self) -> None:
        """Let go of the ring; what is in it will be found by the next window."""
        self._ring.end()
