"""From arrays with names, as NumPy, PyTorch and Keras give them, to the layers of a network.

    W1, b1, W2 …              (in, out), as nnlab and the lecture notes write them
    0.weight, 0.bias …        (out, in), the state of a PyTorch module: any name, 'fc1.weight', 'layers.0.weight'
    dense/kernel, dense/bias  (in, out), as Keras and Flax write them
    arr_0, arr_1 …            what numpy.savez calls arrays without names: the matrices (in, out) and vectors, in order

Which way round a matrix lies is said by the shapes, where each layer must take what the one before gives; only where
they allow both does the name decide.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from numpy.typing import NDArray

from nnlab.export.foreign import RawLayer, chains
from nnlab.files import LoadError
from nnlab.files.errors import quoted

Array = NDArray[Any]
Pair = tuple[Array, Array | None]

_NAME = re.compile(
    r"(?P<stem>.*?)(?:[Ww]|weights?|kernel|coefs?_?|(?P<vector>[Bb]|bias(?:es)?|intercepts?_?))"
    r"[._]?(?P<number>\d{0,4})(?::0)?",
    re.DOTALL,
)
_OF_PYTORCH = re.compile(r"(?:.*\.)?weight", re.DOTALL)
_WITHOUT_NAME = re.compile(r"arr_(\d{1,4})")


def layers_of(arrays: Mapping[str, Array], activations: Sequence[str] = ()) -> list[RawLayer]:
    """Return the layers (W (in, out), b or None, activation or None) that the named arrays make up.

    `activations` are used where there are as many as layers. Raises LoadError, naming an array that has no place.
    """
    for name, array in arrays.items():
        if array.dtype.kind not in "fiu" or array.ndim not in (1, 2):
            raise _out_of_place(name, array)
    if all(_WITHOUT_NAME.fullmatch(name) for name in arrays):
        pairs = _chained([_in_order(arrays)], turned=False)
    else:
        turned = any(_OF_PYTORCH.fullmatch(name) for name in arrays)
        pairs = _chained(_grouped(arrays), turned)
    given = activations if len(activations) == len(pairs) else [None] * len(pairs)
    return [(W, b, activation) for (W, b), activation in zip(pairs, given, strict=True)]


def _in_order(arrays: Mapping[str, Array]) -> list[Pair]:
    ordered = [arrays[name] for name in sorted(arrays, key=_natural)]
    matrices = [array for array in ordered if array.ndim == 2]
    vectors: Sequence[Array | None] = [array for array in ordered if array.ndim == 1] or [None] * len(
        matrices
    )
    if len(vectors) != len(matrices):
        what = f"Of its arrays {len(matrices)} are matrices, and {len(vectors)} are biases"
        raise LoadError("weights", f"{what}. Name the arrays W1, b1, W2 … and save them again.")
    return list(zip(matrices, vectors, strict=True))


def _grouped(arrays: Mapping[str, Array]) -> list[list[Pair]]:
    """Return the matrix and the bias of each layer, in the order of their names and in that of the file."""
    matrices, vectors = dict[tuple[str, str], Array](), dict[tuple[str, str], Array]()
    for name, array in arrays.items():
        match = _NAME.fullmatch(name)
        if match is None or (array.ndim == 1) != (match["vector"] is not None):
            raise _out_of_place(name, array)
        group = vectors if match["vector"] else matrices
        if group.setdefault((match["stem"], match["number"]), array) is not array:
            raise _out_of_place(name, array)
    for (stem, number), array in vectors.items():
        if (stem, number) not in matrices:
            raise _out_of_place(f"{stem} bias {number}".strip(), array)
    by_name = sorted(matrices, key=lambda key: [_natural(part) for part in key])
    return [[(matrices[key], vectors.get(key)) for key in order] for order in (by_name, list(matrices))]


def _chained(orders: list[list[Pair]], turned: bool) -> list[Pair]:
    """Return the pairs with every matrix as (in, out): in the first order, and the way of their names, if that chains.

    Where nothing does, whoever checks the network says where its layers do not fit.
    """
    ways = [
        [(W.T if is_turned else W, b) for W, b in pairs]
        for is_turned in (turned, not turned)
        for pairs in orders
    ]
    return next((way for way in ways if chains(way)), ways[0])


def _natural(name: str) -> list[tuple[int, str]]:
    """Return a key that sorts 'fc2' before 'fc10'."""
    return [(int(part) if part.isdecimal() else -1, part) for part in re.split(r"(\d{1,9})", name)]


def _out_of_place(name: str, array: Array) -> LoadError:
    shape = " × ".join(map(str, array.shape)) or "a single number"
    what = f"The array {quoted(name, 30)} ({shape}) in it is no weights or bias that a dense network has"
    return LoadError("weights", f"{what}. Leave it out, or choose another file.")
