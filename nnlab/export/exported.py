"""Everything about a project that other programs may be given, as one frozen value."""

from dataclasses import dataclass

from nnlab.data import Dataset
from nnlab.engine import History, Parameters, TrainingConfig, TrainState
from nnlab.export.network import ExportedNetwork
from nnlab.project import ProjectState
from nnlab.project.saved import SavedProject


@dataclass(frozen=True, eq=False, slots=True)
class Exported:
    """What a format is written from: each takes of it what it needs.

    `network` is the network as it is now, with names; `training` says how far it has come, `history` is its curve.
    `given` holds the matrices that 'given' layers start from. `dataset` is None where its pictures are not at hand.
    `title` names the project, for readers. `language` is what a page is written in: 'en' or 'ko'.
    """

    network: ExportedNetwork
    config: TrainingConfig
    training: TrainState
    history: History
    given: Parameters | None = None
    dataset: Dataset | None = None
    data_name: str = ""
    preset: str = ""
    title: str = ""
    notes: str = ""
    language: str = "en"

    @property
    def start(self) -> Parameters:
        """The weights that the training begins with: what a reset would give."""
        return Parameters.drawn(self.network.parameters.spec, self.config.seed, self.given)


def exported(state: ProjectState, *, title: str = "", language: str = "en") -> Exported:
    """Return what is exported of the project on the bench."""
    dataset = state.dataset
    pixels = dataset.image_shape is not None
    return Exported(
        network=ExportedNetwork(
            state.parameters, () if pixels else dataset.input_names, dataset.target_names
        ),
        config=state.config,
        training=state.training,
        history=state.history,
        given=state.given,
        dataset=dataset,
        data_name=dataset.name,
        preset=state.preset,
        title=title,
        notes=state.notes,
        language=language,
    )


def exported_file(
    project: SavedProject, dataset: Dataset | None = None, *, title: str = "", language: str = "en"
) -> Exported:
    """Return what is exported of a project in its file; `dataset` is what it learns from, where that is at hand."""
    data, spec = project.data, project.parameters.spec
    return Exported(
        network=ExportedNetwork(
            project.parameters,
            _fitting(data.input_names, spec.inputs),
            _fitting(data.target_names, spec.outputs),
        ),
        config=project.config,
        training=project.training,
        history=project.history,
        given=project.given,
        dataset=dataset,
        data_name=data.name,
        preset=project.preset,
        title=title,
        notes=project.notes,
        language=language,
    )


def _fitting(names: tuple[str, ...] | None, count: int) -> tuple[str, ...]:
    """Return the names of a column of neurons, or none where pixels have no names."""
    return names if names is not None and len(names) == count else ()
