"""The right-hand sides of activations, losses and their derivatives, as matrices and the signs between them.

The signs, put together, are a small language that can be read back: ∘, ·, /, + and − work cell by cell, Σ sums all
cells of the product that follows it, Σₖ those of each row (a sample's units), Σₙ those of each column (the samples);
softmax( works along rows, @ is the product of two matrices, and a raised number is a power.
"""

from typing import TypeAlias

import numpy as np

from nnlab.engine import activation_call
from nnlab.study.arithmetic.equations import Matrix
from nnlab.study.arithmetic.spelled import spelled

Term: TypeAlias = Matrix | str
Terms: TypeAlias = tuple[Term, ...]

_OPENINGS = {
    "sigmoid": "σ(",
    "tanh": "tanh(",
    "relu": "ReLU(",
    "leaky_relu": "LeakyReLU({0};",
    "elu": "ELU({0};",
    "softplus": "softplus(",
    "gelu": "GELU(",
    "silu": "SiLU(",
    "softmax": "softmax(",
}


def activation_terms(activation: str, Z: Matrix) -> Terms:
    """Return f(Z); of linear, Z itself."""
    name, numbers = activation_call(activation)
    if name == "linear":
        return (Z,)
    if (name, numbers) == ("elu", (1.0,)):
        return ("ELU(", Z, ")")
    return (_OPENINGS[name].format(*map(spelled, numbers)), Z, ")")


def activation_error_terms(activation: str, Z: Matrix, Y: Matrix, Yb: Matrix) -> Terms:
    """Return dZ = dY ∘ f′(Z), the derivative by Y where the notes do so; of softmax its Jacobian product."""
    name, numbers = activation_call(activation)
    if name == "linear":
        return (Yb,)
    if name == "softmax":
        return (Y, "∘ (", Yb, "− Σₖ", Yb, "∘", Y, ")")
    return (Yb, "∘", *_derivative(name, numbers, Z, Y))


def _derivative(name: str, numbers: tuple[float, ...], Z: Matrix, Y: Matrix) -> Terms:
    match name:
        case "sigmoid":
            return (Y, "∘ (1 −", Y, ")")
        case "tanh":
            return ("(1 −", Y, "²)")
        case "relu":
            return ("(", Y, "> 0)")
        case "leaky_relu":
            return ("((", Y, f"> 0) + {spelled(numbers[0])} · (", Y, "≤ 0))")
        case "elu":
            return ("((", Y, "> 0) + (", Y, f"+ {spelled(numbers[0])}) ∘ (", Y, "≤ 0))")
        case "softplus":
            return ("σ(", Z, ")")
        case "silu":
            return ("(σ(", Z, ") +", Y, "∘ (1 − σ(", Z, ")))")
        case "gelu":
            return ("GELU′(", Z, ")")
    raise AssertionError(f"no derivative of {name}")


def loss_terms(loss: str, output_activation: str, Y: Matrix, T: Matrix) -> Terms:
    """Return the mean loss of the batch.

    Outputs that are no probabilities are read as scores, to which the loss applies a softmax or σ of its own.
    """
    name, samples = activation_call(output_activation)[0], len(T.values)
    mean = "" if samples == 1 else f"1/{samples} · "
    if loss == "half_squared_error":
        return (f"{mean}½ Σ (", Y, "−", T, ")²")
    own = "softmax(" if loss == "cross_entropy" else "σ("
    before, after = ("", "") if name in ("softmax", "sigmoid") else (own, ")")
    log_p: Terms = (T, f"∘ log({before}", Y)
    if loss == "cross_entropy":
        return (f"− {mean}Σ", *log_p, f"{after})")
    log_rest: Terms = (T, f") ∘ log(1 − {before}", Y)
    return (f"− {mean}Σ (", *log_p, f"{after}) + (1 −", *log_rest, f"{after}))")


def output_error_terms(loss: str, output_activation: str, Y: Matrix, T: Matrix) -> Terms:
    """Return the loss's gradient: dZ of the output layer where loss and activation are fused, else dY."""
    name, samples = activation_call(output_activation)[0], len(T.values)
    terms = _sample_error(loss, name, Y, T)
    if samples == 1:
        return terms
    if (loss, name) == ("cross_entropy", "sigmoid"):
        return (*terms, f"/ {samples}")
    return ("(", *terms, f") / {samples}")


def _sample_error(loss: str, name: str, Y: Matrix, T: Matrix) -> Terms:
    """Return N times the gradient of the mean loss; see engine/losses.py for how each comes about."""
    # Targets that do not sum to one pull as often as they weigh: p Σ t − t.
    weighed: Terms = () if _sums_to_one(T) else ("∘ Σₖ", T)
    match loss, name:
        case "cross_entropy", "softmax":
            return (Y, *weighed, "−", T)
        case "cross_entropy", "sigmoid":
            return (T, "∘ (", Y, "− 1)")
        case "cross_entropy", _:
            return ("softmax(", Y, ")", *weighed, "−", T)
        case "binary_cross_entropy", "softmax":
            if Y.values.shape[1] == 1:  # softmax of one score is 1, whatever the score
                return ("0 ·", Y)
            pull: Terms = ("(1 −", T, ") ∘", Y, "/ (1 −", Y, ") −", T)
            return (*pull, "−", Y, "∘ Σₖ (", *pull, ")")
        case "binary_cross_entropy", "sigmoid":
            return (Y, "−", T)
        case "binary_cross_entropy", _:
            return ("σ(", Y, ") −", T)
    return (Y, "−", T)


def _sums_to_one(T: Matrix) -> bool:
    sums = T.values.sum(axis=1)
    return bool((np.abs(sums - 1.0) <= 4 * np.finfo(sums.dtype).eps).all())
