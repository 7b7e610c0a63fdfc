"""What a later version has added to a document of ours: found when it is read, put back when it is written."""

from collections.abc import Mapping

from nnlab.files import JsonValue

Json = dict[str, JsonValue]


def additions(value: Mapping[str, JsonValue], known: Mapping[str, JsonValue]) -> Json:
    """Return the keys of `value` that `known` does not have, at every depth.

    Lists are compared item by item where both are equally long; an item without additions is None there.
    """
    found: Json = {}
    for key, inner in value.items():
        if key not in known:
            found[key] = inner
        elif (deeper := _deeper(inner, known[key])) is not None:
            found[key] = deeper
    return found


def _deeper(value: JsonValue, known: object) -> JsonValue:
    """Return what is added within a value that both have, None for nothing."""
    if isinstance(value, dict) and isinstance(known, Mapping):
        return additions(value, known) or None
    if isinstance(value, list) and isinstance(known, list | tuple) and len(value) == len(known):
        items = [_deeper(*pair) for pair in zip(value, known, strict=True)]
        return items if any(item is not None for item in items) else None
    return None


def with_additions(known: Mapping[str, JsonValue], added: Mapping[str, JsonValue]) -> Json:
    """Return `known` with what `additions` found in an earlier saving; what both have is that of `known`.

    Additions to the items of a list are kept as long as the list has as many items as then.
    """
    merged = dict(known)
    for key, value in added.items():
        merged[key] = _joined(merged[key], value) if key in merged else value
    return merged


def _joined(known: JsonValue, added: JsonValue) -> JsonValue:
    if isinstance(known, dict) and isinstance(added, dict):
        return with_additions(known, added)
    if isinstance(known, list | tuple) and isinstance(added, list) and len(known) == len(added):
        return [_joined(*pair) for pair in zip(known, added, strict=True)]
    return known
