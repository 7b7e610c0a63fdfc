"""The step that is looked at: its equations, how far it is, and the cell that is pointed at. View state, not saved."""

from functools import cached_property

from PySide6.QtCore import QObject, Signal

from nnlab.desktop.arithmetic import arithmetic_words as say
from nnlab.desktop.arithmetic.guessing import Guessing
from nnlab.desktop.document import StateChange
from nnlab.desktop.lab import Lab, Picture
from nnlab.engine import TracedStep
from nnlab.engine.errors import UntrainableError
from nnlab.engine.program import require_gradients
from nnlab.engine.tracing import MAX_TRACED, arrays_of_trace
from nnlab.project import Change, ProjectState
from nnlab.study.arithmetic.derivation import derive, matrix_at
from nnlab.study.arithmetic.equations import SAMPLES, Cell, Derivation, Link, Matrix, Role, Sheet
from nnlab.study.arithmetic.sheet import sheet_of

DECIMALS = (2, 3, 4, 6, 8, 12)
_FIRST_DECIMALS = 4
_MANY_SAMPLES = 1000


class ShownStep:
    """A step with what is made of it; the sheet is laid out once."""

    def __init__(self, step: TracedStep) -> None:
        self.step = step

    @cached_property
    def sheet(self) -> Sheet:
        """Its equations."""
        return sheet_of(self.step)


