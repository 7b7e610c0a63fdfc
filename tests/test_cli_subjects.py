"""PRESET|FILE: one word, understood in the same way by every command that takes it."""

import json
from pathlib import Path

import pytest

from nnlab.cli import main
from nnlab.cli.subjects import file_named
from nnlab.lessons import begin, load_preset, preset_keys
from nnlab.project.nnlab_file import save_project
from nnlab.project.saved import saved

COMMANDS = (
    ("train",),
    ("check",),
    ("compare",),
    ("sweep", "--grid", "rate=0.1"),
    ("folds",),
)
QUICK = {
    "train": ("--epochs", "2", "--quiet"),
    "check": (),
    "compare": ("--epochs", "2"),
    "sweep": ("--set", "epochs=2", "--jobs", "1", "--quiet"),
    "folds": ("--set", "epochs=2", "--jobs", "1", "--quiet", "--folds", "2"),
}


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("words", COMMANDS)
@pytest.mark.parametrize("missing", ["missing.csv", "missing.nnlab", "missing.xlsx", "./missing", "/no/such"])
def test_that_a_file_that_is_not_there_is_said_to_be_so(
    words: tuple[str, ...], missing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([words[0], missing, *words[1:]]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "there is no such file or folder" in said.err
    assert "preset" not in said.err


@pytest.mark.parametrize("words", COMMANDS)
def test_that_projects_and_tables_are_taken_by_all(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    Path("mine.csv").write_text("a,b,y\n1,2,0\n2,3,1\n3,1,0\n4,4,1\n")
    save_project("mine.nnlab", saved(begin(load_preset("xor"))))
    for subject in ("mine.csv", "mine.nnlab"):
        assert main([words[0], subject, *words[1:], *QUICK[words[0]]]) == 0, subject
        assert capsys.readouterr().out


def test_that_no_key_of_a_preset_is_taken_for_a_file() -> None:
    assert [key for key in preset_keys() if file_named(key) is not None] == []
    assert file_named("sevn-segment") is None


def test_that_a_project_is_trained_anew_as_its_preset_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "xor", "--epochs", "5", "--save", "mine.nnlab", "--json", "--quiet"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert main(["train", "mine.nnlab", "--json", "--quiet"]) == 0
    again = json.loads(capsys.readouterr().out)
    assert (again["loss"], again["steps"]) == (first["loss"], first["steps"])
    assert main(["train", "mine.nnlab", "--seed", "8", "--json", "--quiet"]) == 0
    other = json.loads(capsys.readouterr().out)
    assert other["seed"] == 8
    assert other["loss"] != first["loss"]


@pytest.mark.parametrize(
    "words",
    [("train", "--epochs", "1"), ("sweep", "--grid", "rate=1", "--jobs", "1"), ("folds", "--jobs", "1")],
)
def test_that_how_a_table_is_read_is_no_word_about_anything_else(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([words[0], "moons", *words[1:], "--quiet", "--target", "y"]) == 2
    assert (
        capsys.readouterr().err
        == "nnlab: --target says how a table is read, but 'moons' is none: leave it out.\n"
    )


def test_that_samples_of_a_preset_are_parted_for_a_sweep_as_for_a_training(
    capsys: pytest.CaptureFixture[str],
) -> None:
    split = ("--split", "validation=0.5,seed=3", "--json", "--quiet")
    assert main(["train", "lecture/ten-points", "--epochs", "3", *split]) == 0
    trained = json.loads(capsys.readouterr().out)
    words = ("--grid", "epochs=3", "--jobs", "1", "--set", "stop_all_right=no", "--set", "stop_loss=none")
    assert main(["sweep", "lecture/ten-points", *words, *split]) == 0
    run = json.loads(capsys.readouterr().out)["runs"][0]
    assert run["unseen_loss"] == pytest.approx(trained["validation_loss"])


def test_that_data_that_are_not_there_are_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("train", "--data", "pictures"), ("data", "show", "table")):
        assert main(words) == 1
        assert "there is no such file or folder" in capsys.readouterr().err


def test_that_a_file_of_the_folder_comes_after_a_preset(capsys: pytest.CaptureFixture[str]) -> None:
    Path("xor").write_text("mine")
    assert main(["check", "xor"]) == 0
    assert capsys.readouterr().out.startswith("xor  2-4-1")
