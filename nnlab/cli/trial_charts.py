"""The charts that `nnlab sweep` draws: performance against a setting and against epochs."""

from collections.abc import Sequence

from nnlab.export.pictures import look
from nnlab.export.pictures.drawing import Drawing, Placed, Text, beside_each_other
from nnlab.export.pictures.spread_chart import (
    MOST_LINES,
    SpreadChart,
    SpreadLine,
    SpreadPoint,
    spread_chart,
)
from nnlab.export.worksheet.head import fitted
from nnlab.trials.plan import Axis, SweepPlan
from nnlab.trials.summary import (
    LOSS_KEY,
    SEEDS,
    Line,
    MeanCurve,
    Measure,
    against,
    are_comparable,
    are_ordered,
    is_number,
    over_epochs,
    pooled,
)
from nnlab.trials.sweep import SweepResult

_MARGIN = 16.0
_NAME_PX, _HEADING_PX = 14.0, 26.0  # of what stands over the charts: its letters, and all of it
_BOLDER = 1.12  # how much wider bold letters are

TITLES = {
    Measure.WATCHED_ACCURACY: "Accuracy, unseen samples,",
    Measure.ACCURACY: "Accuracy",
    Measure.WATCHED_LOSS: "Loss of unseen samples",
    Measure.LOSS: "Loss",
    Measure.WATCHED_ERROR: "Error of unseen samples",
    Measure.ERROR: "Error",
}


def charts(name: str, result: SweepResult, plan: SweepPlan, measure: Measure) -> Drawing:
    """Return note 004's charts beside each other: performance against a setting, and against epochs.

    Over them stands `name`, what was trained and on which data.

    The setting is the rate where that is varied, else the first of numbers. Another one that varies parts the first
    chart into lines; those of the second chart are the values of the setting. Losses of different kinds have different
    units: they part both charts, for a mean over them would be of none.
    """
    keys = [axis.key for axis in sorted(plan.axes, key=_is_across, reverse=True)]
    parting = None if are_comparable(plan, measure) else LOSS_KEY
    keys.sort(key=lambda key: key == parting)
    key = keys[0] if keys else None
    drawings = []
    if key is not None:
        by = next((other for other in keys[1:] if parting in (None, other)), None)
        lines = against(result.results, key, measure, by=by)
        if len(lines) > MOST_LINES:
            by, lines = None, against(result.results, key, measure)
        over = pooled(result.results, (key, by or key))
        drawings.append(spread_chart(_against_chart(key, by, lines, measure, over)))
    key = parting or key
    curves = over_epochs(result.results, measure, by=key)
    if len(curves) > MOST_LINES:
        key, curves = None, over_epochs(result.results, measure)
    over = pooled(result.results, () if key is None else (key,))
    fallen = sum(not run.finished for run in result.results), len(result.results)
    drawings.append(spread_chart(_epochs_chart(key, curves, measure, over, fallen)))
    return _headed(name, beside_each_other(tuple(drawings), margin=_MARGIN))


def _headed(name: str, drawing: Drawing) -> Drawing:
    """Return `drawing` with `name` above it, as much of it as there is room for."""
    words = fitted(name, _NAME_PX, (drawing.width - 2 * _MARGIN) / _BOLDER)
    heading = Text(_MARGIN, _MARGIN + _NAME_PX, words, look.INK, _NAME_PX, bold=True)
    shapes = (heading, Placed(0.0, _HEADING_PX, drawing))
    return Drawing(drawing.width, drawing.height + _HEADING_PX, shapes, f"{words}: {drawing.title}")


def _is_across(axis: Axis) -> tuple[bool, bool]:
    """Return what sorts settings by how well they stand across a chart."""
    return axis.key == "learning_rate", bool(axis.ranges) or all(map(is_number, axis.values))


def _over_text(over: Sequence[str], *, means: str) -> str:
    """Return what `means` go over: 'mean ± standard deviation over seeds and hidden'; of single runs that they are."""
    if not over:
        return "one run each"
    settings = [_named(key) for key in over if key != SEEDS]
    others = settings if len(settings) < 2 else ["all other settings"]
    return f"{means} over {' and '.join([SEEDS] * (SEEDS in over) + others)}"


def _against_chart(
    key: str, by: str | None, lines: Sequence[Line], measure: Measure, over: Sequence[str]
) -> SpreadChart:
    numbered = all(place.number is not None for line in lines for place in line.places)
    words = () if numbered else tuple(dict.fromkeys(place.value for line in lines for place in line.places))
    spread_lines = tuple(
        SpreadLine(
            line.label,
            tuple(
                SpreadPoint(
                    x=place.number if numbered and place.number is not None else words.index(place.value),
                    mean=None if place.group.spread is None else place.group.spread.mean,
                    std=0.0 if place.group.spread is None else place.group.spread.std or 0.0,
                    broken=place.group.diverged,
                )
                for place in line.places
            ),
        )
        for line in lines
    )
    return SpreadChart(
        title=f"{TITLES[measure]} against {_named(key)}",
        subtitle=_over_text(over, means="mean ± standard deviation"),
        across=_named(key),
        lines=spread_lines,
        parted=_named(by or ""),
        words=words,
        percent=not measure.is_loss,
        broken="training exploded",
        ordered=are_ordered([line.label for line in lines]),
    )


def _epochs_chart(
    key: str | None,
    curves: Sequence[MeanCurve],
    measure: Measure,
    over: Sequence[str],
    fallen: tuple[int, int],
) -> SpreadChart:
    """Return the chart of mean curves; `fallen` says how many runs of how many came to nothing and are not in it."""
    lines = tuple(
        SpreadLine(
            curve.label
            if curve.count == curve.made
            else f"{curve.label} ({curve.count} of {curve.made})".strip(),
            tuple(SpreadPoint(*point) for point in zip(curve.epochs, curve.mean, curve.std, strict=True)),
        )
        for curve in curves
    )
    return SpreadChart(
        title=f"{TITLES[measure]} against epochs",
        subtitle=_over_text(over, means="mean")
        + (" · without {:,} of {:,} runs, which came to nothing".format(*fallen) if fallen[0] else ""),
        across="epoch",
        lines=lines,
        parted=_named(key or ""),
        percent=not measure.is_loss,
        dense=True,
        ordered=are_ordered([curve.label for curve in curves]),
    )


def _named(key: str) -> str:
    return key.replace("_", " ")
