"""Measure the engine beside a student's own script, scikit-learn and PyTorch.

Run it as `python tests/benchmarks/engine_speed.py`. Every contender trains the same network on the same
pictures, one BLAS thread each, in turns, so that a change of the machine's mood meets all of them. Times and
ratios are medians over the turns. scikit-learn and PyTorch take part where they are installed. The last line is JSON.
nnlab keeps the pictures as bytes, scales them in the gather and counts hits, as on the bench; the others have floats.

    --turns 9        how often each contender runs
    --samples 3000   samples in one run
    --mnist FOLDER   real digits instead of random pixels; with --samples 60000 --turns 3 these are three passes
    --profile        also show where a step of a tiny network spends its time
"""

import argparse
import os
import sys
from pathlib import Path

for library in ("OPENBLAS", "MKL", "OMP", "VECLIB"):
    os.environ.setdefault(f"{library}{'_MAXIMUM_THREADS' if library == 'VECLIB' else '_NUM_THREADS'}", "1")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import cProfile  # noqa: E402  (the thread counts must be set before NumPy is imported)
import importlib.util  # noqa: E402
import json  # noqa: E402
import pstats  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable  # noqa: E402
from statistics import median  # noqa: E402

import numpy as np  # noqa: E402

from nnlab.data.image_files import open_images  # noqa: E402
from nnlab.engine import LayerSpec, Network, NetworkSpec, Pixels, Task, Trainer, TrainingConfig  # noqa: E402

Contender = Callable[[], None]

INPUTS, CLASSES = 784, 10
RATE = 0.01


def make_data(samples: int, mnist: Path | None) -> tuple[np.ndarray, np.ndarray]:
    """Return pixels (N, 784) as bytes and the labels (N,)."""
    if mnist is not None:
        train = open_images(mnist).split.train
        return train.images.reshape(-1, INPUTS)[:samples], train.labels[:samples].astype(np.int64)
    rng = np.random.default_rng(0)
    labels = rng.integers(CLASSES, size=samples)
    return rng.integers(256, size=(samples, INPUTS), dtype=np.uint8), labels


def engine(spec: NetworkSpec, config: TrainingConfig, pixels: np.ndarray, labels: np.ndarray) -> Contender:
    """Return one pass of nnlab's trainer over the data."""
    X, T = Pixels(pixels), np.eye(CLASSES)[labels]
    trainer = Trainer(Network.create(spec), X, T, config, task=Task.CLASSES, counts_hits=True)

    def run() -> None:
        trainer.advance(to_epoch_end=True)

    return run


def notes_script(X: np.ndarray, labels: np.ndarray, hidden: int) -> Contender:
    """Return section 3.2.5 of the notes as a student types it: ReLU, softmax, cross-entropy, sample by sample."""
    rng = np.random.default_rng(0)
    WH, BH = rng.standard_normal((INPUTS, hidden)) / np.sqrt(INPUTS / 2), np.zeros((1, hidden))
    WO, BO = rng.standard_normal((hidden, CLASSES)) / np.sqrt(hidden), np.zeros((1, CLASSES))

    def run() -> None:
        nonlocal WH, BH, WO, BO
        E, hits = 0.0, 0
        for n in range(len(X)):
            x = X[n : n + 1]
            T = np.zeros((1, CLASSES))
            T[0, labels[n]] = 1
            H = x @ WH + BH
            H = (H > 0) * H
            Y = H @ WO + BO
            Y = np.exp(Y - np.max(Y))
            Y = Y / np.sum(Y)
            E = E + np.sum(-T * np.log(Y + 1e-7))
            hits = hits + (np.argmax(Y) == labels[n])
            Yb = Y - T
            Hb = Yb @ WO.T
            Hb = Hb * (H > 0)
            WHb = x.T @ Hb
            BHb = 1 * Hb
            WOb = H.T @ Yb
            BOb = 1 * Yb
            WH = WH - RATE * WHb
            BH = BH - RATE * BHb
            WO = WO - RATE * WOb
            BO = BO - RATE * BOb

    return run


def sklearn_classifier(X: np.ndarray, labels: np.ndarray, hidden: int, batch: int) -> Contender:
    """Return one pass of scikit-learn's MLPClassifier in mini-batches of plain SGD."""
    from sklearn.neural_network import MLPClassifier

    model = MLPClassifier(
        (hidden,), solver="sgd", alpha=0.0, batch_size=batch, learning_rate_init=RATE, momentum=0.0
    )
    model.partial_fit(X, labels, classes=np.arange(CLASSES))
    return lambda: model.partial_fit(X, labels)


