"""Runs scripts as a student would, in a Python of their own, and looks at what they leave behind."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

_DRIVER = """\
import contextlib, io, runpy, sys
import numpy as np
for line in sys.stdin:
    path = line.rstrip("\\n")
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            left = runpy.run_path(path)
    except Exception as error:
        print(f"{type(error).__name__}: {error}".replace("\\n", " "), flush=True)
        continue
    kept = {name: value for name, value in left.items() if isinstance(value, (np.ndarray, np.generic, int, float))}
    np.savez(path + ".npz", **kept)
    with open(path + ".txt", "w", encoding="utf-8") as file:
        file.write(said.getvalue())
    print("done", flush=True)
"""


class Runner:
    """A Python of its own in `folder`, begun with `flags`."""

    def __init__(self, folder: Path, *flags: str, **environment: str) -> None:
        self.folder = folder
        self._count = 0
        self._python = subprocess.Popen(
            [sys.executable, *flags, "-c", _DRIVER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=folder,
            text=True,
            env={**os.environ, **environment},
        )

    def run(self, data: bytes) -> tuple[dict[str, np.ndarray], str]:
        """Return the arrays and numbers that a script leaves behind, and what it printed."""
        assert self._python.stdin is not None
        assert self._python.stdout is not None
        path = self.folder / f"script{self._count}.py"
        self._count += 1
        path.write_bytes(data)
        self._python.stdin.write(f"{path}\n")
        self._python.stdin.flush()
        answer = self._python.stdout.readline()
        assert answer == "done\n", answer or "Python ended"
        with np.load(f"{path}.npz") as arrays:
            return dict(arrays), Path(f"{path}.txt").read_text(encoding="utf-8")

    def close(self) -> None:
        """End the Python."""
        self._python.communicate(timeout=60)


def printed(text: str) -> np.ndarray:
    """Return the outputs that a script printed, one row for each line after the first."""
    lines = text.splitlines()[1:]
    return np.array([[float(word) for word in line.rsplit(": ", 1)[1].split()] for line in lines])
