"""The reader's names of what is descended and of how, in the language of the moment."""

from PySide6.QtCore import QCoreApplication

from nnlab.data import Dataset
from nnlab.desktop.explore.descent.landscapes import NETWORK, NOTE, TEN_POINTS, Landscape
from nnlab.desktop.widgets.fields import Choice
from nnlab.desktop.words import texts
from nnlab.desktop.words.numbers import format_count, format_number
from nnlab.desktop.words.unit_names import unit_names
from nnlab.engine import NetworkSpec, TrainingConfig
from nnlab.study.descent import CLASSICS, Ending, NetworkSlice, ParameterPlace

translate = QCoreApplication.translate  # a name that lupdate knows

_SUBSCRIPTS = ("θ₁", "θ₂")


def subject_name(key: str) -> str:
    """Return the name of what is descended."""
    return {
        NETWORK: translate("descent", "This network"),
        TEN_POINTS: translate("descent", "Line through ten points"),
        NOTE: translate("descent", "Straight line of note 003"),
        "parabola": translate("descent", "Parabola"),
        "two_valleys": translate("descent", "Two valleys"),
        "bowl": translate("descent", "Bowl"),
        "ravine": translate("descent", "Ravine"),
        "two_basins": translate("descent", "Two basins"),
        "saddle": translate("descent", "Saddle"),
        "rosenbrock": translate("descent", "Rosenbrock's valley"),
        "himmelblau": translate("descent", "Himmelblau's hills"),
    }[key]


def subject_note(key: str) -> str:
    """Return what is to be learned from it, in a few words."""
    return {
        NETWORK: translate("descent", "one or two of its parameters; all others stay"),
        TEN_POINTS: translate("descent", "real samples: batch, mini-batch, stochastic"),
        NOTE: translate("descent", "y = A x, with and without moderation"),
        "parabola": translate("descent", "one minimum: what a rate does"),
        "two_valleys": translate("descent", "local against global minimum"),
        "bowl": translate("descent", "the gradient points home"),
        "ravine": translate("descent", "25 times as steep one way: to and fro"),
        "two_basins": translate("descent", "local against global minimum"),
        "saddle": translate("descent", "level, and yet no minimum"),
        "rosenbrock": translate("descent", "down fast, then along slowly"),
        "himmelblau": translate("descent", "four minima: the start decides"),
    }[key]


def subject_choices() -> tuple[Choice, ...]:
    """Return all that can be descended, in groups."""
    own, one, two = (
        translate("descent", "Real samples"),
        translate("descent", "One parameter"),
        translate("descent", "Two parameters"),
    )
    groups = [(key, own) for key in (NETWORK, TEN_POINTS, NOTE)]
    groups += [(surface.key, one if surface.dimensions == 1 else two) for surface in CLASSICS]
    return tuple(Choice(key, subject_name(key), subject_note(key), None, group) for key, group in groups)


def columns_of_units(spec: NetworkSpec, dataset: Dataset) -> tuple[tuple[str, ...], ...]:
    """Return the names of the units of every column of a network, inputs first."""
    inputs, outputs = (
        texts.data_names(dataset.input_names, dataset),
        texts.data_names(dataset.target_names, dataset),
    )
    return unit_names(spec.sizes, inputs, outputs)


def place_name(place: ParameterPlace, columns: tuple[tuple[str, ...], ...]) -> str:
    """Return the name of a parameter: 'a → h2', or 'bias of h2'."""
    target = columns[place.layer + 1][place.target]
    if place.source is None:
        return translate("descent", "bias of {unit}").format(unit=target)
    return f"{columns[place.layer][place.source]} → {target}"


def axis_names(landscape: Landscape) -> tuple[str, ...]:
    """Return the names of the parameters of a landscape."""
    source = landscape.source
    if source is not None:
        columns = columns_of_units(source.parameters.spec, source.dataset)
        return tuple(place_name(place, columns) for place in landscape.subject.places)
    if landscape.subject.key == TEN_POINTS:
        return translate("descent", "slope A"), translate("descent", "height B")
    return ("θ",) if landscape.surface.dimensions == 1 else _SUBSCRIPTS


def range_text(landscape: Landscape) -> str:
    """Return between which losses the picture lies, and over how many samples they are means."""
    values = landscape.grid.values
    finite = values[values == values]  # what is no number is not equal to itself
    if not finite.size:
        return ""
    low, high = format_number(float(finite.min())), format_number(float(finite.max()))
    text = translate("descent", "loss {low} to {high}").format(low=low, high=high)
    surface = landscape.surface
    if not isinstance(surface, NetworkSlice):
        return text
    if surface.samples == 1:
        samples = translate("descent", "one sample")
    elif surface.samples < surface.available:
        samples = translate("descent", "mean over {count} of {all} samples")
    else:
        samples = translate("descent", "mean over {count} samples")
    count, every = format_count(surface.samples), format_count(surface.available)
    return f"{text} · {samples.format(count=count, all=every)}"


def descent_name(config: TrainingConfig, *, beside_batches: bool = False) -> str:
    """Return how a path is called beside others: optimizer, rate, and batches.

    That all samples are used is said only beside paths that use fewer.
    """
    name = texts.optimizer_name(config.optimizer)
    rate = format_number(config.learning_rate, 2, trim=True)
    text = translate("descent", "{optimizer}, rate {rate}").format(optimizer=name, rate=rate)
    if config.batch_size is None:
        every = translate("descent", "all samples")
        return f"{text} · {every}" if beside_batches else text
    if config.batch_size == 1:
        single = translate("descent", "one sample")
        return f"{text} · {single}"
    batch = translate("descent", "{count} samples").format(count=format_count(config.batch_size))
    return f"{text} · {batch}"


def ending_text(ending: Ending, steps: int) -> str:
    """Return how a path ends, at its last step."""
    count = format_count(steps)
    return {
        Ending.STEPS: translate("descent", "{count} steps"),
        Ending.SETTLED: translate("descent", "At rest at step {count}"),
        Ending.LEFT: translate("descent", "Left the picture, downhill, at step {count}"),
        Ending.DIVERGED: translate("descent", "Runs away by step {count}: the rate is too large"),
    }[ending].format(count=count)
