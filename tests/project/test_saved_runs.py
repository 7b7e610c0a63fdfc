"""The runs in a project file: what comes back, what later versions have added, and what cannot have been."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from nnlab.engine import History, Mark
from nnlab.files import LoadError, limits
from nnlab.lessons import begin, load_preset
from nnlab.project import (
    Ending,
    ProjectState,
    RunLog,
    RunOutcome,
    RunRecord,
    reset,
    rewound,
    with_config,
    with_run_note,
    without_runs,
)
from nnlab.project.nnlab_file import parse_project, project_bytes
from nnlab.project.runs import MOST_MARKS, MOST_NOTE_CHARACTERS, MOST_POINTS, MOST_RUNS
from nnlab.project.saved import restored, saved
from tests.project.test_nnlab_file import changed, members_of, sealed, through_a_file
from tests.project.test_runs import trained


@pytest.fixture
def compared() -> ProjectState:
    """Return a project with three runs: one, a branch of it with a note, and one that exploded."""
    fresh = with_config(begin(load_preset("seven-segment")), epochs=None, stop_loss=None)
    early = trained(fresh, 20)
    branch = trained(with_config(rewound(trained(early, 50), early, 1), learning_rate=0.7), 15)
    state = with_run_note(branch, 2, "schneller? 빠르게 ✓")
    return trained(reset(with_config(state, optimizer="adam")), 10, Ending.EXPLODED)


def same(one: RunRecord, other: RunRecord) -> bool:
    plain = [each.name for each in fields(RunRecord) if each.name != "history"]
    columns = ("epochs", "loss", "accuracy", "test_accuracy", "test_loss")
    return (
        all(getattr(one, name) == getattr(other, name) for name in plain)
        and all(
            np.array_equal(getattr(one.history, name), getattr(other.history, name), equal_nan=True)
            for name in columns
        )
        and (one.history.stride, one.history.per_epoch, one.history.marks)
        == (other.history.stride, other.history.per_epoch, other.history.marks)
    )


def test_that_runs_come_back_with_curves_notes_and_branches(compared) -> None:
    back = through_a_file(compared)
    assert len(back.runs.records) == 3
    assert all(same(*pair) for pair in zip(back.runs.records, compared.runs.records, strict=True))
    assert (back.runs.last, back.runs.current, back.runs.follows) == (3, 3, True)
    assert back.runs.records[1].parent == 1
    assert project_bytes(saved(back)) == project_bytes(saved(compared))


def test_that_numbers_that_are_none_and_infinite_ones_come_back(compared) -> None:
    endless = RunOutcome(float("inf"), None, None, float("nan"), Ending.EXPLODED)
    (first, *others) = compared.runs.records
    curve = replace(first.history, loss=np.full_like(first.history.loss, np.nan))
    runs = RunLog((replace(first, outcome=endless, history=curve), *others), 3, 3)
    outcome = through_a_file(replace(compared, runs=runs)).runs.records[0].outcome
    assert (outcome.loss, outcome.accuracy, outcome.unseen) == (float("inf"), None, None)


def test_that_a_project_without_runs_has_the_members_of_before() -> None:
    names = members_of(project_bytes(saved(begin(load_preset("xor"))))).keys()
    assert not {"runs.json", "runs.npy"} & names


def test_that_a_deleted_number_is_remembered_without_any_run(compared) -> None:
    back = through_a_file(replace(compared, runs=RunLog((), 7, None, True, 2)))
    assert (back.runs.records, back.runs.last, back.runs.dropped) == ((), 7, 2)


def test_that_what_a_later_version_has_added_to_runs_is_kept_by_their_numbers(compared) -> None:
    def add(document: dict[str, Any]) -> None:
        document["palette"] = "calm"
        document["runs"][1]["stars"] = 5

    project = parse_project(changed(project_bytes(saved(compared)), "runs.json", add))
    state = without_runs(restored(project), [1, 3])  # the run, not its place, is what counts
    document = json.loads(members_of(project_bytes(saved(state, after=project)))["runs.json"])
    assert document["palette"] == "calm"
    assert [run.get("stars") for run in document["runs"]] == [5]


def test_that_as_many_runs_as_there_can_be_are_read_again(compared) -> None:
    (run, *_others) = compared.runs.records
    points = np.arange(float(MOST_POINTS))
    marks = tuple(Mark(float(at), "learning_rate", "0.123456789012345") for at in range(MOST_MARKS))
    full = replace(
        run,
        history=History(points, points, points, points, 1, marks, 1, points),
        note="가" * MOST_NOTE_CHARACTERS,
        epochs=float(MOST_POINTS),
    )
    runs = RunLog(tuple(replace(full, number=at + 1) for at in range(MOST_RUNS)), MOST_RUNS)
    data = project_bytes(saved(replace(compared, runs=runs)))
    assert len(members_of(data)["runs.json"]) < limits.JSON_BYTES
    assert len(parse_project(data).runs.records) == MOST_RUNS


def one_run(**values: Any) -> Callable[[dict[str, Any]], None]:
    return lambda document: document["runs"][0].update(values)


@pytest.mark.parametrize(
    "change",
    [
        one_run(id=2),
        one_run(id=-1),
        one_run(parent=1),
        one_run(parent=17),
        one_run(points=10**9),
        one_run(points=-3),
        one_run(points=0),
        one_run(steps=-1),
        one_run(began=10**6),
        one_run(data={"name": "x", "rows": 2**60}),
        one_run(stride=0),
        one_run(epochs=-1.0),
        one_run(accuracy=1.5),
        one_run(unseen=-0.1),
        one_run(loss="lots"),
        one_run(ending="eaten"),
        one_run(note="x" * 501),
        one_run(when="x" * 33),
        one_run(data={"name": "x" * 5000, "rows": 10}),
        one_run(data={"name": "x", "rows": 10, "key": "f" * 65}),
        one_run(start="dreamt"),
        one_run(marks=[{"epoch": 1.0, "setting": "seed", "value": "1"}] * (MOST_MARKS + 1)),
        lambda document: document.update(last=1),
        lambda document: document.update(last=2**60),
        lambda document: document.update(dropped=-1),
        lambda document: document.update(current=9),
        lambda document: document.update(runs=document["runs"] * 100),
        lambda document: document.pop("runs"),
        lambda document: document["runs"][0]["network"].update(inputs=0),
        lambda document: document["runs"][0]["training"].update(learning_rate=-1),
    ],
)
def test_that_runs_that_cannot_have_been_are_refused_with_a_sentence(compared, change) -> None:
    data = changed(project_bytes(saved(compared)), "runs.json", change)
    with pytest.raises(LoadError) as fault:
        parse_project(data)
    assert 20 < len(str(fault.value)) <= 240


def test_that_curves_that_are_missing_or_others_are_refused(compared) -> None:
    members = members_of(project_bytes(saved(compared)))
    for curves in (None, members["history.npy"]):
        others = {name: content for name, content in members.items() if name != "runs.npy"}
        if curves is not None:
            others["runs.npy"] = curves
        with pytest.raises(LoadError, match="curves of its runs"):
            parse_project(sealed(others))


def test_that_curves_without_runs_are_passed_over(compared) -> None:
    members = members_of(project_bytes(saved(compared)))
    del members["runs.json"]
    assert parse_project(sealed(members)).runs.records == ()
