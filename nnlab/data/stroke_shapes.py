"""How people write the ten digits: the ways of writing each of them, as control points of smooth strokes.

A way is a text in a notation of its own. A point is `x,y` in hundredths of the digit's height, x to the right and
y downwards. Points in sequence are joined by a Catmull-Rom curve, which goes through all of them; `!` behind a
point makes it a corner, and `/` lifts the pen.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

# Of each picture: how many straight segments its strokes are made of, and the most control points of a way.
SEGMENTS = 44
_STEPS = 400  # by which the length of a curve is measured

# By digit: the ways by name, each with how often it is taken, in parts.
WAYS: tuple[dict[str, tuple[float, str]], ...] = (
    {
        "round": (4, "46,1 14,12 1,48 14,88 46,99 78,86 90,48 74,10 42,2"),
        "narrow": (2, "30,0 12,14 4,50 12,88 28,100 44,86 50,50 44,14 27,1"),
        "from the right": (2, "60,10 36,2 10,26 4,62 20,95 46,97 68,70 70,34 54,8 34,4"),
        "tail inside": (1, "48,0 18,16 3,56 20,96 50,94 68,56 58,16 36,4 26,14"),
        "wide": (1, "60,4 24,8 2,46 18,90 60,98 96,70 94,28 66,4 44,10"),
        "slanted": (2, "76,0 36,18 6,62 8,95 34,96 68,68 88,22 78,2 62,4"),
        "hooked": (2, "38,18 52,4 26,4 4,38 14,88 48,99 80,72 80,26 50,2"),
        "open": (1, "34,6 8,28 4,72 34,98 72,84 82,42 66,10 50,6"),
    },
    {
        "plain": (5, "10,0 10,33 10,67 10,100"),
        "bowed": (1, "14,0 8,33 8,67 14,100"),
        "flag": (1.5, "0,26 22,2! 22,50 22,100"),
        "flag and foot": (1, "0,24 24,2! 24,50 24,98 / 0,98 24,98 48,98"),
        "foot": (0.3, "22,2 22,50 22,98 / 0,98 22,98 44,98"),
    },
    {
        "corner": (2, "4,24 20,3 48,4 58,26 42,58 4,97! 36,96 70,97"),
        "loop": (2, "4,20 26,2 54,10 54,36 32,70 10,95 2,84 16,75 40,88 72,94"),
        "big loop": (3, "10,16 36,0 62,12 62,40 50,74 22,98 2,90 8,70 36,68 64,84 88,90"),
        "round foot": (2, "8,24 26,2 56,10 56,40 30,74 8,93 28,90 52,97 74,92"),
        "flat": (1, "2,12 28,4 56,10 52,34 28,70 2,96! 34,94 64,90"),
        "long foot": (2, "14,20 34,2 56,14 50,40 30,68 2,90! 44,84 100,84"),
        "small loop, straight neck": (1, "12,22 34,0 60,16 58,44 46,76 26,96 10,92 20,80 44,84 70,98"),
        "sinking foot": (1, "6,14 26,2 46,12 42,34 20,64 4,84! 30,82 66,100"),
        "tall": (1.5, "6,20 22,2 40,12 38,40 24,72 2,96! 22,94 44,98"),
        "rising foot": (1.5, "12,18 36,2 58,16 52,46 30,78 8,96 2,86 20,78 52,86 92,72"),
    },
    {
        "cusp": (3, "6,12 30,0 52,14 46,38 22,48! 50,56 60,78 38,100 4,90"),
        "flat top": (1.5, "4,5 30,4 56,2! 30,40! 54,52 60,80 36,100 2,90"),
        "smooth": (2, "4,15 28,0 54,14 44,40 26,49 46,54 62,74 42,99 2,90"),
        "small loop": (1, "6,14 30,0 54,14 46,38 26,52 22,46 34,46 60,64 52,92 26,100 2,90"),
        "small head": (2, "22,8 40,0 54,10 46,28 26,38! 56,42 70,66 44,96 2,92"),
        "big head": (2, "4,14 34,0 66,16 56,44 28,56! 48,60 50,80 30,98 4,94"),
        "angular": (1, "2,6 52,2! 24,44! 58,56! 46,92 2,98"),
        "slender": (1.5, "8,10 30,0 46,14 38,38 20,48 38,54 46,74 30,97 2,95"),
        "long tail": (1.5, "22,12 50,0 70,14 54,38 36,46! 56,54 64,74 42,96 0,90"),
        "shallow": (1, "4,14 34,0 60,14 58,34 44,48 60,62 64,82 38,100 6,92"),
        "top-heavy": (1.5, "0,16 36,2 64,12 50,38 30,48! 52,52 60,68 44,90 18,100"),
        "wide": (1, "6,10 44,0 76,14 60,40 30,50! 66,54 80,76 50,98 2,92"),
    },
    {
        "open": (3, "8,4 4,40 12,56 36,58 68,52 / 58,0 54,50 50,100"),
        "angular": (2, "14,4 8,34 2,60! 36,60 70,56 / 54,10 50,55 48,100"),
        "closed": (1.5, "52,0 24,36 2,64! 38,66 72,64 / 52,2 51,50 49,100"),
        "one stroke": (2, "10,4 4,38 16,54 44,48 58,30 60,4! 58,50 52,100"),
        "long bar": (2, "20,20 8,50 2,68! 50,64 100,58 / 62,0 52,50 44,100"),
        "deep": (1.5, "2,6 2,44 10,70 34,70 60,60 / 58,0 58,50 56,100"),
        "short stem": (1, "26,0 12,34 2,60! 44,60 90,52 / 60,30 54,66 48,100"),
    },
    {
        "one stroke": (3, "62,2 38,3 16,5! 14,24 11,43! 38,38 58,62 42,95 4,92"),
        "top apart": (3, "18,8 14,26 11,45! 40,42 58,66 40,98 2,90 / 18,6 42,4 70,0"),
        "curved": (2, "64,4 30,6 16,30 36,46 54,64 40,96 2,90"),
        "small belly": (2, "76,2 50,4 26,8! 12,48! 38,46 50,66 36,94 0,98"),
        "long top": (2, "100,0 68,4 34,8! 26,26 20,44! 52,46 56,70 36,96 2,92"),
        "big belly": (2, "54,0 34,4 16,10! 8,34! 44,26 72,48 60,86 28,100 2,88"),
        "narrow neck": (1, "60,0 34,4 22,20 28,40 44,58 44,84 22,99 4,86 10,72"),
    },
    {
        "curl": (3, "50,0 20,28 4,66 20,97 50,90 56,66 34,54 8,72"),
        "straight back": (3, "38,0 16,36 4,74 20,98 46,88 46,64 26,58 6,78"),
        "round": (2, "60,10 40,0 10,30 4,70 28,99 58,84 54,56 28,50 6,68"),
        "upright": (2, "12,0 4,32 4,72 22,98 54,92 64,68 48,54 24,66 12,86"),
        "big loop": (2, "30,0 10,30 2,66 22,98 60,94 78,66 58,42 26,50 12,74"),
        "small loop": (1.5, "60,0 28,32 6,74 18,98 42,92 50,76 38,68 18,84"),
        "crossing loop": (1.5, "50,0 22,34 4,76 22,100 50,88 52,62 34,56 16,72 2,94"),
    },
    {
        "plain": (4, "2,6 30,4 58,3! 40,46 26,100"),
        "bar": (2, "2,6 30,4 60,3! 40,46 26,100 / 14,52 36,50 60,48"),
        "korean": (1.5, "4,30 5,17 6,5! 33,3 60,2! 46,46 34,100"),
        "curved": (2, "0,14 14,5 40,6 60,6 48,36 36,66 32,100"),
        "hooked": (1, "2,24 10,6 28,10 62,4! 50,40 46,100"),
        "steep": (2, "0,10 26,8 52,4! 48,50 44,100"),
        "wide": (2, "0,8 40,4 80,3! 54,44 30,100"),
        "round shoulder": (2, "2,14 20,4 48,2 60,16 46,50 36,100"),
        "falling top": (1.5, "4,2 24,14 58,10! 36,54 18,100"),
    },
    {
        "one curve": (3, "54,14 32,0 10,16 26,42 52,64 52,90 28,100 6,86 16,62 42,42 56,16 46,4"),
        "two circles": (
            2,
            "30,0 12,10 12,36 30,46 48,36 48,10 28,0 / 32,46 8,60 6,88 30,100 56,88 54,60 28,46",
        ),
        "open top": (2, "62,8 36,0 12,18 26,42 52,64 50,92 26,100 6,84 20,60 46,38 66,4"),
        "horns": (2, "76,14 46,2 18,14 28,40 46,62 42,92 20,100 6,84 20,62 50,40 84,10"),
        "small foot": (2, "58,10 30,0 4,18 22,44 42,64 42,90 26,100 14,88 22,64 50,42 66,16 54,2"),
        "small head": (2, "46,10 32,0 20,12 30,34 58,58 62,88 32,100 4,86 14,58 38,36 48,14 40,2"),
        "mirrored": (1.5, "12,12 34,0 54,14 40,40 14,66 10,90 34,100 58,86 48,62 22,40 10,16 20,2"),
        "slender": (2, "42,12 28,0 14,14 22,40 38,64 36,92 18,100 6,86 14,64 32,40 44,18 38,4"),
        "long tail": (3, "62,18 42,2 18,14 24,38 42,60 36,90 18,100 6,88 16,66 40,42 80,2"),
        "equal loops": (2, "40,10 24,0 8,12 14,36 36,54 46,80 26,100 8,84 16,58 38,40 46,18 38,6"),
        "heart": (1.5, "40,14 22,0 4,18 20,42 44,64 42,92 24,100 10,86 20,60 56,36 70,14 54,2 40,16"),
    },
    {
        "round": (3, "52,14 28,0 6,20 14,44 38,44 54,16 52,50 44,100"),
        "straight": (3, "50,8 24,2 4,26 22,46 46,30 52,4! 51,52 48,100"),
        "curved tail": (2, "54,16 30,0 6,22 18,46 44,38 55,14 56,54 42,90 10,98"),
        "big loop": (2, "66,14 34,0 4,22 12,54 44,52 66,20 64,56 56,100"),
        "small loop": (2, "54,10 38,2 22,16 28,34 44,30 56,6 40,46 10,100"),
        "hook": (1.5, "60,6 28,2 4,22 16,44 46,34 58,12 60,50 52,86 26,100 4,90"),
        "overhanging": (1.5, "72,4 40,2 10,22 18,46 50,32 68,6! 54,50 40,100"),
        "leaning": (2, "54,8 40,0 14,22 10,42 28,42 48,20 56,4! 42,50 22,100"),
        "open": (1.5, "48,14 28,4 6,24 14,46 40,40 60,12! 56,56 50,100"),
        "bent top": (1, "66,2 42,4 14,16 16,38 40,36 58,20 62,8! 52,52 38,100"),
        "like an a": (1, "62,16 34,4 6,26 10,48 36,46 60,22 66,10! 68,54 72,100"),
        "low loop": (1, "56,10 30,4 4,34 14,58 42,52 58,22 58,60 52,100"),
    },
)


@dataclass(frozen=True, slots=True)
class ShapeTable:
    """All ways of writing, in arrays that a whole block of pictures is looked up in at once.

    digits   (ways,) the digit that each way writes
    ways     by digit, the numbers of its ways
    chances  by digit, how often each of them is taken; adds to 1
    control  (ways, C, 2) float32 the control points, x and y in heights of a digit; unused ones are zero
    stroke   (ways, C) which stroke each of them belongs to
    curved   (ways, 2 · SEGMENTS, C) float32 what the control points contribute to each end of each segment: all
             starts, then all ends
    straight the same, where points are joined by straight lines instead of curves
    """

    digits: NDArray[np.uint8]
    ways: tuple[NDArray[np.intp], ...]
    chances: tuple[NDArray[np.float64], ...]
    control: NDArray[np.float32]
    stroke: NDArray[np.intp]
    curved: NDArray[np.float32]
    straight: NDArray[np.float32]


@cache
def shape_table() -> ShapeTable:
    """Return the table of all ways of WAYS; it is made once."""
    texts = [text for digit in WAYS for _, text in digit.values()]
    most = max(text.count(",") for text in texts)
    control = np.zeros((len(texts), most, 2), dtype=np.float32)
    stroke = np.zeros((len(texts), most), dtype=np.intp)
    curved = np.zeros((len(texts), 2 * SEGMENTS, most), dtype=np.float32)
    straight = np.zeros_like(curved)
    for way, text in enumerate(texts):
        points, strokes, runs = _read(text)
        control[way, : len(points)] = points
        stroke[way, : len(points)] = strokes
        curved[way], straight[way] = _weights(points, runs, most)
    ends = np.cumsum([len(digit) for digit in WAYS])
    parts = [np.array([part for part, _ in digit.values()]) for digit in WAYS]
    return ShapeTable(
        digits=np.repeat(np.arange(len(WAYS), dtype=np.uint8), [len(digit) for digit in WAYS]),
        ways=tuple(np.arange(end - len(digit), end) for digit, end in zip(WAYS, ends, strict=True)),
        chances=tuple(part / part.sum() for part in parts),
        control=control,
        stroke=stroke,
        curved=curved,
        straight=straight,
    )


def _read(text: str) -> tuple[NDArray[np.float64], list[int], list[list[int]]]:
    """Return the points (C, 2) of a way, the stroke of each, and the numbers of the points of each smooth run."""
    points: list[list[float]] = []
    strokes: list[int] = []
    runs: list[list[int]] = []
    for number, stroke in enumerate(text.split("/")):
        run: list[int] = []
        for word in stroke.split():
            run.append(len(points))
            points.append([float(part) / 100 for part in word.rstrip("!").split(",")])
            strokes.append(number)
            if word.endswith("!"):
                runs.append(run)
                run = run[-1:]
        runs.append(run)
    return np.array(points), strokes, runs


def _weights(
    points: NDArray[np.float64], runs: list[list[int]], columns: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how each end of each segment depends on the points, curved and straight: (2 · SEGMENTS, columns)."""
    fine = [_catmull_rom(run, columns) for run in runs]
    padded = np.zeros((columns, 2))
    padded[: len(points)] = points
    lengths = [_lengths(curve[0] @ padded) for curve in fine]
    shares = _shares([length[-1] for length in lengths])
    starts: list[tuple[NDArray[np.float64], ...]] = []
    ends: list[tuple[NDArray[np.float64], ...]] = []
    for curves, length, share in zip(fine, lengths, shares, strict=True):
        at = np.searchsorted(length, np.linspace(0, length[-1], share + 1)).clip(0, _STEPS)
        starts.append(tuple(curve[at[:-1]] for curve in curves))
        ends.append(tuple(curve[at[1:]] for curve in curves))
    curved, straight = (np.concatenate(part) for part in zip(*starts, *ends, strict=True))
    return curved, straight


