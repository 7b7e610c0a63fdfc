"""Measure the window while a network trains: how late events come, how many pictures are shown, what it costs.

Each turn trains the same network three times from the same start: by a bare trainer, by a run that nobody looks at,
and by a run in the real main window (1280 × 800). Turns alternate, so that a change of the machine's mood meets all
three; medians over the turns are compared. The last line is JSON.

    python tests/benchmarks/window.py                                         without a screen
    QT_QPA_PLATFORM=xcb xvfb-run -a python tests/benchmarks/window.py         with one
    --turns 4        how many turns count
    --more 0         how many more may be made while other processes disturb: the quietest count
    --seconds 4      how long each of the three trains in one turn
    --case images    only one of the networks: seven-segment, images or digits
"""

import argparse
import gc
import json
import math
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np  # noqa: E402  (the project's root must be on the path first)
import PySide6  # noqa: E402
from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer  # noqa: E402
from PySide6.QtWidgets import QWidget  # noqa: E402
from threadpoolctl import threadpool_limits  # noqa: E402

from nnlab import app  # noqa: E402
from nnlab.desktop.main_window import MainWindow  # noqa: E402
from nnlab.desktop.widgets.network_diagram import NetworkDiagram  # noqa: E402
from nnlab.engine import Network, Trainer  # noqa: E402
from nnlab.lessons import begin, load_preset  # noqa: E402
from nnlab.project import ProjectState  # noqa: E402
from nnlab.training import FULL_SPEED, Run, RunControl, RunSetup, Snapshot  # noqa: E402
from tests.benchmarks.start import busy_seconds  # noqa: E402
from tests.mnist_here import mnist_folder  # noqa: E402

TICK_MS = 5
WARM_UP_SECONDS = 0.5
QUIET = 0.05  # share of the machine that other processes may take in a turn
MNIST = mnist_folder()
TARGETS = "targets: p99 at most 16 ms, 30 pictures/s, 85 % of the speed of the bare trainer"


def seven_segment() -> ProjectState:
    """7-8-4 on ten samples, one at a time, without an end."""
    state = begin(load_preset("seven-segment"))
    return replace(state, config=replace(state.config, epochs=None, stop_loss=None))


def images() -> ProjectState:
    """784-64-10 on MNIST (the built-in digits where it is not beside the project), batches of 100, float32."""
    state = digits()
    return replace(state, config=replace(state.config, learning_rate=0.05, batch_size=100))


def digits() -> ProjectState:
    """The preset mnist-softmax (on the built-in digits where there are no others), one at a time, without an end."""
    if MNIST is not None:
        os.environ.setdefault("NNLAB_DATA", str(MNIST))
    state = begin(load_preset("mnist-softmax" if "NNLAB_DATA" in os.environ else "strokes"))
    return replace(state, config=replace(state.config, epochs=None))


CASES: dict[str, Callable[[], ProjectState]] = {
    "seven-segment": seven_segment,
    "images": images,
    "digits": digits,
}


# -- without a window --------------------------------------------------------------------------------------


def trainer_speed(state: ProjectState, seconds: float) -> float:
    """Return steps per second of a bare trainer in this thread."""
    network = Network.from_parameters(state.parameters)
    trainer = Trainer(
        network, state.dataset.inputs, state.dataset.targets, state.config, task=state.dataset.task
    )
    with threadpool_limits(limits=1, user_api="blas"):
        trainer.advance(seconds=WARM_UP_SECONDS)
        before, started = trainer.step_count, time.perf_counter()
        trainer.advance(seconds=seconds)
    return (trainer.step_count - before) / (time.perf_counter() - started)


def run_speed(state: ProjectState, seconds: float) -> float:
    """Return steps per second of a run in its own thread while this one sleeps."""
    setup = RunSetup(state.dataset, state.training, state.config, state.given)
    run = Run(0, setup, RunControl(FULL_SPEED))
    run.control.play()
    run.start()
    time.sleep(WARM_UP_SECONDS)
    first, started = next_snapshot(run), time.perf_counter()
    time.sleep(seconds)
    last, ended = next_snapshot(run), time.perf_counter()
    run.control.stop()
    run.join()
    return (last.step - first.step) / (ended - started)


