import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from nnlab.files import LoadError, parse_npy, parse_npz
from tests.files.samples import npy_of, npz_of, zip_of

TYPES = ["<f4", "<f8", "|u1", "|i1", "<u2", "<i2", "<u4", "<i4", "<u8", "<i8"]
ANY_ARRAY = st.sampled_from(TYPES).flatmap(lambda kind: arrays(kind, array_shapes(max_dims=4, max_side=4)))
HEADER = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }"


def fault(data: bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        parse_npy(data)
    return caught.value


def npy(header: str = HEADER, content: bytes = bytes(16), version: bytes = b"\x01\x00") -> bytes:
    length = len(header).to_bytes(2 if version == b"\x01\x00" else 4, "little")
    return b"\x93NUMPY" + version + length + header.encode("latin-1") + content


@given(ANY_ARRAY, st.booleans())
def test_that_what_numpy_saves_is_read_as_numpy_reads_it(array: NDArray[np.generic], fortran: bool) -> None:
    data = npy_of(np.asfortranarray(array) if fortran else array)
    expected = np.load(io.BytesIO(data))
    read = parse_npy(data)
    assert read.dtype == expected.dtype
    assert np.array_equal(read, expected, equal_nan=read.dtype.kind == "f")


def test_that_a_single_number_and_the_longer_header_are_read() -> None:
    assert parse_npy(npy_of(np.array(2.5))) == 2.5
    assert parse_npy(npy(version=b"\x02\x00")).tolist() == [0.0, 0.0]
    assert parse_npy(npy(HEADER.replace("(2,)", "(2L,)"))).shape == (2,)


@pytest.mark.parametrize(
    ("header", "code"),
    [
        (HEADER.replace("<f8", ">f8"), "array-type"),
        (HEADER.replace("<f8", "|O"), "array-type"),
        (HEADER.replace("'<f8'", "[('a', '<f8')]"), "npy-header"),
        (HEADER.replace("<f8", "<c16"), "array-type"),
        (HEADER.replace("(2,)", "(2, 1, 1, 1, 1)"), "array-shape"),
        (HEADER.replace("(2,)", "(0, 2)"), "array-shape"),
        (HEADER.replace("(2,)", "(-2,)"), "npy-header"),
        (HEADER.replace("(2,)", "(1+1,)"), "npy-header"),
        (HEADER.replace("(2,)", "(3,)"), "size"),
        (HEADER.replace("(2,)", "(1,)"), "size"),
        (HEADER.replace("False", "exit()"), "npy-header"),
        (HEADER + "\n\n", "npy-header"),
        (HEADER + " " * 1000, "npy-header"),
        ("", "npy-header"),
    ],
)
def test_that_a_header_that_does_not_match_is_refused(header: str, code: str) -> None:
    assert fault(npy(header)).code == code


def test_that_other_versions_and_other_files_are_refused() -> None:
    for data in (npy(version=b"\x03\x00"), npy(version=b"\x01\x01"), b"", b"\x93NUMPY", b"PK\x03\x04"):
        assert fault(data).code == "npy-header"


def test_that_every_truncation_is_refused() -> None:
    data = npy()
    for length in range(len(data)):
        assert fault(data[:length]).code in ("npy-header", "size")


@given(st.dictionaries(st.sampled_from("abcde"), ANY_ARRAY, min_size=1), st.booleans())
def test_that_an_archive_of_arrays_is_read_as_numpy_reads_it(
    arrays_by_name: dict[str, NDArray[np.generic]], compressed: bool
) -> None:
    data = npz_of(compressed, **arrays_by_name)
    read = parse_npz(data)
    with np.load(io.BytesIO(data)) as expected:
        assert set(read) == set(expected.files)
        for name, array in read.items():
            assert array.tobytes() == expected[name].tobytes()
            assert array.shape == expected[name].shape


def test_that_the_array_at_fault_is_named() -> None:
    for data, named in ((zip_of({"x.npy": b"nothing"}), "“x.npy”"), (zip_of({"a.txt": b"1"}), "“a.txt”")):
        with pytest.raises(LoadError, match=named):
            parse_npz(data)


def test_that_an_archive_without_arrays_is_refused() -> None:
    with pytest.raises(LoadError, match="without any arrays"):
        parse_npz(zip_of({}))
