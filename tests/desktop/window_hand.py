"""Uses the real window as a busy hand does, and tells by a pipe what is on the bench at every moment.

    python -m tests.desktop.window_hand PIPE SEED [--file FILE] [--closes SECONDS] [--late] [--looks]

Every line is a JSON object: a moment, what was saved, or a word. The window keeps what it keeps where NNLAB_HOME says.
With --looks it does nothing but take back what was left behind.
"""

import argparse
import hashlib
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

import nnlab.app
from nnlab.desktop.main_window import MainWindow
from nnlab.desktop.notices import Notice
from nnlab.desktop.project_file import ProjectFile
from nnlab.engine import TrainingConfig
from nnlab.project import (
    ProjectState,
    insert_layer,
    with_bias,
    with_hidden_widths,
    with_layer,
    with_notes,
    with_weight,
)
from nnlab.project.saved import SavedProject
from nnlab.training import SPEEDS

PRESETS = ("xor", "seven-segment", "and")
_DRAG_MS = 16
_LOOK_MS = 20
_TOO_LATE_MS = 4000


@dataclass(frozen=True)
class Content:
    """What tells one state of the bench from another; `weights` is None while a training changes them."""

    settings: str  # of the preset, the network's structure, the training and the notes
    weights: str | None


@dataclass(frozen=True)
class Moment:
    """What is on the bench from `when` on (monotonic, in seconds), and whether anything of it would be lost.

    `work` numbers what was opened and begun, and `path` is its file, or empty.
    """

    when: float
    content: Content
    unsaved: bool
    work: int
    path: str


def content_of(project: "ProjectState | SavedProject", config: TrainingConfig | None = None) -> Content:
    """Return the fingerprint of a project, with settings that a run has and the document does not know yet."""
    settings = repr((project.preset, project.parameters.spec, config or project.config, project.notes))
    return Content(_sum(settings.encode()), _sum(project.parameters.vector.tobytes()))


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


class Hand(QObject):
    """Does one thing after the other, the same with the same seed, until the program is killed."""

    def __init__(self, window: MainWindow, pipe: int, random: Random, file: Path | None) -> None:
        super().__init__(window)
        self._lab, self._pipe, self._random, self._file = window.lab, pipe, random, file
        self._works: list[ProjectFile] = []
        self._drag: Iterator[float] = iter(())
        self._next = QTimer(self)
        self._next.setSingleShot(True)
        self._next.timeout.connect(self._act)
        lab = window.lab
        lab.document.file_changed.connect(self.tell_moment)
        lab.controller.running_changed.connect(self.tell_moment)
        lab.controller.config_changed.connect(self.tell_moment)
        lab.files.saved_to.connect(self._tell_saved)
        self.tell_moment()
        if file is not None:
            self._save()
        self._next.start(0)

    # -- what is told ----------------------------------------------------------------------------------

    def tell(self, **line: object) -> None:
        """Write one line: what is written is read even after the program was killed."""
        os.write(self._pipe, json.dumps(line).encode() + b"\n")

    def tell_moment(self, _: object = None) -> None:
        """Tell what is on the bench now."""
        document, controller = self._lab.document, self._lab.controller
        content = content_of(document.state, controller.config)
        if controller.is_running:
            content = Content(content.settings, None)
        if document.file not in self._works:
            self._works.append(document.file)
        work, path = self._works.index(document.file), str(document.file.path or "")
        moment = Moment(time.monotonic(), content, document.is_unsaved, work, path)
        self.tell(moment=asdict(moment))

    def _tell_saved(self, path: Path) -> None:
        lies_there = self._lab.document.file.saved
        if self._lab.document.file.path == path and lies_there is not None:
            self.tell(saved=asdict(content_of(lies_there)), path=str(path))

    # -- what is done ----------------------------------------------------------------------------------

    def _act(self) -> None:
        value = next(self._drag, None)
        if value is not None:
            self._edit(lambda state: with_weight(state, 0, 0, 0, value), merge_key="drag")
            self._next.start(_DRAG_MS)
            return
        weights, actions = zip(*self._actions(), strict=True)
        self._random.choices(actions, weights)[0]()
        in_a_burst = self._random.random() < 0.5
        self._next.start(self._random.randint(0, 60) if in_a_burst else self._random.randint(100, 1500))

    def _actions(self) -> tuple[tuple[int, Callable[[], object]], ...]:
        controller = self._lab.controller
        saves = 0 if self._file is None else 5
        return (
            (6, lambda: self._edit(lambda state: with_weight(state, 0, 0, 1, self._number()))),
            (3, lambda: self._edit(lambda state: with_bias(state, 0, 0, self._number()))),
            (4, self._begin_drag),
            (3, lambda: self._edit(lambda state: with_hidden_widths(state, (self._random.randint(1, 40),)))),
            (1, lambda: self._edit(lambda state: with_layer(state, 0, activation="sin"))),
            (1, lambda: self._edit(lambda state: insert_layer(state, 0))),
            (5, lambda: controller.configure("a setting", learning_rate=abs(self._number()) + 0.01)),
            (3, lambda: self._edit(lambda state: with_notes(state, f"메모 {self._number()}"))),
            (3, self._train),
            (3, controller.pause),
            (3, controller.undo),
            (1, controller.redo),
            (3, lambda: self._lab.openings.open_preset(self._random.choice(PRESETS))),
            (saves, self._save),
        )

    def _number(self) -> float:
        return round(self._random.uniform(-2.0, 2.0), 6)

    def _edit(self, edit: Callable[[ProjectState], object], merge_key: str = "") -> None:
        self._lab.controller.edit("an edit", edit, merge_key=merge_key)

    def _begin_drag(self) -> None:
        self._drag = iter([self._number() for _ in range(self._random.randint(5, 180))])

    def _train(self) -> None:
        controller = self._lab.controller
        controller.set_speed(self._random.choice(SPEEDS))
        controller.configure("endless", epochs=None, stop_loss=None)
        controller.train()

    def _save(self) -> None:
        if self._lab.document.file.path is None:
            self._lab.files.save_as(self._file)
        else:
            self._lab.files.save()


