"""The sums of the textbook network as formulas."""

from nnlab.desktop.widgets.parts.equation_model import Cell, Line, Piece, ScalarLine, ShownLine, ShownMatrix
from nnlab.desktop.widgets.parts.equation_samples import textbook_lines
from nnlab.study.small_digits import lowered


def scalar_lines() -> tuple[Line, ...]:
    """Return the sums of the textbook network as formulas, their pieces pointing at the cells of `textbook_lines`."""
    rows = []
    for unit, weights in enumerate((("w₁", "w₂"), ("w₃", "w₄"))):
        first, second = Cell(0, 2, 0, unit), Cell(0, 2, 1, unit)
        shown = textbook_lines()[0]
        assert isinstance(shown, ShownLine)
        x, w, b, z = (term.values for term in shown.terms if isinstance(term, ShownMatrix))
        rows.append(
            (
                Piece(f"h{lowered(unit + 1)}", Cell(0, 6, 0, unit)),
                Piece(" = "),
                Piece("i₁", Cell(0, 0, 0, 0)),
                Piece("·"),
                Piece(weights[0], first),
                Piece(" + "),
                Piece("i₂", Cell(0, 0, 0, 1)),
                Piece("·"),
                Piece(weights[1], second),
                Piece(" + "),
                Piece(f"b{lowered(unit + 1)}", Cell(0, 4, 0, unit)),
                Piece(" = "),
                Piece(f"{x[0, 0]}", Cell(0, 0, 0, 0)),
                Piece("·"),
                Piece(f"{w[0, unit]}", first),
                Piece(" + "),
                Piece(f"{x[0, 1]}", Cell(0, 0, 0, 1)),
                Piece("·"),
                Piece(f"{w[1, unit]}", second),
                Piece(" + "),
                Piece(f"{b[0, unit]}", Cell(0, 4, 0, unit)),
                Piece(" = "),
                Piece(f"{z[0, unit]:.4f}", Cell(0, 6, 0, unit)),
            )
        )
    return (ScalarLine("1", "hidden sum", tuple(rows)),)
