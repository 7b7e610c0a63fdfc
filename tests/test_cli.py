"""The command line: what it prints, what it refuses, and how it ends."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nnlab import __version__, app
from nnlab.cli import main
from nnlab.cli.progress import ProgressLine, fraction_done
from nnlab.cli.report import as_json, describe_warning
from nnlab.data.made import MadeData
from nnlab.engine import Network, Trainer, TrainingConfig
from nnlab.lessons import begin, load_preset, preset_keys
from nnlab.project import ProjectState
from nnlab.project.settings import KEYS, apply_settings
from nnlab.training import (
    FULL_SPEED,
    Run,
    RunControl,
    RunSetup,
    Snapshot,
    TrainingWarning,
    WarningKind,
)
from nnlab.training.whole_run import Fate, Watch

ROOT = Path(__file__).resolve().parent.parent


def result(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict:
    """Return the one object that `nnlab train ... --json` prints."""
    assert main(["train", *arguments, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def refusal(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Return the one line on stderr with which `nnlab` refuses `arguments`."""
    assert main(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err


def python(*arguments: str, **options: object) -> "subprocess.Popen[str]":
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, text=True, **{"stdout": pipe, "stderr": pipe, **options}
    )


# -- presets -----------------------------------------------------------------------------------------------


def test_that_presets_lists_every_key_in_teaching_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["presets"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert tuple(words[0] for words in lines) == preset_keys()


def test_that_presets_as_json_speak_every_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["presets", "--json"]) == 0
    out = capsys.readouterr().out
    assert out.isascii()
    listed = json.loads(out)
    assert tuple(preset["key"] for preset in listed) == preset_keys()
    assert listed[0]["title"]["ko"] == load_preset("seven-segment").title.ko


# -- train -------------------------------------------------------------------------------------------------


def test_that_a_textbook_example_is_reproduced_with_its_weights(capsys: pytest.CaptureFixture[str]) -> None:
    found = result(capsys, "textbook/311_1", "--weights")
    assert found.pop("seconds") >= 0
    (layer,) = found.pop("weights")
    assert np.abs(np.array(layer["W"]) - [[4.143, -3.571], [5.714, -6.857]]).max() < 0.00051
    assert np.abs(np.array(layer["b"]) - [1.571, -2.286]).max() < 0.00051
    assert np.abs(np.array(found.pop("outputs")) - [[27, -30]]).max() < 1e-3
    assert found.pop("loss") < 1e-7
    assert np.abs(found.pop("errors")).max() < 1e-3
    assert found == {
        "preset": "textbook/311_1", "seed": 0, "shape": [2, 2], "activations": ["linear"], "steps": 79,
        "epochs": 79, "stop_epoch": 79, "stopped_by": "loss", "accuracy": None, "targets": [[27.0, -30.0]],
        "running_accuracy": None, "test_accuracy": None, "test_loss": None, "validation_accuracy": None,
        "validation_loss": None, "test_errors": None, "validation_errors": None,
    }  # fmt: skip


def test_that_the_first_network_of_the_window_learns_all_digits(capsys: pytest.CaptureFixture[str]) -> None:
    found = result(capsys, "seven-segment")
    assert (found["accuracy"], found["stopped_by"], found["seed"]) == (1.0, "loss", 4)
    assert found["steps"] == 10 * found["epochs"] + 9  # the update that the stop rule forestalled is missing


def test_that_epochs_are_counted_from_one_and_the_stop_epoch_from_zero(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = result(capsys, "lecture/ten-points", "--epochs", "3")
    assert (found["steps"], found["epochs"], found["stop_epoch"], found["stopped_by"]) == (30, 3, 2, "epochs")


def test_that_the_same_seed_gives_the_same_run_and_another_a_different_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, again, other = (result(capsys, "xor", "--seed", seed)["outputs"] for seed in ("7", "7", "8"))
    assert first == again != other


def test_that_loss_and_accuracy_are_those_of_the_outputs_beside_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = result(capsys, "textbook/322", "--epochs", "30")
    outputs, targets = np.array(found["outputs"]), np.array(found["targets"])
    assert found["loss"] == pytest.approx(0.5 * np.square(outputs - targets).sum(axis=1).mean())
    assert found["accuracy"] == ((outputs >= 0.5) == (targets == 1)).all(axis=1).mean()


def test_that_a_person_gets_targets_beside_outputs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "gates/or", "--weights"]) == 0
    said = capsys.readouterr()
    assert (
        said.err
        == "Training gates/or: 2-1 (sigmoid), 3 parameters, seed 4, until 500 epochs or loss < 0.1.\n"
    )
    lines = said.out.splitlines()
    assert lines[0] == "gates/or  2-1  seed 4"
    assert "  right     4 of 4" in lines
    assert any(line.startswith("01  1       |  0.9") for line in lines)
    assert "W1 2 x 1" in lines


