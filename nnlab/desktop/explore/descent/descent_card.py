"""How one goes down: optimizer, rate with three to try, momentum, and how many samples each step looks at."""

from collections.abc import Hashable
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QWidget

from nnlab.desktop.explore.descent.ways_down import Batches, SideBySide
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.fields import Choice, ChoiceField, FieldRow, NumberField
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.desktop.words import texts
from nnlab.desktop.words.numbers import format_count, format_number
from nnlab.engine import OPTIMIZER_NAMES, TrainingConfig
from nnlab.study.descent import Rates

_MOST_SEED = 2**31 - 1
_ROOM_PX = 6
_BENCH = "bench"


class DescentCard(Card):
    """Asks for another way to descend, or for three side by side; it shows only what its `set_` gave it."""

    changed = Signal(object)  # dict[str, Any]: settings of TrainingConfig
    bench_requested = Signal()  # optimizer and rate of the bench
    side_by_side_requested = Signal(object)  # SideBySide

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._config = TrainingConfig(batch_size=None)
        self._rates: Rates | None = None
        self._samples = 0
        self._parameters = 0  # of a network; 0 for what is none
        self._fields: dict[str, Any] = {
            "optimizer": ChoiceField(),
            "learning_rate": NumberField(),
            "momentum": NumberField(rungs=(0.0, 0.5, 0.8, 0.9, 0.95, 0.99)),
            "batch_size": NumberField(whole=True),
            "seed": NumberField(whole=True),
        }
        self._fields["learning_rate"].set_range(0.0, 1e6)
        self._fields["momentum"].set_range(0.0, 0.999)
        self._fields["seed"].set_range(0, _MOST_SEED)
        self._tries, self._batches, self._bench, self._side_by_side = (Segmented() for _ in range(4))
        self._tries.setObjectName("rates_to_try")
        self._bench.setObjectName("as_on_bench")
        self._side_by_side.setObjectName("side_by_side")
        self._tries_note = label("", "caption")
        self._tries_note.setWordWrap(True)
        self._tries_note.setObjectName("rates_to_try_note")
        self._side_label = label("", "muted")
        self._side_label.setBuddy(self._side_by_side)
        self._batches.setObjectName("batches")
        self._room = QSpacerItem(0, 0)  # above the batches, where there are any
        self._rows = {name: FieldRow("", field) for name, field in self._fields.items()}
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        self.body.setSpacing(0)
        for name, field in self._fields.items():
            field.setObjectName(f"descent_{name}_field")
            if name == "batch_size":
                self.body.addItem(self._room)
                self.body.addWidget(self._batches)
            self.body.addLayout(self._rows[name])
            if name == "learning_rate":
                self.body.addSpacing(2)
                self.body.addWidget(self._bench)
                self.body.addSpacing(4)
                self.body.addWidget(self._tries_note)
                self.body.addSpacing(2)
                self.body.addWidget(self._tries)
                self.body.addSpacing(4)
        self.body.addSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self._side_label)
        row.addStretch(1)
        row.addWidget(self._side_by_side)
        self.body.addLayout(row)

    def _connect(self) -> None:
        self._fields["optimizer"].value_chosen.connect(lambda name: self.changed.emit({"optimizer": name}))
        for name in ("learning_rate", "momentum", "batch_size", "seed"):
            self._fields[name].value_entered.connect(
                lambda value, name=name: self.changed.emit({name: value})
            )
        self._tries.value_chosen.connect(self._on_try_chosen)
        self._batches.value_chosen.connect(self._on_batches_chosen)
        self._bench.value_chosen.connect(lambda _key: self.bench_requested.emit())
        self._side_by_side.value_chosen.connect(lambda kind: self.side_by_side_requested.emit(kind))

    def set_config(self, config: TrainingConfig) -> None:
        """Show how one descends."""
        self._config = config
        for name, field in self._fields.items():
            if name != "batch_size":
                field.set_value(getattr(config, name))
        self._rows["momentum"].set_visible(config.optimizer in ("momentum", "nesterov"))
        self._show_batches()
        self._show_tries()

    def set_rates(self, rates: Rates | None) -> None:
        """Offer three rates to try, or none."""
        self._rates = rates
        self._show_tries()

    def set_bench(self, parameters: int, *, is_as_on_bench: bool) -> None:
        """Say of how many parameters of a network the loss is, and whether one descends as the bench trains.

        0 is for what is no network, of which the bench says nothing.
        """
        self._parameters = parameters
        for widget in (self._bench, self._tries_note):
            widget.setVisible(parameters > 0)
        self._bench.set_value(_BENCH if is_as_on_bench else None)
        self._tries_note.setText(
            self.tr("Rates for these two parameters alone; the whole network needs smaller ones:")
            if parameters > 1
            else self.tr("Rates for this parameter alone; the whole network needs smaller ones:")
        )

    def set_side_by_side(self, kind: SideBySide | None) -> None:
        """Show what is run side by side; None is one way alone."""
        self._side_by_side.set_value(kind)

    def set_samples(self, samples: int) -> None:
        """Offer batches of so many samples; a formula, with 0, has none."""
        self._samples = samples
        self._show_batches()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("Descent"))
        optimizers = (
            Choice(name, texts.optimizer_name(name), texts.optimizer_note(name)) for name in OPTIMIZER_NAMES
        )
        self._fields["optimizer"].set_choices(optimizers)
        for name, text, tip in (
            ("optimizer", self.tr("Optimizer"), self.tr("How a gradient becomes a step")),
            ("learning_rate", self.tr("Learning rate"), self.tr("A step is the rate times the gradient")),
            ("momentum", self.tr("Momentum"), self.tr("Share of the last step that is kept, 0 to below 1")),
            ("batch_size", self.tr("Samples in a batch"), self.tr("Each step takes the next of them")),
            ("seed", self.tr("Seed"), self.tr("The same seed draws the same batches")),
        ):
            self._rows[name].set_label(text)
            self._fields[name].setToolTip(tip)
        self._tries.setAccessibleName(self.tr("Rates to try"))
        self._batches.setAccessibleName(self.tr("Samples of a step"))
        self._bench.setAccessibleName(self.tr("Rate of the bench"))
        tip = self.tr("Optimizer and learning rate with which the bench trains the whole network")
        self._bench.set_options([(_BENCH, self.tr("as on the bench"), tip)])
        self._side_label.setText(self.tr("Side by side"))
        self._side_by_side.setAccessibleName(self.tr("Side by side"))
        self.set_bench(self._parameters, is_as_on_bench=self._bench.value() == _BENCH)
        self.set_config(self._config)

    def _show_tries(self) -> None:
        rates = self._rates
        self._tries.setVisible(rates is not None)
        if rates is None:
            return
        tips = [format_number(rate, 2, trim=True) for rate in (rates.small, rates.right, rates.large)]
        self._tries.set_options(
            (
                (rates.small, self.tr("too small"), tips[0]),
                (rates.right, self.tr("just right"), tips[1]),
                (rates.large, self.tr("too large"), tips[2]),
            )
        )
        self._tries.set_value(self._config.learning_rate)

    def _show_batches(self) -> None:
        config, count = self._config, self._samples
        has_batches = count > 1
        self._batches.setVisible(has_batches)
        self._room.changeSize(0, _ROOM_PX if has_batches else 0)
        self.body.invalidate()
        size = config.batch_size
        kind = Batches.of(size)
        self._rows["batch_size"].set_visible(has_batches and kind is Batches.MINI)
        self._rows["seed"].set_visible(has_batches and kind is not Batches.ALL)
        self._fields["batch_size"].set_range(2, max(count, 2))
        self._fields["batch_size"].set_value(size or count)
        pattern = self.tr("{value} of {count}").replace("{count}", format_count(count))
        self._fields["batch_size"].set_pattern(pattern)
        self._batches.set_options(
            (
                (Batches.ALL, self.tr("batch"), self.tr("Batch: every step looks at all samples")),
                (Batches.MINI, self.tr("mini-batch"), self.tr("Every step looks at some samples")),
                (Batches.ONE, self.tr("stochastic"), self.tr("Stochastic: every step looks at one sample")),
            )
        )
        self._batches.set_value(kind)
        self._show_side_by_side(has_batches)

    def _show_side_by_side(self, has_batches: bool) -> None:
        tip = self.tr("Three ways from one start: a rate that is too small, one that is right, one too large")
        options: list[tuple[Hashable, str, str]] = [(SideBySide.RATES, self.tr("3 rates"), tip)]
        if has_batches:
            tip = self.tr("Three ways from one start: batch, mini-batch and stochastic")
            options.append((SideBySide.BATCHES, self.tr("3 batches"), tip))
        self._side_by_side.set_options(options)

    def _on_try_chosen(self, rate: Hashable) -> None:
        self.changed.emit({"learning_rate": rate})

    def _on_batches_chosen(self, kind: Batches) -> None:
        self.changed.emit({"batch_size": kind.size(self._samples)})

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
