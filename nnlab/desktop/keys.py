"""The keys of the window: one table that the window obeys and the dialog shows."""

from functools import partial
from typing import Protocol

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent

from nnlab.data.segments import DIGIT_PATTERNS, SEGMENT_NAMES, has_segments, pattern_levels
from nnlab.desktop.bench.workspace import Bench
from nnlab.desktop.draw.workspace import Draw
from nnlab.desktop.files.actions import FileActions
from nnlab.desktop.key_binding import Binding
from nnlab.desktop.lab import Lab
from nnlab.desktop.panels.toolbar import Toolbar
from nnlab.desktop.probe import Probe
from nnlab.desktop.samples.workspace import Samples
from nnlab.desktop.tables.table_samples import TableSamples
from nnlab.desktop.workspaces import Workspaces
from nnlab.lessons.workspaces import GRAPH

# With a Korean keyboard in Hangul mode the same keys give these letters.
_HANGUL_KEYS = str.maketrans("ㅁㅠㅊㅇㄷㄹㅎㄴㄱㅜ", "abcdefgsrn")
_ARROWS = {Qt.Key.Key_Left: "←", Qt.Key.Key_Up: "↑", Qt.Key.Key_Right: "→", Qt.Key.Key_Down: "↓"}
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier

translate = QCoreApplication.translate


class Keyed(Protocol):
    """What the keys ask of the window: its parts, and what it does itself."""

    lab: Lab
    toolbar: Toolbar
    workspaces: Workspaces
    bench: Bench
    samples: Samples
    table_samples: TableSamples
    draw: Draw
    file_actions: FileActions

    def undo(self) -> None:
        """Take back the last step of what is looked at."""

    def redo(self) -> None:
        """Make it again."""

    def paste(self) -> None:
        """Open what the clipboard holds."""

    def toggle_code(self) -> None:
        """Show the code of the network, or put it away."""

    def toggle_full_screen(self) -> None:
        """Fill the screen, or be a window again."""

    def show_keys(self) -> None:
        """Show this table."""

    def close(self) -> bool:
        """Close, unless somebody is to be asked before."""


