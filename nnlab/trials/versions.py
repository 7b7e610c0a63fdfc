"""Who makes trials: the programs whose versions, and the machine whose kind, results to the bit depend on."""

import platform

import numpy as np
from threadpoolctl import threadpool_info

from nnlab import __version__

PROGRAMS = ("nnlab", "Python", "NumPy", "the processor", "the kernels of BLAS")


def versions() -> tuple[str, str, str]:
    """Return those of nnlab, of Python without its last part, and of NumPy, where this is called."""
    return __version__, ".".join(platform.python_version_tuple()[:2]), np.__version__


def maker() -> tuple[str, ...]:
    """Return the versions, the processor's kind, and the kernels that BLAS has picked for it, as PROGRAMS names them.

    Sums of products are rounded as the kernels order them, and OpenBLAS has others for each kind of processor.
    """
    found = {
        f"{blas['internal_api']} {blas.get('architecture', '')}".strip()
        for blas in threadpool_info()
        if blas["user_api"] == "blas"
    }
    return *versions(), platform.machine(), " and ".join(sorted(found)) or "none"
