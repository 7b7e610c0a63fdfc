"""The point that rolls, in numbers: where it is, how high, the gradient there, and the step that it takes next."""

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.parts.labels import PlainLabel
from nnlab.desktop.words.numbers import format_number
from nnlab.study.descent import Path

_DIGITS = 4
_RIGHT = Qt.AlignmentFlag.AlignRight
_EMPTY = "—"
_COLUMN_SPACE_PX = 12


class PointCard(Card):
    """One column for each parameter; rows for its value, the gradient and what the next step adds."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._names: tuple[str, ...] = ()
        self._path: Path | None = None
        self._step = 0
        self._heads = [label("", "caption") for _ in range(2)]
        self._captions = {name: label("", "muted") for name in ("value", "gradient", "change", "loss")}
        self._numbers: dict[str, list[PlainLabel]] = {
            name: [PlainLabel(_EMPTY) for _ in range(1 if name == "loss" else 2)] for name in self._captions
        }
        self._arrange()
        self.retranslate()

    def _arrange(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self._grid = grid
        for column, head in enumerate(self._heads, start=1):
            grid.addWidget(head, 0, column, _RIGHT)
        for row, (name, caption) in enumerate(self._captions.items(), start=1):
            grid.addWidget(caption, row, 0)
            for column, number in enumerate(self._numbers[name], start=1):
                number.setObjectName(f"point_{name}_{column}")
                number.setContentsMargins(_COLUMN_SPACE_PX, 0, 0, 0)
                grid.addWidget(number, row, column, 1, 2 if name == "loss" else 1, _RIGHT)
        self.body.addLayout(grid)
        self.body.addStretch(1)

    def set_names(self, names: tuple[str, ...]) -> None:
        """Name the parameters, one or two."""
        self._names = names
        self._grid.setColumnStretch(2, int(len(names) > 1))
        for column, head in enumerate(self._heads):
            is_there = column < len(names)
            head.setText(names[column] if is_there else "")
            head.setVisible(is_there)
            for name in ("value", "gradient", "change"):
                self._numbers[name][column].setVisible(is_there)
        self._show()

    def set_point(self, path: Path | None, step: int) -> None:
        """Show the point of `path` after so many steps; None shows that there is none."""
        if path is not self._path or step != self._step:
            self._path, self._step = path, step
            self._show()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("The point"))
        for name, text, tip in (
            ("value", "θ", self.tr("Where the point is")),
            ("gradient", self.tr("gradient"), self.tr("The slope there, over the samples of the next step")),
            ("change", self.tr("next step"), self.tr("What the optimizer adds to θ")),
            ("loss", self.tr("loss"), self.tr("The loss there, over all samples")),
        ):
            self._captions[name].setText(text)
            for widget in (self._captions[name], *self._numbers[name]):
                widget.setToolTip(tip)
        self._show()

    def _show(self) -> None:
        path, step = self._path, self._step
        if path is None or step >= len(path.points):
            for numbers in self._numbers.values():
                for number in numbers:
                    number.setText(_EMPTY)
            self.set_caption("")
            return
        change = -path.changes[step] if step < path.steps else np.full(path.points.shape[1], np.nan)
        rows = {"value": path.points[step], "gradient": path.gradients[step], "change": change}
        for name, values in rows.items():
            for number, value in zip(self._numbers[name], values.tolist(), strict=False):
                number.setText(format_number(value, _DIGITS, signed=name != "value"))
        self._numbers["loss"][0].setText(format_number(float(path.losses[step]), _DIGITS))
        self.set_caption(self.tr("step {number}").format(number=step))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
