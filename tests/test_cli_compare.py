"""`nnlab compare`: the same network in nnlab and in scikit-learn, without a window."""

import json
from pathlib import Path

import pytest

from nnlab.cli import main
from nnlab.lessons import begin, load_preset
from nnlab.project.nnlab_file import save_project
from nnlab.project.saved import saved


def test_that_the_object_holds_both_curves_and_the_largest_difference(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["compare", "moons", "--epochs", "30", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["model"], found["passes"], found["differences"]) == ("MLPClassifier", 30, [])
    assert found["arguments"]["hidden_layer_sizes"] == [8]
    assert found["largest_difference"] < 1e-10
    ours, theirs = found["nnlab"], found["scikit_learn"]
    assert len(ours["loss"]) == len(theirs["loss"]) == 30
    assert ours["loss"] == pytest.approx(theirs["loss"])
    assert ours["unseen_accuracy"] == theirs["unseen_accuracy"]
    assert ours["seconds"] > 0.0


def test_that_people_are_shown_both_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        main(
            [
                "compare",
                "spirals",
                "--epochs",
                "2",
                "--set",
                "shape=2-4-1",
                "--set",
                "activations=tanh,sigmoid",
            ]
        )
        == 0
    )
    said = capsys.readouterr().out
    assert said.startswith("spirals  2-4-1  MLPClassifier\n  2 epochs over 320 samples\n")
    for word in ("loss", "training", "unseen", "seconds"):
        assert len([line for line in said.splitlines() if line.split()[:1] == [word]]) == 1
    assert "The weights differ by" in said
    assert "adam: scikit-learn adds epsilon" in said


def test_that_numbers_have_a_loss_and_no_accuracy(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "line", "--epochs", "3"]) == 0
    said = capsys.readouterr().out
    assert "MLPRegressor" in said
    assert "unseen loss" in said
    assert "%" not in said


def test_that_numbers_that_explode_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "line", "--epochs", "300", "--set", "learning_rate=1e6"]) == 0
    said = capsys.readouterr().out
    assert "exploded" in said
    assert "Take a smaller learning rate." in said
    assert "nan" not in said
    assert main(["compare", "line", "--epochs", "300", "--set", "learning_rate=1e6", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["nnlab"]["broke_off"]


def test_that_a_project_of_one_s_own_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "mine.nnlab"
    save_project(path, saved(begin(load_preset("xor"), 3)))
    assert main(["compare", str(path), "--epochs", "5", "--json"]) == 0
    mine = json.loads(capsys.readouterr().out)["nnlab"]["loss"]
    assert main(["compare", "xor", "--seed", "3", "--epochs", "5", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["nnlab"]["loss"] == mine


def test_that_a_table_is_read_as_it_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,kind,b,c\n" + "".join(f"{n / 40},{'xyz'[n % 3]},{n % 2},{n}\n" for n in range(40)))
    words = ["--target", "kind", "--ignore", "c", "--split", "test=0.25", "--epochs", "2"]
    assert main(["compare", str(path), *words]) == 0
    said = capsys.readouterr().out
    assert "t.csv  2-8-3  MLPClassifier" in said
    assert "over 30 samples" in said
    assert main(["compare", "xor", "--target", "kind"]) == 2
    assert "--target says how a table is read" in capsys.readouterr().err


def test_that_the_code_can_be_had_alone(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", "line", "--epochs", "1", "--code"]) == 0
    code = capsys.readouterr().out
    compile(code, "shown", "exec")
    assert "MLPRegressor(" in code


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["gates/xor"], "unknown preset 'gates/xor'"),
        (["xor", "--epochs", "0"], "a whole number from 1 on is needed"),
        (["xor", "--set", "optimizer=rmsprop"], "scikit-learn has sgd, momentum, nesterov and adam"),
        (["textbook/317_1"], "scikit-learn knows softmax with cross-entropy"),
    ],
)
def test_that_what_cannot_be_compared_is_refused_in_a_sentence(
    words, said, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *words]) == 2
    assert said in capsys.readouterr().err


def test_that_a_missing_library_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("nnlab.data.sklearn_digits.find_spec", lambda name: None)
    assert main(["compare", "xor"]) == 1
    assert "pip install scikit-learn" in capsys.readouterr().err
    assert main(["train", "sklearn-digits", "--epochs", "1"]) == 1
    assert "pip install scikit-learn" in capsys.readouterr().err
