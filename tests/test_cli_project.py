"""`nnlab train --save`, `nnlab info` and `nnlab predict`."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nnlab.cli import main
from nnlab.data import Dataset, load
from nnlab.engine import LayerSpec, Network, NetworkSpec, Task, Trainer, TrainingConfig
from nnlab.lessons import begin, load_preset
from nnlab.project import ProjectState
from nnlab.project.nnlab_file import load_project, save_project
from nnlab.project.saved import restored, saved


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


def test_that_what_cannot_be_saved_is_said_after_the_result(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", "xor", "--epochs", "2", "--quiet", "--save", str(tmp_path / "no" / "x.nnlab")]) == 1
    said = capsys.readouterr()
    assert "updates   8 in 2 epochs" in said.out
    assert "“x.nnlab” was not saved" in said.err


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


def test_that_info_shows_notes_and_nothing_invisible(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "noted.nnlab"
    save_project(path, saved(begin(load_preset("xor")), notes="First line.\n\x1b[2Jsecond"))
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
        (["--csv", "whole.csv", "--csv", "torn.csv"], 1, "“torn.csv”: Row 2, column “c”"),
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
