"""Independent random streams from one user seed.

Each purpose, and each layer, has a stream of its own, so that adding a layer or switching shuffling on
moves no other number. NumPy's global generator is never used.
"""

from enum import IntEnum

import numpy as np


class Stream(IntEnum):
    """What a stream of random numbers is for. The values are part of the meaning of a seed: never renumber."""

    INITIALIZATION = 0
    SHUFFLING = 1
    DATA = 2
    SPLITTING = 3
    TRIALS = 4


# Indices in streams that serve more than one purpose, so that what is drawn for one moves no number of another. They
# are part of the meaning of a seed too. Strokes count theirs in `nnlab.data.strokes`: their seeds are of no other data.
SPLIT, FOLDS = 0, 1  # of SPLITTING: the parts of a table, the folds of a cross-validation
PLACES, NOISE = 0, 1  # of DATA that are made: where points lie, what is added to them


def generator(seed: int, stream: Stream, index: int = 0) -> np.random.Generator:
    """Return the generator of a stream; `index` is the layer for INITIALIZATION, else one of those above."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(int(stream), index))))


# PCG64's state as four integers, which any file format can hold: state, increment, has_uint32, uinteger.
GeneratorState = tuple[int, int, int, int]


def generator_state(rng: np.random.Generator) -> GeneratorState:
    """Return the state of a generator made by `generator`."""
    state = rng.bit_generator.state
    return state["state"]["state"], state["state"]["inc"], state["has_uint32"], state["uinteger"]


def restore_generator(state: GeneratorState) -> np.random.Generator:
    """Return a generator that continues exactly where `generator_state` was taken."""
    bits = np.random.PCG64(0)
    bits.state = {
        "bit_generator": "PCG64",
        "state": {"state": state[0], "inc": state[1]},
        "has_uint32": state[2],
        "uinteger": state[3],
    }
    return np.random.Generator(bits)
