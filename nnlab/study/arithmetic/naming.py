"""What single cells are called: h₁, w₅, zo₂b, and of which sample where there are several."""

from nnlab.engine import NetworkSpec
from nnlab.study.arithmetic.equations import Link, Matrix, Role
from nnlab.study.small_digits import lowered, raised
from nnlab.study.symbols import symbols

# Up to so many weights are counted through the network, w₁ to w₈, as the notes do; beyond, w₁₂ is from 1 to 2.
MOST_COUNTED = 20

_BACKWARD = (Role.DY, Role.DZ, Role.DW, Role.DB, Role.DX)
_OF_LINKS = (Role.W, Role.B, Role.DW, Role.DB, Role.STATE, Role.CHANGE)


class CellNames:
    """The names of the cells of one step of `spec` over so many samples.

    Weights are counted unit by unit, so that those which lead to one unit follow each other, and biases by
    themselves: o₁ = h₁w₅ + h₂w₆ + b₃. In larger networks they have two indices and their layer's letter, wh₁₂ from
    x₁ to h₂; from the tenth unit on a comma parts them. A sample is a raised number in brackets, counted from 1
    within the batch.
    """

    def __init__(self, spec: NetworkSpec, samples: int) -> None:
        self._symbols = symbols(len(spec.layers))
        self._sizes = spec.sizes
        self._samples = samples
        self._weights, self._biases = [0], [0]
        for slots in spec.slots:
            self._weights.append(self._weights[-1] + slots.fan_in * slots.fan_out)
            self._biases.append(self._biases[-1] + (0 if slots.bias is None else slots.fan_out))
        self._counts = self._weights[-1] <= MOST_COUNTED

    def cell(self, matrix: Matrix, row: int, column: int) -> str:
        """Return the name of a cell of `matrix`, by its row and column as shown."""
        if matrix.transposed:
            row, column = column, row
        if matrix.role is Role.E:
            return "E"
        backward = "b" if matrix.role in _BACKWARD else ""
        if matrix.role not in _OF_LINKS:
            letters = matrix.name.removesuffix("b").lower()
            return f"{letters}{lowered(column + 1)}{backward}{self.sample(row)}"
        prefix = ""
        if matrix.role in (Role.STATE, Role.CHANGE):
            prefix = matrix.name[0] if matrix.role is Role.CHANGE else matrix.name[0].lower()
        name = self.link(Link(matrix.layer or 0, None if matrix.of_bias else row, column))
        return f"{prefix}{name}{backward}{'′' if matrix.is_new else ''}"

    def link(self, link: Link) -> str:
        """Return the name of a weight, or of a bias."""
        layer, source, target = link
        letter = "b" if source is None else "w"
        if self._counts:
            from_first = self._biases[layer] if source is None else self._weights[layer]
            within = target if source is None else target * self._sizes[layer] + source
            return f"{letter}{lowered(from_first + within + 1)}"
        letters = letter + self._symbols[layer].W[1:].lower()
        if source is None:
            return f"{letters}{lowered(target + 1)}"
        comma = "," if max(source, target) >= 9 else ""
        return f"{letters}{lowered(source + 1)}{comma}{lowered(target + 1)}"

    def unit(self, column: int, index: int, sample: int, *, summed: bool = False) -> str:
        """Return the name of a unit's output for one sample, or of its z if `summed`; column 0 are the inputs."""
        names = self._symbols[max(column - 1, 0)]
        letters = "x" if column == 0 else (names.Z if summed else names.Y).lower()
        return f"{letters}{lowered(index + 1)}{self.sample(sample)}"

    def target(self, index: int, sample: int) -> str:
        """Return the name of a target of one sample."""
        return f"t{lowered(index + 1)}{self.sample(sample)}"

    def sample(self, row: int) -> str:
        """Return what names the sample: nothing where there is only one."""
        return f"⁽{raised(row + 1)}⁾" if self._samples > 1 else ""
