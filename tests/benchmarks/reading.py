"""Measure how long reading data sets takes.

The four gzipped files of MNIST are read as nnlab reads them, and unpacked with Python's own gzip, in turns, so that a
change of the machine's mood meets both; the medians of the turns are compared. Then a table (CSV) of 60 000 pictures
is read, once a turn. Without MNIST, noise of its size is read, which packs worse. The last line is JSON.

    python tests/benchmarks/reading.py
    --turns 7       how often each is read
    --rows 60000    lines of the table
"""

import argparse
import gzip
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402  (the project's root must be on the path first)

from nnlab.data.image_files import open_images  # noqa: E402
from nnlab.data.mirrors import TEST_IMAGES, TEST_LABELS, TRAIN_IMAGES, TRAIN_LABELS  # noqa: E402
from tests.mnist_here import mnist_folder  # noqa: E402

TARGET = 1.3  # times the seconds of plain unpacking
FILES = (TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)


def stand_in(folder: Path) -> Path:
    """Write four files of MNIST's names and shapes into `folder`, most of each picture ground, and return it."""
    rng = np.random.default_rng(0)
    for images, labels, count in ((TRAIN_IMAGES, TRAIN_LABELS, 60_000), (TEST_IMAGES, TEST_LABELS, 10_000)):
        pixels = rng.integers(0, 256, (count, 28, 28), dtype=np.uint8)
        pixels[rng.random(pixels.shape) < 0.8] = 0
        classes = rng.integers(0, 10, count, dtype=np.uint8)
        for name, array in ((images, pixels), (labels, classes)):
            header = bytes((0, 0, 8, array.ndim)) + np.array(array.shape, dtype=">u4").tobytes()
            (folder / name).write_bytes(gzip.compress(header + array.tobytes(), 6))
    return folder


def unpack(folder: Path) -> None:
    """Read the four files with Python's gzip, and make nothing of them."""
    for name in FILES:
        with gzip.open(folder / name) as stream:
            stream.read()


def write_table(folder: Path, rows: int, path: Path) -> None:
    """Write the first pictures of `folder` as lines of label and pixels, again and again if they are too few."""
    train = open_images(folder).split.train
    cells = np.column_stack([train.labels, train.images.reshape(len(train), -1)])
    words = [b"%d" % value for value in range(256)]
    lines = [b",".join([words[value] for value in row]) for row in cells[: min(rows, len(cells))].tolist()]
    path.write_bytes(b"\n".join([lines[number % len(lines)] for number in range(rows)]) + b"\n")


def seconds_of(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def measure(folder: Path, table: Path, turns: int) -> dict[str, float]:
    """Return the medians of reading, of plain unpacking and of the table, in seconds; the first turn only warms up."""
    works: dict[str, Callable[[], object]] = {
        "read_s": lambda: open_images(folder),
        "unpack_s": lambda: unpack(folder),
        "table_s": lambda: open_images(table),
    }
    found: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(turns + 1):
        for name, work in works.items():
            seconds = seconds_of(work)
            if turn:
                found[name].append(seconds)
    return {name: round(median(seconds), 4) for name, seconds in found.items()}


def main() -> int:
    """Measure, print the figures and return 1 if reading takes too long."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--turns", type=int, default=7)
    parser.add_argument("--rows", type=int, default=60_000)
    options = parser.parse_args()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    with tempfile.TemporaryDirectory() as folder:
        mnist = mnist_folder()
        table = Path(folder) / "table.csv"
        source = mnist or stand_in(Path(folder))
        write_table(source, options.rows, table)
        megabytes = table.stat().st_size / 1e6
        found = measure(source, table, options.turns)
    ratio = found["read_s"] / found["unpack_s"]
    what = "MNIST" if mnist else "noise of MNIST's size"
    print(
        f"{what}: read in {found['read_s']:.3f} s, unpacked in {found['unpack_s']:.3f} s, {ratio:.2f} times as long "
        f"(target: at most {TARGET}); the load was {load:.2f} before"
    )
    print(f"table of {options.rows:,} rows, {megabytes:.0f} MB: read in {found['table_s']:.3f} s")
    print(json.dumps({"ratio": round(ratio, 3), "load_before": round(load, 2), **found}))
    return int(ratio > TARGET)


if __name__ == "__main__":
    sys.exit(main())
