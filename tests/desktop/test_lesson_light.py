"""What a lesson has looked at is there, or a click away, on a projector in the smallest window, too."""

import pytest
from PySide6.QtWidgets import QAbstractButton

from nnlab.lessons import lesson_keys, load_lesson
from nnlab.lessons.controls import CONTROLS
from nnlab.lessons.guesses import ChoiceGuess, NumberGuess

MOST_WAYS = 2


@pytest.fixture
def small(build_window):
    window = build_window("ko", "xor", "--theme", "projector")
    window.resize(1024, 700)
    return window


def guess_something(player):
    guess = player.step.guess
    if isinstance(guess, ChoiceGuess):
        player.guess(guess.options[0].key)
    else:
        player.guess(1.0 if isinstance(guess, NumberGuess) else ((0.0, 0.5), (1.0, 0.5)))


def rings(window, wanted):
    """Tell whether the ring is around a control that can be seen."""
    ring = window.classroom.highlight
    target = ring.target
    return target is not None and target.objectName() == wanted and target.isVisible() and ring.isVisible()


def follow(window, qtbot, wanted):
    """Press what the ring is around until it is around the control that is wanted, or leads nowhere."""
    ring = window.classroom.highlight
    for _ in range(MOST_WAYS):
        way = ring.target
        if not isinstance(way, QAbstractButton) or way.objectName() == wanted:
            return
        way.click()
        qtbot.waitUntil(lambda way=way: ring.target is not way)


@pytest.mark.parametrize("key", lesson_keys())
def test_that_the_ring_leads_to_whatever_a_shipped_lesson_has_looked_at(small, qtbot, key):
    player, lesson = small.classroom.player, load_lesson(key)
    player.start(lesson)
    for number, step in enumerate(lesson.steps, start=1):
        qtbot.waitUntil(lambda: not player.is_preparing, timeout=20_000)
        if player.awaits_guess:
            guess_something(player)
        small.lab.controller.pause()
        player.look()
        if step.look_at is not None and not player.progress.now.is_done:
            wanted = CONTROLS[step.look_at].widget
            follow(small, qtbot, wanted)
            qtbot.waitUntil(lambda wanted=wanted: rings(small, wanted), timeout=2000)
        if small.bench.shows_builder:
            small.bench.toggle_builder()
        assert player.progress.step == number - 1
        player.next()
