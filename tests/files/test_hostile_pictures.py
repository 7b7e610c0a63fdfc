"""Damaged and malicious files of every format that holds pictures: a LoadError, soon, in little memory."""

import gzip
import pickle
import struct
import time
import tracemalloc
import zlib
from collections.abc import Callable
from random import Random

import numpy as np
import pytest

from nnlab.data.image_content import parse_content
from nnlab.files import (
    LoadError,
    gunzip,
    limits,
    parse_byte_table,
    parse_idx,
    parse_npy,
    parse_npz,
    parse_pickle,
)
from tests.files import samples
from tests.files.mutants import mutant
from tests.files.samples import IMAGES, LABELS

MESSAGE_CHARACTERS = 170
PAIRS = samples.three_pairs(IMAGES, LABELS)

# Behind a checksum hardly any damage reaches a parser, so each parser gets mutants directly as well.
PARSERS: dict[str, tuple[Callable[[bytes], object], tuple[bytes, ...]]] = {
    "content": (parse_content, tuple(samples.all_kinds().values())),
    "idx": (parse_idx, (samples.idx_of(IMAGES), samples.idx_of(LABELS))),
    "gzip": (gunzip, (gzip.compress(b"abc" * 100, mtime=0), gzip.compress(b"a", mtime=0) * 3)),
    "npy": (
        parse_npy,
        (
            samples.npy_of(IMAGES),
            samples.npy_of(np.asfortranarray(PAIRS[0][0])),
            samples.npy_of(LABELS.astype(np.int64)),
        ),
    ),
    "npz": (
        parse_npz,
        (
            samples.npz_of(x=IMAGES, y=LABELS),
            samples.npz_of(compressed=False, x=IMAGES, y=LABELS),
        ),
    ),
    "pickle": (
        parse_pickle,
        (samples.python_2_pickle(PAIRS), *(pickle.dumps(PAIRS, protocol) for protocol in (2, 3, 4, 5))),
    ),
    "csv": (
        parse_byte_table,
        (
            samples.csv_of(IMAGES, LABELS),
            samples.csv_of(IMAGES[:2], LABELS[:2], header="label" + ",a" * 16, end="\r\n"),
        ),
    ),
}
# Content stands for all formats at once, so it gets a larger share.
SHARES = {name: 0.4 if name == "content" else 0.1 for name in PARSERS}


def fault_of(parse: Callable[[bytes], object], data: bytes) -> LoadError | None:
    """Return how `data` are refused, or None when they are not; let anything but a LoadError through."""
    try:
        parse(data)
    except LoadError as fault:
        return fault
    return None


@pytest.mark.parametrize("name", PARSERS)
def test_that_nothing_but_a_load_error_comes_out_of_damaged_files(
    name: str, request: pytest.FixtureRequest
) -> None:
    parse, samples = PARSERS[name]
    count = round(request.config.getoption("--mutants") * SHARES[name])
    seed = f"{request.config.getoption('--mutant-seed')} {name}"
    random = Random(seed)
    refused = 0
    tracemalloc.start()
    try:
        for number in range(count):
            data = mutant(samples, random)
            started = time.perf_counter()
            try:
                fault = fault_of(parse, data)
            except Exception as error:
                raise AssertionError(f"mutant {number} of seed {seed!r}: {data!r}") from error
            assert time.perf_counter() - started < 5, f"mutant {number} of seed {seed!r}"
            if fault is not None:
                refused += 1
                assert len(fault.message) <= MESSAGE_CHARACTERS, fault.message
                assert fault.message.endswith("."), fault.message
        assert tracemalloc.get_traced_memory()[1] < 32 * limits.MIB
    finally:
        tracemalloc.stop()
    assert refused > count // 2


