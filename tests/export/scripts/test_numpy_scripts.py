"""Scripts of NumPy: run by a Python without nnlab, they predict and train as nnlab does."""

import ast
import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings

from nnlab.data import Dataset, load
from nnlab.data.image_data import Scales, first_pictures, image_dataset, one_digit, rescaled, scales_of
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.engine import (
    EngineError,
    LayerSpec,
    Network,
    NetworkSpec,
    Parameters,
    Task,
    Trainer,
    TrainingConfig,
)
from nnlab.engine.initializers import GIVEN, INITIALIZER_NAMES
from nnlab.engine.optimizers import OPTIMIZER_NAMES
from nnlab.export import (
    INPUT,
    Exported,
    ForeignLayer,
    ForeignNetwork,
    Script,
    exported,
    keras_script,
    numpy_predict,
    numpy_train,
    torch_script,
    with_weights,
)
from nnlab.lessons import begin, load_preset
from nnlab.project import (
    ProjectState,
    insert_layer,
    with_bias,
    with_dtype,
    with_layer,
    with_weight,
)
from nnlab.study.symbols import symbols
from tests.export.drawn import RANDOM, TRAINABLE, states
from tests.export.running import Runner, printed

HOSTILE = '"""\\\r\n\u2028import os; os.abort()\n#\x00\x0c\u202e coding: utf-7\ud800 \'"'


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    runner = Runner(tmp_path_factory.mktemp("scripts"), "-I", "-W", "error")
    yield runner
    runner.close()


def tolerance(dtype: str) -> float:
    return 1e-12 if dtype == "float64" else 2e-5


def assert_predicts(state: ProjectState, runner: Runner) -> None:
    _, said = runner.run(numpy_predict(exported(state)).data)
    expected = Network.reading(state.parameters).predict(state.dataset.inputs)
    assert said.splitlines()[0] == f"outputs: {' '.join(state.dataset.target_names)}"
    assert np.abs(printed(said) - expected).max() < tolerance(state.spec.dtype)


def assert_trains(state: ProjectState, runner: Runner, most: float | None = None) -> Trainer:
    """Train in nnlab and by the script, and compare the epoch and the weights that were reached."""
    found, said = runner.run(numpy_train(exported(state)).data)
    trainer = Trainer(
        Network.from_parameters(state.parameters),
        state.dataset.inputs,
        state.dataset.targets,
        state.config,
        task=state.dataset.task,
    )
    trainer.run()
    assert int(found["epoch"]) == trainer.stop_epoch
    assert f"epoch {trainer.stop_epoch}\n" in said
    weights = trainer.network.weights
    for (W, b), s in zip(weights, symbols(len(weights)), strict=True):
        assert found[s.W].dtype == W.dtype
        assert np.abs(found[s.W] - W).max() < (most or tolerance(state.spec.dtype))
        assert (s.B in found) == (b is not None)
        if b is not None:
            assert np.abs(found[s.B] - b).max() < (most or tolerance(state.spec.dtype))
    return trainer


# -- what a script predicts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "key",
    ["seven-segment", "binary-to-segments", "xor", "textbook/311_1", "textbook/318_1", "exercise/2-3-2-3"],
)
def test_that_a_script_prints_what_the_network_of_a_preset_answers(key: str, runner: Runner) -> None:
    assert_predicts(begin(load_preset(key)), runner)


@settings(max_examples=80)
@given(state=states([*TRAINABLE, "step"], [RANDOM, "uniform(-1, 1)"]))
def test_that_a_script_predicts_as_any_network(runner: Runner, state: ProjectState) -> None:
    assert_predicts(state, runner)


