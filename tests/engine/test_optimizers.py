import numpy as np
import pytest

from nnlab.engine import (
    OPTIMIZER_NAMES,
    EngineError,
    LayerSpec,
    Network,
    NetworkSpec,
    Trainer,
    TrainingConfig,
)
from nnlab.engine.optimizers import Hyper, Updater, optimizer

START = (1.0, -2.0, 0.5)
GRADIENTS = ((0.1, -0.2, 0.0), (0.3, 0.1, 0.001), (-0.2, 0.4, 2.0))

# name, learning rate, momentum, rho, theta after three steps; worked out independently of this code.
GOLDEN = [
    ("sgd", 0.1, 0.0, 0.0, (0.98, -2.03, 0.2999)),
    ("momentum", 0.1, 0.9, 0.0, (0.9359, -2.0048, 0.29981)),
    ("nesterov", 0.1, 0.9, 0.0, (0.92231, -2.03432, 0.119729)),
    ("adagrad", 0.1, 0.0, 0.0, (0.858583918693148, -2.03200851565534, 0.300000022504997)),
    ("rmsprop", 0.01, 0.0, 0.99, (0.858747607847407, -2.03237530291716, 0.300010016375096)),
    ("adam", 0.001, 0.0, 0.0, (0.997824315228898, -1.99919099479991, 0.498616772717158)),
]


def updater_for(name: str, theta: np.ndarray, gradient: np.ndarray) -> Updater:
    rule = optimizer(name)
    state = tuple(np.zeros_like(theta) for _ in rule.state_names)
    return Updater(rule, theta, gradient, state, np.zeros_like(theta))


@pytest.mark.parametrize(("name", "rate", "momentum", "rho", "expected"), GOLDEN)
def test_that_three_steps_give_the_golden_values(name, rate, momentum, rho, expected):
    theta, gradient = np.array(START), np.zeros(3)
    updater = updater_for(name, theta, gradient)
    hyper = Hyper(rate, momentum, rho, beta1=0.9, beta2=0.999)
    for step, g in enumerate(GRADIENTS, start=1):
        gradient[...] = g
        updater.apply(hyper, step)
    np.testing.assert_allclose(theta, expected, rtol=0, atol=1e-12)


def test_that_every_optimizer_has_a_golden_step():
    assert {name for name, *_ in GOLDEN} == set(OPTIMIZER_NAMES)


@pytest.mark.parametrize("name", OPTIMIZER_NAMES)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_that_a_long_vector_updated_in_pieces_equals_short_ones(name: str, dtype: str):
    rng = np.random.default_rng(0)
    start, gradient = rng.normal(size=(2, 150_000)).astype(dtype)
    hyper = Hyper(0.01, 0.9, 0.9, 0.9, 0.999)
    whole = start.copy()
    updater = updater_for(name, whole, gradient)
    pieces = [start[at : at + 40_000].copy() for at in range(0, len(start), 40_000)]
    others = [updater_for(name, p, gradient[i * 40_000 :][: len(p)]) for i, p in enumerate(pieces)]
    for step in (1, 2, 3):
        for one in (updater, *others):
            one.apply(hyper, step)
    np.testing.assert_array_equal(whole, np.concatenate(pieces))


@pytest.mark.parametrize("name", OPTIMIZER_NAMES)
def test_that_the_last_change_is_what_was_subtracted(name: str):
    theta, gradient, change = np.array(START), np.array(GRADIENTS[0]), np.zeros(3)
    rule = optimizer(name)
    updater = Updater(rule, theta, gradient, tuple(np.zeros(3) for _ in rule.state_names), change)
    for step in (1, 2):
        before = theta.copy()
        updater.apply(Hyper(0.01, 0.9, 0.9, 0.9, 0.999), step)
        np.testing.assert_array_equal(theta, before - change)
        np.testing.assert_array_equal(gradient, GRADIENTS[0])


RATES = {"sgd": 0.2, "momentum": 0.05, "nesterov": 0.05, "adagrad": 0.5, "rmsprop": 0.0005, "adam": 0.05}


@pytest.mark.parametrize("name", OPTIMIZER_NAMES)
def test_that_each_optimizer_finds_the_minimum_of_a_quadratic(name: str):
    # A linear network with half the squared error is a quadratic; least squares knows where it is lowest.
    rng = np.random.default_rng(5)
    X, T = rng.normal(size=(20, 3)), rng.normal(size=(20, 2))
    network = Network.create(NetworkSpec(3, (LayerSpec(2, "linear", "randn"),)), seed=1)
    config = TrainingConfig(optimizer=name, learning_rate=RATES[name], batch_size=None, epochs=4000)
    Trainer(network, X, T, config).run()
    best, *_ = np.linalg.lstsq(np.hstack([X, np.ones((20, 1))]), T, rcond=None)
    ((W, b),) = network.weights
    np.testing.assert_allclose(np.vstack([W, b]), best, atol=1e-3)


def test_that_float32_state_does_not_linger_below_the_normal_numbers():
    # Momentum of a unit without gradient decays to a subnormal number and, rounded, stays there for ever.
    tiny = np.finfo(np.float32).tiny
    hyper = Hyper(0.1, 0.9, 0.9, 0.9, 0.999)
    theta, gradient = np.zeros(3, dtype=np.float32), np.zeros(3, dtype=np.float32)
    state = (np.array([1e-30, -1e-30, tiny], dtype=np.float32),)
    updater = Updater(optimizer("momentum"), theta, gradient, state, np.zeros_like(theta))
    for step in range(1, 401):
        updater.apply(hyper, step)
    assert not state[0].any()


def test_that_float64_state_is_never_flushed():
    state = (np.full(2, 1e-310),)
    updater = Updater(optimizer("momentum"), np.zeros(2), np.zeros(2), state, np.zeros(2))
    updater.apply(Hyper(0.1, 0.9, 0.9, 0.9, 0.999), 100)
    np.testing.assert_allclose(state[0], 9e-311)


def test_that_an_unknown_optimizer_is_refused():
    with pytest.raises(EngineError) as refusal:
        optimizer("adm")
    assert str(refusal.value) == "unknown optimizer 'adm'. Did you mean 'adam'?"
