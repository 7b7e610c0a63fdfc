"""Refreshes the Korean texts from the sources and compiles them: python -m nnlab.desktop.translations.

The texts stand in resources/translations/nnlab_ko.ts, which Qt Linguist opens; the window loads the .qm beside it.
"""

import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import PySide6

from nnlab import paths

_SOURCES = Path(__file__).resolve().parent
# Neither paths nor line numbers: the file changes only where a text does.
_PLACES = ("-locations", "none")
_LANGUAGES = ("-source-language", "en", "-target-language", "ko")


def tool(name: str) -> str:
    """Return the command of a Qt tool, 'lupdate' or 'lrelease'; PySide6-Essentials brings both.

    Raises FileNotFoundError if it is neither inside PySide6 nor beside the interpreter nor on the search path.
    """
    inside = shutil.which(name, path=str(Path(PySide6.__file__).parent))
    beside = shutil.which(f"pyside6-{name}", path=str(Path(sys.executable).parent))
    found = inside or beside or shutil.which(f"pyside6-{name}")
    if found is None:
        raise FileNotFoundError(f"Qt's tool '{name}' is missing. Install it: pip install PySide6-Essentials")
    return found


def refresh(ts: Path) -> None:
    """Bring `ts` up to date with every text in the sources: new ones are added as unfinished, old ones dropped.

    Raises CalledProcessError with lupdate's words in `stderr` if it refuses a source.
    """
    sources = sorted(str(path.relative_to(_SOURCES)) for path in _SOURCES.rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        # A list in a file: the command line is short on Windows.
        names = Path(folder) / "sources.lst"
        names.write_text("\n".join(sources), encoding="utf-8")
        options = ("-silent", "-no-obsolete", *_PLACES, *_LANGUAGES)
        _run([tool("lupdate"), *options, f"@{names}", "-ts", str(ts.absolute())])


def release(ts: Path, qm: Path) -> None:
    """Compile the finished translations of `ts` into `qm`. Raises CalledProcessError if `ts` is damaged."""
    _run([tool("lrelease"), "-silent", str(ts.absolute()), "-qm", str(qm.absolute())])


def unfinished(ts: Path) -> list[str]:
    """Return the texts of `ts` that still need a translation."""
    return [
        message.findtext("source", "")
        for message in ElementTree.parse(ts).iter("message")
        if message.find("translation[@type='unfinished']") is not None
    ]


def _run(command: list[str]) -> None:
    # lupdate names sources as they are given, and they are given relative to the desktop's folder.
    subprocess.run(command, cwd=_SOURCES, check=True, capture_output=True, text=True)


def main() -> int:
    """Refresh and compile; return 1 if texts are left to be translated, and name them."""
    folder = paths.resources("translations")
    ts, qm = folder / "nnlab_ko.ts", folder / "nnlab_ko.qm"
    try:
        refresh(ts)
        release(ts, qm)
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(error.stderr or error, file=sys.stderr)
        return 1
    open_texts = unfinished(ts)
    for text in open_texts:
        print(f"to be translated: {text}", file=sys.stderr)
    return 1 if open_texts else 0


if __name__ == "__main__":
    sys.exit(main())
