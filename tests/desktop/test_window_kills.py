"""Whenever the window is killed: its work is offered at the next start, and at most two seconds of edits are lost."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.window_hand import Content, Moment
from tests.desktop.window_kill import MOST_LOST_S, ROOT, Told

MANY = 20  # kills: enough to meet all there is to meet

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL and pipes that are inherited")


def seen(folder: Path, kills: int, *options: str) -> dict[str, Any]:
    """Kill windows from a program of its own."""
    folder.mkdir()
    done = subprocess.run(
        [sys.executable, "-m", "tests.desktop.window_kill", str(folder), "--kills", str(kills), *options],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_that_a_killed_window_loses_two_seconds_of_edits_at_the_most(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kills = request.config.getoption("--window-kills")
    report = seen(tmp_path / "disk", kills)
    assert report["faults"] == []
    assert (report["kills"], len(report["lost_s"])) == (kills, kills)
    assert report["largest_s"] <= MOST_LOST_S
    if kills >= MANY:
        few = kills // MANY
        assert min(report[what] for what in ("starting", "closing", "named", "looked")) >= few, report
        assert report["offered"] > kills / 4


def test_that_the_same_kills_notice_a_window_that_keeps_its_work_too_late(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kills = request.config.getoption("--window-kills")
    if kills < MANY:
        pytest.skip(f"takes {MANY} kills or more: --window-kills")
    report = seen(tmp_path / "disk", MANY, "--late")
    assert any("seconds of edits are lost" in fault for fault in report["faults"]), report


def moment(when: float, weights: str | None, *, work: int = 0, unsaved: bool = True) -> Moment:
    return Moment(when, Content("s", weights), unsaved, work, "")


def test_that_the_loss_is_the_age_of_the_first_edit_that_does_not_come_back() -> None:
    told = Told(killed=9.0, moments=[moment(1, "a"), moment(4, "b"), moment(6, None), moment(8, "c")])
    lost = {weights: told.lost_s(told.latest(Content("s", weights))) for weights in "abc"}
    # Weights that nobody has seen are those of the training, and so may be any that came before.
    assert lost == {"a": 1.0, "b": 1.0, "c": 0.0}
    assert told.lost_s(0) == 5.0
    assert told.latest(Content("other", "a")) == -1


def test_that_work_is_missed_when_it_was_left_unsaved_long_before() -> None:
    told = Told(killed=9.0, moments=[moment(1, "a"), moment(2, "b", work=1), moment(8, "c", work=2)])
    assert told.left_unsaved() == told.moments[:1]  # the second one was left a second ago
