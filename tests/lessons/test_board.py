"""The class board: learners and lessons from the files in a folder."""

import os
from pathlib import Path

from nnlab.files import parse_csv
from nnlab.lessons import board as b
from nnlab.lessons.results import LearnerResult, StepResult, file_name, save_result


def result(
    name: str, lesson: str = "first-light", ticks: str = "11 10", *, when: float = 1e9, finished: bool = False,
    step: int | None = None, skipped: tuple[int, ...] = (), seconds: float = 60.0, sign: str = "",
) -> LearnerResult:  # fmt: skip
    steps = tuple(
        StepResult(tuple(tick == "1" for tick in word), seconds, at in skipped)
        for at, word in enumerate(ticks.split())
    )
    step = len(steps) - 1 if step is None else step
    return LearnerResult(name, lesson, step, steps, finished, when, sign)


def test_that_a_learner_who_hands_in_twice_counts_once_with_the_latest() -> None:
    early, late = result("Minji", ticks="00 00", when=1.0), result("minji", when=2.0)
    (learner,) = b.board_of([late, early]).learners
    assert learner == b.Learner("minji", (late,))
    assert (learner.ticks, learner.share, learner.seconds, learner.when) == ((3, 4), 0.75, 120.0, 2.0)


def test_that_two_learners_of_one_name_are_both_on_the_board() -> None:
    one, other = result("Minji", sign="0a0a0a", finished=True), result("minji", sign="ffffff", ticks="00 00")
    again = result("Minji", sign="0a0a0a", when=2e9)
    more = result("Minji", "one-step", sign="ffffff")
    board = b.board_of([one, other, again, more])
    assert board.learners == (
        b.Learner("Minji", (again,), "0a0a0a"),
        b.Learner("Minji", (other, more), "ffffff"),
    )
    assert [learner.called for learner in board.learners] == ["Minji (0a0a0a)", "Minji (ffffff)"]
    assert b.only(board.learners[1], "one-step") == b.Learner("Minji", (more,), "ffffff")


def test_that_who_works_on_several_computers_is_one_learner_while_no_lesson_comes_from_two() -> None:
    found = [result("Minji", sign="0a0a0a", when=1.0), result("Minji", "one-step", sign="ffffff", when=2.0)]
    (learner,) = b.board_of(found).learners
    assert learner == b.Learner("Minji", tuple(found))
    assert learner.called == "Minji"


def test_that_a_file_without_a_sign_is_not_taken_for_that_of_a_namesake() -> None:
    board = b.board_of([result("Minji"), result("Minji", sign="0a0a0a")])
    assert [learner.called for learner in board.learners] == ["Minji", "Minji (0a0a0a)"]


def test_that_a_folder_that_nobody_wants_any_more_is_not_read_to_its_end(tmp_path: Path) -> None:
    for name in "abcde":
        save_result(tmp_path / f"{name}.result.json", result(name))
    asked = iter([False, False, True, True, True, True])
    assert len(b.read_board(tmp_path, cancelled=lambda: next(asked)).learners) == 2


def test_that_learners_come_by_name_and_lessons_in_teaching_order() -> None:
    found = [result("b", "own/x"), result("A", "one-step"), result("b", "first-light")]
    board = b.board_of(found, ("first-light", "guess-the-rate", "one-step"))
    assert [learner.name for learner in board.learners] == ["A", "b"]
    assert board.lessons == ("first-light", "one-step", "own/x")
    assert board.learners[0].result("own/x") is None
    assert b.only(board.learners[0], "own/x") is None
    assert b.only(board.learners[1], "own/x") == b.Learner("b", (found[0],))
    assert b.only(board.learners[1], None) == board.learners[1]


def test_that_every_step_is_done_skipped_present_or_still_to_come() -> None:
    assert b.step_states(result("a", ticks="1 10 11 0 0", step=3, skipped=(1,))) == (
        "done", "skipped", "done", "here", "open",
    )  # fmt: skip
    assert b.step_states(result("a", ticks="1 1", finished=True)) == ("done", "done")


