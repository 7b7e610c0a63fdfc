"""The programs of one training: one for each number of samples that a batch can have, with their samples loaded."""

from collections.abc import Callable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from nnlab.engine.arrays import Floats
from nnlab.engine.network import Network
from nnlab.engine.pixels import Inputs, loader
from nnlab.engine.program import Program

# A program with what puts samples into its X and its T.
_Loaded: TypeAlias = tuple[
    Program, Callable[[NDArray[np.int64]], object], Callable[[NDArray[np.int64]], object]
]


class BatchPrograms:
    """Makes programs when they are first needed: most passes have full batches, and a smaller one at their end."""

    def __init__(self, network: Network, X: Inputs, T: Floats, gradient: Floats, loss: str) -> None:
        """Take what all of them share: the network's parameters, the samples, and where the gradient (P,) goes."""
        self._network, self._X, self._T, self._gradient, self._loss = network, X, T, gradient, loss
        self._fast: dict[int, _Loaded] = {}  # by the number of samples in a batch
        self._traced: dict[int, _Loaded] = {}

    def load(self, rows: NDArray[np.int64], *, traced: bool = False) -> Program:
        """Return the program for as many samples as there are `rows`, with these samples in place."""
        programs = self._traced if traced else self._fast
        loaded = programs.get(len(rows))
        if loaded is None:
            loaded = programs[len(rows)] = self._made(len(rows), traced)
        program, load_inputs, load_targets = loaded
        load_inputs(rows)
        load_targets(rows)
        return program

    def _made(self, rows: int, traced: bool) -> _Loaded:
        network = self._network
        program = Program(network.spec, self._loss, network.theta, self._gradient, rows, traced=traced)
        return program, loader(self._X, program.X), loader(self._T, program.T)
