"""Rates that are offered: such as a training takes."""

import numpy as np
import pytest

from nnlab.engine import OPTIMIZER_NAMES, TrainingConfig
from nnlab.engine.config import MAX_RATE
from nnlab.study.descent import Window
from nnlab.study.descent.rates import rates_for, rates_of_curvature

WINDOW = Window((-1.0, -1.0), (1.0, 1.0))


@pytest.mark.parametrize("optimizer", OPTIMIZER_NAMES)
@pytest.mark.parametrize("curvature", [1e-300, 1e-12, 1.0, 1e12])
def test_that_every_rate_that_is_offered_is_one_that_a_training_takes(optimizer, curvature):
    rates = rates_for(
        rates_of_curvature(curvature, np.zeros(2), WINDOW), TrainingConfig(optimizer=optimizer), WINDOW
    )
    for rate in (rates.small, rates.right, rates.large):
        assert 0 <= rate <= MAX_RATE
        TrainingConfig(optimizer=optimizer, learning_rate=rate)
