"""The network of digits that ships with nnlab: it answers drawings on the first start, without any data set."""

from dataclasses import dataclass
from functools import cache, partial

import numpy as np

from nnlab import paths
from nnlab.engine import EngineError, LayerSpec, NetworkSpec, Parameters
from nnlab.files import FileKind, Format, LoadError, open_untrusted, parse_json, parse_npz
from nnlab.files.limits import JSON_BYTES, MIB
from nnlab.project.strict import decode

NETWORK_FILE = "digits.npz"
RECORD_FILE = "digits.json"

_FOLDER = "networks"


@dataclass(frozen=True, slots=True, kw_only=True)
class DigitsRecord:
    """What is on record about the shipped network: its shape, how it does on MNIST's test set, how it was made.

    `test_accuracy` is the share, 0 to 1, of MNIST's 10 000 test pictures that are answered rightly as they are.
    """

    shape: tuple[int, ...]
    activations: tuple[str, ...]
    test_accuracy: float
    command: str
    training_pictures: str
    optimizer: str
    learning_rate: float
    batch_size: int
    epochs: int
    seed: int


@cache
def digits_record() -> DigitsRecord:
    """Return what is on record about the shipped network. Raises LoadError when the file is missing or damaged."""
    return open_untrusted(
        paths.resources(_FOLDER, RECORD_FILE), FileKind("a record of a network", parse_record, JSON_BYTES)
    )


@cache
def digits_network() -> Parameters:
    """Return the shipped network: pixels (N, 784) from 0 to 1 in, as `Seen.inputs`, ten probabilities out.

    `Network.reading` makes it answer. Raises LoadError when a file is missing, damaged or not the one on record.
    """
    kind = FileKind(
        "a network of nnlab", partial(parse_network, digits_record()), MIB, frozenset({Format.ZIP})
    )
    return open_untrusted(paths.resources(_FOLDER, NETWORK_FILE), kind)


def parse_record(data: bytes) -> DigitsRecord:
    """Return the record in `data`, a JSON text. Raises only LoadError."""
    return decode(parse_json(data), DigitsRecord)


def parse_network(record: DigitsRecord, data: bytes) -> Parameters:
    """Return the parameters in `data`, an .npz archive of W1, b1, W2, b2, … float32. Raises only LoadError."""
    arrays = parse_npz(data)
    numbers = range(1, len(record.shape))
    names = {f"{kind}{number}" for kind in "Wb" for number in numbers}
    if arrays.keys() != names or any(array.dtype != np.float32 for array in arrays.values()):
        raise _not_on_record(f"there are {sorted(arrays)}")
    try:
        layers = zip(record.shape[1:], record.activations, strict=True)
        spec = NetworkSpec(record.shape[0], tuple(LayerSpec(*layer) for layer in layers), "float32")
        return Parameters.from_layers(spec, [(arrays[f"W{n}"], arrays[f"b{n}"]) for n in numbers])
    except (EngineError, ValueError) as fault:
        raise _not_on_record(str(fault)) from fault


def _not_on_record(detail: str) -> LoadError:
    return LoadError("other-network", f"It does not fit {RECORD_FILE}. Install nnlab again.", detail)
