"""What is read of a network diagram: numbers of units and links, tooltips, and the words at its columns."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from nnlab.desktop.widgets.parts.diagram_layout import Layout
from nnlab.desktop.widgets.parts.diagram_model import (
    ButtonKind,
    ButtonRef,
    Hit,
    LinkRef,
    Marks,
    NeuronRef,
    Structure,
    Values,
)
from nnlab.desktop.widgets.readout import Pair
from nnlab.desktop.words.numbers import format_count, format_number

translate = QCoreApplication.translate  # a name that lupdate knows

_UNKNOWN = "—"


@dataclass(frozen=True, slots=True)
class Reading:
    """Reads a network that is shown with its numbers and marks."""

    structure: Structure
    values: Values
    marks: Marks

    def of_weight(self, ref: LinkRef) -> list[Pair]:
        """Return a weight and, where it is known, its gradient."""
        values = self.values
        weight = float(values.weights[ref.layer][ref.source, ref.target])
        pairs = [(self.structure.weight_name(ref), format_number(weight, 4))]
        if values.gradients is not None:
            slope = float(values.gradients[ref.layer][0][ref.source, ref.target])
            pairs.append(("dW", format_number(slope)))
        return pairs

    def of_unit(self, ref: NeuronRef) -> list[Pair]:
        """Return what a unit has, unless a step has yet to compute it, with its bias, and whether it ever fires."""
        values, structure = self.values, self.structure
        name = structure.unit_name(ref.column, ref.index)
        known = not self.marks.is_pending(ref.column)
        value = format_number(float(values.neurons[ref.column][ref.index]), 4) if known else _UNKNOWN
        if ref.column == 0:
            return [(name, value)]
        layer = ref.column - 1
        pairs = [(f"{name}  {structure.activations[layer]}", value)]
        bias = values.biases[layer]
        if bias is not None and structure.has_bias(layer):
            pairs.append((translate("NetworkDiagram", "bias"), format_number(float(bias[ref.index]))))
        else:
            pairs.append(("", translate("NetworkDiagram", "no bias")))
        if (ref.column, ref.index) in self.marks.dead_units:
            pairs.append(("", translate("NetworkDiagram", "never fires")))
        return pairs


def tip(hit: Hit, structure: Structure, marks: Marks) -> str:
    """Return the tooltip of what is pointed at, '' where the readout says enough."""
    match hit:
        case ButtonRef(ButtonKind.INSERT, _):
            return translate("NetworkDiagram", "Insert a hidden layer here")
        case ButtonRef(ButtonKind.REMOVE, _):
            return translate("NetworkDiagram", "Remove this layer (Delete)")
        case ButtonRef(ButtonKind.MORE, _):
            return translate("NetworkDiagram", "More units in this layer (+)")
        case ButtonRef(ButtonKind.FEWER, layer) if structure.sizes[layer + 1] == 1:
            return translate("NetworkDiagram", "Remove this layer (−)")
        case ButtonRef(ButtonKind.FEWER, _):
            return translate("NetworkDiagram", "Fewer units in this layer (−)")
        case NeuronRef(column, index) if (column, index) in marks.dead_units:
            return translate(
                "NetworkDiagram",
                "This unit never fires: its value is 0 for every sample, so it does not learn.",
            )
    return ""


def captions(structure: Structure, layout: Layout) -> tuple[str, ...]:
    """Return one caption per column: the activation above neurons, also the count below a grid."""
    last = len(layout.columns) - 1
    texts = []
    for number, column in enumerate(layout.columns):
        activation = structure.activations[number - 1] if number else ""
        if not column.shown:
            texts.append("")
            continue
        if column.grid is None:
            texts.append(activation)
            continue
        if number == 0:
            text = translate("NetworkDiagram", "{count} inputs")
        elif number == last:
            text = translate("NetworkDiagram", "{count} outputs, {activation}")
        else:
            text = translate("NetworkDiagram", "{count} hidden, {activation}")
        texts.append(text.format(count=format_count(column.units), activation=activation))
    return tuple(texts)
