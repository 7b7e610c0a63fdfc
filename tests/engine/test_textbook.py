"""The worked examples of the notes (001), straight through the trainer: the printed epochs and end states.

The long ones are functions of their own, so that they can run side by side.
"""

import numpy as np
import pytest

from nnlab.engine import LayerSpec, Network, NetworkSpec, StopReason, Trainer, TrainingConfig

Layers = list[tuple[list[list[float]], list[float]]]

# 316 to 318: the 2-2-2 network that all of them start from.
START_316: Layers = [
    ([[0.15, 0.25], [0.20, 0.30]], [0.35, 0.35]),
    ([[0.40, 0.50], [0.45, 0.55]], [0.60, 0.60]),
]
I_316, T_316 = [0.05, 0.10], [0.01, 0.99]


def textbook_trainer(
    X: list[float], layers: Layers, activations: list[str], T: list[float], loss: str, stop_loss: float
) -> Trainer:
    """Return the trainer of one sample held constant, at the rate 0.01 of the notes."""
    specs = tuple(LayerSpec(len(b), f, "given") for (_, b), f in zip(layers, activations, strict=True))
    network = Network(NetworkSpec(len(X), specs), layers)
    config = TrainingConfig(loss=loss, learning_rate=0.01, epochs=None, stop_loss=stop_loss, shuffle=False)
    return Trainer(network, [X], [T], config)


def squared_error_trainer(hidden: str, output: str) -> Trainer:
    return textbook_trainer(I_316, START_316, [hidden, output], T_316, "half_squared_error", 1e-7)


def stop_epoch(trainer: Trainer) -> int:
    assert trainer.run() is StopReason.LOSS
    assert trainer.stop_epoch == trainer.step_count  # one update before each of the epochs after the first
    assert trainer.stop_epoch is not None
    return trainer.stop_epoch


def assert_end_state(trainer: Trainer, expected: Layers) -> None:
    """Compare weights with what the notes print, to three decimals."""
    for (W, b), (expected_W, expected_b) in zip(trainer.network.weights, expected, strict=True):
        np.testing.assert_allclose(W, expected_W, rtol=0, atol=5.001e-4)
        np.testing.assert_allclose(b, expected_b, rtol=0, atol=5.001e-4)


SINGLE_LAYERS = {
    "311_1": (
        [2, 3], [[3, 5], [4, 6]], [1, 2], [27, -30], 79,
        [[4.143, -3.571], [5.714, -6.857]], [1.571, -2.286],
    ),
    "312_1": (
        [2, 3, 4], [[3, 5, 8], [4, 6, 9], [5, 7, 10]], [1, 2, 3], [27, -30, 179], 36,
        [[2.2, -0.867, 14.2], [2.8, -2.8, 18.3], [3.4, -4.733, 22.4]], [0.6, -0.933, 6.1],
    ),
    "313_1": ([2, 3], [[3], [4]], [1], [27], 65, [[4.143], [5.714]], [1.571]),
    "314_1": ([2], [[3]], [1], [10], 172, [[4.2]], [1.6]),
}  # fmt: skip


@pytest.mark.parametrize("example", SINGLE_LAYERS)
def test_that_single_linear_layers_stop_at_the_printed_epoch_with_the_printed_weights(example: str):
    X, W, b, T, epoch, end_W, end_b = SINGLE_LAYERS[example]
    trainer = textbook_trainer(X, [(W, b)], ["linear"], T, "half_squared_error", 1e-7)
    assert stop_epoch(trainer) == epoch
    assert_end_state(trainer, [(end_W, end_b)])
    np.testing.assert_allclose(trainer.network.predict([X]), [T], atol=1e-3)


@pytest.mark.parametrize(("example", "activation"), [("316_1", "linear"), ("317_3", "relu")])
def test_that_two_linear_or_relu_layers_stop_at_epoch_665(example: str, activation: str):
    trainer = squared_error_trainer(activation, activation)
    assert stop_epoch(trainer) == 665
    assert_end_state(
        trainer,
        [
            ([[0.143, 0.242], [0.186, 0.284]], [0.213, 0.186]),
            ([[0.203, 0.533], [0.253, 0.583]], [-0.095, 0.730]),
        ],
    )


