"""`nnlab train --save`, `nnlab info` and `nnlab predict`."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nnlab.cli import main
from nnlab.cli.keeping import Kept, keep
from nnlab.cli.runs import run_outcome
from nnlab.cli.training import train
from nnlab.data import Dataset, load
from nnlab.data.image_data import image_dataset
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.sources import table_from_text
from nnlab.engine import History, LayerSpec, Network, NetworkSpec, Task, Trainer, TrainingConfig
from nnlab.files import limits
from nnlab.lessons import begin, load_preset
from nnlab.project import (
    Ending,
    ProjectState,
    RunLog,
    recorded,
    reset,
    suited,
    with_config,
    with_notes,
    with_point_added,
    with_run_note,
)
from nnlab.project.nnlab_file import load_project, save_project
from nnlab.project.saved import restored, saved
from nnlab.training import Fate, Outcome


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A trained seven-segment network, as the command line saves it."""
    path = tmp_path / "segments.nnlab"
    assert main(["train", "seven-segment", "--quiet", "--save", str(path)]) == 0
    capsys.readouterr()
    return path


def test_that_a_training_is_saved_with_its_curve_and_goes_on(project: Path) -> None:
    state = restored(load_project(project))
    whole = begin(load_preset("seven-segment"))
    data = whole.dataset
    trainer = Trainer(
        Network.from_parameters(whole.parameters), data.inputs, data.targets, whole.config, task=data.task
    )
    trainer.run()
    assert state.training.step == trainer.step_count
    assert state.parameters.vector.tobytes() == trainer.state.parameters.vector.tobytes()
    assert state.history.epochs[-1] == state.training.epoch
    assert state.preset == "seven-segment"


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("no/x.nnlab", "“x.nnlab” was not saved: there is no such file or folder."),
        ("folder.nnlab", "“folder.nnlab” was not saved: this name belongs to a folder"),
        ("x" * 300 + ".nnlab", "the name is too long"),
        ("x.png", "--save takes a file whose name ends in .nnlab, but 'x.png' was given."),
        (".", "--save takes a file whose name ends in .nnlab"),
    ],
)
def test_that_what_cannot_be_saved_is_said_before_the_training(
    path: str,
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder.nnlab").mkdir()
    assert main(["train", "xor", "--epochs", "2", "--save", path]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
    assert sentence in said.err
    assert [file.name for file in tmp_path.iterdir()] == ["folder.nnlab"]


def test_that_an_explosion_and_a_saving_that_failed_are_both_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(limits, "PROJECT_BYTES", 100)
    path = tmp_path / "x.nnlab"
    command = ["train", "textbook/311_1", "--set", "learning_rate=1", "--quiet", "--save", str(path)]
    assert main(command) == 1
    said = capsys.readouterr()
    exploded, unsaved = said.err.splitlines()
    assert exploded.startswith("nnlab: Training exploded")
    assert unsaved.startswith("nnlab: It was not saved: it would have")
    assert "updates" in said.out
    assert not path.exists()


def test_that_a_saving_that_failed_is_a_fault_although_a_stop_rule_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(limits, "PROJECT_BYTES", 100)
    assert main(["train", "xor", "--epochs", "2", "--quiet", "--save", str(tmp_path / "x.nnlab")]) == 1
    said = capsys.readouterr()
    assert "updates   8 in 2 epochs" in said.out
    assert said.err.startswith("nnlab: It was not saved")


def test_that_it_is_saved_although_nobody_reads_the_result(tmp_path: Path) -> None:
    path = tmp_path / "x.nnlab"
    command = [sys.executable, "-m", "nnlab", "train", "xor", "--epochs", "2", "--quiet", "--save", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.wait(timeout=60) == 1
    assert load_project(path).training.epoch == 2


def test_that_after_a_fault_an_earlier_file_stays_and_the_last_good_state_is_beside_it(
    tmp_path: Path,
) -> None:
    state = begin(load_preset("xor"))
    whole = train(with_config(state, epochs=5))
    path = tmp_path / "mine.nnlab"
    assert keep(str(path), state, whole) == Kept()
    before = path.read_bytes()
    fault = replace(whole, ended_by=Fate.FAILED, history=History.empty())
    kept = keep(str(path), state, fault)
    assert kept == Kept(
        "“mine.nnlab” was left as it was: the last good state, without its curve, is in “mine-last-good.nnlab”."
    )
    assert path.read_bytes() == before
    assert load_project(tmp_path / "mine-last-good.nnlab").training.step == whole.training.step
    assert keep(str(tmp_path / "new.nnlab"), state, fault) == Kept()
    assert load_project(tmp_path / "new.nnlab").training.step == whole.training.step


def test_that_pictures_too_many_for_the_file_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    images = np.zeros((90_000, 28, 28), dtype=np.uint8)
    split = ImageSplit(LabelledImages(images, np.arange(90_000, dtype=np.uint8) % 10))
    spec = NetworkSpec(784, (LayerSpec(10, "softmax"),), "float32")
    state = ProjectState.begin(image_dataset("many", split), spec, TrainingConfig())
    path = tmp_path / "many.nnlab"
    outcome = Outcome(Fate.INTERRUPTED, state.training, state.history, 0.0)
    assert keep(str(path), state, outcome) == Kept(
        "The pictures are too many to lie in “many.nnlab”: it holds the network and its training alone."
    )
    assert main(["info", str(path)]) == 0
    assert "many: 90,000 samples, too many to lie in the file" in capsys.readouterr().out


def test_that_info_says_what_is_in_a_project(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", str(project)]) == 0
    out = capsys.readouterr().out
    for words in (
        "segments.nnlab  7-8-4  from seven-segment",
        "100 parameters",
        "a b c d e f g",
        "in the file",
    ):
        assert words in out
    assert main(["info", str(project), "--json"]) == 0
    info = json.loads(capsys.readouterr().out)
    assert (info["shape"], info["data"]["samples"], info["optimizer"]) == ([7, 8, 4], 10, "sgd")


def test_that_info_lists_the_runs_and_what_was_changed_between_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "runs.nnlab")
    state = with_config(begin(load_preset("xor")), epochs=3)
    first = replace(state, runs=_after(state))
    second = reset(with_config(first, learning_rate=0.7, seed=9))
    save_project(path, saved(with_run_note(replace(second, runs=_after(second)), 2, "bold")))
    assert main(["info", path]) == 0
    said = capsys.readouterr().out
    assert "runs      2 runs kept" in said
    assert "since run 1: rate 0.1 → 0.7, seed 4 → 9" in said
    assert "“bold”" in said
    assert main(["info", path, "--json"]) == 0
    runs = json.loads(capsys.readouterr().out)["runs"]
    assert (runs["current"], runs["dropped"]) == (2, 0)
    assert [(run["number"], run["learning_rate"], run["ended"]) for run in runs["list"]] == [
        (1, 0.1, "epochs"), (2, 0.7, "epochs")
    ]  # fmt: skip


def test_that_info_tells_what_was_changed_on_the_way_of_a_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "runs.nnlab")
    state = with_config(begin(load_preset("xor")), epochs=4)
    live = with_config(_trained(state), epochs=8, learning_rate=0.7, optimizer="momentum")
    save_project(path, saved(_trained(reset(_trained(live)))))
    assert main(["info", path]) == 0
    said = capsys.readouterr().out
    ways = "optimizer sgd (momentum from epoch 4 on){}, rate 0.1 (0.7 from epoch 4 on){}"
    assert f"on its way: {ways.format('', '')}\n" in said
    assert f"since run 1: {ways.format(' → momentum', ' → 0.7')}\n" in said


def _trained(state: ProjectState) -> ProjectState:
    """Return what a training to its end leaves on the bench."""
    outcome = train(state)
    reached = replace(state, training=outcome.training, history=outcome.history)
    return replace(reached, runs=recorded(state, reached, run_outcome(outcome)))


def _after(state: ProjectState) -> RunLog:
    """Return the runs after `state` was trained to its end."""
    return _trained(state).runs


def test_that_equal_trainings_leave_equal_files(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("one.nnlab", "other.nnlab")]
    for path in paths:
        assert main(["train", "xor", "--epochs", "5", "--quiet", "--save", str(path)]) == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()
    (run,) = load_project(paths[0]).runs.records
    assert (run.epochs, run.outcome.ending) == (5.0, Ending.EPOCHS)


@pytest.mark.parametrize("ending", Ending)
def test_that_info_tells_of_a_run_however_it_ended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: Ending
) -> None:
    path = tmp_path / "ended.nnlab"
    state = begin(load_preset("xor"))
    runs = _after(state)
    (run,) = runs.records
    told = replace(run, outcome=replace(run.outcome, ending=ending))
    save_project(path, saved(replace(state, runs=replace(runs, records=(told,)))))
    assert main(["info", str(path)]) == 0
    assert "1 run kept" in capsys.readouterr().out


def test_that_info_shows_notes_and_nothing_invisible(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "noted.nnlab"
    save_project(path, saved(with_notes(begin(load_preset("xor")), "First line.\n\x1b[2Jsecond")))
    assert main(["info", str(path)]) == 0
    out = capsys.readouterr().out
    assert "First line.\n" in out
    assert "\x1b" not in out


def test_that_predict_answers_each_sample(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs = load("seven-segments").inputs
    expected = Network.reading(load_project(project).parameters).predict(inputs)
    table = tmp_path / "inputs.csv"
    table.write_text("\n".join(["a,b,c,d,e,f,g", *(",".join(f"{v:g}" for v in row) for row in inputs[1:])]))
    spoken = " ".join(f"{value:g}" for value in inputs[0])
    assert main(["predict", str(project), "--input", spoken, "--csv", str(table), "--json"]) == 0
    answers = json.loads(capsys.readouterr().out)
    assert [answer["input"] for answer in answers] == inputs.tolist()
    assert np.array_equal([answer["output"] for answer in answers], expected)
    assert main(["predict", str(project), "--input", spoken]) == 0
    assert capsys.readouterr().out.startswith(f"8 {expected[0, 0]:.4f}  4 ")


def test_that_predict_takes_a_picture(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ink = np.zeros((300, 300), dtype=np.uint8)
    ink[60:240, 140:155] = 255
    picture = tmp_path / "one.png"
    Image.fromarray(255 - ink).save(picture)
    path = tmp_path / "digits.nnlab"
    save_project(path, saved(begin(load_preset("draw"))))
    assert main(["predict", str(path), "--image", str(picture), "--json"]) == 0
    (answer,) = json.loads(capsys.readouterr().out)
    assert int(np.argmax(answer["output"])) == 1


def test_that_nothing_is_answered_about_an_empty_picture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Image.new("L", (100, 80), 255).save(tmp_path / "empty.png")
    path = tmp_path / "digits.nnlab"
    save_project(path, saved(begin(load_preset("draw"))))
    assert main(["predict", str(path), "--image", str(tmp_path / "empty.png")]) == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "",
        "nnlab: Nothing is drawn in “empty.png”. Draw one digit, large and clear.\n",
    )


def test_that_one_of_a_thing_is_named_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    dataset = Dataset.from_arrays("point", [[1.0]], [[0.5]], Task.VALUES)
    spec = NetworkSpec(1, (LayerSpec(1, "linear", "zeros", bias=False),))
    path = tmp_path / "one.nnlab"
    save_project(path, saved(ProjectState.begin(dataset, spec, TrainingConfig())))
    assert main(["info", str(path)]) == 0
    out = capsys.readouterr().out
    for words in ("; 1 parameter,", "batches of 1 sample,", "point: 1 sample, in the file"):
        assert words in out
    assert main(["predict", str(path), "--input", "1 2"]) == 2
    assert "takes 1 input, but 2 were given" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ([], 2, "give --input, --csv or --image"),
        (["--input", "1 0 1"], 2, "takes 7 inputs, but 3 were given"),
        (["--input", "1 0 1 0 1 0 1 inf"], 2, "takes 7 inputs, but 8 were given"),
        (["--input", "1 0 1 one"], 2, "--input takes numbers"),
        (["--input", "1 0 1 0 1 0 nan"], 2, "--input takes finite numbers, but '1 0 1 0 1 0 nan' was given"),
        (["--csv", "narrow.csv"], 1, "“narrow.csv”: It has 2 columns, but the network takes 7 inputs"),
        (["--csv", "thin.csv"], 1, "“thin.csv”: It has 1 column, but the network takes 7 inputs"),
        (["--csv", "whole.csv", "--csv", "torn.csv"], 1, "“torn.csv”: Line 2, column “c”"),
        (["--csv", "missing.csv"], 1, "there is no such file"),
        (["--image", "one.png"], 2, "takes no drawn digits"),
    ],
)
def test_that_what_does_not_fit_is_one_sentence(
    project: Path,
    arguments: list[str],
    code: int,
    sentence: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(project.parent)
    Path("narrow.csv").write_text("a,b\n1,2\n")
    Path("thin.csv").write_text("a\n1\n")
    Path("whole.csv").write_text("a,b,c,d,e,f,g\n1,2,3,4,5,6,7\n")
    Path("torn.csv").write_text("a,b,c,d,e,f,g\n1,2,three,4,5,6,7\n1,2,3,4,5,6,7\n")
    Image.fromarray(np.eye(30, dtype=np.uint8) * 255).save("one.png")
    assert main(["predict", project.name, *arguments]) == code
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""
    assert "Traceback" not in said.err


def test_that_a_project_that_is_none_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "random.nnlab"
    path.write_bytes(bytes(range(100)))
    for command in ("info", "predict"):
        asked = ["--input", "1"] if command == "predict" else []
        assert main([command, str(path), *asked]) == 1
        assert "“random.nnlab”: This is a binary file, not a project of nnlab" in capsys.readouterr().err


def test_that_a_table_whose_points_were_edited_is_asked_in_its_own_units(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"{150 + n * 7 % 50},{['red', 'blue'][n % 2]},{20 + n}\n" for n in range(12))
    state = suited(prepare(table_from_text("height,colour,weight\n" + rows), "people"))
    edited = with_point_added(state, state.dataset.inputs[0], state.dataset.targets[0])
    answers = []
    for name, project in (("as-it-came", state), ("edited", edited)):
        path = tmp_path / f"{name}.nnlab"
        save_project(path, saved(project))
        assert main(["predict", str(path), "--input", "171, red", "--json"]) == 0
        answers += json.loads(capsys.readouterr().out)
    assert answers[1]["input"] == pytest.approx(answers[0]["input"])
    assert answers[1]["output"] == pytest.approx(answers[0]["output"])
    assert answers[0]["input"][0] == pytest.approx(171.0)
