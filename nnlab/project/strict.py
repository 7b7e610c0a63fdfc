"""From JSON values to frozen dataclasses: no wrong type, no unknown key unless it may pass, the path of the fault.

Presets, which people write, are read strictly; of project files, which a later nnlab may have written, keys pass that
are not known.
"""

import re
from dataclasses import is_dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from nnlab.files import JsonValue, LoadError
from nnlab.files.errors import quoted

T = TypeVar("T")
_WRONG_TYPE = re.compile(r"Expected `([^`]+)`, got `([^`]+)`(?: - at `\$\.?([^`]*)`)?")
_NO_FIELD = re.compile(r"Object missing required field `([^`]+)`(?: - at `\$\.?([^`]*)`)?")
_TYPES = {
    "int": "a whole number",
    "float": "a number",
    "str": "text",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}
_REFUSED = re.compile(r"(.+) - at `\$\.?([^`]*)`", re.DOTALL)
_SHOWN_PATH = 60


def decode(
    value: JsonValue, kind: type[T], *, passes_unknown: bool = False, advice: str = "Correct it."
) -> T:
    """Return `value` as an instance of the dataclass `kind`, whose fields may be dataclasses and tuples of them.

    Raises LoadError naming the path, such as `$.layers[0].units`, for a value of another type, a missing one, one that
    the dataclass itself refuses, or, unless it `passes_unknown`, a key the dataclass does not have. `advice` says what
    to do about a wrong value. What `passes_unknown` was written by a program: its faults are told to people who have
    never seen its keys, in words and not in types.
    """
    if not passes_unknown:
        _refuse_unknown_keys(value, kind, "$")
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        # A sentence of the engine's ends with a full stop, which msgspec puts in the middle.
        what = str(error).replace(". - at ", " - at ").removesuffix(".")
        if passes_unknown:
            what = _in_words(what)
        raise LoadError("json-content", f"{what}. {advice}") from error


def _in_words(fault: str) -> str:
    """Return the decoder's sentence about a wrong type, a missing field or a refused value in words."""
    if wrong := _WRONG_TYPE.fullmatch(fault):
        wanted, got, path = wrong.groups()
        kinds = " or ".join(_TYPES.get(kind, kind) for kind in wanted.split(" | "))
        # Its types call every number that is not whole by the same name as those that may be.
        found = "a number with a point" if got == "float" and "int" in wanted else _TYPES.get(got, got)
        return f"{_place(path)} is {found}, where {kinds} is needed"
    if missing := _NO_FIELD.fullmatch(fault):
        name, path = missing.groups()
        return f"{_place(path)} has no {quoted(name)}, which is needed"
    if refused := _REFUSED.fullmatch(fault):
        sentence, path = refused.groups()
        return f"{_place(path)} cannot be: {sentence}"
    return fault


def _place(path: str | None) -> str:
    return f"In it, {quoted(path, _SHOWN_PATH)}" if path else "What it holds"


def _refuse_unknown_keys(value: JsonValue, kind: Any, path: str) -> None:
    """Walk through `value` beside the types it should have: msgspec ignores the unknown keys of dataclasses."""
    if isinstance(kind, UnionType):
        for choice in get_args(kind):
            _refuse_unknown_keys(value, choice, path)
    elif isinstance(value, dict) and is_dataclass(kind):
        fields = get_type_hints(kind)
        for key, inner in value.items():
            if key not in fields:
                raise LoadError("json-content", f"{path} has an unknown key. {_advice(key, fields)}")
            _refuse_unknown_keys(inner, fields[key], f"{path}.{key}")
    elif isinstance(value, list) and get_origin(kind) is tuple:
        for index, inner in enumerate(value):
            _refuse_unknown_keys(inner, get_args(kind)[0], f"{path}[{index}]")


def _advice(key: str, fields: dict[str, Any]) -> str:
    near = get_close_matches(key, fields, n=1)
    return f"Write {near[0]} instead of {quoted(key)}." if near else f"Remove {quoted(key)}."
