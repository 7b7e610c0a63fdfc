"""Lessons that were not saved when their window ended: what is kept of them, and who finds it."""

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from nnlab.files import LoadError
from nnlab.lessons import drafts as d
from nnlab.lessons import own_files, own_folder
from nnlab.lessons.left_drafts import (
    DraftSlot,
    KeptDraft,
    discard,
    drafts_folder,
    is_there,
    kept_now,
    left_drafts,
    parse_kept,
)
from tests.lessons.test_drafts import SOUND, lesson
from tests.lessons.test_lesson import WHOLE

HALF = d.put(d.blank_lesson(), ("title", "ko"), "반쯤 쓴 수업")


def test_that_a_draft_is_found_only_when_its_window_lives_no_more() -> None:
    slot, kept = DraftSlot(), kept_now(HALF, "zebra", d.blank_lesson())
    slot.keep(kept)
    assert left_drafts() == []
    slot.finish(kept)
    (left,) = left_drafts()
    assert left.kept == kept
    discard(left)
    assert not is_there(left)
    assert list(drafts_folder().iterdir()) == []


def test_that_what_is_saved_or_forgotten_leaves_nothing_behind() -> None:
    slot = DraftSlot()
    slot.keep(kept_now(HALF, None, {}))
    slot.keep(None)
    slot.finish(None)
    assert list(drafts_folder().iterdir()) == []


def test_that_after_the_last_time_nothing_is_kept_by_a_job_that_was_late() -> None:
    slot = DraftSlot()
    slot.finish(None)
    slot.keep(kept_now(HALF, None, {}))
    assert left_drafts() == []


def test_that_a_draft_that_was_saved_before_the_crash_is_cleared_away() -> None:
    draft = lesson({"text": SOUND})
    own_files.save_own("zebra", draft)
    DraftSlot().finish(kept_now(draft, "zebra", {}))
    assert left_drafts() == []
    assert list(drafts_folder().iterdir()) == []
    (own_folder() / "zebra.json").unlink()
    DraftSlot().finish(kept_now(draft, "zebra", {}))
    assert [left.kept.name for left in left_drafts()] == ["zebra"]


def test_that_the_latest_comes_first_and_no_more_than_ten_stay() -> None:
    for when in range(12):
        DraftSlot().finish(replace(kept_now(HALF, None, {}), when=float(when)))
    assert [left.kept.when for left in left_drafts()] == [float(when) for when in range(11, 1, -1)]
    assert len(list(drafts_folder().glob("*.json"))) == 10


def test_that_everything_of_a_lesson_can_be_kept() -> None:
    kept = KeptDraft(WHOLE, None, {})
    assert parse_kept(json.dumps(asdict(kept)).encode()) == kept


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("draft",), 3),
        (("draft", "title"), "x"),
        (("draft", "title", "en"), 3),
        (("draft", "steps"), []),
        (("draft", "steps"), [3]),
        (("draft", "steps", 0, "text"), None),
        (("draft", "steps", 0, "checks"), [3]),
        (("draft", "steps", 0, "checks"), {"check": "all_right"}),
        (("draft", "steps", 0, "locked"), "train_button"),
        (("draft", "steps", 0, "guess"), [1]),
        (("name",), "../../.bashrc"),
        (("nnlab_draft",), 2),
    ],
)
def test_that_what_the_editor_could_not_show_is_refused(place: d.Place, value: Any) -> None:
    content = json.loads(json.dumps(asdict(KeptDraft(HALF, None, {}))))
    inside = content
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    with pytest.raises(LoadError):
        parse_kept(json.dumps(content).encode())


def test_that_files_that_cannot_be_read_stay_where_they_are(tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    (tmp_path / "folder.json").mkdir()
    assert left_drafts(tmp_path) == []
    assert (tmp_path / "bad.json").exists()
