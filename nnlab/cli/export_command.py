"""`nnlab export`: the weights of a project, in the format that the name of the new file asks for."""

import argparse
from pathlib import Path
from typing import Any

from nnlab.cli.adding import add_command
from nnlab.cli.spoken import shown
from nnlab.engine import EngineError
from nnlab.export import FORMATS, exported_file, formats_for
from nnlab.files import write_atomically
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
    kinds = formats_for(Path(options.out).suffix)
    if not kinds:
        suffixes = ", ".join(dict.fromkeys(kind.suffix for kind in FORMATS))
        raise EngineError(
            f"a name that ends in one of {suffixes} is needed, but {shown(options.out)} was given."
        )
    project = exported_file(load_project(options.project), title=Path(options.project).stem)
    write_atomically(options.out, kinds[0].write(project), validate=kinds[0].validate)
    return 0
