"""What a learner hands in: a small file of ticks, times and guesses, and what a class board reads of many of them."""

import re
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import msgspec

from nnlab.engine.errors import EngineError
from nnlab.files import FileKind, LoadError, open_untrusted, parse_json, write_atomically
from nnlab.files.errors import named, reason_of, visible
from nnlab.lessons.guesses import MOST_GUESSED, MOST_POINTS, Guessed
from nnlab.lessons.known import refuse_newer, require_word
from nnlab.lessons.lesson import MOST_CHECKS, MOST_STEPS, Lesson
from nnlab.lessons.progress import LessonProgress, StepProgress, fits
from nnlab.project.strict import decode

SUFFIX = ".result.json"
RESULT_BYTES = 1 << 17
MOST_RESULTS = 500
LONGEST_NAME = 60
_VERSION = 1
_SIGN_BYTES = 3  # two learners of one name in a class have the same one once in seventeen million times
_SIGN = re.compile(rf"([0-9a-f]{{{2 * _SIGN_BYTES}}})?", re.ASCII)
_LONGEST_LESSON = 80  # of the key of a lesson
_LONGEST_SECONDS = 1e8  # at one step: three years
_LATEST = 253_402_300_799.0  # the last second of the year 9999: no calendar knows later ones


@dataclass(frozen=True, slots=True)
class StepResult:
    """One step as it is handed in; a guess is the key of an option, a number, or the points of a curve."""

    ticks: tuple[bool, ...]
    seconds: float
    skipped: bool = False
    guess: Guessed | None = None

    @property
    def is_open(self) -> bool:
        """Whether it was skipped and not done later; some files call it skipped all the same."""
        return self.skipped and not all(self.ticks)

    def __post_init__(self) -> None:
        if len(self.ticks) > MOST_CHECKS:
            raise ValueError(f"a step has at most {MOST_CHECKS} ticks")
        if not 0.0 <= self.seconds <= _LONGEST_SECONDS:
            raise ValueError("seconds is a number from 0")
        match self.guess:
            case str():
                require_word("the key of an option", self.guess)
            case float() if not abs(self.guess) <= MOST_GUESSED:
                raise ValueError(f"a guessed number is one from -{MOST_GUESSED:g} to {MOST_GUESSED:g}")
            case tuple() if len(self.guess) > MOST_POINTS:
                raise ValueError(f"a curve has at most {MOST_POINTS} points")
            case tuple() if not all(0.0 <= place <= 1.0 for point in self.guess for place in point):
                raise ValueError("the points of a curve lie between 0 and 1")


@dataclass(frozen=True, slots=True)
class LearnerResult:
    """What one learner has done in one lesson; `when` is in seconds since 1970, `step` counts from 0.

    `sign` tells learners of one name apart: random digits of the computer on which it was handed in, or '' of a file
    that has none.
    """

    name: str
    lesson: str
    step: int
    steps: tuple[StepResult, ...]
    finished: bool
    when: float
    sign: str = ""
    nnlab_result: int = _VERSION

    def __post_init__(self) -> None:
        if self.nnlab_result != _VERSION:
            raise ValueError(f"this nnlab reads version {_VERSION} of results")
        require_word("name", self.name, LONGEST_NAME)
        if not 1 <= len(self.steps) <= MOST_STEPS or not 0 <= self.step < len(self.steps):
            raise ValueError("step is the place of one of the steps")
        require_word("lesson", self.lesson, _LONGEST_LESSON)
        if not 0.0 <= self.when <= _LATEST:
            raise ValueError("when is a number of seconds")
        if not _SIGN.fullmatch(self.sign):
            raise ValueError(f"sign is empty, or {2 * _SIGN_BYTES} of the digits 0 to 9 and a to f")

    @property
    def skips(self) -> int:
        """How many steps were skipped and are not done by now."""
        return sum(step.is_open for step in self.steps)

    @property
    def ticks(self) -> tuple[int, int]:
        """How many checks have ticked, and how many there are."""
        every = [tick for step in self.steps for tick in step.ticks]
        return sum(every), len(every)

    @property
    def seconds(self) -> float:
        """How long it took in all."""
        return sum(step.seconds for step in self.steps)


@dataclass(frozen=True, slots=True)
class BadResult:
    """A file among results that is none, and the sentence that says why."""

    path: Path
    fault: LoadError