def test_that_a_wrong_answer_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "xor", "--set", "shape=2-1", "--epochs", "20", "--quiet"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert "wrong" in said.out


# -- settings ----------------------------------------------------------------------------------------------


def test_that_every_key_reaches_the_network_and_its_training() -> None:
    settings = (
        "shape=7-5-6-4", "activations=leaky_relu(0.2),tanh,softmax", "init=uniform(-1, 1),he_normal,randn",
        "dtype=float32", "loss=cross_entropy", "optimizer=momentum", "learning_rate=0.3", "momentum=0.8",
        "batch_size=full", "epochs=7", "stop_loss=none", "shuffle=false", "bias=true,false,true",
        "bias_init=zeros,zeros,normal(0.5)", "rho=0.5", "beta1=0.6", "beta2=0.7", "stop_epoch_error=0.01",
        "stop_all_right=true",
    )  # fmt: skip
    of_made_data = {"samples", "noise", "data_seed", "classes"}
    of_stacks = {"hidden", "depth", "activation"}  # tests/project/test_settings.py
    assert {setting.partition("=")[0] for setting in settings} == set(KEYS) - of_made_data - of_stacks
    state = apply_settings(begin(load_preset("seven-segment")), settings)
    assert state.spec.sizes == (7, 5, 6, 4)
    assert [layer.activation for layer in state.spec.layers] == ["leaky_relu(0.2)", "tanh", "softmax"]
    assert [layer.init for layer in state.spec.layers] == ["uniform(-1, 1)", "he_normal", "randn"]
    assert [layer.bias for layer in state.spec.layers] == [True, False, True]
    assert [layer.bias_init for layer in state.spec.layers] == ["zeros", "zeros", "normal(0.5)"]
    assert state.spec.dtype == state.parameters.vector.dtype == "float32"
    assert state.config == TrainingConfig(
        loss="cross_entropy", optimizer="momentum", learning_rate=0.3, momentum=0.8, batch_size=None, epochs=7,
        stop_loss=None, shuffle=False, seed=4, rho=0.5, beta1=0.6, beta2=0.7, stop_epoch_error=0.01,
        stop_all_right=True,
    )  # fmt: skip


def test_that_data_that_are_made_are_made_as_asked_for() -> None:
    settings = (
        "shape=2-5-4",
        "activations=relu,softmax",
        "classes=4",
        "samples=80",
        "noise=0.3",
        "data_seed=9",
    )
    state = apply_settings(begin(load_preset("blobs")), settings)
    assert state.dataset.origin == MadeData("blobs", 80, 0.3, 9, 4)
    assert (len(state.dataset.targets), len(state.dataset.validation.targets)) == (64, 16)
    assert state.spec.sizes == (2, 5, 4)


def test_that_the_order_of_settings_does_not_matter() -> None:
    state = begin(load_preset("xor"))
    settings = ["shape=2-3-3-1", "activations=relu,relu,sigmoid", "init=he_normal", "learning_rate=1"]
    one, other = apply_settings(state, settings), apply_settings(state, settings[::-1])
    assert one.spec == other.spec
    assert np.array_equal(one.parameters.vector, other.parameters.vector)


def test_that_weights_after_settings_are_those_a_reset_would_draw() -> None:
    state = apply_settings(begin(load_preset("seven-segment")), ["shape=7-8-8-4"])
    assert np.array_equal(state.parameters.vector, state.fresh_parameters().vector)


def test_that_a_given_start_survives_settings_that_leave_its_shape() -> None:
    begun = begin(load_preset("textbook/316_1"))
    state = apply_settings(begun, ["activations=relu,sigmoid", "learning_rate=0.1"])
    assert np.array_equal(state.parameters.vector, begun.parameters.vector)


