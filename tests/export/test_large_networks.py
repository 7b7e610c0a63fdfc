"""Networks of a million weights: what is written can be read again, the rest is refused, and no window waits."""

import ast
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import numpy as np
import pytest

from nnlab.data import Dataset
from nnlab.engine import EngineError, LayerSpec, NetworkSpec, Parameters, Task, TrainingConfig
from nnlab.export import (
    FORMATS,
    Exported,
    ExportedNetwork,
    csv_tables,
    exported,
    json_text,
    parse_weights,
)
from nnlab.export.weights import _json_pieces
from nnlab.files import limits, pack, parse_json
from nnlab.project import ProjectState

ROOM = "nnlab reads back. Choose .npz or .safetensors"


def network(*sizes: int, init: str = "randn") -> ExportedNetwork:
    layers = tuple(LayerSpec(units, "relu", init) for units in sizes[1:])
    return ExportedNetwork(Parameters.drawn(NetworkSpec(sizes[0], layers, "float32"), 1))


def project(*sizes: int) -> Exported:
    dataset = Dataset.from_arrays("d", np.ones((1, sizes[0])), np.ones((1, sizes[-1])), Task.VALUES)
    layers = tuple(LayerSpec(units, "relu", "randn") for units in sizes[1:])
    return exported(ProjectState.begin(dataset, NetworkSpec(sizes[0], layers, "float32"), TrainingConfig()))


def is_same(one: ExportedNetwork, data: bytes) -> bool:
    found = parse_weights(data)
    arrays = [a for layer in found.layers for a in (layer.W, layer.b) if a is not None]
    numbers = [a.astype(np.float32).ravel() for a in arrays]
    return bool(np.concatenate(numbers).tobytes() == one.parameters.vector.tobytes())


def test_that_json_is_read_again_up_to_what_is_refused() -> None:
    large = network(784, 880, 10)
    data = json_text(large)
    assert 0.75 * limits.WEIGHTS_JSON_BYTES < len(data) <= limits.WEIGHTS_JSON_BYTES
    assert is_same(large, data)
    with pytest.raises(EngineError, match=f"16 MiB that {ROOM}"):
        json_text(network(1000, 1000, 10))
    zeros = network(1000, 1500, 10, init="zeros")  # more weights, in fewer bytes
    assert is_same(zeros, json_text(zeros))


def test_that_nothing_is_done_for_a_network_that_is_surely_too_large() -> None:
    surely = network(2000, 2000, 10, init="zeros")
    began = time.perf_counter()
    with pytest.raises(EngineError, match=ROOM):
        json_text(surely)
    with pytest.raises(EngineError, match=f"4,02.,... cells are more than the 4,000,000 that {ROOM}"):
        csv_tables(surely)
    assert time.perf_counter() - began < 1  # the work would take four


def test_that_tables_are_read_again_up_to_what_is_refused() -> None:
    large = network(300, 700, 500)
    assert is_same(large, pack(csv_tables(large)))
    with pytest.raises(EngineError, match=f"32 MiB that {ROOM}"):
        csv_tables(network(1400, 1400))
    with pytest.raises(EngineError, match="3 layers, a table each"):
        next(kind for kind in FORMATS if kind.key == "table").write(project(2, 3, 2, 1))


def test_that_json_is_made_a_row_at_a_time() -> None:
    pieces = list(_json_pieces(network(40, 30, 20)))
    assert len(pieces) > 70
    assert max(map(len, pieces)) < 30 * 25


def test_that_what_is_read_back_of_a_format_is_what_an_import_reads() -> None:
    small = project(2, 3, 1)
    for key in ("json", "tables"):
        kind = next(kind for kind in FORMATS if kind.key == key)
        with pytest.raises(Exception, match=r"no network of nnlab|no table of weights"):
            kind.validate(pack({"a.csv": b"a,b\r\n1,2\r\n"}) if key == "tables" else b"{}")
        kind.validate(kind.write(small))


@contextmanager
def longest_wait() -> Iterator[list[float]]:
    """Give a list that is the longest time, in seconds, for which another thread had no turn."""
    longest, over = [0.0], threading.Event()

    def tick() -> None:
        last = time.perf_counter()
        while not over.wait(0.002):
            now = time.perf_counter()
            longest[0], last = max(longest[0], now - last), now

    thread = threading.Thread(target=tick)
    thread.start()
    try:
        yield longest
    finally:
        over.set()
        thread.join()


def test_that_nothing_waits_while_a_large_network_is_written_and_read() -> None:
    large = network(784, 880, 10)
    data = json_text(large)
    works: list[Callable[[], object]] = [
        lambda: json_text(large),
        lambda: parse_json(data, most=limits.WEIGHTS_JSON_BYTES),
    ]
    for work in works:
        shares = []
        for _ in range(3):  # the machine may be busy with something else
            began = time.perf_counter()
            with longest_wait() as longest:
                work()
            shares.append(longest[0] / (time.perf_counter() - began))
        assert min(shares) < 0.12, shares


def test_that_a_script_is_read_back_without_its_blocks() -> None:
    kind = next(kind for kind in FORMATS if kind.key == "numpy-predict")
    data = kind.write(project(100, 200, 10))
    module = kind.validate(data)
    assert isinstance(module, ast.Module)
    texts = [node.value for node in ast.walk(module) if isinstance(node, ast.Constant)]
    assert (
        max(len(text) for text in texts if isinstance(text, str)) < 10_000 < max(map(len, data.split(b"\n")))
    )
    for cut in (data[:-3], data[: data.index(b'WH = "') + 5000]):
        with pytest.raises(SyntaxError):
            kind.validate(cut)
