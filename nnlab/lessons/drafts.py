"""A lesson while it is written: the content of its file as a value, edits of it, and what is still wrong where.

A draft is what `json.loads` would make of the file, and never changed in place: every edit returns a new one that
shares what stayed. The strict reader of lessons is the only judge of it, so that what is saved can be opened.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, TypeAlias

import msgspec

from nnlab.files import LoadError
from nnlab.lessons.checks import Check, name_of
from nnlab.lessons.guesses import GUESSES, ChoiceGuess, Guess, Option
from nnlab.lessons.lesson import MOST_STEPS, Goal, Lesson, Step, parse_lesson
from nnlab.lessons.presets import Text
from nnlab.lessons.shelf import OWN

Draft: TypeAlias = dict[str, Any]
Place: TypeAlias = tuple[str | int, ...]  # ("steps", 2, "checks", 0, "shape")

_DRAFT_KEY = f"{OWN}draft"
_PLACE = re.compile(r"^((?:title|about|minutes|part|steps)\b[\w.\[\]]*):? ")
_PART = re.compile(r"(\w+)|\[(\d+)\]")
_BLANK = "…"
_MOST_FAULTS = 60  # that are left out of a step before it is given up


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a draft, and where; the sentence does not repeat the place."""

    place: Place
    sentence: str


# -- making ------------------------------------------------------------------------------------------------


def blank_text() -> Draft:
    """Return a text without a word."""
    return {"en": "", "ko": ""}


def blank_step() -> Draft:
    """Return a step in which nothing is said yet."""
    return {"text": blank_text()}


def blank_lesson() -> Draft:
    """Return a lesson of one step in which nothing is said yet."""
    return {
        "title": blank_text(),
        "about": blank_text(),
        "minutes": 5,
        "part": "own",
        "steps": [blank_step()],
    }


def draft_of(lesson: Lesson) -> Draft:
    """Return the content of the file of `lesson`; what is as it would be anyway is left out."""
    return {
        "title": asdict(lesson.title),
        "about": asdict(lesson.about),
        "minutes": lesson.minutes,
        "part": lesson.part,
        "steps": [_step(step) for step in lesson.steps],
    }


_PLAIN = ("preset", "workspace", "experiment", "optimizer", "speed", "look_at")
_LISTED = ("locked", "hidden", "locked_until_guess")


def _step(step: Step) -> Draft:
    content: Draft = {key: getattr(step, key) for key in _PLAIN if getattr(step, key) is not None}
    content |= {key: list(getattr(step, key)) for key in _LISTED if getattr(step, key)}
    content["text"] = asdict(step.text)
    if step.hint is not None:
        content["hint"] = asdict(step.hint)
    if step.guess is not None:
        content["guess"] = _guess(step.guess)
    if step.checks:
        content["checks"] = [_goal(goal) for goal in step.checks]
    return content


def _goal(goal: Goal) -> Draft:
    content = _check(goal.check)
    return content if goal.say is None else {**content, "say": asdict(goal.say)}


def _check(check: Check) -> Draft:
    return {"check": name_of(type(check)), **_given(check)}


def _guess(guess: Guess) -> Draft:
    kind = next(name for name, each in GUESSES.items() if isinstance(guess, each))
    content = {"kind": kind, **_given(guess)}
    if isinstance(guess, ChoiceGuess):
        content["options"] = [_option(option) for option in guess.options]
    return content


def _option(option: Option) -> Draft:
    content: Draft = {"key": option.key, "text": asdict(option.text)}
    return content if option.when is None else {**content, "when": _check(option.when)}


