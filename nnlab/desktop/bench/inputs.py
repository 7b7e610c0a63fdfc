"""The input side of the bench: seven segments, switches, numbers or a picture, as the data set asks."""

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QSpacerItem, QVBoxLayout

from nnlab.data import Dataset
from nnlab.data.segments import has_segments
from nnlab.data.tabular.preparing import scales_of
from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.bench.draw_input import DrawInput
from nnlab.desktop.lab import Lab
from nnlab.desktop.panels.input_panel import InputPanel
from nnlab.desktop.tables.table_input import TableInput
from nnlab.desktop.widgets.bit_lamps import BitLamps
from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.fields import FieldRow, NumberField, SwitchField
from nnlab.desktop.widgets.heatmap import CellRef, Heatmap
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.seven_segment import SevenSegmentDisplay
from nnlab.desktop.words import texts
from nnlab.desktop.words.numbers import format_count
from nnlab.desktop.words.shown_columns import input_columns

_SWITCH_GAP_PX = 16
_LEAST_HINTED_PX = 190  # of height, below which the display takes the room of its hint
_LEAST_GAP_PX = 4  # between two fields
_MOST_NUMBERS = 8
_MOST_SWITCHES = 24
_LEAST_PIXELS = 64  # of inputs that are a picture
_PICTURE_SHARE = 0.65  # of the width offered: a wide network needs the rest more


class SegmentInput(InputPanel):
    """The seven-segment display: click a segment to toggle it, or to break it while the switch is on."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self._display = SevenSegmentDisplay()
        self._display.setObjectName("input_display")
        self._display.set_interactive(True)
        self._display.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._hint = label("", "caption")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setWordWrap(True)
        self._hint.setBuddy(self._display)  # without it there is nothing to click
        self._break = SwitchField()
        self._break.setObjectName("break_switch")
        self._break_row = FieldRow("", self._break)
        self.stack(self._display, self.walker, self._hint, grows=8).addLayout(self._break_row)
        self._display.segment_clicked.connect(self._on_segment_clicked)
        self._display.segment_broken_requested.connect(lab.probe.toggle_broken)
        self._break.value_chosen.connect(self._on_break_chosen)
        self.retranslate()

    def refresh(self) -> None:
        super().refresh()
        self._display.set_levels(self.lab.probe.values)
        self._display.set_broken(self.lab.probe.broken)

    def retranslate(self) -> None:
        self._show_hint()
        self._name_switch()
        self._break.setToolTip(
            self.tr(
                "While this is on, a click breaks a segment or mends it; off mends all. A broken one stays dark."
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._name_switch()
        self._fit_hint()

    def _fit_hint(self) -> None:
        """Leave the room of the hint to the display where it would be too small to be read: its tooltip says it."""
        roomy = self.height() >= _LEAST_HINTED_PX * themes.current().text_px / 13
        self._hint.setVisible(roomy and not self._display.isHidden())

    def _name_switch(self) -> None:
        """Say what the switch is for, in one word where there is no room for two."""
        words = self.tr("Break segments")
        room = self.width() - self._break.sizeHint().width() - _SWITCH_GAP_PX
        fits = QFontMetrics(themes.current().font("text")).horizontalAdvance(words) <= room
        self._break_row.set_label(words if fits else self.tr("Break"), words)

    def _on_break_chosen(self, on: bool) -> None:
        """Begin to break segments; or end it, and mend them all."""
        self._break.set_value(on)
        self._show_hint()
        if not on:
            self.lab.probe.mend()

    def _show_hint(self) -> None:
        breaking = self.tr("click a segment to break it")
        hint = breaking if self._break.value() else self.tr("click a segment · keys a‑g, 0‑9")
        self._hint.setText(hint)
        self._display.setToolTip(hint)

    def _on_segment_clicked(self, segment: int) -> None:
        if self._break.value():
            self.lab.probe.toggle_broken(segment)
        else:
            self.lab.probe.toggle(segment)


class SwitchInput(InputPanel):
    """A row of switches, one for each input that is 0 or 1."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self._lamps = BitLamps()
        self._lamps.setObjectName("input_switches")
        self._lamps.set_labels(texts.data_names(lab.state.dataset.input_names, lab.state.dataset))
        self._lamps.set_interactive(True)
        self._lamps.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._hint = label("", "caption")
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack(self._lamps, self.walker, self._hint)
        self._lamps.bit_clicked.connect(lab.probe.toggle)
        self.retranslate()

    def refresh(self) -> None:
        super().refresh()
        self._lamps.set_levels(self.lab.probe.values)

    def retranslate(self) -> None:
        self._hint.setText(self.tr("click a switch"))


