"""The one way in for bytes that are not ours."""

import io
import os
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, Generic, TypeVar

from nnlab.files.errors import LoadError, named, reason_of
from nnlab.files.formats import Format, advice_about, sniff
from nnlab.files.patience import Cancelled, check, timed

T = TypeVar("T")
Value = TypeVar("Value", covariant=True)

_PIECE_BYTES = 1 << 20  # read between two questions whether to go on
# O_NONBLOCK: a pipe swapped in between the check and the open must not hang the window.
# O_BINARY: Windows would otherwise translate line ends and stop at Ctrl-Z.
_OPEN_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


@dataclass(frozen=True, slots=True)
class FileKind(Generic[Value]):
    """What a file is expected to be.

    name       with its article, as a message calls it: 'a table (CSV)'
    parse      a pure function from bytes to the value; raises only LoadError, with a message that says what is
               wrong, where, and what to do, in at most 170 characters
    max_bytes  the longest file that is read at all
    accepts    what the first bytes may look like
    """

    name: str
    parse: Callable[[bytes], Value]
    max_bytes: int
    accepts: frozenset[Format] = frozenset({Format.TEXT})


def open_untrusted(
    path: str | os.PathLike[str], kind: FileKind[T], *, cancelled: Cancelled | None = None
) -> T:
    """Return the value in the file at `path`, which may be missing, huge, damaged, a device or malicious.

    The file is read once, whole and bounded, in at most ten seconds. `cancelled` is asked now and then whether to end;
    a parser that takes long asks the same one. Raises only LoadError, whose message begins with the file's name.
    """
    name = named(path)
    try:
        data = _read_regular_file(path, kind.max_bytes, timed(cancelled))
        _check_format(data, kind)
        return kind.parse(data)
    except LoadError as fault:
        raise LoadError(fault.code, f"{name}: {fault.message} Nothing was changed.", fault.detail) from fault
    except MemoryError as fault:
        message = (
            f"{name}: There is not enough memory to read it. Nothing was changed. Close other programs first."
        )
        raise LoadError("no-memory", message, str(fault)) from fault
    except Exception as fault:
        # A parser let another error through. The class must not see a traceback, the report must name it.
        detail = f"{type(fault).__name__}: {fault}"
        message = f"{name} is damaged or is not {kind.name}. Nothing was changed. Choose another file."
        raise LoadError("damaged", message, detail) from fault


def require_there(path: str | os.PathLike[str]) -> None:
    """Raise LoadError, as `open_untrusted` does, where nothing at all is at `path`."""
    try:
        os.stat(path)
    except (OSError, ValueError):
        open_untrusted(path, FileKind("a file", bytes, sys.maxsize))


def first_bytes(path: str | os.PathLike[str], count: int) -> bytes:
    """Return at most the first `count` bytes of a regular file, to tell what it may be; nothing of anything else.

    Never raises: what cannot be read has no first bytes, and `open_untrusted` says why.
    """
    try:
        _check_status(os.stat(path), sys.maxsize)
        with open(os.open(path, _OPEN_FLAGS), "rb") as stream:
            _check_status(os.fstat(stream.fileno()), sys.maxsize)
            return stream.read(count)
    except (OSError, ValueError, LoadError):
        return b""


def check_size(data: bytes | memoryview, limit: int) -> None:
    """Raise LoadError when `data` is empty or longer than `limit` bytes, for parsers called on their own."""
    if not data:
        raise LoadError("empty", "The file is empty. Choose another file.")
    if len(data) > limit:
        raise _too_large(len(data), limit)


def _read_regular_file(path: str | os.PathLike[str], max_bytes: int, cancelled: Cancelled) -> bytes:
    """Return the bytes of a regular file (links are followed), refusing everything else."""
    try:
        # Before opening, because opening alone can act on a device; after it, because the file can be swapped.
        _check_status(os.stat(path), max_bytes)
        with open(os.open(path, _OPEN_FLAGS), "rb") as stream:
            size = _check_status(os.fstat(stream.fileno()), max_bytes)
            data = _read(stream, size + 1, cancelled)
    except OSError as error:
        reason = reason_of(error)
        message = f"It cannot be read: {reason.what}. Check it or choose another file."
        raise LoadError(reason.code, message, str(error)) from error
    except ValueError as error:
        raise LoadError("bad-name", "No file can have this name. Choose another file.", str(error)) from error
    if len(data) != size:
        raise LoadError("changed", "It was changed while it was being read. Open it again.")
    check_size(data, max_bytes)
    return data


def _read(stream: IO[bytes], most: int, cancelled: Cancelled) -> bytes:
    """Return at most `most` bytes, piece by piece."""
    read = io.BytesIO()  # it gives away what it holds without a copy
    while read.tell() < most:
        check(cancelled)
        piece = stream.read(min(_PIECE_BYTES, most - read.tell()))
        if not piece:
            break
        read.write(piece)
    return read.getvalue()


def _check_status(status: os.stat_result, max_bytes: int) -> int:
    """Return the size in bytes of a regular file that is not too large; raise LoadError for anything else."""
    if stat.S_ISDIR(status.st_mode):
        raise LoadError("not-a-file", "This is a folder, not a file. Choose a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise LoadError("not-a-file", "This is a device or a pipe, not a file. Choose another file.")
    if status.st_size > max_bytes:
        raise _too_large(status.st_size, max_bytes)
    return status.st_size


def _too_large(size: int, limit: int) -> LoadError:
    return LoadError(
        "too-large", f"It has {size:,} bytes, and at most {limit:,} are read. Choose a smaller file."
    )


def _check_format(data: bytes, kind: FileKind[T]) -> None:
    found = sniff(data)
    if found not in kind.accepts:
        raise LoadError("wrong-kind", f"This is {found.value}, not {kind.name}. {advice_about(found)}")
