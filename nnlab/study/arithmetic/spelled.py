"""Numbers as the signs of an equation spell them: exact, and without an e."""

import numpy as np

from nnlab.study.small_digits import raised


def spelled(number: float) -> str:
    """Return the shortest text that stands for exactly `number`, at least 0: '0.01', '1', '2.5·10⁻⁷'."""
    if number == 0.0 or number >= 1e-4:
        return np.format_float_positional(number, trim="-")
    mantissa, exponent = np.format_float_scientific(number, trim="-", exp_digits=1).split("e")
    power = f"10{raised(int(exponent))}"
    return power if mantissa == "1" else f"{mantissa}·{power}"


def to_the(number: float, exponent: int) -> str:
    """Return the text of `number` to the power of `exponent`, from 1: '0.9⁵'."""
    base = spelled(number)
    if exponent == 1:
        return base
    return f"({base}){raised(exponent)}" if "10⁻" in base else f"{base}{raised(exponent)}"
