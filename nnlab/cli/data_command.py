"""`nnlab data`: which data sets there are, and bringing here those that do not come with nnlab."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nnlab.cli.adding import add_command
from nnlab.cli.aside import Aside
from nnlab.cli.progress import ChangingLine
from nnlab.cli.report import as_json
from nnlab.cli.table_report import table_object, table_text
from nnlab.cli.tables import add_corrections, open_corrected, prepared, tell_passed_over
from nnlab.data import Dataset, built_in_names, store
from nnlab.data.mirrors import PUBLISHED, PublishedSet, published
from nnlab.data.my_digits import my_digits_path
from nnlab.data.sklearn_digits import SKLEARN_DIGITS, has_sklearn
from nnlab.data.tabular.plan import TableSource
from nnlab.engine import EngineError
from nnlab.files import FileError, LoadError, require_there
from nnlab.files.errors import named
from nnlab.interrupts import noted

if TYPE_CHECKING:
    from nnlab.data.download import Progress

_MY_DIGITS = "my-digits"  # drawn in the window and kept
_SKLEARN_HERE, _SKLEARN_HOW = "comes with scikit-learn", "pip install scikit-learn"
_MEGABYTE = 1_000_000

_EXAMPLES = """\
examples:
  nnlab data list
  nnlab data get mnist
  nnlab data path mnist         the folder it is in, or would be downloaded into
  nnlab data show flowers.csv   what is guessed of a table of one's own

Data sets are looked for in the folder that NNLAB_DATA names, then among the downloads.
"""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command and its three words to the parser's commands."""
    data = add_command(
        commands,
        "data",
        help="list, download and find data sets, and look at tables",
        description="Data sets: those that come with nnlab, those that it downloads, and tables of one's own.",
        epilog=_EXAMPLES,
    )
    words = data.add_subparsers(dest="word", title="words", metavar="WORD", required=True)
    listing = words.add_parser("list", help="list the data sets and where they are", allow_abbrev=False)
    listing.add_argument("--json", action="store_true", help="as JSON")
    get = words.add_parser(
        "get",
        help="download a data set, unless it is here",
        description="Download a data set from a public mirror, check it and keep it. Ctrl-C stops cleanly.",
        allow_abbrev=False,
    )
    get.add_argument("name", metavar="NAME", help=" or ".join(known.name for known in PUBLISHED))
    path = words.add_parser(
        "path", help="print the folder of a data set, or of all downloads", allow_abbrev=False
    )
    path.add_argument("name", metavar="NAME", nargs="?", help="without it: the folder of all downloads")
    show = words.add_parser(
        "show",
        help="say what is guessed of a table",
        description="Say what is guessed of a table (CSV), and what becomes of it. Whatever is wrong can be corrected, "
        "here and for 'nnlab train', by the same options.",
        allow_abbrev=False,
    )
    show.add_argument("table", metavar="TABLE", help="a file (.csv, .tsv, .txt)")
    show.add_argument("--json", action="store_true", help="as JSON")
    add_corrections(show)


def run(options: argparse.Namespace, sets: Sequence[PublishedSet] = PUBLISHED) -> int:
    """Obey `nnlab data` about the downloadable `sets`, and return the exit code.

    Raises EngineError for a name that is none of them, FileError when a download fails, KeyboardInterrupt for Ctrl-C.
    """
    match options.word:
        case "list":
            _list(sets, options.json)
        case "get":
            _get(_downloadable(options.name, sets))
        case "show":
            return _show(options)
        case _:
            print(_path(options.name, sets), flush=True)
    return 0


def _downloadable(name: str, sets: Sequence[PublishedSet]) -> PublishedSet:
    if name == SKLEARN_DIGITS:
        raise EngineError(f"{name!r} comes with scikit-learn, in no folder of its own: {_SKLEARN_HOW}.")
    if name in built_in_names():
        raise EngineError(f"{name!r} comes with nnlab: it is always here, in no folder of its own.")
    return published(name, sets)


# -- show --------------------------------------------------------------------------------------------------


def _show(options: argparse.Namespace) -> int:
    """Show a table; the exit code says whether it can be learned from."""
    opened = open_corrected(options.table, options)
    if not isinstance(opened, TableSource):
        require_there(options.table)
        what = "is no table" if opened is None else "says itself what its columns are for"
        raise LoadError("no-table", f"{named(options.table)} {what}: there is nothing to guess.")
    tell_passed_over(opened, options)
    made: Dataset | FileError
    try:
        made = prepared(opened, options.table)
    except LoadError as fault:
        made = fault
    if options.json:
        print(as_json(table_object(opened, made)), flush=True)
    else:
        print(table_text(Path(options.table).name, opened, made), flush=True)
    return 0 if isinstance(made, Dataset) else 1


