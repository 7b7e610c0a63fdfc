"""What the window says about networks and trainings, apart from the texts of its controls."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from nnlab.data.splits import TooManyFoldsError
from nnlab.desktop.words.numbers import format_count
from nnlab.engine import POINTS_ADDED, TrainState
from nnlab.engine.errors import TooLargeError, UntrainableError
from nnlab.project import Advice
from nnlab.training import OperationView

translate = QCoreApplication.translate  # a name that lupdate knows


# -- undo steps ----------------------------------------------------------------------------------------


def trained(before: TrainState, after: TrainState) -> str:
    """Name the undo step of a training from one state to another."""
    if after.step < before.step:
        text = translate("sentences", "Put back to step {step}")
        return text.format(step=format_count(after.step))
    epochs = after.epoch - before.epoch
    if epochs > 0 and after.position == before.position:
        text = (
            translate("sentences", "Train 1 epoch")
            if epochs == 1
            else translate("sentences", "Train {count} epochs")
        )
        return text.format(count=format_count(epochs))
    steps = after.step - before.step
    text = (
        translate("sentences", "Train 1 update")
        if steps == 1
        else translate("sentences", "Train {count} updates")
    )
    return text.format(count=format_count(steps))


def change_setting(setting: str) -> str:
    """Name the undo step that changes a setting of the training."""
    return translate("sentences", "Change {setting}").format(setting=setting_name(setting))


def change_stop_rule() -> str:
    """Name the undo step that changes when training stops."""
    return translate("sentences", "Change the stop rule")


def change_width(layer: int) -> str:
    """Name the undo step that changes the width of `layer`, from 0."""
    return translate("sentences", "Change the width of layer {layer}").format(layer=layer + 1)


def change_activation(layer: int) -> str:
    """Name the undo step that changes the activation of `layer`, from 0."""
    return translate("sentences", "Change the activation of layer {layer}").format(layer=layer + 1)


def change_start(layer: int) -> str:
    """Name the undo step that changes the initialiser of `layer`, from 0."""
    return translate("sentences", "Change the start of layer {layer}").format(layer=layer + 1)


def change_layer_bias(layer: int) -> str:
    """Name the undo step that gives `layer`, from 0, biases or takes them."""
    return translate("sentences", "Change the bias of layer {layer}").format(layer=layer + 1)


def add_point() -> str:
    """Name the undo step that adds a sample."""
    return translate("sentences", "Add a point")


def remove_point() -> str:
    """Name the undo step that removes a sample."""
    return translate("sentences", "Remove a point")


def change_weight() -> str:
    """Name the undo step that sets one weight."""
    return translate("sentences", "Change a weight")


def change_bias() -> str:
    """Name the undo step that sets one bias."""
    return translate("sentences", "Change a bias")


def insert_layer() -> str:
    """Name the undo step that inserts a layer."""
    return translate("sentences", "Insert a layer")


def remove_layer() -> str:
    """Name the undo step that removes a layer."""
    return translate("sentences", "Remove a layer")


def change_shape() -> str:
    """Name the undo step that gives the network another shape."""
    return translate("sentences", "Change the shape")


def reset() -> str:
    """Name the undo step that brings the first weights back."""
    return translate("sentences", "Reset")


def setting_name(setting: str) -> str:
    """Return the reader's name of a field of TrainingConfig, or of what data are made from, after 'data_'."""
    names = {
        "loss": translate("sentences", "loss"),
        "optimizer": translate("sentences", "optimizer"),
        "learning_rate": translate("sentences", "learning rate"),
        "momentum": translate("sentences", "momentum"),
        "batch_size": translate("sentences", "batch size"),
        "epochs": translate("sentences", "epochs"),
        "shuffle": translate("sentences", "shuffling"),
        "seed": translate("sentences", "seed"),
        "pixels": translate("sentences", "pixel scale"),
        "targets": translate("sentences", "target scale"),
        "data_samples": translate("sentences", "number of samples"),
        "data_noise": translate("sentences", "noise of the data"),
        "data_classes": translate("sentences", "classes of the data"),
        "data_seed": translate("sentences", "seed of the data"),
    }
    return names.get(setting, setting)


def samples_changed(change: str, count: str) -> str:
    """Say how many points were added or removed, as a mark of a curve has it."""
    one = count == "1"
    if change == POINTS_ADDED:
        text = (
            translate("sentences", "1 point added") if one else translate("sentences", "{count} points added")
        )
    else:
        text = (
            translate("sentences", "1 point removed")
            if one
            else translate("sentences", "{count} points removed")
        )
    return text.format(count=count)


def rewind(moment: str) -> str:
    """Name the undo step that goes back to an earlier moment of a run."""
    return translate("sentences", "Rewind: {moment}").format(moment=moment)


def put_run_on_bench() -> str:
    """Name the undo step that puts a run on the bench."""
    return translate("sentences", "Put a run on the bench")


def write_run_note() -> str:
    """Name the undo step that writes a note on a run."""
    return translate("sentences", "Write a note on a run")


