"""The reader's names of what the program calls by a word: activations, initialisers, losses, optimizers, columns."""

from functools import cache, lru_cache

from PySide6.QtCore import QCoreApplication

from nnlab.data import Dataset, dataset_names
from nnlab.data.points import EDITED
from nnlab.data.tabular.plan import TableSource
from nnlab.desktop.words.animal_names import ANIMAL_NAMES, animal_names
from nnlab.engine import initializer
from nnlab.engine.spelling import parse_call
from nnlab.files.errors import shortened, visible
from nnlab.lessons import preset_keys
from nnlab.training import SPEEDS, Speed, StepSize

_LONGEST_NAME = 200  # of a row or column, in characters
_LONGEST_WORD = 24  # of what a file calls by a word
translate = QCoreApplication.translate  # a name that lupdate knows

_ACTIVATIONS = {
    "linear": "linear",
    "sigmoid": "sigmoid",
    "tanh": "tanh",
    "relu": "ReLU",
    "leaky_relu": "leaky ReLU",
    "elu": "ELU",
    "softplus": "softplus",
    "gelu": "GELU",
    "silu": "SiLU",
    "step": "step",
    "softmax": "softmax",
}

_INITIALIZERS = {
    "he_normal": "He",
    "lecun_normal": "LeCun",
    "glorot_normal": "Glorot",
    "randn": "randn",
}


def foreign(word: str) -> str:
    """Return a word from a file that nnlab does not know, as it is but for what cannot be seen or is too long."""
    return shortened(visible(word), _LONGEST_WORD)


def activation_name(activation: str) -> str:
    """Return the reader's name of an activation: names of functions are the same in every language."""
    return _ACTIVATIONS[parse_call(activation)[0]]


def activation_note(activation: str) -> str:
    """Return what an activation is good for, in a few words."""
    notes = {
        "linear": translate("texts", "no bend: the sum itself"),
        "sigmoid": translate("texts", "0 to 1: a yes or no"),
        "tanh": translate("texts", "−1 to 1, steepest at 0"),
        "relu": translate("texts", "0 below zero, straight above"),
        "leaky_relu": translate("texts", "a ReLU that never dies"),
        "elu": translate("texts", "a smooth ReLU with a floor"),
        "softplus": translate("texts", "a ReLU with a round corner"),
        "gelu": translate("texts", "a smooth ReLU, as in transformers"),
        "silu": translate("texts", "z times sigmoid of z"),
        "step": translate("texts", "0 or 1; cannot be trained"),
        "softmax": translate("texts", "shares that sum to 1: classes"),
    }
    return notes[parse_call(activation)[0]]


def initializer_name(init: str) -> str:
    """Return the reader's name of an initialiser."""
    name = parse_call(init)[0]
    names = {
        "he_uniform": translate("texts", "He uniform"),
        "lecun_uniform": translate("texts", "LeCun uniform"),
        "glorot_uniform": translate("texts", "Glorot uniform"),
        "xavier_normal": "Glorot",
        "xavier_uniform": translate("texts", "Glorot uniform"),
        "zeros": translate("texts", "zeros"),
        "constant": translate("texts", "constant"),
        "normal": translate("texts", "normal"),
        "uniform": translate("texts", "uniform"),
        "nodes_normal": translate("texts", "by nodes"),
        "given": translate("texts", "given"),
    }
    return names.get(name) or _INITIALIZERS[name]


def initializer_formula(init: str, fan_in: int, fan_out: int) -> str:
    """Return the spread of an initialiser with the layer's own numbers in place: 'σ=√1/7'."""
    formula = initializer(init).formula
    if init == "given" or formula == "0":
        return ""
    for fans, value in (("fan_in + fan_out", fan_in + fan_out), ("fan_in", fan_in), ("nodes", fan_out)):
        formula = formula.replace(f"({fans})", str(value)).replace(fans, str(value))
    return formula.replace(" ", "").replace("√(", "√").replace(")", "")


def loss_name(loss: str) -> str:
    """Return the reader's name of a loss; one that nnlab does not know, from a file, by its own word."""
    names = {
        "half_squared_error": translate("texts", "half squared error"),
        "cross_entropy": translate("texts", "cross-entropy"),
        "binary_cross_entropy": translate("texts", "binary cross-entropy"),
    }
    return names.get(loss) or foreign(loss)


def loss_note(loss: str) -> str:
    """Return which outputs a loss goes with."""
    return {
        "half_squared_error": translate("texts", "½ Σ (y − t)², for values"),
        "cross_entropy": translate("texts", "for softmax outputs: classes"),
        "binary_cross_entropy": translate("texts", "for sigmoid outputs: bits"),
    }[loss]


