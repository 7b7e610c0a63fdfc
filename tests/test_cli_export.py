"""`nnlab export`: the format is chosen by the name."""

import errno
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nnlab.cli import main
from nnlab.data.image_data import image_dataset
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.engine import Parameters
from nnlab.export import FORMATS, ExportFormat, exported
from nnlab.files import SaveError, parse_csv, parse_json, read_archive
from nnlab.lessons import begin, load_preset
from nnlab.project import with_weight
from nnlab.project.nnlab_file import load_project, save_project
from nnlab.project.saved import saved


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "segments.nnlab"
    save_project(path, saved(begin(load_preset("seven-segment"))))
    return path


@pytest.fixture
def parameters() -> Parameters:
    return begin(load_preset("seven-segment")).parameters


def test_that_npz_json_and_zip_hold_the_weights(project: Path, parameters: Parameters) -> None:
    (W, b), _ = parameters.layers
    for suffix in ("npz", "json", "zip"):
        assert main(["export", str(project), str(project.with_suffix(f".{suffix}"))]) == 0
    with np.load(project.with_suffix(".npz")) as arrays:
        assert arrays["W1"].tobytes() == W.tobytes()
        assert arrays["b1"].tobytes() == b.tobytes()
    content = parse_json(project.with_suffix(".json").read_bytes())
    assert content["layers"][0]["W"] == W.tolist()
    assert (content["input_names"], content["output_names"]) == (list("abcdefg"), ["8", "4", "2", "1"])
    tables = read_archive(project.with_suffix(".zip").read_bytes())
    assert list(tables) == ["layer1.csv", "layer2.csv"]
    assert parse_csv(bytes(tables["layer1.csv"])).numbers(range(1, 9))[:7].tolist() == W.tolist()


def test_that_one_table_needs_one_layer(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(project), str(project.with_suffix(".csv"))]) == 2
    assert "2 layers, a table each: give a name that ends in .zip" in capsys.readouterr().err
    assert not project.with_suffix(".csv").exists()
    save_project(project, saved(begin(load_preset("textbook/311_1"))))
    assert main(["export", str(project), str(project.with_suffix(".csv"))]) == 0
    assert parse_csv(project.with_suffix(".csv").read_bytes()).header[1:]


@pytest.mark.parametrize(
    ("out", "code", "sentence"),
    [
        ("weights.docx", 2, "ends in one of .npz, .json, .zip, .csv"),
        ("no/weights.npz", 2, "“weights.npz” was not saved"),
    ],
)
def test_that_what_cannot_be_written_is_one_sentence(
    project: Path, out: str, code: int, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(project), str(project.parent / out)]) == code
    assert sentence in capsys.readouterr().err


def test_that_a_network_for_pictures_is_exported_too(project: Path) -> None:
    state = begin(load_preset("draw"))
    save_project(project, saved(state))
    assert main(["export", str(project), str(project.with_suffix(".npz"))]) == 0
    with np.load(project.with_suffix(".npz")) as arrays:
        assert arrays["W1"].tobytes() == np.ascontiguousarray(state.parameters.layers[0][0]).tobytes()