def next_snapshot(run: Run) -> Snapshot:
    """Ask for a snapshot and wait for it."""
    run.mailbox.take()
    run.mailbox.request()
    while (snapshot := run.mailbox.take()) is None:
        time.sleep(0.001)
    return snapshot


# -- in the window -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shown:
    """What the window did in one turn.

    `lateness_ms` has one value for every time at which the tick was due, also for those it missed; `start_ms` is
    the latest tick while training began; `gui_ms` is processor time of the window's thread for one picture.
    """

    lateness_ms: list[float]
    start_ms: float
    pictures_per_second: float
    gui_ms: float
    steps_per_second: float


class Watch(QObject):
    """Notes in the window's thread when ticks come, when pictures are made, and which of them `looked_at` paints."""

    def __init__(self, window: MainWindow, looked_at: type[QWidget] = NetworkDiagram) -> None:
        super().__init__(window)
        self._picture_is_new = False
        self.shown = 0  # paints that showed a new picture
        self.steps: list[tuple[float, int]] = []  # time and step of every picture
        self.lateness: list[float] = []
        self._due = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_tick)
        window.lab.picture_changed.connect(self._on_picture_changed)
        painted = window.findChild(looked_at)
        assert painted is not None
        painted.installEventFilter(self)

    def clear(self) -> None:
        """Forget what was noted."""
        self.shown = 0
        self.steps.clear()
        self.lateness.clear()

    def begin(self) -> None:
        """Forget what was noted, and tick."""
        self.clear()
        self._due = time.perf_counter() + TICK_MS / 1000
        self._timer.start(TICK_MS)

    def end(self) -> None:
        """Tick no more."""
        self._timer.stop()

    def _on_tick(self) -> None:
        now, interval = time.perf_counter(), TICK_MS / 1000
        # A tick that should have come while the thread was busy is as late as the one that comes at last.
        while self._due <= now:
            self.lateness.append((now - self._due) * 1000)
            self._due += interval
        # Set anew each time: a timer that repeats changes its phase when it is late, and would count that as late.
        self._timer.start(math.ceil((self._due - now) * 1000))

    def _on_picture_changed(self) -> None:
        self._picture_is_new = True
        snapshot = self.parent().lab.picture.snapshot
        self.steps.append((time.perf_counter(), snapshot.step))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._picture_is_new:
            self._picture_is_new = False
            self.shown += 1
        return False


def window_turn(window: MainWindow, watch: Watch, state: ProjectState, seconds: float) -> Shown:
    """Train `state` in the window for some seconds, after a warm-up that is looked at by itself."""
    controller = window.lab.controller
    window.lab.document.open(state)
    controller.set_speed(FULL_SPEED)
    wait(0.2)
    watch.begin()
    controller.train()
    wait(WARM_UP_SECONDS)
    start = max(watch.lateness, default=WARM_UP_SECONDS * 1000)
    watch.begin()
    wait(seconds)
    watch.end()
    lateness = list(watch.lateness)
    watch.clear()  # the ticks take time themselves, and are no part of the window
    processor, started = time.thread_time(), time.perf_counter()
    wait(seconds)
    processor, elapsed = time.thread_time() - processor, time.perf_counter() - started
    (first, first_step), (last, last_step) = watch.steps[0], watch.steps[-1]
    controller.pause()
    wait(0.2)
    return Shown(
        lateness_ms=lateness,
        start_ms=start,
        pictures_per_second=watch.shown / elapsed,
        gui_ms=1000 * processor / max(watch.shown, 1),
        steps_per_second=(last_step - first_step) / (last - first),
    )


def wait(seconds: float) -> None:
    """Let the event loop run."""
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


