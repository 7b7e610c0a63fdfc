"""Where the sweeps of a window keep their results, so that one that was broken off goes on, and no more than some."""

import hashlib
import os
import re
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from nnlab.data.store import home_folder
from nnlab.engine import EngineError
from nnlab.files import Cancelled
from nnlab.files.errors import FileError
from nnlab.project import ProjectState
from nnlab.project.nnlab_file import project_bytes
from nnlab.project.saved import saved
from nnlab.trials.folder import last_used, made_in, read_folder, read_plan, remove_folder
from nnlab.trials.plan import Plan, SweepPlan, base_of, trials
from nnlab.trials.versions import maker

MOST_KEPT = 20
_NAME_DIGITS = 16  # of each of the two halves of a name
# After them, and after a dot, where it was being removed and the program was ended.
_NAME = re.compile(rf"\.?[0-9a-f]{{{_NAME_DIGITS}}}-[0-9a-f]{{{_NAME_DIGITS}}}(-[0-9a-f]{{8}})?")


@dataclass(frozen=True, eq=False, slots=True)
class Unfinished:
    """A sweep that was broken off: its base, its plan, and how many of its runs are made."""

    base: ProjectState
    plan: SweepPlan
    made: int
    total: int


def folder_of(base: ProjectState, plan: Plan) -> Path:
    """Return the folder of a sweep: the same for the same plan of the same project, by who makes the same results.

    Its name begins with what is told of the project alone, so that the sweeps of one are found by their names.
    """
    told = _bytes_of(base) + repr((plan, maker())).encode()
    return _root() / f"{_subject_of(base)}-{_digits(told)}"


def tidy(keeping: Path | None = None) -> None:
    """Remove all folders but the latest ones, `keeping`, and those that another window is writing to.

    What is called otherwise than a sweep here, is a link, or holds other files is somebody's own, and stays.
    """
    for path in _latest_first()[MOST_KEPT:]:
        if path != keeping:
            with suppress(OSError, FileError):
                remove_folder(path)


def unfinished(state: ProjectState, cancelled: Cancelled = bool) -> Unfinished | None:  # bool() is False
    """Return the latest sweep of the network, the samples and the settings of `state` that was broken off, or None.

    No more is read than names and the plan of each sweep of that project, and the base of the one that is found; None
    too when it is `cancelled`.
    """
    subject = f"{_subject_of(state)}-"
    for path in _latest_first():
        if cancelled():
            return None
        if not path.name.startswith(subject):
            continue
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
    is_ours = path == folder_of(_with_epochs(state, base.config.epochs), plan)  # and of a maker like this one
    return Unfinished(base, plan, made, total) if is_ours else None


def _with_epochs(state: ProjectState, epochs: int | None) -> ProjectState:
    """Return `state` with the epochs of a sweep, which are its own."""
    return replace(state, config=replace(state.config, epochs=epochs))


def _subject_of(state: ProjectState) -> str:
    """Return what the names of the folders of all sweeps of a project begin with, whatever their plan and epochs."""
    return _digits(_bytes_of(_with_epochs(state, None)))


def _bytes_of(state: ProjectState) -> bytes:
    return project_bytes(saved(base_of(state)))


def _digits(told: bytes) -> str:
    return hashlib.sha256(told).hexdigest()[:_NAME_DIGITS]


def _latest_first() -> list[Path]:
    """Return all folders of sweeps, also those in which nothing was begun; those used last come first."""
    try:
        found = [
            (last_used(Path(entry.path)), Path(entry.path))
            for entry in os.scandir(_root())
            if _NAME.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False)
        ]
    except OSError:
        return []
    return [path for _time, path in sorted(found, reverse=True)]


def _root() -> Path:
    return home_folder() / "sweeps"
