"""Where a table begins and ends in a spreadsheet: below titles, and above averages and notes."""

from collections.abc import Sequence

from nnlab.files.csv_cells import is_missing, is_number
from nnlab.files.csv_guessing import guess_header

Numbered = Sequence[tuple[int, Sequence[str]]]  # the numbers of lines, and their cells

_MOST_ABOVE, _MOST_BELOW = 8, 6
_LEAST_WIDTH = 3  # of two cells, one may well be empty
_SUMMARIES = frozenset(
    (
        *(
            "평균",
            "평균값",
            "합계",
            "계",
            "총계",
            "소계",
            "총합",
            "표준편차",
            "편차",
            "최고",
            "최저",
            "최대",
            "최소",
        ),
        *(
            "최댓값",
            "최솟값",
            "중앙값",
            "average",
            "mean",
            "avg",
            "avg.",
            "sum",
            "total",
            "totals",
            "subtotal",
        ),
        *("grandtotal", "std", "stdev", "standarddeviation", "median"),
    )
)
_NOTES = ("※", "*", "주)", "주:", "출처", "source:", "note:", "notes:")


def guess_bounds(records: Numbered) -> tuple[int, int]:
    """Return how many lines stand above a table, and the number of its last line: 0 where it goes on to the end.

    Above are titles: lines of one text alone, before the first line whose cells all have a text and which names the
    columns below it. Below are lines that are called a sum, an average and the like, or begin as a note.
    """
    below = _below(records)
    above = _above(records[: len(records) - below])
    last = records[-below - 1][0] if below else 0
    return above, last


def _above(records: Numbered) -> int:
    for at, (number, cells) in enumerate(records[: _MOST_ABOVE + 1]):
        if len(cells) >= _LEAST_WIDTH and all(map(_is_text, cells)):
            same = [cells for _, cells in records[at:] if len(cells) == len(records[at][1])]
            return number - 1 if at and len(same) > 1 and guess_header(same) else 0
        if not _is_title(cells):
            return 0
    return 0


def _below(records: Numbered) -> int:
    """Return how many rows at the end are no data; never the first two, names and a sample."""
    count = 0
    for at in range(len(records) - 1, max(1, len(records) - 1 - _MOST_BELOW), -1):
        cells = records[at][1]
        if _is_note(cells) or _is_summary(cells, records[:at]):
            count = len(records) - at
        else:
            break
    return count


def _is_text(cell: str) -> bool:
    return not is_missing(cell) and not is_number(cell)


def _is_title(cells: Sequence[str]) -> bool:
    valued = [cell for cell in cells if cell.strip()]
    return len(valued) == 1 and _is_text(valued[0])


def _is_note(cells: Sequence[str]) -> bool:
    valued = [cell.strip().casefold() for cell in cells if cell.strip()]
    return len(valued) == 1 and valued[0].startswith(_NOTES)


def _is_summary(cells: Sequence[str], before: Numbered) -> bool:
    """Return whether a row is called a sum or the like, by a word that no row before has in this column."""
    for place, cell in enumerate(cells):
        word = "".join(cell.split()).casefold()
        if word in _SUMMARIES and any(map(is_number, cells)):
            return all(len(row) <= place or row[place].strip() != cell.strip() for _, row in before)
    return False
