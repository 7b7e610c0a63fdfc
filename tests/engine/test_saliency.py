"""Which inputs speak for an answer."""

import numpy as np
import pytest

from nnlab.engine import ACTIVATION_NAMES, EngineError, LayerSpec, Network, NetworkSpec, activation
from nnlab.engine.saliency import contributions, input_slopes


def score(network: Network, x: np.ndarray, unit: int) -> float:
    """The sum before the last activation, less the mean of all of them, computed layer by layer."""
    for (W, b), layer in zip(network.weights, network.spec.layers, strict=True):
        z = x @ W + b
        y = np.empty_like(z)
        activation(layer.activation).forward(
            z[None], y[None], np.empty_like(z[None]), np.empty(z[None].shape, bool)
        )
        x = y
    return float(z[unit] - z.mean()) if len(z) > 1 else float(z[unit])


@pytest.mark.parametrize("hidden", [name for name in ACTIVATION_NAMES if name != "step"])
@pytest.mark.parametrize("outputs", [1, 3])
def test_that_slopes_are_those_of_finite_differences(hidden: str, outputs: int) -> None:
    rng = np.random.default_rng(5)
    spec = NetworkSpec(6, (LayerSpec(5, hidden), LayerSpec(4, hidden), LayerSpec(outputs, "sigmoid")))
    network = Network.create(spec, 3)
    x = rng.normal(size=6)
    h = 1e-6
    for unit in range(outputs):
        numeric = np.array(
            [(score(network, x + h * e, unit) - score(network, x - h * e, unit)) / (2 * h) for e in np.eye(6)]
        )
        assert np.allclose(input_slopes(network, x, unit), numeric, rtol=1e-5, atol=1e-8)


def test_that_contributions_of_a_straight_network_add_up_to_the_score() -> None:
    network = Network.create(NetworkSpec(4, (LayerSpec(3, "softmax"),)), 1)
    x = np.array([0.5, -1.0, 2.0, 0.0])
    parts = contributions(network, x, 2)
    assert parts.sum() == pytest.approx(score(network, x, 2))
    assert parts[3] == 0


def test_that_an_output_there_is_none_of_and_a_step_are_refused() -> None:
    with pytest.raises(EngineError, match="no output 4"):
        input_slopes(Network.create(NetworkSpec(2, (LayerSpec(3),))), [1.0, 2.0], 3)
    stepped = Network.create(NetworkSpec(2, (LayerSpec(3, "step"), LayerSpec(2))))
    with pytest.raises(EngineError, match="step"):
        input_slopes(stepped, [1.0, 2.0], 0)
