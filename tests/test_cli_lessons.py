"""`nnlab lessons` and `nnlab open`."""

import json
from pathlib import Path

import pytest

from nnlab import app, paths
from nnlab.cli import main
from nnlab.lessons import lesson_keys, own_folder

FIRST = paths.resources("lessons", "first-light.json")


def test_that_all_lessons_are_listed_by_parts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lessons"]) == 0
    said = capsys.readouterr().out
    for key in lesson_keys():
        assert f"  {key} " in said
    assert said.startswith("Welcome\n")


def test_that_lessons_are_told_as_json_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lessons", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [lesson["key"] for lesson in told] == list(lesson_keys())
    assert told[0]["title"] == {"en": "First light", "ko": "첫 불빛"}
    assert told[0]["steps"] == 6


def test_that_lessons_of_one_s_own_are_listed_with_the_sentence_of_a_bad_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "mine.json").write_bytes(FIRST.read_bytes())
    (own_folder() / "bad.json").write_text("[]", encoding="utf-8")
    assert main(["lessons"]) == 0
    said = capsys.readouterr().out
    assert "\nMy lessons\n  “bad.json”: " in said
    assert "  own/mine " in said


def test_that_a_title_cannot_reach_into_the_terminal(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    own_folder().mkdir(parents=True)
    for place in (own_folder() / "evil.json", tmp_path / "evil.json"):
        place.write_text(
            FIRST.read_text(encoding="utf-8").replace("First light", "\\u001b[2J\\u202eFirst"),
            encoding="utf-8",
        )
    assert main(["lessons"]) == 0
    assert main(["lessons", "check", str(tmp_path / "evil.json")]) == 1
    out, err = capsys.readouterr()
    assert "title.en: the text has control characters" in out
    assert "title.en: the text has control characters" in err
    assert not {"\x1b", "\u202e"} & set(out + err)


def test_that_a_sound_file_is_said_to_be_a_lesson(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lessons", "check", str(FIRST)]) == 0
    assert "“First light”, 6 steps, 9 checks" in capsys.readouterr().out


def test_that_a_file_alone_is_checked(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["lessons", str(FIRST)]) == 0
    assert "“First light”, 6 steps" in capsys.readouterr().out
    assert main(["lessons", str(tmp_path / "none.json"), str(FIRST)]) == 1
    assert "none.json" in capsys.readouterr().err
    assert main(["lessons", "chekc"]) == 2


def test_that_of_several_files_each_bad_one_is_named_with_the_place_of_its_fault(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(FIRST.read_text(encoding="utf-8").replace('"all_right"', '"al_right"'), encoding="utf-8")
    assert main(["lessons", "check", str(bad), str(FIRST), str(tmp_path / "none.json")]) == 1
    out, err = capsys.readouterr()
    assert "“First light”" in out
    first, second = err.splitlines()
    assert first.startswith("nnlab: “bad.json”: steps[1].guess.options[0].when: unknown check “al_right”.")
    assert "none.json" in second


@pytest.mark.parametrize("link", ["nnlab:lesson/first-light?step=2", "nnlab:lesson/one-layer"])
def test_that_a_link_opens_the_window_with_it(monkeypatch: pytest.MonkeyPatch, link: str) -> None:
    opened: list[list[str]] = []
    monkeypatch.setattr(app, "main", lambda argv: opened.append(list(argv)) or 0)
    assert main(["open", link]) == 0
    assert opened == [["--link", link]]


@pytest.mark.parametrize(
    ("link", "code", "said"),
    [
        ("hello", 1, "This is no link of nnlab"),
        ("nnlab:lesson/first-lihgt", 2, "Did you mean 'first-light'?"),
        ("nnlab:setup/1.abc.00000000", 1, "This link cannot be used"),
    ],
)
def test_that_no_window_is_opened_for_nonsense(
    capsys: pytest.CaptureFixture[str], link: str, code: int, said: str
) -> None:
    assert main(["open", link]) == code
    assert said in capsys.readouterr().err