def test_that_a_step_that_was_skipped_and_done_later_counts_as_done() -> None:
    late = result("a", ticks="11 10", skipped=(0, 1), finished=True)
    assert b.step_states(late) == ("done", "skipped")
    assert late.skips == 1


def test_that_a_folder_is_read_with_its_bad_files_named(tmp_path: Path) -> None:
    for each in (result("a"), result("b", finished=True)):
        save_result(tmp_path / file_name(each), each)
    (tmp_path / "bad.result.json").write_text('{"name": 3}', encoding="utf-8")
    (tmp_path / "notes.txt").write_text("x", encoding="utf-8")
    board = b.read_board(tmp_path)
    assert [learner.name for learner in board.learners] == ["a", "b"]
    (bad,) = board.bad
    assert bad.path.name == "bad.result.json"
    assert "bad.result.json" in str(bad.fault)
    assert not board.too_many


def test_that_a_file_that_comes_goes_or_changes_is_noticed_without_reading(tmp_path: Path) -> None:
    looks = [b.signature(tmp_path)]
    save_result(tmp_path / "a.result.json", result("a"))
    looks.append(b.signature(tmp_path))
    os.utime(tmp_path / "a.result.json", (5, 5))
    looks.append(b.signature(tmp_path))
    assert b.signature(tmp_path) == looks[-1]
    (tmp_path / "a.result.json").unlink()
    assert looks[0] == b.signature(tmp_path) == ()
    assert len(set(looks)) == 3
    assert b.signature(tmp_path / "nowhere") is None


def test_that_a_link_that_leads_nowhere_is_no_change(tmp_path: Path) -> None:
    save_result(tmp_path / "a.result.json", result("a"))
    (tmp_path / "b.result.json").symlink_to(tmp_path / "gone")
    look = b.signature(tmp_path)
    assert look is not None
    assert b.signature(tmp_path) == look


def test_that_a_folder_that_is_not_there_is_told_and_more_files_than_are_read(
    tmp_path: Path, monkeypatch
) -> None:
    assert "cannot be looked into" in str(b.read_board(tmp_path / "nowhere").bad[0].fault)
    monkeypatch.setattr(b, "MOST_RESULTS", 1)
    for name in ("a", "b"):
        save_result(tmp_path / f"{name}.result.json", result(name))
    assert b.read_board(tmp_path).too_many


def test_that_the_table_has_a_row_for_each_learner_and_lesson_and_computes_nothing() -> None:
    board = b.board_of([result("=1+1", seconds=90.0), result("b", "own/x", finished=True)], ("first-light",))
    table = parse_csv(b.board_csv(board, ["=1+1", "b"], ["First light", "Mine"]))
    assert table.header[:6] == ("name", "lesson", "state", "ticks", "of", "skipped steps")
    assert [row[:5] for row in table.rows] == [
        ("=1+1", "First light", "step 2", "3", "4"), ("b", "Mine", "finished", "3", "4"),
    ]  # fmt: skip
    assert float(table.rows[0][6]) == 3.0
    assert b"'=1+1" in b.board_csv(board, ["=1+1", "b"], ["First light", "Mine"])


def test_that_who_has_finished_by_skipping_is_not_told_as_finished_and_all_in_the_words_that_are_given() -> (
    None
):
    board = b.board_of([result("a", finished=True, skipped=(1,)), result("b", finished=True)])
    words = b.TableWords(
        ("이름", "수업", "상태", "틱", "전체", "건너뜀", "분", "때"), "마침", "건너뛰고 마침"
    )
    table = parse_csv(b.board_csv(board, ["a", "b"], ["첫 불빛"], words))
    assert table.header == words.headings
    assert [row[2] for row in table.rows] == ["건너뛰고 마침", "마침"]
    told = parse_csv(b.board_csv(board, ["a", "b"], ["First light"]))
    assert [row[2] for row in told.rows] == ["finished, with steps skipped", "finished"]
