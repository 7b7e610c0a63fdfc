"""Lessons in the window: the list, the strip that coaches, what is lit, locked and guessed, and the way out."""

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QScrollArea, QWidget

from nnlab import paths
from nnlab.desktop.explore.sweeps.folds import FoldsWorkspace
from nnlab.desktop.explore.workspace import Experiments
from nnlab.desktop.lessons import sentences
from nnlab.desktop.lessons.guess_area import GuessArea
from nnlab.desktop.lessons.room import LessonRow
from nnlab.desktop.notices import Notice
from nnlab.engine import LayerSpec
from nnlab.lessons import (
    CHECKS,
    Text,
    begin,
    deed_checks,
    load_lesson,
    load_preset,
    own_files,
    own_folder,
    state_checks,
)
from nnlab.lessons.controls import CONTROLS
from nnlab.lessons.drafts import draft_of
from nnlab.lessons.guesses import NumberGuess
from nnlab.lessons.lesson import Goal, Lesson, Step
from nnlab.lessons.links import LessonLink, encode
from nnlab.lessons.notebook import load_notebook
from nnlab.lessons.progress import begun
from nnlab.lessons.results import LearnerResult, is_sign, parse_result, read_results, result_of
from nnlab.lessons.set_ups import NoLinkError, SetUp, setup_of
from nnlab.lessons.workspaces import WORKSPACES
from nnlab.project import with_config
from nnlab.trials.backend import InProcess
from tests.desktop.conftest import settle
from tests.desktop.learner import LearnerHand
from tests.desktop.test_controls_are_named import nameless
from tests.lessons.test_checks import CASES

WORD = Text("word", "말")


def lesson_of(*steps: Step) -> Lesson:
    return Lesson(key="own/test", title=WORD, about=WORD, minutes=5, steps=steps)


@pytest.fixture
def window(build_window):
    return build_window("en")


def find(window, name):
    return window.findChild(QWidget, name)


# -- what lessons may name -----------------------------------------------------------------------------------


@pytest.mark.parametrize("preset", sorted({control.preset for control in CONTROLS.values()}))
def test_that_every_control_a_lesson_may_name_is_in_the_window(build_window, preset):
    window = build_window("en", preset)
    for name, control in CONTROLS.items():
        if control.preset == preset:
            if control.workspace:
                window.workspaces.show(control.workspace)
            if control.experiment:
                window.findChild(Experiments).show_experiment(control.experiment)
            assert find(window, control.widget), name
            ways = (control.widget, *control.ways)
            assert any(w.isVisible() for way in ways for w in window.findChildren(QWidget, way)), name


def test_that_the_workspaces_a_lesson_may_name_are_those_of_the_window(window):
    assert window.workspaces.keys == WORKSPACES


@pytest.mark.parametrize("tongue", ["en", "ko"])
def test_that_every_check_is_said_in_a_sentence_of_its_own(build_window, tongue):
    build_window(tongue)
    said = {sentences.check(check) for check, _, _ in CASES}
    assert all(said)
    kinds = {type(check) for check, _, _ in CASES}
    assert kinds == set(CHECKS.values())
    assert len(said) > len(kinds)


def test_that_settings_are_called_by_the_names_that_the_window_has_for_them(window):
    assert (
        sentences.check(state_checks.SettingIs("loss", value="half_squared_error"))
        == "Loss: half squared error"
    )
    assert sentences.check(state_checks.SettingIs("optimizer", value="sgd")) == "Optimizer: SGD"


def test_that_a_node_of_a_graph_is_called_as_on_the_canvas(build_window):
    window = build_window("ko")
    for wanted in ({"value": 100.0}, {"gradient": 3.3}, {"value": 100.0, "gradient": 3.3}):
        said = sentences.check(deed_checks.GraphValue("apple", **wanted))
        assert "사과" in said
        assert "apple" not in said
    window.set_language("en")
    assert sentences.check(deed_checks.GraphValue("mine", value=2.0)).startswith("“mine” has")


def test_that_the_words_of_the_author_take_the_place_of_nnlab_s_own(window):
    assert sentences.goal(Goal(state_checks.AllRight(), Text("All ten", "열 개"))) == "All ten"
    assert sentences.goal(Goal(state_checks.AllRight())) == "Every sample is answered rightly"


# -- playing -------------------------------------------------------------------------------------------------


def test_that_the_strip_is_not_there_without_a_lesson_and_covers_nothing_with_one(window):
    coach = window.classroom.coach
    assert not coach.isVisible()
    window.resize(1024, 700)
    window.classroom.player.start(load_lesson("first-light"))
    QTest.qWait(50)
    assert coach.isVisible()
    below = coach.mapTo(window, coach.rect().topLeft()).y()
    stack = window.workspaces.stack
    assert stack.mapTo(window, stack.rect().bottomLeft()).y() < below
    assert coach.mapTo(window, coach.rect().bottomLeft()).y() < window.height()


