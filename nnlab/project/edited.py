"""What a structural edit leaves: the state after it, and which layers begin afresh."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nnlab.data.learned import Learned
from nnlab.engine import EngineError, History, Parameters, TrainState
from nnlab.project.state import ProjectState


@dataclass(frozen=True, eq=False, slots=True)
class Edited:
    """The state after a structural edit, and the layers (from 0) whose weights were drawn afresh or kept."""

    state: ProjectState
    redrawn: tuple[int, ...]
    kept: tuple[int, ...]


def unchanged(state: ProjectState) -> Edited:
    """Return the state as it is, with the weights of every layer kept."""
    return Edited(state, (), tuple(range(len(state.spec.layers))))


def begun_anew(state: ProjectState, parameters: Parameters, redrawn: Sequence[int]) -> Edited:
    """Return the state with these parameters, of which layers `redrawn` are new, before any training with them.

    Where all are new they have learned from nothing.
    """
    fresh = TrainState.fresh(parameters, state.config.seed)
    count = len(parameters.spec.layers)
    learned = Learned() if len(set(redrawn)) == count else state.learned
    return Edited(
        replace(state, training=fresh, history=History.empty(), runs=state.runs.left(), learned=learned),
        tuple(redrawn),
        tuple(i for i in range(count) if i not in redrawn),
    )


def require_layer(state: ProjectState, index: int) -> None:
    """Raise EngineError if there is no layer `index`: an edit may come late, when the network is another."""
    if not 0 <= index < len(state.spec.layers):
        raise EngineError(f"the network has no layer {index + 1}: it has {len(state.spec.layers)}.")
