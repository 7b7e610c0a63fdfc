"""Make the network of digits that ships with nnlab, so that drawing works on the first start.

    python -m nnlab.lessons.make_digits                    from ../shared/data/mnist beside the project
    python -m nnlab.lessons.make_digits --data FOLDER      from MNIST elsewhere
    python -m nnlab.lessons.make_digits --hold-out         judge the settings and write nothing

Trains 784-192-64-10 (ReLU, softmax, cross-entropy, Adam) with the trainer that the window uses, some three minutes on
one core, and writes resources/networks/digits.npz and digits.json, which says how it was made and how it does on
MNIST's test set. The same seed, on the same machine with the same NumPy, gives the same file.

Nobody draws like MNIST, so no picture is ever trained on as it is: each time it is turned, slanted, stretched, shifted
and given a thicker or thinner pen, all a little. Settings are chosen by --hold-out, which trains without 5 000 of the
training pictures and judges by these: the test set measures, and chooses nothing.
"""

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from nnlab import paths
from nnlab.data.image_files import open_images
from nnlab.data.images import LabelledImages
from nnlab.engine import (
    LayerSpec,
    Network,
    NetworkSpec,
    Parameters,
    Task,
    Trainer,
    TrainingConfig,
    TrainState,
)
from nnlab.engine.seeds import Stream, generator
from nnlab.files import FileError, LoadError, parse_json, parse_npz, write_atomically
from nnlab.lessons.shipped import NETWORK_FILE, RECORD_FILE, DigitsRecord

_HELD_OUT = 5_000
_PIECE = 10_000  # pictures that are distorted and trained on at a time, which bounds memory
_GROUP = 50  # pictures that are distorted alike: together they are quick, and in every pass they are others


@dataclass(frozen=True, slots=True)
class Settings:
    """How the network is trained; the rate falls from `learning_rate` to nearly nothing along half a cosine."""

    hidden: tuple[int, ...] = (192, 64)
    epochs: int = 150
    batch_size: int = 100
    learning_rate: float = 0.0015
    seed: int = 1


# -- distortion: at most so much, each drawn evenly --------------------------------------------------------

_TURN = 0.12  # radians
_SLANT = 0.15
_STRETCH = 0.12  # in the logarithm, down and across by themselves
_SHIFT = 1.2  # pixels
_PEN = 0.4  # of a pixel put onto every side of a stroke, or taken off


def distorted(images: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.float32]:
    """Return pictures (N, 28, 28) as samples (N, 784) from 0 to 1, moved and drawn by another pen at random."""
    samples = np.empty((len(images), images[0].size), dtype=np.float32)
    for at in range(0, len(images), _GROUP):
        group = images[at : at + _GROUP].astype(np.float32) / np.float32(255)
        samples[at : at + _GROUP] = _with_other_pen(_moved(group, rng), rng).reshape(len(group), -1)
    return samples


