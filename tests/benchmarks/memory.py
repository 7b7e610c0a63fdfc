"""Measure the memory of the window while it trains on pictures.

    python tests/benchmarks/memory.py                     MNIST, or the built-in digits where it is not at hand
    --preset mnist-softmax   what it trains
    --seconds 10             for how long

The window opens the preset, trains at full speed, and its samples and its pad are looked at meanwhile. The figures are
those of the whole process, in megabytes: before the data is loaded, at the most, and at the end. The last line is JSON.
"""

import argparse
import json
import os
import resource
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402  (the project's root must be on the path first)

from nnlab import app  # noqa: E402
from nnlab.desktop.main_window import MainWindow  # noqa: E402
from nnlab.training import FULL_SPEED  # noqa: E402
from tests.benchmarks.start import resident_megabytes  # noqa: E402
from tests.mnist_here import mnist_folder  # noqa: E402

MNIST = mnist_folder()
TARGET_MB = 300


def wait(seconds: float) -> None:
    """Let the window live."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def measure(window: MainWindow, preset: str, seconds: float) -> dict[str, float]:
    """Open `preset`, train, look around; return the memory before, at the most and at the end, in MB."""
    window.show()
    wait(1.0)
    before = resident_megabytes()
    window.lab.openings.open_preset(preset)
    while window.lab.openings.is_busy:
        wait(0.1)
    window.lab.controller.set_speed(FULL_SPEED)
    window.lab.controller.train()
    for show in (window.show_bench, window.show_samples, window.show_draw, window.show_bench):
        show()
        wait(seconds / 4)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"before_mb": round(before), "most_mb": round(most), "training_mb": round(resident_megabytes())}


def main() -> int:
    """Measure, print the figures and return 1 if it was too much."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--preset", default="mnist-softmax" if MNIST is not None else "strokes")
    parser.add_argument("--seconds", type=float, default=10.0)
    options = parser.parse_args()
    if MNIST is not None:
        os.environ.setdefault("NNLAB_DATA", str(MNIST))
    with tempfile.TemporaryDirectory() as folder:
        for name in ("NNLAB_CONFIG", "NNLAB_HOME", "NNLAB_CACHE"):
            os.environ[name] = folder
        window = app.build([])
        found = measure(window, options.preset, options.seconds)
        window.close()
    print(f"{options.preset}: {found['most_mb']} MB at the most (target: below {TARGET_MB})")
    print(json.dumps(found))
    return int(found["most_mb"] >= TARGET_MB)


if __name__ == "__main__":
    sys.exit(main())
