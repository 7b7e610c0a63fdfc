"""What the window shows becomes a picture: shapes where it paints shapes, fine pixels otherwise."""

import io
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from nnlab.desktop import theme
from nnlab.desktop.files.picture_export import picture_of, png_bytes, svg_bytes
from nnlab.desktop.files.picture_menu import PictureMenu
from nnlab.desktop.widgets.curve_plot import CurvePlot
from nnlab.desktop.widgets.heatmap import Heatmap
from nnlab.desktop.widgets.network_diagram import NetworkDiagram


def shapes(data: bytes) -> Counter[str]:
    return Counter(node.tag.partition("}")[2] for node in ElementTree.fromstring(data).iter())


@pytest.fixture
def shown(home, qtbot):
    def show(widget: QWidget, width: int = 500, height: int = 340) -> QWidget:
        widget.setParent(home)
        widget.setGeometry(0, 0, width, height)
        home.resize(width, height)
        home.show()
        qtbot.waitExposed(home)
        return widget

    return show


@pytest.fixture
def diagram(shown) -> NetworkDiagram:
    rng = np.random.default_rng(0)
    widget = NetworkDiagram()
    widget.set_network((7, 8, 4), ("tanh", "sigmoid"), tuple("abcdefg"), tuple("8421"), (True, True))
    widget.set_editable(True)
    weights = [rng.normal(size=(7, 8)), rng.normal(size=(8, 4))]
    neurons = [rng.uniform(-1, 1, size) for size in (7, 8, 4)]
    widget.set_values(weights, [np.zeros(8), np.zeros(4)], neurons, None)
    shown(widget)
    return widget


@pytest.fixture
def heatmap(shown) -> Heatmap:
    widget = Heatmap()
    widget.set_matrix(np.random.default_rng(0).normal(size=(7, 8)), 3.0)
    shown(widget, 400, 300)
    return widget


# -- shapes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", theme.THEME_NAMES)
def test_that_the_diagram_is_circles_and_curves(diagram, qapp, name: str) -> None:
    theme.apply(qapp, name)
    found = shapes(svg_bytes(diagram, "Network"))
    assert found["image"] == 0
    assert found["path"] >= 7 * 8 + 8 * 4
    assert found["circle"] >= 7 + 8 + 4
    assert found["text"] >= 7 + 4


def test_that_few_cells_are_rounded_rectangles_with_their_numbers(heatmap) -> None:
    found = shapes(svg_bytes(heatmap))
    assert found["image"] == 0
    assert found["path"] + found["rect"] >= 56
    assert found["text"] >= 56


def test_that_many_cells_stay_pixels(shown) -> None:
    widget = Heatmap()
    widget.set_matrix(np.random.default_rng(0).normal(size=(300, 200)), 3.0)
    shown(widget)
    assert shapes(svg_bytes(widget))["image"] == 1


def test_that_a_curve_is_lines(shown, qtbot) -> None:
    plot = CurvePlot()
    plot.set_curves({"loss": (np.arange(50.0), np.exp(-np.arange(50.0) / 9))})
    shown(plot)
    qtbot.waitUntil(lambda: shapes(svg_bytes(plot))["polyline"] > 40)
    found = shapes(svg_bytes(plot))
    assert found["image"] == 0
    assert found["text"] > 4


def test_that_a_wide_network_has_its_pixels_in_the_drawing(shown) -> None:
    rng = np.random.default_rng(0)
    widget = NetworkDiagram()
    widget.set_network((784, 64, 10), ("relu", "softmax"))
    weights = [rng.normal(size=(784, 64)), rng.normal(size=(64, 10))]
    widget.set_values(weights, [None, None], [rng.uniform(size=n) for n in (784, 64, 10)], None)
    shown(widget, 900, 500)
    found = shapes(svg_bytes(widget))
    assert found["image"] >= 2
    assert found["circle"] >= 10


