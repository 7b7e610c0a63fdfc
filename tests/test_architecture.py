"""The house: which room may import which, and that only one of them knows Qt."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "nnlab"

# room: the rooms it may import. Everything may import `paths`; what is not named is not imported.
ROOMS = {
    "engine": set(),
    "study": {"engine"},
    "files": set(),
    "data": {"engine", "files"},
    "project": {"engine", "study", "files", "data"},
    "export": {"engine", "study", "files", "data", "project"},
    "training": {"engine", "data"},
    "trials": {"engine", "files", "data", "project", "training"},
    "lessons": {"engine", "study", "files", "data", "project"},
    "desktop": {"engine", "study", "files", "data", "project", "export", "training", "trials", "lessons"},
    "cli": {
        "engine",
        "study",
        "files",
        "data",
        "project",
        "export",
        "training",
        "trials",
        "lessons",
        "app",
        "interrupts",
    },
    "app": {
        "engine",
        "study",
        "files",
        "data",
        "project",
        "export",
        "training",
        "trials",
        "lessons",
        "desktop",
        "interrupts",
    },
    "__main__": {"cli"},
    "__init__": set(),
    "paths": set(),
    "interrupts": set(),
}

THIRD_PARTY = {
    "engine": {"numpy"},
    "study": {"numpy"},
    "files": {"numpy"},
    "data": {"numpy", "PIL", "platformdirs", "truststore", "sklearn"},
    "project": {"numpy", "msgspec"},
    "export": {"numpy", "onnx", "PIL"},
    "training": {"numpy", "threadpoolctl"},
    "trials": {"numpy", "msgspec", "threadpoolctl", "distributed", "sklearn"},
    "lessons": {"numpy", "msgspec"},
    "desktop": {"numpy", "msgspec", "platformdirs", "PySide6", "shiboken6", "pyqtgraph"},
    "cli": {"numpy", "msgspec"},
    "app": {"PySide6"},
}


def room_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide which room is meant"
            names.add(node.module or "")
            if node.module == "nnlab":
                names |= {f"nnlab.{alias.name}" for alias in node.names}
    return names


def parts_of_desktop(path: Path) -> set[str]:
    """Return what a file imports of the desktop, also where it imports a module by its name."""
    names = imports_of(path)
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "nnlab.desktop":
            names |= {f"nnlab.desktop.{alias.name}" for alias in node.names}
    return {name for name in names if name.startswith("nnlab.desktop.")}


def sources() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", sources(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_that_a_room_imports_only_what_its_line_names(path: Path) -> None:
    room = room_of(path)
    assert room in ROOMS, f"{room} is no room of the house: give it a line in docs/architecture.md and here"
    for name in imports_of(path):
        top, _, rest = name.partition(".")
        if top == "nnlab":
            other = rest.split(".")[0]
            assert other in {"", "__version__", "paths", room} | ROOMS[room], f"{room} must not import {name}"
        elif top not in sys.stdlib_module_names:
            assert top in THIRD_PARTY.get(room, set()), f"{room} must not import {name}"


def test_that_no_widget_knows_the_document_or_the_engine() -> None:
    for path in sorted((PACKAGE / "desktop" / "widgets").glob("*.py")):
        for name in imports_of(path):
            if name.startswith("nnlab."):
                allowed = ("nnlab.desktop.widgets", "nnlab.desktop.theme", "nnlab.desktop.colors")
                allowed += ("nnlab.desktop.words.numbers", "nnlab.desktop.icons", "nnlab.desktop")
                allowed += ("nnlab.desktop.words.unit_names",)
                assert name in allowed or name.startswith("nnlab.desktop.widgets."), (
                    f"{path.name} imports {name}"
                )


def test_that_the_folders_and_modules_of_the_desktop_stand_on_floors() -> None:
    """None of them imports what leads back to it, not even for the names of types."""
    folder, house = PACKAGE / "desktop", "nnlab.desktop."
    places = {path.relative_to(folder).parts[0].removesuffix(".py") for path in folder.rglob("*.py")}
    below: dict[str, set[str]] = {place: set() for place in places - {"__init__"}}
    for path in sorted(folder.rglob("*.py")):
        place = path.relative_to(folder).parts[0].removesuffix(".py")
        for name in parts_of_desktop(path):
            other = name.removeprefix(house).split(".")[0]
            if other in below and other != place:
                below[place].add(other)
    TopologicalSorter(below).prepare()  # raises CycleError, which names them


def test_that_everything_but_the_desktop_works_without_qt() -> None:
    modules = sorted(
        ".".join(("nnlab", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__")
        for path in sources()
        if room_of(path) not in ("desktop", "app", "__main__")
    )
    code = (
        "import sys, importlib\n"
        "for name in ('PySide6', 'pyqtgraph'): sys.modules[name] = None\n"
        f"for name in {modules!r}: importlib.import_module(name)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
