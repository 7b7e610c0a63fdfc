"""The steps that can be taken back and made again: pairs of states with a name."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from nnlab.desktop.project_file import ProjectFile
from nnlab.project import ProjectState

# The name of an undo step, or how to say it in the language of the moment.
Label = str | Callable[[], str]

_LIMIT = 50
_LIMIT_BYTES = 512 * 2**20  # states share what did not change, but every training keeps a set of weights


@dataclass(frozen=True, eq=False, slots=True)
class UndoStep:
    """A change from one state to another, and perhaps from one file to another.

    Consecutive ones with the same `merge_key`, if it is not empty, are one.
    """

    label: Label
    old: ProjectState
    new: ProjectState
    merge_key: str = ""
    files: tuple[ProjectFile, ProjectFile] | None = None

    @property
    def text(self) -> str:
        """The name of the step, in the language of the moment."""
        return self.label if isinstance(self.label, str) else self.label()


class UndoSteps:
    """The last steps, as many as `limit_bytes` of weights allow, and one at least."""

    def __init__(self, limit_bytes: int = _LIMIT_BYTES) -> None:
        self._limit_bytes = limit_bytes
        self._steps: list[UndoStep] = []
        self._done = 0  # those from here on have been taken back

    def __len__(self) -> int:
        return len(self._steps)

    @property
    def texts(self) -> list[str]:
        """The names of all steps, the oldest first."""
        return [step.text for step in self._steps]

    @property
    def files(self) -> set[ProjectFile]:
        """All files that undo and redo can lead to."""
        return {file for step in self._steps for file in step.files or ()}

    @property
    def next_undo(self) -> UndoStep | None:
        """The step that can be taken back."""
        return self._steps[self._done - 1] if self._done else None

    @property
    def next_redo(self) -> UndoStep | None:
        """The step that can be made again."""
        return self._steps[self._done] if self._done < len(self._steps) else None

    def push(self, step: UndoStep) -> None:
        """Add a step that has just been made; those that were taken back are forgotten, and in the end the oldest."""
        del self._steps[self._done :]
        last = self.next_undo
        if last is not None and last.merge_key and last.merge_key == step.merge_key:
            self._steps[-1] = replace(last, new=step.new)
        else:
            self._steps.append(step)
            del self._steps[:-_LIMIT]
        while len(self._steps) > 1 and _bytes_of(self._steps) > self._limit_bytes:
            del self._steps[0]
        self._done = len(self._steps)

    def undo(self) -> UndoStep | None:
        """Return the step that is taken back, or None if there is none."""
        step = self.next_undo
        self._done -= step is not None
        return step

    def redo(self) -> UndoStep | None:
        """Return the step that is made again, or None if there is none."""
        step = self.next_redo
        self._done += step is not None
        return step

    def clear(self) -> None:
        """Forget all steps."""
        self._steps.clear()
        self._done = 0


def _bytes_of(steps: list[UndoStep]) -> int:
    """Return how much memory the states of `steps` take; what they share counts once."""
    arrays = {id(array): array for step in steps for state in (step.old, step.new) for array in state.arrays}
    return sum(array.nbytes for array in arrays.values())