def zip_with_sizes(content: bytes, packed: bytes, size: int) -> bytes:
    """Return an archive of one array whose headers say it has `size` bytes."""
    checksum, name = zlib.crc32(content), b"x.npy"
    fields = (0, 8, 0, 0, checksum, len(packed), size, len(name))
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, *fields, 0) + name + packed
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, *fields, 0, 0, 0, 0, 0, 0) + name
    return local + entry + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(local), 0)


def raw_deflated(content: bytes) -> bytes:
    stream = zlib.compressobj(9, wbits=-15)
    return stream.compress(content) + stream.flush()


def npy_with_header(header: str, content: bytes = b"") -> bytes:
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode() + content


ZEROS = bytes(64 * limits.MIB)

# Small files that ask for much.
GREEDY = {
    "idx of 4 thousand million bytes": (parse_idx, b"\0\0\x08\x01\xff\xff\xff\xff" + bytes(100)),
    "idx of 2**128 bytes": (parse_idx, b"\0\0\x08\x04" + b"\xff" * 16 + bytes(100)),
    "npy of 4 GB": (
        parse_npy,
        npy_with_header("{'descr': '<f8', 'fortran_order': False, 'shape': (536870912,), }\n"),
    ),
    "npy of more than there are numbers for": (
        parse_npy,
        npy_with_header(
            "{'descr': '<f8', 'fortran_order': False, 'shape': (" + "999999999999999999, " * 4 + "), }\n"
        ),
    ),
    "gzip in gzip": (parse_content, gzip.compress(gzip.compress(ZEROS))),
    "zip of zeros": (parse_npz, samples.zip_of({"x.npy": ZEROS})),
    "zip that understates its sizes": (parse_npz, zip_with_sizes(b"a", raw_deflated(ZEROS), 1)),
    "zip that overstates its sizes": (parse_npz, zip_with_sizes(b"a", raw_deflated(b"a"), 0xFFFFFF00)),
    "pickle of 16 EB": (parse_pickle, b"\x80\x04\x8e" + b"\xff" * 8 + b"."),
    "pickle of tuples in tuples": (parse_pickle, b"\x80\x02)" + b"\x85" * 200_000 + b"."),
    "pickle of tuples in tuples, as many as are read": (parse_pickle, b"\x80\x02)" + b"\x85" * 9_000 + b"."),
    "pickle that doubles itself": (parse_pickle, b"\x80\x02)q\x00" + b"h\x00h\x00\x86q\x00" * 2000 + b"."),
    "pickle named by what doubles itself": (
        parse_pickle,
        b"\x80\x04)q\x00" + b"h\x00h\x00\x86q\x00" * 1000 + b"\x8c\x01a\x93.",
    ),
    "pickle of a list that holds itself": (parse_pickle, b"\x80\x02]q\x00h\x00a."),
    "table whose rows are shorter than the first": (
        parse_byte_table,
        b"1" + b",1" * 4096 + b"\n" + b"1\n" * 500_000,
    ),
    "table of one endless line": (parse_byte_table, b"1," * 2_000_000),
    "table of empty lines": (parse_byte_table, b"1,2\n" + b"\n" * 2_000_000 + b"1,2\n"),
    "table with an endless header": (parse_byte_table, b"a," * 2_000_000),
}


@pytest.mark.parametrize("name", GREEDY)
def test_that_a_small_file_cannot_ask_for_much_memory_or_time(name: str) -> None:
    parse, data = GREEDY[name]
    started = time.perf_counter()
    tracemalloc.start()
    try:
        fault = fault_of(parse, data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert fault is not None
    assert peak < 16 * limits.MIB + 2 * len(data)
    assert time.perf_counter() - started < 5


def test_that_a_gzip_bomb_is_unpacked_no_further_than_the_limit() -> None:
    packed = gzip.compress(ZEROS)
    tracemalloc.start()
    try:
        with pytest.raises(LoadError) as caught:
            gunzip(packed, limit=8 * limits.MIB)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert caught.value.code == "too-large"
    assert peak < 40 * limits.MIB
