"""The `.nnlab` file: a ZIP of documents (JSON) and arrays (npy), each with its checksum in the manifest.

    mimetype            first and not packed, so that a system can tell the file by it
    manifest.json       format [major, minor], and the SHA-256 of every other member
    model.json          network, settings, progress of the training, and what the data are
    history.json        marks on the curve, and how its points were thinned
    history.npy         (4, points): epoch, loss, accuracy, accuracy of unseen samples
    weights/0.W.npy …   the matrices W (in, out) and vectors b (out,) of every layer
    start.npy           the flat vector that 'given' layers start from, where there is one
    optim/v.npy …       the optimizer's vectors, flat, under the names they have in its formula
    order.npy           the order of the samples in the pass under way
    data/…              the samples, where they are not too many
    ui.json, notes.txt  how the window looked; the user's words

Of a file of the same major format, what is not known is kept and written back. Equal projects give equal bytes.
"""

import hashlib
import json
import math
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from nnlab.engine import EngineError, History, Mark, NetworkSpec, Parameters, TrainingConfig, TrainState
from nnlab.engine.arrays import read_only
from nnlab.engine.history import CAPACITY
from nnlab.engine.optimizers import optimizer
from nnlab.files import (
    FileKind,
    JsonValue,
    LoadError,
    SaveError,
    format_npy,
    limits,
    open_untrusted,
    pack,
    parse_json,
    parse_npy,
    read_archive,
    write_atomically,
)
from nnlab.files.errors import quoted
from nnlab.files.formats import Format
from nnlab.files.patience import Cancelled, check, timed
from nnlab.project.saved import SavedProject
from nnlab.project.saved_data import SavedData

SUFFIX = ".nnlab"
MIMETYPE = b"application/x-nnlab"
FORMAT = (1, 0)

_MOST_MARKS = 10_000
_LONGEST_NOTES = 1 << 20
_DOCUMENTS = ("model.json", "history.json", "ui.json")

T = TypeVar("T")
Members = dict[str, "bytes | memoryview"]
Json = dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class _Progress:
    """A training's numbers; one that is none is null, an infinite one a word."""

    optimizer: str
    optimizer_step: int
    step: int
    epoch: int
    position: int
    loss_sum: float | str | None
    epoch_loss: float | str | None
    loss_from: int
    hits: int
    epoch_accuracy: float | str | None
    rng: list[str]  # hexadecimal: two of them have 128 bits
    hits_from: int = 0


@dataclass(frozen=True, slots=True)
class _Model:
    preset: str
    network: NetworkSpec
    training: TrainingConfig
    progress: _Progress
    data: SavedData


@dataclass(frozen=True, slots=True)
class _Curve:
    stride: int
    per_epoch: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class _Manifest:
    format: tuple[int, int]
    sha256: dict[str, str]


# -- writing -----------------------------------------------------------------------------------------------


def project_bytes(project: SavedProject) -> bytes:
    """Return the file that `parse_project` reads as `project`. Raises SaveError when a weight is no number."""
    if not np.isfinite(project.parameters.vector).all():
        what = "some weights are no numbers any more, and such a network cannot be used"
        raise SaveError(
            "not-finite", f"It was not saved: {what}. Undo, or reset the network, and save again."
        )
    members = {**_documents(project), **_arrays(project), **project.members}
    if project.notes:
        members["notes.txt"] = project.notes.encode("utf-8")
    members |= project.unknown
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    manifest = _json(asdict(_Manifest(FORMAT, sums)))
    whole = {"mimetype": MIMETYPE, "manifest.json": manifest, **members}
    # Weights are noise to whoever would pack them.
    stored = frozenset(name for name in whole if name.startswith(("weights/", "optim/", "start."))) | {
        "mimetype"
    }
    return pack(whole, stored=stored)


