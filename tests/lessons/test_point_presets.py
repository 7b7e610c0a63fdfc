"""The presets of points, curves and tables: they learn as reliably as their texts say."""

import numpy as np
import pytest

from nnlab.data import load
from nnlab.data.made import MadeData
from nnlab.data.splits import Split, folds
from nnlab.engine import Network, Parameters, Task, Trainer, accuracy
from nnlab.lessons import DataSource, begin, load_preset
from nnlab.lessons.presets import Making
from nnlab.project import ProjectState

SEEDS = range(5)  # of the twenty that were measured


def trained(state: ProjectState) -> Network:
    data = state.dataset
    network = Network.from_parameters(state.parameters)
    Trainer(network, data.inputs, data.targets, state.config, task=data.task).run()
    return network


@pytest.mark.parametrize(
    ("key", "training", "unseen"),
    [("blobs", 1.0, 1.0), ("moons", 0.99, 0.97), ("circles", 0.95, 0.97), ("animals", 0.97, 0.95)],
)
def test_that_points_and_animals_are_learned_from_any_seed(key: str, training: float, unseen: float) -> None:
    for seed in SEEDS:
        state = begin(load_preset(key), seed)
        network, watched = trained(state), state.dataset.watched
        assert watched is not None
        for part, least in ((state.dataset, training), (watched, unseen)):
            right = accuracy(network.predict(part.inputs), part.targets, part.task)
            assert right is not None
            assert right >= least, seed


def test_that_two_hidden_layers_untangle_the_spirals() -> None:
    state = begin(load_preset("spirals"))
    network, watched = trained(state), state.dataset.validation
    assert watched is not None
    assert (accuracy(network.predict(state.dataset.inputs), state.dataset.targets, Task.BITS) or 0.0) >= 0.99
    assert (accuracy(network.predict(watched.inputs), watched.targets, Task.BITS) or 0.0) >= 0.97


@pytest.mark.parametrize(("key", "most"), [("line", 0.0067), ("sine", 0.011)])
def test_that_curves_are_learned_as_far_as_their_noise_allows(key: str, most: float) -> None:
    for seed in SEEDS:
        state = begin(load_preset(key), seed)
        watched = state.dataset.validation
        assert watched is not None
        assert trained(state).loss(watched.inputs, watched.targets, "half_squared_error") <= most, seed


def test_that_two_hidden_units_close_no_border_around_a_circle() -> None:
    state = begin(load_preset("circles"))
    layers = (state.spec.layers[0], state.spec.layers[-1])
    narrow = Parameters.drawn(type(state.spec)(2, (type(layers[0])(2, "tanh", "lecun_normal"), layers[1])), 1)
    few = ProjectState.begin(state.dataset, narrow.spec, state.config)
    right = accuracy(trained(few).predict(state.dataset.inputs), state.dataset.targets, Task.BITS)
    assert right is not None
    assert 0.7 < right < 0.85


def test_that_animals_held_out_are_named_in_every_folding_those_without_a_twin_as_well() -> None:
    animals, preset = load("animals"), load_preset("animals")
    spec, inputs = begin(preset).spec, np.asarray(animals.inputs)
    alone = []  # whether an animal was named whose very facts no other had that was learned from
    for seed in range(3):
        right = []
        for held_out in folds(animals.targets, animals.task, 5, seed):
            kept = np.setdiff1d(np.arange(len(inputs)), held_out)
            network = Network.from_parameters(Parameters.drawn(spec, seed))
            Trainer(network, inputs[kept], animals.targets[kept], preset.training, task=animals.task).run()
            named = network.predict(inputs[held_out]).argmax(axis=1) == animals.labels[held_out]
            learned = {row.tobytes() for row in inputs[kept]}
            has_twin = np.array([row.tobytes() in learned for row in inputs[held_out]])
            right.append(named.mean())
            alone.extend(named[~has_twin])
        assert np.mean(right) >= 0.9
    assert len(alone) >= 0.9 * 3 * len(inputs)
    assert np.mean(alone) >= 0.9


# -- what a preset says of its data ------------------------------------------------------------------------


def test_that_a_preset_says_how_its_data_are_made_and_parted() -> None:
    state = begin(load_preset("blobs"))
    assert state.dataset.origin == MadeData("blobs", 200, 0.15, 0, 3)
    assert state.dataset.split == Split(validation=0.2)
    assert (len(state.dataset.targets), len(state.dataset.validation.targets)) == (160, 40)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": "xor", "made": Making()}, "made beside one of the names"),
        ({"name": "moons", "made": Making(classes=3)}, "number of classes of moons"),
        ({"name": "mnist", "split": Split(test=0.1)}, "split for a table"),
        ({"name": "and", "rows": ("00",), "split": Split(test=0.1)}, "split for a table"),
        ({"split": Split(test=0.1)}, "Expected"),
    ],
)
def test_that_a_preset_cannot_ask_for_what_its_data_do_not_have(wrong: dict, said: str) -> None:
    with pytest.raises(Exception, match=said):
        DataSource(**wrong)
