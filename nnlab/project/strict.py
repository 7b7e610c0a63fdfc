"""From JSON values to frozen dataclasses: no wrong type, no unknown key unless it may pass, the path of the fault.

Presets, which people write, are read strictly; of project files, which a later nnlab may have written, keys pass that
are not known.
"""

from dataclasses import is_dataclass
from difflib import get_close_matches
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from nnlab.files import JsonValue, LoadError
from nnlab.files.errors import quoted

T = TypeVar("T")


def decode(
    value: JsonValue, kind: type[T], *, passes_unknown: bool = False, advice: str = "Correct it."
) -> T:
    """Return `value` as an instance of the dataclass `kind`, whose fields may be dataclasses and tuples of them.

    Raises LoadError naming the path, such as `$.layers[0].units`, for a value of another type, a missing one, one that
    the dataclass itself refuses, or, unless it `passes_unknown`, a key the dataclass does not have. `advice` says what
    to do about a wrong value.
    """
    if not passes_unknown:
        _refuse_unknown_keys(value, kind, "$")
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        # A sentence of the engine's ends with a full stop, which msgspec puts in the middle.
        what = str(error).replace(". - at ", " - at ").removesuffix(".")
        raise LoadError("json-content", f"{what}. {advice}") from error


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
