"""What He's and LeCun's starts draw, overlaid, for any number of inputs (lecture note 001, 3.10)."""

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from nnlab.desktop.document import StateChange
from nnlab.desktop.explore.starts.start_texts import start_name
from nnlab.desktop.jobs import Job
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.card import Card
from nnlab.desktop.widgets.fields import FieldRow, NumberField
from nnlab.desktop.widgets.overlaid_histograms import OverlaidHistograms, Series
from nnlab.desktop.words.numbers import format_number
from nnlab.study.starts import StartHistogram, start_histograms
from nnlab.study.starts.histograms import DRAWS, FAN_IN

_STARTS = {"he": "he_normal", "lecun": "lecun_normal"}
_RUNGS = (
    1.0,
    2.0,
    7.0,
    10.0,
    30.0,
    64.0,
    100.0,
    300.0,
    784.0,
    1000.0,
    3000.0,
    10_000.0,
    100_000.0,
    1_000_000.0,
)

_Made = tuple[StartHistogram, ...]


class StartHistogramCard(Card):
    """Two histograms of a million draws, and the number of inputs that both are divided by."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab = lab
        self._fan_in = FAN_IN
        self._shown: tuple[int, int] | None = None  # the fan-in and the seed of what is shown
        self._made: _Made = ()
        self._job: Job[_Made] | None = None
        self._field = NumberField(whole=True, rungs=_RUNGS)
        self._field.setObjectName("fan_in_field")
        self._field.set_range(1, DRAWS)
        self._field.set_value(self._fan_in)
        self._row = FieldRow("", self._field)
        self._histograms = OverlaidHistograms()
        self._histograms.setObjectName("start_histograms")
        self.body.setSpacing(2)
        self.body.addLayout(self._row)
        self.body.addWidget(self._histograms, 1)
        self._field.value_entered.connect(self._on_fan_in_entered)
        lab.state_changed.connect(self._on_state_changed)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("A million draws"))
        self._row.set_label(self.tr("Inputs (fan-in)"))
        self._field.setToolTip(
            self.tr("How many inputs each unit has: the weights are drawn the narrower for it")
        )
        self._histograms.setAccessibleName(self.tr("He's and LeCun's weights"))
        self._histograms.setToolTip(
            self.tr("A million weights each, by He's start and by LeCun's. Point at a place to count them.")
        )
        self._show()

    def _refresh(self) -> None:
        """Draw anew what is asked for, in a thread, if somebody looks and it is not what is shown."""
        wanted = (self._fan_in, self._lab.state.config.seed)
        if not self.isVisible() or wanted == self._shown:
            return
        self._shown = wanted
        self._cancel()
        work = partial(_draw, *wanted)
        self._job = self._lab.previews.start(work, self._on_drawn)

    def _on_drawn(self, made: _Made) -> None:
        self._made = made
        self._show()

    def _show(self) -> None:
        if self._made:
            series = [
                Series(start_name(key), f"σ {format_number(made.std)}", made.counts)
                for key, made in zip(_STARTS, self._made, strict=True)
            ]
            self._histograms.set_histograms(self._made[0].edges, series)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _on_fan_in_entered(self, fan_in: int) -> None:
        self._fan_in = int(fan_in)
        self._field.set_value(self._fan_in)
        self._refresh()

    def _on_state_changed(self, _change: StateChange) -> None:
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        if self._job is not None and not self._job.is_over:
            self._cancel()
            self._shown = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _draw(fan_in: int, seed: int, _job: Job[_Made]) -> _Made:
    return start_histograms(fan_in, DRAWS, seed, tuple(_STARTS.values()))
