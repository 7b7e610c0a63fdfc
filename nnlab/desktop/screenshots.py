"""Renders the window to PNG files, for the README and for whoever wants to judge the look.

python -m nnlab.desktop.screenshots                      the pictures of the README
python -m nnlab.desktop.screenshots --all --out FOLDER   every theme, language and size, and more presets
"""

import argparse
import itertools
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

# Rendering needs no screen; a name given by the user stays in force.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from nnlab.desktop import theme
from nnlab.desktop.arithmetic.workspace import Arithmetic
from nnlab.desktop.explore.sweeps.sweep import SweepWorkspace
from nnlab.desktop.explore.sweeps.sweep_form import AxisForm
from nnlab.desktop.explore.workspace import SWEEP, Experiments
from nnlab.desktop.lab import Lab
from nnlab.desktop.main_window import MainWindow
from nnlab.desktop.preferences import Preferences
from nnlab.desktop.system.closing import let_go
from nnlab.desktop.words import language
from nnlab.engine import Network, Trainer
from nnlab.lessons import begin, load_preset, shelf
from nnlab.lessons.workspaces import ARITHMETIC, EXPERIMENTS
from nnlab.project import ProjectState
from nnlab.study.arithmetic.equations import Cell
from nnlab.training import StepSize, counts_hits
from nnlab.training.measures import Measures

SIZES = ((1024, 700), (1280, 800), (1920, 1080))
_SETTLE_MS = 250
_README_EPOCHS = 150
_FIRST_PRESET = "seven-segment"
_DIGITS, _DIGITS_EPOCHS = "strokes", 3
_WORKED, _OPERATIONS = "textbook/317_1", 8
_GRADIENT = Cell(7, 4, 0, 1)  # of w₇
_EXAMINED_MS = 800  # until the answers to unseen samples are there
_PLANE, _PLANE_EPOCHS = "moons", 250
_SWEPT = (AxisForm("learning_rate", "0.003 0.01 0.03 0.1 0.3"), AxisForm("hidden", "4 8 16"))
_LESSON, _LESSON_STEP = "broken-display", 1
_PRESETS = ("binary-to-segments", "xor", "textbook/311_1", "textbook/318_3", "lecture/ten-points")


def trained(preset: str, epochs: int) -> ProjectState:
    """Return the project of a preset after so many epochs of training, with its curve."""
    state = begin(load_preset(preset))
    data = state.dataset
    network = Network.from_parameters(state.parameters)
    trainer = Trainer(
        network, data.inputs, data.targets, state.config, task=data.task, counts_hits=counts_hits(data)
    )
    measures = Measures(trainer, data, state.history)
    while trainer.epoch < epochs and trainer.advance(steps=measures.steps_to_point(), to_epoch_end=True):
        measures.after_updates()
    measures.finish_test()
    measures.close()
    return replace(state, training=trainer.state, history=measures.history)


def settle(milliseconds: int = _SETTLE_MS) -> None:
    """Let the window lay itself out and paint."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def shoot(window: MainWindow, path: Path) -> None:
    """Save what the window shows."""
    settle()
    path.parent.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(path))
    print(path)


def put_on_bench(window: MainWindow, preset: str, row: int = 5, epochs: int = _README_EPOCHS) -> None:
    """Show a trained network with one of its samples."""
    window.lab.document.open(trained(preset, epochs))
    window.lab.probe.set_row(row)
    settle(_EXAMINED_MS)


def main(argv: Sequence[str] | None = None) -> int:
    """Render what the arguments ask for; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m nnlab.desktop.screenshots", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--all", action="store_true", help="every theme, language and size, and more presets")
    parser.add_argument("--out", type=Path, default=Path("docs") / "images", help="the folder to write to")
    options = parser.parse_args(argv)
    application = QApplication(["nnlab"])
    theme.apply(application, "light")
    language.apply(application, "en")
    lab = Lab(begin(load_preset(_FIRST_PRESET)))
    window = MainWindow(lab, Preferences())  # not the user's: the pictures are the same everywhere
    window.resize(1280, 800)
    window.show()
    if options.all:
        _shoot_all(window, options.out)
    else:
        _shoot_readme(window, options.out)
    window.lab.shut_down()
    window.hide()  # closing it would remember this theme and language as the user's
    let_go(application, window)
    return 0


