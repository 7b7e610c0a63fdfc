"""Random sequences of edits: every state on the way is valid, can be trained, and leaves the one before untouched."""

from collections.abc import Callable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from nnlab import project
from nnlab.engine import (
    ACTIVATION_NAMES,
    INITIALIZER_NAMES,
    LOSS_NAMES,
    OPTIMIZER_NAMES,
    EngineError,
    Network,
    Trainer,
)
from nnlab.lessons import begin, load_preset
from nnlab.project import Edited, ProjectState

Edit = Callable[[ProjectState], ProjectState | Edited]

NUMBERED = {"constant": "constant(0.5)", "normal": "normal(0.1)", "uniform": "uniform(-1, 1)"}
ACTIVATIONS = st.sampled_from([name for name in ACTIVATION_NAMES if name != "step"])
STARTS = st.sampled_from([NUMBERED.get(name, name) for name in INITIALIZER_NAMES])
PLACES = st.integers(-1, 5)
NUMBERS = st.floats(-100.0, 100.0)


def some_edit() -> st.SearchStrategy[tuple[str, Edit]]:
    return st.one_of(
        st.tuples(st.lists(st.integers(1, 12), max_size=3)).map(
            lambda a: lambda s: project.with_hidden_widths(s, *a)
        ),
        st.tuples(PLACES).map(lambda a: lambda s: project.insert_layer(s, *a)),
        st.tuples(PLACES).map(lambda a: lambda s: project.remove_layer(s, *a)),
        st.tuples(PLACES, st.integers(0, 12)).map(
            lambda a: lambda s: project.with_layer(s, a[0], units=a[1])
        ),
        st.tuples(PLACES, ACTIVATIONS).map(lambda a: lambda s: project.with_layer(s, a[0], activation=a[1])),
        st.tuples(PLACES, STARTS).map(lambda a: lambda s: project.with_layer(s, a[0], init=a[1])),
        st.tuples(PLACES, st.booleans()).map(lambda a: lambda s: project.with_layer(s, a[0], bias=a[1])),
        st.tuples(st.sampled_from(["float32", "float64"])).map(lambda a: lambda s: project.with_dtype(s, *a)),
        st.tuples(PLACES, PLACES, PLACES, NUMBERS).map(lambda a: lambda s: project.with_weight(s, *a)),
        st.tuples(PLACES, PLACES, NUMBERS).map(lambda a: lambda s: project.with_bias(s, *a)),
        st.integers(0, 5).map(lambda seed: lambda s: project.with_config(s, seed=seed)),
        st.sampled_from(LOSS_NAMES).map(lambda loss: lambda s: project.with_config(s, loss=loss)),
        st.sampled_from(OPTIMIZER_NAMES).map(lambda name: lambda s: project.with_config(s, optimizer=name)),
        st.one_of(st.none(), st.integers(0, 20)).map(
            lambda n: lambda s: project.with_config(s, batch_size=n)
        ),
        st.just(project.reset),
        st.just(trained),
    )


def trainer_of(state: ProjectState) -> Trainer:
    data = state.dataset
    network = Network.from_parameters(state.parameters)
    return Trainer(network, data.inputs, data.targets, state.config, task=data.task, state=state.training)


def trained(state: ProjectState) -> ProjectState:
    trainer = trainer_of(state)
    trainer.advance(steps=3)
    return ProjectState(state.preset, state.dataset, state.config, trainer.state, state.history, state.given)


def fingerprint(state: ProjectState) -> tuple[object, ...]:
    given = None if state.given is None else state.given.vector.tobytes()
    training = state.training
    return (
        state.spec, state.config, state.parameters.vector.tobytes(), given, training.step, training.epoch,
        training.position, training.order.tobytes(), tuple(slot.tobytes() for slot in training.slots),
        state.history.loss.tobytes(),
    )  # fmt: skip


def assert_valid(state: ProjectState) -> None:
    assert state.spec.inputs == state.dataset.inputs.shape[1]
    assert state.spec.outputs == state.dataset.targets.shape[1]
    assert not state.parameters.vector.flags.writeable
    assert state.parameters.vector.dtype == state.spec.dtype
    assert state.fresh_parameters().spec == state.spec
    assert np.array_equal(
        project.reset(state).parameters.vector, project.reset(project.reset(state)).parameters.vector
    )
    trainer_of(state).advance(steps=2)


def assert_says_what_it_did(before: ProjectState, edited: Edited) -> None:
    layers = len(edited.state.spec.layers)
    assert sorted((*edited.redrawn, *edited.kept)) == list(range(layers))
    old = [W.astype(edited.state.spec.dtype).tobytes() for W, _ in before.parameters.layers]
    fresh = edited.state.fresh_parameters()
    for index in edited.kept:
        assert edited.state.parameters.layers[index][0].tobytes() in old
    for index in edited.redrawn:
        assert np.array_equal(edited.state.parameters.layers[index][0], fresh.layers[index][0])


@settings(max_examples=300)
@given(
    st.sampled_from(["seven-segment", "textbook/316_1", "xor", "gates/and"]),
    st.lists(some_edit(), min_size=1, max_size=8),
)
def test_that_any_sequence_of_edits_gives_valid_states_and_leaves_the_old_ones_alone(preset, edits):
    state = begin(load_preset(preset))
    for edit in edits:
        before = fingerprint(state)
        try:
            result = edit(state)
        except EngineError:
            assert fingerprint(state) == before
            continue
        assert fingerprint(state) == before
        if isinstance(result, Edited):
            assert_says_what_it_did(state, result)
            result = result.state
        assert_valid(result)
        state = result


@settings(max_examples=40)
@given(st.lists(some_edit(), min_size=1, max_size=6))
def test_that_holding_the_old_state_is_all_that_undo_needs(edits):
    states = [begin(load_preset("textbook/316_1"))]
    prints = [fingerprint(states[0])]
    for edit in edits:
        try:
            result = edit(states[-1])
        except EngineError:
            continue
        states.append(result.state if isinstance(result, Edited) else result)
        prints.append(fingerprint(states[-1]))
    assert [fingerprint(state) for state in states] == prints
