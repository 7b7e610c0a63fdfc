"""What a plot of means shows, as values: series with their spread, the axis below them, marks above."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from nnlab.desktop.widgets.parts.spread_axes import Tick
from nnlab.desktop.widgets.readout import Pair


class SeriesPoint(NamedTuple):
    """One point of one series, by the key of the series and the place in it."""

    series: Hashable
    index: int


@dataclass(frozen=True, eq=False, slots=True)
class SpreadSeries:
    """Means (n,) over ascending x (n,), with the ends of their spread; NaN where there is nothing to show.

    The ends may lie beyond what the axis can show: below 0 by decades, above 100 %. A plot cuts them off.

    `runs` are the x and y of the single runs behind them, drawn as small dots; `readings` says for each point what is
    read beside it.
    """

    key: Hashable
    name: str
    x: NDArray[np.float64]
    mean: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    runs: tuple[NDArray[np.float64], NDArray[np.float64]] = field(
        default_factory=lambda: (np.zeros(0), np.zeros(0))
    )
    readings: tuple[tuple[Pair, ...], ...] = ()


@dataclass(frozen=True, eq=False, slots=True)
class SpreadPicture:
    """All that a plot shows: series, the axis below them with its ticks, and `marks` above, such as '✕ 2'.

    With `bars` each mean is a point with a bar, `joined` by lines or not, else a series is a curve in a band; where
    bands would hide one another only the one in front is shown, unless `all_bands`. `by` says what the names beside
    the ends are values of. Series of an `ordered` setting, of a number, are coloured from pale to strong, those of
    another each in a colour of its own.
    """

    series: tuple[SpreadSeries, ...] = ()
    x_ticks: tuple[Tick, ...] = ()
    x_log: bool = False
    y_log: bool = False
    percent: bool = False
    bars: bool = True
    joined: bool = True
    all_bands: bool = True
    names: tuple[str, str] = ("", "")
    by: str = ""
    marks: tuple[Tick, ...] = ()
    ordered: bool = True
