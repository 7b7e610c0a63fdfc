"""A step as equations: every line is true, in the order of computation, in the notes' symbols, without copies."""

import numpy as np
import pytest

from nnlab.engine import OPTIMIZER_NAMES, Kind, LayerSpec, Network, NetworkSpec, Trainer, TrainingConfig
from nnlab.study.arithmetic.equations import ONE, SAMPLES, Axis, Equation, Matrix, Role, Sign
from nnlab.study.arithmetic.sheet import sheet_of
from tests.study.arithmetic.evaluating import Value, evaluated
from tests.study.arithmetic.networks import ACTIVATIONS, steps_of_all_kinds, traced

STEPS = steps_of_all_kinds()


def result_of(equation: Equation) -> Matrix:
    matrix = equation.terms[equation.result]
    assert isinstance(matrix, Matrix)
    return matrix


def right_hand_side(equation: Equation) -> list[str | Value]:
    """Return all that stands on the other side of the computed matrix."""
    kept = [t for at, t in enumerate(equation.terms) if at != equation.result]
    assert [t.text for t in kept if isinstance(t, Sign)].count("=") == 1
    return [t.values if isinstance(t, Matrix) else t.text for t in kept if t != Sign("=")]


def text_of(equation: Equation) -> str:
    return " ".join(
        t.text if isinstance(t, Sign) else t.name + "ᵀ" * t.transposed + "′" * t.is_new
        for t in equation.terms
    )


@pytest.mark.parametrize("name", STEPS)
def test_that_every_line_is_true(name: str) -> None:
    for equation in sheet_of(STEPS[name]).equations:
        found, expected = evaluated(right_hand_side(equation)), result_of(equation).values
        assert np.broadcast_shapes(found.shape, expected.shape) == expected.shape
        scale = max(1.0, float(np.abs(expected).max()))
        np.testing.assert_allclose(found, expected, rtol=0, atol=1e-12 * scale, err_msg=text_of(equation))


@pytest.mark.parametrize("hidden", ACTIVATIONS)
@pytest.mark.parametrize("optimizer", OPTIMIZER_NAMES)
def test_that_every_optimizer_and_hidden_activation_gives_true_lines(hidden: str, optimizer: str) -> None:
    step = traced((2, 3, 2, 2), (hidden, hidden, "sigmoid"), optimizer=optimizer, samples=2, seed=4)
    for equation in sheet_of(step).equations:
        np.testing.assert_allclose(
            evaluated(right_hand_side(equation)), result_of(equation).values, rtol=1e-12, atol=1e-13
        )


def test_that_the_lines_of_317_stand_in_the_order_of_computation_in_the_symbols_of_the_notes() -> None:
    sheet = sheet_of(traced((2, 2, 2), ("sigmoid", "sigmoid")))
    assert [text_of(equation) for equation in sheet.equations] == [
        "X @ WH + BH = ZH",
        "σ( ZH ) = H",
        "H @ WO + BO = ZO",
        "σ( ZO ) = O",
        "E = ½ Σ ( O − T )²",
        "O − T = Ob",
        "Ob ∘ O ∘ (1 − O ) = ZOb",
        "Hᵀ @ ZOb = WOb",
        "1 · ZOb = BOb",
        "ZOb @ WOᵀ = Hb",
        "Hb ∘ H ∘ (1 − H ) = ZHb",
        "Xᵀ @ ZHb = WHb",
        "1 · ZHb = BHb",
        "ZHb @ WHᵀ = Xb",
        "WH − 0.02 · WHb = WH′",
        "BH − 0.02 · BHb = BH′",
        "WO − 0.02 · WOb = WO′",
        "BO − 0.02 · BOb = BO′",
    ]


def test_that_the_lines_follow_the_operations_of_the_step() -> None:
    step = traced((2, 3, 2), ("relu", "softmax"), "cross_entropy", optimizer="adam", samples=3)
    sheet = sheet_of(step)
    assert sheet.operations == len(step.operations)
    assert [(e.kind, e.layer) for e in sheet.equations] == [
        step.operations[e.operation] for e in sheet.equations
    ]
    numbers = [equation.operation for equation in sheet.equations]
    assert sorted(set(numbers)) == list(range(sheet.operations))
    assert numbers == sorted(numbers)
    assert [e.of for e in sheet.equations if e.kind is Kind.UPDATE] == [0] * 8 + [1] * 8
    assert [e.of for e in sheet.equations if e.layer is not None] == [
        e.layer for e in sheet.equations if e.layer is not None
    ]


def test_that_a_batch_divides_by_its_samples_and_targets_that_do_not_sum_to_one_are_weighed() -> None:
    def error(one_hot: bool, samples: int) -> str:
        step = traced((2, 3), ("softmax",), "cross_entropy", samples=samples, one_hot=one_hot)
        return next(text_of(e) for e in sheet_of(step).equations if e.kind is Kind.OUTPUT_ERROR)

    assert error(one_hot=True, samples=1) == "Y − T = Zb"
    assert error(one_hot=True, samples=3) == "( Y − T ) / 3 = Zb"
    assert error(one_hot=False, samples=3) == "( Y ∘ Σₖ T − T ) / 3 = Zb"


