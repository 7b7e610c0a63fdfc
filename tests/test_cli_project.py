"""`nnlab train --save`, `nnlab info` and `nnlab predict`."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nnlab.cli import main
from nnlab.data import load
from nnlab.engine import Network, Trainer
from nnlab.lessons import begin, load_preset
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


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        ([], 2, "give --input, --csv or --image"),
        (["--input", "1 0 1"], 2, "takes 7 finite inputs, but 3 were given"),
        (["--input", "1 0 1 one"], 2, "--input takes numbers"),
        (["--input", "1 0 1 0 1 0 nan"], 2, "finite inputs"),
        (["--csv", "narrow.csv"], 1, "“narrow.csv”: It has 2 columns, but the network takes 7 inputs"),
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
