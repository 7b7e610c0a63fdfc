"""The weights as numbers: for NumPy (npz), for any program (JSON), for a spreadsheet (CSV).

Also for libraries of neural networks (safetensors), whose matrices are the other way round.
"""

import json
from collections.abc import Iterator

from nnlab.engine import EngineError
from nnlab.engine.arrays import Floats
from nnlab.export.network import ExportedNetwork
from nnlab.export.room import joined, require_room
from nnlab.files import format_csv, format_npy, format_safetensors, limits, pack

JSON_FORMAT = "nnlab network"
JSON_VERSION = 1
BIAS = "bias"  # the name of the last row of a table
_INPUT_CALLED_BIAS = "bias (input)"
# The bytes of "0.0" and of what stands between two numbers.
_LEAST_JSON_NUMBER = 5
_LEAST_CSV_NUMBER = 4


def npz_archive(network: ExportedNetwork) -> bytes:
    """Return an archive for `numpy.load`: W1 (inputs, units), b1 (units,), W2 …, in the network's own dtype.

    A layer without bias has no b. The output of layer k is f(x W + b), with x the output of the layer before.
    """
    members: dict[str, bytes] = {}
    for number, (W, b) in enumerate(network.parameters.layers, start=1):
        members[f"W{number}.npy"] = format_npy(W)
        if b is not None:
            members[f"b{number}.npy"] = format_npy(b)
    return pack(members)


def json_text(network: ExportedNetwork) -> bytes:
    """Return the network as readable JSON; every number is spelled so that reading it gives the same bits.

    The weights are finite. Raises EngineError for a network that would have more bytes than nnlab reads back.
    """
    count = network.parameters.vector.size
    require_room("its JSON", count * _LEAST_JSON_NUMBER, limits.WEIGHTS_JSON_BYTES)
    return joined(_json_pieces(network), "its JSON", limits.WEIGHTS_JSON_BYTES)


def _json_pieces(network: ExportedNetwork) -> Iterator[str]:
    """Give the text of `json_text`, a row of a matrix at a time."""
    spec = network.parameters.spec
    head = {
        "format": JSON_FORMAT,
        "version": JSON_VERSION,
        "inputs": spec.inputs,
        "dtype": spec.dtype,
        "input_names": network.input_names,
        "output_names": network.output_names,
    }
    yield json.dumps(head, ensure_ascii=False).removesuffix("}") + ', "layers": [\n'
    for index, (layer, (W, b)) in enumerate(zip(spec.layers, network.parameters.layers, strict=True)):
        about = {"units": layer.units, "activation": layer.activation, "init": layer.init}
        yield (
            (",\n" if index else "") + json.dumps(about, ensure_ascii=False).removesuffix("}") + ', "W": [\n'
        )
        for at, row in enumerate(W):
            yield (",\n" if at else "") + _json_row(row)
        yield '\n], "b": ' + ("null" if b is None else _json_row(b)) + "}"
    yield "\n]}\n"


def _json_row(row: Floats) -> str:
    return f"[{', '.join(map(repr, row.tolist()))}]"


def csv_tables(network: ExportedNetwork) -> dict[str, bytes]:
    """Return one table a layer, by the names of their files: a column for each neuron, a row for each of its inputs.

    The first column names the inputs, and the last row is the bias, where the layer has one. The weights are finite.
    Raises EngineError for a network with tables that are larger than what nnlab reads back.
    """
    layers = network.parameters.layers
    # All tables together may have as many cells as one: more would not be read in the time that a file is given.
    cells = sum((W.shape[0] + 2) * (W.shape[1] + 1) for W, _ in layers)
    if cells > limits.CSV_CELLS:
        raise EngineError(
            f"tables of {cells:,} cells are more than the {limits.CSV_CELLS:,} that nnlab reads back. "
            "Choose .npz or .safetensors, which have room for every network."
        )
    for W, _ in layers:
        require_room("a table of it", W.size * _LEAST_CSV_NUMBER, limits.CSV_BYTES)
    tables: dict[str, bytes] = {}
    for index in range(len(layers)):
        table = format_csv(["", *network.names_of(index + 1)], _table_rows(network, index))
        require_room("a table of it", len(table), limits.CSV_BYTES)
        tables[f"layer{index + 1}.csv"] = table
    return tables


def _table_rows(network: ExportedNetwork, index: int) -> Iterator[list[str | float]]:
    """Give the rows of the table of layer `index`, from 0."""
    W, b = network.parameters.layers[index]
    names = list(network.names_of(index))
    if b is None and names[-1] == BIAS:  # or the weights of this input would be read as a bias
        names[-1] = _INPUT_CALLED_BIAS
    for name, row in zip(names, W, strict=True):
        yield [name, *row.tolist()]
    if b is not None:
        yield [BIAS, *b.tolist()]


def safetensors_file(network: ExportedNetwork) -> bytes:
    """Return the weights for `load_state_dict` of `Sequential(Linear, activation, Linear, activation, …)` of PyTorch.

    "0.weight" (units, inputs), "0.bias" (units,), "2.weight" …: an activation, be it an Identity, stands between two
    layers and takes a number. The metadata say which, as they say the names of inputs and outputs: lists of JSON.
    """
    spec = network.parameters.spec
    arrays = {}
    for index, (W, b) in enumerate(network.parameters.layers):
        arrays[f"{2 * index}.weight"] = W.T
        if b is not None:
            arrays[f"{2 * index}.bias"] = b
    lists = {
        "activations": [layer.activation for layer in spec.layers],
        "input_names": network.input_names,
        "output_names": network.output_names,
    }
    texts = {key: json.dumps(names, ensure_ascii=False) for key, names in lists.items()}
    # 'pt' is what programs that read such files look for: matrices as PyTorch has them.
    return format_safetensors(arrays, {"format": "pt", "writer": "nnlab", "dtype": spec.dtype, **texts})
