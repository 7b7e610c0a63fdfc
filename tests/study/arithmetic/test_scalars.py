"""The scalar view: one equation for each cell of a line's result."""

from nnlab.engine import Kind, TracedStep
from nnlab.study.arithmetic.derivation import derive
from nnlab.study.arithmetic.equations import Cell, Sheet
from nnlab.study.arithmetic.scalars import is_small, scalars
from nnlab.study.arithmetic.sheet import sheet_of
from tests.study.arithmetic.networks import traced


def line(sheet: Sheet, kind: Kind, layer: int) -> int:
    return next(n for n, e in enumerate(sheet.equations) if (e.kind, e.layer) == (kind, layer))


def texts(step: TracedStep, kind: Kind, layer: int, *window: range) -> list[str]:
    sheet = sheet_of(step)
    found = scalars(sheet, step, line(sheet, kind, layer), *window)
    return [f"{scalar.symbol} = {''.join(scalar.symbolic)}" for scalar in found]


def test_that_the_outputs_of_316_are_the_notes_two_sums() -> None:
    step = traced((2, 2, 2), ("linear", "linear"))
    assert texts(step, Kind.SUM, 1) == ["zo₁ = h₁w₅ + h₂w₆ + b₃", "zo₂ = h₁w₇ + h₂w₈ + b₄"]


def test_that_gradients_of_weights_follow_in_the_order_of_their_numbers() -> None:
    step = traced((2, 2, 2), ("linear", "linear"))
    assert texts(step, Kind.WEIGHT_GRADIENT, 1) == [
        "w₅b = h₁ · o₁b",
        "w₆b = h₂ · o₁b",
        "w₇b = h₁ · o₂b",
        "w₈b = h₂ · o₂b",
    ]


def test_that_a_batch_goes_sample_by_sample() -> None:
    step = traced((1, 2), ("tanh",), samples=2)
    assert texts(step, Kind.ACTIVATE, 0) == [
        "y₁⁽¹⁾ = tanh(z₁⁽¹⁾)",
        "y₂⁽¹⁾ = tanh(z₂⁽¹⁾)",
        "y₁⁽²⁾ = tanh(z₁⁽²⁾)",
        "y₂⁽²⁾ = tanh(z₂⁽²⁾)",
    ]


def test_that_a_large_result_is_written_out_only_within_a_window() -> None:
    step = traced((3, 40, 2), ("relu", "sigmoid"))
    sheet = sheet_of(step)
    number = line(sheet, Kind.SUM, 0)
    assert not is_small(sheet, number)
    assert scalars(sheet, step, number) == ()
    found = scalars(sheet, step, number, range(1), range(38, 50))
    result = sheet.equations[number].result
    assert found == tuple(derive(sheet, step, Cell(number, result, 0, column)) for column in (38, 39))
    assert [scalar.symbol for scalar in scalars(sheet, step, number, columns=range(-2, 2))] == ["zh₁", "zh₂"]
    assert scalars(sheet, step, number, range(-3, 0), range(2)) == ()


def test_that_of_a_long_sum_only_what_is_shown_is_looked_for() -> None:
    step = traced((30, 1), ("relu",))
    sheet = sheet_of(step)
    (scalar,) = scalars(sheet, step, 0)
    whole = derive(sheet, step, Cell(0, sheet.equations[0].result, 0, 0))
    assert (scalar.symbolic, scalar.numeric, scalar.value) == (whole.symbolic, whole.numeric, whole.value)
    assert (len(scalar.sources), len(whole.sources)) == (17, 61)
    assert {link.source for link in scalar.links} == {0, 1, 2, 3, 26, 27, 28, 29, None}
