"""The card of a network that is one unit: the notes' average eight, and what one does with it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nnlab.data import Dataset
from nnlab.data.image_data import Scales, average_picture, first_pictures, image_dataset, one_digit
from nnlab.data.image_files import open_images
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.desktop.bench.one_digit_card import OneDigitCard
from nnlab.desktop.widgets.bit_lamps import BitLamps
from nnlab.desktop.widgets.score_spread import ScoreSpread
from nnlab.desktop.words.data_sentences import sample_name
from nnlab.engine import LayerSpec, Network, NetworkSpec, Parameters, TrainingConfig, accuracy
from nnlab.project import ProjectState, with_dataset, with_hidden_widths, with_layer, with_weight
from tests.desktop.test_controls_are_named import nameless


def pictures(count: int, seed: int, side: int = 6) -> LabelledImages:
    """Return noisy pictures of ten classes, each of which is brightest somewhere else."""
    rng = np.random.default_rng(seed)
    labels = (np.arange(count) % 10).astype(np.uint8)
    images = rng.integers(0, 120, (count, side * side))
    for shift in range(3):
        images[np.arange(count), (labels * 3 + shift) % (side * side)] += 100
    return LabelledImages(images.astype(np.uint8).reshape(count, side, side), labels)


def dataset_of(*, tested: bool = True) -> Dataset:
    split = ImageSplit(pictures(300, 0), pictures(100, 1) if tested else None)
    return one_digit(image_dataset("some", split), 8)


def state_of(dataset: Dataset, bias: float = -2.0) -> ProjectState:
    """Return the project of the notes for `dataset`: its average picture as weights."""
    spec = NetworkSpec(dataset.inputs.shape[1], (LayerSpec(1, "sigmoid", "given"),), "float64")
    given = Parameters.from_layers(spec, [(average_picture(dataset), [bias])])
    config = TrainingConfig(loss="binary_cross_entropy", batch_size=10, epochs=None)
    return ProjectState.begin(dataset, spec, config, given=given)


@pytest.fixture
def window(build_window, qtbot):
    window = build_window("en")
    assert QTest.qWaitForWindowExposed(window)
    window.lab.document.open(state_of(dataset_of()))
    wait_for_scores(qtbot, window)
    return window


def wait_for_scores(qtbot, window) -> None:
    """Wait until W·x is that of the weights on the bench."""
    scorer = window.bench.one_digit._scorer

    def done() -> bool:
        W, _ = window.lab.picture.snapshot.parameters.layers[0]
        return scorer.scores is not None and scorer.scores.is_of(W[:, 0])

    qtbot.waitUntil(done, timeout=30_000)


def shown(window, name: str) -> str:
    return window.bench.one_digit.findChild(object, f"one_digit_{name}").text()


def percent(share: float | None) -> str:
    assert share is not None
    return f"{100 * share:.2f}%"


def answered(window, dataset: Dataset) -> float | None:
    """Return the accuracy of the document's network by the engine."""
    outputs = Network.reading(window.lab.state.parameters).predict(dataset.inputs[:])
    return accuracy(outputs, dataset.targets, dataset.task)


def enter(window, name: str, text: str) -> None:
    field = window.bench.one_digit.findChild(object, f"one_digit_{name}_field")
    field.setFocus(Qt.FocusReason.TabFocusReason)
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def bias(window) -> float:
    return float(window.lab.state.parameters.layers[0][1][0])


def test_that_the_card_takes_the_place_of_those_that_say_nothing(window):
    bench = window.bench
    assert bench.one_digit.isVisible()
    assert bench.loss.isVisible()
    assert not any(
        card.isVisible() for card in (bench.answers, bench.patterns, bench.mistakes, bench.confusion)
    )


def test_that_the_card_is_for_one_unit_and_one_class_of_pictures_only(window, qtbot):
    lab, card = window.lab, window.bench.one_digit
    lab.controller.edit("Widen", lambda state: with_hidden_widths(state, (3,)))
    assert not card.isVisible()
    lab.controller.undo()
    assert card.isVisible()
    lab.controller.edit("Classes", lambda state: with_layer(state, 0, activation="softmax"))
    assert not card.isVisible()
    lab.controller.undo()
    split = ImageSplit(pictures(300, 0), None)
    lab.controller.edit("Data", lambda state: with_dataset(state, image_dataset("some", split)))
    assert not card.isVisible()


