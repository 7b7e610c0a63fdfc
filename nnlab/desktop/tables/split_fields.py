"""The fields of a split: shares for validation and test, whether classes keep theirs, and the seed that draws."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from nnlab.data.splits import Split
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.fields import FieldRow, NumberField, SwitchField
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.words.numbers import format_count

_RUNGS = (0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 40.0, 50.0)  # percent
_MOST_PERCENT = 99.0
_MOST_SEED = 2**31 - 1
_GAP_PX = 24  # between fields that stand side by side


class SplitFields(QWidget):
    """Shows the split that was set, and asks for another; in a line, or one row for each field."""

    split_chosen = Signal(object)  # Split

    def __init__(self, *, is_line: bool, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._split = Split()
        self._counts: tuple[int, int] | None = None
        self._shares = {"validation": NumberField(rungs=_RUNGS), "test": NumberField(rungs=_RUNGS)}
        self._stratified = SwitchField()
        self._seed = NumberField(whole=True)
        self._seed.set_range(0, _MOST_SEED)
        self._dice = Button(Look.BARE, "dice")
        self._dice.setObjectName(f"{prefix}_new_seed_button")
        fields = {**self._shares, "stratified": self._stratified, "seed": self._seed}
        self._rows = {name: FieldRow("", field) for name, field in fields.items()}
        ways = QBoxLayout.Direction
        layout = QBoxLayout(ways.LeftToRight if is_line else ways.TopToBottom, self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP_PX if is_line else 0)
        for name, row in self._rows.items():
            fields[name].setObjectName(f"{prefix}_{name}_field")
            if name == "seed":
                seed = QHBoxLayout()
                seed.setSpacing(0)
                seed.addLayout(row, 1)
                row.insertWidget(2, self._dice)
                layout.addLayout(seed)
            else:
                if name == "stratified" and is_line:  # a switch brings no room of its own
                    row.insertSpacing(1, painting.CHIP_PADDING)
                layout.addLayout(row)
        if is_line:
            layout.addStretch(1)
        for name, field in self._shares.items():
            field.value_entered.connect(lambda percent, name=name: self._ask(**{name: percent / 100}))
        self._stratified.value_chosen.connect(lambda on: self._ask(stratified=on))
        self._seed.value_entered.connect(lambda seed: self._ask(seed=seed))
        self._dice.clicked.connect(lambda: self._ask(seed=(self._split.seed + 1) % _MOST_SEED))
        self.retranslate()

    def set_split(
        self, split: Split, counts: tuple[int, int] | None = None, *, has_classes: bool = True
    ) -> None:
        """Show a split and how many samples it leaves for validation and test; classes keep shares if there are any."""
        self._split, self._counts = split, counts
        shares = {"validation": split.validation, "test": split.test}
        for place, (name, field) in enumerate(self._shares.items()):
            other = sum(share for one, share in shares.items() if one != name)
            field.set_range(0.0, max(0.0, _MOST_PERCENT - round(100 * other, 6)))
            count = "" if counts is None else f"{format_count(counts[place])} · "
            field.set_pattern(count + "{value}%" if shares[name] else "{value}%")
            field.set_value(round(100 * shares[name], 6))
        self._stratified.set_value(split.stratified)
        self._rows["stratified"].set_visible(has_classes)
        self._seed.set_value(split.seed)
        draws = bool(split.validation or split.test)
        self._rows["seed"].set_visible(draws)
        self._dice.setVisible(draws)
        if not draws:
            self._rows["stratified"].set_visible(False)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        for name, text, tip in (
            (
                "validation",
                self.tr("Validation"),
                self.tr("Share of the samples that watch the training, in percent"),
            ),
            ("test", self.tr("Test"), self.tr("Share of the samples kept for the end, in percent")),
            ("stratified", self.tr("Stratified"), self.tr("Every class keeps its share in every part")),
            ("seed", self.tr("Split seed"), self.tr("The same seed draws the same samples")),
        ):
            self._rows[name].set_label(text)
            self._rows[name].field.setToolTip(tip)
        self._dice.setToolTip(self.tr("Another seed: draw other samples"))
        self._dice.setAccessibleName(self.tr("New seed of the split"))

    def _ask(self, **changes: Any) -> None:
        self.split_chosen.emit(replace(self._split, **changes))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
