"""What is measured beside a training: the curve within a pass, running counts, unseen samples."""

from dataclasses import replace

import numpy as np
import pytest

from nnlab.data import Dataset
from nnlab.data.image_data import image_dataset
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.engine import (
    History,
    LayerSpec,
    Network,
    NetworkSpec,
    Parameters,
    Trainer,
    TrainingConfig,
    TrainState,
)
from nnlab.project import ProjectState, with_config, with_weight
from nnlab.training import Evaluation, evaluate
from nnlab.training.measures import Measures, counts_hits, points_of_epoch, running_counts

ROWS, TESTS = 1600, 300


def part(count: int, seed: int) -> LabelledImages:
    """Pictures of 3 x 3 whose brightest row is their class: easy to learn."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 3, count).astype(np.uint8)
    images = rng.integers(0, 120, (count, 3, 3), dtype=np.uint8)
    images[np.arange(count), labels] += np.uint8(130)
    return LabelledImages(images, labels)


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return image_dataset("stripes", ImageSplit(part(ROWS, 1), part(TESTS, 2)), class_names=("a", "b", "c"))


def new_trainer(
    dataset: Dataset, *, batch_size: int = 1, epochs: int = 2, state: TrainState | None = None
) -> Trainer:
    spec = NetworkSpec(9, (LayerSpec(6, "relu"), LayerSpec(3, "softmax")), "float32")
    config = TrainingConfig(
        loss="cross_entropy", learning_rate=0.05, batch_size=batch_size, epochs=epochs, seed=4
    )
    network = Network.create(spec, 4)
    X, T = dataset.inputs, dataset.targets
    return Trainer(network, X, T, config, task=dataset.task, state=state, counts_hits=counts_hits(dataset))


def train(trainer: Trainer, measures: Measures, *, at_most: int = 50) -> None:
    while trainer.stopped_by is None:
        trainer.advance(steps=min(measures.steps_to_point(), at_most))
        measures.after_updates()


@pytest.mark.parametrize(("rows", "points"), [(1, 1), (1000, 1), (1001, 8), (6400, 64), (60_000, 64)])
def test_that_a_pass_has_a_power_of_two_of_points(rows: int, points: int) -> None:
    assert points_of_epoch(rows) == points


@pytest.mark.parametrize("batch_size", [1, 32, 700])
def test_that_points_hold_the_means_since_the_last_and_add_up_to_the_pass(
    dataset: Dataset, batch_size: int
) -> None:
    trainer = new_trainer(dataset, batch_size=batch_size)
    measures = Measures(trainer, dataset, History.empty())
    train(trainer, measures)
    history = measures.history
    assert history.epochs[-1] == 2.0
    assert history.per_epoch == 16
    for epoch in (0, 1):
        inside = (history.epochs > epoch) & (history.epochs <= epoch + 1)
        seen = np.diff(history.epochs[inside], prepend=epoch)
        if epoch == 1:
            assert (seen * history.loss[inside]).sum() == pytest.approx(trainer.epoch_loss)
            assert (seen * history.accuracy[inside]).sum() == pytest.approx(trainer.epoch_accuracy)
        assert seen.sum() == pytest.approx(1.0)
    if batch_size < 100:
        assert history.accuracy[-1] > 0.9


def test_that_the_curve_does_not_depend_on_how_the_work_was_sliced(dataset: Dataset) -> None:
    curves = []
    for at_most in (1, 7, 10_000):
        trainer = new_trainer(dataset, batch_size=3)
        measures = Measures(trainer, dataset, History.empty())
        train(trainer, measures, at_most=at_most)
        curves.append(measures.history)
    for other in curves[1:]:
        assert np.array_equal(other.epochs, curves[0].epochs)
        assert np.array_equal(other.loss, curves[0].loss)
        assert np.array_equal(other.accuracy, curves[0].accuracy)


def test_that_hits_are_counted_before_a_sample_is_learned_from(dataset: Dataset) -> None:
    trainer, judge = new_trainer(dataset), new_trainer(dataset)
    hits = 0
    for _ in range(200):
        row = judge.next_batch()
        answer = judge.network.predict(dataset.inputs[row]).argmax()
        hits += int(answer == dataset.labels[row[0]])
        judge.step()
    trainer.advance(steps=200)
    assert trainer.hits == hits
    running = running_counts(trainer, dataset)
    assert running is not None
    assert (running.seen, running.hits) == (200, hits)
    assert running.loss == pytest.approx(trainer.loss_sum / 200)


def test_that_counts_survive_a_resume(dataset: Dataset) -> None:
    straight = new_trainer(dataset, batch_size=8)
    straight.advance(steps=150)
    begun = new_trainer(dataset, batch_size=8)
    begun.advance(steps=61)
    resumed = new_trainer(dataset, batch_size=8, state=begun.state)
    resumed.advance(steps=89)
    assert (resumed.hits, resumed.loss_sum) == (straight.hits, straight.loss_sum)
    straight.advance(to_epoch_end=True)
    resumed.advance(to_epoch_end=True)
    assert resumed.epoch_accuracy == straight.epoch_accuracy > 0


def test_that_unseen_samples_are_answered_after_every_pass_by_the_network_as_it_was_then(
    dataset: Dataset,
) -> None:
    trainer = new_trainer(dataset)
    measures = Measures(trainer, dataset, History.empty())
    trainer.advance(to_epoch_end=True)
    after_first = trainer.network.parameters
    assert measures.is_testing
    trainer.advance(steps=100)
    measures.test()
    assert measures.tested is not None
    assert measures.tested.epoch == 1
    assert np.array_equal(measures.tested.answers.parameters.vector, after_first.vector)
    share = measures.tested.answers.accuracy
    assert share == evaluate(after_first, dataset.test).accuracy
    assert measures.history.test_accuracy[measures.history.epochs == 1.0] == share


def test_that_a_test_under_way_is_finished_before_the_next_begins(dataset: Dataset) -> None:
    trainer = new_trainer(dataset)
    measures = Measures(trainer, dataset, History.empty())
    train(trainer, measures)  # nobody gives it time
    measures.test_at_end()
    measures.finish_test()
    known = ~np.isnan(measures.history.test_accuracy)
    assert measures.history.epochs[known].tolist() == [1.0, 2.0]
    assert not measures.is_testing


def test_that_an_evaluation_in_slices_is_that_at_once(dataset: Dataset) -> None:
    parameters = new_trainer(dataset).network.parameters
    whole = evaluate(parameters, dataset)
    sliced = Evaluation(parameters, dataset)
    answers, slices = None, 0
    while answers is None:
        answers, slices = sliced.advance(seconds=0.0), slices + 1
    assert slices == 2  # 1600 samples, at most a thousand between two looks at the clock
    assert np.array_equal(answers.classes, whole.classes)
    assert np.array_equal(answers.confidence, whole.confidence)
    outputs = Network.reading(parameters).predict(dataset.inputs)
    assert np.array_equal(whole.classes, outputs.argmax(axis=1))
    assert whole.accuracy == float((outputs.argmax(axis=1) == dataset.labels).mean())


def test_that_going_back_forgets_the_curve_and_the_test(dataset: Dataset) -> None:
    trainer = new_trainer(dataset)
    measures = Measures(trainer, dataset, History.empty())
    trainer.advance(steps=800)
    state = trainer.state
    measures.after_updates()
    trainer.advance(to_epoch_end=True)
    measures.finish_test()
    trainer.restore(state)
    measures.go_back()
    assert not measures.is_testing
    assert measures.tested is None
    assert measures.history.epochs.max() <= 0.5
    train(trainer, measures)
    assert measures.history.epochs[-1] == 2.0


@pytest.mark.parametrize("batch_size", [1, 32])
def test_that_losses_of_two_kinds_never_share_a_mean(dataset: Dataset, batch_size: int) -> None:
    trainer = new_trainer(dataset, batch_size=batch_size)
    measures = Measures(trainer, dataset, History.empty())
    while trainer.position < 800:
        trainer.advance(steps=min(measures.steps_to_point(), 5))
        measures.after_updates()
    trainer.configure(loss="half_squared_error")
    measures.mark("loss", "half_squared_error")
    assert np.isfinite(measures.measure()[0])
    seen: list[float] = []
    while trainer.epoch == 0:
        rows = trainer.batch_rows
        trainer.advance(steps=1)
        measures.after_updates()
        seen += [trainer.last_loss] * rows
    assert trainer.epoch_loss == pytest.approx(np.mean(seen))
    curve = measures.history
    assert curve.loss[curve.epochs > 0.56].max() < 1.0, "half squared errors are small"


def test_that_a_change_of_the_loss_at_rest_begins_its_mean_anew(dataset: Dataset) -> None:
    trainer = new_trainer(dataset)
    trainer.advance(steps=300)
    spec, config = trainer.network.spec, trainer.config
    project = ProjectState.begin(dataset, spec, config)
    changed = with_config(replace(project, training=trainer.state), loss="half_squared_error")
    assert (changed.training.loss_sum, changed.training.loss_from) == (0.0, 300)
    assert running_counts(changed.training, dataset).hits == trainer.hits


def test_that_a_weight_set_by_hand_in_mid_pass_begins_losses_and_hits_anew(dataset: Dataset) -> None:
    trainer = new_trainer(dataset, epochs=1)
    trainer.advance(steps=300)
    project = ProjectState.begin(dataset, trainer.network.spec, trainer.config)
    edited = with_weight(replace(project, training=trainer.state), 0, 0, 0, 2.0).training
    assert edited.position == 300
    assert running_counts(edited, dataset) is None
    resumed = new_trainer(dataset, epochs=1, state=edited)
    measures = Measures(resumed, dataset, History.empty())
    hits, losses = 0, []
    while resumed.epoch == 0:
        row = resumed.next_batch()[0]
        guess = Network.reading(resumed.network.parameters).predict(dataset.inputs[row : row + 1]).argmax()
        hits += int(guess == dataset.labels[row])
        resumed.step()
        losses.append(resumed.last_loss)
        measures.after_updates()
        if resumed.position:
            running = running_counts(resumed, dataset)
            assert (running.seen, running.hits) == (resumed.position - 300, hits)
            assert running.loss == pytest.approx(np.mean(losses))
    assert resumed.epoch_accuracy == hits / (ROWS - 300)
    assert resumed.epoch_loss == pytest.approx(np.mean(losses))
    assert ((measures.history.accuracy >= 0) & (measures.history.accuracy <= 1)).all()


def test_that_outputs_that_are_no_numbers_answer_nothing(dataset: Dataset) -> None:
    parameters = new_trainer(dataset).network.parameters
    vector = parameters.vector.copy()
    vector[:] = np.nan
    answers = evaluate(Parameters(parameters.spec, vector), dataset)
    assert answers.accuracy == 0.0
    assert answers.confusion.sum() == 0
    whole = evaluate(parameters, dataset)
    outputs = Network.reading(parameters).predict(dataset.inputs)
    counts = np.zeros((3, 3), dtype=int)
    np.add.at(counts, (dataset.labels, outputs.argmax(axis=1)), 1)
    assert np.array_equal(whole.confusion, counts)


@pytest.mark.parametrize("batch_size", [1, 20])
def test_that_an_exploded_network_hits_nothing(dataset: Dataset, batch_size: int) -> None:
    trainer = new_trainer(dataset, batch_size=batch_size)
    trainer.network.theta[:] = np.nan
    trainer.advance(steps=400 // batch_size)
    assert trainer.hits == 0
