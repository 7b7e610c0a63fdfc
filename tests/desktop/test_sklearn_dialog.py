"""The comparison with scikit-learn in the window: what it shows, when it refuses, and that it ends with its dialog."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.sources import table_from_text
from nnlab.desktop.explore.sklearn_dialog import SklearnDialog, open_sklearn_comparison
from nnlab.desktop.widgets.code_view import CodeView
from nnlab.desktop.widgets.curves_together import CurvesTogether
from nnlab.desktop.words import language
from nnlab.lessons import begin, load_preset
from nnlab.lessons.workspaces import EXPERIMENTS
from nnlab.project import suited, with_config
from tests.desktop.conftest import settle
from tests.desktop.test_controls_are_named import nameless

PATIENCE_MS = 30_000


@pytest.fixture
def window(build_window):
    return build_window("en")


def put_on_bench(window, key: str, **config) -> None:
    window.lab.document.open(with_config(begin(load_preset(key)), **config))
    settle()


def opened(window) -> SklearnDialog:
    open_sklearn_comparison(window.lab, window)
    dialog = window.findChild(SklearnDialog)
    assert dialog is not None
    return dialog


def finished(dialog: SklearnDialog, qtbot) -> SklearnDialog:
    qtbot.waitUntil(lambda: dialog.is_over, timeout=PATIENCE_MS)
    settle()
    return dialog


def said(dialog: SklearnDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel) if one.isVisibleTo(dialog))


def test_that_the_button_of_explore_compares_the_network_on_the_bench(window, qtbot):
    put_on_bench(window, "moons", epochs=20)
    window.workspaces.show(EXPERIMENTS)
    button = window.findChild(QPushButton, "compare_sklearn_button")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog = finished(window.findChild(SklearnDialog), qtbot)
    assert dialog.found.done == 20
    assert dialog.findChild(QLabel, "sklearn_verdict").text() == "The same weights"
    text = said(dialog)
    assert "After 20 epochs no weight or bias differs by more than" in text
    assert "scikit-learn" in text
    assert "Right, unseen" in text
    assert "Loss, unseen" not in text
    dialog.close()


def test_that_both_curves_are_shown_under_their_names(window, qtbot):
    put_on_bench(window, "sine", epochs=15)
    dialog = finished(opened(window), qtbot)
    curves = dialog.findChild(CurvesTogether)._curves
    assert {curve.key for curve in curves} == {"nnlab", "scikit-learn"}
    assert [len(curve.x) for curve in curves] == [15, 15]
    assert (curves[0].x[0], curves[0].x[-1]) == (1, 15)
    assert "Loss, unseen" in said(dialog)
    assert "Adam: scikit-learn adds ε" in said(dialog)
    dialog.close()


def test_that_the_code_is_shown_and_copied(window, qtbot):
    put_on_bench(window, "moons", epochs=2)
    dialog = finished(opened(window), qtbot)
    shown = dialog.findChild(CodeView).toPlainText()
    assert "hidden_layer_sizes=(8,)" in shown
    qtbot.mouseClick(dialog.findChild(QPushButton, "copy_sklearn_code_button"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().strip() == shown.strip()
    dialog.close()


def test_that_two_classes_are_compared_as_one_yes_or_no(window, qtbot):
    text = "a,kind\n" + "".join(f"{n % 7},{'xz'[n % 2]}\n" for n in range(24))
    data = prepare(table_from_text(text), "kinds")
    window.lab.document.open(with_config(suited(data), epochs=3))
    settle()
    before = window.lab.state
    dialog = finished(opened(window), qtbot)
    assert "So both train one sigmoid output, 1 for “z”" in said(dialog)
    assert "y: 1 for “z”, 0 for the other class" in dialog.findChild(CodeView).toPlainText()
    assert dialog.found.done == 3
    assert window.lab.state is before
    dialog.close()


def test_that_closing_ends_the_training(window, qtbot):
    put_on_bench(window, "moons", epochs=100_000)
    dialog = opened(window)
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=PATIENCE_MS)
    job = dialog._job
    dialog.close()
    assert job.is_cancelled()
    qtbot.waitUntil(lambda: job._outcome.done(), timeout=PATIENCE_MS)


@pytest.mark.parametrize(
    ("key", "config", "part"),
    [
        ("moons", {"optimizer": "rmsprop"}, "scikit-learn has SGD, momentum, Nesterov and Adam"),
        ("textbook/317_1", {}, "linear outputs with half squared error"),
    ],
)
def test_that_what_scikit_learn_does_not_have_is_told_without_a_dialog(window, key, config, part):
    told = []
    window.lab.noticed.connect(told.append)
    put_on_bench(window, key, **config)
    open_sklearn_comparison(window.lab, window)
    assert window.findChild(SklearnDialog) is None
    assert part in told[-1].text


def test_that_a_missing_library_is_told_with_what_to_do(window, monkeypatch):
    told = []
    window.lab.noticed.connect(told.append)
    monkeypatch.setattr("nnlab.data.sklearn_digits.find_spec", lambda name: None)
    put_on_bench(window, "moons")
    open_sklearn_comparison(window.lab, window)
    assert "pip install scikit-learn" in told[-1].text


def test_that_numbers_that_explode_are_told(window, qtbot):
    put_on_bench(window, "line", learning_rate=1e6, epochs=400)
    dialog = finished(opened(window), qtbot)
    assert dialog.findChild(QLabel, "sklearn_verdict").text() == "The numbers exploded"
    dialog.close()


def test_that_every_control_of_it_has_a_name(window, qtbot):
    put_on_bench(window, "moons", epochs=2)
    dialog = finished(opened(window), qtbot)
    assert nameless(dialog) == []
    dialog.close()


def test_that_it_follows_the_language(window, qtbot, qapp):
    put_on_bench(window, "moons", epochs=2)
    dialog = finished(opened(window), qtbot)
    language.apply(qapp, "ko")
    settle()
    assert dialog.found is not None
    language.apply(qapp, "en")
    settle()
    assert dialog.windowTitle() == "Compare with scikit-learn"
    dialog.close()
