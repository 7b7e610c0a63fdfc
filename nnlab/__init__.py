"""nnlab: a laboratory for building, training and understanding dense neural networks."""

import os

# The networks here are small: two BLAS threads make small products several times slower. The
# libraries read these variables once, when NumPy is first imported, so they are set before it.
for _variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_variable, "1")

__version__ = "0.1.0"
