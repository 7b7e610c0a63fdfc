import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.desktop.widgets.parts.matrix_text import LONGEST, matrix_text, parse_matrix

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False).map(lambda x: float(f"{x:.6g}"))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("1.1", 1.1),
        (" 0,5 ", 0.5),
        ("−2.5", -2.5),
        ("3·10⁵", 3e5),
        ("３", 3.0),
        ("1, 2; 3, 4", [[1, 2], [3, 4]]),
        ("1,2;3,4", [[1, 2], [3, 4]]),
        ("1,2,3", [[1, 2, 3]]),
        ("1 2\n3 4", [[1, 2], [3, 4]]),
        ("1, 2;\n3, 4;", [[1, 2], [3, 4]]),
        ("0,5 1,5", [[0.5, 1.5]]),
        ("0.5,1.5", [[0.5, 1.5]]),
        ("[1, 2]", [[1, 2]]),
        ("[[1, 2], [3, 4]]", [[1, 2], [3, 4]]),
        ("(1 2)(3 4)", [[1, 2], [3, 4]]),
        ("[3]", [[3]]),
    ],
)
def test_that_a_number_or_a_matrix_is_read_as_it_is_meant(text, meant):
    assert np.array_equal(parse_matrix(text), np.array(meant, dtype=np.float64))
    assert parse_matrix(text).shape == np.shape(meant)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", ";", ",", "[]", "nan", "inf", "1e400", "a", "1; 2, 3", "1,,2", "1_0", "1 2;" * 9,
        " ".join("123456789"), "9" * 70, "1," * LONGEST, "__import__('os')", "1+1", "=1", "\x00", "١٢",
    ],
)  # fmt: skip
def test_that_what_is_no_matrix_is_refused_with_a_sentence(text):
    with pytest.raises(ValueError, match=r"\.$") as refused:
        parse_matrix(text)
    assert 10 < len(str(refused.value)) <= 240


@given(st.text(alphabet="0123456789.,;-+e[]() \n\t−x", max_size=40))
def test_that_any_text_is_a_small_finite_matrix_or_is_refused(text):
    try:
        value = parse_matrix(text)
    except ValueError:
        return
    assert np.isfinite(value).all()
    assert value.ndim in (0, 2)
    assert all(side <= 8 for side in value.shape)
    assert not value.flags.writeable


@given(st.integers(1, 4), st.integers(1, 4), st.data())
def test_that_what_is_shown_reads_as_what_it_was(rows, columns, data):
    cells = data.draw(st.lists(NUMBERS, min_size=rows * columns, max_size=rows * columns))
    matrix = np.array(cells).reshape(rows, columns)
    assert np.array_equal(parse_matrix(matrix_text(matrix)), matrix)
    number = np.array(cells[0])
    assert np.array_equal(parse_matrix(matrix_text(number)), number)
