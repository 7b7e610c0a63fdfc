"""The check of gradients in the window: what it shows, for which step size, and that it ends with its dialog."""

import re
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from nnlab.desktop.arithmetic import gradient_sentences as say
from nnlab.desktop.arithmetic.gradient_dialog import STEPS, GradientDialog, open_gradient_check
from nnlab.desktop.widgets.epsilon_plot import EpsilonPlot
from nnlab.desktop.widgets.error_map import ErrorMap
from nnlab.desktop.widgets.readout import Readout
from nnlab.desktop.widgets.speed_slider import SpeedSlider
from nnlab.desktop.words import language
from nnlab.engine import activations
from nnlab.engine.activations import activation
from nnlab.lessons import begin, load_preset
from nnlab.project import with_layer, with_weight
from nnlab.study.gradient_check import GradientStudy
from tests.desktop.conftest import settle
from tests.desktop.test_controls_are_named import controls_of, nameless

PATIENCE_MS = 30_000


@pytest.fixture
def window(build_window):
    return build_window("en")


def opened(window, qtbot) -> GradientDialog:
    """Return the dialog as the button of the bench opens it."""
    qtbot.mouseClick(window.findChild(QPushButton, "check_gradients_button"), Qt.MouseButton.LeftButton)
    return window.findChild(GradientDialog)


def finished(dialog: GradientDialog, qtbot) -> GradientDialog:
    qtbot.waitUntil(lambda: dialog.found is not None and dialog.found.share == 1.0, timeout=PATIENCE_MS)
    settle()
    return dialog


def texts(dialog: GradientDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisibleTo(dialog))


def verdict(dialog: GradientDialog) -> str:
    return dialog.findChild(QLabel, "gradient_verdict").text()


def choose(dialog: GradientDialog, epsilon: float) -> None:
    dialog.findChild(SpeedSlider).position_chosen.emit(STEPS.index(epsilon))


def put_on_bench(window, state) -> None:
    window.lab.document.open(state)
    settle()


def test_that_the_button_checks_the_network_on_the_bench(window, qtbot):
    dialog = finished(opened(window, qtbot), qtbot)
    assert dialog.epsilon == 1e-5
    assert verdict(dialog) == "The gradients agree"
    said = texts(dialog)
    assert "Loss of all 10 samples. All 100 parameters were checked." in said
    assert "Largest relative error" in said
    assert "W 7 × 8, b 8" in said
    dialog.close()


def test_that_weights_changed_by_hand_are_the_ones_that_are_checked(window, qtbot):
    put_on_bench(window, with_weight(window.lab.state, 0, 0, 0, 0.123))
    dialog = finished(opened(window, qtbot), qtbot)
    state = window.lab.state
    expected = GradientStudy(
        state.parameters, state.dataset.inputs, state.dataset.targets, state.config.loss
    ).analytic
    np.testing.assert_array_equal(dialog.found.study.analytic, expected)
    dialog.close()


def test_that_a_network_in_training_is_checked_as_it_is_and_trains_on(window, qtbot):
    window.lab.controller.train()
    qtbot.waitUntil(lambda: window.lab.picture.snapshot.step > 0, timeout=PATIENCE_MS)
    open_gradient_check(window.lab, window)
    qtbot.waitUntil(lambda: window.findChild(GradientDialog) is not None, timeout=PATIENCE_MS)
    assert window.lab.controller.is_running
    dialog = finished(window.findChild(GradientDialog), qtbot)
    fresh = begin(load_preset("seven-segment"))
    assert not np.array_equal(
        dialog.found.study.analytic,
        GradientStudy(
            fresh.parameters, fresh.dataset.inputs, fresh.dataset.targets, fresh.config.loss
        ).analytic,
    )
    dialog.close()


def test_that_the_slider_shows_truncation_at_one_end_and_rounding_at_the_other(window, qtbot):
    dialog = finished(opened(window, qtbot), qtbot)
    choose(dialog, 1e-1)
    assert verdict(dialog) == "Cannot be told at ε\u00a0=\u00a00.1"
    assert "(truncation)" in texts(dialog)
    choose(dialog, 1e-12)
    assert verdict(dialog) == "Cannot be told at ε\u00a0=\u00a010⁻¹²"
    assert "(rounding)" in texts(dialog)
    dialog.close()


