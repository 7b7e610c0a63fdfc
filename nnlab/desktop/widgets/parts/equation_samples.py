"""Sheets to look at an equation sheet with: a textbook network by hand, and one of 784 inputs."""

import numpy as np

from nnlab.desktop.widgets.parts.equation_model import Line, ShownLine, ShownMatrix, ShownSign
from nnlab.study.small_digits import lowered


class _Network:
    """Two layers of sigmoid neurons and one step of theirs, as plain arrays with axes and names."""

    def __init__(self, sizes: tuple[int, int, int], seed: int) -> None:
        draw = np.random.default_rng(seed)
        self.sizes = sizes
        self.values = {
            "X": draw.random((1, sizes[0])).round(3),
            "WH": draw.normal(0, 0.3, (sizes[0], sizes[1])),
            "BH": np.zeros((1, sizes[1])),
            "WO": draw.normal(0, 0.3, (sizes[1], sizes[2])),
            "BO": np.zeros((1, sizes[2])),
            "T": np.eye(1, sizes[2], 3 % sizes[2]),
        }

    def step(self) -> None:
        """Compute one step."""
        v = self.values
        v["ZH"] = v["X"] @ v["WH"] + v["BH"]
        v["H"] = 1 / (1 + np.exp(-v["ZH"]))
        v["ZO"] = v["H"] @ v["WO"] + v["BO"]
        v["O"] = 1 / (1 + np.exp(-v["ZO"]))
        v["E"] = np.array([[0.5 * np.sum((v["O"] - v["T"]) ** 2)]])
        v["Ob"] = (v["O"] - v["T"]) * v["O"] * (1 - v["O"])
        v["WOb"] = v["H"].T @ v["Ob"]
        v["Hb"] = v["Ob"] @ v["WO"].T * v["H"] * (1 - v["H"])
        v["WHb"] = v["X"].T @ v["Hb"]

    def matrix(self, name: str, *, turned: bool = False, result: bool = False, note: str = "") -> ShownMatrix:
        values = self.values[name]
        rows, columns = _AXES[name]
        if turned:
            values, rows, columns = values.T, columns, rows
        return ShownMatrix(
            name, values, rows, columns, turned, False, result, self._names(rows), self._names(columns), note
        )

    def _names(self, axis: str) -> tuple[str, ...]:
        if axis == "one":
            return ()
        size = self.sizes["iho".index(axis)]
        return tuple(f"{axis}{lowered(unit + 1)}" for unit in range(size))


_AXES = {
    "X": ("one", "i"), "WH": ("i", "h"), "BH": ("one", "h"), "ZH": ("one", "h"), "H": ("one", "h"),
    "WO": ("h", "o"), "BO": ("one", "o"), "ZO": ("one", "o"), "O": ("one", "o"), "T": ("one", "o"),
    "E": ("one", "one"), "Ob": ("one", "o"), "WOb": ("h", "o"), "Hb": ("one", "h"), "WHb": ("i", "h"),
}  # fmt: skip


def textbook_lines() -> tuple[Line, ...]:
    """Return the step of two inputs, two hidden neurons and two outputs that the notes do by hand."""
    network = _Network((2, 2, 2), 0)
    network.values |= {
        "X": np.array([[0.05, 0.10]]),
        "WH": np.array([[0.15, 0.25], [0.20, 0.30]]),
        "BH": np.array([[0.35, 0.35]]),
        "WO": np.array([[0.40, 0.50], [0.45, 0.55]]),
        "BO": np.array([[0.60, 0.60]]),
        "T": np.array([[0.01, 0.99]]),
    }
    return _lines_of(network)


def digits_lines() -> tuple[Line, ...]:
    """Return a step of 784 inputs, 64 hidden neurons and 10 outputs, random."""
    return _lines_of(_Network((784, 64, 10), 3))


def _lines_of(network: _Network) -> tuple[Line, ...]:
    network.step()
    m = network.matrix
    captions_and_terms: list[tuple[str, tuple[ShownMatrix | str, ...]]] = [
        ("hidden sum", (m("X"), "@", m("WH"), "+", m("BH"), "=", m("ZH", result=True))),
        ("activation", ("σ(", m("ZH"), ")", "=", m("H", result=True))),
        ("output sum", (m("H"), "@", m("WO"), "+", m("BO"), "=", m("ZO", result=True))),
        (
            "activation, error",
            ("σ(", m("ZO"), ")", "=", m("O", result=True), "against", m("T"), m("E", note="½ Σ (O − T)²")),
        ),
        ("error backward", ("(", m("O"), "−", m("T"), ")", "· O (1 − O)", "=", m("Ob", result=True))),
        ("weights of output", (m("H", turned=True), "@", m("Ob"), "=", m("WOb", result=True))),
        ("error to hidden", (m("Ob"), "@", m("WO", turned=True), "· H (1 − H)", "=", m("Hb", result=True))),
        ("weights of hidden", (m("X", turned=True), "@", m("Hb"), "=", m("WHb", result=True))),
    ]
    return tuple(
        ShownLine(str(number), caption, tuple(ShownSign(t) if isinstance(t, str) else t for t in terms))
        for number, (caption, terms) in enumerate(captions_and_terms, 1)
    )
