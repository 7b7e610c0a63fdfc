"""The two-ended colour scale: negative orange, zero grey, positive blue, in every picture alike."""

import json
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from nnlab import paths
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme

_STEPS = 255  # odd, so that zero has a colour of its own


def _rgb(text: str) -> NDArray[np.float64]:
    return np.array([int(text[i : i + 2], 16) for i in (1, 3, 5)], dtype=np.float64)


_tables: dict[str, NDArray[np.uint8]] = {}


def table(theme: Theme) -> NDArray[np.uint8]:
    """Return the scale as an array (255, 3) of RGB, from most negative over zero to most positive."""
    if theme.name not in _tables:
        low, zero, high = _rgb(theme.negative), _rgb(theme.zero), _rgb(theme.positive)
        t = np.abs(np.linspace(-1, 1, _STEPS))[:, None]
        ends = np.where(np.linspace(-1, 1, _STEPS)[:, None] < 0, low, high)
        _tables[theme.name] = np.rint(zero + (ends - zero) * t).astype(np.uint8)
    return _tables[theme.name]


def indices(values: NDArray[np.floating], limit: float) -> NDArray[np.intp]:
    """Return the row of `table` for each value; `limit` > 0 is the value of the strongest colour.

    Values beyond the limit take the end colour; NaN takes the colour of zero.
    """
    scaled = np.clip(np.asarray(values, dtype=np.float64) / (limit or 1.0), -1.0, 1.0)
    scaled = np.where(np.isnan(scaled), 0.0, scaled)
    return np.rint((scaled + 1.0) * ((_STEPS - 1) / 2)).astype(np.intp)


def rgb(values: NDArray[np.floating], limit: float, theme: Theme | None = None) -> NDArray[np.uint8]:
    """Return the colours of `values` as uint8 with one axis more, of length 3."""
    return table(theme or themes.current())[indices(values, limit)]


_qcolors: dict[str, list[QColor]] = {}


def qcolors(theme: Theme | None = None) -> list[QColor]:
    """Return the 255 colours of the scale as shared QColors, to be looked up with `indices`."""
    theme = theme or themes.current()
    if theme.name not in _qcolors:
        _qcolors[theme.name] = [QColor(*(int(c) for c in row)) for row in table(theme)]
    return _qcolors[theme.name]


_OTHER_CLASSES = ("#2E9E7B", "#9A6BC4", "#B59F1E", "#D4679B", "#3FA9BF", "#7C8797", "#A8673A", "#5C7BD9")


def class_colors(theme: Theme, classes: int) -> tuple[QColor, ...]:
    """Return a colour for each of so many classes: of two the ends of the scale, of more the next ones too.

    They repeat after ten; who shows classes by colours shows them by marks as well.
    """
    palette = (theme.negative, theme.positive, *_OTHER_CLASSES)
    return tuple(themes.color(palette[index % len(palette)]) for index in range(classes))


def needs_white(rgb: NDArray[np.integer]) -> NDArray[np.bool_]:
    """Tell for colours (..., 3), 0 to 255, whether white is easier to read on them than black (WCAG 2 contrast)."""
    channels = rgb / 255
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    luminance = linear @ (0.2126, 0.7152, 0.0722)
    return 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05


def ink_on(ground: QColor) -> QColor:
    """Return white or black, whichever is easier to read on `ground`. The colour is shared."""
    return themes.color(_ink_on(ground.rgb()))


@lru_cache(maxsize=1024)
def _ink_on(pixel: int) -> str:
    return (
        "#FFFFFF" if needs_white(np.array([pixel >> 16 & 255, pixel >> 8 & 255, pixel & 255])) else "#000000"
    )


def kind_colors(count: int, *, ordered: bool, theme: Theme | None = None) -> tuple[str, ...]:
    """Return colours '#RRGGBB' for `count` kinds: of `ordered` ones, as of a number, from pale to strong.

    Those of the others are of one lightness, so that none is louder; they repeat after eight. Exported pictures have
    the same ones (resources/themes/kinds.json).
    """
    theme = theme or themes.current()
    kinds, palest = _kinds()
    if not ordered:
        return tuple(kinds[place % len(kinds)] for place in range(count))
    pale, strong = _rgb(theme.surface), _rgb(theme.positive)
    parts = np.linspace(palest, 1.0, count) if count > 1 else np.ones(count)
    rows = np.rint(pale + (strong - pale) * parts[:, None]).astype(int).tolist()
    return tuple("#{:02X}{:02X}{:02X}".format(*row) for row in rows)


@cache
def _kinds() -> tuple[tuple[str, ...], float]:
    """Return the colours of kinds, and how far from the surface to the strongest colour the palest ordered one is."""
    found = json.loads(paths.resources("themes", "kinds.json").read_text(encoding="utf-8"))
    return tuple(found["kinds"]), found["palest"]


def symmetric_limit(values: NDArray[np.floating]) -> float:
    """Return the largest finite magnitude in `values`, or 1.0 if there is none: the end of the scale."""
    largest = float(max(values.max(), -values.min())) if values.size else 0.0
    if not np.isfinite(largest):  # rare: all finite numbers are looked through without a copy
        largest = float(np.abs(values[np.isfinite(values)]).max(initial=0.0))
    return largest or 1.0
