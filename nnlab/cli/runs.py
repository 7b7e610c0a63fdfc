"""The runs of a project in words: what `nnlab info` lists, and what of a training goes into its record."""

from typing import Any

from nnlab.data.titles import title_of
from nnlab.engine import StopReason
from nnlab.files.errors import counted, visible
from nnlab.project import Ending, RunLog, RunOutcome, RunRecord
from nnlab.project.run_differences import Difference, activations, inits, what_changed
from nnlab.project.setting_ways import Turn, Value, Way, in_short, live_changes
from nnlab.training import Fate, Outcome

_ENDINGS = {
    Ending.PAUSED: "paused",
    Ending.INTERRUPTED: "broken off",
    Ending.EPOCHS: "all epochs done",
    Ending.LOSS: "loss low enough",
    Ending.EPOCH_ERROR: "error of a pass low enough",
    Ending.ALL_RIGHT: "all right",
    Ending.EXPLODED: "exploded",
    Ending.FAILED: "failed",
}
_NAMES = {
    "learning_rate": "rate",
    "batch_size": "batch",
    "init": "start",
    "branch": "branch of run",
    "kept": "began with the weights from before",
}


def run_outcome(trained: Outcome) -> RunOutcome:
    """Return what is kept of a training; without the time, so that equal trainings leave equal files."""
    match trained.ended_by:
        case StopReason() as reason:
            ending = Ending.by(reason)
        case Fate.DIVERGED:
            ending = Ending.EXPLODED
        case Fate.FAILED:
            ending = Ending.FAILED
        case _:
            ending = Ending.PAUSED
    return RunOutcome.of(trained.history, ending)


def runs_object(log: RunLog) -> dict[str, Any]:
    """Return the runs as `nnlab info --json` has them."""
    return {
        "current": log.current,
        "dropped": log.dropped,
        "list": [_run_object(run) for run in log.records],
    }


def run_lines(log: RunLog) -> list[str]:
    """Return the runs as `nnlab info` lists them, each with what was changed since the one before it."""
    if not log.records:
        return []
    kept = f"  runs      {counted(len(log.records), 'run')} kept"
    lines = [kept + (f", {log.dropped:,} older ones let go" if log.dropped else "")]
    before: RunRecord | None = None
    for run in log.records:
        here = "*" if run.number == log.current else " "
        lines.append(f"   {here}{run.number:>4}  {_result(run)}")
        compared = log.record(run.parent) or before
        if compared is not None:
            lines.append(f"         since run {compared.number}: {changes_text(what_changed(compared, run))}")
        elif changes := live_changes(run):
            told = ", ".join(f"{_name(name)} {_value(way)}" for name, way in changes)
            lines.append(f"         on its way: {told}")
        if run.note:
            lines.append(f"         “{visible(run.note)}”")
        before = run
    return lines


def changes_text(differences: tuple[Difference, ...]) -> str:
    """Return in one line what changed: 'rate 0.01 → 0.1, seed 3 → 4'."""
    changes = [
        "other samples of the same name"
        if change.name == "numbers"
        else f"{_name(change.name)} {_said(change)}"
        for change in differences
    ]
    return ", ".join(changes) or "nothing"


def _name(setting: str) -> str:
    return _NAMES.get(setting, setting.replace("_", " "))


def _said(change: Difference) -> str:
    if change.name == "data":
        return f"{visible(title_of(str(change.old)))} → {visible(title_of(str(change.new)))}"
    return f"{_value(change.old)} → {_value(change.new)}"


def _value(value: Value | Way) -> str:
    """Return a value, or what it was in turn: '0.01 (0.5 from epoch 20 on)'."""
    if isinstance(value, Way):
        return f"{_value(value.first)} ({', '.join(in_short([*map(_turn, value.turns)]))})"
    if isinstance(value, bool) or value is None:
        return {True: "yes", False: "no", None: "none"}[value]
    return f"{value:g}" if isinstance(value, float) else visible(str(value))


def _turn(turn: Turn) -> str:
    return f"{_value(turn.value)} " + ("later" if turn.epoch is None else f"from epoch {turn.epoch:,.6g} on")


def _result(run: RunRecord) -> str:
    """Return what became of a run, in one line."""
    outcome = run.outcome
    parts = [
        run.spec.shape_text,
        f"{run.config.optimizer} {run.config.learning_rate:g}",
        f"seed {run.config.seed}",
        f"{run.epochs:,.6g} epochs",
        f"loss {outcome.loss:.6g}",
    ]
    if outcome.accuracy is not None:
        parts.append(f"{outcome.accuracy:.1%} right")
    if outcome.unseen is not None:
        parts.append(f"{outcome.unseen:.1%} of unseen right")
    if outcome.unseen_loss is not None:
        parts.append(f"loss on unseen {outcome.unseen_loss:.6g}")
    return ", ".join([*parts, _ENDINGS[outcome.ending]])


def _run_object(run: RunRecord) -> dict[str, Any]:
    config, outcome = run.config, run.outcome
    return {
        "number": run.number,
        "parent": run.parent,
        "began": run.began,
        "shape": list(run.spec.sizes),
        "activation": activations(run.spec),
        "init": inits(run.spec),
        "loss": config.loss,
        "optimizer": config.optimizer,
        "learning_rate": config.learning_rate,
        "batch_size": config.batch_size,
        "seed": config.seed,
        "data": run.data.name,
        "samples": run.data.rows,
        "unseen_samples": run.data.watched_rows,
        "steps": run.steps,
        "epochs": run.epochs,
        "reached_loss": outcome.loss,
        "accuracy": outcome.accuracy,
        "unseen_accuracy": outcome.unseen,
        "unseen_loss": outcome.unseen_loss,
        "ended": outcome.ending.value,
        "when": outcome.when,
        "note": run.note,
        "points": len(run.history.epochs),
    }
