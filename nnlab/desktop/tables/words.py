"""What the window says about tables: names of roles, scales and encodings, and what a table will be."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from nnlab.data import Dataset
from nnlab.data.tabular.columns import ColumnFacts, Kind
from nnlab.data.tabular.guessing import Useless
from nnlab.data.tabular.plan import ColumnPlan, Encoding, Missing, Role, Scaling
from nnlab.desktop.words.numbers import format_count, format_number
from nnlab.engine import Task

translate = QCoreApplication.translate  # a name that lupdate knows

_WORDS_SHOWN = 8
_ODD_SHOWN = 5
_NAMES_SHOWN = 3
_LINES_SHOWN = 6


def role_name(role: Role) -> str:
    """Return what a column is for, in a word."""
    return {
        Role.INPUT: translate("tables", "input"),
        Role.TARGET: translate("tables", "target"),
        Role.NAME: translate("tables", "row name"),
        Role.IGNORE: translate("tables", "ignored"),
    }[role]


def role_note(role: Role) -> str:
    """Return what that means."""
    return {
        Role.INPUT: translate("tables", "the network sees it"),
        Role.TARGET: translate("tables", "the network learns to answer it"),
        Role.NAME: translate("tables", "names the rows; nothing is learned from it"),
        Role.IGNORE: translate("tables", "left out"),
    }[role]


def encoding_name(encoding: Encoding) -> str:
    """Return how cells become numbers, in a word."""
    return {
        Encoding.NUMBER: translate("tables", "as a number"),
        Encoding.ONE_HOT: translate("tables", "one-hot"),
        Encoding.LABEL: translate("tables", "label number"),
    }[encoding]


def encoding_note(encoding: Encoding) -> str:
    """Return what that means."""
    return {
        Encoding.NUMBER: translate("tables", "as it is"),
        Encoding.ONE_HOT: translate("tables", "a column for each value, 1 where it stands"),
        Encoding.LABEL: translate("tables", "one column: the place of the value in the list of all, from 0"),
    }[encoding]


def scaling_name(scaling: Scaling) -> str:
    """Return a scale, in a word."""
    return {
        Scaling.NONE: translate("tables", "none"),
        Scaling.UNIT: translate("tables", "0 – 1"),
        Scaling.STANDARD: translate("tables", "standard"),
    }[scaling]


def scaling_note(scaling: Scaling) -> str:
    """Return what that means."""
    return {
        Scaling.NONE: translate("tables", "the numbers of the table"),
        Scaling.UNIT: translate("tables", "least to largest becomes 0 to 1"),
        Scaling.STANDARD: translate("tables", "mean 0, standard deviation 1"),
    }[scaling]


def missing_name(missing: Missing) -> str:
    """Return what becomes of cells without a value, in a word or two."""
    return {
        Missing.REFUSE: translate("tables", "refuse"),
        Missing.DROP: translate("tables", "leave the row out"),
        Missing.FILL: translate("tables", "fill in"),
        Missing.OWN: translate("tables", "a value of its own"),
    }[missing]


def missing_note(missing: Missing) -> str:
    """Return what that means."""
    return {
        Missing.REFUSE: translate("tables", "the table is not opened until the cell has a value"),
        Missing.DROP: translate("tables", "rows without this value are no samples"),
        Missing.FILL: translate("tables", "the mean of the training samples, or the commonest word"),
        Missing.OWN: translate("tables", "“?” counts as one more value"),
    }[missing]


def delimiter_name(delimiter: str) -> str:
    """Return what parts the cells of a row."""
    names = {
        ",": translate("tables", "comma"),
        ";": translate("tables", "semicolon"),
        "\t": translate("tables", "tab"),
        "|": translate("tables", "bar"),
        " ": translate("tables", "blanks"),
    }
    return names.get(delimiter, delimiter)


def header_line(line: int) -> str:
    """Return where the names of columns stand: in a line of the file, 1 for the first row, 0 for nowhere."""
    if line < 2:
        return translate("tables", "first row") if line else translate("tables", "no line")
    return translate("tables", "line {line}").format(line=format_count(line))


def last_line(line: int) -> str:
    """Return with which line of the file a table ends, 0 for the last one."""
    if not line:
        return translate("tables", "at the end")
    return translate("tables", "line {line}").format(line=format_count(line))


def lines_outside(lines: Sequence[int]) -> str:
    """Say which lines of the file are no part of the table."""
    listed = ", ".join(format_count(line) for line in lines[:_LINES_SHOWN])
    listed += " …" if len(lines) > _LINES_SHOWN else ""
    return translate("tables", "outside the table: line {lines}").format(lines=listed)


def decimal_name(decimal: str) -> str:
    """Return what stands before decimals."""
    return {".": translate("tables", "point, 0.5"), ",": translate("tables", "comma, 0,5")}[decimal]


def text_encoding_name(encoding: str) -> str:
    """Return how a reader calls an encoding of text."""
    names = {
        "utf-8": "UTF-8",
        "utf-8-sig": translate("tables", "UTF-8, marked"),
        "cp949": translate("tables", "Korean (CP949)"),
        "utf-16": "UTF-16",
        "cp1252": translate("tables", "Western (CP1252)"),
        "latin-1": translate("tables", "Western (Latin-1)"),
    }
    return names.get(encoding, encoding)


# -- columns ---------------------------------------------------------------------------------------------


def column_notes(
    fact: ColumnFacts, plan: ColumnPlan, missing: int, why: Useless | None = None
) -> tuple[str, ...]:
    """Return the lines that stand over a column: what it holds, what becomes of it, and how much is missing.

    `why` says why nothing is guessed to be learned from it, where that is so.
    """
    lines = [_kind(fact)]
    if plan.role in (Role.INPUT, Role.TARGET):
        lines.append(_treatment(plan))
    elif plan.role is Role.IGNORE and why is not None:
        lines.append(why_left_out(why))
    if missing:
        lines.append(missing_count(missing))
    return tuple(lines)


def why_left_out(why: Useless) -> str:
    """Say in two words or three why nothing is learned from a column."""
    return {
        Useless.ONE_VALUE: translate("tables", "always the same"),
        Useless.COUNTS_ROWS: translate("tables", "counts the rows"),
        Useless.MANY_WORDS: translate("tables", "too many words"),
    }[why]


def many_words(names: Sequence[str]) -> str:
    """Say which columns are left out for their many different words."""
    listed = ", ".join(_cut(name) for name in names[:_NAMES_SHOWN])
    if len(names) > _NAMES_SHOWN:
        listed += " …"
    return translate("tables", "left out for too many different words: {names}").format(names=listed)


def _kind(fact: ColumnFacts) -> str:
    if fact.kind is Kind.TEXT:
        words = translate("tables", "1 word") if fact.distinct == 1 else translate("tables", "{count} words")
        return words.format(count=format_count(fact.distinct))
    if fact.least is None or fact.greatest is None:
        return translate("tables", "numbers")
    return f"{_short(fact.least)} – {_short(fact.greatest)} {fact.unit}".rstrip()


def _treatment(plan: ColumnPlan) -> str:
    if plan.encoding is Encoding.NUMBER or plan.scaling is not Scaling.NONE:
        if plan.scaling is Scaling.NONE:
            return translate("tables", "as it is")
        return scaling_name(plan.scaling)
    return encoding_name(plan.encoding)


def missing_count(count: int) -> str:
    """Say how many cells of a column have no value."""
    text = translate("tables", "1 missing") if count == 1 else translate("tables", "{count} missing")
    return text.format(count=format_count(count))


def column_holds(fact: ColumnFacts) -> str:
    """Say what stands in a column, in a line or two."""
    if fact.kind is Kind.NUMBER and fact.least is not None and fact.greatest is not None:
        text = translate("tables", "Numbers from {least} to {greatest}, mean {mean}; {count} different")
        if fact.unit:
            text = translate(
                "tables", "Numbers from {least} to {greatest} “{unit}”, mean {mean}; {count} different"
            )
        return text.format(
            unit=fact.unit,
            least=_short(fact.least),
            greatest=_short(fact.greatest),
            mean=_short(fact.mean or 0.0),
            count=format_count(fact.distinct),
        )
    words = ", ".join(_cut(word) for word in fact.words[:_WORDS_SHOWN])
    if fact.distinct > _WORDS_SHOWN:
        words += " …"
    if fact.distinct == 1:
        return translate("tables", "One word: {words}").format(words=words)
    text = translate("tables", "{count} words: {words}")
    return text.format(count=format_count(fact.distinct), words=words)


def place_in_file(number: int, name: str, cell: str) -> str:
    """Say where a cell without a value is, and what it holds."""
    if cell.strip():
        text = translate("tables", "line {line}, column {name}, “{cell}”")
        return text.format(line=format_count(number), name=_cut(name), cell=_cut(cell))
    text = translate("tables", "line {line}, column {name} is empty")
    return text.format(line=format_count(number), name=_cut(name))


def odd_cells(fact: ColumnFacts) -> str:
    """Say how many cells of a column of numbers are none, and where they are."""
    lines = ", ".join(format_count(line) for line in fact.odd[:_ODD_SHOWN])
    lines += "" if fact.odd_count <= _ODD_SHOWN else " …"
    if fact.odd_count == 1:
        return translate("tables", "1 cell is no number: line {lines}").format(lines=lines)
    text = translate("tables", "{count} cells are no numbers: lines {lines}")
    return text.format(count=format_count(fact.odd_count), lines=lines)


def take_as_missing(cells: int) -> str:
    """Name the way out where cells of columns of numbers are none."""
    if cells == 1:
        return translate("tables", "Treat the cell as missing")
    return translate("tables", "Treat {count} cells as missing").format(count=format_count(cells))


def filled_in() -> str:
    """Say in a word or two that a value was not measured."""
    return translate("tables", "filled in")


def filled_in_tip(words: Sequence[str]) -> str:
    """Say what stands for a cell without a value, of `words` or of numbers."""
    if words:
        return translate("tables", "Not measured: filled in with the commonest word of the training samples")
    return translate("tables", "Not measured: filled in with the mean of the training samples")


def amounts_or_classes(fact: ColumnFacts) -> str:
    """Ask what a few whole numbers are that are to be learned."""
    return translate("tables", "{count} whole numbers, taken for amounts. Are they classes?").format(
        count=format_count(fact.distinct)
    )


# -- what it will be -------------------------------------------------------------------------------------


def whole_size(dataset: Dataset) -> int:
    """Return how many samples all parts have together."""
    parts = (dataset, dataset.validation, dataset.test)
    return sum(len(part.inputs) for part in parts if part is not None)


def will_be(dataset: Dataset) -> str:
    """Say what the network will learn from: samples, inputs, and what it answers."""
    samples, inputs = whole_size(dataset), len(dataset.input_names)
    return " · ".join(
        (
            _counted(samples, translate("tables", "1 sample"), translate("tables", "{count} samples")),
            _counted(inputs, translate("tables", "1 input"), translate("tables", "{count} inputs")),
            _answers(dataset),
        )
    )


def _answers(dataset: Dataset) -> str:
    outputs = len(dataset.target_names)
    match dataset.task:
        case Task.CLASSES:
            return translate("tables", "classification in {count} classes").format(count=outputs)
        case Task.BITS if outputs == 1:
            return translate("tables", "classification: yes or no")
        case Task.BITS:
            return translate("tables", "classification: {count} times yes or no").format(count=outputs)
        case _ if outputs == 1:
            return translate("tables", "regression: 1 number")
        case _:
            return translate("tables", "regression: {count} numbers").format(count=outputs)


def part_name(part: str) -> str:
    """Return what a part of the samples is called: 'training', 'validation' or 'test'."""
    return {
        "training": translate("tables", "training"),
        "validation": translate("tables", "validation"),
        "test": translate("tables", "test"),
    }[part]


def parts(dataset: Dataset) -> str:
    """Say how many samples each part has."""
    named = {"training": dataset, "validation": dataset.validation, "test": dataset.test}
    return " · ".join(
        f"{part_name(name)} {format_count(len(part.inputs))}"
        for name, part in named.items()
        if part is not None
    )


def left_out(rows: int) -> str:
    """Say that rows of the table are no samples, for want of a value."""
    return _counted(rows, translate("tables", "1 row left out"), translate("tables", "{count} rows left out"))


def size(rows: int, columns: int) -> str:
    """Say how large a table is."""
    return " · ".join(
        (
            _counted(rows, translate("tables", "1 row"), translate("tables", "{count} rows")),
            _counted(columns, translate("tables", "1 column"), translate("tables", "{count} columns")),
        )
    )


def no_target() -> str:
    """Say that nothing is to be learned yet, and how that is chosen."""
    return translate(
        "tables", "No column is the target yet. Click the one to be learned, and choose “target”."
    )


def no_input() -> str:
    """Say that there is nothing to learn from, and how that is chosen."""
    return translate(
        "tables", "No column is an input yet. Click one that helps to answer, and choose “input”."
    )


def open_table(name: str) -> str:
    """Name the undo step that puts a table on the bench."""
    return translate("tables", "Open the table {name}").format(name=name)


def change_columns() -> str:
    """Name the undo step that makes other inputs and targets of the table on the bench."""
    return translate("tables", "Change the columns")


def change_split() -> str:
    """Name the undo step that leaves other samples out of the training."""
    return translate("tables", "Change the split")


def opened(name: str, dataset: Dataset) -> str:
    """Say what was opened."""
    return f"{name}: {will_be(dataset)} · {parts(dataset)}"


def pasted_name() -> str:
    """Return the name of a table that comes from the clipboard."""
    return translate("tables", "pasted table")


def nothing_to_paste() -> str:
    """Say that the clipboard holds no table, and how to come by one."""
    return translate(
        "tables",
        "The clipboard holds no table. Copy two columns and two rows of a spreadsheet, or more, and paste again.",
    )


def _counted(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(count=format_count(count))


def _short(value: float) -> str:
    return format_number(value, 4, trim=True)


def _cut(word: str, longest: int = 24) -> str:
    line = " ".join(word.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"


def joined(lines: Sequence[str]) -> str:
    """Return the sentences that say something, one after the other."""
    return " · ".join(filter(None, lines))
