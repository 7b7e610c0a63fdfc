"""The checks of a lesson: each holds where it should, and does not where it should not."""

import json
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest

from nnlab.data import Dataset
from nnlab.data.segments import pattern_levels
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
from nnlab.export.formats import FORMATS
from nnlab.files import LoadError
from nnlab.lessons import (
    CHECKS,
    DeedKind,
    LessonFacts,
    begin,
    bench_checks,
    checks,
    deed_checks,
    explore_checks,
    load_preset,
    look_checks,
    parse_lesson,
    state_checks,
)
from nnlab.project import ProjectState, with_config, with_hidden_widths, with_layer
from nnlab.study.graph import PRESETS, fold, unfold
from tests.lessons.facts_of import done, facts_of

SEGMENTS = begin(load_preset("seven-segment"))
BY_HAND = begin(load_preset("textbook/311_1"))


def trained(state: ProjectState) -> Parameters:
    data = state.dataset
    trainer = Trainer(
        Network.from_parameters(state.parameters), data.inputs, data.targets, state.config, task=data.task
    )
    trainer.run()
    return trainer.state.parameters


def split() -> ProjectState:
    data = SEGMENTS.dataset
    part = Dataset.from_arrays("part", data.inputs[:2], data.targets[:2], data.task)
    return replace(SEGMENTS, dataset=replace(data, test=part))


LEARNED = trained(SEGMENTS)
NO_BIASES = with_layer(with_layer(SEGMENTS, 0, bias=False).state, 1, bias=False).state
SWEPT_RATES, FIVE_FOLDS = "epochs=10 learning_rate=5", "count=5 way=batch share=0.9"
TWO = Dataset.from_arrays(
    "two", np.eye(2), np.eye(2), Task.CLASSES, input_names=("wet", "dry"), target_names=("whale", "cat")
)
ANIMALS = ProjectState.begin(
    TWO, NetworkSpec(2, (LayerSpec(2, "softmax"),)), TrainingConfig(loss="cross_entropy")
)
UNFOLDED = unfold(PRESETS["sigmoid_folded"](), PRESETS["sigmoid_folded"]().nodes[-1].id)
EIGHT = pattern_levels(0b1111111)
NO_G = pattern_levels(0b1111110)


def with_outputs(*bits: float, **changes: object) -> LessonFacts:
    state = changes.pop("state", None)
    assert state is None or isinstance(state, ProjectState)
    return replace(facts_of(state, **changes), answer=np.array(bits))


