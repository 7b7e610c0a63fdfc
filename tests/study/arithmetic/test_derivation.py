"""How a cell came about: its own equation with the numbers in place, and the cells it came from."""

import sys
from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest

from nnlab.engine import Kind, LayerSpec, Network, NetworkSpec, TracedStep, Trainer, TrainingConfig
from nnlab.study.arithmetic.derivation import derive, matrix_at
from nnlab.study.arithmetic.equations import Cell, Derivation, Factor, Link, Matrix, Role, Sheet, Unit
from nnlab.study.arithmetic.expansion import MOST_SOURCES
from nnlab.study.arithmetic.sheet import sheet_of
from tests.study.arithmetic.evaluating import evaluated
from tests.study.arithmetic.networks import steps_of_all_kinds, traced

STEPS = steps_of_all_kinds()


def cells_of(sheet: Sheet) -> list[Cell]:
    return [
        Cell(number, term, *place)
        for number, equation in enumerate(sheet.equations)
        for term, matrix in enumerate(equation.terms)
        if isinstance(matrix, Matrix)
        for place in np.ndindex(matrix.values.shape)
    ]


def cell_of(sheet: Sheet, name: str, row: int, column: int) -> Cell:
    """Return the first cell of the matrix `name` that is not transposed, an operand where it can be."""
    return next(
        Cell(number, term, row, column)
        for number, equation in enumerate(sheet.equations)
        for term, matrix in enumerate(equation.terms)
        if isinstance(matrix, Matrix) and matrix.name == name and not matrix.transposed
    )


def value_at(sheet: Sheet, cell: Cell) -> float:
    return float(matrix_at(sheet, cell).values[cell.row, cell.column])


def value_of(derivation: Derivation) -> float:
    pieces = [piece.value if isinstance(piece, Factor) else piece for piece in derivation.numeric]
    return float(evaluated(pieces))


def derived(step: TracedStep, name: str, row: int, column: int) -> Derivation:
    sheet = sheet_of(step)
    return derive(sheet, step, cell_of(sheet, name, row, column))


def equation_of(derivation: Derivation) -> str:
    return f"{derivation.symbol} = {''.join(derivation.symbolic)}"


@pytest.mark.parametrize("name", STEPS)
def test_that_the_numbers_of_every_cell_give_its_value(name: str) -> None:
    step = STEPS[name]
    sheet = sheet_of(step)
    for cell in cells_of(sheet):
        derivation = derive(sheet, step, cell)
        assert derivation.value == value_at(sheet, cell)
        if derivation.cell is None:
            assert (derivation.symbolic, derivation.numeric, derivation.sources) == ((), (), ())
            continue
        matrix = matrix_at(sheet, derivation.cell)
        largest = float(np.abs(matrix.values).max())
        with np.errstate(divide="ignore"):
            assert value_of(derivation) == pytest.approx(
                derivation.value, rel=1e-12, abs=1e-12 * max(largest, 1e-3)
            )
        for piece in derivation.numeric:
            if isinstance(piece, Factor):
                assert piece.cell is not None
                assert piece.cell in derivation.sources
                assert piece.value == value_at(sheet, piece.cell)


def test_that_an_operand_is_derived_where_it_was_computed_and_what_was_given_is_not() -> None:
    step = traced((2, 3, 2), ("tanh", "sigmoid"), optimizer="adam", samples=2)
    sheet = sheet_of(step)
    given = {(Role.X, False), (Role.T, False), (Role.W, False), (Role.B, False), (Role.STATE, False)}
    for cell in cells_of(sheet):
        matrix, derivation = matrix_at(sheet, cell), derive(sheet, step, cell)
        assert (derivation.cell is None) == ((matrix.role, matrix.is_new) in given)
        if derivation.cell is not None:
            equation = sheet.equations[derivation.cell.equation]
            assert equation.result == derivation.cell.term
            assert derivation.cell.equation <= cell.equation
            assert value_at(sheet, derivation.cell) == derivation.value


