"""What the builder says of the data: how much there is, and the scales that can be chosen."""

import pytest

from nnlab.data.image_data import Scales, one_digit, rescaled, scales_of
from nnlab.desktop.bench.data_section import DataSection
from nnlab.desktop.lab import Lab
from nnlab.lessons import begin, load_preset
from tests.desktop.pictures import pictures, project


@pytest.fixture
def lab(qapp):
    lab = Lab(project())
    yield lab
    lab.shut_down()


@pytest.fixture
def section(lab, qtbot) -> DataSection:
    section = DataSection(lab)
    qtbot.addWidget(section)
    section.show()
    return section


def test_that_it_counts_the_samples_of_both_parts(section):
    assert section._training.text() == "300"
    assert section._test.text() == "40"
    assert section._pixels.value() == (0.0, 1.0)
    assert section._targets.value() == (0.0, 1.0)


def test_that_scales_are_chosen_one_by_one_and_undone(section, lab):
    section._pixels.value_chosen.emit((0.01, 1.0))
    section._targets.value_chosen.emit((0.01, 0.99))
    assert scales_of(lab.state.dataset) == Scales((0.01, 1.0), (0.01, 0.99))
    assert scales_of(lab.state.dataset.test) == Scales((0.01, 1.0), (0.01, 0.99))
    assert section._targets.value() == (0.01, 0.99)
    lab.controller.undo()
    assert section._targets.value() == (0.0, 1.0)
    assert section._pixels.value() == (0.01, 1.0)


def test_that_scales_are_changed_in_the_middle_of_a_training(section, lab, qtbot):
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.controller.snapshot.step > 0, timeout=20_000)
    section._pixels.value_chosen.emit((0.01, 1.0))
    qtbot.waitUntil(lambda: scales_of(lab.state.dataset).pixels == (0.01, 1.0))
    assert lab.picture.figures.probe[0].min() >= 0.01


def test_that_data_without_pictures_or_test_samples_have_no_such_rows(section, lab):
    lab.controller.edit("Open", lambda _: begin(load_preset("seven-segment")))
    assert section._training.text() == "10"
    assert not section._test.isVisible()
    assert not section._pixels.isVisible()
    assert not section._targets.isVisible()


def test_that_the_button_asks_for_files(section, lab):
    asked: list[int] = []
    lab.openings.files_wanted.connect(lambda: asked.append(1))
    section._open.click()
    assert asked == [1]


def test_that_pixels_of_a_single_question_are_scaled_and_its_answers_stay(section, lab):
    eight = one_digit(pictures(), 8)
    lab.controller.edit("Open", lambda _: project(eight, loss="half_squared_error"))
    section._pixels.value_chosen.emit((0.01, 1.0))
    assert lab.state.dataset.inputs.low == 0.01
    assert (lab.state.dataset.targets == eight.targets).all()
    assert (lab.state.dataset.test.targets == eight.test.targets).all()
    assert (rescaled(eight, Scales((0.0, 0.5))).targets == eight.targets).all()