def optimizer_name(optimizer: str) -> str:
    """Return the reader's name of an optimizer; one that nnlab does not know, from a file, by its own word."""
    names = {
        "sgd": "SGD",
        "momentum": translate("texts", "momentum"),
        "nesterov": "Nesterov",
        "adagrad": "AdaGrad",
        "rmsprop": "RMSProp",
        "adam": "Adam",
    }
    return names.get(optimizer) or foreign(optimizer)


def optimizer_note(optimizer: str) -> str:
    """Return what an optimizer does, in a few words."""
    return {
        "sgd": translate("texts", "rate times gradient"),
        "momentum": translate("texts", "keeps rolling"),
        "nesterov": translate("texts", "rolls and looks ahead"),
        "adagrad": translate("texts", "smaller steps where it went far"),
        "rmsprop": translate("texts", "scaled by recent gradients"),
        "adam": translate("texts", "momentum and scaling together"),
    }[optimizer]


def data_name(name: str, dataset: Dataset | None = None) -> str:
    """Return the reader's name of a row or column, see `data_names`."""
    return data_names((name,), dataset)[0]


def data_names(names: tuple[str, ...], dataset: Dataset | None = None) -> tuple[str, ...]:
    """Return the reader's names of rows or columns of `dataset`, None for data of nnlab's own.

    Those are in the reader's language; what the owner of a table has named stays so, cut where it is long.
    """
    # First what can be told at once: this is asked at every picture.
    if _SHIPPED.isdisjoint(names) or not (dataset is None or is_of_nnlab(dataset)):
        return own_names(names)
    shipped = animal_names() if ANIMAL_NAMES.issuperset(names) else _shipped_names() | animal_names()
    return tuple(shipped.get(name) or shortened(name, _LONGEST_NAME) for name in names)


def is_of_nnlab(dataset: Dataset) -> bool:
    """Return whether rows and columns have the names that nnlab gave them, be it that samples were edited since.

    A table of one's own, and pictures in folders that one has named, are called as their owner calls them, whatever
    these words are to nnlab.
    """
    own = isinstance(dataset.origin, TableSource) or dataset.scales is not None
    name = dataset.name.removesuffix(EDITED).partition(": ")[
        0
    ]  # some samples of a data set: 'seven-segments: 2'
    return not own and name in _names_of_data()


@cache
def _names_of_data() -> frozenset[str]:
    """Return the names of the data sets that come with nnlab or that it fetches, and of those within presets."""
    return frozenset((*dataset_names(), *preset_keys()))


@lru_cache(maxsize=16)
def own_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names short enough to be laid out: a text of sixty thousand characters takes seconds."""
    if all(len(name) <= _LONGEST_NAME for name in names):
        return names
    return tuple(shortened(name, _LONGEST_NAME) for name in names)


def _shipped_names() -> dict[str, str]:
    return {
        "width": translate("texts", "width"),
        "length": translate("texts", "length"),
        "ladybird": translate("texts", "ladybird"),
        "caterpillar": translate("texts", "caterpillar"),
        "dog": translate("texts", "dog"),
        "cat": translate("texts", "cat"),
        "bird": translate("texts", "bird"),
        "class 0": translate("texts", "class 0"),
        "class 1": translate("texts", "class 1"),
        "class 2": translate("texts", "class 2"),
        "class 3": translate("texts", "class 3"),
        "T-shirt/top": translate("texts", "T-shirt/top"),
        "Trouser": translate("texts", "Trouser"),
        "Pullover": translate("texts", "Pullover"),
        "Dress": translate("texts", "Dress"),
        "Coat": translate("texts", "Coat"),
        "Sandal": translate("texts", "Sandal"),
        "Shirt": translate("texts", "Shirt"),
        "Sneaker": translate("texts", "Sneaker"),
        "Bag": translate("texts", "Bag"),
        "Ankle boot": translate("texts", "Ankle boot"),
    }


_SHIPPED = frozenset(_shipped_names()) | ANIMAL_NAMES


def speed_name(speed: Speed) -> str:
    """Return the reader's name of a speed."""
    if speed.per_second is None:
        return translate("texts", "full speed")
    if speed.unit is StepSize.OPERATION:
        one, many = translate("texts", "1 operation/s"), translate("texts", "{count} operations/s")
    else:
        one, many = translate("texts", "1 update/s"), translate("texts", "{count} updates/s")
    text = one if speed.per_second == 1 else many
    return text.format(count=f"{speed.per_second:,.0f}")


def speed_names() -> tuple[str, ...]:
    """Return the names of all speeds, slowest first."""
    return tuple(speed_name(speed) for speed in SPEEDS)
