"""One training step as a list of operations over arrays that are laid out beforehand.

The same kernels serve two workspaces. The fast one lets Z share Y's array and dZ share dY's; the traced one
keeps X, W, b, Z, Y, dY, dZ, dX, dW, db apart and computes the first layer's dX as well. Which arrays are
shared is decided here, once; running the operations is the same loop for both.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial

import numpy as np

from nnlab.engine.activations import Activation, activation
from nnlab.engine.arrays import Floats
from nnlab.engine.errors import UntrainableError
from nnlab.engine.losses import Pairing, pairing
from nnlab.engine.parameters import layer_views
from nnlab.engine.specs import NetworkSpec


class Kind(Enum):
    """What an operation computes."""

    SUM = "sum"  # Z = X W + b
    ACTIVATE = "activate"  # Y = f(Z)
    LOSS = "loss"  # the mean loss of the batch
    OUTPUT_ERROR = "output_error"  # dY of the last layer, or dZ where the pair is fused
    ACTIVATION_ERROR = "activation_error"  # dZ from dY
    WEIGHT_GRADIENT = "weight_gradient"  # dW = Xᵀ dZ, db = column sums of dZ
    INPUT_ERROR = "input_error"  # dX = dZ Wᵀ, which is dY of the layer before
    UPDATE = "update"  # every W and b at once


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a step; `layer` counts from 0 and is None for the loss and the update."""

    kind: Kind
    layer: int | None
    run: Callable[[], object]


@dataclass(frozen=True, slots=True)
class LayerArraysOfStep:
    """The arrays of one layer during one step.

    X (N, in), W (in, out), b (out,) or None, Z and Y (N, out), and their gradients. dY of a fused output
    layer and dX of the first layer of a fast workspace are None: they are not computed.
    """

    X: Floats
    W: Floats
    b: Floats | None
    Z: Floats
    Y: Floats
    dY: Floats | None
    dZ: Floats
    dX: Floats | None
    dW: Floats
    db: Floats | None


class Program:
    """The arrays and operations of one step for batches of `rows` samples.

    Fill `X` (rows, inputs) and `T` (rows, outputs), run `forward`, read `loss`; then run `backward` and find
    the gradient in the vector that was handed in. The arrays are reused by every step.
    """

    def __init__(
        self,
        spec: NetworkSpec,
        loss: str,
        theta: Floats,
        gradient: Floats,
        rows: int,
        *,
        traced: bool = False,
    ) -> None:
        last = activation(spec.layers[-1].activation)
        self._pair = pairing(loss, last.name)
        require_gradients(spec)
        self._loss = [float("nan")]
        self.X = np.zeros((rows, spec.inputs), dtype=spec.dtype)
        self.T = np.zeros((rows, spec.outputs), dtype=spec.dtype)
        self.layers = _lay_out(spec, self._pair, theta, gradient, self.X, traced)
        self._scratch = [(np.empty_like(a.Y), np.empty(a.Y.shape, dtype=np.bool_)) for a in self.layers]
        activations = [activation(layer.activation) for layer in spec.layers]
        self.forward = self._forward_operations(activations)
        self.backward = self._backward_operations(activations)
        self.run_forward = tuple(operation.run for operation in self.forward)
        self.run_backward = tuple(operation.run for operation in self.backward)

    @property
    def loss(self) -> float:
        """The mean loss of the batch, after `forward`."""
        return self._loss[0]

    @property
    def outputs(self) -> Floats:
        """Y of the last layer, (rows, outputs)."""
        return self.layers[-1].Y

    def _forward_operations(self, activations: list[Activation]) -> tuple[Operation, ...]:
        operations = []
        for index, (arrays, f) in enumerate(zip(self.layers, activations, strict=True)):
            S, M = self._scratch[index]
            operations.append(Operation(Kind.SUM, index, _sum(arrays)))
            operations.append(Operation(Kind.ACTIVATE, index, partial(f.forward, arrays.Z, arrays.Y, S, M)))
        last = self.layers[-1]
        # No operation refers to the program: its arrays go as soon as it goes, without waiting for a collector.
        run = partial(_measure_loss, self._loss, self._pair, last.Z, last.Y, self.T, self._scratch[-1][0])
        return (*operations, Operation(Kind.LOSS, None, run))

    def _backward_operations(self, activations: list[Activation]) -> tuple[Operation, ...]:
        last = len(self.layers) - 1
        operations = [Operation(Kind.OUTPUT_ERROR, last, self._output_error())]
        for index in range(last, -1, -1):
            arrays, f = self.layers[index], activations[index]
            if arrays.dY is not None and f.backward is not None:
                S, M = self._scratch[index]
                run = partial(f.backward, arrays.Z, arrays.Y, arrays.dY, arrays.dZ, S, M)
                operations.append(Operation(Kind.ACTIVATION_ERROR, index, run))
            operations.append(Operation(Kind.WEIGHT_GRADIENT, index, _weight_gradient(arrays)))
            if arrays.dX is not None:
                run = partial(arrays.dZ.dot, arrays.W.T, arrays.dX)
                operations.append(Operation(Kind.INPUT_ERROR, index, run))
        return tuple(operations)

    def _output_error(self) -> Callable[[], object]:
        last = self.layers[-1]
        into = last.dZ if last.dY is None else last.dY
        return partial(self._pair.gradient, last.Z, last.Y, self.T, into)