# -- pixels ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", theme.THEME_NAMES)
def test_that_pixels_are_as_on_the_screen_but_finer(diagram, heatmap, qapp, name: str) -> None:
    theme.apply(qapp, name)
    for widget in (diagram, heatmap):
        image = np.asarray(Image.open(io.BytesIO(png_bytes(widget, 2))).convert("RGB"), dtype=float)
        assert image.shape == (2 * widget.height(), 2 * widget.width(), 3)
        surface = theme.color(theme.current().surface).getRgb()[:3]
        assert tuple(image[0, -1]) == surface or widget is heatmap
        seen = picture_of(widget, 1)
        coarse = np.frombuffer(seen.constBits(), np.uint8).reshape(widget.height(), -1, 4)[..., 2::-1]
        assert (image != coarse.repeat(2, axis=0).repeat(2, axis=1)).any(axis=2).mean() > 0.01
        halved = image.reshape(widget.height(), 2, widget.width(), 2, 3).mean((1, 3))
        # Letters may be set by a part of a pixel elsewhere: what is near a pixel is as good as the pixel itself. What
        # is left are thin edges, and the buttons that are for the hand.
        around = np.lib.stride_tricks.sliding_window_view(
            np.pad(coarse.astype(float), ((1, 1), (1, 1), (0, 0)), mode="edge"), (3, 3), axis=(0, 1)
        )
        off = np.maximum(around.min((3, 4)) - halved, halved - around.max((3, 4))).max(axis=2)
        assert (off > 30).mean() < 0.02


def test_that_what_is_for_the_hand_is_left_out(diagram, qtbot) -> None:
    before = svg_bytes(diagram)
    QTest.mouseMove(diagram, QPoint(250, 170))
    diagram.setFocus(Qt.FocusReason.TabFocusReason)
    assert svg_bytes(diagram) == before


# -- the menu ----------------------------------------------------------------------------------------------


def menu_of(window: QWidget, name: str) -> PictureMenu:
    return next(menu for menu in window.findChildren(PictureMenu) if menu._file_name == name)


def open_menu(widget: QWidget, reason: QContextMenuEvent.Reason) -> QMenu:
    place = widget.rect().center()
    QApplication.sendEvent(widget, QContextMenuEvent(reason, place, widget.mapToGlobal(place)))
    found = [menu for menu in widget.window().findChildren(QMenu, "picture_menu") if menu.isVisible()]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("reason", [QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard])
@pytest.mark.parametrize("name", ["weight_heatmap", "log_plot", "diagram"])
def test_that_the_menu_opens_over_the_pictures_of_the_bench(build_window, name: str, reason) -> None:
    window = build_window("en")
    widget = window.findChild(NetworkDiagram) if name == "diagram" else window.findChild(QWidget, name)
    menu = open_menu(widget, reason)
    assert [action.text() for action in menu.actions()] == ["Copy picture", "Save picture…"]
    menu.close()


def test_that_a_picture_is_copied(build_window) -> None:
    window = build_window("en")
    menu_of(window, "curve").copy()
    image = QGuiApplication.clipboard().image()
    assert image.width() > 400
    assert not image.hasAlphaChannel()


def test_that_a_picture_is_saved_by_its_suffix(build_window, qtbot, tmp_path: Path) -> None:
    window = build_window("en")
    told = []
    window.lab.noticed.connect(lambda notice: told.append(notice.text))
    menu = menu_of(window, "weights")
    menu.save(str(tmp_path / "w.png"))
    menu.save(str(tmp_path / "w.SVG"))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["The picture was saved as w.png.", "The picture was saved as w.SVG."]
    assert (tmp_path / "w.png").read_bytes().startswith(b"\x89PNG")
    assert shapes((tmp_path / "w.SVG").read_bytes())["svg"] == 1


def test_that_a_picture_that_cannot_be_saved_is_told_in_a_sentence(
    build_window, qtbot, tmp_path: Path
) -> None:
    window = build_window("en")
    told = []
    window.lab.noticed.connect(lambda notice: told.append((notice.kind, notice.text)))
    menu = menu_of(window, "network")
    menu.save(str(tmp_path / "no" / "n.png"))
    menu.save(str(tmp_path / "n.gif"))
    qtbot.waitUntil(lambda: len(told) == 2)
    assert {kind for kind, _ in told} == {"warning"}
    assert "“n.png” was not saved" in told[1][1]
    assert "end" in told[0][1]
    assert list(tmp_path.glob("*.gif")) == []


def test_that_a_dialog_asks_for_the_name(build_window) -> None:
    window = build_window("en")
    widget = window.findChild(NetworkDiagram)
    menu = open_menu(widget, QContextMenuEvent.Reason.Mouse)
    menu.actions()[1].trigger()
    dialog = window.findChild(QFileDialog, "file_dialog")
    assert dialog.isVisible()
    dialog.filterSelected.emit("Drawing of shapes (*.svg)")
    assert dialog.defaultSuffix() == "svg"
    dialog.reject()
    menu.close()