# check, facts for which it holds, facts for which it does not
CASES = [
    (state_checks.ShapeIs((7, 8, 4)), facts_of(), facts_of(with_hidden_widths(SEGMENTS, [9]).state)),
    (state_checks.HiddenUnitsAtMost(8), facts_of(), facts_of(with_hidden_widths(SEGMENTS, [4, 5]).state)),
    (state_checks.HiddenLayersAre(1), facts_of(), facts_of(with_hidden_widths(SEGMENTS, []).state)),
    (
        state_checks.ActivationIs("tanh"),
        facts_of(),
        facts_of(with_layer(SEGMENTS, 0, activation="relu").state),
    ),
    (state_checks.ActivationIs("sigmoid", layer=2), facts_of(), facts_of(BY_HAND)),
    (
        state_checks.ActivationIs("leaky_relu"),
        facts_of(with_layer(SEGMENTS, 0, activation="leaky_relu(0.1)").state),
        facts_of(),
    ),
    (state_checks.InitIs("lecun_normal"), facts_of(), facts_of(with_layer(SEGMENTS, 0, init="zeros").state)),
    (
        state_checks.InitIs("zeros", layer=1),
        facts_of(with_layer(SEGMENTS, 0, init="zeros").state),
        facts_of(),
    ),
    (state_checks.BiasIs(on=False, layer=2), facts_of(with_layer(SEGMENTS, 1, bias=False).state), facts_of()),
    (state_checks.BiasIs(on=False), facts_of(NO_BIASES), facts_of(with_layer(SEGMENTS, 1, bias=False).state)),
    (state_checks.BiasIs(on=True, layer=1), facts_of(), facts_of(with_layer(SEGMENTS, 0, bias=False).state)),
    (bench_checks.InputsBroken((7,)), facts_of(broken=frozenset({6})), facts_of(broken=frozenset({5, 6}))),
    (bench_checks.InputsBroken(()), facts_of(), facts_of(broken=frozenset({6}))),
    (bench_checks.SamplesAtLeast(10), facts_of(), facts_of(BY_HAND)),
    (bench_checks.BitsAnswered("1011"), with_outputs(0.9, 0.1, 0.5, 1), with_outputs(0.9, 0.1, 0.4, 1)),
    (explore_checks.StartsCompared(), facts_of(deeds=done(DeedKind.STARTS_COMPARED, "relu 1")), facts_of()),
    (
        explore_checks.StartsCompared("tanh", 6),
        facts_of(deeds=done(DeedKind.STARTS_COMPARED, "tanh 6")),
        facts_of(deeds=done(DeedKind.STARTS_COMPARED, "tanh 1")),
    ),
    (
        explore_checks.StartsCompared("tanh"),
        facts_of(deeds=done(DeedKind.STARTS_COMPARED, "tanh 1")),
        facts_of(deeds=done(DeedKind.STARTS_COMPARED, "relu 1")),
    ),
    *(
        (
            explore_checks.Descended("parabola", outcome),
            facts_of(deeds=done(DeedKind.DESCENDED, f"parabola {outcome or 'short'} sgd")),
            facts_of(deeds=done(DeedKind.DESCENDED, f"bowl {outcome or 'short'} sgd")),
        )
        for outcome in (None, "lowest", "elsewhere", "away", "short")
    ),
    (
        explore_checks.Descended("two_valleys", "lowest"),
        facts_of(deeds=done(DeedKind.DESCENDED, "two_valleys lowest sgd")),
        facts_of(deeds=done(DeedKind.DESCENDED, "two_valleys elsewhere sgd")),
    ),
    (
        explore_checks.Descended("two_valleys", "lowest", "momentum"),
        facts_of(deeds=done(DeedKind.DESCENDED, "two_valleys lowest momentum")),
        facts_of(deeds=done(DeedKind.DESCENDED, "two_valleys lowest sgd")),
    ),
    *(
        (
            explore_checks.WaysCompared(of),
            facts_of(deeds=done(DeedKind.WAYS_COMPARED, of)),
            facts_of(deeds=done(DeedKind.WAYS_COMPARED, other)),
        )
        for of, other in (("rates", "batches"), ("batches", "rates"))
    ),
    (state_checks.WeightAt(1, 2, 1, 4.0), facts_of(BY_HAND), facts_of()),
    (state_checks.BiasAt(1, 2, 2.0), facts_of(BY_HAND), facts_of()),
    (
        state_checks.SettingIs("learning_rate", value=0.1),
        facts_of(),
        facts_of(config=replace(SEGMENTS.config, learning_rate=0.2)),
    ),
    (
        state_checks.SettingIs("learning_rate", min=0.05, max=0.2),
        facts_of(),
        facts_of(config=replace(SEGMENTS.config, learning_rate=3)),
    ),
    (
        state_checks.SettingIs("optimizer", value="adam"),
        facts_of(with_config(SEGMENTS, optimizer="adam")),
        facts_of(),
    ),
    (
        state_checks.SettingIs("shuffle", value=True),
        facts_of(),
        facts_of(with_config(SEGMENTS, shuffle=False)),
    ),
    (
        state_checks.SettingIs("batch_size", max=5),
        facts_of(),
        facts_of(with_config(SEGMENTS, batch_size=None)),
    ),
    (state_checks.DatasetIs(SEGMENTS.dataset.name), facts_of(), facts_of(BY_HAND)),
    (state_checks.SplitIs(), facts_of(split()), facts_of()),
    (
        state_checks.SplitIs(test=False, validation=True),
        facts_of(replace(SEGMENTS, dataset=replace(SEGMENTS.dataset, validation=split().dataset.test))),
        facts_of(split()),
    ),
    (state_checks.AllRight(), facts_of(accuracy=1.0), facts_of(accuracy=0.9)),
    (state_checks.AccuracyAtLeast(0.9), facts_of(accuracy=0.9), facts_of(accuracy=None)),
    (state_checks.AccuracyAtLeast(0.9, "unseen"), facts_of(unseen_accuracy=0.95), facts_of(accuracy=1.0)),
    (state_checks.LossBelow(0.1), facts_of(loss=0.05, step=10), facts_of(loss=0.05, step=0)),
    (state_checks.LossAbove(3), facts_of(loss=float("nan"), step=10), facts_of(loss=2.9, step=10)),
    (
        checks.AllAtOnce((state_checks.HiddenUnitsAtMost(8), state_checks.AllRight())),
        facts_of(accuracy=1.0),
        facts_of(with_hidden_widths(SEGMENTS, [9]).state, accuracy=1.0),
    ),
    (
        checks.WithinEpochs(50, state_checks.AllRight()),
        facts_of(accuracy=1.0, epoch=50),
        facts_of(accuracy=1.0, epoch=51),
    ),
    (state_checks.TrainedEpochsAtLeast(3), facts_of(epoch=3), facts_of(epoch=2)),
    (state_checks.ProbeIs(tuple(map(float, EIGHT))), facts_of(probe=EIGHT), facts_of(probe=NO_G)),
    (state_checks.ProbeIs((1.0, 1.0)), facts_of(BY_HAND, probe=[1, 1]), facts_of()),
    (state_checks.AnswerIs(1, min=0.5), with_outputs(0.6, 0, 0, 0), with_outputs(0.4, 0, 0, 0)),
    (state_checks.AnswerIs(2, min=0.1, max=0.2), with_outputs(0, 0.15), with_outputs(0.15)),
    (state_checks.SegmentPatternAnswered("1111111", "1000"), facts_of(parameters=LEARNED), facts_of()),
    (
        state_checks.BrokenSegmentsAnswered(),
        with_outputs(1, 0, 0, 0, probe=NO_G, broken=frozenset({6})),
        with_outputs(1, 0, 0, 1, probe=NO_G, broken=frozenset({6})),
    ),
    (
        deed_checks.Trained(),
        facts_of(deeds=done(DeedKind.TRAINED), step=1),
        facts_of(deeds=done(DeedKind.TRAINED)),
    ),
    (
        deed_checks.Trained(times=3),
        facts_of(deeds=done(DeedKind.TRAINED, times=3), step=9),
        facts_of(deeds=done(DeedKind.TRAINED, times=2), step=9),
    ),
    (deed_checks.Diverged(), facts_of(deeds=done(DeedKind.DIVERGED)), facts_of()),
    (
        deed_checks.Stepped(2, "operation"),
        facts_of(deeds=done(DeedKind.STEPPED, "operation", 2)),
        facts_of(deeds=done(DeedKind.STEPPED, "epoch", 2)),
    ),
    (deed_checks.Stepped(), facts_of(deeds=done(DeedKind.STEPPED, "batch")), facts_of()),
    (
        deed_checks.SteppedBack(),
        facts_of(deeds=done(DeedKind.STEPPED_BACK, "epoch")),
        facts_of(deeds=done(DeedKind.STEPPED, "epoch")),
    ),
    (deed_checks.ResetDone(), facts_of(deeds=done(DeedKind.RESET)), facts_of()),
    (deed_checks.Rewound(), facts_of(deeds=done(DeedKind.REWOUND)), facts_of()),
    (
        deed_checks.NumbersGuessed(3),
        facts_of(deeds=done(DeedKind.NUMBER_GUESSED, times=3)),
        facts_of(deeds=done(DeedKind.NUMBER_GUESSED, times=2)),
    ),
    (
        deed_checks.TrainingRefused(),
        facts_of(deeds=done(DeedKind.TRAINING_REFUSED)),
        facts_of(deeds=done(DeedKind.TRAINED)),
    ),
    (deed_checks.GradientCheckPassed(), facts_of(deeds=done(DeedKind.GRADIENT_CHECKED)), facts_of()),
    (deed_checks.WeightsExported(), facts_of(deeds=done(DeedKind.EXPORTED, "json")), facts_of()),
    (
        deed_checks.WeightsExported("npz"),
        facts_of(deeds=done(DeedKind.EXPORTED, "npz")),
        facts_of(deeds=done(DeedKind.EXPORTED, "json")),
    ),
    (deed_checks.ProjectSaved(), facts_of(deeds=done(DeedKind.SAVED)), facts_of()),
    (deed_checks.GuessMade(), facts_of(has_guessed=True), facts_of()),
    (
        deed_checks.DigitDrawnAndRecognised(3),
        facts_of(deeds=done(DeedKind.DIGIT_READ, "3")),
        facts_of(deeds=done(DeedKind.DIGIT_READ, "8")),
    ),
    (deed_checks.DigitDrawnAndRecognised(), facts_of(deeds=done(DeedKind.DIGIT_READ, "3")), facts_of()),
    (
        deed_checks.DigitsKept(2),
        facts_of(deeds={**done(DeedKind.DIGIT_KEPT, "1"), **done(DeedKind.DIGIT_KEPT, "2")}),
        facts_of(deeds=done(DeedKind.DIGIT_KEPT, "1")),
    ),
    (deed_checks.WorkspaceShown("graph"), facts_of(workspace="graph"), facts_of()),
    (deed_checks.PresetOpened("seven-segment"), facts_of(), facts_of(BY_HAND)),
    (deed_checks.RunsCompared(2), facts_of(kept_runs=2), facts_of(kept_runs=1)),
    (
        deed_checks.RunsCompared(2, compared=2),
        facts_of(kept_runs=2, deeds=done(DeedKind.RUNS_COMPARED, "2")),
        facts_of(kept_runs=2),
    ),
    (deed_checks.SweepFinished(), facts_of(deeds=done(DeedKind.SWEEP_FINISHED, SWEPT_RATES)), facts_of()),
    (
        deed_checks.SweepFinished("learning_rate", values=5),
        facts_of(deeds=done(DeedKind.SWEEP_FINISHED, SWEPT_RATES)),
        facts_of(deeds=done(DeedKind.SWEEP_FINISHED, "epochs=10 learning_rate=4 hidden=5")),
    ),
    (
        deed_checks.SweepFinished("hidden"),
        facts_of(deeds=done(DeedKind.SWEEP_FINISHED, "epochs=10 learning_rate=4 hidden=5")),
        facts_of(deeds=done(DeedKind.SWEEP_FINISHED, SWEPT_RATES)),
    ),
    (
        deed_checks.SweepFinished(values=5, epochs=10),
        facts_of(deeds=done(DeedKind.SWEEP_FINISHED, SWEPT_RATES)),
        facts_of(deeds=done(DeedKind.SWEEP_FINISHED, "epochs=9 learning_rate=5")),
    ),
    (deed_checks.FoldsFinished(), facts_of(deeds=done(DeedKind.FOLDS_FINISHED, FIVE_FOLDS)), facts_of()),
    (
        deed_checks.FoldsFinished(count=5, way="batch"),
        facts_of(deeds=done(DeedKind.FOLDS_FINISHED, FIVE_FOLDS)),
        facts_of(deeds=done(DeedKind.FOLDS_FINISHED, "count=5 way=stochastic share=0.9")),
    ),
    (
        deed_checks.FoldsFinished(share=0.9),
        facts_of(deeds=done(DeedKind.FOLDS_FINISHED, FIVE_FOLDS)),
        facts_of(deeds=done(DeedKind.FOLDS_FINISHED, "count=5 way=batch share=0.89")),
    ),
    (
        deed_checks.FoldsFinished(count=10),
        facts_of(deeds=done(DeedKind.FOLDS_FINISHED, "count=10 way=batch share=0.89")),
        facts_of(deeds=done(DeedKind.FOLDS_FINISHED, FIVE_FOLDS)),
    ),
    (
        deed_checks.GraphValue("apple", gradient=2.2),
        facts_of(nodes={"apple": (100.0, 2.2)}),
        facts_of(nodes={"apple": (100.0, 2.0)}),
    ),
    (look_checks.SampleOnBench(), facts_of(target=np.array([0.0, 1, 0, 0])), facts_of()),
    (
        look_checks.SampleOnBench("2", right=True),
        with_outputs(0, 0, 1, 0, target=np.array([0.0, 0, 1, 0])),
        with_outputs(0, 1, 0, 0, target=np.array([0.0, 1, 0, 0])),
    ),
    (
        look_checks.SampleOnBench(right=False),
        with_outputs(0, 0, 1, 1, target=np.array([0.0, 0, 1, 0])),
        with_outputs(0, 0, 1, 0, target=np.array([0.0, 0, 1, 0])),
    ),
    (
        look_checks.SampleOnBench("whale", right=False),
        with_outputs(0.4, 0.6, state=ANIMALS, target=np.array([1.0, 0.0])),
        with_outputs(0.6, 0.4, state=ANIMALS, target=np.array([1.0, 0.0])),
    ),
    (look_checks.DrawingStepOff(), facts_of(left_out=frozenset({"crop"})), facts_of()),
    (
        look_checks.DrawingStepOff("centre"),
        facts_of(left_out=frozenset({"centre"})),
        facts_of(left_out=frozenset({"crop"})),
    ),
    (
        look_checks.GraphIs("apples"),
        facts_of(),
        facts_of(replace(SEGMENTS, graph=PRESETS["apples_and_oranges"]())),
    ),
    (
        look_checks.GraphIs("sigmoid_unfolded"),
        facts_of(replace(SEGMENTS, graph=UNFOLDED)),
        facts_of(replace(SEGMENTS, graph=PRESETS["sigmoid_folded"]())),
    ),
    (
        look_checks.GraphIs("sigmoid_folded"),
        facts_of(replace(SEGMENTS, graph=fold(UNFOLDED, PRESETS["sigmoid_folded"]().nodes[-1].id))),
        facts_of(replace(SEGMENTS, graph=UNFOLDED)),
    ),
    (look_checks.GraphWalked(2), facts_of(deeds=done(DeedKind.GRAPH_STEPPED, times=2)), facts_of()),
    (look_checks.GradientDoubted(), facts_of(deeds=done(DeedKind.GRADIENT_DOUBTED, "kinks")), facts_of()),
    (
        look_checks.GradientDoubted("truncation"),
        facts_of(deeds=done(DeedKind.GRADIENT_DOUBTED, "truncation")),
        facts_of(deeds=done(DeedKind.GRADIENT_DOUBTED, "rounding")),
    ),
    (
        look_checks.GradientDoubted("rounding"),
        facts_of(deeds=done(DeedKind.GRADIENT_DOUBTED, "rounding")),
        facts_of(),
    ),
    (deed_checks.GraphValue("tax", value=1.1), facts_of(nodes={"tax": (1.1, 200.0)}), facts_of()),
]


