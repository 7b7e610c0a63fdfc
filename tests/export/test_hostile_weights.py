"""Damaged and malicious files of weights: a LoadError, soon, in little memory."""

import json
import struct
import time
import tracemalloc
from random import Random

import numpy as np
import pytest

from nnlab.engine import LayerSpec, NetworkSpec, Parameters
from nnlab.export import (
    ExportedNetwork,
    ForeignNetwork,
    csv_tables,
    json_text,
    npz_archive,
    onnx_model,
    parse_weights,
    safetensors_file,
)
from nnlab.files import LoadError, format_npy, format_safetensors, limits, pack
from tests.files.mutants import mutant
from tests.files.samples import zip_of

MESSAGE_CHARACTERS = 170


def network(*activations: str, dtype: str = "float64", bias: bool = True) -> ExportedNetwork:
    layers = tuple(LayerSpec(3 + index, name, bias=bias) for index, name in enumerate(activations))
    return ExportedNetwork(Parameters.drawn(NetworkSpec(2, layers, dtype), 5))


NETWORKS = (
    network("tanh", "leaky_relu", "softmax"),
    network("gelu", "softplus", dtype="float32", bias=False),
)
TABLES = [csv_tables(given) for given in NETWORKS]
ARRAYS = [
    {f"W{number}.npy": format_npy(W) for number, (W, _) in enumerate(given.parameters.layers, start=1)}
    for given in NETWORKS
]
SAMPLES: dict[str, list[bytes]] = {
    "npz": [npz_archive(given) for given in NETWORKS],
    "json": [json_text(given) for given in NETWORKS],
    "tables": [pack(tables) for tables in TABLES],
    "table": list(TABLES[0].values()),
    "safetensors": [safetensors_file(given) for given in NETWORKS],
    "onnx": [onnx_model(given) for given in NETWORKS],
}
# Behind the checksums of an archive hardly any damage reaches a parser, so members are damaged before they are packed.
MEMBERS = {"npz members": ARRAYS, "tables members": TABLES}
KINDS = (*SAMPLES, *MEMBERS)


def damaged(kind: str, random: Random) -> bytes:
    if kind in SAMPLES:
        return mutant(SAMPLES[kind], random)
    members = random.choice(MEMBERS[kind])
    name = random.choice(list(members))
    return zip_of({**members, name: mutant([members[name]], random)})


def is_sound(network: ForeignNetwork) -> bool:
    arrays = [array for layer in network.layers for array in (layer.W, layer.b) if array is not None]
    return all(np.isfinite(array).all() for array in arrays) and max(network.sizes) <= 4096


@pytest.mark.parametrize("kind", KINDS)
def test_that_nothing_but_a_load_error_comes_out_of_damaged_weights(
    kind: str, request: pytest.FixtureRequest
) -> None:
    seed = f"{request.config.getoption('--mutant-seed')} {kind}"
    random, refused, longest = Random(seed), 0, ""
    count = request.config.getoption("--mutants") // 4 // len(KINDS)
    tracemalloc.start()
    try:
        for number in range(count):
            data = damaged(kind, random)
            started = time.thread_time()
            try:
                assert is_sound(parse_weights(data))
            except LoadError as fault:
                refused += 1
                longest = max(longest, fault.message, key=len)
            except Exception as error:
                raise AssertionError(f"mutant {number} of seed {seed!r}: {data!r}") from error
            assert time.thread_time() - started < 5, f"mutant {number} of seed {seed!r}"
        assert tracemalloc.get_traced_memory()[1] < 64 * limits.MIB
    finally:
        tracemalloc.stop()
    assert len(longest) <= MESSAGE_CHARACTERS, longest
    assert refused > count // 3  # a bit that flips in a weight makes another weight


def varint(number: int) -> bytes:
    return bytes([number]) if number < 128 else bytes([number & 127 | 128]) + varint(number >> 7)


def field(number: int, content: bytes) -> bytes:
    return varint(number << 3 | 2) + varint(len(content)) + content


def onnx_of(graph: bytes) -> bytes:
    return b"\x08\x08" + field(7, graph)


def stored(name: bytes, rows: int, columns: int, content: bytes) -> bytes:
    shape = b"\x08" + varint(rows) + b"\x08" + varint(columns)
    return field(5, shape + b"\x10\x01" + field(8, name) + field(9, content))


def gemm(*inputs: bytes, output: bytes) -> bytes:
    return field(1, b"".join(field(1, name) for name in inputs) + field(2, output) + field(4, b"Gemm"))


ENDS = field(11, field(1, b"x")) + field(12, field(1, b"y"))
EYE = stored(b"W", 1, 1, struct.pack("<f", 1.0))
WIDE = stored(b"W", 1, 2_000_000, bytes(8_000_000))
SCALAR = field(5, b"\x10\x01" + field(8, b"b") + field(9, bytes(4)))

# Small files that ask for much.
GREEDY = {
    "onnx of millions of empty parts": onnx_of(b"\x0a\x00" * 4_000_000),
    "onnx of one node with millions of inputs": onnx_of(field(1, b"\x0a\x00" * 2_000_000)),
    "onnx of an array with millions of lengths": onnx_of(field(5, field(1, b"\x01" * 4_000_000))),
    "onnx of an array of millions of whole numbers": onnx_of(
        field(5, b"\x08\x01\x10\x07" + field(7, b"\x01" * 4_000_000))
    ),
    "onnx of millions of texts": onnx_of(ENDS) + field(14, b"") * 2_000_000,
    "onnx of graphs in graphs": onnx_of(field(1, field(5, field(6, field(1, b"") * 1000) * 100))),
    "onnx of layers on layers": onnx_of(
        EYE
        + b"".join(gemm(b"x%d" % at, b"W", output=b"x%d" % (at + 1)) for at in range(4_000))
        + field(11, field(1, b"x0"))
        + field(12, field(1, b"x4000"))
    ),
    "onnx of one layer, made thousands of times": onnx_of(
        WIDE + SCALAR + gemm(b"x", b"W", b"b", output=b"y") * 4_000 + ENDS
    ),
    "safetensors that claims exabytes": b"\xff" * 7 + b"\0{" + bytes(100),
    "safetensors of a huge header": (16_000_000).to_bytes(8, "little") + b"{" + b" " * 16_000_000,
    "safetensors of many arrays": (
        format_safetensors({f"W{number}": np.zeros((1, 1)) for number in range(10_000)}, {})
    ),
    "json of lists in lists": b'{"format": "nnlab network", "layers": ' + b"[" * 100_000,
    "json of many keys": json.dumps({str(number): 0 for number in range(200_000)}).encode(),
    "table of many columns": b'"",' + b"a," * 400_000 + b"a\n",
    "npz of zeros": zip_of({"W1.npy": bytes(64 * limits.MIB)}),
    "npz of many layers of one number": zip_of(
        {f"W{number}.npy": format_npy(np.ones((1, 1))) for number in range(300)}
    ),
}


@pytest.mark.parametrize("name", GREEDY)
def test_that_a_small_file_cannot_ask_for_much_memory_or_time(name: str) -> None:
    data = GREEDY[name]
    started = time.thread_time()
    tracemalloc.start()
    try:
        with pytest.raises(LoadError) as caught:
            parse_weights(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(caught.value.message) <= MESSAGE_CHARACTERS
    assert peak < 64 * limits.MIB + 4 * len(data), f"{peak:,}"
    assert time.thread_time() - started < limits.LOAD_SECONDS
