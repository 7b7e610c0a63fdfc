"""What the window remembers between two starts: theme, language, speed, place on the screen."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import get_type_hints

import msgspec
import platformdirs

from nnlab.files import JSON, LoadError, SaveError, open_untrusted, parse_json, sweep, write_atomically

SYSTEM = "system"
# What the system says of a folder or file that is there, or may be, and cannot be read.
_REFUSALS = ("no-permission", "bad-name", "disk-fault", "system")


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

    Raises SaveError when the folder cannot be written to.
    """
    target = _file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError("folder", f"The folder for settings cannot be made: {error}", str(error)) from error
    sweep(target.parent)
    write_atomically(target, msgspec.json.encode(_read() | changes), validate=parse_json)


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