def _moved(images: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """Return the pictures (n, h, w), all turned, slanted, stretched and shifted alike, interpolated linearly."""
    turn, slant = rng.uniform(-_TURN, _TURN), rng.uniform(-_SLANT, _SLANT)
    stretch, shift = np.exp(rng.uniform(-_STRETCH, _STRETCH, 2)), rng.uniform(-_SHIFT, _SHIFT, 2)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    matrix = rotation @ np.array([[1.0, 0.0], [slant, 1.0]]) @ np.diag(stretch)
    height, width = images.shape[1:]
    middle = np.array([[height / 2], [width / 2]])
    places = np.indices((height, width)).reshape(2, -1)
    # Where each pixel of the result comes from; the border is ground, so what comes from outside is ground too.
    limit = np.array([[height - 1.001], [width - 1.001]])
    row, column = (matrix @ (places - middle) + middle + shift[:, np.newaxis]).clip(0, limit)
    top, left = row.astype(np.intp), column.astype(np.intp)
    down, across = (row - top).astype(np.float32), (column - left).astype(np.float32)
    pixels, corner = images.reshape(len(images), -1), top * width + left
    result: NDArray[np.float32] = pixels[:, corner] * ((1 - down) * (1 - across))
    result += pixels[:, corner + 1] * ((1 - down) * across)
    result += pixels[:, corner + width] * (down * (1 - across))
    result += pixels[:, corner + width + 1] * (down * across)
    return result.reshape(images.shape)


def _with_other_pen(images: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """Return the pictures (n, h, w) with strokes a little thicker or, where that is put onto the ground, thinner."""
    amount = np.float32(rng.uniform(-_PEN, _PEN))
    grown = images if amount > 0 else 1 - images
    spread = grown.copy()
    for axis in (1, 2):
        ahead, behind = (np.moveaxis(a, axis, 0) for a in (spread, grown))
        np.maximum(ahead[1:], behind[:-1], out=ahead[1:])
        np.maximum(ahead[:-1], behind[1:], out=ahead[:-1])
    grown = grown + abs(amount) * (spread - grown)
    return (grown if amount > 0 else 1 - grown).clip(0.0, 1.0)


# -- training ----------------------------------------------------------------------------------------------


def train(
    pictures: LabelledImages, settings: Settings, *, on_epoch: Callable[[int, Network], None] | None = None
) -> Network:
    """Return a network trained on `pictures`, distorted anew in each pass."""
    network = Network.create(_spec(pictures, settings), settings.seed)
    classes = np.eye(network.spec.outputs, dtype=np.float32)
    config = TrainingConfig(
        loss="cross_entropy",
        optimizer="adam",
        batch_size=settings.batch_size,
        epochs=None,
        seed=settings.seed,
    )
    rng = generator(settings.seed, Stream.DATA)
    state: TrainState | None = None
    for epoch in range(settings.epochs):
        fall = (1 + np.cos(np.pi * epoch / settings.epochs)) / 2
        config = replace(config, learning_rate=settings.learning_rate * max(float(fall), 0.01))
        order = rng.permutation(len(pictures))
        for at in range(0, len(order), _PIECE):
            rows = order[at : at + _PIECE]
            X, T = distorted(pictures.images[rows], rng), classes[pictures.labels[rows]]
            trainer = Trainer(network, X, T, config, task=Task.CLASSES, state=state)
            trainer.advance(to_epoch_end=True)
            state = trainer.state
        if on_epoch is not None:
            on_epoch(epoch + 1, network)
    return network


def _spec(pictures: LabelledImages, settings: Settings) -> NetworkSpec:
    hidden = tuple(LayerSpec(units, "relu", "he_normal") for units in settings.hidden)
    outputs = LayerSpec(int(pictures.labels.max()) + 1, "softmax", "lecun_normal")
    return NetworkSpec(pictures.images[0].size, (*hidden, outputs), "float32")


def share_right(network: Network, pictures: LabelledImages) -> float:
    """Return the share of `pictures`, as they are, that the network answers rightly."""
    answers = network.predict(pictures.images.reshape(len(pictures), -1) / np.float32(255)).argmax(axis=1)
    return float(np.mean(answers == pictures.labels))


def without_held_out(pictures: LabelledImages, seed: int) -> tuple[LabelledImages, LabelledImages]:
    """Return `pictures` in two parts: to train on, and 5 000 to judge settings by."""
    order = generator(seed, Stream.SPLITTING).permutation(len(pictures))
    rest, held_out = order[_HELD_OUT:], order[:_HELD_OUT]
    kept, judged = (LabelledImages(pictures.images[rows], pictures.labels[rows]) for rows in (rest, held_out))
    return kept, judged


# -- the command -------------------------------------------------------------------------------------------


def write(folder: Path, parameters: Parameters, record: DigitsRecord) -> None:
    """Write the network and its record into `folder`. Raises SaveError."""
    arrays: dict[str, Any] = {}
    for number, (W, b) in enumerate(parameters.layers, start=1):
        assert b is not None
        arrays |= {f"W{number}": W, f"b{number}": b}
    stream = io.BytesIO()
    np.savez(stream, **arrays)
    write_atomically(folder / NETWORK_FILE, stream.getvalue(), validate=parse_npz)
    text = msgspec.json.format(msgspec.json.encode(record), indent=2) + b"\n"
    write_atomically(folder / RECORD_FILE, text, validate=parse_json)


def main(argv: Sequence[str] | None = None) -> int:
    """Obey the command line and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m nnlab.lessons.make_digits", description=__doc__)
    default = paths.resources().parent.parent / "shared" / "data" / "mnist"
    parser.add_argument(
        "--data", metavar="FOLDER", type=Path, default=default, help="where MNIST's files are"
    )
    parser.add_argument(
        "--hold-out", action="store_true", help="judge the settings by 5 000 pictures kept back"
    )
    options = parser.parse_args(argv)
    settings = Settings()
    try:
        split = open_images(options.data).split
        if split.test is None:
            raise LoadError(
                "no-test-set", "The test pictures are missing: put MNIST's four files into the folder."
            )
        if options.hold_out:
            kept, judged = without_held_out(split.train, settings.seed)
            train(kept, settings, on_epoch=lambda epoch, network: _tell(epoch, share_right(network, judged)))
            return 0
        network = train(split.train, settings, on_epoch=lambda epoch, _: _tell(epoch, None))
        right = share_right(network, split.test)
        write(paths.resources("networks"), network.parameters, _record(network.spec, settings, right))
    except FileError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{right:.2%} of MNIST's test pictures are answered rightly.")
    return 0


def _tell(epoch: int, right: float | None) -> None:
    judged = "" if right is None else f": {right:.2%} of those held out are answered rightly"
    print(f"epoch {epoch}{judged}", flush=True)


def _record(spec: NetworkSpec, settings: Settings, right: float) -> DigitsRecord:
    return DigitsRecord(
        shape=spec.sizes,
        activations=tuple(layer.activation for layer in spec.layers),
        test_accuracy=right,
        command="python -m nnlab.lessons.make_digits",
        training_pictures="MNIST's 60 000, distorted anew in each epoch",
        optimizer="adam",
        learning_rate=settings.learning_rate,
        batch_size=settings.batch_size,
        epochs=settings.epochs,
        seed=settings.seed,
    )


if __name__ == "__main__":
    sys.exit(main())
