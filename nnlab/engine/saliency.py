"""Which inputs speak for an answer: the slope of one output's score along every input, times the input itself."""

import numpy as np
from numpy.typing import ArrayLike

from nnlab.engine.activations import activation
from nnlab.engine.arrays import Floats, as_matrix
from nnlab.engine.errors import EngineError, UntrainableError
from nnlab.engine.network import Network


def input_slopes(network: Network, x: ArrayLike, unit: int) -> Floats:
    """Return how the score of output `unit` changes with each input of the sample x (in,): shape (in,).

    The score is Z of the output layer, less the mean of all its Z: what softmax turns into a probability, before it
    flattens. Raises EngineError for another shape, a unit there is none of, or a layer without slopes.
    """
    spec = network.spec
    row = as_matrix(np.asarray(x)[np.newaxis], spec.inputs, spec.dtype, "x", "the network expects")
    if not 0 <= unit < spec.outputs:
        raise EngineError(f"the network has no output {unit + 1}: it has {spec.outputs}.")
    sums, outputs = _forward(network, row)
    dZ = np.full((1, spec.outputs), -1.0 / spec.outputs if spec.outputs > 1 else 0.0, dtype=spec.dtype)
    dZ[0, unit] += 1.0
    with np.errstate(all="ignore"):
        for index in range(len(spec.layers) - 1, 0, -1):
            dY = np.dot(dZ, network.weights[index][0].T)
            f = activation(spec.layers[index - 1].activation)
            if f.backward is None:
                raise UntrainableError(index - 1, f.name)
            dZ = np.empty_like(dY)
            Z, Y = sums[index - 1], outputs[index - 1]
            f.backward(Z, Y, dY, dZ, np.empty_like(dY), np.empty(dY.shape, dtype=np.bool_))
        slopes: Floats = np.dot(dZ, network.weights[0][0].T)[0]
    return slopes


def contributions(network: Network, x: ArrayLike, unit: int) -> Floats:
    """Return slope times input (in,): positive where an input speaks for output `unit`, negative against it.

    For a network without bends these add up to the score, apart from the biases (gradient × input).
    """
    slopes = input_slopes(network, x, unit)
    parts: Floats = slopes * np.asarray(x, dtype=slopes.dtype)
    return parts


def _forward(network: Network, X: Floats) -> tuple[list[Floats], list[Floats]]:
    """Return Z and Y of every layer, each an array of its own."""
    sums: list[Floats] = []
    outputs: list[Floats] = []
    with np.errstate(all="ignore"):
        for (W, b), layer in zip(network.weights, network.spec.layers, strict=True):
            Z = np.dot(X, W) if b is None else np.dot(X, W) + b
            Y = np.empty_like(Z)
            f = activation(layer.activation)
            f.forward(Z, Y, np.empty_like(Z), np.empty(Z.shape, dtype=np.bool_))
            sums.append(Z)
            outputs.append(Y)
            X = Y
    return sums, outputs
