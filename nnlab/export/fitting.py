"""Whether a network from elsewhere fits the one on the bench, and the edits that bring it there.

Both edits are pure functions from a project to a project. What was trained before is no longer there, so the training
begins anew: counters, optimizer and curve. What the weights have learned from elsewhere nobody knows, and any sample
that is held out later may be of it (`data.learned`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TypeVar

import numpy as np

from nnlab.data.learned import Learned
from nnlab.engine import EngineError, History, LayerSpec, NetworkSpec, Parameters, TrainState, activation
from nnlab.engine.arrays import Floats
from nnlab.export.foreign import ForeignLayer, ForeignNetwork
from nnlab.files.errors import counted
from nnlab.project import ProjectState
from nnlab.project.saved import SavedProject
from nnlab.project.state import default_init

_DEFAULT_HIDDEN = "relu"

# On the bench or in its file: both have a training, a curve and given matrices.
Project = TypeVar("Project", ProjectState, SavedProject)


@dataclass(frozen=True, slots=True)
class LayerFit:
    """One row of the comparison: what a layer of the network expects, and what the file has for it.

    Shapes are (inputs, units). None stands for a layer that is not there, and for an activation of which the file does
    not speak.
    """

    number: int
    expected: tuple[int, int] | None
    found: tuple[int, int] | None
    expected_activation: str | None
    found_activation: str | None
    has_room_for_bias: bool

    @property
    def fits(self) -> bool:
        """Whether the weights can be put in; activations do not matter for that."""
        return self.expected == self.found and self.has_room_for_bias

    @property
    def is_same_activation(self) -> bool:
        """Whether the file names the same activation, or none."""
        expected, found = self.expected_activation, self.found_activation
        if expected is None or found is None:
            return True
        return activation(expected).formula == activation(found).formula


@dataclass(frozen=True, slots=True)
class Fit:
    """The comparison, one row a layer of whichever network has more."""

    rows: tuple[LayerFit, ...]

    @property
    def fits(self) -> bool:
        """Whether all weights can be put into the network as it is."""
        return all(row.fits for row in self.rows)

    @property
    def computes_the_same(self) -> bool:
        """Whether the network then gives what it gave elsewhere, as far as the file says."""
        return self.fits and all(row.is_same_activation for row in self.rows)


def fit_of(spec: NetworkSpec, foreign: ForeignNetwork) -> Fit:
    """Return how the weights fit a network of this specification."""
    rows = []
    pairs = zip_longest(zip(spec.sizes, spec.layers, strict=False), foreign.layers)
    for number, (own, found) in enumerate(pairs, start=1):
        inputs, layer = own or (0, None)
        rows.append(
            LayerFit(
                number,
                None if layer is None else (inputs, layer.units),
                None if found is None else (found.W.shape[0], found.W.shape[1]),
                None if layer is None else layer.activation,
                None if found is None else found.activation,
                layer is None or layer.bias or found is None or found.b is None or not found.b.any(),
            )
        )
    return Fit(tuple(rows))


def with_weights(project: Project, foreign: ForeignNetwork) -> Project:
    """Return the project with these weights in its network, in the network's own dtype; activations stay.

    A layer without bias in the file gets biases of zero. Raises EngineError, naming the layer, unless all of them fit.
    """
    spec = project.parameters.spec
    for row in fit_of(spec, foreign).rows:
        if not row.fits:
            raise EngineError(f"layer {row.number} does not fit: {_difference(row)}.")
    return _from_elsewhere(project, _begun(project, spec, foreign.layers))


def matching_spec(present: NetworkSpec, foreign: ForeignNetwork) -> NetworkSpec:
    """Return the network of the found shapes, which must still fit the data that the present one fits.

    Activations are those of the file; where it does not say, those of the present network if it has as many layers,
    else relu in the hidden layers and, in the last, what the present network has there.
    Raises EngineError when the data have other inputs or outputs.
    """
    sizes = foreign.sizes
    if (sizes[0], sizes[-1]) != (present.inputs, present.outputs):
        raise EngineError(
            f"the network {foreign.shape_text} does not fit the data, which have "
            f"{counted(present.inputs, 'input')} and {counted(present.outputs, 'output')}. Open its data first."
        )
    like = present.layers
    if len(foreign.layers) != len(like):
        like = (LayerSpec(1, _DEFAULT_HIDDEN),) * (len(foreign.layers) - 1) + (like[-1],)
    layers = []
    for found, own in zip(foreign.layers, like, strict=True):
        name = found.activation or own.activation
        layers.append(LayerSpec(found.W.shape[1], name, default_init(name), found.b is not None))
    return NetworkSpec(sizes[0], tuple(layers), foreign.dtype or present.dtype)


def with_matching_network(project: Project, foreign: ForeignNetwork) -> Project:
    """Return the project with the network of `matching_spec` and these weights in it."""
    spec = matching_spec(project.parameters.spec, foreign)
    return replace(_from_elsewhere(project, _begun(project, spec, foreign.layers)), given=None)


def _from_elsewhere(project: Project, training: TrainState) -> Project:
    """Return the project with weights that may have learned from any samples."""
    begun = replace(project, training=training, history=History.empty())
    if isinstance(begun, ProjectState):
        return replace(begun, learned=Learned(others=True))
    return replace(begun, learned_elsewhere=True)


def _begun(
    project: ProjectState | SavedProject, spec: NetworkSpec, layers: Sequence[ForeignLayer]
) -> TrainState:
    """Return the training of a network with these weights before its first step."""
    weights = [(found.W, _bias(layer, found.b)) for layer, found in zip(spec.layers, layers, strict=True)]
    return TrainState.fresh(Parameters.from_layers(spec, weights), project.config.seed)


def _bias(layer: LayerSpec, found: Floats | None) -> Floats | None:
    """Return the bias as the layer needs it; `fits` has made sure that one without has nothing to lose."""
    if not layer.bias:
        return None
    return np.zeros(layer.units) if found is None else found


def _difference(row: LayerFit) -> str:
    if row.expected == row.found:
        return "the file has a bias for it, and the network has none"
    expected, found = (
        "no such layer" if shape is None else f"{shape[0]} × {shape[1]} weights"
        for shape in (row.expected, row.found)
    )
    return f"the network has {expected}, the file {found}"
