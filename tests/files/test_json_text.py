import json
import math
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from nnlab.files import LoadError, parse_json
from nnlab.files.limits import JSON_BYTES, JSON_DEPTH

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**90), 10**90)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
SAMPLE = (
    '{"name": "값", "layers": [{"units": 8, "rate": 1.5e-2}, null], "note": "a\\"\\\\b\\u00e9", "on": true}'
)


def refusal(data: bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        parse_json(data)
    assert len(caught.value.message) <= 170
    return caught.value


def is_read_as_json_reads_it_or_refused(data: bytes) -> bool:
    try:
        return parse_json(data) == json.loads(data)
    except LoadError as fault:
        return len(fault.message) <= 170


@settings(deadline=None)
@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_that_what_json_writes_is_read_back(value: object, ascii_only: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    assert parse_json(text.encode()) == value


def test_that_numbers_keep_their_type() -> None:
    value = parse_json(b"[1, 1.0, -0.0, 1e3, 12345678901234567890]")
    assert [type(number) for number in value] == [int, float, float, float, int]
    assert math.copysign(1, value[2]) == -1


def test_that_a_byte_order_mark_is_tolerated() -> None:
    assert parse_json(b"\xef\xbb\xbf{}") == {}


def test_that_the_same_key_is_allowed_in_different_objects() -> None:
    assert parse_json(b'{"a": {"a": 1}, "b": [{"a": 2}, {"a": 3}]}') == {
        "a": {"a": 1},
        "b": [{"a": 2}, {"a": 3}],
    }


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ('{"a": 1,\n "b": 2,\n "a": 3}', "json-duplicate-key", "Line 3, column 2: the key “a”"),
        ('{"a": 1, "\\u0061": 3}', "json-duplicate-key", "Line 1, column 10: the key “a”"),
        ('{"a": {"b": 1}, "c": 1, "a" : 2}', "json-duplicate-key", "Line 1, column 25"),
        ('{"a": NaN}', "json-number", "Line 1, column 7: “NaN”"),
        ("[1,\n-Infinity]", "json-number", "Line 2, column 1: “-Infinity”"),
        ("[1e999]", "json-number", "Line 1, column 2: “1e999”"),
        ("[" + "9" * 5000 + "]", "json-number", "Line 1, column 2: a number or word is longer"),
        ('["\\ud800"]', "json-surrogate", "Line 1, column 2"),
        ('{"\\udc00": 1}', "json-surrogate", "Line 1, column 2"),
        ("[1, 2\n,]", "json-syntax", "Line 2"),
        ('{"a": 1,}', "json-syntax", "Line 1, column"),
        ('{"a" 1}', "json-syntax", "Line 1, column 6"),
        ("{'a': 1}", "json-syntax", "Line 1, column 2"),
        ('["a', "json-syntax", "Line 1, column 2: this is not JSON (Unterminated string)."),
        ('["a\nb"]', "json-syntax", "Line 1, column 4: this is not JSON (Invalid control character)."),
        ('["\\x"]', "json-syntax", "Line 1, column 3"),
        ('"abc\\', "json-syntax", "Line 1, column 1"),
        ("[1_000]", "json-syntax", "Line 1, column 3"),
        ("[nul]", "json-syntax", "Line 1, column 2"),
        ("[1 2, nul]", "json-syntax", "Line 1, column 4"),
        ("a NaN", "json-syntax", "Line 1, column 1"),
        ("[] []", "json-syntax", "Line 1, column 4"),
        ("]", "json-syntax", "Line 1, column 1"),
        (" \n", "json-syntax", "Line 2, column 1"),
    ],
)
def test_that_a_fault_is_named_and_located(text: str, code: str, place: str) -> None:
    fault = refusal(text.encode())
    assert fault.code == code
    assert fault.message.startswith(place)


def test_that_depth_is_limited() -> None:
    assert parse_json(b"[" * JSON_DEPTH + b"]" * JSON_DEPTH) is not None
    fault = refusal(b"[" * (JSON_DEPTH + 1) + b"]" * (JSON_DEPTH + 1))
    assert (fault.code, fault.message[:18]) == ("json-depth", "Line 1, column 33:")
    assert refusal(b'{"a":' * 100_000).code == "json-depth"


def test_that_brackets_in_a_string_do_not_count_as_depth() -> None:
    text = '["' + "[" * 1000 + '\\"{"]'
    assert parse_json(text.encode()) == json.loads(text)


def test_that_size_is_limited() -> None:
    assert parse_json(b"1".rjust(JSON_BYTES)) == 1
    assert refusal(b"1".rjust(JSON_BYTES + 1)).code == "too-large"
    assert refusal(b"").code == "empty"


def test_that_a_long_text_that_is_no_json_is_refused_at_once() -> None:
    began = time.process_time()
    assert refusal(b"a " * (JSON_BYTES // 2)).code == "json-syntax"
    assert time.process_time() - began < 1.0


def test_that_text_in_another_encoding_is_located() -> None:
    fault = refusal('{\n"이름": 1}'.encode("cp949"))
    assert fault.code == "encoding"
    assert fault.message.startswith("Line 2, column 2: this is not UTF-8 text.")
    assert refusal("{}".encode("utf-16")).code == "encoding"


@settings(deadline=None, max_examples=300)
@given(st.binary(max_size=200))
@example(b'{"":')
@example(b'"\\')
@example(b"\xef\xbb\xbf\xff")
def test_that_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert is_read_as_json_reads_it_or_refused(data)


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_that_a_damaged_text_is_read_as_json_reads_it_or_refused(data: st.DataObject) -> None:
    text = bytearray(SAMPLE.encode())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(text) - 1))
        text[place : place + data.draw(st.integers(0, 2))] = data.draw(st.binary(max_size=2))
    assert is_read_as_json_reads_it_or_refused(bytes(text))
