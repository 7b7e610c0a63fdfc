"""A lesson as a value, and as the JSON file that a teacher can write by hand. docs/lessons.md describes the format."""

import re
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from typing import Any, TypeVar
from unicodedata import category

from nnlab.engine import OPTIMIZER_NAMES
from nnlab.engine.errors import unknown_name
from nnlab.files import FileKind, JsonValue, LoadError, parse_json
from nnlab.files.errors import quoted, visible
from nnlab.lessons.checks import CHECKS, AllAtOnce, Check, WithinEpochs, parts_of
from nnlab.lessons.contradictions import applies, out_of_reach
from nnlab.lessons.controls import CONTROLS, NEVER_HIDDEN
from nnlab.lessons.deed_checks import GuessMade
from nnlab.lessons.guesses import GUESSES, ChoiceGuess, Guess, Option
from nnlab.lessons.known import refuse_newer
from nnlab.lessons.presets import Text, preset_keys
from nnlab.lessons.workspaces import DESCENT, EXPERIMENT_KEYS, WORKSPACES
from nnlab.project.strict import decode

T = TypeVar("T")

LESSON_BYTES = 1 << 18
MOST_STEPS = 30
MOST_CHECKS = 6
_MOST_MINUTES = 120
_MOST_CHARACTERS = 600  # of a step's text: what is longer is not read
_LONGEST_TITLE = 60
_VERSION = 1  # of the format
_SPEEDS = 1, 3000  # updates a second, as far as they are counted
_JOINER = "\N{ZERO WIDTH JOINER}"  # of one emoji out of several
_DEEPEST = 4  # how deep checks may lie in each other


@dataclass(frozen=True, slots=True)
class Goal:
    """A check of a step, and how it is said where the author has words of his own for it."""

    check: Check
    say: Text | None = None


@dataclass(frozen=True, slots=True)
class StepFrame:
    """A step without its checks and its guess: what to read, what to look at, and what there is to do it with.

    `look_at` is a control that is lit; `locked` and `hidden` ones cannot be used, `locked_until_guess` ones not before
    the guess, for they show what is asked. When the step begins, `preset` is opened and `workspace` shown. Experiments
    turn to `experiment`, there `optimizer` leads down, and trainings go at `speed` updates a second.
    """

    text: Text
    look_at: str | None = None
    locked: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    preset: str | None = None
    workspace: str | None = None
    hint: Text | None = None
    locked_until_guess: tuple[str, ...] = ()
    experiment: str | None = None
    optimizer: str | None = None
    speed: int | None = None


