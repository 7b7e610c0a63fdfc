"""Where no window can open, nnlab says why in one sentence, and never with a traceback or a crash of Qt."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from nnlab.desktop.system.platform_check import why_no_window

ROOT = Path(__file__).resolve().parents[2]
LINUX_ONLY = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="other systems bring all that Qt needs"
)


def run(program: list[str], **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Run Python in an environment with `changes`; None takes a variable out."""
    environment = {name: value for name, value in os.environ.items() if name not in changes}
    environment |= {name: value for name, value in changes.items() if value is not None}
    environment["PYTHONPATH"] = str(ROOT)
    return subprocess.run(
        [sys.executable, *program], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def assert_one_sentence(ended: subprocess.CompletedProcess[str]) -> str:
    assert ended.returncode == 1
    assert ended.stdout == ""
    (line,) = ended.stderr.splitlines()
    assert "Traceback" not in line
    assert "nnlab train seven-segment" in line
    return line


def test_that_where_a_window_can_open_there_is_nothing_to_say(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert why_no_window() is None


@LINUX_ONLY
@pytest.mark.parametrize("display", [None, "", ":987", "nowhere.invalid:0"])
def test_that_without_a_display_it_says_so_and_ends_with_1(display):
    ended = run(["-m", "nnlab"], QT_QPA_PLATFORM="xcb", DISPLAY=display, WAYLAND_DISPLAY=None)
    line = assert_one_sentence(ended)
    assert "display" in line or "apt install" in line


@LINUX_ONLY
def test_that_without_any_desktop_it_says_so_as_well():
    assert_one_sentence(run(["-m", "nnlab"], QT_QPA_PLATFORM=None, DISPLAY=None, WAYLAND_DISPLAY=None))


@LINUX_ONLY
@pytest.mark.parametrize("platform", [None, "wayland"])
@pytest.mark.parametrize("name", ["wayland-9", "/tmp/nowhere/wayland-0"])
def test_that_a_wayland_display_that_is_gone_is_none(platform, name):
    """The variable outlives the compositor, as under ssh or sudo."""
    changes = {"DISPLAY": None, "XDG_RUNTIME_DIR": None, "WAYLAND_DISPLAY": name}
    assert_one_sentence(run(["-m", "nnlab"], QT_QPA_PLATFORM=platform, **changes))


@LINUX_ONLY
def test_that_a_wayland_display_that_answers_is_one(monkeypatch, tmp_path):
    for name in ("DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as compositor:
        compositor.bind(str(tmp_path / "wayland-0"))
        compositor.listen()
        assert why_no_window() is None
    (tmp_path / "wayland-0").unlink()
    assert "display" in why_no_window()


@LINUX_ONLY
def test_that_a_platform_that_qt_does_not_have_is_named():
    line = assert_one_sentence(run(["-m", "nnlab"], QT_QPA_PLATFORM="bogus"))
    assert "'bogus'" in line
    assert "unset" in line


@LINUX_ONLY
def test_that_a_missing_library_is_named_with_the_packages_that_bring_it(tmp_path):
    (tmp_path / "libxcb.so.1").touch()  # found first, and no library at all
    ended = run(["-m", "nnlab"], QT_QPA_PLATFORM="xcb", DISPLAY=":0", LD_LIBRARY_PATH=str(tmp_path))
    line = assert_one_sentence(ended)
    assert "libxcb" in line
    assert "apt install" in line
    assert "libxcb-cursor0" in line


def test_that_without_pyside6_it_names_the_command_that_brings_it():
    # Without the site's packages there is no PySide6, as after `pip install nnlab --no-deps`.
    program = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r});"
        "from nnlab.desktop.system.platform_check import why_no_window; print(why_no_window())"
    )
    ended = run(["-S", "-c", program])
    assert ended.stderr == ""
    assert "pip install 'PySide6-Essentials" in ended.stdout
