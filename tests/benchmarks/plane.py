"""Measure the plane of the bench while a network trains: how late events come, and how many maps are shown.

A 2-8-8-1 on two moons in the real main window (1280 × 800), with the decision map and the maps in the neurons.
The last line is JSON.

    python tests/benchmarks/plane.py
    --seconds 3      how long it trains while lateness is measured, and again while pictures are counted
    --turns 2        how many times
"""

import argparse
import gc
import json
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402  (the project's root must be on the path first)

from nnlab import app  # noqa: E402
from nnlab.data import Dataset  # noqa: E402
from nnlab.desktop.main_window import MainWindow  # noqa: E402
from nnlab.desktop.widgets.plane_map import PlaneMap  # noqa: E402
from nnlab.engine import LayerSpec, NetworkSpec, Task, TrainingConfig  # noqa: E402
from nnlab.project import ProjectState  # noqa: E402
from tests.benchmarks.start import busy_seconds  # noqa: E402
from tests.benchmarks.window import Watch, wait, window_turn  # noqa: E402

SAMPLES = 200
TARGETS = "targets: p99 at most 16 ms, 30 pictures/s"


def two_moons() -> ProjectState:
    """Return 2-8-8-1, tanh, on two moons of 100 samples each, in batches of ten, without an end."""
    rng = np.random.default_rng(0)
    turn, second = rng.uniform(0.0, np.pi, SAMPLES), np.arange(SAMPLES) % 2
    upper = np.stack([np.cos(turn), np.sin(turn)], axis=1)
    places = np.where(second[:, None], (1.0, 0.5) - upper, upper) + rng.normal(0.0, 0.12, (SAMPLES, 2))
    data = Dataset.from_arrays("moons", places, second[:, None], Task.BITS)
    hidden = LayerSpec(8, "tanh", "lecun_normal")
    spec = NetworkSpec(2, (hidden, hidden, LayerSpec(1, "sigmoid", "lecun_normal")))
    config = TrainingConfig(loss="binary_cross_entropy", learning_rate=0.05, batch_size=10, epochs=None)
    return ProjectState.begin(data, spec, config)


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: lateness of events in milliseconds, maps painted in a second, and milliseconds of the thread for each.

    `others` is the share of the machine that other processes took.
    """

    p50: float
    p99: float
    most: float
    pictures: float
    gui_ms: float
    others: float


def measure(window: MainWindow, watch: Watch, state: ProjectState, seconds: float) -> Turn:
    """Let the network train once."""
    before, own = busy_seconds(), sum(os.times()[:2])
    shown = window_turn(window, watch, state, seconds)
    taken = busy_seconds() - before - (sum(os.times()[:2]) - own)
    p50, p99 = (float(value) for value in np.percentile(shown.lateness_ms, (50, 99)))
    others = max(taken, 0.0) / (2 * seconds + 0.9) / (os.cpu_count() or 1)
    most = max(shown.lateness_ms)
    return Turn(p50, p99, most, shown.pictures_per_second, shown.gui_ms, others)


def main() -> None:
    """Measure, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=3.0)
    parser.add_argument("--turns", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NNLAB_CONFIG"] = (
            folder  # nothing of the user's changes the measurement, or is changed by it
        )
        window = app.build(["--theme", "light", "--language", "en"])
        window.resize(1280, 800)
        window.show()
        gc.freeze()  # as the program does
        state = two_moons()
        window.lab.document.open(state)
        wait(1.0)
        watch = Watch(window, PlaneMap)
        turns = [measure(window, watch, state, options.seconds) for _ in range(options.turns)]
        window.leave()
        window.deleteLater()
        wait(0.1)
    found = {
        name: round(median(getattr(turn, name) for turn in turns), 2) for name in Turn.__dataclass_fields__
    }
    print(TARGETS)
    print(
        f"  lateness  p50 {found['p50']:.2f}   p99 {found['p99']:.2f}   max {found['most']:.2f} ms\n"
        f"  maps      {found['pictures']:.1f} per second, {found['gui_ms']:.2f} ms of the window's thread each\n"
        f"  disturbed by other processes, which took {found['others']:.1%} of the machine"
    )
    print(json.dumps(found))


if __name__ == "__main__":
    main()
