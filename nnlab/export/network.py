"""What is exported: the parameters of a network, and the names of what goes in and comes out."""

from dataclasses import dataclass

from nnlab.engine import EngineError, Parameters


@dataclass(frozen=True, eq=False, slots=True)
class ExportedNetwork:
    """A trained network with the names of its inputs and outputs; names left out are x1, x2 … and y1, y2 …

    Raises EngineError when there are as many names as neurons neither of one nor of the other.
    """

    parameters: Parameters
    input_names: tuple[str, ...] = ()
    output_names: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        spec = self.parameters.spec
        for field, letter, count in (("input_names", "x", spec.inputs), ("output_names", "y", spec.outputs)):
            names = getattr(self, field) or tuple(f"{letter}{number}" for number in range(1, count + 1))
            if len(names) != count:
                raise EngineError(f"{len(names)} names were given to {count} neurons.")
            object.__setattr__(self, field, names)

    def names_of(self, column: int) -> tuple[str, ...]:
        """Return the names of a column of neurons: 0 is the input, k the output of layer k, counted from 1."""
        sizes = self.parameters.spec.sizes
        if column == 0:
            return self.input_names
        if column == len(sizes) - 1:
            return self.output_names
        return tuple(f"h{column}.{number}" for number in range(1, sizes[column] + 1))
