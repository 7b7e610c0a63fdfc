"""The presets: complete, bilingual, and equal to the lecture notes number for number."""

from dataclasses import replace
from math import exp, sqrt
from random import random, seed

import numpy as np
import pytest

from nnlab import paths
from nnlab.engine import GIVEN, EngineError, Task, Trainer
from nnlab.engine.network import Network
from nnlab.lessons import DataSource, PresetGroup, begin, load_preset, preset_groups, preset_keys
from nnlab.project import ProjectState, with_layer
from tests.presets_here import presets_here

KEYS = preset_keys()


def trainer_of(state: ProjectState) -> Trainer:
    data = state.dataset
    network = Network.from_parameters(state.parameters)
    return Trainer(network, data.inputs, data.targets, state.config, task=data.task, state=state.training)


def trained(key: str, **changes: object) -> Trainer:
    trainer = trainer_of(begin(load_preset(key)))
    if changes:
        trainer.configure(**changes)
    trainer.run()
    return trainer


# -- the collection ----------------------------------------------------------------------------------------


def test_that_every_preset_file_is_offered_exactly_once() -> None:
    folder = paths.resources("presets")
    files = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob("*.json")}
    assert files - {"index"} == set(KEYS)
    assert len(set(KEYS)) == len(KEYS)


def test_that_the_window_s_own_start_comes_first_and_groups_keep_teaching_order() -> None:
    assert KEYS[0] == "seven-segment"
    assert [group.name for group in preset_groups()] == [
        "segments",
        "digits",
        "textbook",
        "exercise",
        "gates",
        "points",
        "lecture",
    ]
    assert KEYS.index("textbook/316_1") < KEYS.index("textbook/317_1") < KEYS.index("textbook/321")


@pytest.mark.parametrize("key", KEYS)
def test_that_a_preset_speaks_both_languages_briefly_and_names_its_source(key: str) -> None:
    preset = load_preset(key)
    for text in (preset.title, preset.about):
        assert any("가" <= letter <= "힣" for letter in text.ko)
        assert text.en.isprintable()
        assert text.ko.isprintable()
    assert max(len(preset.title.en), len(preset.title.ko)) <= 40
    assert max(len(preset.about.en), len(preset.about.ko)) <= 400
    assert preset.source


@pytest.mark.parametrize("key", KEYS)
def test_that_the_first_sentence_says_as_much_in_korean_as_in_english(key: str) -> None:
    # It stands alone in the list of presets. Korean takes about half as many letters for the same.
    about = load_preset(key).about
    korean, english = about.ko.partition(". ")[0], about.en.partition(". ")[0]
    assert len(korean) > 0.4 * len(english)


@pytest.mark.usefixtures("strokes")
@pytest.mark.parametrize("key", presets_here())
def test_that_a_preset_begins_untrained_and_can_be_trained(key: str) -> None:
    state = begin(load_preset(key))
    assert state.preset == key
    assert state.training.step == 0
    assert np.array_equal(state.parameters.vector, state.fresh_parameters().vector)
    trainer = trainer_of(state)
    assert trainer.step()
    assert not np.array_equal(trainer.network.theta, state.parameters.vector)


@pytest.mark.parametrize("group", preset_groups(), ids=lambda group: group.name)
def test_that_a_preset_knows_its_group(group: PresetGroup) -> None:
    assert all(load_preset(key).group == group.name for key in group.presets)
    assert group.title["ko_KR"] == group.title.ko != group.title["de"] == group.title.en


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("textbok/316_1", "unknown preset 'textbok/316_1'. Did you mean 'textbook/316_1'?"),
        ("Seven-Segments", "unknown preset 'Seven-Segments'. Did you mean 'seven-segment'?"),
        ("318_2", "unknown preset '318_2'. Did you mean 'textbook/318_2'?"),
    ],
)
def test_that_an_unknown_key_is_answered_with_the_nearest_one(key: str, message: str) -> None:
    with pytest.raises(EngineError) as caught:
        load_preset(key)
    assert str(caught.value) == message


