"""The cells of the class board: ticks and marks that say in black and white what colour must not say alone."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QLocale

from nnlab.desktop.widgets.record_table import GridCell
from nnlab.desktop.words import language
from nnlab.desktop.words.numbers import format_number
from nnlab.engine import EngineError
from nnlab.files import FileError
from nnlab.lessons import board as boards
from nnlab.lessons import load_lesson
from nnlab.lessons.board import Learner, TableWords
from nnlab.lessons.results import LearnerResult

translate = QCoreApplication.translate  # a name that lupdate knows

_DONE, _SKIPPED, _HERE, _OPEN, _NONE = "✓", "↷", "…", "·", "–"
_STEP_MARKS = {"done": _DONE, "skipped": _SKIPPED, "here": _HERE, "open": _OPEN}


def lesson_title(key: str) -> str:
    """Return what a lesson is called; of one that is not on this machine its key."""
    try:
        return load_lesson(key).title[language.current()]
    except (FileError, EngineError):
        return key


def summary(learner: Learner | None) -> tuple[GridCell, ...]:
    """Return how far somebody has come, in how many minutes, and when; dashes of one who handed nothing in."""
    if learner is None:
        return (GridCell(_NONE, order=-1.0),) * 3
    when = datetime.fromtimestamp(learner.when)
    return (
        GridCell(f"{round(100 * learner.share)}%", order=learner.share),
        GridCell(format_number(learner.seconds / 60, 2, trim=True), order=learner.seconds),
        GridCell(QLocale().toString(when, QLocale.FormatType.ShortFormat), order=learner.when),
    )


def lesson_cell(result: LearnerResult | None) -> GridCell:
    """Return the ticks of one learner in one lesson."""
    if result is None:
        return GridCell(_NONE, order=-1.0)
    made, every = result.ticks
    share = made / every if every else float(result.finished)
    skipped = result.skips > 0
    if result.finished and not skipped:
        return GridCell(_DONE, order=3.0)
    if result.finished:
        return GridCell(f"{made}/{every} {_SKIPPED}", order=2.0 + share)
    return GridCell(f"{made}/{every} {_HERE}" + (f" {_SKIPPED}" if skipped else ""), order=share)


def table_words() -> TableWords:
    """Return the words of the board as a table, in the language of the interface."""
    return TableWords(
        (
            translate("ClassBoard", "name"),
            translate("ClassBoard", "lesson"),
            translate("ClassBoard", "state"),
            translate("ClassBoard", "ticks"),
            translate("ClassBoard", "of"),
            translate("ClassBoard", "skipped steps"),
            translate("ClassBoard", "minutes"),
            translate("ClassBoard", "last change"),
        ),
        translate("ClassBoard", "finished"),
        translate("ClassBoard", "finished, with steps skipped"),
        translate("ClassBoard", "step {number}"),
    )


def step_row(result: LearnerResult | None, count: int) -> list[GridCell]:
    """Return the marks of all `count` steps of one learner's lesson."""
    states = () if result is None else boards.step_states(result)
    order = ("open", "here", "skipped", "done")
    cells = [GridCell(_STEP_MARKS[state], order=float(order.index(state))) for state in states]
    return [*cells, *[GridCell(_NONE, order=-1.0)] * (count - len(cells))]
