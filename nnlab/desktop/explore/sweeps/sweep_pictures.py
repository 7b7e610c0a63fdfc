"""Results of sweeps as what widgets show: performance against a setting and against epochs, a map, and a table."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from nnlab.desktop.explore.sweeps import sweep_texts
from nnlab.desktop.explore.sweeps.sweep_form import AxisForm, place_of
from nnlab.desktop.widgets.parts.plot_scale import linear_ticks
from nnlab.desktop.widgets.parts.spread_picture import SeriesPoint, SpreadPicture, SpreadSeries
from nnlab.desktop.widgets.readout import Pair
from nnlab.desktop.widgets.record_table import GridCell, GridColumn, GridRow
from nnlab.desktop.widgets.value_map import MapCells
from nnlab.desktop.words.numbers import format_count, format_number
from nnlab.trials.summary import (
    Group,
    Line,
    MeanCurve,
    Measure,
    Place,
    against,
    are_ordered,
    measured,
    over_epochs,
)
from nnlab.trials.trial import TrialResult

_LOG_FROM = 20.0  # largest over smallest value: what goes farther is shown by decades
_MOST_LINES = 8  # as many as can be told apart
_LOG_LOSSES = 5.0  # largest over smallest loss
_EPOCH_TICKS = 5

T = TypeVar("T")
translate = QCoreApplication.translate  # a name that lupdate knows


# -- performance against a setting -------------------------------------------------------------------------


class Performance:
    """The measure against one setting: lines for the values of another one, and the picture of them."""

    def __init__(
        self, results: Sequence[TrialResult], key: str, by: str, measure: Measure, *, joined: bool = True
    ) -> None:
        lines = against(results, key, measure, by=by or None)
        self.by = by if by and len(lines) <= _MOST_LINES else ""
        self.lines = lines if self.by == by else against(results, key, measure)
        self._key, self._measure, self._joined = key, measure, joined

    def runs(self, point: SeriesPoint) -> tuple[int, ...]:
        """Return the numbers of the runs behind a point."""
        for line in self.lines:
            if line.label == point.series and point.index < len(line.places):
                return tuple(result.index for result in line.places[point.index].group.results)
        return ()

    def value(self, point: SeriesPoint) -> str | None:
        """Return the value of the setting at a point."""
        places = next((line.places for line in self.lines if line.label == point.series), ())
        return places[point.index].value if point.index < len(places) else None

    def picture(self) -> SpreadPicture:
        """Return what a plot shows."""
        places = self._places()
        log = _is_log(self._key, places)
        ticks = tuple((at, sweep_texts.value_name(self._key, value)) for value, at in places.items())
        return SpreadPicture(
            series=tuple(self._series(line, places) for line in self.lines),
            x_ticks=tuple(sorted(ticks)),
            x_log=log,
            y_log=self._logs_losses(),
            percent=not self._measure.is_loss,
            names=(sweep_texts.key_name(self._key), sweep_texts.measure_name(self._measure)),
            by=sweep_texts.key_name(self.by) if self.by else "",
            marks=self._marks(places),
            joined=self._joined,
            ordered=are_ordered([line.label for line in self.lines]),
        )

    def _places(self) -> dict[str, float]:
        """Return where values stand: numbers where they lie, and of words, or of both together, each one further."""
        found = {place.value: place.number for line in self.lines for place in line.places}
        if all(number is not None for number in found.values()):
            return {value: number for value, number in found.items() if number is not None}
        return {value: float(at) for at, value in enumerate(found)}

    def _logs_losses(self) -> bool:
        values = [value for line in self.lines for place in line.places for value in self._values(place)]
        known = [value for value in values if value > 0]
        far = bool(known) and max(known) >= _LOG_LOSSES * min(known)
        return self._measure.is_loss and far and not _has_negative(values)

    def _values(self, place: Place) -> list[float]:
        found = (measured(result, self._measure) for result in place.group.results)
        return [value for value in found if value is not None]

    def _series(self, line: Line, places: dict[str, float]) -> SpreadSeries:
        spreads = [place.group.spread for place in line.places]
        ends = [(math.nan, math.nan) if s is None else s.ends for s in spreads]
        dots = [(places[place.value], value) for place in line.places for value in self._values(place)]
        dots_x, dots_y = np.array(dots, dtype=np.float64).reshape(-1, 2).T
        own = ((self.by, line.label),) if self.by else ()
        readings = (
            _reading(((self._key, place.value), *own), place.group, self._measure) for place in line.places
        )
        return SpreadSeries(
            key=line.label,
            name=sweep_texts.value_name(self.by, line.label) if self.by else "",
            x=np.array([places[place.value] for place in line.places]),
            mean=np.array([math.nan if spread is None else spread.mean for spread in spreads]),
            low=np.array([low for low, _high in ends]),
            high=np.array([high for _low, high in ends]),
            runs=(dots_x, dots_y),
            readings=tuple(readings),
        )

    def _marks(self, places: dict[str, float]) -> tuple[tuple[float, str], ...]:
        """Return the crosses over the values of which runs came to nothing."""
        fallen: dict[str, int] = {}
        for line in self.lines:
            for place in line.places:
                fallen[place.value] = fallen.get(place.value, 0) + place.group.fallen
        return tuple((places[value], sweep_texts.crosses(count)) for value, count in fallen.items() if count)


def _has_negative(losses: Iterable[float]) -> bool:
    """Return whether decades cannot show all losses: cross-entropy goes below 0 for targets that are no shares."""
    return any(loss < 0 for loss in losses)


def _is_log(key: str, values: Iterable[str]) -> bool:
    """Return whether values of a setting lie so far apart that decades show them."""
    numbers = [place_of(key, value) for value in values]
    known = [number for number in numbers if number is not None and number > 0]
    return len(known) == len(numbers) > 1 and max(known) >= _LOG_FROM * min(known)


def awaited(axis: AxisForm, measure: Measure) -> SpreadPicture:
    """Return the axes on which the values of `axis` are going to be seen; none of a loss, whose range nobody knows yet.

    Raises ValueError with a sentence where the values cannot be read.
    """
    if measure.is_loss:
        return SpreadPicture()
    places = [place_of(axis.key, value) for value in axis.values]
    numbers = [float(at) if place is None else place for at, place in enumerate(places)]
    texts = [sweep_texts.value_name(axis.key, value) for value in axis.values]
    return SpreadPicture(
        x_ticks=tuple(sorted(zip(numbers, texts, strict=True))),
        x_log=_is_log(axis.key, axis.values),
        percent=True,
        names=(sweep_texts.key_name(axis.key), sweep_texts.measure_name(measure)),
    )


def awaited_epochs(epochs: int, measure: Measure) -> SpreadPicture:
    """Return the axes on which so many epochs are going to be seen; none of a loss, whose range nobody knows yet."""
    return SpreadPicture() if measure.is_loss else _over_epochs((), float(epochs), measure)


def _reading(settings: Sequence[tuple[str, str]], group: Group, measure: Measure) -> tuple[Pair, ...]:
    """Return what is read of the runs of some settings."""
    pairs = [(sweep_texts.key_name(key), sweep_texts.value_name(key, value)) for key, value in settings]
    if group.spread is not None:
        pairs.append(("", sweep_texts.mean_figure(measure, group.spread.mean, group.spread.std)))
        pairs.append((translate("sweep_pictures", "runs"), format_count(group.spread.count)))
    if group.fallen:
        pairs.append((sweep_texts.CROSS, format_count(group.fallen)))
    return tuple(pairs)


# -- performance against epochs ----------------------------------------------------------------------------


def epochs_picture(results: Sequence[TrialResult], key: str, measure: Measure) -> SpreadPicture:
    """Return the mean curves of the runs, one for each value of the setting `key`, '' for one of all."""
    curves = over_epochs(results, measure, by=key or None)
    series = tuple(_curve(curve, key, measure) for curve in curves)
    # A training may end before its first pass, where the whole curve is a point at 0.
    most = max((1.0, *(float(each.x[-1]) for each in series)))
    picture = _over_epochs(series, most, measure)
    return replace(
        picture,
        y_log=picture.y_log and not any(_has_negative(curve.mean) for curve in curves),
        all_bands=not results or len(results[0].settings) < 2,
        ordered=are_ordered([curve.label for curve in curves]),
        by=sweep_texts.key_name(key) if key else "",
    )


def _over_epochs(series: tuple[SpreadSeries, ...], most: float, measure: Measure) -> SpreadPicture:
    ticks = [(tick, format_count(round(tick))) for tick in linear_ticks(0.0, most, _EPOCH_TICKS, whole=True)]
    return SpreadPicture(
        series=series,
        x_ticks=(*ticks, (most, "")) if not ticks or ticks[-1][0] < most else tuple(ticks),
        y_log=measure.is_loss,
        percent=not measure.is_loss,
        bars=False,
        names=(translate("sweep_pictures", "epoch"), sweep_texts.measure_name(measure)),
    )


def _curve(curve: MeanCurve, key: str, measure: Measure) -> SpreadSeries:
    name = sweep_texts.value_name(key, curve.label) if key else ""
    own = ((sweep_texts.key_name(key), name),) if key else ()
    mean, std = np.array(curve.mean), np.array(curve.std)
    missing = curve.made - curve.count
    readings = (
        (
            *own,
            (translate("sweep_pictures", "epoch"), format_number(at, 4, trim=True)),
            ("", sweep_texts.mean_figure(measure, each, spread if curve.count > 1 else None)),
            *_share_of_runs(curve),
        )
        for at, each, spread in zip(curve.epochs, curve.mean, curve.std, strict=True)
    )
    if missing:  # the mean is that of the others
        name = f"{name} {sweep_texts.crosses(missing)}".lstrip()
    with np.errstate(over="ignore"):  # an end that is beyond all numbers is beyond the axis
        low, high = mean - std, mean + std
    return SpreadSeries(curve.label, name, np.array(curve.epochs), mean, low, high, readings=tuple(readings))


def _share_of_runs(curve: MeanCurve) -> tuple[Pair, ...]:
    """Return of how many runs a mean curve is, where some came to nothing."""
    if curve.count == curve.made:
        return ()
    return ((translate("sweep_pictures", "runs"), sweep_texts.of_text(curve.count, curve.made)),)


# -- two settings ------------------------------------------------------------------------------------------


class SettingMap:
    """The mean of the measure over two settings, and what a map shows of it."""

    def __init__(self, results: Sequence[TrialResult], rows: str, columns: str, measure: Measure) -> None:
        self._keys, self._measure = (rows, columns), measure
        lines = against(results, columns, measure, by=rows)
        found = {place.value: place for line in lines for place in line.places}
        numbered = all(place.number is not None for place in found.values())
        self._columns = sorted(found, key=lambda value: (found[value].number or 0.0) if numbered else 0.0)
        self._groups = {line.label: {place.value: place.group for place in line.places} for line in lines}

    def runs(self, cell: tuple[int, int]) -> tuple[int, ...]:
        """Return the numbers of the runs behind a cell."""
        group = self._group(*cell)
        return () if group is None else tuple(result.index for result in group.results)

    def cells(self) -> MapCells:
        """Return what a map shows; the best cell has goodness 1, the worst 0."""
        places = [[self._group(r, c) for c in range(len(self._columns))] for r in range(len(self._groups))]
        means = [
            [math.nan if g is None or g.spread is None else g.spread.mean for g in row] for row in places
        ]
        return MapCells(
            goodness=_goodness(np.array(means, dtype=np.float64).reshape(len(means), -1), self._measure),
            texts=tuple(tuple(self._text(group) for group in row) for row in places),
            readings=tuple(
                tuple(
                    self._cell_reading(label, value, group)
                    for value, group in zip(self._columns, row, strict=True)
                )
                for label, row in zip(self._groups, places, strict=True)
            ),
            row_labels=tuple(sweep_texts.value_name(self._keys[0], label) for label in self._groups),
            column_labels=tuple(sweep_texts.value_name(self._keys[1], value) for value in self._columns),
            names=(sweep_texts.key_name(self._keys[0]), sweep_texts.key_name(self._keys[1])),
        )

    def _group(self, row: int, column: int) -> Group | None:
        groups = list(self._groups.values())
        if row >= len(groups) or column >= len(self._columns):
            return None
        return groups[row].get(self._columns[column])

    def _text(self, group: Group | None) -> str:
        if group is None:
            return ""
        return (
            sweep_texts.CROSS
            if group.spread is None
            else sweep_texts.figure(self._measure, group.spread.mean)
        )

    def _cell_reading(self, row: str, column: str, group: Group | None) -> tuple[Pair, ...]:
        settings = tuple(zip(self._keys, (row, column), strict=True))
        return () if group is None else _reading(settings, group, self._measure)


def _goodness(means: NDArray[np.float64], measure: Measure) -> NDArray[np.float64]:
    """Return means as shares of the way from the worst to the best; losses by their decades, where all have some."""
    values = -means if measure.is_loss else means
    if measure.is_loss and not _has_negative(means.flat):
        values = -np.log10(np.maximum(means, 1e-300))
    known = values[np.isfinite(values)]
    if not known.size or known.max() == known.min():
        return np.where(np.isfinite(values), 1.0, np.nan)
    return (values - known.min()) / (known.max() - known.min())


# -- the table ---------------------------------------------------------------------------------------------


def table(
    results: Sequence[TrialResult], keys: Sequence[str], measures: Sequence[Measure]
) -> tuple[tuple[GridColumn, ...], tuple[GridRow, ...]]:
    """Return columns and rows of all runs; `keys` are the settings that are varied.

    How runs ended, and after how many epochs, is told where it is not the same of all: else it is noise.
    """
    columns = (
        *(numbers(sweep_texts.key_name(key), sweep_texts.key_note(key)) for key in keys),
        numbers(
            translate("sweep_pictures", "Seed"),
            translate("sweep_pictures", "what the first weights and the order of samples are drawn from"),
        ),
        *(
            numbers(_titled(sweep_texts.measure_name(m)), sweep_texts.measure_note(m), falls=not m.is_loss)
            for m in measures
        ),
        words(translate("sweep_pictures", "Ended"), translate("sweep_pictures", "how the run ended")),
        numbers(
            translate("sweep_pictures", "Epochs"),
            translate("sweep_pictures", "passes over the samples until it ended"),
        ),
    )
    idle = _idle(results, len(columns))
    rows = (_row(result, keys, measures) for result in results)
    return _without(columns, idle), tuple(row._replace(cells=_without(row.cells, idle)) for row in rows)


def _idle(results: Sequence[TrialResult], count: int) -> frozenset[int]:
    """Return which of `count` columns tell nothing: the last two are how runs ended, and after how many epochs."""
    all_finished = all(result.finished for result in results)
    same_epochs = len({result.epochs for result in results}) <= 1
    return frozenset(place for place, idle in ((count - 2, all_finished), (count - 1, same_epochs)) if idle)


def _without(values: tuple[T, ...], places: frozenset[int]) -> tuple[T, ...]:
    return tuple(value for place, value in enumerate(values) if place not in places)


def _row(result: TrialResult, keys: Sequence[str], measures: Sequence[Measure]) -> GridRow:
    return GridRow(
        result.index,
        (
            *(_setting_cell(key, dict(result.settings).get(key, "")) for key in keys),
            GridCell(str(result.seed), order=float(result.seed)),
            *(figure_cell(measured(result, measure), measure) for measure in measures),
            GridCell(sweep_texts.ending(result), order=result.ended),
            GridCell(format_count(result.epochs), order=float(result.epochs)),
        ),
        tone="" if result.finished else "muted",
    )


def numbers(title: str, tip: str, *, falls: bool = False) -> GridColumn:
    """Return a column of numbers; with `falls` the largest are the best."""
    return GridColumn(title, is_number=True, tip=tip, falls=falls)


def words(title: str, tip: str) -> GridColumn:
    """Return a column of words."""
    return GridColumn(title, tip=tip)


def figure_cell(value: float | None, measure: Measure) -> GridCell:
    """Return the cell of a measured value, None for none."""
    number = math.nan if value is None else value
    return GridCell(sweep_texts.figure(measure, number), order=number)


def _setting_cell(key: str, value: str) -> GridCell:
    place = place_of(key, value)
    return GridCell(sweep_texts.value_name(key, value), order=value if place is None else place)


def _titled(text: str) -> str:
    return text[:1].upper() + text[1:]
