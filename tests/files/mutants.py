"""Files that went wrong on the way, or were made to: seeded damage to good ones."""

import struct
from collections.abc import Callable, Sequence
from random import Random

_EXTREME_BYTES = (0x00, 0x01, 0x7F, 0x80, 0xFE, 0xFF)
_EXTREME_WORDS = (0, 1, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 1 << 62, (1 << 64) - 1)
_TOKENS = (
    b"(" * 300,
    b")\x85" * 300,
    b"]" * 300,
    b"cos\nsystem\n(U\x02lstR",
    b"cbuiltins\neval\n",
    b"h\x00h\x00\x86q\x00" * 60,
    b"-1",
    b"256",
    b"1e9",
    b",,",
    b"\n\n",
    b"\r",
    b'"',
    b"\xff\xfe",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"(9999999999, 9999999999)",
    b"'|O'",
    b"../../x.npy",
    b"<html>",
)


def truncated(data: bytearray, random: Random) -> bytearray:
    return data[: random.randrange(len(data))]


def without_start(data: bytearray, random: Random) -> bytearray:
    return data[random.randrange(min(len(data), 64)) :]


def flipped(data: bytearray, random: Random) -> bytearray:
    for _ in range(random.choice((1, 1, 1, 2, 8))):
        data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return data


def with_extreme_bytes(data: bytearray, random: Random) -> bytearray:
    for _ in range(random.choice((1, 1, 4))):
        data[random.randrange(len(data))] = random.choice(_EXTREME_BYTES)
    return data


def with_other_length(data: bytearray, random: Random) -> bytearray:
    layout = random.choice(("<H", ">I", "<I", "<Q"))
    size = struct.calcsize(layout)
    place = random.randrange(max(1, len(data) - size))
    word = random.choice(_EXTREME_WORDS) & (1 << 8 * size) - 1
    data[place : place + size] = struct.pack(layout, word)
    return data


def with_other_head(data: bytearray, random: Random) -> bytearray:
    place = random.randrange(min(len(data), 32))
    data[place : place + random.randrange(5)] = random.randbytes(random.randrange(5))
    return data


def with_inserted_token(data: bytearray, random: Random) -> bytearray:
    place = random.randrange(len(data))
    data[place:place] = random.choice(_TOKENS)
    return data


def with_piece_repeated(data: bytearray, random: Random) -> bytearray:
    start, end = sorted(random.randrange(len(data) + 1) for _ in range(2))
    place = random.randrange(len(data))
    data[place:place] = data[start:end] * random.choice((1, 2, 20))
    return data


def with_pieces_swapped(data: bytearray, random: Random) -> bytearray:
    a, b, c, d = sorted(random.randrange(len(data) + 1) for _ in range(4))
    return data[:a] + data[c:d] + data[b:c] + data[a:b] + data[d:]


def with_number_changed(data: bytearray, random: Random) -> bytearray:
    places = [place for place, byte in enumerate(data) if 0x30 <= byte <= 0x39] or [0]
    data[random.choice(places)] = random.choice(b"0123456789-,.L)\n")
    return data


_DAMAGES: Sequence[Callable[[bytearray, Random], bytearray]] = (
    truncated,
    without_start,
    flipped,
    with_extreme_bytes,
    with_other_length,
    with_other_head,
    with_inserted_token,
    with_piece_repeated,
    with_pieces_swapped,
    with_number_changed,
)


def mutant(samples: Sequence[bytes], random: Random) -> bytes:
    """Return one of the samples, damaged once or a few times, or spliced with another."""
    data = bytearray(random.choice(samples))
    if random.random() < 0.1:
        other = random.choice(samples)
        data = data[: random.randrange(len(data))] + other[random.randrange(len(other)) :]
    for _ in range(random.choice((1, 1, 2, 3))):
        if data:
            data = random.choice(_DAMAGES)(data, random)
    return bytes(data)