@pytest.mark.parametrize(("check", "so", "_"), CASES, ids=lambda x: type(x).__name__)
def test_that_a_check_holds_where_it_is_so(check: checks.Check, so: LessonFacts, _: LessonFacts) -> None:
    assert check.holds(so) is True


@pytest.mark.parametrize(("check", "_", "otherwise"), CASES, ids=lambda x: type(x).__name__)
def test_that_a_check_does_not_hold_otherwise(
    check: checks.Check, _: LessonFacts, otherwise: LessonFacts
) -> None:
    assert check.holds(otherwise) is False


def test_that_every_kind_of_check_is_tried_both_ways() -> None:
    assert {type(check) for check, _, _ in CASES} == set(CHECKS.values())


def test_that_what_can_be_exported_is_what_a_lesson_may_ask_for() -> None:
    assert tuple(dict.fromkeys(kind.key for kind in FORMATS)) == deed_checks.EXPORTED


def test_that_a_lesson_may_ask_for_data_of_a_file_of_one_s_own() -> None:
    assert state_checks.DatasetIs("우리 반 키").name == "우리 반 키"


def test_that_no_check_that_is_written_is_left_out_of_the_closed_set() -> None:
    modules = (bench_checks, checks, deed_checks, explore_checks, look_checks, state_checks)
    written = {kind for module in modules for kind in vars(module).values() if hasattr(kind, "holds")}
    assert written == set(CHECKS.values())


