"""Lessons as files: what they hold, and what is said of one that is wrong, and where."""

import json
import os
import re
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest

from nnlab.files import LoadError
from nnlab.lessons import (
    BadLesson,
    Lesson,
    checks,
    deed_checks,
    lesson_keys,
    lesson_parts,
    load_lesson,
    own_lessons,
    parse_lesson,
    preset_keys,
    shelf,
    state_checks,
)
from nnlab.lessons.controls import CONTROLS
from nnlab.lessons.guesses import ChoiceGuess, NumberGuess, SketchGuess
from nnlab.lessons.shelf import OWN
from tests.files.mutants import mutant

DOCS = Path(__file__).resolve().parents[2] / "docs" / "lessons.md"


def text(word: str = "x") -> dict[str, str]:
    return {"en": word, "ko": word}


WHOLE: dict[str, Any] = {
    "title": text("A lesson"),
    "about": text(),
    "minutes": 5,
    "part": "own",
    "steps": [
        {
            "text": text("Look at **this**."),
            "preset": "xor",
            "workspace": "bench",
            "look_at": "loss_plot",
            "locked": ["train_button"],
            "hidden": ["seed_field"],
            "hint": text(),
            "guess": {
                "kind": "choice",
                "question": text(),
                "options": [
                    {"key": "a", "text": text(), "when": {"check": "all_right"}},
                    {"key": "b", "text": text()},
                ],
                "reveal": text(),
            },
            "checks": [
                {"check": "guess_made"},
                {"check": "within_epochs", "epochs": 9, "of": {"check": "loss_below", "value": 1}},
                {"check": "all_right", "say": text("Everything right")},
            ],
        },
        {"text": text(), "guess": {"kind": "number", "question": text(), "answer": 19}},
        {
            "text": text(),
            "guess": {"kind": "sketch", "question": text(), "epochs": 9, "low": 0.1, "high": 10},
        },
    ],
}


def parsed(content: object) -> Lesson:
    return parse_lesson("own/x", json.dumps(content).encode())


def changed(*path: str | int, to: object) -> dict[str, Any]:
    """Return WHOLE with one value put in, or taken away where `to` is Ellipsis."""
    content = deepcopy(WHOLE)
    place: Any = content
    for key in path[:-1]:
        place = place[key]
    if to is ...:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return content


def test_that_a_lesson_holds_what_its_file_says() -> None:
    lesson = parsed(WHOLE)
    first, second, third = lesson.steps
    assert (lesson.key, lesson.title.en, lesson.minutes) == ("own/x", "A lesson", 5)
    assert (first.preset, first.workspace, first.look_at) == ("xor", "bench", "loss_plot")
    assert (first.locked, first.hidden) == (("train_button",), ("seed_field",))
    assert [goal.check for goal in first.checks] == [
        deed_checks.GuessMade(),
        checks.WithinEpochs(9, state_checks.LossBelow(1.0)),
        state_checks.AllRight(),
    ]
    assert first.checks[2].say is not None
    assert isinstance(first.guess, ChoiceGuess)
    assert first.guess.options[0].when == state_checks.AllRight()
    assert isinstance(second.guess, NumberGuess)
    assert isinstance(third.guess, SketchGuess)


def test_that_checks_may_be_asked_for_at_one_moment() -> None:
    both = {"check": "all_at_once", "of": [{"check": "all_right"}, {"check": "loss_below", "value": 1}]}
    lesson = parsed(changed("steps", 0, "checks", 2, to=both))
    assert lesson.steps[0].checks[2].check == checks.AllAtOnce(
        (state_checks.AllRight(), state_checks.LossBelow(1.0))
    )
    assert list(
        checks.parts_of(
            checks.WithinEpochs(9, checks.AllAtOnce((state_checks.AllRight(), deed_checks.Diverged())))
        )
    ) == [
        checks.WithinEpochs(9, checks.AllAtOnce((state_checks.AllRight(), deed_checks.Diverged()))),
        checks.AllAtOnce((state_checks.AllRight(), deed_checks.Diverged())),
        state_checks.AllRight(),
        deed_checks.Diverged(),
    ]


def test_that_the_text_of_a_step_may_have_paragraphs() -> None:
    assert parsed(changed("steps", 0, "text", "en", to="a\n\nb")).steps[0].text.en == "a\n\nb"


