"""Work that is not saved, kept for the case that the program ends without a word: a ring of three files a window.

    <home>/autosave/<window>/0.autosave …   the last three states, each with a header and a checksum
    <home>/autosave/<window>/.ring.lock     held while the window lives; who can take it has found what it left

A file is one line that names its kind, one of JSON (`About`), and the bytes of a project file.
"""

import hashlib
import os
import secrets
import shutil
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from nnlab.files import (
    FileKind,
    LoadError,
    SaveError,
    limits,
    locked,
    open_untrusted,
    parse_json,
    write_atomically,
)
from nnlab.files.errors import not_saved, reason_of, shortened, visible
from nnlab.files.formats import Format
from nnlab.files.patience import Cancelled, timed
from nnlab.project.documents import damaged
from nnlab.project.nnlab_file import parse_project, project_bytes
from nnlab.project.saved import SavedProject
from nnlab.project.strict import decode

SLOTS = 3
_FAMILY = b"nnlab autosave "
_KIND = _FAMILY + b"1\n"
_LONGEST_HEADER = 1 << 16
_LONGEST_TITLE = 80
_LATEST = 253_402_300_799.0  # the last second of the year 9999: no calendar knows later ones
_MOST_LEFT = 10  # sets of windows that ended without a word; older ones go
_ABANDONED_S = 3600.0  # a set without any work in it may be one that a window is about to begin
_DISCARD_WAIT_S = 5.0  # for another window that is looking at the same set
_ADVICE = "Save your work in a file of its own."

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class About:
    """What is known of the work without opening it.

    `number` counts the states of a window, `when` is in seconds since 1970. `path` is the file that it belongs to,
    empty for work that was never saved; `stamp` says which content of that file it goes on from. `title` names it, in
    the language of the window that left it; work without a name of its own `began` with a preset or a data set, by
    whose key its reader's language has a name.
    """

    number: int
    when: float
    title: str
    path: str = ""
    stamp: tuple[int, int] | None = None
    sha256: str = ""
    began: str = ""


@dataclass(frozen=True, slots=True)
class Leftover:
    """Work that a window has left behind: the folder of its ring, its newest whole file, and what that says."""

    folder: Path
    file: Path
    about: About


def autosave_bytes(about: About, project: SavedProject) -> bytes:
    """Return the file of a ring that holds `project`. Raises SaveError where that cannot be saved."""
    content = project_bytes(project)
    about = replace(about, sha256=hashlib.sha256(content).hexdigest())
    return b"".join((_KIND, msgspec.json.encode(asdict(about)), b"\n", content))


def parse_autosave(data: bytes, *, cancelled: Cancelled | None = None) -> tuple[About, SavedProject]:
    """Return what a file of a ring holds. Raises only LoadError."""
    about, content = _taken_apart(data)
    return about, parse_project(content, cancelled=cancelled)


def load_autosave(path: Path, *, cancelled: Cancelled | None = None) -> tuple[About, SavedProject]:
    """Return what the file of a ring at `path` holds, in at most ten seconds. Raises only LoadError."""
    cancelled = timed(cancelled)
    return open_untrusted(path, _kind(partial(parse_autosave, cancelled=cancelled)), cancelled=cancelled)


def _taken_apart(data: bytes) -> tuple[About, bytes]:
    """Return the header and the project's bytes. Raises LoadError unless the checksum is right."""
    if not data.startswith(_KIND):
        if data.startswith(_FAMILY):
            raise LoadError("newer", "It was kept by another nnlab. Open it with that one.")
        raise LoadError("wrong-kind", "It is no work that nnlab has kept.")
    end = data.find(b"\n", len(_KIND), len(_KIND) + _LONGEST_HEADER)
    if end < 0:
        raise damaged("its header has no end")
    about = decode(parse_json(data[len(_KIND) : end]), About, passes_unknown=True, advice="")
    content = data[end + 1 :]
    if hashlib.sha256(content).hexdigest() != about.sha256:
        raise damaged("it is not what was kept")
    title = shortened(visible(about.title), _LONGEST_TITLE)  # it is shown before anybody has opened the work
    began = shortened(visible(about.began), _LONGEST_TITLE)
    return replace(about, title=title, began=began, when=min(max(about.when, 0.0), _LATEST)), content


def _kind(parse: Callable[[bytes], T]) -> FileKind[T]:
    return FileKind("work kept by nnlab", parse, limits.PROJECT_BYTES + _LONGEST_HEADER, frozenset(Format))