def _catmull_rom(run: list[int], columns: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the weights (_STEPS + 1, columns) of the points of a run along its curve, and along its polygon.

    Between p₁ and p₂, with neighbours p₀ and p₃, the uniform Catmull-Rom curve is ½ [2p₁ + (p₂ - p₀)t +
    (2p₀ - 5p₁ + 4p₂ - p₃)t² + (3p₁ - p₀ - 3p₂ + p₃)t³]. Beyond an end its neighbour is mirrored in it.
    """
    last = len(run) - 1
    along = np.linspace(0, last, _STEPS + 1)
    piece = np.minimum(along.astype(np.intp), last - 1)
    t = along - piece
    identity = np.eye(columns)[run]
    known = np.concatenate([[2 * identity[0] - identity[1]], identity, [2 * identity[-1] - identity[-2]]])
    factors = (
        -t + 2 * t**2 - t**3,
        2 - 5 * t**2 + 3 * t**3,
        t + 4 * t**2 - 3 * t**3,
        -(t**2) + t**3,
    )
    curve = sum(0.5 * factor[:, np.newaxis] * known[piece + step] for step, factor in enumerate(factors))
    polygon = (1 - t)[:, np.newaxis] * identity[piece] + t[:, np.newaxis] * identity[piece + 1]
    return np.asarray(curve), polygon


def _lengths(path: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the length of a path (n, 2) from its start to each of its points."""
    return np.concatenate([[0.0], np.hypot(*np.diff(path, axis=0).T).cumsum()])


def _shares(lengths: list[float]) -> list[int]:
    """Share SEGMENTS out to runs by their lengths, at least one to each."""
    exact = np.array(lengths) / sum(lengths) * (SEGMENTS - len(lengths))
    shares = 1 + exact.astype(int)
    for run in np.argsort(np.floor(exact) - exact)[: SEGMENTS - shares.sum()]:
        shares[run] += 1
    return [int(share) for share in shares]
