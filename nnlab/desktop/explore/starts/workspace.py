"""The laboratory of starts: eight candidates side by side, their curves together, and one that becomes the start."""

import math

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from nnlab.desktop.document import StateChange
from nnlab.desktop.explore.starts import start_texts
from nnlab.desktop.explore.starts.chosen_start_card import ChosenStartCard
from nnlab.desktop.explore.starts.start_comparison import StartComparison
from nnlab.desktop.explore.starts.start_controls import StartControls
from nnlab.desktop.explore.starts.start_histogram_card import StartHistogramCard
from nnlab.desktop.lab import Lab
from nnlab.desktop.sided_workspace import SidedWorkspace
from nnlab.desktop.widgets.candidate_card import CandidateCard
from nnlab.desktop.widgets.card import GAP_PX, Card
from nnlab.desktop.widgets.curves_together import CurvesTogether, TogetherCurve
from nnlab.desktop.widgets.spread_ridges import Ridge
from nnlab.desktop.words.numbers import format_count, format_number
from nnlab.engine.spelling import parse_call
from nnlab.lessons import DeedKind
from nnlab.project import default_init
from nnlab.study.starts import STARTS, CandidateView, StartsView
from nnlab.study.starts.spread import BINS, HIGH_DECADE, LOW_DECADE, LayerSpread

_SIDE_PX = 260
_COLUMNS = 4
_BINS_PER_DECADE = BINS // (HIGH_DECADE - LOW_DECADE)
_MOST_DECADES = 12  # of the axis of gradients: what is smaller counts at its foot
_TOWERING = 2  # decades over half of the candidates: what is larger counts at its head
_SMALL_LOSS = 0.001  # below it one digit is enough
_CURVES_SHARE = (5, 2)  # of the height: the candidates, and their curves


