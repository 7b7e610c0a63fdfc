"""Export and import in the window: what is offered, shown, written and taken in."""

import sys
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QPushButton, QScrollArea

from nnlab.desktop.files.export_dialog import FORMATS_ROLE, ExportDialog, offered
from nnlab.desktop.files.import_dialog import ImportDialog
from nnlab.engine import LayerSpec, NetworkSpec, Parameters
from nnlab.export import FORMATS, ExportedNetwork, exported, json_text, npz_archive
from nnlab.lessons import begin, load_preset
from nnlab.project import ProjectState, with_config
from tests.desktop.conftest import settle

PATIENCE_MS = 20_000


@pytest.fixture
def window(build_window):
    return build_window("en")


@pytest.fixture
def told(window) -> list[str]:
    sentences: list[str] = []
    window.lab.noticed.connect(lambda notice: sentences.append(notice.text))
    return sentences


def dialog_of(window, kind, qtbot):
    qtbot.waitUntil(lambda: window.findChild(kind) is not None, timeout=PATIENCE_MS)
    return window.findChild(kind)


def press(dialog: QDialog, name: str, qtbot) -> None:
    qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    settle()


def texts(dialog: QDialog) -> list[str]:
    return [one.text() for one in dialog.findChildren(QLabel)]


def choose(dialog: ExportDialog, key: str, suffix: str, qtbot) -> None:
    model = dialog._model
    row = next(
        row
        for row in range(model.rowCount())
        if any(
            (kind.key, kind.suffix) == (key, suffix) for kind in model.index(row, 0).data(FORMATS_ROLE) or ()
        )
    )
    dialog._list.setCurrentIndex(model.index(row, 0))
    qtbot.waitUntil(lambda: dialog._job.is_over, timeout=PATIENCE_MS)


# -- out ---------------------------------------------------------------------------------------------------


def test_that_every_format_is_offered_once_with_words_of_its_own(window):
    project = exported(window.lab.state)
    rows = offered(project)
    assert {(kind.key, kind.suffix) for row in rows for kind in row} == {
        (kind.key, kind.suffix) for kind in FORMATS if kind.key != "table"
    }
    single = offered(exported(begin(load_preset("textbook/311_1"))))
    assert "table" in {row[0].key for row in single}
    assert "tables" not in {row[0].key for row in single}


@pytest.mark.parametrize(
    ("key", "suffix", "beginning"),
    [
        ("json", ".json", '{"format": "nnlab network"'),
        ("numpy-predict", ".py", "# A neural network 7-8-4"),
        ("numpy-train", ".py", "# A neural network 7-8-4"),
        ("c", ".h", "/* A trained network 7-8-4"),
        ("npz", ".npz", "W1   float64  7 × 8"),
        ("safetensors", ".safetensors", "0.weight   float64  8 × 7"),
        ("tables", ".zip", "# layer1.csv"),
    ],
)
def test_that_the_preview_is_the_beginning_of_the_file(window, key, suffix, beginning, qtbot):
    window.file_actions.exchange.export()
    dialog = dialog_of(window, ExportDialog, qtbot)
    choose(dialog, key, suffix, qtbot)
    assert dialog._preview.currentWidget() is dialog._text
    assert dialog._text.toPlainText().startswith(beginning)
    dialog.reject()


def test_that_of_a_large_network_the_layers_are_shown_and_nothing_is_written(window, qtbot):
    layers = (LayerSpec(500, "tanh"), LayerSpec(400, "relu"), LayerSpec(4, "sigmoid", "lecun_normal"))
    state = window.lab.state
    window.lab.document.open(ProjectState.begin(state.dataset, NetworkSpec(7, layers), state.config))
    window.file_actions.export()
    dialog = dialog_of(window, ExportDialog, qtbot)
    model = dialog._model
    for row in range(model.rowCount()):
        kinds = model.index(row, 0).data(FORMATS_ROLE)
        if not kinds or kinds[0].suffix in (".svg", ".png", ".html"):
            continue
        dialog._list.setCurrentIndex(model.index(row, 0))
        assert dialog._job is None
        assert dialog._text.code.splitlines() == [
            "1   float64  7 × 500   tanh",
            "2   float64  500 × 400   relu",
            "3   float64  400 × 4   sigmoid",
        ]
        assert dialog.findChild(QLabel, "instead_of_preview").isVisible()
        assert dialog._save.isEnabled()
    choose(dialog, "curve", ".svg", qtbot)
    assert dialog.findChild(QLabel, "instead_of_preview").isHidden()
    dialog.reject()


