"""Data sets that are made: points on a plane, a line, a sine, with noise and a seed."""

from dataclasses import dataclass

KINDS = ("moons", "circles", "spirals", "blobs", "line", "sine")


@dataclass(frozen=True, slots=True)
class MadeData:
    """What is made: one of KINDS, so many samples, noise as a share of the picture's size, and the seed."""

    kind: str
    samples: int = 200
    noise: float = 0.1
    seed: int = 0
