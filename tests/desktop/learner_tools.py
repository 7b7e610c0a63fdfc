"""What a learner's hand can do beyond the bench: draw, type into a graph, check gradients, choose files."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit

from nnlab.desktop.arithmetic.gradient_dialog import STEPS, GradientDialog
from nnlab.desktop.files.export_dialog import FORMATS_ROLE, ExportDialog
from nnlab.desktop.widgets.confusion_matrix import ConfusionMatrix
from nnlab.desktop.widgets.fields import ChoiceField, NumberField
from nnlab.desktop.widgets.graph_canvas import GraphCanvas, NodeRef
from nnlab.desktop.widgets.matrix_field import MatrixField
from nnlab.desktop.widgets.sample_grid import SampleGrid
from nnlab.desktop.widgets.speed_slider import SpeedSlider
from tests.desktop.learner import LearnerHand

Dialog = TypeVar("Dialog", bound=QDialog)
Stroke = Sequence[tuple[float, float]]  # x and y from 0 to 1, y downwards

THREE: Stroke = (
    (0.28, 0.2), (0.42, 0.12), (0.6, 0.14), (0.68, 0.26), (0.6, 0.4), (0.44, 0.46),
    (0.62, 0.52), (0.7, 0.66), (0.62, 0.82), (0.44, 0.88), (0.28, 0.8),
)  # fmt: skip


def draw(hand: LearnerHand, stroke: Stroke, size: float = 1.0) -> None:
    """Clear the pad and draw a line through the points of `stroke`, `size` times as large, from the upper left."""
    pad = hand.widget("draw_pad")
    pad.setFocus()
    QTest.keyClick(pad, Qt.Key.Key_Delete)
    side = min(pad.width(), pad.height())
    places = [QPoint(round(x * size * side), round(y * size * side)) for x, y in stroke]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(pad, place)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[-1])


def choose_graph(hand: LearnerHand, key: str) -> None:
    """Choose one of the graphs of the notes."""
    field = hand.widget("graph_preset_field")
    assert isinstance(field, ChoiceField)
    field.value_chosen.emit(key)


def type_value(hand: LearnerHand, name: str, text: str) -> None:
    """Type the value of the node called `name` into its field beside the graph."""
    canvas = hand.widget("graph_canvas")
    assert isinstance(canvas, GraphCanvas)
    graph = hand.lab.state.graph
    key = {"apple": 1, "count": 2, "tax": 4}[name] if graph is None else _key(hand, name)
    field = hand.widget(f"graph_value_{key}_field")
    assert isinstance(field, MatrixField)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def select_node(hand: LearnerHand, name: str) -> None:
    """Click the node called `name`."""
    canvas = hand.widget("graph_canvas")
    assert isinstance(canvas, GraphCanvas)
    canvas.clicked.emit(NodeRef(_key(hand, name)))


def _key(hand: LearnerHand, name: str) -> int:
    assert hand.lab.state.graph is not None
    return next(node.id for node in hand.lab.state.graph.nodes if node.name == name)


def check_gradients(hand: LearnerHand, epsilon: float | None = None) -> None:
    """Open the check of gradients, wait for its verdict, go to a step size if one is named, and close it."""
    hand.click("check_gradients_button")
    dialog = _dialog(hand, GradientDialog)
    hand.wait(lambda: dialog.found is not None and dialog.found.share >= 1.0)
    if epsilon is not None:
        slider = dialog.findChild(SpeedSlider, "epsilon_slider")
        slider.position_chosen.emit(STEPS.index(epsilon))
    dialog.reject()


def export(hand: LearnerHand, key: str, path: Path) -> None:
    """Export the project as the format `key` to `path`, by the window of exports."""
    hand.window.file_actions.exchange.export()
    dialog = _dialog(hand, ExportDialog)
    model = dialog._model
    rows = [
        model.index(row, 0)
        for row in range(model.rowCount())
        if any(kind.key == key for kind in model.index(row, 0).data(FORMATS_ROLE) or ())
    ]
    dialog._list.setCurrentIndex(rows[0])
    hand.click_widget("export_save_button")
    chooser = _dialog(hand, QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    hand.wait(path.exists)
    dialog.reject()


def _dialog(hand: LearnerHand, kind: type[Dialog]) -> Dialog:
    """Return the dialog of a kind that is open, or is in a moment; closed ones are there until they are deleted."""

    def found() -> list[Dialog]:
        return [dialog for dialog in hand.window.findChildren(kind) if dialog.isVisible()]

    hand.wait(lambda: bool(found()))
    return found()[0]


def click_first_mistake(hand: LearnerHand) -> None:
    """Click the first picture under “Mistakes”, when the unseen samples are answered."""
    grid = hand.widget("mistakes_grid")
    assert isinstance(grid, SampleGrid)
    hand.wait(lambda: bool(len(grid._order)))
    grid.picture_clicked.emit(int(grid._order[0]))


def click_confusion(hand: LearnerHand, true: int, answered: int) -> None:
    """Click a cell of the confusion matrix."""
    matrix = hand.widget("confusion")
    assert isinstance(matrix, ConfusionMatrix)
    matrix.cell_clicked.emit((true, answered))


def sweep_rates(hand: LearnerHand, rates: str, *, epochs: int, seeds: int) -> None:
    """Fill in a sweep over learning rates, and run it to its end."""
    field = hand.widget("sweep_axis_0_values")
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, rates)
    _enter(hand, "sweep_epochs_field", epochs)
    _enter(hand, "sweep_seeds_field", seeds)
    hand.click_widget("sweep_start_button")


def fold(hand: LearnerHand, count: int, way: str, rate: float, epochs: int, *, seed: int) -> None:
    """Fill in a cross-validation, and run it to its end."""
    field = hand.widget("folds_way_field")
    assert isinstance(field, ChoiceField)
    field.value_chosen.emit(way)
    _enter(hand, "folds_count_field", count)
    _enter(hand, "folds_seed_field", seed)
    _enter(hand, "folds_rate_field", rate)
    _enter(hand, "folds_epochs_field", epochs)
    hand.click_widget("folds_start_button")


def _enter(hand: LearnerHand, name: str, value: float) -> None:
    field = hand.widget(name)
    assert isinstance(field, NumberField)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, f"{value:g}")
    QTest.keyClick(field, Qt.Key.Key_Return)