def test_that_a_guess_that_waits_is_said_in_a_line_where_there_is_no_room_for_all_of_it(window, qtbot):
    window.set_theme("projector")
    window.resize(1024, 700)
    player, stands = window.classroom.player, find(window, "coach_guess_stands")
    area = window.classroom.coach.findChild(GuessArea)
    player.start(load_lesson("ten-points"))
    qtbot.waitUntil(lambda: not player.is_preparing)
    assert not stands.isVisible()  # it is asked
    player.guess(player.step.guess.options[0].key)
    assert stands.text() == "Your guess: nearly a straight line"
    assert not area.isVisible()
    window.resize(1600, 900)
    qtbot.waitUntil(area.isVisible)
    assert not stands.isVisible()


def test_that_a_step_shows_its_text_its_checks_and_its_place(window):
    window.classroom.player.start(load_lesson("first-light"))
    coach = window.classroom.coach
    assert coach._text.text().startswith("This network has learned")
    assert coach._ticks.items == (("The display shows a 7", False),)
    assert "Step 1 of 6" in [text.text() for text in coach.findChildren(QLabel)]


def test_that_next_says_skip_until_everything_has_ticked(window, qtbot):
    player, button = window.classroom.player, find(window, "coach_next_button")
    player.start(load_lesson("first-light"))
    assert button.text() == "Skip"
    window.lab.probe.set_row(7)
    qtbot.waitUntil(lambda: player.progress.may_go_on)
    assert button.text() == "Next"
    button.click()
    assert player.progress.step == 1
    assert not player.progress.steps[0].skipped


def test_that_what_was_done_before_a_step_began_does_not_tick_it(window, qtbot):
    player = window.classroom.player
    player.start(
        lesson_of(
            Step(WORD, checks=(Goal(deed_checks.ResetDone()),)),
            Step(WORD, checks=(Goal(deed_checks.ResetDone()),)),
        )
    )
    window.toolbar.reset()
    qtbot.waitUntil(lambda: player.progress.may_go_on)
    player.next()
    player.look()
    assert player.progress.now.ticks == (False,)


def test_that_the_end_counts_the_skipped_steps_and_not_one_that_was_done_after_all(window, qtbot):
    player, coach = window.classroom.player, window.classroom.coach
    player.start(load_lesson("first-light"))
    for _ in range(6):
        player.next()
    assert "Skipped: 6 of 6 steps" in coach._text.text()
    for _ in range(6):
        player.back()
    window.lab.probe.set_row(7)
    qtbot.waitUntil(lambda: player.progress.now.is_done)
    for _ in range(6):
        player.next()
    assert "Skipped: 5 of 6 steps" in coach._text.text()


def test_that_a_hint_is_shown_when_it_is_asked_for_and_goes_with_the_step(window):
    player, coach = window.classroom.player, window.classroom.coach
    player.start(load_lesson("first-light"))
    find(window, "coach_hint_button").click()
    assert coach._text.text().startswith("**Hint** A 7 is made of")
    player.next()
    assert coach._text.text().startswith("One **epoch**")


def test_that_folded_up_the_strip_keeps_the_way_on(window, qtbot):
    player, coach = window.classroom.player, window.classroom.coach
    player.start(load_lesson("first-light"))
    qtbot.waitUntil(lambda: coach.height() > 0)
    QTest.qWait(50)
    tall = coach.height()
    find(window, "coach_fold_button").click()
    qtbot.waitUntil(lambda: coach.height() < tall - 40)
    assert find(window, "coach_next_button").isVisible()
    find(window, "coach_fold_button").click()
    qtbot.waitUntil(lambda: coach._text.isVisible())


@pytest.mark.parametrize("tongue", ["en", "ko"])
def test_that_every_control_is_named_while_a_lesson_is_played(build_window, tongue):
    window = build_window(tongue)
    player = window.classroom.player
    for key in ("first-light", "one-layer", "guess-the-rate"):
        player.start(load_lesson(key))
        for _ in load_lesson(key).steps:
            assert nameless(window) == []
            player.next()
    window.workspaces.show("lessons")
    assert nameless(window) == []


def test_that_the_language_changes_in_the_middle_of_a_lesson(window):
    window.classroom.player.start(load_lesson("first-light"))
    window.set_language("ko")
    settle()
    assert window.classroom.coach._text.text().startswith("이 신경망은")
    window.set_language("en")


def without_its_data(window, qtbot, monkeypatch):
    """Play a step whose preset cannot be opened here, and then one without a preset."""
    monkeypatch.delenv("NNLAB_DATA", raising=False)
    begins = Step(WORD, preset="mnist-softmax", checks=(Goal(state_checks.HiddenLayersAre(1)),))
    window.classroom.player.start(lesson_of(begins, Step(WORD)))
    qtbot.waitUntil(lambda: not window.lab.openings.is_busy)


