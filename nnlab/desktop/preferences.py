"""What the window remembers between two starts: theme, language, speed, place on the screen."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import get_type_hints

import msgspec
import platformdirs

from nnlab.files import (
    JSON,
    LoadError,
    SaveError,
    locked,
    open_untrusted,
    parse_json,
    put_aside,
    sweep,
    write_atomically,
)
from nnlab.files.errors import not_saved

SYSTEM = "system"
# What the system says of a folder or file that is there, or may be, and cannot be read.
_REFUSALS = ("no-permission", "bad-name", "disk-fault", "system")
_WAIT_S = 0.5  # for another window that is writing: that takes a moment, and this one stands still meanwhile


@dataclass(frozen=True, slots=True)
class Preferences:
    """The user's choices; `geometry` is x, y, width, height of the window in pixels, `recent` the last files.

    `learner` is the name under which somebody handed in last, `sign` tells namesakes on other
    computers apart, `board_folder` is the folder of the class board.
    """

    theme: str = SYSTEM
    language: str = SYSTEM
    speed: int = 9
    step_unit: str = "epoch"
    curve: str = "log"
    geometry: tuple[int, int, int, int] | None = None
    maximized: bool = False
    recent: tuple[str, ...] = ()
    learner: str = ""
    sign: str = ""
    board_folder: str = ""


def folder() -> Path:
    """Return the folder of the preferences: NNLAB_CONFIG if it is set, else where the system keeps such files."""
    return Path(os.environ.get("NNLAB_CONFIG") or platformdirs.user_config_dir("nnlab", appauthor=False))


def load(on_refused: Callable[[LoadError], None] | None = None) -> Preferences:
    """Return the remembered preferences; each that is missing or damaged is as on the first start.

    `on_refused` is told when the system does not let the folder or the file be read.
    """
    kept, chosen = _read(on_refused), {}
    for name, kind in get_type_hints(Preferences).items():
        if name in kept:
            with suppress(msgspec.ValidationError):
                chosen[name] = msgspec.convert(kept[name], kind, strict=True)
    return Preferences(**chosen)


def save(**changes: object) -> None:
    """Remember `changes`, fields of Preferences; what else the file holds, perhaps from another window, stays.

    A damaged file is put aside. Raises SaveError when the folder cannot be written to, and where there is a file that
    cannot be read at the moment.
    """
    _change(lambda _: changes)


def agreed(name: str, wanted: str, is_one: Callable[[str], bool]) -> str:
    """Return the text that the file holds for the field `name`, if it `is_one`, and else keep the `wanted` one.

    So all windows have the same one, even those that were opened before the first of them needed it. Raises SaveError.
    """
    kept = _change(lambda kept: {} if is_one(_text(kept.get(name))) else {name: wanted})
    return _text(kept[name])


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _change(changes: Callable[[dict[str, object]], dict[str, object]]) -> dict[str, object]:
    """Write what `changes` makes of what the file holds, and return all that it holds then; no other window may do so
    meanwhile. Raises SaveError.
    """
    target = _file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError("folder", f"The folder for settings cannot be made: {error}", str(error)) from error
    sweep(target.parent)
    with locked(target, wait_s=_WAIT_S):
        before = _to_be_written(target)
        after = before | changes(before)
        if after != before:
            write_atomically(target, msgspec.json.encode(after), validate=parse_json)
    return after


def _to_be_written(target: Path) -> dict[str, object]:
    """Return what the file holds; nothing of one that is missing or damaged. Raises SaveError."""
    try:
        kept = open_untrusted(target, JSON)
    except LoadError as fault:
        if fault.code == "not-found":
            return {}
        if not fault.blames_content:
            raise not_saved(target.name, fault.code, "it cannot be read just now", fault.message) from fault
        put_aside(target)
        return {}
    return kept if isinstance(kept, dict) else {}


def _file() -> Path:
    return folder() / "preferences.json"


def _read(on_refused: Callable[[LoadError], None] | None = None) -> dict[str, object]:
    """Return what the file holds, of whatever kind it is; nothing when it is missing or damaged."""
    try:
        kept = open_untrusted(_file(), JSON)
    except LoadError as error:
        if on_refused is not None and error.code in _REFUSALS:
            on_refused(error)
        return {}
    return kept if isinstance(kept, dict) else {}