@pytest.mark.parametrize(
    "said", ["a\N{NO-BREAK SPACE}b", "a\N{IDEOGRAPHIC SPACE}b", "\U0001f469\u200d\U0001f52c"]
)
def test_that_wide_and_narrow_spaces_and_emoji_are_text(said: str) -> None:
    assert parsed(changed("title", "en", to=said)).title.en == said


def test_that_the_version_of_a_lesson_may_be_said_or_left_out() -> None:
    assert parsed(WHOLE | {"nnlab_lesson": 1}) == parsed(WHOLE)


def test_that_a_lesson_of_a_later_nnlab_is_told_as_such_and_not_as_damaged() -> None:
    with pytest.raises(LoadError, match="newer nnlab") as caught:
        parsed(WHOLE | {"nnlab_lesson": 2, "chapters": []})
    assert caught.value.code == "newer"


@pytest.mark.parametrize("held", ["locked", "hidden"])
@pytest.mark.parametrize(
    "times",
    [{"check": "trained"}, {"check": "all_at_once", "of": [{"check": "all_right"}, {"check": "trained"}]}],
)
def test_that_a_step_that_keeps_back_what_its_check_needs_is_refused(
    held: str, times: dict[str, Any]
) -> None:
    step = {"text": text(), held: ["train_button"], "checks": [times]}
    with pytest.raises(LoadError, match=r"steps\[0\].checks: trained needs train_button"):
        parsed(WHOLE | {"steps": [step]})


def test_that_one_way_to_a_check_is_enough() -> None:
    step = {"text": text(), "locked": ["step_button"], "checks": [{"check": "stepped"}]}
    assert parsed(WHOLE | {"steps": [step]}).steps[0].locked == ("step_button",)


def test_that_a_workspace_in_which_the_preset_has_nothing_is_refused() -> None:
    step = {"text": text(), "workspace": "draw"}
    with pytest.raises(LoadError, match=r"steps\[0\].workspace: with seven-segment there is nothing in draw"):
        parsed(WHOLE | {"steps": [step | {"preset": "seven-segment"}]})
    assert parsed(WHOLE | {"steps": [step | {"preset": "draw"}]}).steps[0].workspace == "draw"


