"""What changed from one run to another: the settings that differ, each by its name, old and new."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

from nnlab.data.splits import Split
from nnlab.engine import POINTS_ADDED, POINTS_REMOVED, Mark, NetworkSpec, TrainingConfig
from nnlab.project.run_data import RunData
from nnlab.project.runs import RunRecord, Start
from nnlab.project.setting_ways import Value, Way, way_of

_READ_BY = {  # the settings that only some optimizers read
    "momentum": ("momentum", "nesterov"),
    "rho": ("rmsprop",),
    "beta1": ("adam",),
    "beta2": ("adam",),
}


@dataclass(frozen=True, slots=True)
class Difference:
    """A setting `name` that was `old` in the one run and is `new` in the other.

    Names are the fields of TrainingConfig, and 'data', 'samples', 'noise', 'classes', 'data_seed', 'validation',
    'test', 'stratified', 'split_seed', 'numbers' (other samples of one name, without a word on how they differ),
    'shape', 'activation', 'init', 'bias', 'dtype', 'given', 'kept' and 'branch'. Of layers that do not all have one
    value, values are joined, as 'tanh, sigmoid'. A setting that was changed while a run was going on has its way.
    """

    name: str
    old: Value | Way
    new: Value | Way


def what_changed(old: RunRecord, new: RunRecord) -> tuple[Difference, ...]:
    """Return what was set otherwise for `new` than for `old`: data, structure, settings, where it began."""
    pairs: list[tuple[str, Value | Way, Value | Way]] = [*_data_pairs(old.data, new.data)]
    pairs += [(name, of(old), of(new)) for name, of in _STRUCTURE]
    since, configs = _parting(old, new), (old.first_config, old.config, new.first_config, new.config)
    pairs += [
        (setting.name, way_of(old, setting.name, since), way_of(new, setting.name, since))
        for setting in fields(TrainingConfig)
        if _matters(setting.name, configs)
    ]
    pairs.append(("branch", old.parent, new.parent))
    return tuple(Difference(name, a, b) for name, a, b in pairs if a != b)


def _parting(old: RunRecord, new: RunRecord) -> float:
    """Return the epoch up to which two runs are one: where the one parts from the other, or both from a third."""
    if new.parent == old.number:
        return new.began_epochs
    if old.parent == new.number:
        return old.began_epochs
    return min(old.began_epochs, new.began_epochs) if old.parent == new.parent else 0.0


def changed_samples(run: RunRecord, old: RunRecord | None = None) -> tuple[Mark, ...]:
    """Return the marks of samples that were added or removed on the way of `run`, unless they are on that of `old`."""
    known = () if old is None else old.history.marks
    changes = (POINTS_ADDED, POINTS_REMOVED)
    return tuple(mark for mark in run.history.marks if mark.setting in changes and mark not in known)


def _data_pairs(old: RunData, new: RunData) -> list[tuple[str, Value, Value]]:
    """Return how the samples differ: by how they were made and parted where both say it, else at least that they do."""
    pairs: list[tuple[str, Value, Value]] = [("data", old.name, new.name), ("samples", old.rows, new.rows)]
    if old.name == new.name and old.made is not None and new.made is not None:
        pairs += [(name, getattr(old.made, field), getattr(new.made, field)) for name, field in _MADE]
    if not any(
        data.split is None and data.watched_rows for data in (old, new)
    ):  # parts nobody knows the shares of
        splits = old.split or Split(), new.split or Split()
        pairs += [(name, getattr(splits[0], field), getattr(splits[1], field)) for name, field in _SPLIT]
    if old.key and new.key and old.key != new.key and all(a == b for _, a, b in pairs):
        pairs.append(("numbers", old.key, new.key))
    return pairs


def activations(spec: NetworkSpec) -> str:
    """Return the activations of the layers, in few words."""
    return _joined(layer.activation for layer in spec.layers)


def inits(spec: NetworkSpec) -> str:
    """Return the initialisers of the layers, in few words."""
    return _joined(layer.init for layer in spec.layers)


def _matters(name: str, configs: tuple[TrainingConfig, ...]) -> bool:
    readers = _READ_BY.get(name)
    return readers is None or any(config.optimizer in readers for config in configs)


def _joined(values: Iterable[str]) -> str:
    """Return values layer by layer, one alone where all are alike.

    >>> _joined(["relu", "relu", "softmax"]), _joined(["tanh", "tanh"])
    ('relu, relu, softmax', 'tanh')
    """
    listed = list(values)
    return listed[0] if len(set(listed)) == 1 else ", ".join(listed)


def _biases(spec: NetworkSpec) -> str:
    return _joined(f"{layer.bias_init}" if layer.bias else "none" for layer in spec.layers)


_MADE = (("noise", "noise"), ("classes", "classes"), ("data_seed", "seed"))
_SPLIT = (
    ("validation", "validation"),
    ("test", "test"),
    ("stratified", "stratified"),
    ("split_seed", "seed"),
)
_STRUCTURE: tuple[tuple[str, Callable[[RunRecord], Value]], ...] = (
    ("shape", lambda run: run.spec.shape_text),
    ("activation", lambda run: activations(run.spec)),
    ("init", lambda run: inits(run.spec)),
    ("bias", lambda run: _biases(run.spec)),
    ("dtype", lambda run: run.spec.dtype),
    ("given", lambda run: run.start is Start.GIVEN),
    ("kept", lambda run: run.start is Start.KEPT and run.parent is None),
)
