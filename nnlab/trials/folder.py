"""A folder into which results stream, so that a sweep that was killed goes on where it was.

base.nnlab        the project that all trials begin with
sweep.json        the plan, the checksum of the base, and who made the results (`versions.maker`)
runs/000017.json  what came of trial 17, each written whole or not at all; nothing of what failed or was lost
"""

import hashlib
import json
import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from nnlab.files import (
    FileKind,
    JsonValue,
    LoadError,
    SaveError,
    limits,
    locked,
    open_untrusted,
    parse_json,
    write_atomically,
)
from nnlab.files.errors import named, not_saved, quoted, reason_of, visible
from nnlab.project import ProjectState
from nnlab.project.nnlab_file import load_project, parse_project
from nnlab.project.saved import restored
from nnlab.project.strict import decode
from nnlab.trials.plan import FoldsPlan, Plan, SweepPlan, Trial, trials
from nnlab.trials.trial import FAILED, LOST, TrialResult, is_possible
from nnlab.trials.versions import difference, maker

_FORMAT = 1
_BASE, _PLAN, _RUNS = "base.nnlab", "sweep.json", "runs"
_AGAIN = frozenset({FAILED, LOST})  # trials whose end was not their own doing are made again
_RESULT_BYTES = 256 * 1024
_RUN_NAME = re.compile(r"[0-9]{6,}\.json")
_CAN_MOVE_OPEN = os.name == "posix"  # a folder in which a file, its lock, is open


@dataclass(frozen=True, slots=True)
class _Document:
    """`sweep.json`: one of the two plans is there. Results of another `maker` may differ: they are not mixed."""

    format: int
    base: str
    maker: tuple[str, ...] = ()  # versions before it said less
    sweep: SweepPlan | None = None
    folds: FoldsPlan | None = None


