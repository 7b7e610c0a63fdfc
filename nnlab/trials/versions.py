"""Who makes trials: the programs whose versions, and the machine whose arithmetic, results to the bit depend on."""

import hashlib
import platform
from collections.abc import Iterator
from functools import cache

import numpy as np
from numpy.typing import DTypeLike, NDArray
from threadpoolctl import threadpool_info, threadpool_limits

from nnlab import __version__
from nnlab.engine import LayerSpec, Network, NetworkSpec, Trainer, TrainingConfig
from nnlab.files.errors import shortened, visible

PROGRAMS = ("nnlab", "Python", "NumPy", "the processor", "the kernels of BLAS", "the arithmetic")
_ARITHMETIC = len(PROGRAMS) - 1
_MOST_WORDS = 24  # of what a program calls itself
_LENGTHS = (1, 2, 3, 7, 16, 33, 100, 785, 4096)  # beside and between the widths of vector registers
_PRODUCTS = ((1, 2, 3), (4, 7, 5), (1, 784, 30), (33, 65, 17), (64, 128, 96))  # rows, sum, columns
_NETWORKS = (
    ("tanh", "sgd", "half_squared_error", "sigmoid"),
    ("sigmoid", "momentum", "cross_entropy", "softmax"),
    ("gelu", "adam", "binary_cross_entropy", "sigmoid"),
    ("softplus", "rmsprop", "half_squared_error", "linear"),
)  # activation, optimizer, loss, activation of the outputs


def versions() -> tuple[str, str, str]:
    """Return those of nnlab, of Python without its last part, and of NumPy, where this is called."""
    return __version__, ".".join(platform.python_version_tuple()[:2]), np.__version__


def maker() -> tuple[str, ...]:
    """Return what PROGRAMS names: versions, the processor's kind, the kernels of BLAS, and what they compute.

    All but the last are what a difference is told by; the last one proves that there is none: sums are rounded as
    the kernels order them, and exp or tanh as the instructions that NumPy has picked, or the system's library, go.
    """
    found = {
        f"{blas['internal_api']} {blas.get('architecture', '')}".strip()
        for blas in threadpool_info()
        if blas["user_api"] == "blas"
    }
    kernels = " and ".join(sorted(found)) or "none"
    return *versions(), platform.machine(), kernels, arithmetic()


def difference(theirs: tuple[str, ...], ours: tuple[str, ...]) -> str:
    """Return in words the first thing in which another maker is not like ours; '' where their results are the same."""
    if len(theirs) != len(ours):
        return "another nnlab, which does not say how it computes"
    for at, (name, their, our) in enumerate(zip(PROGRAMS, theirs, ours, strict=True)):
        if their != our:
            told = f"{name} {shortened(visible(their), _MOST_WORDS)}, not {shortened(our, _MOST_WORDS)}"
            return told if at != _ARITHMETIC else "arithmetic that rounds otherwise"
    return ""


@cache
def arithmetic() -> str:
    """Return the SHA-256 of what a small fixed reference comes to on this machine; some ms, once for a process.

    Functions, products and updates of trainings in both precisions: two machines that agree in all their bits compute
    alike, whatever they are called, and two that are called alike may not.
    """
    digest = hashlib.sha256()
    with threadpool_limits(limits=1, user_api="blas"), np.errstate(all="ignore"):
        for values in _reference():
            digest.update(values.astype(values.dtype.newbyteorder("<")).tobytes())
    return digest.hexdigest()


def _reference() -> Iterator[NDArray[np.floating]]:
    for dtype in (np.float64, np.float32):
        for length in _LENGTHS:
            x = _numbers(length, dtype)
            yield from (np.exp(x), np.tanh(x), np.log(np.abs(x)), np.log1p(np.exp(-x)), np.sqrt(np.abs(x)))
            yield np.array([x @ x, x.sum(), x.mean(), x.std()])
        for rows, inner, columns in _PRODUCTS:
            a, b = _numbers(rows * inner, dtype).reshape(rows, inner), _numbers(inner * columns, dtype)
            yield from (
                a @ b.reshape(inner, columns),
                a @ b.reshape(columns, inner).T,
                a.T @ a,
                a.sum(axis=0),
            )
    for precision in ("float64", "float32"):
        for each in _NETWORKS:
            yield _trained(*each, precision)


def _numbers(count: int, dtype: DTypeLike) -> NDArray[np.floating]:
    """Return `count` numbers from −8 to 8 of which no two are alike, by operations that round alike everywhere."""
    return ((np.arange(1, count + 1) * 0.6180339887498949 % 1.0 - 0.5) * 16.0).astype(dtype)


def _trained(hidden: str, optimizer: str, loss: str, outputs: str, dtype: str) -> NDArray[np.floating]:
    """Return the weights of a small network after some updates."""
    layers = (LayerSpec(9, hidden, "lecun_normal"), LayerSpec(3, outputs, "lecun_normal"))
    config = TrainingConfig(loss, optimizer, 0.05, batch_size=5, epochs=3)
    network = Network.create(NetworkSpec(6, layers, dtype), seed=1)
    Trainer(network, _numbers(17 * 6, dtype).reshape(17, 6) / 4, np.eye(3)[np.arange(17) % 3], config).run()
    return network.theta
