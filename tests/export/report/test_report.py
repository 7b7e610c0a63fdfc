"""The report: one page that needs nothing else, says only what is so, and can be repeated."""

import math
import re
import shlex
import time
from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest

from nnlab.cli import main
from nnlab.cli.training import train
from nnlab.data import Dataset
from nnlab.data.image_data import image_dataset
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.data.parting import split_rows
from nnlab.data.splits import Split
from nnlab.engine import (
    History,
    LayerSpec,
    Mark,
    NetworkSpec,
    Parameters,
    Task,
    TrainingConfig,
    TrainState,
)
from nnlab.export import Exported, ExportedNetwork, exported
from nnlab.export.report.command import recipe
from nnlab.export.report.judged import judged
from nnlab.export.report.page import report
from nnlab.export.words import _WORDS
from nnlab.lessons import begin, load_preset
from nnlab.project import ProjectState, with_weight
from nnlab.project.nnlab_file import load_project
from nnlab.project.saved import restored
from nnlab.project.settings import apply_settings

VOID = {"meta", "br", "img", "link", "input", "hr"}
HOSTILE = "<script>alert('x')</script> & \"q\" \x00\x1b\ud800\u202e"


class Page(HTMLParser):
    """Reads a page: its tags in order, its words; complains about what is not closed."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(data.decode("utf-8"))
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def trained(key: str, settings: Sequence[str] = (), **values: str) -> Exported:
    state = apply_settings(begin(load_preset(key)), settings)
    outcome = train(state)
    return replace(exported(replace(state, training=outcome.training, history=outcome.history)), **values)


def classes(count: int, samples: int, *, test: bool) -> Exported:
    rng = np.random.default_rng(0)

    def part(rows: int) -> Dataset:
        targets = np.eye(count)[rng.integers(count, size=rows)]
        return Dataset.from_arrays("spots", rng.normal(size=(rows, 3)), targets, Task.CLASSES)

    dataset = replace(part(samples), test=part(7) if test else None)
    spec = replace(begin(load_preset("xor")).spec, inputs=3)
    spec = replace(
        spec, layers=(*spec.layers[:-1], replace(spec.layers[-1], units=count, activation="softmax"))
    )
    config = replace(begin(load_preset("xor")).config, loss="cross_entropy")
    return exported(ProjectState.begin(dataset, spec, config))


# -- the page ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("preset", ["seven-segment", "xor", "binary-to-segments", "textbook/311_1"])
def test_that_the_page_is_whole_and_asks_for_nothing(preset: str, language: str) -> None:
    data = report(trained(preset, ["epochs=3"], language=language, title="Mine"))
    text = data.decode("utf-8")
    page = Page(data)
    assert {"script", "link", "iframe", "img", "object"}.isdisjoint(page.tags)
    assert re.search(r"https?:|//[a-z]|url\(|@import", text) is None
    assert all(
        link.startswith("data:image/png;base64,") for link in re.findall(r'(?:href|src)="([^"]*)"', text)
    )
    assert f'<html lang="{language}">' in text
    assert "Mine" in page.text
    assert "nan" not in re.findall(r"[a-z]+", page.text)


def test_that_equal_projects_give_equal_bytes() -> None:
    assert report(trained("xor", ["epochs=5"])) == report(trained("xor", ["epochs=5"]))


def test_that_every_word_is_in_both_languages_with_the_same_places() -> None:
    for english, korean in _WORDS.values():
        assert set(re.findall(r"{\w+}", english)) == set(re.findall(r"{\w+}", korean))
    korean = Page(report(trained("seven-segment", ["epochs=3"], language="ko"))).text
    for word in ("Network report", "✓ right", "Weights", "Judged", "wrong", "Layer 1"):
        assert word not in korean


def test_that_names_and_notes_stay_words() -> None:
    project = trained("xor", ["epochs=2"], title=HOSTILE, notes=f"{HOSTILE}\nsecond", data_name=HOSTILE)
    dataset = project.dataset
    assert dataset is not None
    named = replace(
        dataset,
        input_names=(HOSTILE, "</td>"),
        target_names=("</svg><script>",),
        row_names=(HOSTILE, "b", "c", "d"),
        source=HOSTILE,
    )
    network = ExportedNetwork(project.network.parameters, named.input_names, named.target_names)
    marks = (Mark(1.0, "<b>", HOSTILE), Mark(1.0, "loss", HOSTILE))
    history = replace(project.history, marks=marks)
    hostile = replace(project, dataset=named, network=network, preset=HOSTILE)
    data = report(replace(hostile, history=history))
    page = Page(data)
    assert "script" not in page.tags
    assert "<script>alert('x')</script>" in page.text
    assert "\x00" not in page.text
    assert "\u202e" not in page.text
    assert "second" in page.text


def test_that_settings_and_progress_are_those_of_the_project() -> None:
    project = trained("seven-segment", ["epochs=12", "optimizer=momentum", "learning_rate=0.05"])
    text = Page(report(project)).text
    for words in (
        "7 – 8 – 4 · 100 parameters",
        "12 epochs",
        "120 updates",
        "binary cross-entropy",
        "optimizer momentum",
        "learning rate 0.05",
        "seed 4",
        "unseen samples none",
        "1 7 × 8 tanh lecun_normal 64",
    ):
        assert words in text


def test_that_changes_on_the_way_are_listed() -> None:
    project = trained("xor", ["epochs=4"])
    history = replace(
        project.history,
        marks=(
            Mark(2.0, "learning_rate", "0.5"),
            Mark(3.0, "batch_size", "4"),
            Mark(3.5, "points_added", "2"),
        ),
    )
    text = Page(report(replace(project, history=history))).text
    assert "learning rate → 0.5 at epoch 2" in text
    assert "batch size → 4 at epoch 3" in text
    assert "samples added at epoch 3.5: 2" in text
    assert "Settings or samples were changed during the training" in text


def test_that_nothing_is_said_that_was_not_computed() -> None:
    state = begin(load_preset("seven-segment"))
    project = replace(exported(state), dataset=None)
    text = Page(report(project)).text
    assert "has not been trained yet" in text
    assert "not at hand" in text
    assert not re.search(r"\d right|✓|✗", text)
    assert "mean loss" not in text
    assert "accuracy" not in text


def test_that_an_exploded_network_has_a_page() -> None:
    state = begin(load_preset("seven-segment"))
    broken = np.full_like(state.parameters.vector, np.nan)
    broken[::3] = np.inf
    parameters = Parameters(state.spec, broken)
    nothing = np.full(3, np.nan)
    history = History(np.arange(3.0), np.array([1.0, np.inf, np.nan]), nothing, nothing)
    training = TrainState.fresh(parameters, 4)
    text = Page(report(exported(replace(state, training=training, history=history)))).text
    assert "0 of 10 right" in text
    assert "10 outputs were not finite" in text


def test_that_samples_for_validation_and_for_the_test_are_told_apart() -> None:
    state = begin(load_preset("seven-segment"))
    dataset = split_rows(state.dataset, Split(validation=0.3, test=0.2))
    nothing, shares = np.full(3, np.nan), np.array([np.nan, 0.25, 0.75])
    history = History(np.arange(3.0), np.ones(3), nothing, shares, test_loss=shares)
    project = exported(replace(ProjectState.begin(dataset, state.spec, state.config), history=history))
    text = Page(report(project)).text
    assert "75% accuracy, validation, at epoch 2" in " ".join(text.split())
    assert re.search(r"\d/2 accuracy, unseen", " ".join(text.split()))
    assert "3 validation samples" in " ".join(text.split()) or "validation samples 3" in " ".join(
        text.split()
    )


def test_that_the_command_parts_the_samples_as_they_were(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(tmp_path / "p.nnlab")
    split = ("--split", "validation=0.2,test=0.3,seed=5,stratified=no")
    assert main(["train", "xor", "--quiet", "--epochs", "7", *split, "--save", path]) == 0
    project = load_project(path)
    again = str(tmp_path / "again.nnlab")
    arguments = recipe(exported(restored(project))).arguments
    assert main([*arguments, "--quiet", "--save", again]) == 0
    assert load_project(again).parameters.vector.tobytes() == project.parameters.vector.tobytes()
    assert load_project(again).data == project.data
    capsys.readouterr()


def test_that_numbers_are_judged_by_their_unseen_loss() -> None:
    X = np.linspace(0, 1, 20)[:, np.newaxis]
    dataset = split_rows(Dataset.from_arrays("line", X, 2 * X, Task.VALUES), Split(test=0.25))
    spec = NetworkSpec(1, (LayerSpec(1, "linear"),))
    text = Page(report(exported(ProjectState.begin(dataset, spec, TrainingConfig())))).text
    assert re.search(r"\d loss, unseen", " ".join(text.split()))


# -- the judgement -----------------------------------------------------------------------------------------


def test_that_wrong_bits_are_marked_by_more_than_colour() -> None:
    project = trained("seven-segment", ["epochs=30"])
    data = report(project)
    assert project.dataset is not None
    answers = judged(project.network.parameters, project.dataset, project.config.loss)
    wrong = int(((answers.outputs >= 0.5) != (answers.targets >= 0.5)).sum())
    text = Page(data).text
    assert wrong > 0
    assert data.decode().count(" ✗</td>") == wrong
    assert text.count("✗ wrong") == int((~answers.right).sum())
    assert text.count("✓ right") == int(answers.right.sum())
    assert f"{int(answers.right.sum())} of 10 right" in text


def test_that_numbers_have_targets_beside_outputs_and_no_verdict() -> None:
    text = Page(report(trained("textbook/311_1"))).text
    assert "target" in text
    assert "✓" not in text
    assert "✗" not in text


@pytest.mark.parametrize("test", [False, True])
def test_that_classes_have_a_confusion_matrix_of_the_unseen_samples_where_there_are_some(test: bool) -> None:
    project = classes(4, 60, test=test)
    assert project.dataset is not None
    answers = judged(project.network.parameters, project.dataset, "cross_entropy")
    assert (answers.unseen, answers.count, answers.confusion.sum()) == (
        test,
        7 if test else 60,
        7 if test else 60,
    )
    assert np.trace(answers.confusion) == answers.right.sum()
    text = Page(report(project)).text
    assert "Confusion matrix" in text
    assert ("training never sees" in text) == test
    recall = answers.confusion[0, 0] / max(answers.confusion[0].sum(), 1)
    assert f"{recall * 100:.1f}".rstrip("0").rstrip(".") + "%" in text


def test_that_a_confusion_of_many_classes_is_left_out_in_words() -> None:
    text = Page(report(classes(40, 90, test=False))).text
    assert "With 40 classes" in text
    assert "Confusion matrix:" not in text


def test_that_large_networks_stay_small_and_quick() -> None:
    state = begin(load_preset("xor"))
    rng = np.random.default_rng(0)
    targets = np.eye(10)[rng.integers(10, size=400)]
    dataset = Dataset.from_arrays("many", rng.normal(size=(400, 784)), targets, Task.CLASSES)
    layer = state.spec.layers[0]
    for widths in ((392, 196), (1500, 1500, 1500), (24,) * 62):
        layers = tuple(replace(layer, units=units, init="he_normal") for units in (*widths, 10))
        spec = replace(state.spec, inputs=784, layers=layers, dtype="float32")
        project = exported(ProjectState.begin(dataset, spec, state.config))
        began = time.perf_counter()
        data = report(project)
        assert len(data) < 3_000_000
        assert time.perf_counter() - began < 20  # some two seconds, on a machine that does nothing else
        Page(data)


# -- how to reproduce --------------------------------------------------------------------------------------


def weights_of_command(project: Exported, folder: Path) -> Parameters:
    line = recipe(project).line
    assert line in Page(report(project)).text
    words = shlex.split(line)
    assert words[0] == "nnlab"
    path = folder / "again.nnlab"
    assert main([*words[1:], "--quiet", "--json", "--save", str(path)]) == 0
    return load_project(path).parameters


@pytest.mark.parametrize(
    ("preset", "settings"),
    [
        ("seven-segment", []),  # ended by its loss
        ("seven-segment", ["epochs=17", "shape=7-5-6-4", "activations=leaky_relu(0.2),tanh,sigmoid"]),
        (
            "seven-segment",
            ["epochs=9", "init=uniform(-1, 1),he_normal", "batch_size=3", "optimizer=adam", "beta1=0.8"],
        ),
        ("seven-segment", ["epochs=9", "bias=false,true", "bias_init=zeros,normal(0.5)", "dtype=float32"]),
        ("xor", ["epochs=30", "optimizer=nesterov", "momentum=0.7", "shuffle=false", "batch_size=full"]),
        ("xor", ["epochs=8", "optimizer=rmsprop", "rho=0.8"]),
        ("binary-to-segments", ["epochs=20"]),
        ("textbook/311_1", []),
        ("textbook/316_1", ["epochs=5"]),
    ],
)
def test_that_the_command_gives_the_same_weights(preset: str, settings: list[str], tmp_path: Path) -> None:
    project = trained(preset, settings)
    again = weights_of_command(project, tmp_path)
    assert again.spec == project.network.parameters.spec
    assert again.vector.tobytes() == project.network.parameters.vector.tobytes()


def test_that_another_seed_is_in_the_command(tmp_path: Path) -> None:
    state = begin(load_preset("seven-segment"), 11)
    state = apply_settings(state, ["epochs=5"])
    outcome = train(state)
    project = exported(replace(state, training=outcome.training, history=outcome.history))
    assert weights_of_command(project, tmp_path).vector.tobytes() == outcome.parameters.vector.tobytes()


def test_that_a_network_without_a_preset_has_no_command() -> None:
    for preset in ("", '"; rm -rf ~', "a b", "--help"):
        project = trained("xor", ["epochs=1"], preset=preset)
        assert recipe(project).arguments == ()
        assert "did not begin with a preset" in Page(report(project)).text


def test_that_a_start_set_by_hand_is_told() -> None:
    state = begin(load_preset("seven-segment"))
    by_hand = exported(with_weight(state, 0, 2, 3, 0.1))
    assert any(
        "set by hand; the command gives the seed's own" in remark for remark in recipe(by_hand).remarks
    )
    text = Page(report(by_hand)).text
    assert "with the weights that its seed draws:" in text
    assert "gives the same weights" not in text
    assert "gives the same weights" in Page(report(exported(state))).text
    assert not recipe(exported(state)).remarks


def test_that_a_pause_within_a_pass_is_told() -> None:
    project = trained("seven-segment", ["epochs=3", "stop_loss=none"])
    training = replace(project.training, position=4, order=np.arange(10), epoch_loss=math.nan)
    how = recipe(replace(project, training=training))
    assert "epochs=3" in how.line
    assert any("middle of a pass" in remark for remark in how.remarks)


def test_that_pictures_of_ones_own_are_asked_for() -> None:
    images = LabelledImages(np.zeros((10, 28, 28), np.uint8), np.arange(10, dtype=np.uint8))
    for name, asked in (("mnist", False), ("my scans", True)):
        dataset = image_dataset(name, ImageSplit(images, None))
        project = exported(begin(load_preset("mnist-softmax"), dataset=dataset))
        for known in (project, replace(project, dataset=None)):
            how = recipe(known)
            assert ("--data PICTURES" in how.line) == asked
            assert any("“my scans”" in remark for remark in how.remarks) == asked