@pytest.mark.parametrize("key", ["", "index", "../presets/xor", "textbook", "xor.json"])
def test_that_nothing_but_a_key_is_looked_up(key: str) -> None:
    with pytest.raises(EngineError, match="unknown preset"):
        load_preset(key)


def test_that_a_seed_of_one_s_own_draws_other_weights_and_the_same_seed_the_same() -> None:
    preset = load_preset("seven-segment")
    own, other, again = begin(preset), begin(preset, seed=9), begin(preset, seed=9)
    assert (own.config.seed, other.config.seed) == (4, 9)
    assert not np.array_equal(own.parameters.vector, other.parameters.vector)
    assert np.array_equal(other.parameters.vector, again.parameters.vector)


def test_that_a_row_the_data_set_does_not_have_is_named() -> None:
    preset = replace(load_preset("textbook/321"), data=DataSource(name="seven-segments", rows=("2", "12")))
    with pytest.raises(EngineError, match="unknown row of seven-segments '12'"):
        begin(preset)


# -- note 001: the worked examples ---------------------------------------------------------------------------

START_316 = [
    ([[0.15, 0.25], [0.20, 0.30]], [0.35, 0.35]),
    ([[0.40, 0.50], [0.45, 0.55]], [0.60, 0.60]),
]
I_316, T_316 = [[0.05, 0.10]], [[0.01, 0.99]]
SQUARED, ENTROPY = ("half_squared_error", 1e-7), ("cross_entropy", 1e-4)

