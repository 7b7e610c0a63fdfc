"""What the checks of a lesson look at: one moment of the laboratory, and what was done since the step began."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import Parameters, TrainingConfig
from nnlab.project import ProjectState


class DeedKind(Enum):
    """What a learner can do that leaves no trace in the project's state. The value is how results name it."""

    TRAINED = "trained"  # a run was begun
    STEPPED = "stepped"  # one step; what: epoch, batch, sample or operation
    STEPPED_BACK = "stepped back"
    RESET = "reset"
    DIVERGED = "diverged"
    REWOUND = "rewound"
    NUMBER_GUESSED = "number guessed"  # a blank of the arithmetic, rightly
    TRAINING_REFUSED = "training refused"  # a network without slopes was to be trained
    GRADIENT_CHECKED = "gradient checked"  # the check said that the gradients agree
    EXPORTED = "exported"  # what: the key of the format
    SAVED = "saved"
    PRESET_OPENED = "preset opened"  # what: its key
    WORKSPACE_SHOWN = "workspace shown"  # what: its key
    DIGIT_READ = "digit read"  # what: the digit that a drawing is read as
    DIGIT_KEPT = "digit kept"  # what: the digit that a drawing is kept as
    RUNS_COMPARED = "runs compared"  # what: how many
    SWEEP_FINISHED = "sweep finished"  # what: its epochs, and how many values each setting had
    FOLDS_FINISHED = "folds finished"  # what: count, way down, mean share of right answers
    EXPERIMENT_SHOWN = "experiment shown"  # what: its key
    STARTS_COMPARED = "starts compared"  # what: activation and number of the hidden layers
    DESCENDED = "descended"  # what: landscape, outcome and optimizer
    WAYS_COMPARED = "ways compared"  # what: rates or batches
    GRAPH_STEPPED = "graph stepped"  # one node further through the computational graph
    GRADIENT_DOUBTED = (
        "gradient doubted"  # a step size that can tell nothing was looked at; what: why it cannot
    )


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done; `what` says to what, where the kind alone does not."""

    kind: DeedKind
    what: str = ""


@dataclass(frozen=True, eq=False, slots=True, kw_only=True)
class LessonFacts:
    """One moment, as plain values.

    state       the project as it is in the document
    config      the settings in force: those of the run while one goes
    parameters  the weights and biases of the moment
    epoch, step passes over the data and updates that are done
    loss        as the toolbar shows it
    accuracy    share of the training samples that are right, 0 to 1; None where nothing can be right or wrong
    unseen_accuracy  the same of the unseen samples that are watched, or None
    probe       what reaches the network from the input side (in,); `broken` are the inputs that are broken
    answer      what the network answers to it (K,)
    target      what the sample on the bench asks for (K,); None where no sample lies there
    left_out    the steps of a drawing's way into the network that are switched off; empty without a drawing
    workspace   the key of the workspace that is shown
    nodes       value and gradient of the scalar nodes of the graph, by name
    kept_runs   how many runs are kept with the project
    has_guessed whether the guess of the step is made
    deeds       what was done since the step began, and how often
    """

    state: ProjectState
    config: TrainingConfig
    parameters: Parameters
    epoch: int
    step: int
    loss: float
    accuracy: float | None
    unseen_accuracy: float | None
    probe: NDArray[np.float64]
    broken: frozenset[int]
    answer: NDArray[np.floating]
    workspace: str
    nodes: Mapping[str, tuple[float, float]] = field(default_factory=lambda: MappingProxyType({}))
    kept_runs: int = 0
    has_guessed: bool = False
    deeds: Mapping[Deed, int] = field(default_factory=lambda: MappingProxyType({}))
    target: NDArray[np.floating] | None = None
    left_out: frozenset[str] = frozenset()

    def count(self, kind: DeedKind, what: str | None = None) -> int:
        """Return how often something was done since the step began; with `what` only that."""
        return sum(
            number
            for deed, number in self.deeds.items()
            if deed.kind is kind and (what is None or deed.what == what)
        )

    def whats(self, kind: DeedKind) -> list[list[str]]:
        """Return to what something was done since the step began, each in its words."""
        return [deed.what.split() for deed in self.deeds if deed.kind is kind]

    @property
    def bits(self) -> tuple[int, ...]:
        """The answer to the probe as bits: 1 where an output is 0.5 or above."""
        return tuple(int(value >= 0.5) for value in self.answer)

    @property
    def is_finite(self) -> bool:
        """Whether the loss is a number that says something."""
        return math.isfinite(self.loss)
