"""Measure the arithmetic: how late events come while 784-64-10 is stepped through, thirty operations a second.

The real main window (1280 × 800) shows the equations, the network and the code of every operation. The last line is
JSON.

    python -m tests.benchmarks.arithmetic              without a screen
    --seconds 8      how long it is stepped through
    --scalars        number by number instead of matrix by matrix
    --batch 1        samples in a step
"""

import argparse
import gc
import json
import os
import tempfile
from dataclasses import replace

import numpy as np

from nnlab import app
from nnlab.desktop.arithmetic.equations_card import SCALARS
from nnlab.desktop.arithmetic.workspace import Arithmetic
from nnlab.desktop.main_window import MainWindow
from nnlab.lessons.workspaces import ARITHMETIC
from nnlab.training import Speed, StepSize
from tests.benchmarks.window import Watch, digits, wait

PER_SECOND = 30
TARGET = "target: p99 at most 16 ms at 30 operations/s"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--scalars", action="store_true")
    parser.add_argument("--batch", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NNLAB_CONFIG"] = folder
        window = app.build(["--theme", "light", "--language", "en"])
        window.resize(1280, 800)
        window.show()
        gc.freeze()  # as the program does
        wait(1.0)
        found = stepped_through(window, options)
        window.close()
        window.deleteLater()
        wait(0.1)
    print(f"lateness   p50 {found['p50_ms']}   p99 {found['p99_ms']}   max {found['max_ms']} ms")
    print(f"operations {found['operations_per_second']} per second shown")
    print(TARGET)
    print(json.dumps(found))


def stepped_through(window: MainWindow, options: argparse.Namespace) -> dict[str, float]:
    """Step through 784-64-10 in the window and return the figures."""
    lab = window.lab
    state = digits()
    lab.document.open(replace(state, config=replace(state.config, batch_size=options.batch)))
    window.workspaces.show(ARITHMETIC)
    workspace = window.workspaces.widget(ARITHMETIC)
    assert isinstance(workspace, Arithmetic)
    if options.scalars:
        workspace.equations.choose_mode(SCALARS)
    shown: list[int] = []
    workspace.study.progress_changed.connect(lambda: shown.append(workspace.study.done))
    watch = Watch(window)
    lab.controller.set_speed(Speed(StepSize.OPERATION, PER_SECOND))
    lab.controller.train()
    wait(1.0)
    shown.clear()
    watch.begin()
    wait(options.seconds)
    watch.end()
    lab.controller.pause()
    wait(0.3)
    late = np.array(watch.lateness)
    return {
        "p50_ms": round(float(np.percentile(late, 50)), 2),
        "p99_ms": round(float(np.percentile(late, 99)), 2),
        "max_ms": round(float(late.max()), 2),
        "operations_per_second": round(len(shown) / options.seconds, 1),
    }


if __name__ == "__main__":
    main()
