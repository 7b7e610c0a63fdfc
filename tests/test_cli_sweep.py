"""`nnlab sweep` and `nnlab folds`: what they print and write, how they are broken off and gone on with."""

import json
import os
import signal
import statistics
import subprocess
import sys
from argparse import Namespace
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from nnlab.cli import main, making
from nnlab.cli.making import Made, make
from nnlab.cli.trial_report import folds_object, folds_text, sweep_object, sweep_text
from nnlab.export.pictures.formats import read_png, read_svg
from nnlab.files import parse_csv
from nnlab.lessons import begin, load_preset
from nnlab.project.nnlab_file import save_project
from nnlab.project.saved import saved
from nnlab.trials.backend import Backend, BackendError, InProcess
from nnlab.trials.cluster import DaskCluster
from nnlab.trials.crossval import FoldsResult, run_folds
from nnlab.trials.plan import Axis, FoldsPlan, SweepPlan
from nnlab.trials.summary import Measure
from nnlab.trials.sweep import SweepResult
from nnlab.trials.trial import DIVERGED, LOST, TrialResult

QUICK = ["--set", "epochs=20", "--jobs", "1"]
GRID = ["seven-segment", "--grid", "learning_rate=0.01,0.1", "hidden=4,8", "--seeds", "2", *QUICK]
posix = pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:
    """Return the one object that a command prints with --json."""
    assert main([*arguments, "--json", "--quiet"]) == code
    return json.loads(capsys.readouterr().out)


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 2) -> str:
    """Return the one line on stderr with which `nnlab` refuses `arguments`."""
    assert main([*arguments, "--quiet"]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def test_that_json_lists_every_run_with_its_settings(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "sweep", *GRID)
    runs = found["runs"]
    assert len(runs) == found["total"] == 8
    assert found["complete"]
    assert {(run["settings"]["learning_rate"], run["settings"]["hidden"], run["seed"]) for run in runs} == {
        (rate, width, seed) for rate in (0.01, 0.1) for width in (4, 8) for seed in (4, 5)
    }
    for run in runs:
        assert {"settings", "seed", "loss", "accuracy", "epochs", "ended", "checksum"} <= run.keys()
        assert run["epochs"] == 20
    best = found["best_settings"]
    means = {tuple(s["settings"].values()): s["spread"]["mean"] for s in found["settings"]}
    assert means[tuple(best.values())] == max(means.values())


def test_that_words_among_settings_stay_words_and_whole_numbers_whole(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = printed(
        capsys, "sweep", "xor", "--grid", "optimizer=sgd,adam", "batch=full,2", "rate=1e-1", *QUICK
    )
    settings = [run["settings"] for run in found["runs"]]
    assert {(each["optimizer"], each["batch_size"]) for each in settings} == {
        (optimizer, batch) for optimizer in ("sgd", "adam") for batch in ("full", 2)
    }
    assert all(type(each["batch_size"]) in (str, int) for each in settings)
    assert found["plan"]["axes"] == [
        {"key": "optimizer", "values": ["sgd", "adam"]},
        {"key": "batch_size", "values": ["full", 2]},
        {"key": "learning_rate", "values": [0.1]},
    ]
    assert found["best_settings"] in settings


def test_that_a_plan_of_folds_lists_numbers_as_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "folds", "xor", "--folds", "2", "--set", "batch=2", *QUICK)
    assert all(fold["settings"] == {} for fold in found["runs"])
    assert found["held_out"] == [2, 2]


@pytest.mark.parametrize(
    "words",
    [["sweep", "xor", "--grid", "rate=0.1,1", *QUICK], ["folds", "xor", "--folds", "2", *QUICK]],
)
def test_that_the_object_is_written_into_a_file_beside_the_printed_table(
    words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "out.json"
    assert main([*words, "--json", str(path), "--quiet"]) == 0
    assert capsys.readouterr().out.startswith("xor ")
    written = json.loads(path.read_text(encoding="utf-8"))
    assert len(written["runs"]) == 2


@pytest.mark.parametrize("command", ["sweep", "folds"])
def test_that_the_flag_may_stand_before_what_is_trained(
    command: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ["--folds", "2"] if command == "folds" else ["--grid", "rate=0.1"]
    assert main([command, "--json", "xor", *words, *QUICK, "--quiet"]) == 0
    assert json.loads(capsys.readouterr().out)["subject"] == "xor"
    assert "--json takes a name that ends in .json" in refusal(
        capsys, command, "xor", "--json", "out.txt", *words, *QUICK
    )
    assert "Nothing was trained." in refusal(capsys, command, "xor", "--json", "no/such/out.json", *words)


def test_that_two_outputs_of_one_name_and_what_is_read_are_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "tried"
    printed(capsys, "sweep", "xor", "--grid", "rate=1", *QUICK, "--folder", str(folder))
    inside = next(folder.rglob("*.json"))
    words = ["sweep", "--resume", str(folder), "--json", str(inside)]
    assert "would write over a file of the sweep" in refusal(capsys, *words)


def test_that_folds_are_drawn(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    picture, drawing = str(tmp_path / "folds.png"), str(tmp_path / "folds.svg")
    words = ["folds", "seven-segment", "--folds", "5", *QUICK, "--quiet"]
    assert main([*words, "--plot", picture]) == 0
    assert read_png(Path(picture).read_bytes())[0] > 400
    assert main([*words, "--plot", drawing]) == 0
    said = "".join(read_svg(Path(drawing).read_bytes()).itertext())
    assert "Accuracy, unseen samples, of each fold" in said
    assert "5 of 5 folds" in said
    capsys.readouterr()
    assert "--plot takes a name that ends in .png or .svg" in refusal(
        capsys, "folds", "xor", "--folds", "2", "--plot", "out.pdf"
    )


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("hidden_width", "hidden"),
        ("Hidden width", "hidden"),
        ("hidden-layers", "depth"),
        ("Learning rate", "learning_rate"),
        ("Batch size", "batch_size"),
        ("lr", "learning_rate"),
        ("initializer", "init"),
    ],
)
def test_that_settings_are_understood_as_the_window_calls_them(said: str, key: str) -> None:
    assert Axis.parsed(f"{said}=2,3").key == key


def test_that_a_run_of_a_sweep_is_the_run_of_train(capsys: pytest.CaptureFixture[str]) -> None:
    run = printed(capsys, "sweep", "xor", "--grid", "rate=0.5", "--seed", "3", *QUICK)["runs"][0]
    assert (
        main(["train", "xor", "--seed", "3", "--epochs", "20", "--set", "learning_rate=0.5", "--json"]) == 0
    )
    trained = json.loads(capsys.readouterr().out)
    assert (run["loss"], run["accuracy"], run["steps"]) == (
        trained["loss"],
        trained["accuracy"],
        trained["steps"],
    )


def test_that_the_table_has_mean_and_spread_and_the_best(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sweep", *GRID]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert lines[0] == "seven-segment  4 settings, 8 runs"
    assert lines[2].split() == ["learning_rate", "hidden", "right", "loss", "epochs"]
    assert len(lines) == 9
    assert "±" in lines[3]
    assert lines[8].startswith("best of 4: learning_rate=")
    assert lines[8].split("  ")[1] in lines[3]  # with its spread, as in the table
    assert said.err == "8 runs of seven-segment: 4 settings with 2 seeds each.\n"


def finished(index: int, seed: int, accuracy: float, loss: float = 0.1, **settings: str) -> TrialResult:
    return TrialResult(index, tuple(settings.items()), seed, "finished", "epochs", loss, accuracy, epochs=20)


RATES = SweepPlan((Axis("rate", ("0.1", "1")),), (0, 1))
# The luckiest single run is of other settings than those of the best mean.
STEADY = (finished(0, 0, 0.8, learning_rate="0.1"), finished(1, 1, 0.9, learning_rate="0.1"))
LUCKY = (finished(2, 0, 1.0, learning_rate="1"), finished(3, 1, 0.2, learning_rate="1"))


def test_that_the_best_run_belongs_to_the_best_settings() -> None:
    result = SweepResult(RATES, 4, (*STEADY, *LUCKY))
    found = sweep_object("digits", result, RATES, Measure.ACCURACY, "training")
    assert (found["best_settings"], found["best_run"], found["compared"]) == ({"learning_rate": 0.1}, 1, 2)
    said = sweep_text("digits", result, RATES, Measure.ACCURACY, "training").splitlines()
    assert said[3].split()[:2] == ["0.1", "85.0%"]
    assert said[-1] == "best of 2: learning_rate=0.1  85.0% ± 7.1"


def test_that_a_sweep_that_was_broken_off_says_of_how_many_runs_its_means_are() -> None:
    result = SweepResult(RATES, 4, (*STEADY, LUCKY[0]))
    found = sweep_object("digits", result, RATES, Measure.ACCURACY, "training")
    assert found["best_settings"] == {"learning_rate": 0.1}  # 100% of one run is no better than 85% of two
    assert [settings["missing"] for settings in found["settings"]] == [0, 1]
    assert found["settings"][1]["spread"]["std"] is None
    lines = sweep_text("digits", result, RATES, Measure.ACCURACY, "training").splitlines()
    assert lines[4].endswith("1 of 2 made")
    alone = SweepResult(RATES, 4, (STEADY[0], LUCKY[1]))
    said = sweep_text("digits", alone, RATES, Measure.ACCURACY, "training").splitlines()[-1]
    assert said == "best of 2: learning_rate=0.1  80.0% (1 of 2 runs)"


def test_that_losses_of_different_kinds_have_no_best(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ["line", "--grid", "rate=0.01,0.03", "loss=half_squared_error,binary_cross_entropy", *QUICK]
    found = printed(capsys, "sweep", *words)
    assert (found["best_settings"], found["best_run"], found["compared"]) == (None, None, 0)
    picture = tmp_path / "kinds.svg"
    assert main(["sweep", *words, "--quiet", "--plot", str(picture)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].startswith("no best: losses of different kinds")
    assert [line.split()[0] for line in lines[3:7]] == ["0.01", "0.01", "0.03", "0.03"]  # as in the plan
    texts = [element.text or "" for element in read_svg(picture.read_bytes()).iter()]
    assert texts.count("half_squared_error") == 2  # both charts are parted by it
    one = printed(capsys, "sweep", "xor", "--grid", *words[3:])
    assert one["best_settings"] is not None  # what is right is right by any loss


def test_that_a_mean_without_all_folds_says_of_how_many_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["folds", "seven-segment", "--folds", "4", *QUICK]
    assert printed(capsys, *words)["scored"] == 4
    base, plan = begin(load_preset("seven-segment")), FoldsPlan(4, settings=(("epochs", "5"),))
    made = run_folds(base, plan, backend=InProcess())
    fallen = tuple(replace(run, ended=DIVERGED, watched_accuracy=None) for run in made.results[:3])
    broken = replace(made, results=(*fallen, made.results[3]))
    assert folds_object("digits", broken)["scored"] == 1
    assert folds_text("digits", made).splitlines()[-1].startswith("mean ")
    assert "mean of 1 of 4 folds " in folds_text("digits", broken)


def test_that_the_folds_of_a_cross_validation_that_was_broken_off_keep_their_numbers() -> None:
    plan = FoldsPlan(4)
    runs = tuple(replace(finished(fold, 0, 0.9), watched_accuracy=fold / 4) for fold in (0, 2, 3))
    result = FoldsResult(plan, Measure.WATCHED_ACCURACY, (10, 11, 12, 13), runs, (), (0, 0, 0, 0))
    rows = [line.split()[:3] for line in folds_text("digits", result).splitlines()[3:6]]
    assert rows == [["1", "10", "0.0%"], ["3", "12", "50.0%"], ["4", "13", "75.0%"]]
    found = folds_object("digits", result)
    assert found["scores"] == [0.0, None, 0.5, 0.75]
    assert len(found["scores"]) == len(found["held_out"]) == len(found["twins"])
    assert (found["scored"], found["mean"]) == (3, pytest.approx(1.25 / 3))


def test_that_a_slip_in_a_table_does_not_end_folds_and_sweeps(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """What a slip of the hand is off by has a loss whose square no number can hold."""
    path, picture = tmp_path / "slip.csv", str(tmp_path / "slip.svg")
    rows = [f"{x / 10},{x / 7 if x != 7 else 1e90}" for x in range(30)]
    path.write_text("\n".join(["x,y", *rows]), encoding="utf-8")
    words = [str(path), *QUICK, "--plot", picture]
    folds = printed(capsys, "folds", *words, "--folds", "4")
    assert max(run["unseen_loss"] for run in folds["runs"]) > 1e154
    largest = max(folds["scores"])
    shares = [score / largest for score in folds["scores"]]
    assert folds["mean"] / largest == pytest.approx(statistics.fmean(shares))
    assert folds["std"] / largest == pytest.approx(statistics.stdev(shares))
    swept = printed(capsys, "sweep", *words, "--grid", "rate=0.01", "--seeds", "2")
    assert swept["settings"][0]["spread"]["mean"] > 1e154
    assert swept["best_settings"] == {"learning_rate": 0.01}


def test_that_a_loss_below_nothing_is_kept_and_drawn(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, picture = tmp_path / "below.csv", str(tmp_path / "below.svg")
    path.write_text("\n".join(["x,y", *(f"{x / 10},{-1 - x / 13}" for x in range(40))]), encoding="utf-8")
    words = [str(path), "--set", "loss=binary_cross_entropy", *QUICK, "--plot", picture]
    folder = ["--folder", str(tmp_path / "kept")]
    found = printed(capsys, "sweep", *words, "--grid", "rate=0.01,0.03", *folder)
    losses = {run["settings"]["learning_rate"]: run["unseen_loss"] for run in found["runs"]}
    assert min(losses.values()) < 0
    assert found["best_settings"]["learning_rate"] == min(losses, key=lambda rate: losses[rate])
    assert len(list((tmp_path / "kept" / "runs").iterdir())) == 2
    texts = [element.text or "" for element in read_svg(Path(picture).read_bytes()).iter()]
    assert any(text.startswith("−") for text in texts)  # on the axis of losses
    folds = printed(capsys, "folds", *words, "--folds", "3")
    assert min(run["unseen_loss"] for run in folds["runs"]) < 0


def test_that_runs_that_end_before_their_first_pass_are_drawn(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ["xor", "--grid", "rate=0.1,0.2", "--set", "stop_loss=0.9", "--set", "batch=full", *QUICK]
    found = printed(capsys, "sweep", *words, "--plot", str(tmp_path / "soon.svg"))
    assert [run["epochs"] for run in found["runs"]] == [0, 0]


def test_that_charts_say_what_a_mean_goes_over_and_which_runs_are_not_in_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = str(tmp_path / "runs.svg")

    def written(*words: str) -> str:
        assert main(["sweep", "seven-segment", *words, *QUICK, "--plot", path, "--quiet"]) == 0
        capsys.readouterr()
        texts = (element.text or "" for element in read_svg(Path(path).read_bytes()).iter())
        return " ".join(" ".join(texts).split())

    three = ["--grid", "rate=0.01,0.1", "hidden=4,8", "optimizer=sgd,adam"]
    assert "one run each" in written("--grid", "rate=0.01,0.1")
    assert "mean ± standard deviation over seeds " in written("--grid", "rate=0.01,0.1", "--seeds", "2")
    assert "mean ± standard deviation over optimizer" in written(*three)
    assert "mean over seeds and all other settings" in written(*three, "--seeds", "2")
    wild = written("--grid", "rate=0.01,1000", "--set", "activation=relu", "--set", "epochs=200")
    assert "without 1 of 2 runs, which came to nothing" in wild


def test_that_explosions_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["sweep", "seven-segment", "--grid", "rate=0.01,1000", "--set", "activation=relu", *QUICK]
    assert main([*arguments, "--set", "epochs=200"]) == 0
    assert "1 of 1 exploded" in capsys.readouterr().out


def test_that_random_settings_are_drawn_and_drawn_again(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["sweep", "xor", "--random", "5", "--grid", "rate=log(0.01, 1)", "hidden=2..9", *QUICK]
    one, same = printed(capsys, *words), printed(capsys, *words)
    other = printed(capsys, *words, "--draw-seed", "1")
    settings = [[run["settings"] for run in found["runs"]] for found in (one, same, other)]
    assert settings[0] == settings[1] != settings[2]
    assert all(2 <= int(each["hidden"]) <= 9 for each in settings[0])


def test_that_runs_are_written_as_a_table_and_charts_drawn(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table, picture, drawing = (str(tmp_path / name) for name in ("runs.csv", "runs.png", "runs.svg"))
    found = printed(capsys, "sweep", *GRID, "--csv", table, "--plot", picture)
    written = parse_csv(Path(table).read_bytes())
    assert written.header[:5] == ("run", "learning_rate", "hidden", "seed", "ended")
    assert written.numbers([5])[:, 0].tolist() == [run["loss"] for run in found["runs"]]
    assert read_png(Path(picture).read_bytes())[0] > 800
    assert main(["sweep", *GRID, "--plot", drawing, "--quiet"]) == 0
    words = "".join(read_svg(Path(drawing).read_bytes()).itertext())
    assert "Accuracy against learning rate" in words
    assert "Accuracy against epochs" in words
    assert "seven-segment" in words


def test_that_charts_of_a_project_name_its_data_and_say_what_dashes_are(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, drawing = tmp_path / f"{'m' * 200}.nnlab", str(tmp_path / "runs.svg")
    save_project(path, saved(begin(load_preset("xor"), 9)))
    assert main(["sweep", str(path), "--grid", "rate=0.5", *QUICK, "--plot", drawing, "--quiet"]) == 0
    words = "".join(read_svg(Path(drawing).read_bytes()).itertext())
    assert "mmm" in words
    assert "m" * 200 not in words
    assert "dashed" not in words  # one run has no spread
    path = path.rename(tmp_path / "mine.nnlab")
    words_of_two = ["--seeds", "2", *QUICK, "--plot", drawing, "--quiet"]
    assert main(["sweep", str(path), "--grid", "rate=0.5", *words_of_two]) == 0
    words = "".join(read_svg(Path(drawing).read_bytes()).itertext())
    assert "mine.nnlab · xor" in words
    assert "dashed: ± standard deviation" in " ".join(words.split())


def test_that_a_project_can_be_swept(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "mine.nnlab"
    save_project(path, saved(begin(load_preset("xor"), 9)))
    runs = printed(capsys, "sweep", str(path), "--grid", "rate=0.5", *QUICK)["runs"]
    assert [run["seed"] for run in runs] == [9]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["sweep"], "say what to train"),
        (["sweep", "sevn-segment", "--grid", "rate=1"], "Did you mean 'seven-segment'?"),
        (["sweep", "xor", "--grid", "lerning_rate=1"], "Did you mean 'learning_rate'?"),
        (["sweep", "xor", "--grid", "rate=fast"], "learning_rate must be a number"),
        (["sweep", "xor", "--grid", "hidden=2..4"], "is a range"),
        (["sweep", "xor", "--seeds", "0"], "a whole number from 1 to 10,000 is needed"),
        (["sweep", "xor", "--jobs", "0"], "a whole number from 1 to 61 is needed"),
        (["sweep", "xor", "--jobs", "2", "--scheduler", "tcp://x:1"], "not allowed with"),
        (["sweep", "xor", "--scheduler", ""], "'' is no address of a scheduler"),
        (["folds", "xor", "--scheduler", "tcp://my host:8786"], "is no address of a scheduler"),
        (["sweep", "xor", "--scheduler", "http://127.0.0.1:8786"], "is no address of a scheduler"),
        (["sweep", "xor", "--scheduler", "tcp://127.0.0.1:99999"], "is no address of a scheduler"),
        (["sweep", "xor", "--plot", "out.pdf"], "--plot takes a name that ends in .png or .svg"),
        (["sweep", "xor", "--csv", "no/such/folder.csv"], "Nothing was trained."),
        (["sweep", "xor", "--set", "epochs=none", "--set", "stop_loss=none"], "training would never stop"),
        (["sweep", "xor", "--resume", "tried"], "leave 'xor' out"),
        (["sweep", "--resume", "tried", "--grid", "rate=1"], "leave --grid out"),
        (["sweep", "--resume", "tried", "--seeds", "7"], "leave --seeds out"),
        (["sweep", "--resume", "tried", "--seeds", "1"], "leave --seeds out"),
        (["sweep", "--resume", "tried", "--random", "5"], "leave --random out"),
        (["sweep", "--resume", "tried", "--seed", "0"], "leave --seed out"),
        (["sweep", "--resume", "tried", "--draw-seed", "0"], "leave --draw-seed out"),
        (["sweep", "--resume", "tried", "--target", "kind"], "leave --target out"),
        (["sweep", "xor", "--seed", "-1"], "a whole number from 0 to"),
        (["folds", "--resume", "tried", "--folds", "5"], "leave --folds out"),
        (["folds", "--resume", "tried", "--deal-seed", "0"], "leave --deal-seed out"),
        (["folds", "--resume", "tried", "--seed", "0"], "leave --seed out"),
        (["folds", "--resume", "tried", "--unstratified"], "leave --unstratified out"),
        (["folds", "xor", "--seed", "x"], "a whole number from 0 to"),
        (["folds"], "say what to train"),
        (["folds", "xor", "--folds", "1"], "a whole number from 2 to"),
        (["folds", "xor", "--folds", "5"], "4 samples cannot be parted into 5 folds"),
    ],
)
def test_that_wrong_words_are_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    assert sentence in refusal(capsys, *words)


def test_that_a_scheduler_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("distributed")
    assert main(["sweep", "xor", "--grid", "rate=1", "--scheduler", "tcp://127.0.0.1:9", "--quiet"]) == 1
    said = capsys.readouterr()
    assert "does not answer" in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""  # no head of a table without a run


def test_that_a_sweep_goes_on_in_its_folder(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = str(tmp_path / "tried")
    whole = printed(capsys, "sweep", *GRID, "--folder", folder)
    (tmp_path / "tried" / "runs" / "000003.json").unlink()
    again = printed(capsys, "sweep", "--resume", folder, "--jobs", "1")
    for found in (whole, again):
        for run in found["runs"]:
            del run["seconds"]
    assert again == whole


def test_that_a_run_that_lost_its_workers_says_how_it_is_made_again(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    lost = TrialResult(0, (), 4, LOST, "3 times its worker ended without an answer")
    made = Made((lost,), 1)
    assert made.tell_end("nnlab sweep", tmp_path / "my runs") == 1
    said = capsys.readouterr().err
    assert "1 run failed: 3 times its worker ended without an answer." in said
    assert f"To make them again: nnlab sweep --resume '{tmp_path / 'my runs'}'" in said


def test_that_folders_of_sweeps_and_folds_are_not_mixed_up(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    sweep, folds = str(tmp_path / "sweep"), str(tmp_path / "folds")
    printed(capsys, "sweep", "xor", "--grid", "rate=1", *QUICK, "--folder", sweep)
    printed(capsys, "folds", "xor", "--folds", "2", *QUICK, "--folder", folds)
    assert "holds a cross-validation" in refusal(capsys, "sweep", "--resume", folds)
    assert "holds a sweep" in refusal(capsys, "folds", "--resume", sweep)
    assert "holds another sweep" in refusal(
        capsys, "sweep", "xor", "--grid", "rate=2", *QUICK, "--folder", sweep, code=1
    )
    assert "“not here” holds no sweep" in refusal(
        capsys, "sweep", "--resume", str(tmp_path / "not here"), code=1
    )


def test_that_folds_say_how_many_samples_held_out_are_none_that_are_new(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["folds", "animals", "--folds", "5", "--set", "epochs=1", "--jobs", "1", "--quiet"]
    twins = printed(capsys, *words)["twins"]
    assert len(twins) == 5
    assert sum(twins) in {2, 4, 6}  # three pairs of animals with the same facts
    assert main(words) == 0
    sentence = f"{sum(twins)} of 113 samples held out have the very inputs of one that was learned from."
    assert capsys.readouterr().out.splitlines()[-1] == sentence
    assert main(["folds", "seven-segment", *words[2:]]) == 0
    assert "very inputs" not in capsys.readouterr().out


def test_that_folds_are_scored_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "folds", "seven-segment", "--folds", "5", *QUICK)
    assert len(found["scores"]) == len(found["runs"]) == 5
    assert found["mean"] == pytest.approx(sum(found["scores"]) / 5)
    assert main(["folds", "seven-segment", "--folds", "5", *QUICK]) == 0
    said = capsys.readouterr()
    assert said.out.splitlines()[0].startswith("seven-segment  5 of 5 folds")
    assert said.out.splitlines()[-1].startswith("mean ")
    assert said.err == "5 folds of seven-segment, 10 samples.\n"


def test_that_a_table_of_ones_own_can_be_swept_and_cross_validated(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "sums.csv"
    rows = [f"{a},{b},{'large' if a + b > 9 else 'small'}" for a in range(10) for b in range(5)]
    path.write_text("\n".join(["a,b,sum", *rows]), encoding="utf-8")
    words = [str(path), "--target", "sum", *QUICK]
    folds = printed(capsys, "folds", *words, "--folds", "5")
    assert folds["mean"] > 0.7
    counts = folds["confusion"]
    assert folds["classes"] == ["large", "small"]
    assert [sum(row) for row in counts] == [
        sum("large" in row for row in rows),
        sum("small" in row for row in rows),
    ]
    assert (counts[0][0] + counts[1][1]) / len(rows) == pytest.approx(folds["mean"])
    assert folds["measure"] == "unseen_accuracy"
    swept = printed(capsys, "sweep", *words, "--split", "validation=0.2", "--grid", "rate=0.01,0.1")
    assert swept["measure"] == "unseen_accuracy"
    assert swept["chosen_by"] == "validation"
    assert all(run["unseen_accuracy"] is not None for run in swept["runs"])
    assert "sun" in refusal(capsys, "folds", str(path), "--target", "sun")


@pytest.mark.parametrize(
    ("split", "part"), [("test=0.2,validation=0.2", "validation"), ("test=0.2,validation=0", "test")]
)
def test_that_a_choice_by_the_test_samples_is_called_flattering(
    split: str, part: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "sums.csv"
    rows = [f"{a},{b},{'large' if a + b > 9 else 'small'}" for a in range(10) for b in range(5)]
    path.write_text("\n".join(["a,b,sum", *rows]), encoding="utf-8")
    words = ["sweep", str(path), "--grid", "rate=0.01,0.1", *QUICK, "--split", split]
    assert printed(capsys, *words)["chosen_by"] == part
    assert main(words) == 0
    said = capsys.readouterr().out
    assert ("chosen by the test samples: this score is flattering" in said) is (part == "test")
    assert ("chosen by the validation samples, so partly lucky" in said) is (part == "validation")


# -- a process of its own ----------------------------------------------------------------------------------


def started(*arguments: str) -> "subprocess.Popen[str]":
    """Start `nnlab` in a session of its own, so that whatever it leaves behind can be seen."""
    return subprocess.Popen(
        [sys.executable, "-m", "nnlab", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", start_new_session=True,
    )  # fmt: skip


def wait_for_runs(process: "subprocess.Popen[str]", folder: Path, count: int) -> None:
    """Wait until so many runs are in the folder."""
    while len(list((folder / "runs").glob("*.json"))) < count:
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
            raise AssertionError(f"it ended: {process.communicate()[1]}")


LONG = [
    "sweep", "seven-segment", "--grid", "rate=0.001,0.002,0.003,0.004", "--seeds", "5", "--set", "epochs=600",
    "--set", "stop_loss=none", "--jobs", "2",
]  # fmt: skip


@posix
def test_that_a_killed_sweep_leaves_no_process_and_goes_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    process = started(*LONG, "--folder", str(tmp_path))
    wait_for_runs(process, tmp_path, 2)
    process.send_signal(signal.SIGKILL)
    process.communicate()  # its workers hold the pipes: this ends when the last of them does
    kept = {path.name: path.read_bytes() for path in (tmp_path / "runs").glob("*.json")}
    assert 2 <= len(kept) < 20
    found = printed(capsys, "sweep", "--resume", str(tmp_path), "--jobs", "2")
    assert found["complete"]
    assert all((tmp_path / "runs" / name).read_bytes() == content for name, content in kept.items())
    whole = printed(capsys, *LONG)
    assert [run["checksum"] for run in found["runs"]] == [run["checksum"] for run in whole["runs"]]


@posix
def test_that_ctrl_c_keeps_what_there_is_and_says_how_to_go_on(tmp_path: Path) -> None:
    process = started(*LONG, "--folder", str(tmp_path / "so far"))
    wait_for_runs(process, tmp_path / "so far", 1)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the workers hear of it too
    out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "of 20 runs" in out
    assert "Traceback" not in err
    assert err.splitlines()[-1].startswith("nnlab: interrupted: ")
    assert err.splitlines()[-1].endswith(f"Go on with: nnlab sweep --resume '{tmp_path / 'so far'}'")


def test_that_the_time_left_is_told_by_the_runs_that_are_made_now(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(making.time, "monotonic", lambda: now[0])
    line = making._Line(100, lambda runs: f"{len(runs)} runs", shows=False)
    run = TrialResult(0, (), 0, "finished", "epochs", accuracy=0.5)
    for _ in range(90):
        line.take(run)  # out of a folder
    assert "left" not in line._words()
    line.begin()
    now[0] = 5.0
    line.begin()  # it is asked again and again
    line.take(run)
    assert line._words().endswith("45 s left")


@pytest.mark.parametrize("command", ["sweep", "folds"])
def test_that_the_line_of_progress_tells_what_the_table_tells_in_the_end(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The mean of the best settings, and not the luckiest single run; of folds the mean of those that are judged."""
    words = {"sweep": GRID, "folds": ["seven-segment", "--folds", "2", *QUICK]}[command]
    shown: list[str] = []
    monkeypatch.setattr(making, "_PATIENCE", 0.0)
    monkeypatch.setattr(making._Line, "clear", lambda line: shown.append(line._words()))
    assert main([command, *words, "--quiet"]) == 0
    told = [line for line in capsys.readouterr().out.splitlines() if line.startswith(("best of", "mean"))]
    if command == "folds":
        assert shown == [f"2 of 2  {told[0]}"]
    else:
        mean = told[0].split("  ")[1].partition(",")[0]  # without how many are equal
        assert shown == [f"8 of 8  best {mean}"]


def test_that_runs_of_a_folder_are_told_before_the_clock_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found: list[int] = []
    real = making._Line.begin

    def begin(line: making._Line) -> None:
        real(line)
        found.append(line._found)

    monkeypatch.setattr(making._Line, "begin", begin)
    printed(capsys, "sweep", *GRID, "--folder", str(tmp_path / "f"))
    assert set(found) == {0}
    found.clear()
    (tmp_path / "f" / "runs" / "000003.json").unlink()
    printed(capsys, "sweep", "--resume", str(tmp_path / "f"), "--jobs", "1")
    assert set(found) == {7}


def test_that_what_the_runs_of_a_cluster_wait_for_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    def wait(backend: Backend, **_how: object) -> None:
        assert isinstance(backend, DaskCluster)
        assert backend._tell is not None
        backend._tell(BackendError("the cluster has no workers any more. The runs wait for new ones."))

    options = Namespace(scheduler="tcp://127.0.0.1:1", jobs=None, quiet=True)
    assert make(wait, 3, lambda _results: "", options).results == ()
    waits = "nnlab: the cluster has no workers any more. The runs wait for new ones. Ctrl-C ends the sweep.\n"
    assert capsys.readouterr().err == waits
