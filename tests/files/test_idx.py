import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from nnlab.files import LoadError, parse_idx
from tests.files.samples import IMAGES, idx_of


def fault(data: bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        parse_idx(data)
    return caught.value


@given(arrays(np.uint8, array_shapes(min_dims=1, max_dims=4, max_side=5)))
def test_that_bytes_of_one_to_four_dimensions_are_read_back(array: NDArray[np.uint8]) -> None:
    read = parse_idx(idx_of(array))
    assert read.dtype == np.uint8
    assert np.array_equal(read, array)


def test_that_nothing_is_copied_and_nothing_can_be_written_to() -> None:
    data = idx_of(IMAGES)
    read = parse_idx(data)
    assert np.shares_memory(read, np.frombuffer(data, np.uint8))
    assert not read.flags.writeable
    assert not parse_idx(bytearray(data)).flags.writeable


def test_that_a_byte_too_few_or_too_many_is_refused() -> None:
    for data in (idx_of(IMAGES)[:-1], idx_of(IMAGES) + b"\0"):
        assert fault(data).code == "size"
    assert "96 bytes of numbers, but has 95" in fault(idx_of(IMAGES)[:-1]).message


def test_that_every_cut_in_the_header_is_refused() -> None:
    data = idx_of(IMAGES)
    assert {fault(data[:length]).code for length in range(16)} == {"idx-header", "truncated"}


@pytest.mark.parametrize("element", [9, 11, 12, 13, 14])
def test_that_elements_other_than_bytes_are_named(element: int) -> None:
    found = fault(struct.pack(">4BI", 0, 0, element, 1, 1) + bytes(8))
    assert found.code == "idx-type"
    assert "bytes" in found.message


@pytest.mark.parametrize(
    "start", [b"\0\0\x08\0", b"\0\0\x08\x05", b"\0\0\x07\x01", b"\1\0\x08\x01", b"PK\3\4"]
)
def test_that_another_header_is_refused(start: bytes) -> None:
    assert fault(start + bytes(20)).code == "idx-header"


def test_that_an_array_without_elements_is_refused() -> None:
    assert fault(struct.pack(">4B3I", 0, 0, 8, 3, 0, 28, 28)).code == "array-shape"
