"""The tables that ship with nnlab: CSV whose header says which columns are inputs and which are targets.

    # source: lecture note 001
    # task: bits
    row,in:a,in:b,out:8
    0,1,1,0

datasets/README.md describes the format for those who add a table.
"""

from functools import cache, partial

from nnlab import paths
from nnlab.data.dataset import Dataset
from nnlab.engine.errors import EngineError
from nnlab.engine.metrics import Task
from nnlab.files import limits
from nnlab.files.csv_table import parse_csv
from nnlab.files.errors import LoadError, quoted, shortened
from nnlab.files.reading import FileKind, open_untrusted

_INPUT = "in:"
_TARGET = "out:"
_ROW = "row"
_HEAD_BYTES = 1 << 16


@cache
def load_table(name: str) -> Dataset:
    """Return the shipped table datasets/<name>.csv, the same object every time. Raises only LoadError."""
    kind = FileKind("a data set of nnlab (CSV)", partial(parse_table, name), limits.CSV_BYTES)
    try:
        path = paths.datasets(f"{name}.csv")
    except FileNotFoundError as error:
        message = "nnlab's own data sets are missing. Nothing was changed. Install nnlab again."
        raise LoadError("not-found", message, str(error)) from error
    return open_untrusted(path, kind)


def parse_table(name: str, data: bytes) -> Dataset:
    """Return the data set `name` from the bytes of a CSV with column roles. Raises only LoadError."""
    table = parse_csv(data)
    task, source = _read_comments(table.comments)
    inputs, targets, rows = _columns_by_role(table.header)
    try:
        return Dataset.from_arrays(
            name,
            table.numbers(inputs),
            table.numbers(targets),
            task,
            input_names=[table.header[column].removeprefix(_INPUT).strip() for column in inputs],
            target_names=[table.header[column].removeprefix(_TARGET).strip() for column in targets],
            row_names=[cells[rows[0]] for cells in table.rows] if rows else None,
            source=source,
        )
    except EngineError as error:
        raise LoadError("table-content", shortened(str(error), 170), str(error)) from error


def has_roles(data: bytes) -> bool:
    """Return whether the header of a table says what its columns are for, judged by its first lines."""
    head = data[:_HEAD_BYTES]
    try:
        header = parse_csv(head if len(head) == len(data) else head[: head.rfind(b"\n") + 1]).header
    except LoadError:
        return False
    return all(any(name.startswith(role) for name in header) for role in (_INPUT, _TARGET))


def _read_comments(comments: tuple[str, ...]) -> tuple[Task, str]:
    """Return task and source from comment lines of the form 'key: value'."""
    notes = {
        key.strip(): value.strip()
        for key, colon, value in (line.partition(":") for line in comments)
        if colon
    }
    for key in ("task", "source"):
        if not notes.get(key):
            raise LoadError(
                "table-comment", f"The comment line '# {key}: …' is missing. Add it above the header."
            )
    try:
        return Task(notes["task"]), notes["source"]
    except ValueError:
        allowed = ", ".join(task.value for task in Task)
        what = f"The task {quoted(notes['task'])} is unknown. Write one of: {allowed}."
        raise LoadError("table-comment", what) from None


def _columns_by_role(header: tuple[str, ...]) -> tuple[list[int], list[int], list[int]]:
    """Return the positions of the input columns, the target columns and the row names (one or none)."""
    inputs = [column for column, name in enumerate(header) if name.startswith(_INPUT)]
    targets = [column for column, name in enumerate(header) if name.startswith(_TARGET)]
    rows = [0] if header[0] == _ROW else []
    with_role = {*inputs, *targets, *rows}
    for column, name in enumerate(header):
        if column not in with_role:
            what = (
                f"Column {quoted(name)} has no role. Name it 'in:…' or 'out:…'; only the first may be 'row'."
            )
            raise LoadError("table-header", what)
    if not inputs or not targets:
        missing = _TARGET if inputs else _INPUT
        raise LoadError("table-header", f"No column is named '{missing}…'. Name at least one so.")
    return inputs, targets, rows