def test_that_moving_the_slider_computes_nothing_again(window, qtbot):
    dialog = finished(opened(window, qtbot), qtbot)
    found = dialog.found
    for epsilon in STEPS:
        choose(dialog, epsilon)
        assert dialog.found is found
        assert not window.lab.previews.is_busy
    dialog.close()


def test_that_the_keyboard_and_the_plot_move_the_slider(window, qtbot):
    dialog = finished(opened(window, qtbot), qtbot)
    slider, plot = dialog.findChild(SpeedSlider), dialog.findChild(EpsilonPlot)
    qtbot.keyClick(slider, Qt.Key.Key_Right)
    assert dialog.epsilon == 3e-5
    plot.position_chosen.emit(STEPS.index(1e-8))
    assert (dialog.epsilon, slider.label()) == (1e-8, "ε\u00a0=\u00a010⁻⁸")
    dialog.close()


def test_that_a_cell_says_both_gradients_and_their_relative_error(window, qtbot):
    dialog = finished(opened(window, qtbot), qtbot)
    cells = dialog.findChild(ErrorMap, "error_map_1")
    study, step = dialog.found.study, next(step for step in dialog.found.steps if step.epsilon == 1e-5)
    number = 2 * 8 + 1
    readings = dict(cells.readings((2, 1)))
    assert readings[""] == study.place(number).name == "W1[3, 2]"
    assert float(readings["back-propagated"].replace("−", "-")) == pytest.approx(
        step.analytic[number], rel=1e-5
    )
    assert float(readings["numeric"].replace("−", "-")) == pytest.approx(step.numeric[number], rel=1e-5)
    assert set(readings) == {"", "back-propagated", "numeric", "relative error"}
    bias = dict(cells.readings((7, 4)))
    assert bias[""] == "b1[5]"
    dialog.close()


def test_that_a_cell_is_read_with_the_keyboard(window, qtbot):
    dialog = finished(opened(window, qtbot), qtbot)
    cells = dialog.findChild(ErrorMap, "error_map_2")
    cells.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(cells, Qt.Key.Key_Down)
    assert cells.accessibleDescription().startswith("W2[2, 1] back-propagated ")
    dialog.close()


def test_that_of_a_large_network_it_says_what_was_drawn(window, qtbot):
    put_on_bench(window, begin(load_preset("strokes")))
    dialog = finished(opened(window, qtbot), qtbot)
    said = texts(dialog)
    assert "Of 50,890 parameters 2,000 were checked, drawn from every layer." in said
    assert "Loss of the first 16 of 12,000 samples." in said
    assert "784 × 64 · 1,350 of 50,240 drawn" in said
    first = dialog.findChild(ErrorMap, "error_map_1")
    assert dict(first.readings((0, 0)))[""] == dialog.found.study.place(0).name
    dialog.close()


def test_that_of_a_large_network_it_says_how_many_could_not_be_judged():
    state = begin(load_preset("strokes"))
    data, rows = state.dataset, slice(0, 1)
    study = GradientStudy(state.parameters, data.inputs[rows], data.targets[rows], state.config.loss)
    assert say.parameters(study, 12) == (
        "Of 50,890 parameters 2,000 were checked, drawn from every layer. Of these, 12 could not be judged: every "
        "step comes over a kink."
    )


def test_that_kinks_are_named_by_layer_and_unit(window, qtbot):
    put_on_bench(window, with_layer(begin(load_preset("xor")), 0, activation="relu").state)
    dialog = finished(opened(window, qtbot), qtbot)
    assert verdict(dialog) == "The gradients agree"
    assert (
        "At a kink with this ε, and so outlined and not judged by it: 4 parameters, because of layer 1: "
        "h1, h2, h3, h4." in texts(dialog)
    )
    assert "Of 17 parameters 13 were checked; 4 could not be judged: every step comes over a kink." in texts(
        dialog
    )
    first = dialog.findChild(ErrorMap, "error_map_1")
    assert dict(first.readings((2, 0)))["relative error"].endswith(", at a kink")
    dialog.close()


@pytest.fixture
def broken_tanh(monkeypatch):
    """A backward rule of tanh whose gradients are 1 % too large."""
    right = activation("tanh")

    def wrong(Z, Y, dY, dZ, S, M):
        right.backward(Z, Y, dY, dZ, S, M)
        dZ *= 1.01

    monkeypatch.setitem(activations._PLAIN, "tanh", replace(right, backward=wrong))
    activation.cache_clear()
    yield
    monkeypatch.undo()
    activation.cache_clear()


