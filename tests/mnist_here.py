"""Where the tests and benchmarks find MNIST, which is never committed."""

import os
from pathlib import Path

_PROJECT = Path(__file__).resolve().parent.parent
WHERE = "MNIST is neither in the folder NNLAB_TEST_MNIST nor in ../shared/data/mnist"


def mnist_folder() -> Path | None:
    """Return the folder with the four files of MNIST, if there is one: NNLAB_TEST_MNIST, or beside the project."""
    named = os.environ.get("NNLAB_TEST_MNIST")
    places = (*([Path(named)] if named else []), _PROJECT.parent / "shared" / "data" / "mnist")
    return next((folder for folder in places if folder.is_dir()), None)
