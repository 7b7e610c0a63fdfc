"""The presets that learn pictures, against the figures of the notes and of an independent run of their arithmetic."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from nnlab.data import Dataset, MissingDataError, load
from nnlab.data.image_data import scales_of
from nnlab.engine import Network, Parameters, Trainer
from nnlab.lessons import begin, load_preset, preset_keys, takes_long
from nnlab.lessons.shipped import digits_network
from nnlab.project import ProjectState
from nnlab.training import evaluate
from nnlab.training.measures import counts_hits
from tests.presets_here import presets_of


@pytest.fixture
def mnist(real_mnist: Path, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    monkeypatch.setenv("NNLAB_DATA", str(real_mnist))
    return load("mnist")


@pytest.fixture(autouse=True)
def _one_thread() -> Iterator[None]:
    with threadpool_limits(limits=1, user_api="blas"):
        yield


def trained(state: ProjectState) -> tuple[float, float]:
    """Train to the end; return the running accuracy of the last pass and the accuracy on unseen pictures."""
    data = state.dataset
    network = Network.from_parameters(state.parameters)
    config, task = state.config, data.task
    trainer = Trainer(network, data.inputs, data.targets, config, task=task, counts_hits=counts_hits(data))
    trainer.run()
    assert data.test is not None
    return trainer.epoch_accuracy, evaluate(network.parameters, data.test).accuracy


@pytest.mark.parametrize(
    ("key", "running", "test"),
    [("mnist-softmax", 0.968, 0.962), ("mnist-sigmoid", 0.947, 0.950), ("two-layer-net", 0.97, 0.966)],
)
def test_that_mnist_is_learned_as_the_notes_learn_it(
    mnist: Dataset, key: str, running: float, test: float
) -> None:
    reached = trained(begin(load_preset(key)))
    assert reached[0] >= running
    assert reached[1] >= test


def test_that_the_letter_of_the_lecture_sticks_where_its_twin_learns(mnist: Dataset) -> None:
    _, letter = trained(begin(load_preset("lecture/392-196")))
    _, lecun = trained(begin(load_preset("lecture/392-196-lecun")))
    assert 0.35 <= letter <= 0.50
    assert lecun >= 0.955


def test_that_every_mnist_preset_begins_and_makes_a_step(mnist: Dataset) -> None:
    for key in presets_of("mnist"):
        state = begin(load_preset(key))
        data = state.dataset
        trainer = Trainer(
            Network.from_parameters(state.parameters), data.inputs, data.targets, state.config, task=data.task
        )
        assert trainer.step()
        assert np.shares_memory(data.inputs.data, mnist.inputs.data), "pictures are shared, not copied"


def test_that_saturated_sigmoids_are_why_one_twin_learns_and_the_other_does_not(mnist: Dataset) -> None:
    flat = {}
    for key in ("lecture/392-196", "lecture/392-196-lecun"):
        state = begin(load_preset(key))
        network = Network.reading(state.parameters)
        hidden = network.layer_outputs(mnist.inputs.part(slice(0, 500)))[0]
        slopes = hidden * (1.0 - hidden)
        flat[key] = float((slopes < 0.01).mean())
    assert flat["lecture/392-196"] > 0.6
    assert flat["lecture/392-196-lecun"] < 0.01


def test_that_the_query_network_has_the_scales_of_its_note(mnist: Dataset) -> None:
    state = begin(load_preset("lecture/query-net"))
    scales = scales_of(state.dataset)
    assert scales is not None
    assert (scales.pixels, scales.one_hot) == ((0.01, 1.0), (0.01, 0.99))
    assert not any(layer.bias for layer in state.spec.layers)


def test_that_the_average_eight_has_the_numbers_of_the_lecture(mnist: Dataset) -> None:
    state = begin(load_preset("lecture/average-eight"))
    data, (W, b) = state.dataset, state.parameters.layers[0]
    assert b is not None
    assert (len(data.inputs), float(b[0])) == (50_000, -45.0)
    assert [round(float((data.inputs[row] @ W)[0]), 1) for row in (2, 17)] == [20.1, 54.2]
    assert data.test is not None
    right = [evaluate(state.parameters, part).right for part in (data, data.test)]
    eights = data.test.targets[:, 0] == 1
    shares = [right[0].mean(), right[1].mean(), right[1][eights].mean()]
    assert [round(100 * share, 1) for share in shares] == [68.3, 67.4, 81.2]


def test_that_built_in_digits_need_nothing_but_nnlab() -> None:
    state = begin(load_preset("strokes"))
    assert (len(state.dataset.inputs), len(state.dataset.test.inputs)) == (12_000, 2_000)
    assert begin(load_preset("strokes")).dataset is state.dataset


def test_that_the_network_to_draw_into_is_the_shipped_one_also_after_a_reset() -> None:
    state = begin(load_preset("draw"))
    assert np.array_equal(state.parameters.vector, digits_network().vector)
    assert np.array_equal(state.fresh_parameters().vector, digits_network().vector)
    assert isinstance(state.parameters, Parameters)
    assert state.spec.sizes == digits_network().spec.sizes


@pytest.mark.parametrize("name", ["mnist", "fashion-mnist", "my-digits"])
def test_that_missing_pictures_are_named_before_anything_begins(name: str) -> None:
    for key in presets_of(name):
        with pytest.raises(MissingDataError) as missing:
            begin(load_preset(key))
        assert missing.value.name == name


PICTURES = ("strokes", "mnist", "fashion-mnist", "sklearn-digits", "my-digits")


def test_that_only_presets_of_pictures_take_long() -> None:
    slow = {key for key in preset_keys() if takes_long(load_preset(key))}
    assert slow == {key for name in PICTURES for key in presets_of(name)}
