"""The `.nnlab` file: a ZIP of documents (JSON) and arrays (npy), each with its checksum in the manifest.

    mimetype            first and not packed, so that a system can tell the file by it
    manifest.json       format [major, minor], and the SHA-256 of every other member
    model.json          network, settings, progress of the training, and what the data are
    history.json        marks on the curve, and how its points were thinned
    history.npy         (5, points): epoch, loss, accuracy, accuracy and loss of unseen samples; until 1.0 without that
    weights/0.W.npy …   the matrices W (in, out) and vectors b (out,) of every layer
    start.npy           the flat vector that 'given' layers start from, where there is one
    optim/v.npy …       the optimizer's vectors, flat, under the names they have in its formula
    order.npy           the order of the samples in the pass under way
    data/…              the samples, where they are not too many; a table of one's own as it came
    graph.json          the computational graph, where there is one
    runs.json           the trainings of the project, where there were any: settings, results, notes, branches
    runs.npy            (5, points): their curves, thinned, one after another
    ui.json, notes.txt  how the window looked; the user's words

Of a file of the same major format, what is not known is kept and written back. Equal projects give equal bytes.
"""

import hashlib
import os
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from nnlab.engine import EngineError, History, NetworkSpec, Parameters, TrainState
from nnlab.engine.arrays import read_only
from nnlab.engine.history import CAPACITY
from nnlab.engine.optimizers import optimizer
from nnlab.files import (
    FileKind,
    LoadError,
    SaveError,
    first_bytes,
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
from nnlab.project import saved_runs
from nnlab.project.documents import (
    Curve,
    Manifest,
    Model,
    Progress,
    damaged,
    generator_state,
    json_bytes,
    number,
    plain,
)
from nnlab.project.later import Json, additions, with_additions
from nnlab.project.runs import RunLog
from nnlab.project.saved import SavedProject
from nnlab.project.saved_data import MEMBERS as DATA_MEMBERS
from nnlab.project.strict import decode
from nnlab.study.graph import Graph

SUFFIX = ".nnlab"
MIMETYPE = b"application/x-nnlab"
FORMAT = (1, 1)
_HEAD_BYTES = 30 + len("mimetype") + len(MIMETYPE)  # of a ZIP whose first member is the mimetype, not packed

_MOST_MARKS = 10_000
_MOST_SAMPLES = 1_000_000
_MOST_COUNTED = 2**53
_CURVE_ROWS = (4, 5)  # of format 1.0, and since
_DOCUMENTS = ("model.json", "history.json", "ui.json")
_GRAPH = "graph.json"

T = TypeVar("T")
Members = dict[str, "bytes | memoryview"]


# -- writing -----------------------------------------------------------------------------------------------


def project_bytes(project: SavedProject) -> bytes:
    """Return the file that `parse_project` reads as `project`.

    Raises SaveError when a weight is no number, or when the file would be larger than what is read again.
    """
    if not np.isfinite(project.parameters.vector).all():
        what = "some weights are no numbers any more, and such a network cannot be used"
        raise SaveError(
            "not-finite", f"It was not saved: {what}. Undo, or reset the network, and save again."
        )
    members = {**_documents(project), **_arrays(project), **project.members}
    if project.notes:
        members["notes.txt"] = project.notes.encode("utf-8")
        if len(members["notes.txt"]) > limits.NOTES_BYTES:
            what = f"its notes have more than {limits.NOTES_BYTES:,} bytes"
            raise SaveError("too-large", f"It was not saved: {what}. Shorten them and save again.")
    # What a later version has put there does not take the place of what this one means.
    members |= {name: project.unknown[name] for name in sorted(project.unknown.keys() - members.keys())}
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    manifest = with_additions(plain(Manifest(FORMAT, sums)), project.unknown_keys.get("manifest.json", {}))
    whole = {"mimetype": MIMETYPE, "manifest.json": json_bytes(manifest), **members}
    # Weights are noise to whoever would pack them.
    stored = {name for name in whole if name.startswith(("weights/", "optim/", "start."))}
    data = pack(whole, stored=frozenset(stored | {"mimetype"}))
    if len(data) > limits.PROJECT_BYTES:
        what = f"it would have {len(data):,} bytes, and at most {limits.PROJECT_BYTES:,} can be opened again"
        raise SaveError(
            "too-large", f"It was not saved: {what}. Make the network smaller, or take fewer samples."
        )
    return data


def _documents(project: SavedProject) -> dict[str, bytes]:
    history = project.history
    model = Model(
        project.preset,
        project.parameters.spec,
        project.config,
        Progress.of(project.training),
        project.data,
        project.learned_elsewhere,
    )
    contents = {
        "model.json": plain(model),
        "history.json": plain(Curve(history.stride, history.per_epoch, history.marks)),
        "ui.json": project.ui,
    }
    if project.graph is not None:
        contents[_GRAPH] = plain(project.graph)
    if saved_runs.is_worth_saving(project.runs):
        contents[saved_runs.DOCUMENT] = plain(saved_runs.document(project.runs))
    return {
        name: json_bytes(with_additions(content, project.unknown_keys.get(name, {})))
        for name, content in contents.items()
    }


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
        unseen = (history.test_accuracy, history.test_loss)
        arrays["history.npy"] = np.stack((history.epochs, history.loss, history.accuracy, *unseen))
    if (curves := saved_runs.curves(project.runs)).size:
        arrays[saved_runs.CURVES] = curves
    return {name: format_npy(array) for name, array in arrays.items()}


# -- reading -----------------------------------------------------------------------------------------------


def parse_project(data: bytes, *, cancelled: Cancelled | None = None) -> SavedProject:
    """Return the project in `data`. `cancelled` is asked between its members whether to end.

    Raises only LoadError, naming what is wrong and where.
    """
    members, added_to_manifest = _members(data, cancelled)
    documents = {name: _document(members, name) for name in _DOCUMENTS}
    model = _converted(documents["model.json"], Model, "model.json")
    curve = _converted(documents["history.json"], Curve, "history.json")
    graph, added_to_graph = _graph(members)
    runs, added_to_runs = _runs(members)
    try:
        model.data.require_fit(model.network)
        project = SavedProject(
            preset=model.preset,
            config=model.training,
            training=_training(model.progress, _parameters(model.network, members), members),
            history=_history(curve, model.progress, members),
            data=model.data,
            members={name: bytes(members.pop(name)) for name in tuple(members) if name in DATA_MEMBERS},
            given=_given(model.network, members),
            notes=_notes(members),
            graph=graph,
            runs=runs,
            learned_elsewhere=model.learned_elsewhere,
            ui=documents["ui.json"],
            unknown={name: bytes(content) for name, content in members.items()},
            unknown_keys={
                "manifest.json": added_to_manifest,
                "model.json": additions(documents["model.json"], plain(model)),
                "history.json": additions(documents["history.json"], plain(curve)),
                _GRAPH: added_to_graph,
                saved_runs.DOCUMENT: added_to_runs,
            },
        )
        project.training.require_sound()
    except EngineError as error:
        raise damaged(f"its parts do not fit together: {error}") from error
    return project


PROJECT = FileKind(
    "a project of nnlab (.nnlab)", parse_project, limits.PROJECT_BYTES, frozenset({Format.ZIP})
)


def is_project(path: str | os.PathLike[str]) -> bool:
    """Return whether the file at `path` begins as a project does, or at least is called so; never raises."""
    if os.fspath(path).lower().endswith(SUFFIX) and not os.path.isdir(path):
        return True
    head = first_bytes(path, _HEAD_BYTES)
    return head.startswith(b"PK") and head.endswith(b"mimetype" + MIMETYPE)


def load_project(path: str | os.PathLike[str], *, cancelled: Cancelled | None = None) -> SavedProject:
    """Return the project in the file at `path`, in at most ten seconds. Raises only LoadError."""
    cancelled = timed(cancelled)
    kind = replace(PROJECT, parse=partial(parse_project, cancelled=cancelled))
    return open_untrusted(path, kind, cancelled=cancelled)


def save_project(path: str | os.PathLike[str], project: SavedProject) -> None:
    """Write `project` to `path`: the file of before stays until the new one is whole. Raises only SaveError."""
    write_atomically(path, project_bytes(project), validate=parse_project)


def _members(data: bytes, cancelled: Cancelled | None) -> tuple[Members, Json]:
    """Return every member but the mimetype and the manifest, each as that says, and what is added to the manifest."""
    members: Members = dict(
        read_archive(data, most=limits.PROJECT_BYTES, most_unpacked=limits.PROJECT_BYTES, cancelled=cancelled)
    )
    if members.pop("mimetype", b"") != MIMETYPE:
        what = "It is a ZIP archive, but not a project of nnlab"
        raise LoadError("wrong-kind", f"{what}. Choose a file that nnlab has saved.")
    document = _document(members, "manifest.json")
    manifest = _converted(document, Manifest, "manifest.json")
    if manifest.format[0] != FORMAT[0]:
        what = f"It was saved by another nnlab, in format {manifest.format[0]}; this one reads format {FORMAT[0]}"
        raise LoadError("newer", f"{what}. Install a newer nnlab to open it.")
    if manifest.sha256.keys() != members.keys():
        raise damaged("it has other members than its manifest names")
    for name, content in members.items():
        check(cancelled)
        if hashlib.sha256(content).hexdigest() != manifest.sha256[name]:
            raise damaged(f"{quoted(name)} in it is not what was saved")
    return members, additions(document, plain(manifest))


def _document(members: Members, name: str) -> Json:
    content = _taken(members, name)
    try:
        value = parse_json(bytes(content))
    except LoadError as fault:
        raise LoadError(fault.code, f"{name} in it: {fault.message}", fault.detail) from fault
    if not isinstance(value, dict):
        raise damaged(f"{name} in it is no object")
    return value


def _taken(members: Members, name: str) -> "bytes | memoryview":
    """Take a member out. Raises LoadError where it is missing."""
    if name not in members:
        raise damaged(f"{quoted(name)} is missing in it")
    return members.pop(name)


def _converted(value: Json, kind: type[T], where: str) -> T:
    """Return the document as a `kind`; what that does not know is passed over."""
    try:
        return decode(value, kind, passes_unknown=True, advice="Choose another copy of it.")
    except LoadError as fault:
        raise LoadError(fault.code, f"{where} in it: {fault.message}") from fault


def _array(
    members: Members, name: str, shape: tuple[int, ...], dtype: str, *, finite: bool = True
) -> NDArray[Any]:
    """Take an array out. Raises LoadError unless it is there, of that shape and type, and, if asked for, finite."""
    array = parse_npy(_taken(members, name))
    if array.shape != shape or array.dtype != dtype:
        what = (
            f"{quoted(name)} in it should be {dtype} of shape {shape}, but is {array.dtype} of {array.shape}"
        )
        raise LoadError("array-shape", f"{what}. Choose another copy of it.")
    if finite and not np.isfinite(array).all():
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
    start = _array(members, "start.npy", (spec.parameter_count,), spec.dtype, finite=False)
    if np.isinf(start).any():
        raise LoadError("not-finite", "“start.npy” in it holds a number that is none. Choose another copy.")
    return Parameters(spec, read_only(start))


def _training(progress: Progress, parameters: Parameters, members: Members) -> TrainState:
    names = optimizer(progress.optimizer).state_names if progress.optimizer else ()
    count, dtype = parameters.spec.parameter_count, parameters.spec.dtype
    order = np.zeros(0, dtype=np.int64)
    if "order.npy" in members:
        order = parse_npy(members.pop("order.npy"))
        if order.ndim != 1 or order.dtype != np.int64 or len(order) > _MOST_SAMPLES:
            raise damaged("its order of samples is no row of numbers")
    return TrainState(
        parameters=parameters,
        optimizer=progress.optimizer,
        slots=tuple(read_only(_array(members, f"optim/{name}.npy", (count,), dtype)) for name in names),
        optimizer_step=progress.optimizer_step,
        step=progress.step,
        epoch=progress.epoch,
        position=progress.position,
        order=read_only(order),
        loss_sum=number(progress.loss_sum),
        rng=generator_state(progress.rng),
        epoch_loss=number(progress.epoch_loss),
        loss_from=progress.loss_from,
        hits=progress.hits,
        epoch_accuracy=number(progress.epoch_accuracy),
        hits_from=progress.hits_from,
    )


def _history(curve: Curve, progress: Progress, members: Members) -> History:
    points = np.zeros((_CURVE_ROWS[-1], 0))
    if "history.npy" in members:
        points = parse_npy(members.pop("history.npy"))
    if (
        points.ndim != 2
        or len(points) not in _CURVE_ROWS
        or points.dtype != np.float64
        or points.shape[1] >= CAPACITY
    ):
        raise damaged("its curve is none")
    epochs, loss, accuracy, test_accuracy, *more = (read_only(column.copy()) for column in points)
    test_loss = more[0] if more else np.full(len(epochs), np.nan)
    reached = progress.epoch + (progress.position > 0)
    ascends = bool((np.diff(epochs) > 0).all() and np.isfinite(epochs).all() and (epochs >= 0).all())
    ascends = ascends and not (
        len(epochs) and epochs[-1] > reached
    )  # a curve cannot be ahead of its training
    thinned = all(1 <= size < _MOST_COUNTED for size in (curve.stride, curve.per_epoch))
    if not ascends or not thinned or len(curve.marks) > _MOST_MARKS:
        raise damaged("its curve does not go forward")
    thinning = curve.stride, curve.marks, curve.per_epoch
    return History(epochs, loss, accuracy, test_accuracy, *thinning, test_loss)


def _graph(members: Members) -> tuple[Graph | None, Json]:
    """Return the computational graph, if there is one, and what a later version has added to it."""
    if _GRAPH not in members:
        return None, {}
    document = _document(members, _GRAPH)
    graph = _converted(document, Graph, _GRAPH)
    return graph, additions(document, plain(graph))


def _runs(members: Members) -> tuple[RunLog, Json]:
    """Return the trainings that are kept, and what a later version has added to them."""
    curves = members.pop(saved_runs.CURVES, None)
    if saved_runs.DOCUMENT not in members:
        return RunLog(), {}
    document = _document(members, saved_runs.DOCUMENT)
    runs = _converted(document, saved_runs.SavedRuns, saved_runs.DOCUMENT)
    return saved_runs.restored_runs(runs, curves), additions(document, plain(runs))


def _notes(members: Members) -> str:
    notes = bytes(members.pop("notes.txt", b""))
    if len(notes) > limits.NOTES_BYTES:
        what = f"Its notes have more than {limits.NOTES_BYTES:,} bytes"
        raise LoadError("too-large", f"{what}. Choose another copy of it.")
    return notes.decode("utf-8", errors="replace")
