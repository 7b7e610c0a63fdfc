"""Facts for checks: those of a preset at rest, with whatever a test wants to be otherwise."""

from dataclasses import replace
from typing import Any

import numpy as np

from nnlab.engine import Network
from nnlab.lessons import Deed, DeedKind, LessonFacts, begin, load_preset
from nnlab.project import ProjectState


def facts_of(state: ProjectState | None = None, **changes: Any) -> LessonFacts:
    """Return the facts of a project that was just begun, the seven segments' if none is given."""
    state = begin(load_preset("seven-segment")) if state is None else state
    probe = np.array(changes.pop("probe", state.dataset.inputs[0]), dtype=np.float64)
    answer = Network.reading(state.parameters).predict(probe[None])[0]
    facts = LessonFacts(
        state=state,
        config=state.config,
        parameters=state.parameters,
        epoch=0,
        step=0,
        loss=2.8,
        accuracy=0.1,
        unseen_accuracy=None,
        probe=probe,
        broken=frozenset(),
        answer=answer,
        workspace="bench",
    )
    return replace(facts, **changes)


def done(kind: DeedKind, what: str = "", times: int = 1) -> dict[Deed, int]:
    """Return the deeds of somebody who did one thing."""
    return {Deed(kind, what): times}
