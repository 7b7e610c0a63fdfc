"""Tables of one's own on the command line: how one is opened, what was guessed is corrected, a network begins."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any

from nnlab.cli.aside import Aside
from nnlab.cli.table_report import many_words_text, outside_text, passed_over_text, taken_as_missing_text
from nnlab.data import Dataset
from nnlab.data.catalog import name_of
from nnlab.data.splits import Split
from nnlab.data.tabular.columns import describe_all
from nnlab.data.tabular.encoding import ODD_CELL
from nnlab.data.tabular.guessing import plan_as_words, plan_for_role, suits_classes, with_odd_missing
from nnlab.data.tabular.plan import ColumnPlan, Encoding, Role, TablePlan, TableSource
from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.sources import open_table_or_none
from nnlab.engine import GIVEN, EngineError, NetworkSpec
from nnlab.engine.errors import unknown_name
from nnlab.files.csv_table import DELIMITERS, ENCODINGS, CsvTable, mixes_encodings, parse_csv
from nnlab.files.errors import LoadError, visible
from nnlab.lessons import Preset
from nnlab.project import ProjectState, default_init, suited, with_config
from nnlab.project.settings import read_yes_or_no
from nnlab.project.spoken import number, shown, whole_number

_MOST_LISTED = 40
_RANGE = ".."
_MOST_DIGITS = 19
_DELIMITER_NAMES = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "space": " "}
_DECIMAL_NAMES = {"point": ".", "comma": ","}


def add_corrections(parser: Any) -> None:
    """Let what is guessed of a table be corrected by options of a command."""
    group = parser.add_argument_group("tables of one's own")
    group.add_argument(
        "--target",
        metavar="COLUMN",
        action="append",
        default=[],
        help="what is to be learned; may be repeated",
    )
    group.add_argument(
        "--ignore",
        metavar="COLUMN",
        action="append",
        default=[],
        help="a column to leave out, or columns like 'pixel*' or c7..c90; may be repeated",
    )
    group.add_argument(
        "--words",
        metavar="COLUMN",
        action="append",
        default=[],
        help="a column of words, or of classes, though numbers stand in it; may be repeated",
    )
    group.add_argument(
        "--missing",
        metavar="COLUMN",
        action="append",
        default=[],
        help="a column of numbers, or columns like '*', where cells that are no number count as missing; may be "
        "repeated",
    )
    group.add_argument("--delimiter", metavar="MARK", help=f"what parts cells: {', '.join(_DELIMITER_NAMES)}")
    group.add_argument("--decimal", metavar="MARK", help="the decimal mark: point or comma")
    group.add_argument("--encoding", metavar="NAME", help=f"of the text: {', '.join(ENCODINGS)}")
    group.add_argument(
        "--header-row",
        metavar="N",
        type=int,
        help="the line of the file that has the names of columns; lines above it are no data",
    )
    group.add_argument(
        "--last-row", metavar="N", type=int, help="the last line of the table; lines below it are no data"
    )
    group.add_argument("--no-header", action="store_true", help="the first row has no names of columns")
    add_split(group)


def add_split(parser: Any) -> None:
    """Let the shares that are left out of a training be said."""
    parser.add_argument(
        "--split",
        metavar="SHARES",
        type=split_of,
        help="samples left out of the training, like test=0.2,validation=0.1,seed=1,stratified=no",
    )


def split_of(text: str) -> Split:
    """Return the split that KEY=VALUE pairs between commas name. Raises ArgumentTypeError saying what is wrong."""
    fields: dict[str, Any] = {}
    try:
        for pair in filter(None, (pair.strip() for pair in text.split(","))):
            key, _, value = (word.strip() for word in pair.partition("="))
            if key in fields:
                raise EngineError(f"{key} is said twice.")
            match key:
                case "test" | "validation":
                    fields[key] = number(value)
                case "seed":
                    if value.isdecimal() and len(value) > _MOST_DIGITS:
                        raise EngineError(f"{shown(value)} is too large a number.")
                    fields[key] = whole_number(value)
                case "stratified":
                    fields[key] = read_yes_or_no(key, value)
                case _:
                    raise EngineError(f"{shown(key)} is none of test, validation, seed and stratified.")
        return Split(**fields)
    except ValueError as error:
        detail = (
            str(error).removesuffix(".")
            if isinstance(error, EngineError)
            else f"{shown(str(error))} is no number"
        )
        raise argparse.ArgumentTypeError(f"it takes shares like test=0.2,validation=0.1: {detail}") from None


def open_corrected(path: str, options: argparse.Namespace) -> TableSource | Dataset | None:
    """Return the table in a file, its guessed plan corrected; a data set where its header has roles; None for no table.

    Raises LoadError for a file that cannot be read, and EngineError for a column that the table does not have.
    """
    changes = _changes(options)
    correct = (lambda guessed: replace(guessed, **changes)) if changes else None
    opened = open_table_or_none(path, name=name_of(path), correct=correct)
    if isinstance(opened, TableSource) and options.encoding is None:
        _tell_mixed(opened)
    if not isinstance(opened, TableSource):
        return opened
    source = corrected(opened, options)
    if options.missing:
        print(f"nnlab: {taken_as_missing_text(source)}", file=Aside(sys.stderr))
    return source


def _tell_mixed(source: TableSource) -> None:
    """Say on stderr that some cells of a table are garbled, whichever one encoding it is read in."""
    encoding = source.plan.form.encoding
    if mixes_encodings(source.text, encoding):
        what = f"the table is read as {encoding}, but some of its lines are UTF-8 and garbled"
        told = f"nnlab: {what}. Save it as CSV in UTF-8, or say --encoding {encoding}."
        print(told, file=Aside(sys.stderr))


def tell_passed_over(opened: TableSource | Dataset | None, options: argparse.Namespace) -> None:
    """Say on stderr which lines and columns are left out that somebody may miss, unless options say so.

    Such columns are the one that would be the target, had it something to tell apart, and those of too many words.
    """
    if not isinstance(opened, TableSource):
        return
    bounds_said = options.header_row is not None or options.last_row is not None
    for sentence in (
        "" if bounds_said else outside_text(opened),
        "" if options.target else passed_over_text(opened),
        "" if options.ignore else many_words_text(opened),
    ):
        if sentence:
            print(f"nnlab: {sentence}", file=Aside(sys.stderr))


def corrected(source: TableSource, options: argparse.Namespace) -> TableSource:
    """Return a table with roles and split as the options say. Raises EngineError and LoadError."""
    plan = source.plan
    if options.target or options.ignore or options.words or options.missing:
        plan = _with_columns(parse_csv(source.text, plan.form), plan, options)
    if options.split is not None:
        plan = replace(plan, split=options.split)
    return replace(source, plan=plan)


def require_uncorrected(word: str, options: argparse.Namespace) -> None:
    """Raise EngineError where options say how a table is read, and what `word` names is none."""
    columns, form = (
        ("target", "ignore", "words", "missing"),
        ("delimiter", "decimal", "encoding", "no_header"),
    )
    for option in (*columns, *form, "header_row", "last_row"):
        if getattr(options, option):
            said = "--" + option.replace("_", "-")
            raise EngineError(f"{said} says how a table is read, but {shown(word)} is none: leave it out.")


def begin_with_table(preset: Preset | None, dataset: Dataset, seed: int | None) -> ProjectState:
    """Return an untrained network for a table: with hidden layers and training of `preset`, else one that suits.

    Outputs and loss are those that suit the targets.
    """
    state = suited(dataset)
    if preset is not None:
        hidden = (
            replace(layer, init=default_init(layer.activation) if layer.init == GIVEN else layer.init)
            for layer in preset.layers[:-1]
        )
        spec = NetworkSpec(state.spec.inputs, (*hidden, state.spec.layers[-1]), preset.dtype)
        config = replace(preset.training, loss=state.config.loss)
        state = ProjectState.begin(dataset, spec, config)
    return state if seed is None else with_config(state, seed=seed)


def prepared(opened: TableSource | Dataset, path: str) -> Dataset:
    """Return the data set that a table in the file at `path` becomes. Raises LoadError."""
    if not isinstance(opened, TableSource):
        return opened
    try:
        return prepare(opened, name_of(path))
    except LoadError as fault:
        if fault.code != ODD_CELL:
            raise
        message = f"{fault.message} --missing COLUMN and --words COLUMN do that."
        raise LoadError(fault.code, message, fault.detail) from fault


def _changes(options: argparse.Namespace) -> dict[str, Any]:
    """Return the fields of CsvForm that the options say. Raises EngineError for what is none."""
    changes: dict[str, Any] = {}
    if options.delimiter is not None:
        named = _DELIMITER_NAMES.get(options.delimiter, options.delimiter)
        changes["delimiter"] = _known("delimiter", named, options.delimiter, DELIMITERS, _DELIMITER_NAMES)
    if options.decimal is not None:
        named = _DECIMAL_NAMES.get(options.decimal, options.decimal)
        changes["decimal"] = _known(
            "decimal", named, options.decimal, _DECIMAL_NAMES.values(), _DECIMAL_NAMES
        )
    if options.encoding is not None:
        changes["encoding"] = _known("encoding", options.encoding, options.encoding, ENCODINGS, ENCODINGS)
    if options.no_header:
        changes.update(has_header=False, above=0)
    if options.header_row is not None:
        if options.no_header:
            raise EngineError("--header-row and --no-header say opposite things: leave one out.")
        changes.update(has_header=True, above=_line("--header-row", options.header_row) - 1)
    if options.last_row is not None:
        changes["last"] = _line("--last-row", options.last_row)
    return changes


def _line(option: str, number: int) -> int:
    """Return the number of a line. Raises EngineError for one that no file has."""
    if number < 1:
        raise EngineError(f"{option} takes the number of a line, 1 or more.")
    return number


def _known(what: str, value: str, said: str, allowed: Any, choices: Any) -> str:
    if value not in allowed:
        raise unknown_name(what, said, tuple(choices))
    return value


def _listed(names: Sequence[str]) -> tuple[str, ...]:
    """Return names of columns as a message lists them: not a thousand of them, and nothing invisible in them."""
    return tuple(visible(name) for name in names[:_MOST_LISTED])


def _columns_said(said: str, header: Sequence[str]) -> Sequence[str]:
    """Return the columns that a word of an option names: one, all like 'pixel*', or those from c7 to c90 as c7..c90.

    A column whose own name looks so is that one. Raises EngineError for a word that names none.
    """
    if said in header:
        return (said,)
    first, dots, last = said.partition(_RANGE)
    if dots and first in header and last in header:
        start, end = header.index(first), header.index(last)
        return header[min(start, end) : max(start, end) + 1]
    found = [name for name in header if fnmatchcase(name, said)]
    if not found:
        raise unknown_name("column", said, _listed(header))
    return found


def _with_columns(table: CsvTable, plan: TablePlan, options: argparse.Namespace) -> TablePlan:
    """Return the plan with targets in place of the guessed ones, columns left out, and columns of words."""
    ignored = {name for said in options.ignore for name in _columns_said(said, table.header)}
    for name in (*options.target, *options.words):
        if name not in table.header:
            raise unknown_name("column", name, _listed(table.header))
    facts = describe_all(table)
    columns = []
    for column, fact in zip(plan.columns, facts, strict=True):
        role = column.role
        if fact.name in options.target:
            role = Role.TARGET
        elif fact.name in ignored:
            role = Role.IGNORE
        elif options.target and role is Role.TARGET:
            role = Role.INPUT
        if fact.name in options.words:
            # Words of an ignored column are asked for to be learned from.
            said = role if fact.name in ignored or role is not Role.IGNORE else Role.INPUT
            column = plan_as_words(fact, said)
        elif role is not column.role or fact.name in (*options.target, *ignored):
            column = plan_for_role(fact, role)
        columns.append(column)
    for said in options.missing:
        columns = _with_odd_missing(columns, said, table.header)
    return replace(plan, columns=tuple(columns), classifies=suits_classes(columns, facts))


def _with_odd_missing(columns: list[ColumnPlan], said: str, header: Sequence[str]) -> list[ColumnPlan]:
    """Return plans in which cells that are no number count as missing in the columns that a word of --missing names.

    Raises EngineError for a column of words, which has no such cells, where it is named by itself.
    """
    names = _columns_said(said, header)
    for column in columns:
        if column.name == said and column.encoding is not Encoding.NUMBER:
            raise EngineError(f"--missing is for columns of numbers, and {shown(said)} is one of words.")
    return [
        with_odd_missing(column, True)
        if column.name in names and column.encoding is Encoding.NUMBER
        else column
        for column in columns
    ]
