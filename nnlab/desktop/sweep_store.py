"""Where the sweeps of a window keep their results, so that one that was broken off goes on, and no more than some."""

import hashlib
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from nnlab import __version__
from nnlab.data.store import home_folder
from nnlab.engine import EngineError
from nnlab.files.errors import FileError
from nnlab.project import ProjectState
from nnlab.project.nnlab_file import project_bytes
from nnlab.project.saved import saved
from nnlab.trials.folder import last_used, made_in, read_folder, read_plan, remove_folder
from nnlab.trials.plan import Plan, SweepPlan, base_of, trials

MOST_KEPT = 20
_NAME_DIGITS = 24


@dataclass(frozen=True, eq=False, slots=True)
class Unfinished:
    """A sweep that was broken off: its base, its plan, and how many of its runs are made."""

    base: ProjectState
    plan: SweepPlan
    made: int
    total: int


def folder_of(base: ProjectState, plan: Plan) -> Path:
    """Return the folder of a sweep: the same for the same plan of the same project, by the same nnlab."""
    told = project_bytes(saved(base_of(base))) + repr(plan).encode() + __version__.encode()
    return _root() / hashlib.sha256(told).hexdigest()[:_NAME_DIGITS]


def tidy(keeping: Path | None = None) -> None:
    """Remove all folders but the latest ones, `keeping`, and those that another window is writing to."""
    for path in _latest_first()[MOST_KEPT:]:
        if path != keeping:
            with suppress(OSError, FileError):
                remove_folder(path)


def unfinished(state: ProjectState) -> Unfinished | None:
    """Return the latest sweep of the network, the samples and the settings of `state` that was broken off, or None."""
    for path in _latest_first():
        with suppress(OSError, FileError, EngineError):
            found = _unfinished(path, state)
            if found is not None:
                return found
    return None


def _unfinished(path: Path, state: ProjectState) -> Unfinished | None:
    plan = read_plan(path)
    if not isinstance(plan, SweepPlan):
        return None
    made, total = made_in(path, plan), len(trials(plan))
    if made >= total:
        return None
    base, _plan = read_folder(path)  # with all of its samples
    return Unfinished(base, plan, made, total) if path == folder_of(_with_epochs(state, base), plan) else None


def _with_epochs(state: ProjectState, base: ProjectState) -> ProjectState:
    """Return `state` with the epochs of a sweep, which are its own."""
    return replace(state, config=replace(state.config, epochs=base.config.epochs))


def _latest_first() -> list[Path]:
    """Return all folders there are, also those in which nothing was begun; those used last come first."""
    try:
        found = [
            (last_used(Path(entry.path)), Path(entry.path)) for entry in os.scandir(_root()) if entry.is_dir()
        ]
    except OSError:
        return []
    return [path for _time, path in sorted(found, reverse=True)]


def _root() -> Path:
    return home_folder() / "sweeps"
