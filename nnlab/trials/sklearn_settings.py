"""A network and its training as scikit-learn's MLPClassifier or MLPRegressor would be asked for them."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset
from nnlab.engine import EngineError, NetworkSpec, Pixels, Task, TrainingConfig
from nnlab.files.errors import counted, quoted
from nnlab.project import ProjectState
from nnlab.trials.sklearn_yes_no import learns_two_classes, with_yes_or_no

MOST_NUMBERS = (
    20_000_000  # of all samples: scikit-learn has them as floats, and MNIST would take minutes for a pass
)
_LONGEST_NAME = 30  # of a class, in a comment of the code

_ACTIVATIONS = {"relu": "relu", "sigmoid": "logistic", "tanh": "tanh", "linear": "identity"}
_NO_HIDDEN = "relu"  # what is said where there is no hidden layer; it is not used
# (output activation, loss) of nnlab: the class whose output and loss these are
_CLASSIFIER, _REGRESSOR = "MLPClassifier", "MLPRegressor"
_OUTPUTS = {
    ("softmax", "cross_entropy"): _CLASSIFIER,
    ("sigmoid", "binary_cross_entropy"): _CLASSIFIER,
    ("linear", "half_squared_error"): _REGRESSOR,
}


class Mismatch(Enum):
    """Why scikit-learn has no such network, or cannot train it so."""

    ACTIVATION = "activation"
    OUTPUT = "output"
    BIAS = "bias"
    OPTIMIZER = "optimizer"
    TARGETS = "targets"
    EMPTY_CLASS = "empty class"
    SIZE = "size"


class NoTwinError(EngineError):
    """There is no such network or training in scikit-learn; `mismatch` says what is amiss."""

    def __init__(self, mismatch: Mismatch, message: str) -> None:
        super().__init__(message)
        self.mismatch = mismatch


class Difference(Enum):
    """What is not the same although both train the same network, and does not matter much."""

    TWO_CLASSES = "two classes"  # are one yes or no there, and so in both
    ADAM = "adam"  # ε is added to √v before the bias of v is corrected, in nnlab after it
    STOP_RULE = "stop rule"  # both make the same number of passes
    FLOAT32 = "float32"  # sums in another order are rounded in another way


@dataclass(frozen=True, slots=True)
class SklearnSettings:
    """What the network and the training are called there. `batch_size` is a number of samples.

    `yes` is the second of two classes, where both learn one yes or no in place of two outputs; else empty.
    """

    model: str
    hidden: tuple[int, ...]
    activation: str
    solver: str
    batch_size: int
    learning_rate: float
    momentum: float
    nesterov: bool
    beta_1: float
    beta_2: float
    differences: tuple[Difference, ...]
    yes: str = ""

    @property
    def classifies(self) -> bool:
        """Whether it is an MLPClassifier."""
        return self.model == _CLASSIFIER

    @property
    def arguments(self) -> dict[str, object]:
        """What the model is constructed with, by keyword.

        Passes are asked for one by one, in the order of samples that nnlab draws: one pass for each call, no shuffling.
        """
        given: dict[str, object] = {
            "hidden_layer_sizes": self.hidden,
            "activation": self.activation,
            "solver": self.solver,
            "alpha": 0.0,
            "batch_size": self.batch_size,
            "learning_rate_init": self.learning_rate,
        }
        if self.solver == "sgd":
            given |= {"momentum": self.momentum, "nesterovs_momentum": self.nesterov}
        else:
            given |= {"beta_1": self.beta_1, "beta_2": self.beta_2}
        return given | {"shuffle": False, "max_iter": 1, "warm_start": True, "random_state": 0}

    @property
    def code(self) -> str:
        """The Python lines that train the model; X, y, start and orders are what their comments say."""
        arguments = "".join(f"    {name}={_literal(value)},\n" for name, value in self.arguments.items())
        return _CODE.format(model=self.model, arguments=arguments, target=self._target)

    @property
    def _target(self) -> str:
        if self.yes:
            return f"1 for {quoted(self.yes, _LONGEST_NAME)}, 0 for the other class"
        return "the right answers" if self.classifies else "the targets"


_CODE = """\
from sklearn.neural_network import {model}

# X: the training samples (N, inputs); y: {target}
# start: W (in, out) and b (out,) of each layer, as nnlab drew them
# orders: the order of the samples in each pass, as nnlab drew it
model = {model}(
{arguments})
model.fit(X, y)  # makes the arrays, which are overwritten
for W, b, (start_W, start_b) in zip(model.coefs_, model.intercepts_, start):
    W[:], b[:] = start_W, start_b
first, *others = orders
model.fit(X[first], y[first])  # one pass, with a fresh optimizer
for order in others:
    model.partial_fit(X[order], y[order])
