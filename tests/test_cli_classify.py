"""`nnlab classify`: what it says of each picture, and that one bad file spoils no other."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nnlab.cli import main
from nnlab.data import Dataset
from nnlab.data.drawing import see
from nnlab.data.image_data import Scales, image_dataset, rescaled
from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.data.paper import from_picture
from nnlab.data.picture_files import load_picture
from nnlab.engine import Network
from nnlab.lessons import begin, load_preset
from nnlab.project.nnlab_file import save_project
from nnlab.project.saved import saved

ROOT = Path(__file__).resolve().parent.parent


def save(path: Path, size: tuple[int, int] = (300, 300), *, light_on_dark: bool = False) -> str:
    """Draw a one, a plain upright stroke, into a picture of `size` and return its path."""
    width, height = size
    ink = np.zeros((height, width), dtype=np.uint8)
    ink[height // 5 : -height // 5, width // 2 : width // 2 + max(2, width // 25)] = 255
    Image.fromarray(ink if light_on_dark else 255 - ink).save(path)
    return str(path)


@pytest.mark.parametrize("name", ["one.png", "one.jpg", "one.bmp", "one.gif", "one.webp", "one.pgm"])
@pytest.mark.parametrize("light_on_dark", [False, True])
def test_that_a_digit_is_named_with_its_probability(
    name: str, light_on_dark: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = save(tmp_path / name, light_on_dark=light_on_dark)
    assert main(["classify", path]) == 0
    said = capsys.readouterr()
    file, digit, sure, rest = said.out.rstrip("\n").split("  ")
    assert (file, digit) == (path, "1")
    assert float(sure.removesuffix(" %")) > 90
    assert rest.startswith("(then ")
    assert said.err == ""


@pytest.mark.parametrize("size", [(16, 16), (28, 28), (2000, 1500), (90, 700)])
def test_that_any_size_will_do(
    size: tuple[int, int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["classify", save(tmp_path / "one.png", size), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["digit"] == 1


def test_that_json_is_a_list_with_file_digit_and_probabilities(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [save(tmp_path / "a.png"), save(tmp_path / "b.png", light_on_dark=True)]
    assert main(["classify", *paths, "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert [entry["file"] for entry in listed] == paths
    for entry in listed:
        assert entry.keys() == {"file", "digit", "probabilities"}
        assert np.argmax(entry["probabilities"]) == entry["digit"] == 1
        assert sum(entry["probabilities"]) == pytest.approx(1, abs=1e-5)


def test_that_a_bad_file_is_a_sentence_and_the_others_are_classified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.png").write_text("Dear all, here is my seven.", encoding="utf-8")
    files = [str(tmp_path / "nowhere.png"), str(tmp_path / "letter.png"), save(tmp_path / "one.png")]
    assert main(["classify", *files]) == 1
    said = capsys.readouterr()
    assert said.out.startswith(f"{files[2]}  1  ")
    nowhere, letter = said.err.splitlines()
    assert nowhere.startswith("nnlab: “nowhere.png”: It cannot be read: there is no such file")
    assert letter.startswith("nnlab: “letter.png”: It is not a picture that nnlab can read.")


def test_that_a_bad_file_has_no_digit_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(tmp_path / "nowhere.png"), save(tmp_path / "one.png")]
    assert main(["classify", "--json", *files]) == 1
    bad, good = json.loads(capsys.readouterr().out)
    assert (bad["file"], bad["digit"], bad["probabilities"]) == (files[0], None, None)
    assert "there is no such file" in bad["error"]
    assert good["digit"] == 1


def test_that_an_empty_picture_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Image.new("L", (100, 80), 255).save(tmp_path / "empty.png")
    assert main(["classify", str(tmp_path / "empty.png")]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "nnlab: Nothing is drawn in “empty.png”. Draw one digit, large and clear.\n"


def test_that_the_network_of_a_project_is_asked_on_its_own_scale(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, project = save(tmp_path / "one.png"), tmp_path / "mine.nnlab"
    dataset = rescaled(stroke_set(), Scales((0.01, 1.0), (0.01, 0.99)))
    state = begin(load_preset("strokes"), dataset=dataset)
    save_project(project, saved(state))
    assert main(["classify", path, "--project", str(project), "--json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)
    seen = see(from_picture(load_picture(path)))
    expected = Network.reading(state.parameters).predict(0.01 + 0.99 * seen.inputs)[0]
    assert entry["probabilities"] == pytest.approx(expected.tolist(), abs=1e-6)
    assert entry["digit"] == int(expected.argmax())


def stroke_set() -> Dataset:
    """Return twenty pictures of two digits, of the size that drawings have."""
    rng = np.random.default_rng(0)
    images = rng.integers(0, 256, (20, 28, 28), dtype=np.uint8)
    return image_dataset("few", ImageSplit(LabelledImages(images, np.arange(20, dtype=np.uint8) % 2)))


def test_that_a_project_without_pictures_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, project = save(tmp_path / "one.png"), tmp_path / "xor.nnlab"
    save_project(project, saved(begin(load_preset("xor"))))
    assert main(["classify", path, "--project", str(project)]) == 2
    assert "does not tell 28 × 28 pictures apart" in capsys.readouterr().err
    assert main(["classify", path, "--project", path]) == 1
    assert "not a project of nnlab" in capsys.readouterr().err


def test_that_a_file_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["classify"]) == 2
    assert "IMAGE" in capsys.readouterr().err


def test_that_neither_qt_nor_other_decoders_are_loaded(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "for name in ('PySide6', 'pyqtgraph', 'PIL.TiffImagePlugin', 'PIL.EpsImagePlugin'): sys.modules[name] = None\n"
        "from nnlab.cli import main\n"
        f"sys.exit(main(['classify', {save(tmp_path / 'one.png')!r}]))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(("path", "name"), [(".", "“.”"), ("..", "“..”"), ("/", "“/”"), ("", "“.”")])
def test_that_a_folder_is_named_however_it_is_called(
    path: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["classify", path]) == 1
    assert capsys.readouterr().err.startswith(f"nnlab: {name}: ")
