"""The worked examples of the notes (001): every number of a step against one computed by hand, in plain Python.

The linear examples are computed in fractions, exactly; the others with math.exp and math.fsum.
"""

import math
from fractions import Fraction
from typing import TypeAlias

import pytest

from nnlab.engine import Network, TracedStep, Trainer
from nnlab.lessons import begin, load_preset
from nnlab.study.arithmetic.chain_rule import chain_rule
from nnlab.study.arithmetic.equations import Link, Matrix
from nnlab.study.arithmetic.sheet import sheet_of

Number: TypeAlias = Fraction | float
Row: TypeAlias = list[Number]
Layer: TypeAlias = tuple[list[Row], Row]
Sheet: TypeAlias = dict[str, list[Row]]

RATE = Fraction(1, 100)

START_311: list[Layer] = [([[3, 5], [4, 6]], [1, 2])]
START_316: list[Layer] = [
    ([[".15", ".25"], [".20", ".30"]], [".35", ".35"]),
    ([[".40", ".50"], [".45", ".55"]], [".60", ".60"]),
]
# example: inputs, start, what follows each sum, targets
EXAMPLES = {
    "311_1": (["2", "3"], START_311, ["linear"], ["27", "-30"]),
    "316_1": ([".05", ".10"], START_316, ["linear", "linear"], [".01", ".99"]),
    "317_1": ([".05", ".10"], START_316, ["sigmoid", "sigmoid"], [".01", ".99"]),
    "318_1": ([".05", ".10"], START_316, ["sigmoid", "softmax"], ["0", "1"]),
}


def total(numbers: Row) -> Number:
    return sum(numbers) if all(isinstance(n, Fraction) for n in numbers) else math.fsum(numbers)


def activated(name: str, z: Row) -> Row:
    if name == "linear":
        return list(z)
    if name == "sigmoid":
        return [1 / (1 + math.exp(-v)) for v in z]
    return [math.exp(v) / math.fsum(math.exp(u) for u in z) for v in z]


def by_hand(x: Row, layers: list[Layer], activations: list[str], t: Row) -> tuple[Sheet, list[Layer]]:
    """Return every matrix of one step of one sample by its name, and the layers after it."""
    names = ["Y"] if len(layers) == 1 else ["H", "O"]
    suffix = {"Y": "", "H": "H", "O": "O"}
    sheet: Sheet = {"X": [x], "T": [t]}
    ins, outs = [], []
    into = x
    for name, (W, B), f in zip(names, layers, activations, strict=True):
        z = [total([v * W[i][j] for i, v in enumerate(into)] + [B[j]]) for j in range(len(B))]
        y = activated(f, z)
        sheet |= {f"W{suffix[name]}": W, f"B{suffix[name]}": [B], f"Z{suffix[name]}": [z], name: [y]}
        ins.append(into)
        outs.append(y)
        into = y
    if activations[-1] == "softmax":
        loss = -total([a * math.log(b) for a, b in zip(t, into, strict=True)])
    else:
        loss = total([(b - a) ** 2 for a, b in zip(t, into, strict=True)]) / 2
    sheet["E"] = [[loss]]
    error = [b - a for a, b in zip(t, into, strict=True)]
    fused = activations[-1] != "sigmoid"
    after: list[Layer] = []
    for at in range(len(layers) - 1, -1, -1):
        (W, B), name, letters = layers[at], names[at], suffix[names[at]]
        dz = error
        if at < len(layers) - 1 or not fused:
            sheet[f"{name}b"] = [error]
            slope = [y * (1 - y) if activations[at] == "sigmoid" else 1 for y in outs[at]]
            dz = [e * s for e, s in zip(error, slope, strict=True)]
        dW = [[v * d for d in dz] for v in ins[at]]
        new_W = [[w - RATE * d for w, d in zip(*rows, strict=True)] for rows in zip(W, dW, strict=True)]
        new_B = [b - RATE * d for b, d in zip(B, dz, strict=True)]
        is_yb = at == len(layers) - 1 and activations[at] == "linear"  # the notes' Yb, for Y is Z
        sheet |= {f"{name}b" if is_yb else f"Z{letters}b": [dz], f"W{letters}b": dW, f"B{letters}b": [dz]}
        sheet |= {f"W{letters}′": new_W, f"B{letters}′": [new_B]}
        after.insert(0, (new_W, new_B))
        error = [total([d * w for d, w in zip(dz, row, strict=True)]) for row in W]
    sheet["Xb"] = [error]
    return sheet, after


def numbers(rows: list) -> list:
    return [numbers(row) if isinstance(row, list) else Fraction(row) for row in rows]


def trainer_of(example: str) -> Trainer:
    state = begin(load_preset(f"textbook/{example}"))
    network = Network.from_parameters(state.parameters)
    return Trainer(network, state.dataset.inputs, state.dataset.targets, state.config)


def shown(step: TracedStep) -> dict[str, list[list[float]]]:
    found = {}
    for equation in sheet_of(step).equations:
        for matrix in equation.terms:
            if isinstance(matrix, Matrix):
                values = matrix.values.T if matrix.transposed else matrix.values
                rows = values.tolist()
                name = matrix.name + "′" * matrix.is_new
                assert found.setdefault(name, rows) == rows
    return found


@pytest.mark.parametrize("example", EXAMPLES)
def test_that_every_number_of_the_first_steps_is_the_one_computed_by_hand(example: str) -> None:
    x, start, activations, t = EXAMPLES[example]
    layers: list[Layer] = [(numbers(W), numbers(B)) for W, B in start]
    trainer = trainer_of(example)
    for _ in range(3):
        expected, layers = by_hand(numbers(x), layers, activations, numbers(t))
        found = shown(trainer.trace_step())
        assert found.keys() == expected.keys()
        for name, rows in expected.items():
            assert len(found[name]) == len(rows)
            for row, expected_row in zip(found[name], rows, strict=True):
                assert row == pytest.approx(
                    [float(number) for number in expected_row], rel=1e-12, abs=1e-12
                ), name
        trainer.step()


@pytest.mark.parametrize("example", EXAMPLES)
def test_that_the_chain_rule_holds_from_the_start_to_the_end_of_the_training(example: str) -> None:
    trainer = trainer_of(example)
    for _ in range(4):
        step = trainer.trace_step()
        sheet = sheet_of(step)
        for layer, arrays in enumerate(step.layers):
            for target in range(arrays.dW.shape[1]):
                for source in (None, *range(arrays.dW.shape[0])):
                    assert chain_rule(sheet, step, Link(layer, source, target)).matches
        trainer.advance(steps=2_000)
