"""The right-hand side of a line for one cell of its result: numbers with their names, and the cells they stand in."""

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from nnlab.study.arithmetic.equations import Cell, Equation, Factor, Matrix
from nnlab.study.arithmetic.expressions import (
    Bracket,
    Ending,
    Node,
    Operator,
    Place,
    Product,
    Total,
    Word,
    right_hand_side,
)
from nnlab.study.arithmetic.naming import CellNames

MOST_SHOWN = 8  # of the summands of a sum; of more, the first and the last half of these
MOST_SOURCES = 10_000  # so that the loss of a whole data set is no burden

Piece: TypeAlias = str | Factor

_ONE_LETTER = re.compile("[a-z][₀-₉]+")


class Expansion:
    """What stands on the right-hand side for the cell (row, column) of a line's result.

    `pieces` are texts and numbers from left to right, `sources` the cells that the value comes from, those of
    summands that are left out among them, up to MOST_SOURCES. `nodes` are a part of the right-hand side, where only
    that is asked for. With `shown_only`, what is left out is not even looked for, which is far faster.
    """

    def __init__(
        self,
        number: int,
        equation: Equation,
        row: int,
        column: int,
        names: CellNames,
        nodes: tuple[Node, ...] | None = None,
        *,
        shown_only: bool = False,
    ) -> None:
        self._number, self._terms, self._names = number, equation.terms, names
        self._shown_only = shown_only
        self._silent = False
        self._pieces: list[Piece] = []
        self._sources: dict[Cell, None] = {}
        self._write(right_hand_side(equation) if nodes is None else nodes, row, column)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The numbers and what stands between them; texts that follow each other are one."""
        joined: list[Piece] = []
        for piece in self._pieces:
            if isinstance(piece, str) and joined and isinstance(joined[-1], str):
                joined[-1] += piece
            else:
                joined.append(piece)
        return tuple(joined)

    @property
    def sources(self) -> tuple[Cell, ...]:
        """The cells that the value comes from, each once."""
        return tuple(self._sources)

    def _write(self, nodes: tuple[Node, ...], row: int, column: int) -> None:
        for at, node in enumerate(nodes):
            match node:
                case Place(term):
                    self._factor(term, row, column)
                case Operator(text):
                    self._text("−" if at == 0 else f" {'·' if text == '∘' else text} ")
                case Word(text):
                    follows = at + 1 < len(nodes) and not isinstance(nodes[at + 1], Operator)
                    self._text(f"{text} " if follows else text)
                case Ending(text):
                    self._text(text if text == "²" else f" {text}")
                case Product(left, right):
                    self._product(left, right, row, column)
                case Bracket("softmax(", inside):
                    self._softmax(inside, row, column)
                case Bracket(opening, inside):
                    self._text(opening.replace(";", "; "))
                    self._write(inside, row, column)
                    self._text(")")
                case Total(sign, inside):
                    self._total(sign, inside, row, column, in_brackets=len(nodes) > 1)

    def _matrix(self, term: int) -> Matrix:
        matrix = self._terms[term]
        if not isinstance(matrix, Matrix):
            raise ValueError(f"there is no matrix at {term}")
        return matrix

    def _factor(self, term: int, row: int, column: int) -> None:
        matrix = self._matrix(term)
        row = row if len(matrix.values) > 1 else 0  # biases stand in one row, which every sample adds
        cell = Cell(self._number, term, row, column)
        if len(self._sources) < MOST_SOURCES:
            self._sources[cell] = None
        if not self._silent:
            name = self._names.cell(matrix, row, column)
            self._pieces.append(Factor(name, float(matrix.values[row, column]), cell))

    def _text(self, text: str) -> None:
        if not self._silent:
            self._pieces.append(text)

    def _product(self, left: int, right: int, row: int, column: int) -> None:
        def summand(k: int) -> None:
            self._factor(left, row, k)
            self._text(" · ")
            self._factor(right, k, column)

        self._sum(len(self._matrix(right).values), summand)

    def _softmax(self, inside: tuple[Node, ...], row: int, column: int) -> None:
        def power(k: int) -> None:
            self._text("e^")
            self._write(inside, row, k)

        power(column)
        self._text(" / ")
        self._sum(self._shape(inside)[1], power, in_brackets=True)

    def _total(
        self, sign: str, inside: tuple[Node, ...], row: int, column: int, *, in_brackets: bool
    ) -> None:
        rows, columns = self._shape(inside)
        # The brackets of a summand that is a sum itself are not needed within those of the whole.
        match inside:
            case (Bracket("(", within),):
                inside = within
        summands: dict[str, tuple[int, Callable[[int], None]]] = {
            "Σ": (rows * columns, lambda at: self._write(inside, *divmod(at, columns))),
            "Σₖ": (columns, lambda k: self._write(inside, row, k)),
            "Σₙ": (rows, lambda n: self._write(inside, n, column)),
        }
        self._sum(*summands[sign], in_brackets=in_brackets)

    def _shape(self, nodes: Iterable[Node]) -> tuple[int, int]:
        """Return the shape of the first matrix among `nodes`."""
        for node in nodes:
            match node:
                case Place(term):
                    rows, columns = self._matrix(term).values.shape
                    return rows, columns
                case Bracket(_, inside):
                    return self._shape(inside)
        raise ValueError("there is no matrix in the sum")

    def _sum(self, count: int, summand: Callable[[int], None], *, in_brackets: bool = False) -> None:
        in_brackets = in_brackets and count > 1
        half = MOST_SHOWN // 2
        self._text("(" if in_brackets else "")
        for at in range(count if count <= MOST_SHOWN else half):
            self._text(" + " if at else "")
            summand(at)
        if count > MOST_SHOWN:
            self._text(" + …")
            if not self._shown_only:
                self._gather(range(half, count - half), summand)
            for at in range(count - half, count):
                self._text(" + ")
                summand(at)
        self._text(")" if in_brackets else "")

    def _gather(self, left_out: range, summand: Callable[[int], None]) -> None:
        """Note the sources of summands that are not shown."""
        before, self._silent = self._silent, True
        for at in left_out:
            if len(self._sources) >= MOST_SOURCES:
                break
            summand(at)
        self._silent = before


def symbolic(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """Return `pieces` with the names in the numbers' place; names of one letter stand side by side: x₁w₁ + b₁."""
    texts = [piece if isinstance(piece, str) else piece.symbol for piece in pieces]
    return tuple(
        text
        for at, text in enumerate(texts)
        if not (
            text == " · " and _ONE_LETTER.fullmatch(texts[at - 1]) and _ONE_LETTER.fullmatch(texts[at + 1])
        )
    )
