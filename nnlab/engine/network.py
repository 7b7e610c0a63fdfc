"""A network: a specification and the parameters that a trainer changes in place."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from nnlab.engine.activations import activation
from nnlab.engine.arrays import Floats, aligned_copy, as_matrix
from nnlab.engine.errors import EngineError
from nnlab.engine.losses import pairing
from nnlab.engine.parameters import LayerArrays, Parameters, layer_views
from nnlab.engine.pixels import Inputs, Pixels, rows_of
from nnlab.engine.program import LayerArraysOfStep, Program
from nnlab.engine.specs import NetworkSpec

_CHUNK_ROWS = 2048  # large inputs are answered in pieces, so that memory stays bounded


class Network:
    """A dense network: Y of each layer is f(X W + b), and X of the next.

    `theta` is the one flat vector (P,) of all parameters; `weights` are views into it. A Trainer changes it
    in place; `parameters` is an immutable copy.
    """

    def __init__(self, spec: NetworkSpec, weights: Sequence[tuple[ArrayLike, ArrayLike | None]]) -> None:
        """Build a network from (W, b) of each layer; raises EngineError when a shape does not fit."""
        self._adopt(spec, aligned_copy(Parameters.from_layers(spec, weights).vector))

    @classmethod
    def create(cls, spec: NetworkSpec, seed: int = 0) -> "Network":
        """Return a fresh network whose weights are drawn by each layer's initialiser from `seed`."""
        return cls.from_parameters(Parameters.drawn(spec, seed))

    @classmethod
    def from_parameters(cls, parameters: Parameters) -> "Network":
        """Return a network that starts from a copy of `parameters`."""
        network = cls.__new__(cls)
        network._adopt(parameters.spec, aligned_copy(parameters.vector))
        return network

    @classmethod
    def reading(cls, parameters: Parameters) -> "Network":
        """Return a network that answers with `parameters` themselves, without a copy; it cannot be trained."""
        network = cls.__new__(cls)
        network._adopt(parameters.spec, parameters.vector)
        return network

    def _adopt(self, spec: NetworkSpec, theta: Floats) -> None:
        self.spec = spec
        self.theta = theta
        self.weights: tuple[LayerArrays, ...] = layer_views(spec, self.theta)
        self._activations = [activation(layer.activation) for layer in spec.layers]

    @property
    def parameters(self) -> Parameters:
        """An immutable copy of the parameters as they are now."""
        return Parameters(self.spec, self.theta)

    def copy(self) -> "Network":
        """Return an independent network with the same parameters."""
        return Network.from_parameters(self.parameters)

    def predict(self, X: ArrayLike | Pixels) -> Floats:
        """Return the outputs (N, outputs) for inputs X (N, inputs)."""
        return self.checked_predict(self._inputs(X))

    def checked_predict(self, X: Inputs) -> Floats:
        """Return `predict` of inputs that have been checked before, as a trainer's samples have."""
        pieces = [self._forward(self._rows(X, piece))[1][-1] for piece in _pieces(len(X))]
        return pieces[0] if len(pieces) == 1 else np.concatenate(pieces)

    def layer_outputs(self, X: ArrayLike | Pixels) -> tuple[Floats, ...]:
        """Return Y of every layer, (N, units) each, for inputs X (N, inputs)."""
        return self.checked_outputs(self._inputs(X))

    def checked_outputs(self, X: Inputs) -> tuple[Floats, ...]:
        """Return `layer_outputs` of inputs that have been checked before, as a trainer's samples have."""
        pieces = [self._forward(self._rows(X, piece))[1] for piece in _pieces(len(X))]
        return (
            pieces[0]
            if len(pieces) == 1
            else tuple(np.concatenate(layer) for layer in zip(*pieces, strict=True))
        )

    def loss(self, X: ArrayLike | Pixels, T: ArrayLike, loss: str = "half_squared_error") -> float:
        """Return the mean loss over the N samples of X (N, inputs) against targets T (N, outputs)."""
        return self.judged(X, T, loss)[1]

    def judged(
        self, X: ArrayLike | Pixels, T: ArrayLike, loss: str = "half_squared_error"
    ) -> tuple[Floats, float]:
        """Return `predict(X)` and `loss(X, T, loss)`, both of one pass."""
        pair = pairing(loss, self._activations[-1].name)
        matrix, targets = self._inputs(X), self._targets(T)
        check_rows(matrix, targets)
        total, outputs = 0.0, []
        for piece in _pieces(len(matrix)):
            Z, Ys = self._forward(self._rows(matrix, piece))
            outputs.append(Ys[-1])
            with np.errstate(all="ignore"):
                total += pair.value(Z, Ys[-1], targets[piece], np.empty_like(Z)) * len(Z)
        return outputs[0] if len(outputs) == 1 else np.concatenate(outputs), total / len(matrix)

    def gradients(
        self, X: ArrayLike | Pixels, T: ArrayLike, loss: str = "half_squared_error"
    ) -> list[tuple[Floats, Floats | None]]:
        """Return (dW, db) of each layer: the gradients of `loss(X, T, loss)`; db is None without bias."""
        return [(arrays.dW, arrays.db) for arrays in self.trace(X, T, loss)]

    def trace(
        self, X: ArrayLike | Pixels, T: ArrayLike, loss: str = "half_squared_error"
    ) -> tuple[LayerArraysOfStep, ...]:
        """Return every array of one forward and backward pass, layer by layer, before any update."""
        matrix, targets = self._inputs(X), self._targets(T)
        check_rows(matrix, targets)
        program = Program(
            self.spec, loss, self.theta.copy(), np.zeros_like(self.theta), len(matrix), traced=True
        )
        program.X[...], program.T[...] = self._rows(matrix, slice(None)), targets
        with np.errstate(all="ignore"):
            for run in (*program.run_forward, *program.run_backward):
                run()
        return program.layers

    def _inputs(self, X: ArrayLike | Pixels) -> Inputs:
        return as_inputs(X, self.spec)

    def _rows(self, X: Inputs, rows: slice) -> Floats:
        return rows_of(X, rows, self.spec.dtype)

    def _targets(self, T: ArrayLike) -> Floats:
        return as_matrix(T, self.spec.outputs, self.spec.dtype, "T", "the network has")

    def _forward(self, X: Floats) -> tuple[Floats, tuple[Floats, ...]]:
        """Return Z of the last layer and Y of every layer."""
        outputs: list[Floats] = []
        Z = X
        with np.errstate(all="ignore"):
            for (W, b), f in zip(self.weights, self._activations, strict=True):
                Z = np.dot(X, W)
                if b is not None:
                    np.add(Z, b, out=Z)
                Y = np.empty_like(Z)
                f.forward(Z, Y, np.empty_like(Z), np.empty(Z.shape, dtype=np.bool_))
                outputs.append(Y)
                X = Y
        return Z, tuple(outputs)


def as_inputs(X: ArrayLike | Pixels, spec: NetworkSpec) -> Inputs:
    """Return X (N, inputs) as the network reads it; raises EngineError, saying why, when it cannot."""
    expected_by = "the network expects"
    if not isinstance(X, Pixels):
        return as_matrix(X, spec.inputs, spec.dtype, "X", expected_by)
    if X.shape[1] != spec.inputs:
        raise EngineError(f"X has {X.shape[1]} columns but {expected_by} {spec.inputs}.")
    return X


def _pieces(rows: int) -> list[slice]:
    return [slice(at, at + _CHUNK_ROWS) for at in range(0, rows, _CHUNK_ROWS)]


def check_rows(X: Inputs, T: Floats) -> None:
    """Raise EngineError unless there are as many targets as samples."""
    if len(X) != len(T):
        raise EngineError(f"X has {len(X)} rows but T has {len(T)}: each sample needs one target.")