def test_that_a_softmax_of_one_output_has_true_lines() -> None:
    for loss in ("cross_entropy", "binary_cross_entropy", "half_squared_error"):
        for equation in sheet_of(traced((2, 1), ("softmax",), loss, samples=2)).equations:
            with np.errstate(divide="ignore"):
                found = evaluated(right_hand_side(equation))
            np.testing.assert_allclose(found, result_of(equation).values, rtol=1e-12, atol=1e-15)


def test_that_the_lines_of_an_optimizer_hold_its_memory_before_and_after() -> None:
    sheet = sheet_of(traced((2, 2), ("linear",), optimizer="adam"))
    update = [text_of(e) for e in sheet.equations if e.kind is Kind.UPDATE]
    assert update[:4] == [
        "0.9 · MW + (1 − 0.9) · Wb = MW′",
        "0.999 · VW + (1 − 0.999) · Wb ² = VW′",
        "0.02 / (1 − 0.9³) · MW′ / (√( VW′ / (1 − 0.999³)) + 10⁻⁸) = ΔW",
        "W − ΔW = W′",
    ]
    first = sheet_of(traced((2, 2), ("linear",), optimizer="adam", steps=0))
    assert "0.02 / (1 − 0.9) · MW′ / (√( VW′ / (1 − 0.999)) + 10⁻⁸) = ΔW" in map(text_of, first.equations)
    states = [t for e in sheet.equations for t in e.terms if isinstance(t, Matrix) and t.role is Role.STATE]
    assert any(m.of_bias for m in states)
    assert {m.of_bias for m in states if m.name in ("MW", "VW")} == {False}


@pytest.mark.parametrize(
    ("rate", "text"),
    [(0.0, "0"), (3.0, "3"), (1e-5, "10⁻⁵"), (2.5e-7, "2.5·10⁻⁷"), (0.1 + 0.2, "0.30000000000000004")],
)
def test_that_a_learning_rate_stands_there_exactly(rate: float, text: str) -> None:
    network = Network.create(NetworkSpec(1, (LayerSpec(1, "linear", "lecun_normal"),)))
    trainer = Trainer(network, [[2.0]], [[1.0]], TrainingConfig(learning_rate=rate))
    lines = [text_of(equation) for equation in sheet_of(trainer.trace_step()).equations]
    assert f"W − {text} · Wb = W′" in lines


def test_that_matrices_say_what_their_rows_and_columns_count() -> None:
    sheet = sheet_of(traced((3, 4, 2), ("tanh", "sigmoid"), samples=2))
    sizes = {SAMPLES: 2, ONE: 1, Axis("units", 0): 3, Axis("units", 1): 4, Axis("units", 2): 2}
    for equation in sheet.equations:
        for matrix in equation.terms:
            if isinstance(matrix, Matrix):
                assert matrix.values.shape == (sizes[matrix.rows], sizes[matrix.columns]), matrix.name


def test_that_one_matrix_is_one_object_and_the_error_of_a_layer_is_the_yb_of_the_layer_before() -> None:
    by_name: dict[tuple[str, bool, bool], set[int]] = {}
    sheet = sheet_of(traced((3, 4, 2), ("tanh", "sigmoid"), samples=2))
    for equation in sheet.equations:
        for matrix in equation.terms:
            if isinstance(matrix, Matrix):
                key = (matrix.name, matrix.transposed, matrix.is_new)
                by_name.setdefault(key, set()).add(id(matrix))
    assert {key: len(found) for key, found in by_name.items() if len(found) > 1} == {}
    errors = [result_of(e) for e in sheet.equations if e.kind is Kind.INPUT_ERROR]
    assert [(m.name, m.role, m.layer) for m in errors] == [("Hb", Role.DY, 0), ("Xb", Role.DX, 0)]


def test_that_many_layers_are_numbered() -> None:
    step = traced((2, 2, 2, 2, 2, 1), ("tanh",) * 5)
    lines = [text_of(equation) for equation in sheet_of(step).equations]
    assert lines[:3] == ["X @ W1 + B1 = Z1", "tanh( Z1 ) = Y1", "Y1 @ W2 + B2 = Z2"]
    assert "Y1ᵀ @ Z2b = W2b" in lines


def test_that_no_matrix_is_a_copy_of_the_step() -> None:
    step = traced((50, 20, 5), ("relu", "softmax"), "cross_entropy", optimizer="adam", samples=4)
    own = [step.T, step.before.vector, step.after.vector, step.change, *step.slots_before, *step.slots_after]
    for arrays in step.layers:
        parts = (arrays.X, arrays.W, arrays.b, arrays.Z, arrays.Y, arrays.dY, arrays.dZ, arrays.dX, arrays.dW)
        own += [part for part in (*parts, arrays.db) if part is not None]
    for equation in sheet_of(step).equations:
        for matrix in equation.terms:
            if isinstance(matrix, Matrix) and matrix.role is not Role.E:
                assert any(np.shares_memory(matrix.values, array) for array in own), matrix.name
