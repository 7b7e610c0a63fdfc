"""What `nnlab sweep` and `nnlab folds` say: tables for people, objects and CSV for programs."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from nnlab.cli.aligning import aligned
from nnlab.files import format_csv
from nnlab.files.errors import counted, shortened, visible
from nnlab.project.spoken import number, whole_number
from nnlab.trials.crossval import FoldsResult
from nnlab.trials.plan import FoldsPlan, SweepPlan
from nnlab.trials.spread import Spread
from nnlab.trials.summary import Best, Group, Measure, are_comparable, best_of, groups, measured, ranked
from nnlab.trials.sweep import SweepResult
from nnlab.trials.trial import TrialResult

_MOST_ROWS = 40  # of the table: the best ones
_MOST_TARGETS = 4  # whose errors stand beside each other
_MOST_LISTED = 20  # targets, below each other
_WIDEST = 20  # of a name
_LONGEST = 1e12  # a number without a power of ten
NAMES = {
    Measure.WATCHED_ACCURACY: "right, unseen samples",
    Measure.ACCURACY: "right",
    Measure.WATCHED_LOSS: "loss, unseen samples",
    Measure.LOSS: "loss",
    Measure.WATCHED_ERROR: "error, unseen samples",
    Measure.ERROR: "error",
}

# What is said of a choice among several by samples that were never learned from.
_CHOSEN_BY = {
    "test": (
        "chosen by the test samples: this score is flattering. Keep others to choose by: "
        "--split validation=0.2,test=0.2"
    ),
    "validation": (
        "chosen by the validation samples, so partly lucky with them: only samples for a test say what it is worth."
    ),
}
_NO_BEST = (
    "no best: losses of different kinds are numbers of different units. Sweep one kind at a time to compare."
)


# -- for programs ------------------------------------------------------------------------------------------


def settings_object(settings: Iterable[tuple[str, str]]) -> dict[str, int | float | str]:
    """Return settings by their keys, numbers as numbers: 8, 0.03; all else as it is typed: 'adam', '8-4', 'full'."""
    return {key: _value_object(value) for key, value in settings}


def _value_object(value: str) -> int | float | str:
    for read in (whole_number, number):
        try:
            found = read(value)
        except ValueError:
            continue
        if math.isfinite(found):
            return found
    return value


def _plan_object(plan: SweepPlan | FoldsPlan) -> dict[str, Any]:
    told = asdict(plan)
    if isinstance(plan, FoldsPlan):
        return told | {"settings": settings_object(plan.settings)}
    axes = [
        {"key": axis.key, "values": [_value_object(value) for value in axis.values]} for axis in plan.axes
    ]
    return told | {"axes": axes}


def run_object(result: TrialResult) -> dict[str, Any]:
    """Return one run as `--json` lists it; `curve` has epoch, loss, accuracy, and of unseen samples accuracy, loss."""
    return {
        "index": result.index,
        "settings": settings_object(result.settings),
        "seed": result.seed,
        "ended": result.ended,
        "reason": result.reason,
        "loss": result.loss,
        "accuracy": result.accuracy,
        "unseen_loss": result.watched_loss,
        "unseen_accuracy": result.watched_accuracy,
        "error": result.error,
        "unseen_error": result.watched_error,
        "unseen_errors": list(result.watched_errors),
        "epochs": result.epochs,
        "steps": result.steps,
        "seconds": round(result.seconds, 3),
        "checksum": result.checksum,
        "curve": [list(asdict(point).values()) for point in result.curve],
    }


def sweep_object(
    name: str, result: SweepResult, plan: SweepPlan, measure: Measure, part: str
) -> dict[str, Any]:
    """Return what `nnlab sweep --json` prints; `part` of the samples is what `measure` is of.

    `best_settings` are those of the best mean among `compared` settings, the first of `equals` that are as good, and
    `best_run` is the best run of theirs: null where there is none, and of losses of several kinds.
    """
    best = best_of(result.results, plan, measure)
    return {
        "subject": name,
        "plan": _plan_object(plan),
        "total": result.total,
        "complete": result.is_complete,
        "measure": measure.value.replace("watched", "unseen"),
        "chosen_by": part,
        "settings": [_group_object(group) for group in groups(result.results, plan, measure)],
        "compared": 0 if best is None else best.compared,
        "equals": 0 if best is None else best.equals,
        "best_settings": None if best is None else settings_object(best.group.settings),
        "best_run": None if best is None else best.run.index,
        "runs": [run_object(run) for run in result.results],
    }


def _group_object(group: Group) -> dict[str, Any]:
    return {
        "settings": settings_object(group.settings),
        "runs": len(group.results),
        "missing": group.missing,
        "diverged": group.diverged,
        "spread": None if group.spread is None else asdict(group.spread),
    }


def folds_object(name: str, result: FoldsResult) -> dict[str, Any]:
    """Return what `nnlab folds --json` prints; rows of `confusion` are true classes, columns answers.

    `held_out`, `scores` and `twins` have one entry for each fold; a fold without a score has null. `mean` and `std` are
    those of the `scored` folds: of fewer than there are, they say too much for the network, and one has no `std`. Of
    numbers they are errors, in the units of the one of the `targets`; of several in shares of what its mean is off.
    """
    spread, confusion = result.spread, result.confusion
    return {
        "subject": name,
        "plan": _plan_object(result.plan),
        "complete": result.is_complete,
        "measure": result.measure.value.replace("watched", "unseen"),
        "held_out": list(result.held_out),
        "scores": list(result.scores),
        "twins": list(result.twins),
        "mean": None if spread is None else spread.mean,
        "std": None if spread is None else spread.std,
        "scored": 0 if spread is None else spread.count,
        "targets": [
            {"name": name} | ({} if each is None else {"mean": each.mean, "std": each.std})
            for name, each in zip(result.targets, result.target_spreads, strict=True)
        ],
        "classes": list(result.classes),
        "confusion": None if confusion is None else confusion.tolist(),
        "runs": [run_object(run) for run in result.results],
    }


def runs_csv(plan: SweepPlan, results: Iterable[TrialResult]) -> bytes:
    """Return the runs as a table, one row for each, one column for each setting."""
    keys = [axis.key for axis in plan.axes]
    header = (
        "run", *keys, "seed", "ended", "loss", "accuracy", "unseen_loss", "unseen_accuracy",
        "epochs", "steps", "seconds", "checksum",
    )  # fmt: skip
    rows = [
        [
            run.index, *(dict(run.settings)[key] for key in keys), run.seed, run.ended,
            *map(_cell, (run.loss, run.accuracy, run.watched_loss, run.watched_accuracy)),
            run.epochs, run.steps, run.seconds, run.checksum,
        ]
        for run in results
    ]  # fmt: skip
    return format_csv(header, rows)


def _cell(value: float | None) -> float | str:
    return "" if value is None else value


# -- for people --------------------------------------------------------------------------------------------


def sweep_text(name: str, result: SweepResult, plan: SweepPlan, measure: Measure, part: str) -> str:
    """Return the table of settings with mean and spread over their seeds, the best first.

    `part` of the samples is what `measure` is of: what was chosen by samples is fitted to them, which is said.
    """
    found, best = ranked(result.results, plan, measure), best_of(result.results, plan, measure)
    runs = counted(result.total, "run")
    made = runs if result.is_complete else f"{len(result.results):,} of {runs}"
    head = f"{name}  {counted(len(found), 'setting')}, {made}"
    if not found:
        return head
    shown = found[:_MOST_ROWS]
    lines = [head, "", *_table(shown, measure)]
    if len(found) > len(shown):
        lines.append(f"… and {len(found) - len(shown):,} more: --json or --csv FILE has all of them.")
    if len(found) > 1 and best is not None:
        told = f"{settings_text(best.group.settings)}  {best_text(best, measure)}"
        equals = f", the first of {best.equals:,} that are equal" if best.equals > 1 else ""
        lines += ["", f"best of {best.compared:,}: {told}{equals}"]
        if part in _CHOSEN_BY:
            lines.append(_CHOSEN_BY[part])
    elif len(found) > 1 and not are_comparable(plan, measure):
        lines += ["", _NO_BEST]
    return "\n".join(lines)


def _table(found: Sequence[Group], measure: Measure) -> list[str]:
    keys = [key for key, _ in found[0].settings]
    columns = [[key, *(dict(group.settings)[key] for group in found)] for key in keys]
    columns.append([NAMES[measure], *(spread_text(group.spread, measure) for group in found)])
    if not measure.is_loss:
        columns.append([NAMES[measure.loss], *(spread_text(group.loss, measure.loss) for group in found)])
    columns.append(["epochs", *(_epochs(group) for group in found)])
    columns.append(["", *(_broken(group) for group in found)])
    return [line.rstrip() for line in aligned(columns)]


def _epochs(group: Group) -> str:
    numbers = sorted({run.epochs for run in group.results if run.finished})
    if not numbers:
        return "-"
    return f"{numbers[0]:,}" if len(numbers) == 1 else f"{numbers[0]:,} to {numbers[-1]:,}"


def _broken(group: Group) -> str:
    parts = []
    if group.missing:
        parts.append(f"{len(group.results)} of {group.wanted} made")
    if group.diverged:
        parts.append(f"{group.diverged} of {len(group.results)} exploded")
    if group.others:
        reasons = sorted({run.ended for run in group.results if not run.finished} - {"diverged"})
        parts.append(f"{group.others} {' or '.join(reasons)}")
    return ", ".join(parts)


def settings_text(settings: Iterable[tuple[str, str]]) -> str:
    """Return settings as they are typed."""
    return " ".join(f"{key}={value}" for key, value in settings) or "as it is"


def value_text(value: float, measure: Measure) -> str:
    """Return a mean as a reader sees it."""
    return _figure(value, 4) if measure.is_loss else f"{value:.1%}"


def _figure(value: float, digits: int) -> str:
    """Return a number with so many digits that count; prices and populations with all of theirs before the point."""
    return f"{value:,.0f}" if 10 ** (digits - 1) <= abs(value) < _LONGEST else f"{value:.{digits}g}"


def spread_text(spread: Spread | None, measure: Measure) -> str:
    """Return 'mean ± standard deviation'; of one number that alone."""
    if spread is None:
        return "-"
    mean = value_text(spread.mean, measure)
    if spread.std is None:
        return mean
    return f"{mean} ± {_figure(spread.std, 2)}" if measure.is_loss else f"{mean} ± {spread.std * 100:.1f}"


def best_text(best: Best, measure: Measure) -> str:
    """Return the mean of the best settings with its spread, and of how many runs where not all of them count."""
    told = spread_text(best.spread, measure)
    return (
        told
        if best.group.is_whole
        else f"{told} ({best.spread.count} of {counted(best.group.wanted, 'run')})"
    )


def folds_text(name: str, result: FoldsResult) -> str:
    """Return the score of each fold, the mean and the spread."""
    measure = result.measure
    targets = result.targets if 1 < len(result.targets) <= _MOST_TARGETS else ()
    rows = [["fold", "held out", NAMES[measure], "in training", *map(_name, targets), ""]]
    for run in result.results:
        scores = [measured(run, each) for each in (measure, measure.trained)]
        scores += run.watched_errors[: len(targets)] or [None] * len(targets)
        rows.append(
            [
                str(run.index + 1),
                f"{result.held_out[run.index]:,}",
                *("-" if score is None else value_text(score, measure) for score in scores),
                "" if run.finished else run.reason,
            ]
        )
    lines = [
        f"{name}  {len(result.results)} of {result.plan.count} folds  {settings_text(result.plan.settings)}",
        "",
        *(line.rstrip() for line in aligned(list(zip(*rows, strict=True)))),
    ]
    if result.spread is not None:
        lines += ["", folds_mean_text(result)]
        if len(result.targets) > 1:
            lines += _target_lines(result)
    if any(result.twins):
        lines += ["", _twins_text(result)]
    return "\n".join(lines)


def folds_mean_text(result: FoldsResult) -> str:
    """Return 'mean 93.1% ± 2.0'; where not all folds have a score 'mean of 2 of 5 folds 95.0% ± 1.4'.

    Of numbers it is said in what they are off.
    """
    mean = spread_text(result.spread, result.measure) + folds_unit(result)
    if result.is_whole or result.spread is None:
        return f"mean {mean}"
    return f"mean of {result.spread.count} of {result.plan.count} folds {mean}"


def folds_unit(result: FoldsResult) -> str:
    """Return what stands behind a mean error: ', in the units of price'; of shares of right answers nothing."""
    if not result.targets:
        return ""
    if len(result.targets) == 1:
        return f", in the units of {_name(result.targets[0])}"
    return ", where 1 is what the means of the targets are off"


def _target_lines(result: FoldsResult) -> list[str]:
    """Return the mean error of each of several targets, in its own units."""
    shown = list(zip(result.targets, result.target_spreads, strict=True))[:_MOST_LISTED]
    more = len(result.targets) - len(shown)
    lines = [f"  {_name(name)}  {spread_text(each, result.measure)}" for name, each in shown]
    return lines + ([f"  … and {more:,} more: --json has all of them."] if more else [])


def _name(text: str) -> str:
    return shortened(visible(text), _WIDEST)


def _twins_text(result: FoldsResult) -> str:
    """Return how many of the samples held out are none that are new."""
    twins, held_out = sum(result.twins), sum(result.held_out)
    return f"{twins:,} of {counted(held_out, 'sample')} held out have the very inputs of one that was learned from."
