"""One step as lines of NumPy, each with the operation that it computes: the code beside the arithmetic."""

import re
from dataclasses import dataclass

from nnlab.engine import Kind, TracedStep
from nnlab.engine.losses import pairing
from nnlab.export.scripts.activations import backward_lines, forward_lines
from nnlab.export.scripts.losses import LossLines, loss_lines
from nnlab.export.scripts.optimizers import update_lines
from nnlab.study.symbols import symbols


@dataclass(frozen=True, slots=True)
class StepLine:
    """One line; `operation` counts from 0 over the operations of the step."""

    text: str
    operation: int


def step_lines(step: TracedStep) -> tuple[StepLine, ...]:
    """Return the lines that compute `step` from X, T and the weights before it, every array under a name of its own.

    Z is kept apart from Y, and dE/dZ (ZHb) from dE/dY (Hb), as in the equations.
    """
    writer = _Writer(step)
    return tuple(
        StepLine(text, number)
        for number, (kind, layer) in enumerate(step.operations)
        for text in writer.lines(kind, layer)
    )


class _Writer:
    """Writes the lines of each operation of one step."""

    def __init__(self, step: TracedStep) -> None:
        self._step, self._spec = step, step.spec
        self._names = symbols(len(step.layers))
        last = step.spec.layers[-1].activation
        self._fused = pairing(step.config.loss, last).fused
        several = len(step.rows) > 1
        self._loss: LossLines = loss_lines(
            step.config.loss, last, self._names[-1], step.T, several=several, bare=True
        )

    def lines(self, kind: Kind, layer: int | None) -> list[str]:
        """Return the lines of one operation."""
        if kind is Kind.LOSS:
            return list(self._loss.E)
        if kind is Kind.UPDATE:
            return self._update()
        assert layer is not None
        s, spec = self._names[layer], self._spec.layers[layer]
        match kind:
            case Kind.SUM:
                return [f"{s.Z} = {s.X} @ {s.W}" + (f" + {s.B}" if spec.bias else "")]
            case Kind.ACTIVATE:
                dtype = self._spec.dtype
                return forward_lines(spec.activation, s, bias=spec.bias, dtype=dtype, keeps_z=True)[1:]
            case Kind.OUTPUT_ERROR:
                into = self._zb(layer) if self._fused else s.Yb
                return [re.sub(rf"^{s.Yb} = ", f"{into} = ", line) for line in self._loss.Yb]
            case Kind.ACTIVATION_ERROR:
                return _apart(backward_lines(spec.activation, s), s.Yb, self._zb(layer))
            case Kind.WEIGHT_GRADIENT:
                weights = [f"{s.Wb} = {s.X}.T @ {self._zb(layer)}"]
                return [*weights, f"{s.Bb} = {self._zb(layer)}.sum(axis=0)"] if spec.bias else weights
            case _:
                return [f"{s.X}b = {self._zb(layer)} @ {s.W}.T"]

    def _zb(self, layer: int) -> str:
        """Return the name of dE/dZ: of a linear output it is the notes' Yb, for Y is Z."""
        s, last = self._names[layer], len(self._names) - 1
        is_linear = layer == last and self._fused and self._spec.layers[layer].activation == "linear"
        return s.Yb if is_linear else f"{s.Z}b"

    def _update(self) -> list[str]:
        pairs = zip(self._names, self._spec.layers, strict=True)
        names = [name for s, layer in pairs for name in (s.W, *((s.B,) if layer.bias else ()))]
        lines = ["step += 1"] if self._step.config.optimizer == "adam" else []
        return lines + [line for name in names for line in update_lines(self._step.config, name)]


def _apart(lines: list[str], yb: str, zb: str) -> list[str]:
    """Return lines that turn dE/dY into dE/dZ in place as lines that write the latter beside it."""
    if not lines:
        return [f"{zb} = {yb}"]
    *before, last = lines
    factor = last.removeprefix(f"{yb} *= ")
    if factor == last:
        return [*before, re.sub(rf"^{yb} = ", f"{zb} = ", last)]
    return [*before, f"{zb} = {yb} * {f'({factor})' if _is_sum(factor) else factor}"]


def _is_sum(expression: str) -> bool:
    """Return whether an expression is a sum or a comparison, or begins with a sign, outside of its brackets."""
    bare = expression
    while (inner := re.sub(r"\([^()]*\)", "", bare)) != bare:
        bare = inner
    return any(sign in bare for sign in (" + ", " - ", " > ")) or bare.startswith("-")
