"""The colours of the light theme, for paper: ink on white, and the two-ended scale of the data."""

import json
from functools import cache

import numpy as np
from numpy.typing import NDArray

from nnlab import paths

INK, MUTED, FAINT, HAIRLINE = "#1B1F27", "#5F6673", "#A3A9B5", "#E7E9ED"
SURFACE, FIELD = "#FFFFFF", "#EEF0F4"
NEGATIVE, ZERO, POSITIVE = "#F59322", "#E9EBEE", "#0877BD"

_STEPS = 255  # odd, so that zero has a colour of its own


def _rgb(color: str) -> NDArray[np.float64]:
    return np.array([int(color[at : at + 2], 16) for at in (1, 3, 5)], dtype=np.float64)


def mixed(low: str, high: str, part: float) -> str:
    """Return the colour a fraction `part`, 0 to 1, of the way from `low` to `high`."""
    red, green, blue = np.rint(_rgb(low) + (_rgb(high) - _rgb(low)) * part).astype(int)
    return f"#{red:02X}{green:02X}{blue:02X}"


def kind_colors(count: int, *, ordered: bool) -> tuple[str, ...]:
    """Return the colours of `count` kinds as the window has them: of `ordered` ones, as of a number, pale to strong."""
    kinds, palest = _kinds()
    if not ordered:
        return tuple(kinds[place % len(kinds)] for place in range(count))
    parts = np.linspace(palest, 1.0, count).tolist() if count > 1 else [1.0] * count
    return tuple(mixed(SURFACE, POSITIVE, part) for part in parts)


@cache
def _kinds() -> tuple[tuple[str, ...], float]:
    found = json.loads(paths.resources("themes", "kinds.json").read_text(encoding="utf-8"))
    return tuple(found["kinds"]), found["palest"]


def _scale() -> NDArray[np.uint8]:
    at = np.linspace(-1.0, 1.0, _STEPS)[:, None]
    ends = np.where(at < 0, _rgb(NEGATIVE), _rgb(POSITIVE))
    table: NDArray[np.uint8] = np.rint(_rgb(ZERO) + (ends - _rgb(ZERO)) * np.abs(at)).astype(np.uint8)
    return table


SCALE = _scale()  # (255, 3), from most negative over zero to most positive; 255 in a picture is the ground
PALETTE = np.vstack([SCALE, np.full((1, 3), 255, dtype=np.uint8)])
GROUND = 255


def limit_of(values: NDArray[np.floating]) -> float:
    """Return the largest finite magnitude, or 1 where there is none: the end of the scale."""
    magnitudes = np.abs(values[np.isfinite(values)], dtype=np.float64)
    return float(magnitudes.max(initial=0.0)) or 1.0


def indices(values: NDArray[np.floating], limit: float) -> NDArray[np.uint8]:
    """Return for each value its row of SCALE; beyond `limit` the end, and for what is no number that of zero."""
    with np.errstate(over="ignore"):
        scaled = np.nan_to_num(np.clip(np.asarray(values, dtype=np.float64) / limit, -1.0, 1.0), nan=0.0)
    places: NDArray[np.uint8] = np.rint((scaled + 1.0) * ((_STEPS - 1) / 2)).astype(np.uint8)
    return places


def colors(values: NDArray[np.floating], limit: float) -> list[str]:
    """Return the colour of every one of `values` (n,)."""
    return ["#{:02X}{:02X}{:02X}".format(*SCALE[at]) for at in indices(values, limit).tolist()]
