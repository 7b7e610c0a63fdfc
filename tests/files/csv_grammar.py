"""Tables made by a grammar, written in every way that spreadsheets and people do, with the truth beside them."""

import random
from dataclasses import dataclass, replace

from nnlab.files.csv_cells import shows_mark
from nnlab.files.csv_table import DELIMITERS, MISSING_WORDS, CsvForm
from nnlab.files.csv_units import without_unit

_KOREAN = ("서울", "부산 바다", "강아지", "붉은 꽃", "애벌레", "무당벌레")
_WESTERN = ("café", "Köln", "señor", "naïve")
_PLAIN = (
    "red",
    "blue",
    "cat",
    "lady bird",
    "x",
    "it's",
    "A1",
    "12 apples",
    "1.2.3",
    "=sum",
    'say "hi"',
)
_UNITS = ("%", " %", "kg", " km/h", "$")  # with each number of a column; the last stands before it
_UNITS_ELSEWHERE = {"cp1252": ("€", " °C"), "latin-1": ("£", " m²")}
_KOREAN_UNITS = ("원", " 점", "℃")
_SUMMARIES = ("Average", "total", "Mean")
_TWO_LINES = "a\nb"
_PLAIN_KINDS = ("whole", "real", "word")
_ENDS = ("\n", "\r\n", "\r")
_BODY_ENCODINGS = {"cp949": _KOREAN, "cp1252": _WESTERN, "latin-1": _WESTERN}


@dataclass(frozen=True, slots=True)
class Made:
    """A text and what it means.

    `numbers` has for each column its numbers, None for a missing cell, or None for a column of words; `units` what
    stands with them, '' where nothing does. `tells` says
    whether the text shows its own form; else only whoever knows it can read it. `fault` is the code that a reader must
    give, with the number of the row in it, or "" for a sound table.
    """

    data: bytes
    form: CsvForm
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_numbers: tuple[int, ...]
    numbers: tuple[tuple[float | None, ...] | None, ...]
    units: tuple[str, ...]
    tells: bool
    fault: str = ""
    fault_row: int = 0


def made_table(rng: random.Random) -> Made:
    """Return a table: columns of numbers and of words, with all that makes reading hard."""
    delimiter, decimal = rng.choice(DELIMITERS), rng.choice(".,")
    encoding = rng.choice(("utf-8", "utf-8", "utf-8-sig", "cp949", "utf-16", "cp1252", "latin-1"))
    form = CsvForm(encoding, delimiter, decimal, rng.random() < 0.7)
    width = rng.choice((1, 2, 2, 3, 3, 4, 6))
    # A word among numbers tells a column of words from one of numbers that is merely missing.
    kinds = [rng.choice(("whole", "real", "word", "unit")) for _ in range(width)]
    kinds = [_unit(rng, form) if kind == "unit" else kind for kind in kinds]
    rows = [[_cell(rng, kind, form) for kind in kinds] for _ in range(rng.randint(1, 24))]
    rows = [row if any(text for text, _ in row) else [("x", None), *row[1:]] for row in rows]
    if any(row[0] == ("x", None) for row in rows):
        kinds[0] = "word"
    header = tuple(f"{rng.choice(_names(form))}{place}" for place in range(width))
    return _written(rng, form, kinds, rows, header)


def broken_table(rng: random.Random) -> Made:
    """Return a table with one row that cannot be read: it has another number of cells, or a stray quotation mark."""
    whole = made_table(rng)
    text = whole.data.decode(whole.form.encoding).removeprefix("\ufeff")
    end = next((end for end in ("\r\n", "\n", "\r") if end in text), "\n")
    if any(end in cell for row in whole.rows for cell in row):  # then lines are not rows
        return whole
    texts = text.split(end)
    at = rng.randrange(len(whole.rows))
    row = whole.row_numbers[at]
    is_alone = len(whole.rows) == 1 and not whole.form.has_header
    if rng.random() < 0.5 and not is_alone:
        texts[row - 1] += whole.form.delimiter + "7"
        is_first = at == 0 and not whole.form.has_header
        code, told = "csv-ragged", whole.row_numbers[1] if is_first else row
    else:
        texts[row - 1] = '"a"b' + whole.form.delimiter + texts[row - 1]
        code, told = "csv-syntax", row
    data = _encoded(end.join(texts), whole.form.encoding)
    return replace(whole, data=data, fault=code, fault_row=told)


def _names(form: CsvForm) -> tuple[str, ...]:
    if form.encoding in ("cp1252", "latin-1"):
        return ("name", "größe", "année")
    return ("name", "길이", "width", "품종")


def _unit(rng: random.Random, form: CsvForm) -> str:
    """Return a kind of cells: numbers with one unit, which is what the kind is called."""
    if form.delimiter == " ":  # where lines are of plain numbers
        return "real"
    return rng.choice((*_UNITS, *_UNITS_ELSEWHERE.get(form.encoding, _KOREAN_UNITS)))


def _cell(rng: random.Random, kind: str, form: CsvForm) -> tuple[str, float | None]:
    """Return the text of a cell and its number; no number for a missing one and for words."""
    if rng.random() < 0.06:
        return rng.choice(MISSING_WORDS), None
    if kind == "word":
        words = (*_PLAIN, *_BODY_ENCODINGS.get(form.encoding, _KOREAN))
        # Where blanks part cells, lines are looked at one by one.
        return rng.choice(words if form.delimiter == " " else (*words, _TWO_LINES)), None
    if kind == "whole" or (kind not in _PLAIN_KINDS and rng.random() < 0.5):
        number = rng.choice((rng.randint(-9, 9), rng.randint(0, 1), rng.randint(1000, 9_999_999)))
        grouped = number >= 1000 and rng.random() < 0.5
        text = f"{number:,}" if grouped else rng.choice(("", "", "+" if number >= 0 else "")) + str(number)
    else:
        number = round(rng.uniform(-2000, 2000), rng.randint(1, 5))
        text = rng.choice((repr(number), f"{number:.3e}" if kind == "real" else repr(number)))
        number = float(text)
    if form.decimal == ",":
        text = text.translate({ord("."): ",", ord(","): "."})
    if kind in _PLAIN_KINDS:
        return text, float(number)
    return (_before(kind, text) if kind in "$€£" else text + kind), float(number)


