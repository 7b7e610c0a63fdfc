"""What a later version has added to a document of ours: found when it is read, put back when it is written."""

from collections.abc import Mapping, Sequence

from nnlab.files import JsonValue

Json = dict[str, JsonValue]


def additions(value: Mapping[str, JsonValue], known: Mapping[str, JsonValue]) -> Json:
    """Return the keys of `value` that `known` does not have, at every depth.

    Items of lists that have ids are compared with their likes, and their additions name the id. Other lists are
    compared item by item where both are equally long; an item without additions is None there.
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
    if not (isinstance(value, list) and isinstance(known, list | tuple)):
        return None
    ours, theirs = _by_id(known), _by_id(value)
    if ours is not None and theirs is not None:
        pairs = {id: additions(item, ours[id]) for id, item in theirs.items() if id in ours}
        return [{"id": id, **added} for id, added in pairs.items() if added] or None
    if len(value) == len(known):
        items = [_deeper(*pair) for pair in zip(value, known, strict=True)]
        return items if any(item is not None for item in items) else None
    return None


def with_additions(known: Mapping[str, JsonValue], added: Mapping[str, JsonValue]) -> Json:
    """Return `known` with what `additions` found in an earlier saving; what both have is that of `known`.

    Additions to an item with an id are kept as long as there is one of that id, those to other items as long as their
    list has as many as then.
    """
    merged = dict(known)
    for key, value in added.items():
        merged[key] = _joined(merged[key], value) if key in merged else value
    return merged


def _joined(known: JsonValue, added: JsonValue) -> JsonValue:
    if isinstance(known, dict) and isinstance(added, dict):
        return with_additions(known, added)
    if not (isinstance(known, list | tuple) and isinstance(added, list)):
        return known
    ours, theirs = _by_id(known), _by_id(added)
    if ours is not None and theirs is not None:
        return [with_additions(item, theirs.get(id, {})) for id, item in ours.items()]
    if len(known) == len(added):
        return [_joined(*pair) for pair in zip(known, added, strict=True)]
    return known


def _by_id(items: Sequence[JsonValue]) -> dict[int, Mapping[str, JsonValue]] | None:
    """Return the items of a list by their ids; None where they have none, or some have the same."""
    found: dict[int, Mapping[str, JsonValue]] = {}
    for item in items:
        if not isinstance(item, dict):
            return None
        id = item.get("id")
        if not isinstance(id, int) or id in found:
            return None
        found[id] = item
    return found or None
