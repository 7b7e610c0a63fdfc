"""Bytes that read as numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnlab.engine import EngineError, LayerSpec, Network, NetworkSpec, Pixels, Task, Trainer, TrainingConfig
from nnlab.engine.pixels import loader, rows_of

PICTURES = arrays(np.uint8, st.tuples(st.integers(1, 9), st.integers(1, 12)))
SCALES = st.sampled_from([(0.0, 1.0), (0.01, 1.0), (0.0, 255 / 256), (-1.0, 1.0)])


@given(PICTURES, SCALES)
def test_that_bytes_read_as_the_scale_says(data: np.ndarray, scale: tuple[float, float]) -> None:
    low, high = scale
    pixels = Pixels(data.copy(), low, high)
    assert np.allclose(pixels[:], low + (high - low) * data / 255, rtol=1e-15, atol=1e-15)
    assert pixels[:].dtype == np.float64
    assert pixels.shape == data.shape
    assert len(pixels) == len(data)


@given(PICTURES, SCALES, st.sampled_from(["float32", "float64"]), st.randoms())
def test_that_the_gather_gives_bit_for_bit_what_reading_gives(data, scale, dtype, random) -> None:
    pixels = Pixels(data.copy(), *scale)
    rows = np.array([random.randrange(len(data)) for _ in range(5)], dtype=np.int64)
    into = np.full((5, data.shape[1]), np.nan, dtype=dtype)
    loader(pixels, into)(rows)
    assert np.array_equal(into, pixels.numbers(rows, dtype))


def test_that_a_matrix_of_numbers_is_gathered_as_it_is() -> None:
    X = np.arange(12.0).reshape(4, 3)
    into = np.zeros((2, 3))
    loader(X, into)(np.array([3, 0]))
    assert np.array_equal(into, X[[3, 0]])
    assert np.shares_memory(rows_of(X, slice(1, 3), "float64"), X)


def test_that_scales_and_parts_share_the_bytes() -> None:
    pixels = Pixels(np.arange(20, dtype=np.uint8).reshape(5, 4))
    assert pixels.scaled_to(0.01, 1.0).data is pixels.data
    assert np.shares_memory(pixels.part(slice(1, 3)).data, pixels.data)
    assert np.array_equal(pixels.part(slice(1, 3))[:], pixels[1:3])


def test_that_nobody_writes_to_the_bytes() -> None:
    data = np.zeros((2, 2), dtype=np.uint8)
    Pixels(data)
    with pytest.raises(ValueError, match="read-only"):
        data[0, 0] = 1


@pytest.mark.parametrize(
    ("data", "scale"),
    [
        (np.zeros((2, 2)), (0, 1)),
        (np.zeros(4, dtype=np.uint8), (0, 1)),
        (np.zeros((0, 4), dtype=np.uint8), (0, 1)),
        (np.zeros((2, 2), dtype=np.uint8), (0, np.inf)),
        (np.zeros((2, 2), dtype=np.uint8), (np.nan, 1)),
    ],
)
def test_that_anything_else_is_refused_with_a_sentence(data: np.ndarray, scale: tuple[float, float]) -> None:
    with pytest.raises(EngineError, match="pixels must be"):
        Pixels(data, *scale)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("batch_size", [1, 7, None])
def test_that_training_on_bytes_is_training_on_the_numbers_they_stand_for(
    dtype: str, batch_size: int | None
) -> None:
    rng = np.random.default_rng(3)
    pixels = Pixels(rng.integers(0, 256, (40, 12), dtype=np.uint8), 0.01, 1.0)
    T = np.eye(3)[rng.integers(0, 3, 40)]
    spec = NetworkSpec(12, (LayerSpec(5, "tanh"), LayerSpec(3, "softmax")), dtype)
    config = TrainingConfig(loss="cross_entropy", learning_rate=0.1, batch_size=batch_size, epochs=4, seed=2)
    trained = []
    for X in (pixels, pixels.numbers(slice(None), dtype)):
        network = Network.create(spec, 2)
        Trainer(network, X, T, config, task=Task.CLASSES).run()
        trained.append(network.theta)
    assert np.array_equal(*trained)


def test_that_predictions_loss_and_gradients_take_pixels() -> None:
    pixels = Pixels(np.random.default_rng(1).integers(0, 256, (3000, 6), dtype=np.uint8))
    T = np.eye(2)[np.arange(3000) % 2]
    network = Network.create(NetworkSpec(6, (LayerSpec(4, "relu"), LayerSpec(2, "softmax"))), 1)
    assert np.array_equal(network.predict(pixels), network.predict(pixels[:]))
    assert network.loss(pixels, T, "cross_entropy") == network.loss(pixels[:], T, "cross_entropy")
    few = pixels.part(slice(0, 5))
    for mine, theirs in zip(
        network.gradients(few, T[:5], "cross_entropy"),
        network.gradients(few[:], T[:5], "cross_entropy"),
        strict=True,
    ):
        assert np.array_equal(mine[0], theirs[0])


def test_that_another_number_of_pixels_than_inputs_is_named() -> None:
    network = Network.create(NetworkSpec(4, (LayerSpec(2),)))
    with pytest.raises(EngineError, match="X has 6 columns but the network expects 4"):
        network.predict(Pixels(np.zeros((2, 6), dtype=np.uint8)))
