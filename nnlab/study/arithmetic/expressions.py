"""The right-hand side of a line read as a tree, in the language that `formulas` writes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from nnlab.study.arithmetic.equations import Equation, Sign


@dataclass(frozen=True, slots=True)
class Place:
    """A matrix, by its place among the terms of the line."""

    term: int


@dataclass(frozen=True, slots=True)
class Operator:
    """One of + − ∘ · / between two values; a minus at a beginning is a sign."""

    text: str


@dataclass(frozen=True, slots=True)
class Word:
    """A number as it stands there: '0.01', '½', '1/3'."""

    text: str


@dataclass(frozen=True, slots=True)
class Ending:
    """What follows a value: '²', '> 0'."""

    text: str


@dataclass(frozen=True, slots=True)
class Product:
    """A product of two matrices, by their places."""

    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Bracket:
    """A bracket with what opens it: '(', 'σ('."""

    opening: str
    inside: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Total:
    """A sum: of all cells ('Σ'), of a row's ('Σₖ') or of a column's ('Σₙ')."""

    sign: str
    inside: "tuple[Node, ...]"


Node: TypeAlias = Place | Operator | Word | Ending | Product | Bracket | Total

_TOKEN = re.compile(
    r"""\s*(?:
    (?P<opening>[A-Za-zσ√]*′?\((?:[^\s()]+;)?) | (?P<closing>\)) | (?P<total>Σ[ₖₙ]?) | (?P<ending>²|>\ 0|≤\ 0)
    | (?P<word>½|\d[^\s()]*) | (?P<operator>[+−∘·/@])
    )""",
    re.VERBOSE,
)


def right_hand_side(equation: Equation) -> tuple[Node, ...]:
    """Return the tree of all that stands on the other side of the computed matrix."""
    return tuple(_joined(list(_nested(_tokens(equation)))))


def _tokens(equation: Equation) -> Iterator[tuple[str, str | int]]:
    """Yield (kind, text) of every token; of a matrix, ('place', its place)."""
    for place, term in enumerate(equation.terms):
        if place == equation.result or term == Sign("="):
            continue
        if not isinstance(term, Sign):
            yield "place", place
            continue
        at, text = 0, term.text.rstrip()
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None or match.lastgroup is None:
                raise ValueError(f"{text!r} is no sign of an equation")
            yield match.lastgroup, match[match.lastgroup]
            at = match.end()


def _nested(tokens: Iterator[tuple[str, str | int]]) -> Iterator[Node | str]:
    """Yield nodes up to the bracket's end; the signs Σ stand before what they sum, as texts."""
    for kind, token in tokens:
        match kind, token:
            case "place", int(place):
                yield Place(place)
            case "opening", str(text):
                yield Bracket(text, tuple(_joined(list(_nested(tokens)))))
            case "closing", _:
                return
            case "total", str(text):
                yield text
            case "ending", str(text):
                yield Ending(text)
            case "word", str(text):
                yield Word(text)
            case _, str(text):
                yield Operator(text)


def _joined(nodes: list[Node | str]) -> Iterator[Node]:
    """Yield the nodes of one bracket with products of matrices and sums as one node each."""
    at = 0
    while at < len(nodes):
        node = nodes[at]
        if isinstance(node, str):
            end = at + 1
            while end < len(nodes) and nodes[end] not in (Operator("+"), Operator("−")):
                end += 1
            yield Total(node, tuple(_joined(nodes[at + 1 : end])))
            at = end
        elif isinstance(node, Place) and at + 2 < len(nodes) and nodes[at + 1] == Operator("@"):
            right = nodes[at + 2]
            if not isinstance(right, Place):
                raise ValueError("@ stands between matrices")
            yield Product(node.term, right.term)
            at += 3
        else:
            yield node
            at += 1
