"""Every lesson that ships is played through in the real window by a script that does what its text asks."""

import importlib
from pathlib import Path

import pytest

from nnlab.lessons import lesson_keys, load_lesson
from tests.desktop.learner import LearnerHand

SCRIPTS = Path(__file__).parent / "lessons_played"


def script_of(key: str) -> str:
    return key.replace("-", "_").replace("/", "_")


def test_that_every_shipped_lesson_has_a_script_and_no_script_is_without_a_lesson():
    scripts = {path.stem for path in SCRIPTS.glob("*.py")}
    assert scripts == {script_of(key) for key in lesson_keys()}


@pytest.mark.parametrize("key", lesson_keys())
def test_that_doing_what_a_lesson_asks_ticks_every_check(build_window, qtbot, key):
    window, lesson = build_window("en"), load_lesson(key)
    hand = LearnerHand(window, qtbot)
    hand.begin(lesson)
    importlib.import_module(f"tests.desktop.lessons_played.{script_of(key)}").play(hand)
    progress = window.classroom.player.progress
    assert progress.finished
    assert [step.skipped for step in progress.steps] == [False] * len(lesson.steps)
    assert all(tick for step in progress.steps for tick in step.ticks)
