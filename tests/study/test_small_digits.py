"""Exponents and indices."""

import pytest

from nnlab.study.small_digits import lowered, raised


@pytest.mark.parametrize(
    ("number", "text"), [(12, "¹²"), (-345, "⁻³⁴⁵"), (67890, "⁶⁷⁸⁹⁰"), ("−0.5", "⁻⁰·⁵"), ("2", "²")]
)
def test_that_exponents_are_raised_with_their_signs_and_points(number: int | str, text: str) -> None:
    assert raised(number) == text


def test_that_indices_are_lowered() -> None:
    assert lowered(1234567890) == "₁₂₃₄₅₆₇₈₉₀"
