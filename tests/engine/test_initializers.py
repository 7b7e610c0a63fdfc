"""Initialisers are held against their distribution functions with a Kolmogorov–Smirnov test."""

import math
from collections.abc import Callable

import numpy as np
import pytest

from nnlab.engine import (
    INITIALIZER_NAMES,
    EngineError,
    LayerSpec,
    Network,
    NetworkSpec,
    Parameters,
    initializer,
)
from nnlab.engine.seeds import Stream, generator

FAN_IN, FAN_OUT = 400, 250  # unequal, so that one cannot stand for the other
COUNT = FAN_IN * FAN_OUT
# A right distribution exceeds this distance once in a million draws; the seed is fixed anyway.
LARGEST_DISTANCE = math.sqrt(-math.log(1e-6 / 2) / (2 * COUNT))

Distribution = Callable[[np.ndarray], np.ndarray]


def normal(sigma: float) -> Distribution:
    return lambda x: 0.5 * (1 + np.vectorize(math.erf)(x / (sigma * math.sqrt(2))))


def uniform(low: float, high: float) -> Distribution:
    return lambda x: np.clip((x - low) / (high - low), 0, 1)


def kolmogorov_smirnov_distance(sample: np.ndarray, distribution: Distribution) -> float:
    """Return the largest distance between the sample's staircase and the distribution function."""
    expected = distribution(np.sort(sample))
    steps = np.arange(len(sample) + 1) / len(sample)
    return float(max((steps[1:] - expected).max(), (expected - steps[:-1]).max()))


