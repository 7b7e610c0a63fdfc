"""The mathematics of dense networks: layers, losses, optimizers and one training step. NumPy only.

Conventions, here and everywhere in nnlab:

* Batch first. X (N, in), W (in, out), b (out,), Z = X W + b, Y = f(Z); Y of a layer is X of the next.
* dA means dL/dA and has A's shape: dW = Xᵀ dZ, db = column sums of dZ, dX = dZ Wᵀ. All gradients use the W
  from before the update.
* The loss is the mean over the batch, and so are the gradients. (The notes' "sum, then divide the rate by the
  batch size" is the same step.)
* relu'(0) = 0. float64 for textbook examples and every gradient check, float32 for image networks: a field of
  the specification. Weights are drawn in float64 and cast.
* All parameters lie in one flat contiguous vector with views for each layer; gradient, last change and optimizer
  state are vectors of the same length.
* One user seed; every purpose and every layer has an independent stream (see `seeds`).
* "Epoch" means one pass over the data, "step" one update. `stop_epoch` is the index, from 0, of the epoch in
  which training stopped, as the lecture notes print it.
"""

from nnlab.engine.activations import ACTIVATION_NAMES, Activation, activation, activation_call
from nnlab.engine.config import TrainingConfig
from nnlab.engine.errors import EngineError
from nnlab.engine.gradcheck import GradientCheck, check_gradients
from nnlab.engine.history import (
    MARKED_SETTINGS,
    POINTS_ADDED,
    POINTS_REMOVED,
    History,
    HistoryRecorder,
    Mark,
)
from nnlab.engine.initializers import GIVEN, INITIALIZER_NAMES, Initializer, initializer
from nnlab.engine.losses import LOSS_NAMES
from nnlab.engine.metrics import Task, accuracy, bit_accuracy, confusion, infer_task, right_rows
from nnlab.engine.network import Network
from nnlab.engine.optimizers import OPTIMIZER_NAMES
from nnlab.engine.parameters import Parameters, layer_views
from nnlab.engine.pixels import Pixels
from nnlab.engine.program import Kind, Operation
from nnlab.engine.specs import MAX_LAYERS, MAX_UNITS, LayerSpec, NetworkSpec
from nnlab.engine.state import TrainState
from nnlab.engine.tracing import TracedStep
from nnlab.engine.trainer import StopReason, Trainer

__all__ = [
    "ACTIVATION_NAMES",
    "GIVEN",
    "INITIALIZER_NAMES",
    "LOSS_NAMES",
    "MARKED_SETTINGS",
    "MAX_LAYERS",
    "MAX_UNITS",
    "OPTIMIZER_NAMES",
    "POINTS_ADDED",
    "POINTS_REMOVED",
    "Activation",
    "EngineError",
    "GradientCheck",
    "History",
    "HistoryRecorder",
    "Initializer",
    "Kind",
    "LayerSpec",
    "Mark",
    "Network",
    "NetworkSpec",
    "Operation",
    "Parameters",
    "Pixels",
    "StopReason",
    "Task",
    "TracedStep",
    "TrainState",
    "Trainer",
    "TrainingConfig",
    "accuracy",
    "activation",
    "activation_call",
    "bit_accuracy",
    "check_gradients",
    "confusion",
    "infer_task",
    "initializer",
    "layer_views",
    "right_rows",
]
