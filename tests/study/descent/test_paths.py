import numpy as np
import pytest

from nnlab.engine import OPTIMIZER_NAMES, EngineError, Network, Trainer, TrainingConfig
from nnlab.study.cancelling import CancelledError
from nnlab.study.descent import Ending, Window, classic, descend, fitted_line

X = (2.78, 1.47, 3.40, 1.39, 3.06, 7.63, 5.33, 6.92, 8.68, 7.67)
Y = (2.55, 2.36, 4.40, 1.85, 3.01, 2.76, 2.09, 1.77, -0.24, 3.51)
WIDE = Window((-1e3, -1e3), (1e3, 1e3))


class Given:
    """A surface whose gradients are the golden ones, whatever the point."""

    dimensions, samples = 2, 0

    def __init__(self, gradients):
        self.gradients = iter(gradients)

    def loss(self, theta):
        return 1.0

    def gradient(self, theta, rows=None):
        return np.array(next(self.gradients))


# The engine's golden steps, first and last of their three parameters.
GOLDEN = [
    ("sgd", 0.1, 0.0, 0.0, (0.98, 0.2999)),
    ("momentum", 0.1, 0.9, 0.0, (0.9359, 0.29981)),
    ("nesterov", 0.1, 0.9, 0.0, (0.92231, 0.119729)),
    ("adagrad", 0.1, 0.0, 0.0, (0.858583918693148, 0.300000022504997)),
    ("rmsprop", 0.01, 0.0, 0.99, (0.858747607847407, 0.300010016375096)),
    ("adam", 0.001, 0.0, 0.0, (0.997824315228898, 0.498616772717158)),
]


@pytest.mark.parametrize(("name", "rate", "momentum", "rho", "expected"), GOLDEN)
def test_that_a_path_takes_the_golden_steps_of_its_optimizer(name, rate, momentum, rho, expected):
    surface = Given([(0.1, 0.0), (0.3, 0.001), (-0.2, 2.0), (0.0, 0.0)])
    config = TrainingConfig(optimizer=name, learning_rate=rate, momentum=momentum, rho=rho, batch_size=None)
    path = descend(surface, (1.0, 0.5), config, 3, WIDE)
    np.testing.assert_allclose(path.points[-1], expected, rtol=0, atol=1e-12)
    np.testing.assert_allclose(path.points[:-1] - path.changes, path.points[1:], atol=1e-15)
    assert (path.steps, path.ending) == (3, Ending.STEPS)


def test_that_every_optimizer_has_a_golden_path():
    assert {name for name, *_ in GOLDEN} == set(OPTIMIZER_NAMES)


@pytest.mark.parametrize("name", OPTIMIZER_NAMES)
@pytest.mark.parametrize("batch_size", [None, 3, 1])
@pytest.mark.parametrize("shuffle", [True, False])
def test_that_a_path_over_all_parameters_is_that_of_a_trainer(name, batch_size, shuffle):
    line = fitted_line(X, Y, (0.4, 0.1))
    config = TrainingConfig(
        optimizer=name, learning_rate=0.01, batch_size=batch_size, shuffle=shuffle, seed=5, epochs=None
    )
    path = descend(line, (0.4, 0.1), config, 25, WIDE)
    network = Network.from_parameters(line.parameters)
    trainer = Trainer(network, np.reshape(X, (-1, 1)), np.reshape(Y, (-1, 1)), config)
    for point in path.points[1:]:
        trainer.step()
        np.testing.assert_allclose(network.theta, point, rtol=1e-11, atol=1e-13)
    assert path.steps == 25


def test_that_the_same_seed_gives_the_same_path_and_another_seed_another():
    paths = [
        descend(fitted_line(X, Y), (0.0, 0.0), TrainingConfig(batch_size=1, seed=seed), 20, WIDE).points
        for seed in (1, 1, 2)
    ]
    np.testing.assert_array_equal(paths[0], paths[1])
    assert not np.array_equal(paths[0], paths[2])


def test_that_losses_are_over_all_samples_and_gradients_of_the_batch():
    line = fitted_line(X, Y)
    path = descend(line, (0.0, 0.0), TrainingConfig(batch_size=1, shuffle=False), 5, WIDE)
    assert path.losses[3] == line.loss(path.points[3])
    np.testing.assert_allclose(path.gradients[3], line.gradient(path.points[3], np.array([3])))
    full = descend(line, (0.0, 0.0), TrainingConfig(batch_size=10), 5, WIDE)
    np.testing.assert_allclose(full.gradients[3], line.gradient(full.points[3]))


def test_that_a_rate_that_is_too_large_is_said_to_diverge():
    surface = classic("ravine")
    config = TrainingConfig(batch_size=None, learning_rate=surface.rates.large)
    path = descend(surface, surface.start, config, 1000, surface.window)
    assert path.ending is Ending.DIVERGED
    assert path.steps < 100
    assert np.isfinite(path.points).all()


def test_that_numbers_that_run_out_end_a_path_at_the_last_finite_point():
    surface = classic("himmelblau")
    wide = Window((-1e300, -1e300), (1e300, 1e300))
    path = descend(surface, surface.start, TrainingConfig(batch_size=None, learning_rate=10.0), 50, wide)
    assert path.ending is Ending.DIVERGED
    assert np.isfinite(path.points).all()
    assert len(path.points) == len(path.losses) == len(path.gradients) == path.steps + 1


def test_that_going_far_downhill_is_leaving_and_not_diverging():
    line = fitted_line(X, Y)
    small = Window((-1e-3, -1e-3), (1e-3, 1e-3))
    path = descend(line, (0.0, 0.0), TrainingConfig(batch_size=None, learning_rate=0.01), 50, small)
    assert path.ending is Ending.LEFT
    assert path.losses[-1] < path.losses[0]


def test_that_a_path_that_rests_is_settled_and_one_that_crawls_is_not():
    surface = classic("bowl")
    settled = descend(
        surface, (1.0, 1.0), TrainingConfig(batch_size=None, learning_rate=0.5), 200, surface.window
    )
    assert settled.ending is Ending.SETTLED
    crawling = descend(
        surface, (1.0, 1.0), TrainingConfig(batch_size=None, learning_rate=1e-7), 200, surface.window
    )
    assert crawling.ending is Ending.STEPS


def test_that_a_path_that_is_cancelled_is_none():
    answers = iter([False, False, True])
    surface = classic("bowl")
    config = TrainingConfig(batch_size=None)
    with pytest.raises(CancelledError):
        descend(surface, (1.0, 1.0), config, 200, surface.window, lambda: next(answers))
    assert next(answers, None) is None  # it was asked before every step, and no more


def test_that_a_formula_has_no_batches():
    surface = classic("bowl")
    with pytest.raises(EngineError, match="no batches"):
        descend(surface, (1.0, 1.0), TrainingConfig(batch_size=1), 5, surface.window)


@pytest.mark.parametrize("start", [(1.0,), (1.0, float("nan"))])
def test_that_a_start_that_does_not_fit_is_refused(start):
    surface = classic("bowl")
    with pytest.raises(EngineError, match="a start needs 2 finite numbers"):
        descend(surface, start, TrainingConfig(batch_size=None), 5, surface.window)