# example: activations, X, start, T, (loss, stop_loss), as the notes print them
EXAMPLES = {
    "311_1": (["linear"], [[2, 3]], [([[3, 5], [4, 6]], [1, 2])], [[27, -30]], SQUARED),
    "312_1": (
        ["linear"],
        [[2, 3, 4]],
        [([[3, 5, 8], [4, 6, 9], [5, 7, 10]], [1, 2, 3])],
        [[27, -30, 179]],
        SQUARED,
    ),
    "313_1": (["linear"], [[2, 3]], [([[3], [4]], [1])], [[27]], SQUARED),
    "314_1": (["linear"], [[2]], [([[3]], [1])], [[10]], SQUARED),
    "316_1": (["linear", "linear"], I_316, START_316, T_316, SQUARED),
    "317_1": (["sigmoid", "sigmoid"], I_316, START_316, T_316, SQUARED),
    "317_2": (["tanh", "tanh"], I_316, START_316, T_316, SQUARED),
    "317_3": (["relu", "relu"], I_316, START_316, T_316, SQUARED),
    "318_1": (["sigmoid", "softmax"], I_316, START_316, [[0, 1]], ENTROPY),
    "318_2": (["tanh", "softmax"], I_316, START_316, [[0, 1]], ENTROPY),
    "318_3": (["relu", "softmax"], I_316, START_316, [[0, 1]], ENTROPY),
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_that_an_example_starts_with_the_numbers_of_the_notes(example: str) -> None:
    activations, X, start, T, (loss, stop_loss) = EXAMPLES[example]
    state = begin(load_preset(f"textbook/{example}"))
    assert [layer.activation for layer in state.spec.layers] == activations
    assert {layer.init for layer in state.spec.layers} == {GIVEN}
    assert state.dataset.inputs.tolist() == X
    assert state.dataset.targets.tolist() == T
    assert [(W.tolist(), b.tolist()) for W, b in state.parameters.layers] == start
    assert state.spec.dtype == "float64"
    config = state.config
    assert (config.loss, config.stop_loss, config.epochs) == (loss, stop_loss, None)
    assert (config.optimizer, config.learning_rate, config.batch_size, config.shuffle) == (
        "sgd",
        0.01,
        1,
        False,
    )
    assert state.dataset.task is (Task.CLASSES if loss == "cross_entropy" else Task.VALUES)


@pytest.mark.parametrize(
    ("example", "epoch", "end"),
    [
        ("311_1", 79, [[[4.143, -3.571], [5.714, -6.857]], [1.571, -2.286]]),
        (
            "312_1",
            36,
            [[[2.2, -0.867, 14.2], [2.8, -2.8, 18.3], [3.4, -4.733, 22.4]], [0.6, -0.933, 6.1]],
        ),
        ("313_1", 65, [[[4.143], [5.714]], [1.571]]),
        ("314_1", 172, [[[4.2]], [1.6]]),
        (
            "316_1",
            665,
            [
                [[0.143, 0.242], [0.186, 0.284]],
                [0.213, 0.186],
                [[0.203, 0.533], [0.253, 0.583]],
                [-0.095, 0.730],
            ],
        ),
    ],
)
def test_that_a_linear_example_ends_as_the_notes_print_it(example: str, epoch: int, end: list) -> None:
    trainer = trained(f"textbook/{example}")
    assert trainer.stop_epoch == epoch
    found = [array for layer in trainer.network.weights for array in layer]
    for array, printed in zip(found, end, strict=True):
        assert np.abs(array - printed).max() < 5.001e-4  # the notes print up to three decimals


def test_that_relu_changes_nothing_while_no_sum_is_negative() -> None:
    relu, linear = trained("textbook/317_3"), trained("textbook/316_1")
    assert relu.stop_epoch == linear.stop_epoch == 665
    assert np.array_equal(relu.network.theta, linear.network.theta)


def test_that_the_sigmoid_example_creeps_as_the_notes_print_it() -> None:
    # The notes print the output that the forward pass of the last epoch computed, before its update.
    trainer = trained("textbook/317_1", epochs=999)
    assert trainer.network.predict(trainer.X).round(3).tolist() == [[0.306, 0.844]]
    trainer.configure(epochs=9_999)
    trainer.run()
    assert trainer.network.predict(trainer.X).round(3).tolist() == [[0.063, 0.943]]


def test_that_relu_with_softmax_stops_at_the_printed_epoch() -> None:
    assert trained("textbook/318_3").stop_epoch == 56_961


@pytest.mark.parametrize(("key", "hidden_init"), [("310_1", "he_normal"), ("310_2", "lecun_normal")])
def test_that_the_starts_of_section_3_10_are_drawn_for_the_network_of_316(key: str, hidden_init: str) -> None:
    state = begin(load_preset(f"textbook/{key}"))
    assert [(layer.activation, layer.init) for layer in state.spec.layers] == [
        ("relu", hidden_init),
        ("sigmoid", "lecun_normal"),
    ]
    assert state.dataset.inputs.tolist() == I_316
    assert state.dataset.targets.tolist() == T_316
    assert (state.config.stop_loss, state.config.epochs) == (1e-4, None)
    assert not state.parameters.layers[0][1].any()


def test_that_the_two_starts_of_section_3_10_differ_by_a_factor_of_root_two() -> None:
    he, lecun = (begin(load_preset(f"textbook/310_{number}")) for number in (1, 2))
    assert np.allclose(he.parameters.layers[0][0], sqrt(2) * lecun.parameters.layers[0][0])
    assert np.array_equal(he.parameters.layers[1][0], lecun.parameters.layers[1][0])


def test_that_a_seed_of_section_3_10_that_keeps_a_unit_alive_stops_where_its_text_says() -> None:
    trainer = trainer_of(begin(load_preset("textbook/310_1"), seed=5))
    trainer.run()
    assert trainer.stop_epoch == 36_052
    assert "36 052" in load_preset("textbook/310_1").about.en


# -- note 001: seven segments --------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["321", "322", "323"])
def test_that_the_seven_segment_examples_use_the_network_of_the_notes(key: str) -> None:
    state = begin(load_preset(f"textbook/{key}"))
    assert state.spec.sizes == (7, 8, 4)
    assert [(layer.activation, layer.init) for layer in state.spec.layers] == [
        ("relu", "he_normal"),
        ("sigmoid", "lecun_normal"),
    ]
    config = state.config
    assert (config.loss, config.optimizer, config.learning_rate, config.batch_size) == (
        "half_squared_error", "sgd", 0.01, 1,
    )  # fmt: skip
    assert (config.epochs, config.stop_loss, config.stop_epoch_error, config.shuffle) == {
        "321": (None, 1e-4, None, False),
        "322": (10_000, None, None, False),
        "323": (None, None, 1e-4, True),
    }[key]


def test_that_example_321_knows_the_digit_two_and_nothing_else() -> None:
    dataset = begin(load_preset("textbook/321")).dataset
    assert dataset.row_names == ("2",)
    assert dataset.inputs.tolist() == [[1, 1, 0, 1, 1, 0, 1]]
    assert dataset.targets.tolist() == [[0, 0, 1, 0]]
    assert dataset.input_names == tuple("abcdefg")
    assert 25_000 < trained("textbook/321").stop_epoch < 31_000


def test_that_the_bench_begins_with_the_network_that_never_fails() -> None:
    preset = load_preset("seven-segment")
    config = preset.training
    assert [(layer.units, layer.activation, layer.init) for layer in preset.layers] == [
        (8, "tanh", "lecun_normal"),
        (4, "sigmoid", "lecun_normal"),
    ]
    assert (config.loss, config.optimizer, config.learning_rate) == ("binary_cross_entropy", "sgd", 0.1)
    assert (config.batch_size, config.shuffle, config.epochs, config.seed) == (1, True, 500, 4)


@pytest.mark.parametrize("first", range(0, 200, 25))
def test_that_the_bench_learns_all_ten_digits_from_any_of_200_seeds(first: int) -> None:
    preset = load_preset("seven-segment")
    for start in range(first, first + 25):
        trainer = trainer_of(begin(preset, start))
        trainer.run()
        assert trainer.accuracy() == 1.0, f"seed {start}"
        assert trainer.epoch < 500, f"seed {start}: it stops by its loss before it runs out of epochs"


@pytest.mark.parametrize("key", ["binary-to-segments", "xor", "gates/and", "gates/or", "gates/nand"])
def test_that_a_preset_of_bits_is_learnt_before_its_epochs_run_out(key: str) -> None:
    trainer = trained(key)
    assert trainer.accuracy() == 1.0
    assert trainer.epoch < trainer.config.epochs


@pytest.mark.parametrize("gate", ["and", "or", "nand"])
def test_that_a_gate_is_a_single_neuron(gate: str) -> None:
    assert begin(load_preset(f"gates/{gate}")).spec.sizes == (2, 1)


# -- exercises -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "sizes"),
    [
        ("2-3", (2, 3)),
        ("3-2", (3, 2)),
        ("2-2-3-2", (2, 2, 3, 2)),
        ("2-3-2-3", (2, 3, 2, 3)),
        ("i-h-o", (4, 3, 2)),
        ("i-h-m-o", (5, 4, 3, 2)),
        ("i-h-m-n-o", (6, 5, 4, 3, 2)),
    ],
)
def test_that_an_exercise_has_its_shape_and_friendly_numbers_and_reaches_its_target(
    key: str, sizes: tuple[int, ...]
) -> None:
    state = begin(load_preset(f"exercise/{key}"))
    assert state.spec.sizes == sizes
    assert np.array_equal(state.parameters.vector, state.parameters.vector.round(2))
    assert "were chosen" in load_preset(f"exercise/{key}").source
    trainer = trainer_of(state)
    trainer.run()
    assert trainer.stop_epoch < 1000
    assert np.abs(trainer.network.predict(trainer.X) - trainer.T).max() < 1e-3