def _documents(project: SavedProject) -> dict[str, bytes]:
    contents = {"model.json": _model(project), "history.json": _curve(project.history), "ui.json": project.ui}
    return {
        name: _json(_merged(content, project.unknown_keys.get(name, {})))
        for name, content in contents.items()
    }


def _model(project: SavedProject) -> Json:
    training = project.training
    progress = _Progress(
        optimizer=training.optimizer,
        optimizer_step=training.optimizer_step,
        step=training.step,
        epoch=training.epoch,
        position=training.position,
        loss_sum=_spelled(training.loss_sum),
        epoch_loss=_spelled(training.epoch_loss),
        loss_from=training.loss_from,
        hits=training.hits,
        epoch_accuracy=_spelled(training.epoch_accuracy),
        rng=[f"{number:x}" for number in training.rng],
        hits_from=training.hits_from,
    )
    model = _Model(project.preset, project.parameters.spec, project.config, progress, project.data)
    plain: Json = msgspec.to_builtins(asdict(model))
    return plain


def _curve(history: History) -> Json:
    plain: Json = msgspec.to_builtins(asdict(_Curve(history.stride, history.per_epoch, history.marks)))
    return plain


def _arrays(project: SavedProject) -> dict[str, bytes]:
    arrays: dict[str, NDArray[Any]] = {}
    for index, (W, b) in enumerate(project.parameters.layers):
        arrays[f"weights/{index}.W.npy"] = W
        if b is not None:
            arrays[f"weights/{index}.b.npy"] = b
    if project.given is not None:
        arrays["start.npy"] = project.given.vector
    training, history = project.training, project.history
    names = optimizer(training.optimizer).state_names if training.slots else ()
    arrays |= {f"optim/{name}.npy": slot for name, slot in zip(names, training.slots, strict=True)}
    if len(training.order):
        arrays["order.npy"] = training.order
    if len(history.epochs):
        curve = (history.epochs, history.loss, history.accuracy, history.test_accuracy)
        arrays["history.npy"] = np.stack(curve)
    return {name: format_npy(array) for name, array in arrays.items()}


def _json(content: Mapping[str, Any]) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8")


def _spelled(number: float) -> float | str | None:
    if math.isnan(number):
        return None
    return float(number) if math.isfinite(number) else str(float(number))


def _merged(known: Json, unknown: Json) -> Json:
    """Return `known` with the keys of `unknown` that it does not have, at every depth."""
    merged = dict(known)
    for key, value in unknown.items():
        inner = merged.get(key)
        if isinstance(inner, dict) and isinstance(value, dict):
            merged[key] = _merged(inner, value)
        elif key not in merged:
            merged[key] = value
    return merged


# -- reading -----------------------------------------------------------------------------------------------


def parse_project(data: bytes, *, cancelled: Cancelled | None = None) -> SavedProject:
    """Return the project in `data`. `cancelled` is asked between its members whether to end.

    Raises only LoadError, naming what is wrong and where.
    """
    members = _members(data, cancelled)
    documents = {name: _document(members, name) for name in _DOCUMENTS}
    model = _converted(documents["model.json"], _Model, "model.json")
    curve = _converted(documents["history.json"], _Curve, "history.json")
    try:
        parameters = _parameters(model.network, members)
        project = SavedProject(
            preset=model.preset,
            config=model.training,
            training=_training(model.progress, parameters, members),
            history=_history(curve, members),
            data=model.data,
            members={name: bytes(members.pop(name)) for name in tuple(members) if name.startswith("data/")},
            given=_given(model.network, members),
            notes=_notes(members),
            ui=documents["ui.json"],
            unknown={name: bytes(content) for name, content in members.items()},
            unknown_keys={
                "model.json": _unknown(documents["model.json"], msgspec.to_builtins(asdict(model))),
                "history.json": _unknown(documents["history.json"], msgspec.to_builtins(asdict(curve))),
            },
        )
        project.training.require_sound()
    except EngineError as error:
        raise _damaged(f"its parts do not fit together: {error}") from error
    return project


