"""What is said of a training: how it ended, how it exploded, what looks wrong while it goes on, and what helps."""

import math

from PySide6.QtCore import QCoreApplication

from nnlab.desktop.words.numbers import INFINITY, format_count, format_number
from nnlab.engine import StopReason, TrainingConfig
from nnlab.training import Divergence, TrainingWarning, WarningKind

translate = QCoreApplication.translate  # a name that lupdate knows


def _rate(value: float) -> str:
    return format_number(value, trim=True)


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