def test_that_two_widths_mean_no_hidden_layer(capsys: pytest.CaptureFixture[str]) -> None:
    found = result(capsys, "seven-segment", "--set", "shape=7-4", "--epochs", "5")
    assert (found["shape"], found["activations"]) == ([7, 4], ["sigmoid"])


def test_that_of_one_key_the_last_word_counts(capsys: pytest.CaptureFixture[str]) -> None:
    assert result(capsys, "xor", "--epochs", "9", "--set", "epochs=2")["epochs"] == 2
    assert result(capsys, "xor", "--set", "epochs=2", "--epochs", "3")["epochs"] == 3


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("learning_rate", "--set takes KEY=VALUE, like learning_rate=0.1, but 'learning_rate' was given."),
        ("lerning_rate=1", "unknown key 'lerning_rate'. Did you mean 'learning_rate'?"),
        (
            "zz=1",
            "unknown key 'zz'. Choose one of: activation, activations, batch_size, beta1, beta2, bias, bias_init, "
            "classes, data_seed, depth, dtype, epochs, hidden, init, learning_rate, loss, momentum, noise, optimizer, "
            "rho, samples, shape, shuffle, stop_all_right, stop_epoch_error, stop_loss.",
        ),
        ("shape=7-x-4", "shape must be whole numbers joined by '-', like 7-8-4, but '7-x-4' was given."),
        (
            "shape=8-5-4",
            "shape 8-5-4 does not fit the data, which has 7 inputs and 4 targets: write it like 7-8-4.",
        ),
        (
            "shape=7",
            "shape 7 does not fit the data, which has 7 inputs and 4 targets: write it like 7-8-4.",
        ),
        ("shape=7-0-4", "layer 1: units must be a whole number from 1 to 4096, but 0 was given."),
        (
            "activations=relu",
            "activations must be 2 names joined by commas, one for each layer of 7-8-4, but 1 was given.",
        ),
        ("activations=rellu,sigmoid", "layer 1: unknown activation 'rellu'. Did you mean 'relu'?"),
        ("activations=step,sigmoid", "layer 1: 'step' has no useful gradient"),
        ("init=he", "layer 1: unknown initialiser 'he'. Choose one of:"),
        (
            "init=zeros,zeros,zeros",
            "init must be 2 names joined by commas, one for each layer of 7-8-4, but 3 were given.",
        ),
        (
            "init=given",
            "layer 1: the given start does not fit 7 × 8 weights. Choose an initialiser that draws them.",
        ),
        ("dtype=flot32", "unknown dtype 'flot32'. Did you mean 'float32'?"),
        (
            "loss=mse",
            "unknown loss 'mse'. Choose one of: binary_cross_entropy, cross_entropy, half_squared_error.",
        ),
        ("optimizer=adm", "unknown optimizer 'adm'. Did you mean 'adam'?"),
        ("learning_rate=fast", "learning_rate must be a number, but 'fast' was given."),
        ("learning_rate=nan", "learning_rate must be a number from 0 to 1e+06, but nan was given."),
        ("momentum=1", "momentum must be a number from 0 to below 1, but 1.0 was given."),
        ("batch_size=0", "batch_size must be a whole number from 1 to 1000000, but 0 was given."),
        ("batch_size=all", "batch_size must be a whole number or 'full', but 'all' was given."),
        ("epochs=many", "epochs must be a whole number or 'none', but 'many' was given."),
        ("stop_loss=x", "stop_loss (or 'none') must be a number, but 'x' was given."),
        ("noise=0.1", "the data set 'seven-segments' is not made: it has no noise."),
        ("samples=many", "samples must be a whole number, but 'many' was given."),
        ("shuffle=maybe", "shuffle must be 'true' or 'false', but 'maybe' was given."),
    ],
)
def test_that_a_setting_that_cannot_be_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], setting: str, sentence: str
) -> None:
    assert sentence in refusal(capsys, "train", "seven-segment", "--set", setting)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("train", "seven-segmen"), "unknown preset 'seven-segmen'. Did you mean 'seven-segment'?"),
        (("train",), "what is to be trained?"),
        (("train", "xor", "--seed", "x"), "a whole number is needed, but 'x' was given"),
        (("train", "xor", "--seed", "-1"), "seed must be a whole number from 0 to"),
        (
            ("train", "xor", "--epochs", "1.5"),
            "epochs must be a whole number or 'none', but '1.5' was given.",
        ),
        (("trian", "xor"), "invalid choice: 'trian'"),
        (("--theme", "pink"), "invalid choice: 'pink'"),
        (
            ("train", "textbook/311_1", "--set", "stop_loss=none"),
            "training would never stop. Give --epochs N or --set stop_loss=NUMBER.",
        ),
    ],
)
def test_that_a_command_that_cannot_be_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], arguments: Sequence[str], sentence: str
) -> None:
    assert sentence in refusal(capsys, *arguments)


