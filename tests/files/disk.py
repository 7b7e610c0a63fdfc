"""Disks that fail: every call of a save in turn, or when they are full."""

import builtins
import errno
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import pytest

from nnlab.files import SaveError
from nnlab.files.limits import MESSAGE_CHARACTERS

TEMPORARY_NAMES = ".nnlab-*"
# What disks say, and the code of the SaveError: full, broken, closed to us, read-only, our share full, out of reach.
ERRORS = {
    errno.ENOSPC: "disk-full",
    errno.EIO: "disk-fault",
    errno.EACCES: "no-permission",
    errno.EROFS: "no-permission",
    errno.EDQUOT: "disk-full",
    errno.ESTALE: "disk-fault",
}
# Everything in `os` that asks a disk for something: what a save does not call today it may call one day.
_CALLS = {
    "access", "chmod", "chown", "close", "copy_file_range", "fchmod", "fdatasync", "fstat", "fsync", "ftruncate",
    "link", "listdir", "lseek", "lstat", "mkdir", "open", "posix_fallocate", "pread", "pwrite", "read", "readlink",
    "remove", "rename", "replace", "rmdir", "scandir", "sendfile", "stat", "statvfs", "symlink", "sync", "truncate",
    "unlink", "utime", "write", "writev",
}  # fmt: skip
# Asked for what may be done without: links to follow, leftovers to sweep away, permissions to keep.
_FORGIVEN = {"lstat", "readlink", "scandir", "chmod"}


class Disk:
    """Stands before the functions through which files are written; notes the calls and can let one of them fail."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.calls: list[tuple[str, int]] = []
        self._fault: tuple[str, int, int] | None = None
        self._lasts = True
        for name in _CALLS & set(dir(os)):
            patch.setattr(os, name, self._watched(name, getattr(os, name)))
        opened = self._watched("open stream", builtins.open)
        patch.setattr(builtins, "open", lambda *args, **options: _Stream(self, opened(*args, **options)))

    def fail(self, name: str, occurrence: int, error: int, *, lasts: bool = True) -> None:
        """Let the given call of the function `name` fail with `error`, and all later ones if it `lasts`."""
        self.calls.clear()
        self._fault, self._lasts = (name, occurrence, error), lasts

    def call(self, name: str, real: Callable[..., Any], *arguments: object, **options: object) -> Any:
        """Note the call, and let it fail or happen."""
        occurrence = sum(known == name for known, _ in self.calls)
        self.calls.append((name, occurrence))
        if self._fault is None or not self._fails(name, occurrence):
            return real(*arguments, **options)
        if "close" in name:
            real(*arguments, **options)
        if name == "access":
            return False
        raise OSError(self._fault[2], os.strerror(self._fault[2]))

    def _fails(self, name: str, occurrence: int) -> bool:
        assert self._fault is not None
        kind, first, _ = self._fault
        return name == kind and (occurrence >= first if self._lasts else occurrence == first)

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *arguments, **options: self.call(name, real, *arguments, **options)


class _Stream:
    """An open file whose reading and closing the disk sees, though they do not go through `os`."""

    def __init__(self, disk: Disk, stream: IO[bytes]) -> None:
        self._disk, self._stream = disk, stream

    def read(self, size: int = -1) -> bytes:
        return bytes(self._disk.call("read stream", self._stream.read, size))

    def __enter__(self) -> "_Stream":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._disk.call("close stream", self._stream.close)


@dataclass(frozen=True)
class Save:
    """Writing `after` in place of `before` (None: there is no earlier file) by `write`."""

    path: Path
    write: Callable[[], None]
    before: bytes | None
    after: bytes

    def begin(self) -> None:
        """Put the earlier file there, and nothing else."""
        self.path.unlink(missing_ok=True)
        if self.before is not None:
            self.path.write_bytes(self.before)

    def calls(self) -> list[tuple[str, int]]:
        """Return the calls that the save makes of its disk, each with its number among those of its name."""
        self.write()  # modules that are imported at the first save are no part of one
        self.begin()
        with pytest.MonkeyPatch.context() as patch:
            disk = Disk(patch)
            self.write()
        return disk.calls

    def fault(self, name: str, occurrence: int, error: int, *, lasts: bool = True) -> SaveError | None:
        """Return what the save raises when that call fails."""

        def fail(patch: pytest.MonkeyPatch) -> None:
            Disk(patch).fail(name, occurrence, error, lasts=lasts)

        return self.fault_on(fail)

    def fault_on(self, disk: Callable[[pytest.MonkeyPatch], None]) -> SaveError | None:
        """Return what the save raises on that disk: a sentence, and true of the file that is there now, alone."""
        self.begin()
        fault = None
        with pytest.MonkeyPatch.context() as patch:
            disk(patch)
            try:
                self.write()
            except SaveError as raised:
                fault = raised
        assert list(self.path.parent.glob(TEMPORARY_NAMES)) == []
        content = self.path.read_bytes() if self.path.exists() else None
        if fault is None:
            assert content == self.after
            return None
        confirmed = fault.code != "not-confirmed"
        assert content == (self.before if confirmed else self.after), str(fault)
        said = "What was there before is unchanged." if confirmed else "was written, but the disk did not"
        assert said in fault.message
        assert "rrno" not in fault.message
        assert len(fault.message) <= MESSAGE_CHARACTERS
        assert not fault.message.endswith("…")
        return fault


def require_that_any_call_may_fail(save: Save, error: int, *, lasts: bool) -> None:
    """Let every call fail in turn: the old file or the new one is there, whole, and the user is told what was done."""
    calls = save.calls()
    needed = {"stat", "open", "write", "fsync", "close", "open stream", "read stream", "replace"}
    assert needed <= {name for name, _ in calls}
    renamed = calls.index(("replace", 0))
    for place, (name, occurrence) in enumerate(calls):
        fault = save.fault(name, occurrence, error, lasts=lasts)
        where = f"{name} {occurrence}: {fault}"
        if place > renamed:
            assert (fault is not None) is (name == "fsync"), where
            assert fault is None or fault.code == "not-confirmed", where
        elif name in _FORGIVEN or (name == "replace" and error == errno.EACCES and not lasts):
            assert fault is None, where
        else:
            assert fault is not None, where
            assert fault.code == ("no-permission" if name == "access" else ERRORS[error]), where


def sizes(whole: int, steps: int) -> Iterator[int]:
    """Yield sizes of disks from none to `whole` and more, the outermost ones by single bytes."""
    yield from sorted({*(whole * step // steps for step in range(steps)), 1, whole - 1, whole, whole + 1})


def takes_only(size: int, patch: pytest.MonkeyPatch) -> None:
    """Let the disk take `size` more bytes, the last ones of a write in part; then it is full."""
    write, room = os.write, size

    def write_what_fits(descriptor: int, data: memoryview) -> int:
        nonlocal room
        if data and not room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        written = write(descriptor, data[:room])
        room -= written
        return written

    patch.setattr(os, "write", write_what_fits)
