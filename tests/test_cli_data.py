"""`nnlab data`: what it lists, fetches and refuses, and how it ends."""

import argparse
import io
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from nnlab.cli import data_command, main
from nnlab.data import built_in_names, store
from nnlab.data.download import DownloadError
from nnlab.data.mirrors import PUBLISHED, PublishedSet
from tests.data import bad_mirror
from tests.data.bad_mirror import Mirror, serving, stand_in

ROOT = Path(__file__).resolve().parent.parent
SET, FILES = stand_in(1)


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with serving(FILES) as served:
        yield served


def obey(*words: str, sets: tuple[PublishedSet, ...]) -> int:
    """Obey `nnlab data` with `words` as if `sets` were all that is published."""
    parser = argparse.ArgumentParser()
    data_command.add_to(parser.add_subparsers(dest="command"))
    return data_command.run(parser.parse_args(["data", *words]), sets)


def on(mirror: Mirror) -> tuple[PublishedSet]:
    return (replace(SET, mirrors=(mirror.url,)),)


# -- list --------------------------------------------------------------------------------------------------


def test_that_every_data_set_is_listed_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "list"]) == 0
    table, *advice = capsys.readouterr().out.split("\n\n")
    rows = [line.split(maxsplit=1) for line in table.splitlines()]
    assert [name for name, _ in rows] == [
        "mnist",
        "fashion-mnist",
        *built_in_names(),
        "sklearn-digits",
        "my-digits",
    ]
    assert rows[0][1] == "not here: 'nnlab data get mnist' downloads 12 MB"
    assert {what for _, what in rows[2:-2]} == {"comes with nnlab"}
    assert rows[-2][1] == "comes with scikit-learn"
    assert rows[-1][1] == "none drawn and kept yet"
    assert [text.strip() for text in advice] == [store.instructions(known.name) for known in PUBLISHED]


def test_that_the_list_says_where_a_set_is(mirror: Mirror, capsys: pytest.CaptureFixture[str]) -> None:
    obey("get", "mnist", sets=on(mirror))
    capsys.readouterr()
    assert obey("list", sets=on(mirror)) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[0].split(maxsplit=1) == ["mnist", str(store.cache_folder("mnist"))]
    assert "NNLAB_DATA" not in said


def test_that_a_given_folder_that_is_not_there_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NNLAB_DATA", str(tmp_path / "gvien"))
    assert main(["data", "list"]) == 0
    assert f"NNLAB_DATA names the folder {tmp_path / 'gvien'}, which is not there." in capsys.readouterr().out
    monkeypatch.setenv("NNLAB_DATA", str(tmp_path))
    assert main(["data", "list"]) == 0
    assert "which is not there" not in capsys.readouterr().out


def test_that_the_list_as_json_is_for_programs(mirror: Mirror, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "list", "--json"]) == 0
    out = capsys.readouterr().out
    assert out.isascii()
    listed = json.loads(out)
    folder = str(store.cache_folder("mnist"))
    assert listed[0] == {
        "name": "mnist", "built_in": False, "here": False, "folder": None,
        "get": {"folder": folder, "bytes": 11_594_722, "files": list(store.file_names("mnist"))},
    }  # fmt: skip
    by_name = {entry["name"]: entry for entry in listed}
    assert by_name["strokes"] == {
        "name": "strokes", "built_in": True, "here": True, "folder": None, "get": None
    }  # fmt: skip
    assert by_name["my-digits"]["here"] is False
    assert {frozenset(entry) for entry in listed} == {frozenset(listed[0])}
    obey("get", "mnist", sets=on(mirror))
    capsys.readouterr()
    obey("list", "--json", sets=on(mirror))
    first = json.loads(capsys.readouterr().out)[0]
    assert (first["here"], first["folder"]) == (True, folder)


