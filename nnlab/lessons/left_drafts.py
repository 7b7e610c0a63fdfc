"""Lessons that are written and not saved yet, kept for the case that the program ends without a word.

<home>/lesson-drafts/<window>.json          the draft, and of which file it is
<home>/lesson-drafts/.<window>.json.lock    held while the window lives; who can take it has found what it left
"""

import secrets
import time
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Lock

import msgspec

from nnlab.data.store import home_folder
from nnlab.files import (
    FileKind,
    JsonValue,
    LoadError,
    SaveError,
    locked,
    open_untrusted,
    parse_json,
    write_atomically,
)
from nnlab.files.errors import named, reason_of
from nnlab.lessons.drafts import Draft
from nnlab.lessons.known import refuse_newer
from nnlab.lessons.lesson import LESSON_BYTES
from nnlab.lessons.own_files import holds
from nnlab.lessons.shelf import STEM, SUFFIX, own_folder
from nnlab.project.strict import decode

_VERSION = 1
_BYTES = 4 * LESSON_BYTES  # the draft, what it was, and signs that take more room before they are read
_MOST_LEFT = 10
_TEXTS, _LISTS = ("text", "hint"), ("checks", "locked", "hidden", "locked_until_guess")


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft, the name of its file (None: it has none yet), and the lesson that this held when it was opened."""

    draft: Draft
    name: str | None
    was: Draft
    when: float = 0.0
    nnlab_draft: int = _VERSION

    def __post_init__(self) -> None:
        if self.name is not None and not STEM.fullmatch(self.name):
            raise ValueError("no lesson has such a name")
        if not _can_be_edited(self.draft):
            raise ValueError("this is no draft of a lesson")


@dataclass(frozen=True, slots=True)
class LeftDraft:
    """What a window that lives no more has left behind, and in which file."""

    path: Path
    kept: KeptDraft


def drafts_folder() -> Path:
    """Return the folder of drafts; it need not be there."""
    return home_folder() / "lesson-drafts"


def kept_now(draft: Draft, name: str | None, was: Draft) -> KeptDraft:
    """Return a draft as it is kept at this moment."""
    return KeptDraft(draft, name, was, time.time())


def parse_kept(data: bytes) -> KeptDraft:
    """Return the kept draft in `data`, a JSON text. Raises only LoadError."""
    content = parse_json(data, most=_BYTES)
    refuse_newer(content, "nnlab_draft", _VERSION)
    return decode(content, KeptDraft, passes_unknown=True)


_KIND = FileKind("a lesson that is being written (JSON)", parse_kept, _BYTES)


class DraftSlot:
    """The file of one window. It is made when there is something to keep, and locked as long as the window lives."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = (drafts_folder() if folder is None else folder) / f"{secrets.token_hex(8)}{SUFFIX}"
        self._held = ExitStack()
        self._is_held = False
        self._is_over = False
        self._one = Lock()  # when the window closes it cannot wait for a job

    def keep(self, kept: KeptDraft | None) -> None:
        """Write a draft in place of the one before; None takes that away. Raises SaveError."""
        with self._one:
            if not self._is_over:
                self._put(kept)

    def finish(self, kept: KeptDraft | None) -> None:
        """Do it for the last time, and let go of the file: others may find it now. Raises SaveError."""
        with self._one:
            self._is_over = True
            try:
                self._put(kept)
            finally:
                self._held.close()
                if kept is None and self._is_held:
                    _lock_of(self._file).unlink(missing_ok=True)

    def _put(self, kept: KeptDraft | None) -> None:
        if kept is None:
            with suppress(OSError):  # it is found to be saved at the next start
                self._file.unlink(missing_ok=True)
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            reason = reason_of(error)
            raise SaveError(
                reason.code, f"{named(self._file.parent)} cannot be made: {reason.what}."
            ) from error
        if not self._is_held:
            self._held.enter_context(locked(self._file, wait_s=0))
            self._is_held = True
        write_atomically(self._file, msgspec.json.encode(asdict(kept)), validate=parse_kept)


def left_drafts(folder: Path | None = None) -> list[LeftDraft]:
    """Return what windows that live no more have left behind, the latest first; never raises.

    What was saved is cleared away, as are all beyond the ten latest. What cannot be read stays where it is.
    """
    found: list[Path] = []
    with suppress(OSError):
        found = list((drafts_folder() if folder is None else folder).glob(f"*{SUFFIX}"))
    left = [LeftDraft(path, kept) for path in found if (kept := _left_at(path)) is not None]
    left.sort(key=lambda each: each.kept.when, reverse=True)
    for old in left[_MOST_LEFT:]:
        discard(old)
    return left[:_MOST_LEFT]


def _left_at(path: Path) -> KeptDraft | None:
    """Return what lies at `path`, unless its window lives, or it is saved: then it is cleared away."""
    try:
        with locked(path, wait_s=0):
            kept = open_untrusted(path, _KIND)
    except LoadError:
        return None
    except SaveError as fault:
        if fault.code == "held":
            return None
        with suppress(LoadError):  # the home is read-only: there all can be read
            return open_untrusted(path, _KIND)
        return None
    if kept.name is None or not holds(own_folder() / f"{kept.name}{SUFFIX}", kept.draft):
        return kept
    discard(LeftDraft(path, kept))
    return None


def is_there(left: LeftDraft) -> bool:
    """Return whether nobody else has brought it back, or thrown it away, by now."""
    return left.path.exists()


def discard(left: LeftDraft) -> None:
    """Remove what a window has left behind, as far as that can be."""
    for path in (left.path, _lock_of(left.path)):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _lock_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.lock")


def _can_be_edited(draft: JsonValue) -> bool:
    """Return whether the editor finds texts, lists and objects where it looks for them."""
    if not isinstance(draft, dict):
        return False
    steps = draft.get("steps")
    return (
        all(_is_text(draft.get(name)) for name in ("title", "about"))
        and isinstance(steps, list)
        and bool(steps)
        and all(map(_is_step, steps))
    )


def _is_step(step: JsonValue) -> bool:
    if not isinstance(step, dict) or not all(_is_text(step[name]) for name in _TEXTS if name in step):
        return False
    lists = [step[name] for name in _LISTS if name in step]
    checks, guess = step.get("checks", []), step.get("guess", {})
    return (
        all(isinstance(each, list) for each in lists)
        and isinstance(checks, list)
        and all(isinstance(check, dict) for check in checks)
        and isinstance(guess, dict)
    )


def _is_text(text: JsonValue) -> bool:
    return isinstance(text, dict) and all(isinstance(said, str) for said in text.values())
