"""What a form must ask for each check: its fields with their kinds, read off the dataclasses of the closed set.

A check that is added to the set is in every form at once: nothing here names one but the examples, with which a newly
chosen check begins and by which a list can say what each is for.
"""

import math
import re
import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from enum import Enum
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from nnlab.engine import ACTIVATION_NAMES, INITIALIZER_NAMES, LOSS_NAMES, OPTIMIZER_NAMES, TrainingConfig
from nnlab.lessons.checks import CHECKS, Check
from nnlab.lessons.deed_checks import EXPORTED, SWEPT
from nnlab.lessons.explore_checks import LANDSCAPES
from nnlab.lessons.look_checks import GRAPHS
from nnlab.lessons.presets import preset_keys
from nnlab.lessons.workspaces import WORKSPACES


class FieldKind(Enum):
    """What is typed or chosen in a field."""

    WHOLE = "whole"
    NUMBER = "number"
    PERCENT = "percent"  # a share, 0 to 1 in the lesson
    SWITCH = "switch"
    WORD = "word"
    CHOICE = "choice"
    WHOLES = "wholes"  # whole numbers after each other
    NUMBERS = "numbers"
    SCALAR = "scalar"  # a number, yes or no, or a word
    CHECK = "check"
    CHECKS = "checks"


@dataclass(frozen=True, slots=True)
class CheckField:
    """One field: its key in a lesson, its kind, whether it may be left out, and what it is then.

    `choices` are all that a CHOICE can be. `default` is None for a field that must be given.
    """

    name: str
    kind: FieldKind
    optional: bool = False
    default: object = None
    choices: tuple[str, ...] = ()


_SETTINGS = tuple(field.name for field in fields(TrainingConfig))
_EXAMPLES: dict[str, dict[str, Any]] = {
    "setting_is": {"key": "learning_rate", "value": 0.1},
    "answer_is": {"output": 1, "min": 0.5},
    "graph_value": {"node": "E", "value": 0.5},
    "segment_pattern_answered": {"pattern": "1101101", "bits": "0010"},
    "shape_is": {"shape": [7, 16, 4]},
    "hidden_units_at_most": {"most": 8},
    "activation_is": {"activation": "tanh"},
    "dataset_is": {"name": "moons"},
}
_BY_NAME: dict[str, Any] = {
    "epochs": 100,
    "layer": 1,
    "bits": "0010",
    "share": 0.9,
    "value": 0.1,
    "values": [1, 0],
}
_BY_KIND: dict[FieldKind, Any] = {
    FieldKind.WHOLE: 1,
    FieldKind.NUMBER: 0.5,
    FieldKind.PERCENT: 0.9,
    FieldKind.SWITCH: True,
    FieldKind.WORD: "x",
    FieldKind.WHOLES: [2, 1],
    FieldKind.NUMBERS: [1, 0],
    FieldKind.SCALAR: 1,
    FieldKind.CHECK: {"check": "all_right"},
    FieldKind.CHECKS: [{"check": "all_right"}, {"check": "trained"}],
}


@cache
def fields_of(name: str) -> tuple[CheckField, ...]:
    """Return the fields of the check that a lesson calls `name`."""
    kind: Any = CHECKS[name]
    hints = get_type_hints(kind)
    return tuple(_field(each, hints[each.name]) for each in fields(kind) if each.init)


def example(name: str) -> dict[str, Any]:
    """Return the check `name` as a lesson holds it, with values that make sense; it is new at every call."""
    content: dict[str, Any] = {"check": name}
    for field in fields_of(name):
        if not field.optional:
            content[field.name] = _value(field)
    content.update(_copied(_EXAMPLES.get(name, {})))
    return content


