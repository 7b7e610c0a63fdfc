"""What goes wrong with files, in sentences a student can act on."""

import errno
import os
from pathlib import Path
from typing import NamedTuple

from nnlab.files import limits


class FileError(Exception):
    """A file that could not be read or written.

    code     a short fixed name of the kind of fault, such as 'too-large'
    message  at most 240 characters: what happened, what is safe, what to do
    detail   for the curious, behind a button; may be empty
    """

    def __init__(self, code: str, message: str, detail: str = "") -> None:
        message = shortened(message, limits.MESSAGE_CHARACTERS)
        super().__init__(code, message, detail)
        self.code = code
        self.message = message
        self.detail = detail

    def __str__(self) -> str:
        return self.message


class LoadError(FileError):
    """A file or its content that nnlab cannot use; nothing has been changed."""

    @property
    def blames_content(self) -> bool:
        """Whether what the file holds is at fault; else it may well be sound, and be read another time."""
        return self.code not in _NOT_OF_CONTENT


class SaveError(FileError):
    """A file that could not be written; the message says what lies on the disk now."""


class Reason(NamedTuple):
    """Why the system refused: a code and the middle of a sentence."""

    code: str
    what: str


_PERMISSION = Reason("no-permission", "permission is missing or another program uses it")
_DISK_FULL = Reason("disk-full", "the disk is full")
# A folder of the network whose server began anew, a stick that was pulled out.
_DISK_GONE = Reason("disk-fault", "the disk can no longer be reached")
_SYSTEM = Reason("system", "the system refused")
_REASONS = {
    errno.ENOENT: Reason("not-found", "there is no such file or folder"),
    errno.ENOTDIR: Reason("not-found", "there is no such file or folder"),
    errno.EEXIST: Reason("taken", "this name belongs to something else"),
    errno.EACCES: _PERMISSION,
    errno.EPERM: _PERMISSION,
    errno.EROFS: Reason("no-permission", "the disk or folder is read-only"),
    errno.ENOSPC: _DISK_FULL,
    errno.EDQUOT: Reason("disk-full", "your share of the disk is full"),
    errno.EFBIG: Reason("too-large", "the file would be too large for this disk"),
    errno.EIO: Reason("disk-fault", "the disk reported a fault"),
    errno.ESTALE: _DISK_GONE,
    errno.ENODEV: _DISK_GONE,
    errno.ENAMETOOLONG: Reason("bad-name", "the name is too long"),
    errno.ELOOP: Reason("bad-name", "the link leads in a circle"),
}
# What keeps a file from being read, whatever it holds. Too large, among the reasons, is said of writing alone.
_NOT_OF_CONTENT = (
    {reason.code for reason in (*_REASONS.values(), _SYSTEM)}
    | {"not-a-file", "not-here", "changed", "too-slow", "cancelled", "no-memory"}
) - {"too-large"}


def reason_of(error: OSError) -> Reason:
    """Return why the system refused, in plain words."""
    return _REASONS.get(error.errno or 0, _SYSTEM)


def not_saved(name: str, code: str, what: str, detail: str = "", *, advice: str = "") -> SaveError:
    """Return the error of a file that could not be written and is as it was; `advice` is a sentence of its own."""
    if not advice:
        first = "Make room on the disk" if code == "disk-full" else "Choose another name"
        advice = f"{first}, or save in another folder."
    message = f"{quoted(name)} was not saved: {what}. What was there before is unchanged. {advice}"
    return SaveError(code, message, detail)


def visible(text: str) -> str:
    """Return text from outside with nothing invisible in it: no control codes, no halves of characters."""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text
    )


def quoted(text: str, longest: int = 40) -> str:
    """Return text from outside in quotation marks, fit for a message: shortened, nothing invisible in it."""
    return f"“{shortened(visible(text), longest)}”"


def named(path: str | os.PathLike[str]) -> str:
    """Return the name of a file or folder, quoted for a message; of one without a name, such as '.', its path."""
    return quoted(Path(path).name or str(Path(path)))


def counted(count: int, noun: str) -> str:
    """Return how many of what: '1 picture', '60,000 pictures'."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def shortened(text: str, longest: int) -> str:
    """Return text, cut to `longest` characters with an ellipsis at the cut."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
