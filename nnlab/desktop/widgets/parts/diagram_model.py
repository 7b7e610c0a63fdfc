"""What the network diagram shows and what it asks for: references, wishes, structure, numbers and marks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from nnlab.desktop.colors import symmetric_limit
from nnlab.desktop.words.unit_names import unit_names


@dataclass(frozen=True, slots=True)
class NeuronRef:
    """One unit: column 0 is the input, column k the output of layer k - 1."""

    column: int
    index: int

    def fits(self, sizes: tuple[int, ...]) -> bool:
        """Tell whether a network of `sizes` has it."""
        return 0 <= self.column < len(sizes) and 0 <= self.index < sizes[self.column]


@dataclass(frozen=True, slots=True)
class LinkRef:
    """One weight, weights[layer][source, target]."""

    layer: int
    source: int
    target: int

    def fits(self, sizes: tuple[int, ...]) -> bool:
        """Tell whether a network of `sizes` has it."""
        within = 0 <= self.layer < len(sizes) - 1 and self.source >= 0 and self.target >= 0
        return within and self.source < sizes[self.layer] and self.target < sizes[self.layer + 1]


@dataclass(frozen=True, slots=True)
class LayerResize:
    """The wish that layer `layer` (0 is the first hidden one) have `units` units."""

    layer: int
    units: int


@dataclass(frozen=True, slots=True)
class LayerInsert:
    """The wish for a new hidden layer that becomes layer `position`."""

    position: int


@dataclass(frozen=True, slots=True)
class LayerRemove:
    """The wish that layer `layer` go."""

    layer: int


class ButtonKind(Enum):
    """What a small button of the diagram does to a hidden layer."""

    FEWER = "fewer"
    MORE = "more"
    REMOVE = "remove"
    INSERT = "insert"


@dataclass(frozen=True, slots=True)
class ButtonRef:
    """One small button; `layer` is the layer it changes, or the position an INSERT makes."""

    kind: ButtonKind
    layer: int


Hit = NeuronRef | LinkRef | ButtonRef | None


def neuron_limit(values: NDArray[np.floating]) -> float:
    """Return the end of a column's scale: 1, or more if a value is larger."""
    return max(1.0, symmetric_limit(values))