@dataclass(frozen=True, slots=True)
class Step(StepFrame):
    """One step, and when it is done. With a `guess` nothing can be trained before it is made."""

    checks: tuple[Goal, ...] = ()
    guess: Guess | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonHead:
    """What a lesson is called and about, how long it takes, and which part of the notes it belongs to."""

    title: Text
    about: Text
    minutes: int
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson(LessonHead):
    """A lesson under the `key` by which it is asked for, with its steps."""

    key: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _LessonFile(LessonHead):
    steps: tuple[dict[str, Any], ...]
    nnlab_lesson: int = _VERSION

    def __post_init__(self) -> None:
        if self.nnlab_lesson != _VERSION:
            raise ValueError(f"nnlab_lesson is the version of the format, {_VERSION}")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What of a step is read by itself, each by its kind: its checks and its guess."""

    checks: tuple[dict[str, Any], ...] = ()
    guess: dict[str, Any] | None = None


def lesson_kind(key: str) -> FileKind[Lesson]:
    """Return how the file of the lesson `key` is read."""
    return FileKind("a lesson (JSON)", lambda data: parse_lesson(key, data), LESSON_BYTES)


def parse_lesson(key: str, data: bytes) -> Lesson:
    """Return the lesson in `data`, a JSON text. Raises only LoadError, which names the place of the fault."""
    content = parse_json(data, most=LESSON_BYTES)
    if isinstance(content, dict) and "nnlab_result" in content:
        raise LoadError(
            "json-content", "This is what a learner has handed in, no lesson. The class board reads it."
        )
    refuse_newer(content, "nnlab_lesson", _VERSION)
    file = _decoded(content, _LessonFile, "")
    _check_text(file.title, "title", _LONGEST_TITLE)
    _check_line(file.part, "part", _LONGEST_TITLE)
    _check_text(file.about, "about", _MOST_CHARACTERS)
    _require(1 <= file.minutes <= _MOST_MINUTES, "minutes", f"a number from 1 to {_MOST_MINUTES} is needed")
    _require(1 <= len(file.steps) <= MOST_STEPS, "steps", f"there must be 1 to {MOST_STEPS} of them")
    steps = tuple(_step(step, f"steps[{index}]") for index, step in enumerate(file.steps))
    head = {field.name: getattr(file, field.name) for field in fields(LessonHead)}
    return Lesson(key=key, steps=steps, **head)


def _step(content: dict[str, Any], place: str) -> Step:
    by_itself = {key: content[key] for key in _ASKED if key in content}
    plain = {key: value for key, value in content.items() if key not in _ASKED}
    frame, asked = _decoded(plain, StepFrame, place), _decoded(by_itself, _Asked, place)
    _check_frame(frame, place)
    _require(len(asked.checks) <= MOST_CHECKS, f"{place}.checks", f"there may be {MOST_CHECKS} of them")
    goals = tuple(_goal(item, f"{place}.checks[{index}]") for index, item in enumerate(asked.checks))
    for why in out_of_reach((goal.check for goal in goals), frozenset((*frame.locked, *frame.hidden))):
        _require(False, f"{place}.checks", why)
    guess = None if asked.guess is None else _guess(asked.guess, f"{place}.guess")
    waiting = f"{place}.locked_until_guess"
    _require(guess is not None or not frame.locked_until_guess, waiting, "it needs a guess in the same step")
    waits = any(isinstance(part, GuessMade) for goal in goals for part in parts_of(goal.check))
    _require(guess is not None or not waits, f"{place}.checks", "guess_made needs a guess in the same step")
    said = {field.name: getattr(frame, field.name) for field in fields(StepFrame)}
    return Step(checks=goals, guess=guess, **said)


_ASKED = tuple(field.name for field in fields(_Asked))


def _check_frame(frame: StepFrame, place: str) -> None:
    """Refuse texts that are empty or too long, and names of what there is not."""
    _check_text(frame.text, f"{place}.text", _MOST_CHARACTERS)
    if frame.hint is not None:
        _check_text(frame.hint, f"{place}.hint", _MOST_CHARACTERS)
    for name, controls in (
        ("locked", frame.locked),
        ("hidden", frame.hidden),
        ("locked_until_guess", frame.locked_until_guess),
    ):
        for index, control in enumerate(controls):
            _known("control", control, tuple(CONTROLS), f"{place}.{name}[{index}]")
    for index, control in enumerate(frame.hidden):
        _require(
            control not in NEVER_HIDDEN, f"{place}.hidden[{index}]", f"{control} cannot be hidden: lock it"
        )
    if frame.look_at is not None:
        _known("control", frame.look_at, tuple(CONTROLS), f"{place}.look_at")
        _require(frame.look_at not in frame.hidden, f"{place}.look_at", "what is hidden cannot be looked at")
    if frame.preset is not None:
        _known("preset", frame.preset, preset_keys(), f"{place}.preset")
    if frame.workspace is not None:
        _known("workspace", frame.workspace, WORKSPACES, f"{place}.workspace")
        there = frame.preset is None or applies(frame.workspace, frame.preset)
        _require(there, f"{place}.workspace", f"with {frame.preset} there is nothing in {frame.workspace}")
    if frame.experiment is not None:
        _known("experiment", frame.experiment, EXPERIMENT_KEYS, f"{place}.experiment")
    if frame.optimizer is not None:
        _known("optimizer", frame.optimizer, tuple(OPTIMIZER_NAMES), f"{place}.optimizer")
        _require(frame.experiment == DESCENT, f"{place}.optimizer", "it needs the experiment descent")
    if frame.speed is not None:
        least, most = _SPEEDS
        _require(least <= frame.speed <= most, f"{place}.speed", f"a number from {least} to {most} is needed")


def _goal(item: dict[str, Any], place: str) -> Goal:
    content = dict(item)
    say = content.pop("say", None)
    said = None if say is None else _decoded(say, Text, f"{place}.say")
    if said is not None:
        _check_text(said, f"{place}.say", _LONGEST_TITLE * 2)
    return Goal(_check(content, place), said)


def _check(item: JsonValue, place: str, depth: int = 1) -> Check:
    """Return the check that an object stands for."""
    if not isinstance(item, dict):
        raise _fault(place, 'a check is an object such as {"check": "all_right"}. Correct it.')
    _require(depth <= _DEEPEST, place, f"checks lie more than {_DEEPEST} deep in each other")
    content = dict(item)
    name = content.pop("check", None)
    if not isinstance(name, str):
        raise _fault(place, 'the key "check" is missing, which names the check. Add it.')
    _known("check", name, tuple(CHECKS), place)
    kind: type[Any] = CHECKS[name]
    if kind is WithinEpochs:
        of = _check(content.pop("of", None), f"{place}.of", depth + 1)
        epochs = _decoded(content, _Epochs, place).epochs
        try:
            return WithinEpochs(epochs, of)
        except ValueError as error:
            raise _fault(place, f"{error}. Correct it.") from error
    if kind is AllAtOnce:
        return _all_at_once(content, place, depth)
    check: Check = _decoded(content, kind, place)
    return check


def _all_at_once(content: dict[str, Any], place: str, depth: int) -> AllAtOnce:
    items = content.pop("of", None)
    _require(not content, place, "all_at_once has no keys but of")
    if not isinstance(items, list):
        raise _fault(place, "all_at_once has a list of checks, of. Add it.")
    _require(2 <= len(items) <= MOST_CHECKS, f"{place}.of", f"2 to {MOST_CHECKS} checks are needed")
    return AllAtOnce(
        tuple(_check(item, f"{place}.of[{index}]", depth + 1) for index, item in enumerate(items))
    )


@dataclass(frozen=True, slots=True)
class _Epochs:
    epochs: int


def _guess(item: dict[str, Any], place: str) -> Guess:
    content = dict(item)
    name = content.pop("kind", None)
    if not isinstance(name, str):
        raise _fault(place, f'the key "kind" is missing: one of {", ".join(GUESSES)}. Add it.')
    _known("kind of guess", name, tuple(GUESSES), place)
    options = content.pop("options", None) if name == "choice" else None
    if name != "choice":
        guess: Guess = _decoded(content, GUESSES[name], place)
    else:
        if not isinstance(options, list):
            raise _fault(place, "a choice has a list of options. Add it.")
        made = tuple(_option(each, f"{place}.options[{i}]") for i, each in enumerate(options))
        plain = _decoded(content, _ChoiceFile, place)
        try:
            guess = ChoiceGuess(plain.question, made, plain.answer, plain.reveal)
        except ValueError as error:
            raise _fault(place, f"{error}. Correct it.") from error
    for key in ("question", "reveal"):
        text = getattr(guess, key)
        if text is not None:
            _check_text(text, f"{place}.{key}", _MOST_CHARACTERS)
    return guess


@dataclass(frozen=True, slots=True)
class _ChoiceFile:
    question: Text
    answer: str | None = None
    reveal: Text | None = None


@dataclass(frozen=True, slots=True)
class _OptionFile:
    key: str
    text: Text


def _option(item: JsonValue, place: str) -> Option:
    if not isinstance(item, dict):
        raise _fault(place, "an option is an object with key and text. Correct it.")
    content = dict(item)
    when = content.pop("when", None)
    plain = _decoded(content, _OptionFile, place)
    _check_text(plain.text, f"{place}.text", _LONGEST_TITLE * 2)
    option = Option(plain.key, plain.text)
    return option if when is None else replace(option, when=_check(when, f"{place}.when"))


# -- faults ------------------------------------------------------------------------------------------------


def _decoded(value: JsonValue, kind: type[T], place: str) -> T:
    """Return `value` as a `kind`; a fault is named with its place in the lesson."""
    try:
        return decode(value, kind)
    except LoadError as fault:
        raise LoadError(fault.code, placed(fault.message, place)) from fault


def placed(message: str, place: str) -> str:
    """Return the sentence of a fault below "$", the root of a part of the lesson, as one of that part at `place`."""
    found = re.search(r" - at `\$([^`]*)`", message)
    if found is not None:
        message, place = message.replace(found[0], ""), f"{place}{found[1]}"
    elif message.startswith("$"):
        head, _, message = message.partition(" ")
        where = f"{place}{head[1:]}".removeprefix(".") or "The lesson"
        return f"{where} {message}"
    place = place.removeprefix(".")
    return f"{place}: {message}" if place else message


def _fault(place: str, what: str) -> LoadError:
    return LoadError("json-content", f"{place}: {what}")


def _require(holds: bool, place: str, what: str) -> None:
    if not holds:
        raise _fault(place, f"{what}. Correct it.")


def _known(kind: str, name: str, allowed: tuple[str, ...], place: str) -> None:
    """Raise LoadError unless `name` is one of `allowed`: with the one that may be meant, or where they are listed."""
    if name in allowed:
        return
    near = get_close_matches(name.lower(), allowed, n=1)
    few = len(allowed) <= 8
    if near or not few:
        advice = f"Did you mean {near[0]!r}?" if near else "docs/lessons.md lists them."
        raise _fault(place, f"unknown {kind} {quoted(name)}. {advice}")
    raise _fault(place, str(unknown_name(kind, name, allowed)))


def _check_text(text: Text, place: str, longest: int) -> None:
    _require(text.speaks("en") or text.speaks("ko"), f"{place}.en", "the text is empty")
    is_line = longest < _MOST_CHARACTERS
    for language, said in (("en", text.en), ("ko", text.ko)):
        _check_line(said if is_line else said.replace("\n", ""), f"{place}.{language}", longest)


def _check_line(said: str, place: str, longest: int) -> None:
    """Refuse a text that is too long, or has in it what nobody sees: it may turn the line of a terminal around."""
    _require(len(said) <= longest, place, f"the text has more than {longest} characters")
    seen = "".join(character for character in said if category(character) != "Zs" and character != _JOINER)
    _require(
        visible(seen) == seen, place, "the text has control characters or, where one line is meant, more"
    )
