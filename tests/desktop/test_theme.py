"""A change of the theme reaches every widget, and no oftener than it must."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from nnlab.desktop import language
from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting


class _Counter(QWidget):
    changes = 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.changes += event.type() == QEvent.Type.StyleChange


@pytest.fixture
def counter(qapp, qtbot):
    themes.apply(qapp, "light")
    counter = _Counter()
    qtbot.addWidget(counter)
    counter.show()
    counter.changes = 0
    yield counter
    themes.apply(qapp, "light")


@pytest.mark.parametrize("name", ["dark", "projector"])
def test_that_a_change_of_theme_is_one_change_of_style(qapp, counter, name):
    theme = themes.apply(qapp, name)
    assert counter.changes == 1
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
