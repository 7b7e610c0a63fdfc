"""Descent: losses as curves and surfaces, and the paths that optimizers take over them."""

from nnlab.study.descent.classic import CLASSIC_KEYS, CLASSICS, ClassicSurface, classic
from nnlab.study.descent.network_slice import MOST_SAMPLES, NetworkSlice, ParameterPlace, index_of
from nnlab.study.descent.paths import Ending, Path, descend
from nnlab.study.descent.rates import Rates, rates_for, rates_of_curvature
from nnlab.study.descent.straight_line import (
    NOTE_MODERATION,
    NOTE_SAMPLES,
    NOTE_SLOPE,
    LineStep,
    fitted_line,
    line_steps,
)
from nnlab.study.descent.surfaces import Grid, Surface, Window, grid_of, window_to_lowest

__all__ = [
    "CLASSICS",
    "CLASSIC_KEYS",
    "MOST_SAMPLES",
    "NOTE_MODERATION",
    "NOTE_SAMPLES",
    "NOTE_SLOPE",
    "ClassicSurface",
    "Ending",
    "Grid",
    "LineStep",
    "NetworkSlice",
    "ParameterPlace",
    "Path",
    "Rates",
    "Surface",
    "Window",
    "classic",
    "descend",
    "fitted_line",
    "grid_of",
    "index_of",
    "line_steps",
    "rates_for",
    "rates_of_curvature",
    "window_to_lowest",
]