# -- the report --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Found:
    """The figures of one network.

    Speeds are steps per second; `kept` is the window's share of the trainer's, `kept_of_run` that of the run's.
    `others` is the largest share of the machine that other processes took in a turn.
    """

    p50_ms: float
    p99_ms: float
    max_ms: float
    start_ms: float
    pictures: float
    gui_ms: float
    trainer: float
    run: float
    window: float
    kept: float
    kept_of_run: float
    others: float


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the three; speeds are steps per second, `others` is the share of the machine that others took."""

    trainer: float
    window: Shown
    run: float
    others: float


def take_turn(window: MainWindow, watch: Watch, state: ProjectState, seconds: float) -> Turn:
    """Let the three train, one after the other."""
    busy, own, started = busy_seconds(), time.process_time(), time.perf_counter()
    trainer = trainer_speed(state, seconds)
    shown = window_turn(window, watch, state, seconds)
    run = run_speed(state, seconds)
    busy, own, elapsed = busy_seconds() - busy, time.process_time() - own, time.perf_counter() - started
    others = max(busy - own, 0.0) / elapsed / (os.cpu_count() or 1)
    return Turn(trainer, shown, run, others)


def measure(window: MainWindow, watch: Watch, state: ProjectState, options: argparse.Namespace) -> Found:
    """Make turns until enough of them were quiet, and sum up the quietest."""
    turns: list[Turn] = []
    for _ in range(options.turns + options.more):
        turns.append(take_turn(window, watch, state, options.seconds))
        if sum(turn.others <= QUIET for turn in turns) >= options.turns:
            break
    turns = sorted(turns, key=lambda turn: turn.others)[: options.turns]
    shown = [turn.window for turn in turns]
    lateness = np.concatenate([window.lateness_ms for window in shown])
    trainer, run = median(turn.trainer for turn in turns), median(turn.run for turn in turns)
    speed = median(window.steps_per_second for window in shown)
    return Found(
        p50_ms=round(float(np.percentile(lateness, 50)), 2),
        p99_ms=round(float(np.percentile(lateness, 99)), 2),
        max_ms=round(float(lateness.max()), 2),
        start_ms=round(max(window.start_ms for window in shown), 1),
        pictures=round(median(window.pictures_per_second for window in shown), 1),
        gui_ms=round(median(window.gui_ms for window in shown), 2),
        trainer=round(trainer),
        run=round(run),
        window=round(speed),
        kept=round(speed / trainer, 3),
        kept_of_run=round(speed / run, 3),
        others=round(max(turn.others for turn in turns), 3),
    )


def show(name: str, found: Found) -> None:
    """Print the figures of one network."""
    print(f"\n{name}: {CASES[name].__doc__}")
    print(f"  lateness      p50 {found.p50_ms:.2f}   p99 {found.p99_ms:.2f}   max {found.max_ms:.2f} ms")
    print(f"  at the start  {found.start_ms:.1f} ms at most")
    print(
        f"  pictures      {found.pictures:.1f} per second, {found.gui_ms:.2f} ms of the window's thread each"
    )
    print(
        f"  steps/s       trainer {found.trainer:,}   unseen run {found.run:,}   in the window {found.window:,}"
    )
    print(f"  speed kept    {found.kept:.1%} of the trainer's, {found.kept_of_run:.1%} of an unseen run's")
    print(f"  disturbed by  other processes, which took {found.others:.1%} of the machine at most")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--turns", type=int, default=4)
    parser.add_argument("--more", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--case", choices=tuple(CASES))
    options = parser.parse_args()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["NNLAB_CONFIG"] = (
            folder  # nothing of the user's changes the measurement, or is changed by it
        )
        window = app.build(["--theme", "light", "--language", "en"])
        window.resize(1280, 800)
        window.show()
        gc.freeze()  # as the program does
        wait(1.0)
        watch = Watch(window)
        found = {
            name: measure(window, watch, make(), options)
            for name, make in CASES.items()
            if options.case in (None, name)
        }
        window.close()
        window.deleteLater()
        wait(0.1)
    for name, figures in found.items():
        show(name, figures)
    about = {
        "platform": os.environ["QT_QPA_PLATFORM"],
        "cores": os.cpu_count(),
        "load_before": round(load, 2),
        "python": platform.python_version(),
        "pyside": PySide6.__version__,
        "numpy": np.__version__,
    }
    print(f"\n{TARGETS}")
    print(json.dumps({"about": about, **{name: asdict(figures) for name, figures in found.items()}}))


if __name__ == "__main__":
    main()
