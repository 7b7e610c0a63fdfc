"""The builder: the order of its keys, its names, its refusals and its undo steps."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from nnlab.desktop.main_window import MainWindow
from nnlab.desktop.widgets.number_field import NumberField
from nnlab.desktop.widgets.text_field import TextField
from nnlab.project import with_layer


@pytest.fixture
def window(build_window, qtbot) -> MainWindow:
    window = build_window("en")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def tab_stops(window: MainWindow, first: QWidget) -> list[str]:
    """Return the names of what the Tab key reaches from `first` on, and `first` itself."""
    names, widget = [first.objectName()], first.nextInFocusChain()
    while widget is not first:
        if widget.isVisible() and widget.isEnabled() and Qt.FocusPolicy.TabFocus in widget.focusPolicy():
            names.append(widget.objectName())
        widget = widget.nextInFocusChain()
    return names


@pytest.mark.parametrize("shape", ["7-8-4", "7-5-6-4", "7-4"])
def test_that_tab_goes_from_the_shape_through_the_layers_to_the_training(window, shape):
    window.findChild(TextField).text_entered.emit(shape)
    QApplication.sendPostedEvents()  # shows the new sections
    stops = tab_stops(window, window.findChild(QLineEdit, "text_field_edit"))
    layers = [name for name in stops if name.startswith("layer_")]
    assert stops[1 : 1 + len(layers)] == layers == sorted(layers, key=lambda name: name.split("_")[1])
    assert stops[1 + len(layers)] == "loss_field"
    assert len({name.split("_")[1] for name in layers}) == len(shape.split("-")) - 1


def test_that_tab_reaches_the_options_before_what_follows_them(window):
    stops = tab_stops(window, window.findChild(QWidget, "look_layer_field"))
    assert stops.index("option_W") < stops.index("weight_heatmap")


def test_that_a_field_says_whose_it_is(window):
    field = window.findChild(NumberField, "layer_2_width_field")
    assert field.accessibleName() == "Layer 2, width"
    window.set_language("ko")
    QApplication.sendPostedEvents()
    assert field.accessibleName() == "2번 층, 너비"


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        ("-".join(["7", *["2"] * 70, "4"]), "at most 64 layers"),
        ("7-0-4", "Each layer has 1 to 4,096 units"),
        ("7-4097-4", "Each layer has 1 to 4,096 units"),
        ("7-4096-4096-4", "8 million weights"),
        ("7-y-4", "whole numbers"),
        ("7-8-5", "4 outputs"),
    ],
)
def test_that_a_refusal_names_the_rule_that_was_broken(window, shape, reason):
    field, before = window.findChild(TextField), window.lab.state
    field.text_entered.emit(shape)
    assert reason in field.error()
    assert window.lab.state is before


def test_that_steps_of_a_width_are_one_undo_step_and_typed_widths_one_each(window, qtbot):
    field = window.findChild(NumberField, "layer_1_width_field")
    steps = window.lab.document.undo_steps
    field.setFocus()
    for _ in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Up)
    assert (window.lab.state.spec.layers[0].units, len(steps)) == (11, 1)
    for width in ("5", "6"):
        field.setFocus()
        field.selectAll()
        qtbot.keyClicks(field, width)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert (window.lab.state.spec.layers[0].units, len(steps)) == (6, 3)


def test_that_one_parameter_is_one(window):
    assert window.bench.builder._caption.text() == "100 parameters"
    window.toolbar._on_preset_chosen("lecture/caterpillars")
    assert window.bench.builder._caption.text() == "1 parameter"


@pytest.mark.parametrize(("kind", "choice", "field", "typed"), [
    ("activation", "leaky_relu(0.01)", "activation_number", "2"),
    ("activation", "elu(1)", "activation_number", "0"),
    ("init", "normal(0.01)", "start_number", "-1"),
    ("init", "uniform(-1, 1)", "start_number", "5"),
    ("init", "uniform(-1, 1)", "start_end", "-5"),
])  # fmt: skip
def test_that_a_number_that_a_layer_cannot_take_is_refused_in_the_field(
    window, qtbot, kind, choice, field, typed
):
    window.lab.controller.edit("Choose", lambda state: with_layer(state, 0, **{kind: choice}))
    number = window.findChild(NumberField, f"layer_1_{field}_field")
    number.setFocus()
    number.selectAll()
    qtbot.keyClicks(number, typed)
    qtbot.keyClick(number, Qt.Key.Key_Return)
    assert typed.lstrip("-") in number.fault()
    assert getattr(window.lab.state.spec.layers[0], kind) == choice
