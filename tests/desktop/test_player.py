import pytest

from nnlab.desktop.explore.descent.player import Player


@pytest.fixture
def player(qtbot):
    player = Player()
    player.set_pace(1)
    return player


def steps_of(player):
    steps = []
    player.moved.connect(steps.append)
    return steps


def test_that_it_runs_to_the_end_and_stops(player, qtbot):
    steps = steps_of(player)
    player.begin(4)
    player.run()
    assert player.is_running
    qtbot.waitUntil(lambda: not player.is_running)
    assert steps == [1, 2, 3, 4]
    assert player.is_at_end


def test_that_without_motion_the_end_is_shown_at_once(player):
    player.set_pace(0)
    player.begin(50)
    player.run()
    assert (player.step, player.is_running) == (50, False)


def test_that_running_from_the_end_begins_again(player, qtbot):
    player.begin(2, at_end=True)
    steps = steps_of(player)
    player.run()
    qtbot.waitUntil(lambda: not player.is_running)
    assert steps == [0, 1, 2]


def test_that_stepping_pauses_and_ends_at_the_last_step(player):
    player.begin(2)
    player.run()
    for _ in range(5):
        player.advance()
    assert (player.step, player.is_running) == (2, False)
    player.again()
    assert player.step == 0


def test_that_what_is_not_known_yet_is_waited_for(player, qtbot):
    player.begin(None)
    player.run()
    player.begin(3)
    qtbot.waitUntil(lambda: player.step == 3)
    player.begin(None)
    player.advance()
    player.advance()
    assert player.step == 0
    player.begin(10)
    assert player.step == 2


def test_that_something_new_begins_at_its_start_or_end(player):
    player.begin(5)
    player.advance()
    player.begin(7)
    assert player.step == 0
    player.begin(7, at_end=True)
    assert player.step == 7
    player.begin(0)
    assert player.is_at_end


def test_that_pausing_forgets_what_was_asked_for(player):
    player.begin(None)
    player.advance()
    player.pause()
    player.begin(5)
    assert (player.step, player.is_running) == (0, False)