# -- note 003 ------------------------------------------------------------------------------------------------


def list_of_dicts_network(rows: list, epochs: int, rate: float) -> tuple[list, list[float]]:
    """Train 2-2-2 as the note's plain Python does; return its layers and the summed squared error of every epoch."""
    seed(1)
    layers = [[{"weights": [random() for _ in range(3)]} for _ in range(2)] for _ in range(2)]
    errors = []
    for _ in range(epochs):
        error = 0.0
        for *inputs, label in rows:
            expected = [1 - label, label]
            row = inputs
            for layer in layers:
                for neuron in layer:
                    w = neuron["weights"]
                    neuron["output"] = 1 / (1 + exp(-(w[-1] + sum(w[i] * row[i] for i in range(2)))))
                row = [neuron["output"] for neuron in layer]
            error += sum((t - y) ** 2 for t, y in zip(expected, row, strict=True))
            faults = [t - y for t, y in zip(expected, row, strict=True)]
            for layer in reversed(layers):
                for fault, neuron in zip(faults, layer, strict=True):
                    neuron["delta"] = fault * neuron["output"] * (1 - neuron["output"])
                faults = [sum(n["weights"][i] * n["delta"] for n in layer) for i in range(2)]
            row = inputs
            for layer in layers:
                for neuron in layer:
                    for i in range(2):
                        neuron["weights"][i] += rate * neuron["delta"] * row[i]
                    neuron["weights"][-1] += rate * neuron["delta"]
                row = [neuron["output"] for neuron in layer]
        errors.append(error)
    return layers, errors


