"""Whenever a program is killed while it saves a project: the file is whole, and as new as the program has said."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
FAIR_SHARE = 0.1  # of the kills: more than four in ten were measured
ENOUGH = 2000  # kills to catch a wrong writer, which took one hundred at most

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that fork")


def seen(folder: Path, writer: str, kills: int) -> dict[str, Any]:
    """Kill a writer in a program of its own: one that has no threads can fork."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.project.kill_harness", str(folder)]
    done = subprocess.run(
        [*command, "--writer", writer, "--kills", str(kills)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_that_kills_while_saving_never_lose_tear_or_age_the_file(
    tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    kills = request.config.getoption("--kills")
    report = seen(tmp_path / "disk", "nnlab", kills)
    assert (report["fault"], report["kills"]) == ("", kills)
    assert report["within"] > FAIR_SHARE * kills, report
    assert report["kept"] == ["project.nnlab"]


@pytest.mark.parametrize(
    ("writer", "fault"), [("in-place", "torn"), ("acknowledging-early", "stale"), ("deleting-first", "lost")]
)
def test_that_the_same_kills_catch_a_wrong_writer(tmp_path: Path, writer: str, fault: str) -> None:
    report = seen(tmp_path / "disk", writer, ENOUGH)
    assert report["fault"] == fault, report