# -- list --------------------------------------------------------------------------------------------------


def _list(sets: Sequence[PublishedSet], as_object: bool) -> None:
    found = {wanted: store.find(wanted) for wanted in sets}
    drawn = my_digits_path()
    if as_object:
        objects = [_download_object(wanted, folder) for wanted, folder in found.items()]
        built_in = [_object(name, built_in=True, here=True) for name in built_in_names()]
        mine = _object(_MY_DIGITS, here=drawn.is_file(), folder=str(drawn.parent))
        brought = _object(SKLEARN_DIGITS, here=has_sklearn())
        print(as_json([*objects, *built_in, brought, mine]), flush=True)
        return
    lines = [f"  {wanted.name:<22}{_where(wanted, folder)}" for wanted, folder in found.items()]
    lines += [f"  {name:<22}comes with nnlab" for name in built_in_names()]
    lines.append(f"  {SKLEARN_DIGITS:<22}{_SKLEARN_HERE if has_sklearn() else f'not here: {_SKLEARN_HOW}'}")
    lines.append(f"  {_MY_DIGITS:<22}{drawn if drawn.is_file() else 'none drawn and kept yet'}")
    given = store.given_folder()
    if given is not None and not os.path.isdir(given):
        lines += ["", f"NNLAB_DATA names the folder {given}, which is not there."]
    missing = [store.instructions(wanted.name) for wanted, folder in found.items() if folder is None]
    print("\n\n".join(["\n".join(lines), *missing]), flush=True)


def _where(wanted: PublishedSet, folder: Path | None) -> str:
    if folder is not None:
        return str(folder)
    return f"not here: 'nnlab data get {wanted.name}' downloads {round(wanted.size / _MEGABYTE)} MB"


def _object(name: str, *, here: bool, built_in: bool = False, folder: str | None = None) -> dict[str, Any]:
    return {"name": name, "built_in": built_in, "here": here, "folder": folder, "get": None}


def _download_object(wanted: PublishedSet, folder: Path | None) -> dict[str, Any]:
    return {
        "name": wanted.name,
        "built_in": False,
        "here": folder is not None,
        "folder": None if folder is None else str(folder),
        "get": {
            "folder": str(store.cache_folder(wanted.name)),
            "bytes": wanted.size,
            "files": [file.name for file in wanted.files],
        },
    }


# -- get and path ------------------------------------------------------------------------------------------


def _get(wanted: PublishedSet) -> None:
    found, kept = store.find(wanted), store.cache_folder(wanted.name)
    # What lies among the downloads is checked as a whole, and mended: a damaged picture file looks well from afar.
    if found is not None and found != kept:
        print(f"{wanted.title} is already here: {found}", flush=True)
        return
    came = _download(wanted, kept)
    print(f"{wanted.title} is {'now' if came else 'already'} here: {kept}", flush=True)


def _download(wanted: PublishedSet, folder: Path) -> bool:
    """Download what is missing in `folder`; return whether anything was."""
    # What speaks to the web is loaded only here: the window starts sooner without it.
    from nnlab.data.download import DownloadError, download

    stream = Aside(sys.stderr)
    line = _DownloadLine(stream)
    with noted(signal.SIGINT) as interruption:
        try:
            download(
                wanted,
                folder,
                progress=line.show if stream.isatty() else line.note,
                cancelled=lambda: interruption.came,
            )
        except DownloadError as error:
            if error.code == "cancelled":
                raise KeyboardInterrupt from error
            raise
        finally:
            line.clear()
    return line.began


class _DownloadLine(ChangingLine):
    """Shows how far a download has come, drawn anew only when it reads differently."""

    def __init__(self, stream: Aside) -> None:
        super().__init__(stream)
        self.began = False
        self._shown = ""

    def note(self, _progress: "Progress") -> None:
        """Draw nothing."""
        self.began = True

    def show(self, progress: "Progress") -> None:
        """Draw the line for this moment of the download."""
        self.began = True
        done, total = progress.done / _MEGABYTE, progress.total / _MEGABYTE
        words = f"{done:.1f} of {total:.1f} MB  {progress.host}  {progress.file}"
        if words != self._shown:
            self._shown = words
            self.show_bar(progress.done / progress.total, words)


def _path(name: str | None, sets: Sequence[PublishedSet]) -> Path:
    if name is None:
        return store.data_folder()
    wanted = _downloadable(name, sets)
    return store.find(wanted) or store.cache_folder(wanted.name)
