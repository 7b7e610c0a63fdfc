"""The strip of phases: what it shows, asks for and says."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from nnlab.desktop.widgets.phase_strip import Phase, PhaseStrip

PHASES = (
    Phase("forward", "Forward", 1, 5),
    Phase("backward", "Backward", 6, 12),
    Phase("update", "Update", 13, 13),
)


@pytest.fixture
def strip(home, qtbot):
    strip = PhaseStrip(home)
    strip.set_phases(PHASES)
    strip.adjustSize()
    with qtbot.waitExposed(home):
        home.show()
    return strip


@pytest.fixture
def told(strip):
    said = []
    strip.phase_clicked.connect(said.append)
    return said


def buttons(strip) -> list[QPushButton]:
    return [strip.findChild(QPushButton, f"phase_{phase.key}") for phase in PHASES]


def ink(button) -> int:
    image = button.grab().toImage()
    return sum(
        image.pixelColor(x, y).lightness() < 100 for x in range(image.width()) for y in range(image.height())
    )


def test_that_phases_are_named_with_their_operations(strip):
    assert [button.text() for button in buttons(strip)] == ["Forward 1–5", "Backward 6–12", "Update 13"]
    assert all(button.toolTip() and button.accessibleName() for button in buttons(strip))


def test_that_a_click_and_return_ask_for_a_phase(strip, told):
    QTest.mouseClick(buttons(strip)[2], Qt.MouseButton.LeftButton)
    QTest.keyClick(buttons(strip)[0], Qt.Key.Key_Return)
    QTest.keyClick(buttons(strip)[1], Qt.Key.Key_Space)
    assert told == ["update", "forward", "backward"]


def test_that_setting_tells_nothing(strip, told):
    strip.set_current("update")
    strip.set_phases(PHASES[:2])
    strip.set_current(None)
    assert told == []


def test_that_the_current_phase_is_strong_and_nothing_moves(strip):
    places = [button.geometry() for button in buttons(strip)]
    before = ink(buttons(strip)[1])
    strip.set_current("backward")
    assert ink(buttons(strip)[1]) > before
    assert [button.geometry() for button in buttons(strip)] == places


def test_that_other_numbers_keep_the_buttons(strip):
    kept = buttons(strip)
    strip.set_phases((Phase("forward", "Forward", 1, 2), *PHASES[1:]))
    assert buttons(strip) == kept
    assert kept[0].text() == "Forward 1–2"
