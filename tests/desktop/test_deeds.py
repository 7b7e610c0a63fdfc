"""What is done in the window is told, so that a lesson's checks can tick."""

import numpy as np
import pytest

from nnlab.desktop.explore.starts.start_comparison import Shape
from nnlab.desktop.explore.starts.workspace import Starts
from nnlab.desktop.explore.workspace import Experiments
from nnlab.desktop.files.exchange import Exchange
from nnlab.export import FORMATS, exported
from nnlab.lessons import Deed, DeedKind, Step, Text, deed_checks, look_checks
from nnlab.lessons.guesses import NumberGuess
from nnlab.lessons.lesson import Goal, Lesson
from nnlab.project import with_layer
from nnlab.training import StepSize
from tests.desktop.learner import LearnerHand
from tests.desktop.learner_tools import check_gradients

WORD = Text("word", "말")


def lesson_of(*steps: Step, key: str = "own/x") -> Lesson:
    return Lesson(key=key, title=WORD, about=WORD, minutes=5, steps=steps)


@pytest.fixture
def window(build_window):
    return build_window("en")


@pytest.fixture
def deeds(window) -> list[Deed]:
    told: list[Deed] = []
    window.lab.deeds.happened.connect(told.append)
    return told


def rest(qtbot, window):
    qtbot.waitUntil(lambda: not window.lab.controller.is_busy, timeout=20_000)


def test_that_training_and_every_kind_of_step_are_told(window, qtbot, deeds):
    controller = window.lab.controller
    controller.train()
    controller.pause()
    rest(qtbot, window)
    for size in StepSize:
        controller.step(size)
        rest(qtbot, window)
    controller.step_back(StepSize.EPOCH)
    rest(qtbot, window)
    assert deeds == [
        Deed(DeedKind.TRAINED),
        *(Deed(DeedKind.STEPPED, size.value) for size in StepSize),
        Deed(DeedKind.STEPPED_BACK, "epoch"),
    ]


def test_that_a_reset_is_told_and_a_preset_by_its_key(window, deeds):
    window.toolbar.reset()
    window.lab.openings.open_preset("xor")
    window.workspaces.show("graph")
    assert deeds == [
        Deed(DeedKind.RESET),
        Deed(DeedKind.PRESET_OPENED, "xor"),
        Deed(DeedKind.WORKSPACE_SHOWN, "graph"),
    ]


def test_that_a_training_that_cannot_be_is_told(build_window, qtbot):
    window = build_window("en", "lecture/threshold")
    told: list[Deed] = []
    window.lab.deeds.happened.connect(told.append)
    window.lab.controller.edit(lambda: "", lambda state: with_layer(state, 0, activation="step"))
    window.lab.controller.edit(lambda: "", lambda state: with_layer(state, 0, units=3))  # refused as well
    assert told == []
    window.lab.controller.train()
    qtbot.waitUntil(lambda: Deed(DeedKind.TRAINING_REFUSED) in told)


def test_that_numbers_guessed_on_the_sheet_are_told_when_they_are_right(build_window, qtbot):
    window = build_window("en", "textbook/314_1")
    told: list[Deed] = []
    window.lab.deeds.happened.connect(told.append)
    window.workspaces.show("arithmetic")
    told.clear()
    hand = LearnerHand(window, qtbot)
    hand.guess_first()
    hand.fill(1, "6")
    assert told == []
    hand.fill(1, "7")
    hand.fill(2, "7")
    assert told == [Deed(DeedKind.NUMBER_GUESSED)] * 2


def test_that_a_training_that_explodes_is_told(build_window, qtbot):
    window, told = build_window("en", "textbook/311_1"), []
    window.lab.deeds.happened.connect(told.append)
    window.lab.controller.configure("rate", learning_rate=1.0)
    window.lab.controller.train()
    qtbot.waitUntil(lambda: Deed(DeedKind.DIVERGED) in told, timeout=20_000)


def test_that_saving_and_exporting_are_told_when_they_are_done(window, qtbot, deeds, tmp_path):
    window.lab.files.save_as(tmp_path / "mine.nnlab")
    qtbot.waitUntil(lambda: Deed(DeedKind.SAVED) in deeds)
    kind = next(kind for kind in FORMATS if kind.key == "json")
    Exchange(window.lab, window).write(
        kind, exported(window.lab.state, title="x", language="en"), tmp_path / "x.json"
    )
    qtbot.waitUntil(lambda: Deed(DeedKind.EXPORTED, "json") in deeds)


