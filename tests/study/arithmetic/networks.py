"""Small random networks in the middle of a training, and their traced step."""

from itertools import count

import numpy as np

from nnlab.engine import (
    ACTIVATION_NAMES,
    LOSS_NAMES,
    OPTIMIZER_NAMES,
    LayerSpec,
    Network,
    NetworkSpec,
    TracedStep,
    Trainer,
    TrainingConfig,
)

ACTIVATIONS = (*(name for name in ACTIVATION_NAMES if name != "step"), "leaky_relu(0.3)", "elu(0.5)")
PAIRINGS = tuple((output, loss) for output in ACTIVATIONS for loss in LOSS_NAMES)


def traced(
    sizes: tuple[int, ...],
    activations: tuple[str, ...],
    loss: str = "half_squared_error",
    *,
    optimizer: str = "sgd",
    samples: int = 1,
    bias: bool = True,
    seed: int = 0,
    one_hot: bool = False,
    steps: int = 2,
) -> TracedStep:
    """Return a step after `steps` others, so that the optimizer has something to remember."""
    rng = np.random.default_rng(seed)
    layers = tuple(
        LayerSpec(units, f, "normal(0.8)", bias=bias, bias_init="normal(0.5)")
        for units, f in zip(sizes[1:], activations, strict=True)
    )
    spec = NetworkSpec(sizes[0], layers)
    X = rng.normal(size=(2 * samples, sizes[0]))
    T = rng.uniform(0.05, 0.95, size=(2 * samples, sizes[-1]))
    if one_hot:
        T = np.eye(sizes[-1])[rng.integers(sizes[-1], size=2 * samples)]
    config = TrainingConfig(loss=loss, optimizer=optimizer, batch_size=samples, learning_rate=0.02, seed=seed)
    trainer = Trainer(Network.create(spec, seed), X, T, config)
    trainer.advance(steps=steps)
    return trainer.trace_step()


def steps_of_all_kinds() -> dict[str, TracedStep]:
    """Return steps with every output activation and loss, over optimizers, hidden activations, biases and batches."""
    steps: dict[str, TracedStep] = {}
    numbers = count()
    for samples in (1, 3):
        for output, loss in PAIRINGS:
            at = next(numbers)
            hidden, optimizer = ACTIVATIONS[at % len(ACTIVATIONS)], OPTIMIZER_NAMES[at % len(OPTIMIZER_NAMES)]
            bias, one_hot = at % 4 != 3, at % 2 == 0
            name = f"{hidden}-{output}-{loss}-{optimizer}-{samples}-{'bias' if bias else 'no bias'}"
            steps[name] = traced(
                (3, 4, 2), (hidden, output), loss, optimizer=optimizer, samples=samples, bias=bias,
                seed=at, one_hot=one_hot,
            )  # fmt: skip
    return steps
