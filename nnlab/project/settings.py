"""KEY=VALUE: settings of the network and of its training, spelled as on the command line."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nnlab.engine import (
    ACTIVATION_NAMES,
    INITIALIZER_NAMES,
    LOSS_NAMES,
    MAX_LAYERS,
    OPTIMIZER_NAMES,
    EngineError,
)
from nnlab.engine.errors import unknown_name
from nnlab.files.errors import counted
from nnlab.project.data_edits import with_made
from nnlab.project.layer_edits import with_dtype, with_hidden_widths, with_layer
from nnlab.project.number_edits import reset
from nnlab.project.setting_edits import with_config
from nnlab.project.spoken import number, shown, whole_number
from nnlab.project.state import DEFAULT_WIDTH, ProjectState

_Edit = Callable[[ProjectState, str], ProjectState]
_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")
# A comma that is not inside brackets: uniform(-1, 1) is one name.
SEPARATOR = re.compile(r",(?![^()]*\))")


@dataclass(frozen=True, slots=True)
class Key:
    """A setting: its name, what `--help` says of its values, and the edit that its value asks for."""

    name: str
    help: str
    edit: _Edit


def apply_settings(state: ProjectState, settings: Sequence[str]) -> ProjectState:
    """Return the untrained `state` with every 'KEY=VALUE' in `settings` applied; of one key the last counts.

    The order of different keys does not matter: data and shape come first, then what belongs to its layers. The
    weights are those that a network built so from the beginning would draw. Raises EngineError, one sentence, for a
    word or a number that cannot be used.
    """
    pairs = []
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise EngineError(f"--set takes KEY=VALUE, like learning_rate=0.1, but {setting!r} was given.")
        pairs.append((name, value))
    return with_settings(state, pairs)


def with_settings(
    state: ProjectState, settings: Iterable[tuple[str, str]], *, seed: int | None = None
) -> ProjectState:
    """Return the untrained `state` with all (key, value) in `settings` applied as by `apply_settings`.

    With a `seed` weights and the order of the samples are drawn from that. Raises EngineError, one sentence.
    """
    values = {canonical_key(name): value.strip() for name, value in settings}
    if seed is not None:
        state = with_config(state, seed=seed)
    for key in KEYS.values():
        if key.name in values:
            state = key.edit(state, values[key.name])
    return reset(state)


def canonical_key(name: str) -> str:
    """Return the key in KEYS that is called `name`, for short or in the window. Raises EngineError for no key.

    >>> canonical_key("Hidden width")
    'hidden'
    """
    name = name.strip()
    written = name.lower().replace(" ", "_").replace("-", "_")
    written = SHORT_NAMES.get(written, written)
    name = written if written in KEYS else name
    if name not in KEYS:
        raise unknown_name("key", name, KEYS)
    return name


# -- the network -------------------------------------------------------------------------------------------


def _set_shape(state: ProjectState, text: str) -> ProjectState:
    example = f"{state.spec.inputs}-8-{state.spec.outputs}"
    try:
        sizes = [whole_number(part) for part in text.split("-")]
    except ValueError:
        raise EngineError(
            f"shape must be whole numbers joined by '-', like {example}, but {shown(text)} was given."
        ) from None
    if len(sizes) < 2 or (sizes[0], sizes[-1]) != (state.spec.inputs, state.spec.outputs):
        raise EngineError(
            f"shape {text} does not fit the data, which has {counted(state.spec.inputs, 'input')} and "
            f"{counted(state.spec.outputs, 'target')}: write it like {example}."
        )
    return with_hidden_widths(state, sizes[1:-1]).state


def _hidden_layers(state: ProjectState) -> list[int]:
    return [layer.units for layer in state.spec.layers[:-1]]


def _set_hidden(state: ProjectState, text: str) -> ProjectState:
    """One width is that of every hidden layer, of one where there is none yet; several are the layers themselves."""
    if text.lower() == "none":
        return with_hidden_widths(state, []).state
    try:
        widths = [whole_number(part) for part in text.split("-")]
    except ValueError:
        raise EngineError(
            f"hidden must be a width like 8, widths joined by '-' like 8-4, or none, but {shown(text)} was given."
        ) from None
    if len(widths) == 1:
        widths *= max(len(_hidden_layers(state)), 1)
    return with_hidden_widths(state, widths).state


def _set_depth(state: ProjectState, text: str) -> ProjectState:
    """Layers are taken away from the end, or the last one is repeated there."""
    try:
        depth = whole_number(text)
    except ValueError:
        depth = -1
    if not 0 <= depth < MAX_LAYERS:
        raise EngineError(
            f"depth must be a number of hidden layers from 0 to {MAX_LAYERS - 1}, but {shown(text)} was given."
        )
    widths = _hidden_layers(state)
    last = widths[-1] if widths else DEFAULT_WIDTH
    return with_hidden_widths(state, [*widths[:depth], *[last] * (depth - len(widths))]).state


def _set_activation(state: ProjectState, text: str) -> ProjectState:
    hidden = len(_hidden_layers(state))
    if hidden == 0:
        raise EngineError(
            "activation is that of the hidden layers, but there are none. Give depth=1 or activations as well."
        )
    for index in range(hidden):
        state = with_layer(state, index, activation=text).state
    return state


def _set_layers(
    state: ProjectState, key: str, field: str, values: Sequence[str] | Sequence[bool]
) -> ProjectState:
    layers = len(state.spec.layers)
    if len(values) != layers:
        raise EngineError(
            f"{key} must be {counted(layers, 'name')} joined by commas, one for each layer of "
            f"{state.spec.shape_text}, but {len(values)} {'was' if len(values) == 1 else 'were'} given."
        )
    for index, value in enumerate(values):
        state = with_layer(state, index, **{field: value}).state
    return state


def _set_activations(state: ProjectState, text: str) -> ProjectState:
    return _set_layers(state, "activations", "activation", _split(text))


def _set_init(state: ProjectState, text: str) -> ProjectState:
    names = _split(text)
    each = names * len(state.spec.layers) if len(names) == 1 else names
    return _set_layers(state, "init", "init", each)


def _set_bias(state: ProjectState, text: str) -> ProjectState:
    return _set_layers(state, "bias", "bias", [read_yes_or_no("bias", word) for word in _split(text)])


def _set_bias_init(state: ProjectState, text: str) -> ProjectState:
    return _set_layers(state, "bias_init", "bias_init", _split(text))


def _split(text: str) -> list[str]:
    return [part.strip() for part in SEPARATOR.split(text)]


# -- the training ------------------------------------------------------------------------------------------


def _config(name: str, read: Callable[[str, str], Any]) -> _Edit:
    """Return the edit that sets the field `name` of the configuration to what `read` makes of the value."""
    return lambda state, text: with_config(state, **{name: read(name, text)})


def _word(name: str, text: str) -> str:
    return text


def _number(name: str, text: str) -> float:
    try:
        return number(text)
    except ValueError:
        raise EngineError(f"{name} must be a number, but {shown(text)} was given.") from None


def _number_or_none(name: str, text: str) -> float | None:
    return None if text.lower() == "none" else _number(f"{name} (or 'none')", text)


def _count_or(word: str) -> Callable[[str, str], int | None]:
    def read(name: str, text: str) -> int | None:
        if text.lower() == word:
            return None
        try:
            return whole_number(text)
        except ValueError:
            raise EngineError(
                f"{name} must be a whole number or {word!r}, but {shown(text)} was given."
            ) from None

    return read


def _made(name: str, read: Callable[[str, str], Any], key: str) -> _Edit:
    """Return the edit that makes the data anew with the field `name` of MadeData as `read` makes it of the value."""
    return lambda state, text: with_made(state, **{name: read(key, text)}).state


def _count(name: str, text: str) -> int:
    try:
        return whole_number(text)
    except ValueError:
        raise EngineError(f"{name} must be a whole number, but {shown(text)} was given.") from None


def read_yes_or_no(name: str, text: str) -> bool:
    """Return whether `text` says yes. Raises EngineError that names the setting for anything but yes and no."""
    if text.lower() not in (*_YES, *_NO):
        raise EngineError(f"{name} must be 'true' or 'false', but {shown(text)} was given.")
    return text.lower() in _YES


KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key(
            "samples",
            "a whole number: how many are made, of points and curves",
            _made("samples", _count, "samples"),
        ),
        Key("noise", "a number from 0 to 1, of points and curves", _made("noise", _number, "noise")),
        Key("data_seed", "a whole number: draws points and curves", _made("seed", _count, "data_seed")),
        Key("classes", "2 to 4, of blobs", _made("classes", _count, "classes")),
        Key("shape", "widths from inputs to outputs: 7-16-4; 7-4 has no hidden layer", _set_shape),
        Key("hidden", "a width for every hidden layer: 8; or one for each: 8-4; or none", _set_hidden),
        Key("depth", "how many hidden layers; new ones are as wide as the last", _set_depth),
        Key("activation", "that of all hidden layers", _set_activation),
        Key(
            "activations",
            f"one for each layer: relu,sigmoid; of {', '.join(ACTIVATION_NAMES)}",
            _set_activations,
        ),
        Key("init", f"one, or one for each layer; of {', '.join(INITIALIZER_NAMES)}", _set_init),
        Key("bias", "true or false, one for each layer: whether it has biases", _set_bias),
        Key("bias_init", "one for each layer, named like init: how its biases are drawn", _set_bias_init),
        Key("dtype", "float64 or float32", lambda state, text: with_dtype(state, text).state),
        Key("loss", f"one of {', '.join(LOSS_NAMES)}", _config("loss", _word)),
        Key("optimizer", f"one of {', '.join(OPTIMIZER_NAMES)}", _config("optimizer", _word)),
        Key("learning_rate", "a number: 0.1", _config("learning_rate", _number)),
        Key("momentum", "a number from 0 to below 1", _config("momentum", _number)),
        Key("rho", "a number from 0 to below 1, for rmsprop", _config("rho", _number)),
        Key("beta1", "a number from 0 to below 1, for adam", _config("beta1", _number)),
        Key("beta2", "a number from 0 to below 1, for adam", _config("beta2", _number)),
        Key("batch_size", "a whole number of samples, or full", _config("batch_size", _count_or("full"))),
        Key("epochs", "a whole number of passes, or none", _config("epochs", _count_or("none"))),
        Key(
            "stop_loss", "a number: stop below this mean loss; or none", _config("stop_loss", _number_or_none)
        ),
        Key(
            "stop_epoch_error",
            "a number: stop below this sum of the losses of a pass; or none",
            _config("stop_epoch_error", _number_or_none),
        ),
        Key(
            "stop_all_right",
            "true or false: stop when every sample is right",
            _config("stop_all_right", read_yes_or_no),
        ),
        Key(
            "shuffle",
            "true or false: a new order of samples in every pass",
            _config("shuffle", read_yes_or_no),
        ),
    )
}
# What is said so often that it has a short name, and what the window calls settings that have another name here.
SHORT_NAMES = {
    "rate": "learning_rate",
    "lr": "learning_rate",
    "batch": "batch_size",
    "hidden_width": "hidden",
    "hidden_layers": "depth",
    "start": "init",
    "initializer": "init",
}
