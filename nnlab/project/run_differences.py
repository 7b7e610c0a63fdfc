"""What changed from one run to another: the settings that differ, each by its name, old and new."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

from nnlab.engine import NetworkSpec, TrainingConfig
from nnlab.project.runs import RunRecord

_READ_BY = {  # the settings that only some optimizers read
    "momentum": ("momentum", "nesterov"),
    "rho": ("rmsprop",),
    "beta1": ("adam",),
    "beta2": ("adam",),
}

Value = str | float | bool | None


@dataclass(frozen=True, slots=True)
class Difference:
    """A setting `name` that was `old` in the one run and is `new` in the other.

    Names are the fields of TrainingConfig, and 'data', 'samples', 'shape', 'activation', 'init', 'bias', 'dtype',
    'given' and 'branch'. Of layers that do not all have one value, values are joined, as 'tanh, sigmoid'.
    """

    name: str
    old: Value
    new: Value


def what_changed(old: RunRecord, new: RunRecord) -> tuple[Difference, ...]:
    """Return what was set otherwise for `new` than for `old`: data, structure, settings, where it began."""
    pairs = [(name, of(old), of(new)) for name, of in _STRUCTURE]
    pairs += [
        (setting.name, getattr(old.config, setting.name), getattr(new.config, setting.name))
        for setting in fields(TrainingConfig)
        if _matters(setting.name, (old.config, new.config))
    ]
    pairs.append(("branch", old.parent, new.parent))
    return tuple(Difference(name, a, b) for name, a, b in pairs if a != b)


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


_STRUCTURE: tuple[tuple[str, Callable[[RunRecord], Value]], ...] = (
    ("data", lambda run: run.data),
    ("samples", lambda run: run.rows),
    ("shape", lambda run: run.spec.shape_text),
    ("activation", lambda run: activations(run.spec)),
    ("init", lambda run: inits(run.spec)),
    ("bias", lambda run: _biases(run.spec)),
    ("dtype", lambda run: run.spec.dtype),
    ("given", lambda run: run.given),
)
