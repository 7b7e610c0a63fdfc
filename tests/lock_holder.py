"""Another program that changes a file and takes its time."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_HOLDER = """
import sys
from pathlib import Path
from nnlab.files import locked
with locked(Path(sys.argv[1])):
    print("holds", flush=True)
    sys.stdin.readline()
"""


def holder(path: Path) -> "subprocess.Popen[str]":
    """Start a program that holds the lock of `path` until it is sent a line, and return it when it does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    program = subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert program.stdout.readline() == "holds\n"
    return program


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Let another program hold the lock of `path` meanwhile."""
    program = holder(path)
    try:
        yield
    finally:
        program.communicate("go\n")