def test_that_the_list_says_how_scikit_learn_s_digits_can_be_had(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("nnlab.data.sklearn_digits.find_spec", lambda name: None)
    assert main(["data", "list"]) == 0
    assert "not here: pip install scikit-learn" in capsys.readouterr().out
    assert main(["data", "get", "sklearn-digits"]) == 2
    assert "comes with scikit-learn" in capsys.readouterr().err


# -- get ---------------------------------------------------------------------------------------------------


def test_that_a_set_is_fetched_once(mirror: Mirror, capsys: pytest.CaptureFixture[str]) -> None:
    folder = store.cache_folder("mnist")
    assert obey("get", "mnist", sets=on(mirror)) == 0
    assert capsys.readouterr() == (f"MNIST is now here: {folder}\n", "")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == FILES
    mirror.asked.clear()
    assert obey("get", "mnist", sets=on(mirror)) == 0
    assert capsys.readouterr() == (f"MNIST is already here: {folder}\n", "")
    assert mirror.asked == []


def test_that_a_damaged_download_is_mended(mirror: Mirror, capsys: pytest.CaptureFixture[str]) -> None:
    obey("get", "mnist", sets=on(mirror))
    images = store.cache_folder("mnist") / SET.files[0].name
    images.write_bytes(FILES[images.name][:-1] + b"!")
    capsys.readouterr()
    obey("get", "mnist", sets=on(mirror))
    assert "now here" in capsys.readouterr().out
    assert images.read_bytes() == FILES[images.name]


def test_that_what_lies_in_the_given_folder_is_not_fetched(
    mirror: Mirror, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = tmp_path / "given"
    given.mkdir()
    for name, data in FILES.items():
        (given / name).write_bytes(data)
    monkeypatch.setenv("NNLAB_DATA", str(given))
    assert obey("get", "mnist", sets=on(mirror)) == 0
    assert obey("path", "mnist", sets=on(mirror)) == 0
    assert capsys.readouterr().out == f"MNIST is already here: {given}\n{given}\n"
    assert mirror.asked == []


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_that_a_terminal_shows_one_line_that_goes_away(
    mirror: Mirror, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "120")
    obey("get", "mnist", sets=on(mirror))
    drawn = terminal.getvalue()
    assert "\n" not in drawn
    assert f"0.0 of 0.4 MB  127.0.0.1  {SET.files[0].name}" in drawn
    assert "[########################] 0.4 of 0.4 MB" in drawn
    assert re.fullmatch(r"\r +\r", drawn[drawn.rindex("\r", 0, -1) :])
    assert capsys.readouterr().out.startswith("MNIST is now here")


def test_that_a_failure_is_a_sentence_and_a_code(mirror: Mirror) -> None:
    mirror.behave(bad_mirror.not_found)
    with pytest.raises(DownloadError, match=r"the server answered 404 \(127.0.0.1\)"):
        obey("get", "mnist", sets=on(mirror))
    assert list(store.cache_folder("mnist").iterdir()) == []


def test_that_a_folder_that_cannot_be_made_ends_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "no-folder").write_text("a file")
    monkeypatch.setenv("NNLAB_CACHE", str(tmp_path / "no-folder"))
    assert main(["data", "get", "mnist"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("nnlab: MNIST was not downloaded: its folder cannot be made")
    assert said.err.count("\n") == 1


INTERRUPTED = """
import sys
from nnlab.cli import command, data_command
from tests.data.bad_mirror import stand_in
from dataclasses import replace
known = replace(stand_in(1)[0], mirrors=(sys.argv[1],))
run = data_command.run
data_command.run = lambda options: run(options, (known,))
sys.exit(command.main(["data", "get", "mnist"]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C otherwise")
def test_that_ctrl_c_ends_cleanly(mirror: Mirror) -> None:
    mirror.behave(bad_mirror.stalled_in_the_middle, SET.files[2].name)
    pipe = subprocess.PIPE
    with subprocess.Popen(
        [sys.executable, "-c", INTERRUPTED, mirror.url], cwd=ROOT, text=True, stdout=pipe, stderr=pipe
    ) as process:
        assert mirror.silent.wait(60)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "nnlab: interrupted.\n")
    left = {path.name: path.read_bytes() for path in store.cache_folder("mnist").iterdir()}
    assert left == {file.name: FILES[file.name] for file in SET.files[:2]}


# -- path --------------------------------------------------------------------------------------------------


def test_that_path_names_the_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["data", "path"]) == 0
    assert main(["data", "path", "fashion-mnist"]) == 0
    root = Path(os.environ["NNLAB_CACHE"]) / "data"
    assert capsys.readouterr().out == f"{root}\n{root / 'fashion-mnist'}\n"


# -- what is refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["get", "minst"], "unknown data set 'minst'. Did you mean 'mnist'? Choices: fashion-mnist, mnist."),
        (["get", "xor"], "'xor' comes with nnlab: it is always here, in no folder of its own."),
        (["path", "strokes"], "'strokes' comes with nnlab: it is always here, in no folder of its own."),
        (["get"], "the following arguments are required: NAME. See 'nnlab data get --help'."),
        ([], "the following arguments are required: WORD. See 'nnlab data --help'."),
        (["list", "--js"], "unrecognized arguments: --js. See 'nnlab data list --help'."),
    ],
)
def test_that_a_wrong_word_is_refused_in_one_line(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["data", *words]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"nnlab: {sentence}\n")
