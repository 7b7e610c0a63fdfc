"""Every control says what it is: to tests by its object name, to a screen reader, and to whoever points at it."""

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QDialog,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QWidget,
)

from nnlab.desktop.dialogs import KeysDialog, TextDialog
from nnlab.desktop.keys import bindings
from nnlab.desktop.notices import Notice, NoticeAction
from nnlab.desktop.widgets.fields import ChoiceField, NumberField
from nnlab.desktop.widgets.network_diagram import LinkRef, NetworkDiagram
from nnlab.desktop.words import language
from nnlab.lessons import begin, load_preset
from nnlab.project import with_layer

LANGUAGES = pytest.mark.parametrize("tongue", language.LANGUAGES)
# One for each pair of input and output panels.
PRESETS = ("seven-segment", "binary-to-segments", "xor", "textbook/311_1", "textbook/318_3")


_LABELS = ("PlainLabel", "RichLabel")  # of widgets.parts.labels


def is_control(widget: QWidget) -> bool:
    """Return whether a hand can do something with `widget`, or read something by pointing at it."""
    if isinstance(widget, QScrollBar) or widget.testAttribute(
        Qt.WidgetAttribute.WA_TransparentForMouseEvents
    ):
        return False
    if isinstance(widget, QAbstractButton | QLineEdit | QAbstractSlider):
        return True
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus and widget.metaObject().className() in _LABELS:
        return False  # Qt tracks the mouse over a label that has had marks in its text, for links
    ours = type(widget).__module__.startswith("nnlab.")
    return ours and (widget.focusPolicy() != Qt.FocusPolicy.NoFocus or widget.hasMouseTracking())


def controls_of(root: QWidget) -> list[QWidget]:
    # The field of a closed popup says nothing: it gets its name when it is opened.
    return [
        widget
        for widget in root.findChildren(QWidget)
        if is_control(widget) and (not widget.window().isHidden())
    ]


def nameless(root: QWidget) -> list[str]:
    """Return the controls below `root` that lack a name, a name for screen readers, or a tooltip."""
    faults = []
    for widget in controls_of(root):
        texts = {
            "object name": widget.objectName(),
            "accessible name": widget.accessibleName(),
            "tooltip": widget.toolTip(),
        }
        missing = [kind for kind, text in texts.items() if not text.strip() or text.startswith("qt_")]
        if missing:
            faults.append(f"{type(widget).__name__} '{widget.objectName()}' has no {', '.join(missing)}")
    return faults


@LANGUAGES
@pytest.mark.parametrize("preset", PRESETS)
def test_that_every_control_of_the_window_is_named(build_window, tongue, preset):
    window = build_window(tongue, preset)
    assert len(controls_of(window)) > 30
    assert nameless(window) == []


def test_that_the_fields_of_a_start_with_numbers_are_named(build_window):
    window = build_window("en")
    window.lab.document.apply(
        "test", with_layer(window.lab.state, 0, activation="leaky_relu(0.1)", init="uniform(-1,1)").state
    )
    QApplication.sendPostedEvents()
    assert nameless(window) == []


def test_that_no_two_controls_on_show_share_a_name(build_window):
    for preset in PRESETS:
        window = build_window("en", preset)
        names = Counter(widget.objectName() for widget in controls_of(window) if widget.isVisible())
        assert [name for name, count in names.items() if count > 1] == []


def test_that_another_preset_leaves_the_controls_named(build_window):
    window = build_window("ko")
    for preset in PRESETS[1:]:
        window.lab.document.open(begin(load_preset(preset)))
        assert nameless(window) == []


@LANGUAGES
def test_that_the_buttons_of_a_notice_are_named(build_window, tongue):
    window = build_window(tongue)
    window.lab.tell(Notice(lambda: "…", actions=(NoticeAction(lambda: "1", window.close),)))
    assert window.findChild(QPushButton, "notice_action_0").toolTip() == "1"
    assert nameless(window) == []


@LANGUAGES
def test_that_the_buttons_of_a_dialog_are_named(build_window, tongue):
    window = build_window(tongue)
    dialogs: list[QDialog] = [KeysDialog(bindings(window), window), TextDialog("title", "text", window)]
    for dialog in dialogs:
        dialog.show()
        assert controls_of(dialog)
        assert nameless(dialog) == []
        dialog.close()


def test_that_the_editor_of_a_weight_is_named_by_what_it_edits(build_window):
    window = build_window("en")
    window.findChild(NetworkDiagram).link_clicked.emit(LinkRef(0, 2, 1))
    editor = window.findChild(QWidget, "value_editor")
    assert nameless(editor) == []
    assert editor.findChild(NumberField).accessibleName() == "weight of layer 1, c → h2"
    editor.close()


def test_that_a_list_of_choices_is_named_by_its_field(build_window):
    window = build_window("en")
    for field in window.findChildren(ChoiceField):
        if field.isVisible():
            field.open()
            choices = field.findChild(QWidget, "choice_list")
            assert choices.accessibleName() == field.accessibleName()
            choices.window().close()
