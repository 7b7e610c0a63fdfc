"""The notes' symbols: what the matrices of a network are called in a script."""

from dataclasses import dataclass

_HIDDEN = "HMN"


@dataclass(frozen=True, slots=True)
class Symbols:
    """The names of one layer: what goes in, its weights and biases, Z = X W + B, and its outputs.

    A trailing b is the notes' "backward": Yb is dE/dY.
    """

    X: str
    W: str
    B: str
    Z: str
    Y: str

    @property
    def Wb(self) -> str:
        """The gradient of the weights."""
        return f"{self.W}b"

    @property
    def Bb(self) -> str:
        """The gradient of the biases."""
        return f"{self.B}b"

    @property
    def Yb(self) -> str:
        """The error of the outputs."""
        return f"{self.Y}b"


def symbols(layers: int) -> tuple[Symbols, ...]:
    """Return the names of each of so many layers.

    One layer is Y = X W + B. Up to three hidden layers are H, M and N before the output O, with WH, BH and so on; for
    more the notes have no letters, and layers are numbered: W1, B1, Y1.
    """
    if layers == 1:
        return (Symbols("X", "W", "B", "Z", "Y"),)
    if layers <= len(_HIDDEN) + 1:
        names = [*_HIDDEN[: layers - 1], "O"]
        return tuple(
            Symbols(X, f"W{Y}", f"B{Y}", f"Z{Y}", Y) for X, Y in zip(["X", *names], names, strict=False)
        )
    return tuple(
        Symbols(
            "X" if number == 1 else f"Y{number - 1}", f"W{number}", f"B{number}", f"Z{number}", f"Y{number}"
        )
        for number in range(1, layers + 1)
    )