class StepStudy(QObject):
    """Follows the run while it is watched, and holds what all cards of the arithmetic show.

    The cell that is read is the one pointed at, else the one that was clicked, else the first that the current
    operation computed: the cards at the side are never empty.
    """

    step_changed = Signal()  # another step, or why there is none
    progress_changed = Signal()  # how many operations are done
    read_changed = Signal()  # the cell that is read
    decimals_changed = Signal(object)  # int

    def __init__(self, lab: Lab, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._shown: ShownStep | None = None
        self._done = 0
        self._pointed: Cell | None = None
        self._kept: Cell | None = None
        self._derivation: tuple[tuple[ShownStep, Cell, bool], Derivation] | None = None
        self._watches = False
        self.decimals = _FIRST_DECIMALS
        self.guessing = Guessing(self)
        self.guessing.changed.connect(self.read_changed)
        lab.picture_changed.connect(self._on_picture_changed)
        lab.state_changed.connect(self._on_state_changed)

    # -- following -------------------------------------------------------------------------------------

    def watch(self, watches: bool) -> None:
        """Have steps traced while somebody looks."""
        self._watches = watches
        self._ask()
        if watches:
            self._on_picture_changed(self._lab.picture)

    def _ask(self) -> None:
        self._lab.controller.set_traces(self._watches and not self.obstacle)

    @property
    def obstacle(self) -> str:
        """Why the network on the bench has no step that can be shown, or nothing."""
        state = self._lab.state
        try:
            require_gradients(state.spec)
        except UntrainableError as error:
            return say.untrainable(error.layer)
        rows = _batch(state)
        if arrays_of_trace(state.spec, rows) > MAX_TRACED:
            return say.too_large(rows, state.spec.shape_text)
        return ""

    def _on_state_changed(self, change: StateChange) -> None:
        if change.changes & (Change.NETWORK | Change.DATASET | Change.CONFIG):
            if change.changes & (Change.NETWORK | Change.DATASET):
                self._show(None, 0)
            self._ask()

    def _on_picture_changed(self, picture: Picture) -> None:
        trace = picture.snapshot.trace
        if not self._watches or trace is None:
            return
        if self._shown is None or self._shown.step is not trace.step:
            self._show(ShownStep(trace.step), trace.done)
        elif self._done != trace.done:
            self._done, self._kept = trace.done, None  # what comes next is what one wants to read
            self.guessing.follow(self.sheet, trace.done)
            self.progress_changed.emit()
            self.read_changed.emit()

    def _show(self, shown: ShownStep | None, done: int) -> None:
        if shown is None or self._shown is None or not _are_alike(shown.step, self._shown.step):
            self._pointed = None
        self._kept = None
        self._shown, self._done = shown, done
        self._derivation = None
        self._pointed = self._inside(self._pointed)
        self.guessing.follow(self.sheet, done)
        self.step_changed.emit()
        self.progress_changed.emit()
        self.read_changed.emit()

    # -- what is shown ---------------------------------------------------------------------------------

    @property
    def step(self) -> TracedStep | None:
        """The step, None while there is none to be seen."""
        return None if self._shown is None else self._shown.step

    @property
    def sheet(self) -> Sheet | None:
        """The equations of the step."""
        return None if self._shown is None else self._shown.sheet

    @property
    def done(self) -> int:
        """How many operations of the step are made."""
        return self._done

    def set_decimals(self, decimals: int) -> None:
        """Write numbers with so many decimals."""
        if decimals != self.decimals:
            self.decimals = decimals
            self.decimals_changed.emit(decimals)
            self.read_changed.emit()

    # -- the cell that is read ---------------------------------------------------------------------------

    def point_at(self, cell: Cell | None) -> None:
        """Read a cell as long as it is pointed at."""
        cell = self._inside(cell)
        if cell != self._pointed:
            self._pointed = cell
            self.read_changed.emit()

    def keep(self, cell: Cell | None) -> None:
        """Read a cell until another one is chosen; chosen again, or with None, it is let go."""
        cell = self._inside(cell)
        if cell is None and self._kept is None:
            return
        self._kept = None if cell == self._kept else cell
        self.read_changed.emit()

    def keep_link(self, link: Link) -> None:
        """Read the gradient of a weight or of a bias until another cell is chosen."""
        sheet = self.sheet
        role = Role.DB if link.source is None else Role.DW
        for number, equation in enumerate(sheet.equations if sheet is not None else ()):
            result = equation.terms[equation.result]
            if isinstance(result, Matrix) and result.role is role and equation.of == link.layer:
                self.keep(Cell(number, equation.result, link.source or 0, link.target))

    @property
    def read_cell(self) -> Cell | None:
        """The cell that is read."""
        return self._pointed or self._kept or self._first_of_current()

    @property
    def is_pointed(self) -> bool:
        """Whether somebody has chosen the cell that is read."""
        return (self._pointed or self._kept) is not None

    @property
    def sample(self) -> int:
        """The sample, from 0 within the batch, that the cell is of; the first where it is of all of them."""
        matrix, cell = self.matrix, self.read_cell
        if matrix is None or cell is None:
            return 0
        return cell.row if matrix.rows == SAMPLES else cell.column if matrix.columns == SAMPLES else 0

    @property
    def matrix(self) -> Matrix | None:
        """The matrix that the cell is in."""
        sheet, cell = self.sheet, self.read_cell
        return None if sheet is None or cell is None else matrix_at(sheet, cell)

    @property
    def derivation(self) -> Derivation | None:
        """How the cell that is read came about."""
        shown, cell = self._shown, self.read_cell
        if shown is None or cell is None:
            return None
        # Where nothing is lit, and of very long sums, only what is shown of a sum is looked at.
        brief = not self.is_pointed or len(shown.step.rows) > _MANY_SAMPLES
        known = (shown, cell, brief)
        if self._derivation is None or self._derivation[0] != known:
            self._derivation = known, derive(shown.sheet, shown.step, cell, shown_only=brief)
        return self._derivation[1]

    def _first_of_current(self) -> Cell | None:
        sheet = self.sheet
        if sheet is None:
            return None
        operation = max(self._done - 1, 0)
        for number, equation in enumerate(sheet.equations):
            if equation.operation == operation:
                return Cell(number, equation.result, 0, 0)
        return None

    def _inside(self, cell: Cell | None) -> Cell | None:
        """Return a cell if the sheet has it."""
        sheet = self.sheet
        if cell is None or sheet is None or cell.equation >= len(sheet.equations):
            return None
        terms = sheet.equations[cell.equation].terms
        matrix = terms[cell.term] if cell.term < len(terms) else None
        if not isinstance(matrix, Matrix):
            return None
        rows, columns = matrix.values.shape
        return cell if cell.row < rows and cell.column < columns else None


def _are_alike(one: TracedStep, other: TracedStep) -> bool:
    """Return whether two steps have the same lines with matrices of the same shapes."""
    return (one.spec, one.operations, len(one.rows)) == (other.spec, other.operations, len(other.rows))


def _batch(state: ProjectState) -> int:
    count = len(state.dataset.inputs)
    return min(state.config.batch_size or count, count)
