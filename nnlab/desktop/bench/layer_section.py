"""One layer of the network in the builder: width, activation, initialiser, and the numbers that these take."""

import math
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from nnlab.desktop.bench.section_layout import section_layout
from nnlab.desktop.lab import Lab
from nnlab.desktop.undo import Label
from nnlab.desktop.widgets.activation_glyph import activation_picture
from nnlab.desktop.widgets.card import SectionTitle
from nnlab.desktop.widgets.fields import Choice, ChoiceField, FieldRow, NumberField, SwitchField
from nnlab.desktop.words import sentences, texts
from nnlab.engine import ACTIVATION_NAMES, GIVEN, INITIALIZER_NAMES, MAX_UNITS
from nnlab.engine.spelling import parse_call, spell_call
from nnlab.project import with_layer

# What the names that take numbers begin with.
_ACTIVATION_NUMBERS = {"leaky_relu": (0.01,), "elu": (1.0,)}
_INIT_NUMBERS = {"constant": (0.5,), "normal": (0.01,), "uniform": (-1.0, 1.0)}
# What the engine allows: a slope below 1, a depth above 0.
_ACTIVATION_RANGES = {"leaky_relu": (0.0, 0.999), "elu": (0.001, math.inf)}
_ANY_NUMBER = (-math.inf, math.inf)


