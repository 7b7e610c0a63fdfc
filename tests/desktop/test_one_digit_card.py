"""One unit that is asked whether a picture shows one digit."""

from dataclasses import replace

import numpy as np
import pytest

from nnlab.data.image_data import average_picture, image_dataset, one_digit
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.desktop.lab import Lab
from nnlab.desktop.panels.one_digit_card import OneDigitCard
from nnlab.engine import LayerSpec, Network, NetworkSpec, Parameters, TrainingConfig
from nnlab.lessons import begin, load_preset
from nnlab.project import ProjectState
from tests.presets_here import mnist_folder


def part(count: int, seed: int) -> LabelledImages:
    rng = np.random.default_rng(seed)
    labels = (np.arange(count) % 10).astype(np.uint8)
    images = rng.integers(0, 60, (count, 28, 28), dtype=np.uint8)
    images[labels == 8, 8:20, 8:20] += np.uint8(90)
    return LabelledImages(images, labels)


def asked() -> ProjectState:
    data = one_digit(image_dataset("some", ImageSplit(part(300, 1), part(100, 2))), 8)
    spec = NetworkSpec(784, (LayerSpec(1, "sigmoid", "given"),), "float64")
    given = Parameters.from_layers(spec, [(average_picture(data), [-30.0])])
    config = TrainingConfig(loss="binary_cross_entropy", batch_size=10, epochs=2)
    return ProjectState.begin(data, spec, config, given=given)


@pytest.fixture
def lab(qtbot):
    lab = Lab(asked())
    yield lab
    lab.shut_down()


@pytest.fixture
def card(lab, qtbot) -> OneDigitCard:
    card = OneDigitCard(lab)
    qtbot.addWidget(card)
    card.resize(460, 250)
    card.show()
    qtbot.waitUntil(lambda: card._shares["train"][1].text() != "–")
    return card


def told(card: OneDigitCard) -> list[str]:
    return [value.text() for _, value in card._shares.values()]


def measured(state: ProjectState, threshold: float = 0.5) -> list[str]:
    network, shares = Network.reading(state.parameters), []
    for data in (state.dataset, state.dataset.test):
        right = (network.predict(data.inputs)[:, 0] >= threshold) == (data.targets[:, 0] == 1)
        shares.append(right.mean())
    own = state.dataset.test.targets[:, 0] == 1
    shares.append(right[own].mean())
    return [f"{100 * share:.1f}%" for share in shares]


def test_that_the_accuracies_are_those_of_the_network(card, lab) -> None:
    assert told(card) == measured(lab.state)


def test_that_a_drag_moves_the_bias_as_one_undo_step(card, lab) -> None:
    before = lab.state
    for score in (20.0, 30.0, 44.5):
        card._spread.boundary_dragged.emit(score)
    card._spread.drag_ended.emit()
    assert float(lab.state.parameters.layers[0][1][0]) == -44.5
    assert card._bias.value() == -44.5
    assert told(card) == measured(lab.state)
    lab.controller.undo()
    assert lab.state is before
    card._spread.boundary_dragged.emit(1.0)
    card._spread.drag_ended.emit()
    card._spread.boundary_dragged.emit(2.0)
    lab.controller.undo()
    assert float(lab.state.parameters.layers[0][1][0]) == -1.0, "the next drag is a step of its own"


def test_that_the_threshold_moves_the_line_and_not_the_network(card, lab) -> None:
    before = lab.state
    card._limit.value_entered.emit(0.9)
    assert lab.state is before
    assert card._spread._boundary == pytest.approx(30.0 + np.log(9))
    assert told(card) == measured(lab.state, 0.9)
    card._bias.value_entered.emit(-20.0)
    assert told(card) == measured(lab.state, 0.9)


def test_that_training_brings_new_scores(card, lab, qtbot) -> None:
    old = card._scores
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.state.training.epoch == 2 and not lab.controller.is_busy)
    qtbot.waitUntil(lambda: card._scores is not old and told(card) == measured(lab.state))


def test_that_it_shows_for_one_question_and_one_unit_only(card, lab, qtbot) -> None:
    assert card.applies
    lab.document.open(begin(load_preset("xor")))
    assert not card.applies
    assert card.isHidden()


def test_that_the_numbers_of_the_lecture_are_on_the_card(qtbot, monkeypatch) -> None:
    folder = mnist_folder()
    if folder is None:
        pytest.skip("MNIST is neither in ../shared/data/mnist nor in the folder NNLAB_TEST_MNIST")
    monkeypatch.setenv("NNLAB_DATA", str(folder))
    lab = Lab(begin(load_preset("lecture/average-eight")))
    card = OneDigitCard(lab)
    qtbot.addWidget(card)
    card.show()
    lab.probe.set_row(17)
    qtbot.waitUntil(lambda: told(card) == ["68.3%", "67.4%", "81.2%"], timeout=20_000)
    assert "54.2" in card._caption.text()
    lab.shut_down()


def test_that_without_unseen_pictures_two_accuracies_are_missing(lab, qtbot) -> None:
    lab.document.open(replace(lab.state, dataset=replace(lab.state.dataset, test=None)))
    card = OneDigitCard(lab)
    qtbot.addWidget(card)
    card.show()
    qtbot.waitUntil(lambda: card._shares["train"][1].text() != "–")
    assert [value.isHidden() for _, value in card._shares.values()] == [False, True, True]
