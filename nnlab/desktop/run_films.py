"""The films of the runs of this window: how each of them came, moment by moment. They are not saved."""

import math
from dataclasses import dataclass, replace

from nnlab.desktop.files.project_file import ProjectFile
from nnlab.engine import HistoryRecorder
from nnlab.project import ProjectState
from nnlab.training import Moment, memory_of, spliced

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
    """Keeps the films of the runs of all files that were open, no more than 256 MiB; the oldest go first."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._films: dict[tuple[ProjectFile, int], RunFilm] = {}  # in the order in which they were kept

    def keep(self, file: ProjectFile, reached: ProjectState, moments: tuple[Moment, ...]) -> None:
        """Keep what a run has reached, by the way of `moments`; a run that only makes its steps again has its film."""
        run = reached.runs.now
        if run is None or run.steps != reached.training.step:
            return
        film = RunFilm(reached, self.joined(file, reached, moments))
        self._films.pop((file, run.number), None)
        self._films[file, run.number] = film
        while len(self._films) > 1 and self.memory > self._most_bytes:
            del self._films[next(iter(self._films))]

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
        """How many bytes all films take at most; what several of them share counts once."""
        moments = {id(moment): moment for film in self._films.values() for moment in film.moments}
        ends = {id(array): array for film in self._films.values() for array in film.end.arrays}
        return memory_of(tuple(moments.values())) + sum(array.nbytes for array in ends.values())
