import importlib
import subprocess
import sys
from pathlib import Path

import pytest

import nnlab.desktop.widgets
from nnlab.desktop.widgets.parts import gallery

WIDGETS = sorted(
    path.stem for path in Path(nnlab.desktop.widgets.__file__).parent.glob("*.py") if path.stem != "__init__"
)


@pytest.mark.parametrize("name", WIDGETS)
def test_that_a_widget_opens_alone_with_something_to_see(qtbot, name):
    module = importlib.import_module(f"nnlab.desktop.widgets.{name}")
    window = gallery.stage(module._sample())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    image = window.grab().toImage()
    colors = {image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(image.height())}
    assert len(colors) > 1


def test_that_an_unknown_theme_is_refused_with_the_names_there_are():
    command = [sys.executable, "-m", "nnlab.desktop.widgets.card", "sepia"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert result.returncode != 0
    assert "projector" in result.stderr