def test_that_ten_points_go_the_way_of_the_note_s_plain_python() -> None:
    state = begin(load_preset("lecture/ten-points"))
    points, labels = state.dataset.inputs, state.dataset.targets[:, 1].astype(int)
    rows = [[*point, label] for point, label in zip(points.tolist(), labels.tolist(), strict=True)]
    layers, errors = list_of_dicts_network(rows, epochs=20, rate=0.5)
    trainer = trainer_of(state)
    losses = []
    trainer.on_epoch_end = lambda: losses.append(trainer.epoch_loss)
    trainer.run()
    assert np.allclose(2 * len(rows) * np.array(losses), errors, rtol=1e-12)
    for (W, b), layer in zip(trainer.network.weights, layers, strict=True):
        plain = np.array([neuron["weights"] for neuron in layer])
        assert np.allclose(W, plain[:, :2].T, rtol=1e-10)
        assert np.allclose(b, plain[:, 2], rtol=1e-10)
    assert (round(errors[0], 3), round(errors[-1], 3)) == (6.350, 1.132)


def test_that_the_first_caterpillar_step_is_the_note_s_with_half_its_correction() -> None:
    trainer = trainer_of(begin(load_preset("lecture/caterpillars")))
    assert trainer.network.theta.tolist() == [0.25]
    trainer.step()
    assert trainer.network.theta[0] == pytest.approx(0.25 + 0.5 * (1.1 - 0.25 * 3) / 3)
    line = trainer.network.theta[0]
    trainer.step()
    assert trainer.network.theta[0] == pytest.approx(line + (2.9 - line) / 18)


def answers(key: str, activation: str) -> np.ndarray:
    state = with_layer(begin(load_preset(key)), 0, activation=activation).state
    return Network.from_parameters(state.parameters).predict(state.dataset.inputs)


def test_that_the_sums_and_sigmoids_of_the_two_neurons_are_those_of_note_003() -> None:
    assert answers("lecture/threshold", "linear")[0] == pytest.approx([1.05, 0.6])
    assert answers("lecture/threshold", "step")[0] == pytest.approx([1, 1])
    # The slide prints 0.3645 for the second one, which no positive sum can give.
    assert answers("lecture/threshold", "sigmoid")[0] == pytest.approx([0.7408, 0.6457], abs=5e-5)


def test_that_softmax_finds_more_of_a_dog_in_the_lower_score() -> None:
    dog = answers("lecture/more-dog", "softmax")[:, 0]
    assert answers("lecture/more-dog", "linear")[:, 0] == pytest.approx([0.9, 0.5])
    assert dog == pytest.approx([0.367, 0.391], abs=5e-4)
    for share in dog:
        assert f"{share:.3f}" in load_preset("lecture/more-dog").about.en
