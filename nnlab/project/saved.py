"""A project as its file holds it: everything but pictures that every nnlab finds, or too many, which are named."""

from dataclasses import dataclass, field, replace

from nnlab.data import load
from nnlab.data.learned import Learned
from nnlab.engine import EngineError, History, Parameters, TrainingConfig, TrainState
from nnlab.files import Cancelled, JsonValue, LoadError, SaveError
from nnlab.project.described_data import described
from nnlab.project.restored_data import Load, restored_data
from nnlab.project.runs import RunLog
from nnlab.project.saved_data import SavedData
from nnlab.project.state import ProjectState
from nnlab.study.graph import Graph


@dataclass(frozen=True, eq=False, slots=True)
class SavedProject:
    """What a file of nnlab holds.

    `data` says what it learns from, and `members` are the samples that are in the file itself, by their names in it.
    `notes` are the user's words, `graph` is the computational graph, if there is one, and `runs` are the trainings that
    are kept. `learned_elsewhere` says that the weights may have learned from other samples as well. `ui` is how the
    window looked, whatever that window says of it. `unknown` are the members, and `unknown_keys` the keys of each
    document, that a later nnlab has put there: they are written back.
    """

    preset: str
    config: TrainingConfig
    training: TrainState
    history: History
    data: SavedData
    members: dict[str, bytes]
    given: Parameters | None = None
    notes: str = ""
    graph: Graph | None = None
    runs: RunLog = field(default_factory=RunLog)
    learned_elsewhere: bool = False
    ui: dict[str, JsonValue] = field(default_factory=dict)
    unknown: dict[str, bytes] = field(default_factory=dict)
    unknown_keys: dict[str, dict[str, JsonValue]] = field(default_factory=dict)

    @property
    def parameters(self) -> Parameters:
        """The weights and biases."""
        return self.training.parameters


def saved(state: ProjectState, *, after: SavedProject | None = None) -> SavedProject:
    """Return `state` as it is saved; what only later versions know is taken over from `after`, an earlier saving.

    Raises SaveError for data that no file can hold.
    """
    try:
        data, members = described(state.dataset)
    except EngineError as error:
        message = f"It cannot be saved: {error} What is on the disk is unchanged. Use other data."
        raise SaveError("not-valid", message, str(error)) from error
    project = SavedProject(
        preset=state.preset,
        config=state.config,
        training=state.training,
        history=state.history,
        data=data,
        members=members,
        given=state.given,
        notes=state.notes,
        graph=state.graph,
        runs=state.runs,
        learned_elsewhere=bool(state.learned),
    )
    if after is None:
        return project
    return replace(project, ui=after.ui, unknown=after.unknown, unknown_keys=after.unknown_keys)


def restored(project: SavedProject, load: Load = load, *, cancelled: Cancelled | None = None) -> ProjectState:
    """Return the project as it goes on the bench, with its data; `cancelled` is asked while pictures are looked for.

    Raises MissingDataError where its pictures are not on this computer, and LoadError where others are or its parts
    do not fit together.
    """
    dataset = restored_data(project.data, project.members, load, cancelled=cancelled)
    try:
        return ProjectState(
            preset=project.preset,
            dataset=dataset,
            config=project.config,
            training=project.training,
            history=project.history,
            given=project.given,
            notes=project.notes,
            graph=project.graph,
            runs=project.runs,
            learned=Learned(others=project.learned_elsewhere),
        )
    except EngineError as error:
        raise LoadError("project", f"Its parts do not fit together: {error}") from error