PROJECT = FileKind(
    "a project of nnlab (.nnlab)", parse_project, limits.PROJECT_BYTES, frozenset({Format.ZIP})
)


def load_project(path: str | os.PathLike[str], *, cancelled: Cancelled | None = None) -> SavedProject:
    """Return the project in the file at `path`, in at most ten seconds. Raises only LoadError."""
    cancelled = timed(cancelled)
    kind = replace(PROJECT, parse=partial(parse_project, cancelled=cancelled))
    return open_untrusted(path, kind, cancelled=cancelled)


def save_project(path: str | os.PathLike[str], project: SavedProject) -> None:
    """Write `project` to `path`: the file of before stays until the new one is whole. Raises only SaveError."""
    write_atomically(path, project_bytes(project), validate=parse_project)


def _members(data: bytes, cancelled: Cancelled | None) -> Members:
    """Return every member but the mimetype and the manifest, each as the manifest says."""
    members: Members = dict(read_archive(data, most=limits.PROJECT_BYTES, cancelled=cancelled))
    if members.pop("mimetype", b"") != MIMETYPE:
        what = "It is a ZIP archive, but not a project of nnlab"
        raise LoadError("wrong-kind", f"{what}. Choose a file that nnlab has saved.")
    manifest = _converted(_document(members, "manifest.json"), _Manifest, "manifest.json")
    if manifest.format[0] != FORMAT[0]:
        what = f"It was saved by another nnlab, in format {manifest.format[0]}; this one reads format {FORMAT[0]}"
        raise LoadError("newer", f"{what}. Install a newer nnlab to open it.")
    if manifest.sha256.keys() != members.keys():
        raise _damaged("it has other members than its manifest names")
    for name, content in members.items():
        check(cancelled)
        if hashlib.sha256(content).hexdigest() != manifest.sha256[name]:
            raise _damaged(f"{quoted(name)} in it is not what was saved")
    return members


def _document(members: Members, name: str) -> Json:
    content = _taken(members, name)
    try:
        value = parse_json(bytes(content))
    except LoadError as fault:
        raise LoadError(fault.code, f"{name} in it: {fault.message}", fault.detail) from fault
    if not isinstance(value, dict):
        raise _damaged(f"{name} in it is no object")
    return value


def _taken(members: Members, name: str) -> "bytes | memoryview":
    """Take a member out. Raises LoadError where it is missing."""
    if name not in members:
        raise _damaged(f"{quoted(name)} is missing in it")
    return members.pop(name)


def _converted(value: Json, kind: type[T], where: str) -> T:
    """Return the document as a `kind`; what that does not know is passed over."""
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        raise LoadError("json-content", f"{where} in it: {error}. Choose another copy of it.") from error


def _unknown(value: Json, known: Json) -> Json:
    """Return the keys of `value` that `known` does not have, at every depth."""
    unknown: Json = {}
    for key, inner in value.items():
        if key not in known:
            unknown[key] = inner
            continue
        counterpart = known[key]
        if isinstance(inner, dict) and isinstance(counterpart, dict):
            deeper = _unknown(inner, counterpart)
            if deeper:
                unknown[key] = deeper
    return unknown


def _array(members: Members, name: str, shape: tuple[int, ...], dtype: str) -> NDArray[Any]:
    """Take an array out. Raises LoadError unless it is there, of that shape and type, and finite."""
    array = parse_npy(_taken(members, name))
    if array.shape != shape or array.dtype != dtype:
        what = (
            f"{quoted(name)} in it should be {dtype} of shape {shape}, but is {array.dtype} of {array.shape}"
        )
        raise LoadError("array-shape", f"{what}. Choose another copy of it.")
    if not np.isfinite(array).all():
        raise LoadError(
            "not-finite", f"{quoted(name)} in it holds a number that is none. Choose another copy."
        )
    return array


