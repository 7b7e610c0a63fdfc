"""What data can be made: points on a plane, a line, a sine, with noise and a seed."""

from dataclasses import dataclass

from nnlab.engine.config import MAX_SEED
from nnlab.engine.errors import EngineError, unknown_name
from nnlab.engine.specs import check_count

CURVES = ("line", "sine")
KINDS = ("moons", "circles", "spirals", "blobs", *CURVES)
FEWEST_SAMPLES, MOST_SAMPLES = 4, 10_000
MOST_NOISE = 1.0
FEWEST_CLASSES, MOST_CLASSES = 2, 4  # of blobs; the other kinds of points have two


@dataclass(frozen=True, slots=True)
class MadeData:
    """What is made: one of KINDS, how many samples, the noise in the unit of the inputs, and the seed.

    `classes` is for blobs alone, 2 to 4. Raises EngineError for what cannot be made.
    """

    kind: str
    samples: int = 200
    noise: float = 0.1
    seed: int = 0
    classes: int = FEWEST_CLASSES

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise unknown_name("kind of made data", self.kind, KINDS)
        check_count("the number of samples", self.samples, MOST_SAMPLES, least=FEWEST_SAMPLES)
        check_count("the seed of the data", self.seed, MAX_SEED, least=0)
        noise = self.noise
        if isinstance(noise, bool) or not isinstance(noise, (int, float)) or not 0.0 <= noise <= MOST_NOISE:
            raise EngineError(f"the noise must be a number from 0 to {MOST_NOISE:g}, not {noise!r}.")
        most = MOST_CLASSES if self.kind == "blobs" else FEWEST_CLASSES
        check_count(f"the number of classes of {self.kind}", self.classes, most, least=FEWEST_CLASSES)

    @property
    def is_curve(self) -> bool:
        """Whether it is a curve over one input, to be learned as numbers, rather than points of classes."""
        return self.kind in CURVES
