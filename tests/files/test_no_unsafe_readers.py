"""Nothing in nnlab runs what it reads: no unpickling, no evaluation, no unbounded loader."""

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