def test_that_a_drawing_that_is_read_and_kept_ticks_the_checks_of_a_lesson(build_window, qtbot):
    window = build_window("en", "draw")
    player, goals = (
        window.classroom.player,
        (deed_checks.DigitDrawnAndRecognised(1), deed_checks.DigitsKept()),
    )
    player.start(
        Lesson(
            key="own/x",
            title=WORD,
            about=WORD,
            minutes=5,
            steps=(Step(WORD, checks=tuple(map(Goal, goals))),),
        )
    )
    player.look()
    assert player.progress.now.ticks == (False, False)
    ink = np.zeros((280, 280), dtype=np.uint8)
    ink[50:230, 130:150] = 255
    window.lab.drawing.set_ink(ink)
    qtbot.waitUntil(lambda: player.progress.now.ticks == (True, False))
    window.lab.keeping.keep(1)
    qtbot.waitUntil(lambda: player.progress.now.ticks == (True, True))


def test_that_a_node_of_the_graph_ticks_by_its_gradient(window, qtbot):
    window.workspaces.show("graph")
    graph = window.workspaces.widget("graph").editing.graph
    name = next(node.name for node in graph.nodes if node.name)
    player = window.classroom.player
    checks = (
        Goal(deed_checks.GraphValue(name, gradient=2.2)),
        Goal(deed_checks.GraphValue(name, gradient=7.0)),
    )
    player.start(
        Lesson(
            key="own/x",
            title=WORD,
            about=WORD,
            minutes=5,
            steps=(Step(WORD, workspace="graph", checks=checks),),
        )
    )
    qtbot.waitUntil(lambda: any(player.progress.now.ticks))
    assert player.progress.now.ticks == (True, False)


def test_that_rewinding_is_told_and_runs_that_are_kept_are_counted(window, qtbot, deeds):
    player, lab = window.classroom.player, window.lab
    goals = (deed_checks.Rewound(), deed_checks.RunsCompared(kept=1), deed_checks.RunsCompared(kept=9))
    player.start(
        Lesson(
            key="own/x",
            title=WORD,
            about=WORD,
            minutes=5,
            steps=(Step(WORD, checks=tuple(map(Goal, goals))),),
        )
    )
    for _ in range(3):
        lab.controller.step(StepSize.EPOCH)
        rest(qtbot, window)
    lab.rewinder.settle(lab.rewinder.timeline.places[0])
    qtbot.waitUntil(lambda: player.progress.now.ticks == (True, True, False))
    assert Deed(DeedKind.REWOUND) in deeds


def test_that_an_experiment_that_is_shown_is_told(window, deeds):
    window.workspaces.show("experiments")
    deeds.clear()
    window.findChild(Experiments).show_experiment("descent")
    assert deeds == [Deed(DeedKind.EXPERIMENT_SHOWN, "descent")]


def test_that_starts_are_told_when_all_are_trained_to_the_end(window, qtbot, deeds):
    window.workspaces.show("experiments")
    experiments = window.findChild(Experiments)
    experiments.show_experiment("starts")
    starts = window.findChild(Starts)
    starts.comparison.set_epochs(3)
    starts.comparison.set_shape(Shape("relu", 2, 4))
    starts.comparison.run()
    assert not told(deeds, DeedKind.STARTS_COMPARED)
    qtbot.waitUntil(lambda: not starts.comparison.is_running, timeout=20_000)
    assert told(deeds, DeedKind.STARTS_COMPARED) == ["relu 2"]


def told(deeds, kind):
    return [deed.what for deed in deeds if deed.kind is kind]


def test_that_steps_through_the_graph_are_told_and_others_are_not(window, deeds):
    window.workspaces.show("graph")
    deeds.clear()
    editing = window.workspaces.widget("graph").editing
    editing.start_over()
    editing.step()
    editing.step()
    editing.step_back()
    editing.show_all()
    assert deeds == [Deed(DeedKind.GRAPH_STEPPED)] * 2


def test_that_a_step_size_that_can_tell_nothing_is_told_with_its_reason(window, qtbot, deeds):
    hand = LearnerHand(window, qtbot)
    check_gradients(hand, 1e-4)
    assert set(deeds) == {Deed(DeedKind.GRADIENT_CHECKED)}
    check_gradients(hand, 1e-1)
    check_gradients(hand, 1e-12)
    assert {deed.what for deed in deeds if deed.kind is DeedKind.GRADIENT_DOUBTED} == {
        "truncation",
        "rounding",
    }


def test_that_what_is_to_be_guessed_does_not_stand_in_the_graph(window):
    player, graph = window.classroom.player, window.workspaces.widget("graph")
    guess = NumberGuess(WORD, answer=220.0)
    goals = (Goal(deed_checks.GuessMade()),)
    asking = Step(WORD, workspace="graph", guess=guess, checks=goals)
    telling = Step(WORD, workspace="graph", checks=(Goal(look_checks.GraphWalked()),))
    player.start(lesson_of(telling, key="own/telling"))
    assert graph.editing.walk.is_whole
    player.start(lesson_of(asking, key="own/asking"))
    assert graph.editing.walk.done == 0
    assert not graph.editing.walk.is_whole
