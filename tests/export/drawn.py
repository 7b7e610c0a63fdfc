"""Networks with their data and training, drawn by Hypothesis."""

import numpy as np
from hypothesis import strategies as st

from nnlab.data import Dataset
from nnlab.engine import ACTIVATION_NAMES, LayerSpec, NetworkSpec, Task, TrainingConfig
from nnlab.engine.losses import LOSS_NAMES
from nnlab.engine.optimizers import OPTIMIZER_NAMES
from nnlab.project import ProjectState

TRAINABLE = [name for name in ACTIVATION_NAMES if name != "step"] + ["leaky_relu(0.2)", "elu(0.5)"]
# Any start but those that make all weights equal, where rounding alone decides which way adam goes.
RANDOM = "normal(0.7)"


@st.composite
def states(
    draw: st.DrawFn,
    activations: list[str],
    inits: list[str],
    dtypes: tuple[str, ...] = ("float64", "float32"),
) -> ProjectState:
    """Draw a network of up to six layers with a table that fits it."""
    sizes = draw(st.lists(st.integers(1, 5), min_size=2, max_size=7))
    layers = tuple(
        LayerSpec(
            units,
            draw(st.sampled_from(activations)),
            draw(st.sampled_from(inits)),
            draw(st.booleans()),
            "normal(0.5)",
        )
        for units in sizes[1:]
    )
    rng = np.random.default_rng(draw(st.integers(0, 2**20)))
    rows, task = draw(st.integers(1, 9)), draw(st.sampled_from(Task))
    if task is Task.CLASSES and sizes[-1] > 1:
        targets = np.eye(sizes[-1])[rng.integers(0, sizes[-1], rows)]
    else:
        task = Task.VALUES if task is Task.CLASSES else task
        targets = rng.normal(size=(rows, sizes[-1]))
        targets = (targets > 0).astype(float) if task is Task.BITS else targets
    config = TrainingConfig(
        loss=draw(st.sampled_from(LOSS_NAMES)),
        optimizer=draw(st.sampled_from(OPTIMIZER_NAMES)),
        batch_size=draw(st.sampled_from([1, 2, 4, None])),
        epochs=4,
        stop_loss=draw(st.sampled_from([None, 0.4, 1.5])),
        stop_epoch_error=draw(st.sampled_from([None, 3.0])),
        stop_all_right=draw(st.booleans()),
        shuffle=draw(st.booleans()),
        seed=draw(st.integers(0, 2**63 - 1)),
    )
    dtype = draw(st.sampled_from(dtypes))
    dataset = Dataset.from_arrays("drawn", rng.normal(size=(rows, sizes[0])), targets, task)
    return ProjectState.begin(dataset, NetworkSpec(sizes[0], layers, dtype), config)
