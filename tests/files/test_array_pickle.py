import os
import pickle
import struct
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from nnlab.files import LoadError, parse_pickle
from tests.files.samples import IMAGES, LABELS, python_2_pickle, three_pairs

PROTOCOLS = (2, 3, 4, 5)
PAIRS = three_pairs(IMAGES, LABELS)
TYPES = ["<f4", "<f8", "|u1", "<i4", "<i8"]
ANY_ARRAY = st.sampled_from(TYPES).flatmap(lambda kind: arrays(kind, array_shapes(max_dims=4, max_side=4)))


def fault(data: bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        parse_pickle(data)
    return caught.value


def assert_same_pairs(value: Any) -> None:
    assert isinstance(value, tuple)
    assert len(value) == 3
    for read, written in zip(value, PAIRS, strict=True):
        for array, expected in zip(read, written, strict=True):
            assert array.dtype == expected.dtype
            assert np.array_equal(array, expected)
            assert not array.flags.writeable


def test_that_the_pickle_of_python_2_is_read_as_the_unpickler_reads_it() -> None:
    data = python_2_pickle(PAIRS)
    assert_same_pairs(parse_pickle(data))
    for read, written in zip(pickle.loads(data, encoding="latin1"), PAIRS, strict=True):
        assert all(np.array_equal(array, expected) for array, expected in zip(read, written, strict=True))


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_that_the_pickles_of_python_3_are_read(protocol: int) -> None:
    assert_same_pairs(parse_pickle(pickle.dumps(PAIRS, protocol)))


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_that_the_names_of_older_numpy_are_known(protocol: int) -> None:
    data = pickle.dumps(PAIRS, protocol)
    if protocol < 4:
        assert_same_pairs(parse_pickle(data.replace(b"numpy._core.", b"numpy.core.")))
    else:
        for module in (b"numpy._core.numeric", b"numpy._core.multiarray"):
            older = module.replace(b"_core", b"core")
            data = data.replace(
                b"\x8c" + bytes([len(module)]) + module, b"\x8c" + bytes([len(older)]) + older
            )
        assert_same_pairs(parse_pickle(data))


@given(st.lists(ANY_ARRAY, min_size=1, max_size=3), st.sampled_from(PROTOCOLS), st.booleans())
def test_that_arrays_of_any_content_are_read_back(
    written: list[NDArray[np.generic]], protocol: int, fortran: bool
) -> None:
    if fortran:
        written = [np.asfortranarray(array) for array in written]
    read = parse_pickle(pickle.dumps(written, protocol))
    assert isinstance(read, tuple)
    for array, expected in zip(read, written, strict=True):
        assert isinstance(array, np.ndarray)
        assert array.dtype == expected.dtype
        assert array.shape == expected.shape
        assert array.tobytes() == expected.tobytes()


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_that_dictionaries_texts_numbers_and_shared_arrays_are_read(protocol: int) -> None:
    array = np.arange(300)
    value = {"a": array, "b": [array, 1.5 and 3, -7, 70_000, None, True], "c": "가", "d": 2**40}
    read = parse_pickle(pickle.dumps(value, protocol))
    assert isinstance(read, dict)
    assert np.array_equal(read["a"], array)
    assert read["b"][0] is read["a"]
    assert read["b"][1:] == (3, -7, 70_000, None, True)
    assert (read["c"], read["d"]) == ("가", 2**40)


def test_that_arrays_are_views_of_the_file() -> None:
    data = python_2_pickle(PAIRS)
    assert np.shares_memory(parse_pickle(data)[0][0], np.frombuffer(data, np.uint8))


class Runs:
    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self.call = (function, arguments)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.call


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_that_nothing_in_a_pickle_is_run(protocol: int, tmp_path: object) -> None:
    made = os.path.join(str(tmp_path), "made")
    found = fault(pickle.dumps((Runs(os.mkdir, made), *PAIRS), protocol))
    assert found.code == "pickle-foreign"
    assert "mkdir" in found.message
    assert "Nothing in it was run." in found.message
    assert not os.path.exists(made)


@pytest.mark.parametrize(
    "value",
    [
        np.array([{}], dtype=object),
        np.array(["a"]),
        np.array([1 + 2j]),
        np.zeros(2, dtype=">f4"),
        np.zeros(2, dtype="<f2"),
        np.zeros(2, dtype=[("a", "<f4")]),
        np.zeros((1, 1, 1, 1, 1)),
        np.zeros(0),
        np.datetime64("2026-01-01"),
        1.5,
        {1: 2},
        {"a"},
        2**70,
    ],
    ids=str,
)
@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_that_anything_but_arrays_of_plain_numbers_is_refused(value: object, protocol: int) -> None:
    fault(pickle.dumps(value, protocol))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b".",
        b"0.",
        b"NN.",
        b"(N.",
        b"N.N",
        b"Nq",
        b"h\x00.",
        b"\x85.",
        b"t.",
        b"Nb.",
        b"NR.",
        b"(a.",
        b"]s.",
        b"}(K\x01u.",
        b"}K\x01K\x02s.",
        b"}(U\x01aNU\x01aNu.",
        b"cnumpy\nndarray\n.",
        b"cnumpy\ndtype\n(U\x02f4K\x00K\x01tR.",
        b"cnumpy\ndtype\n)R.",
        b"NN(\x85\x85t\x87.",
        b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\x01\x85U\x01btR.",
        b"cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\x00\x85U\x01btR.",
        b"c" + b"a" * 1000,
        b"X\x04\x00\x00\x00\xff\xff\xff\xff.",
        b"Pid\n.",
        b"\x8a\x09" + bytes(9) + b".",
        b"\x82\x01.",
    ],
)
def test_that_programs_that_make_no_data_set_are_refused(body: bytes) -> None:
    fault(b"\x80\x02" + body)


