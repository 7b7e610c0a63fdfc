"""How data that are made are made, in the builder: samples, noise, classes and seed."""

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnlab.data.made import (
    FEWEST_CLASSES,
    FEWEST_SAMPLES,
    MOST_CLASSES,
    MOST_NOISE,
    MOST_SAMPLES,
    MadeData,
)
from nnlab.desktop.document import StateChange
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.fields import FieldRow, NumberField
from nnlab.desktop.words import sentences
from nnlab.project import Change, with_made

_NOISES = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0)
_MOST_SHOWN_SEED = 2**31 - 1
_STEPS_MERGE = {"samples", "noise", "classes"}  # with the arrows many are taken, and undone together


class MadeSection(QWidget):
    """The numbers from which points and curves are made; hidden for any other data."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._fields = {
            "samples": NumberField(whole=True),
            "noise": NumberField(rungs=_NOISES),
            "classes": NumberField(whole=True),
            "seed": NumberField(whole=True),
        }
        self._fields["samples"].set_range(FEWEST_SAMPLES, MOST_SAMPLES)
        self._fields["noise"].set_range(0.0, MOST_NOISE)
        self._fields["classes"].set_range(FEWEST_CLASSES, MOST_CLASSES)
        self._fields["seed"].set_range(0, _MOST_SHOWN_SEED)
        self._dice = Button(Look.BARE, "dice")
        self._dice.setObjectName("new_data_seed_button")
        self._rows = {name: FieldRow("", field) for name, field in self._fields.items()}
        self._rows["seed"].insertWidget(2, self._dice)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for name, field in self._fields.items():
            field.setObjectName(f"data_{name}_field")
            field.value_entered.connect(partial(self._change, name))
            layout.addLayout(self._rows[name])
        self._dice.clicked.connect(self._draw_anew)
        lab.state_changed.connect(self._on_state_changed)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        for name, text, spoken, tip in (
            (
                "samples",
                self.tr("Samples made"),
                "",
                self.tr("How many samples are made, those kept for validation and test among them"),
            ),
            (
                "noise",
                self.tr("Noise"),
                self.tr("Noise of the data"),
                self.tr(
                    "How far samples are scattered: a standard deviation; inputs go from −1 to 1 without it"
                ),
            ),
            (
                "classes",
                self.tr("Classes"),
                self.tr("Classes of the data"),
                self.tr("How many clouds of points there are, a class each"),
            ),
            (
                "seed",
                self.tr("Data seed"),
                self.tr("Seed of the data"),
                self.tr("The same seed makes the same samples; weights have a seed of their own"),
            ),
        ):
            self._rows[name].set_label(text, spoken)
            self._fields[name].setToolTip(tip)
        self._dice.setToolTip(self.tr("Another seed: make other samples of the same kind"))
        self._dice.setAccessibleName(self.tr("New seed of the data"))
        self._show()

    def _show(self) -> None:
        made = self._lab.state.dataset.origin
        self.setVisible(isinstance(made, MadeData))
        if isinstance(made, MadeData):
            for name, field in self._fields.items():
                field.set_value(getattr(made, name))
            self._rows["classes"].set_visible(made.kind == "blobs")

    def _change(self, name: str, value: float) -> None:
        merges = name in _STEPS_MERGE and self._fields[name].was_stepped()
        self._lab.controller.edit(
            partial(sentences.change_setting, f"data_{name}"),
            lambda state: with_made(state, **{name: value}),
            merge_key=f"made {name}" if merges else "",
        )

    def _draw_anew(self) -> None:
        made = self._lab.state.dataset.origin
        if isinstance(made, MadeData):
            self._change("seed", (made.seed + 1) % _MOST_SHOWN_SEED)

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.DATASET in change.changes:
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