def bindings(window: Keyed) -> tuple[Binding, ...]:
    """Return the table for `window`, in the language of the moment."""
    controller, probe, toolbar = window.lab.controller, window.lab.probe, window.toolbar
    files = window.file_actions
    undo_keys = (("Ctrl+Z", window.undo), ("Ctrl+Y", window.redo), ("Ctrl+Shift+Z", window.redo))

    def step(_letter: str) -> None:
        controller.step(window.lab.view.step_size)

    def step_back() -> None:
        controller.step_back(window.lab.view.step_size)

    def toggle_segment(letter: str) -> None:
        if has_segments(window.lab.state.dataset.input_names):
            probe.toggle(SEGMENT_NAMES.index(letter))

    def take_digit(letter: str) -> None:
        dataset = window.lab.state.dataset
        if window.draw.isVisible():
            window.lab.keeping.keep(int(letter))
        elif dataset.image_shape is not None:
            show_next_of(probe, letter)
        elif letter in dataset.row_names:
            probe.set_row(dataset.row_names.index(letter))
        elif has_segments(dataset.input_names):  # not among the samples, and yet it can be shown
            probe.set_values(pattern_levels(DIGIT_PATTERNS[int(letter)]))

    def next_node(_letter: str) -> None:
        if window.workspaces.current == GRAPH:
            window.workspaces.widget(GRAPH).editing.step()

    def node_back() -> None:
        if window.workspaces.current == GRAPH:
            window.workspaces.widget(GRAPH).editing.step_back()

    def walk(arrow: str) -> None:
        drawing = window.lab.drawing
        for room in (window.samples, window.table_samples):
            if room.isVisible():
                room.step(next(key for key, sign in _ARROWS.items() if sign == arrow))
                return
        if window.draw.isVisible() and drawing.ink is not None and not drawing.is_blank:
            return  # a sample would take the place of the drawing
        window.bench.stage.walk(-1 if arrow in "←↑" else 1)

    return (
        Binding(
            translate("KeysDialog", "Space"),
            translate("KeysDialog", "train, pause"),
            " ",
            lambda _: controller.toggle(),
            repeats=lambda: False,
            of_bench=True,
        ),
        Binding(
            "S",
            translate("KeysDialog", "one step"),
            "s",
            step,
            repeats=lambda: not controller.is_busy,
            of_bench=True,
        ),
        Binding(
            "Shift+S",
            translate("KeysDialog", "one step back"),
            shortcuts=(("Shift+S", step_back),),
            of_bench=True,
        ),
        Binding(
            "R",
            translate("KeysDialog", "reset: the first weights again"),
            "r",
            lambda _: toolbar.reset(),
            repeats=lambda: False,
            of_bench=True,
        ),
        Binding(
            "a – g",
            translate("KeysDialog", "toggle a segment"),
            "".join(SEGMENT_NAMES),
            toggle_segment,
            of_bench=True,
        ),
        Binding(
            "0 – 9",
            translate("KeysDialog", "show a digit; under “Draw”: keep the drawing as this digit"),
            "0123456789",
            take_digit,
            of_bench=True,
        ),
        Binding(
            "← → ↑ ↓",
            translate("KeysDialog", "walk through the samples"),
            "←→↑↓",
            walk,
            of_bench=True,
        ),
        Binding(
            "N  Shift+N",
            translate("KeysDialog", "under “Graph”: the next node, one node back"),
            "n",
            next_node,
            shortcuts=(("Shift+N", node_back),),
            of_bench=True,
        ),
        Binding(
            ", .",
            translate("KeysDialog", "slower, faster"),
            ",.",
            lambda letter: toolbar.change_speed(-1 if letter == "," else 1),
            of_bench=True,
        ),
        Binding(
            "Ctrl+O  Ctrl+Shift+O",
            translate("KeysDialog", "open a file, a folder of pictures"),
            shortcuts=(("Ctrl+O", files.choose_file), ("Ctrl+Shift+O", files.choose_folder)),
        ),
        Binding(
            "Ctrl+V",
            translate("KeysDialog", "paste a table, or the link to a lesson or a set-up"),
            shortcuts=(("Ctrl+V", window.paste),),
        ),
        Binding(
            "Ctrl+S  Ctrl+Shift+S",
            translate("KeysDialog", "save, save under another name"),
            shortcuts=(("Ctrl+S", files.save), ("Ctrl+Shift+S", files.save_as)),
        ),
        Binding(
            "Ctrl+E  Ctrl+I",
            translate("KeysDialog", "export, import weights"),
            shortcuts=(("Ctrl+E", files.export), ("Ctrl+I", files.import_weights)),
        ),
        Binding("F2", translate("KeysDialog", "notes on the project"), shortcuts=(("F2", files.show_notes),)),
        Binding("Ctrl+Q", translate("KeysDialog", "quit"), shortcuts=(("Ctrl+Q", window.close),)),
        Binding("Ctrl+Z  Ctrl+Y", translate("KeysDialog", "undo, redo"), shortcuts=undo_keys),
        Binding(
            f"Alt+1 – Alt+{len(window.workspaces.keys)}",
            translate("KeysDialog", "show a workspace; each of them names its key"),
            shortcuts=tuple(
                (f"Alt+{number}", partial(window.workspaces.rail.ask, key))
                for number, key in enumerate(window.workspaces.keys, start=1)
            ),
        ),
        Binding(
            "F8",
            translate("KeysDialog", "the code of the network"),
            shortcuts=(("F8", window.toggle_code),),
            of_bench=True,
        ),
        Binding(
            "F9",
            translate("KeysDialog", "the network's settings, or more room"),
            shortcuts=(("F9", window.bench.toggle_builder),),
            of_bench=True,
        ),
        Binding(
            "F11", translate("KeysDialog", "full screen"), shortcuts=(("F11", window.toggle_full_screen),)
        ),
        Binding(
            "?",
            translate("KeysDialog", "these keys"),
            "?",
            lambda _: window.show_keys(),
            repeats=lambda: False,
        ),
    )


def show_next_of(probe: Probe, name: str) -> None:
    """Put the next sample of the class `name` onto the bench, beginning again after the last."""
    part = probe.part
    if name in part.target_names and len(part.target_names) > 1:
        rows = np.flatnonzero(part.labels == part.target_names.index(name))
        after = rows[rows > (-1 if probe.row is None else probe.row)]
        if len(rows):
            probe.set_sample(part, int(after[0] if len(after) else rows[0]))


def obey(table: tuple[Binding, ...], event: QKeyEvent, *, locked: str = "") -> bool:
    """Do what a plain key is for, unless it is `locked`; return whether it is for anything."""
    if event.modifiers() & ~_PLAIN:
        return False
    letter = _ARROWS.get(Qt.Key(event.key()), event.text().lower().translate(_HANGUL_KEYS))
    for binding in table:
        if letter and letter in binding.letters:
            if letter not in locked and (not event.isAutoRepeat() or binding.repeats()):
                binding.act(letter)
            return True
    return False