def test_that_the_accuracies_are_those_of_the_engine(window):
    dataset = window.lab.state.dataset
    assert shown(window, "training") == percent(answered(window, dataset))
    assert shown(window, "test") == percent(answered(window, dataset.test))
    outputs = Network.reading(window.lab.state.parameters).predict(dataset.test.inputs[:])
    eights = dataset.test.targets[:, 0] == 1
    assert shown(window, "found") == percent(float((outputs[eights, 0] >= 0.5).mean()))


def test_that_another_bias_only_counts_again(window):
    scores = window.bench.one_digit._scorer.scores
    before = shown(window, "training")
    enter(window, "bias", "-3.5")
    assert bias(window) == -3.5
    assert window.bench.one_digit._scorer.scores is scores
    assert shown(window, "training") == percent(answered(window, window.lab.state.dataset)) != before


def test_that_the_threshold_moves_the_line_and_is_no_undo_step(window):
    spread = window.bench.one_digit.findChild(ScoreSpread)
    before, steps = spread._boundary, len(window.lab.document.undo_steps)
    enter(window, "threshold", "0.9")
    assert spread._boundary == pytest.approx(before + np.log(9))
    assert len(window.lab.document.undo_steps) == steps
    outputs = Network.reading(window.lab.state.parameters).predict(window.lab.state.dataset.inputs[:])
    wanted = window.lab.state.dataset.targets >= 0.5
    assert shown(window, "training") == percent(float(((outputs >= 0.9) == wanted).mean()))


def test_that_the_answer_on_the_bench_follows_the_threshold(window):
    output = float(window.lab.picture.figures.probe[-1][0])
    lamps = window.bench.stage.findChild(BitLamps, "output_lamps")
    window.lab.view.set_threshold(output - 0.01)
    assert lamps._answer == "yes"
    window.lab.view.set_threshold(output + 0.01)
    assert lamps._answer == "no"


@pytest.mark.parametrize("text", ["0", "1", "-0.5", "2"])
def test_that_a_threshold_that_no_output_can_pass_is_refused(window, text):
    enter(window, "threshold", text)
    assert window.lab.view.threshold == 0.5


def test_that_other_data_begin_with_the_middle_threshold(window, qtbot):
    enter(window, "threshold", "0.9")
    window.lab.document.open(state_of(dataset_of()))
    assert window.lab.view.threshold == 0.5
    wait_for_scores(qtbot, window)
    field = window.bench.one_digit.findChild(object, "one_digit_threshold_field")
    assert field.value() == 0.5


def test_that_each_drag_of_the_line_is_one_undo_step_and_the_output_follows(window):
    spread = window.bench.one_digit.findChild(ScoreSpread)
    for last, steps in ((-4.0, 1), (-1.0, 2)):
        for place in (3.0, 3.5, -last):
            spread.boundary_dragged.emit(place)
        spread.drag_ended.emit()
        assert bias(window) == last
        assert len(window.lab.document.undo_steps) == steps
        W = window.lab.state.parameters.layers[0][0]
        z = float(window.lab.probe.seen @ W[:, 0]) + last
        assert window.lab.picture.figures.probe[-1][0] == pytest.approx(1 / (1 + np.exp(-z)))
    window.lab.controller.undo()
    assert bias(window) == -4.0
    window.lab.controller.undo()
    assert bias(window) == -2.0
    assert spread._boundary == pytest.approx(2.0)


def test_that_the_line_is_where_the_answer_turns_for_other_activations_too(window):
    spread = window.bench.one_digit.findChild(ScoreSpread)
    window.lab.view.set_threshold(0.25)
    for name, turn in (("tanh", np.arctanh(0.25)), ("relu", 0.25), ("linear", 0.25)):
        window.lab.controller.edit(name, lambda state, name=name: with_layer(state, 0, activation=name))
        assert spread._boundary == pytest.approx(2.0 + turn)


def test_that_the_product_of_the_picture_on_the_bench_is_shown_and_marked(window):
    window.lab.probe.set_row(18)
    dataset, W = window.lab.state.dataset, window.lab.state.parameters.layers[0][0]
    score = float(dataset.inputs[18] @ W[:, 0])
    assert shown(window, "score") == f"{score:.2f}"
    assert window.bench.one_digit.findChild(ScoreSpread)._mark == pytest.approx(score)


