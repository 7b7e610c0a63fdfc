import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.engine import EngineError
from nnlab.engine.spelling import parse_call, spell_call, with_defaults


@given(st.from_regex("[a-z][a-z0-9_]*", fullmatch=True), st.lists(st.floats(-1e6, 1e6), max_size=4))
def test_that_a_spelling_is_read_back_exactly(name: str, numbers: list[float]):
    assert parse_call(spell_call(name, numbers)) == (name, tuple(numbers))


@pytest.mark.parametrize(
    ("text", "name", "numbers"),
    [
        ("relu", "relu", ()),
        (" relu ( ) ", "relu", ()),
        ("leaky_relu(.1)", "leaky_relu", (0.1,)),
        ("uniform( -1 ,2e-3 )", "uniform", (-1.0, 0.002)),
    ],
)
def test_that_blanks_do_not_matter(text: str, name: str, numbers: tuple[float, ...]):
    assert parse_call(text) == (name, numbers)


@pytest.mark.parametrize(
    "text", ["relu)", "relu(1)(2)", "1relu", "re-lu", "relu((1))", "uniform(1,)", "uniform(,1)"]
)
def test_that_anything_else_is_refused(text: str):
    with pytest.raises(EngineError):
        parse_call(text)


def test_that_missing_numbers_are_completed_by_defaults():
    assert with_defaults("f(1)", (1.0,), (None, 2.0)) == (1.0, 2.0)
