"""Going back in a run: where it can be looked at again, and from where it can go on another way."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from operator import attrgetter

from PySide6.QtCore import QObject, Signal

from nnlab.data import Dataset
from nnlab.desktop.ages import Age, age_text
from nnlab.desktop.document import Document
from nnlab.desktop.running.run_controller import RunController
from nnlab.desktop.running.run_films import RunFilm, RunFilms
from nnlab.desktop.words import sentences
from nnlab.project import ProjectState, epochs_done, rewound
from nnlab.training import Moment


@dataclass(frozen=True, eq=False, slots=True)
class Place:
    """A place in a run to which one can go: a moment of its film, or its end (None), after so many passes."""

    step: int
    epochs: float
    moment: Moment | None


@dataclass(frozen=True, eq=False, slots=True)
class Timeline:
    """The places of the run on the bench, ascending; the network stands at `here` passes, at or after place `at`."""

    places: tuple[Place, ...]
    at: int
    here: float


NO_TIMELINE = Timeline((), 0, 0.0)


class Rewinder(QObject):
    """Keeps the films of the runs and goes back in them. Looking changes nothing, settling is an edit.

    `changed` comes when the places or the present one are others. While a run goes on, they are those of its film.
    """

    changed = Signal()
    rewound = Signal()  # an earlier place of a run has become the present one

    def __init__(self, document: Document, controller: RunController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._controller = document, controller
        self.films = RunFilms()
        self._looked_at: Place | None = None
        self._timeline = NO_TIMELINE
        self._seen: tuple[object, ...] = ()
        # The places while a run goes on, of which film and state: most snapshots bring no new ones.
        self._known: tuple[object, object, tuple[Place, ...]] = (None, None, ())
        controller.reached.connect(self._on_reached)
        controller.running_changed.connect(lambda _running: self._forget_look())
        controller.snapshot_changed.connect(lambda _snapshot: self._adopt())
        document.state_changed.connect(self._on_state_changed)

    @property
    def timeline(self) -> Timeline:
        """The places of the run on the bench, and where the network stands."""
        return self._timeline

    @property
    def samples(self) -> Dataset:
        """The samples of the moment that is on show: other points may have lain on the plane then."""
        place = self._looked_at
        now = self._document.state
        state = None if place is None else self._state_at(place)
        return now.dataset if state is None else state.dataset

    @property
    def is_looking(self) -> bool:
        """Whether another moment than the document's is on show."""
        return self._looked_at is not None

    def grab(self, then: Callable[[], object]) -> None:
        """Do `then` when the run rests: who takes hold of the time stops it."""
        if self._controller.is_busy:
            self._controller.pause()
        self._controller.at_rest(then)

    def look(self, place: Place) -> None:
        """Show the network as it was at a place."""
        state = self._state_at(place)
        if state is not None and not self._controller.is_busy:
            self._looked_at = place
            self._controller.look_at(state)

    def settle(self, place: Place) -> None:
        """Make a place the present one, as one undo step: what is trained from there on is a branch."""
        self._looked_at = None
        label = partial(_label, place.epochs)
        before = self._document.state

        def done() -> None:
            if self._document.state is not before:
                self.rewound.emit()

        self._controller.edit(label, partial(self._rewound, place), merge_key="rewind", done=done)

    def _rewound(self, place: Place, now: ProjectState) -> ProjectState:
        run, state = now.runs.now, self._state_at(place)
        if run is None or state is None or place.step == now.training.step:
            self._controller.look_at(None)
            return now
        return rewound(now, state, run.number)

    def give_up(self) -> None:
        """Show the present again."""
        if self._looked_at is not None:
            self._looked_at = None
            self._controller.look_at(None)

    def put_on_bench(self, number: int) -> bool:
        """Put the end of a run on the bench; return whether there is anything of it but its record."""
        film = self.films.film(self._document.file, number)
        if film is None:
            return False
        self._controller.edit(sentences.put_run_on_bench, lambda now: rewound(now, film.end, number))
        return True

    # -- places ----------------------------------------------------------------------------------------

    def _film(self) -> RunFilm | None:
        run = self._document.state.runs.now
        return None if run is None else self.films.film(self._document.file, run.number)

    def _state_at(self, place: Place) -> ProjectState | None:
        film = self._film()
        if film is None:
            return None
        return film.end if place.moment is None else film.state_at(place.moment)

    def _on_reached(self, reached: ProjectState) -> None:
        self.films.keep(self._document.file, reached, self._controller.snapshot.film)

    def _on_state_changed(self) -> None:
        self._looked_at = None
        self._adopt()

    def _forget_look(self) -> None:
        self._looked_at = None
        self._adopt()

    def _adopt(self) -> None:
        """Take the places of the run under way, or of the document's."""
        if self._looked_at is not None:
            return
        state, snapshot = self._document.state, self._controller.snapshot
        # When it has just rested, the document holds what the snapshot shows, although the controller is still busy.
        runs = self._controller.is_busy and snapshot.step != state.training.step
        seen = (state, snapshot.film if runs else None, snapshot.step)
        if len(seen) == len(self._seen) and all(
            a is b or a == b for a, b in zip(seen, self._seen, strict=True)
        ):
            return
        self._seen = seen
        self._timeline = self._running() if runs else self._resting()
        self.changed.emit()

    def _running(self) -> Timeline:
        snapshot, state = self._controller.snapshot, self._document.state
        film, of_state, places = self._known
        if film is not snapshot.film or of_state is not state:
            places = _places(self.films.joined(self._document.file, state, snapshot.film))
            self._known = snapshot.film, state, places
        return Timeline(places, _at(places, snapshot.step), snapshot.epochs_done)

    def _resting(self) -> Timeline:
        film, state = self._film(), self._document.state
        if film is None:
            return NO_TIMELINE
        places = _places(film.moments)
        end = film.end.training.step
        if not places or places[-1].step < end:
            places += (Place(end, epochs_done(film.end), None),)
        return Timeline(places, _at(places, state.training.step), epochs_done(state))


def _places(moments: tuple[Moment, ...]) -> tuple[Place, ...]:
    # Never back: where samples were added in mid-pass, less of it was done than a moment before.
    epochs = accumulate((moment.epochs_done for moment in moments), max)
    return tuple(Place(moment.step, at, moment) for moment, at in zip(moments, epochs, strict=True))


def _at(places: tuple[Place, ...], step: int) -> int:
    """Return which place is the last one that `step` has reached."""
    return max(bisect_right(places, step, key=attrgetter("step")) - 1, 0)


def _label(epochs: float) -> str:
    return sentences.rewind(age_text(Age(epochs, untrained=epochs == 0)))