EXPECTED = {
    "he_normal": normal(math.sqrt(2 / FAN_IN)),
    "he_uniform": uniform(-math.sqrt(6 / FAN_IN), math.sqrt(6 / FAN_IN)),
    "lecun_normal": normal(math.sqrt(1 / FAN_IN)),
    "lecun_uniform": uniform(-math.sqrt(3 / FAN_IN), math.sqrt(3 / FAN_IN)),
    "glorot_normal": normal(math.sqrt(2 / (FAN_IN + FAN_OUT))),
    "glorot_uniform": uniform(-math.sqrt(6 / (FAN_IN + FAN_OUT)), math.sqrt(6 / (FAN_IN + FAN_OUT))),
    "normal(0.01)": normal(0.01),
    "uniform(-1, 0.5)": uniform(-1, 0.5),
    "randn": normal(1),
    "nodes_normal": normal(FAN_OUT**-0.5),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_that_weights_follow_the_distribution_of_their_initialiser(name: str):
    W = initializer(name).draw(generator(1, Stream.INITIALIZATION), FAN_IN, FAN_OUT)
    assert W.shape == (FAN_IN, FAN_OUT)
    assert W.dtype == np.float64
    assert kolmogorov_smirnov_distance(W.ravel(), EXPECTED[name]) < LARGEST_DISTANCE


@pytest.mark.parametrize("name", ["he_normal", "he_uniform", "lecun_normal", "lecun_uniform", "nodes_normal"])
def test_that_the_distance_tells_the_fans_apart(name: str):
    W = initializer(name).draw(generator(1, Stream.INITIALIZATION), FAN_OUT, FAN_IN)
    assert kolmogorov_smirnov_distance(W.ravel(), EXPECTED[name]) > LARGEST_DISTANCE


def test_that_the_distance_tells_a_truncated_normal_from_a_whole_one():
    sample = np.random.default_rng(0).normal(size=2 * COUNT)
    truncated = sample[np.abs(sample) < 2][:COUNT]
    assert kolmogorov_smirnov_distance(truncated, normal(1)) > LARGEST_DISTANCE


def test_that_every_initialiser_has_been_looked_at():
    drawn_elsewhere = {"zeros", "constant", "given"}
    assert {name.partition("(")[0] for name in EXPECTED} | drawn_elsewhere == set(INITIALIZER_NAMES)


@pytest.mark.parametrize(("name", "value"), [("zeros", 0.0), ("constant(0.5)", 0.5), ("constant(-2)", -2.0)])
def test_that_constant_weights_are_constant(name: str, value: float):
    W = initializer(name).draw(generator(0, Stream.INITIALIZATION), 3, 2)
    np.testing.assert_array_equal(W, np.full((3, 2), value))


@pytest.mark.parametrize(
    ("alias", "name"), [("xavier_normal", "glorot_normal"), ("xavier_uniform", "glorot_uniform")]
)
def test_that_xavier_is_another_name_of_glorot(alias: str, name: str):
    drawn = [initializer(n).draw(generator(0, Stream.INITIALIZATION), 4, 3) for n in (alias, name)]
    np.testing.assert_array_equal(*drawn)


def test_that_biases_are_zero_unless_asked_for():
    spec = NetworkSpec(5, (LayerSpec(200), LayerSpec(200, bias_init="uniform(2, 3)")))
    (_, zeros), (_, drawn) = Parameters.drawn(spec, 0).layers
    assert zeros is not None
    assert drawn is not None
    assert not zeros.any()
    assert kolmogorov_smirnov_distance(drawn, uniform(2, 3)) < 0.2


def test_that_the_same_seed_draws_the_same_network_and_another_seed_another():
    spec = NetworkSpec(7, (LayerSpec(8), LayerSpec(4, "sigmoid", "lecun_normal")))
    assert np.array_equal(Network.create(spec, 3).theta, Network.create(spec, 3).theta)
    assert not np.array_equal(Network.create(spec, 3).theta, Network.create(spec, 4).theta)


def test_that_adding_a_layer_or_a_bias_does_not_move_the_weights_of_the_others():
    two = Parameters.drawn(NetworkSpec(7, (LayerSpec(8), LayerSpec(4))), 5)
    three = Parameters.drawn(NetworkSpec(7, (LayerSpec(8), LayerSpec(4), LayerSpec(3))), 5)
    biased = Parameters.drawn(NetworkSpec(7, (LayerSpec(8, bias_init="randn"), LayerSpec(4, bias=False))), 5)
    for other in (three, biased):
        for (W, _), (other_W, _) in zip(two.layers, other.layers, strict=False):
            np.testing.assert_array_equal(W, other_W)


def test_that_layers_of_one_shape_are_drawn_independently():
    (first, _), (second, _) = Parameters.drawn(NetworkSpec(4, (LayerSpec(4), LayerSpec(4))), 0).layers
    assert not np.array_equal(first, second)


def test_that_float32_weights_are_the_float64_weights_rounded():
    layers = (LayerSpec(8), LayerSpec(4, bias_init="normal(0.1)"))
    double = Parameters.drawn(NetworkSpec(7, layers, "float64"), 1).vector
    single = Parameters.drawn(NetworkSpec(7, layers, "float32"), 1).vector
    assert single.dtype == np.float32
    np.testing.assert_array_equal(single, double.astype(np.float32))


def test_that_drawing_leaves_the_global_generator_alone():
    before = np.random.get_state()[1].copy()
    Network.create(NetworkSpec(7, (LayerSpec(8),)), 0)
    np.testing.assert_array_equal(np.random.get_state()[1], before)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("he", "unknown initialiser 'he'. Choose one of: " + ", ".join(sorted(INITIALIZER_NAMES)) + "."),
        ("he_norml", "unknown initialiser 'he_norml'. Did you mean 'he_normal'?"),
        ("normal", "'normal' needs 1 number(s) in brackets, but 0 were given."),
        ("normal(-1)", "'normal(-1)': the standard deviation must not be negative."),
        ("normal(1, 2)", "'normal(1, 2)' takes at most 1 number(s), but 2 were given."),
        ("uniform(1)", "'uniform(1)' needs 2 number(s) in brackets, but 1 were given."),
        ("uniform(2, 1)", "'uniform(2, 1)': the lower bound must not be above the upper one."),
        (
            "uniform(-1e308, 1e308)",
            "'uniform(-1e308, 1e308)': the numbers in the brackets must be from -1e6 to 1e6.",
        ),
        ("constant", "'constant' needs 1 number(s) in brackets, but 0 were given."),
        ("zeros(1)", "'zeros(1)' takes at most 0 number(s), but 1 were given."),
    ],
)
def test_that_a_wrong_initialiser_is_refused_with_the_rule_and_a_way_out(text: str, message: str):
    with pytest.raises(EngineError) as refusal:
        initializer(text)
    assert str(refusal.value) == message