def test_that_a_large_network_lies_in_folded_lines_with_the_same_bits(runner: Runner) -> None:
    parameters = Parameters.drawn(NetworkSpec(300, (LayerSpec(70), LayerSpec(3)), "float32"), 1)
    dataset = Dataset.from_arrays("d", np.ones((1, 300)), np.ones((1, 3)), Task.VALUES)
    state = ProjectState.begin(dataset, parameters.spec, TrainingConfig())
    script = numpy_predict(exported(state))
    found, _ = runner.run(script.data)
    for (W, b), (name, bias) in zip(state.parameters.layers, (("WH", "BH"), ("WO", "BO")), strict=True):
        assert found[name].tobytes() == W.tobytes()
        assert b is not None
        assert found[bias].tobytes() == b.tobytes()
    assert [line.layer for line in script.lines if line.folded] == [0, 0, 1]


def test_that_small_numbers_have_every_digit(runner: Runner) -> None:
    for dtype in ("float64", "float32"):
        spec = NetworkSpec(
            9, (LayerSpec(7, "linear", "normal(1e-9)"), LayerSpec(2, "linear", "randn")), dtype
        )
        dataset = Dataset.from_arrays("d", np.ones((1, 9)), np.ones((1, 2)), Task.VALUES)
        state = ProjectState.begin(dataset, spec, TrainingConfig(seed=5))
        found, _ = runner.run(numpy_predict(exported(state)).data)
        assert found["WH"].tobytes() == state.parameters.layers[0][0].tobytes()
        assert found["WO"].tobytes() == state.parameters.layers[1][0].tobytes()


def test_that_a_wide_table_lies_in_a_folded_line(runner: Runner) -> None:
    inputs = np.random.default_rng(1).normal(size=(30, 200))
    dataset = Dataset.from_arrays("wide", inputs, inputs[:, :1], Task.VALUES)
    layers = (LayerSpec(1, "linear", "lecun_normal"),)
    state = ProjectState.begin(dataset, NetworkSpec(200, layers), TrainingConfig(epochs=3))
    assert_predicts(state, runner)
    assert_trains(state, runner)
    assert [line.layer for line in numpy_train(exported(state)).lines if line.folded] == [INPUT]


def pictures(count: int, side: int = 4, classes: int = 3) -> Dataset:
    rng = np.random.default_rng(3)
    images = rng.integers(0, 256, (count, side, side), dtype=np.uint8)
    labels = (np.arange(count) % classes).astype(np.uint8)
    split = ImageSplit(LabelledImages(images, labels), None)
    return image_dataset("mine", split, class_names=tuple("abc"[:classes]))


SCALES = [
    Scales(),
    Scales((0.01, 1.0), (0.01, 0.99)),
    Scales((0.0, 255 / 256)),
    Scales((-1.0, 1.0)),
]


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("scales", SCALES, ids=str)
def test_that_pictures_are_scaled_as_the_data_say(scales: Scales, dtype: str, runner: Runner) -> None:
    dataset = rescaled(pictures(6), scales)
    layers = (LayerSpec(5, "tanh", "lecun_normal"), LayerSpec(3, "softmax", "lecun_normal"))
    config = TrainingConfig(loss="cross_entropy", batch_size=4, epochs=3)
    state = ProjectState.begin(dataset, NetworkSpec(16, layers, dtype), config)
    _, said = runner.run(numpy_predict(exported(state)).data)
    expected = Network.reading(state.parameters).predict(dataset.inputs)[:3]
    assert np.abs(printed(said) - expected).max() < tolerance(dtype)
    assert_trains(state, runner)
    one = one_digit(dataset, 1)
    state = ProjectState.begin(one, NetworkSpec(16, (LayerSpec(1, "sigmoid"),), dtype), config)
    assert_trains(state, runner)


# -- what a script trains ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "epoch"),
    [
        ("textbook/311_1", 79),
        ("textbook/312_1", 36),
        ("textbook/313_1", 65),
        ("textbook/314_1", 172),
        ("textbook/316_1", 665),
        ("textbook/317_3", 665),
        ("seven-segment", 357),
        ("textbook/321", 27702),
        ("textbook/322", 9999),
    ],
)
def test_that_a_script_stops_where_the_notes_and_nnlab_do(key: str, epoch: int, runner: Runner) -> None:
    assert assert_trains(begin(load_preset(key)), runner).stop_epoch == epoch


