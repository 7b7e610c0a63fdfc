"""Measure how long the window takes from the start of the process to its first picture, and how much memory.

`nnlab` as it is started from the command line, and a bare Qt window with one pyqtgraph plot, are started in turns,
so that a change of the machine's mood meets both; medians over the turns are compared. The last line is JSON.

    python tests/benchmarks/start.py                                          without a screen
    QT_QPA_PLATFORM=xcb xvfb-run -a python tests/benchmarks/start.py          with one
    --turns 9     how often each of the two is started
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

BEGUN = time.time()  # of the child: Python is ready, nothing else is imported

ROOT = Path(__file__).resolve().parents[2]
SETTLE_MS = 1000  # after the first picture: what is loaded late has been loaded
TARGETS = "targets: at most 2.5 times the bare window, and 170 MB"


# -- the children ------------------------------------------------------------------------------------------


def show_nnlab() -> None:
    """Start nnlab as its command does, and tell when the network has been painted."""
    from nnlab import app, cli

    build = app.build

    def build_and_watch(*arguments: Sequence[str]) -> "QWidget":
        from nnlab.desktop.main_window import MainWindow
        from nnlab.desktop.widgets.network_diagram import NetworkDiagram

        imported = time.time()
        window: MainWindow = build(*arguments)
        tell_first_paint(window.findChild(NetworkDiagram), imported=imported, built=time.time())
        return window

    app.build = build_and_watch
    cli.main([])


def show_bare_window() -> None:
    """Show a window with one plot, and tell when it has been painted."""
    import pyqtgraph
    from PySide6.QtWidgets import QApplication, QMainWindow

    imported = time.time()
    application = QApplication([])
    window = QMainWindow()
    plot = pyqtgraph.PlotWidget()
    plot.plot([0, 1, 2, 3], [0, 1, 4, 9])
    window.setCentralWidget(plot)
    window.resize(1280, 800)
    tell_first_paint(plot.viewport(), imported=imported, built=time.time())
    window.show()
    application.exec()
    window.deleteLater()
    application.sendPostedEvents()


def tell_first_paint(widget: "QWidget | None", **moments: float) -> None:
    """Print the moments and the memory when `widget` has been painted for the first time, and the memory later."""
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

    class FirstPaint(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, note)  # when this paint and those with it are done
            return False

    def note() -> None:
        moments.update(painted=time.time(), megabytes=resident_megabytes())
        QTimer.singleShot(SETTLE_MS, tell)

    def tell() -> None:
        print(json.dumps({"begun": BEGUN, **moments, "megabytes_later": resident_megabytes()}), flush=True)
        QCoreApplication.quit()

    assert widget is not None
    widget.installEventFilter(FirstPaint(widget))


def resident_megabytes() -> float:
    """Return the memory of this process that is in use, in megabytes."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    import psutil

    return psutil.Process().memory_info().rss / 2**20


CHILDREN: dict[str, Callable[[], None]] = {"nnlab": show_nnlab, "bare": show_bare_window}


# -- the parent --------------------------------------------------------------------------------------------


def start(child: str, environment: dict[str, str]) -> dict[str, float]:
    """Start a child and return its moments in seconds since its process was started, and its megabytes."""
    command = [sys.executable, __file__, "--child", child]
    started = time.time()
    output = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    found: dict[str, float] = json.loads(output.splitlines()[-1])
    return {name: value if "megabytes" in name else value - started for name, value in found.items()}


def busy_seconds() -> float:
    """Return the processor time of all processes since the machine started, or of this one where it is not known."""
    statistics = Path("/proc/stat")
    if not statistics.exists():
        return time.process_time()
    user, nice, system, _idle, _waiting, interrupts, soft, *_ = map(
        int, statistics.read_text().splitlines()[0].split()[1:]
    )
    return (user + nice + system + interrupts + soft) / os.sysconf("SC_CLK_TCK")


def measure(turns: int) -> dict[str, dict[str, float]]:
    """Return the medians of what the children told; the first start of each only warms the disk up."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            "QT_QPA_PLATFORM": "offscreen",
            "PYQTGRAPH_QT_LIB": "PySide6",
            **os.environ,
            "NNLAB_CONFIG": folder,
            "PYTHONPATH": str(ROOT),
        }
        told: dict[str, list[dict[str, float]]] = {child: [] for child in CHILDREN}
        for turn in range(turns + 1):
            for child in CHILDREN:
                found = start(child, environment)
                if turn:
                    told[child].append(found)
    return {
        child: {name: round(median(found[name] for found in runs), 3) for name in runs[0]}
        for child, runs in told.items()
    }


def main() -> None:
    """Measure and print; with --child be one of the measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--turns", type=int, default=9)
    parser.add_argument("--child", choices=tuple(CHILDREN), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        CHILDREN[options.child]()
        return
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    found = measure(options.turns)
    print(f"{'':8}{'Python':>9}{'imported':>10}{'built':>9}{'painted':>9}   memory, and a second later")
    for child, moments in found.items():
        begun, imported, built, painted, first, later = moments.values()
        times = f"{begun:8.3f}s{imported:9.3f}s{built:8.3f}s{painted:8.3f}s"
        print(f"{child:8}{times}{first:6.0f} MB {later:6.0f} MB")
    ratio = found["nnlab"]["painted"] / found["bare"]["painted"]
    print(
        f"nnlab takes {ratio:.2f} times as long as the bare window; the load was {load:.2f} before\n{TARGETS}"
    )
    print(json.dumps({"ratio": round(ratio, 3), "load_before": round(load, 2), **found}))


if __name__ == "__main__":
    main()