FIRST = ("steps", 0)
FAULTS = [
    (
        ("steps", 0, "checks", 1, "of", "check"),
        "loss_bellow",
        "steps[0].checks[1].of: unknown check “loss_bellow”. Did you mean 'loss_below'?",
    ),
    (
        ("steps", 0, "checks", 2),
        {"check": "all_at_once", "of": [{"check": "all_right"}]},
        "steps[0].checks[2].of: 2 to 6 checks are needed. Correct it.",
    ),
    (
        ("steps", 0, "checks", 2),
        {"check": "all_at_once", "of": [{"check": "all_right"}, {"check": "all_rigt"}]},
        "steps[0].checks[2].of[1]: unknown check “all_rigt”. Did you mean 'all_right'?",
    ),
    (
        ("steps", 0, "checks", 2),
        {"check": "all_at_once", "of": "all_right"},
        "steps[0].checks[2]: all_at_once has a list of checks, of. Add it.",
    ),
    (
        ("steps", 0, "checks", 0, "check"),
        "acuracy_at_least",
        "steps[0].checks[0]: unknown check “acuracy_at_least”. Did you mean 'accuracy_at_least'?",
    ),
    (("steps", 0, "checks", 1, "epochs"), "9", "steps[0].checks[1].epochs: Expected `int`, got `str`."),
    (
        ("steps", 0, "checks", 2),
        {"check": "loss_below", "valeu": 1},
        "steps[0].checks[2] has an unknown key. Write value instead of “valeu”.",
    ),
    (
        ("steps", 0, "checks", 2),
        {"check": "weights_exported", "format": "onxx"},
        "steps[0].checks[2]: unknown format 'onxx'. Did you mean 'onnx'?",
    ),
    (
        ("steps", 0, "checks", 2),
        {"check": "dataset_is", "name": "Fashion MNIST"},
        "steps[0].checks[2]: nnlab calls these data 'fashion-mnist': give that as name",
    ),
    (
        ("steps", 0, "checks", 2),
        {"check": "dataset_is", "name": "x" * 10_000},
        "steps[0].checks[2]: name has 1 to 60 characters that can be seen",
    ),
    (
        ("steps", 0, "checks", 2),
        {"check": "sample_on_bench", "name": "a\x1b"},
        "steps[0].checks[2]: name has 1 to 60 characters that can be seen",
    ),
    (
        ("steps", 0, "checks", 2),
        {"check": "graph_value", "node": " ", "value": 1},
        "steps[0].checks[2]: node has 1 to 40 characters that can be seen",
    ),
    (("steps", 0, "checks", 2), {"share": 1}, 'steps[0].checks[2]: the key "check" is missing'),
    (
        ("steps", 0, "checks", 2),
        {"check": "accuracy_at_least", "share": 95},
        "steps[0].checks[2]: share is a number from 0 to 1",
    ),
    (
        ("steps", 0, "look_at"),
        "train_buton",
        "steps[0].look_at: unknown control “train_buton”. Did you mean 'train_button'?",
    ),
    (
        ("steps", 0, "locked"),
        ["nonsense!"],
        "steps[0].locked[0]: unknown control “nonsense!”. docs/lessons.md lists them.",
    ),
    (("steps", 0, "hidden"), ["undo_button"], "steps[0].hidden[0]: undo_button cannot be hidden: lock it"),
    (("steps", 0, "hidden"), ["loss_plot"], "steps[0].look_at: what is hidden cannot be looked at"),
    (("steps", 0, "preset"), "xorr", "steps[0].preset: unknown preset “xorr”. Did you mean 'xor'?"),
    (
        ("steps", 0, "workspace"),
        "bensh",
        "steps[0].workspace: unknown workspace “bensh”. Did you mean 'bench'?",
    ),
    (("steps", 0, "text"), {"en": "x"}, "steps[0].text: Object missing required field `ko`."),
    (("steps", 0, "text"), {"en": " ", "ko": ""}, "steps[0].text.en: the text is empty"),
    (
        ("steps", 0, "text"),
        {"en": "x" * 601, "ko": "x"},
        "steps[0].text.en: the text has more than 600 characters",
    ),
    (
        ("steps", 0, "guess", "kind"),
        "choise",
        "steps[0].guess: unknown kind of guess “choise”. Did you mean 'choice'?",
    ),
    (
        ("steps", 0, "guess", "options", 0, "when", "check"),
        "x",
        "steps[0].guess.options[0].when: unknown check “x”",
    ),
    (("steps", 0, "guess", "answer"), "z", "steps[0].guess: answer is the key of one of the options: a, b"),
    (("steps", 0, "guess", "options"), [], "steps[0].guess: a choice has two to six options"),
    (("steps", 2, "guess", "low"), 0, "steps[2].guess: low and high are numbers above 0"),
    (("steps", 2, "guess", "low"), 5e-324, "steps[2].guess: low and high are numbers above 0"),
    (("steps", 2, "guess", "high"), 1.7e308, "steps[2].guess: low and high are numbers above 0"),
    (("steps", 1, "guess", "answer"), 1e300, "steps[1].guess: answer is a number from"),
    (("steps", 1, "guess", "answer"), ..., "steps[1].guess: give either of or answer"),
    (("steps", 0, "guess"), ..., "steps[0].checks: guess_made needs a guess in the same step"),
    (("title", "en"), "a\x1b[2J", "title.en: the text has control characters"),
    (("title", "ko"), "a\nb", "title.ko: the text has control characters"),
    (("title", "en"), "a\u202eb", "title.en: the text has control characters"),
    (("steps", 0, "text", "en"), "a\x07", "steps[0].text.en: the text has control characters"),
    (("part",), "x" * 61, "part: the text has more than 60 characters"),
    (("part",), "a\tb", "part: the text has control characters"),
    (("steps", 0, "guess", "options", 0, "key"), "\x1b", "steps[0].guess: the key of an option has 1 to 60"),
    (("nnlab_lesson",), 0, "nnlab_lesson is the version of the format, 1"),
    (("minutes",), 0, "minutes: a number from 1 to 120 is needed"),
    (("minutes",), "five", "minutes: Expected `int`, got `str`."),
    (("steps",), [], "steps: there must be 1 to 30 of them"),
    (("titel",), text(), "The lesson has an unknown key. Write title instead of “titel”."),
]


@pytest.mark.parametrize(("path", "to", "sentence"), FAULTS, ids=lambda x: str(x)[:40])
def test_that_a_wrong_lesson_is_one_sentence_that_names_the_place(
    path: tuple[str | int, ...], to: object, sentence: str
) -> None:
    with pytest.raises(LoadError) as caught:
        parsed(changed(*path, to=to))
    assert caught.value.message.startswith(sentence)
    assert len(caught.value.message) <= 240


