"""`nnlab import`: weights into a project, and what is said when they do not fit."""

from pathlib import Path

import numpy as np
import pytest

from nnlab.cli import main
from nnlab.lessons import begin, load_preset
from nnlab.project.nnlab_file import load_project, save_project
from nnlab.project.saved import saved


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "segments.nnlab"
    save_project(path, saved(begin(load_preset("seven-segment"))))
    return path


def test_that_what_was_exported_comes_back(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "seven-segment", "--quiet", "--save", str(project)]) == 0
    trained = load_project(project).parameters
    start = project.with_name("start.nnlab")
    save_project(start, saved(begin(load_preset("seven-segment"))))
    for suffix in ("npz", "json", "zip", "safetensors", "onnx"):
        weights, out = project.with_suffix(f".{suffix}"), project.with_name(f"{suffix}.nnlab")
        assert main(["export", str(project), str(weights)]) == 0
        assert main(["import", str(weights), str(start), str(out)]) == 0
        new = load_project(out)
        assert new.parameters.spec == trained.spec
        assert new.parameters.vector.tobytes() == trained.vector.tobytes()
        assert (new.training.step, len(new.history.epochs), new.data.name) == (0, 0, "seven-segments")
    assert "another activation" not in capsys.readouterr().out


def test_that_weights_that_do_not_fit_are_compared_layer_by_layer(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rng, weights, out = np.random.default_rng(0), project.with_name("w.npz"), project.with_name("out.nnlab")
    W1, W2 = rng.normal(size=(7, 5)), rng.normal(size=(5, 4))
    np.savez(weights, W1=W1, W2=W2)
    assert main(["import", str(weights), str(project), str(out)]) == 2
    said = capsys.readouterr()
    assert "does not fit" in said.out
    assert [line.split()[:4] for line in said.out.splitlines()[1:]] == [
        ["1", "7", "x", "8"],
        ["2", "8", "x", "4"],
    ]
    assert "--match builds one that fits" in said.err
    assert not out.exists()
    assert main(["import", str(weights), str(project), str(out), "--match"]) == 0
    parameters = load_project(out).parameters
    assert parameters.spec.sizes == (7, 5, 4)
    assert parameters.layers[0][0].tobytes() == W1.tobytes()


def test_that_a_network_for_other_data_and_files_of_another_kind_are_refused(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    weights, out = project.with_name("w.npz"), project.with_name("out.nnlab")
    np.savez(weights, W1=np.ones((784, 10)))
    assert main(["import", str(weights), str(project), str(out), "--match"]) == 2
    assert "784-10 does not fit the data, which have 7 inputs and 4 outputs" in capsys.readouterr().err
    assert main(["import", str(project), str(project), str(out)]) == 1
    assert "Open it as a project" in capsys.readouterr().err
    assert main(["import", str(weights), str(project), str(out.with_suffix(".npz"))]) == 2
    assert "ends in .nnlab" in capsys.readouterr().err
    assert not out.exists()