def test_that_opening_a_project_waits_for_no_preview(window, tmp_path, qtbot):
    began, end = Event(), Event()

    def write(_job):
        began.set()
        end.wait(20)

    window.lab.previews.start(write, lambda _: None)
    qtbot.waitUntil(began.is_set, timeout=PATIENCE_MS)
    window.lab.openings.open_weights(str(written(tmp_path, (LayerSpec(5, "relu"), LayerSpec(4, "sigmoid")))))
    dialog_of(window, ImportDialog, qtbot).reject()
    window.file_actions.export()
    assert dialog_of(window, ExportDialog, qtbot)._jobs is window.lab.previews
    end.set()


@pytest.mark.parametrize("key", ["diagram", "weights", "curve", "report"])
def test_that_pictures_and_pages_are_shown_as_pictures(window, key, qtbot):
    window.file_actions.exchange.export()
    dialog = dialog_of(window, ExportDialog, qtbot)
    choose(dialog, key, ".html" if key == "report" else ".svg", qtbot)
    assert dialog._preview.currentWidget() is dialog._picture
    assert dialog._picture.pixmap().width() > 100
    dialog.reject()


def test_that_what_is_not_installed_says_how_to_get_it_and_nothing_else_suffers(window, monkeypatch, qtbot):
    monkeypatch.setitem(sys.modules, "onnx", None)
    monkeypatch.setattr("nnlab.desktop.files.export_dialog.find_spec", lambda name: None)
    window.file_actions.exchange.export()
    dialog = dialog_of(window, ExportDialog, qtbot)
    row = next(
        r
        for r in range(dialog._model.rowCount())
        if (dialog._model.index(r, 0).data(FORMATS_ROLE) or FORMATS)[0].key == "onnx"
    )
    dialog._list.setCurrentIndex(dialog._model.index(row, 0))
    assert "pip install onnx" in dialog._said.text()
    save = dialog.findChild(QPushButton, "export_save_button")
    assert not save.isEnabled()
    choose(dialog, "npz", ".npz", qtbot)
    assert save.isEnabled()
    dialog.reject()


def test_that_a_network_that_cannot_be_written_so_says_why(window, qtbot):
    layers = (LayerSpec(8, "step", "lecun_normal"), LayerSpec(4, "sigmoid", "lecun_normal"))
    state = window.lab.state
    parameters = Parameters.drawn(NetworkSpec(7, layers), 3)
    window.lab.document.open(replace(state, training=replace(state.training, parameters=parameters)))
    window.file_actions.exchange.export()
    dialog = dialog_of(window, ExportDialog, qtbot)
    choose(dialog, "numpy-train", ".py", qtbot)
    assert "step" in dialog._said.text()
    assert not dialog.findChild(QPushButton, "export_save_button").isEnabled()
    dialog.reject()


def test_that_a_name_is_asked_for_and_the_file_is_written(window, told, tmp_path, qtbot):
    window.file_actions.exchange.export()
    dialog = dialog_of(window, ExportDialog, qtbot)
    choose(dialog, "npz", ".npz", qtbot)
    press(dialog, "export_save_button", qtbot)
    chooser = dialog_of(window, QFileDialog, qtbot)
    assert Path(chooser.selectedFiles()[0]).name == "Seven segments to binary.npz"
    chooser.fileSelected.emit(str(tmp_path / "w.npz"))
    chooser.reject()
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    assert told == ["w.npz is written."]
    with np.load(tmp_path / "w.npz") as arrays:
        assert arrays["W1"].tobytes() == window.lab.state.parameters.layers[0][0].tobytes()
    dialog.reject()


