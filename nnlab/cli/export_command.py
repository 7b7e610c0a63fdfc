"""`nnlab export`: the weights of a project, in the format that the name of the new file asks for."""

import argparse
import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from nnlab.cli.adding import add_command
from nnlab.cli.aside import Aside
from nnlab.cli.outputs import require_output
from nnlab.data import Dataset, MissingDataError
from nnlab.engine import EngineError
from nnlab.export import FORMATS, ExportFormat, csv_tables, exported_file, formats_for
from nnlab.files import parse_csv, write_atomically
from nnlab.files.errors import named, not_saved, reason_of
from nnlab.project.nnlab_file import load_project
from nnlab.project.restored_data import restored_data
from nnlab.project.saved import SavedProject
from nnlab.project.spoken import shown

_EXAMPLES = """\
examples:
  nnlab export mine.nnlab weights.npz     numpy.load gives W1, b1, W2 ...
  nnlab export mine.nnlab network.json    readable, every digit
  nnlab export mine.nnlab tables.zip      one table (CSV) a layer, for a spreadsheet
  nnlab export mine.nnlab tables/         the same tables in a folder
  nnlab export mine.nnlab network.onnx    for onnxruntime and Netron; needs nnlab[formats]
  nnlab export mine.nnlab net.safetensors for load_state_dict of PyTorch
  nnlab export mine.nnlab network.h       plain C99, for a microcontroller
  nnlab export mine.nnlab layer1.csv      the table of a network of one layer
  nnlab export mine.nnlab predict.py      a script in the notes' symbols
  nnlab export mine.nnlab train.py --as numpy-train
  nnlab export mine.nnlab diagram.svg     the network as a picture, also .png
  nnlab export mine.nnlab report.html     a page to print or to hand in, in Korean with --language ko
  nnlab export mine.nnlab sheet.html --as worksheet     the next step to compute by hand, and its key
"""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser's commands."""
    export = add_command(
        commands,
        "export",
        help="write the weights of a project for other programs",
        description="Write the weights of a project for other programs. The name of the new file says how: .npz, "
        ".json, .zip, .csv, .onnx, .safetensors, .h or .py; .html is a report, .svg and .png are pictures.",
        epilog=_EXAMPLES + _kinds(),
    )
    export.add_argument("project", metavar="FILE", help="a project file (.nnlab)")
    export.add_argument("out", metavar="OUT", help="the file to write")
    export.add_argument(
        "--as", dest="key", metavar="KEY", help="which of the files that end so, where there are several"
    )
    export.add_argument(
        "--language", choices=("en", "ko"), default="en", help="the language of reports and pictures"
    )


def run(options: argparse.Namespace) -> int:
    """Obey `nnlab export` and return the exit code.

    Raises LoadError for a file that is no project, EngineError for a format that there is not, and SaveError.
    """
    if options.key is None and _is_folder(options.out):
        return _write_tables(options)
    kind = _chosen(options.out, options.key)
    require_output("OUT", options.out, reads=(options.project,))
    project = load_project(options.project)
    dataset, missing = _samples(project) if kind.wants_data else (None, "")
    title = Path(options.project).stem
    content = kind.content(exported_file(project, dataset, title=title, language=options.language))
    write_atomically(options.out, content, validate=kind.validate)
    if missing:
        print(f"nnlab: {missing} {named(options.out)} was written without them.", file=Aside(sys.stderr))
    return 0


def _is_folder(out: str) -> bool:
    """Return whether a folder is meant: it ends as one, or is there and has no suffix of a file."""
    return out.endswith(("/", os.sep)) or (os.path.isdir(out) and not formats_for(Path(out).suffix))


def _write_tables(options: argparse.Namespace) -> int:
    """Write the table of each layer into a folder, which is made if it is not there.

    All of them are on the disk before the first takes its name. A table of another, deeper network would be read as a
    layer of this one, so a folder that holds such is refused.
    """
    project = exported_file(load_project(options.project))
    project.require_finite()
    tables, folder = csv_tables(project.network), Path(options.out)
    strange = [path.name for path in sorted(folder.glob("layer*.csv")) if path.name not in tables]
    if strange:
        what = f"{named(folder)} holds {strange[0]}, which is no layer of this network"
        raise EngineError(f"{what}. Remove it, or choose another folder. Nothing was written.")
    try:
        folder.mkdir(exist_ok=True)
        with TemporaryDirectory(prefix=".nnlab-", dir=folder) as aside:
            for name, table in tables.items():
                write_atomically(Path(aside) / name, table, validate=parse_csv)
            for name in tables:
                os.replace(Path(aside) / name, folder / name)
    except OSError as error:
        reason = reason_of(error)
        raise not_saved(folder.name, reason.code, reason.what, str(error)) from error
    return 0


def _kinds() -> str:
    """Return the list of formats among which `--as` chooses, for the help."""
    lines = [
        f"  {kind.key:<15} {kind.suffix}  {kind.phrase}"
        for kind in FORMATS
        if len(formats_for(kind.suffix)) > 1
    ]
    return "\n".join(["\n--as KEY is one of these, without it the first that ends so:", *lines, ""])


def _chosen(out: str, key: str | None) -> ExportFormat:
    """Return the format for a name and a key. Raises EngineError where there is none."""
    kinds = formats_for(Path(out).suffix)
    if not kinds:
        suffixes = ", ".join(dict.fromkeys(kind.suffix for kind in FORMATS))
        raise EngineError(f"a name that ends in one of {suffixes} is needed, but {shown(out)} was given.")
    if key is None:
        return kinds[0]
    for kind in kinds:
        if kind.key == key:
            return kind
    keys = ", ".join(kind.key for kind in kinds)
    raise EngineError(
        f"--as for a name that ends in {kinds[0].suffix} is one of {keys}, but {shown(key)} was given."
    )


def _samples(project: SavedProject) -> tuple[Dataset | None, str]:
    """Return what the project learns from; or None, and why, where its pictures are not on this computer."""
    try:
        return restored_data(project.data, project.members), ""
    except MissingDataError as error:
        return None, str(error)