def test_that_weights_that_change_are_scored_again(window, qtbot):
    scores = window.bench.one_digit._scorer.scores
    window.lab.controller.edit("Weight", lambda state: with_weight(state, 0, 12, 0, 3.0))
    wait_for_scores(qtbot, window)
    assert window.bench.one_digit._scorer.scores is not scores
    assert shown(window, "test") == percent(answered(window, window.lab.state.dataset.test))


def test_that_training_moves_the_spread_and_what_stays_is_the_last(window, qtbot):
    controller = window.lab.controller
    seen = []
    window.bench.one_digit._scorer.changed.connect(seen.append)
    controller.train()
    qtbot.waitUntil(lambda: len(seen) >= 2, timeout=30_000)
    controller.pause()
    qtbot.waitUntil(lambda: not controller.is_busy, timeout=30_000)
    wait_for_scores(qtbot, window)
    assert shown(window, "training") == percent(answered(window, window.lab.state.dataset))


def test_that_nothing_is_scored_while_nobody_looks(window, qtbot):
    window.show_draw()
    scores = window.bench.one_digit._scorer.scores
    window.lab.controller.edit("Weight", lambda state: with_weight(state, 0, 12, 0, 3.0))
    assert not window.lab.jobs.is_busy
    assert window.bench.one_digit._scorer.scores is scores
    window.show_bench()
    wait_for_scores(qtbot, window)


def test_that_without_a_test_set_there_is_nothing_about_one(window, qtbot):
    window.lab.document.open(state_of(dataset_of(tested=False)))
    wait_for_scores(qtbot, window)
    card = window.bench.one_digit
    hidden = [
        card.findChild(object, f"one_digit_{name}").isHidden() for name in ("training", "test", "found")
    ]
    assert hidden == [False, True, True]
    assert shown(window, "training") == percent(answered(window, window.lab.state.dataset))


def test_that_a_unit_without_bias_has_a_line_that_stays(window, qtbot):
    window.lab.controller.edit("Bias", lambda state: with_layer(state, 0, bias=False))
    wait_for_scores(qtbot, window)
    spread = window.bench.one_digit.findChild(ScoreSpread)
    assert spread._boundary == 0.0
    assert not spread._movable
    assert not window.bench.one_digit.findChild(object, "one_digit_bias_field").isEnabled()


def test_that_the_average_eight_gives_the_numbers_of_the_notes(window, qtbot, real_mnist):
    whole = image_dataset("mnist", open_images(real_mnist).split, scales=Scales((0.0, 255 / 256)))
    window.lab.document.open(state_of(one_digit(first_pictures(whole, 50_000), 8), -45.0))
    wait_for_scores(qtbot, window)
    for row, score in ((2, "20.07"), (17, "54.20")):
        window.lab.probe.set_row(row)
        assert shown(window, "score") == score
    for name, share in (("training", 68.3), ("test", 67.4), ("found", 81.2)):
        assert float(shown(window, name).removesuffix("%")) == pytest.approx(share, abs=0.0501)


def test_that_the_card_speaks_of_its_class(window):
    card = window.bench.one_digit
    assert isinstance(card, OneDigitCard)
    assert card.accessibleName() == "8 or not?"
    other = one_digit(image_dataset("some", ImageSplit(pictures(300, 0), None)), 3)
    window.lab.document.open(replace(window.lab.state, dataset=other))
    assert card.accessibleName() == "3 or not?"


def test_that_the_controls_of_the_card_are_named_and_explained(window):
    assert nameless(window.bench.one_digit) == []


def test_that_the_distribution_of_weights_that_are_a_picture_leaves_out_the_bias(window):
    enter(window, "bias", "-45")
    W, _ = window.lab.state.parameters.layers[0]
    low, high = window.bench.look._histogram.captions()
    assert low == f"min +{W.min():.3f}"
    assert high == f"max +{W.max():.3f}"


def test_that_a_picture_of_another_class_is_not_called_by_the_one_that_is_asked_for(window):
    dataset = window.lab.state.dataset
    assert sample_name(dataset, 8, False) == "9 · 8"
    assert sample_name(dataset, 5, False) == "6 · not 8"
    assert sample_name(dataset.test, 5, True) == "test 6 · not 8"