def test_that_the_name_says_whether_shapes_or_pixels_are_written(window, told, tmp_path, qtbot):
    kinds = next(row for row in offered(exported(window.lab.state)) if row[0].key == "diagram")
    for name, head in (("a.svg", b"<svg "), ("a.png", b"\x89PNG")):
        told.clear()
        window.file_actions.exchange._write_as(kinds, exported(window.lab.state), tmp_path / name)
        qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
        assert (tmp_path / name).read_bytes().startswith(head)


def test_that_a_name_that_says_something_else_is_refused(window, told, tmp_path):
    kinds = next(row for row in offered(exported(window.lab.state)) if row[0].key == "npz")
    window.file_actions.exchange._write_as(kinds, exported(window.lab.state), tmp_path / "net.csv")
    assert told == ["net.csv was not written: choose a name that ends in .npz."]
    assert list(tmp_path.glob("net*")) == []


def test_that_closing_waits_for_what_is_being_written(window, tmp_path, qtbot):
    window.file_actions.exchange.write(FORMATS[0], exported(window.lab.state), tmp_path / "w.npz")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE_MS)
    assert (tmp_path / "w.npz").exists()


def test_that_a_folder_that_is_gone_is_said(window, told, tmp_path, qtbot):
    window.file_actions.exchange.write(FORMATS[0], exported(window.lab.state), tmp_path / "no" / "w.npz")
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    assert "“w.npz” was not saved" in told[-1]


def test_that_what_is_exported_while_training_is_of_one_moment(window, tmp_path, qtbot):
    window.lab.document.open(with_config(window.lab.state, epochs=None, stop_loss=None))
    window.lab.controller.train()
    qtbot.waitUntil(lambda: window.lab.controller.snapshot.step > 0, timeout=PATIENCE_MS)
    window.file_actions.exchange.export()
    dialog = dialog_of(window, ExportDialog, qtbot)
    assert dialog.project.training.step > 0
    assert window.lab.controller.is_running
    assert dialog.project.network.parameters is dialog.project.training.parameters
    dialog.reject()
    window.lab.controller.pause()


# -- in ----------------------------------------------------------------------------------------------------


def written(folder: Path, layers: tuple[LayerSpec, ...], inputs: int = 7, seed: int = 3) -> Path:
    path = folder / "theirs.json"
    path.write_bytes(json_text(ExportedNetwork(Parameters.drawn(NetworkSpec(inputs, layers), seed))))
    return path


def test_that_weights_that_fit_are_put_in_and_can_be_taken_back(window, told, tmp_path, qtbot):
    before = window.lab.state
    path = tmp_path / "theirs.npz"
    theirs = Parameters.drawn(before.spec, 99)
    path.write_bytes(npz_archive(ExportedNetwork(theirs)))
    window.lab.openings.open_path(str(path))  # as a drop does: what it is, its content says
    qtbot.waitUntil(lambda: window.lab.state is not before, timeout=PATIENCE_MS)
    assert window.lab.state.parameters.vector.tobytes() == theirs.vector.tobytes()
    assert told[-1].startswith("The weights of theirs.npz (7-8-4) are in the network.")
    window.lab.controller.undo()
    assert window.lab.state is before