def test_that_a_step_whose_data_are_missing_says_so_ticks_nothing_and_can_be_skipped(
    window, qtbot, monkeypatch
):
    player, coach = window.classroom.player, window.classroom.coach
    told: list[Notice] = []
    window.lab.noticed.connect(told.append)
    without_its_data(window, qtbot, monkeypatch)
    assert told[-1].kind == "warning"
    player.look()
    assert not player.is_preparing
    assert coach._text.text().startswith("**“MNIST digits · softmax” was not opened: it needs MNIST")
    assert player.progress.now.ticks == (False,)  # of the network that is still on the bench
    find(window, "coach_next_button").click()
    assert player.progress.step == 1


def test_that_a_step_whose_data_were_missing_begins_when_they_are_there_and_it_is_tried_again(
    window, qtbot, monkeypatch
):
    player, again = window.classroom.player, find(window, "coach_retry_button")
    assert not again.isVisible()
    without_its_data(window, qtbot, monkeypatch)
    qtbot.waitUntil(again.isVisible)
    monkeypatch.setattr("nnlab.desktop.openings.begin", lambda preset, **_: begin(load_preset("xor")))
    again.click()
    qtbot.waitUntil(lambda: player.lack is None and not player.is_preparing)
    assert not again.isVisible()
    qtbot.waitUntil(lambda: player.progress.now.ticks == (True,))


def test_that_a_step_is_not_dead_where_something_else_is_opened_while_it_prepares(window, qtbot):
    player = window.classroom.player
    player.start(lesson_of(Step(WORD, preset="strokes", checks=(Goal(deed_checks.PresetOpened("strokes")),))))
    assert player.is_preparing
    window.lab.openings.open_preset("xor")
    assert not player.is_preparing
    assert player.lack is not None
    player.try_again()
    qtbot.waitUntil(lambda: player.progress.now.ticks == (True,), timeout=20_000)


def test_that_a_lesson_without_a_preset_does_not_wait_for_that_of_another_one(window, qtbot):
    player = window.classroom.player
    player.start(lesson_of(Step(WORD, preset="strokes")))
    player.start(lesson_of(Step(WORD, checks=(Goal(state_checks.HiddenUnitsAtMost(10_000)),))))
    qtbot.waitUntil(lambda: player.progress.now.ticks == (True,))


def labels(window):
    return window.findChildren(QLabel)


# -- lit, locked and hidden ----------------------------------------------------------------------------------


def test_that_what_is_looked_at_is_lit_and_the_ring_follows_it(window, qtbot):
    player, ring = window.classroom.player, window.classroom.highlight
    player.start(load_lesson("first-light"))
    display = find(window, "input_display")
    qtbot.waitUntil(lambda: ring.isVisible() and ring.target is display)
    before = ring.geometry()
    window.resize(1500, 950)
    qtbot.waitUntil(lambda: ring.geometry() != before)
    middle = ring.mapTo(window, ring.rect().center()) - display.mapTo(window, display.rect().center())
    assert middle.manhattanLength() <= 4
    assert ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_that_of_a_control_elsewhere_the_way_there_is_lit(window):
    window.classroom.player.start(lesson_of(Step(WORD, look_at="graph_canvas", workspace="bench")))
    assert window.classroom.highlight.target is find(window, "nav_graph")
    window.workspaces.show("graph")
    assert window.classroom.highlight.target is find(window, "graph_canvas")


def test_that_what_is_lit_is_scrolled_into_sight_and_then_left_in_peace(build_window, qtbot):
    window = build_window("en", "textbook/317_1")
    window.resize(1280, 800)
    field, ring = find(window, "seed_field"), window.classroom.highlight
    scroll = field.parentWidget()
    while not isinstance(scroll, QScrollArea):
        scroll = scroll.parentWidget()
    bar = scroll.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    assert field.visibleRegion().isEmpty()
    window.classroom.player.start(lesson_of(Step(WORD, look_at="seed_field", workspace="bench")))
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect() == field.rect())
    qtbot.waitUntil(ring.isVisible)
    bar.setValue(0)
    window.lab.probe.set_value(0, 0.5)
    qtbot.wait(20)
    assert bar.value() == 0


def test_that_a_done_step_lights_nothing_any_more(window, qtbot):
    window.classroom.player.start(load_lesson("first-light"))
    window.lab.probe.set_row(7)
    qtbot.waitUntil(lambda: window.classroom.player.progress.may_go_on)
    assert window.classroom.highlight.target is None


