"""`nnlab register`: a double click opens a project, on a desktop as freedesktop.org describes it."""

import os
import re
import shutil
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from nnlab import paths
from nnlab.cli import main, register_command
from nnlab.cli.desktop_entry import PLACES, Launcher, data_folder, entry_text, exec_value, launcher
from nnlab.cli.register_command import by_hand
from nnlab.lessons import begin, load_preset
from nnlab.project.nnlab_file import MIMETYPE, save_project
from nnlab.project.saved import saved

TEMPLATE = paths.resources("desktop", "nnlab.desktop").read_text(encoding="utf-8")
TYPE = MIMETYPE.decode()
NAMESPACE = {"mime": "http://www.freedesktop.org/standards/shared-mime-info"}
HARD_NAME = "a \"b\" 'c' $HOME `d` e\\f & ~é;"

only_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX files")


def needs(*tools: str) -> pytest.MarkDecorator:
    missing = [tool for tool in tools if shutil.which(tool) is None]
    return pytest.mark.skipif(bool(missing), reason=f"needs {', '.join(missing)}")


def said_by(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def data_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a user's folder of data that is not there yet; the desktop looks into it, and no other program is told."""
    folder = tmp_path / "share"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(sys, "platform", "linux")
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "mine.nnlab"
    save_project(path, saved(begin(load_preset("xor"))))
    return path


def placed(folder: Path) -> set[str]:
    return {place for place in PLACES.values() if (folder / place).is_file()}


# -- what is shipped ---------------------------------------------------------------------------------------


def test_that_the_entry_and_the_type_name_each_other_in_both_languages() -> None:
    assert f"MimeType={TYPE};\n" in TEMPLATE
    assert TEMPLATE.count("Exec=nnlab %f\n") == 1
    for key in ("Name", "Comment"):
        assert re.search(rf"^{key}=\w", TEMPLATE, re.MULTILINE)
        assert re.search(rf"^{key}\[ko\]=\w", TEMPLATE, re.MULTILINE)
    kind = ElementTree.parse(paths.resources("desktop", "nnlab.xml")).find("mime:mime-type", NAMESPACE)
    assert kind is not None
    assert kind.get("type") == TYPE
    assert len(kind.findall("mime:comment", NAMESPACE)) == 2


def test_that_a_project_begins_with_the_magic_of_its_type(project: Path) -> None:
    magic = ElementTree.parse(paths.resources("desktop", "nnlab.xml")).findall(".//mime:match", NAMESPACE)
    data = project.read_bytes()
    for match in magic:
        expected = match.attrib["value"].replace(r"\003\004", "\3\4").encode()
        assert data[int(match.attrib["offset"]) :].startswith(expected)
    assert len(magic) == 2


@needs("desktop-file-validate")
@pytest.mark.parametrize(
    "start", [Launcher(("nnlab",)), Launcher(("/a b/python", "-m", "nnlab"), "/a b"), Launcher((HARD_NAME,))]
)
def test_that_the_entry_is_valid(tmp_path: Path, start: Launcher) -> None:
    entry = tmp_path / "nnlab.desktop"
    entry.write_text(entry_text(TEMPLATE, start), encoding="utf-8")
    assert "error" not in said_by("desktop-file-validate", entry)


# -- how nnlab is started ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (("/usr/bin/nnlab",), "/usr/bin/nnlab"),
        (("/a b/python", "-m", "nnlab"), '"/a b/python" -m nnlab'),
        (("nnlab", "50%"), "nnlab 50%%"),
        (("/50%/nnlab",), '/bin/sh -c "exec \\\\"\\\\$0\\\\" \\\\"\\\\$@\\\\"" /50%%/nnlab'),
        (('/a"b/nnlab',), '"/a\\\\"b/nnlab"'),
        (("/a$b/nnlab",), '"/a\\\\$b/nnlab"'),
        (("/a\\b/nnlab",), '"/a\\\\\\\\b/nnlab"'),
        (("/a\tb/nnlab",), '"/a\\tb/nnlab"'),
    ],
)
def test_that_words_are_quoted_as_the_standard_says(words: tuple[str, ...], value: str) -> None:
    assert exec_value(words) == value


@only_posix
def test_that_the_script_that_runs_is_started_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "nnlab"
    script.touch(mode=0o755)
    monkeypatch.chdir(tmp_path)
    assert launcher("./nnlab") == Launcher((str(script),))
    assert launcher("nnlab/__main__.py", "/usr/bin/python") == Launcher(
        ("/usr/bin/python", "-m", "nnlab"), str(Path(__file__).resolve().parents[1])
    )