def _given(value: Any) -> Draft:
    """Return the fields of a dataclass that are not as they would be anyway."""
    return {
        field.name: _plain(getattr(value, field.name))
        for field in fields(value)
        if getattr(value, field.name) != field.default
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return asdict(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value if isinstance(value, str | int | float | None) else _check(value)


# -- editing -----------------------------------------------------------------------------------------------


def value_at(draft: Any, place: Place) -> Any:
    """Return what is at `place`, or None where nothing is."""
    for key in place:
        try:
            draft = draft[key]
        except (KeyError, IndexError, TypeError):
            return None
    return draft


def put(draft: Any, place: Place, value: Any) -> Any:
    """Return the draft with `value` at `place`; None takes the key away. Objects on the way are made."""
    if not place:
        return value
    key, *rest = place
    if isinstance(draft, list) and isinstance(key, int):
        return [put(each, tuple(rest), value) if at == key else each for at, each in enumerate(draft)]
    content: Draft = dict(draft) if isinstance(draft, Mapping) else {}
    inner = put(content.get(str(key)), tuple(rest), value)
    if inner is None:
        content.pop(str(key), None)
    else:
        content[str(key)] = inner
    return content


def inserted(draft: Draft, place: Place, at: int, item: Any) -> Draft:
    """Return the draft with `item` in the list at `place`, before the item that is at `at` now."""
    items = list(value_at(draft, place) or [])
    changed: Draft = put(draft, place, [*items[:at], item, *items[at:]])
    return changed


def removed(draft: Draft, place: Place, at: int) -> Draft:
    """Return the draft without item `at` of the list at `place`; a list with nothing left goes with it."""
    items = [item for index, item in enumerate(value_at(draft, place) or []) if index != at]
    changed: Draft = put(draft, place, items or None)
    return changed


def moved(draft: Draft, place: Place, at: int, by: int) -> Draft:
    """Return the draft with item `at` of the list at `place` moved `by` places, as far as there are any."""
    items = list(value_at(draft, place) or [])
    to = min(max(at + by, 0), len(items) - 1)
    items.insert(to, items.pop(at))
    changed: Draft = put(draft, place, items)
    return changed


# -- judging -----------------------------------------------------------------------------------------------


def lesson_of(draft: Draft, key: str = _DRAFT_KEY) -> Lesson:
    """Return the lesson that a draft is. Raises LoadError for one that is none yet."""
    return parse_lesson(key, file_of(draft))


def faults_of(draft: Draft) -> tuple[Fault, ...]:
    """Return what is wrong with a draft: at most one fault of its head and one of each step, in their order."""
    return tuple(_faults(draft))


def _faults(draft: Draft) -> Iterator[Fault]:
    steps = draft.get("steps") or []
    spoken = {"text": {"en": _BLANK, "ko": _BLANK}}
    head = {**draft, "steps": [spoken] * min(len(steps), MOST_STEPS + 1)}
    if not steps:
        head["steps"] = []
    fault = _fault_of(head)
    if fault is not None:
        yield fault
    for index, step in enumerate(steps):
        fault = fault_of_step(step)
        if fault is not None:
            yield Fault(("steps", index, *fault.place), fault.sentence)


def fault_of_step(step: Draft) -> Fault | None:
    """Return what is wrong with a step first, its place counted from the step, or None."""
    fault = _fault_of(_around(step))
    return None if fault is None else Fault(fault.place[2:], fault.sentence)


def _around(step: Draft) -> Draft:
    spoken = {"en": _BLANK, "ko": _BLANK}
    return {"title": spoken, "about": spoken, "minutes": 1, "steps": [step]}


def _fault_of(draft: Draft) -> Fault | None:
    try:
        lesson_of(draft)
    except LoadError as fault:
        found = _PLACE.match(fault.message)
        if found is None:
            return Fault((), fault.message)
        rest = fault.message[found.end() :]
        is_name = "_" in rest.partition(" ")[0]
        return Fault(place_of(found[1]), rest if is_name else f"{rest[:1].upper()}{rest[1:]}")
    return None


def place_of(text: str) -> Place:
    """Return the place that the reader of lessons writes as 'steps[2].checks[0].shape'."""
    return tuple(int(index) if index else word for word, index in _PART.findall(text))


def forgiving(draft: Draft) -> Lesson:
    """Return a lesson that shows what there is of a draft so far: what is wrong in it is left out."""
    texts = {key: _shown(draft.get(key)) for key in ("title", "about")}
    head = {**_around(blank_step()), **texts}
    if _fault_of({**head, "steps": [_spoken_step()]}) is not None:
        head |= {"title": _shown(None), "about": _shown(None)}
    steps = [_forgiven(step) for step in (draft.get("steps") or [blank_step()])[:MOST_STEPS]]
    return lesson_of({**head, "steps": steps})


def _spoken_step() -> Draft:
    return {"text": {"en": _BLANK, "ko": _BLANK}}


def _forgiven(step: Draft) -> Draft:
    """Return the step without all that keeps it from being one."""
    for _ in range(_MOST_FAULTS):
        fault = fault_of_step(step)
        if fault is None:
            return step
        place = fault.place
        if place[:1] == ("text",) or not place:
            step = put(step, ("text",), _shown(step.get("text")))
        elif place[0] == "checks" and len(place) > 1:
            step = removed(step, ("checks",), int(place[1]))
        else:
            step = put(step, (place[0],), None)
    return _spoken_step()


def _shown(text: Any) -> Draft:
    """Return a text that can be shown in the place of one that is missing, or too long."""
    said = {key: str(value_at(text, (key,)) or "")[:60] for key in ("en", "ko")}
    return said if any(each.strip() for each in said.values()) else {"en": _BLANK, "ko": _BLANK}


# -- its file ----------------------------------------------------------------------------------------------


def file_of(draft: Draft) -> bytes:
    """Return the file of a draft: JSON in UTF-8, made for eyes as well."""
    return msgspec.json.format(msgspec.json.encode(_finite(draft)), indent=2) + b"\n"


def _finite(value: Any) -> Any:
    """Return `value` without numbers that JSON has no words for."""
    if isinstance(value, Mapping):
        return {key: _finite(each) for key, each in value.items() if each is not None}
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def untold(draft: Any, language: str) -> int:
    """Return how many texts of a draft have no words in `language`, 'en' or 'ko': there the other one stands in."""
    if isinstance(draft, Mapping):
        if draft.keys() == {"en", "ko"}:
            other = "ko" if language == "en" else "en"
            return int(not str(draft[language]).strip() and bool(str(draft[other]).strip()))
        return sum(untold(each, language) for each in draft.values())
    return sum(untold(each, language) for each in draft) if isinstance(draft, list) else 0
