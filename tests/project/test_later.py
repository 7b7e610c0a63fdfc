"""What a later version has added is found and put back, and never overrides what is known."""

from nnlab.files import JsonValue
from nnlab.project.later import Json, additions, with_additions

KNOWN: Json = {"a": 1, "box": {"b": 2}, "items": [{"c": 1}, {"c": 2}], "words": ["x", "y"]}


def test_that_additions_are_found_at_every_depth_and_put_back() -> None:
    value: Json = {
        "a": 1,
        "new": None,
        "box": {"b": 2, "more": [1]},
        "items": [{"c": 1}, {"c": 2, "d": {"e": 3}}],
        "words": ["x", "y"],
    }
    added = additions(value, KNOWN)
    assert added == {"new": None, "box": {"more": [1]}, "items": [None, {"d": {"e": 3}}]}
    assert with_additions(KNOWN, added) == value


def test_that_items_with_ids_are_known_by_them_wherever_they_stand() -> None:
    known: Json = {"items": [{"id": 2, "c": 1}, {"id": 5, "c": 2}]}
    added = additions({"items": [{"id": 5, "c": 2, "d": 3}, {"id": 2, "c": 1}]}, known)
    assert added == {"items": [{"id": 5, "d": 3}]}
    other: Json = {"items": [{"id": 5, "c": 0}, {"id": 6, "c": 0}, {"id": 7, "c": 0}]}
    assert with_additions(other, added) == {
        "items": [{"id": 5, "c": 0, "d": 3}, {"id": 6, "c": 0}, {"id": 7, "c": 0}]
    }
    assert with_additions({"items": []}, added) == {"items": []}


def test_that_nothing_added_is_nothing() -> None:
    assert additions(KNOWN, KNOWN) == {}
    assert with_additions(KNOWN, {}) == KNOWN


def test_that_the_known_wins_and_lists_of_another_length_lose_what_was_added_to_their_items() -> None:
    added: Json = {"a": 7, "box": [1], "items": [{"c": 9, "d": 1}], "words": ["z", None]}
    assert with_additions(KNOWN, added) == KNOWN
    value: dict[str, JsonValue] = {**KNOWN, "items": [{"c": 1, "d": 1}]}
    assert additions(value, KNOWN) == {}