def delete_runs() -> str:
    """Name the undo step that deletes runs."""
    return translate("sentences", "Delete runs")


# -- structure -----------------------------------------------------------------------------------------


def redrawn(fresh: Sequence[int], kept: Sequence[int]) -> str:
    """Say which layers (from 0) were drawn afresh and which kept their weights."""
    if not kept:
        return translate("sentences", "All weights were drawn afresh. Undo brings the old ones back.")
    return translate(
        "sentences", "Layers drawn afresh: {fresh}. Weights kept in: {kept}. Undo brings everything back."
    ).format(fresh=_numbers(fresh), kept=_numbers(kept))


def refused(error: Exception) -> str:
    """Say why an edit or a training is not possible; nothing was changed."""
    match error:
        case UntrainableError(layer=layer):
            return translate(
                "sentences",
                "Layer {layer} has a step: the network can be asked, but without a slope it cannot be trained. "
                "Choose sigmoid to train it.",
            ).format(layer=layer + 1)
        case TooManyFoldsError(samples=samples, count=count):
            if samples < 2:
                return translate(
                    "sentences", "Folds need two samples at least. Add samples, or open other data."
                )
            return translate(
                "sentences", "Too few samples for {count} folds: there are {samples}. Take fewer folds."
            ).format(count=format_count(count), samples=format_count(samples))
        case TooLargeError():
            return translate(
                "sentences",
                "The network would be too large: at most 64 layers of 4,096 units and 8 million weights. "
                "Nothing was changed.",
            )
    # What is left has the engine's own sentence, which names the place and is English.
    return translate("sentences", "That is not possible ({reason}). Nothing was changed.").format(
        reason=error
    )


def _numbers(layers: Sequence[int]) -> str:
    return ", ".join(str(layer + 1) for layer in layers)


def advice(advice: Advice) -> str:
    """Say what a choice means for learning."""
    return {
        Advice.STEP_CANNOT_LEARN: translate(
            "sentences", "A step has no slope, so the gradient is 0 and nothing is learned. Try sigmoid."
        ),
        Advice.SINGLE_SOFTMAX: translate(
            "sentences", "Softmax over one output is always 1. Use sigmoid for a single yes or no."
        ),
        Advice.SOFTMAX_WITH_SQUARED_ERROR: translate(
            "sentences",
            "Softmax goes with cross-entropy; squared error learns slowly where it is most wrong.",
        ),
        Advice.SIGMOID_WITH_CROSS_ENTROPY: translate(
            "sentences",
            "Cross-entropy ignores outputs that should be 0. For sigmoid outputs use binary cross-entropy.",
        ),
        Advice.SCORES_IN_CROSS_ENTROPY: translate(
            "sentences",
            "Cross-entropy needs probabilities: it reads these outputs as scores and squashes them itself.",
        ),
        Advice.UNREACHABLE_VALUES: translate(
            "sentences",
            "The output activation cannot reach some of the targets. Linear outputs reach every number.",
        ),
        Advice.RELU_FROM_ZERO: translate(
            "sentences",
            "ReLU units that start from zero weights give 0, have no gradient, and never wake up.",
        ),
        Advice.EQUAL_START: translate(
            "sentences",
            "Units that start equal stay equal: the layer works like a single unit. Draw random weights.",
        ),
    }[advice]


# -- starting -----------------------------------------------------------------------------------------


def preferences_unreadable() -> str:
    """Say that the remembered settings are out of reach."""
    return translate(
        "sentences", "Your settings could not be read, so nnlab starts as on the first day. It works without."
    )


def preferences_not_kept() -> str:
    """Say that settings are for this time only."""
    return translate(
        "sentences",
        "Your settings cannot be kept, because their folder cannot be written to. They hold until you close nnlab.",
    )


def closed_unexpectedly(report: str) -> str:
    """Say that the last start ended in a crash; `report` is the path of what was written down."""
    return translate(
        "sentences", "nnlab closed unexpectedly last time. What is known of it lies in {report}."
    ).format(report=report)


# -- operations ----------------------------------------------------------------------------------------


def operation(view: OperationView) -> str:
    """Name the operation that was just computed, with its place in the step."""
    names = {
        "sum": translate("sentences", "Z = X·W + b, layer {layer}"),
        "activate": translate("sentences", "Y = f(Z), layer {layer}"),
        "loss": translate("sentences", "the loss"),
        "output_error": translate("sentences", "error of the outputs"),
        "activation_error": translate("sentences", "dZ from dY, layer {layer}"),
        "weight_gradient": translate("sentences", "dW and db, layer {layer}"),
        "input_error": translate("sentences", "error back to the inputs of layer {layer}"),
        "update": translate("sentences", "update of all weights"),
    }
    text = names[view.kind.value].format(layer=(view.layer or 0) + 1)
    return translate("sentences", "{number} of {total}: {what}").format(
        number=view.number, total=view.total, what=text
    )