@pytest.mark.parametrize("arguments", [["--help"], ["train", "--help"], ["presets", "--help"], ["--version"]])
def test_that_help_and_version_are_told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert said == f"nnlab {__version__}\n" if arguments == ["--version"] else "usage: nnlab" in said
    assert all(key in said for key in KEYS) or arguments != ["train", "--help"]


# -- when training goes wrong --------------------------------------------------------------------------------


def test_that_an_explosion_is_told_and_the_last_good_network_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["train", "textbook/311_1", "--set", "learning_rate=1", "--json"]) == 1
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert (found["stopped_by"], found["stop_epoch"]) == ("diverged", None)
    assert np.isfinite(found["outputs"]).all()
    assert "nnlab: Training exploded at step 3: the weights of layer 1 grew from 6 to" in said.err
    assert "The network was put back to step 0. Try learning_rate=0.1 instead of 1." in said.err


def test_that_an_explosion_is_noticed_even_when_the_epochs_end_with_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = result(capsys, "textbook/311_1", "--set", "learning_rate=1", "--epochs", "5", code=1)
    assert (found["stopped_by"], found["steps"]) == ("diverged", 0)


@pytest.mark.parametrize(
    ("warning", "words"),
    [
        (
            TrainingWarning(WarningKind.LOSS_RISES, 5.0, 0.3, 1.0),
            "before training. The learning rate 5 may be too large. Try learning_rate=0.3.",
        ),
        (
            TrainingWarning(WarningKind.LOSS_RISES, 5.0, 0.3, 255.0),
            "before training. The inputs are as large as 255: scale them to about 1 first. The learning rate 5 may",
        ),
        (TrainingWarning(WarningKind.LAYER_SILENT, 0.1, 0.01, 1.0, layer=1), "Layer 2 has gone silent"),
    ],
)
def test_that_a_warning_is_a_sentence_with_advice(warning: TrainingWarning, words: str) -> None:
    assert words in describe_warning(warning)


