"""What the arithmetic says of lines and cells: captions of operations, and what a number means."""

import math

from PySide6.QtCore import QCoreApplication

from nnlab.engine import Kind
from nnlab.study.arithmetic.equations import Equation, Matrix, Role

translate = QCoreApplication.translate  # a name that lupdate knows


def caption(equation: Equation, layers: int) -> str:
    """Return what a line computes, for a network of so many layers."""
    place = _place(equation.of, layers)
    result = equation.terms[equation.result]
    role = result.role if isinstance(result, Matrix) else Role.E
    match equation.kind:
        case Kind.SUM:
            return translate("arithmetic", "{layer} sum").format(layer=place)
        case Kind.ACTIVATE:
            return translate("arithmetic", "{layer} activation").format(layer=place)
        case Kind.LOSS:
            return translate("arithmetic", "error")
        case Kind.OUTPUT_ERROR:
            return translate("arithmetic", "output error")
        case Kind.ACTIVATION_ERROR:
            return translate("arithmetic", "{layer} sum error").format(layer=place)
        case Kind.WEIGHT_GRADIENT if role is Role.DB:
            return translate("arithmetic", "{layer} bias gradients").format(layer=place)
        case Kind.WEIGHT_GRADIENT:
            return translate("arithmetic", "{layer} weight gradients").format(layer=place)
        case Kind.INPUT_ERROR:
            before = (
                translate("arithmetic", "inputs") if equation.of == 0 else _place(equation.of - 1, layers)
            )
            return translate("arithmetic", "error to {layer}").format(layer=before)
    if role is Role.STATE:
        return translate("arithmetic", "memory of the optimizer")
    if role is Role.CHANGE:
        return translate("arithmetic", "change")
    return translate("arithmetic", "new biases") if role is Role.B else translate("arithmetic", "new weights")


def _place(layer: int, layers: int) -> str:
    """Return the short name of a layer."""
    if layer == layers - 1:
        return translate("arithmetic", "output")
    if layers == 2:
        return translate("arithmetic", "hidden")
    return translate("arithmetic", "hidden {number}").format(number=layer + 1)


def meaning(matrix: Matrix, source: str, target: str, value: float) -> str:
    """Say what a number is: `source` and `target` name the units that its row and column belong to.

    What is of one unit only has its name in both.
    """
    names = {"source": source, "target": target}
    given = {
        Role.X: translate("arithmetic", "What unit {target} gives the layer."),
        Role.W: translate("arithmetic", "The weight of the link from {source} to {target}."),
        Role.B: translate("arithmetic", "The bias of {target}."),
        Role.Z: translate("arithmetic", "The sum of {target}: each input times its weight, and the bias."),
        Role.Y: translate("arithmetic", "The output of {target}: its sum through the activation."),
        Role.T: translate("arithmetic", "The target of {target}: what it should give."),
        Role.E: translate(
            "arithmetic", "How far the outputs are from the targets: what training makes small."
        ),
        Role.STATE: translate("arithmetic", "What the optimizer remembers from step to step."),
        Role.CHANGE: translate("arithmetic", "What the update takes away."),
    }
    if matrix.role is Role.X and matrix.layer == 0:
        return translate("arithmetic", "The input {target}: it is given.").format(**names)
    if matrix.is_new:
        return translate("arithmetic", "After the update: with it the next step begins.")
    if matrix.role in given:
        return given[matrix.role].format(**names)
    slopes = {
        Role.DY: translate("arithmetic", "How fast the error changes with the output of {target}."),
        Role.DZ: translate("arithmetic", "How fast the error changes with the sum of {target}."),
        Role.DX: translate("arithmetic", "How fast the error changes with the input {target}."),
        Role.DW: translate(
            "arithmetic", "How fast the error changes with the weight from {source} to {target}."
        ),
        Role.DB: translate("arithmetic", "How fast the error changes with the bias of {target}."),
    }
    return f"{slopes[matrix.role].format(**names)} {_direction(value)}".rstrip()


def _direction(value: float) -> str:
    """Say what the sign of a slope means, nothing of a number that is not to be known."""
    if math.isnan(value):
        return ""
    if value < 0:
        return translate("arithmetic", "It is negative: a little more of it makes the error smaller.")
    if value > 0:
        return translate("arithmetic", "It is positive: a little more of it makes the error larger.")
    return translate("arithmetic", "It is 0: a little more or less of it changes nothing.")


def too_large(rows: int, shape: str) -> str:
    """Say that a step has too many numbers to be shown, and what to do."""
    return translate(
        "arithmetic",
        "One step of {shape} over {rows} samples has too many numbers to be shown. Training works all the same. "
        "Choose a smaller batch on the bench to see one.",
    ).format(shape=shape, rows=f"{rows:,}")


def untrainable(layer: int) -> str:
    """Say that a network with a step activation in `layer`, from 0, has no backward pass."""
    return translate(
        "arithmetic",
        "Layer {layer} has a step activation: it has no slope, so there is no way back for the error. "
        "Choose sigmoid on the bench to see a step of training.",
    ).format(layer=layer + 1)
