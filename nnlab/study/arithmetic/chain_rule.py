"""The chain rule for one weight or bias: from the loss back to it, factor by factor, checked against the trace."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from nnlab.engine import Kind, TracedStep, activation_call
from nnlab.engine.arrays import Floats
from nnlab.study.arithmetic.derivation import lit, matrix_at
from nnlab.study.arithmetic.equations import Cell, Equation, Factor, Link, Matrix, Role, Sheet, Unit
from nnlab.study.arithmetic.expansion import MOST_SHOWN, Expansion, Piece, symbolic
from nnlab.study.arithmetic.expressions import Bracket, Node, right_hand_side
from nnlab.study.arithmetic.naming import CellNames
from nnlab.study.arithmetic.second_opinion import errors_down_to
from nnlab.study.arithmetic.slopes import slopes

MOST_ON_THE_WAY = (
    32  # lines between the loss and the first factor: dE/dY and dE/dZ of two layers of eight units
)
_BACKWARD = (Kind.OUTPUT_ERROR, Kind.ACTIVATION_ERROR, Kind.INPUT_ERROR)


@dataclass(frozen=True, slots=True)
class ChainFactor:
    """One factor: `symbol` ('∂E/∂o₁') = `symbolic` ('o₁ − t₁') = `numeric` = `value`, in pieces as in a Derivation."""

    symbol: str
    symbolic: tuple[str, ...]
    numeric: tuple[Piece, ...]
    value: float


@dataclass(frozen=True, slots=True)
class ChainRule:
    """dE/dw of `link` as a product of factors, the sum of which over the samples is compared with the trace.

    `factors` are those of one `sample`, and `path` says where the first of them comes from: every derivative between
    the loss and it, in the order of computation, of up to MOST_SHOWN units of each layer; in a deep network those
    nearest to it, up to MOST_ON_THE_WAY, and `starts_later` says that others come before. `products` are what the
    factors give for each sample; `product` is their sum, and `traced` the trainer's own number. No number here is a
    gradient of the trace: they come from X, W, Z, Y and T by the formulas of `slopes`. `matches` says whether product
    and traced number differ by no more than rounding, and is None where numbers on the way are too large to tell.
    `links` and `units` are on the way.
    """

    link: Link
    symbol: str
    sample: int
    path: tuple[ChainFactor, ...]
    starts_later: bool
    factors: tuple[ChainFactor, ...]
    products: tuple[float, ...]
    product: float
    traced: float
    matches: bool | None
    links: tuple[Link, ...]
    units: tuple[Unit, ...]


def chain_rule(sheet: Sheet, step: TracedStep, link: Link, sample: int = 0) -> ChainRule:
    """Return the chain rule for `link` in `step`, whose sheet is `sheet`, with the factors of one sample, from 0.

    Raises ValueError for a bias of a layer that has none.
    """
    arrays = step.layers[link.layer]
    gradients = arrays.dW if link.source is not None else arrays.db
    if gradients is None:
        raise ValueError(f"layer {link.layer + 1} has no biases")
    with np.errstate(all="ignore"):
        return _Chain(sheet, step, link, sample).rule(gradients)


class _Chain:
    """The derivatives from the loss down to one layer, and the words for them."""

    def __init__(self, sheet: Sheet, step: TracedStep, link: Link, sample: int) -> None:
        self._sheet, self._step, self._link, self._sample = sheet, step, link, sample
        self._names = CellNames(step.spec, len(step.T))
        self._own = errors_down_to(step, link.layer, link.target)

    def rule(self, gradients: Floats) -> ChainRule:
        link = self._link
        inputs = self._inputs()
        products = self._own.dZ * inputs
        product = float(products.sum())
        at = (link.target,) if link.source is None else (link.source, link.target)
        traced = float(gradients[at])
        allowed = float((self._own.allowed * np.abs(inputs)).sum()) + self._own.smallest
        lines = self._backward_lines()
        shown = _nearest(lines)
        path = tuple(self._derivative(line, unit) for line in shown for unit in range(line.units_shown))
        factors = tuple(self._factors(float(inputs[self._sample])))
        cells = [p.cell for f in (*path, *factors) for p in f.numeric if isinstance(p, Factor) and p.cell]
        links, units = lit(self._sheet, cells)
        return ChainRule(
            link,
            f"∂E/∂{self._names.link(link)}",
            self._sample,
            path,
            len(shown) < len(lines),
            factors,
            tuple(products.tolist()),
            product,
            traced,
            _matches(product, traced, allowed, self._own.tolerance),
            tuple(dict.fromkeys((link, *links))),
            units,
        )

    def _inputs(self) -> Floats:
        """Return ∂z/∂w of every sample: the input at the weight's beginning, 1 for a bias."""
        X, source = self._step.layers[self._link.layer].X, self._link.source
        return np.ones(len(X)) if source is None else X[:, source].astype(np.float64)

    def _backward_lines(self) -> list["_Line"]:
        """Return the lines between the loss and the first factor."""
        first, _ = self._first_line()
        return [
            _Line(number, equation)
            for number, equation in enumerate(self._sheet.equations[:first])
            if equation.kind in _BACKWARD
        ]

    def _first_line(self) -> tuple[int, bool]:
        """Return the line that computes the first factor, and whether ∂y/∂z is a factor of its own.

        It is none where one z moves several outputs, as softmax's do, nor where loss and activation give dE/dz at once.
        """
        layer = self._link.layer
        by_role = {
            matrix.role: number
            for number, equation in enumerate(self._sheet.equations)
            if equation.kind in _BACKWARD
            and isinstance(matrix := equation.terms[equation.result], Matrix)
            and matrix.layer == layer
        }
        activation = activation_call(self._step.spec.layers[layer].activation)[0]
        if Role.DY in by_role and activation != "softmax":
            return by_role[Role.DY], True
        return by_role[Role.DZ], activation == "linear"

    def _factors(self, entering: float) -> Iterator[ChainFactor]:
        layer, source, target = self._link
        first, apart = self._first_line()
        y = self._names.unit(layer + 1, target, self._sample)
        z = self._names.unit(layer + 1, target, self._sample, summed=True)
        loss_by = self._derivative(_Line(first, self._sheet.equations[first]), target)
        if apart:
            yield replace(loss_by, symbol=f"∂E/∂{y}")
            yield self._slope(f"∂{y}/∂{z}")
        else:
            yield loss_by
        pieces: tuple[Piece, ...] = ("1",)
        if source is not None:
            name = self._names.unit(layer, source, self._sample)
            pieces = (Factor(name, entering, self._input_cell(layer, source)),)
        yield ChainFactor(f"∂{z}/∂{self._names.link(self._link)}", symbolic(pieces), pieces, entering)

    def _input_cell(self, layer: int, source: int) -> Cell:
        sums = (
            number for number, e in enumerate(self._sheet.equations) if (e.kind, e.layer) == (Kind.SUM, layer)
        )
        return Cell(next(sums), 0, self._sample, source)

    def _derivative(self, line: "_Line", unit: int) -> ChainFactor:
        """Return the derivative of the loss that a backward line computes for one unit."""
        number, equation = line.number, line.equation
        cell = Cell(number, equation.result, self._sample, unit)
        expansion = Expansion(
            number, equation, self._sample, unit, self._names, line.right_hand_side, shown_only=True
        )
        pieces = self._spelled(expansion.pieces)
        own = self._as_own(Factor("", 0.0, cell))
        return ChainFactor(own.symbol, symbolic(pieces), pieces, own.value)

    def _slope(self, symbol: str) -> ChainFactor:
        """Return ∂y/∂z of the unit that the link leads to."""
        layer, _, target = self._link
        arrays = self._step.layers[layer]
        activation = self._step.spec.layers[layer].activation
        value = float(slopes(activation, arrays.Z[self._sample, target].astype(np.float64)))
        pieces: tuple[Piece, ...] = ("1",)
        for number, equation in enumerate(self._sheet.equations):
            if (equation.kind, equation.layer) == (Kind.ACTIVATION_ERROR, layer):
                nodes = _without_error(right_hand_side(equation))
                if nodes:
                    pieces = Expansion(number, equation, self._sample, target, self._names, nodes).pieces
        return ChainFactor(symbol, symbolic(pieces), pieces, value)

    def _spelled(self, pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
        return tuple(piece if isinstance(piece, str) else self._as_own(piece) for piece in pieces)

    def _as_own(self, factor: Factor) -> Factor:
        """Return a gradient of the trace under the name ∂E/∂… with the value computed here; others as they are."""
        if factor.cell is None:
            return factor
        matrix = matrix_at(self._sheet, factor.cell)
        _, _, row, column = factor.cell
        own = self._own.value(matrix.role, matrix.layer, row, column)
        if own is None:
            return factor
        name = self._names.cell(matrix, row, column).replace("b", "")  # no unit's letter is a b
        return Factor(f"∂E/∂{name}", own, factor.cell)


@dataclass(frozen=True)
class _Line:
    """A backward line of the sheet: it computes one derivative of every unit and sample."""

    number: int
    equation: Equation

    @cached_property
    def right_hand_side(self) -> tuple[Node, ...]:
        return right_hand_side(self.equation)

    @property
    def units_shown(self) -> int:
        result = self.equation.terms[self.equation.result]
        return min(MOST_SHOWN, result.values.shape[1]) if isinstance(result, Matrix) else 0


def _nearest(lines: list[_Line]) -> list[_Line]:
    """Return the last of `lines`, so many that no more than MOST_ON_THE_WAY units are shown."""
    shown = 0
    for at, line in enumerate(reversed(lines)):
        shown += line.units_shown
        if shown > MOST_ON_THE_WAY:
            return lines[len(lines) - at :]
    return lines


def _matches(product: float, traced: float, allowed: float, tolerance: float) -> bool | None:
    """Return whether two numbers differ by no more than `allowed`; None where that is beyond the floats."""
    if product == traced:
        return True
    difference = abs(product - traced)
    if not math.isfinite(difference):
        return None
    if difference <= tolerance * abs(product):
        return True
    return difference <= allowed if math.isfinite(allowed) else None


def _without_error(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return f′(Z) of the nodes of dY ∘ f′(Z), without brackets around the whole; nothing of linear."""
    match nodes[2:]:
        case (Bracket("(", inside),):
            return inside
        case rest:
            return rest
