"""The document: the one place in the window that holds the project's state, with undo."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from nnlab.desktop.undo import Label, UndoStep, UndoSteps
from nnlab.project import Change, ProjectState, changes_between


@dataclass(frozen=True, eq=False, slots=True)
class StateChange:
    """What `state_changed` carries: the states before and after, and which kinds of thing differ."""

    old: ProjectState
    new: ProjectState
    changes: Change


class Document(QObject):
    """Holds the current ProjectState. Every change goes through `apply`, and every change can be undone."""

    state_changed = Signal(object)  # StateChange

    def __init__(self, state: ProjectState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = self._told = state
        self._telling = False
        self._later: list[Callable[[], None]] = []
        self.undo_steps = UndoSteps()

    @property
    def state(self) -> ProjectState:
        """The current state."""
        return self._state

    def apply(self, label: Label, state: ProjectState, *, merge_key: str = "") -> None:
        """Make `state` the current one as one undo step named `label`, which may be a function that says it.

        Consecutive changes with the same `merge_key`, such as the values of one drag, become one step.
        """
        if self._telling:  # everybody hears of one change before there is another
            self._later.append(lambda: self.apply(label, state, merge_key=merge_key))
        elif state is not self._state:
            self.undo_steps.push(UndoStep(label, self._state, state, merge_key))
            self._state = state
            self._tell()

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        step = self.undo_steps.undo()
        if step is not None:
            self._state = step.old
            self._tell()

    def redo(self) -> None:
        """Make the step again that was taken back, if there is one."""
        step = self.undo_steps.redo()
        if step is not None:
            self._state = step.new
            self._tell()

    def open(self, state: ProjectState) -> None:
        """Make `state` the current one and forget the undo history."""
        self._state = state
        self.undo_steps.clear()
        self._tell()

    def _tell(self) -> None:
        """Tell of a change, and then make those that were asked for meanwhile."""
        if self._telling:
            return
        self._telling = True
        try:
            while self._told is not self._state:
                old, self._told = self._told, self._state
                self.state_changed.emit(StateChange(old, self._told, changes_between(old, self._told)))
        finally:
            self._telling = False
        while self._later:
            self._later.pop(0)()
