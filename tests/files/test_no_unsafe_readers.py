"""Nothing in nnlab runs what it reads, and there is one way in: no unpickling, no evaluation, no reader but files'."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import nnlab

PACKAGE = Path(nnlab.__file__).parent
FORBIDDEN_MODULES = {"pickle", "_pickle", "cPickle", "cloudpickle", "dill", "joblib", "shelve", "marshal"}
FORBIDDEN_BUILTINS = {"eval", "exec", "compile", "__import__"}
FORBIDDEN_METHODS = {"extractall", "unpack_archive"}
FORBIDDEN_FUNCTIONS = {
    ("np", "load"),
    ("np", "loadtxt"),
    ("np", "genfromtxt"),
    ("np", "fromfile"),
    ("np", "memmap"),
    ("yaml", "load"),
    ("yaml", "unsafe_load"),
    ("builtins", "eval"),
    ("builtins", "exec"),
}


def unsafe_uses(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names if alias.name.split(".")[0] in FORBIDDEN_MODULES)
            case ast.ImportFrom(module=str(module), names=names):
                if module.split(".")[0] in FORBIDDEN_MODULES:
                    yield module
                short = "np" if module == "numpy" else module
                yield from (alias.name for alias in names if (short, alias.name) in FORBIDDEN_FUNCTIONS)
            case ast.Call(func=ast.Name(id=name)) if name in FORBIDDEN_BUILTINS:
                yield name
            case ast.Attribute(attr=name) if name in FORBIDDEN_METHODS:
                yield name
            case ast.Attribute(value=ast.Name(id=owner), attr=name):
                if ("np" if owner == "numpy" else owner, name) in FORBIDDEN_FUNCTIONS:
                    yield f"{owner}.{name}"


OPENERS = {"read_text", "read_bytes", "fdopen"}
OPENING_MODULES = {"io", "os", "codecs", "gzip", "bz2", "lzma", "tarfile", "zipfile"}

# Outside the room `files`, what nnlab itself ships or writes may be opened. Anything else goes through
# `files.open_untrusted`.
OPENED_ELSEWHERE = {
    "cli/command.py": {"os.open": "the null device, written to when nobody reads on"},
    "desktop/system/faults.py": {".open('a')": "nnlab's own crash log, only written to"},
    "desktop/colors.py": {"read_text": "the colours of kinds that ship with nnlab"},
    "desktop/icons.py": {"read_text": "an icon that ships with nnlab"},
    "desktop/theme.py": {"read_text": "a theme and the style sheet that ship with nnlab"},
    "desktop/translations.py": {"ElementTree.parse": "the Korean texts of the checkout, at development time"},
    "export/pictures/look.py": {"read_text": "the colours of kinds that ship with nnlab"},
}


def openings(source: str) -> Iterator[str]:
    """Yield what opens a file; `.open()` without a mode is let through, because dialogs and menus open so too."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="open")):
                yield "open"
            case ast.Attribute(attr=name) if name in OPENERS:
                yield name
            case ast.Attribute(value=ast.Name(id=module), attr="open") if module in OPENING_MODULES:
                yield f"{module}.open"
            case ast.Attribute(value=ast.Name(id="ElementTree"), attr="parse" | "iterparse" as name):
                yield f"ElementTree.{name}"
            case ast.ImportFrom(module=str(module), names=names) if module in OPENING_MODULES:
                yield from (f"{module}.open" for alias in names if alias.name == "open")
            case ast.Call(func=ast.Attribute(attr="open"), args=[ast.Constant(value=str(mode)), *_]):
                yield f".open({mode!r})"
            case ast.Call(func=ast.Attribute(attr="open"), keywords=keywords):
                if any(keyword.arg in ("mode", "encoding", "buffering") for keyword in keywords):
                    yield ".open"
            case _:
                pass


def test_that_bytes_come_in_through_files_alone() -> None:
    found = {
        path.relative_to(PACKAGE).as_posix(): set(uses)
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent != PACKAGE / "files" and (uses := list(openings(path.read_text(encoding="utf-8"))))
    }
    assert found == {name: set(reasons) for name, reasons in OPENED_ELSEWHERE.items()}


@pytest.mark.parametrize(
    "source",
    [
        "with open(path) as stream: pass",
        "path.read_text()",
        "data = (folder / 'a.csv').read_bytes()",
        "read = path.read_bytes",
        "path.open('rb')",
        "path.open(mode='rb')",
        "path.open(encoding='utf-8')",
        "gzip.open(path)",
        "from io import open",
        "os.fdopen(3)",
        "ElementTree.parse(path)",
    ],
)
def test_that_another_way_in_is_noticed(source: str) -> None:
    assert list(openings(source))


@pytest.mark.parametrize("source", ["dialog.open()", "document.open(state)", "open_untrusted(path, JSON)"])
def test_that_opening_a_dialog_or_a_document_is_let_through(source: str) -> None:
    assert not list(openings(source))


def test_that_no_module_of_nnlab_reads_unsafely() -> None:
    modules = sorted(PACKAGE.rglob("*.py"))
    assert PACKAGE / "files" / "reading.py" in modules
    found = {
        str(path.relative_to(PACKAGE)): uses
        for path in modules
        if (uses := list(unsafe_uses(path.read_text(encoding="utf-8"))))
    }
    assert found == {}


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "import os, marshal",
        "from pickle import loads",
        "import joblib.numpy_pickle",
        "def f(x):\n    return eval(x)",
        "exec(open('a').read())",
        "import numpy as np\nnp.load('a.npy')",
        "import numpy\nnumpy.load('a.npy', allow_pickle=False)",
        "from numpy import load",
        "reader = np.load",
        "yaml.load(text)",
        "archive.extractall(folder)",
        "shutil.unpack_archive(path)",
    ],
)
def test_that_an_unsafe_reader_is_noticed(source: str) -> None:
    assert list(unsafe_uses(source))


@pytest.mark.parametrize("source", ["dialog.exec()", "re.compile('a')", "'pickle'", "json.load(stream)"])
def test_that_a_harmless_namesake_is_let_through(source: str) -> None:
    assert not list(unsafe_uses(source))
