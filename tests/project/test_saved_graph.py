"""The computational graph in the project and in its file."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from nnlab.data import Dataset
from nnlab.engine import Task
from nnlab.files import LoadError, parse_json
from nnlab.project import (
    Change,
    ProjectState,
    changes_between,
    with_dataset,
    with_graph,
    with_notes,
    with_weight,
)
from nnlab.project.documents import json_bytes, plain
from nnlab.project.nnlab_file import parse_project, project_bytes
from nnlab.project.saved import restored, saved
from nnlab.project.strict import decode
from nnlab.study.graph import PRESETS, Graph, NodeKind, add_node, evaluate, move, remove_node, set_value
from tests.project.test_nnlab_file import changed, members_of, sealed, through_a_file
from tests.study.graph.random_graphs import any_graphs


@given(graph=any_graphs())
def test_that_any_graph_comes_back_from_its_document_bit_for_bit(graph: Graph) -> None:
    text = json_bytes(plain(graph))
    back = decode(parse_json(text), Graph)
    assert back == graph
    assert json_bytes(plain(back)) == text


@pytest.mark.parametrize("key", PRESETS)
def test_that_a_graph_is_in_the_file_of_its_project(seven: ProjectState, key: str) -> None:
    state = with_graph(seven, PRESETS[key]())
    back = through_a_file(state)
    assert back.graph == state.graph
    assert project_bytes(saved(back)) == project_bytes(saved(state))
    assert "graph.json" in members_of(project_bytes(saved(state)))


def test_that_a_project_without_a_graph_has_none_in_its_file(seven: ProjectState) -> None:
    data = project_bytes(saved(seven))
    assert "graph.json" not in members_of(data)
    assert restored(parse_project(data)).graph is None


def test_that_a_removed_graph_does_not_come_back(seven: ProjectState) -> None:
    before = parse_project(project_bytes(saved(with_graph(seven, PRESETS["apples"]()))))
    without = project_bytes(saved(with_graph(restored(before), None), after=before))
    assert parse_project(without).graph is None


def test_that_a_graph_changes_nothing_else(seven: ProjectState) -> None:
    drawn = with_graph(seven, PRESETS["apples"]())
    assert changes_between(seven, drawn) == Change.GRAPH
    assert with_graph(drawn, PRESETS["apples"]()) is drawn
    assert with_graph(drawn, None).graph is None
    assert with_weight(drawn, 0, 0, 0, 2.0).graph is drawn.graph


@pytest.mark.parametrize("rows", [[[0.0] * 7], [[0.0] * 3]])
def test_that_notes_and_graph_outlive_other_samples(seven: ProjectState, rows: list[list[float]]) -> None:
    drawn = with_graph(with_notes(seven, "mine"), PRESETS["apples"]())
    samples = Dataset.from_arrays("mine", rows, [[1.0, 0.0, 0.0, 1.0]], Task.VALUES)
    after = with_dataset(drawn, samples).state
    assert (after.graph, after.notes) == (drawn.graph, "mine")


def test_that_what_a_later_version_has_added_to_a_graph_is_written_back(seven: ProjectState) -> None:
    def add(document: dict[str, Any]) -> None:
        document["zoom"] = 2
        document["nodes"][0]["colour"] = "red"

    data = changed(project_bytes(saved(with_graph(seven, PRESETS["apples"]()))), "graph.json", add)
    project = parse_project(data)
    state = restored(project)
    assert state.graph is not None
    moved = with_graph(state, move(state.graph, 1, 7, 7))
    later = json.loads(members_of(project_bytes(saved(moved, after=project)))["graph.json"])
    assert (later["zoom"], later["nodes"][0]["colour"], later["nodes"][0]["x"]) == (2, "red", 7.0)


def test_that_what_was_added_to_a_node_stays_with_that_node_and_goes_with_it(seven: ProjectState) -> None:
    def add(document: dict[str, Any]) -> None:
        for node in document["nodes"]:
            node["colour"] = f"of {node['id']}"

    graph = PRESETS["apples"]()
    project = parse_project(changed(project_bytes(saved(with_graph(seven, graph))), "graph.json", add))
    gone = graph.nodes[1].id
    other = add_node(remove_node(graph, gone), NodeKind.EXP, 0, 0)  # as many nodes as before
    later = json.loads(
        members_of(project_bytes(saved(with_graph(seven, other), after=project)))["graph.json"]
    )
    kept = {node["id"]: node.get("colour") for node in later["nodes"]}
    assert kept == {node.id: f"of {node.id}" if node.id in graph else None for node in other.nodes}


def test_that_whole_numbers_of_a_file_are_the_same_as_others(seven: ProjectState) -> None:
    def write(document: dict[str, Any]) -> None:
        document["nodes"][0]["value"] = 100
        document["nodes"][0]["x"] = 0

    state = with_graph(seven, PRESETS["apples"]())
    assert restored(parse_project(changed(project_bytes(saved(state)), "graph.json", write))).graph == (
        state.graph
    )


def node(number: int, **values: object) -> Callable[[dict[str, Any]], None]:
    return lambda document: document["nodes"][number].update(values)


def endless(document: dict[str, Any]) -> None:
    document["nodes"] = [{"id": id, "kind": "value", "value": 1.0} for id in range(50_000)]


FAULTS: dict[str, tuple[Callable[[dict[str, Any]], None], str]] = {
    "a circle": (node(2, inputs=[1, 5]), "go round in a circle"),
    "an input that is no node": (node(2, inputs=[1, 77]), "has no node 77"),
    "an output that is no node": (lambda document: document.update(output=9), "has no node 9"),
    "two nodes with one id": (node(1, id=1), "the same number"),
    "an unknown kind": (node(2, kind="divide"), "divide"),
    "a kind of another type": (node(2, kind=["add"]), "graph.json in it"),
    "a word as a value": (node(0, value="x"), "graph.json in it"),
    "a true value": (node(0, value=True), "graph.json in it"),
    "a ragged matrix": (node(0, value=[[1, 2], [3]]), "equally long rows"),
    "a large matrix": (node(0, value=[[1] * 9]), "at most 8"),
    "deep rows": (node(0, value=[[[1]]]), "graph.json in it"),
    "a value without end": (node(0, value=10**99 * 10**99), "graph.json in it"),
    "no value": (node(0, value=None), "a value has a number"),
    "a long name": (node(0, name="a" * 41), "a name has at most 40 characters"),
    "a name with an escape": (node(0, name="\x1b[2J"), "a name has at most 40 characters"),
    "a place far away": (node(0, x=1e9), "too far away"),
    "an unknown function": (node(2, function="__import__"), "graph.json in it"),
    "an id without end": (node(0, id=10**30), "graph.json in it"),
    "many inputs": (node(2, inputs=[1] * 5000), "takes 2 to 2 inputs"),
    "many nodes": (endless, "at most 200 nodes"),
    "no nodes": (lambda document: document.update(nodes=3), "graph.json in it"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_that_a_wrong_graph_is_refused_with_what_is_wrong(seven: ProjectState, name: str) -> None:
    damage, sentence = FAULTS[name]
    data = project_bytes(saved(with_graph(seven, PRESETS["apples"]())))
    with pytest.raises(LoadError, match=sentence) as fault:
        parse_project(changed(data, "graph.json", damage))
    assert fault.value.message.startswith("graph.json in it: ")
    assert len(fault.value.message) <= 240


def test_that_a_graph_that_is_no_object_is_refused(seven: ProjectState) -> None:
    members = members_of(project_bytes(saved(seven)))
    with pytest.raises(LoadError, match=r"graph\.json in it is no object"):
        parse_project(sealed({**members, "graph.json": b"[]"}))


def test_that_the_largest_graph_fits_its_file(seven: ProjectState) -> None:
    rows = tuple(tuple(-1.2345678901234567e-300 for _ in range(8)) for _ in range(8))
    apples = PRESETS["apples"]()
    first = set_value(apples, 1, rows).nodes[0]
    graph = Graph(tuple(replace(first, id=id, name="가" * 40, x=float(id)) for id in range(200)))
    state = with_graph(seven, graph)
    assert through_a_file(state).graph == graph
    assert len(evaluate(graph).order) == 200
