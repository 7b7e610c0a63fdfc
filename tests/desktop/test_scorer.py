"""The scorer: a job that fails leaves it as ready as one that does not."""

from collections.abc import Iterator

import numpy as np
import pytest

from nnlab.data.image_data import one_digit
from nnlab.desktop.bench import scorer
from nnlab.desktop.bench.scorer import Scorer
from nnlab.desktop.lab import Lab
from nnlab.engine import LayerSpec, NetworkSpec, TrainingConfig
from nnlab.project import ProjectState, with_weight
from tests.desktop.pictures import pictures


@pytest.fixture
def lab(qapp) -> Iterator[Lab]:
    spec = NetworkSpec(784, (LayerSpec(1, "sigmoid", "lecun_normal"),))
    config = TrainingConfig(loss="binary_cross_entropy")
    lab = Lab(ProjectState.begin(one_digit(pictures(300, 40), 8), spec, config))
    yield lab
    lab.shut_down()


def test_that_after_a_failure_the_same_weights_are_left_alone_and_others_are_scored(lab, qtbot, monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    scores = Scorer(lab.jobs)
    scores.adopt(lab.state.dataset)
    scores.follow(lab.controller.snapshot)
    with monkeypatch.context() as patched, qtbot.captureExceptions() as faults:
        patched.setattr(scorer, "_scored", broken)
        scores.watch(True)
        qtbot.waitUntil(lambda: bool(faults))
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]
    scores.follow(lab.controller.snapshot)
    assert not lab.jobs.is_busy
    lab.controller.edit("Weight", lambda state: with_weight(state, 0, 5, 0, 2.5))
    scores.follow(lab.controller.snapshot)
    qtbot.waitUntil(lambda: scores.scores is not None)
    assert np.array_equal(scores.scores.weights, lab.state.parameters.layers[0][0][:, 0])
