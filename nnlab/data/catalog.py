"""The data sets on offer, by name."""

from nnlab.data.dataset import Dataset
from nnlab.data.tables import load_table
from nnlab.engine.errors import unknown_name

_TABLES = (
    "seven-segments",
    "binary-to-segments",
    "and",
    "or",
    "xor",
    "nand",
    "ten-points",
    "caterpillars",
)


def dataset_names() -> tuple[str, ...]:
    """Return the names `load` knows, in the order in which they are offered."""
    return _TABLES


def load(name: str) -> Dataset:
    """Return the data set `name`, the same object every time.

    Raises EngineError for an unknown name, with the nearest known one, and LoadError when its file is unusable.
    """
    if name not in _TABLES:
        raise unknown_name("data set", name, _TABLES)
    return load_table(name)
