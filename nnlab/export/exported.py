"""Everything about a project that other programs may be given, as one frozen value."""

from dataclasses import dataclass

import numpy as np

from nnlab.data import Dataset
from nnlab.engine import EngineError, History, Parameters, TrainingConfig, TrainState
from nnlab.engine.parameters import LayerArrays
from nnlab.export.network import ExportedNetwork
from nnlab.files import SaveError
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

    def require_finite(self) -> None:
        """Raise SaveError when a weight is no number: no program could use it."""
        if not np.isfinite(self.network.parameters.vector).all():
            what = "some weights are no numbers any more, and such a network cannot be used"
            raise SaveError(
                "not-finite", f"It was not written: {what}. Undo, or reset the network, and export again."
            )

    @property
    def start(self) -> Parameters:
        """The weights that the training begins with: those on the bench before its first update.

        Once it has begun nobody knows them any more, and they are what a reset would give. Raises EngineError where
        that would have to be given and is not.
        """
        return self._drawn() if self.training.step else self.network.parameters

    @property
    def layers_by_hand(self) -> tuple[int, ...]:
        """The layers, from 0, that begin with other weights than a reset would give; none once training has begun.

        Those weights were set by hand, imported, or kept from a network of another shape.
        """
        if self.training.step:
            return ()
        present = self.network.parameters
        try:
            drawn = self._drawn()
        except EngineError:  # the matrices of a given start are gone: what there is was put in
            return tuple(range(len(present.layers)))
        pairs = zip(present.layers, drawn.layers, strict=True)
        return tuple(index for index, (own, other) in enumerate(pairs) if not _is_same(own, other))

    def _drawn(self) -> Parameters:
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


def _is_same(one: LayerArrays, other: LayerArrays) -> bool:
    """Return whether two layers of one shape have the same numbers."""
    (W, b), (other_W, other_b) = one, other
    return np.array_equal(W, other_W) and (b is None or other_b is None or np.array_equal(b, other_b))


def _fitting(names: tuple[str, ...] | None, count: int) -> tuple[str, ...]:
    """Return the names of a column of neurons, or none where pixels have no names."""
    return names if names is not None and len(names) == count else ()
