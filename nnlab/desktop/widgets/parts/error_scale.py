"""The one-ended scale of relative errors: shades of ink over decades, from what is exact to what is wrong."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.words.numbers import format_number
from nnlab.study.small_digits import raised

LOW, MIDDLE, HIGH = 1e-13, 1e-7, 1e-1  # the middle is what gradients that agree stay below
_SHADES = 64


def fractions(errors: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return where errors lie on the scale, 0 at `LOW` and 1 at `HIGH`; beyond the ends they take those of the ends."""
    with np.errstate(divide="ignore"):
        decades = np.log10(np.asarray(errors, dtype=np.float64))
    low, high = np.log10(LOW), np.log10(HIGH)
    return np.clip((decades - low) / (high - low), 0.0, 1.0)


def shade(fraction: float, theme: Theme) -> QColor:
    """Return the colour at a fraction of the scale. The colour is shared."""
    return _shades(theme.name)[round(fraction * (_SHADES - 1))]


def shades(errors: NDArray[np.floating], theme: Theme) -> list[QColor]:
    """Return the colours of errors of any shape, one after the other. The colours are shared."""
    known = _shades(theme.name)
    return [
        known[number] for number in np.rint(fractions(errors) * (_SHADES - 1)).astype(int).ravel().tolist()
    ]


@lru_cache(maxsize=8)
def _shades(theme_name: str) -> tuple[QColor, ...]:
    theme = themes.load(theme_name)
    low, high = (np.array(themes.color(end).getRgb()[:3]) for end in (theme.off, theme.ink))
    steps = np.rint(low + (high - low) * np.linspace(0, 1, _SHADES)[:, None])
    return tuple(QColor(*(int(channel) for channel in step)) for step in steps)


def power_of_ten(error: float) -> str:
    """Return the decade of an error, '10⁻⁹'; what is larger than a tenth as it is: '0.4', '∞'."""
    if error == 0 or not error < HIGH:
        return format_number(error, 1, trim=True) if error != HIGH else decade(-1)
    return decade(round(float(np.log10(error))))


def decade(power: int) -> str:
    """Return a power of ten as it is written, '10⁻³'; the one that is 1 as '1'."""
    return "1" if power == 0 else f"10{raised(power)}"