def _before(sign: str, number: str) -> str:
    """Return a price with the sign before it: -$3."""
    return number[0] + sign + number[1:] if number[0] in "+-" else sign + number


def _written(
    rng: random.Random,
    form: CsvForm,
    kinds: list[str],
    cells: list[list[tuple[str, float | None]]],
    header: tuple[str, ...],
) -> Made:
    end, quotes_all = rng.choice(_ENDS), rng.random() < 0.2
    told = [f"sep={form.delimiter}"] if rng.random() < 0.15 and form.delimiter != " " else []
    lines = told + [
        f"# note {rng.randint(0, 99)}, of; many | words" for _ in range(rng.choice((0, 0, 0, 1, 2)))
    ]
    if rng.random() < 0.2:
        lines.append("")
    is_framed = form.has_header and len(kinds) > 2 and form.delimiter != " "
    if is_framed and rng.random() < 0.3:
        lines += _titles(rng, form, len(kinds), quotes_all)
        form = replace(form, above=len(lines))
    if form.has_header:
        lines.append(_line(rng, header, form, quotes_all))
    numbers: list[int] = []
    for row in cells:
        if rng.random() < 0.05:
            lines.append(rng.choice(("", "  ")))
        lines.append(_line(rng, [text for text, _ in row], form, quotes_all))
        numbers.append(len(lines))
    if is_framed and rng.random() < 0.3:
        form = replace(form, last=len(lines))
        lines += _ends_of_sheets(rng, form, len(kinds), quotes_all)
    text = end.join(lines) + rng.choice(("", end, end * 3))
    columns = tuple(
        None if kind == "word" else tuple(row[place][1] for row in cells) for place, kind in enumerate(kinds)
    )
    return Made(
        data=_encoded(text, form.encoding),
        form=form,
        header=header if form.has_header else tuple(f"column {n}" for n in range(1, len(kinds) + 1)),
        rows=tuple(tuple(text for text, _ in row) for row in cells),
        row_numbers=tuple(numbers),
        numbers=columns,
        units=tuple(_shown_unit(kind, [row[place][1] for row in cells]) for place, kind in enumerate(kinds)),
        tells=_tells(form, kinds, cells, is_told=bool(told)),
    )


def _titles(rng: random.Random, form: CsvForm, width: int, quotes_all: bool) -> list[str]:
    """Return lines of one text each, with empty ones among them, as they stand above the names of a printed table."""
    titles = [f"Class {rng.randint(1, 9)}, results; term {rng.randint(1, 2)}"]
    titles += rng.choice(((), ("",), ("as of June",), ("", "as of June", "")))
    return [_line(rng, [title] + [""] * (width - 1), form, quotes_all) for title in titles]


def _ends_of_sheets(rng: random.Random, form: CsvForm, width: int, quotes_all: bool) -> list[str]:
    """Return lines that are no data below it: what columns come to, and a note."""
    named = rng.choice(
        _SUMMARIES if form.encoding in ("cp1252", "latin-1") else (*_SUMMARIES, "평 균", "합계")
    )
    rows = [[named, "12", *[""] * (width - 2)]]
    if rng.random() < 0.4:
        rows.append(["* without guests"] + [""] * (width - 1))
    return [_line(rng, row, form, quotes_all) for row in rows]


def _encoded(text: str, encoding: str) -> bytes:
    return text.encode(encoding)


def _line(rng: random.Random, cells: "tuple[str, ...] | list[str]", form: CsvForm, quotes_all: bool) -> str:
    pad = " " if form.delimiter != " " and rng.random() < 0.1 else ""
    return (form.delimiter + pad).join(_quoted(cell, form, quotes_all, len(cells)) for cell in cells)


def _quoted(cell: str, form: CsvForm, quotes_all: bool, width: int) -> str:
    needs = (
        form.delimiter in cell
        or '"' in cell
        or "\n" in cell
        or cell.startswith("#")
        or (not cell and width == 1)
    )
    needs = needs or (form.delimiter == " " and (not cell or " " in cell))
    return '"' + cell.replace('"', '""') + '"' if needs or quotes_all else cell


def _shown_unit(kind: str, numbers: list[float | None]) -> str:
    return "" if kind in _PLAIN_KINDS or set(numbers) == {None} else kind.strip()


def _tells(
    form: CsvForm, kinds: list[str], cells: list[list[tuple[str, float | None]]], *, is_told: bool
) -> bool:
    """Return whether a reader who is told nothing can find the form: a person could, too."""
    texts = [text for row in cells for text, _ in row]
    if len(kinds) < 2 and not is_told:
        return False  # nothing is between cells
    if form.delimiter == " " and (
        len(cells) < 2 or any(number is None for row in cells for _, number in row)
    ):
        return False  # blanks are within words as well
    if form.decimal == "," and not any(shows_mark(without_unit(text)[0], ",") for text in texts):
        return False
    if form.has_header:
        return True
    return any(number is not None for _, number in cells[0])  # names are no numbers
