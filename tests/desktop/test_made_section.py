"""The numbers from which points and curves are made, in the builder."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from nnlab.data.made import MadeData
from nnlab.desktop.bench.data_section import DataSection
from nnlab.desktop.bench.made_section import MadeSection
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.fields import NumberField
from nnlab.lessons import begin, load_preset


@pytest.fixture
def lab(qapp):
    lab = Lab(begin(load_preset("moons")))
    yield lab
    lab.shut_down()


@pytest.fixture
def section(lab, qtbot) -> MadeSection:
    section = DataSection(lab)
    qtbot.addWidget(section)
    section.show()
    return section.findChild(MadeSection)


def field(section: MadeSection, name: str) -> NumberField:
    return section.findChild(NumberField, f"data_{name}_field")


def test_that_it_shows_what_the_data_are_made_from(section):
    assert [field(section, name).text() for name in ("samples", "noise", "seed")] == ["200", "0.1", "0"]
    assert section.isVisible()
    assert not field(section, "classes").isVisible()


def test_that_each_number_is_an_edit_that_is_undone_and_the_weights_stay(section, lab):
    weights = lab.state.parameters.vector
    for name, value in (("samples", 100), ("noise", 0.3), ("seed", 7)):
        field(section, name).value_entered.emit(value)
    assert lab.state.dataset.origin == MadeData("moons", 100, 0.3, 7)
    assert len(lab.state.dataset.targets) == 80
    np.testing.assert_array_equal(lab.state.parameters.vector, weights)
    for _ in range(3):
        lab.controller.undo()
    assert lab.state.dataset.origin == MadeData("moons")
    assert field(section, "noise").text() == "0.1"


def test_that_steps_of_the_noise_are_one_undo_step(section, lab, qtbot):
    noise = field(section, "noise")
    noise.setFocus()
    for _ in range(3):
        qtbot.keyClick(noise, Qt.Key.Key_Up)
    assert lab.state.dataset.origin == MadeData("moons", noise=0.3)
    lab.controller.undo()
    assert lab.state.dataset.origin == MadeData("moons")


def test_that_the_dice_makes_other_samples(section, lab, qtbot):
    before = np.asarray(lab.state.dataset.inputs)
    qtbot.mouseClick(section._dice, Qt.MouseButton.LeftButton)
    assert lab.state.dataset.origin == MadeData("moons", seed=1)
    assert (np.asarray(lab.state.dataset.inputs) != before).any()


def test_that_blobs_have_classes_and_the_output_layer_follows(section, lab):
    lab.controller.edit("Open", lambda _: begin(load_preset("blobs")))
    assert field(section, "classes").isVisible()
    field(section, "classes").value_entered.emit(4)
    assert lab.state.spec.outputs == 4


def test_that_other_data_have_no_such_numbers(section, lab):
    lab.controller.edit("Open", lambda _: begin(load_preset("xor")))
    assert not section.isVisible()


def test_that_data_are_made_anew_in_the_middle_of_a_training(section, lab, qtbot):
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.controller.snapshot.step > 0, timeout=20_000)
    field(section, "noise").value_entered.emit(0.5)
    qtbot.waitUntil(lambda: lab.state.dataset.origin == MadeData("moons", noise=0.5))
