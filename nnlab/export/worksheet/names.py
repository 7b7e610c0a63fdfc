"""What the operations of a step are called on a worksheet: 'hidden sum', 'error to hidden', 'update'."""

from nnlab.engine import Kind, TracedStep
from nnlab.export.words import Words

_KEYS = {
    Kind.SUM: "op_sum",
    Kind.ACTIVATE: "op_activation",
    Kind.LOSS: "op_loss",
    Kind.OUTPUT_ERROR: "op_output_error",
    Kind.ACTIVATION_ERROR: "op_activation_error",
    Kind.WEIGHT_GRADIENT: "op_gradient",
    Kind.INPUT_ERROR: "op_input_error",
    Kind.UPDATE: "op_update",
}
_FORWARD = (Kind.SUM, Kind.ACTIVATE, Kind.LOSS)


def operation_names(step: TracedStep, words: Words) -> tuple[str, ...]:
    """Return the name of each operation of `step`, in order."""
    layers = [_layer_name(number, len(step.layers), words) for number in range(len(step.layers))]
    names = []
    for kind, layer in step.operations:
        before = words("of_inputs") if not layer else layers[layer - 1]
        name = words(_KEYS[kind], layer="" if layer is None else layers[layer], before=before).strip()
        names.append(name[0].upper() + name[1:])
    return tuple(names)


def first_backward(step: TracedStep) -> int:
    """Return the number of the first operation that goes backward, from 0."""
    return next(at for at, (kind, _) in enumerate(step.operations) if kind not in _FORWARD)


def _layer_name(number: int, layers: int, words: Words) -> str:
    if layers == 1:
        return ""
    if number == layers - 1:
        return words("of_output")
    return words("of_hidden") if layers == 2 else words("of_hidden_n", number=number + 1)
