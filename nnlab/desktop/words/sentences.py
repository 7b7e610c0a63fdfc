"""What the window says about networks and trainings, apart from the texts of its controls."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from nnlab.desktop.words.numbers import INFINITY, format_count, format_number
from nnlab.engine import POINTS_ADDED, StopReason, TrainingConfig, TrainState
from nnlab.engine.errors import TooLargeError, UntrainableError
from nnlab.project import Advice
from nnlab.training import Divergence, OperationView, TrainingWarning, WarningKind

translate = QCoreApplication.translate  # a name that lupdate knows


def _rate(value: float) -> str:
    return format_number(value, trim=True)


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


# -- how a run ended -----------------------------------------------------------------------------------


def finished(reason: StopReason, stop_epoch: int, config: TrainingConfig) -> str:
    """Say which stop rule ended the training; `stop_epoch` counts from 0."""
    epoch = format_count(stop_epoch)
    match reason:
        case StopReason.EPOCHS:
            return translate("sentences", "Done: {count} epochs of training.").format(
                count=format_count(config.epochs or 0)
            )
        case StopReason.LOSS:
            limit = format_number(config.stop_loss or 0.0, trim=True)
            return translate("sentences", "Done: the loss fell below {limit} in epoch {epoch}.").format(
                limit=limit, epoch=epoch
            )
        case StopReason.EPOCH_ERROR:
            limit = format_number(config.stop_epoch_error or 0.0, trim=True)
            return translate(
                "sentences", "Done: the summed error fell below {limit} in epoch {epoch}."
            ).format(limit=limit, epoch=epoch)
        case StopReason.ALL_RIGHT:
            return translate("sentences", "Done: every answer is right since epoch {epoch}.").format(
                epoch=epoch
            )


def train_on(reason: StopReason, config: TrainingConfig) -> str:
    """Name the action that goes on after a stop rule held."""
    if reason is StopReason.EPOCHS:
        count = format_count(config.epochs or 0)
        return translate("sentences", "Train {count} epochs more").format(count=count)
    return translate("sentences", "Train on without this rule")


def failed(message: str) -> str:
    """Say that nnlab itself met a fault while training."""
    return translate(
        "sentences",
        "Training met a fault ({message}) and stopped. The last good weights are kept; train again or reset.",
    ).format(message=message)


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


# -- when training goes wrong --------------------------------------------------------------------------


def _size(value: float) -> str:
    return format_number(value, 2) if math.isfinite(value) else INFINITY


def diverged(d: Divergence) -> str:
    """Say how training exploded, in one sentence, and what is safe."""
    if d.input_is_unscaled:
        cause = translate(
            "sentences", "Training exploded at step {step}: the inputs reach {size}; scale them to 0–1 first."
        ).format(step=format_count(d.step), size=format_number(d.largest_input, trim=True))
    elif d.was_broken:
        cause = translate(
            "sentences", "Training cannot go on from here: weights of layer {layer} are as large as {after}."
        ).format(layer=d.layer + 1, after=_size(d.weight_after))
    elif d.loss_is_unfit:
        cause = translate(
            "sentences",
            "Training cannot go on at step {step}: the loss is {loss}, though no weights grew. "
            "This loss does not suit these outputs.",
        ).format(step=format_count(d.step), loss=_size(float(d.losses[-1])))
    elif not d.weights_grew:
        cause = translate(
            "sentences", "Training exploded at step {step}: the loss rose to {loss} all at once."
        ).format(step=format_count(d.step), loss=_size(float(d.losses[-1])))
    else:
        one = translate(
            "sentences",
            "Training exploded at step {step}: "
            "the weights of layer {layer} grew from {before} to {after} in 1 step.",
        )
        many = translate(
            "sentences",
            "Training exploded at step {step}: "
            "the weights of layer {layer} grew from {before} to {after} in {count} steps.",
        )
        cause = (one if d.grew_in == 1 else many).format(
            step=format_count(d.step),
            layer=d.layer + 1,
            before=format_number(d.weight_before, 2),
            after=_size(d.weight_after),
            count=d.grew_in,
        )
    if d.was_refused:
        safe = translate("sentences", "Nothing was changed. Make them smaller, or undo.")
    else:
        safe = translate("sentences", "Your network was put back to step {step}.").format(
            step=format_count(d.restored_step)
        )
    return f"{cause} {safe}"


def continue_with_rate(rate: float) -> str:
    """Name the action that goes on with a smaller learning rate."""
    return translate("sentences", "Continue with rate {rate}").format(rate=_rate(rate))


def show_explosion() -> str:
    """Name the action that shows the last steps before the explosion."""
    return translate("sentences", "Show the explosion")


def continue_anyway() -> str:
    """Name the action that lets training explode."""
    return translate("sentences", "Continue anyway")


def try_rate(rate: float) -> str:
    """Name the action that lowers the learning rate."""
    return translate("sentences", "Try {rate}").format(rate=_rate(rate))


def why() -> str:
    """Name the action that explains a warning."""
    return translate("sentences", "Why?")


def warned(warning: TrainingWarning) -> str:
    """Say what looks wrong while training goes on."""
    if warning.kind is WarningKind.LAYER_SILENT:
        return translate(
            "sentences", "Layer {layer} has gone silent: its units give the same output for every sample."
        ).format(layer=(warning.layer or 0) + 1)
    if warning.input_is_unscaled:
        return translate(
            "sentences",
            "The loss is higher than before training. The inputs reach {size}: scale them to 0–1 first.",
        ).format(size=format_number(warning.largest_input, trim=True))
    return translate(
        "sentences", "The loss is higher than before training. The learning rate {rate} may be too large."
    ).format(rate=_rate(warning.learning_rate))


def explanation(warning: TrainingWarning) -> str:
    """Explain a warning in a few sentences."""
    if warning.kind is WarningKind.LAYER_SILENT:
        return translate(
            "sentences",
            "A ReLU unit whose weighted sum is negative for every sample gives 0 for all of them. Its gradient is 0 "
            "too, so no update can wake it: it is dead. Large steps push units there. A smaller learning rate, "
            "another start (He) or an activation with a slope everywhere, such as tanh or leaky ReLU, avoids it.",
        )
    return translate(
        "sentences",
        "Each update walks down the slope of the loss by learning rate times gradient. Where the step is longer than "
        "the valley is wide, it lands higher on the other side, and the next step is longer still. A smaller rate "
        "takes more steps, but they lead down.",
    )


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
