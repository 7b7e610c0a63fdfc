"""What stands above the lines: whose sheet it is, of which network and step, the given numbers, what is asked."""

from nnlab.engine import TracedStep
from nnlab.export.pictures.drawing import Line, Shape, Text
from nnlab.export.pictures.look import FAINT, INK, MUTED
from nnlab.export.pictures.spelling import width_of
from nnlab.export.words import Words
from nnlab.export.worksheet.lines import Row
from nnlab.export.worksheet.matrices import Element
from nnlab.export.worksheet.measures import LEFT, LINE, RIGHT, TOP
from nnlab.files.errors import shortened
from nnlab.study.arithmetic.spelled import spelled
from nnlab.study.written_numbers import format_count

_TITLE, _TEXT, _SMALL = 17.0, 11.5, 10.0
_DATE, _NAME = 112.0, 178.0  # the room to write them
_TITLE_ROOM = RIGHT - LEFT - _DATE - _NAME - 40
_SPACED = 0.88  # how wide words with many spaces are, of what a width is reckoned with
_BETWEEN_GIVEN = 16.0


def head(step: TracedStep, title: str, words: Words, *, is_key: bool) -> tuple[list[Shape], float]:
    """Return what is at the top of the first page, and where it ends."""
    y = TOP + 14
    shapes: list[Shape] = [Text(LEFT, y, fitted(title, _TITLE, _TITLE_ROOM), INK, _TITLE, bold=True)]
    if is_key:
        shapes.append(Text(RIGHT, y, words("worksheet_key"), INK, _TITLE, "end", bold=True))
    else:
        shapes += _to_write(words("date"), RIGHT, _DATE, y)
        shapes += _to_write(words("handed_in_by"), RIGHT - _DATE - 16, _NAME, y)
    y += 19
    shapes.append(Text(LEFT, y, fitted(_network(step, words), _TEXT * _SPACED, RIGHT - LEFT), MUTED, _TEXT))
    return shapes, y + 14


def page_head(title: str, words: Words, *, is_key: bool) -> tuple[list[Shape], float]:
    """Return what is at the top of every other page, and where it ends."""
    y = TOP + 10
    what = words("worksheet_key") if is_key else words("worksheet")
    shapes: list[Shape] = [
        Text(LEFT, y, fitted(title, _TEXT, 500), MUTED, _TEXT),
        Text(RIGHT, y, what, INK if is_key else MUTED, _TEXT, "end", bold=is_key),
    ]
    return shapes, y + 16


def given_rows(elements: list[Element]) -> list[Row]:
    """Return the given matrices side by side."""
    rows: list[Row] = []
    line: list[Element] = []
    for element in elements:
        if line and Row((*line, element), _BETWEEN_GIVEN).width > LINE:
            rows.append(Row(tuple(line), _BETWEEN_GIVEN))
            line = []
        line.append(element)
    return [*rows, Row(tuple(line), _BETWEEN_GIVEN)]


def given_label(step: TracedStep, words: Words, axis: float) -> tuple[Shape, ...]:
    """Return what stands before the given matrices: that they are, and the learning rate, a number without one."""
    rate = spelled(step.config.learning_rate)
    return (
        Text(LEFT, axis - 13, words("given_numbers"), INK, _TEXT, bold=True),
        Text(LEFT, axis + 1.5, words("learning_rate").partition(" (")[0], MUTED, _SMALL),
        Text(LEFT, axis + 15, rate, INK, _TEXT),
    )


def fitted(text: str, size: float, width: float) -> str:
    """Return `text`, cut where it would be wider than `width`."""
    longest = len(text)
    while longest > 1 and width_of(shortened(text, longest), size) > width:
        longest -= 1
    return shortened(text, longest)


def _to_write(what: str, right: float, width: float, y: float) -> list[Shape]:
    start = right - width + width_of(what, _SMALL) + 6
    return [
        Text(right - width, y, what, MUTED, _SMALL),
        Line(((start, y + 2), (right, y + 2)), FAINT, 0.8),
    ]


def _network(step: TracedStep, words: Words) -> str:
    layers = ", ".join(layer.activation for layer in step.spec.layers)
    which = (
        words("step_sample", number=format_count(step.number + 1), sample=format_count(int(step.rows[0]) + 1))
        if len(step.rows) == 1
        else words("step_samples", number=format_count(step.number + 1), count=format_count(len(step.rows)))
    )
    parts = (
        " – ".join(map(format_count, step.spec.sizes)),
        layers,
        words(step.config.loss),
        step.config.optimizer,
    )
    return "  ·  ".join((*parts, which))
