"""Projects that earlier versions have saved are opened for ever, with every number as it was."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlab.data.image_data import Scales, scales_of
from nnlab.data.splits import Split
from nnlab.data.tabular.plan import TableSource
from nnlab.engine import Mark, Network, Pixels, Trainer
from nnlab.project import Ending
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


def digest(array: NDArray[Any]) -> str:
    """Return a short name for the bits of an array."""
    return hashlib.sha256(array.tobytes()).hexdigest()[:16]


def test_that_pictures_left_in_the_middle_of_a_pass_are_what_they_were() -> None:
    project = load_project(GOLDEN / "digits-1.0.nnlab")
    spec = project.parameters.spec
    assert (spec.shape_text, spec.dtype) == ("64-12-6-4", "float32")
    assert [layer.bias for layer in spec.layers] == [False, True, True]
    assert [layer.init for layer in spec.layers] == ["he_normal", "given", "lecun_normal"]
    assert spec.layers[2].bias_init == "constant(0.1)"
    assert digest(project.parameters.vector) == "30673178c7e14e71"
    assert project.given is not None
    assert digest(project.given.vector) == "825199a17c61ce67"
    training, config = project.training, project.config
    assert (training.step, training.epoch, training.position, training.hits) == (32, 5, 14, 0)
    assert (training.optimizer, training.optimizer_step) == ("adam", 14)
    assert [digest(slot) for slot in training.slots] == ["c94b85312fb60f5d", "af51a9cc608daa6f"]
    assert (training.order.dtype, digest(training.order)) == (np.int64, "9d16c4f9c37a7fa0")
    assert (training.loss_sum, training.epoch_loss) == (3.6853320598602295, 0.2523000776767731)
    assert (config.beta2, config.batch_size, config.epochs, config.seed) == (0.99, 7, 60, 2**33 + 5)


def test_that_the_curve_its_marks_and_the_notes_beside_it_are_what_they_were() -> None:
    project = load_project(GOLDEN / "digits-1.0.nnlab")
    history = project.history
    assert history.marks == (Mark(3.0, "learning_rate", "0.002"), Mark(3.0, "optimizer", "adam"))
    assert (len(history.epochs), history.loss[3], history.accuracy[2]) == (6, 0.30756114721298217, 0.625)
    assert np.isnan(history.test_accuracy[0])
    assert history.test_accuracy[1:].tolist() == [0.25, 0.5833333333333334, 0.75, 1.0, 1.0]
    assert project.notes.splitlines()[1:] == [
        "The rate was too high at first: 0.05 → 0.002.",
        "학습률을 낮추었더니 손실이 줄었다. ✓",
    ]
    assert project.ui == {"speed": "full", "panels": {"code": True}}


def test_that_training_goes_on_from_the_middle_of_that_pass() -> None:
    state = restored(load_project(GOLDEN / "digits-1.0.nnlab"))
    data = state.dataset
    assert (data.image_shape, data.target_names) == ((8, 8), ("0", "1", "2", "3"))
    assert isinstance(data.inputs, Pixels)
    assert (digest(data.inputs.data), digest(data.labels)) == ("7b2bb4aa1a2ee8e5", "11a054d111ca2aad")
    assert scales_of(data) == Scales((0.01, 1.0), (0.01, 0.99))
    assert data.test is not None
    assert len(data.test.inputs) == 12
    network = Network.from_parameters(state.parameters)
    trainer = Trainer(network, data.inputs, data.targets, state.config, task=data.task, state=state.training)
    trainer.advance(steps=9)
    assert (trainer.state.epoch, trainer.state.position) == (6, 35)
    assert abs(trainer.state.epoch_loss - 0.23558928) < 1e-5  # float32, on any computer


def test_that_a_table_of_one_s_own_is_parted_and_scaled_as_it_was() -> None:
    project = load_project(GOLDEN / "table-1.1.nnlab")
    dataset = restored(project).dataset
    assert isinstance(dataset.origin, TableSource)
    assert dataset.origin.text.decode("cp949").startswith("이름;size;colour;kind\nn0;0,000;red;dog\n")
    assert dataset.split == Split(validation=0.2, test=0.2, seed=7)
    assert dataset.validation is not None
    assert dataset.test is not None
    assert dataset.validation.row_names == ("n0", "n1", "n6", "n11", "n19", "n28")
    assert dataset.test.row_names == ("n4", "n7", "n8", "n9", "n15", "n24")
    assert dataset.input_names == ("size", "colour = blue", "colour = green", "colour = red")
    np.testing.assert_allclose(dataset.inputs[0], [-0.81597314, 0, 1, 0], atol=1e-8)
    assert (project.history.test_loss[-1], project.history.test_accuracy[-1]) == (
        0.4952861384993344, 0.6666666666666666
    )  # fmt: skip


def test_that_runs_of_format_1_1_are_what_they_were() -> None:
    project = load_project(GOLDEN / "runs-1.1.nnlab")
    assert digest(project.parameters.vector) == "e30e5552fdd6439b"
    first, branch, last = project.runs.records
    assert [(run.number, run.parent, run.began, run.steps, run.epochs) for run in project.runs.records] == [
        (1, None, 0, 70, 7.0), (2, 1, 20, 35, 3.5), (3, None, 0, 33, 3.3)
    ]  # fmt: skip
    assert (project.runs.current, project.runs.last, project.runs.follows) == (3, 3, True)
    assert (branch.note, branch.config.learning_rate, branch.config.optimizer) == (
        "rate too high? 너무 큰가 ✓", 0.7, "momentum"
    )  # fmt: skip
    assert (len(first.history.epochs), first.history.loss[-1]) == (8, 0.0009118819655545162)
    assert (last.outcome.ending, last.outcome.when, last.outcome.accuracy) == (
        Ending.ALL_RIGHT, "2026-03-02 10:15", 0.03
    )  # fmt: skip
    assert restored(project).runs.now is last


def test_that_a_project_of_before_there_were_runs_has_none() -> None:
    assert load_project(GOLDEN / "segments-1.0.nnlab").runs.last == 0


def test_that_every_golden_project_has_a_test() -> None:
    names = [path.name for path in sorted(GOLDEN.iterdir())]
    assert names == ["digits-1.0.nnlab", "runs-1.1.nnlab", "segments-1.0.nnlab", "table-1.1.nnlab"]
