"""The document: the one place in the window that holds the project's state, with undo."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from nnlab.project import Change, ProjectState, changes_between

# The name of an undo step, or how to name it from the states before and after.
Label = str | Callable[[ProjectState, ProjectState], str]

_UNDO_LIMIT = 50  # states share what did not change, but every training keeps a set of weights


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
        self.undo_stack = QUndoStack(self)
        self.undo_stack.setUndoLimit(_UNDO_LIMIT)

    @property
    def state(self) -> ProjectState:
        """The current state."""
        return self._state

    def apply(self, label: Label, state: ProjectState, *, merge_key: str = "") -> None:
        """Make `state` the current one as one undo step named `label`, or what it says of the two states.

        Consecutive changes with the same `merge_key`, such as the values of one drag, become one step.
        """
        if self._telling:  # everybody hears of one change before there is another
            self._later.append(lambda: self.apply(label, state, merge_key=merge_key))
        elif state is not self._state:
            self.undo_stack.push(_StateCommand(label, self._state, state, merge_key, self._set_state))
            self._tell()

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        self.undo_stack.undo()
        self._tell()

    def redo(self) -> None:
        """Make the step again that was taken back, if there is one."""
        self.undo_stack.redo()
        self._tell()

    def open(self, state: ProjectState) -> None:
        """Make `state` the current one and forget the undo history."""
        self._set_state(state)
        self.undo_stack.clear()
        self._tell()

    def _set_state(self, state: ProjectState) -> None:
        self._state = state

    def _tell(self) -> None:
        """Tell of a change, and then make those that were asked for meanwhile.

        It is called when the stack is in order, not by a signal of the stack, which comes too early for
        that, and once more from its destructor.
        """
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


class _StateCommand(QUndoCommand):
    """The one kind of undo step: two states."""

    def __init__(
        self,
        label: Label,
        old: ProjectState,
        new: ProjectState,
        merge_key: str,
        set_state: Callable[[ProjectState], None],
    ) -> None:
        super().__init__()
        self._label = label
        self._old, self._new = old, new
        self._name()
        self._merge_key = merge_key
        self._set_state = set_state

    def redo(self) -> None:
        self._set_state(self._new)

    def undo(self) -> None:
        self._set_state(self._old)

    def id(self) -> int:
        return 1 if self._merge_key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _StateCommand) or other._merge_key != self._merge_key:
            return False
        self._new = other._new
        self._name()
        return True

    def _name(self) -> None:
        self.setText(self._label if isinstance(self._label, str) else self._label(self._old, self._new))
