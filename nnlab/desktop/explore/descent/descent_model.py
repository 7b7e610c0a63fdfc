"""What the workspace of descents shows: the landscape, how one goes down it, the path, and the paths kept beside it."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from nnlab.desktop.document import StateChange
from nnlab.desktop.explore.descent.landscapes import (
    NETWORK,
    Landscape,
    Source,
    Subject,
    default_places,
    has_place,
    survey,
    widened,
)
from nnlab.desktop.explore.descent.made_descent import STEPS, MadeDescent, outcome, seen_whole, walking
from nnlab.desktop.explore.descent.player import Player
from nnlab.desktop.explore.descent.ways_down import SideBySide, Ways, ways, with_bench
from nnlab.desktop.jobs import Job
from nnlab.desktop.lab import Lab
from nnlab.engine import EngineError, NetworkSpec, TrainingConfig
from nnlab.files.errors import LoadError
from nnlab.lessons import DeedKind
from nnlab.project import Change
from nnlab.study.descent import CLASSIC_KEYS, ParameterPlace, Path, Rates, rates_for

MOST_KEPT = 4
_FIRST = TrainingConfig(batch_size=None)


class DescentModel(QObject):
    """Keeps landscape and path as new as they were asked for, by jobs, and only while somebody looks.

    A network is taken as it is when it is chosen, when the workspace is shown again, and by `refresh`; what a
    training makes of it meanwhile only makes it stale.
    """

    landscape_changed = Signal(object)  # Landscape, or None while there is none to show
    start_changed = Signal(object)  # tuple[float, ...]
    path_changed = Signal(object)  # MadeDescent, or None while it is computed
    ways_changed = Signal(object)  # SideBySide, or None while one way alone is gone
    settings_changed = Signal(object)  # TrainingConfig
    kept_changed = Signal(object)  # tuple[MadeDescent, ...]
    stale_changed = Signal(object)  # bool
    progressed = Signal(object)  # float, 0 to 1: how much of the landscape is looked at
    failed = Signal(object)  # Exception: why there is no landscape

    def __init__(self, lab: Lab, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self.player = Player(self)
        self.subject = Subject(NETWORK, default_places(lab.state.spec))
        self.config = _FIRST
        self.start: tuple[float, ...] | None = None
        self.landscape: Landscape | None = None
        self.descent: MadeDescent | None = None
        self.kept: tuple[MadeDescent, ...] = ()
        self.ways: Ways | None = None  # that are gone side by side
        self.is_stale = False
        self._close: Landscape | None = None  # while more is shown, what was shown before
        self._watched = False
        # Under way; none is kept when it is done, for it refers back to the model.
        self._survey: Job[Landscape] | None = None
        self._walk: Job[tuple[Path, ...]] | None = None
        self._widening: Job[Landscape] | None = None
        self._start_moved = False  # since the walk under way began
        lab.state_changed.connect(self._on_state_changed)
        lab.reading_changed.connect(self._on_reading_changed)
        lab.view.covered_changed.connect(self._on_covered_changed)
        self.player.moved.connect(lambda _step: self._tell_end())

    # -- what is asked for -----------------------------------------------------------------------------

    def watch(self, on: bool) -> None:
        """Note whether anybody looks: who comes back sees the network as it is now."""
        self._watched = on
        if not on:
            self.player.pause()
            if self._survey is not None:
                self._set_stale(True)  # what was asked for will not come
            if self._walk is not None:
                self._set_descent(None)
            self._cancel()
        elif self.landscape is None or self.is_stale:
            self.refresh()
        elif self.descent is None:
            self._descend()

    def choose(self, subject: Subject) -> None:
        """Go down another landscape; what was kept of the one before is forgotten."""
        if subject != self.subject:
            self.subject = subject
            self.player.pause()
            self._set_ways(None)
            self._set_kept(())
            self._take(None)
            if subject.key != NETWORK and self.is_as_on_bench:
                self.config = with_bench(self.config, _FIRST)  # the bench's way is of the network only
            if self.config.batch_size is not None and subject.key in CLASSIC_KEYS:
                self.config = replace(self.config, batch_size=None)
            self.refresh()

    def refresh(self) -> None:
        """Look at the landscape anew, of the network as it is now."""
        self._cancel()
        self._set_stale(False)
        if not self._watched:
            self._set_stale(True)
            return
        source = self._source() if self.subject.key == NETWORK else None
        if source is not None and source.parameters.spec.sizes != self._lab.state.spec.sizes:
            self._set_stale(True)  # the picture of the new network is still to come
            return
        self._survey = self._lab.previews.start(
            survey(self.subject, source), self._on_surveyed, self._on_survey_failed, self.progressed.emit
        )

    def set_start(self, start: tuple[float, ...]) -> None:
        """Begin the descent elsewhere."""
        if start != self.start and self.landscape is not None:
            self.start = self.landscape.window.clamped(start)
            self.start_changed.emit(self.start)
            self._follow_start()

    def configure(self, **changes: Any) -> None:
        """Descend in another way; for another optimizer the rate becomes the right one, or the bench's for a network.

        Who has seen a way to its end sees the new one roll at once. With another optimizer the point stands at
        the start and waits for Run, which would else pause what has just begun by itself.
        """
        config = replace(self.config, **changes)
        if config == self.config:
            return
        rates = self.rates_of(config)
        if rates is not None and "learning_rate" not in changes and config.optimizer != self.config.optimizer:
            is_network = self.subject.key == NETWORK
            rate = self._bench_config.learning_rate if is_network else rates.right
            config = replace(config, learning_rate=rate)
        self._set_ways(None)
        self._set_kept(tuple(replace(made, rolls=False) for made in self.kept))
        self._go(config)

    def begin_with(self, optimizer: str) -> None:
        """Stand at the start with an optimizer and its right rate, or the bench's for a network."""
        self.player.again()
        self.configure(optimizer=optimizer)
        rates = self.rates_of(self.config)
        if rates is not None and self.subject.key != NETWORK:
            self.configure(learning_rate=rates.right)

    def use_bench(self) -> None:
        """Descend as the bench trains: by its optimizer and its rate."""
        bench = with_bench(self.config, self._bench_config)
        if bench != self.config:
            self._set_ways(None)
            self._go(bench)

    @property
    def is_as_on_bench(self) -> bool:
        """Whether the descent goes by optimizer and rate of the bench."""
        return with_bench(self.config, self._bench_config) == self.config

    @property
    def _bench_config(self) -> TrainingConfig:
        return self._lab.state.config

    def go_side_by_side(self, kind: SideBySide) -> None:
        """Go down in three ways at once, from one start; what was kept before is let go."""
        rates, shown = self.rates_of(self.config), self.landscape
        if rates is not None and shown is not None and not self.is_covered:
            self._set_kept(())
            self._set_ways(ways(kind, self.config, rates, shown.surface.samples))
            if self.ways is not None:
                self._go(self.ways.front)
            self.player.run()

    def _go(self, config: TrainingConfig) -> None:
        if config.optimizer != self.config.optimizer:
            self.player.again()
        self.config = config
        self.settings_changed.emit(config)
        was_at_end = self.player.is_at_end
        self._descend()
        if was_at_end:
            self.player.run()

    # -- how much of it is seen ------------------------------------------------------------------------

    @property
    def can_show_all(self) -> bool:
        """Whether more of the paths could be seen in a wider picture."""
        return (
            self.landscape is not None and seen_whole(self.landscape, self._all_made) != self.landscape.window
        )

    @property
    def shows_more(self) -> bool:
        """Whether the picture is wider than usual."""
        return self._close is not None

    def show_all(self) -> None:
        """Look at so much of the landscape that all paths lie in the picture."""
        shown = self.landscape
        if shown is not None and self.can_show_all and (self._widening is None or self._widening.is_over):
            work = widened(shown, seen_whole(shown, self._all_made))
            self._widening = self._lab.previews.start(work, self._on_widened)

    def show_usual(self) -> None:
        """Look at as much of the landscape as before."""
        if self._close is not None:
            self.landscape, self._close = self._close, None
            self.landscape_changed.emit(self.landscape)
            if self.start is not None:
                self.set_start(self.landscape.window.clamped(self.start))

    @property
    def _all_made(self) -> tuple[MadeDescent, ...]:
        return self.kept if self.descent is None else (*self.kept, self.descent)

    def _on_widened(self, landscape: Landscape) -> None:
        if self._close is None:
            self._close = self.landscape
        self.landscape = landscape
        self.landscape_changed.emit(landscape)

    def rates_of(self, config: TrainingConfig) -> Rates | None:
        """Return the three rates of the landscape for the optimizer of `config`, or None without a landscape."""
        shown = self.landscape
        return None if shown is None else rates_for(shown.rates, config, shown.usual)

    def keep(self) -> None:
        """Keep the path to compare with the next ones; of many, the oldest is let go."""
        if self.descent is not None and self.descent not in self.kept and not self.is_covered:
            self._set_ways(None)
            kept = tuple(replace(made, rolls=False) if made.rolls else made for made in self.kept)
            self._set_kept((*kept, self.descent)[-MOST_KEPT:])

    def forget_kept(self) -> None:
        """Let go of all that was kept."""
        self._set_ways(None)
        self._set_kept(())

    # -- what becomes of it ----------------------------------------------------------------------------

    def _source(self) -> Source:
        snapshot = self._lab.picture.snapshot
        return Source(snapshot.parameters, self._lab.state.dataset, self._lab.controller.config.loss)

    def _on_surveyed(self, landscape: Landscape) -> None:
        self._survey = None
        before = self.landscape
        same = before is not None and before.subject == landscape.subject
        self._take(landscape)
        if not same or self.start is None or landscape.subject.key == NETWORK:
            self.start = landscape.start
        rates = self.rates_of(self.config)
        if not same and landscape.subject.key == NETWORK:
            self.config = with_bench(self.config, self._bench_config)
        elif not same and rates is not None:
            self.config = replace(self.config, learning_rate=rates.right)
        self.settings_changed.emit(self.config)
        self._set_kept(())  # it was on another surface
        self._descend()

    def _on_survey_failed(self, error: Exception) -> None:
        self._survey = None
        if not isinstance(error, EngineError | LoadError):
            raise error
        self._take(None)
        self.failed.emit(error)

    def _take(self, landscape: Landscape | None) -> None:
        self._set_descent(None)
        self._close = None
        self.landscape = landscape
        self.landscape_changed.emit(landscape)

    def _descend(self) -> None:
        """Walk from the start in the way that is set; a walk under way is not wanted any more."""
        if self._walk is not None:
            self._walk.cancel()
            self._walk = None
        self._start_moved = False
        self._set_descent(None)
        self._walk_off()

    def _follow_start(self) -> None:
        """Walk from another start while it is dragged: the way before stays until there is the next one."""
        if self._walk is None:
            self._walk_off()
        else:
            self._start_moved = True

    @property
    def is_covered(self) -> bool:
        """Whether the way is to be guessed: the point stands at the start, whatever is set."""
        return self._lab.view.is_covered

    def _on_covered_changed(self, covered: bool) -> None:
        """Take the way back that is shown while it is to be guessed, and be ready to roll afterwards."""
        self.player.pause()
        if covered:
            self._set_ways(None)
            self._set_kept(())
        self._descend()

    def _walk_off(self) -> None:
        if self.landscape is not None and self.start is not None and self._watched:
            others = () if self.ways is None else self.ways.others
            # Of what is covered the point stands at the start, and nobody knows where it goes.
            steps = 0 if self.is_covered else STEPS
            work = walking(self.landscape, self.start, (*others, self.config), steps)
            self._walk = self._lab.previews.start(work, self._on_walked)

    def _on_walked(self, paths: tuple[Path, ...]) -> None:
        self._walk = None
        *others, own = paths
        if others:
            self._set_kept(tuple(MadeDescent(path, rolls=True) for path in others))
        longest = max(path.steps for path in paths)
        self._set_descent(MadeDescent(own), longest, at_end=self.player.is_at_end)
        if self._start_moved:
            self._start_moved = False
            self._walk_off()

    def _set_descent(
        self, descent: MadeDescent | None, steps: int | None = None, *, at_end: bool = False
    ) -> None:
        """Show a descent, or none, while the player takes as many steps as the longest of all has."""
        if descent is not self.descent:
            self.descent = descent
            self.player.begin(steps, at_end=at_end)
            self.path_changed.emit(descent)

    def _tell_end(self) -> None:
        """Tell how what was watched has ended, once it is seen to the end."""
        landscape, made, ways = self.landscape, self.descent, self.ways
        if landscape is None or made is None or self.is_covered or not self.player.is_at_end:
            return
        for each in (made, *(kept for kept in self.kept if kept.rolls)):
            words = self.subject.key, outcome(landscape, each.path), each.config.optimizer
            self._lab.deeds.done(DeedKind.DESCENDED, " ".join(words))
        if ways is not None:
            self._lab.deeds.done(DeedKind.WAYS_COMPARED, ways.kind.value)

    def _set_kept(self, kept: tuple[MadeDescent, ...]) -> None:
        if kept != self.kept:
            self.kept = kept
            self.kept_changed.emit(kept)

    def _set_ways(self, side_by_side: Ways | None) -> None:
        if side_by_side != self.ways:
            self.ways = side_by_side
            self.ways_changed.emit(None if side_by_side is None else side_by_side.kind)

    def _set_stale(self, stale: bool) -> None:
        if stale != self.is_stale:
            self.is_stale = stale
            self.stale_changed.emit(stale)

    def _cancel(self) -> None:
        for job in (self._survey, self._walk, self._widening):
            if job is not None:
                job.cancel()
        self._survey = self._walk = self._widening = None

    # -- the network on the bench ----------------------------------------------------------------------

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.CONFIG in change.changes:
            self._on_reading_changed(None)  # another loss is another landscape
            self._follow_bench(change.old.config)
        if self.subject.key != NETWORK or not change.changes & (Change.NETWORK | Change.DATASET):
            return
        places = _places_in(change.new.spec, self.subject.places)
        self.subject = Subject(NETWORK, places)
        self._cancel()
        self.player.pause()
        self._set_ways(None)
        self._set_kept(())
        self._take(None)
        self._set_stale(True)  # until there is a picture of the new network

    def _follow_bench(self, before: TrainingConfig) -> None:
        """Descend as the bench trains now, if that was the way until now."""
        if self.subject.key == NETWORK and with_bench(self.config, before) == self.config:
            self.use_bench()

    def _on_reading_changed(self, _picture: object) -> None:
        if self.subject.key != NETWORK:
            return
        if self.landscape is None:
            if self._watched and self.is_stale:
                self.refresh()
            return
        taken, now = self.landscape.source, self._source()
        if taken is not None:
            unchanged = (
                taken.parameters.vector is now.parameters.vector
                and taken.dataset is now.dataset
                and taken.loss == now.loss
            )
            self._set_stale(not unchanged)


def _places_in(spec: NetworkSpec, places: tuple[ParameterPlace, ...]) -> tuple[ParameterPlace, ...]:
    """Return the parameters that were looked at if another network has them too, and others if it has not."""
    return places if all(has_place(spec, place) for place in places) else default_places(spec)
