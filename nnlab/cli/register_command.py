"""`nnlab register`: let a double click on a project open it, for whoever runs the command."""

import argparse
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from nnlab.cli.adding import add_command
from nnlab.cli.aside import Aside
from nnlab.cli.desktop_entry import ICON_THEME, PLACES, Launcher, contents, data_folder, launcher
from nnlab.files import SaveError, write_atomically
from nnlab.files.errors import not_saved, quoted, reason_of

_TOOL_SECONDS = 30.0  # a second is usual
# What reads a folder below the folder of data, and the package that it comes in.
_TOOLS = (
    ("update-mime-database", "mime", "shared-mime-info"),
    ("update-desktop-database", "applications", "desktop-file-utils"),
)

_DONE = "nnlab is registered for you: a double click on a .nnlab file opens it."
_UNDO = "'nnlab register --remove' undoes it."
_UNDONE = "nnlab is registered no more. Removed:"
_NOTHING = "nnlab was not registered for you; nothing was changed."

_WINDOWS = r"""
On Windows nnlab changes no registry by itself. Type this into a Command Prompt (cmd):

  reg add "HKCU\Software\Classes\.nnlab" /ve /d nnlab.project /f
  reg add "HKCU\Software\Classes\nnlab.project" /ve /d "nnlab project" /f
  reg add "HKCU\Software\Classes\nnlab.project\shell\open\command" /ve /d "{command}" /f

To undo it:

  reg delete "HKCU\Software\Classes\.nnlab" /f
  reg delete "HKCU\Software\Classes\nnlab.project" /f
"""

_MACOS = """
On macOS a file is opened by an application. Make one that starts nnlab:

  1. Open Automator and choose New Document, Application.
  2. Add "Run Shell Script", let it pass its input as arguments, and type:
       {command} "$1"
  3. Save it as nnlab in the Applications folder.
  4. In the Finder select a .nnlab file, choose Get Info, Open with: nnlab, Change All.

To undo it, choose another application there and delete the one you made.
"""


def add_to(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the command to the parser's commands."""
    register = add_command(
        commands,
        "register",
        help="let a double click open a project",
        description="Tell the desktop of this user what .nnlab files are and that nnlab opens them. On Windows and "
        "macOS it says how to do so by hand.",
        epilog="Files are put into the folder that XDG_DATA_HOME names, or into ~/.local/share.",
    )
    register.add_argument("--remove", action="store_true", help="take back what the command has done")


def run(options: argparse.Namespace, platform: str | None = None) -> int:
    """Obey `nnlab register` on a `platform` (None: this one) and return the exit code.

    Raises SaveError, and LoadError where nnlab lacks files.
    """
    platform = sys.platform if platform is None else platform
    start = launcher(sys.argv[0])
    if platform in ("win32", "darwin"):
        print(by_hand(start, platform), flush=True)
        return 0
    folder = data_folder()
    done = _remove(folder) if options.remove else _write(folder, contents(start))
    if not done:
        print(_NOTHING, flush=True)
        return 0
    complaints = _tell_desktop(folder)
    heads, tails = ([_UNDONE], []) if options.remove else ([_DONE], [_UNDO])
    print("\n".join([*heads, *(f"  {path}" for path in done), *tails]), flush=True)
    for sentence in complaints:
        print(f"nnlab: {sentence}", file=Aside(sys.stderr))
    return 1 if complaints else 0


def by_hand(start: Launcher, platform: str) -> str:
    """Return what to do on Windows ('win32') or macOS ('darwin') so that a double click opens a project."""
    if platform == "win32":
        command = f'{subprocess.list2cmdline(start.words)} "%1"'
        if not command.startswith('"'):
            command = f'"{start.words[0]}"{command.removeprefix(start.words[0])}'
        escaped = command.replace('"', '\\"')
        return _WINDOWS.format(command=escaped).strip()
    first = f"cd {shlex.quote(start.folder)} && " if start.folder else ""
    return _MACOS.format(command=first + shlex.join(start.words)).strip()


def _write(folder: Path, files: dict[str, bytes]) -> list[Path]:
    for place, content in files.items():
        path = folder / place
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = reason_of(error)
            advice = f"Check the folder {quoted(str(path.parent), 80)}."
            raise not_saved(path.name, reason.code, reason.what, str(error), advice=advice) from error
        write_atomically(path, content, validate=bytes.decode)
    return [folder / place for place in files]


def _remove(folder: Path) -> list[Path]:
    removed = []
    for path in (folder / place for place in PLACES.values()):
        try:
            path.unlink()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            reason = reason_of(error)
            advice = f"Delete it in {quoted(str(path.parent), 80)}."
            message = f"{quoted(path.name)} was not removed: {reason.what}. {advice}"
            raise SaveError(reason.code, message, str(error)) from error
        removed.append(path)
    return removed


def _tell_desktop(folder: Path) -> list[str]:
    """Bring the desktop's databases up to date, and return what went wrong with that."""
    with suppress(OSError):
        os.utime(folder / ICON_THEME)  # so that caches of icons are read anew, as the standard says
    return list(_complaints(folder))


def _complaints(folder: Path) -> Iterable[str]:
    for tool, below, package in _TOOLS:
        if not (folder / below).is_dir():
            continue
        program = shutil.which(tool)
        if program is None:
            yield f"{tool} is not here: install {package} and give the command again."
            continue
        try:
            subprocess.run(
                [program, str(folder / below)], check=True, capture_output=True, timeout=_TOOL_SECONDS
            )
        except (OSError, subprocess.SubprocessError):
            yield f"{tool} failed: the desktop may learn of the change only when you log in again."
