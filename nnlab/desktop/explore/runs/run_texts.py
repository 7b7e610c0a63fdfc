"""Runs in words: what is said of one, what changed between two of them, and kinds to tell them apart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from nnlab.desktop.words import sentences, texts
from nnlab.desktop.words.data_sentences import dataset_name
from nnlab.desktop.words.numbers import format_count, format_number
from nnlab.engine import Mark
from nnlab.engine.spelling import parse_call
from nnlab.project import Ending, RunRecord
from nnlab.project.run_differences import Difference, changed_samples, what_changed
from nnlab.project.setting_ways import Turn, Value, Way, in_short, live_changes

translate = QCoreApplication.translate  # a name that lupdate knows

_MOST_KINDS = 8  # what comes more often than that is no kind any more, and a legend of it no help


def run_name(run: RunRecord) -> str:
    """Return what a run is called beside its curve: its note, if it has one, after its number."""
    if run.note:
        return f"{run.number} · {run.note[:24]}" + ("…" if len(run.note) > 24 else "")
    return translate("runs", "run {number}").format(number=run.number)


def epochs_text(epochs: float) -> str:
    """Return passes over the data, with the part of one under way: '12.5'."""
    return f"{epochs:,.1f}".removesuffix(".0")


def ending_name(ending: Ending) -> str:
    """Say in a word or two how a run ended."""
    return {
        Ending.PAUSED: translate("runs", "paused"),
        Ending.INTERRUPTED: translate("runs", "broken off"),
        Ending.EPOCHS: translate("runs", "all epochs done"),
        Ending.LOSS: translate("runs", "loss low enough"),
        Ending.EPOCH_ERROR: translate("runs", "error low enough"),
        Ending.ALL_RIGHT: translate("runs", "all right"),
        Ending.EXPLODED: translate("runs", "exploded"),
        Ending.FAILED: translate("runs", "failed"),
    }[ending]


# -- what changed ------------------------------------------------------------------------------------------


def comparison(old: RunRecord, new: RunRecord) -> str:
    """Say in one line what changed between two runs, and what came of it."""
    listed = [_change(difference, new) for difference in what_changed(old, new)]
    changes = ", ".join([*listed, *map(sample_change, changed_samples(new, old))])
    text = translate("runs", "Run {old} → run {new}: {changes}").format(
        old=old.number, new=new.number, changes=changes or translate("runs", "nothing was set otherwise")
    )
    outcomes = translate("runs", "loss {old} → {new}").format(
        old=format_number(old.outcome.loss), new=format_number(new.outcome.loss)
    )
    return f"{text}   ·   {outcomes}"


def own_story(run: RunRecord) -> str:
    """Say of a run that has none before it what was changed on its way, settings and samples; nothing if nothing."""
    settings_told = [f"{_name(name)} {_value(name, way)}" for name, way in live_changes(run)]
    changes = ", ".join([*settings_told, *map(sample_change, changed_samples(run))])
    text = translate("runs", "Run {number}: {changes}").format(number=run.number, changes=changes)
    return text if changes else ""


def sample_change(mark: Mark) -> str:
    """Say how many samples were added or removed in mid-run, and when."""
    epoch, count = epochs_text(mark.epoch), sentences.samples_changed(mark.setting, mark.value)
    return translate("runs", "{change} at epoch {epoch}").format(change=count, epoch=epoch)


def branch_text(run: RunRecord) -> str:
    """Say of which run a branch is one, and where it parts from that."""
    text = translate("runs", "a branch of run {number} from epoch {epoch} on")
    return text.format(number=run.parent, epoch=epochs_text(run.began_epochs))


def _change(difference: Difference, new: RunRecord) -> str:
    if difference.name == "numbers":
        return translate("runs", "other samples of the same name")
    if difference.name == "kept":
        if difference.new:
            return translate("runs", "begun with the weights from before")
        return translate("runs", "begun with new weights")
    if difference.name == "branch":
        if difference.new is None:
            return translate("runs", "begun afresh")
        return branch_text(new)
    old, new_value = _value(difference.name, difference.old), _value(difference.name, difference.new)
    return f"{_name(difference.name)} {old} → {new_value}"


def _name(setting: str) -> str:
    return _setting_names().get(setting) or texts.foreign(sentences.setting_name(setting))


def _setting_names() -> dict[str, str]:
    return {
        "data": translate("runs", "data"),
        "samples": translate("runs", "samples"),
        "noise": translate("runs", "noise"),
        "classes": translate("runs", "classes"),
        "data_seed": translate("runs", "seed of the data"),
        "validation": translate("runs", "validation"),
        "test": translate("runs", "test"),
        "stratified": translate("runs", "stratified"),
        "split_seed": translate("runs", "seed of the split"),
        "shape": translate("runs", "shape"),
        "activation": translate("runs", "activation"),
        "init": translate("runs", "start"),
        "bias": translate("runs", "bias"),
        "dtype": translate("runs", "numbers"),
        "given": translate("runs", "given weights"),
        "learning_rate": translate("runs", "rate"),
        "batch_size": translate("runs", "batch"),
        "stop_loss": translate("runs", "stop at loss"),
        "stop_epoch_error": translate("runs", "stop at error"),
        "stop_all_right": translate("runs", "stop when all is right"),
    }


def _value(name: str, value: Value | Way) -> str:
    """Return a value in words, or what it was in turn: '0.01 (0.5 from epoch 20 on)'."""
    if isinstance(value, Way):
        turns = in_short([_turn(name, turn) for turn in value.turns])
        return f"{_value(name, value.first)} ({', '.join(turns)})"
    if name == "batch_size" and value is None:
        return translate("runs", "all")
    if value is None:
        return translate("runs", "none")
    if isinstance(value, bool):
        return translate("runs", "on") if value else translate("runs", "off")
    if isinstance(value, float):
        return format_number(value, trim=True)
    match name:
        case "optimizer":
            return texts.optimizer_name(str(value))
        case "loss":
            return texts.loss_name(str(value))
        case "data":
            return texts.foreign(dataset_name(str(value)))
        case "activation":
            return _each(str(value), texts.activation_name)
        case "init":
            return _each(str(value), _start_name)
    return texts.foreign(str(value))


def _turn(name: str, turn: Turn) -> str:
    value = _value(name, turn.value)
    if turn.epoch is None:
        return translate("runs", "{value} later").format(value=value)
    return translate("runs", "{value} from epoch {epoch} on").format(
        value=value, epoch=epochs_text(turn.epoch)
    )


# -- kinds -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Kinds:
    """Runs by the value of one setting: the values in order, which each run has, and whether they are numbers."""

    values: tuple[str, ...]
    of_run: dict[int, int]
    ordered: bool


def settings() -> tuple[tuple[str, str], ...]:
    """Return the settings by which runs can be told apart, keys and names; '' is for none."""
    return (
        ("", translate("runs", "all alike")),
        ("run", translate("runs", "by run")),
        ("rate", translate("runs", "by rate")),
        ("optimizer", translate("runs", "by optimizer")),
        ("batch", translate("runs", "by batch")),
        ("shape", translate("runs", "by shape")),
        ("activation", translate("runs", "by activation")),
        ("start", translate("runs", "by start")),
        ("seed", translate("runs", "by seed")),
        ("data", translate("runs", "by data")),
    )


def kinds(runs: Sequence[RunRecord], setting: str) -> Kinds:
    """Return the kinds that a setting makes of runs; the many last of more than eight are one."""
    of = _KEYS.get(setting)
    if of is None:
        return Kinds((), {}, ordered=False)
    keyed = [(run.number, *of(run)) for run in runs]
    orders = sorted(
        {order for _number, order, _text in keyed}, key=lambda order: (isinstance(order, str), order)
    )
    names = {order: text for _number, order, text in keyed}
    place = {order: min(at, _MOST_KINDS - 1) for at, order in enumerate(orders)}
    values = [names[order] for order in orders[:_MOST_KINDS]]
    if len(orders) > _MOST_KINDS:
        values[-1] = translate("runs", "others")
    ordered = setting in ("rate", "batch")
    return Kinds(tuple(values), {number: place[order] for number, order, _text in keyed}, ordered)


def activations(run: RunRecord) -> str:
    """Return the activations of the layers of a run, in few words."""
    return _joined([layer.activation for layer in run.spec.layers], texts.activation_name)


def starts(run: RunRecord) -> str:
    """Return how the first weights of a run were drawn, in few words."""
    return _joined([layer.init for layer in run.spec.layers], _start_name)


def _start_name(init: str) -> str:
    name = texts.initializer_name(init)
    arguments = parse_call(init)[1]
    return (
        f"{name} {', '.join(format_number(value, trim=True) for value in arguments)}" if arguments else name
    )


def _joined(values: Sequence[str], name: Callable[[str], str]) -> str:
    """Return the names of values layer by layer, one alone where all are alike."""
    names = [name(value) for value in values]
    return names[0] if len(set(names)) == 1 else ", ".join(names)


def _each(joined: str, name: Callable[[str], str]) -> str:
    return ", ".join(name(part) for part in _split(joined))


def _split(joined: str) -> list[str]:
    """Return the parts of values joined by commas, which may have commas in brackets themselves."""
    parts, depth = [""], 0
    for character in joined:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts]


def batch(run: RunRecord) -> int:
    """Return how many samples there were in one update: never more than there are."""
    size, rows = run.config.batch_size, run.data.rows
    return rows if size is None else min(size, rows)


def shape_order(run: RunRecord) -> float:
    """Return by what shapes are put in order: how many parameters there are."""
    return float(run.spec.parameter_count)


_KEYS: dict[str, Callable[[RunRecord], tuple[float | str, str]]] = {
    "run": lambda run: (float(run.number), run_name(run)),
    "rate": lambda run: (run.config.learning_rate, format_number(run.config.learning_rate, trim=True)),
    "optimizer": lambda run: (run.config.optimizer, texts.optimizer_name(run.config.optimizer)),
    "batch": lambda run: (float(batch(run)), format_count(batch(run))),
    "shape": lambda run: (shape_order(run), run.spec.shape_text.replace("-", "–")),
    "activation": lambda run: (activations(run), activations(run)),
    "start": lambda run: (starts(run), starts(run)),
    "seed": lambda run: (float(run.config.seed), f"{run.config.seed}"),
    "data": lambda run: (run.data.name, texts.foreign(dataset_name(run.data.name))),
}