def test_that_a_weight_that_the_network_does_not_have_is_nowhere() -> None:
    for place in ((3, 1, 1), (1, 8, 1), (1, 1, 9)):
        assert not state_checks.WeightAt(*place, value=0.0, tolerance=1e9).holds(facts_of())


def test_that_a_network_without_segments_answers_no_pattern() -> None:
    assert not state_checks.SegmentPatternAnswered("1111111", "10").holds(facts_of(BY_HAND))


def test_that_names_are_those_of_the_classes_in_small_letters() -> None:
    assert {"shape_is", "digit_drawn_and_recognised", "all_right", "graph_value"} <= set(CHECKS)
    for kind in CHECKS.values():
        assert kind.__doc__
        assert "check" not in {field.name for field in fields(kind)}  # the key that names it


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: state_checks.ActivationIs("tanhh"),
        lambda: state_checks.InitIs("he"),
        lambda: state_checks.SettingIs("rate", value=1),
        lambda: state_checks.SettingIs("optimizer", value="adamm"),
        lambda: deed_checks.WorkspaceShown("kitchen"),
        lambda: deed_checks.PresetOpened("no-such-preset"),
        lambda: look_checks.GraphIs("apple"),
        lambda: deed_checks.SweepFinished("rate"),
    ],
)
def test_that_a_name_outside_a_closed_set_is_refused_with_what_may_be_meant(
    wrong: Callable[[], object],
) -> None:
    with pytest.raises(EngineError, match=r"Did you mean|Choose one of"):
        wrong()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: state_checks.SettingIs("learning_rate"),
        lambda: state_checks.SettingIs("learning_rate", value=1, max=2),
        lambda: state_checks.AccuracyAtLeast(95),
        lambda: state_checks.SegmentPatternAnswered("111", "1"),
        lambda: state_checks.SegmentPatternAnswered("1111111", "two"),
        lambda: deed_checks.DigitDrawnAndRecognised(10),
        lambda: deed_checks.GraphValue("apple"),
        lambda: checks.AllAtOnce((state_checks.AllRight(),)),
        lambda: deed_checks.FoldsFinished(share=95),
    ],
)
def test_that_a_check_that_cannot_be_meant_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        wrong()


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("shape_is", {"shape": []}),
        ("shape_is", {"shape": [-1, 0]}),
        ("hidden_units_at_most", {"most": -1}),
        ("hidden_layers_are", {"count": -3}),
        ("activation_is", {"activation": "tanh", "layer": 0}),
        ("init_is", {"init": "zeros", "layer": 65}),
        ("weight_at", {"layer": 0, "row": 1, "column": 1, "value": 1}),
        ("weight_at", {"layer": 1, "row": -1, "column": 1, "value": 1}),
        ("weight_at", {"layer": 1, "row": 1, "column": 2**70, "value": 1}),
        ("weight_at", {"layer": 1, "row": 1, "column": 1, "value": 1, "tolerance": -1}),
        ("bias_at", {"layer": 1, "unit": 0, "value": 1}),
        ("setting_is", {"key": "learning_rate", "value": "x"}),
        ("setting_is", {"key": "learning_rate", "value": -1}),
        ("setting_is", {"key": "learning_rate", "value": True}),
        ("setting_is", {"key": "batch_size", "value": "all"}),
        ("setting_is", {"key": "shuffle", "max": 1}),
        ("setting_is", {"key": "shuffle", "value": 1}),
        ("setting_is", {"key": "learning_rate", "min": 2, "max": 1}),
        ("split_is", {"test": False}),
        ("loss_below", {"value": 0}),
        ("loss_above", {"value": -1}),
        ("within_epochs", {"epochs": -1, "of": {"check": "all_right"}}),
        ("trained_epochs_at_least", {"epochs": -5}),
        ("trained_epochs_at_least", {"epochs": 0}),
        ("probe_is", {"values": []}),
        ("answer_is", {"output": 10**40, "min": 0}),
        ("answer_is", {"output": 1}),
        ("answer_is", {"output": 1, "min": 1, "max": 0}),
        ("broken_segments_answered", {"count": 0}),
        ("broken_segments_answered", {"count": -1}),
        ("trained", {"times": 0}),
        ("stepped", {"count": 0}),
        ("numbers_guessed", {"count": 0}),
        ("digits_kept", {"count": -1}),
        ("runs_compared", {"kept": 0}),
        ("graph_value", {"node": "E", "value": 1, "tolerance": 0}),
        ("graph_walked", {"count": 0}),
        ("bias_is", {"on": True, "layer": 0}),
        ("samples_at_least", {"count": 0}),
        ("inputs_broken", {"inputs": [0]}),
        ("sweep_finished", {"values": 0}),
        ("sweep_finished", {"epochs": -1}),
        ("folds_finished", {"count": 1}),
        ("starts_compared", {"hidden_layers": -1}),
    ],
)
def test_that_a_check_that_never_ticks_or_always_is_refused(name: str, keys: dict[str, object]) -> None:
    word = {"en": "x", "ko": "x"}
    step = {"text": word, "checks": [{"check": name, **keys}]}
    content = {"title": word, "about": word, "minutes": 5, "steps": [step]}
    with pytest.raises(LoadError) as caught:
        parse_lesson("own/x", json.dumps(content).encode())
    assert "steps[0].checks[0]" in caught.value.message
    assert caught.value.message.endswith("Correct it.") or len(caught.value.message) == 240


@pytest.mark.parametrize(
    "check",
    [
        {"key": "batch_size", "value": 1},
        {"key": "batch_size", "max": 5},
        {"key": "epochs", "min": 100},
        {"key": "seed", "value": 7.0},
        {"key": "stop_loss", "max": 0.1},
        {"key": "stop_all_right", "value": True},
        {"key": "loss", "value": "cross_entropy"},
    ],
)
def test_that_every_setting_can_be_asked_for(check: dict[str, Any]) -> None:
    assert state_checks.SettingIs(**check).key == check["key"]
