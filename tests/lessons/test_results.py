"""What learners hand in, and what a class board reads of it."""

import json
from pathlib import Path

import pytest

from nnlab.engine import EngineError
from nnlab.files import LoadError
from nnlab.lessons import load_lesson
from nnlab.lessons import progress as p
from nnlab.lessons.results import (
    SUFFIX,
    BadResult,
    LearnerResult,
    file_name,
    is_sign,
    latest_of_each,
    new_sign,
    parse_result,
    progress_of,
    read_results,
    result_bytes,
    result_of,
    save_result,
)

LESSON = load_lesson("first-light")
PROGRESS = p.with_seconds(p.with_guess(p.next_step(p.begun(LESSON)), "few"), 12.34)


def test_that_a_result_comes_back_from_its_file_and_tells_the_progress(tmp_path: Path) -> None:
    result = result_of("  김 하늘 ", PROGRESS, when=1000.0)
    assert result.name == "김 하늘"
    save_result(tmp_path / file_name(result), result)
    assert list(read_results(tmp_path)) == [result]
    back = progress_of(LESSON, result)
    assert back is not None
    assert (back.step, back.steps[0].skipped, back.now.guess, back.now.seconds) == (1, True, "few", 12.3)


def test_that_a_result_counts_ticks_and_seconds() -> None:
    result = result_of("A", PROGRESS, when=0.0)
    assert result.ticks == (0, sum(len(step.checks) for step in LESSON.steps))
    assert result.seconds == 12.3


def test_that_a_result_of_a_lesson_that_is_another_by_now_tells_no_progress() -> None:
    assert progress_of(load_lesson("one-layer"), result_of("A", PROGRESS, 0.0)) is None


@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_that_a_result_needs_a_name(name: str) -> None:
    with pytest.raises(EngineError, match="name"):
        result_of(name, PROGRESS, 0.0)


def test_that_a_file_name_holds_nothing_that_no_file_may_hold() -> None:
    result = result_of("../a b/c:*", PROGRESS, 0.0)
    assert file_name(result) == f"a-b-c-first-light{SUFFIX}"


@pytest.mark.parametrize(
    "changes",
    [
        {"nnlab_result": 2},
        {"name": ""},
        {"step": 99},
        {"steps": []},
        {"when": -1},
        {"steps": [{"ticks": [True] * 7, "seconds": 0}]},
        {"steps": [{"ticks": [], "seconds": 0, "guess": [[0, 0]] * 65}]},
        {"steps": [{"ticks": [], "seconds": 0, "guess": [[0, 2]]}]},
        {"steps": [{"ticks": [], "seconds": -1}]},
        {"steps": [{"ticks": [], "seconds": 1e308}]},
        {"steps": [{"ticks": [], "seconds": 0, "guess": 1e308}]},
        {"steps": [{"ticks": [], "seconds": 0, "guess": "x" * 61}]},
        {"steps": [{"ticks": [], "seconds": 0, "guess": "\x1b[2J"}]},
        {"lesson": ""},
        {"lesson": "x" * 100},
        {"lesson": "\u202egnp"},
    ],
)
def test_that_a_wrong_result_is_refused(changes: dict[str, object]) -> None:
    content = json.loads(result_bytes(result_of("A", PROGRESS, 0.0))) | {"step": 0} | changes
    with pytest.raises(LoadError):
        parse_result(json.dumps(content).encode())


def test_that_a_result_of_a_later_nnlab_is_told_as_such_and_not_as_damaged() -> None:
    content = json.loads(result_bytes(result_of("A", PROGRESS, 0.0)))
    with pytest.raises(LoadError, match="newer nnlab") as caught:
        parse_result(json.dumps(content | {"nnlab_result": 2, "mood": "fine"}).encode())
    assert caught.value.code == "newer"


def test_that_a_lesson_left_open_for_years_can_be_handed_in() -> None:
    assert result_of("A", p.with_seconds(PROGRESS, 1e12), 0.0).seconds <= 1e8


def test_that_a_bad_file_among_results_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    save_result(tmp_path / f"b{SUFFIX}", result_of("B", PROGRESS, 0.0))
    (tmp_path / f"a{SUFFIX}").write_text("[]", encoding="utf-8")
    (tmp_path / "other.json").write_text("[]", encoding="utf-8")
    bad, good = read_results(tmp_path)
    assert isinstance(bad, BadResult)
    assert bad.fault.message.startswith(f"“a{SUFFIX}”")
    assert isinstance(good, LearnerResult)


@pytest.mark.parametrize("content", [b"[]", b"{", b"", bytes(range(256)), '{"name": "김"}'.encode("cp949")])
def test_that_whatever_is_no_result_is_told_in_words_for_a_teacher(tmp_path: Path, content: bytes) -> None:
    (tmp_path / f"a{SUFFIX}").write_bytes(content)
    (bad,) = read_results(tmp_path)
    assert isinstance(bad, BadResult)
    assert (bad.fault.code, "Have it handed in again." in bad.fault.message) == ("no-result", True)
    assert bad.fault.detail


def test_that_what_a_later_nnlab_adds_to_a_result_keeps_nobody_from_reading_it() -> None:
    content = json.loads(result_bytes(result_of("A", PROGRESS, 0.0)))
    content["steps"][0]["mood"] = "fine"
    assert parse_result(json.dumps(content | {"stars": 3}).encode()) == result_of("A", PROGRESS, 0.0)


def test_that_a_folder_that_is_gone_is_one_bad_result(tmp_path: Path) -> None:
    (bad,) = read_results(tmp_path / "nowhere")
    assert isinstance(bad, BadResult)


def test_that_who_hands_in_twice_counts_once_by_the_later_one() -> None:
    first, second = result_of("Ann", PROGRESS, 1.0), result_of("ann", p.next_step(PROGRESS), 2.0)
    other = result_of("Ben", PROGRESS, 1.0)
    assert latest_of_each([second, first, other]) == (second, other)


def test_that_the_files_of_two_learners_of_one_name_do_not_replace_one_another(tmp_path: Path) -> None:
    signs = {new_sign() for _ in range(50)}
    assert len(signs) > 45
    assert all(is_sign(sign) for sign in signs)
    found = [result_of("Ann", PROGRESS, 1.0, sign) for sign in sorted(signs)]
    for each in found:
        save_result(tmp_path / file_name(each), each)
    assert list(read_results(tmp_path)) == found
    assert latest_of_each(found) == tuple(found)


def test_that_a_file_without_a_sign_is_read_and_one_with_a_wrong_one_refused() -> None:
    content = json.loads(result_bytes(result_of("A", PROGRESS, 0.0, "00ff00")))
    assert parse_result(json.dumps(content).encode()).sign == "00ff00"
    for wrong in ("x", "00FF00", "00ff0", "00ff00\n", "../../"):
        assert not is_sign(wrong)
        with pytest.raises(LoadError, match="sign"):
            parse_result(json.dumps(content | {"sign": wrong}).encode())
    del content["sign"]
    assert parse_result(json.dumps(content).encode()).sign == ""