def test_that_locked_controls_cannot_be_used_by_mouse_or_key_and_are_free_afterwards(window):
    player = window.classroom.player
    player.start(lesson_of(Step(WORD, locked=("train_button", "speed_slider"), hidden=("seed_field",))))
    train, seed = find(window, "train_button"), find(window, "seed_field")
    assert not train.isEnabled()
    assert seed.isHidden()
    assert seed.sizePolicy().retainSizeWhenHidden()
    assert [text for text in labels(window) if text.buddy() is seed and text.isVisible()] == []
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert not window.lab.controller.is_busy
    train.setEnabled(True)  # as a panel might
    assert not train.isEnabled()
    player.leave()
    assert train.isEnabled()
    assert not seed.isHidden()
    assert not seed.sizePolicy().retainSizeWhenHidden()
    assert [text for text in labels(window) if text.buddy() is seed and not text.isHidden()]


def test_that_what_was_shown_again_meanwhile_is_hidden_again_until_the_end(window, qtbot):
    player, seed = window.classroom.player, find(window, "seed_field")
    player.start(lesson_of(Step(WORD, hidden=("seed_field",))))
    seed.show()
    qtbot.waitUntil(seed.isHidden)
    player.leave()
    assert not seed.isHidden()


def test_that_what_names_a_control_goes_and_comes_back_with_it(window, qtbot):
    player = window.classroom.player
    player.start(
        lesson_of(
            Step(WORD, hidden=("speed_slider", "activation_strip", "segment_display"), workspace="bench")
        )
    )
    hidden = {find(window, name) for name in ("speed_slider", "activation_strip", "input_display")}
    names = [text for text in labels(window) if text.buddy() in hidden]
    assert {text.buddy() for text in names} == hidden
    qtbot.waitUntil(lambda: all(text.isHidden() for text in names))
    names[0].show()  # as its panel might
    qtbot.waitUntil(names[0].isHidden)
    player.leave()
    qtbot.waitUntil(lambda: not any(text.isHidden() for text in names))  # its panel may arrange itself first


def test_that_what_says_nothing_without_a_control_goes_and_comes_back_with_it(build_window):
    window = build_window("en", "lecture/ten-points")
    settle()
    along = [find(window, name) for name in ("plate", "maps_row", "plane_answer", "log_timeline")]
    along.append(find(find(window, "weight_heatmap").parentWidget(), "color_legend"))
    before = [each.isHidden() for each in along]
    held = ("step_button", "network_diagram", "plane_map", "weight_heatmap", "loss_plot")
    window.classroom.locks.set(hidden=held)
    assert all(each.isHidden() for each in along)
    window.classroom.locks.set(hidden=held[:1])
    assert [each.isHidden() for each in along] == [True, *before[1:]]
    window.classroom.locks.release()
    assert [each.isHidden() for each in along] == before


def test_that_a_name_for_which_there_was_no_room_stays_away_afterwards(window):
    player = window.classroom.player
    slider = find(window, "speed_slider")
    [name] = [text for text in labels(window) if text.buddy() is slider]
    name.hide()
    player.start(lesson_of(Step(WORD, hidden=("speed_slider",))))
    player.leave()
    assert not slider.isHidden()
    assert name.isHidden()
    assert not name.sizePolicy().retainSizeWhenHidden()  # nor does it leave a gap


def test_that_another_language_does_not_bring_back_a_guess_for_which_there_is_no_room(window, qtbot):
    player, coach = window.classroom.player, window.classroom.coach
    window.set_theme("projector")
    window.resize(1024, 700)
    player.start(load_lesson("guess-the-rate"), 0)
    qtbot.waitUntil(lambda: not player.is_preparing)
    area = coach.findChild(GuessArea)
    assert area.isVisible()
    player.guess(tuple((epoch * 10.0, 1.0) for epoch in range(20)))
    assert area.isHidden()
    window.set_language("ko")
    assert area.isHidden()


def test_that_beside_a_lesson_on_a_projector_the_network_keeps_most_of_the_height(window, qtbot):
    window.set_theme("projector")
    window.resize(1024, 700)
    window.classroom.player.start(load_lesson("ten-digits"), 1)
    qtbot.waitUntil(lambda: not window.classroom.player.is_preparing)
    bench, display = window.bench, find(window, "input_display")
    qtbot.waitUntil(lambda: bench.stage.height() > 0.55 * bench.height())
    qtbot.waitUntil(lambda: display.height() >= 70)
    hint = next(text for text in labels(window) if text.buddy() is display)
    assert hint.isHidden()
    assert display.toolTip() == hint.text()


def test_that_controls_made_anew_for_other_data_are_locked_as_well(window, qtbot):
    window.classroom.player.start(lesson_of(Step(WORD, locked=("segment_display",), workspace="bench")))
    window.lab.openings.open_preset("xor")
    window.lab.openings.open_preset("seven-segment")
    qtbot.waitUntil(lambda: not find(window, "input_display").isEnabled())