def test_that_a_wrong_gradient_is_seen(window, qtbot, broken_tanh):
    dialog = finished(opened(window, qtbot), qtbot)
    assert verdict(dialog) == "The gradients disagree"
    for epsilon in (1e-3, 1e-6):
        choose(dialog, epsilon)
        assert verdict(dialog) == "The gradients disagree"
    dialog.close()


def test_that_the_wrong_parameter_is_named_where_the_error_of_another_is_larger(window, qtbot, broken_tanh):
    dialog = finished(opened(window, qtbot), qtbot)
    choose(dialog, 1e-12)
    step = next(step for step in dialog.found.steps if step.epsilon == 1e-12)
    assert step.max_relative_error > 0.05  # by rounding
    named = [text for text in texts(dialog).splitlines() if text.startswith("Most clearly wrong is ")]
    assert len(named) == 1
    assert re.search(r" is W1\[.+\], by a relative error of 0\.009\d at ε", named[0])
    assert f" {dialog.found.study.place(step.worst).name}," not in named[0]
    choose(dialog, 1e-5)
    assert named[0] in texts(dialog)
    dialog.close()


def test_that_a_network_that_cannot_be_trained_is_told_in_a_sentence(window, qtbot):
    put_on_bench(window, with_layer(begin(load_preset("xor")), 0, activation="step").state)
    dialog = opened(window, qtbot)
    qtbot.waitUntil(lambda: dialog._job.is_over, timeout=PATIENCE_MS)
    assert "Layer 1 has a step" in texts(dialog)
    assert dialog.found is None
    dialog.close()


def test_that_closing_the_dialog_ends_the_check(window, qtbot):
    put_on_bench(window, begin(load_preset("strokes")))
    dialog = opened(window, qtbot)
    job = dialog._job
    dialog.close()
    assert job.is_cancelled()
    settle()
    done: list[int] = []
    window.lab.previews.start(lambda _job: 1, done.append)  # the lane is free for the next
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE_MS)
    assert not window.lab.previews.is_busy


def test_that_the_window_can_close_while_a_check_goes_on(window, qtbot):
    put_on_bench(window, begin(load_preset("strokes")))
    job = opened(window, qtbot)._job
    window.leave()
    assert job.is_cancelled()


def test_that_its_progress_is_told_until_all_is_known(window, qtbot):
    put_on_bench(window, begin(load_preset("strokes")))
    dialog = opened(window, qtbot)
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=PATIENCE_MS)
    assert dialog.found.share < 1.0
    assert "Checking 23 step sizes … " in texts(dialog)
    finished(dialog, qtbot)
    assert "Checking" not in texts(dialog)
    dialog.close()


@pytest.mark.parametrize("tongue", language.LANGUAGES)
def test_that_its_controls_are_named(build_window, qtbot, tongue):
    dialog = finished(opened(build_window(tongue), qtbot), qtbot)
    assert len(controls_of(dialog)) >= 5
    assert nameless(dialog) == []
    dialog.close()


def test_that_another_language_leaves_what_is_found(window, qtbot, qapp):
    dialog = finished(opened(window, qtbot), qtbot)
    language.apply(qapp, "ko")
    settle()
    assert dialog.found.share == 1.0
    assert "ε\u00a0=\u00a010⁻⁵" in texts(dialog)
    dialog.close()


def test_that_the_check_is_offered_beside_the_gradients_where_there_is_little_room(window, qtbot):
    panel = window.findChild(QPushButton, "check_gradients_button").parentWidget()
    button = window.findChild(QPushButton, "check_gradients_button")
    assert button.isVisibleTo(panel)
    panel.set_brief(True)
    assert not button.isVisibleTo(panel)
    panel.set_kind("dW")
    assert button.isVisibleTo(panel)
    panel.set_brief(False)
    assert button.isVisibleTo(panel)


def test_that_pointing_at_the_plot_reads_it(window, qtbot):
    dialog = finished(opened(window, qtbot), qtbot)
    plot = dialog.findChild(EpsilonPlot)
    plot._point_at(STEPS.index(1e-5))
    pairs = [readout.pairs() for readout in dialog.findChildren(Readout) if readout.pairs()]
    assert [name for name, _value in pairs[0]] == ["ε", "largest", "median"]
    assert pairs[0][0][1] == "10⁻⁵"
    dialog.close()