def require_gradients(spec: NetworkSpec) -> None:
    """Raise EngineError, naming the layer, when the network has an activation that cannot be trained through."""
    for index, layer in enumerate(spec.layers):
        if activation(layer.activation).backward is None:
            raise UntrainableError(index, layer.activation)


def _lay_out(
    spec: NetworkSpec, pair: Pairing, theta: Floats, gradient: Floats, X: Floats, traced: bool
) -> tuple[LayerArraysOfStep, ...]:
    """Return the arrays of every layer; dX of a layer is dY of the layer before, in both workspaces."""
    rows, last = len(X), len(spec.layers) - 1
    laid: list[LayerArraysOfStep] = []
    dX = np.empty_like(X) if traced else None
    parts = zip(spec.layers, layer_views(spec, theta), layer_views(spec, gradient), strict=True)
    for index, (layer, (W, b), (dW, db)) in enumerate(parts):
        keeps_z = traced or activation(layer.activation).needs_z or (index == last and pair.needs_z)
        Y = np.zeros((rows, layer.units), dtype=spec.dtype)
        Z = np.zeros_like(Y) if keeps_z else Y
        dY = None if index == last and pair.fused else np.zeros_like(Y)
        dZ = np.zeros_like(Y) if traced or dY is None else dY
        laid.append(LayerArraysOfStep(X, W, b, Z, Y, dY, dZ, dX, dW, db))
        X, dX = Y, dY
    return tuple(laid)


def _measure_loss(loss: list[float], pair: Pairing, Z: Floats, Y: Floats, T: Floats, scratch: Floats) -> None:
    loss[0] = pair.value(Z, Y, T, scratch)


def _sum(a: LayerArraysOfStep) -> Callable[[], object]:
    if a.b is None:
        return partial(a.X.dot, a.W, a.Z)
    # As a row of a matrix, b needs no broadcasting for a single sample, which is three times faster.
    return partial(_affine, a.X, a.W, a.b[np.newaxis], a.Z)


def _affine(X: Floats, W: Floats, b: Floats, Z: Floats) -> None:
    X.dot(W, Z)
    np.add(Z, b, Z)


def _weight_gradient(a: LayerArraysOfStep) -> Callable[[], object]:
    if a.db is None:
        return partial(a.X.T.dot, a.dZ, a.dW)
    return partial(_affine_gradient, a.X.T, np.ones(len(a.X), dtype=a.X.dtype), a.dZ, a.dW, a.db)


def _affine_gradient(X_T: Floats, ones: Floats, dZ: Floats, dW: Floats, db: Floats) -> None:
    X_T.dot(dZ, dW)
    ones.dot(dZ, db)
