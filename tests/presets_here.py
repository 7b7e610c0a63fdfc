"""Which presets a test can begin with: those whose data need not be fetched, drawn or brought along."""

import os
from pathlib import Path

from nnlab.lessons import load_preset, preset_keys

_BROUGHT = ("mnist", "fashion-mnist", "my-digits")
_PROJECT = Path(__file__).resolve().parent.parent


def presets_here() -> tuple[str, ...]:
    """Return the keys of the presets that begin anywhere, in teaching order."""
    return tuple(key for key in preset_keys() if load_preset(key).data.name not in _BROUGHT)


def presets_of(name: str) -> tuple[str, ...]:
    """Return the keys of the presets that learn from the data set `name`."""
    return tuple(key for key in preset_keys() if load_preset(key).data.name == name)


def mnist_folder() -> Path | None:
    """Return the folder with the four files of MNIST, if there is one: NNLAB_TEST_MNIST, or beside the project."""
    for folder in (
        Path(os.environ.get("NNLAB_TEST_MNIST", "no such folder")),
        _PROJECT.parent / "shared/data/mnist",
    ):
        if folder.is_dir():
            return folder
    return None