def torch_eager(X: np.ndarray, labels: np.ndarray, hidden: int, batch: int) -> Contender:
    """Return one pass of the usual PyTorch loop: zero_grad, forward, backward, step."""
    import torch

    torch.set_num_threads(1)
    pixels, classes = torch.from_numpy(X), torch.from_numpy(labels)
    layers = [torch.nn.Linear(INPUTS, hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, CLASSES)]
    model = torch.nn.Sequential(*layers)
    rule = torch.optim.SGD(model.parameters(), lr=RATE)
    entropy = torch.nn.CrossEntropyLoss()

    def run() -> None:
        order = torch.randperm(len(pixels))
        total = 0.0
        for at in range(0, len(pixels), batch):
            rows = order[at : at + batch]
            loss = entropy(model(pixels[rows]), classes[rows])
            rule.zero_grad()
            loss.backward()
            rule.step()
            total += loss.item()

    return run


def seconds_by_turn(contenders: dict[str, Contender], turns: int) -> dict[str, list[float]]:
    """Return the seconds each contender needed in each turn, after one run each to warm up."""
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for contender in contenders.values():
        contender()
    for _ in range(turns):
        for name, contender in contenders.items():
            started = time.perf_counter()
            contender()
            seconds[name].append(time.perf_counter() - started)
    return seconds


def per_sample_race(samples: int, mnist: Path | None) -> dict[str, Contender]:
    """mnist-softmax: 784-64-10, ReLU + softmax + cross-entropy, one sample at a time."""
    layers = (LayerSpec(64), LayerSpec(CLASSES, "softmax", "lecun_normal"))
    config = TrainingConfig(loss="cross_entropy", learning_rate=RATE, batch_size=1, epochs=None)
    pixels, labels = make_data(samples, mnist)
    racers = {
        f"nnlab {dtype}": engine(NetworkSpec(INPUTS, layers, dtype), config, pixels, labels)
        for dtype in ("float32", "float64")
    }
    racers["notes' script"] = notes_script(pixels / 255, labels, 64)
    if importlib.util.find_spec("torch"):
        racers["PyTorch eager"] = torch_eager((pixels / 255).astype(np.float32), labels, 64, 1)
    return racers


def mini_batch_race(samples: int, mnist: Path | None) -> dict[str, Contender]:
    """784-50-10, ReLU + softmax + cross-entropy, batches of 100, all float32."""
    layers = (LayerSpec(50), LayerSpec(CLASSES, "softmax", "lecun_normal"))
    config = TrainingConfig(loss="cross_entropy", learning_rate=RATE, batch_size=100, epochs=None)
    pixels, labels = make_data(samples, mnist)
    X = (pixels / 255).astype(np.float32)
    racers = {"nnlab float32": engine(NetworkSpec(INPUTS, layers, "float32"), config, pixels, labels)}
    if importlib.util.find_spec("sklearn"):
        racers["scikit-learn"] = sklearn_classifier(X, labels, 50, 100)
    if importlib.util.find_spec("torch"):
        racers["PyTorch eager"] = torch_eager(X, labels, 50, 100)
    return racers


def tiny_trainer(batch_size: int | None = 1) -> Trainer:
    """Return the trainer of the seven-segment network 7-8-4: tanh, sigmoid, binary cross-entropy."""
    rng = np.random.default_rng(0)
    spec = NetworkSpec(7, (LayerSpec(8, "tanh", "lecun_normal"), LayerSpec(4, "sigmoid", "lecun_normal")))
    config = TrainingConfig(loss="binary_cross_entropy", batch_size=batch_size, epochs=None)
    return Trainer(Network.create(spec), rng.integers(2, size=(10, 7)), rng.integers(2, size=(10, 4)), config)


def tiny_race(samples: int, _mnist: Path | None) -> dict[str, Contender]:
    """7-8-4, tanh + sigmoid + binary cross-entropy, ten samples: one update per sample."""
    trainer = tiny_trainer()
    return {"nnlab float64": lambda: trainer.advance(steps=samples) and None}


def show_profile() -> None:
    """Print where the steps of the tiny network spend their time."""
    trainer = tiny_trainer()
    profile = cProfile.Profile()
    profile.runcall(trainer.advance, steps=20_000)
    pstats.Stats(profile).sort_stats("tottime").print_stats(16)


def main() -> None:
    """Run the races and print them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--turns", type=int, default=9)
    parser.add_argument("--samples", type=int, default=3000)
    parser.add_argument("--mnist", type=Path)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    races = {"per_sample": per_sample_race, "mini_batch": mini_batch_race, "tiny": tiny_race}
    found: dict[str, dict[str, dict[str, float]]] = {}
    for name, race in races.items():
        seconds = seconds_by_turn(race(options.samples, options.mnist), options.turns)
        base = next(iter(seconds.values()))
        print(f"\n{race.__doc__}\n{'':20}{'µs per sample':>14}{'nnlab is faster by':>20}")
        found[name] = {}
        for contender, values in seconds.items():
            microseconds = median(values) / options.samples * 1e6
            ratio = median(value / ours for value, ours in zip(values, base, strict=True))
            print(f"{contender:20}{microseconds:14.2f}{ratio:19.2f}×")
            found[name][contender] = {"us_per_sample": round(microseconds, 2), "ratio": round(ratio, 2)}
    print(json.dumps(found, ensure_ascii=False))
    if options.profile:
        show_profile()


if __name__ == "__main__":
    main()