@dataclass(frozen=True, slots=True)
class Structure:
    """What fixes the places: `sizes` with the inputs first, one activation per layer, names, biases.

    Raises ValueError if the lengths do not agree.
    """

    sizes: tuple[int, ...]
    activations: tuple[str, ...]
    input_labels: tuple[str, ...] = ()
    output_labels: tuple[str, ...] = ()
    biased: tuple[bool, ...] = ()
    names: tuple[tuple[str, ...], ...] = field(init=False, compare=False)  # of the units of every column

    def __post_init__(self) -> None:
        layers = len(self.sizes) - 1
        if layers < 1 or min(self.sizes) < 1:
            raise ValueError(
                f"A network needs inputs and a layer of at least one unit each, not {self.sizes}."
            )
        for name, given, wanted in (
            ("activations", self.activations, (layers,)),
            ("input labels", self.input_labels, (0, self.sizes[0])),
            ("output labels", self.output_labels, (0, self.sizes[-1])),
            ("biased", self.biased, (0, layers)),
        ):
            if len(given) not in wanted:
                raise ValueError(f"{len(given)} {name} were given, {wanted[-1]} are needed.")
        names = unit_names(self.sizes, self.input_labels, self.output_labels)
        object.__setattr__(self, "names", names)

    def has_bias(self, layer: int) -> bool:
        """Tell whether layer `layer` adds a bias; without a word about it, it does."""
        return self.biased[layer] if self.biased else True

    def unit_name(self, column: int, index: int) -> str:
        """Return the name of a unit."""
        return self.names[column][index]

    def weight_name(self, ref: LinkRef) -> str:
        """Return the name of a weight, 'w a→h3'."""
        source, target = self.unit_name(ref.layer, ref.source), self.unit_name(ref.layer + 1, ref.target)
        return f"w {source}→{target}"


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """The numbers on show: weights (in, out), biases (out,) or None, neurons (units,) of every column.

    `gradients` holds (dW, db) per layer. The arrays are kept, not copied.
    """

    weights: tuple[NDArray[np.floating], ...]
    biases: tuple[NDArray[np.floating] | None, ...]
    neurons: tuple[NDArray[np.floating], ...]
    gradients: tuple[tuple[NDArray[np.floating], NDArray[np.floating] | None], ...] | None = None
    limits: tuple[float, ...] = field(init=False)  # the largest magnitude in each weight matrix

    def __post_init__(self) -> None:
        object.__setattr__(self, "limits", tuple(map(symmetric_limit, self.weights)))

    @property
    def limit(self) -> float:
        """The largest magnitude of all weights: the end of the scale that all links share."""
        return max(self.limits)

    def require_fit(self, sizes: tuple[int, ...]) -> None:
        """Raise ValueError unless every array has the shape that a network of `sizes` gives it."""
        matrices, vectors = list(pairwise(sizes)), [(units,) for units in sizes]
        checks: list[tuple[str, Sequence[NDArray[np.floating] | None], Sequence[tuple[int, ...]]]] = [
            ("weights", self.weights, matrices),
            ("biases", self.biases, vectors[1:]),
            ("neuron values", self.neurons, vectors),
        ]
        if self.gradients is not None:
            checks.append(("weight gradients", tuple(dW for dW, _ in self.gradients), matrices))
            checks.append(("bias gradients", tuple(db for _, db in self.gradients), vectors[1:]))
        for name, arrays, wanted in checks:
            given = [None if array is None else array.shape for array in arrays]
            if len(given) != len(wanted) or any(
                a not in (None, b) for a, b in zip(given, wanted, strict=True)
            ):
                raise ValueError(f"The {name} have the shapes {given}; the network needs {wanted}.")

    def equals(self, other: "Values") -> bool:
        """Tell whether the numbers are those of `other`, of the same network. NaN equals nothing."""
        if (self.gradients is None) != (other.gradients is None):
            return False
        mine, theirs = (
            [*v.neurons, *v.biases, *v.weights, *(array for pair in v.gradients or () for array in pair)]
            for v in (self, other)
        )
        return all(
            a is b or (a is not None and b is not None and np.array_equal(a, b))
            for a, b in zip(mine, theirs, strict=True)
        )


@dataclass(frozen=True, slots=True, eq=False)
class UnitMaps:
    """What every unit of a column answers over all inputs: `values` (units, rows, columns), the first row the lowest.

    `limit` is the value of the strongest colour. The array is kept, not copied.
    """

    values: NDArray[np.floating]
    limit: float


@dataclass(frozen=True, slots=True)
class Highlight:
    """What one operation of a training step is about. `layer` k joins columns k and k + 1.

    `layers` are those whose weights take part, `column` is what it computes, if those are values of neurons.
    Only the first `known` columns (all, if None) have been computed in this step.
    """

    layers: frozenset[int] = frozenset()
    column: int | None = None
    known: int | None = None

    def require_fit(self, columns: int) -> None:
        """Raise ValueError if a network of so many columns lacks one of the layers, or the column."""
        if not self.layers <= set(range(columns - 1)) or self.column not in (None, *range(columns)):
            raise ValueError(
                f"A network of {columns} columns has no layers {sorted(self.layers)} or no column {self.column}."
            )

    def is_pending(self, column: int) -> bool:
        """Tell whether this step has yet to compute the values of `column`."""
        return self.known is not None and column >= self.known


@dataclass(frozen=True, slots=True)
class Marks:
    """What is pointed at, chosen or lit, beside the numbers. `layer` k joins columns k and k + 1.

    `lit` are single links and units that stand out because of what is pointed at elsewhere.
    """

    hovered: Hit = None
    focused: NeuronRef | None = None
    selected_layer: int | None = None
    highlight: Highlight | None = None
    dead_units: frozenset[tuple[int, int]] = frozenset()
    lit: frozenset[NeuronRef | LinkRef] = frozenset()
    binary_inputs: bool = False
    editable: bool = True

    def lights(self, layer: int) -> bool:
        """Tell whether the weights of `layer` stand out: all do unless an operation is shown."""
        return self.highlight is None or layer in self.highlight.layers

    def is_pending(self, column: int) -> bool:
        """Tell whether the step that is shown has yet to compute the values of `column`."""
        return self.highlight is not None and self.highlight.is_pending(column)
