"""Arrays as text: small ones to be read, large ones as a block of base64. Both give the same bits."""

import base64
import math
import re
import zlib
from collections.abc import Sequence

import numpy as np

from nnlab.engine import Parameters
from nnlab.engine.arrays import Floats
from nnlab.export.scripts.script import Page, in_comment

COLUMNS = 99  # the longest line of a script that is not folded
_READABLE_NETWORK = 1000  # parameters
_READABLE_ALWAYS = 16
_MOST_ROWS = 100
_READABLE_TABLE = 4000
_PIECE_BYTES = 3 << 20  # three bytes make four letters, so that pieces can be put together


def number(value: float) -> str:
    """Return a setting as one writes it: 0.01, 1e-07, 2."""
    return str(int(value)) if value == int(value) and abs(value) < 1e6 else repr(float(value))


def as_read(network: Parameters, array: Floats) -> bool:
    """Return whether an array of a network is small enough to be read."""
    small = network.vector.size <= _READABLE_NETWORK and (array.ndim == 1 or len(array) <= _MOST_ROWS)
    return array.size <= _READABLE_ALWAYS or small


def add_array(
    page: Page, name: str, array: Floats, layer: int | None, *, readable: bool, writable: bool = False
) -> None:
    """Append the lines that make the array `name`. A block of bytes is read-only unless a copy is made of it."""
    if readable:
        for text in array_lines(name, array):
            page.add(text, layer=layer)
        return
    page.needs("base64")
    kind = "<f4" if array.dtype == np.float32 else "<f8"
    block = _block(np.ascontiguousarray(array, dtype=kind).tobytes())
    shape = f".reshape{array.shape}" if array.ndim > 1 else ""
    page.fold(f'{name} = "{block}"', layer)
    copy = ".copy()" if writable else ""
    page.add(f'{name} = np.frombuffer(base64.b64decode({name}), "{kind}"){shape}{copy}', layer=layer)


def add_table(page: Page, name: str, table: Floats, layer: int | None, row_names: Sequence[str] = ()) -> None:
    """Append a table of data (N, columns) as lines to be read, a sample each, or as a block."""
    if table.size > _READABLE_TABLE:
        add_array(page, name, table, layer, readable=False)
        return
    for text in array_lines(name, table, row_names, whole=True):
        page.add(text, layer=layer)


def add_bytes(page: Page, name: str, array: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]") -> None:
    """Append the lines that make an array of bytes, packed."""
    page.needs("base64", "zlib")
    block = _block(zlib.compress(np.ascontiguousarray(array).tobytes()))
    page.fold(f'{name} = "{block}"')
    page.add(f"{name} = np.frombuffer(zlib.decompress(base64.b64decode({name})), np.uint8)")
    if array.ndim > 1:
        page.add(f"{name} = {name}.reshape{array.shape}")


def _block(data: bytes) -> str:
    """Return bytes as base64, in pieces: a window that works beside it never waits."""
    pieces = (data[at : at + _PIECE_BYTES] for at in range(0, len(data), _PIECE_BYTES))
    return "".join(base64.b64encode(piece).decode() for piece in pieces)


def array_lines(name: str, array: Floats, row_names: Sequence[str] = (), *, whole: bool = False) -> list[str]:
    """Return the lines of `name = np.array(...)` with every digit that the bits need, points below each other.

    Of several rows, `whole` numbers are written without a point where all of them are such.
    """
    ints = whole and len(array) > 1 and bool((array == np.trunc(array)).all())
    kind = f", dtype=np.{array.dtype.name}" if ints or array.dtype == np.float32 else ""
    cells = [[_spelled(value, ints) for value in row] for row in np.atleast_2d(array)]
    if not row_names or len(cells) == 1:
        rows = [f"[{', '.join(row)}]" for row in cells]
        line = f"{name} = np.array({rows[0] if array.ndim == 1 else '[' + ', '.join(rows) + ']'}{kind})"
        if len(line) <= COLUMNS:
            return [line]
    aligned = _aligned(cells)
    if array.ndim == 1:
        return [f"{name} = np.array([", *wrapped(aligned[0], "    ", "    "), f"]{kind})"]
    lines = [f"{name} = np.array(["]
    for row in aligned:
        broken = wrapped(row, "    [", "     ")
        broken[-1] = f"{broken[-1].removesuffix(',')}],"
        lines += broken
    if row_names and len(lines) == len(cells) + 1:
        lines[1:] = _commented(lines[1:], row_names)
    return [*lines, f"]{kind})"]


def _commented(rows: list[str], names: Sequence[str]) -> list[str]:
    """Return the rows with their names behind them, where those say more than the number of the row."""
    if list(names) == [str(number) for number in range(1, len(rows) + 1)]:
        return rows
    width = max(map(len, rows))
    named = [f"{row.ljust(width)}  # {in_comment(name, 40)}" for row, name in zip(rows, names, strict=True)]
    return named if max(map(len, named)) <= COLUMNS else rows


def _aligned(cells: list[list[str]]) -> list[list[str]]:
    """Return the cells with spaces, so that the points of all numbers are below each other."""
    cuts = [[re.split(r"(?=[.e])", cell, maxsplit=1) for cell in row] for row in cells]
    before = max(len(cut[0]) for row in cuts for cut in row)
    after = max(len("".join(cut[1:])) for row in cuts for cut in row)
    return [[cut[0].rjust(before) + "".join(cut[1:]).ljust(after) for cut in row] for row in cuts]


def wrapped(cells: Sequence[str], first: str, further: str, *, columns: int = COLUMNS) -> list[str]:
    """Return cells with commas after them, equally many in each line; lines begin with `first`, then `further`.

    Spaces at the end of a cell go behind its comma, and none are left at the end of a line.
    """
    room = columns - len(first) - 1  # a bracket may follow
    most = max(1, (room + 1) // (max(len(cell) for cell in cells) + 2))
    count = math.ceil(len(cells) / math.ceil(len(cells) / most))
    lines = []
    for at in range(0, len(cells), count):
        spaced = (f"{cell.rstrip()}, ".ljust(len(cell) + 2) for cell in cells[at : at + count])
        lines.append((further if at else first) + "".join(spaced).rstrip())
    return lines


def _spelled(value: "np.floating", whole: bool) -> str:
    """Return a number with as many digits as its bits need."""
    if whole:
        return str(int(value))
    if value.dtype == np.float32:
        short = str(value)
        return short if np.float32(float(short)) == value else repr(float(value))
    return repr(float(value))