def _parameters(spec: NetworkSpec, members: Members) -> Parameters:
    layers = []
    for index, slots in enumerate(spec.slots):
        W = _array(members, f"weights/{index}.W.npy", (slots.fan_in, slots.fan_out), spec.dtype)
        b = None
        if slots.bias is not None:
            b = _array(members, f"weights/{index}.b.npy", (slots.fan_out,), spec.dtype)
        layers.append((W, b))
    return Parameters.from_layers(spec, layers)


def _given(spec: NetworkSpec, members: Members) -> Parameters | None:
    if "start.npy" not in members:
        return None
    return Parameters(spec, read_only(parse_npy(members.pop("start.npy"))))


def _training(progress: _Progress, parameters: Parameters, members: Members) -> TrainState:
    names = optimizer(progress.optimizer).state_names if progress.optimizer else ()
    count, dtype = parameters.spec.parameter_count, parameters.spec.dtype
    order = np.zeros(0, dtype=np.int64)
    if "order.npy" in members:
        order = parse_npy(members.pop("order.npy"))
        if order.ndim != 1 or order.dtype != np.int64:
            raise _damaged("its order of samples is no row of numbers")
    return TrainState(
        parameters=parameters,
        optimizer=progress.optimizer,
        slots=tuple(read_only(_array(members, f"optim/{name}.npy", (count,), dtype)) for name in names),
        optimizer_step=progress.optimizer_step,
        step=progress.step,
        epoch=progress.epoch,
        position=progress.position,
        order=read_only(order),
        loss_sum=_number(progress.loss_sum),
        rng=_generator_state(progress.rng),
        epoch_loss=_number(progress.epoch_loss),
        loss_from=progress.loss_from,
        hits=progress.hits,
        epoch_accuracy=_number(progress.epoch_accuracy),
        hits_from=progress.hits_from,
    )


def _history(curve: _Curve, members: Members) -> History:
    points = np.zeros((4, 0))
    if "history.npy" in members:
        points = parse_npy(members.pop("history.npy"))
    if points.ndim != 2 or len(points) != 4 or points.dtype != np.float64 or points.shape[1] >= CAPACITY:
        raise _damaged("its curve is none")
    epochs, loss, accuracy, test_accuracy = (read_only(column.copy()) for column in points)
    ascends = bool((np.diff(epochs) > 0).all() and np.isfinite(epochs).all() and (epochs >= 0).all())
    if not ascends or curve.stride < 1 or curve.per_epoch < 1 or len(curve.marks) > _MOST_MARKS:
        raise _damaged("its curve does not go forward")
    return History(epochs, loss, accuracy, test_accuracy, curve.stride, curve.marks, curve.per_epoch)


def _notes(members: Members) -> str:
    notes = bytes(members.pop("notes.txt", b""))
    if len(notes) > _LONGEST_NOTES:
        raise LoadError("too-large", "Its notes have more than a million letters. Choose another copy of it.")
    return notes.decode("utf-8", errors="replace")


def _number(spelled: float | str | None) -> float:
    """Return the number; raises LoadError for a word that is none."""
    try:
        return math.nan if spelled is None else float(spelled)
    except ValueError as error:
        raise _damaged(f"{quoted(str(spelled))} in it is no number") from error


def _generator_state(words: list[str]) -> tuple[int, int, int, int]:
    """Return the state of the generator. Raises LoadError for one that no generator has."""
    try:
        state, increment, has_half, half = (int(word, 16) for word in words if len(word) <= 32)
    except ValueError as error:
        raise _damaged("its generator of random numbers has no such state") from error
    if min(state, increment, has_half, half) < 0 or increment % 2 == 0 or has_half > 1 or half >= 2**32:
        raise _damaged("its generator of random numbers has no such state")
    return state, increment, has_half, half


def _damaged(what: str) -> LoadError:
    return LoadError("damaged", f"It is damaged: {what}. Choose another copy of it.")