def test_that_a_script_is_written_as_it_is_asked_for(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = project.with_suffix(".py")
    expected = {
        None: "predict(X)",
        "numpy-train": "WO -= lr * WOb",
        "torch": "nn.Linear",
        "keras": "layers.Dense",
    }
    for key, part in expected.items():
        assert main(["export", str(project), str(out), *([] if key is None else ["--as", key])]) == 0
        text = out.read_text(encoding="utf-8")
        assert part in text
        assert "# segments\n" in text
        assert "[1, 1, 0, 1, 1, 0, 1],  # 2\n" in text
    assert main(["export", str(project), str(out), "--as", "npz"]) == 2
    message = capsys.readouterr().err
    assert "--as for a name that ends in .py is one of numpy-predict, numpy-train, torch, keras" in message
    assert "'npz' was given" in message


def test_that_a_script_needs_no_pictures_but_to_train(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    state = begin(load_preset("draw"))
    elsewhere = replace(state, dataset=replace(state.dataset, name="mnist"))
    save_project(project, saved(elsewhere))
    out = project.with_suffix(".py")
    assert main(["export", str(project), str(out)]) == 0
    assert "The samples are not at hand" in out.read_text(encoding="utf-8")
    out.unlink()
    assert main(["export", str(project), str(out), "--as", "numpy-train"]) == 2
    assert "not on this computer" in capsys.readouterr().err
    assert not out.exists()


def test_that_the_help_names_every_kind_of_script(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--help"])
    said = capsys.readouterr().out
    for kind in FORMATS:
        if kind.suffix == ".py":
            assert f"{kind.key:<15} .py  {kind.phrase}" in said
            assert kind.phrase


def test_that_a_page_and_pictures_are_written_in_the_language_that_is_asked_for(project: Path) -> None:
    page, picture = project.with_suffix(".html"), project.with_suffix(".svg")
    assert main(["export", str(project), str(page)]) == 0
    assert "10 right" in page.read_text(encoding="utf-8")  # judged: the samples are in the project
    assert main(["export", str(project), str(page), "--language", "ko"]) == 0
    assert "신경망 보고서" in page.read_text(encoding="utf-8")
    assert main(["export", str(project), str(picture), "--language", "ko"]) == 0
    assert "입력" in picture.read_text(encoding="utf-8")
    assert main(["export", str(project), str(project.with_suffix(".png"))]) == 0
    assert project.with_suffix(".png").read_bytes().startswith(b"\x89PNG")


def test_that_a_page_without_its_samples_is_written_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    images = ImageSplit(LabelledImages(np.zeros((10, 28, 28), np.uint8), np.arange(10, dtype=np.uint8)), None)
    state = begin(load_preset("mnist-softmax"), dataset=image_dataset("mnist", images))
    path, page = tmp_path / "digits.nnlab", tmp_path / "digits.html"
    save_project(path, saved(state))
    assert main(["export", str(path), str(page)]) == 0
    said = capsys.readouterr().err
    assert "mnist" in said
    assert "“digits.html” was written without them." in said
    assert said.count("\n") == 1
    assert "not at hand" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("suffix", "keys"), [("svg", ("diagram", "weights", "curve")), ("png", ("diagram", "weights", "curve"))]
)
def test_that_every_picture_is_had_by_its_key(project: Path, suffix: str, keys: tuple[str, ...]) -> None:
    out = project.with_suffix(f".{suffix}")
    written = set()
    for key in keys:
        assert main(["export", str(project), str(out), "--as", key]) == 0
        written.add(out.read_bytes())
    assert len(written) == len(keys)
    assert main(["export", str(project), str(out)]) == 0
    assert out.read_bytes() in written


def test_that_a_worksheet_of_the_next_step_is_had_by_its_key(project: Path) -> None:
    out = project.with_suffix(".html")
    assert main(["export", str(project), str(out), "--as", "worksheet", "--language", "ko"]) == 0
    page = out.read_text(encoding="utf-8")
    assert "정답 (key)" in page
    assert project.stem in page


def test_that_a_folder_holds_a_table_a_layer_that_is_read_again(
    project: Path, parameters: Parameters, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project.parent / "tables"
    assert main(["export", str(project), f"{folder}/"]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["layer1.csv", "layer2.csv"]
    again = project.with_name("again.nnlab")
    assert main(["import", str(folder), str(project), str(again)]) == 0
    assert load_project(again).parameters.vector.tobytes() == parameters.vector.tobytes()
    assert main(["export", str(project), str(folder)]) == 0  # once more, over them
    (folder / "layer2.csv").unlink()
    (folder / "layer1.csv").unlink()
    capsys.readouterr()
    assert main(["import", str(folder), str(project), str(again)]) == 1
    assert "holds no tables of weights" in capsys.readouterr().err


def test_that_a_folder_in_a_folder_that_is_gone_is_said(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(project), f"{project.parent}/no/tables/"]) == 1
    assert "“tables” was not saved" in capsys.readouterr().err


def test_that_tables_of_a_deeper_network_are_not_mixed_with_these(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project.parent / "tables"
    assert main(["export", str(project), f"{folder}/"]) == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    save_project(project, saved(begin(load_preset("textbook/311_1"))))
    assert main(["export", str(project), f"{folder}/"]) == 2
    assert "holds layer2.csv, which is no layer of this network" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_that_a_folder_with_the_name_of_a_file_is_no_place_for_tables(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project.parent / "net.npz"
    folder.mkdir()
    assert main(["export", str(project), str(folder)]) == 2
    assert "belongs to a folder" in capsys.readouterr().err
    assert list(folder.iterdir()) == []


def test_that_a_table_that_cannot_be_written_leaves_all_of_them_as_they_were(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project.parent / "tables"
    assert main(["export", str(project), f"{folder}/"]) == 0
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    save_project(project, saved(with_weight(begin(load_preset("seven-segment")), 0, 0, 0, 7.0)))
    real, calls = os.fsync, []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > 2:
            raise OSError(errno.ENOSPC, "no room")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    assert main(["export", str(project), f"{folder}/"]) == 1
    assert "the disk is full" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: f"{kind.key}{kind.suffix}")
def test_that_weights_that_are_no_numbers_are_written_in_no_format(kind: ExportFormat) -> None:
    state = begin(load_preset("textbook/311_1"))
    vector = state.parameters.vector.copy()
    vector[1] = np.inf
    broken = replace(state.training, parameters=Parameters(state.spec, vector))
    with pytest.raises(SaveError, match="some weights are no numbers"):
        kind.content(exported(replace(state, training=broken)))