EXAMPLES = {
    ("ZH", 0, 0): "zh₁ = x₁w₁ + x₂w₂ + b₁",
    ("ZO", 0, 0): "zo₁ = h₁w₅ + h₂w₆ + b₃",
    ("H", 0, 1): "h₂ = σ(zh₂)",
    ("E", 0, 0): "E = ½ ((o₁ − t₁)² + (o₂ − t₂)²)",
    ("Ob", 0, 1): "o₂b = o₂ − t₂",
    ("ZOb", 0, 1): "zo₂b = o₂b · o₂ · (1 − o₂)",
    ("WOb", 0, 1): "w₇b = h₁ · zo₂b",
    ("BOb", 0, 1): "b₄b = 1 · zo₂b",
    ("Hb", 0, 0): "h₁b = zo₁b · w₅ + zo₂b · w₇",
}


@pytest.mark.parametrize("place", EXAMPLES, ids=lambda place: place[0])
def test_that_cells_are_named_as_the_notes_name_them(place: tuple[str, int, int]) -> None:
    assert equation_of(derived(traced((2, 2, 2), ("sigmoid", "sigmoid")), *place)) == EXAMPLES[place]


def test_that_the_update_and_its_memory_are_named_by_their_weight() -> None:
    step = traced((2, 2, 2), ("relu", "sigmoid"), optimizer="momentum")
    sheet = sheet_of(step)
    lines = {
        equation_of(derive(sheet, step, Cell(number, equation.result, 0, 1)))
        for number, equation in enumerate(sheet.equations)
        if equation.kind is Kind.UPDATE
    }
    assert {"vw₇′ = 0.9 · vw₇ + 0.02 · w₇b", "w₇′ = w₇ − vw₇′", "vb₄′ = 0.9 · vb₄ + 0.02 · b₄b"} <= lines


def test_that_larger_networks_have_two_indices_and_batches_name_their_samples() -> None:
    step = traced((3, 12, 2), ("relu", "softmax"), samples=3)
    assert derived(step, "O", 2, 1).symbol == "o₂⁽³⁾"
    assert equation_of(derived(step, "BOb", 0, 1)) == "bo₂b = zo₂b⁽¹⁾ + zo₂b⁽²⁾ + zo₂b⁽³⁾"
    assert derived(step, "WO", 11, 1).symbol == "wo₁₂,₂"
    assert derived(step, "WO", 2, 1).symbol == "wo₃₂"
    shown = ["h₁⁽²⁾ · wo₁₂", "h₂⁽²⁾ · wo₂₂", "h₃⁽²⁾ · wo₃₂", "h₄⁽²⁾ · wo₄₂", "…"]
    shown += ["h₉⁽²⁾ · wo₉₂", "h₁₀⁽²⁾ · wo₁₀,₂", "h₁₁⁽²⁾ · wo₁₁,₂", "h₁₂⁽²⁾ · wo₁₂,₂", "bo₂"]
    assert equation_of(derived(step, "ZO", 1, 1)) == f"zo₂⁽²⁾ = {' + '.join(shown)}"


def test_that_units_of_numbered_layers_carry_the_number_of_their_layer() -> None:
    step = traced((1, 1, 1, 1, 1, 1), ("tanh",) * 5)
    assert equation_of(derived(step, "Z3", 0, 0)) == "z3₁ = y2₁ · w₃ + b₃"


def test_that_what_is_left_out_is_among_the_sources() -> None:
    step = traced((30, 2), ("sigmoid",))
    derivation = derived(step, "Z", 0, 1)
    sheet = sheet_of(step)
    products = [derivation.sources[at : at + 2] for at in range(0, 60, 2)]
    value = sum(value_at(sheet, x) * value_at(sheet, w) for x, w in products) + value_at(
        sheet, derivation.sources[-1]
    )
    assert value == pytest.approx(derivation.value, rel=1e-12)
    assert len(derivation.sources) == len(set(derivation.sources)) == 61
    assert [piece for piece in derivation.symbolic if "…" in piece] == [" + … + "]


