"""What the window says about a network that nnlab and scikit-learn have both trained."""

from PySide6.QtCore import QCoreApplication

from nnlab.desktop.words.data_sentences import load_error
from nnlab.desktop.words.numbers import format_count, format_number
from nnlab.trials.sklearn_settings import Difference, Mismatch, NoTwinError
from nnlab.trials.sklearn_twin import Comparison, Side

translate = QCoreApplication.translate  # a name that lupdate knows

# Weights that differ by no more are the same but for rounding, in float64; and nearly the same, as with float32.
_SAME, _NEARLY = 1e-9, 1e-2


def fault(error: Exception) -> str:
    """Say why nothing can be compared, and what can be done."""
    return _no_twin(error.mismatch) if isinstance(error, NoTwinError) else load_error(error)


def _no_twin(mismatch: Mismatch) -> str:
    return {
        Mismatch.ACTIVATION: translate(
            "sklearn",
            "scikit-learn has one activation for all hidden layers: ReLU, sigmoid, tanh or linear. Choose one of them.",
        ),
        Mismatch.OUTPUT: translate(
            "sklearn",
            "scikit-learn knows softmax with cross-entropy, sigmoid with binary cross-entropy and linear outputs with "
            "half squared error. Choose one of these pairs.",
        ),
        Mismatch.BIAS: translate(
            "sklearn", "In scikit-learn every layer has biases. Switch them on in every layer."
        ),
        Mismatch.OPTIMIZER: translate(
            "sklearn", "scikit-learn has SGD, momentum, Nesterov and Adam. Choose one of them."
        ),
        Mismatch.TARGETS: translate(
            "sklearn",
            "scikit-learn's classifier learns from targets that are 0 or 1. Put the targets on that scale.",
        ),
        Mismatch.EMPTY_CLASS: translate(
            "sklearn",
            "scikit-learn knows only classes that it is shown, and one of them has no sample to learn from. Take more "
            "samples.",
        ),
        Mismatch.SIZE: translate(
            "sklearn",
            "These are more samples than are compared: scikit-learn would take minutes for an epoch. Take fewer.",
        ),
    }[mismatch]


def difference(difference: Difference, yes: str) -> str:
    """Say what is not the same, although both train the same network; `yes` is the second of two classes."""
    return {
        Difference.TWO_CLASSES: translate(
            "sklearn",
            "Two classes are one yes or no in scikit-learn. So both train one sigmoid output, 1 for “{name}”, in place "
            "of the bench's two; it begins with their answers.",
        ).format(name=yes),
        Difference.ADAM: translate(
            "sklearn",
            "Adam: scikit-learn adds ε to √v before v is corrected for its start at zero, nnlab after it, as in the "
            "paper.",
        ),
        Difference.STOP_RULE: translate(
            "sklearn", "Stop rules are left out: both make the same number of epochs."
        ),
        Difference.FLOAT32: translate(
            "sklearn", "The numbers are float32: sums in another order are rounded in another way."
        ),
    }[difference]


def heading(found: Comparison) -> str:
    """Say in a few words how near the two are."""
    if found.ours.broke_off or found.theirs.broke_off:
        return translate("sklearn", "The numbers exploded")
    if found.apart <= _SAME:
        return translate("sklearn", "The same weights")
    if found.apart <= _NEARLY:
        return translate("sklearn", "Nearly the same weights")
    return translate("sklearn", "The weights have parted")


def reason(found: Comparison) -> str:
    """Say how far they are apart, and why."""
    if found.ours.broke_off or found.theirs.broke_off:
        return translate(
            "sklearn",
            "Numbers became infinite, which ends a curve. Try a smaller learning rate; the bench is unchanged.",
        )
    text = translate("sklearn", "After {count} epochs no weight or bias differs by more than {apart}.")
    said = text.format(count=format_count(found.done), apart=format_number(found.apart, 2))
    if found.apart <= _SAME:
        return said + " " + translate("sklearn", "That is rounding: both compute the same.")
    if found.settings.differences or found.apart <= _NEARLY:
        return said
    return said + " " + translate("sklearn", "What is rounded in the last digit can grow from step to step.")


def shared() -> str:
    """Say what both have in common."""
    return translate(
        "sklearn", "Both begin with the same weights and see the same samples in the same order."
    )


def progress(found: Comparison | None) -> str:
    """Say how far the trainings have come."""
    if found is None:
        return translate("sklearn", "Starting …")
    text = translate("sklearn", "Epoch {done} of {count}")
    return text.format(done=format_count(found.done), count=format_count(found.passes))


def last_loss(side: Side) -> str:
    """Return the loss of the last epoch, or that there is none."""
    if side.broke_off:
        return "∞"
    return format_number(float(side.loss[-1]), 4) if len(side.loss) else "–"


def share(value: float | None) -> str:
    """Return a share as percent, nothing where there is none."""
    return "" if value is None else f"{100 * value:.1f} %"


def number(value: float | None) -> str:
    """Return a number of four digits, nothing where there is none."""
    return "" if value is None else format_number(value, 4)


def seconds(value: float) -> str:
    """Return how long something took."""
    return translate("sklearn", "{seconds} s").format(seconds=f"{value:.2f}")
