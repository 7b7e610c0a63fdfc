"""A traced step as its equations: every operation in the order of computation, in the notes' symbols."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from nnlab.engine import Kind, TracedStep, layer_views
from nnlab.engine.arrays import Floats, read_only
from nnlab.engine.parameters import LayerArrays
from nnlab.study.arithmetic.equations import ONE, SAMPLES, Axis, Equation, Matrix, Role, Sheet, Sign
from nnlab.study.arithmetic.formulas import (
    Terms,
    activation_error_terms,
    activation_terms,
    loss_terms,
    output_error_terms,
)
from nnlab.study.arithmetic.updates import Updated, update_lines
from nnlab.study.symbols import Symbols, symbols

# What the optimizers' vectors are called, in the order of their state.
_STATE_LETTERS = {
    "sgd": "",
    "momentum": "V",
    "nesterov": "V",
    "adagrad": "S",
    "rmsprop": "S",
    "adam": "MV",
}


# A matrix of a layer's weights, or of anything of their shape, and the row of its biases if it has any.
_OfLinks: TypeAlias = tuple[Matrix, Matrix | None]


@dataclass(frozen=True, eq=False, slots=True)
class _Layer:
    """The matrices of one layer; Y of a layer is X of the next, and dX of a layer is dY of the one before."""

    activation: str
    X: Matrix
    W: Matrix
    B: Matrix | None
    Z: Matrix
    Y: Matrix
    dY: Matrix | None
    dZ: Matrix
    dX: Matrix
    dW: Matrix
    dB: Matrix | None


def sheet_of(step: TracedStep) -> Sheet:
    """Return all lines of `step`.

    The matrices are views of the step's arrays. The computed matrix ends its line, but for the loss, which begins it.
    The same matrix is the same object in all lines; the transposed one is an object of its own.
    """
    lines = _Lines(step)
    equations = [
        _equation(operation, kind, layer, of, parts)
        for operation, (kind, layer) in enumerate(step.operations)
        for of, parts in lines.of(kind, layer)
    ]
    return Sheet(tuple(equations), len(step.operations))


def _equation(operation: int, kind: Kind, layer: int | None, of: int, parts: Terms) -> Equation:
    terms = tuple(Sign(part) if isinstance(part, str) else part for part in parts)
    result = 0 if kind is Kind.LOSS else len(terms) - 1
    return Equation(operation, kind, layer, of, terms, result)


class _Lines:
    """The lines of each operation of one step."""

    def __init__(self, step: TracedStep) -> None:
        self._step = step
        names = symbols(len(step.layers))
        last = len(names) - 1
        self._T = Matrix("T", Role.T, None, step.T, SAMPLES, Axis("units", last + 1))
        self._layers = _layers(step, names)
        self._updates = _updates(step, names, self._layers)

    def of(self, kind: Kind, layer: int | None) -> Iterator[tuple[int, Terms]]:
        """Yield (the layer it is about, its parts) for each line of an operation."""
        last = len(self._layers) - 1
        if kind is Kind.LOSS:
            yield last, self._loss()
        elif kind is Kind.UPDATE:
            for of, updated in self._updates:
                for parts in update_lines(self._step.config, self._step.update_number, updated):
                    yield of, parts
        elif layer is not None:
            for parts in self._of_layer(kind, self._layers[layer]):
                yield layer, parts

    def _of_layer(self, kind: Kind, a: _Layer) -> Iterator[Terms]:
        match kind:
            case Kind.SUM:
                plus: Terms = () if a.B is None else ("+", a.B)
                yield (a.X, "@", a.W, *plus, "=", a.Z)
            case Kind.ACTIVATE:
                yield (*activation_terms(a.activation, a.Z), "=", a.Y)
            case Kind.OUTPUT_ERROR:
                error = output_error_terms(self._step.config.loss, a.activation, a.Y, self._T)
                yield (*error, "=", a.dZ if a.dY is None else a.dY)
            case Kind.ACTIVATION_ERROR if a.dY is not None:
                yield (*activation_error_terms(a.activation, a.Z, a.Y, a.dY), "=", a.dZ)
            case Kind.WEIGHT_GRADIENT:
                yield (_transposed(a.X), "@", a.dZ, "=", a.dW)
                if a.dB is not None:
                    yield ("1 ·" if len(a.dZ.values) == 1 else "Σₙ", a.dZ, "=", a.dB)
            case Kind.INPUT_ERROR:
                yield (a.dZ, "@", _transposed(a.W), "=", a.dX)

    def _loss(self) -> Terms:
        last = self._layers[-1]
        value = read_only(np.array([[self._step.loss]]))
        E = Matrix("E", Role.E, None, value, ONE, ONE)
        return (E, "=", *loss_terms(self._step.config.loss, last.activation, last.Y, self._T))


def _layers(step: TracedStep, names: tuple[Symbols, ...]) -> list[_Layer]:
    layers: list[_Layer] = []
    X = Matrix("X", Role.X, 0, step.layers[0].X, SAMPLES, Axis("units", 0))
    dX = _of_samples("Xb", Role.DX, 0, step.layers[0].dX, 0)
    for index, (name, arrays, layer) in enumerate(zip(names, step.layers, step.spec.layers, strict=True)):
        Y = _of_samples(name.Y, Role.Y, index, arrays.Y, index + 1)
        dY = None if arrays.dY is None else _of_samples(name.Yb, Role.DY, index, arrays.dY, index + 1)
        W, B = _of_links(index, (name.W, Role.W, arrays.W), (name.B, Role.B, arrays.b))
        dW, dB = _of_links(index, (name.Wb, Role.DW, arrays.dW), (name.Bb, Role.DB, arrays.db))
        Z = _of_samples(name.Z, Role.Z, index, arrays.Z, index + 1)
        # Of a linear output Y is Z, and the notes' Yb is both of their errors.
        is_linear = dY is None and layer.activation == "linear"
        error = name.Yb if is_linear else f"{name.Z}b"
        dZ = _of_samples(error, Role.DZ, index, arrays.dZ, index + 1)
        layers.append(_Layer(layer.activation, X, W, B, Z, Y, dY, dZ, dX, dW, dB))
        if index < len(names) - 1:
            if dY is None:
                raise ValueError(f"layer {index} of a traced step has no dY")
            X, dX = Y, dY
    return layers


def _of_samples(name: str, role: Role, layer: int, values: Floats | None, column: int) -> Matrix:
    if values is None:
        raise ValueError(f"{name} is not in the step: it was not traced")
    return Matrix(name, role, layer, values, SAMPLES, Axis("units", column))


def _of_links(
    layer: int,
    weights: tuple[str, Role, Floats],
    biases: tuple[str, Role, Floats | None],
    *,
    is_new: bool = False,
) -> _OfLinks:
    """Return the matrix of a layer's weights or of anything of their shape, and that of its biases as a row."""
    ends = Axis("units", layer + 1)
    name, role, W = weights
    matrix = Matrix(name, role, layer, W, Axis("units", layer), ends, is_new=is_new)
    name, role, b = biases
    if b is None:
        return matrix, None
    row = Matrix(name, role, layer, b[np.newaxis], ONE, ends, is_new=is_new, of_bias=True)
    return matrix, row