def new_sign() -> str:
    """Return a sign by which learners of one name are told apart. It is random, and says nothing of anybody."""
    return secrets.token_hex(_SIGN_BYTES)


def is_sign(text: str) -> bool:
    """Return whether `text` is what `new_sign` may return."""
    return bool(text) and _SIGN.fullmatch(text) is not None


def result_of(name: str, progress: LessonProgress, when: float, sign: str = "") -> LearnerResult:
    """Return what the learner `name` hands in, on the computer of `sign`.

    Raises EngineError for a name that is empty or too long.
    """
    try:
        steps = tuple(
            StepResult(s.ticks, round(min(s.seconds, _LONGEST_SECONDS), 1), s.skipped, s.guess)
            for s in progress.steps
        )
        return LearnerResult(
            " ".join(visible(name).split()),
            progress.lesson,
            progress.step,
            steps,
            progress.finished,
            when,
            sign,
        )
    except ValueError as error:
        raise EngineError(f"this cannot be handed in: {error}.") from error


def progress_of(lesson: Lesson, result: LearnerResult) -> LessonProgress | None:
    """Return the progress that a result tells of, or None where the lesson is another by now."""
    steps = tuple(StepProgress(s.ticks, s.guess, s.skipped, s.seconds) for s in result.steps)
    progress = LessonProgress(result.lesson, result.step, steps, result.finished)
    return progress if fits(lesson, progress) else None


def result_bytes(result: LearnerResult) -> bytes:
    """Return the file of a result: JSON, one line for each key."""
    content: dict[str, Any] = {"nnlab_result": result.nnlab_result, **asdict(result)}
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def parse_result(data: bytes) -> LearnerResult:
    """Return the result in `data`, a JSON text. Raises only LoadError."""
    content = parse_json(data, most=RESULT_BYTES)
    refuse_newer(content, "nnlab_result", _VERSION)
    return decode(content, LearnerResult, passes_unknown=True)  # a later nnlab may have put more into it


_KIND = FileKind("a learner's result (JSON)", parse_result, RESULT_BYTES)


def load_result(path: Path) -> LearnerResult:
    """Return the result in the file at `path`.

    Raises LoadError, for whatever is none with the code 'no-result' and one sentence: who has it in a class has not
    made it, and cannot correct it. What is wrong with it exactly is its detail.
    """
    try:
        return open_untrusted(path, _KIND)
    except LoadError as fault:
        if not fault.blames_content or fault.code == "newer":
            raise
        message = (
            f"{named(path)} is no result of a lesson, or it is damaged. Nothing was changed. "
            "Have it handed in again."
        )
        raise LoadError("no-result", message, fault.message) from fault


def save_result(path: Path, result: LearnerResult) -> None:
    """Write a result to `path`. Raises SaveError."""
    write_atomically(path, result_bytes(result), validate=parse_result)


def file_name(result: LearnerResult) -> str:
    """Return a name for the file of a result: who, which lesson, and the sign, so that no namesake's is replaced."""
    words = [re.sub(r"[^\w-]+", "-", word).strip("-") for word in (result.name, result.lesson, result.sign)]
    return f"{'-'.join(word for word in words if word) or 'learner'}{SUFFIX}"


def read_results(folder: Path) -> Iterator[LearnerResult | BadResult]:
    """Yield the results in `folder`, by file name; a file that is none is told with its sentence.

    At most MOST_RESULTS files are looked at. Raises nothing.
    """
    try:
        found = sorted(path for path in folder.iterdir() if path.name.lower().endswith(SUFFIX))
    except OSError as error:
        reason = reason_of(error)
        message = f"{named(folder)} cannot be looked into: {reason.what}. Choose another folder."
        yield BadResult(folder, LoadError(reason.code, message, str(error)))
        return
    for path in found[:MOST_RESULTS]:
        try:
            yield load_result(path)
        except LoadError as fault:
            yield BadResult(path, fault)


def latest_of_each(results: list[LearnerResult]) -> tuple[LearnerResult, ...]:
    """Return the latest result of every learner in every lesson, by name: who hands in twice counts once.

    Learners are told apart by name and sign.
    """
    latest: dict[tuple[str, str, str], LearnerResult] = {}
    for result in results:
        key = result.lesson, result.name.casefold(), result.sign
        if key not in latest or result.when >= latest[key].when:
            latest[key] = result
    return tuple(latest[key] for key in sorted(latest))