class Ring:
    """The files of one window. It is made when there is something to keep, and locked as long as the window lives."""

    def __init__(self, root: Path) -> None:
        self._folder = root / secrets.token_hex(8)
        self._held = ExitStack()
        self._is_made = False
        self._number = 0  # of the last state that was to be written
        self._last = 0  # of the last one that was

    def write(self, about: About, project: SavedProject) -> None:
        """Put `project` in the place of the oldest file. Raises SaveError; the other files stay as they are.

        On a full disk the newest alone stays, if that makes room. Should somebody have removed the folder, there is
        another one.
        """
        self._make()
        self._number += 1
        data = autosave_bytes(replace(about, number=self._number), project)
        try:
            self._put(data)
        except SaveError as fault:
            if fault.code == "not-found":
                self._begin_again()
            elif fault.code != "disk-full" or not self.keep_newest():
                raise
            self._put(data)

    def keep_newest(self) -> bool:
        """Remove all but the newest file; return whether there was any."""
        return _removed(self._files()[:-1])

    def clear(self) -> None:
        """Forget what was kept: it is saved, or nothing is to be kept of it."""
        _removed(self._files())  # the newest last: what is older must never be taken for it

    def end(self) -> None:
        """Let go of the files; those that are there will be found by the next window."""
        self._held.close()
        if self._is_made and not self._files():
            shutil.rmtree(self._folder, ignore_errors=True)

    def _put(self, data: bytes) -> None:
        write_atomically(self._folder / f"{self._number % SLOTS}.autosave", data, validate=_taken_apart)
        self._last = self._number

    def _files(self) -> list[Path]:
        """Return the files, the oldest first: the slots go round."""
        slots = (
            self._folder / f"{number % SLOTS}.autosave"
            for number in range(self._last + 1, self._last + 1 + SLOTS)
        )
        return [path for path in slots if path.exists()]

    def _begin_again(self) -> None:
        self._held.close()
        self._is_made = False
        self._folder = self._folder.with_name(secrets.token_hex(8))
        self._make()

    def _make(self) -> None:
        if self._is_made:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = reason_of(error)
            raise not_saved("autosave", reason.code, reason.what, str(error), advice=_ADVICE) from error
        self._held.enter_context(locked(self._folder / "ring", wait_s=_DISCARD_WAIT_S))
        self._is_made = True


def _removed(files: list[Path]) -> bool:
    """Remove files as far as that can be; return whether there were any."""
    for path in files:
        with suppress(OSError):
            path.unlink()
    return bool(files)


# -- what windows have left behind -------------------------------------------------------------------------


def leftovers(root: Path) -> list[Leftover]:
    """Return the work of windows that live no more, the newest first; never raises.

    Work that is, byte for byte, in the file it belongs to is not lost: it is cleared away, as are damaged sets and all
    beyond the ten newest. What cannot be read today, or was kept by a later nnlab, stays where it is.
    """
    folders: list[Path] = []
    with suppress(OSError):
        folders = [folder for folder in root.iterdir() if folder.is_dir() and not folder.is_symlink()]
    found = [left for folder in folders if (left := _left_in(folder)) is not None]
    found.sort(key=lambda left: left.about.when, reverse=True)
    for old in found[_MOST_LEFT:]:
        discard(old.folder)
    return found[:_MOST_LEFT]


def _left_in(folder: Path) -> Leftover | None:
    """Return the work in a set whose window lives no more; clear away what nobody misses."""
    try:
        with locked(folder / "ring", wait_s=0):
            newest, is_sure = _newest(folder)
            missed = newest is not None and not _is_saved(newest.about)
    except SaveError as fault:
        # Held: its window lives. Else the home is read-only: there nothing can be cleared away, but all be read.
        return None if fault.code == "held" else _newest(folder)[0]
    if missed:
        return newest
    if is_sure:
        discard(folder)
    return None


def discard(folder: Path) -> None:
    """Remove what a window has left behind, as far as that can be."""
    with suppress(SaveError):
        with locked(folder / "ring", wait_s=_DISCARD_WAIT_S):
            _removed(sorted(folder.glob("*.autosave")))
        shutil.rmtree(folder, ignore_errors=True)


def stamp_of(path: str | os.PathLike[str]) -> tuple[int, int] | None:
    """Return what tells the content of a file from that of another time: when it was changed and its size; or None."""
    with suppress(OSError, ValueError):
        status = os.stat(path)
        return status.st_mtime_ns, status.st_size
    return None


def about_now(title: str, path: Path | None, stamp: tuple[int, int] | None, *, began: str = "") -> About:
    """Return the header of work at this moment; the ring numbers it."""
    text = "" if path is None else str(path)
    with suppress(UnicodeEncodeError):
        text.encode("utf-8")
        return About(0, time.time(), title, text, stamp, began=began)
    return About(0, time.time(), title)  # a name that no text can hold: the work will ask for another


def _newest(folder: Path) -> tuple[Leftover | None, bool]:
    """Return the newest whole file of a set, and whether it is sure that there is no other work in it."""
    whole, is_sure, is_begun = [], True, False
    for path in folder.glob("*.autosave"):
        is_begun = True
        try:
            about, _ = open_untrusted(path, _kind(_taken_apart))
        except LoadError as fault:
            is_sure = is_sure and fault.blames_content and fault.code != "newer"
        else:
            whole.append(Leftover(folder, path, about))
    return max(whole, key=lambda left: left.about.number, default=None), is_sure and (
        is_begun or _is_abandoned(folder)
    )


def _is_abandoned(folder: Path) -> bool:
    with suppress(OSError):
        return time.time() - folder.stat().st_mtime > _ABANDONED_S
    return False


def _is_saved(about: About) -> bool:
    """Whether the file that the work belongs to holds exactly that."""
    if not about.path:
        return False
    with suppress(LoadError):
        found = open_untrusted(about.path, _kind(lambda data: hashlib.sha256(data).hexdigest()))
        return bool(found == about.sha256)
    return False
