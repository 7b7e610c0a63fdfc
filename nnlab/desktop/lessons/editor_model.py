"""The lesson that is being written: its draft, the step that is looked at, and the steps of undo."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from nnlab.lessons import Lesson
from nnlab.lessons import drafts as d
from nnlab.lessons.drafts import Draft, Fault, Place
from nnlab.lessons.lesson import MOST_STEPS

_MOST_UNDONE = 200
_JUDGE_MS = 120  # after the last letter


@dataclass(frozen=True, eq=False, slots=True)
class _Moment:
    draft: Draft
    step: int | None


class EditorModel(QObject):
    """Every edit is a step that can be taken back; letters typed into one field are one step."""

    changed = Signal()  # the draft, or which step is looked at
    judged = Signal()  # what is wrong with it is known anew

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name: str | None = None  # of the file, without suffix; None while there is none
        self.sitting = object()  # another one for every lesson that is opened: by it who saves knows it again
        self._now = _Moment(d.blank_lesson(), None)
        self._saved = self._now.draft
        self._undo: list[_Moment] = []
        self._redo: list[_Moment] = []
        self._merge = ""
        self._faults: tuple[Fault, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_JUDGE_MS)
        self._timer.timeout.connect(self.judge)

    # -- what there is -----------------------------------------------------------------------------------

    @property
    def draft(self) -> Draft:
        """The draft."""
        return self._now.draft

    @property
    def step(self) -> int | None:
        """The step that is looked at, from 0; None is the head of the lesson."""
        return self._now.step

    @property
    def steps(self) -> list[Draft]:
        """The steps of the draft."""
        return list(self.draft.get("steps") or [])

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with the draft, as far as it is known."""
        return self._faults

    @property
    def was(self) -> Draft:
        """The lesson as its file held it when it was opened, or saved last; {} of one that has none."""
        return self._saved

    @property
    def is_unsaved(self) -> bool:
        """Whether there are changes that are not saved."""
        return self.draft != self._saved

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit to be taken back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is an edit to be made again."""
        return bool(self._redo)

    def value(self, place: Place) -> object:
        """Return what is at `place` in the draft."""
        return d.value_at(self.draft, place)

    def lesson(self) -> Lesson:
        """Return what there is of the lesson so far, as it can be shown."""
        return d.forgiving(self.draft)

    # -- opening and keeping -----------------------------------------------------------------------------

    def open(self, draft: Draft, name: str | None, *, is_new: bool = False, was: Draft | None = None) -> None:
        """Begin to write at `draft`; a new one, or a copy, is unsaved from the start if `is_new`.

        One that goes on where it was left is given what its file `was` then.
        """
        self.name, self.sitting = name, object()
        self._now = _Moment(draft, None)
        self._saved = was if was is not None else {} if is_new else draft
        self._undo, self._redo, self._merge = [], [], ""
        self.judge()
        self.changed.emit()

    def note_saved(self, name: str, draft: Draft) -> None:
        """Note that `draft` lies in the file called `name`."""
        self.name, self._saved = name, draft
        self.changed.emit()

    # -- edits -------------------------------------------------------------------------------------------

    def put(self, place: Place, value: object, *, typed: bool = False) -> None:
        """Put a value at `place`, None takes it away; letters that are `typed` at one place are one step of undo."""
        self._edit(d.put(self.draft, place, value), repr(place) if typed else "")

    def insert(self, place: Place, at: int, item: object) -> None:
        """Insert an item into the list at `place`."""
        self._edit(d.inserted(self.draft, place, at, item))

    def remove(self, place: Place, at: int) -> None:
        """Take an item away from the list at `place`."""
        self._edit(d.removed(self.draft, place, at))

    def choose_step(self, step: int | None) -> None:
        """Look at another step, or at the head."""
        if step != self.step:
            self._merge = ""
            self._now = _Moment(self.draft, step)
            self.changed.emit()
            self.judge()

    def add_step(self) -> None:
        """Add an empty step behind the one that is looked at."""
        self._insert_step(d.blank_step())

    def duplicate_step(self) -> None:
        """Add a copy of the step that is looked at behind it."""
        if self.step is not None:
            self._insert_step(self.steps[self.step])

    def _insert_step(self, step: Draft) -> None:
        if len(self.steps) < MOST_STEPS:
            at = len(self.steps) if self.step is None else self.step + 1
            self._edit(d.inserted(self.draft, ("steps",), at, step), step=at)

    def remove_step(self) -> None:
        """Take the step away that is looked at, unless it is the only one."""
        if self.step is not None and len(self.steps) > 1:
            at = min(self.step, len(self.steps) - 2)
            self._edit(d.removed(self.draft, ("steps",), self.step), step=at)

    def move_step(self, by: int) -> None:
        """Move the step that is looked at."""
        if self.step is not None and 0 <= self.step + by < len(self.steps):
            self._edit(d.moved(self.draft, ("steps",), self.step, by), step=self.step + by)

    def _edit(self, draft: Draft, merge: str = "", step: int | None = -1) -> None:
        if draft == self.draft:
            return
        if not merge or merge != self._merge:
            self._undo = [*self._undo, self._now][-_MOST_UNDONE:]
        self._merge, self._redo = merge, []
        self._now = _Moment(draft, self.step if step == -1 else step)
        self._tell()

    def undo(self) -> None:
        """Take the last edit back."""
        self._travel(self._undo, self._redo)

    def redo(self) -> None:
        """Make the edit again that was taken back last."""
        self._travel(self._redo, self._undo)

    def _travel(self, come_from: list[_Moment], leave_to: list[_Moment]) -> None:
        if come_from:
            leave_to.append(self._now)
            self._now, self._merge = come_from.pop(), ""
            self._tell()

    # -- judging -----------------------------------------------------------------------------------------

    def _tell(self) -> None:
        self._timer.start()
        self.changed.emit()

    def judge(self) -> None:
        """Find out at once what is wrong with the draft."""
        self._timer.stop()
        self._faults = d.faults_of(self.draft)
        self.judged.emit()
