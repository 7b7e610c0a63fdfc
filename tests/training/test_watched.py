"""What a training is watched by: samples for validation, else for the test, with accuracy and loss."""

from dataclasses import replace

import numpy as np
import pytest

from nnlab.data import Dataset, load
from nnlab.data.parting import split_rows
from nnlab.data.splits import Split
from nnlab.engine import History, LayerSpec, Network, NetworkSpec, Task, Trainer, TrainingConfig
from nnlab.training import evaluate
from nnlab.training.measures import Measures


def line(rows: int = 40) -> Dataset:
    X = np.linspace(-1, 1, rows)[:, np.newaxis]
    return Dataset.from_arrays("line", X, 0.5 * X + 0.1, Task.VALUES)


def trained(dataset: Dataset, epochs: int, loss: str) -> tuple[Trainer, Measures]:
    output = {"cross_entropy": "softmax", "half_squared_error": "linear"}[loss]
    spec = NetworkSpec(dataset.inputs.shape[1], (LayerSpec(dataset.targets.shape[1], output),))
    config = TrainingConfig(loss=loss, epochs=epochs, learning_rate=0.1, seed=3)
    network = Network.create(spec, 3)
    trainer = Trainer(network, dataset.inputs, dataset.targets, config, task=dataset.task)
    measures = Measures(trainer, dataset, History.empty())
    while trainer.stopped_by is None:
        measures.test()
        trainer.advance(steps=16)
        measures.after_updates()
    measures.test_at_end()
    measures.finish_test()
    return trainer, measures


@pytest.mark.parametrize(
    ("split", "part"), [(Split(test=0.3), "test"), (Split(validation=0.2, test=0.3), "validation")]
)
def test_that_a_small_set_has_a_curve_of_accuracy_and_loss_of_what_watches_it(
    split: Split, part: str
) -> None:
    dataset = split_rows(load("ten-points"), split)
    trainer, measures = trained(dataset, 20, "cross_entropy")
    history, watched = measures.history, getattr(dataset, part)
    assert measures.tested is not None
    assert measures.tested.answers.dataset is watched
    judged = evaluate(trainer.network.parameters, watched, "cross_entropy")
    assert (history.test_accuracy[-1], history.test_loss[-1]) == (judged.accuracy, judged.loss)
    assert judged.loss == trainer.network.loss(watched.inputs, watched.targets, "cross_entropy")
    assert np.isnan(history.test_loss[0])
    assert np.isfinite(history.test_loss[1:]).all()


def test_that_numbers_have_an_unseen_loss_and_no_accuracy() -> None:
    dataset = split_rows(line(), Split(test=0.25))
    _, measures = trained(dataset, 30, "half_squared_error")
    history = measures.history
    assert np.isnan(history.test_accuracy).all()
    assert history.test_loss[-1] < history.test_loss[1]


def test_that_without_unseen_samples_nothing_is_measured() -> None:
    _, measures = trained(line(), 5, "half_squared_error")
    assert measures.tested is None
    assert np.isnan(measures.history.test_loss).all()


def test_that_long_trainings_measure_more_and_more_rarely() -> None:
    dataset = split_rows(load("ten-points"), Split(test=0.3))
    _, measures = trained(dataset, 3000, "cross_entropy")
    epochs = measures.history.epochs[np.isfinite(measures.history.test_loss)]
    assert (epochs[:256] == np.arange(1, 257)).all()
    assert epochs[-1] == 3000
    assert len(epochs) < 900


def test_that_an_evaluation_in_slices_has_the_loss_of_the_whole() -> None:
    dataset = line(2500)
    network = Network.create(NetworkSpec(1, (LayerSpec(1, "linear"),)), 1)
    answers = evaluate(network.parameters, dataset, "half_squared_error")
    whole = network.loss(dataset.inputs, dataset.targets, "half_squared_error")
    assert answers.loss == pytest.approx(whole, rel=1e-12)
    assert np.isnan(evaluate(network.parameters, dataset).loss)


def test_that_samples_for_validation_leave_those_for_the_test_unasked() -> None:
    dataset = split_rows(load("ten-points"), Split(validation=0.2, test=0.3))
    _, watched = trained(dataset, 10, "cross_entropy")
    _, alone = trained(replace(dataset, test=None), 10, "cross_entropy")
    np.testing.assert_array_equal(watched.history.test_loss, alone.history.test_loss)