def _transposed(matrix: Matrix) -> Matrix:
    return Matrix(
        matrix.name,
        matrix.role,
        matrix.layer,
        matrix.values.T,
        matrix.columns,
        matrix.rows,
        transposed=True,
    )


def _updates(step: TracedStep, names: tuple[Symbols, ...], layers: list[_Layer]) -> list[tuple[int, Updated]]:
    """Return (layer, its W or its B around the update), the weights of a layer before its biases."""
    updates: list[tuple[int, Updated]] = []
    changes = layer_views(step.spec, step.change)
    for index, (name, a, (W, b)) in enumerate(zip(names, layers, step.after.layers, strict=True)):
        change = _prefixed("Δ", Role.CHANGE, index, name, changes[index])
        after = _of_links(index, (name.W, Role.W, W), (name.B, Role.B, b), is_new=True)
        states_before = _states(step, step.slots_before, index, name, is_new=False)
        states_after = _states(step, step.slots_after, index, name, is_new=True)
        for at, (before, gradient) in enumerate(((a.W, a.dW), (a.B, a.dB))):
            if before is None or gradient is None:
                continue
            subtracted, new = _present((change, after), at)
            kept, kept_after = _present(states_before, at), _present(states_after, at)
            updates.append((index, Updated(before, gradient, kept, kept_after, subtracted, new)))
    return updates


def _states(
    step: TracedStep, slots: tuple[Floats, ...], layer: int, name: Symbols, *, is_new: bool
) -> list[_OfLinks]:
    """Return what the optimizer keeps of one layer, vector by vector."""
    letters = _STATE_LETTERS[step.config.optimizer]
    return [
        _prefixed(letter, Role.STATE, layer, name, layer_views(step.spec, slot)[layer], is_new=is_new)
        for letter, slot in zip(letters, slots, strict=True)
    ]


def _prefixed(
    letter: str, role: Role, layer: int, name: Symbols, views: LayerArrays, *, is_new: bool = False
) -> _OfLinks:
    W, b = views
    return _of_links(layer, (f"{letter}{name.W}", role, W), (f"{letter}{name.B}", role, b), is_new=is_new)


def _present(pairs: Iterable[_OfLinks], at: int) -> tuple[Matrix, ...]:
    return tuple(matrix for matrix in (pair[at] for pair in pairs) if matrix is not None)