def test_that_links_and_units_are_those_of_the_cell_and_of_its_sources() -> None:
    step = traced((2, 3, 2), ("relu", "sigmoid"))
    total = derived(step, "ZO", 0, 1)
    assert set(total.links) == {Link(1, 0, 1), Link(1, 1, 1), Link(1, 2, 1), Link(1, None, 1)}
    assert set(total.units) == {Unit(2, 1), Unit(1, 0), Unit(1, 1), Unit(1, 2)}
    slope = derived(step, "WHb", 1, 2)
    assert (set(slope.links), set(slope.units)) == ({Link(0, 1, 2)}, {Unit(0, 1), Unit(1, 2)})
    back = derived(step, "Hb", 0, 1)
    assert set(back.links) == {Link(1, 1, 0), Link(1, 1, 1)}
    assert set(back.units) == {Unit(1, 1), Unit(2, 0), Unit(2, 1)}
    weight = derived(step, "WO", 2, 0)
    assert (weight.links, weight.units) == ((Link(1, 2, 0),), ())


def test_that_a_cell_of_a_sign_is_refused() -> None:
    step = traced((2, 2), ("relu",))
    with pytest.raises(ValueError, match="line 0 has no matrix at 1"):
        derive(sheet_of(step), step, Cell(0, 1, 0, 0))


def digits_step(samples: int) -> TracedStep:
    layers = (LayerSpec(64), LayerSpec(10, "softmax", "lecun_normal"))
    network = Network.create(NetworkSpec(784, layers, "float32"))
    rng = np.random.default_rng(0)
    X, T = rng.uniform(size=(samples, 784)), np.eye(10)[rng.integers(10, size=samples)]
    config = TrainingConfig("cross_entropy", "adam", batch_size=samples)
    return Trainer(network, X, T, config).trace_step()


def calls_in(work: Callable[[], object]) -> int:
    """Return how many functions are called in `work`, those of C too."""
    events: Counter[str] = Counter()
    before = sys.getprofile()
    sys.setprofile(lambda _frame, event, _what: events.update((event,)))
    try:
        work()
    finally:
        sys.setprofile(before)
    return events["call"] + events["c_call"]


@pytest.mark.parametrize("samples", [1, 8])
def test_that_a_sheet_of_784_64_10_is_little_more_work_than_a_small_one(samples: int) -> None:
    large, small = digits_step(samples), traced((2, 3, 2), ("relu", "softmax"))
    assert calls_in(lambda: sheet_of(large)) < 2.5 * calls_in(lambda: sheet_of(small))


def test_that_the_work_for_a_cell_of_784_64_10_is_that_for_its_sources() -> None:
    step = digits_step(8)
    sheet = sheet_of(step)
    cell = cell_of(sheet, "ZH", 0, 5)
    sources = len(derive(sheet, step, cell).sources)
    assert sources == 2 * 784 + 1
    assert calls_in(lambda: derive(sheet, step, cell)) < 20 * sources


def test_that_only_the_cells_of_a_derivation_are_read() -> None:
    step = traced((6, 5, 4), ("relu", "sigmoid"), samples=3)
    sheet = sheet_of(step)
    cell = cell_of(sheet, "ZO", 1, 2)
    expected = derive(sheet, step, cell)
    read = {(id(matrix_at(sheet, c)), c.row, c.column) for c in (*expected.sources, cell)}
    poisoned = {}
    for equation in sheet.equations:
        for matrix in equation.terms:
            if isinstance(matrix, Matrix) and id(matrix) not in poisoned:
                values = np.full_like(matrix.values, np.nan)
                for place in np.ndindex(values.shape):
                    if (id(matrix), *place) in read:
                        values[place] = matrix.values[place]
                poisoned[id(matrix)] = values
    for equation in sheet.equations:
        for matrix in equation.terms:
            if isinstance(matrix, Matrix):
                object.__setattr__(matrix, "values", poisoned[id(matrix)])
    assert derive(sheet, step, cell) == expected


def test_that_the_loss_of_a_large_batch_names_no_more_sources_than_can_be_lit() -> None:
    step = digits_step(1200)
    sheet = sheet_of(step)
    derivation = derive(sheet, step, cell_of(sheet, "E", 0, 0))
    assert len(derivation.sources) == MOST_SOURCES
    assert "".join(derivation.symbolic).endswith("log(o₁₀⁽¹²⁰⁰⁾))")
