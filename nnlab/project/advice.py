"""Choices that are allowed and worth a word: pairings that learn badly, starts from which nothing is learned."""

from enum import Enum

from nnlab.engine import Task
from nnlab.engine.spelling import parse_call
from nnlab.project.state import ProjectState

_SQUASHED = ("sigmoid", "softmax")
_SAME = ("zeros", "constant")


class Advice(Enum):
    """One thing worth saying about a project."""

    STEP_CANNOT_LEARN = "step_cannot_learn"
    SINGLE_SOFTMAX = "single_softmax"
    SOFTMAX_WITH_SQUARED_ERROR = "softmax_with_squared_error"
    SIGMOID_WITH_CROSS_ENTROPY = "sigmoid_with_cross_entropy"
    SCORES_IN_CROSS_ENTROPY = "scores_in_cross_entropy"
    UNREACHABLE_VALUES = "unreachable_values"
    RELU_FROM_ZERO = "relu_from_zero"
    EQUAL_START = "equal_start"


def advise(state: ProjectState) -> tuple[Advice, ...]:
    """Return what is worth saying about the network and its training, the gravest first."""
    layers = state.spec.layers
    activations = [parse_call(layer.activation)[0] for layer in layers]
    starts = [parse_call(layer.init)[0] for layer in layers]
    output, loss = activations[-1], state.config.loss
    found = {
        Advice.STEP_CANNOT_LEARN: "step" in activations,
        Advice.SINGLE_SOFTMAX: output == "softmax" and state.spec.outputs == 1,
        Advice.SOFTMAX_WITH_SQUARED_ERROR: output == "softmax" and loss == "half_squared_error",
        Advice.SIGMOID_WITH_CROSS_ENTROPY: output == "sigmoid" and loss == "cross_entropy",
        Advice.SCORES_IN_CROSS_ENTROPY: output not in _SQUASHED and loss != "half_squared_error",
        Advice.UNREACHABLE_VALUES: _values_out_of_reach(state, output),
        Advice.RELU_FROM_ZERO: any(
            f == "relu" and start == "zeros" for f, start in zip(activations[:-1], starts[:-1], strict=True)
        ),
        # Units that start equal get equal gradients: a hidden layer of them is one unit, many times.
        Advice.EQUAL_START: len(layers) > 1 and any(start in _SAME for start in starts[:-1]),
    }
    return tuple(advice for advice, holds in found.items() if holds)


def _values_out_of_reach(state: ProjectState, output: str) -> bool:
    """Return whether the targets are numbers that the output activation can never give."""
    if state.dataset.task is not Task.VALUES:
        return False
    low, high = float(state.dataset.targets.min()), float(state.dataset.targets.max())
    reach = {"sigmoid": (0.0, 1.0), "softmax": (0.0, 1.0), "tanh": (-1.0, 1.0), "relu": (0.0, float("inf"))}
    least, most = reach.get(output, (float("-inf"), float("inf")))
    return low < least or high > most
