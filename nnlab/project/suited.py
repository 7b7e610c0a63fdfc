"""A network that suits a data set nobody has made one for: a table of one's own, points that were made."""

from dataclasses import replace

from nnlab.data import Dataset
from nnlab.data.tabular.plan import TableSource
from nnlab.engine import LayerSpec, NetworkSpec, Task, TrainingConfig
from nnlab.project.data_edits import with_dataset
from nnlab.project.edited import Edited
from nnlab.project.state import ProjectState, default_hidden_layer, default_init, drawable, in_place_of

# What outputs and loss suit the targets: probabilities of classes, of yes, and numbers without bounds.
_ENDS = {
    Task.CLASSES: ("softmax", "cross_entropy"),
    Task.BITS: ("sigmoid", "binary_cross_entropy"),
    Task.VALUES: ("linear", "half_squared_error"),
}
_RATE, _EPOCHS = 0.01, 200  # Adam, which forgives tables of any scale
_BATCH, _LARGE_BATCH = 16, 64
_LARGE_ROWS, _LARGE_EPOCHS = 5000, 20


def suited(dataset: Dataset) -> ProjectState:
    """Return an untrained network for `dataset`: eight hidden units, and outputs and loss that suit its targets.

    Raises EngineError for inputs or targets too many for any network.
    """
    _, loss = _ENDS[dataset.task]
    rows = len(dataset.inputs)
    is_large = rows > _LARGE_ROWS
    config = TrainingConfig(
        loss=loss,
        optimizer="adam",
        learning_rate=_RATE,
        batch_size=min(_LARGE_BATCH if is_large else _BATCH, rows),
        epochs=_LARGE_EPOCHS if is_large else _EPOCHS,
    )
    return _begun(dataset, (default_hidden_layer(), _output(dataset)), config)


def with_table(state: ProjectState, dataset: Dataset) -> ProjectState | Edited:
    """Return the state with the samples of a table.

    Where the network fits them it stays (`with_dataset`). Where only the columns of the same table are others, its
    hidden layers stay. Else a network begins that suits the table, which is then work of its own.
    """
    if fits(state, dataset):
        return with_dataset(state, dataset, preset="")
    if not is_same_table(state.dataset, dataset):
        return suited(dataset)
    if dataset.task is state.dataset.task:
        return with_dataset(state, dataset, preset="")
    hidden = map(drawable, state.spec.layers[:-1])
    config = replace(state.config, loss=_ENDS[dataset.task][1])
    fresh = _begun(dataset, (*hidden, _output(dataset)), config, state.spec.dtype)
    return in_place_of(state, fresh)


def fits(state: ProjectState, dataset: Dataset) -> bool:
    """Return whether the network takes these inputs and answers what is asked of these targets."""
    sizes = dataset.inputs.shape[1], dataset.targets.shape[1]
    return sizes == (state.spec.inputs, state.spec.outputs) and dataset.task is state.dataset.task


def is_same_table(one: Dataset, other: Dataset) -> bool:
    """Return whether two data sets are made of the same table."""
    first, second = one.origin, other.origin
    return isinstance(first, TableSource) and isinstance(second, TableSource) and first.text == second.text


def _begun(
    dataset: Dataset, layers: tuple[LayerSpec, ...], config: TrainingConfig, dtype: str = "float64"
) -> ProjectState:
    return ProjectState.begin(dataset, NetworkSpec(dataset.inputs.shape[1], layers, dtype), config)


def _output(dataset: Dataset) -> LayerSpec:
    activation, _ = _ENDS[dataset.task]
    return LayerSpec(dataset.targets.shape[1], activation, default_init(activation))
