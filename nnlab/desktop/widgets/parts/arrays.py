"""Arrays that widgets are given again with every picture: kept and compared without needless work."""

import numpy as np
from numpy.typing import NDArray


def kept(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return `values` to keep: themselves if nobody can change them, else a copy."""
    return values if is_frozen(values) else np.array(values)


def is_frozen(values: NDArray[np.floating]) -> bool:
    """Return whether neither `values` nor the array it is a view of can be written to."""
    base: object = values
    while isinstance(base, np.ndarray):
        if base.flags.writeable:
            return False
        base = base.base
    return base is None


def same_numbers(values: NDArray[np.floating], old: NDArray[np.floating]) -> bool:
    """Return whether `values` are the numbers of `old`, as `kept` gave it. NaN equals nothing, but itself kept."""
    if values.shape != old.shape or values.dtype != old.dtype:
        return False
    if is_frozen(values) and _memory(values) == _memory(old):
        return True
    return bool(np.array_equal(values, old))


def _memory(values: NDArray[np.floating]) -> tuple[int, tuple[int, ...]]:
    return values.ctypes.data, values.strides