def test_that_checks_lie_only_so_deep_in_each_other() -> None:
    check: dict[str, Any] = {"check": "all_right"}
    for _ in range(4):
        check = {"check": "within_epochs", "epochs": 1, "of": check}
    with pytest.raises(LoadError, match="deep"):
        parsed(changed("steps", 0, "checks", 0, to=check))


def test_that_no_damaged_lesson_raises_anything_but_a_load_error() -> None:
    random, sample = Random(1), json.dumps(WHOLE).encode()
    for _ in range(300):
        try:
            parse_lesson("own/x", mutant([sample], random))
        except LoadError:
            continue


# -- those that ship ---------------------------------------------------------------------------------------


def test_that_the_shipped_lessons_belong_to_the_part_under_which_they_are_listed() -> None:
    for part in lesson_parts():
        for key in part.lessons:
            assert load_lesson(key).part == part.name
    assert len(set(lesson_keys())) == len(lesson_keys())


@pytest.mark.parametrize("key", lesson_keys())
def test_that_a_shipped_lesson_can_be_played_in_five_to_ten_minutes_and_read_in_both_languages(
    key: str,
) -> None:
    lesson = load_lesson(key)
    assert 5 <= lesson.minutes <= 10
    assert lesson.steps[0].preset in preset_keys()
    for step in lesson.steps:
        assert step.checks
        for said in (step.text, *([] if step.hint is None else [step.hint])):
            assert re.search("[가-힣]", said.ko)
            assert not re.search("[가-힣]", said.en)


# -- one's own ---------------------------------------------------------------------------------------------


def test_that_lessons_of_one_s_own_are_found_and_bad_ones_named(tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text(json.dumps(WHOLE), encoding="utf-8")
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("no lesson", encoding="utf-8")
    bad, mine = own_lessons(tmp_path)
    assert isinstance(bad, BadLesson)
    assert bad.fault.message.startswith("“bad.json”: Line 1")
    assert isinstance(mine, Lesson)
    assert mine.key == f"{OWN}mine"
    assert load_lesson(mine.key, tmp_path) == mine


def test_that_of_too_many_lessons_the_latest_are_listed_and_the_rest_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "MOST_OWN", 2)
    for at, name in enumerate(("zebra", "ape", "cat")):
        (tmp_path / f"{name}.json").write_text(json.dumps(WHOLE), encoding="utf-8")
        os.utime(tmp_path / f"{name}.json", (10 - at, 10 - at))
    told, *found = own_lessons(tmp_path)
    assert isinstance(told, BadLesson)
    assert "holds 3 lessons; the 2 that were changed last are listed" in told.fault.message
    assert [each.key for each in found if isinstance(each, Lesson)] == ["own/ape", "own/zebra"]


def test_that_a_lesson_of_somebody_else_is_told_to_be_missing_and_how_it_comes(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="its file is not on this computer") as caught:
        load_lesson("own/우리반", tmp_path)
    assert caught.value.code == "no-own-lesson"
    assert "“우리반.json”" in caught.value.message


def test_that_what_was_handed_in_is_told_from_a_lesson() -> None:
    with pytest.raises(LoadError, match="what a learner has handed in, no lesson"):
        parsed({"nnlab_result": 1, "steps": []})


def test_that_a_folder_that_is_not_there_has_no_lessons(tmp_path: Path) -> None:
    assert list(own_lessons(tmp_path / "nowhere")) == []


@pytest.mark.parametrize("key", ["own/../secret", "own/a/b", "own/", "nothing", "../first-light"])
def test_that_no_key_leads_out_of_the_folder(tmp_path: Path, key: str) -> None:
    with pytest.raises(ValueError, match="unknown lesson"):
        load_lesson(key, tmp_path)


# -- what teachers read ------------------------------------------------------------------------------------


def test_that_the_example_in_the_documentation_is_a_lesson() -> None:
    example = re.search(r"```json\n(\{\n  \"title\".*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert example is not None
    assert parse_lesson("own/example", example[1].encode()).steps


def test_that_the_documentation_names_every_check_and_every_control() -> None:
    documentation = DOCS.read_text(encoding="utf-8")
    for name in (*checks.CHECKS, *CONTROLS):
        assert f"`{name}`" in documentation, name