@pytest.mark.parametrize("key", ["binary-to-segments", "xor", "exercise/i-h-m-n-o", "lecture/ten-points"])
def test_that_other_presets_are_trained_to_their_end(key: str, runner: Runner) -> None:
    state = begin(load_preset(key))
    assert_trains(
        replace(state, config=replace(state.config, epochs=min(state.config.epochs or 3000, 3000))), runner
    )


@pytest.mark.parametrize("key", ["317_1", "317_2", "318_1", "318_2", "318_3", "323"])
def test_that_long_examples_go_the_same_way(key: str, runner: Runner, request: pytest.FixtureRequest) -> None:
    state = begin(load_preset(f"textbook/{key}"))
    if not request.config.getoption("--long"):  # to their real ends they take many minutes
        state = replace(state, config=replace(state.config, epochs=2000))
    assert_trains(state, runner)


@settings(max_examples=120)
@given(state=states(TRAINABLE, [RANDOM]))
def test_that_a_script_trains_as_any_network(runner: Runner, state: ProjectState) -> None:
    assert_trains(state, runner, 1e-10 if state.spec.dtype == "float64" else 1e-3)


@pytest.mark.parametrize("dtype", ["float64", "float32"])
@pytest.mark.parametrize("bias_init", ["zeros", "constant(0.5)", "glorot_uniform", "randn"])
@pytest.mark.parametrize(
    "init",
    [
        *sorted(set(INITIALIZER_NAMES) - {GIVEN, "constant", "normal", "uniform"}),
        "constant(-2)",
        "xavier_normal",
    ],
)
def test_that_every_start_is_the_same_to_the_bit(
    init: str, bias_init: str, dtype: str, runner: Runner
) -> None:
    layers = (LayerSpec(3, "tanh", init, True, bias_init), LayerSpec(2, "linear", init, bias=False))
    dataset = Dataset.from_arrays("d", [[1, 2, 3, 4, 5]], [[0, 1]], Task.VALUES)
    config = TrainingConfig(epochs=0, seed=2**40 + 7)
    state = ProjectState.begin(dataset, NetworkSpec(5, layers, dtype), config)
    found, said = runner.run(numpy_train(exported(state)).data)
    (WH, BH), (WO, _) = state.parameters.layers
    assert [found[name].tobytes() for name in ("WH", "BH", "WO")] == [a.tobytes() for a in (WH, BH, WO)]
    assert said.startswith("epoch 0\n")


def by_hand() -> dict[str, ProjectState]:
    """Return projects that begin, before any update, with other weights than their seed draws."""
    state = begin(load_preset("seven-segment"))
    state = replace(state, config=replace(state.config, epochs=30))
    layers = [(W * 0.5, b) for W, b in begin(load_preset("seven-segment"), 99).parameters.layers]
    foreign = ForeignNetwork(tuple(ForeignLayer(W, b, None) for W, b in layers), "npz", "float64")
    given = begin(load_preset("textbook/316_1"))
    return {
        "a weight": with_weight(state, 0, 2, 3, 0.1),
        "a bias": with_bias(state, 1, 0, -2.0),
        "imported": with_weights(state, foreign),
        "a layer more": insert_layer(state, 0).state,
        "single": with_weight(with_dtype(state, "float32").state, 1, 0, 0, 1 / 3),
        "other matrices": with_weight(given, 1, 0, 0, 0.123),
        "lost matrices": replace(given, given=None),
    }


@pytest.mark.parametrize("key", by_hand())
def test_that_a_start_set_by_hand_is_the_start_of_the_script(key: str, runner: Runner) -> None:
    state = by_hand()[key]
    project = exported(state)
    assert project.layers_by_hand
    still = replace(project, config=replace(project.config, epochs=0))
    found, _ = runner.run(numpy_train(still).data)
    for (W, b), s in zip(state.parameters.layers, symbols(len(state.spec.layers)), strict=True):
        assert found[s.W].tobytes() == W.tobytes()
        assert b is None or found[s.B].tobytes() == b.tobytes()
    text = numpy_train(project).text
    assert text.count("start set by hand") == len(project.layers_by_hand)
    assert_trains(state, runner)


