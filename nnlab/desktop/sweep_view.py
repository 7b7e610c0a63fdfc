"""All that is seen of a sweep at one moment, as values: of thousands of runs they take longer than a picture may."""

import time
from dataclasses import dataclass

from nnlab.desktop.jobs import Job
from nnlab.desktop.sweep_figures import Best, best_of
from nnlab.desktop.sweep_model import Sweep
from nnlab.desktop.sweep_pictures import Performance, SettingMap, epochs_picture, table
from nnlab.desktop.widgets.parts.spread_picture import SpreadPicture
from nnlab.desktop.widgets.record_table import GridColumn, GridRow
from nnlab.desktop.widgets.value_map import MapCells
from nnlab.trials.summary import Measure

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
    columns, rows = table(sweep.results, sweep.keys, look.measures)
    return SweepView(
        look,
        performance,
        SpreadPicture() if performance is None else performance.picture(),
        map_,
        MapCells() if map_ is None else map_.cells(),
        epochs_picture(sweep.results, first if look.along == MAP else look.along, measure),
        columns,
        rows,
        best_of(sweep.results, measure),
        time.perf_counter() - began,
    )