def _shoot_readme(window: MainWindow, folder: Path) -> None:
    put_on_bench(window, _FIRST_PRESET)
    shoot(window, folder / "bench-light.png")
    _show_code(window)
    shoot(window, folder / "code-light.png")
    window.toggle_code()
    _sweep(window)
    shoot(window, folder / "sweep-light.png")
    window.show_bench()
    put_on_bench(window, _PLANE, epochs=_PLANE_EPOCHS)
    shoot(window, folder / "plane-light.png")
    put_on_bench(window, _DIGITS, epochs=_DIGITS_EPOCHS)
    shoot(window, folder / "digits-light.png")
    _show_arithmetic(window)
    shoot(window, folder / "arithmetic-light.png")
    theme.apply(_application(), "dark")
    window.show_bench()
    window.classroom.player.start(shelf.load_lesson(_LESSON), _LESSON_STEP)
    put_on_bench(window, _FIRST_PRESET, row=2)
    shoot(window, folder / "lesson-dark.png")


def _sweep(window: MainWindow) -> None:
    """Show a finished sweep over two settings."""
    window.workspaces.show(EXPERIMENTS)
    experiments = window.workspaces.widget(EXPERIMENTS)
    assert isinstance(experiments, Experiments)
    experiments.show_experiment(SWEEP)
    sweep = experiments.findChild(SweepWorkspace)
    assert sweep is not None
    sweep.model.set_form(replace(sweep.model.form, axes=_SWEPT, epochs=_README_EPOCHS))
    sweep.model.start()
    while sweep.model.is_running:
        settle()
    settle(_EXAMINED_MS)


def _show_code(window: MainWindow) -> None:
    """Show the code of a training, as if one pointed at a line of its last layer."""
    window.toggle_code()
    window.bench.code.show_training()
    window.lab.view.point_at(len(window.lab.state.spec.layers) - 1)


def _show_arithmetic(window: MainWindow) -> None:
    """Show a worked example of the notes in the middle of its way back, with a gradient taken apart."""
    window.lab.document.open(begin(load_preset(_WORKED)))
    window.workspaces.show(ARITHMETIC)
    window.toolbar.use_unit(StepSize.OPERATION.value)
    settle()
    for _ in range(_OPERATIONS):
        window.lab.controller.step(StepSize.OPERATION)
        settle(60)
    workspace = window.workspaces.widget(ARITHMETIC)
    assert isinstance(workspace, Arithmetic)
    workspace.study.keep(_GRADIENT)


def _shoot_all(window: MainWindow, folder: Path) -> None:
    application = _application()
    put_on_bench(window, _FIRST_PRESET)
    for name, tongue, size in itertools.product(theme.THEME_NAMES, language.LANGUAGES, SIZES):
        theme.apply(application, name)
        language.apply(application, tongue)
        window.resize(*size)
        shoot(window, folder / f"bench-{name}-{tongue}-{size[0]}.png")
        _show_code(window)
        shoot(window, folder / f"code-{name}-{tongue}-{size[0]}.png")
        window.toggle_code()
    theme.apply(application, "light")
    language.apply(application, "en")
    window.resize(1280, 800)
    put_on_bench(window, _DIGITS, epochs=_DIGITS_EPOCHS)
    for name, tongue, size in itertools.product(theme.THEME_NAMES, language.LANGUAGES, SIZES):
        theme.apply(application, name)
        language.apply(application, tongue)
        window.resize(*size)
        for show, workspace in (
            (window.show_bench, "digits"),
            (window.show_samples, "samples"),
            (window.show_draw, "draw"),
        ):
            show()
            shoot(window, folder / f"{workspace}-{name}-{tongue}-{size[0]}.png")
    window.show_bench()
    theme.apply(application, "light")
    language.apply(application, "en")
    window.resize(1280, 800)
    for preset in _PRESETS:
        put_on_bench(window, preset, row=0)
        shoot(window, folder / f"{preset.replace('/', '-')}.png")


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


if __name__ == "__main__":
    sys.exit(main())
