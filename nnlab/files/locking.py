"""One writer at a time among all programs: a lock beside a file, which ends with whoever holds it."""

import errno
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from nnlab.files.errors import SaveError, not_saved, reason_of
from nnlab.files.patience import Cancelled

_FLAGS = os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
WAIT_S = 10.0  # a write takes far less, even on a school's network
_AGAIN_S = 0.02
_ADVICE = "Check the folder it lies in, and try again."
# Some network file systems know no locks, and say so. There is one window on most of them; it must be able to save.
_KNOWS_NONE = (errno.ENOLCK, errno.ENOTSUP, errno.EINVAL, errno.ENOSYS)
_HELD = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _give_back(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


@contextmanager
def locked(path: Path, *, wait_s: float = WAIT_S, cancelled: Cancelled | None = None) -> Iterator[None]:
    """Let nobody else who asks change the file at `path`, from reading it until it is written.

    The lock is on an empty hidden file beside it, which stays there: were it deleted, two could hold one each. The
    system takes it back from a program that ends. Raises SaveError when there can be no such file, and with the code
    'held' when somebody else has held the lock for `wait_s` seconds, or until it was `cancelled`.
    """
    try:
        descriptor = os.open(path.with_name(f".{path.name}.lock"), _FLAGS, 0o666)
    except OSError as error:
        raise _refused(path, error) from error
    try:
        holds = _wait_for(descriptor, path, wait_s, cancelled)
        try:
            yield
        finally:
            if holds:
                with suppress(OSError):  # closing gives it back as well
                    _give_back(descriptor)
    finally:
        os.close(descriptor)


def _wait_for(descriptor: int, path: Path, wait_s: float, cancelled: Cancelled | None) -> bool:
    """Take the lock; return whether the file system knows locks."""
    until = time.monotonic() + wait_s
    while True:
        try:
            _take(descriptor)
        except OSError as error:
            if error.errno in _KNOWS_NONE:
                return False
            if error.errno not in _HELD:
                raise _refused(path, error) from error
            if time.monotonic() > until or (cancelled is not None and cancelled()):
                what = "another program keeps writing to it"
                raise not_saved(path.name, "held", what, str(error), advice=_ADVICE) from error
            time.sleep(_AGAIN_S)
        else:
            return True


def _refused(path: Path, error: OSError) -> SaveError:
    reason = reason_of(error)
    return not_saved(path.name, reason.code, reason.what, str(error), advice=_ADVICE)
