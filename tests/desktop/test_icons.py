import re

import pytest
from PySide6.QtGui import QAction, QColor, QIcon
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolButton

from nnlab import paths
from nnlab.desktop import icons
from nnlab.desktop import theme as themes


@pytest.fixture(autouse=True)
def _light_afterwards(qapp):
    themes.apply(qapp, "light")
    yield
    themes.apply(qapp, "light")


def opaque_colors(pixmap) -> set[str]:
    image = pixmap.toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {color.name() for color in pixels if color.alpha() == 255}


@pytest.mark.parametrize("name", icons.names())
def test_that_every_drawing_is_on_the_grid_in_one_stroke_and_can_be_tinted(qapp, name):
    text = paths.resources("icons", f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in text
    assert 'stroke="currentColor"' in text
    assert 'stroke-width="1.7"' in text
    assert not re.search(r"#[0-9a-fA-F]{3}", text)
    assert QSvgRenderer(text.encode()).isValid()


@pytest.mark.parametrize("name", icons.names())
def test_that_every_icon_is_painted_in_the_ink_of_its_role_and_in_nothing_else(qapp, name):
    themes.apply(qapp, "dark")
    ink = QColor(themes.load("dark").ink)
    for color in map(QColor, opaque_colors(icons.pixmap(name, 48))):
        # The rasteriser may be off by one.
        assert all(abs(a - b) <= 1 for a, b in zip(color.getRgb(), ink.getRgb(), strict=True))


def test_that_an_unknown_icon_is_refused_with_the_names_there_are(qapp):
    with pytest.raises(KeyError, match="chevron-down"):
        icons.pixmap("no-such-icon", 16)


def test_that_a_picture_is_as_sharp_as_its_screen(qapp):
    picture = icons.pixmap("play", 18, pixel_ratio=2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (36, 2.0)


def test_that_a_picture_is_drawn_once_for_each_tint(qapp):
    assert icons.pixmap("undo", 18).cacheKey() == icons.pixmap("undo", 18).cacheKey()
    assert icons.pixmap("undo", 18).cacheKey() != icons.pixmap("undo", 18, role="muted").cacheKey()


def test_that_a_disabled_icon_is_faint(qapp):
    picture = icons.icon("play").pixmap(18, QIcon.Mode.Disabled)
    assert QColor(themes.load("light").faint).name() in opaque_colors(picture)


def test_that_worn_icons_follow_the_theme(qtbot, qapp):
    button = QToolButton()
    qtbot.addWidget(button)
    action = QAction("Undo", button)
    button.addAction(action)
    icons.wear(button, "reset")
    icons.wear(action, "undo", role="muted")
    dark = themes.apply(qapp, "dark")
    icons.retint()
    assert QColor(dark.ink).name() in opaque_colors(button.icon().pixmap(18))
    assert QColor(dark.muted).name() in opaque_colors(action.icon().pixmap(18))
