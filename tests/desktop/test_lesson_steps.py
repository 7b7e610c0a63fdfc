"""What a step of a lesson begins with, and what it keeps back until the guess is made."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from nnlab.desktop.explore.descent.workspace import Descent
from nnlab.desktop.explore.workspace import Experiments
from nnlab.desktop.graphs.workspace import GraphWorkspace
from nnlab.desktop.widgets.transport_bar import TransportBar
from nnlab.engine import OPTIMIZER_NAMES
from nnlab.lessons import Lesson, Text, deed_checks, lesson_keys, load_lesson
from nnlab.lessons.controls import CONTROLS
from nnlab.lessons.guesses import NumberGuess
from nnlab.lessons.lesson import Goal, Step
from nnlab.study.graph import PRESETS
from nnlab.training import SPEEDS

WORD = Text("x", "x")
GUESS = NumberGuess(WORD, answer=1.0)
OPEN = (Goal(deed_checks.ResetDone()),)  # a step is done whose checks have ticked


def lesson_of(*steps: Step) -> Lesson:
    return Lesson(key="own/steps", title=WORD, about=WORD, minutes=1, steps=steps)


@pytest.fixture
def window(build_window):
    return build_window("en")


@pytest.fixture
def descent(window, qtbot):
    """Return the descent in a window whose lesson waits for a guess of it."""
    window.classroom.player.start(
        lesson_of(Step(WORD, workspace="experiments", experiment="descent", checks=OPEN, guess=GUESS))
    )
    found = window.findChild(Descent)
    qtbot.waitUntil(lambda: found.model.landscape is not None)
    return found


def speed_of(window):
    return SPEEDS[window.toolbar._speed]


def find(window, name):
    return window.findChild(QWidget, name)


# What ticks a check, and by that shows the answer at once: one of these is locked until the guess.
SHOWING = {
    "ProbeIs": {name for name in CONTROLS if name.startswith(("segment", "input_"))}
    | {"layer_1_activation_field", "layer_1_bias_field"},
    "ActivationIs": {"layer_1_activation_field"},
    "BiasAt": {"digit_bias_field"},
    "BiasIs": {"layer_1_bias_field"},
    "DrawingStepOff": {"seen_strip"},
    "GradientDoubted": {"check_gradients_button"},
    "GraphValue": {"graph_values"},
}
HARMLESS = {  # the guess is not about what is seen then
    ("broken-display", 3),
    ("one-hot-and-average", 5),
    ("ten-digits", 4),  # it has to learn first
}


# -- until the guess -----------------------------------------------------------------------------------------


def test_that_nothing_rolls_before_the_guess_whatever_is_pressed_set_or_dragged(window, descent, qtbot):
    model = descent.model
    for name in ("run_button", "descent_step_button", "side_by_side"):
        assert not find(window, name).isEnabled(), name
    descent.stage.transport.step_requested.emit()
    descent.stage.transport.run_requested.emit()
    for optimizer in OPTIMIZER_NAMES:
        model.configure(optimizer=optimizer)
    model.configure(learning_rate=0.123)
    model.set_start(tuple(0.9 * value for value in model.start))
    model.keep()
    qtbot.waitUntil(lambda: model._walk is None and model.descent is not None)
    assert (model.descent.path.steps, model.kept, model.player.step) == (0, (), 0)
    assert not descent.stage.findChild(QLabel, "descent_status").text()
    window.classroom.player.guess(1.0)
    qtbot.waitUntil(lambda: model.descent is not None and model.descent.path.steps > 0)
    assert model.player.step == 0
    assert not model.player.is_running


def test_that_the_way_of_the_step_before_goes_when_the_next_one_asks(window, qtbot):
    player = window.classroom.player
    step = Step(WORD, workspace="experiments", experiment="descent")
    player.start(lesson_of(step, Step(WORD, checks=OPEN, guess=GUESS)))
    model = window.findChild(Descent).model
    qtbot.waitUntil(lambda: model.descent is not None)
    model.keep()
    player.next()
    qtbot.waitUntil(lambda: model.descent is not None)
    assert (model.descent.path.steps, model.kept) == (0, ())
    player.leave()
    window.workspaces.show("experiments")
    qtbot.waitUntil(lambda: model.descent is not None and model.descent.path.steps > 0)


def test_that_a_graph_shows_no_results_before_the_guess_also_another_one(window):
    window.classroom.player.start(lesson_of(Step(WORD, workspace="graph", checks=OPEN, guess=GUESS)))
    editing = window.findChild(GraphWorkspace).editing
    for show in (editing.step, editing.show_all):
        show()
        assert editing.walk.done == 0
    assert editing.show_graph(PRESETS["square_of_sum"])
    assert (editing.walk.done, editing.walk.is_whole) == (0, False)
    window.classroom.player.guess(1.0)
    editing.show_all()
    assert editing.walk.is_whole


def test_that_what_shows_the_answer_is_locked_with_its_keys_until_the_guess(window, qtbot):
    player, probe = window.classroom.player, window.lab.probe
    player.start(
        lesson_of(
            Step(WORD, locked_until_guess=("segment_display", "arithmetic_tab"), checks=OPEN, guess=GUESS)
        )
    )
    seen = [*probe.seen]
    QTest.keyClick(window, "8")
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert [*probe.seen] == seen
    assert window.workspaces.current == "bench"
    player.guess(1.0)
    QTest.keyClick(window, "8")
    assert [*probe.seen] != seen
    QTest.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    assert window.workspaces.current == "arithmetic"


@pytest.mark.parametrize("key", lesson_keys())
def test_that_no_shipped_step_lets_the_answer_be_seen_before_its_guess(key):
    for number, step in enumerate(load_lesson(key).steps, start=1):
        kinds = {type(goal.check).__name__ for goal in step.checks[1:]}
        if step.guess is None or type(step.checks[0].check) is not deed_checks.GuessMade:
            continue  # or it is by looking that one finds it out
        for kind, controls in SHOWING.items():
            if kind in kinds and (key, number) not in HARMLESS:
                assert set(step.locked_until_guess) & controls, f"{key}, step {number}: {kind}"


# -- what a step begins with -----------------------------------------------------------------------------------


def test_that_the_arithmetic_that_shows_the_answer_waits_for_the_guess():
    """The sheet of “formulas” is the key to what is asked there, but for the step that has to be trained first."""
    asks = {
        n: step for n, step in enumerate(load_lesson("formulas").steps, start=1) if step.guess is not None
    }
    waiting = {n for n, step in asks.items() if "arithmetic_tab" in step.locked_until_guess}
    assert (waiting, set(asks) - waiting) == ({1, 2, 3, 5}, {4})


def test_that_a_step_turns_the_experiments_to_the_one_it_talks_of(window):
    player = window.classroom.player
    player.start(
        lesson_of(
            Step(WORD, workspace="experiments", experiment="descent", optimizer="sgd"),
            Step(WORD, workspace="bench", experiment="runs"),
        )
    )
    room = window.findChild(Experiments)
    assert room.isVisible()
    assert find(window, "experiment").value() == "descent"
    room.show_experiment("starts")
    player.next()
    assert find(window, "experiment").value() == "starts"  # not before it is looked at
    window.workspaces.show("experiments")
    assert find(window, "experiment").value() == "runs"
    room.show_experiment("starts")
    window.workspaces.show("bench")
    window.workspaces.show("experiments")
    assert find(window, "experiment").value() == "starts"  # what the learner has chosen since


def test_that_a_step_begins_its_descent_with_the_optimizer_it_names(window, qtbot):
    player = window.classroom.player
    step = Step(WORD, workspace="experiments", experiment="descent")
    named = Step(WORD, workspace="experiments", experiment="descent", optimizer="sgd")
    player.start(lesson_of(step, step, named))
    model = window.findChild(Descent).model
    qtbot.waitUntil(lambda: model.descent is not None)
    model.configure(optimizer="momentum")
    player.next()
    assert model.config.optimizer == "momentum"
    player.next()
    assert model.config.optimizer == "sgd"
    assert not model.player.is_running


def test_that_a_step_lends_a_speed_and_gives_the_readers_own_back(window):
    player, toolbar = window.classroom.player, window.toolbar
    toolbar.change_speed(99)
    player.start(lesson_of(Step(WORD, speed=100), Step(WORD), Step(WORD, speed=250), Step(WORD)))
    assert speed_of(window).per_second == 100
    player.next()
    assert speed_of(window) == SPEEDS[-1]
    player.next()
    assert speed_of(window).per_second == 100  # the next slower one that there is
    toolbar.change_speed(1)
    player.next()
    assert speed_of(window).per_second == 300  # chosen by the reader
    player.leave()
    assert speed_of(window).per_second == 300


def test_that_a_step_that_would_take_minutes_at_ones_own_speed_goes_at_its_own(window):
    player, toolbar = window.classroom.player, window.toolbar
    toolbar.change_speed(-99)
    player.start(lesson_of(Step(WORD, speed=100), Step(WORD)))
    assert speed_of(window).per_second == 100
    player.next()
    assert speed_of(window) == SPEEDS[0]


# -- the strip -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1280, 760), (1920, 1080)])
@pytest.mark.parametrize("tongue", ["en", "ko"])
def test_that_the_strip_is_as_high_in_every_step_and_before_and_after_a_guess(
    build_window, qtbot, tongue, size
):
    window = build_window(tongue)
    window.resize(*size)
    player, coach = window.classroom.player, window.classroom.coach
    lesson = load_lesson("first-light")
    player.start(lesson)
    qtbot.waitUntil(lambda: coach._lead.height() == coach._lead.minimumHeight())
    height = coach.height()
    assert height < window.height() / 3
    for step in lesson.steps:
        qtbot.waitUntil(lambda: coach.height() == height)
        if step.guess is not None:
            player.guess(step.guess.options[0].key)
            qtbot.waitUntil(lambda: coach.height() == height)
        player.next()


# -- what one looks at ---------------------------------------------------------------------------------------


def looks(window):
    return window.lab.view.step_size.value, window.bench.look.kind


def choose(window, unit, kind):
    window.findChild(TransportBar).step_unit_chosen.emit(unit)
    find(window, "look_kind").value_chosen.emit(kind)


def test_that_a_lesson_begins_by_epochs_and_with_the_weights_and_ones_own_choices_come_back(window):
    player = window.classroom.player
    choose(window, "batch", "update")
    player.start(lesson_of(Step(WORD)))
    assert looks(window) == ("epoch", "W")
    choose(window, "sample", "dW")
    player.start(lesson_of(Step(WORD)))  # another one
    assert looks(window) == ("epoch", "W")
    choose(window, "sample", "dW")
    player.leave()
    assert looks(window) == ("batch", "update")


def test_that_what_is_chosen_in_a_lesson_is_not_there_at_the_next_start(window):
    remembered = []
    window.toolbar.remembered.connect(remembered.append)
    window.classroom.player.start(lesson_of(Step(WORD)))
    choose(window, "sample", "dW")
    window.classroom.player.leave()
    assert remembered == []
    choose(window, "sample", "W")
    assert remembered == [{"step_unit": "sample"}]


def test_that_ones_own_steps_come_back_after_a_lesson_on_the_arithmetic(window):
    player = window.classroom.player
    choose(window, "batch", "W")
    player.start(lesson_of(Step(WORD, workspace="arithmetic")))
    assert looks(window) == ("operation", "W")
    player.leave()
    assert looks(window) == ("batch", "W")


# -- what answers --------------------------------------------------------------------------------------------


def test_that_what_tells_the_answer_to_whoever_looks_is_not_seen_before_the_guess(window):
    player, patterns = window.classroom.player, find(window, "pattern_map")
    assert patterns.isVisible()
    player.start(lesson_of(Step(WORD, locked_until_guess=("pattern_map",), checks=OPEN, guess=GUESS)))
    assert not patterns.isVisible()
    player.guess(1.0)
    assert patterns.isVisible()


def test_that_the_network_that_only_knows_the_2_is_not_seen_to_before_it_is_asked_for(window, qtbot):
    lesson, player = load_lesson("one-pattern"), window.classroom.player
    player.start(lesson)
    qtbot.waitUntil(lambda: not player.is_preparing)
    seen = []
    for _ in lesson.steps:
        player.guess(128.0 if isinstance(player.step.guess, NumberGuess) else "two")
        seen.append(find(window, "pattern_map").isVisible())
        player.next()
    assert seen == [False] * (len(lesson.steps) - 1) + [True]
