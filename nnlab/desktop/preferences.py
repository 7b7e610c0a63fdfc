"""What the window remembers between two starts: theme, language, speed, place on the screen."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
import platformdirs

from nnlab.files import JSON, LoadError, SaveError, open_untrusted, parse_json, write_atomically

SYSTEM = "system"
# What the system says of a folder or file that is there, or may be, and cannot be read.
_REFUSALS = ("no-permission", "bad-name", "disk-fault", "system")


@dataclass(frozen=True, slots=True)
class Preferences:
    """The user's choices; `geometry` is x, y, width, height of the window in pixels."""

    theme: str = SYSTEM
    language: str = SYSTEM
    speed: int = 8
    step_unit: str = "epoch"
    curve: str = "log"
    geometry: tuple[int, int, int, int] | None = None
    maximized: bool = False


def folder() -> Path:
    """Return the folder of the preferences: NNLAB_CONFIG if it is set, else where the system keeps such files."""
    return Path(os.environ.get("NNLAB_CONFIG") or platformdirs.user_config_dir("nnlab", appauthor=False))


def load(on_refused: Callable[[LoadError], None] | None = None) -> Preferences:
    """Return the remembered preferences; whatever is missing or damaged is as on the first start.

    `on_refused` is told when the system does not let the folder or the file be read.
    """
    path = folder() / "preferences.json"
    try:
        return msgspec.convert(open_untrusted(path, JSON), Preferences, strict=True)
    except LoadError as error:
        if on_refused is not None and error.code in _REFUSALS:
            on_refused(error)
    except msgspec.ValidationError:
        pass
    return Preferences()


def save(preferences: Preferences) -> None:
    """Remember `preferences`. Raises SaveError when the folder cannot be written to."""
    target = folder() / "preferences.json"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveError(
            "folder",
            "Your settings could not be kept, because the folder for them cannot be made. nnlab works without.",
            str(error),
        ) from error
    write_atomically(target, msgspec.json.encode(preferences), validate=parse_json)