class Starts(SidedWorkspace):
    """Candidates and curves left; the network, the chosen start and what is drawn right."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(_SIDE_PX, parent)
        self._lab = lab
        self._comparison = StartComparison(lab.previews, lab.state, self)
        self._chosen = _start_of_bench(lab)
        self._decades: tuple[int, int] | None = None  # of the axis of the gradients, which only grows
        self._failure: Exception | None = None
        self._cards = {start.key: CandidateCard(start.key) for start in STARTS}
        self._curves_card, self._curves = Card(), CurvesTogether()
        self._curves.setObjectName("start_curves")
        self._controls = StartControls(lab, self._comparison)
        self._chosen_card = ChosenStartCard(lab, next(s for s in STARTS if s.key == self._chosen))
        self._histograms = StartHistogramCard(lab)
        self._arrange()
        self._connect()
        self.retranslate()
        self._choose(self._chosen)

    @property
    def comparison(self) -> StartComparison:
        """The candidates and their training."""
        return self._comparison

    @property
    def notice_ground(self) -> QWidget:
        return self._histograms  # of all that is here, one can do without it the longest

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(GAP_PX)
        for place, card in enumerate(self._cards.values()):
            grid.addWidget(card, *divmod(place, _COLUMNS))
        for column in range(_COLUMNS):
            grid.setColumnStretch(column, 1)
        self._curves_card.body.addWidget(self._curves, 1)
        main = QVBoxLayout()
        main.setSpacing(GAP_PX)
        main.addLayout(grid, _CURVES_SHARE[0])
        main.addWidget(self._curves_card, _CURVES_SHARE[1])
        self.arrange(main, (self._controls, self._chosen_card, self._histograms), growing=self._histograms)

    def _connect(self) -> None:
        for card in self._cards.values():
            card.chosen.connect(self._choose)
        self._curves.curve_clicked.connect(self._choose)
        self._comparison.view_changed.connect(self._on_view_changed)
        self._comparison.failed.connect(self._on_failed)
        self._lab.state_changed.connect(self._on_state_changed)

    # -- what it shows ---------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self._curves_card.set_title(self.tr("Learning side by side"))
        self._curves.setAccessibleName(self.tr("Losses of all starts"))
        self._curves.set_axis_names(self.tr("epoch"), self.tr("loss"))
        for start in STARTS:
            name, note = start_texts.start_name(start.key), start_texts.start_note(start.key)
            self._cards[start.key].set_texts(name, start_texts.start_formula(start.init), note)
        self._show(self._comparison.view)

    def _choose(self, key: str) -> None:
        self._chosen = key
        for card in self._cards.values():
            card.set_chosen(card.key == key)
        self._curves.set_chosen(key)
        self._chosen_card.set_start(next(start for start in STARTS if start.key == key))

    def _on_view_changed(self, view: StartsView | None) -> None:
        if view is None:
            self._decades = self._failure = None
        elif view.is_over:
            hidden = self._comparison.spec.layers[:-1]
            kind = parse_call(hidden[0].activation)[0] if hidden else "none"
            self._lab.deeds.done(DeedKind.STARTS_COMPARED, f"{kind} {len(hidden)}")
        self._show(view)

    def _show(self, view: StartsView | None) -> None:
        self._curves.set_note(self._note(view))
        if view is None:
            self._curves_card.set_caption("")
            for card in self._cards.values():
                card.set_above((), "", "")
                card.set_below((), "", "")
                card.set_figure("")
                card.set_verdict("")
            self._curves.set_curves(())
            return
        self._decades = _decades(view, self._decades)
        for candidate in view.candidates:
            self._show_candidate(candidate)
        self._curves.set_curves(
            [
                TogetherCurve(
                    c.start.key, start_texts.start_name(c.start.key), c.epochs, c.losses, _broke_off(c)
                )
                for c in view.candidates
            ]
        )
        self._show_progress(view)

    def _note(self, view: StartsView | None) -> str:
        if self._failure is not None:
            return start_texts.not_comparable(self._failure)
        if view is not None and view.updates == 0:
            return self.tr(
                "Run, and the losses of all eight are drawn here, from the same samples in the same order."
            )
        return ""

    def _show_progress(self, view: StartsView) -> None:
        count = len(self._lab.state.dataset.inputs)
        text = self.tr("epoch {epoch} of {epochs}").format(
            epoch=format_count(math.floor(view.epoch)), epochs=format_count(self._comparison.epochs)
        )
        if view.samples < count:
            part = self.tr("{samples} of {count} samples").format(
                samples=format_count(view.samples), count=format_count(count)
            )
            text = f"{part} · {text}"
        self._curves_card.set_caption(text)

    def _show_candidate(self, candidate: CandidateView) -> None:
        card = self._cards[candidate.start.key]
        low, high = self._decades or (LOW_DECADE, HIGH_DECADE)
        axis, limit = candidate.layers[0].activations, format_number(candidate.limit, 2, trim=True)
        ends, zero = (f"±{limit}", 0.5) if axis.low < 0 else (self._ends("0", limit), 0.0)
        named = [(self.tr("layer {number}").format(number=n), s) for n, s in enumerate(candidate.layers, 1)]
        above = [
            Ridge(
                s.activations.shares,
                self._activation_pairs(name, s),
                s.activations.zeros,
                self._short(number),
            )
            for number, (name, s) in enumerate(named, 1)
        ]
        below = [
            Ridge(
                _window(s.gradients.shares, low, high),
                self._gradient_pairs(name, s),
                s.gradients.zeros,
                self._short(number),
            )
            for number, (name, s) in enumerate(named, 1)
        ]
        powers = self._ends(_power(low), _power(high))
        columns = self.tr("One column for each layer, from layer 1 at the left to the output at the right.")
        upright = self.tr("Upright: what its units answer, {ends}.").format(ends=ends)
        sizes = self.tr("Upright: how large its gradients are, {ends}; each tenfold is as high.").format(
            ends=powers
        )
        card.set_above(above, self.tr("activations"), ends, zero, f"{columns} {upright}")
        card.set_below(below, self.tr("gradients"), powers, f"{columns} {sizes}")
        card.set_figure("✕" if _broke_off(candidate) else _figure(candidate.loss))
        card.set_verdict(start_texts.verdict(candidate))

    def _short(self, number: int) -> str:
        """Name a layer in a few letters."""
        return self.tr("L{number}").format(number=number)

    def _ends(self, low: str, high: str) -> str:
        return self.tr("{low} to {high}").format(low=low, high=high)

    def _activation_pairs(self, name: str, layer: LayerSpread) -> tuple[tuple[str, str], ...]:
        y = layer.activations
        pairs = [("", name), (self.tr("mean"), format_number(y.mean, 2)), ("σ", format_number(y.std, 2))]
        if layer.saturated is not None:
            pairs.append((self.tr("saturated"), start_texts.percent(layer.saturated)))
        return tuple(pairs)

    def _gradient_pairs(self, name: str, layer: LayerSpread) -> tuple[tuple[str, str], ...]:
        dead = start_texts.percent(layer.dead)
        return (("", name), ("σ", format_number(layer.gradients.std, 2)), (self.tr("dead"), dead))

    # -- what happens ----------------------------------------------------------------------------------

    def _on_failed(self, error: Exception) -> None:
        self._failure = error
        self._show(None)

    def _on_state_changed(self, change: StateChange) -> None:
        self._comparison.adopt(change.new)
        self._controls.show_network()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._comparison.wake()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._comparison.sleep()


def _start_of_bench(lab: Lab) -> str:
    """Return the candidate that the bench's first layer starts with, or that suits its activation."""
    first = lab.state.spec.layers[0]
    for wanted in (first.init, default_init(first.activation)):
        for start in STARTS:
            if start.init == wanted:
                return start.key
    return STARTS[0].key


def _broke_off(candidate: CandidateView) -> bool:
    return candidate.exploded_at is not None


def _decades(view: StartsView, before: tuple[int, int] | None) -> tuple[int, int]:
    """Return the powers of ten between which the gradients are shown: where they lie, and where they lay before.

    What towers over half of the candidates by more than a hundredfold does not make the others small.
    """
    ends = []
    for candidate in view.candidates:
        filled = np.flatnonzero(np.sum([layer.gradients.shares for layer in candidate.layers], axis=0))
        if filled.size:
            ends.append((int(filled[0]), int(filled[-1])))
    if not ends:
        return before or (-6, 0)
    lows, highs = np.array(ends).T // _BINS_PER_DECADE + LOW_DECADE
    low, high = int(lows.min()), int(min(highs.max(), np.median(highs) + _TOWERING)) + 1
    if before is not None:
        low, high = min(low, before[0]), max(high, before[1])
    return max(low, high - _MOST_DECADES), high


def _window(shares: NDArray[np.float64], low: int, high: int) -> NDArray[np.float64]:
    """Return the shares between two powers of ten; what is beyond counts in the outermost bins."""
    first, last = ((decade - LOW_DECADE) * _BINS_PER_DECADE for decade in (low, high))
    window = shares[first:last].copy()
    window[0] += shares[:first].sum()
    window[-1] += shares[last:].sum()
    return window


def _figure(loss: float) -> str:
    """Return a loss as short as a narrow card has room for."""
    return format_number(loss, 1 if loss < _SMALL_LOSS else 2)


def _power(decade: int) -> str:
    return format_number(10.0**decade, trim=True) if decade else "1"
