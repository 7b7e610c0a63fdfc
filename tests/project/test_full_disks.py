"""Disks that fail or are full while a project is saved: the old project survives, and the user is told."""

import errno
import json
import os
import subprocess
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from nnlab.project import ProjectState
from nnlab.project.nnlab_file import project_bytes, save_project
from nnlab.project.saved import saved
from tests.files.disk import ERRORS, Save, require_that_any_call_may_fail, sizes, takes_only

ROOT = Path(__file__).resolve().parents[2]
STEPS = 60


@pytest.fixture
def save(tmp_path: Path, seven: ProjectState) -> Save:
    """Return the save of a project in place of its earlier version."""
    path, project = tmp_path / "mine.nnlab", saved(replace(seven, notes="new"))
    before = project_bytes(saved(replace(seven, notes="old")))
    return Save(path, lambda: save_project(path, project), before, project_bytes(project))


@pytest.mark.parametrize("error", ERRORS, ids=errno.errorcode.get)
@pytest.mark.parametrize("lasts", [True, False], ids=["for good", "once"])
def test_that_a_fault_of_any_call_leaves_the_old_project_or_the_new_one_whole(
    save: Save, error: int, lasts: bool
) -> None:
    require_that_any_call_may_fail(save, error, lasts=lasts)


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs the list of open files in /proc")
def test_that_no_fault_leaves_a_file_open(save: Save) -> None:
    before = os.listdir("/proc/self/fd")
    for name, occurrence in save.calls():
        save.fault(name, occurrence, errno.EIO, lasts=False)
    assert len(os.listdir("/proc/self/fd")) == len(before)


def test_that_a_project_is_saved_as_soon_as_there_is_room(save: Save) -> None:
    whole = len(save.after)
    for size in sizes(whole, STEPS):
        fault = save.fault_on(partial(takes_only, size))
        assert (None if fault is None else fault.code) == (None if size >= whole else "disk-full"), size
        assert list(save.path.parent.iterdir()) == [save.path]


def test_that_a_disk_that_is_really_full_keeps_the_old_project(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    # A file system in memory, which nobody else sees and which ends with the program.
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k", "nnlab", str(disk)]
    try:
        asked = subprocess.run(["unshare", "-rm", *mount], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("needs unshare, to mount a small disk")
    if asked.returncode != 0:
        pytest.skip(f"no small disk can be mounted: {asked.stderr.strip()}")
    script = '"$@" && exec "$0" -m tests.project.small_disk "$DISK"'
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, sys.executable, *mount],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"DISK": str(disk), "OPENBLAS_NUM_THREADS": "1"},
    )
    assert done.returncode == 0, done.stderr
    tried = json.loads(done.stdout)
    assert {one["enough"] for one in tried} == {True, False}
    for one in tried:
        assert one["whole"], tried
        assert one["outcome"] == ("saved" if one["enough"] else "disk-full"), tried
        assert one["left"] == ["filler", "project.nnlab"], tried