"""


def sklearn_settings(state: ProjectState) -> SklearnSettings:
    """Return how scikit-learn is asked for the network, data and training of `state`.

    Two classes it learns as one yes or no (`compared`). Raises NoTwinError, with what can be changed, where it has no
    such thing.
    """
    is_yes_or_no = learns_two_classes(state)
    state = compared(state)
    spec, config, data = state.spec, state.config, state.dataset
    model = _model(spec, config)
    _require_biases(spec)
    _require_data(data, model)
    solver = _solver(config)
    samples = len(data.targets)
    differences = [Difference.TWO_CLASSES] if is_yes_or_no else []
    if solver == "adam":
        differences.append(Difference.ADAM)
    if config.stop_all_right or (config.stop_loss, config.stop_epoch_error) != (None, None):
        differences.append(Difference.STOP_RULE)
    if spec.dtype == "float32":
        differences.append(Difference.FLOAT32)
    return SklearnSettings(
        model=model,
        hidden=tuple(spec.sizes[1:-1]),
        activation=_activation(spec),
        solver=solver,
        batch_size=min(config.batch_size or samples, samples),
        learning_rate=config.learning_rate,
        momentum=0.0 if config.optimizer == "sgd" else config.momentum,
        nesterov=config.optimizer == "nesterov",
        beta_1=config.beta1,
        beta_2=config.beta2,
        differences=tuple(differences),
        yes=data.target_names[0] if is_yes_or_no else "",
    )


def compared(state: ProjectState) -> ProjectState:
    """Return the project that both train: `state` itself, but of two classes the one that says yes or no."""
    return with_yes_or_no(state) if learns_two_classes(state) else state


def _literal(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)


def _model(spec: NetworkSpec, config: TrainingConfig) -> str:
    output = spec.layers[-1].activation
    model = _OUTPUTS.get((output, config.loss))
    if model is None:
        raise NoTwinError(
            Mismatch.OUTPUT,
            "scikit-learn knows softmax with cross-entropy, sigmoid with binary cross-entropy and linear outputs with "
            f"half squared error, but not {output} with {config.loss}. Choose one of these pairs.",
        )
    return model


def _activation(spec: NetworkSpec) -> str:
    names = {layer.activation for layer in spec.layers[:-1]}
    if not names:
        return _NO_HIDDEN
    name = names.pop()
    if names or name not in _ACTIVATIONS:
        raise NoTwinError(
            Mismatch.ACTIVATION,
            "scikit-learn has one activation for all hidden layers: relu, sigmoid, tanh or linear. Choose one of them.",
        )
    return _ACTIVATIONS[name]


def _require_biases(spec: NetworkSpec) -> None:
    for number, layer in enumerate(spec.layers, start=1):
        if not layer.bias:
            raise NoTwinError(
                Mismatch.BIAS,
                f"in scikit-learn every layer has biases, but layer {number} has none. Give it some.",
            )


def _solver(config: TrainingConfig) -> str:
    if config.optimizer in ("sgd", "momentum", "nesterov"):
        return "sgd"
    if config.optimizer == "adam":
        return "adam"
    raise NoTwinError(
        Mismatch.OPTIMIZER,
        f"scikit-learn has sgd, momentum, nesterov and adam, but not {config.optimizer}. Choose one of them.",
    )


def _require_data(data: Dataset, model: str) -> None:
    if data.inputs.shape[0] * data.inputs.shape[1] > MOST_NUMBERS:
        raise NoTwinError(
            Mismatch.SIZE,
            f"{counted(len(data.targets), 'sample')} are more than are compared: scikit-learn would take minutes for "
            "a pass. Take fewer samples.",
        )
    if model == _REGRESSOR:
        return
    targets = data.targets
    one_hot = data.task is not Task.CLASSES or bool((targets.sum(axis=1) == 1.0).all())
    if not np.isin(targets, (0.0, 1.0)).all() or data.task is Task.VALUES or not one_hot:
        raise NoTwinError(
            Mismatch.TARGETS,
            "scikit-learn's classifier learns from targets that are 0 or 1. Put the targets on that scale.",
        )
    seen = targets.any(axis=0) & (data.task is Task.CLASSES or ~targets.all(axis=0))
    if (data.task is Task.CLASSES or targets.shape[1] == 1) and not seen.all():
        raise NoTwinError(
            Mismatch.EMPTY_CLASS,
            "scikit-learn knows only classes that it is shown, and one of them has no sample to learn from. Take "
            "more samples.",
        )


def as_inputs(data: Dataset, dtype: str) -> NDArray[Any]:
    """Return the inputs (N, in) as an array of `dtype`."""
    inputs = data.inputs
    if isinstance(inputs, Pixels):
        return inputs.numbers(slice(None), dtype)
    return inputs.astype(dtype)


def as_targets(data: Dataset, classifies: bool, dtype: str) -> NDArray[Any]:
    """Return the targets as scikit-learn wants them: (N,) of class numbers, bits or numbers, or (N, out) of several."""
    targets = data.targets
    if not classifies:
        return (targets[:, 0] if targets.shape[1] == 1 else targets).astype(dtype)
    if data.task is Task.CLASSES:
        return np.asarray(targets.argmax(axis=1))
    bits = targets.astype(np.int64)
    return bits[:, 0] if bits.shape[1] == 1 else bits
