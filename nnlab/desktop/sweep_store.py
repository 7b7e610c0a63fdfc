"""Where the sweeps of a window keep their results, so that one that was broken off goes on, and no more than some."""

import hashlib
import os
import shutil
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
from nnlab.trials.folder import holds_sweep, read_folder, read_plan
from nnlab.trials.plan import Plan, SweepPlan, base_of, trials

MOST_KEPT = 20
_NAME_DIGITS = 24
_RUNS = "runs"


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


def tidy() -> None:
    """Remove all folders but the latest ones."""
    for path in _latest_first()[MOST_KEPT:]:
        with suppress(OSError):
            shutil.rmtree(path)


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
    made = sum(entry.name.endswith(".json") for entry in os.scandir(path / _RUNS))
    total = len(trials(plan))
    if not isinstance(plan, SweepPlan) or made >= total:
        return None
    base, _plan = read_folder(path)  # with all of its samples
    return Unfinished(base, plan, made, total) if path == folder_of(_with_epochs(state, base), plan) else None


def _with_epochs(state: ProjectState, base: ProjectState) -> ProjectState:
    """Return `state` with the epochs of a sweep, which are its own."""
    return replace(state, config=replace(state.config, epochs=base.config.epochs))


def _latest_first() -> list[Path]:
    try:
        found = [(entry.stat().st_mtime, Path(entry.path)) for entry in os.scandir(_root()) if entry.is_dir()]
    except OSError:
        return []
    return [path for _time, path in sorted(found, reverse=True) if holds_sweep(path)]


def _root() -> Path:
    return home_folder() / "sweeps"