def test_that_weights_that_do_not_fit_are_shown_layer_by_layer(window, tmp_path, qtbot):
    layers = (LayerSpec(5, "relu"), LayerSpec(4, "sigmoid", "lecun_normal"))
    before = window.lab.state
    window.lab.openings.open_weights(str(written(tmp_path, layers)))
    dialog = dialog_of(window, ImportDialog, qtbot)
    shown = texts(dialog)
    assert "theirs.json holds a network 7-5-4, which does not fit the one on the bench." in shown
    assert [text for text in shown if "×" in text] == ["7 × 8", "7 × 5", "8 × 4", "5 × 4"]
    assert shown.count("✗ does not fit") == 2
    assert "tanh → ReLU" in shown
    assert dialog.findChild(QPushButton, "import_put_in_button") is None
    assert window.lab.state is before
    press(dialog, "import_build_button", qtbot)
    assert window.lab.state.spec.sizes == (7, 5, 4)
    assert window.lab.state.spec.layers[0].activation == "relu"
    window.lab.controller.undo()
    assert window.lab.state is before


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
def test_that_the_dialogs_of_a_deep_network_stay_within_their_window(window, theme, tmp_path, qtbot):
    window.resize(700, 480)
    window.set_theme(theme)
    layers = (LayerSpec(2, "relu"),) * 63 + (LayerSpec(4, "sigmoid", "lecun_normal"),)
    window.lab.openings.open_weights(str(written(tmp_path, layers)))
    dialog = dialog_of(window, ImportDialog, qtbot)
    button = dialog.findChild(QPushButton, "import_build_button")
    assert dialog.width() <= window.width()
    assert dialog.height() <= window.height()
    assert dialog.rect().contains(button.geometry())
    rows = dialog.findChild(QScrollArea, "layer_rows")
    assert rows.verticalScrollBar().maximum() > 0
    dialog.reject()
    window.file_actions.export()
    dialog = dialog_of(window, ExportDialog, qtbot)
    assert dialog.width() <= window.width()
    assert dialog.height() <= window.height()
    dialog.reject()


def test_that_other_activations_are_a_choice(window, tmp_path, qtbot):
    layers = (LayerSpec(8, "relu"), LayerSpec(4, "sigmoid", "lecun_normal"))
    window.lab.openings.open_weights(str(written(tmp_path, layers)))
    dialog = dialog_of(window, ImportDialog, qtbot)
    assert texts(dialog).count("✓ fits") == 2
    press(dialog, "import_put_in_button", qtbot)
    assert window.lab.state.spec.layers[0].activation == "tanh"
    assert (
        window.lab.state.parameters.vector.tobytes()
        == Parameters.drawn(NetworkSpec(7, layers), 3).vector.tobytes()
    )


def test_that_a_network_for_other_data_says_so(window, tmp_path, qtbot):
    before = window.lab.state
    window.lab.openings.open_weights(str(written(tmp_path, (LayerSpec(2, "relu"),), inputs=3)))
    dialog = dialog_of(window, ImportDialog, qtbot)
    assert any("have other inputs or outputs (7 and 4) than a network 3-2" in text for text in texts(dialog))
    assert dialog.findChild(QPushButton, "import_build_button") is None
    press(dialog, "import_cancel_button", qtbot)
    assert window.lab.state is before


def test_that_a_later_wish_takes_the_place_of_weights_that_are_being_read(window, told, tmp_path, qtbot):
    path = tmp_path / "theirs.npz"
    path.write_bytes(npz_archive(ExportedNetwork(Parameters.drawn(window.lab.state.spec, 99))))
    window.lab.openings.open_weights(str(path))
    window.lab.openings.open_preset("xor")
    qtbot.waitUntil(lambda: not window.lab.openings.is_busy, timeout=PATIENCE_MS)
    qtbot.wait(100)
    assert window.lab.state.preset == "xor"
    assert not any("theirs.npz (" in text for text in told)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"{}", b"\x08\x07not onnx", b"\xff" * 100])
def test_that_a_damaged_file_changes_nothing(window, told, tmp_path, content, qtbot):
    before = window.lab.state
    (tmp_path / "bad.onnx").write_bytes(content)
    window.lab.openings.open_path(str(tmp_path / "bad.onnx"))  # as a drop does
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    assert "bad.onnx" in told[-1]
    assert window.lab.state is before
