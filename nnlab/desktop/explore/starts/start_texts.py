"""What the laboratory of starts says: names of the starts, what they are good for, and how they fare."""

from PySide6.QtCore import QCoreApplication

from nnlab.desktop.words import sentences
from nnlab.desktop.words.numbers import format_count
from nnlab.engine import initializer
from nnlab.engine.errors import TooLargeError
from nnlab.study.starts import MOST_PARAMETERS, CandidateView

translate = QCoreApplication.translate  # a name that lupdate knows


def start_name(key: str) -> str:
    """Return the reader's name of a start."""
    return {
        "zeros": translate("start_texts", "Zeros"),
        "constant": translate("start_texts", "Constant"),
        "small": translate("start_texts", "Small"),
        "unit": translate("start_texts", "Normal"),
        "lecun": "LeCun",
        "glorot": "Glorot",
        "he": "He",
        "large": translate("start_texts", "Too large"),
    }[key]


def start_formula(init: str) -> str:
    """Return how an initialiser draws, in short: 'σ = √(2 / fan_in)'."""
    formula = initializer(init).formula
    return formula if "=" in formula or "…" in formula else f"W = {formula}"


def start_note(key: str) -> str:
    """Return what is to be expected of a start, in a sentence or two."""
    return {
        "zeros": translate(
            "start_texts",
            "Every weight 0: what comes out is 0, and no gradient reaches the hidden layers. Only the output's "
            "biases learn.",
        ),
        "constant": translate(
            "start_texts",
            "Every weight the same: all units of a layer answer alike and learn alike, as one unit many times.",
        ),
        "small": translate(
            "start_texts",
            "So small that in a deep network the activations, and the gradients on their way back, fade away.",
        ),
        "unit": translate(
            "start_texts",
            "Wide layers add up large sums: tanh and sigmoid saturate, ReLU grows from layer to layer.",
        ),
        "lecun": translate(
            "start_texts",
            "Keeps the spread from layer to layer while the activation is nearly straight: for tanh, sigmoid and "
            "softmax (note 3.10).",
        ),
        "glorot": translate(
            "start_texts", "Between what keeps the spread on the way there and what keeps it on the way back."
        ),
        "he": translate(
            "start_texts",
            "Twice LeCun's variance, for the half of the sums that ReLU drops. An output layer without ReLU gets "
            "LeCun's (note 3.10).",
        ),
        "large": translate(
            "start_texts", "So large that everything saturates, or that numbers grow until they are none."
        ),
    }[key]


def percent(share: float) -> str:
    """Return a share as whole percent; what is little is not none, and nearly all is not all."""
    whole = round(share * 100) if share in (0, 1) else min(max(round(share * 100), 1), 99)
    return translate("start_texts", "{number}%").format(number=whole)


def verdict(view: CandidateView) -> str:
    """Say in a few words what is the matter with a candidate: what broke it, or how many units do not listen."""
    if view.exploded_at is not None:
        epoch = format_count(max(round(view.exploded_at + 0.5), 1))
        return translate("start_texts", "exploded in epoch {epoch}").format(epoch=epoch)
    dead = translate("start_texts", "{share} dead").format(share=percent(view.dead))
    if view.dead == 1:
        return dead
    if view.alike:
        return translate("start_texts", "all units alike")
    parts = [dead] if view.dead > 0 or view.saturated is None else []
    if view.saturated is not None:
        parts.append(translate("start_texts", "{share} saturated").format(share=percent(view.saturated)))
    return ", ".join(parts)


def use_start(key: str) -> str:
    """Name the undo step that gives the network a start."""
    return translate("start_texts", "Start with {name}").format(name=start_name(key))


def used_start(key: str, shape: str, seed: int) -> str:
    """Say that the network on the bench has got another start."""
    return translate(
        "start_texts",
        "The network {shape} on the bench starts with {name} now: all of its weights were drawn afresh by seed {seed}. "
        "Undo brings the old ones back.",
    ).format(shape=shape, name=start_name(key), seed=seed)


def not_comparable(error: Exception) -> str:
    """Say why the starts cannot be compared on a network."""
    if isinstance(error, TooLargeError):
        return translate(
            "start_texts",
            "The network is too large for eight of it side by side: each may have {count} weights and biases. "
            "Choose fewer or narrower layers at the right; the bench stays as it is.",
        ).format(count=format_count(MOST_PARAMETERS))
    return sentences.refused(error)
