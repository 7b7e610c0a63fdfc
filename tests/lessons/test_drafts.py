"""Lessons while they are written: from a lesson to its file and back, edits, and what is still wrong where."""

import json
import random
import re
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from nnlab.files import LoadError, SaveError
from nnlab.lessons import CHECKS, lesson_keys, load_lesson, own_files, own_lessons
from nnlab.lessons import drafts as d
from nnlab.lessons.check_fields import FieldKind, example, fields_of, shown, typed
from nnlab.lessons.drafts import Fault
from tests.lessons.test_lesson import DOCS, WHOLE, parsed

SOUND = {"en": "words", "ko": ""}


def lesson(*steps: dict[str, Any]) -> dict[str, Any]:
    return {"title": SOUND, "about": SOUND, "minutes": 5, "part": "own", "steps": list(steps)}


# -- to the file and back ----------------------------------------------------------------------------------


@pytest.mark.parametrize("key", lesson_keys())
def test_that_a_shipped_lesson_comes_back_from_its_draft_as_it_is(key: str) -> None:
    shipped = load_lesson(key)
    assert d.lesson_of(d.draft_of(shipped), key) == shipped


def test_that_every_part_of_a_lesson_comes_back_from_its_draft() -> None:
    example_of_docs = re.search(
        r"```json\n(\{\n  \"title\".*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL
    )
    assert example_of_docs is not None
    for content in (WHOLE, json.loads(example_of_docs[1])):
        whole = parsed(content)
        assert d.lesson_of(d.draft_of(whole), whole.key) == whole


def test_that_the_file_can_be_read_by_eyes_in_korean() -> None:
    text = d.file_of(d.draft_of(load_lesson("first-light"))).decode()
    assert "\\u" not in text
    assert text.startswith('{\n  "title": {\n')


# -- checks ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CHECKS)
def test_that_every_check_begins_as_a_sound_one(name: str) -> None:
    guess = {"kind": "number", "question": SOUND, "answer": 1}
    step = {"text": SOUND, "guess": guess, "checks": [example(name)]}
    assert d.fault_of_step(step) is None
    assert type(d.lesson_of(lesson(step)).steps[0].checks[0].check) is CHECKS[name]


@pytest.mark.parametrize("name", CHECKS)
def test_that_the_fields_of_a_check_are_all_that_its_file_may_hold(name: str) -> None:
    assert {field.name for field in fields_of(name)} >= example(name).keys() - {"check"}
    with_more = {**example(name), "nothing_of_the_kind": 1}
    assert d.fault_of_step({"text": SOUND, "checks": [with_more]}) is not None


@pytest.mark.parametrize("name", CHECKS)
@pytest.mark.parametrize("bad", ["", "x" * 10_000, "a\x1b[2J"])
def test_that_a_word_that_cannot_be_is_refused_in_every_field_of_words(name: str, bad: str) -> None:
    for field in fields_of(name):
        if field.kind in (FieldKind.WORD, FieldKind.CHOICE, FieldKind.SCALAR):
            fault = d.fault_of_step({"text": SOUND, "checks": [{**example(name), field.name: bad}]})
            assert fault is not None, field.name
            assert fault.place[:2] == ("checks", 0)
            assert len(fault.sentence) <= 240


def test_that_an_example_is_new_every_time() -> None:
    example("shape_is")["shape"].append(99)
    assert 99 not in example("shape_is")["shape"]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (FieldKind.WHOLE, "7", 7),
        (FieldKind.NUMBER, "−0.5", -0.5),
        (FieldKind.NUMBER, "1e-3", 0.001),
        (FieldKind.WHOLES, "7-16-4", [7, 16, 4]),
        (FieldKind.WHOLES, "7 – 16 – 4", [7, 16, 4]),
        (FieldKind.NUMBERS, "1 0.5 -1", [1, 0.5, -1]),
        (FieldKind.SCALAR, "true", True),
        (FieldKind.SCALAR, "adam", "adam"),
        (FieldKind.SCALAR, "0.1", 0.1),
        (FieldKind.WORD, " E ", "E"),
        (FieldKind.NUMBER, "", None),
    ],
)
def test_that_what_is_typed_is_what_a_lesson_holds(kind: FieldKind, text: str, value: object) -> None:
    assert typed(kind, text) == value
    assert typed(kind, shown(kind, value)) == value


@pytest.mark.parametrize("text", ["seven", "1e999", "nan", "1-x"])
def test_that_what_is_no_number_stays_for_the_reader_to_refuse(text: str) -> None:
    content = {"check": "loss_below", "value": typed(FieldKind.NUMBER, text)}
    fault = d.fault_of_step({"text": SOUND, "checks": [content]})
    assert fault is not None
    assert fault.place == ("checks", 0, "value")


# -- edits -------------------------------------------------------------------------------------------------


