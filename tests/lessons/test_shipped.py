"""The network that ships with nnlab: what is on record about it is true, and drawings do not confuse it."""

import io
import json
from pathlib import Path

import numpy as np
import pytest

from nnlab import paths
from nnlab.data.image_files import open_images
from nnlab.data.images import LabelledImages
from nnlab.engine import Network
from nnlab.files import LoadError, parse_npz
from nnlab.lessons import load_preset
from nnlab.lessons.shipped import (
    NETWORK_FILE,
    RECORD_FILE,
    digits_network,
    digits_record,
    parse_network,
    parse_record,
)
from tests.benchmarks.replay import replay

NETWORK = paths.resources("networks", NETWORK_FILE)
RECORD = paths.resources("networks", RECORD_FILE)


@pytest.fixture(scope="module")
def mnist_test(real_mnist: Path) -> LabelledImages:
    """MNIST's 10 000 test pictures."""
    test = open_images(real_mnist).split.test
    assert test is not None
    return test


def share_right(network: Network, test: LabelledImages) -> float:
    outputs = network.predict(test.images.reshape(len(test), -1) / np.float32(255))
    return float(np.mean(outputs.argmax(axis=1) == test.labels))


# -- the record --------------------------------------------------------------------------------------------


def test_that_the_record_says_at_least_98_per_cent_and_how_it_was_made() -> None:
    record = digits_record()
    assert record.test_accuracy >= 0.98
    assert record.command == "python -m nnlab.lessons.make_digits"
    assert (record.seed, record.epochs) == (1, 150)


def test_that_the_preset_says_what_is_on_record() -> None:
    share = f"{100 * digits_record().test_accuracy:.1f}"
    assert f"{share} %" in load_preset("draw").about["en"]
    assert f"{share}%" in load_preset("draw").about["ko"]


def test_that_the_network_is_the_one_on_record() -> None:
    parameters, record = digits_network(), digits_record()
    assert parameters.spec.sizes == record.shape
    assert parameters.spec.dtype == "float32"
    assert tuple(layer.activation for layer in parameters.spec.layers) == record.activations
    assert NETWORK.stat().st_size <= 1_000_000


def test_that_it_answers_with_probabilities() -> None:
    network = Network.reading(digits_network())
    outputs = network.predict(np.random.default_rng(0).random((5, 784), dtype=np.float32))
    assert outputs.shape == (5, 10)
    assert np.allclose(outputs.sum(axis=1), 1, atol=1e-5)


def test_that_it_is_read_once() -> None:
    assert digits_network() is digits_network()


def test_that_its_accuracy_on_mnist_is_the_one_on_record(mnist_test: LabelledImages) -> None:
    measured = share_right(Network.reading(digits_network()), mnist_test)
    assert measured >= 0.98
    # Another processor rounds otherwise, which may tip one picture in ten thousand.
    assert measured == pytest.approx(digits_record().test_accuracy, abs=1.5e-4)


def test_that_digits_drawn_anywhere_in_any_size_are_still_recognised(mnist_test: LabelledImages) -> None:
    some = LabelledImages(mnist_test.images[:1500].copy(), mnist_test.labels[:1500].copy())
    result = replay(Network.reading(digits_network()), some)
    assert result.direct - result.drawn <= 0.01
    assert result.drawn >= 0.97


# -- damage ------------------------------------------------------------------------------------------------


def archive(**changes: np.ndarray | None) -> bytes:
    arrays = parse_npz(NETWORK.read_bytes()) | changes
    stream = io.BytesIO()
    np.savez(stream, **{name: array for name, array in arrays.items() if array is not None})
    return stream.getvalue()


@pytest.mark.parametrize(
    "changes",
    [
        {"W1": np.zeros((784, 191), np.float32)},
        {"b3": None},
        {"W4": np.zeros((10, 10), np.float32)},
        {"W2": np.zeros((192, 64))},
        {"b1": np.full(192, np.nan, np.float32)},
    ],
)
def test_that_another_network_than_on_record_is_refused(changes: dict[str, np.ndarray | None]) -> None:
    with pytest.raises(LoadError, match=r"It does not fit digits\.json\. Install nnlab again"):
        parse_network(digits_record(), archive(**changes))


def test_that_a_damaged_file_is_refused() -> None:
    data = bytearray(NETWORK.read_bytes())
    data[len(data) // 2] ^= 1
    with pytest.raises(LoadError):
        parse_network(digits_record(), bytes(data))


@pytest.mark.parametrize(
    "change", [{"activations": ["relu"]}, {"shape": [784, 10]}, {"shape": [0, 192, 64, 10]}]
)
def test_that_a_record_of_another_network_is_noticed(change: dict[str, object]) -> None:
    record = parse_record(json.dumps(json.loads(RECORD.read_bytes()) | change).encode())
    with pytest.raises(LoadError, match="does not fit"):
        parse_network(record, NETWORK.read_bytes())


@pytest.mark.parametrize("change", [{"seed": "one"}, {"unknown": 1}, {"shape": None}])
def test_that_a_record_with_a_wrong_field_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(LoadError):
        parse_record(json.dumps(json.loads(RECORD.read_bytes()) | change).encode())
