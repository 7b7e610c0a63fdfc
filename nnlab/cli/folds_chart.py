"""The chart of a cross-validation: the score of each fold, held out and in training."""

from nnlab.cli.trial_charts import TITLES
from nnlab.cli.trial_report import folds_unit, spread_text
from nnlab.export.pictures.drawing import Drawing, beside_each_other
from nnlab.export.pictures.spread_chart import SpreadChart, SpreadLine, SpreadPoint, spread_chart
from nnlab.trials.crossval import FoldsResult
from nnlab.trials.summary import Measure, measured


def folds_chart(name: str, result: FoldsResult) -> Drawing:
    """Return the chart of the folds that were judged, in their order, beneath it the mean; `name` is of the data."""
    measure = result.measure
    lines = tuple(
        SpreadLine(said, _points(result, each))
        for said, each in (("held out", measure), ("in training", measure.trained))
    )
    made = f"{name}: {len(result.results)} of {result.plan.count} folds"
    mean = f"{made}, mean {spread_text(result.spread, measure)}{folds_unit(result)}"
    chart = SpreadChart(
        title=f"{TITLES[measure]} of each fold",
        subtitle=made if result.spread is None else mean,
        across="fold",
        lines=lines,
        words=_fold_names(result.plan.count),
        percent=not measure.is_loss,
        broken="training came to no end",
        ordered=False,
    )
    return beside_each_other((spread_chart(chart),), margin=16.0)


def _fold_names(count: int) -> tuple[str, ...]:
    return tuple(str(fold + 1) for fold in range(count))


def _points(result: FoldsResult, measure: Measure) -> tuple[SpreadPoint, ...]:
    scores = ((run, measured(run, measure)) for run in result.results)
    return tuple(SpreadPoint(run.index, score, broken=int(score is None)) for run, score in scores)
