"""Projects to edit."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from nnlab.data import Dataset, load
from nnlab.engine import History, LayerSpec, Network, NetworkSpec, Parameters, Task, Trainer, TrainingConfig
from nnlab.project import ProjectState


@pytest.fixture
def seven() -> ProjectState:
    """Return a fresh 7-8-4 on the seven segments."""
    layers = (LayerSpec(8, "tanh", "lecun_normal"), LayerSpec(4, "sigmoid", "lecun_normal"))
    return ProjectState.begin(load("seven-segments"), NetworkSpec(7, layers), TrainingConfig(seed=5))


@pytest.fixture
def textbook() -> ProjectState:
    """Return a fresh 2-2-2 whose matrices are given."""
    dataset = Dataset.from_arrays("316", [[0.05, 0.1]], [[0.01, 0.99]], Task.VALUES)
    spec = NetworkSpec(2, (LayerSpec(2, "linear", "given"), LayerSpec(2, "linear", "given")))
    given = Parameters.from_layers(
        spec, [([[0.15, 0.25], [0.2, 0.3]], [0.35, 0.35]), ([[0.4, 0.5], [0.45, 0.55]], [0.6, 0.6])]
    )
    return ProjectState.begin(dataset, spec, TrainingConfig(shuffle=False), preset="316", given=given)


@pytest.fixture
def trained() -> Callable[[ProjectState], ProjectState]:
    """Return a function that trains a project for some updates, into the middle of a pass."""

    def train(state: ProjectState, steps: int = 13) -> ProjectState:
        data = state.dataset
        network = Network.from_parameters(state.parameters)
        trainer = Trainer(
            network, data.inputs, data.targets, state.config, task=data.task, state=state.training
        )
        trainer.advance(steps=steps)
        curve = History(np.arange(3.0), np.ones(3), np.zeros(3), np.zeros(3))
        return replace(state, training=trainer.state, history=curve)

    return train
