"""How the network is trained, in the builder; every field also works while training goes on."""

from collections.abc import Hashable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.desktop.bench.section_layout import section_layout
from nnlab.desktop.document import StateChange
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import SectionTitle
from nnlab.desktop.widgets.fields import Choice, ChoiceField, FieldRow, NumberField, SwitchField
from nnlab.desktop.words import sentences, texts
from nnlab.desktop.words.numbers import format_count
from nnlab.engine import LOSS_NAMES, OPTIMIZER_NAMES, Task, TrainingConfig
from nnlab.engine.config import MAX_SEED
from nnlab.project import Change

_EPOCHS, _LOSS, _EPOCH_ERROR, _ALL_RIGHT = "epochs", "stop_loss", "stop_epoch_error", "stop_all_right"
_DEFAULT_LIMIT = 0.01
_MOST_SHOWN_SEED = 2**31 - 1  # longer ones are possible in files, but nobody types them


class TrainingSection(QWidget):
    """Loss, optimizer, rate, batch, stop rule and seed."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._title = SectionTitle()
        self._fields: dict[str, Any] = {
            "loss": ChoiceField(),
            "optimizer": ChoiceField(),
            "learning_rate": NumberField(),
            "momentum": NumberField(rungs=(0.0, 0.5, 0.8, 0.9, 0.95, 0.99)),
            "batch_size": NumberField(whole=True),
            "shuffle": SwitchField(),
            "stop": ChoiceField(),
            "limit": NumberField(),
            "epochs": NumberField(whole=True),
            "seed": NumberField(whole=True),
        }
        self._fields["learning_rate"].set_range(0.0, 1e6)
        self._fields["momentum"].set_range(0.0, 0.999999)
        self._fields["limit"].set_range(0.0, 1e9)
        self._fields["epochs"].set_range(0, 1_000_000_000)
        self._fields["seed"].set_range(0, min(_MOST_SHOWN_SEED, MAX_SEED))
        self._dice = Button(Look.BARE, "dice")
        self._dice.setObjectName("new_seed_button")
        self._rows: dict[str, FieldRow] = {}
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        layout = section_layout(self, self._title)
        for name, field in self._fields.items():
            field.setObjectName(f"{name}_field")
            self._rows[name] = FieldRow("", field)
            if name == "seed":
                row = QHBoxLayout()
                row.setSpacing(0)
                row.addLayout(self._rows[name], 1)
                self._rows[name].insertWidget(2, self._dice)
                layout.addLayout(row)
            else:
                layout.addLayout(self._rows[name])

    def _connect(self) -> None:
        for name in ("loss", "optimizer"):
            self._fields[name].value_chosen.connect(lambda value, name=name: self._change(name, value))
        for name in ("learning_rate", "momentum", "seed"):
            self._fields[name].value_entered.connect(lambda value, name=name: self._change(name, value))
        self._fields["shuffle"].value_chosen.connect(lambda on: self._change("shuffle", on))
        self._fields["batch_size"].value_entered.connect(self._on_batch_entered)
        self._fields["epochs"].value_entered.connect(self._on_epochs_entered)
        self._fields["stop"].value_chosen.connect(self._on_stop_chosen)
        self._fields["limit"].value_entered.connect(self._on_limit_entered)
        self._dice.clicked.connect(lambda: self._change("seed", (self._config.seed + 1) % _MOST_SHOWN_SEED))
        self._lab.controller.config_changed.connect(self._show)
        self._lab.state_changed.connect(self._on_state_changed)

    @property
    def _config(self) -> TrainingConfig:
        return self._lab.controller.config

    # -- what it shows ---------------------------------------------------------------------------------

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.CONFIG in change.changes or Change.DATASET in change.changes:
            self._offer_choices()
            self._show(change.new.config)

    def _show(self, config: TrainingConfig) -> None:
        fields, rows = self._fields, self._rows
        for name in ("loss", "optimizer", "learning_rate", "momentum", "shuffle", "seed"):
            fields[name].set_value(getattr(config, name))
        rows["momentum"].set_visible(config.optimizer in ("momentum", "nesterov"))
        count = len(self._lab.state.dataset.inputs)
        size = min(config.batch_size or count, count)
        fields["batch_size"].set_range(1, count)
        fields["batch_size"].set_value(size)
        full = self.tr("all {count}").format(count=format_count(count))
        part = self.tr("{value} of {count}").replace("{count}", format_count(count))
        fields["batch_size"].set_pattern(full if size == count and count > 1 else part)
        rule = stop_rule(config)
        fields["stop"].set_value(rule)
        limit = (
            config.stop_loss if rule == _LOSS else config.stop_epoch_error if rule == _EPOCH_ERROR else None
        )
        rows["limit"].set_visible(limit is not None)
        fields["limit"].set_value(limit or 0.0)
        fields["epochs"].set_pattern(self.tr("no limit") if config.epochs is None else "{value}")
        fields["epochs"].set_value(config.epochs or 0)

    def _offer_choices(self) -> None:
        self._fields["loss"].set_choices(
            Choice(name, texts.loss_name(name), texts.loss_note(name)) for name in LOSS_NAMES
        )
        self._fields["optimizer"].set_choices(
            Choice(name, texts.optimizer_name(name), texts.optimizer_note(name)) for name in OPTIMIZER_NAMES
        )
        stops = [
            Choice(_EPOCHS, self.tr("epochs are done")),
            Choice(_LOSS, self.tr("loss below"), self.tr("the mean over an epoch")),
            Choice(_EPOCH_ERROR, self.tr("sum below"), self.tr("the errors of an epoch added up")),
        ]
        if self._lab.state.dataset.task is not Task.VALUES:
            stops.insert(
                1, Choice(_ALL_RIGHT, self.tr("all right"), self.tr("every sample is answered rightly"))
            )
        self._fields["stop"].set_choices(stops)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._title.set_text(self.tr("Training"))
        for name, text, tip in (
            ("loss", self.tr("Loss"), self.tr("What training makes small: the mean over a batch")),
            ("optimizer", self.tr("Optimizer"), self.tr("How a gradient becomes an update")),
            (
                "learning_rate",
                self.tr("Learning rate"),
                self.tr("Size of a step: weights change by rate times gradient"),
            ),
            ("momentum", self.tr("Momentum"), self.tr("Share of the last step that is kept, 0 to below 1")),
            ("batch_size", self.tr("Batch"), self.tr("Samples for one update, 1 to all of them")),
            ("shuffle", self.tr("Shuffle"), self.tr("A new order of the samples in every epoch")),
            ("stop", self.tr("Stop when"), self.tr("The rule that ends the training")),
            ("limit", self.tr("Limit"), self.tr("Training stops below this value, in units of the loss")),
            ("epochs", self.tr("Epochs at most"), self.tr("Passes over the data; 0 is no limit")),
            ("seed", self.tr("Seed"), self.tr("The same seed gives the same weights and the same run")),
        ):
            self._rows[name].set_label(text)
            self._fields[name].setToolTip(tip)
        self._dice.setToolTip(self.tr("Another seed: draw new weights"))
        self._dice.setAccessibleName(self.tr("New seed"))
        self._offer_choices()
        self._show(self._config)

    # -- what it asks for ------------------------------------------------------------------------------

    def _change(self, setting: str, value: Hashable) -> None:
        self._lab.controller.configure(partial(sentences.change_setting, setting), **{setting: value})

    def _on_batch_entered(self, size: int) -> None:
        whole = size >= len(self._lab.state.dataset.inputs) > 1
        self._change("batch_size", None if whole else size)

    def _on_epochs_entered(self, epochs: int) -> None:
        self._change("epochs", epochs or None)

    def _on_stop_chosen(self, rule: str) -> None:
        changes: dict[str, Any] = {_LOSS: None, _EPOCH_ERROR: None, _ALL_RIGHT: False}
        if rule == _ALL_RIGHT:
            changes[_ALL_RIGHT] = True
        elif rule in (_LOSS, _EPOCH_ERROR):
            changes[rule] = self._config.stop_loss or self._config.stop_epoch_error or _DEFAULT_LIMIT
        self._lab.controller.configure(sentences.change_stop_rule, **changes)

    def _on_limit_entered(self, limit: float) -> None:
        self._lab.controller.configure(sentences.change_stop_rule, **{stop_rule(self._config): limit})

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def stop_rule(config: TrainingConfig) -> str:
    """Return the field of TrainingConfig that ends the training; 'epochs' if none but the number of epochs does."""
    if config.stop_all_right:
        return _ALL_RIGHT
    if config.stop_loss is not None:
        return _LOSS
    return _EPOCHS if config.stop_epoch_error is None else _EPOCH_ERROR
