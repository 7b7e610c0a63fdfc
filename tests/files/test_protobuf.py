from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from onnx import NodeProto, TensorProto

from nnlab.files import LoadError
from nnlab.files.protobuf import Field, fields


def of(data: bytes) -> list[Field]:
    return list(fields(memoryview(data)))


def refusal(data: bytes) -> str:
    with pytest.raises(LoadError) as caught:
        of(data)
    return caught.value.code


@given(st.lists(st.integers(-(2**63), 2**63 - 1)), st.text(), st.lists(st.floats(width=32)), st.booleans())
def test_that_what_protobuf_writes_is_read(
    dims: list[int], name: str, numbers: list[float], with_data: bool
) -> None:
    tensor = TensorProto(dims=dims, name=name, data_type=1, float_data=numbers if with_data else [])
    read = of(tensor.SerializeToString())
    assert [size for part in read if part.number == 1 for size in part.integers(10**6)] == dims
    assert [part.text for part in read if part.number == 8] == [name]
    assert [part.integer for part in read if part.number == 2] == [1]


def test_that_fields_come_in_their_order_over_the_bytes_themselves() -> None:
    data = NodeProto(input=["a", "b"], op_type="Add").SerializeToString()
    assert [(part.number, part.text) for part in of(data)] == [(1, "a"), (1, "b"), (4, "Add")]
    assert of(b"") == []


def test_that_whole_numbers_may_stand_one_by_one_or_together() -> None:
    (packed,) = of(b"\x0a\x04\x01\x80\x01\x02")
    assert packed.integers(8) == [1, 128, 2]
    assert [part.integers(8) for part in of(b"\x08\x01\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01")] == [
        [1],
        [-1],
    ]
    with pytest.raises(LoadError):
        packed.integers(2)


@pytest.mark.parametrize(
    "data",
    [
        b"\x08",  # a number is missing
        b"\x80",  # a tag is cut short
        b"\x08" + b"\xff" * 10 + b"\x01",  # a number of more than ten bytes
        b"\x08" + b"\xff" * 9 + b"\x02",  # a number above 2**64
        b"\x00\x01",  # field 0
        b"\x0a\x05abcd",  # fewer bytes than it says
        b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01",
        b"\x0d\x00\x00\x00",  # fewer than four
        b"\x09\x00",  # fewer than eight
        b"\x0b\x00\x00",  # a group, which the format has given up
        b"\x0f\x00",
    ],
)
def test_that_fields_that_do_not_add_up_are_refused(data: bytes) -> None:
    assert refusal(data) == "damaged"


@pytest.mark.parametrize("kind", ["content", "text", "integer", "float32"])
def test_that_a_field_of_another_kind_is_refused(kind: str) -> None:
    (number,), (content,) = of(b"\x08\x01"), of(b"\x0a\x02\xff\xfe")
    with pytest.raises(LoadError):
        getattr(content if kind in ("integer", "float32", "text") else number, kind)
    with pytest.raises(LoadError):
        getattr(number if kind != "integer" else content, kind)


@given(st.binary(max_size=40))
def test_that_nothing_but_a_load_error_comes_out(data: bytes) -> None:
    with suppress(LoadError):
        for part in of(data):
            for kind in ("content", "text", "integer", "float32"):
                with suppress(LoadError):
                    getattr(part, kind)
