"""The weights as numbers: for NumPy (npz), for any program (JSON), for a spreadsheet (CSV).

Also for libraries of neural networks (safetensors), whose matrices are the other way round.
"""

import json
from typing import Any

from nnlab.export.network import ExportedNetwork
from nnlab.files import format_csv, format_npy, format_safetensors, pack

JSON_FORMAT = "nnlab network"
JSON_VERSION = 1
BIAS = "bias"  # the name of the last row of a table
_INPUT_CALLED_BIAS = "bias (input)"


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
    """Return the network as readable JSON; every number is spelled so that reading it gives the same bits."""
    spec = network.parameters.spec
    layers: list[dict[str, Any]] = [
        {
            "units": layer.units,
            "activation": layer.activation,
            "init": layer.init,
            "W": W.tolist(),
            "b": None if b is None else b.tolist(),
        }
        for layer, (W, b) in zip(spec.layers, network.parameters.layers, strict=True)
    ]
    content = {
        "format": JSON_FORMAT,
        "version": JSON_VERSION,
        "inputs": spec.inputs,
        "dtype": spec.dtype,
        "input_names": network.input_names,
        "output_names": network.output_names,
        "layers": layers,
    }
    return (json.dumps(content, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8")


def csv_tables(network: ExportedNetwork) -> dict[str, bytes]:
    """Return one table a layer, by the names of their files: a column for each neuron, a row for each of its inputs.

    The first column names the inputs, and the last row is the bias, where the layer has one.
    """
    tables: dict[str, bytes] = {}
    for index, (W, b) in enumerate(network.parameters.layers):
        rows = [[name, *row] for name, row in zip(network.names_of(index), W.tolist(), strict=True)]
        if b is not None:
            rows.append([BIAS, *b.tolist()])
        elif rows[-1][0] == BIAS:  # or the weights of this input would be read as a bias
            rows[-1][0] = _INPUT_CALLED_BIAS
        tables[f"layer{index + 1}.csv"] = format_csv(["", *network.names_of(index + 1)], rows)
    return tables


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
