"""The one way out: a file is replaced by a whole new one or is not touched at all."""

import errno
import os
import secrets
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from nnlab.files.errors import SaveError, not_saved, quoted, reason_of

# O_BINARY: Windows would otherwise translate line ends.
_COMMON_FLAGS = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_CREATE_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _COMMON_FLAGS
# Windows cannot open a folder to flush it, and lacks this flag.
_FOLDER_FLAG: int | None = getattr(os, "O_DIRECTORY", None)
# Some network and user-space file systems have nothing to flush, and say so.
_CANNOT_FLUSH = (errno.EINVAL, errno.ENOTSUP)
_ABANDONED_S = 3600.0  # no write takes so long
# On Windows a virus scanner holds a new file for a moment; replacing is refused meanwhile.
_REPLACE_WAITS_S = (0.02, 0.1, 0.3)


def write_atomically(
    path: str | os.PathLike[str], data: bytes, *, validate: Callable[[bytes], object]
) -> None:
    """Replace the file at `path` by `data` so that even a power cut leaves the old file or the new one, whole.

    `data` goes into a new file beside the target and to the disk, is read back, compared and given to `validate`
    (the parser that will read it one day); only then does it take the target's name. A link is followed, and the
    permissions of an earlier file are kept. What writers that were killed have left in the folder is swept away first.

    Raises only SaveError. Every fault up to the renaming leaves the file as it was; after it, only the code
    'not-confirmed' is possible: the new file is in place, but may not outlast a power cut.
    """
    with _told(path):
        target = Path(os.path.realpath(path))
        mode = _mode_of_earlier_file(target)
        sweep(target.parent)  # beside a project nobody else would, and it may be what fills the disk
        folder = _open_folder(target.parent)
        try:
            _replace_by(target, data, mode, validate)
            _flush_folder(folder, target)
        finally:
            if folder is not None:
                with suppress(OSError):
                    os.close(folder)


def require_writable(path: str | os.PathLike[str]) -> None:
    """Raise SaveError where `write_atomically` would, as far as that can be known before there is anything to write.

    A new file is made beside the target and removed; the target itself is not touched.
    """
    with _told(path):
        target = Path(os.path.realpath(path))
        _mode_of_earlier_file(target)
        temporary = target.with_name(_temporary_name(secrets.token_hex(8)))
        os.close(os.open(temporary, _CREATE_FLAGS, 0o600))
        os.unlink(temporary)


def put_aside(path: Path) -> Path:
    """Give what lies at `path`, and cannot be read, another name, and return that.

    Raises SaveError; then it is where it was.
    """
    number = 1
    while os.path.lexists(aside := path.with_name(f"{path.stem}-unreadable-{number}{path.suffix}")):
        number += 1
    try:
        path.rename(aside)
    except OSError as error:
        message = (
            f"{quoted(path.name)} cannot be read, and not be put aside: {reason_of(error).what}. "
            "It was left as it is, and nothing was kept. Move it elsewhere first."
        )
        raise SaveError("not-saved", message, str(error)) from error
    return aside


@contextmanager
def _told(path: str | os.PathLike[str]) -> Iterator[None]:
    """Turn what the system says of `path` into a SaveError."""
    name = os.path.basename(path)
    try:
        yield
    except OSError as error:
        reason = reason_of(error)
        raise not_saved(name, reason.code, reason.what, str(error)) from error
    except ValueError as error:
        raise not_saved(name, "bad-name", "no file can have this name", str(error)) from error


def _mode_of_earlier_file(target: Path) -> int | None:
    """Return the permission bits of the file to be replaced, or None; refuse what may not be replaced."""
    try:
        status = os.stat(target)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise not_saved(target.name, "not-a-file", "this name belongs to a folder or a device")
    # Renaming over a write-protected file would succeed on POSIX, against its owner's wish.
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return stat.S_IMODE(status.st_mode) & 0o777


def sweep(folder: Path) -> None:
    """Remove what writers that were killed an hour ago or more have left in `folder`, as far as that can be."""
    head, tail = _temporary_name("*").split("*")
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith(head) and entry.name.endswith(tail):
                with suppress(OSError):
                    if time.time() - entry.stat().st_mtime > _ABANDONED_S:
                        os.unlink(entry.path)


def _temporary_name(token: str) -> str:
    return f".nnlab-{token}.tmp"


def _open_folder(folder: Path) -> int | None:
    """Return a descriptor with which the folder can be flushed, opened early: what fails must fail before."""
    return None if _FOLDER_FLAG is None else os.open(folder, os.O_RDONLY | _FOLDER_FLAG | _COMMON_FLAGS)


def _replace_by(target: Path, data: bytes, mode: int | None, validate: Callable[[bytes], object]) -> None:
    temporary = target.with_name(_temporary_name(secrets.token_hex(8)))
    descriptor = os.open(temporary, _CREATE_FLAGS, 0o666 if mode is None else mode)
    try:
        try:
            _write_all(descriptor, data)
            _flush(descriptor)
        finally:
            os.close(descriptor)
        if mode is not None:
            # What the umask took away is given back where the file system knows permissions.
            with suppress(OSError):
                os.chmod(temporary, mode)
        _verify(temporary, target, data, validate)
        _rename(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        written = os.write(descriptor, rest)
        if written == 0:
            raise OSError(errno.EIO, "nothing more could be written")
        rest = rest[written:]


def _flush(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_FLUSH:
            raise


def _verify(temporary: Path, target: Path, data: bytes, validate: Callable[[bytes], object]) -> None:
    """Raise SaveError unless the file holds exactly `data` and `validate` accepts it."""
    with open(temporary, "rb") as stream:
        written = stream.read(len(data) + 1)
    if written != data:
        raise not_saved(target.name, "not-verified", "the disk returned something else than was written")
    try:
        validate(written)
    except Exception as fault:
        what = "what was to be saved could not be opened again"
        raise not_saved(target.name, "not-valid", what, f"{type(fault).__name__}: {fault}") from fault


def _rename(temporary: Path, target: Path) -> None:
    for wait_s in _REPLACE_WAITS_S:
        try:
            os.replace(temporary, target)
        except PermissionError:
            time.sleep(wait_s)
        else:
            return
    os.replace(temporary, target)


def _flush_folder(folder: int | None, target: Path) -> None:
    """Make the renaming outlast a power cut."""
    if folder is None:
        return
    try:
        _flush(folder)
    except OSError as error:
        message = (
            f"{quoted(target.name)} was written, but the disk did not confirm it: {reason_of(error).what}. "
            "Keep nnlab open and save a copy in another folder."
        )
        raise SaveError("not-confirmed", message, str(error)) from error
