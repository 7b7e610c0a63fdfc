"""The engine's errors: where, the rule, what was received, what to do."""

from collections.abc import Iterable
from difflib import get_close_matches

_MOST_NAMES = 32  # that are listed: more would bury the sentence
_LONGEST_NAME = 40


class EngineError(ValueError):
    """A specification, a setting or an array that the engine cannot use; the text says why."""


class UntrainableError(EngineError):
    """A network that can be asked but not trained: `layer`, from 0, has no useful gradient."""

    def __init__(self, layer: int, activation: str) -> None:
        super().__init__(
            f"layer {layer + 1}: {activation!r} has no useful gradient, so the network can be asked but not "
            "trained. Choose sigmoid to train it."
        )
        self.layer = layer


class TooLargeError(EngineError):
    """A network with more layers, units or parameters than nnlab allows."""


class UnknownNameError(EngineError):
    """A name outside a closed set; `choices` are all that are allowed."""

    def __init__(self, text: str, choices: tuple[str, ...]) -> None:
        super().__init__(text)
        self.choices = choices


def unknown_name(kind: str, name: object, allowed: Iterable[str], where: str = "") -> UnknownNameError:
    """Return the error for a name outside a closed set: with the nearest allowed name, else those there are."""
    names, text = tuple(sorted(allowed)), str(name)
    if len(text) > _LONGEST_NAME:
        name = text = f"{text[:_LONGEST_NAME]}…"
    near = get_close_matches(text.lower(), names, n=1)
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    listed = f"Choose one of: {', '.join(names[:_MOST_NAMES])}{more}."
    advice = f"Did you mean {near[0]!r}?" if near else listed
    return UnknownNameError(f"{where}{': ' if where else ''}unknown {kind} {name!r}. {advice}", names)
