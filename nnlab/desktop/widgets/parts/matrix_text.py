"""A number or a small matrix as one types it: "1.1", or rows as in "1, 2; 3, 4"."""

import re

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from nnlab.desktop.words.numbers import format_number, parse_number

MOST_SIDE = 8  # rows and columns
LONGEST = 4000  # characters; more than the largest matrix needs
_DIGITS = 12
_BRACKETS = re.compile(r"[\[\](){}]")
_TIGHT_COMMA = re.compile(r"(?<=\d),(?=\d)")

translate = QCoreApplication.translate  # a name that lupdate knows


def matrix_text(values: NDArray[np.float64], digits: int = _DIGITS) -> str:
    """Return a number () as '1.1', a matrix (r, c) as '1, 2; 3, 4', with so many digits: what `parse_matrix` reads."""
    if values.ndim == 0:
        return format_number(float(values), digits, trim=True)
    rows = np.atleast_2d(values).tolist()
    text = "; ".join(", ".join(format_number(value, digits, trim=True) for value in row) for row in rows)
    return f"[{text}]" if len(rows) == len(rows[0]) == 1 else text


def parse_matrix(text: str) -> NDArray[np.float64]:
    """Return the number (), or the matrix (r, c) of at most 8 × 8, that `text` means; it is read-only.

    Rows end with ';' or a new line; cells are apart by commas or spaces, and brackets around all of it are welcome. A
    comma between two digits is a decimal comma where nothing else tells: in '0,5' and in '0,5 1,5', not in '1,2; 3,4'.
    Raises ValueError with a sentence for the user, in the language of the interface.
    """
    if len(text) > LONGEST:
        raise ValueError(
            translate("matrix_text", "That is too long. A matrix has at most 8 rows and columns.")
        )
    plain = text.strip().replace("\t", " ")
    is_matrix = bool(re.search(r"[;\n\[({]", plain))
    rows = [_cells(row, commas_part=is_matrix) for row in re.split(r";\s*\n|[;\n]", _rows_of(plain))]
    while len(rows) > 1 and rows[-1] == []:  # after a last ';'
        del rows[-1]
    if not is_matrix and len(rows) == 1 and len(rows[0]) < 2:
        value = np.array(parse_number("".join(rows[0])))
    else:
        value = np.array(_numbers(rows))
    value.flags.writeable = False
    return value


def _rows_of(plain: str) -> str:
    """Return the text without brackets; where one row's ends and the next one's begins, a row ends."""
    return _BRACKETS.sub(" ", re.sub(r"[\])}]\s*,?\s*[\[({]", ";", plain))


def _cells(row: str, *, commas_part: bool) -> list[str]:
    """Return the texts of the cells of a row; in a decimal comma the comma stays."""
    words = row.split()
    tight = [len(_TIGHT_COMMA.findall(word)) for word in words]
    loose = any("," in _TIGHT_COMMA.sub("", word) for word in words) or "," in words
    points = "." in row
    if not commas_part and not loose and not points and max(tight, default=0) == 1:
        return words  # '0,5', or '0,5 1,5'
    parts = row.split(",") if "," in row else words
    cells = [part.strip() for part in parts]
    if "," in row and cells and cells[-1] == "":
        del cells[-1]
    return [word for cell in cells for word in (cell.split() or [""])]


def _numbers(rows: list[list[str]]) -> list[list[float]]:
    """Return the numbers of the cells; refuses rows of several lengths, and more than can be shown."""
    lengths = {len(row) for row in rows}
    if len(rows) > MOST_SIDE or max(lengths) > MOST_SIDE:
        raise ValueError(translate("matrix_text", "A matrix has at most 8 rows and 8 columns here."))
    numbers = [[parse_number(cell) for cell in row or [""]] for row in rows]
    if len(lengths) > 1:
        sentence = translate(
            "matrix_text", "The rows have different lengths. Write rows of equal length, as in 1, 2; 3, 4."
        )
        raise ValueError(sentence)
    return numbers
