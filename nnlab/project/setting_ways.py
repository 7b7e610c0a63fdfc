"""What a setting of the training was on the way of a run, where it was changed while that was going on."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from nnlab.engine import MARKED_SETTINGS, TrainingConfig
from nnlab.project.runs import RunRecord

Value = str | float | bool | None

_MOST_TOLD = 4  # turns of a setting, in one line


@dataclass(frozen=True, slots=True)
class Turn:
    """A setting was `value` from `epoch` on; None where nobody knows when that was."""

    epoch: float | None
    value: Value


@dataclass(frozen=True, slots=True)
class Way:
    """A setting was `first`, and then what each of `turns`, in their order, says; there is one at least."""

    first: Value
    turns: tuple[Turn, ...]


def way_of(run: RunRecord, name: str, since: float = 0.0) -> Value | Way:
    """Return what the setting `name` was in `run`, from the epoch `since` on: its value, or the way of it.

    The run's own way begins where the run did: what a branch was before is that of another. Of settings that leave no
    mark, as the rules by which a training stops, only what they were in the end counts.
    """
    last: Value = getattr(run.config, name)
    if name not in MARKED_SETTINGS:
        return last
    since = max(since, run.began_epochs)
    first: Value = getattr(run.first_config, name)
    turns: list[Turn] = []
    for mark in run.history.marks:
        if mark.setting != name or mark.epoch < run.began_epochs:
            continue
        value = _value(name, mark.value)
        if mark.epoch <= since:
            first = value
        elif value != (turns[-1].value if turns else first):
            turns.append(Turn(mark.epoch, value))
    if last != (turns[-1].value if turns else first):
        turns.append(Turn(None, last))
    return Way(first, tuple(turns)) if turns else first


def live_changes(run: RunRecord) -> tuple[tuple[str, Way], ...]:
    """Return the settings that were changed while `run` was going on, each with its way."""
    ways = ((setting.name, way_of(run, setting.name)) for setting in fields(TrainingConfig))
    return tuple((name, way) for name, way in ways if isinstance(way, Way))


def in_short(turns: Sequence[str]) -> list[str]:
    """Return what is said of turns where there are few; of many the first ones and the last.

    >>> in_short(["0.5", "0.4", "0.3", "0.2", "0.1"])
    ['0.5', '0.4', '0.3', '…', '0.1']
    """
    return list(turns) if len(turns) <= _MOST_TOLD else [*turns[: _MOST_TOLD - 1], "…", turns[-1]]


def _value(name: str, marked: str) -> Value:
    """Return the value that a mark, which is a text, has of a setting; the text where it is none of its kind."""
    known = {str(each): each for each in (None, True, False)}
    if marked in known:
        return known[marked]
    kind = type(getattr(TrainingConfig(), name))
    try:
        return marked if kind in (str, bool) else kind(marked)
    except ValueError:
        return marked