class NumberInput(InputPanel):
    """One field for each input that is a number."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self._dataset = lab.state.dataset
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addStretch(1)
        self._gaps: list[QSpacerItem] = []
        self._fields: list[NumberField] = []
        self._rows: list[FieldRow] = []
        for index in range(len(lab.state.dataset.input_names)):
            field = NumberField()
            field.setObjectName(f"input_field_{index}")
            field.value_entered.connect(lambda value, index=index: self._on_value_entered(index, value))
            if self._fields:
                self._gaps.append(QSpacerItem(0, _LEAST_GAP_PX))
                layout.addItem(self._gaps[-1])
            self._fields.append(field)
            self._rows.append(FieldRow("", field))
            layout.addLayout(self._rows[-1])
        # As much room below the fields as above them, so that they stand around the middle.
        below = QVBoxLayout()
        below.setContentsMargins(0, 8, 0, 0)
        below.addWidget(self.walker)
        below.addStretch(1)
        layout.addLayout(below, 1)
        self.retranslate()

    def set_row_pitch(self, pitch: float) -> None:
        gap = max(round(pitch) - painting.row_height(themes.current()), _LEAST_GAP_PX)
        for spacer in self._gaps:
            # It may shrink: a low window must not wait for the neurons to come closer together.
            spacer.changeSize(0, gap, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Maximum)
        self.layout().invalidate()

    def _on_value_entered(self, index: int, value: float) -> None:
        if self.lab.state.dataset is self._dataset:  # else what was being typed goes with its data set
            self.lab.probe.set_value(index, value)

    def refresh(self) -> None:
        super().refresh()
        for field, value in zip(self._fields, self.lab.probe.values.tolist(), strict=True):
            field.set_value(value)

    def retranslate(self) -> None:
        for row, name in zip(
            self._rows, texts.data_names(self._dataset.input_names, self._dataset), strict=True
        ):
            row.set_label(name)
        for field in self._fields:
            field.setToolTip(self.tr("The value of this input, in the unit of the data set"))


class ManyInput(InputPanel):
    """Too many inputs for a control each: their count, and the picture they form, if they are a square.

    A click on a pixel switches it where every input is 0 or 1.
    """

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        names = texts.data_names(lab.state.dataset.input_names, lab.state.dataset)
        self._side = picture_side(len(names))
        self._picture = Heatmap(self)
        self._picture.setObjectName("input_picture")
        self._picture.setVisible(self._side > 0)
        self._picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._picture.set_labels(names, ("",))
        self._count = label("", "caption")
        self._count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack(self._picture, self.walker, self._count)
        if lab.state.dataset.has_binary_inputs:
            self._picture.cell_clicked.connect(self._on_pixel_clicked)
        self.retranslate()

    def setFixedWidth(self, width: int) -> None:
        super().setFixedWidth(max(round(_PICTURE_SHARE * width), self.minimumSizeHint().width()))

    def refresh(self) -> None:
        super().refresh()
        if self._side:
            values = self.lab.probe.values
            self._picture.set_ink(bool((values >= 0).all()))
            picture = values.reshape(1, self._side, self._side)
            self._picture.set_tiles(picture, colors.symmetric_limit(values))

    def retranslate(self) -> None:
        count = format_count(len(self.lab.state.dataset.input_names))
        self._count.setText(self.tr("{count} inputs").format(count=count))
        self._picture.setAccessibleName(self.tr("The inputs as a picture"))
        self._picture.setToolTip(self.tr("The values of the inputs, row by row, in the unit of the data set"))

    def _on_pixel_clicked(self, cell: CellRef) -> None:
        self.lab.probe.toggle(cell.row)


def picture_side(inputs: int) -> int:
    """Return the side of the square picture that so many inputs are, 0 if they are none.

    >>> picture_side(784), picture_side(64), picture_side(49), picture_side(100 + 1)
    (28, 8, 0, 0)
    """
    side = math.isqrt(inputs)
    return side if inputs >= _LEAST_PIXELS and side * side == inputs else 0


def is_read_as_table(dataset: Dataset) -> bool:
    """Return whether the inputs are columns of a table of one's own, unless they are a few switches."""
    if scales_of(dataset) is None:
        return False
    are_plain = all(not column.words for column in input_columns(dataset))
    return not (are_plain and dataset.has_binary_inputs and len(dataset.input_names) <= _MOST_SWITCHES)


def input_panel(lab: Lab) -> InputPanel:
    """Return the input panel that fits the lab's data set."""
    dataset: Dataset = lab.state.dataset
    if has_segments(dataset.input_names):
        return SegmentInput(lab)
    if lab.drawing.fits:
        return DrawInput(lab)
    if is_read_as_table(dataset):
        return TableInput(lab)
    binary, count = dataset.has_binary_inputs, len(dataset.input_names)
    if count > (_MOST_SWITCHES if binary else _MOST_NUMBERS):
        return ManyInput(lab)
    return SwitchInput(lab) if binary else NumberInput(lab)