def test_that_layers_that_nobody_touched_are_drawn_as_before() -> None:
    state = begin(load_preset("seven-segment"))
    assert exported(state).layers_by_hand == ()
    assert exported(with_layer(state, 0, activation="relu").state).layers_by_hand == ()
    text = numpy_train(exported(with_weight(state, 0, 2, 3, 0.1))).text
    assert "spawn_key=(0, 1)" in text
    assert "spawn_key=(0, 0)" not in text
    trainer = Trainer(
        Network.from_parameters(state.parameters), state.dataset.inputs, state.dataset.targets, state.config
    )
    trainer.advance(steps=3)
    assert exported(replace(state, training=trainer.state)).layers_by_hand == ()


def test_that_mnist_is_read_from_its_files(
    real_mnist: Path, monkeypatch: pytest.MonkeyPatch, runner: Runner
) -> None:
    monkeypatch.setenv("NNLAB_DATA", str(real_mnist))
    dataset = first_pictures(load("mnist"), 300)
    os.symlink(real_mnist, runner.folder / "mnist")
    for preset in ("mnist-softmax", "lecture/query-net", "lecture/392-196"):
        state = begin(load_preset(preset))
        small = replace(
            state,
            dataset=rescaled(dataset, scales_of(state.dataset) or Scales()),
            config=replace(state.config, epochs=1),
        )
        script = numpy_train(exported(small))
        assert not any("zlib" in line.text for line in script.lines)
        assert_trains(small, runner, 2e-3)


def test_that_the_built_in_digits_are_stood_for_by_mnist() -> None:
    text = numpy_train(exported(begin(load_preset("strokes")))).text
    assert "# The pictures of strokes are too many to lie in a script: MNIST stands for them." in text
    assert "pictures = np.frombuffer(file.read(), np.uint8, offset=16).reshape(-1, 784)[:12000]" in text


def test_that_pictures_that_can_be_neither_held_nor_read_are_refused() -> None:
    images, labels = np.zeros((5200, 28, 28), np.uint8), (np.arange(5200) % 10).astype(np.uint8)
    split = ImageSplit(LabelledImages(images, labels), None)
    config, layers = TrainingConfig(), (LayerSpec(10, "softmax"),)
    digits = ProjectState.begin(image_dataset(HOSTILE, split), NetworkSpec(784, layers), config)
    lines = numpy_train(exported(digits)).lines
    assert all(line.text.isprintable() for line in lines)
    assert any("MNIST stands for them" in line.text for line in lines)
    letters = image_dataset("letters", split, class_names="abcdefghij")
    with pytest.raises(EngineError, match="too many to lie in a script"):
        numpy_train(exported(ProjectState.begin(letters, NetworkSpec(784, layers), config)))


def test_that_a_script_says_where_it_differs_from_the_project() -> None:
    state = begin(load_preset("seven-segment"))
    assert "a reset would" not in numpy_train(exported(state)).text
    trainer = Trainer(
        Network.from_parameters(state.parameters), state.dataset.inputs, state.dataset.targets, state.config
    )
    trainer.advance(steps=3)
    trained = exported(replace(state, training=trainer.state))
    said = "# It begins where a reset would: the weights of now, and any set by hand, are not in it."
    assert said in numpy_train(trained).text
    endless = replace(trained, config=replace(trained.config, epochs=None, stop_loss=None))
    assert "for epoch in range(1000):" in numpy_train(endless).text


def test_that_a_pass_that_is_good_enough_ends_both_loops_without_a_flag() -> None:
    text = numpy_train(exported(begin(load_preset("seven-segment")))).text
    assert "        if seen == 10 and error / 10 < 0.03:\n            break\n" in text
    assert "\n    if error / 10 < 0.03:\n        break\n" in text
    assert "stop" not in text


