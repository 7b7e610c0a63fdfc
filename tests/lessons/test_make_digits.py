"""How the shipped network is made: the distortions, the training, and what is written."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nnlab.data.images import LabelledImages
from nnlab.files import parse_json, parse_npz
from nnlab.lessons.make_digits import Settings, distorted, main, share_right, train, without_held_out, write
from nnlab.lessons.shipped import digits_record, parse_network, parse_record

FEW = Settings(hidden=(12,), epochs=6, seed=3)


def bars(count: int) -> LabelledImages:
    """Return pictures of upright bars (class 0) and lying ones (class 1) near the middle."""
    rng = np.random.default_rng(0)
    labels = rng.integers(0, 2, count).astype(np.uint8)
    images = np.zeros((count, 28, 28), dtype=np.uint8)
    for image, label in zip(images, labels, strict=True):
        at = rng.integers(11, 15)
        image[6:22, at : at + 3] = 255
        if label:
            image[...] = image.T.copy()
    return LabelledImages(images, labels)


def test_that_distorted_pictures_are_others_of_the_same_strength_near_the_middle() -> None:
    images = bars(120).images
    samples = distorted(images, np.random.default_rng(1))
    assert samples.shape == (120, 784)
    assert samples.dtype == np.float32
    assert samples.min() >= 0
    assert samples.max() <= 1
    assert np.abs(samples - images.reshape(120, -1) / 255).mean(axis=1).min() > 0.005
    ink = samples.sum(axis=1) / (images.reshape(120, -1) / 255).sum(axis=1)
    assert ((ink > 0.5) & (ink < 2)).all()
    rows = (samples.reshape(120, 28, 28).sum(axis=2) @ np.arange(28)) / samples.sum(axis=1)
    assert np.abs(rows - 13.5).max() < 4


def test_that_training_learns_and_tells_of_every_epoch() -> None:
    pictures, told = bars(400), []
    network = train(pictures, FEW, on_epoch=lambda epoch, network: told.append((epoch, network.spec.sizes)))
    assert share_right(network, pictures) > 0.95
    assert told == [(epoch, (784, 12, 2)) for epoch in range(1, 7)]


def test_that_the_same_seed_makes_the_same_network() -> None:
    pictures, short = bars(150), replace(FEW, epochs=2)
    first, again, other = (train(pictures, replace(short, seed=seed)).theta for seed in (3, 3, 4))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_that_what_is_held_out_is_not_trained_on() -> None:
    images = np.zeros((6000, 2, 2), dtype=np.uint8)
    images.reshape(6000, 4)[:, :2] = np.arange(6000, dtype=np.uint16).view(np.uint8).reshape(6000, 2)
    kept, judged = without_held_out(LabelledImages(images, np.zeros(6000, np.uint8)), seed=1)
    assert (len(kept), len(judged)) == (1000, 5000)
    together = np.concatenate([kept.images, judged.images]).reshape(6000, 4)
    assert len(np.unique(together, axis=0)) == 6000


def test_that_what_is_written_can_be_read(tmp_path: Path) -> None:
    network = train(bars(60), replace(FEW, epochs=1))
    record = replace(digits_record(), shape=(784, 12, 2), activations=("relu", "softmax"))
    write(tmp_path, network.parameters, record)
    assert sorted(parse_npz((tmp_path / "digits.npz").read_bytes())) == ["W1", "W2", "b1", "b2"]
    assert isinstance(parse_json((tmp_path / "digits.json").read_bytes()), dict)
    read = parse_record((tmp_path / "digits.json").read_bytes())
    assert read == record
    parameters = parse_network(read, (tmp_path / "digits.npz").read_bytes())
    assert np.array_equal(parameters.vector, network.theta)


def test_that_a_missing_folder_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(tmp_path / "nowhere")]) == 1
    assert "there is no such file or folder" in capsys.readouterr().err
