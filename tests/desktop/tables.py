"""Tables for the tests of the window, and hands for its dialog."""

import random
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from nnlab.data import Dataset
from nnlab.data.splits import Split
from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.sources import table_from_bytes
from nnlab.desktop.tables.table_dialog import TableDialog
from nnlab.project import ProjectState, suited

SPLIT = Split(validation=0.25, test=0.25)

_CLASSES = {"mammal": 4, "bird": 2, "fish": 0, "insect": 6}


def animals(rows: int = 40, *, missing: tuple[int, ...] = (), delimiter: str = ",") -> bytes:
    """Return a table: name, age (empty in the rows `missing`, from 0), weight, colour, legs, class."""
    rng = random.Random(3)
    lines = [delimiter.join(("name", "age", "weight", "colour", "legs", "class"))]
    for row in range(rows):
        kind = rng.choice(list(_CLASSES))
        age = "" if row in missing else f"{rng.uniform(0.5, 40):.1f}"
        cells = (f"animal {row}", age, f"{rng.uniform(3, 900):.2f}", rng.choice(("red", "grey", "black")))
        lines.append(delimiter.join((*cells, str(_CLASSES[kind]), kind)))
    return "\n".join(lines).encode()


def houses(rows: int = 30) -> bytes:
    """Return a table of numbers alone: size, rooms, price."""
    rng = random.Random(5)
    lines = ["size,rooms,price"]
    for _ in range(rows):
        size, rooms = rng.uniform(30, 200), rng.randint(1, 6)
        lines.append(f"{size:.1f},{rooms},{900 * size + 5000 * rooms:.0f}")
    return "\n".join(lines).encode()


def write(folder: Path, text: bytes, name: str = "animals.csv") -> Path:
    """Write a table into a file and return its path."""
    path = folder / name
    path.write_bytes(text)
    return path


def dialog_of(window) -> TableDialog | None:
    """Return the dialog that a window shows, if there is one."""
    found = [widget for widget in window.findChildren(TableDialog) if widget.isVisible()]
    return found[-1] if found else None


def wait_for_dialog(qtbot, window) -> TableDialog:
    """Wait for the dialog of a table and for what it finds out; return it."""
    qtbot.waitUntil(lambda: dialog_of(window) is not None, timeout=20_000)
    dialog = dialog_of(window)
    assert dialog is not None
    wait_until_settled(qtbot, dialog)
    return dialog


def wait_until_settled(qtbot, dialog: TableDialog) -> None:
    """Wait until the dialog has read and prepared what was asked for last."""
    qtbot.waitUntil(lambda: dialog._job is None, timeout=20_000)
    QApplication.sendPostedEvents()


def dataset(text: bytes, split: Split = SPLIT) -> Dataset:
    """Return the data set that is guessed of a table, parted."""
    source = table_from_bytes(text)
    return prepare(replace(source, plan=replace(source.plan, split=split)), "table")


def on_the_bench(text: bytes, split: Split = SPLIT) -> ProjectState:
    """Return the state of a bench that has a table on it."""
    return suited(dataset(text, split))


def shown(qtbot, widget: QWidget) -> QWidget:
    """Show a widget and return it."""
    qtbot.addWidget(widget)
    widget.resize(1000, 700)
    widget.show()
    qtbot.waitExposed(widget)
    return widget
