import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.data import load
from nnlab.data.segments import (
    BIT_VALUES,
    DIGIT_PATTERNS,
    PATTERN_COUNT,
    SEGMENT_NAMES,
    all_patterns,
    binary_to_segments,
    has_segments,
    pattern_index,
    pattern_levels,
    read_bits,
    seven_segments,
)
from nnlab.engine.metrics import Task

# Lecture note 001, section 3.2.1, typed again: digit, segments a to g, bits 8 4 2 1.
TRUTH_TABLE = """
0 1111110 0000
1 0110000 0001
2 1101101 0010
3 1111001 0011
4 0110011 0100
5 1011011 0101
6 0011111 0110
7 1110000 0111
8 1111111 1000
9 1110011 1001
"""
ROWS = [line.split() for line in TRUTH_TABLE.split("\n") if line]
SEGMENTS = np.array([[int(level) for level in segments] for _, segments, _ in ROWS])
BITS = np.array([[int(level) for level in bits] for _, _, bits in ROWS])


def test_that_the_seven_segment_table_is_that_of_the_notes() -> None:
    dataset = seven_segments()
    np.testing.assert_array_equal(dataset.inputs, SEGMENTS)
    np.testing.assert_array_equal(dataset.targets, BITS)
    assert dataset.input_names == tuple(SEGMENT_NAMES) == tuple("abcdefg")
    assert dataset.target_names == tuple(str(value) for value in BIT_VALUES) == ("8", "4", "2", "1")
    assert dataset.row_names == tuple("0123456789")
    assert dataset.task is Task.BITS
    assert "001" in dataset.source


def test_that_the_reverse_table_is_the_same_read_backwards() -> None:
    forward, reverse = seven_segments(), binary_to_segments()
    np.testing.assert_array_equal(reverse.inputs, forward.targets)
    np.testing.assert_array_equal(reverse.targets, forward.inputs)
    assert (reverse.input_names, reverse.target_names) == (forward.target_names, forward.input_names)
    assert (reverse.row_names, reverse.task) == (forward.row_names, Task.BITS)


def test_that_digit_patterns_are_those_of_the_notes() -> None:
    assert [f"{pattern:07b}" for pattern in DIGIT_PATTERNS] == [segments for _, segments, _ in ROWS]
    assert [pattern_index(levels) for levels in seven_segments().inputs] == list(DIGIT_PATTERNS)


def test_that_segment_a_is_the_most_significant_bit() -> None:
    assert pattern_index([1, 0, 0, 0, 0, 0, 0]) == 64
    assert pattern_index([0, 0, 0, 0, 0, 0, 1]) == 1
    np.testing.assert_array_equal(pattern_levels(0b0011111), [0, 0, 1, 1, 1, 1, 1])


@given(st.integers(0, PATTERN_COUNT - 1))
def test_that_index_and_levels_of_a_pattern_agree(index: int) -> None:
    levels = pattern_levels(index)
    assert levels.shape == (7,)
    assert pattern_index(levels) == index
    assert pattern_index(levels.tolist()) == index


def test_that_all_patterns_stand_in_the_order_of_their_index() -> None:
    patterns = all_patterns()
    assert (patterns.shape, patterns.dtype) == ((128, 7), np.float64)
    assert [pattern_index(levels) for levels in patterns] == list(range(128))
    with pytest.raises(ValueError, match="read-only"):
        patterns[0, 0] = 1


@pytest.mark.parametrize("index", [-1, 128])
def test_that_there_is_no_other_pattern(index: int) -> None:
    with pytest.raises(ValueError, match=f"pattern {index} does not exist"):
        pattern_levels(index)


def test_that_bits_are_read_with_weights_8_4_2_1() -> None:
    assert [read_bits(bits) for bits in seven_segments().targets] == list(range(10))
    assert [read_bits(levels) for levels in np.eye(4)] == [8, 4, 2, 1]
    assert read_bits([1, 1, 1, 1]) == 15


def test_that_a_level_counts_from_one_half_on() -> None:
    assert read_bits([0.5, 0.49, 0.51, 0]) == 0b1010
    assert read_bits(np.array([np.nan, 0.9, -3, 7], dtype=np.float32)) == 0b0101


@pytest.mark.parametrize("levels", [[], [1, 0, 1], [1] * 8])
def test_that_another_number_of_levels_is_refused(levels: list[int]) -> None:
    with pytest.raises(ValueError, match=f"4 levels of bits are needed, but {len(levels)} were given"):
        read_bits(levels)
    with pytest.raises(ValueError, match=f"7 levels of segments are needed, but {len(levels)} were given"):
        pattern_index(levels)


@pytest.mark.parametrize(("name", "segments", "binary"), [
    ("seven-segments", True, True), ("binary-to-segments", False, True), ("xor", False, True),
    ("ten-points", False, False), ("caterpillars", False, False),
])  # fmt: skip
def test_that_the_kind_of_inputs_is_known(name, segments, binary):
    dataset = load(name)
    assert has_segments(dataset.input_names) is segments
    assert dataset.has_binary_inputs is binary
