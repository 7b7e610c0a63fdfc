"""The laboratory of starts: what it compares, when it works, and what it does to the network on the bench."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from nnlab.desktop import theme
from nnlab.desktop.explore.starts import start_texts
from nnlab.desktop.explore.starts.start_comparison import Shape, usual_epochs
from nnlab.desktop.explore.starts.workspace import Starts
from nnlab.desktop.widgets.candidate_card import CandidateCard
from nnlab.desktop.widgets.fields import NumberField
from nnlab.lessons import begin, load_preset
from nnlab.project import with_config, with_hidden_widths, with_layer, with_start
from nnlab.study.starts import STARTS
from tests.desktop.conftest import settle
from tests.desktop.pictures import pictures, project
from tests.desktop.test_controls_are_named import controls_of, nameless


@pytest.fixture
def build(build_window, qtbot):
    """Return what builds the workspace beside a window, shown and measured."""
    made = []

    def build(preset="seven-segment", tongue="en", state=None):
        lab = build_window(tongue, preset).lab
        if state is not None:
            lab.document.apply("test", state)
        starts = Starts(lab)
        qtbot.addWidget(starts)
        made.append(starts)
        starts.resize(956, 580)
        starts.show()
        qtbot.waitExposed(starts)
        return starts

    yield build
    for starts in made:
        starts.hide()


@pytest.fixture
def starts(build, qtbot):
    widget = build()
    qtbot.waitUntil(lambda: widget.comparison.view is not None)
    return widget


def candidate(starts, key):
    return starts.findChild(CandidateCard, f"candidate_{key}")


def button(starts, name):
    return starts.findChild(QPushButton, name)


def run_for_a_while(starts, qtbot):
    starts.comparison.run()
    qtbot.waitUntil(lambda: starts.comparison.view is not None and starts.comparison.view.updates > 0)


def test_that_all_eight_are_measured_before_any_training(starts):
    view = starts.comparison.view
    assert [c.start for c in view.candidates] == list(STARTS)
    assert view.updates == 0
    assert candidate(starts, "zeros").verdict == "100% dead"
    assert candidate(starts, "constant").verdict == "all units alike"
    assert "eight" in starts._curves._note


def test_that_the_start_of_the_bench_is_chosen_to_begin_with(build):
    lecun = build()
    assert candidate(lecun, "lecun").is_chosen
    assert button(lecun, "use_start_button").text() == "on the bench"
    assert not button(lecun, "use_start_button").isEnabled()


def test_that_run_trains_until_pause_and_again_goes_back(starts, qtbot):
    run, again = button(starts, "starts_run_button"), button(starts, "starts_again_button")
    starts.comparison.set_epochs(1_000_000)
    run.click()
    assert run.text() == "Pause"
    qtbot.waitUntil(lambda: starts.comparison.view.updates > 0)
    assert starts._curves._note == ""
    run.click()
    assert run.text() == "Run"
    qtbot.waitUntil(lambda: not starts._lab.previews.is_busy)
    rested = starts.comparison.view
    run.click()
    qtbot.waitUntil(lambda: starts.comparison.view.updates > rested.updates)
    again.click()
    qtbot.waitUntil(lambda: starts.comparison.view is not None)
    assert starts.comparison.view.updates == 0
    assert not starts.comparison.is_running


def test_that_the_comparison_ends_by_itself_and_goes_on_for_more_epochs(starts, qtbot):
    epochs = starts.findChild(NumberField, "starts_epochs_field")
    epochs.value_entered.emit(3)
    starts.comparison.run()
    qtbot.waitUntil(lambda: not starts.comparison.is_running)
    first = starts.comparison.view
    assert first.is_over
    assert first.epoch == 3
    epochs.value_entered.emit(5)
    starts.comparison.run()
    qtbot.waitUntil(lambda: not starts.comparison.is_running)
    view = starts.comparison.view
    assert view.epoch == 5
    for before, after in zip(first.candidates, view.candidates, strict=True):
        assert after.losses[: len(before.losses)].tolist() == before.losses.tolist()
    starts.comparison.run()  # of one that is over, from the beginning
    qtbot.waitUntil(lambda: not starts.comparison.is_running and starts.comparison.view is not None)
    again = starts.comparison.view
    assert again is not view
    assert [c.losses.tolist() for c in again.candidates] == [c.losses.tolist() for c in view.candidates]


def test_that_nothing_is_done_while_nobody_looks(starts, qtbot):
    starts.comparison.set_epochs(1_000_000)
    run_for_a_while(starts, qtbot)
    starts.hide()
    assert not starts.comparison.is_running
    assert not starts._lab.previews.is_busy
    starts._lab.document.apply("other", begin(load_preset("xor")))
    assert starts.comparison.view is None
    assert not starts._lab.previews.is_busy
    starts.show()
    qtbot.waitUntil(lambda: starts.comparison.view is not None)
    assert starts.comparison.view.candidates[0].spec.inputs == 2


def test_that_a_workspace_that_was_never_shown_does_nothing(build_window, qtbot):
    lab = build_window("en").lab
    qtbot.waitUntil(lambda: not lab.previews.is_busy)
    starts = Starts(lab)
    qtbot.addWidget(starts)
    lab.document.apply("other", begin(load_preset("xor")))
    assert not lab.previews.is_busy


@pytest.mark.parametrize("how", ["card", "key", "curve"])
def test_that_a_start_is_chosen_by_its_card_or_its_curve(starts, how):
    card = candidate(starts, "glorot")
    if how == "card":
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    elif how == "key":
        QTest.keyClick(card, Qt.Key.Key_Return)
    else:
        starts._curves.curve_clicked.emit("glorot")
    assert [key for key, card in starts._cards.items() if card.is_chosen] == ["glorot"]
    assert starts._chosen_card.accessibleName() == "Glorot"


def test_that_the_chosen_start_becomes_the_networks_as_one_step(starts, qtbot):
    lab, told = starts._lab, []
    run_for_a_while(starts, qtbot)
    starts.comparison.pause()
    view = starts.comparison.view
    lab.noticed.connect(lambda notice: told.append(notice.text))
    before = lab.state
    candidate(starts, "he").chosen.emit("he")
    button(starts, "use_start_button").click()
    assert [layer.init for layer in lab.state.spec.layers] == ["he_normal", "lecun_normal"]
    assert np.array_equal(
        lab.state.parameters.vector, with_start(before, "he_normal").state.parameters.vector
    )
    assert len(told) == 1
    assert "7-8-4" in told[0]
    assert "He" in told[0]
    assert starts.comparison.view.updates >= view.updates  # what was compared stays
    assert button(starts, "use_start_button").text() == "on the bench"
    lab.controller.undo()
    assert lab.state is before


def test_that_the_start_is_drawn_as_the_candidate_was(starts):
    compared = starts.comparison.view.candidates
    candidate(starts, "he").chosen.emit("he")
    button(starts, "use_start_button").click()
    (chosen,) = (c for c in compared if c.start.key == "he")
    assert chosen.spec == starts._lab.state.spec


def test_that_only_what_matters_begins_the_comparison_anew(starts, qtbot):
    lab = starts._lab
    view = starts.comparison.view
    lab.document.apply("start", with_layer(lab.state, 0, init="zeros").state)
    lab.document.apply("stop", with_config(lab.state, epochs=7, stop_loss=0.5))
    assert starts.comparison.view is view
    lab.document.apply("rate", with_config(lab.state, learning_rate=0.02))
    assert starts.comparison.view is None
    qtbot.waitUntil(lambda: starts.comparison.view is not None)
    lab.document.apply("activation", with_layer(lab.state, 0, activation="relu").state)
    assert starts.comparison.view is None


def test_that_other_hidden_layers_are_compared_without_touching_the_bench(starts, qtbot):
    before = starts._lab.state
    starts.findChild(NumberField, "starts_depth_field").value_entered.emit(4)
    starts.findChild(NumberField, "starts_width_field").value_entered.emit(16)
    assert starts.comparison.shape == Shape("tanh", 4, 16)
    qtbot.waitUntil(lambda: starts.comparison.view is not None)
    assert starts.comparison.view.candidates[0].spec.shape_text == "7-16-16-16-16-4"
    assert starts._lab.state is before
    starts.findChild(QWidget, "starts_bench_field").value_chosen.emit(True)
    qtbot.waitUntil(lambda: starts.comparison.view is not None)
    assert starts.comparison.view.candidates[0].spec.shape_text == "7-8-4"


def test_that_hidden_layers_of_the_bench_are_shown_as_they_are_and_chosen_within_limits(starts, qtbot):
    lab = starts._lab
    lab.document.apply("wide", with_hidden_widths(lab.state, [400]).state)
    width = starts.findChild(NumberField, "starts_width_field")
    assert width.value() == 400
    assert starts._controls._caption.text() == "7-400-4"
    starts.findChild(QWidget, "starts_bench_field").value_chosen.emit(False)
    assert starts.comparison.shape == Shape("tanh", 1, 256)
    assert width.value() == 256


def test_that_as_on_the_bench_shows_what_the_bench_has_and_cannot_be_changed(build):
    starts = build("textbook/311_1")
    fields = [starts.findChild(QWidget, f"starts_{name}_field") for name in ("activation", "depth", "width")]
    activation, depth, width = fields
    assert not any(field.isEnabled() for field in fields)
    assert (activation.text(), depth.text(), width.text()) == ("–", "0", "–")
    lab = starts._lab
    lab.document.apply("deep", with_hidden_widths(lab.state, [16, 8]).state)
    assert (depth.text(), width.text()) == ("2", "16, 8")
    starts.findChild(QWidget, "starts_bench_field").value_chosen.emit(False)
    assert all(field.isEnabled() for field in fields)
    assert width.text() == "16"


@pytest.mark.parametrize("start", STARTS, ids=lambda start: start.key)
def test_that_the_chosen_start_is_explained_in_a_low_window_with_large_type(starts, qapp, start):
    theme.apply(qapp, "projector")
    starts.resize(944, 580)
    starts._choose(start.key)
    starts.grab()
    shown, whole = starts._chosen_card._note.shown(), start_texts.start_note(start.key)
    assert len(shown) > 0.6 * len(whole)
    assert shown == whole or starts._chosen_card._note.toolTip() == whole


def test_that_a_network_too_large_for_eight_is_told_and_the_next_one_is_compared(starts, qtbot):
    starts.comparison.set_shape(Shape("relu", 10, 256))
    qtbot.waitUntil(lambda: starts._failure is not None)
    assert "500,000" in starts._curves._note
    starts.comparison.set_shape(None)
    qtbot.waitUntil(lambda: starts.comparison.view is not None)
    assert "500,000" not in starts._curves._note


def test_that_a_network_that_cannot_be_trained_is_told(starts, qtbot):
    lab = starts._lab
    lab.document.apply("step", with_layer(lab.state, 0, activation="step").state)
    qtbot.waitUntil(lambda: starts._failure is not None)
    assert "slope" in starts._curves._note
    starts.comparison.run()
    qtbot.waitUntil(lambda: not starts.comparison.is_running)


def test_that_of_many_pictures_it_says_how_many_are_used(build, qtbot):
    starts = build(state=project(pictures(1200, 60)))
    qtbot.waitUntil(lambda: starts.comparison.view is not None)
    assert "1,000 of 1,200 samples" in starts._curves_card._caption.text()
    assert starts.comparison.view.samples == 1000


def test_that_a_candidate_that_explodes_is_marked_in_card_and_curve(build, qtbot):
    starts = build()
    starts.comparison.set_shape(Shape("relu", 8, 32))
    starts.comparison.set_epochs(2)
    starts.comparison.run()
    qtbot.waitUntil(lambda: starts.comparison.view is not None and starts.comparison.view.is_over)
    assert candidate(starts, "large").verdict.startswith("exploded in epoch")
    (curve,) = (c for c in starts._curves._curves if c.key == "large")
    assert curve.broke_off


def test_that_the_histograms_follow_the_number_of_inputs(starts, qtbot):
    card = starts._histograms
    qtbot.waitUntil(lambda: bool(card._made))
    assert card._made[0].std == pytest.approx(0.0141, rel=0.01)
    starts.findChild(NumberField, "fan_in_field").value_entered.emit(2)
    qtbot.waitUntil(lambda: card._made[0].std > 0.5)
    assert card._made[0].std == pytest.approx(1.0, rel=0.01)
    assert [series.name for series in card._histograms._series] == ["He", "LeCun"]


@pytest.mark.parametrize("tongue", ["en", "ko"])
def test_that_every_control_is_named(build, qtbot, tongue):
    starts = build(tongue=tongue)
    qtbot.waitUntil(lambda: starts.comparison.view is not None)
    assert len(controls_of(starts)) > 20
    assert nameless(starts) == []
    names = [widget.objectName() for widget in controls_of(starts)]
    assert len(names) == len(set(names))


def test_that_every_preset_without_pictures_can_be_compared(build, qtbot):
    starts = build()
    for preset in ("textbook/311_1", "textbook/318_3", "xor", "binary-to-segments", "lecture/ten-points"):
        starts._lab.document.apply("open", begin(load_preset(preset)))
        starts._failure = None
        qtbot.waitUntil(lambda: starts.comparison.view is not None or starts._failure is not None)
        assert starts._failure is None
        settle()


def test_that_the_usual_epochs_are_those_of_the_bench_or_some_ten_thousand_updates():
    state = begin(load_preset("seven-segment"))
    assert usual_epochs(state) == 500
    assert usual_epochs(with_config(state, epochs=None)) == 1000
    assert usual_epochs(with_config(state, epochs=None, batch_size=None)) == 10_000


@pytest.mark.parametrize("start", STARTS, ids=lambda start: start.key)
def test_that_every_start_has_a_name_a_formula_and_a_note(start):
    assert start_texts.start_name(start.key)
    assert start_texts.start_formula(start.init)[0] in "σW"
    assert 0 < len(start_texts.start_note(start.key)) <= 240
    assert len(start_texts.used_start(start.key, "784-392-196-10", 2**31)) <= 240


def test_that_a_little_is_not_none_and_nearly_all_is_not_all():
    assert [start_texts.percent(share) for share in (0, 1e-6, 0.5, 0.999, 1)] == [
        "0%",
        "1%",
        "50%",
        "99%",
        "100%",
    ]


def test_that_closing_the_window_in_the_middle_of_a_comparison_ends_it(starts, qtbot):
    starts.comparison.set_epochs(1_000_000)
    run_for_a_while(starts, qtbot)
    lab = starts._lab
    lab.shut_down()
    assert not lab.previews.is_busy
    starts.comparison.again()  # nobody works any more, and nothing is raised
    starts.comparison.run()
    assert not lab.previews.is_busy
