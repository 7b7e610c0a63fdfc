"""Files that commands write: what cannot be written is refused before anything is computed, in one sentence."""

import os
import shutil
from pathlib import Path

import pytest

from nnlab.cli import main
from nnlab.cli.sweep_command import run_sweep
from nnlab.files import SaveError
from nnlab.lessons import begin, load_preset
from nnlab.project.nnlab_file import save_project
from nnlab.project.saved import saved

SWEEP = ("sweep", "xor", "--grid", "rate=0.1,0.2", "--set", "epochs=2", "--jobs", "1", "--quiet")
TABLE = "a,b,y\n1,2,0\n2,3,1\n3,1,0\n4,4,1\n"
posix = pytest.mark.skipif(os.name != "posix", reason="links and pipes of POSIX")


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def nothing_is_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    def computed(*_given: object, **_named: object) -> None:
        raise AssertionError("it was computed although its result cannot be written")

    for place in ("command.train", "sweep_command.run_sweep", "export_command.exported_file"):
        monkeypatch.setattr(f"nnlab.cli.{place}", computed)


def strange_places(suffix: str) -> list[str]:
    """Make in the folder at hand what no file can be written to; return the names, and some of files not there."""
    names = [f"{what}{suffix}" for what in ("folder", "pipe", "loop", "nowhere")]
    os.mkdir(names[0])
    os.mkfifo(names[1])
    os.symlink(names[2], names[2])
    os.symlink(os.path.join("not there", f"x{suffix}"), names[3])
    return [*names, os.path.join("not there", f"x{suffix}"), f"{'x' * 300}{suffix}"]


def sentence(capsys: pytest.CaptureFixture[str], *words: str, code: int = 2) -> str:
    """Return the one line with which a command refuses its words."""
    assert main(words) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


@posix
@pytest.mark.usefixtures("nothing_is_computed")
@pytest.mark.parametrize(
    ("suffix", "words"),
    [
        (".csv", (*SWEEP, "--csv")),
        (".png", (*SWEEP, "--plot")),
        (".nnlab", ("train", "xor", "--epochs", "1", "--quiet", "--save")),
        (".html", ("export", "mine.nnlab")),
    ],
)
def test_that_places_that_are_no_file_are_refused_before_anything_is_computed(
    suffix: str, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    save_project("mine.nnlab", saved(begin(load_preset("xor"))))
    for place in strange_places(suffix):
        before = sorted(os.listdir())
        assert "was not saved: " in sentence(capsys, *words, place)
        assert sorted(os.listdir()) == before


@pytest.mark.usefixtures("nothing_is_computed")
@pytest.mark.parametrize("option", ["--csv", "--folder", "--resume"])
def test_that_no_name_at_all_is_not_the_folder_at_hand(
    option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("sweep", "--quiet") if option == "--resume" else SWEEP
    assert f"{option} takes the name of a" in sentence(capsys, *words, option, "")
    assert os.listdir() == []


@pytest.mark.usefixtures("nothing_is_computed")
def test_that_what_is_read_is_not_written_over(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.csv").write_text(TABLE)
    given = ("sweep", "mine.csv", "--grid", "rate=0.1", "--csv")
    for name in ("mine.csv", os.path.join(".", "mine.csv")):
        assert "--csv would write over “mine.csv”, which is what is read" in sentence(capsys, *given, name)
    assert Path("mine.csv").read_text() == TABLE


@pytest.mark.usefixtures("nothing_is_computed")
def test_that_one_file_cannot_be_two_results(capsys: pytest.CaptureFixture[str]) -> None:
    said = sentence(capsys, *SWEEP, "--csv", "out.png", "--plot", os.path.join(".", "out.png"))
    assert "--csv and --plot name the same file" in said


def test_that_no_result_is_written_over_what_a_sweep_keeps(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*SWEEP, "--folder", "tried"]) == 0
    capsys.readouterr()
    for name in ("base.nnlab", "sweep.json", os.path.join("runs", "000000.json")):
        said = sentence(capsys, "sweep", "--resume", "tried", "--csv", os.path.join("tried", name))
        assert "over a file of the sweep in “tried”" in said
    assert main(["sweep", "--resume", "tried", "--quiet", "--csv", os.path.join("tried", "runs.csv")]) == 0


def test_that_a_folder_of_others_is_left_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    os.mkdir("mine")
    Path("mine", "essay.txt").write_text("mine")
    assert "holds other files" in sentence(capsys, *SWEEP, "--folder", "mine", code=1)
    assert os.listdir("mine") == ["essay.txt"]


@posix
def test_that_what_is_no_folder_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("file").write_text("mine")
    os.mkfifo("pipe")
    os.symlink("nowhere", "link")
    for name in ("file", "pipe", "link"):
        said = sentence(capsys, *SWEEP, "--folder", name, code=1)
        assert f"“{name}” was not saved: this name belongs to something else" in said


def test_that_runs_are_shown_although_their_table_cannot_be_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: str, *_given: object, **_named: object) -> None:
        raise SaveError("disk-full", f"“{path}” was not saved: the disk is full.")

    monkeypatch.setattr("nnlab.cli.trial_outputs.write_atomically", full)
    assert main([*SWEEP, "--csv", "runs.csv", "--plot", "runs.svg"]) == 1
    said = capsys.readouterr()
    assert "best of 2: learning_rate=" in said.out
    assert [line.split(" was")[0] for line in said.err.splitlines()] == [
        "nnlab: “runs.csv”",
        "nnlab: “runs.svg”",
    ]


@posix
def test_that_a_folder_that_goes_away_ends_the_sweep_with_what_was_made(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def removing(base, plan, *, on_result, **how):
        def taken(result):
            on_result(result)
            shutil.rmtree("tried")

        return run_sweep(base, plan, on_result=taken, **how)

    monkeypatch.setattr("nnlab.cli.sweep_command.run_sweep", removing)
    assert main([*SWEEP, "--folder", "tried"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("xor  1 setting, 1 of 2 runs\n")
    assert said.err.startswith("nnlab: The folder “tried” is gone while results were kept in it.")
    assert "--resume" not in said.err
    assert said.err.count("\n") == 1