def typed(kind: FieldKind, text: str) -> Any:
    """Return what was typed into a field as a lesson holds it; None for nothing.

    What cannot be meant so is returned as it is: the reader of lessons says what is wrong with it.
    """
    text = text.strip().replace("−", "-")
    if not text:
        return None
    match kind:
        case FieldKind.WHOLE | FieldKind.NUMBER:
            return _number(text)
        case FieldKind.PERCENT:
            number = _number(text.removesuffix("%").strip())
            return number if isinstance(number, str) else round(number / 100, 12)
        case FieldKind.WHOLES:
            return [_number(part) for part in re.split(r"[\s,;–-]+", text) if part]
        case FieldKind.NUMBERS:
            return [_number(part) for part in re.split(r"[\s,;]+", text) if part]
        case FieldKind.SCALAR:
            return {"true": True, "false": False}.get(text.lower(), _number(text))
    return text


def shown(kind: FieldKind, value: Any) -> str:
    """Return what stands in a field for a value of a lesson; the opposite of `typed`."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | tuple):
        return ("-" if kind is FieldKind.WHOLES else " ").join(shown(kind, each) for each in value)
    if kind is FieldKind.PERCENT and isinstance(value, int | float):
        value = round(100.0 * value, 10)
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _number(text: str) -> int | float | str:
    """Return the number that a text is, or the text."""
    try:
        return int(text)
    except ValueError:
        pass
    try:
        number = float(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else text


def _value(field: CheckField) -> Any:
    if field.name in _BY_NAME and field.kind is not FieldKind.CHOICE:
        value = _BY_NAME[field.name]
        return _copied(value) if isinstance(value, list) == (field.kind in _LISTS) else _BY_KIND[field.kind]
    return field.choices[0] if field.kind is FieldKind.CHOICE else _copied(_BY_KIND[field.kind])


_LISTS = (FieldKind.WHOLES, FieldKind.NUMBERS, FieldKind.CHECKS)


def _copied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copied(each) for key, each in value.items()}
    return [_copied(each) for each in value] if isinstance(value, list) else value


def _field(field: Any, hint: Any) -> CheckField:
    optional = field.default is not MISSING
    default = field.default if optional else None
    known = _known_names(field.name)
    kind, choices = _kind(hint)
    if kind is FieldKind.WORD and known:
        kind, choices = FieldKind.CHOICE, known
    if kind is FieldKind.NUMBER and field.name == "share":
        kind = FieldKind.PERCENT
    return CheckField(field.name, kind, optional, default, choices)


def _known_names(name: str) -> tuple[str, ...]:
    """Return all that a field of this name can be, where that is a closed set."""
    names: dict[str, tuple[str, ...]] = {
        "activation": tuple(ACTIVATION_NAMES),
        "init": tuple(INITIALIZER_NAMES),
        "loss": tuple(LOSS_NAMES),
        "optimizer": tuple(OPTIMIZER_NAMES),
        "key": _SETTINGS,
        "format": EXPORTED,
        "over": SWEPT,
        "landscape": LANDSCAPES,
        "graph": GRAPHS,
        "workspace": WORKSPACES,
        "preset": preset_keys(),
    }
    return names.get(name, ())


def _kind(hint: Any) -> tuple[FieldKind, tuple[str, ...]]:
    """Return the kind of field for a type, and what can be chosen."""
    if hint == Check:
        return FieldKind.CHECK, ()
    origin, inside = get_origin(hint), get_args(hint)
    if origin is Literal:
        return FieldKind.CHOICE, tuple(str(each) for each in inside)
    if origin is tuple:
        if inside[0] == Check:
            return FieldKind.CHECKS, ()
        return (FieldKind.WHOLES if inside[0] is int else FieldKind.NUMBERS), ()
    if origin in (Union, types.UnionType):
        given = [each for each in inside if each is not types.NoneType]
        return _kind(given[0]) if len(given) == 1 else (FieldKind.SCALAR, ())
    kinds = {bool: FieldKind.SWITCH, int: FieldKind.WHOLE, float: FieldKind.NUMBER}
    return kinds.get(hint, FieldKind.WORD), ()
