"""The state of a project: everything worth saving, as one frozen value."""

from dataclasses import dataclass, field, replace
from enum import Flag, auto

import numpy as np
from numpy.typing import NDArray

from nnlab.data import Dataset
from nnlab.data.learned import Learned
from nnlab.engine import (
    GIVEN,
    EngineError,
    History,
    LayerSpec,
    NetworkSpec,
    Parameters,
    TrainingConfig,
    TrainState,
)
from nnlab.files.errors import counted
from nnlab.project.runs import RunLog
from nnlab.study.graph import Graph
from nnlab.study.starts import is_rectifier

DEFAULT_WIDTH = 8  # of a hidden layer that nobody has given one
_DEFAULT_ACTIVATION = "tanh"


class Change(Flag):
    """Which kinds of thing differ between two states."""

    NONE = 0
    DATASET = auto()
    NETWORK = auto()  # layers, widths, activations, initialisers
    PARAMETERS = auto()
    CONFIG = auto()
    PROGRESS = auto()  # counters, optimizer state and curve
    NOTES = auto()
    GRAPH = auto()  # the computational graph
    RUNS = auto()  # the records of trainings, and which of them the network belongs to


@dataclass(frozen=True, eq=False, slots=True)
class ProjectState:
    """A network on the bench, what it learns from, how, and how far it has come.

    `preset` is the key of the preset the project began with. `given` holds the matrices that layers whose
    initialiser is 'given' start from. The parameters are those of `training`. `notes` are the user's own words.
    `graph` is the computational graph of the workspace that is called so; it stands beside the network. `runs` are the
    trainings of this project. `learned` is what the weights may have learned from before `dataset`.
    Raises EngineError when the network does not fit the data.
    """

    preset: str
    dataset: Dataset
    config: TrainingConfig
    training: TrainState
    history: History
    given: Parameters | None = None
    notes: str = ""
    graph: Graph | None = None
    runs: RunLog = field(default_factory=RunLog)
    learned: Learned = field(default_factory=Learned)

    def __post_init__(self) -> None:
        spec, inputs, outputs = self.spec, self.dataset.inputs.shape[1], self.dataset.targets.shape[1]
        if (spec.inputs, spec.outputs) != (inputs, outputs):
            raise EngineError(
                f"the network {spec.shape_text} does not fit the data, which have {counted(inputs, 'input')} and "
                f"{counted(outputs, 'output')}."
            )

    @classmethod
    def begin(
        cls,
        dataset: Dataset,
        spec: NetworkSpec,
        config: TrainingConfig,
        *,
        preset: str = "",
        given: Parameters | None = None,
    ) -> "ProjectState":
        """Return an untrained project: weights drawn from `config.seed`, or taken from `given`."""
        parameters = Parameters.drawn(spec, config.seed, given)
        training = TrainState.fresh(parameters, config.seed)
        return cls(preset, dataset, config, training, History.empty(), given)

    @property
    def parameters(self) -> Parameters:
        """The weights and biases as they are now."""
        return self.training.parameters

    @property
    def spec(self) -> NetworkSpec:
        """The network's shape, activations and initialisers."""
        return self.training.parameters.spec

    @property
    def arrays(self) -> tuple[NDArray[np.generic], ...]:
        """The arrays that take memory: parameters, optimizer state and curve. States share those that are equal."""
        given = () if self.given is None else (self.given.vector,)
        history = self.history
        curve = (history.epochs, history.loss, history.accuracy, history.test_accuracy, history.test_loss)
        return (self.parameters.vector, *self.training.slots, self.training.order, *curve, *given)

    def fresh_parameters(self) -> Parameters:
        """Return the parameters that a reset would give."""
        return Parameters.drawn(self.spec, self.config.seed, self.given)

    @property
    def is_fresh(self) -> bool:
        """Whether the weights are those that a reset would give: they have learned from nothing."""
        return np.array_equal(self.parameters.vector, self.fresh_parameters().vector)


def in_place_of(state: ProjectState, fresh: ProjectState) -> ProjectState:
    """Return `fresh`, a network and its data, in place of those of `state`.

    What belongs to no network stays: notes, graph, and the runs, to none of which the network belongs.
    """
    return replace(fresh, notes=state.notes, graph=state.graph, runs=state.runs.left())


def changes_between(old: ProjectState, new: ProjectState) -> Change:
    """Return which kinds of thing differ; values are compared by identity where they hold arrays."""
    changes = Change.NONE
    for differs, kind in (
        (old.dataset is not new.dataset or old.preset != new.preset, Change.DATASET),
        (old.spec != new.spec, Change.NETWORK),
        (old.parameters is not new.parameters, Change.PARAMETERS),
        (old.config != new.config, Change.CONFIG),
        (old.training is not new.training or old.history is not new.history, Change.PROGRESS),
        (old.notes != new.notes, Change.NOTES),
        (old.graph != new.graph, Change.GRAPH),
        (old.runs is not new.runs, Change.RUNS),
    ):
        if differs:
            changes |= kind
    return changes


def default_init(activation: str) -> str:
    """Return the initialiser that suits an activation: He for rectifiers, LeCun for all others (note 001, 3.10)."""
    return "he_normal" if is_rectifier(activation) else "lecun_normal"


def default_hidden_layer() -> LayerSpec:
    """Return the hidden layer of a network that has had none so far."""
    return LayerSpec(DEFAULT_WIDTH, _DEFAULT_ACTIVATION, default_init(_DEFAULT_ACTIVATION))


def drawable(layer: LayerSpec) -> LayerSpec:
    """Return the layer with weights that can be drawn: given ones give way to the start of its activation."""
    return replace(layer, init=default_init(layer.activation)) if layer.init == GIVEN else layer