class Look(QObject):
    """Takes back what the window before has left behind, tells what came of it, and ends the program."""

    def __init__(self, window: MainWindow, pipe: int) -> None:
        super().__init__(window)
        self._window, self._pipe, self._offer = window, pipe, ""
        window.lab.noticed.connect(self._on_noticed)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._on_tick)

    def _on_noticed(self, notice: Notice) -> None:
        if notice.actions and not self._offer:
            self._offer = notice.text
            notice.actions[0].run()
            self._timer.start()

    def _on_tick(self) -> None:
        lab = self._window.lab
        if lab.openings.is_busy or lab.savings.is_busy or not lab.document.is_unsaved:
            return
        path = str(lab.document.file.path or "")
        line = {"offer": self._offer, "back": asdict(content_of(lab.state)), "path": path}
        os.write(self._pipe, json.dumps(line).encode() + b"\n")
        self._window.leave()


def main() -> int:
    """Run the window with a hand on it; the exit code is the window's."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pipe", type=int)
    parser.add_argument("seed", type=int)
    parser.add_argument("--file", type=Path)
    parser.add_argument("--closes", type=float, metavar="SECONDS", help="close the window after so long")
    parser.add_argument("--late", action="store_true", help="keep work too late, to see that it is noticed")
    parser.add_argument("--looks", action="store_true")
    options = parser.parse_args()
    application = QApplication(["nnlab"])
    held: list[QObject] = []

    def begin() -> None:
        window = next(w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow))
        if options.looks:
            held.append(Look(window, options.pipe))
            return
        hand = Hand(window, options.pipe, Random(options.seed), options.file)
        held.append(hand)
        if options.late:
            window.lab.autosaver.findChild(QTimer).setInterval(_TOO_LATE_MS)
        if options.closes is not None:
            QTimer.singleShot(round(1000 * options.closes), lambda: (hand.tell(closes=True), window.leave()))

    QTimer.singleShot(0, application, begin)
    return nnlab.app.main([])


if __name__ == "__main__":
    sys.exit(main())