def test_that_nothing_can_be_trained_before_the_guess_is_made(window):
    player = window.classroom.player
    player.start(load_lesson("first-light"), 1)
    train = find(window, "train_button")
    assert not train.isEnabled()
    assert not find(window, "step_button").isEnabled()
    player.guess("few")
    assert train.isEnabled()


def run_on(window, qtbot):
    """Begin a training that has no end of its own."""
    controller = window.lab.controller
    controller.configure("", epochs=None, stop_loss=None)
    controller.train()
    qtbot.waitUntil(lambda: window.lab.picture.snapshot.step > 10)


def test_that_a_training_that_goes_on_rests_when_a_guess_is_asked_for(window, qtbot):
    player, lab = window.classroom.player, window.lab
    asks = Step(WORD, checks=(Goal(deed_checks.GuessMade()),), guess=NumberGuess(WORD, answer=1.0))
    player.start(lesson_of(Step(WORD), asks))
    run_on(window, qtbot)
    player.next()
    qtbot.waitUntil(lambda: not lab.controller.is_busy, timeout=1000)
    train = find(window, "train_button")
    assert not train.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert not lab.controller.is_busy
    player.guess(1.0)
    assert train.isEnabled()


@pytest.mark.parametrize("held", ["locked", "hidden"])
@pytest.mark.parametrize("way", ["mouse", "key"])
def test_that_a_training_that_goes_on_can_be_paused_where_none_may_be_begun(window, qtbot, held, way):
    player, controller, train = window.classroom.player, window.lab.controller, find(window, "train_button")
    run_on(window, qtbot)
    player.start(lesson_of(Step(WORD, **{held: ("train_button",)})))
    assert controller.is_running
    assert train.isEnabled()
    assert train.isVisible()
    if way == "mouse":
        QTest.mouseClick(train, Qt.MouseButton.LeftButton)
    else:
        QTest.keyClick(window, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not controller.is_busy, timeout=1000)
    assert train.isHidden() if held == "hidden" else not train.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Space)
    assert not controller.is_busy
    player.leave()
    assert train.isEnabled()
    assert train.isVisible()


def test_that_a_step_whose_workspace_does_not_apply_is_shown_on_the_bench(window, qtbot):
    window.workspaces.show("lessons")
    window.classroom.player.start(lesson_of(Step(WORD, preset="seven-segment", workspace="draw")))
    qtbot.waitUntil(lambda: window.workspaces.current == "bench")


def test_that_closing_the_window_in_a_lesson_lets_go_of_everything(build_window):
    window = build_window("en")
    window.classroom.player.start(load_lesson("first-light"))
    train = find(window, "train_button")
    window.leave()
    assert train.isEnabled()
    assert window.classroom.player.lesson is None


# -- guesses -------------------------------------------------------------------------------------------------


def test_that_what_happened_stands_beside_the_choice_and_the_reason_in_place_of_the_text(window, qtbot):
    player, coach = window.classroom.player, window.classroom.coach
    player.start(load_lesson("first-light"), 1)
    hand = LearnerHand(window, qtbot)
    hand.guess_option("half")
    assert coach._guess._verdict.text() == "Your guess stands. Now see what happens."
    hand.step()
    qtbot.waitUntil(lambda: player.reveals)
    assert coach._guess._verdict.text() == "It came otherwise, and now you know."
    assert coach._text.text().startswith("Next to none!")
    assert find(window, "guess_option_half").is_taken
    assert find(window, "guess_option_few").has_happened
    assert find(window, "guess_option_all").isHidden()


def test_that_a_sketch_is_drawn_with_the_keyboard_and_the_real_curve_comes_over_it(window, qtbot):
    player, coach = window.classroom.player, window.classroom.coach
    player.start(load_lesson("guess-the-rate"))
    pad, button = coach._guess._pad, find(window, "coach_guess_button")
    qtbot.waitUntil(pad.isVisible)
    assert not button.isEnabled()
    for _ in range(30):
        QTest.keyClick(pad, Qt.Key.Key_Right)
    QTest.keyClick(pad, Qt.Key.Key_Down)
    assert button.isEnabled()
    button.click()
    sketched = player.progress.now.guess
    assert (sketched[0], sketched[-1][0]) == ((0.0, pytest.approx(0.7)), 1.0)
    assert sketched[-1][1] < sketched[0][1]
    assert pad._real == ()
    LearnerHand(window, qtbot).train(200)
    qtbot.waitUntil(lambda: player.reveals)
    assert len(pad._real) > 10
    assert "Dashed: your guess." in coach._guess._verdict.text()


