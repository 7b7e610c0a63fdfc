"""What a Linux desktop must be told so that a double click opens a project: an entry, a file type and two icons.

The entry follows the Desktop Entry Specification, the places follow the XDG Base Directory and Icon Theme
Specifications (specifications.freedesktop.org).
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from nnlab import paths
from nnlab.files import FileKind, open_untrusted
from nnlab.files.limits import MIB

# Where each file of resources/desktop/ goes below the user's folder of data.
PLACES = {
    "nnlab.desktop": "applications/nnlab.desktop",
    "nnlab.xml": "mime/packages/nnlab.xml",
    "nnlab.svg": "icons/hicolor/scalable/apps/nnlab.svg",
    "nnlab-file.svg": "icons/hicolor/scalable/mimetypes/application-x-nnlab.svg",
}
ICON_THEME = "icons/hicolor"

_RESERVED = frozenset(" \t\n\"'\\><~|&;$*?#()`")
_ESCAPED_IN_QUOTES = frozenset('"`$\\')
# The standard takes no "=" in a program's name, and GLib looks for one with "%" under the doubled sign.
_NOT_IN_PROGRAMS = frozenset("=%")
_THROUGH_A_SHELL = ("/bin/sh", "-c", 'exec "$0" "$@"')
_ESCAPED_IN_VALUES = {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class Launcher:
    """How nnlab is started: the words of its command, and the folder to start it in, if that matters."""

    words: tuple[str, ...]
    folder: str = ""


def launcher(program: str, interpreter: str = sys.executable) -> Launcher:
    """Return how to start the nnlab that runs now, from anywhere; `program` is what it was started as (argv[0])."""
    if getattr(sys, "frozen", False):
        return Launcher((interpreter,))
    for script in (Path(program), Path(f"{program}.exe")):
        if script.stem == "nnlab" and script.is_file() and os.access(script, os.X_OK):
            return Launcher((os.path.abspath(script),))
    # In a checkout the package is found from its own folder only.
    return Launcher((interpreter, "-m", "nnlab"), str(Path(__file__).resolve().parents[2]))


def data_folder() -> Path:
    """Return the folder of the user's data ($XDG_DATA_HOME), of which the standard says that it must be absolute."""
    given = os.environ.get("XDG_DATA_HOME", "")
    return Path(given if os.path.isabs(given) else os.path.expanduser("~/.local/share"))


def contents(start: Launcher) -> dict[str, bytes]:
    """Return what belongs below the folder of data, by its place there. Raises LoadError where nnlab lacks files."""
    shipped = FileKind("a file that comes with nnlab", bytes, MIB)
    files = {
        place: open_untrusted(paths.resources("desktop", name), shipped) for name, place in PLACES.items()
    }
    entry = PLACES["nnlab.desktop"]
    files[entry] = entry_text(files[entry].decode(), start).encode()
    return files


def entry_text(template: str, start: Launcher) -> str:
    """Return the desktop entry that starts nnlab so, and that hides itself when that program is gone."""
    lines = [f"Exec={exec_value(start.words)} %f", f"TryExec={_value(start.words[0])}"]
    if start.folder:
        lines.append(f"Path={_value(start.folder)}")
    return template.replace("Exec=nnlab %f", "\n".join(lines))


def exec_value(words: tuple[str, ...]) -> str:
    """Return the words as an entry's Exec has them: quoted where needed, then escaped as any value is."""
    if _NOT_IN_PROGRAMS.intersection(words[0]):
        words = (*_THROUGH_A_SHELL, *words)
    return _value(" ".join(_quoted(word) for word in words))


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")  # one alone begins a field code
    if not _RESERVED.intersection(word):
        return word
    escaped = "".join(f"\\{letter}" if letter in _ESCAPED_IN_QUOTES else letter for letter in word)
    return f'"{escaped}"'


def _value(text: str) -> str:
    return "".join(_ESCAPED_IN_VALUES.get(letter, letter) for letter in text)
