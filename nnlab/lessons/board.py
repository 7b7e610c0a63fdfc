"""The class board: who has come how far, put together from the result files in a folder of this machine."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from pathlib import Path
from typing import TypeAlias

from nnlab.files import format_csv
from nnlab.lessons.results import (
    MOST_RESULTS,
    SUFFIX,
    BadResult,
    LearnerResult,
    latest_of_each,
    read_results,
)

Signature: TypeAlias = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner: the name as it was written last, and the latest result of every lesson.

    `sign` is that of the results where others of this name have handed in the same lesson on another computer, else ''.
    """

    name: str
    results: tuple[LearnerResult, ...]
    sign: str = ""

    @property
    def called(self) -> str:
        """The name, with the sign behind it that the names of the files end with, if there is one."""
        return f"{self.name} ({self.sign})" if self.sign else self.name

    @property
    def ticks(self) -> tuple[int, int]:
        """How many checks have ticked in all lessons, and how many there are."""
        made, every = zip(*(result.ticks for result in self.results), strict=True)
        return sum(made), sum(every)

    @property
    def seconds(self) -> float:
        """How long it took in all."""
        return sum(result.seconds for result in self.results)

    @property
    def when(self) -> float:
        """When the last file was made, in seconds since 1970."""
        return max(result.when for result in self.results)

    @property
    def share(self) -> float:
        """The share of ticks that are made, 0 to 1; of lessons without any, that of those finished."""
        made, every = self.ticks
        if every:
            return made / every
        return sum(result.finished for result in self.results) / len(self.results)

    def result(self, lesson: str) -> LearnerResult | None:
        """Return what was handed in for `lesson`, or None."""
        return next((result for result in self.results if result.lesson == lesson), None)


@dataclass(frozen=True, slots=True)
class Board:
    """All learners by name, the keys of all lessons that somebody handed in, and the files that are no results.

    `too_many` says that there were more files than are looked at.
    """

    learners: tuple[Learner, ...] = ()
    lessons: tuple[str, ...] = ()
    bad: tuple[BadResult, ...] = ()
    too_many: bool = False


def board_of(
    found: Sequence[LearnerResult | BadResult], order: Sequence[str] = (), *, too_many: bool = False
) -> Board:
    """Return the board of these results; lessons in `order` first, then those that are not in it by key."""
    results = latest_of_each([each for each in found if isinstance(each, LearnerResult)])
    by_name: dict[str, list[LearnerResult]] = {}
    for result in sorted(results, key=lambda result: result.when):
        by_name.setdefault(result.name.casefold(), []).append(result)
    learners = [learner for _, each in sorted(by_name.items()) for learner in _learners_of(each)]
    keys = {result.lesson for result in results}
    lessons = (*(key for key in order if key in keys), *sorted(keys - set(order)))
    bad = tuple(each for each in found if isinstance(each, BadResult))
    return Board(tuple(learners), lessons, bad, too_many)


def _learners_of(results: Sequence[LearnerResult]) -> Iterator[Learner]:
    """Yield the learners of one name, whose results are these, the latest last.

    Who works on several computers is one learner, as long as nothing speaks against it: a lesson that was handed in on
    two of them may be the work of two, and nobody's is to be taken for another's.
    """
    if len({result.lesson for result in results}) == len(results):
        yield Learner(results[-1].name, tuple(results))
        return
    for sign in sorted({result.sign for result in results}):
        theirs = tuple(result for result in results if result.sign == sign)
        yield Learner(theirs[-1].name, theirs, sign)


def only(learner: Learner, lesson: str | None) -> Learner | None:
    """Return the learner with the result of `lesson` only, or None without one; with all if that is None."""
    if lesson is None:
        return learner
    result = learner.result(lesson)
    return None if result is None else Learner(learner.name, (result,), learner.sign)


def signature(folder: Path) -> Signature | None:
    """Return what tells whether result files came, went or changed, without reading them; None for no folder."""
    try:
        return tuple(sorted(_marks(path) for path in _files(folder)))
    except OSError:
        return None


def read_board(
    folder: Path, order: Sequence[str] = (), cancelled: Callable[[], bool] = lambda: False
) -> Board:
    """Return the board of the files in `folder`. Raises nothing: bad files are in it with their sentences.

    Once `cancelled` says that nobody wants it any more, no further file is read.
    """
    try:
        too_many = len(_files(folder)) > MOST_RESULTS
    except OSError:
        too_many = False
    found = takewhile(lambda _: not cancelled(), read_results(folder))
    return board_of(list(found), order, too_many=too_many)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.lower().endswith(SUFFIX)]


def _marks(path: Path) -> tuple[str, int, int]:
    """Return name, time and size; a link that leads nowhere, or what may not be looked at, is the same each time."""
    try:
        status = path.stat()
    except OSError:
        return path.name, 0, -1
    return path.name, status.st_mtime_ns, status.st_size


def step_states(result: LearnerResult) -> tuple[str, ...]:
    """Return of every step 'done', 'skipped', 'here' or 'open'."""
    return tuple(_state(result, place) for place in range(len(result.steps)))


def _state(result: LearnerResult, place: int) -> str:
    step = result.steps[place]
    passed = result.finished or place < result.step
    if step.is_open:
        return "skipped"
    if passed or (step.ticks and all(step.ticks)):
        return "done"
    return "here" if place == result.step else "open"


@dataclass(frozen=True, slots=True)
class TableWords:
    """The words of the board as a table: its headings, and how far somebody has come.

    `step` has the place of a number in it: {number}.
    """

    headings: tuple[str, str, str, str, str, str, str, str] = (
        "name",
        "lesson",
        "state",
        "ticks",
        "of",
        "skipped steps",
        "minutes",
        "last change",
    )
    finished: str = "finished"
    skipped: str = "finished, with steps skipped"
    step: str = "step {number}"

    def state(self, result: LearnerResult) -> str:
        """Say how far somebody has come."""
        if not result.finished:
            return self.step.format(number=result.step + 1)
        return self.skipped if result.skips else self.finished


def board_csv(
    board: Board, names: Sequence[str], lessons: Sequence[str], words: TableWords = TableWords()
) -> bytes:
    """Return the board as a CSV table, a row for each learner and lesson.

    `names` are what the learners, and `lessons` what the lessons of the board are to be called.
    """
    titles = dict(zip(board.lessons, lessons, strict=True))
    rows = [
        (
            name,
            titles[result.lesson],
            words.state(result),
            *result.ticks,
            result.skips,
            round(result.seconds / 60, 1),
            datetime.fromtimestamp(result.when).isoformat(" ", "minutes"),
        )
        for name, learner in zip(names, board.learners, strict=True)
        for result in sorted(learner.results, key=lambda result: board.lessons.index(result.lesson))
    ]
    return format_csv(words.headings, rows)
