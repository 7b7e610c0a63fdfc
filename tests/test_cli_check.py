"""`nnlab check`: back-propagated gradients against numeric ones, without a window."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from nnlab.cli import main
from nnlab.engine import activations
from nnlab.engine.activations import activation
from nnlab.lessons import begin, load_preset
from nnlab.project import ProjectState, with_config, with_layer
from nnlab.project.nnlab_file import save_project
from nnlab.project.saved import saved
from tests.presets_here import presets_here


def checked(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> dict[str, Any]:
    assert main(["check", *words, "--json"]) == code
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def kept(folder: Path, state: ProjectState) -> str:
    path = folder / "mine.nnlab"
    save_project(path, saved(state))
    return str(path)


@pytest.mark.usefixtures("strokes")
@pytest.mark.parametrize("preset", presets_here())
def test_that_the_gradients_of_every_preset_agree(preset: str, capsys: pytest.CaptureFixture[str]) -> None:
    result = checked(capsys, preset)
    assert result["agrees"]
    assert result["max_relative_error"] < 1e-7
    assert result["kinks"] == []


def test_that_the_object_says_what_was_checked(capsys: pytest.CaptureFixture[str]) -> None:
    result = checked(capsys, "seven-segment", "--epsilon", "1e-4", "--rows", "3")
    assert (result["network"], result["loss"], result["rows"]) == ("7-8-4", "binary_cross_entropy", 3)
    assert (result["epsilon"], result["checked"], result["of"]) == (1e-4, 100, 100)
    assert (result["verdict"], result["because_of"]) == ("agrees", None)
    assert 0 < result["median_relative_error"] < result["max_relative_error"]
    assert [(layer["layer"], layer["checked"], layer["of"]) for layer in result["layers"]] == [
        (1, 64, 64),
        (2, 36, 36),
    ]
    worst = max(result["layers"], key=lambda layer: layer["max_relative_error"])
    assert worst["max_relative_error"] == result["max_relative_error"]
    assert worst["worst"]["backpropagated"] == pytest.approx(worst["worst"]["numeric"], rel=1e-4)


def test_that_of_a_large_network_every_layer_is_checked_in_part(capsys: pytest.CaptureFixture[str]) -> None:
    result = checked(capsys, "strokes", "--rows", "2")
    assert result["of"] == 784 * 64 + 64 + 64 * 10 + 10
    assert 1000 < result["checked"] < 3000
    assert [layer["checked"] for layer in result["layers"]][1] == 650
    other = checked(capsys, "strokes", "--rows", "2", "--seed", "5")
    assert other["layers"][0]["worst"] != result["layers"][0]["worst"]


def test_that_a_project_is_checked_with_its_weights(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", "seven-segment", "--save", str(tmp_path / "mine.nnlab"), "--quiet"]) == 0
    capsys.readouterr()
    result = checked(capsys, str(tmp_path / "mine.nnlab"))
    assert result["agrees"]
    fresh = checked(capsys, "seven-segment")
    assert result["layers"][0]["worst"] != fresh["layers"][0]["worst"]


def test_that_the_summary_names_the_worst_parameter_of_each_layer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "textbook/317_1"]) == 0
    out = capsys.readouterr().out
    assert "2-2-2" in out
    assert "12 of 12 parameters" in out
    assert "\n  layer 1 " in out
    assert "\n  layer 2 " in out
    assert out.endswith("The gradients agree.\n")


@pytest.mark.parametrize(
    ("epsilon", "reason", "words"),
    [("0.1", "truncation", "is too large to tell"), ("1e-12", "rounding", "is too small to tell")],
)
def test_that_a_step_that_cannot_tell_says_why(
    epsilon: str, reason: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    result = checked(capsys, "seven-segment", "--epsilon", epsilon, code=1)
    assert (result["agrees"], result["verdict"], result["because_of"]) == (False, "cannot tell", reason)
    assert main(["check", "seven-segment", "--epsilon", epsilon]) == 1
    message = capsys.readouterr().err
    assert words in message
    assert message.count("\n") == 1


@pytest.fixture
def break_backward(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, float], None]]:
    """A function that makes the backward rule of an activation wrong by a factor."""

    def break_rule(name: str, factor: float) -> None:
        right = activation(name)

        def wrong(Z: Any, Y: Any, dY: Any, dZ: Any, S: Any, M: Any) -> None:
            assert right.backward is not None
            right.backward(Z, Y, dY, dZ, S, M)
            np.multiply(dZ, factor, out=dZ)

        monkeypatch.setitem(activations._PLAIN, name, replace(right, backward=wrong))
        activation.cache_clear()

    yield break_rule
    monkeypatch.undo()
    activation.cache_clear()


def test_that_a_wrong_gradient_is_found_and_named(
    break_backward: Callable[[str, float], None], capsys: pytest.CaptureFixture[str]
) -> None:
    break_backward("tanh", 1.01)
    result = checked(capsys, "seven-segment", code=1)
    assert main(["check", "seven-segment", "--epsilon", "1e-5"]) == 1
    assert (result["agrees"], result["verdict"]) == (False, "disagrees")
    assert result["layers"][0]["max_relative_error"] > 1e-3
    assert result["layers"][1]["max_relative_error"] < 1e-7
    assert "the gradients disagree: for W1[" in capsys.readouterr().err


def test_that_the_gradients_quoted_are_those_that_decide_whatever_step_is_asked_for(
    break_backward: Callable[[str, float], None], capsys: pytest.CaptureFixture[str]
) -> None:
    break_backward("tanh", 2.0)
    said = []
    for epsilon in ("1e-12", "1e-5", "1"):
        assert main(["check", "seven-segment", "--epsilon", epsilon]) == 1
        said.append(capsys.readouterr().err)
    assert said[0] == said[1] == said[2]
    quoted = re.search(r"back-propagation says (\S+), but steps of several sizes say (\S+)\.\n", said[0])
    assert quoted is not None
    assert float(quoted[1]) == pytest.approx(2 * float(quoted[2]), rel=1e-4)


def test_that_a_step_that_is_asked_for_does_not_decide(
    tmp_path: Path, break_backward: Callable[[str, float], None], capsys: pytest.CaptureFixture[str]
) -> None:
    state = with_layer(begin(load_preset("xor"), 3), 0, activation="relu").state
    state = with_layer(state, 1, activation="linear").state
    project = kept(tmp_path, with_config(state, loss="half_squared_error"))
    break_backward("relu", 3.0)
    for epsilon in ("1", "0.1", "1e-5", "1e-12"):
        assert checked(capsys, project, "--epsilon", epsilon, code=1)["verdict"] == "disagrees"


def test_that_kinks_are_named_and_left_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # Its first sample is 0, 0 and its biases are 0, so that every hidden unit is at its kink.
    state = with_layer(begin(load_preset("xor")), 0, activation="relu").state
    project = kept(tmp_path, state)
    result = checked(capsys, project)
    assert result["agrees"]
    assert result["kinks"] == [{"layer": 1, "unit": unit} for unit in (1, 2, 3, 4)]
    assert (result["left_out"], result["not_judged"]) == (4, 4)
    assert main(["check", project]) == 0
    out = capsys.readouterr().out
    assert "kinks     layer 1, units 1, 2, 3, 4\n" in out
    assert "left out  4 parameters whose step comes over a kink" in out
    assert "unjudged  4 parameters, over a kink at every epsilon" in out


def test_that_a_network_that_cannot_be_trained_cannot_be_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state = with_layer(begin(load_preset("xor")), 0, activation="step").state
    assert main(["check", kept(tmp_path, state)]) == 2
    message = capsys.readouterr().err
    assert "'step' has no useful gradient" in message
    assert message.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("nowhere.nnlab",), 1, "there is no such file"),
        (("seven-segmnt",), 2, "Did you mean 'seven-segment'?"),
        (("xor", "--rows", "5"), 2, "--rows 5 was given, but there are 4 samples"),
        (("xor", "--rows", "0"), 2, "a whole number from 1 on is needed, but '0'"),
        (("xor", "--seed", "-1"), 2, "a whole number from 0 on is needed, but '-1'"),
        (("xor", "--epsilon", "0"), 2, "a number from 1e-15 to 1 is needed, but '0'"),
        (("xor", "--epsilon", "nan"), 2, "a number from 1e-15 to 1 is needed, but 'nan'"),
        (("xor", "--epsilon", "small"), 2, "a number from 1e-15 to 1 is needed, but 'small'"),
        ((), 2, "the following arguments are required: PRESET|FILE"),
    ],
)
def test_that_what_cannot_be_checked_is_one_sentence(
    words: tuple[str, ...], code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *words]) == code
    message = capsys.readouterr().err
    assert sentence in message
    assert message.count("\n") == 1


def test_that_a_file_that_is_no_project_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "mine.nnlab"
    path.write_bytes(b"no project")
    assert main(["check", str(path)]) == 1
    message = capsys.readouterr().err
    assert message.startswith("nnlab: “mine.nnlab”")
    assert message.count("\n") == 1


def test_that_a_preset_comes_before_a_file_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("xor").write_bytes(b"no project")
    assert checked(capsys, "xor")["agrees"]