def test_that_every_truncation_is_refused() -> None:
    for data in (python_2_pickle(PAIRS), *(pickle.dumps(PAIRS, protocol) for protocol in PROTOCOLS)):
        for length in range(len(data)):
            fault(data[:length])


def test_that_an_array_with_more_or_fewer_bytes_than_its_shape_is_refused() -> None:
    data = python_2_pickle(PAIRS)
    assert fault(data.replace(b"(K\x03K\x10t", b"(K\x03K\x11t")).code == "size"
    assert fault(data.replace(b"(K\x03K\x10t", b"(K\x03K\x0ft")).code == "size"


def test_that_the_byte_order_is_told_once() -> None:
    data = pickle.dumps(PAIRS[0], 3)
    state = data[data.index(b"(K\x03X") : data.index(b"tq", data.index(b"(K\x03X"))]
    twice = data.replace(state + b"tq\x0cb", state + b"tq\x0cb" + state + b"tb", 1)
    assert len(twice) > len(data)
    assert fault(twice).code == "pickle"


def test_that_values_and_levels_are_limited() -> None:
    assert parse_pickle(pickle.dumps([1] * 255)) == (1,) * 255
    assert fault(pickle.dumps([1] * 256)).code == "too-large"
    assert parse_pickle(b"\x80\x02)" + b"\x85" * 8 + b".") == (((((((((),),),),),),),),)
    assert fault(b"\x80\x02)" + b"\x85" * 9 + b".").code == "too-large"


def test_that_other_protocols_are_refused() -> None:
    for data in (pickle.dumps(PAIRS, 0), pickle.dumps(PAIRS, 1), b"\x80\x06N.", b"", b"\x80"):
        fault(data)


def test_that_the_same_text_cannot_be_decoded_for_ever() -> None:
    text = b"X" + struct.pack("<I", 1 << 20) + b"a" * (1 << 20)
    encode = b"c_codecs\nencode\n(h\x00X\x06\x00\x00\x00latin1tR0"
    more = encode.replace(b"R0", b"R")
    found = fault(b"\x80\x02(" + text + b"q\x00" + more * 300 + b"t.")
    assert found.code == "too-large"
