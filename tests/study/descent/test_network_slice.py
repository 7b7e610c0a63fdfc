import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nnlab.engine import LOSS_NAMES, EngineError, LayerSpec, Network, NetworkSpec, Parameters, Pixels
from nnlab.study.descent import NetworkSlice, ParameterPlace, grid_of, index_of

ACTIVATIONS = ("tanh", "sigmoid", "relu", "gelu", "softmax", "linear")


def network_of(seed, activations=("tanh", "sigmoid"), sizes=(3, 4, 2), dtype="float64", bias=True):
    layers = tuple(LayerSpec(n, a, "normal(0.7)", bias) for n, a in zip(sizes[1:], activations, strict=True))
    rng = np.random.default_rng(seed)
    spec = NetworkSpec(sizes[0], layers, dtype)
    return Parameters.drawn(spec, seed), rng.normal(size=(6, sizes[0])), rng.random((6, sizes[-1]))


def moved(parameters, places, theta):
    vector = parameters.vector.copy()
    vector[[index_of(parameters.spec, place) for place in places]] = theta
    return Parameters(parameters.spec, vector)


@st.composite
def slices(draw):
    activations = (draw(st.sampled_from(ACTIVATIONS[:4])), draw(st.sampled_from(ACTIVATIONS[:4])),
                   draw(st.sampled_from(ACTIVATIONS)))  # fmt: skip
    sizes = (3, 4, 2, 3)
    loss = draw(st.sampled_from(LOSS_NAMES))
    every = [
        ParameterPlace(layer, source, target)
        for layer in range(3)
        for target in range(sizes[layer + 1])
        for source in (None, *range(sizes[layer]))
    ]
    places = draw(st.lists(st.sampled_from(every), min_size=1, max_size=2, unique=True))
    theta = draw(st.lists(st.floats(-2, 2), min_size=len(places), max_size=len(places)))
    return activations, sizes, loss, places, np.array(theta), draw(st.integers(0, 20))


@settings(max_examples=150)
@example(
    (("relu", "relu", "tanh"), (3, 4, 2, 3), "half_squared_error", [ParameterPlace(1, 1, 0)], np.zeros(1), 0)
)  # sums of exactly 0, where a ReLU has its kink
@given(slices())
def test_that_loss_and_gradient_are_those_of_the_network(drawn):
    activations, sizes, loss, places, theta, seed = drawn
    parameters, X, T = network_of(seed, activations, sizes)
    part = NetworkSlice(parameters, X, T, loss, places)
    network = Network.reading(moved(parameters, places, theta))
    assert part.loss(theta) == pytest.approx(network.loss(X, T, loss), rel=1e-12, abs=1e-14)
    layers = network.trace(X, T, loss)
    expected = [
        layers[p.layer].db[p.target] if p.source is None else layers[p.layer].dW[p.source, p.target]
        for p in places
    ]
    np.testing.assert_allclose(part.gradient(theta), expected, rtol=1e-11, atol=1e-14)


@given(st.integers(0, 100))
def test_that_the_gradient_agrees_with_finite_differences(seed):
    parameters, X, T = network_of(seed)
    places = (ParameterPlace(0, 1, 2), ParameterPlace(1, None, 0))
    part = NetworkSlice(parameters, X, T, "half_squared_error", places)
    step, found = 1e-5, part.gradient(part.centre)
    for axis in range(2):
        shift = np.eye(2)[axis] * step
        slope = (part.loss(part.centre + shift) - part.loss(part.centre - shift)) / (2 * step)
        assert found[axis] == pytest.approx(slope, rel=1e-6, abs=1e-9)


def test_that_a_batch_gives_the_gradient_of_its_samples_and_moves_nothing():
    parameters, X, T = network_of(4)
    place = ParameterPlace(0, 2, 1)
    part = NetworkSlice(parameters, X, T, "half_squared_error", [place])
    before = part.loss(part.centre)
    for rows in ([4], [0, 5], [3, 1, 2], [1]):
        layers = Network.reading(parameters).trace(X[rows], T[rows])
        np.testing.assert_allclose(part.gradient(part.centre, np.array(rows)), layers[0].dW[2, 1], rtol=1e-12)
    assert part.loss(part.centre) == before
    np.testing.assert_allclose(
        part.gradient(part.centre), Network.reading(parameters).trace(X, T)[0].dW[2, 1], rtol=1e-12
    )


def test_that_losses_over_a_grid_are_those_of_each_point():
    parameters, X, T = network_of(5)
    part = NetworkSlice(
        parameters, X, T, "half_squared_error", [ParameterPlace(1, 0, 0), ParameterPlace(0, 0, 0)]
    )
    grid = grid_of(part, part.window, 5)
    assert grid.values[1, 3] == part.loss(np.array([grid.axes[0][3], grid.axes[1][1]]))
    middle = (part.window.low[0] + part.window.high[0]) / 2
    assert middle == pytest.approx(part.centre[0])
    assert grid.values[2, 2] == pytest.approx(Network.reading(parameters).loss(X, T), rel=1e-12)


def test_that_of_many_samples_some_are_taken_evenly_and_pixels_are_read():
    spec = NetworkSpec(784, (LayerSpec(64, "relu"), LayerSpec(10, "softmax")), "float32")
    parameters = Parameters.drawn(spec, 0)
    rng = np.random.default_rng(0)
    X = Pixels(rng.integers(0, 256, (1200, 784), dtype=np.uint8))
    T = np.eye(10)[rng.integers(0, 10, 1200)]
    place = ParameterPlace(0, 400, 3)
    part = NetworkSlice(parameters, X, T, "cross_entropy", [place], most=300)
    assert (part.samples, part.available) == (300, 1200)
    rows = np.unique(np.linspace(0, 1199, 300).astype(int))
    theta = part.centre + 0.5
    network = Network.reading(moved(parameters, [place], theta))
    assert part.loss(theta) == pytest.approx(network.loss(X[rows], T[rows], "cross_entropy"), rel=1e-5)


def test_that_a_grid_is_told_of_and_can_be_cancelled():
    parameters, X, T = network_of(6)
    part = NetworkSlice(parameters, X, T, "half_squared_error", [ParameterPlace(0, 0, 0)])
    told, answers = [], iter([False, True])
    losses = part.losses(np.zeros((100, 1)), lambda: next(answers), told.append)
    assert told == [0.0]
    assert np.isfinite(losses[:32]).all()
    assert np.isnan(losses[32:]).all()


@pytest.mark.parametrize(
    ("places", "words"),
    [
        ([ParameterPlace(2, 0, 0)], "no weight from unit 1 to unit 1 in layer 3"),
        ([ParameterPlace(0, 3, 0)], "no weight from unit 4"),
        ([ParameterPlace(0, 0, -1)], "in layer 1"),
        ([ParameterPlace(0, None, 0)], "no bias to unit 1 in layer 1"),
        ([], "choose one parameter"),
        ([ParameterPlace(1, 0, 0)] * 2, "two different ones"),
    ],
)
def test_that_a_parameter_that_is_not_there_is_refused(places, words):
    parameters, X, T = network_of(7, bias=False)
    with pytest.raises(EngineError, match=words):
        NetworkSlice(parameters, X, T, "half_squared_error", places)


def test_that_a_network_that_cannot_be_trained_is_refused():
    parameters, X, T = network_of(7, ("step", "sigmoid"))
    with pytest.raises(EngineError, match="no useful gradient"):
        NetworkSlice(parameters, X, T, "half_squared_error", [ParameterPlace(0, 0, 0)])
