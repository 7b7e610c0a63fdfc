"""The lines of an operation, broken where they are longer than a page is wide."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from nnlab.export.pictures.drawing import Placed, Text
from nnlab.export.pictures.look import INK
from nnlab.export.pictures.spelling import width_of
from nnlab.export.worksheet.matrices import Element
from nnlab.export.worksheet.measures import LINE
from nnlab.study.arithmetic.equations import Equation, Matrix, Sign

_BETWEEN_EQUATIONS, _INDENT = 22.0, 26.0
_SIGN = 12.0
_NARROW = " ()·.²;"
_CLOSING = re.compile(r"[)²]+")

MatrixElement: TypeAlias = Callable[[Matrix], Element]


@dataclass(frozen=True, slots=True)
class Row:
    """Elements side by side on one axis with `space` between, from `indent` on."""

    elements: tuple[Element, ...]
    space: float
    indent: float = 0.0

    @property
    def above(self) -> float:
        """How far it reaches above its axis."""
        return max(element.above for element in self.elements)

    @property
    def below(self) -> float:
        """How far it reaches below its axis."""
        return max(element.below for element in self.elements)

    @property
    def height(self) -> float:
        """How high it is."""
        return self.above + self.below

    @property
    def width(self) -> float:
        """Where it ends."""
        return self.indent + _width(self.elements, self.space)

    def shapes(self, x: float, axis: float) -> list[Placed]:
        """Return what is drawn where the line begins at `x` and its axis lies at `axis`."""
        placed, x = [], x + self.indent
        for element in self.elements:
            placed.append(element.at(x, axis))
            x += element.width + self.space
        return placed


def rows_of(equations: list[Equation], element: MatrixElement, space: float) -> list[tuple[Row, ...]]:
    """Return the rows of an operation's equations in groups: what a group holds is not torn apart.

    Short equations stand side by side.
    """
    groups: list[tuple[Row, ...]] = []
    for equation in equations:
        rows = _broken(_groups(equation, element), space)
        if groups and len(groups[-1]) == len(rows) == 1:
            (last,), (row,) = groups[-1], rows
            if last.width + _BETWEEN_EQUATIONS + row.width <= LINE:
                between = Element(_BETWEEN_EQUATIONS - 2 * space, 0.0, 0.0, ())
                groups[-1] = (Row((*last.elements, between, *row.elements), space),)
                continue
        groups.append(tuple(rows))
    return groups


def sign(text: str) -> Element:
    """Return an operator, or words between matrices."""
    narrow = sum(text.count(letter) for letter in _NARROW)
    width = width_of(text, _SIGN) + _SIGN * (0.4 * text.count("@") - 0.24 * narrow)
    return Element(width, 8.0, 6.0, (Text(width / 2, 0.36 * _SIGN, text, INK, _SIGN, "middle"),))


def _groups(equation: Equation, element: MatrixElement) -> list[list[Element]]:
    """Return the matrices of a line, each with the operator before it and the brackets that close after it."""
    groups: list[list[Element]] = []
    waiting: list[Element] = []  # for the matrix that follows
    for term in equation.terms:
        match term:
            case Matrix():
                groups.append([*waiting, element(term)])
                waiting = []
            case Sign(text):
                closing = _CLOSING.match(text)
                if closing and groups:
                    groups[-1].append(sign(closing[0]))
                    text = text[closing.end() :].strip()
                if text:
                    waiting.append(sign(text))
    groups[-1] += waiting
    return groups


def _broken(groups: list[list[Element]], space: float) -> list[Row]:
    rows: list[Row] = []
    line: list[Element] = []
    for group in _narrow_enough(groups, space):
        indent = _INDENT if rows else 0.0
        if line and indent + _width((*line, *group), space) > LINE:
            rows.append(Row(tuple(line), space, indent))
            line = []
        line += group
    rows.append(Row(tuple(line), space, _INDENT if rows else 0.0))
    return rows


def _narrow_enough(groups: list[list[Element]], space: float) -> Iterator[list[Element]]:
    """Yield the groups; of one that no line has room for, each of its elements."""
    for group in groups:
        if _INDENT + _width(tuple(group), space) > LINE:
            yield from ([element] for element in group)
        else:
            yield group


def _width(elements: tuple[Element, ...], space: float) -> float:
    return sum(element.width for element in elements) + space * (len(elements) - 1)