@needs("gio")
@pytest.mark.parametrize("name", ["plain", HARD_NAME, "100% a=b $HOME"])
def test_that_a_desktop_starts_it_with_the_file_from_whatever_place(
    tmp_path: Path, project: Path, name: str
) -> None:
    folder = tmp_path / name
    folder.mkdir()
    script = folder / "nnlab"
    script.write_text('#!/bin/sh\nprintf "%s\\n" "$PWD" "$0" "$@"\n')
    script.chmod(0o755)
    entry = tmp_path / "nnlab.desktop"
    start = Launcher((str(script), "-m", "a b"), str(folder))
    entry.write_text(entry_text(TEMPLATE, start), encoding="utf-8")
    lines = said_by("gio", "launch", entry, project).splitlines()
    assert lines == [str(folder), str(script), "-m", "a b", str(project)]


# -- registered, and no more -------------------------------------------------------------------------------


def test_that_registering_puts_four_files_and_says_where(
    data_home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["-c"])
    main(["register"])
    said = capsys.readouterr().out
    assert placed(data_home) == set(PLACES.values())
    assert all(str(data_home / place) in said for place in PLACES.values())
    assert "--remove" in said
    entry = (data_home / PLACES["nnlab.desktop"]).read_text(encoding="utf-8")
    assert f"TryExec={sys.executable}\n" in entry
    main(["register"])
    main(["register", "--remove"])
    assert placed(data_home) == set()
    assert main(["register", "--remove"]) == 0
    assert "nothing was changed" in capsys.readouterr().out


@needs("gio", "update-mime-database", "update-desktop-database")
def test_that_the_desktop_knows_a_project_by_name_and_by_content(data_home: Path, project: Path) -> None:
    nameless = project.rename(project.with_name("project"))
    shutil.copy(nameless, project)
    empty = project.with_name("empty.nnlab")
    empty.write_bytes(b"?")

    def types() -> list[str]:
        asked = [said_by("gio", "info", "-a", "standard::content-type", path) for path in files]
        return [
            line.rpartition(" ")[2].strip() for line in "".join(asked).splitlines() if "content-type" in line
        ]

    files = [project, nameless, empty]
    assert main(["register"]) == 0
    assert types() == [TYPE] * 3
    assert "nnlab.desktop" in said_by("gio", "mime", TYPE)
    assert main(["register", "--remove"]) == 0
    assert TYPE not in types()


@needs("xdg-mime", "update-mime-database", "update-desktop-database")
def test_that_xdg_mime_knows_a_project_and_its_program(data_home: Path, project: Path) -> None:
    assert main(["register"]) == 0
    assert said_by("xdg-mime", "query", "filetype", project).strip() == TYPE
    assert said_by("xdg-mime", "query", "default", TYPE).strip() == "nnlab.desktop"


def test_that_what_the_desktop_lacks_is_named(
    data_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["register"]) == 1
    assert "install shared-mime-info" in capsys.readouterr().err
    assert placed(data_home) == set(PLACES.values())


@only_posix
def test_that_a_tool_that_fails_is_named(
    data_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("update-mime-database", "update-desktop-database"):
        (tmp_path / name).write_text("#!/bin/sh\nexit 3\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert main(["register"]) == 1
    assert capsys.readouterr().err.count("failed") == 2


def test_that_a_folder_that_cannot_be_made_is_one_sentence(
    data_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data_home.write_bytes(b"")
    assert main(["register"]) == 1
    assert "“nnlab.desktop” was not saved" in capsys.readouterr().err
    assert main(["register", "--remove"]) == 0


def test_that_a_folder_of_data_must_be_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    for given in ("share", ""):
        monkeypatch.setenv("XDG_DATA_HOME", given)
        assert data_folder() == tmp_path / ".local" / "share"


# -- elsewhere ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_that_other_systems_are_left_alone_and_their_users_told(
    data_home: Path, platform: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert register_command.run(Namespace(remove=False), platform) == 0
    assert "To undo it" in capsys.readouterr().out
    assert not data_home.exists()


def test_that_what_is_typed_by_hand_is_quoted() -> None:
    windows = by_hand(Launcher((r"C:\Users\K\nnlab.exe",)), "win32")
    assert r'/ve /d "\"C:\Users\K\nnlab.exe\" \"%1\"" /f' in windows
    windows = by_hand(Launcher((r"C:\Users\K K\python.exe", "-m", "nnlab")), "win32")
    assert r'/ve /d "\"C:\Users\K K\python.exe\" -m nnlab \"%1\"" /f' in windows
    macos = by_hand(Launcher(("/Users/k k/python", "-m", "nnlab"), "/Users/k k"), "darwin")
    assert "cd '/Users/k k' && '/Users/k k/python' -m nnlab \"$1\"" in macos