def test_that_a_number_that_is_spot_on_is_told_so(window, qtbot):
    player, coach = window.classroom.player, window.classroom.coach
    player.start(load_lesson("one-layer"), at=4)
    hand = LearnerHand(window, qtbot)
    hand.wait(lambda: not player.is_preparing)
    hand.guess_number(79)
    hand.train()
    qtbot.waitUntil(lambda: player.reveals)
    assert coach._guess._verdict.text() == "Your guess: 79. It came out as 79. Spot on!"


# -- the list, and what is kept ------------------------------------------------------------------------------


def rows_of(window) -> dict[str, LessonRow]:
    window.workspaces.show("lessons")
    room = window.workspaces.widget("lessons").room
    return {row.lesson.key: row for row in room._rows}


def test_that_a_guess_does_not_begin_with_the_number_of_the_guess_before(window):
    player = window.classroom.player
    first, second = (
        Step(WORD, checks=(Goal(deed_checks.ResetDone()),), guess=NumberGuess(Text(word, word), answer=1.0))
        for word in ("a", "b")
    )
    player.start(lesson_of(first, second))
    field = find(window, "guess_number_field")
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "1.2")
    find(window, "coach_guess_button").click()
    assert player.progress.now.guess == 1.2
    player.next()
    assert (field.value(), field.text()) == (0, "0")


def test_that_a_lesson_goes_on_where_it_was_left_also_in_another_window(build_window, qtbot):
    window = build_window("en")
    rows_of(window)["first-light"].begin.click()
    window.classroom.player.next()
    window.classroom.player.next()
    find(window, "coach_leave_button").click()
    assert window.workspaces.current == "lessons"
    assert rows_of(window)["first-light"].begin.text() == "Go on"
    qtbot.waitUntil(lambda: not window.lab.savings.is_busy)
    kept = load_notebook()["first-light"]
    assert (kept.step, kept.steps[0].skipped) == (2, True)
    other = build_window("en")
    rows_of(other)["first-light"].begin.click()
    assert other.classroom.player.progress.step == 2
    assert other.lab.state.preset == "seven-segment"


def test_that_a_lesson_that_is_finished_begins_again(window):
    player = window.classroom.player
    player.start(load_lesson("first-light"), 5)
    player.next()
    assert player.progress.finished
    find(window, "coach_next_button").click()
    row = rows_of(window)["first-light"]
    assert row.begin.text() == "Again"
    row.begin.click()
    assert player.progress.step == 0


def test_that_lessons_of_one_s_own_are_listed_and_a_bad_file_is_named_with_its_sentence(window, qtbot):
    folder = own_folder()
    folder.mkdir(parents=True)
    good = paths.resources("lessons", "first-light.json").read_text(encoding="utf-8")
    (folder / "mine.json").write_text(good, encoding="utf-8")
    (folder / "bad.json").write_text(good.replace('"probe_is"', '"prob_is"'), encoding="utf-8")
    rows_of(window)
    qtbot.waitUntil(lambda: "own/mine" in rows_of(window))
    rows = rows_of(window)
    room = window.workspaces.widget("lessons").room
    said = [text.text() for text in room.findChildren(QLabel)]
    assert any("“bad.json”: steps[0].checks[0]: unknown check “prob_is”." in text for text in said)
    rows["own/mine"].begin.click()
    assert window.classroom.player.lesson.key == "own/mine"


def test_that_what_is_handed_in_is_a_result_of_this_lesson(window, qtbot, tmp_path):
    player = window.classroom.player
    player.start(load_lesson("first-light"), 5)
    player.next()
    result = result_of("하늘", player.progress, 1000.0)
    window.classroom.save_result(tmp_path / "x.result.json", result)
    qtbot.waitUntil(lambda: list(read_results(tmp_path)) == [result])
    assert isinstance(parse_result((tmp_path / "x.result.json").read_bytes()), LearnerResult)


def test_that_all_that_is_handed_in_on_a_computer_has_one_sign(window, monkeypatch):
    handed = []
    monkeypatch.setattr(QFileDialog, "selectFile", lambda _dialog, name: handed.append(name))
    monkeypatch.setattr(QFileDialog, "open", lambda _dialog: None)
    remembered = []
    window.classroom.remembered.connect(remembered.append)
    for lesson, name in (("first-light", "Ann"), ("one-pattern", "Ann"), ("first-light", "Ben")):
        window.classroom.player.start(load_lesson(lesson))
        window.classroom._hand_in_as(name)
    (sign,) = {each["sign"] for each in remembered if "sign" in each}
    assert is_sign(sign)
    assert handed == [
        f"{who}-{sign}.result.json" for who in ("Ann-first-light", "Ann-one-pattern", "Ben-first-light")
    ]


def test_that_two_windows_of_a_computer_that_never_handed_in_have_one_sign(build_window, monkeypatch):
    handed = []
    monkeypatch.setattr(QFileDialog, "selectFile", lambda _dialog, name: handed.append(name))
    monkeypatch.setattr(QFileDialog, "open", lambda _dialog: None)
    for window in (build_window("en"), build_window("en")):
        window.classroom.player.start(load_lesson("first-light"))
        window.classroom._hand_in_as("Ann")
    assert handed[0] == handed[1]


