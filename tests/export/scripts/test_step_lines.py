"""The lines beside the arithmetic: run as they stand, they leave the numbers of the step."""

import numpy as np
import pytest

from nnlab.engine import (
    ACTIVATION_NAMES,
    LOSS_NAMES,
    LayerSpec,
    Network,
    NetworkSpec,
    Trainer,
    TrainingConfig,
)
from nnlab.engine.optimizers import OPTIMIZER_NAMES
from nnlab.export.scripts.step_lines import step_lines
from nnlab.lessons import begin, load_preset
from nnlab.study.symbols import symbols

TRAINABLE = tuple(name for name in ACTIVATION_NAMES if name != "step")


def traced(activations, loss, optimizer="sgd", rows=1, bias=True, onehot=False):
    rng = np.random.default_rng(7)
    layers = tuple(
        LayerSpec(units, a, "lecun_normal", bias) for units, a in zip((3, 2), activations, strict=True)
    )
    network = Network.create(NetworkSpec(2, layers), 5)
    X, T = rng.normal(size=(rows, 2)), rng.uniform(0.1, 0.9, (rows, 2))
    if onehot:
        T = np.eye(2)[rng.integers(0, 2, rows)]
    config = TrainingConfig(loss=loss, optimizer=optimizer, learning_rate=0.1, batch_size=None)
    trainer = Trainer(network, X, T, config)
    trainer.advance(steps=2)
    return trainer.trace_step()


def run(step):
    """Return every name after the lines were run, from what is there before the step."""
    config, names = step.config, symbols(len(step.layers))
    values = {"np": np, "X": step.layers[0].X.copy(), "T": step.T, "lr": config.learning_rate}
    values |= {"step": step.update_number - 1, "momentum": config.momentum, "rho": config.rho}
    values |= {"beta1": config.beta1, "beta2": config.beta2}
    from nnlab.engine import layer_views

    kept = [layer_views(step.spec, slot) for slot in step.slots_before]
    letters = {"adam": "MV", "adagrad": "S", "rmsprop": "S"}.get(config.optimizer, "V")
    for index, (s, (W, b)) in enumerate(zip(names, step.before.layers, strict=True)):
        values[s.W] = W.copy()
        if b is not None:
            values[s.B] = b.copy()
        for letter, slot in zip(letters, kept, strict=False):
            values[letter + s.W] = slot[index][0].copy()
            if b is not None:
                values[letter + s.B] = slot[index][1].copy()
    with np.errstate(all="ignore"):
        exec("\n".join(line.text for line in step_lines(step)), values)  # nothing but what nnlab writes
    return values


def check(step):
    values, names = run(step), symbols(len(step.layers))
    close = {"rtol": 1e-11, "atol": 1e-13}
    np.testing.assert_allclose(values["E"], step.loss, **close)
    np.testing.assert_allclose(values["Xb"], step.layers[0].dX, **close)
    for s, a, (W, b) in zip(names, step.layers, step.after.layers, strict=True):
        error = f"{s.Z}b" if f"{s.Z}b" in values else s.Yb  # of a linear output both are one
        for name, array in ((s.Z, a.Z), (s.Y, a.Y), (error, a.dZ), (s.Wb, a.dW), (s.W, W)):
            np.testing.assert_allclose(values[name], array, err_msg=name, **close)
        if a.dY is not None:
            np.testing.assert_allclose(values[s.Yb], a.dY, err_msg=s.Yb, **close)
        if b is not None:
            np.testing.assert_allclose(values[s.Bb], a.db, err_msg=s.Bb, **close)
            np.testing.assert_allclose(values[s.B], b, err_msg=s.B, **close)


@pytest.mark.parametrize("hidden", TRAINABLE)
@pytest.mark.parametrize("output", TRAINABLE)
@pytest.mark.parametrize("loss", LOSS_NAMES)
def test_that_the_lines_compute_the_step_for_every_pairing(hidden, output, loss):
    check(traced((hidden, output), loss, rows=3))
    check(traced((hidden, output), loss, rows=1, onehot=True))


@pytest.mark.parametrize("optimizer", OPTIMIZER_NAMES)
@pytest.mark.parametrize("bias", [True, False])
def test_that_the_lines_update_as_every_optimizer_does(optimizer, bias):
    check(traced(("tanh", "sigmoid"), "half_squared_error", optimizer, rows=3, bias=bias))


@pytest.mark.parametrize("key", ["311_1", "316_1", "317_1", "318_1"])
def test_that_every_operation_of_a_textbook_step_has_its_lines(key):
    state = begin(load_preset(f"textbook/{key}"))
    data = state.dataset
    step = Trainer(
        Network.from_parameters(state.parameters), data.inputs, data.targets, state.config
    ).trace_step()
    lines = step_lines(step)
    assert sorted({line.operation for line in lines}) == list(range(len(step.operations)))
    check(step)


def test_that_the_lines_of_317_1_are_those_of_the_notes():
    state = begin(load_preset("textbook/317_1"))
    data = state.dataset
    step = Trainer(
        Network.from_parameters(state.parameters), data.inputs, data.targets, state.config
    ).trace_step()
    assert [line.text for line in step_lines(step)] == [
        "ZH = X @ WH + BH",
        "H = 1 / (1 + np.exp(-ZH))",
        "ZO = H @ WO + BO",
        "O = 1 / (1 + np.exp(-ZO))",
        "E = ((O - T) ** 2).sum() / 2",
        "Ob = O - T",
        "ZOb = Ob * O * (1 - O)",
        "WOb = H.T @ ZOb",
        "BOb = ZOb.sum(axis=0)",
        "Hb = ZOb @ WO.T",
        "ZHb = Hb * H * (1 - H)",
        "WHb = X.T @ ZHb",
        "BHb = ZHb.sum(axis=0)",
        "Xb = ZHb @ WH.T",
        "WH -= lr * WHb",
        "BH -= lr * BHb",
        "WO -= lr * WOb",
        "BO -= lr * BOb",
    ]