def test_that_warnings_go_to_stderr_unless_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "train",
        "seven-segment",
        "--set",
        "init=zeros",
        "--set",
        "activations=relu,sigmoid",
        "--json",
    ]
    assert main(arguments) == 0
    assert "Layer 1 has gone silent" in capsys.readouterr().err
    assert main([*arguments, "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_that_numbers_that_are_not_finite_become_null() -> None:
    assert as_json({"a": [float("nan"), (float("inf"), 1.5)], "b": "가"}) == (
        '{"a": [null, [null, 1.5]], "b": "\\uac00"}'
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGINT for one process")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_that_ctrl_c_and_requests_to_end_keep_what_was_reached(name: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept.nnlab"
    with python("-m", "nnlab", "train", "textbook/317_1", "--json", "--save", str(kept)) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("Training textbook/317_1")
        process.send_signal(signal.Signals[name])
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert kept.exists()
    assert json.loads(out)["stopped_by"] == "interrupted"
    assert err.startswith("nnlab: interrupted at step ")


@pytest.mark.parametrize("module", ["nnlab.cli", "numpy", "nnlab.lessons"])
def test_that_ctrl_c_while_everything_is_being_loaded_is_one_line(module: str) -> None:
    code = (
        "import runpy, signal, sys\n"
        "class CtrlC:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        f"        if name == {module!r}: signal.raise_signal(signal.SIGINT)\n"
        "sys.meta_path.insert(0, CtrlC())\n"
        "runpy.run_module('nnlab', run_name='__main__')"
    )
    with python("-c", code) as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, "", "nnlab: interrupted.\n")


def test_that_an_interrupted_training_ends_where_one_could_go_on() -> None:
    state = begin(load_preset("xor"))
    control = RunControl(FULL_SPEED)
    control.play()
    run = Run(1, RunSetup(state.dataset, state.training, state.config, state.given), control)
    watch = Watch(run, None, None, None)
    run.start()
    control.pause()
    while not watch.ended:
        watch.wait()
    outcome = watch.outcome(0.0)
    assert outcome.ended_by is Fate.INTERRUPTED
    data = state.dataset
    network = Network.from_parameters(outcome.parameters)
    trainer = Trainer(network, data.inputs, data.targets, state.config, state=outcome.training)
    assert trainer.advance(steps=3) == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to try")
@pytest.mark.parametrize("command", [("presets",), ("train", "xor", "--epochs", "2")])
def test_that_a_full_disk_behind_the_output_is_one_line(command: tuple[str, ...]) -> None:
    with open("/dev/full", "w") as full, python("-m", "nnlab", *command, stdout=full) as process:
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.splitlines()[-1].startswith("nnlab: the result could not be written: ")
    assert "Traceback" not in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full disk to try")
def test_that_the_result_comes_also_when_nothing_beside_it_can_be_said() -> None:
    command = ("-m", "nnlab", "train", "xor", "--epochs", "2", "--json")
    with open("/dev/full", "w") as full, python(*command, stderr=full) as process:
        out, _ = process.communicate(timeout=60)
    assert (process.returncode, json.loads(out)["epochs"]) == (0, 2)
    closed = subprocess.run(
        ["sh", "-c", f"{sys.executable} {' '.join(command)} 2>&-"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (closed.returncode, json.loads(closed.stdout)["epochs"]) == (0, 2)


@pytest.mark.parametrize("words", [
    ("--epochs", "٣"), ("--seed", "1_0"), ("--set", "batch_size=1_000"), ("--set", "shape=2-٣-1"),
    ("--set", "learning_rate=1_0"), ("--seed", "9" * 5000), ("--set", f"shape=2-{'9' * 5000}-1"),
], ids=lambda words: words[1][:20])  # fmt: skip
def test_that_numbers_are_read_as_strictly_as_those_of_a_table(
    capsys: pytest.CaptureFixture[str], words: tuple[str, str]
) -> None:
    assert len(refusal(capsys, "train", "xor", *words)) < 300


# -- the terminal --------------------------------------------------------------------------------------------


def test_that_the_nearest_stop_rule_measures_progress() -> None:
    by_epochs = TrainingConfig(epochs=100)
    assert fraction_done(by_epochs, 10, 1.0, epoch=25, loss=0.9) == 0.25
    by_loss = TrainingConfig(epochs=None, stop_loss=1e-4)
    assert fraction_done(by_loss, 10, 1.0, epoch=25, loss=1e-2) == pytest.approx(0.5)
    by_sum = TrainingConfig(epochs=None, stop_epoch_error=1e-3)
    assert fraction_done(by_sum, 10, 1.0, epoch=25, loss=1e-2) == pytest.approx(0.5)
    both = TrainingConfig(epochs=100, stop_loss=1e-4)
    assert fraction_done(both, 10, 1.0, epoch=75, loss=1e-2) == 0.75


@pytest.mark.parametrize("loss", [float("nan"), float("inf"), 0.0, 2.0])
def test_that_progress_stays_a_fraction_whatever_the_loss(loss: float) -> None:
    config = TrainingConfig(epochs=None, stop_loss=1e-4)
    assert fraction_done(config, 10, 1.0, epoch=25, loss=loss) == 0.0


def snapshot_of(state: ProjectState, epoch: int) -> Snapshot:
    gradient = np.zeros_like(state.parameters.vector)
    return Snapshot(1, epoch, epoch, 0.5, 0.9, state.parameters, gradient, gradient, state.history)


def test_that_the_progress_line_is_drawn_over_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    state = begin(load_preset("xor"))
    state = replace(state, config=TrainingConfig(epochs=1000))
    stream = io.StringIO()
    line = ProgressLine(stream, state)
    line.show(snapshot_of(state, 500))
    assert stream.getvalue() == "\r[############............] epoch 500  loss 0.5  right 90.0%"
    line.clear()
    assert stream.getvalue().endswith("\r" + " " * 59 + "\r")
    monkeypatch.setenv("COLUMNS", "20")
    line.show(snapshot_of(state, 1000))
    assert stream.getvalue().endswith("\r" + "[##################")


# -- as a program --------------------------------------------------------------------------------------------


def test_that_python_m_nnlab_works_where_there_is_no_qt() -> None:
    code = (
        "import sys\n"
        "for name in ('PySide6', 'pyqtgraph'): sys.modules[name] = None\n"
        "from nnlab.cli import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    with python("-c", code, "train", "textbook/314_1", "--json") as process:
        out, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert json.loads(out)["stop_epoch"] == 172
    with python("-c", code) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert err.startswith("nnlab's window needs PySide6")
    assert "Traceback" not in err


def test_that_the_window_s_options_are_what_the_window_knows() -> None:
    from nnlab.desktop import preferences, theme
    from nnlab.desktop.words import language

    assert (preferences.SYSTEM, *theme.THEME_NAMES) == app.THEMES
    assert (language.SYSTEM, *language.LANGUAGES) == app.LANGUAGES
    assert preset_keys()[0] == app.FIRST_PRESET


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there can a display be missing")
def test_that_a_missing_display_is_told_with_what_to_do() -> None:
    bare = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    with python("-m", "nnlab", env={**bare, "QT_QPA_PLATFORM": "xcb"}) as process:
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Log in to a desktop, connect with ssh -X, or set DISPLAY." in err or "needs the library" in err


def test_that_the_package_itself_loads_nothing_but_its_settings() -> None:
    code = (
        "import sys, nnlab; print([name for name in ('numpy', 'PySide6', 'msgspec') if name in sys.modules])"
    )
    with python("-c", code) as process:
        assert process.communicate(timeout=60)[0] == "[]\n"


def test_that_the_package_is_a_program() -> None:
    with python("-m", "nnlab", "--version") as process:
        assert process.communicate(timeout=60)[0] == f"nnlab {__version__}\n"


def test_that_a_reader_who_goes_away_is_no_fault() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with python("-m", "nnlab", "presets", stdout=writing) as process:
        os.close(writing)
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (1, "")


# -- pictures of one's own ---------------------------------------------------------------------------------


def digit_table(path: Path, rows: int = 30) -> Path:
    """Write label and pixels of tiny pictures, whose class is their bright column, as note 004 has them."""
    lines = []
    for row in range(rows):
        pixels = np.zeros((4, 4), dtype=int)
        pixels[:, row % 4] = 200 + row
        lines.append(",".join(map(str, [row % 4, *pixels.reshape(-1)])))
    path.write_text("\n".join(lines) + "\n", encoding="ascii")
    return path


def test_that_pictures_of_one_s_own_are_trained_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = digit_table(tmp_path / "mine.csv")
    found = result(capsys, "lecture/query-net", "--data", str(table), "--epochs", "60")
    assert found["shape"] == [16, 100, 10]
    assert found["accuracy"] == 1.0
    assert found["preset"] == "lecture/query-net"
    assert found["targets"][0][:2] == [0.99, 0.01], "the scales are those of the preset"
    assert found["test_accuracy"] is None


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("seven-segment", "--data", "x.npz"), "seven-segment does not learn from pictures"),
        (("mnist-softmax", "--data", "no/such.csv"), "there is no such file"),
    ],
)
def test_that_data_that_cannot_be_is_one_sentence(
    words: tuple[str, ...], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["train", *words]) in (1, 2)
    said = capsys.readouterr()
    assert said.out == ""
    assert sentence in said.err
    assert said.err.count("\n") == 1


def test_that_a_preset_without_its_data_says_how_to_get_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "mnist-softmax"]) == 1
    assert "nnlab data get mnist" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "given"),
    [
        (["a.nnlab"], ["--data", "a.nnlab"]),
        (["--language", "ko", "a.nnlab"], ["--language", "ko", "--data", "a.nnlab"]),
        (
            ["--theme=dark", "a.nnlab", "--language", "en"],
            ["--theme=dark", "--data", "a.nnlab", "--language", "en"],
        ),
    ],
)
def test_that_a_file_may_stand_anywhere_among_the_options(
    words: list[str], given: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[list[str]] = []
    monkeypatch.setattr("nnlab.app.main", lambda arguments: said.append(list(arguments)) or 0)
    assert main(words) == 0
    assert said == [given]


def test_that_a_word_that_is_no_file_is_still_a_wrong_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "ko", "trian"]) == 2
    assert "invalid choice: 'trian'" in capsys.readouterr().err
