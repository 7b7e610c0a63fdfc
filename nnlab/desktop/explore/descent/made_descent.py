"""Descents as they were made, the work that makes them, and how much of a landscape they cross."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from nnlab.desktop.explore.descent.landscapes import Landscape
from nnlab.desktop.jobs import Job
from nnlab.engine import TrainingConfig
from nnlab.study.descent import Ending, Path, Window, descend

STEPS = 200
_AT_SHARE = 0.02  # of the window: so near to a point counts as there


@dataclass(frozen=True, eq=False, slots=True)
class MadeDescent:
    """One descent as it was made; no two are equal, that they can be told apart."""

    path: Path
    rolls: bool = False  # kept, and side by side with the one that is shown

    @property
    def config(self) -> TrainingConfig:
        """How it was made."""
        return self.path.config


def outcome(landscape: Landscape, path: Path) -> str:
    """Return in a word where a path has ended: lowest, elsewhere (at rest), away, or short of anything."""
    if path.ending in (Ending.LEFT, Ending.DIVERGED):
        return "away"
    near = _AT_SHARE * landscape.usual.widths
    if landscape.minima and np.all(np.abs(path.points[-1] - landscape.minima[0]) <= near):
        return "lowest"
    return "elsewhere" if path.ending is Ending.SETTLED else "short"


def walking(
    landscape: Landscape,
    start: tuple[float, ...],
    configs: tuple[TrainingConfig, ...],
    steps: int = STEPS,
) -> Callable[[Job[tuple[Path, ...]]], tuple[Path, ...]]:
    """Return the work that goes down a landscape from `start` in each of the ways `configs`."""

    def work(job: Job[tuple[Path, ...]]) -> tuple[Path, ...]:
        window = landscape.judging(start)
        return tuple(
            descend(landscape.surface, start, config, steps, window, job.is_cancelled) for config in configs
        )

    return work


def seen_whole(shown: Landscape, made: Sequence[MadeDescent]) -> Window:
    """Return the window in which all of the descents `made` are seen; the one that is shown if that is so already."""
    if not made:
        return shown.window
    needed = shown.reaching(np.concatenate([each.path.points for each in made]))
    sees_all = shown.window.contains(np.array(needed.low)) and shown.window.contains(np.array(needed.high))
    return shown.window if sees_all else needed