# -- links ---------------------------------------------------------------------------------------------------


def test_that_the_link_to_a_step_opens_it_in_another_window(build_window, qtbot):
    window = build_window("en")
    window.classroom.player.start(load_lesson("first-light"), 3)
    find(window, "coach_link_button").click()
    assert QGuiApplication.clipboard().text() == "nnlab:lesson/first-light?step=4"
    window.hide()
    other = build_window("en")
    other.activateWindow()
    qtbot.waitUntil(other.isActiveWindow)
    QTest.keyClick(other, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert other.classroom.player.lesson.key == "first-light"
    assert other.classroom.player.progress.step == 3


@pytest.mark.parametrize(("step", "place"), [("", 2), ("?step=1", 0)])
def test_that_a_link_to_a_lesson_takes_nothing_away_of_what_was_done_in_it(window, qtbot, step, place):
    player = window.classroom.player
    player.start(load_lesson("first-light"))
    window.lab.probe.set_row(7)
    qtbot.waitUntil(lambda: player.progress.may_go_on)
    player.next()
    player.next()
    player.leave()
    before = player.notebook["first-light"]
    window.classroom.open_link(f"nnlab:lesson/first-light{step}")
    assert player.progress == replace(before, step=place)
    player.release()
    qtbot.waitUntil(lambda: load_notebook() == player.notebook)
    assert load_notebook()["first-light"].steps == before.steps


def test_that_a_link_to_a_lesson_that_was_finished_shows_it_as_it_was_left(window):
    player = window.classroom.player
    player.start(load_lesson("first-light"))
    for _ in player.lesson.steps:
        player.next()
    player.leave()
    window.classroom.open_link("nnlab:lesson/first-light")
    assert player.progress.finished
    player.leave()
    player.start(load_lesson("first-light"))  # as the list does, where its button says “Again”
    assert player.progress == begun(load_lesson("first-light"))


def test_that_the_link_to_a_set_up_makes_the_same_network(build_window):
    window = build_window("en", "xor")
    window.lab.controller.edit("test", lambda state: with_config(state, learning_rate=0.75, seed=9))
    window.classroom.copy_setup_link()
    text = QGuiApplication.clipboard().text()
    other = build_window("en")
    other.classroom.open_link(text)
    assert other.lab.state.preset == "xor"
    assert other.lab.state.config == window.lab.state.config
    assert (other.lab.state.parameters.vector == window.lab.state.parameters.vector).all()


def test_that_a_set_up_is_opened_by_one_step_that_undo_takes_back(build_window):
    window = build_window("en")
    before = window.lab.state
    window.classroom.open_link(encode(SetUp("xor", training=(("seed", 77),))))
    assert window.lab.state.config.seed == 77
    window.lab.document.undo()
    assert window.lab.state is before


def test_that_a_set_up_that_does_not_fit_its_data_changes_nothing(build_window):
    window = build_window("en")
    before = window.lab.state
    told: list[Notice] = []
    window.lab.noticed.connect(told.append)
    window.classroom.open_link(encode(SetUp("xor", (LayerSpec(5),))))
    settle()
    assert window.lab.state is before
    assert "Nothing was changed" in told[-1].text


def test_that_a_window_opens_with_a_link(build_window):
    link = encode(setup_of(with_config(build_window("en").lab.state, seed=77)))
    assert build_window("en", "xor", "--link", link).lab.state.config.seed == 77


def test_that_a_link_to_somebody_s_lesson_says_that_its_file_is_missing(build_window):
    for tongue, part in (("en", "its file is not on this computer"), ("ko", "이 컴퓨터에 없습니다")):
        window = build_window(tongue)
        told = []
        window.lab.noticed.connect(told.append)
        window.classroom.open_link("nnlab:lesson/own/우리반")
        assert "“우리반.json”" in told[0].text or "우리반.json" in told[0].text
        assert part in told[0].text


def test_that_the_link_to_a_lesson_of_one_s_own_comes_with_the_way_to_its_file(window, monkeypatch):
    opened, told = [], []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    window.lab.noticed.connect(told.append)
    window.classroom._copy(LessonLink("own/mine"))
    (show,) = told[0].actions
    show.run()
    assert opened[0].toLocalFile() == str(own_folder())
    window.classroom._copy(LessonLink("first-light"))
    assert told[1].actions == ()


def test_that_what_no_link_can_hold_is_told_in_korean_without_an_english_word(build_window):
    window = build_window("ko")
    told = []
    window.lab.noticed.connect(told.append)
    for reason in ("own-data", "changed-data", "long", "name"):
        window.classroom._refuse(NoLinkError(reason, "this began with data of your own"))
    window.classroom.open_link("nnlab:setup/1.abc.00000000")
    assert not [notice.text for notice in told if re.search("[a-z]{3}", notice.text)]


def test_that_lessons_of_one_s_own_come_first_and_bad_ones_are_told_in_korean(build_window, qtbot):
    own_folder().mkdir(parents=True)
    own_files.save_own("mine", {**draft_of(load_lesson("first-light")), "part": "own"})
    (own_folder() / "bad.json").write_text('{"title": 3}', encoding="utf-8")
    (own_folder() / "<h1>x.json").write_text("{}", encoding="utf-8")
    window = build_window("ko")
    window.workspaces.show("lessons")
    room = window.workspaces.widget("lessons").room
    qtbot.waitUntil(lambda: len(room._own) == 3)
    assert room._rows[0].lesson.key == "own/mine"
    said = [text.text() for text in room.findChildren(QLabel) if ".json" in text.text()]
    assert len(said) == 2
    assert not [text for text in said if re.search(r"Rename|letters|Expected|Nothing", text)]


def test_that_a_damaged_link_in_the_clipboard_is_told_and_what_is_no_link_is_pasted_as_a_table(window, qtbot):
    told: list[Notice] = []
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.lab.noticed.connect(told.append)
    QGuiApplication.clipboard().setText("nnlab:setup/1.abc.00000000")
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().setText("hello")
    QTest.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [notice.kind for notice in told] == ["warning", "warning"]
    assert "link" in told[0].text
    assert "table" in told[1].text
    assert window.lab.state.preset == "seven-segment"


def test_that_a_link_is_typed_into_a_dialog_that_is_named(window):
    QGuiApplication.clipboard().setText("nnlab:lesson/one-layer")
    window.classroom.ask_for_link()
    line = window.findChild(QLineEdit, "link_field")
    assert line.text() == "nnlab:lesson/one-layer"
    assert nameless(line.window()) == []
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert window.classroom.player.lesson.key == "one-layer"


def test_that_the_switch_of_experiments_is_lit_until_the_one_that_is_meant_is_shown(window):
    window.classroom.player.start(
        lesson_of(
            Step(
                WORD,
                look_at="landscape_field",
                workspace="experiments",
                checks=(Goal(deed_checks.ResetDone()),),
            )
        )
    )
    experiments, highlight = window.findChild(Experiments), window.classroom.highlight
    experiments.show_experiment("starts")
    assert highlight.target is find(window, "experiment")
    experiments.show_experiment("descent")
    assert highlight.target is find(window, "landscape_field")


def test_that_what_waits_for_results_is_lit_by_the_button_that_makes_them(window, qtbot):
    window.classroom.player.start(
        lesson_of(
            Step(
                WORD, look_at="folds_table", workspace="experiments", checks=(Goal(deed_checks.ResetDone()),)
            )
        )
    )
    experiments, highlight = window.findChild(Experiments), window.classroom.highlight
    experiments.show_experiment("folds")
    assert highlight.target is find(window, "folds_start_button")
    folds = window.findChild(FoldsWorkspace)
    folds.model._backend = lambda _jobs, cancelled: InProcess(cancelled)
    folds.model.set_form(replace(folds.model.form, count=2, epochs=2))
    find(window, "folds_start_button").click()
    qtbot.waitUntil(lambda: folds.model.under_way is None, timeout=20_000)
    assert highlight.target is find(window, "folds_table")


@pytest.mark.parametrize("button", ["sweep_start_button", "folds_start_button"])
def test_that_no_sweep_and_no_fold_is_made_before_the_guess(window, qtbot, button):
    window.classroom.player.start(load_lesson("downhill"))
    qtbot.waitUntil(lambda: not window.classroom.player.is_preparing)
    window.findChild(Experiments).show_experiment(CONTROLS[button].experiment)
    assert not find(window, button).isEnabled()


def test_that_an_experiment_cannot_be_run_before_the_guess_either(window, qtbot):
    window.classroom.player.start(load_lesson("downhill"))
    qtbot.waitUntil(lambda: not window.classroom.player.is_preparing)
    window.findChild(Experiments).show_experiment("descent")
    buttons = [find(window, name) for name in ("run_button", "side_by_side")]
    assert not any(button.isEnabled() for button in buttons)
    window.classroom.player.guess(1.2)
    assert all(button.isEnabled() for button in buttons)


def test_that_the_room_does_not_stand_empty_while_the_language_changes(window):
    window.workspaces.show("lessons")
    settle()
    window.set_language("ko")
    rows = window.findChildren(LessonRow)
    assert rows
    assert all(row.isVisible() for row in rows if row.window() is window and not row.parent().isHidden())
    assert any(row.isVisible() for row in rows)
