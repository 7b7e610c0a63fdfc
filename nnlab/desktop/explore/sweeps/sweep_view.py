"""All that is seen of a sweep at one moment, as values: of thousands of runs they take longer than a picture may."""

import time
from dataclasses import dataclass

from nnlab.desktop.explore.sweeps.sweep_model import Sweep
from nnlab.desktop.explore.sweeps.sweep_pictures import Performance, SettingMap, epochs_picture, table
from nnlab.desktop.jobs import Job
from nnlab.desktop.widgets.parts.spread_picture import SpreadPicture
from nnlab.desktop.widgets.record_table import GridColumn, GridRow
from nnlab.desktop.widgets.value_map import MapCells
from nnlab.trials.summary import Best, Measure, best_of, pooled

MAP = "map"  # in place of a setting along the axis


@dataclass(frozen=True, eq=False, slots=True)
class Look:
    """What is looked at: a sweep with results, along which setting, by which measure, and those in the table."""

    sweep: Sweep
    along: str
    measure: Measure
    measures: tuple[Measure, ...]


@dataclass(frozen=True, eq=False, slots=True)
class SweepView:
    """What is shown: a `map` with its `cells` or a `performance` with its `picture`, and all else.

    `over` is what the means of either go over beside what is told apart, `curves_over` those of the curves.
    `seconds` is how long it took to make.
    """

    look: Look
    performance: Performance | None
    picture: SpreadPicture
    map: SettingMap | None
    cells: MapCells
    curves: SpreadPicture
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    best: Best | None
    over: tuple[str, ...]
    curves_over: tuple[str, ...]
    seconds: float


def look_at(look: Look, _job: "Job[SweepView] | None" = None) -> SweepView:
    """Return what is seen; in the thread of the jobs."""
    began = time.perf_counter()
    sweep, measure = look.sweep, look.measure
    first = sweep.keys[0] if sweep.keys else ""
    map_, performance = None, None
    if look.along == MAP:
        map_ = SettingMap(sweep.results, sweep.keys[0], sweep.keys[1], measure)
    else:
        joined = sweep.plan.mode == "grid" or len(sweep.keys) == 1
        other = next((key for key in sweep.keys if key != look.along), "") if joined else ""
        performance = Performance(sweep.results, look.along, other, measure, joined=joined)
    shown = sweep.keys[:2] if performance is None else (look.along, performance.by)
    across = first if look.along == MAP else look.along
    columns, rows = table(sweep.results, sweep.keys, look.measures)
    return SweepView(
        look,
        performance,
        SpreadPicture() if performance is None else performance.picture(),
        map_,
        MapCells() if map_ is None else map_.cells(),
        epochs_picture(sweep.results, across, measure),
        columns,
        rows,
        best_of(sweep.results, sweep.plan, measure),
        pooled(sweep.results, shown),
        pooled(sweep.results, (across,)),
        time.perf_counter() - began,
    )
