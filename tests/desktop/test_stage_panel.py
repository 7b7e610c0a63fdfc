"""The middle of the bench: what it lights while a step goes operation by operation, and how it shares its room."""

import pytest
from PySide6.QtCore import QTextBoundaryFinder
from PySide6.QtWidgets import QApplication, QWidget

from nnlab.desktop.panels.inputs import SegmentInput
from nnlab.desktop.panels.outputs import OutputPanel
from nnlab.desktop.widgets.diagram_phase import PhaseBadge
from nnlab.desktop.widgets.network_diagram import Highlight, NetworkDiagram
from nnlab.engine import Kind
from nnlab.training import StepSize

FIRST, SECOND = frozenset({0}), frozenset({1})


@pytest.fixture
def step(qtbot):
    """Return a function that makes one operation in a window and returns what it was."""

    def make(window):
        before = window.lab.picture.snapshot.operation
        number = before.number % before.total + 1 if before else 1
        window.lab.controller.step(StepSize.OPERATION)
        qtbot.waitUntil(lambda: getattr(window.lab.picture.snapshot.operation, "number", 0) == number)
        return window.lab.picture.snapshot.operation.kind

    return make


def lay_out():
    """Let the cards find their sizes, and what is in them after that."""
    for _ in range(4):
        QApplication.sendPostedEvents()


def highlight(window):
    return window.findChild(NetworkDiagram)._marks.highlight


def shown(window, kind: type[QWidget]) -> bool:
    return not window.bench.stage.findChild(kind).isHidden()


def test_that_every_operation_lights_the_weights_in_it_and_the_neurons_it_computes(build_window, step):
    window = build_window("en", "textbook/316_1")
    seen = [(step(window), highlight(window)) for _ in range(12)]
    assert seen == [
        (Kind.SUM, Highlight(FIRST, column=1, known=1)),
        (Kind.ACTIVATE, Highlight(column=1, known=2)),
        (Kind.SUM, Highlight(SECOND, column=2, known=2)),
        (Kind.ACTIVATE, Highlight(column=2, known=3)),
        (Kind.LOSS, Highlight(column=2)),
        (Kind.OUTPUT_ERROR, Highlight(column=2)),
        (Kind.WEIGHT_GRADIENT, Highlight(SECOND)),
        (Kind.INPUT_ERROR, Highlight(SECOND, column=1)),
        (Kind.ACTIVATION_ERROR, Highlight(column=1)),
        (Kind.WEIGHT_GRADIENT, Highlight(FIRST)),
        (Kind.INPUT_ERROR, Highlight(FIRST, column=0)),
        (Kind.UPDATE, Highlight(FIRST | SECOND)),
    ]


def test_that_there_is_no_answer_before_the_step_has_computed_one(build_window, step):
    window = build_window("en", "textbook/316_1")
    assert shown(window, OutputPanel)
    answered = [(step(window), shown(window, OutputPanel)) for _ in range(5)]
    assert [answer for _, answer in answered] == [False, False, False, True, True]


def test_that_stepping_through_operations_moves_nothing(build_window, step):
    window = build_window("en", "textbook/316_1")
    diagram = window.findChild(NetworkDiagram)
    lay_out()
    before = diagram.geometry()
    badge = window.findChild(PhaseBadge)
    assert badge.text() == ""
    step(window)
    lay_out()
    assert diagram.geometry() == before
    assert badge.text() == "forward →"
    for _ in range(11):
        step(window)
    assert badge.text() == "update"
    lay_out()
    assert diagram.geometry() == before


def test_that_the_phase_is_painted_and_told_to_those_who_do_not_see_it(build_window, step):
    window = build_window("en")
    badge = window.findChild(PhaseBadge)
    empty = badge.grab().toImage()
    step(window)
    assert badge.accessibleName() == "forward →"
    assert badge.grab().toImage() != empty


@pytest.mark.parametrize("theme", ["light", "projector"])
def test_that_the_switch_that_breaks_segments_does_not_touch_its_label(build_window, theme):
    window = build_window("en")
    window.set_theme(theme)
    window.resize(1024, 700)
    lay_out()
    row = window.findChild(SegmentInput)._break_row
    assert row.label.geometry().right() + 8 < row.field.geometry().left()
    assert row.label.width() >= row.label.sizeHint().width()
    assert row.field.accessibleName() == "Break segments"


def test_that_the_names_of_keys_are_not_broken_between_lines(build_window):
    text = build_window("en").findChild(SegmentInput)._hint.text()
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, text)
    breaks = set()
    while (place := finder.toNextBoundary()) >= 0:
        breaks.add(place)
    first, second = text.index("a\N{NON-BREAKING HYPHEN}g"), text.index("0\N{NON-BREAKING HYPHEN}9")
    assert not breaks & {first + 1, first + 2, second + 1, second + 2}
