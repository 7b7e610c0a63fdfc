"""`nnlab train --save`: whether a project can be written is asked before the training, and it is written after it."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from nnlab.cli.outputs import require_output
from nnlab.cli.runs import run_outcome
from nnlab.engine import EngineError
from nnlab.files import SaveError
from nnlab.files.errors import named
from nnlab.project import ProjectState, recorded
from nnlab.project.nnlab_file import SUFFIX, save_project
from nnlab.project.saved import saved
from nnlab.project.spoken import shown
from nnlab.training import Fate, Outcome


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of a saving: the `sentence` to say at the end, empty for none, and whether it failed."""

    sentence: str = ""
    failed: bool = False


def require_savable(path: str, *, reads: Iterable[str | None] = ()) -> None:
    """Raise EngineError when no project can be written to `path`, as far as that can be known before a training."""
    if Path(path).suffix.lower() != SUFFIX:
        raise EngineError(f"--save takes a file whose name ends in {SUFFIX}, but {shown(path)} was given.")
    require_output("--save", path, reads=reads, undone="Nothing was trained.")


def keep(path: str, state: ProjectState, outcome: Outcome) -> Kept:
    """Write what `outcome` has reached, of the project `state` it began with, to `path`; never raises SaveError.

    After a fault of nnlab's own there is no curve, so that an earlier file keeps its name and its content: the last
    good state goes beside it.
    """
    reached = replace(state, training=outcome.training, history=outcome.history)
    project = saved(replace(reached, runs=recorded(state, reached, run_outcome(outcome))))
    place, sentence = Path(path), ""
    if outcome.ended_by is Fate.FAILED and os.path.lexists(place):
        place = place.with_name(f"{place.stem}-last-good{place.suffix}")
        sentence = (
            f"{named(path)} was left as it was: the last good state, without its curve, is in {named(place)}."
        )
    elif not project.data.whole and not project.data.is_in_catalog:
        sentence = (
            f"The pictures are too many to lie in {named(path)}: it holds the network and its training alone."
        )
    try:
        save_project(place, project)
    except SaveError as fault:
        return Kept(str(fault), failed=True)
    return Kept(sentence)
