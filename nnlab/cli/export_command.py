"""`nnlab export`: the weights of a project, in the format that the name of the new file asks for."""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nnlab.cli.adding import add_command
from nnlab.cli.spoken import shown
from nnlab.engine import EngineError, Parameters
from nnlab.export import ExportedNetwork, c_header, csv_tables, json_text, npz_archive
from nnlab.files import pack, parse_csv, parse_npz, read_archive, write_atomically
from nnlab.project.nnlab_file import load_project

_EXAMPLES = """\
examples:
  nnlab export mine.nnlab weights.npz     numpy.load gives W1, b1, W2 ...
  nnlab export mine.nnlab network.json    readable, every digit
  nnlab export mine.nnlab tables.zip      one table (CSV) a layer, for a spreadsheet
  nnlab export mine.nnlab network.h       plain C99, for a microcontroller
  nnlab export mine.nnlab layer1.csv      the table of a network of one layer
"""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser's commands."""
    export = add_command(
        commands,
        "export",
        help="write the weights of a project for other programs",
        description="Write the weights of a project for other programs. The name of the new file says how: .npz, "
        ".json, .zip, .csv or .h.",
        epilog=_EXAMPLES,
    )
    export.add_argument("project", metavar="FILE", help="a project file (.nnlab)")
    export.add_argument("out", metavar="OUT", help="the file to write")


def run(options: argparse.Namespace) -> int:
    """Obey `nnlab export` and return the exit code.

    Raises LoadError for a file that is no project, EngineError for a format that there is not, and SaveError.
    """
    suffix = Path(options.out).suffix.lower()
    if suffix not in _WRITERS:
        kinds = ", ".join(_WRITERS)
        raise EngineError(
            f"a name that ends in one of {kinds} is needed, but {shown(options.out)} was given."
        )
    project = load_project(options.project)
    write, validate = _WRITERS[suffix]
    data = project.data
    network = ExportedNetwork(
        project.parameters, _fitting(data.input_names, project.parameters, 0), data.target_names or ()
    )
    write_atomically(options.out, write(network), validate=validate)
    return 0


def _fitting(names: tuple[str, ...] | None, parameters: Parameters, column: int) -> tuple[str, ...]:
    """Return the names of a column of neurons, or none where pixels have no names."""
    return names if names is not None and len(names) == parameters.spec.sizes[column] else ()


def _zipped(network: ExportedNetwork) -> bytes:
    return pack(csv_tables(network))


def _single_table(network: ExportedNetwork) -> bytes:
    tables = list(csv_tables(network).values())
    if len(tables) > 1:
        raise EngineError(
            f"the network has {len(tables)} layers, a table each: give a name that ends in .zip."
        )
    return tables[0]


_WRITERS: dict[str, tuple[Callable[[ExportedNetwork], bytes], Callable[[bytes], object]]] = {
    ".npz": (npz_archive, parse_npz),
    ".json": (json_text, json.loads),
    ".zip": (_zipped, read_archive),
    ".csv": (_single_table, parse_csv),
    ".h": (c_header, bytes.decode),
}
