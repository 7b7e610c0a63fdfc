"""nnlab: a laboratory for building, training and understanding dense neural networks."""

import logging
import os

# The networks here are small: two BLAS threads make small products several times slower. The
# libraries read these variables once, when NumPy is first imported, so they are set before it.
for _variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS"):
    os.environ.setdefault(_variable, "1")

# What is logged goes where a program that has a log sends it: the window into its file, the command line nowhere.
logging.getLogger("nnlab").addHandler(logging.NullHandler())

__version__ = "0.1.0"