def test_that_what_cannot_be_trained_is_refused_in_a_sentence() -> None:
    project = exported(begin(load_preset("seven-segment")))
    with pytest.raises(EngineError, match="not on this computer"):
        numpy_train(replace(project, dataset=None))
    dataset = Dataset.from_arrays("d", [[1]], [[1]], Task.BITS)
    step = ProjectState.begin(dataset, NetworkSpec(1, (LayerSpec(1, "step"),)), TrainingConfig())
    with pytest.raises(EngineError, match="no useful gradient"):
        numpy_train(exported(step))
    assert "X = np.zeros((1, 7), np.float64)" in numpy_predict(replace(project, dataset=None)).text


# -- how a script reads --------------------------------------------------------------------------------------


def scripts(project: Exported) -> tuple[Script, ...]:
    """Return all scripts of a project."""
    return tuple(make(project) for make in (numpy_predict, numpy_train, torch_script, keras_script))


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("key", ["seven-segment", "textbook/316_1", "exercise/i-h-m-n-o", "draw"])
def test_that_lines_are_short_and_clean(key: str, language: str) -> None:
    state = begin(load_preset(key))
    for optimizer in OPTIMIZER_NAMES:
        config = replace(state.config, optimizer=optimizer)
        for script in scripts(exported(replace(state, config=config), language=language)):
            for line in script.lines:
                assert line.folded or len(line.text) < 100, line.text
                assert line.text == line.text.rstrip()
                assert "\n" not in line.text
            assert script.text.endswith("\n")
            assert "\n\n\n\n" not in script.text
            ast.parse(script.text)


@settings(max_examples=60)
@given(states(TRAINABLE, [RANDOM]))
def test_that_no_line_of_any_network_is_long(state: ProjectState) -> None:
    for script in scripts(exported(state)):
        for line in script.lines:
            assert len(line.text) < 100, line.text


def test_that_a_line_knows_its_layer() -> None:
    script = numpy_train(exported(begin(load_preset("seven-segment"))))
    layers = {line.text.strip(): line.layer for line in script.lines}
    assert layers["H = np.tanh(H)"] == layers["WHb = X.T @ Hb"] == layers["Hb = Ob @ WO.T"] == 0
    assert layers["Ob = O - T"] == layers["WO -= lr * WOb"] == 1
    assert layers["lr = 0.1"] is None
    assert layers["inputs = np.array(["] == INPUT


def named(first: str, second: str) -> ProjectState:
    """Return a network all of whose names are these two."""
    names = (first, second)
    dataset = Dataset.from_arrays(
        first, np.eye(2), np.eye(2), Task.BITS, input_names=names, target_names=names, row_names=names
    )
    layers = (LayerSpec(3, "tanh"), LayerSpec(2, "sigmoid"))
    return ProjectState.begin(dataset, NetworkSpec(2, layers), TrainingConfig(epochs=2))


def nodes(script: Script) -> list[str]:
    """Return the kinds of everything that Python reads in a script."""
    return [type(node).__name__ for node in ast.walk(ast.parse(script.data))]


@pytest.mark.parametrize("make", [numpy_predict, numpy_train, torch_script, keras_script])
@pytest.mark.parametrize("title", [HOSTILE, "coding: utf-7", "-*- coding: rot13 -*-", " \n "])
def test_that_no_name_breaks_out(title: str, make: Callable[[Exported], Script], runner: Runner) -> None:
    harmless = make(exported(named("a", "b"), title="plain"))
    script = make(exported(named(HOSTILE, HOSTILE[::-1]), title=title))
    assert nodes(script) == nodes(harmless)
    assert all(line.text.isprintable() for line in script.lines)
    assert script.lines[1].text == "#"  # from the third line on Python looks for no encoding
    if make in (numpy_predict, numpy_train):
        runner.run(script.data)
