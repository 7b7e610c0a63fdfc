"""Files that a command is to write: what they cannot be is said before anything is computed, not after hours of it."""

import os
from collections.abc import Iterable
from pathlib import Path

from nnlab.engine import EngineError
from nnlab.files import SaveError, require_writable
from nnlab.files.errors import named
from nnlab.project.spoken import shown

_SEPARATORS = tuple(filter(None, (os.sep, os.altsep)))


def require_output(
    option: str, path: str, *, reads: Iterable[str | None] = (), undone: str = "Nothing was written."
) -> None:
    """Raise EngineError where the file at `path` could not be written, or is one that the command `reads`.

    `option` is what asks for it, as '--csv'; `undone` the sentence that says what has not been done for it.
    """
    if not path or path.endswith(_SEPARATORS):
        raise EngineError(f"{option} takes the name of a file, but {shown(path)} was given.")
    _require_possible(option, path)
    for read in reads:
        if read is not None and os.path.exists(read) and _is_same(read, path):
            what = f"{option} would write over {named(path)}, which is what is read"
            raise EngineError(f"{what}. Choose another name. {undone}")
    try:
        require_writable(path)
    except SaveError as fault:
        raise EngineError(f"{fault} {undone}") from fault


def require_apart(outputs: Iterable[tuple[str, str]]) -> None:
    """Raise EngineError where two of the (option, path) are one file: the second would take the place of the first."""
    before: list[tuple[str, str]] = []
    for option, path in outputs:
        for other, taken in before:
            if _is_same(path, taken):
                raise EngineError(f"{other} and {option} name the same file: {shown(path)}.")
        before.append((option, path))


def require_folder_name(option: str, path: str | None) -> Path | None:
    """Return the folder that an option names, None where it is not given. Raises EngineError for no name at all."""
    if path is None:
        return None
    if not path:
        raise EngineError(f"{option} takes the name of a folder, but '' was given.")
    _require_possible(option, path)
    return Path(path)


def _require_possible(option: str, path: str) -> None:
    """Raise EngineError for what no file or folder can be called."""
    try:
        os.lstat(path)
    except OSError:
        pass  # there is none yet, or it is told later why not
    except ValueError:  # half a character, or a NUL
        raise EngineError(f"{option}: no file or folder can be called {shown(path)}.") from None


def _is_same(path: str, other: str) -> bool:
    """Return whether two names are of one file, also of one that is not there yet."""
    try:
        return os.path.samefile(path, other)
    except OSError:  # one of them is not there
        return os.path.realpath(path) == os.path.realpath(other)
