"""A change of the theme reaches every widget, and no oftener than it must."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.words import language


class _Counter(QWidget):
    changes = 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.changes += event.type() == QEvent.Type.StyleChange


def _nested(leaf: QWidget, depth: int = 10) -> QWidget:
    """Return a widget that has `leaf` below it, made as a window is: each is given its parent after its children."""
    top = leaf
    for _ in range(depth):
        inner, top = top, QWidget()
        QVBoxLayout(top).addWidget(inner)
    return top


@pytest.fixture
def counter(qapp, qtbot):
    themes.apply(qapp, "light")
    counter = _Counter()
    top = _nested(counter)
    qtbot.addWidget(top)
    top.show()
    counter.changes = 0
    yield counter
    themes.apply(qapp, "light")


@pytest.mark.parametrize("name", ["dark", "projector"])
def test_that_a_change_of_theme_takes_the_sheet_off_and_puts_one_on_however_deep_a_widget_lies(
    qapp, counter, name
):
    theme = themes.apply(qapp, name)
    assert counter.changes == 3  # off, on, and once more when everything around it has been dressed
    assert counter.palette().window().color().name().upper() == theme.ground.upper()
    assert counter.font().pixelSize() == theme.text_px


def test_that_the_same_theme_again_changes_nothing(qapp, counter):
    themes.apply(qapp, "light")
    assert counter.changes == 0


def test_that_texts_are_measured_as_the_language_shapes_them(qapp):
    theme, words = themes.current(), ("tanh, sigmoid", "fi 1.75", "learning rate")
    try:
        for tongue in ("en", "ko"):
            language.apply(qapp, tongue)
            metrics = painting.typeface(theme, "text")[1]
            for text in words:
                assert painting.advance(theme, "text", text) == metrics.horizontalAdvance(text)
    finally:
        language.apply(qapp, "en")


def test_that_what_is_dressed_last_changes_its_style_once_however_deep_it_lies(qapp, qtbot):
    theme = themes.apply(qapp, "light")
    sheet = qapp.styleSheet()
    with themes.dressed_last(qapp):
        leaf = _Counter()
        top = _nested(leaf)
        qtbot.addWidget(top)
    assert leaf.changes == 1
    assert qapp.styleSheet() == sheet
    assert leaf.font().pixelSize() == theme.text_px


def test_that_a_fault_under_way_leaves_the_sheet_in_force(qapp):
    themes.apply(qapp, "light")
    sheet = qapp.styleSheet()
    with pytest.raises(ZeroDivisionError), themes.dressed_last(qapp):
        1 / 0  # noqa: B018  # the fault
    assert qapp.styleSheet() == sheet != ""