class TrialFolder:
    """A folder of one plan, which nobody else writes to. `open_folder` gives it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def found(self, every: Sequence[Trial]) -> dict[int, TrialResult]:
        """Return the results of these trials that are there, by index; what is damaged is to be made again."""
        results = {}
        for trial in every:
            result = self._result(trial)
            if result is not None:
                results[trial.index] = result
        return results

    def keep(self, result: TrialResult) -> None:
        """Write a result, unless it is to be made again. Raises SaveError that names the folder."""
        if result.ended in _AGAIN:
            return
        _write(self._path, self._file(result.index), _json_bytes(asdict(result)), _parse_result)

    def _file(self, index: int) -> Path:
        return self._path / _RUNS / f"{index:06}.json"

    def _result(self, trial: Trial) -> TrialResult | None:
        path = self._file(trial.index)
        if not os.path.exists(path):
            return None
        try:
            result = open_untrusted(path, _RESULT)
        except LoadError:
            return None
        same = (result.index, result.settings, result.seed) == (trial.index, trial.settings, trial.seed)
        return result if same and result.ended not in _AGAIN else None


@contextmanager
def open_folder(path: Path, base: bytes, plan: Plan) -> Iterator[TrialFolder]:
    """Make the folder at `path` that of `plan`, or go on with it, and hold it while the context lasts.

    Raises SaveError where it cannot be written, is another program's at the moment, or belongs to something else, and
    where a link, a folder or a device is in the way of one of its files: it may be somebody's who has it from others.
    """
    document = _Document(_FORMAT, hashlib.sha256(base).hexdigest(), maker(), *_by_kind(plan))
    with ExitStack() as held:
        try:
            path.mkdir(parents=True, exist_ok=True)
            # Both before the lock, which would be left in a folder of others.
            _require_no_trap(path)
            _require_free(path)
            held.enter_context(_alone_in(path))
            _take_over(path, base, document)
            (path / _RUNS).mkdir(exist_ok=True)
        except OSError as error:
            reason = reason_of(error)
            raise not_saved(path.name, reason.code, reason.what, str(error)) from error
        yield TrialFolder(path)


def read_folder(path: Path) -> tuple[ProjectState, Plan]:
    """Return the base and the plan of the folder at `path`, to go on with it. Raises LoadError."""
    if not holds_sweep(path):
        raise LoadError("not-found", f"{named(path)} holds no sweep to go on with. Choose another folder.")
    plan = read_plan(path)
    return restored(load_project(path / _BASE)), plan


def read_plan(path: Path) -> Plan:
    """Return the plan of the folder at `path`, without the samples of its base. Raises LoadError."""
    document = open_untrusted(path / _PLAN, _DOCUMENT)
    plan = document.sweep or document.folds
    if plan is None:
        raise LoadError("damaged", f"{named(path)} holds no plan of a sweep. Choose another folder.")
    return plan


def made_in(path: Path, plan: Plan) -> int:
    """Return how many runs of `plan` the folder at `path` has, by their names alone. Raises OSError."""
    total = len(trials(plan))
    stems = (name.removesuffix(".json") for name in os.listdir(path / _RUNS) if name.endswith(".json"))
    return sum(stem.isdecimal() and int(stem) < total for stem in stems)


def last_used(path: Path) -> float:
    """Return when a run was written to the folder at `path` last, in seconds. Raises OSError."""
    runs = path / _RUNS
    return (runs if runs.is_dir() else path).stat().st_mtime


def remove_folder(path: Path) -> None:
    """Remove the folder at `path` unless a sweep is writing to it, or it holds something else. Raises SaveError then.

    It is given another name while nobody else can write to it, and deleted under that: another sweep may begin at
    `path` at any moment.
    """
    if _is_link(path) or _foreign_in(path):
        raise SaveError("not-empty", f"{named(path)} is not a sweep's alone. Nothing in it was changed.")
    aside = path.with_name(f".{path.name[:64]}-{uuid.uuid4().hex[:8]}")
    try:
        with _alone_in(path):
            with suppress(FileNotFoundError):
                (path / _PLAN).unlink()  # so that nobody goes on with the half that may be left
            if not _CAN_MOVE_OPEN:
                shutil.rmtree(path / _RUNS, ignore_errors=True)
            else:
                path.rename(aside)
        if not _CAN_MOVE_OPEN:
            # Which is refused while another sweep that has just begun there holds its lock.
            path.rename(aside)
    except OSError:
        return
    shutil.rmtree(aside, ignore_errors=True)


def holds_sweep(path: Path) -> bool:
    """Return whether the folder at `path` looks like that of a sweep."""
    return os.path.isfile(path / _PLAN)  # which takes any name, and is told no by any trouble


def is_of_sweep(folder: Path, path: Path) -> bool:
    """Return whether the file at `path` is one of those that a sweep keeps in `folder`, be they there or not."""
    folder, path = (Path(os.path.realpath(each)) for each in (folder, path))
    ours = path.name == _PLAN or _is_ours(path.name)
    return path.parent == folder / _RUNS or (path.parent == folder and ours)


def _by_kind(plan: Plan) -> tuple[SweepPlan | None, FoldsPlan | None]:
    return (plan, None) if isinstance(plan, SweepPlan) else (None, plan)


@contextmanager
def _alone_in(path: Path) -> Iterator[None]:
    with ExitStack() as held:
        try:
            held.enter_context(locked(path / _PLAN, wait_s=0))
        except SaveError as fault:
            if fault.code != "held":
                raise
            what = f"Another sweep is writing to {named(path)}"
            raise SaveError("held", f"{what}. Wait for its end, or choose another folder.") from fault
        yield


def _take_over(path: Path, base: bytes, document: _Document) -> None:
    """Write what all trials share, the plan last; or see that it is there already. Raises SaveError."""
    if holds_sweep(path):
        try:
            known = open_untrusted(path / _PLAN, _DOCUMENT)
        except LoadError as fault:
            raise SaveError(
                fault.code, f"{fault} The sweep was not started. Choose another folder."
            ) from fault
        other = difference(known.maker, document.maker)
        if other:
            raise SaveError("other-version", _other_maker(path, other))
        if known != document:
            what = f"{named(path)} holds another sweep: other settings, seeds, samples or another network"
            raise SaveError("other-sweep", f"{what}. Nothing in it was changed. Choose another folder.")
        if os.path.isfile(path / _BASE):
            return
    _require_free(path)
    _write(path, path / _BASE, base, parse_project)
    _write(path, path / _PLAN, _json_bytes(asdict(document)), _parse_document)


def _require_free(path: Path) -> None:
    """Raise SaveError where the folder at `path` holds what is not of a sweep."""
    if not holds_sweep(path) and any(not _is_ours(name) for name in os.listdir(path)):
        what = f"{named(path)} holds other files"
        raise SaveError(
            "not-empty", f"{what}. Nothing in it was changed. Choose an empty folder, or a new one."
        )


def _require_no_trap(path: Path) -> None:
    """Raise SaveError where something in the folder at `path` is in the way of a sweep's files.

    To write through a link would replace what it leads to, wherever that is.
    """
    for name in (_BASE, _PLAN, f".{_PLAN}.lock", _RUNS):
        _require_ours(path, path / name, is_folder=name == _RUNS)
    if os.path.isdir(path / _RUNS):
        with os.scandir(path / _RUNS) as entries:
            for entry in entries:
                if _RUN_NAME.fullmatch(entry.name):
                    _require_ours(path, Path(entry.path))


def _require_ours(folder: Path, path: Path, *, is_folder: bool = False) -> None:
    """Raise SaveError unless there is nothing at `path`, or the file, or the folder, that belongs there."""
    if not os.path.lexists(path):
        return
    if _is_link(path):
        what = "is a link, through which nothing is written"
    elif not (os.path.isdir(path) if is_folder else os.path.isfile(path)):
        what = "is not a folder" if is_folder else "is a folder or a device, not a file"
    else:
        return
    where = f"In {named(folder)} {quoted(path.relative_to(folder).as_posix())} {what}"
    raise SaveError("not-ours", f"{where}. Nothing was changed. Take it away, or choose another folder.")


def _is_link(path: Path) -> bool:
    """Return whether `path` is a link to something else, of either kind that Windows has."""
    is_junction = getattr(os.path, "isjunction", None)  # from Python 3.12
    return os.path.islink(path) or (is_junction is not None and is_junction(path))


def _foreign_in(path: Path) -> bool:
    """Return whether there is anything in the folder at `path` that no sweep has left there. Raises OSError."""
    with os.scandir(path) as entries:
        found = [entry for entry in entries if entry.name != _PLAN and not _is_ours(entry.name)]
    runs = path / _RUNS
    if found or _is_link(runs):
        return True
    if not runs.is_dir():
        return False
    with os.scandir(runs) as entries:
        return not all(_RUN_NAME.fullmatch(entry.name) or _is_temporary(entry.name) for entry in entries)


def _write(folder: Path, path: Path, data: bytes, validate: Callable[[bytes], object]) -> None:
    """Write one of the files of a folder; whoever is told that it failed knows the folder alone by its name."""
    _require_ours(folder, path.parent, is_folder=True)
    _require_ours(folder, path)
    try:
        write_atomically(path, data, validate=validate)
    except SaveError as fault:
        if not os.path.isdir(path.parent):
            what = f"The folder {named(folder)} is gone while results were kept in it"
            raise SaveError("not-found", f"{what}. What was made is told, and kept nowhere.") from fault
        raise SaveError(fault.code, f"In {named(folder)}: {fault}", fault.detail) from fault


def _other_maker(path: Path, other: str) -> str:
    """Return the sentence that says who made what is in the folder at `path`."""
    what = f"The runs in {named(path)} were made with {other}: results would be mixed"
    return f"{what}. Nothing was changed. Choose another folder."


def _is_ours(name: str) -> bool:
    """Return whether a sweep may have left this name in a folder before its plan was written."""
    return name in (_BASE, _RUNS, f".{_PLAN}.lock") or _is_temporary(name)


def _is_temporary(name: str) -> bool:
    return name.startswith(".nnlab-") and name.endswith(".tmp")


def _json_bytes(value: dict[str, Any]) -> bytes:
    return json.dumps(value, allow_nan=False, separators=(",", ":")).encode("ascii")


def _parse_result(data: bytes) -> TrialResult:
    result = decode(parse_json(data, most=_RESULT_BYTES), TrialResult, passes_unknown=True)
    if not is_possible(result):
        raise LoadError("damaged", "A result holds figures to which no training comes. It is made again.")
    return replace(result, reason=visible(result.reason))


def _parse_document(data: bytes) -> _Document:
    value: JsonValue = parse_json(data)
    document = decode(value, _Document, passes_unknown=True, advice="Choose another folder.")
    if document.format != _FORMAT:
        raise LoadError("newer", "It was written by another nnlab. Choose another folder.")
    return document


_RESULT = FileKind("the result of a run", _parse_result, _RESULT_BYTES)
_DOCUMENT = FileKind("the plan of a sweep", _parse_document, limits.JSON_BYTES)
