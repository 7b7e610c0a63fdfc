import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.files import LoadError, gunzip
from nnlab.files.gunzip import gunzip_start

CONTENT = bytes(range(256)) * 1000


def code(data: bytes, limit: int = 1 << 20) -> str:
    with pytest.raises(LoadError) as caught:
        gunzip(data, limit)
    return caught.value.code


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=5), st.integers(0, 9))
def test_that_what_gzip_packs_is_unpacked_in_one_member_or_several(pieces: list[bytes], level: int) -> None:
    packed = b"".join(gzip.compress(piece, level) for piece in pieces)
    assert bytes(gunzip(packed)) == gzip.decompress(packed) == b"".join(pieces)


def test_that_the_result_cannot_be_written_to() -> None:
    assert gunzip(gzip.compress(CONTENT)).readonly


def test_that_exactly_the_limit_is_unpacked_and_one_byte_more_is_not() -> None:
    packed = gzip.compress(CONTENT)
    assert bytes(gunzip(packed, len(CONTENT))) == CONTENT
    assert code(packed, len(CONTENT) - 1) == "too-large"
    assert code(gzip.compress(b"") * 3 + packed + gzip.compress(b"x"), len(CONTENT)) == "too-large"


def test_that_every_truncation_is_noticed() -> None:
    packed = gzip.compress(b"an IDX file")
    assert {code(packed[:length]) for length in range(2, len(packed))} == {"truncated"}
    assert code(packed[:1]) == "gzip"
    assert code(b"") == "gzip"


def test_that_a_false_checksum_or_length_is_noticed() -> None:
    packed = bytearray(gzip.compress(CONTENT))
    for place in (-1, -8):
        damaged = packed.copy()
        damaged[place] ^= 1
        assert code(bytes(damaged)) == "damaged"


def test_that_what_follows_the_last_member_is_refused() -> None:
    assert code(gzip.compress(CONTENT) + b"rubbish") == "trailing"
    assert code(gzip.compress(CONTENT) + b"\0") == "trailing"


def test_that_a_host_of_empty_members_is_refused() -> None:
    assert code(gzip.compress(b"") * 20_000) == "too-large"


def test_that_the_start_can_be_seen_without_the_rest() -> None:
    packed = gzip.compress(CONTENT)
    assert gunzip_start(packed, 16) == CONTENT[:16]
    assert gunzip_start(packed[:100], 16) == CONTENT[:16]
    assert gunzip_start(b"\x1f\x8bnothing", 16) == b""
