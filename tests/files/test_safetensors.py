import json

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from nnlab.files import LoadError, format_safetensors, parse_safetensors
from nnlab.files.formats import Format, sniff
from nnlab.files.limits import SAFETENSORS_ARRAYS, SAFETENSORS_HEADER_BYTES

TYPES = ["<f4", "<f8", "|u1", "|i1", "<u2", "<i2", "<u4", "<i4", "<u8", "<i8"]
ANY_ARRAY = st.sampled_from(TYPES).flatmap(lambda kind: arrays(kind, array_shapes(max_dims=4, max_side=4)))
NAMES = st.text(st.characters(codec="utf-8"), max_size=5).filter(lambda name: name != "__metadata__")


def with_header(header: object, content: bytes = bytes(16)) -> bytes:
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + content


def entry(begin: int = 0, end: int = 16, shape: object = (2,), dtype: object = "F64") -> dict[str, object]:
    return {"dtype": dtype, "shape": shape, "data_offsets": (begin, end)}


def fault(data: bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        parse_safetensors(data)
    assert len(caught.value.message) <= 170
    assert caught.value.message.endswith(".")
    return caught.value


def are_same(found: dict[str, NDArray[np.generic]], expected: dict[str, NDArray[np.generic]]) -> bool:
    assert found.keys() == expected.keys()
    return all(
        found[name].dtype == array.dtype
        and found[name].shape == array.shape
        and found[name].tobytes() == np.ascontiguousarray(array).tobytes()
        for name, array in expected.items()
    )


@given(st.dictionaries(NAMES, ANY_ARRAY, min_size=1, max_size=4), st.dictionaries(st.text(max_size=5), NAMES))
def test_that_the_package_reads_what_is_written_and_so_do_we(
    given: dict[str, NDArray[np.generic]], texts: dict[str, str]
) -> None:
    turned = {name: array.T for name, array in given.items()}
    data = format_safetensors(turned, texts)
    assert sniff(data) is Format.SAFETENSORS
    content = parse_safetensors(data)
    assert are_same(dict(content.arrays), turned)
    assert content.metadata == texts
    assert are_same(safetensors.numpy.load(data), turned)


@given(st.dictionaries(NAMES, ANY_ARRAY, min_size=1, max_size=4))
def test_that_what_the_package_writes_is_read(given: dict[str, NDArray[np.generic]]) -> None:
    assert are_same(dict(parse_safetensors(safetensors.numpy.save(given)).arrays), given)


@pytest.mark.parametrize("length", [640, 896, 1152, 1408, 35615])
def test_that_no_length_of_a_header_looks_like_another_format(length: int) -> None:
    assert sniff(length.to_bytes(8, "little") + b'{"a":') is Format.SAFETENSORS


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "safetensors", "beginning"),
        (b"\x05\0\0", "safetensors", "beginning"),
        ((SAFETENSORS_HEADER_BYTES + 1).to_bytes(8, "little") + b"{}", "safetensors", "beginning"),
        (b"\xff" * 8 + b"{}", "safetensors", "beginning"),
        ((1000).to_bytes(8, "little") + b"{}", "size", "1,008"),
        (with_header(b"[]"), "safetensors", "no object"),
        (with_header(b"{"), "safetensors", "not JSON"),
        (with_header(b" {}"), "safetensors", "no object"),
        (with_header({}), "empty", "without any arrays"),
        (with_header({"__metadata__": {"format": "pt"}}), "empty", "without any arrays"),
        (with_header({"__metadata__": {"a": 1}, "x": entry()}), "safetensors", "metadata"),
        (with_header({"__metadata__": [], "x": entry()}), "safetensors", "metadata"),
        (with_header(b'{"x": {}, "x": {}}'), "safetensors", "occurs twice"),
        (with_header({"x": 1}), "safetensors", "does not say where"),
        (with_header({"x": entry(shape=[2.0])}), "safetensors", "does not say where"),
        (with_header({"x": entry(shape=[True, 2])}), "safetensors", "does not say where"),
        (with_header({"x": entry(shape=[-2])}), "safetensors", "does not say where"),
        (with_header({"x": entry(dtype=7)}), "safetensors", "does not say where"),
        (with_header({"x": {**entry(), "more": 1}}), "safetensors", "does not say where"),
        (with_header({"x": entry(8, 0)}), "safetensors", "outside"),
        (with_header({"x": entry(0, 24, [3])}), "safetensors", "outside"),
        (with_header({"x": entry(dtype="BF16")}), "array-type", "BF16"),
        (with_header({"x": entry(shape=[1, 1, 1, 1, 2])}), "array-shape", "5 dimensions"),
        (with_header({"x": entry(shape=[0])}), "array-shape", "without elements"),
        (with_header({"x": entry(shape=[10**18, 10**18])}), "size", "more than"),
        (with_header({"x": entry(shape=[3])}), "size", "24"),
        (with_header({"x": entry(0, 8, [1])}), "size", "16"),
        (with_header({"x": entry(8, 16, [1])}), "safetensors", "after a gap"),
        (with_header({"x": entry(0, 8, [1]), "y": entry(0, 8, [1])}), "safetensors", "overlaps"),
        (with_header({"x": entry(0, 16), "y": entry(8, 16, [1])}), "safetensors", "overlaps"),
        (
            with_header({f"{i}": entry(0, 8, [1]) for i in range(SAFETENSORS_ARRAYS + 1)}),
            "too-large",
            "257 arrays",
        ),
    ],
)
def test_that_a_file_that_is_not_exactly_so_is_refused(data: bytes, code: str, words: str) -> None:
    found = fault(data)
    assert found.code == code
    assert words in found.message


def test_that_reading_can_be_cancelled() -> None:
    data = format_safetensors({"x": np.zeros(3)}, {})
    with pytest.raises(LoadError, match="cancelled"):
        parse_safetensors(data, cancelled=lambda: True)
    assert parse_safetensors(data, cancelled=lambda: False).arrays["x"].tolist() == [0, 0, 0]
