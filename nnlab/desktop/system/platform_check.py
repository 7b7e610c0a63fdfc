"""Says in one sentence why the window cannot open, before Qt ends the program with a message of its own.

This module imports nothing of Qt: it is asked where Qt may be missing.
"""

import ctypes
import ctypes.util
import importlib.util
import os
import socket
import sys
from pathlib import Path

DEBIAN_PACKAGES = (
    "libegl1 libgl1 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 "
    "libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 fonts-noto-cjk"
)

_ALTERNATIVE = "Without a window you can use the command line: nnlab train seven-segment"


def why_no_window() -> str | None:
    """Return the sentence that says why no window can open here and what to do, or None if one can."""
    found = importlib.util.find_spec("PySide6")
    if found is None or found.origin is None:
        return f"nnlab's window needs PySide6: pip install 'PySide6-Essentials<6.12'. {_ALTERNATIVE}"
    if not sys.platform.startswith("linux"):
        return None
    missing = _missing_library(Path(found.origin).parent)
    if missing:
        return (
            f"nnlab's window needs the library {missing}. On Debian or Ubuntu: sudo apt install {DEBIAN_PACKAGES}. "
            f"{_ALTERNATIVE}"
        )
    if not _has_plugin(Path(found.origin).parent):
        return (
            f"Qt has no platform named {_wanted()!r}, which the variable QT_QPA_PLATFORM asks for: unset it. "
            f"{_ALTERNATIVE}"
        )
    if _has_display():
        return None
    return (
        "nnlab found no display to open its window on. Log in to a desktop, connect with ssh -X, or set DISPLAY. "
        f"{_ALTERNATIVE}"
    )


def _wanted() -> str:
    """Return the platform that the user asks for, such as 'offscreen'; nothing where Qt is to choose."""
    return os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]


def _uses_x11() -> bool:
    return _wanted() == "xcb" or (not _wanted() and not _wayland_answers())


def _has_plugin(package: Path) -> bool:
    if not _wanted() or os.environ.get("QT_PLUGIN_PATH") or os.environ.get("QT_QPA_PLATFORM_PLUGIN_PATH"):
        return True
    family = _wanted().partition("-")[0]
    return any((package / "Qt" / "plugins" / "platforms").glob(f"libq{family}*.so"))


def _missing_library(package: Path) -> str | None:
    """Return the name of a shared library that Qt needs here and that is not there."""
    try:
        import PySide6.QtWidgets  # noqa: F401  (it is loaded to see whether it can be)

        if _uses_x11():
            ctypes.CDLL(str(package / "Qt" / "plugins" / "platforms" / "libqxcb.so"))
    except (ImportError, OSError) as error:
        return str(error).split(":")[0]
    return None


def _has_display() -> bool:
    """Return whether a display answers, where one is needed."""
    if _wanted().startswith("wayland"):
        return _wayland_answers()
    if _wanted() not in {"", "xcb"}:
        return True
    return _x11_answers() or (not _wanted() and _wayland_answers())


def _wayland_answers() -> bool:
    """Return whether a compositor listens; the variable alone outlives it, as under ssh, sudo or tmux."""
    name, folder = os.environ.get("WAYLAND_DISPLAY"), os.environ.get("XDG_RUNTIME_DIR", "")
    if not name or not (folder or Path(name).is_absolute()):
        return False
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        try:
            connection.connect(str(Path(folder) / name))
        except OSError:
            return False
    return True


def _x11_answers() -> bool:
    if not os.environ.get("DISPLAY"):
        return False
    xcb = ctypes.CDLL(ctypes.util.find_library("xcb") or "libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers
