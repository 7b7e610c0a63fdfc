"""The films of the runs of this window: how each of them came, moment by moment. They are not saved."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nnlab.data import Dataset
from nnlab.desktop.project_file import ProjectFile
from nnlab.desktop.running.byte_tally import ByteTally, Part, parts_of_samples
from nnlab.engine import HistoryRecorder
from nnlab.project import ProjectState
from nnlab.training import Moment, spliced

# Beside the half gigabyte that undo may take: some four runs of the largest networks that have films at all, and all
# runs of a lesson with small ones.
MOST_BYTES = 256 * 2**20


@dataclass(frozen=True, eq=False, slots=True)
class RunFilm:
    """One run: the project as it stood at its end, and the moments before, from the first step of the training on."""

    end: ProjectState
    moments: tuple[Moment, ...]

    def state_at(self, moment: Moment) -> ProjectState:
        """Return the project as it stood at a moment: network, optimizer, generator, settings, samples and curve."""
        state = replace(self.end, dataset=moment.dataset, training=moment.state, config=moment.config)
        curve = HistoryRecorder(self.end.history)
        curve.forget_after(moment.epochs_done)
        return replace(state, history=curve.freeze())


class RunFilms:
    """Keeps the films of the runs of all files that were open, in 256 MiB with all that they keep in memory.

    For want of room those of runs that were deleted go first, then the oldest. The latest one stays, whatever it takes.
    """

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._films: dict[tuple[ProjectFile, int], RunFilm] = {}  # in the order in which they were kept
        self._tally = ByteTally()

    def keep(self, file: ProjectFile, reached: ProjectState, moments: tuple[Moment, ...]) -> None:
        """Keep what a run has reached, by the way of `moments`; a run that only makes its steps again has its film."""
        run = reached.runs.now
        if run is None or run.steps != reached.training.step:
            return
        film, key = RunFilm(reached, self.joined(file, reached, moments)), (file, run.number)
        self._tally.add(_parts_of(film))  # before the old one goes: what they share is measured once
        self._drop(key)
        self._films[key] = film
        deleted = [each for each in self._films if each[0] is file and each[1] not in reached.runs]
        for old in (*deleted, *(each for each in self._films if each not in deleted and each != key)):
            if self.memory <= self._most_bytes:
                break
            self._drop(old)

    def joined(
        self, file: ProjectFile, state: ProjectState, moments: tuple[Moment, ...]
    ) -> tuple[Moment, ...]:
        """Return `moments`, after those that led to them in the run of `state` and those that it is a branch of."""
        run, before = state.runs.now, math.inf
        while run is not None and (not moments or moments[0].step > 0):
            before = min([before, *(moment.step for moment in moments[:1])])
            film = self._films.get((file, run.number))
            known = () if film is None else tuple(moment for moment in film.moments if moment.step < before)
            moments = spliced(known, moments)
            # Of the run that it left, only the way up to there has led here.
            run, before = state.runs.record(run.parent), min(before, run.began)
        return moments

    def film(self, file: ProjectFile, number: int) -> RunFilm | None:
        """Return the film of a run, None if there is none any more."""
        return self._films.get((file, number))

    @property
    def memory(self) -> int:
        """How many bytes all films keep in memory at most; what several of them share counts once."""
        return self._tally.bytes

    def _drop(self, key: tuple[ProjectFile, int]) -> None:
        film = self._films.pop(key, None)
        if film is not None:
            self._tally.remove(_parts_of(film))


def _parts_of(film: RunFilm) -> Iterator[Part]:
    """Yield what a film keeps in memory: arrays, and what its samples are called."""
    yield from film.end.arrays
    for moment in film.moments:
        state = moment.state
        yield from (state.parameters.vector, state.order, *state.slots)
    for dataset in {id(each): each for each in (film.end.dataset, *_datasets_of(film.moments))}.values():
        yield from parts_of_samples(dataset)


def _datasets_of(moments: tuple[Moment, ...]) -> Iterator[Dataset]:
    return (moment.dataset for moment in moments)