def test_that_an_edit_leaves_the_draft_before_it_as_it_was() -> None:
    before = lesson({"text": SOUND, "checks": [example("all_right"), example("trained")]})
    kept = deepcopy(before)
    after = d.put(before, ("steps", 0, "checks", 1, "times"), 3)
    d.moved(d.removed(after, ("steps", 0, "checks"), 0), ("steps",), 0, 1)
    assert before == kept
    assert d.value_at(after, ("steps", 0, "checks", 1)) == {"check": "trained", "times": 3}


def test_that_nothing_takes_a_key_away_and_objects_on_the_way_are_made() -> None:
    draft = d.put({}, ("steps_of", "text", "en"), "x")
    assert draft == {"steps_of": {"text": {"en": "x"}}}
    assert d.put({"hint": 1, "text": 2}, ("hint",), None) == {"text": 2}


def test_that_items_are_inserted_moved_and_removed() -> None:
    draft = d.inserted({}, ("steps",), 0, "b")
    draft = d.inserted(draft, ("steps",), 0, "a")
    assert d.moved(draft, ("steps",), 0, 5)["steps"] == ["b", "a"]
    assert d.moved(draft, ("steps",), 0, -1)["steps"] == ["a", "b"]
    assert d.removed(draft, ("steps",), 0) == {"steps": ["b"]}
    assert d.removed(d.removed(draft, ("steps",), 0), ("steps",), 0) == {}


# -- what is wrong -----------------------------------------------------------------------------------------


def test_that_an_empty_lesson_lacks_a_title_and_a_text() -> None:
    places = [fault.place for fault in d.faults_of(d.blank_lesson())]
    assert places == [("title", "en"), ("steps", 0, "text", "en")]


def test_that_every_step_tells_of_its_own_fault_and_where() -> None:
    draft = lesson(
        {"text": SOUND, "look_at": "train_buton"},
        {"text": SOUND},
        {"text": SOUND, "checks": [{"check": "within_epochs", "epochs": 5, "of": {"check": "loss_below"}}]},
    )
    first, second = d.faults_of(draft)
    assert first == Fault(
        ("steps", 0, "look_at"), "Unknown control “train_buton”. Did you mean 'train_button'?"
    )
    assert second.place == ("steps", 2, "checks", 0, "of")
    assert "value" in second.sentence


def test_that_one_language_is_enough_and_the_other_stands_in() -> None:
    korean = {"en": "", "ko": "말"}
    draft = {**lesson({"text": korean, "hint": SOUND}), "title": {"en": "a", "ko": "가"}}
    made = d.lesson_of(draft)
    assert (made.steps[0].text["en"], made.steps[0].text["ko"]) == ("말", "말")
    assert not made.steps[0].text.speaks("en")
    assert (d.untold(draft, "en"), d.untold(draft, "ko")) == (1, 2)  # the text; the hint and what it is about


def test_that_only_what_is_wrong_is_left_out_of_what_is_shown() -> None:
    wrong = {
        "text": {"en": "x" * 700, "ko": ""},
        "hint": SOUND,
        "look_at": "nothing",
        "checks": [{"check": "nothing"}, example("trained"), {"check": "loss_below"}, example("all_right")],
        "guess": {"kind": "number"},
    }
    (step,) = d.forgiving(lesson(wrong)).steps
    assert [goal.check for goal in step.checks] == [CHECKS["trained"](), CHECKS["all_right"]()]
    assert step.text.en == "x" * 60
    assert step.hint is not None
    assert (step.look_at, step.guess) == (None, None)


@pytest.mark.parametrize("seed", range(40))
def test_that_whatever_is_missing_what_is_there_can_be_shown(seed: int) -> None:
    chance = random.Random(seed)
    draft = d.draft_of(load_lesson(chance.choice(lesson_keys())))
    for _ in range(chance.randrange(1, 12)):
        place = chance.choice(_places(draft))
        draft = d.put(
            draft, place, chance.choice([None, "", 7, "x" * 700, [], {}, {"check": "nothing"}, True])
        )
    shown_lesson = d.forgiving(draft if isinstance(draft, dict) else {})
    assert shown_lesson.steps
    if not d.faults_of(draft):
        assert shown_lesson.steps == d.lesson_of(draft).steps


def _places(draft: Any) -> list[tuple[str | int, ...]]:
    """Return every place below the steps of a draft."""
    found: list[tuple[str | int, ...]] = []

    def walk(value: Any, place: tuple[str | int, ...]) -> None:
        inner = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for key, each in inner:
            if place or key == "steps":
                if len(place) >= 2:
                    found.append((*place, key))
                walk(each, (*place, key))

    walk(draft, ())
    return found


# -- keeping -----------------------------------------------------------------------------------------------


