"""Put MNIST's test digits onto a pad as if they were drawn there, and see how well they are still recognised.

Each digit lies at a random place, in a random size and slant, on a pad of 280 × 280 pixels, goes from there the way
of every drawing (`see`) and is classified by the network that ships with nnlab, beside the digit as it is in the
file. How long `see` takes is measured too. The last line is JSON.

    python tests/benchmarks/replay.py
    --mnist FOLDER   with MNIST's files; else NNLAB_TEST_MNIST, or ../shared/data/mnist
    --digits 10000                 how many of the test digits
    --seed 0                       draws place, size and slant
"""

import argparse
import json
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402  (the project's root must be on the path first)
from numpy.typing import NDArray  # noqa: E402

from nnlab.data.drawing import see  # noqa: E402
from nnlab.data.image_files import open_images  # noqa: E402
from nnlab.data.images import LabelledImages  # noqa: E402
from nnlab.engine import Network  # noqa: E402
from nnlab.lessons.shipped import digits_network  # noqa: E402
from tests.mnist_here import WHERE, mnist_folder  # noqa: E402

MNIST = mnist_folder()
PAD = 280  # pixels a side
COMFORTABLE = 140  # pixels: the longer side of a digit drawn without thinking of its size
SIZES = (0.5, 1.5)  # of a comfortable size
SLANT_DEGREES = 10.0
TARGET = "target: at most 2.5 points lost"


@dataclass(frozen=True)
class Replay:
    """The share of right answers for digits as they are and as drawn, and the milliseconds of each `see`."""

    direct: float
    drawn: float
    milliseconds: NDArray[np.float64]


def on_pad(digit: NDArray[np.uint8], rng: np.random.Generator) -> NDArray[np.uint8]:
    """Return a pad (280, 280) with `digit` (28, 28) on it, at a random place, in a random size and slant."""
    rows, columns = (np.flatnonzero(digit.any(axis=axis)) for axis in (1, 0))
    height, width = (int(used[-1] - used[0]) + 1 for used in (rows, columns))
    zoom = COMFORTABLE * rng.uniform(*SIZES) / max(height, width)
    slant = np.tan(np.radians(rng.uniform(-SLANT_DEGREES, SLANT_DEGREES)))
    across, down = zoom * (width + abs(slant) * height) / 2, zoom * height / 2
    middle_y, middle_x = rng.uniform(down, PAD - down), rng.uniform(across, PAD - across)
    y = (np.arange(PAD) + 0.5 - middle_y)[:, np.newaxis]
    x = (np.arange(PAD) + 0.5 - middle_x)[np.newaxis] + slant * y
    # One pixel of ground around the digit: what lies outside takes its colour from there.
    ground = np.pad(digit[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], 1).astype(np.float32)
    row = (y / zoom + (height + 1) / 2).clip(0, height + 0.999)
    column = (x / zoom + (width + 1) / 2).clip(0, width + 0.999)
    top, left = row.astype(int), column.astype(int)
    part_y, part_x = row - top, column - left
    upper = ground[top, left] * (1 - part_x) + ground[top, left + 1] * part_x
    lower = ground[top + 1, left] * (1 - part_x) + ground[top + 1, left + 1] * part_x
    return (upper * (1 - part_y) + lower * part_y + 0.5).astype(np.uint8)


def replay(network: Network, digits: LabelledImages, seed: int = 0) -> Replay:
    """Return how `network` answers `digits` as they are, and as drawn on a pad."""
    rng = np.random.default_rng(seed)
    samples, milliseconds = np.empty((len(digits), network.spec.inputs), dtype=np.float32), []
    for index, digit in enumerate(digits.images):
        pad = on_pad(digit, rng)
        begun = time.perf_counter()
        samples[index] = see(pad).inputs
        milliseconds.append((time.perf_counter() - begun) * 1000)
    direct = digits.images.reshape(len(digits), -1) / np.float32(255)
    shares = [float(np.mean(network.predict(X).argmax(axis=1) == digits.labels)) for X in (direct, samples)]
    return Replay(*shares, np.array(milliseconds))


def main() -> None:
    """Print both accuracies and what `see` costs."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--mnist", type=Path, default=MNIST)
    parser.add_argument("--digits", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if options.mnist is None:
        parser.error(WHERE)
    test = open_images(options.mnist).split.test
    assert test is not None, "MNIST's test files are missing"
    count = options.digits
    digits = LabelledImages(test.images[:count], test.labels[:count])
    result = replay(Network.reading(digits_network()), digits, options.seed)
    median, slow = np.percentile(result.milliseconds, (50, 99))
    lost = 100 * (result.direct - result.drawn)
    print(f"{len(digits):,} digits: {result.direct:.2%} right as they are, {result.drawn:.2%} drawn on a pad")
    print(f"{lost:.2f} points lost ({TARGET})")
    print(f"see(): median {median:.2f} ms, p99 {slow:.2f} ms")
    figures = {"direct": result.direct, "drawn": result.drawn, "see_ms": median, "see_p99_ms": slow}
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