def test_that_317_1_two_sigmoid_layers_stop_at_epoch_1_078_011():
    trainer = squared_error_trainer("sigmoid", "sigmoid")
    for epochs, output in ((1_000, [0.306, 0.844]), (10_000, [0.063, 0.943]), (100_000, [0.020, 0.981])):
        # The notes print what the forward pass of the last epoch gave, before its update.
        trainer.advance(steps=epochs - 1 - trainer.step_count)
        np.testing.assert_allclose(trainer.network.predict([I_316]), [output], rtol=0, atol=5.001e-4)
    assert stop_epoch(trainer) == 1_078_011


def test_that_317_2_two_tanh_layers_stop_at_epoch_236_410():
    assert stop_epoch(squared_error_trainer("tanh", "tanh")) == 236_410


@pytest.mark.parametrize(
    ("example", "hidden", "epoch"),
    [("318_1", "sigmoid", 211_288), ("318_2", "tanh", 174_993), ("318_3", "relu", 56_961)],
)
def test_that_softmax_with_cross_entropy_stops_at_the_printed_epoch(example: str, hidden: str, epoch: int):
    trainer = textbook_trainer(I_316, START_316, [hidden, "softmax"], [0, 1], "cross_entropy", 1e-4)
    assert stop_epoch(trainer) == epoch


@pytest.mark.parametrize("shape", [(2, 3), (3, 2), (2, 2, 3, 2), (2, 3, 2, 3)])
def test_that_the_layers_and_deep_networks_of_the_exercises_reach_their_targets(shape: tuple[int, ...]):
    spec = NetworkSpec(shape[0], tuple(LayerSpec(n, "linear", "lecun_normal") for n in shape[1:]))
    X, T = np.arange(2.0, 2.0 + shape[0])[None] / 4, np.linspace(-1, 1, shape[-1])[None]
    trainer = Trainer(
        Network.create(spec, 1), X, T, TrainingConfig(epochs=20_000, stop_loss=1e-7, shuffle=False)
    )
    assert trainer.run() is StopReason.LOSS
    np.testing.assert_allclose(trainer.network.predict(X), T, atol=1e-3)


def test_that_310_he_and_lecun_starts_need_about_200_000_epochs():
    spec = NetworkSpec(2, (LayerSpec(2, "relu", "he_normal"), LayerSpec(2, "sigmoid", "lecun_normal")))
    config = TrainingConfig(epochs=None, stop_loss=1e-4, shuffle=False)
    trainer = Trainer(Network.create(spec, seed=1), [I_316], [T_316], config)
    assert 150_000 < stop_epoch(trainer) < 250_000


SEGMENTS = (
    "1111110",
    "0110000",
    "1101101",
    "1111001",
    "0110011",
    "1011011",
    "0011111",
    "1110000",
    "1111111",
    "1110011",
)
X_321 = np.array([[int(bit) for bit in text] for text in SEGMENTS], dtype=float)
T_321 = np.array([[int(bit) for bit in f"{digit:04b}"] for digit in range(10)], dtype=float)


def seven_segment_trainer(seed: int, samples: slice, **settings: object) -> Trainer:
    """Return 7-8-4 of the notes: ReLU from He, sigmoid from LeCun, squared error, rate 0.01."""
    spec = NetworkSpec(7, (LayerSpec(8, "relu", "he_normal"), LayerSpec(4, "sigmoid", "lecun_normal")))
    return Trainer(Network.create(spec, seed), X_321[samples], T_321[samples], TrainingConfig(**settings))


@pytest.mark.parametrize("seed", [1, 2])
def test_that_321_one_pattern_needs_about_28_000_epochs(seed: int):
    trainer = seven_segment_trainer(seed, slice(2, 3), epochs=None, stop_loss=1e-4, shuffle=False)
    assert 20_000 < stop_epoch(trainer) < 35_000


@pytest.mark.parametrize("shuffle", [False, True], ids=["322", "323"])
def test_that_all_ten_patterns_are_read_after_10_000_epochs_one_sample_at_a_time(shuffle: bool):
    trainer = seven_segment_trainer(0, slice(None), epochs=10_000, shuffle=shuffle)
    trainer.run()
    assert trainer.accuracy() == 1.0