def test_that_a_kept_lesson_is_found_among_one_s_own(tmp_path: Path) -> None:
    folder = tmp_path / "lessons"
    own_files.save_own("mine", lesson({"text": SOUND}), folder)
    assert list(own_lessons(folder)) == [d.lesson_of(lesson({"text": SOUND}), "own/mine")]
    assert own_files.names_taken(folder) == {"mine"}


def test_that_what_is_no_lesson_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    own_files.save_own("mine", lesson({"text": SOUND}), tmp_path)
    before = (tmp_path / "mine.json").read_bytes()
    with pytest.raises(LoadError, match="the text is empty"):
        own_files.save_own("mine", d.blank_lesson(), tmp_path)
    assert (tmp_path / "mine.json").read_bytes() == before


def test_that_two_new_lessons_of_one_title_get_a_file_each(tmp_path: Path) -> None:
    draft = lesson({"text": SOUND})
    with ThreadPoolExecutor(4) as windows:
        names = list(windows.map(lambda _: own_files.add_own("Zebra", draft, tmp_path), range(8)))
    assert sorted(names) == ["zebra", *[f"zebra-{number}" for number in range(2, 9)]]
    assert own_files.names_taken(tmp_path) == set(names)


def test_that_what_somebody_else_has_saved_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    mine, theirs = lesson({"text": SOUND}), lesson({"text": SOUND}, {"text": SOUND})
    own_files.save_own("zebra", mine, tmp_path)
    own_files.save_own("zebra", theirs, tmp_path, was=mine)
    with pytest.raises(SaveError) as told:
        own_files.save_own("zebra", mine, tmp_path, was=mine)
    assert told.value.code == "changed"
    assert own_files.holds(tmp_path / "zebra.json", theirs)
    own_files.save_own("zebra", mine, tmp_path)
    assert own_files.holds(tmp_path / "zebra.json", mine)


def test_that_a_lesson_whose_file_was_deleted_meanwhile_is_saved(tmp_path: Path) -> None:
    mine = lesson({"text": SOUND})
    own_files.save_own("zebra", mine, tmp_path, was=mine)
    assert own_files.holds(tmp_path / "zebra.json", mine)


def test_that_a_file_that_is_no_lesson_any_more_is_somebody_else_s_work(tmp_path: Path) -> None:
    mine = lesson({"text": SOUND})
    (tmp_path / "zebra.json").write_text('{"title": ', encoding="utf-8")
    with pytest.raises(SaveError):
        own_files.save_own("zebra", mine, tmp_path, was=mine)
    assert (tmp_path / "zebra.json").read_text(encoding="utf-8") == '{"title": '


@pytest.mark.parametrize(("stem", "name"), [("우리 반", "우리 반"), ("<h1>x", "h1-x")])
def test_that_a_lesson_that_is_taken_in_keeps_the_name_to_which_links_lead(
    tmp_path: Path, stem: str, name: str
) -> None:
    given, folder = tmp_path / f"{stem}.json", tmp_path / "lessons"
    given.write_bytes(d.file_of(lesson({"text": SOUND})))
    assert own_files.take_in(given, folder) == name
    assert load_lesson(f"own/{name}", folder).title.en == SOUND["en"]


def test_that_a_lesson_that_is_taken_in_again_is_there_once_and_another_of_its_name_gets_its_own(
    tmp_path: Path,
) -> None:
    given, folder = tmp_path / "Gate.json", tmp_path / "lessons"
    given.write_bytes(d.file_of(lesson({"text": SOUND})))
    assert [own_files.take_in(given, folder) for _ in range(2)] == ["Gate", "Gate"]
    given.write_bytes(d.file_of(lesson({"text": SOUND}, {"text": SOUND})))
    assert own_files.take_in(given, folder) == "gate-2"
    assert own_files.names_taken(folder) == {"Gate", "gate-2"}


def test_that_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(SaveError, match="was not saved"):
        own_files.save_own("mine", lesson({"text": SOUND}), tmp_path / "file" / "lessons")


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("OR is easy!", (), "or-is-easy"),
        ("OR is easy!", ("OR-is-easy", "or-is-easy-2"), "or-is-easy-3"),
        ("../../etc", (), "etc"),
        ("…", (), "lesson"),
        ("기울기 보기", (), "기울기-보기"),
    ],
)
def test_that_a_file_gets_a_name_of_its_own(title: str, taken: tuple[str, ...], name: str) -> None:
    assert own_files.free_name(title, taken) == name


def test_that_a_file_that_is_meant_as_a_lesson_is_told_from_others(tmp_path: Path) -> None:
    for name, content, is_meant in (
        ("a", json.dumps(WHOLE), True),
        ("b", '{"title": 1, "steps": [', True),
        ("c", '{"weights": []}', False),
        ("d", "", False),
    ):
        path = tmp_path / f"{name}.json"
        path.write_text(content, encoding="utf-8")
        assert own_files.is_meant_as_lesson(path) is is_meant, name
    assert not own_files.is_meant_as_lesson(tmp_path)
