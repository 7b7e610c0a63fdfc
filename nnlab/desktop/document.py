"""The document: the one place in the window that holds the project's state, with undo."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from nnlab.desktop.project_file import ProjectFile
from nnlab.desktop.undo import Label, UndoStep, UndoSteps
from nnlab.project import Change, ProjectState, carried, changes_between


@dataclass(frozen=True, eq=False, slots=True)
class StateChange:
    """What `state_changed` carries: the states before and after, and which kinds of thing differ."""

    old: ProjectState
    new: ProjectState
    changes: Change


class Document(QObject):
    """Holds the current ProjectState. Every change goes through `apply`, and every change can be undone.

    `file` is where that state belongs; opening something else is a change as any other, and leads to another file.
    """

    state_changed = Signal(object)  # StateChange
    file_changed = Signal()  # the file, its name, or what of it is saved
    left_unsaved = Signal(object)  # ProjectFile: something else was opened over changes of it

    def __init__(self, state: ProjectState, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = self._told = state
        self._file = ProjectFile(state)
        self._telling = False
        self._later: list[Callable[[], None]] = []
        self.undo_steps = UndoSteps()

    @property
    def state(self) -> ProjectState:
        """The current state."""
        return self._state

    @property
    def file(self) -> ProjectFile:
        """Where the current state belongs."""
        return self._file

    @property
    def is_unsaved(self) -> bool:
        """Whether there is anything that would be lost: the state is not the one that is saved, or was begun with."""
        return self._state is not self._file.saved

    def apply(
        self, label: Label, state: ProjectState, *, merge_key: str = "", file: ProjectFile | None = None
    ) -> None:
        """Make `state` the current one as one undo step named `label`, which may be a function that says it.

        Consecutive changes with the same `merge_key`, such as the values of one drag, become one step. With `file`
        the state belongs there; else it belongs where the one before did.
        """
        if self._telling:  # everybody hears of one change before there is another
            self._later.append(lambda: self.apply(label, state, merge_key=merge_key, file=file))
        elif state is not self._state or file is not None:
            files = None if file is None else (self._file, file)
            self.undo_steps.push(UndoStep(label, self._state, state, merge_key, files))
            left = self._file if file is not None and self.is_unsaved else None
            self._state = state
            self._file = self._file if file is None else file
            self._tell()
            if left is not None:
                self.left_unsaved.emit(left)

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        step = self.undo_steps.undo()
        if step is not None:
            self._state = self._led_to(step, step.new, step.old)
            self._file = self._file if step.files is None else step.files[0]
            self._tell()

    def redo(self) -> None:
        """Make the step again that was taken back, if there is one."""
        step = self.undo_steps.redo()
        if step is not None:
            self._state = self._led_to(step, step.old, step.new)
            self._file = self._file if step.files is None else step.files[1]
            self._tell()

    def _led_to(self, step: UndoStep, source: ProjectState, target: ProjectState) -> ProjectState:
        """Return the state to which a step leads from `source`: `target`, with the runs that are kept meanwhile."""
        if step.files is not None:
            return target
        runs = carried(self._state.runs, source.runs, target.runs)
        return target if runs is target.runs else replace(target, runs=runs)

    def open(self, state: ProjectState, file: ProjectFile | None = None) -> None:
        """Make `state` the current one, with nothing to undo; it belongs to `file`, or is the beginning of new work."""
        self._state = state
        self._file = ProjectFile(state) if file is None else file
        self.undo_steps.clear()
        self._tell()

    def tell_of_file(self) -> None:
        """Tell that something about the file has changed."""
        self.file_changed.emit()

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
        self.file_changed.emit()
        while self._later:
            self._later.pop(0)()
