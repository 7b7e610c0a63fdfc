"""Digits raised to exponents and lowered to indices, as every room writes them."""

_RAISED = str.maketrans("0123456789-−.", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻·")
_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def raised(number: int | str) -> str:
    """Return an exponent, given as a number or as its text: 12 is '¹²', '−0.5' is '⁻⁰·⁵'."""
    return str(number).translate(_RAISED)


def lowered(number: int) -> str:
    """Return an index, from 0: 12 is '₁₂'."""
    return str(number).translate(_LOWERED)
