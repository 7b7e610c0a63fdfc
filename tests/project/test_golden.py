"""Projects that earlier versions have saved are opened for ever, with every number as it was."""

import hashlib
from pathlib import Path

import numpy as np

from nnlab.engine import Network, Trainer
from nnlab.project.nnlab_file import load_project
from nnlab.project.saved import restored

GOLDEN = Path(__file__).parent / "golden"


def test_that_a_project_of_format_1_0_is_what_it_was() -> None:
    project = load_project(GOLDEN / "segments-1.0.nnlab")
    weights = project.parameters.vector
    assert hashlib.sha256(weights.tobytes()).hexdigest() == (
        "fee7375a67827b7eb5f822e64d72ee917632499cd3ba966958e7d377f4522dee"
    )
    training, history = project.training, project.history
    assert (training.step, training.epoch, training.optimizer, training.optimizer_step) == (
        400, 40, "adam", 400
    )  # fmt: skip
    assert (len(history.epochs), history.loss[-1]) == (41, 0.05069275402343006)
    assert (project.preset, project.config.seed) == ("seven-segment", 4)
    state = restored(project)
    assert state.dataset.input_names == tuple("abcdefg")
    network = Network.from_parameters(state.parameters)
    data = state.dataset
    trainer = Trainer(network, data.inputs, data.targets, state.config, task=data.task, state=state.training)
    assert np.isfinite(trainer.loss())
    assert trainer.accuracy() == 1.0


def test_that_every_golden_project_has_a_test() -> None:
    assert [path.name for path in sorted(GOLDEN.iterdir())] == ["segments-1.0.nnlab"]
