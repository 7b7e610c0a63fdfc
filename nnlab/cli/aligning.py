"""Columns of words side by side."""

from collections.abc import Sequence


def aligned(columns: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a table whose columns are aligned to the right."""
    widths = [max(map(len, column)) for column in columns]
    return [
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in zip(*columns, strict=True)
    ]
