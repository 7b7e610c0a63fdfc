"""What is worth saying about a choice, and that nothing is said about what is well chosen."""

import pytest

from nnlab.data import Dataset
from nnlab.engine import LayerSpec, NetworkSpec, Task, TrainingConfig
from nnlab.lessons import begin, load_preset
from nnlab.project import Advice, ProjectState, advise
from tests.presets_here import presets_here


def project(
    hidden: str = "tanh",
    output: str = "linear",
    loss: str = "half_squared_error",
    *,
    start: str = "lecun_normal",
    outputs: int = 2,
    task: Task = Task.BITS,
    most: float = 1.0,
) -> ProjectState:
    targets = [[0.0] * outputs, [most] + [0.0] * (outputs - 1)]
    dataset = Dataset.from_arrays("two", [[0.0], [1.0]], targets, task)
    layers = (LayerSpec(3, hidden, start), LayerSpec(outputs, output, "lecun_normal"))
    return ProjectState.begin(dataset, NetworkSpec(1, layers), TrainingConfig(loss=loss))


@pytest.mark.parametrize(("state", "advice"), [
    (project("step"), Advice.STEP_CANNOT_LEARN),
    (project(output="step"), Advice.STEP_CANNOT_LEARN),
    (project(output="softmax", loss="cross_entropy", outputs=1), Advice.SINGLE_SOFTMAX),
    (project(output="softmax"), Advice.SOFTMAX_WITH_SQUARED_ERROR),
    (project(output="sigmoid", loss="cross_entropy"), Advice.SIGMOID_WITH_CROSS_ENTROPY),
    (project(output="linear", loss="cross_entropy"), Advice.SCORES_IN_CROSS_ENTROPY),
    (project(output="tanh", loss="binary_cross_entropy"), Advice.SCORES_IN_CROSS_ENTROPY),
    (project(output="sigmoid", task=Task.VALUES, most=7.0), Advice.UNREACHABLE_VALUES),
    (project(output="tanh", task=Task.VALUES, most=-1.5), Advice.UNREACHABLE_VALUES),
    (project(output="relu", task=Task.VALUES, most=-1.5), Advice.UNREACHABLE_VALUES),
    (project("relu", start="zeros"), Advice.RELU_FROM_ZERO),
    (project("tanh", start="zeros"), Advice.EQUAL_START),
    (project("relu", start="constant(0.5)"), Advice.EQUAL_START),
])  # fmt: skip
def test_that_a_choice_that_learns_badly_is_named(state, advice):
    assert advice in advise(state)


@pytest.mark.parametrize("state", [
    project(),
    project("relu"),
    project("leaky_relu(0.2)", start="he_normal"),
    project(output="softmax", loss="cross_entropy"),
    project(output="sigmoid", loss="binary_cross_entropy"),
    project(output="sigmoid"),
    project(output="linear", task=Task.VALUES, most=7.0),
    project(output="sigmoid", task=Task.VALUES, most=0.9),
    project(output="relu", task=Task.VALUES, most=7.0),
])  # fmt: skip
def test_that_nothing_is_said_about_what_is_well_chosen(state):
    assert advise(state) == ()


def test_that_the_gravest_comes_first():
    assert advise(project("step", "softmax", start="zeros"))[0] is Advice.STEP_CANNOT_LEARN


@pytest.mark.usefixtures("strokes")
@pytest.mark.parametrize("key", presets_here())
def test_that_nothing_need_be_said_about_a_preset(key):
    assert advise(begin(load_preset(key))) == ()
