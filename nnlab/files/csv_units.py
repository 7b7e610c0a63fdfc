"""Numbers as people write them into a spreadsheet: 86%, 7,215원, 12.5 kg, $30. A column has one unit, or none."""

import re
from collections import Counter
from collections.abc import Iterable

from nnlab.files.csv_cells import is_missing, is_number, parse_number

_SIGNS = "%‰°℃℉$€£¥₩￦"
_BEFORE = re.compile(r"([+-]?)[ ]?([$€£¥₩￦])[ ]?([0-9.,]++)")
_AFTER = re.compile(rf"""([+-]?[0-9.,]++)[ ]?([{_SIGNS}]|[{_SIGNS}]?[^\W\d_][^\s\d.,;:"']{{0,7}})""")
_SHARES = ("%", "‰")  # a number without the sign may be the share itself: 0.86
# What numbers a class, a day or a place counts nothing: such cells are words.
_ORDINALS = frozenset(
    (
        *(
            "반",
            "학년",
            "학기",
            "번",
            "번째",
            "호",
            "조",
            "년",
            "년도",
            "월",
            "일",
            "시",
            "교시",
            "등",
            "등급",
            "급",
            "위",
        ),
        *("번지", "차", "차시", "기", "회차", "단계", "단원", "과", "층", "동", "호선", "호기", "호차"),
        *("st", "nd", "rd", "th"),
    )
)
_SHARE_OF_CELLS = 0.5  # of those with a value; the others are slips of the pen, and are named


def without_unit(cell: str) -> tuple[str, str]:
    """Return the number in a cell as it is written, and its unit: ('7,215', '원'). Another cell is its own, of no unit.

    What only numbers things, as 3반 or 2학년, has no unit.
    """
    text = cell.strip()
    if text[-1:].isdecimal():  # m² ends with none
        found = _BEFORE.fullmatch(text)
        number, unit = (found[1] + found[3], found[2]) if found else (text, "")
    else:
        found = _AFTER.fullmatch(text)
        number, unit = (found[1], found[2]) if found else (text, "")
    return (number, unit) if unit and unit not in _ORDINALS and is_number(number) else (cell, "")


def parse_amount(cell: str, decimal: str, unit: str) -> float | None:
    """Return the number in a cell of a column that has this unit ('' for none), or None when it is no finite number.

    The unit may be left out, as in 0 among prices, but for that of a share.
    """
    if unit:
        number, own = without_unit(cell)
        if own == unit:
            return parse_number(number, decimal)
        if own or unit in _SHARES:
            return None
    return parse_number(cell, decimal)


def common_unit(cells: Iterable[str]) -> str:
    """Return the unit of a column: the only one that its cells show, and most of those with a value; else ''."""
    count, units = 0, Counter[str]()
    for cell in cells:
        if is_missing(cell):
            continue
        count += 1
        unit = without_unit(cell)[1]
        if unit:
            units[unit] += 1
            if len(units) > 1:
                return ""
    return next((unit for unit, times in units.items() if times >= _SHARE_OF_CELLS * count), "")
