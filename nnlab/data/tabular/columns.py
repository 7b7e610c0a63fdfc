"""What stands in a column of a table: numbers or words, how many different ones, and where values are missing."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum

from nnlab.files.csv_cells import is_missing, is_number, parse_number, plain_number
from nnlab.files.csv_table import CsvTable
from nnlab.files.csv_units import common_unit, parse_amount, without_unit
from nnlab.files.patience import Cancelled, check

# Among so many numbers, with one decimal mark or the other, a cell that is none is a slip of the pen: it is named, and
# makes no column of words, which would silently name the rows or be ignored.
_SHARE_OF_NUMBERS = 0.5
_POINT = "."
_MOST_WORDS = 100
_MOST_PLACES = 10
_CODE = re.compile(r"[+-]?0\d")  # of an account, of a place: no number begins so
# A few kinds of cells, each there again and again, that numbers alone do not tell apart: 1, 2, A, B, or 01 and 1.
_MOST_CODES = 20
_LEAST_OF_EACH = 2
_SHORT_WORD = re.compile(r"\w[\w.+-]{0,3}")
_MOST_SPELLINGS = 4 * _MOST_CODES  # 1, 1.0 and 1e0 are of one kind


class Kind(Enum):
    """What the cells of a column are."""

    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """What is found in a column.

    name           as the header has it
    kind           numbers where half the cells with a value or more are, with whichever decimal mark; but a few codes,
                   such as 1, 2, A and B, or 01 and 1, are words
    count          cells with a value
    distinct       how many different ones there are; numbers are compared by value
    words          the different ones as text, the commonest first, at most a hundred
    missing        cells without a value: empty, or a word such as NA (files.csv_cells.MISSING_WORDS)
    first_missing  the numbers of the first rows in the file where a value is missing, ten at most
    odd            the first rows, likewise, whose cell is no number although the column is of numbers
    odd_count      how many such cells there are
    is_numeric     whether every cell with a value is a number, also where they are taken for words
    whole          whether all its numbers are whole
    least, greatest, mean  of its numbers; None where there are none
    unit           what stands with its numbers, as % or 원; '' where nothing does, or they are words
    """

    name: str
    kind: Kind
    count: int
    distinct: int
    words: tuple[str, ...]
    missing: int
    first_missing: tuple[int, ...]
    odd: tuple[int, ...]
    odd_count: int
    is_numeric: bool
    whole: bool
    least: float | None
    greatest: float | None
    mean: float | None
    unit: str = ""

    @property
    def is_binary(self) -> bool:
        """Whether the column holds nothing but the numbers 0 and 1."""
        return (
            self.kind is Kind.NUMBER and not self.odd and self.whole and {self.least, self.greatest} <= {0, 1}
        )


def unit_of(table: CsvTable, column: int) -> str:
    """Return the unit in which the column at this position, counted from 0, has its numbers; '' where it has none."""
    return common_unit(cells[column] for cells in table.rows)


def describe(table: CsvTable, column: int) -> ColumnFacts:
    """Return what stands in the column at this position, counted from 0."""
    unit = unit_of(table, column)
    empty: list[int] = []
    no_numbers: list[int] = []
    numbers: list[float] = []
    texts: Counter[str] = Counter()
    misread = 0  # numbers, but for their decimal mark
    for row, cells in zip(table.row_numbers, table.rows, strict=True):
        cell = cells[column]
        if is_missing(cell):
            empty.append(row)
            continue
        texts[cell.strip()] += 1
        number = parse_amount(cell, table.decimal, unit)
        if number is None:
            no_numbers.append(row)
            misread += is_number(without_unit(cell)[0] if unit else cell)
        else:
            numbers.append(number)
    count = len(table.rows) - len(empty)
    of_numbers = bool(numbers) and len(numbers) + misread >= _SHARE_OF_NUMBERS * count
    codes = _codes(texts, table.decimal) if of_numbers and not misread and not unit else None
    of_numbers = of_numbers and codes is None
    values = Counter(numbers) if of_numbers else codes or texts
    common = [word for word, _ in values.most_common(_MOST_WORDS)]
    return ColumnFacts(
        name=table.header[column],
        kind=Kind.NUMBER if of_numbers else Kind.TEXT,
        count=count,
        distinct=len(values),
        words=tuple(word if isinstance(word, str) else spelled(word) for word in common),
        missing=len(empty),
        first_missing=tuple(empty[:_MOST_PLACES]),
        odd=tuple(no_numbers[:_MOST_PLACES]) if of_numbers else (),
        odd_count=len(no_numbers) if of_numbers else 0,
        is_numeric=bool(numbers) and not no_numbers,
        whole=of_numbers and all(map(float.is_integer, numbers)),
        least=min(numbers) if of_numbers else None,
        greatest=max(numbers) if of_numbers else None,
        mean=_mean(numbers) if of_numbers else None,
        unit=unit if of_numbers else "",
    )


def describe_all(table: CsvTable, cancelled: Cancelled | None = None) -> tuple[ColumnFacts, ...]:
    """Return what stands in each column. Raises LoadError only when `cancelled`, which is asked before each."""
    facts = []
    for column in range(len(table.header)):
        check(cancelled)
        facts.append(describe(table, column))
    return tuple(facts)


def word_of(cell: str, decimal: str) -> str:
    """Return the word that a cell stands for where words are told apart: 1, 1.0 and 1e0 are one.

    Only spellings of exactly the same value are one word. What a number would not tell, as the twentieth digit or the
    zeros of 007, stays as it is written.
    """
    plain, number = plain_number(cell, decimal), parse_number(cell, decimal)
    if plain is None or number is None or _CODE.match(plain):
        return cell.strip()
    word = spelled(number)
    try:
        return word if Decimal(word) == Decimal(plain) else cell.strip()
    except InvalidOperation:  # an exponent beyond all bounds
        return cell.strip()


def spelled(number: float) -> str:
    """Return a number as a word, to its last digit: without a point where it is whole."""
    return repr(number + 0.0).removesuffix(".0")  # no minus before a zero


def _codes(texts: Counter[str], decimal: str) -> Counter[str] | None:
    """Return the words among the cells of a column of numbers, if it is one of codes instead; else None.

    A word that stands there once is a slip of the pen, and a long one is no code: such cells are named, as among any
    numbers.
    """
    if len(texts) > _MOST_SPELLINGS:
        return None
    words: Counter[str] = Counter()
    for cell, times in texts.items():
        words[word_of(cell, decimal)] += times
    if len(words) > _MOST_CODES or words.total() < _LEAST_OF_EACH * len(words):
        return None
    numbers = {word: parse_number(word, _POINT) for word in words}
    odd = [word for word, number in numbers.items() if number is None]
    if not odd:
        return words if len(words) > len(set(numbers.values())) else None
    whole = all(number is None or number.is_integer() for number in numbers.values())
    again = all(words[word] >= _LEAST_OF_EACH and _SHORT_WORD.fullmatch(word) for word in odd)
    return words if whole and again else None


def _mean(numbers: list[float]) -> float:
    """Return the mean, finite also where the sum would not be."""
    count = len(numbers)
    return sum(number / count for number in numbers)
