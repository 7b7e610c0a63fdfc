"""The drawing: one for all pads, seen step by step, gone when a sample takes its place."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from nnlab.data.drawing import Steps, see
from nnlab.data.image_data import Scales
from nnlab.desktop.lab import Lab
from nnlab.lessons import begin, load_preset
from nnlab.project import with_scales
from nnlab.training import StepSize
from tests.desktop.pictures import pictures, project, stroke


@pytest.fixture
def lab(qapp) -> Iterator[Lab]:
    lab = Lab(project())
    yield lab
    lab.shut_down()


@pytest.fixture
def changes(lab) -> list[bool]:
    heard: list[bool] = []
    lab.drawing.changed.connect(lambda: heard.append(lab.drawing.ink is not None))
    return heard


def test_that_there_is_no_drawing_to_begin_with_and_all_steps_are_on(lab):
    assert lab.drawing.ink is None
    assert lab.drawing.seen is None
    assert lab.drawing.steps == Steps()


def test_that_what_is_drawn_reaches_the_network_as_mnist_s_digits_do(lab, changes):
    lab.drawing.set_ink(stroke())
    seen = see(stroke(), Steps())
    assert np.array_equal(lab.drawing.seen.final, seen.final)
    assert np.allclose(lab.picture.figures.probe[0], seen.inputs[0])
    assert lab.probe.row is None
    assert lab.probe.target is None
    assert changes == [True]


@pytest.mark.parametrize("step", ["crop", "scale", "centre"])
def test_that_switching_a_step_changes_what_the_network_gets_and_back(lab, step):
    lab.drawing.set_ink(stroke())
    before = lab.picture.figures.probe[0].copy()
    lab.drawing.toggle_step(step)
    expected = see(stroke(), replace(Steps(), **{step: False})).inputs[0]
    assert np.allclose(lab.picture.figures.probe[0], expected)
    assert not np.array_equal(lab.picture.figures.probe[0], before)
    lab.drawing.toggle_step(step)
    assert np.array_equal(lab.picture.figures.probe[0], before)


def test_that_a_step_switched_while_nothing_is_drawn_is_told_and_holds_for_the_next_drawing(lab, changes):
    lab.drawing.toggle_step("scale")
    assert changes == [False]
    assert not lab.drawing.steps.scale
    assert lab.probe.row == 0
    lab.drawing.set_ink(stroke())
    assert np.array_equal(lab.drawing.seen.final, see(stroke(), Steps(scale=False)).final)


def test_that_a_drawing_ends_when_a_sample_is_put_on_the_bench(lab, changes):
    lab.drawing.set_ink(stroke())
    lab.probe.set_row(3)
    assert lab.drawing.ink is None
    assert lab.drawing.seen is None
    assert changes == [True, False]


def test_that_a_drawing_ends_when_a_step_by_hand_puts_its_sample_on_the_bench(lab, qtbot):
    lab.drawing.set_ink(stroke())
    heard: list[int | None] = []
    lab.probe.changed.connect(lambda: heard.append(lab.probe.row))
    lab.controller.step(StepSize.SAMPLE)
    qtbot.waitUntil(lambda: not lab.controller.is_busy)
    row = lab.picture.snapshot.row
    assert row is not None
    assert lab.drawing.ink is None
    assert heard
    assert heard[-1] == row
    assert np.array_equal(lab.picture.figures.probe[0], lab.state.dataset.inputs[row])


@pytest.mark.parametrize("other", ["xor", "pictures"])
def test_that_a_drawing_ends_with_the_data_set(lab, changes, other):
    lab.drawing.set_ink(stroke())
    state = project(pictures(name="others")) if other == "pictures" else begin(load_preset("xor"))
    lab.controller.edit("Open", lambda _: state)
    assert lab.drawing.ink is None
    assert changes == [True, False]
    assert lab.probe.row == 0


def test_that_a_drawing_outlives_a_change_of_scales_and_is_seen_on_the_new_ones(lab, changes):
    lab.drawing.set_ink(stroke())
    final = lab.drawing.seen.final
    lab.controller.edit("Scale", lambda state: with_scales(state, Scales((0.01, 1.0))))
    assert lab.drawing.ink is not None
    assert lab.picture.figures.probe[0].min() == pytest.approx(0.01)
    assert np.allclose(lab.picture.figures.probe[0], 0.01 + 0.99 * final.reshape(-1) / 255)
    assert changes == [True]


def test_that_an_empty_pad_is_a_blank_picture_rather_than_a_sample(lab):
    lab.drawing.set_ink(np.zeros((280, 280), dtype=np.uint8))
    assert lab.drawing.seen.is_empty
    assert not lab.picture.figures.probe[0].any()
    assert lab.probe.row is None


def test_that_nothing_is_drawn_where_the_network_takes_no_pictures_or_others(qapp):
    lab = Lab(begin(load_preset("seven-segment")))
    lab.drawing.set_ink(stroke())
    assert not lab.drawing.fits
    assert lab.drawing.ink is None
    assert lab.probe.row == 0
    lab.shut_down()
