"""What is on a worksheet: the lines that are shown, what is given for them, and what is asked."""

from dataclasses import dataclass
from typing import TypeAlias

from nnlab.engine import TracedStep
from nnlab.study.arithmetic.equations import Equation, Matrix
from nnlab.study.arithmetic.sheet import sheet_of

# A symbol, and whether it is the one after the update: that is a matrix, transposed or not.
Key: TypeAlias = tuple[str, bool]


@dataclass(frozen=True, eq=False, slots=True)
class Content:
    """The lines of the operations from `start` up to `stop`; results from operation `blanks` on are asked."""

    step: TracedStep
    equations: tuple[Equation, ...]
    blanks: int
    start: int
    stop: int

    @classmethod
    def of(cls, step: TracedStep, blanks: int) -> "Content":
        """Return all of a step."""
        return cls(step, sheet_of(step).equations, blanks, 0, len(step.operations))

    def lines(self, operation: int) -> list[Equation]:
        """Return the lines of one operation."""
        return [line for line in self.equations if line.operation == operation]

    def given(self) -> list[Matrix]:
        """Return what the shown lines need and do not compute, as it is before any transposition."""
        shown = [line for line in self.equations if self.start <= line.operation < self.stop]
        computed = {_key(_result(line)) for line in shown}
        needed = dict.fromkeys(_key(matrix) for line in shown for matrix in _matrices(line))
        upright = {_key(one): one for line in self.equations for one in _matrices(line) if not one.transposed}
        return [upright[key] for key in needed if key not in computed]

    def asked(self) -> frozenset[Key]:
        """Return what is asked."""
        return frozenset(_key(_result(line)) for line in self.equations if line.operation >= self.blanks)

    def computed(self) -> frozenset[Key]:
        """Return what any line computes, shown or not."""
        return frozenset(_key(_result(line)) for line in self.equations)


def is_among(matrix: Matrix, keys: frozenset[Key]) -> bool:
    """Return whether a matrix, or what it is the transposed of, is one of those asked or computed."""
    return _key(matrix) in keys


def _key(matrix: Matrix) -> Key:
    return matrix.name, matrix.is_new


def _result(line: Equation) -> Matrix:
    matrix = line.terms[line.result]
    assert isinstance(matrix, Matrix)
    return matrix


def _matrices(line: Equation) -> list[Matrix]:
    return [term for term in line.terms if isinstance(term, Matrix)]