class LayerSection(QWidget):
    """The fields of layer `index`, from 0. Every one of them edits the document."""

    def __init__(self, lab: Lab, index: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._index = index
        self._title = SectionTitle()
        self._width = NumberField(whole=True)
        self._width.set_range(1, MAX_UNITS)
        self._activation = ChoiceField()
        self._init = ChoiceField()
        self._bias = SwitchField()
        self._shape_number = NumberField()
        self._start_numbers = (NumberField(), NumberField())
        self._rows = {
            "width": FieldRow("", self._width),
            "activation": FieldRow("", self._activation),
            "activation_number": FieldRow("", self._shape_number),
            "start": FieldRow("", self._init),
            "start_number": FieldRow("", self._start_numbers[0]),
            "start_end": FieldRow("", self._start_numbers[1]),
            "bias": FieldRow("", self._bias),
        }
        for name, row in self._rows.items():
            row.field.setObjectName(f"layer_{index + 1}_{name}_field")
        self._arrange()
        self._connect()
        self.retranslate()

    def _arrange(self) -> None:
        layout = section_layout(self, self._title, foot_px=4)
        for row in self._rows.values():
            layout.addLayout(row)

    def _connect(self) -> None:
        self._width.value_entered.connect(self._on_width_entered)
        self._activation.value_chosen.connect(self._on_activation_chosen)
        self._init.value_chosen.connect(self._on_init_chosen)
        self._bias.value_chosen.connect(self._on_bias_chosen)
        self._shape_number.value_entered.connect(self._on_shape_number_entered)
        for place, field in enumerate(self._start_numbers):
            field.value_entered.connect(
                lambda value, place=place: self._on_start_number_entered(place, value)
            )

    @property
    def _is_gone(self) -> bool:
        """Whether the network has lost this layer, and the section waits to be deleted."""
        return self._index >= len(self._lab.state.spec.layers)

    @property
    def fields(self) -> list[QWidget]:
        """The fields from top to bottom, also those that are hidden now."""
        return [row.field for row in self._rows.values()]

    # -- what it shows ---------------------------------------------------------------------------------

    def show_layer(self) -> None:
        """Show the layer as it is in the document."""
        spec = self._lab.state.spec
        layer = spec.layers[self._index]
        last = self._index == len(spec.layers) - 1
        self._title.set_text(
            self.tr("Layer {number}").format(number=self._index + 1), self.tr("output") if last else ""
        )
        self._width.set_value(layer.units)
        self._width.setEnabled(not last)
        self._width.setToolTip(
            self.tr("Number of units; the data has {count} outputs, so it is fixed").format(count=layer.units)
            if last
            else self.tr("Number of units, 1 to 4,096")
        )
        self._bias.set_value(layer.bias)
        self._show_activation(layer.activation)
        self._show_start(layer.init, (spec.sizes[self._index], layer.units))

    def _show_activation(self, activation: str) -> None:
        name, numbers = parse_call(activation)
        self._activation.set_choices(
            Choice(a, texts.activation_name(a), texts.activation_note(a), activation_picture(a))
            for a in ACTIVATION_NAMES
        )
        self._activation.set_value(name)
        numbers = numbers or _ACTIVATION_NUMBERS.get(name, ())
        self._shape_number.set_range(*_ACTIVATION_RANGES.get(name, _ANY_NUMBER))
        _show_numbers((self._rows["activation_number"],), numbers)
        self._set_label(
            "activation_number",
            self.tr("Slope below 0") if name == "leaky_relu" else self.tr("Depth below 0"),
        )

    def _show_start(self, init: str, fans: tuple[int, int]) -> None:
        name, numbers = parse_call(init)
        given = self._lab.state.given
        offers_given = given is not None and given.covers(self._index, fans)
        self._init.set_choices(
            Choice(i, texts.initializer_name(i), _formula(i, fans))
            for i in INITIALIZER_NAMES
            if i != GIVEN or offers_given or name == GIVEN
        )
        self._init.set_value(name)
        self._init.set_note("" if numbers else _formula(init, fans))
        first, second = _start_ranges(name, numbers)
        self._start_numbers[0].set_range(*first)
        self._start_numbers[1].set_range(*second)
        _show_numbers((self._rows["start_number"], self._rows["start_end"]), numbers)
        labels = {"constant": self.tr("Value"), "uniform": self.tr("From")}
        self._set_label("start_number", labels.get(name, self.tr("Spread σ")))

    def _set_label(self, row: str, text: str) -> None:
        """Label a row; a screen reader, which does not see the heading, also says the layer."""
        spoken = self.tr("Layer {number}, {field}").format(number=self._index + 1, field=text.lower())
        self._rows[row].set_label(text, spoken)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        for name, text in (
            ("width", self.tr("Width")),
            ("activation", self.tr("Activation")),
            ("start", self.tr("Start")),
            ("start_end", self.tr("To")),
            ("bias", self.tr("Bias")),
        ):
            self._set_label(name, text)
        self._activation.setToolTip(self.tr("The function that bends each unit's weighted sum"))
        self._shape_number.setToolTip(self.tr("The number that this activation takes"))
        self._init.setToolTip(
            self.tr("How the first weights are drawn; another choice draws this layer afresh")
        )
        for field in self._start_numbers:
            field.setToolTip(self.tr("The numbers that this start takes, in units of a weight"))
        self._bias.setToolTip(self.tr("Whether each unit adds a number of its own to its weighted sum"))

    # -- what it asks for ------------------------------------------------------------------------------

    def _on_width_entered(self, units: int) -> None:
        # One undo step for the wheel or the arrows, not one for each notch; a typed number has its own.
        merge_key = f"width {self._index}" if self._width.was_stepped() else ""
        self._edit(partial(sentences.change_width, self._index), merge_key=merge_key, units=units)

    def _on_activation_chosen(self, name: str) -> None:
        self._set_activation(spell_call(name, _ACTIVATION_NUMBERS.get(name, ())))

    def _on_shape_number_entered(self, number: float) -> None:
        self._set_activation(spell_call(str(self._activation.value()), (number,)))

    def _set_activation(self, activation: str) -> None:
        self._edit(partial(sentences.change_activation, self._index), activation=activation)

    def _on_init_chosen(self, name: str) -> None:
        self._set_init(spell_call(name, _INIT_NUMBERS.get(name, ())))

    def _on_start_number_entered(self, place: int, number: float) -> None:
        name, numbers = parse_call(self._lab.state.spec.layers[self._index].init)
        changed = [*numbers[:place], number, *numbers[place + 1 :]]
        self._set_init(spell_call(name, changed))

    def _set_init(self, init: str) -> None:
        self._edit(partial(sentences.change_start, self._index), init=init)

    def _on_bias_chosen(self, on: bool) -> None:
        self._edit(partial(sentences.change_layer_bias, self._index), bias=on)

    def _edit(self, label: Label, *, merge_key: str = "", **changes: object) -> None:
        if self._is_gone:  # what was being typed goes with its layer
            return
        self._lab.controller.edit(
            label, lambda state: with_layer(state, self._index, **changes), merge_key=merge_key
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            if not self._is_gone:
                self.show_layer()


def _formula(init: str, fans: tuple[int, int]) -> str:
    """Return the spread of an initialiser for a layer of these fans; '' if its numbers have fields of their own."""
    return "" if parse_call(init)[0] in _INIT_NUMBERS else texts.initializer_formula(init, *fans)


def _start_ranges(name: str, numbers: Sequence[float]) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return the least and the most that each number of an initialiser may be, its other number being what it is."""
    match name, numbers:
        case "normal", _:
            return (0.0, math.inf), _ANY_NUMBER
        case "uniform", (low, high):
            return (-math.inf, high), (low, math.inf)
    return _ANY_NUMBER, _ANY_NUMBER


def _show_numbers(rows: tuple[FieldRow, ...], numbers: tuple[float, ...]) -> None:
    """Show one row for each number, and hide the others."""
    for place, row in enumerate(rows):
        row.set_visible(place < len(numbers))
        if place < len(numbers):
            row.field.set_value(numbers[place])
