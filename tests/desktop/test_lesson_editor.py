"""The editor of lessons: a form and, beside it, the strip as a learner sees it; saving, trying, pointing, undo."""

import json
from typing import get_args

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListWidget, QWidget

from nnlab.desktop.lessons import editor_words as words
from nnlab.desktop.lessons.dialogs import NameDialog, UnsavedQuestion
from nnlab.desktop.lessons.room import LessonRow
from nnlab.desktop.notices import Notice
from nnlab.desktop.widgets.words_field import WordsArea, WordsLine
from nnlab.lessons import CHECKS, left_drafts, load_lesson, own_files, own_folder, own_lessons
from nnlab.lessons import drafts as d
from nnlab.lessons.check_fields import example, fields_of
from nnlab.lessons.guesses import NumberOf
from nnlab.lessons.notebook import load_notebook
from nnlab.lessons.workspaces import BENCH, LESSONS
from tests.desktop.conftest import settle
from tests.desktop.test_controls_are_named import nameless
from tests.lessons.test_drafts import lesson

SOUND = {"en": "words", "ko": "말"}


@pytest.fixture
def window(build_window):
    window = build_window("en", "xor")
    window.workspaces.show(LESSONS)
    return window


@pytest.fixture
def shop(window):
    return window.classroom.workshop


@pytest.fixture
def told(window):
    """Return the notices that came."""
    notices: list[Notice] = []
    window.lab.noticed.connect(notices.append)
    return notices


def find(window, name):
    found = [w for w in window.findChildren(QWidget, name) if w.isVisible()]
    assert found, name
    return found[0]


def type_into(window, name, text):
    field = find(window, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    return field


def open_draft(shop, draft, name=None):
    shop.model.open(draft, name)
    shop.pages.show_editor()
    settle()
    return shop.model


# -- writing -------------------------------------------------------------------------------------------------


def test_that_a_lesson_is_written_in_the_form_and_kept_among_one_s_own(window, shop, qtbot):
    find(window, "new_lesson_button").click()
    settle()
    type_into(window, "edit_title_en", "My gate")
    type_into(window, "edit_about_en", "A gate.")
    find(window, "step_list").setCurrentRow(1)
    settle()
    type_into(window, "edit_steps_0_text_en", "Press Train.")
    find(window, "add_check").click()
    settle()
    shop.model.judge()
    find(window, "editor_save_button").click()
    qtbot.waitUntil(lambda: not shop.model.is_unsaved)
    (saved,) = own_lessons()
    assert saved.key == "own/my-gate"
    assert (saved.title.en, saved.steps[0].text.en) == ("My gate", "Press Train.")
    assert saved.steps[0].checks[0].check == CHECKS["all_right"]()
    find(window, "editor_back_button").click()
    qtbot.waitUntil(lambda: "own/my-gate" in [row.lesson.key for row in window.findChildren(LessonRow)])


def test_that_what_is_typed_into_a_new_lesson_is_its_title_and_starts_nothing_behind_it(window, shop):
    find(window, "new_lesson_button").click()
    settle()
    assert window.focusWidget() is find(window, "edit_title_en")
    QTest.keyClicks(window.focusWidget(), "My moons")
    assert find(window, "edit_title_en").text() == "My moons"


def test_that_no_key_of_the_bench_acts_while_a_lesson_is_written(window, shop):
    find(window, "new_lesson_button").click()
    settle()
    deeds, speed, seen = [], window.toolbar._speed, [*window.lab.probe.seen]
    window.lab.deeds.happened.connect(deeds.append)
    window.setFocus()  # as a click beside the fields may leave it
    for letter in " srn,.12abcdefg":
        QTest.keyClick(window, letter)
    for key in (Qt.Key.Key_S, Qt.Key.Key_N):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(window, Qt.Key.Key_F8)
    QTest.keyClick(window, Qt.Key.Key_Right)
    assert deeds == []
    assert (window.toolbar._speed, [*window.lab.probe.seen]) == (speed, seen)
    assert shop.edits
    find(window, "editor_back_button").click()
    QTest.keyClick(window, " ")
    assert window.lab.controller.is_running


def test_that_a_copy_of_a_shipped_lesson_gets_a_file_and_keeps_it(window, shop, qtbot):
    find(window, "edit_first-light").click()
    assert shop.model.is_unsaved
    shop.save()
    qtbot.waitUntil(lambda: not shop.model.is_unsaved)
    shop.model.put(("minutes",), 7)
    shop.save()
    qtbot.waitUntil(lambda: not shop.model.is_unsaved)
    (mine,) = own_lessons()
    assert mine.minutes == 7
    assert mine.steps == load_lesson("first-light").steps


def test_that_a_lesson_of_one_s_own_is_edited_in_its_own_file(window, shop, qtbot):
    own_files.save_own("mine", lesson({"text": SOUND}))
    window.workspaces.widget(LESSONS).room.refresh()
    qtbot.waitUntil(lambda: window.findChild(QWidget, "edit_own/mine") is not None)
    window.findChild(QWidget, "edit_own/mine").click()
    assert not shop.model.is_unsaved
    shop.model.put(("title", "en"), "Another title")
    shop.save()
    qtbot.waitUntil(lambda: not shop.model.is_unsaved)
    assert [(each.key, each.title.en) for each in own_lessons()] == [("own/mine", "Another title")]


def test_that_letters_typed_into_one_field_are_one_step_of_undo(window, shop):
    model = open_draft(shop, lesson({"text": SOUND}))
    type_into(window, "edit_title_en", "Four")
    type_into(window, "edit_title_ko", "Five")
    assert model.value(("title",)) == {"en": "Four", "ko": "Five"}
    window.undo()
    window.undo()
    assert model.value(("title", "en")) == "words"
    assert find(window, "edit_title_en").text() == "words"
    assert not model.can_undo
    window.redo()
    assert model.value(("title", "en")) == "Four"


def test_that_undo_in_the_editor_leaves_the_bench_alone(window, shop):
    window.lab.controller.edit("test", lambda state: state)
    before = window.lab.document.undo_steps.texts
    open_draft(shop, lesson({"text": SOUND})).put(("minutes",), 9)
    window.undo()
    assert window.lab.document.undo_steps.texts == before
    assert shop.model.value(("minutes",)) == 5


def test_that_steps_are_added_duplicated_moved_and_removed(window, shop):
    model = open_draft(shop, lesson({"text": {"en": "a", "ko": ""}}, {"text": {"en": "b", "ko": ""}}))
    model.choose_step(0)

    def order():
        return [d.value_at(step, ("text", "en")) for step in model.steps]

    for button, wanted, at in (
        ("step_copy_button", ["a", "a", "b"], 1),
        ("step_down_button", ["a", "b", "a"], 2),
        ("step_up_button", ["a", "a", "b"], 1),
        ("step_add_button", ["a", "a", "", "b"], 2),
        ("step_remove_button", ["a", "a", "b"], 2),
    ):
        find(window, button).click()
        assert (order(), model.step) == (wanted, at), button
    assert find(window, "step_list").count() == 4


def test_that_the_last_step_cannot_be_removed(window, shop):
    model = open_draft(shop, lesson({"text": SOUND}))
    model.choose_step(0)
    assert not find(window, "step_remove_button").isEnabled()
    model.remove_step()
    assert len(model.steps) == 1


# -- what is missing -----------------------------------------------------------------------------------------


def test_that_what_is_missing_is_said_at_its_field_and_keeps_from_saving(window, shop):
    model = open_draft(shop, lesson({"text": SOUND}, {"text": {"en": "", "ko": ""}}))
    model.put(("minutes",), 6)
    model.judge()
    assert not find(window, "editor_save_button").isEnabled()
    find(window, "editor_fault_button").click()
    settle()
    assert model.step == 1
    field = find(window, "edit_steps_1_text_en")
    assert field.accessibleDescription() == "Write a text here, in English or in Korean."
    field.setFocus()
    QTest.keyClicks(field, "Words")
    model.judge()
    assert field.accessibleDescription() == ""
    assert find(window, "editor_save_button").isEnabled()


def test_that_who_has_written_nothing_is_told_of_nothing_and_faults_stay_in_their_step(window, shop):
    find(window, "new_lesson_button").click()
    settle()
    shop.model.judge()
    assert [w.text() for w in window.findChildren(QLabel) if w.isVisible() and "⚠" in w.text()] == []
    assert not find(window, "editor_save_button").isEnabled()
    type_into(window, "edit_title_en", "My gate")
    shop.model.judge()
    # What it is about is missing here; the text of step 1 is missed in that step only.
    said = [w.text() for w in window.findChildren(QLabel) if w.isVisible() and "⚠" in w.text()]
    assert said == ["⚠ Write a text here, in English or in Korean."]


def test_that_kinds_of_checks_are_chosen_in_words_and_shares_are_typed_in_percent(window, shop):
    names = [choice.text for choice in words.check_choices()]
    assert "At least …% right" in names
    assert not any("_" in name for name in names)
    assert len(set(names)) == len(names)
    model = open_draft(shop, lesson({"text": SOUND, "checks": [example("accuracy_at_least")]}))
    model.choose_step(0)
    settle()
    field = type_into(window, "edit_steps_0_checks_0_share", "85%")
    assert model.value(("steps", 0, "checks", 0, "share")) == 0.85
    assert field.text() == "85%"


def test_that_before_the_first_step_there_is_none(build_window):
    build_window("en")
    assert words.preset_name(None, 0) == "As it is then"
    assert words.preset_name(None, 1) == "As the step before"


def test_that_a_wrong_number_is_said_where_it_stands(window, shop):
    model = open_draft(shop, lesson({"text": SOUND, "checks": [example("loss_below"), example("shape_is")]}))
    model.choose_step(0)
    settle()
    type_into(window, "edit_steps_0_checks_1_shape", "7-x")
    model.judge()
    assert (
        find(window, "edit_steps_0_checks_1_shape").accessibleDescription()
        == "A whole number is needed here."
    )
    assert find(window, "edit_steps_0_checks_0_value").accessibleDescription() == ""


def test_that_a_text_in_one_language_says_which_other_one_stands_in(window, shop):
    open_draft(shop, lesson({"text": {"en": "words", "ko": ""}}))
    shop.model.choose_step(0)
    settle()
    said = [text.text() for text in window.findChildren(QLabel) if text.isVisible()]
    assert "Text · 한국어 (the English text stands in)" in said
    assert "Text · English" in said
    assert any("texts without Korean: 3" in text for text in said)


# -- checks --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tongue", ["en", "ko"])
def test_that_every_check_has_a_form_whose_fields_are_named_and_a_sentence_that_lives(build_window, tongue):
    window = build_window(tongue)
    window.workspaces.show(LESSONS)
    model = open_draft(window.classroom.workshop, lesson({"text": SOUND}))
    model.choose_step(0)
    for name in CHECKS:
        model.put(("steps", 0, "checks"), [example(name)])
        settle()
        plain = [field.name for field in fields_of(name) if field.kind.value not in ("check", "checks")]
        fields = [w.objectName() for w in window.findChildren(QWidget) if w.isVisible()]
        for key in plain:
            place = f"edit_steps_0_checks_0_{key}"
            assert place in fields or f"{place}_choice" in fields, (name, key)
        said = [text.text() for text in window.findChildren(QLabel) if text.isVisible()]
        assert words.check_sentence(example(name)) in said, name
    assert nameless(window) == []


def test_that_the_sentence_of_a_check_follows_what_is_typed(window, shop):
    model = open_draft(shop, lesson({"text": SOUND, "checks": [example("loss_below")]}))
    model.choose_step(0)
    settle()
    field = type_into(window, "edit_steps_0_checks_0_value", "0.25")
    assert model.value(("steps", 0, "checks", 0, "value")) == 0.25
    assert field.text() == "0.25"
    said = [text.text() for text in window.findChildren(QLabel) if text.isVisible()]
    assert "The loss falls below 0.25" in said


def test_that_another_check_begins_with_its_own_fields(window, shop):
    model = open_draft(shop, lesson({"text": SOUND, "checks": [example("loss_below")]}))
    model.choose_step(0)
    settle()
    find(window, "edit_steps_0_checks_0_check_choice").value_chosen.emit("shape_is")
    settle()
    assert model.value(("steps", 0, "checks", 0)) == example("shape_is")
    assert find(window, "edit_steps_0_checks_0_shape").text() == "7-16-4"


def test_that_a_guess_of_each_kind_is_made_in_the_form(window, shop):
    model = open_draft(shop, lesson({"text": SOUND}))
    model.choose_step(0)
    settle()
    for kind in ("choice", "number", "sketch"):
        find(window, "edit_steps_0_guess_kind_choice").value_chosen.emit(kind)
        settle()
        model.put(("steps", 0, "guess", "question"), SOUND)
        for index in range(len(model.value(("steps", 0, "guess", "options")) or [])):
            model.put(("steps", 0, "guess", "options", index, "text"), SOUND)
        model.judge()
        assert model.faults == ()
        assert nameless(window) == []
    find(window, "edit_steps_0_guess_kind_choice").value_chosen.emit(None)
    assert model.value(("steps", 0, "guess")) is None


def test_that_every_number_that_a_run_gives_is_guessed_in_the_form_with_what_still_is_right(window, shop):
    model, at = open_draft(shop, lesson({"text": SOUND})), ("steps", 0, "guess")
    model.choose_step(0)
    settle()
    find(window, "edit_steps_0_guess_kind_choice").value_chosen.emit("number")
    settle()
    model.put((*at, "question"), SOUND)
    chosen = find(window, "edit_steps_0_guess_of_choice")
    assert {choice.key for choice in chosen._choices} == {None, *get_args(NumberOf)}
    for of in (*get_args(NumberOf), None):
        find(window, "edit_steps_0_guess_of_choice").value_chosen.emit(of)
        settle()
        type_into(window, "edit_steps_0_guess_tolerance", "0.5")
        model.judge()
        assert model.faults == ()
        assert model.value((*at, "of")) == of
        assert model.value((*at, "tolerance")) == 0.5


def test_that_options_find_what_happens_by_checks_or_by_the_author(window, shop):
    model = open_draft(shop, lesson({"text": SOUND}))
    model.choose_step(0)
    settle()
    find(window, "edit_steps_0_guess_kind_choice").value_chosen.emit("choice")
    settle()
    find(window, "add_option").click()
    settle()
    find(window, "edit_steps_0_guess_answer_choice").value_chosen.emit(None)
    settle()
    options = model.value(("steps", 0, "guess", "options"))
    assert [option["key"] for option in options] == ["a", "b", "c"]
    assert all(option["when"] == {"check": "all_right"} for option in options)
    find(window, "edit_steps_0_guess_answer_choice").value_chosen.emit("b")
    assert all("when" not in option for option in model.value(("steps", 0, "guess", "options")))


def test_that_what_a_check_refuses_has_words_in_the_language_of_the_window(build_window):
    window = build_window("ko")
    window.workspaces.show(LESSONS)
    for wrong in (
        {"check": "setting_is", "key": "momentum"},
        {"check": "graph_value", "node": "E"},
        {"check": "accuracy_at_least", "share": 95},
        {"check": "segment_pattern_answered", "pattern": "1", "bits": "0010"},
        {"check": "digit_drawn_and_recognised", "digit": 12},
        {"check": "guess_made"},
    ):
        fault = d.fault_of_step({"text": SOUND, "checks": [wrong]})
        assert fault.sentence.removesuffix(" Correct it.") + ")" not in words.fault(fault), wrong


# -- the strip, and playing ----------------------------------------------------------------------------------


def test_that_the_strip_shows_what_is_written_as_a_learner_reads_it(window, shop):
    model = open_draft(shop, lesson({"text": SOUND}, {"text": SOUND, "checks": [example("trained")]}))
    model.choose_step(1)
    preview = shop.pages.currentWidget().preview
    assert preview._ticks.items == (("Train", False),)
    model.put(("steps", 1, "text", "en"), "Press **Train**.")
    model.judge()
    assert preview._text.text() == "Press **Train**."
    find(window, "preview_coach").findChild(QWidget, "coach_back_button").click()
    assert model.step == 0


def test_that_only_one_strip_is_on_show_while_a_lesson_is_played(window, shop):
    open_draft(shop, lesson({"text": SOUND}))
    assert shop.pages.currentWidget().preview.isVisible()
    shop.try_out(0)
    window.workspaces.show(LESSONS)
    assert window.classroom.coach.isVisible()
    assert not shop.pages.currentWidget().preview.isVisible()
    window.classroom.player.leave()
    assert shop.pages.currentWidget().preview.isVisible()


def test_that_trying_plays_from_the_step_keeps_nothing_and_leads_back(window, shop, qtbot):
    model = open_draft(shop, lesson({"text": SOUND}, {"text": SOUND, "workspace": "graph"}))
    model.choose_step(1)
    find(window, "editor_try_button").click()
    player = window.classroom.player
    assert player.progress.step == 1
    assert window.workspaces.current == "graph"
    player.next()
    player.leave()
    qtbot.waitUntil(lambda: not window.lab.savings.is_busy)
    assert load_notebook().lessons == ()
    assert window.workspaces.current == LESSONS
    assert shop.pages.edits


def test_that_a_lesson_that_is_tried_has_a_link_once_it_is_saved_and_that_leads_to_its_file(
    window, shop, qtbot
):
    sound = {"text": SOUND, "checks": [{"check": "all_right"}]}
    model = open_draft(shop, lesson(sound, sound))
    find(window, "editor_try_button").click()
    assert not find(window, "coach_link_button").isEnabled()
    window.classroom.player.leave()
    shop.save()
    qtbot.waitUntil(lambda: model.name is not None)
    model.choose_step(1)
    find(window, "editor_try_button").click()
    find(window, "coach_link_button").click()
    link = QGuiApplication.clipboard().text()
    assert link == f"nnlab:lesson/own/{model.name}?step=2"
    window.classroom.open_link(link)
    assert window.classroom.player.lesson == load_lesson(f"own/{model.name}")


def test_that_a_lesson_played_after_a_trial_is_kept_again(window, shop, qtbot):
    shop.model.open(lesson({"text": SOUND}), None)
    shop.try_out(0)
    window.classroom.player.start(load_lesson("first-light"))
    qtbot.waitUntil(lambda: [known.lesson for known in load_notebook().lessons] == ["first-light"])


# -- pointing ------------------------------------------------------------------------------------------------


def test_that_a_control_is_chosen_by_a_click_that_does_nothing_else(window, shop, qtbot):
    model = open_draft(shop, lesson({"text": SOUND}))
    model.choose_step(0)
    settle()
    find(window, "edit_steps_0_look_at_point").click()
    assert window.workspaces.current == BENCH
    button = find(window, "reset_button")
    clicks = []
    button.clicked.connect(lambda: clicks.append(True))
    QTest.mouseMove(button, button.rect().center())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert model.value(("steps", 0, "look_at")) == "reset_button"
    assert clicks == []
    assert window.workspaces.current == LESSONS
    assert shop.pages.edits
    assert not shop.pointing.is_on


def test_that_pointing_adds_to_what_is_locked_and_the_rail_goes_on_leading(window, shop):
    model = open_draft(shop, lesson({"text": SOUND, "locked": ["train_button"]}))
    model.choose_step(0)
    settle()
    find(window, "edit_steps_0_locked_point").click()
    QTest.mouseClick(find(window, "nav_graph"), Qt.MouseButton.LeftButton)
    assert window.workspaces.current == "graph"
    assert shop.pointing.is_on
    QTest.mouseClick(find(window, "graph_step_button"), Qt.MouseButton.LeftButton)
    assert model.value(("steps", 0, "locked")) == ["train_button", "graph_step_button"]


def test_that_esc_gives_up_pointing(window, shop):
    model = open_draft(shop, lesson({"text": SOUND}))
    model.choose_step(0)
    settle()
    find(window, "edit_steps_0_look_at_point").click()
    QTest.mouseClick(window.centralWidget(), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert shop.pointing.is_on
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not shop.pointing.is_on
    assert model.value(("steps", 0, "look_at")) is None
    assert window.classroom.highlight.target is None


@pytest.mark.parametrize(("tongue", "other"), [("en", "ko"), ("ko", "en")])
def test_that_a_missing_text_is_marked_in_the_language_of_the_author(build_window, tongue, other):
    window = build_window(tongue, "xor")
    window.workspaces.show(LESSONS)
    model = open_draft(window.classroom.workshop, lesson({"text": SOUND}))
    model.put(("about",), {"en": "", "ko": " "})
    model.judge()
    fields = {each: window.findChild(QWidget, f"edit_about_{each}") for each in (tongue, other)}
    assert [bool(fields[each].property("fault")) for each in (tongue, other)] == [True, False]
    model.put(("about", tongue), "x" * 5000)
    model.judge()
    assert [bool(fields[each].property("fault")) for each in (tongue, other)] == [True, False]


# -- saving, which takes time ---------------------------------------------------------------------------------


def files_of_lessons():
    """Return the titles of the lessons of one's own by their files."""
    return {lesson.key: lesson.title.en for lesson in own_lessons()}


def titled(title):
    return d.put(lesson({"text": SOUND}), ("title",), {"en": title, "ko": title})


def open_new(shop, title):
    """Begin a lesson with this title that has no file yet."""
    shop.model.open(titled(title), None, is_new=True)
    return shop.model


def test_that_saving_twice_makes_one_file(shop, qtbot):
    model = open_new(shop, "Alpha")
    shop.save()
    shop.save()
    qtbot.waitUntil(lambda: not model.is_unsaved)
    shop.save()
    qtbot.waitUntil(lambda: not shop.is_saving)
    assert files_of_lessons() == {"own/alpha": "Alpha"}


def test_that_what_is_written_while_the_lesson_is_being_saved_is_saved_after_it(shop, qtbot):
    model, left = open_new(shop, "Alpha"), []
    shop.save()
    model.put(("minutes",), 9)
    shop.save(lambda: left.append(model.is_unsaved))
    qtbot.waitUntil(lambda: bool(left))
    assert left == [False]
    assert [(each.key, each.minutes) for each in own_lessons()] == [("own/alpha", 9)]


def test_that_a_lesson_opened_while_another_is_being_saved_gets_a_file_of_its_own(shop, qtbot):
    model, done = open_new(shop, "Alpha"), []
    shop.save(lambda: done.append("left"))
    open_new(shop, "Beta")
    qtbot.waitUntil(lambda: not shop.is_saving)
    assert (model.name, model.is_unsaved, done) == (None, True, [])
    shop.save()
    qtbot.waitUntil(lambda: not model.is_unsaved)
    assert files_of_lessons() == {"own/alpha": "Alpha", "own/beta": "Beta"}


def test_that_what_was_written_since_is_asked_about_before_the_editor_is_left(window, shop, qtbot):
    model = open_draft(shop, titled("Alpha"))
    model.put(("minutes",), 9)
    find(window, "editor_back_button").click()
    window.findChild(UnsavedQuestion).findChild(QWidget, "lesson_save_button").click()
    model.put(("minutes",), 10)
    qtbot.waitUntil(lambda: not shop.is_saving)
    assert shop.pages.edits
    assert window.findChild(UnsavedQuestion).isVisible()


def test_that_a_lesson_that_could_not_be_saved_can_be_saved_again(shop, qtbot, told):
    model = open_new(shop, "Alpha")
    own_folder().parent.mkdir(parents=True, exist_ok=True)
    own_folder().write_bytes(b"")  # where the folder should be
    shop.save()
    shop.save()
    qtbot.waitUntil(lambda: bool(told))
    assert model.is_unsaved
    own_folder().unlink()
    shop.save()
    qtbot.waitUntil(lambda: not model.is_unsaved)
    assert files_of_lessons() == {"own/alpha": "Alpha"}


# -- what another window does meanwhile ----------------------------------------------------------------------


@pytest.fixture
def zebra(shop):
    """Return the model of a lesson of one's own whose file somebody else has changed since it was opened."""
    own_files.save_own("zebra", titled("Zebra"))
    shop.edit(load_lesson("own/zebra"))
    own_files.save_own("zebra", titled("Theirs"))
    shop.model.put(("title", "en"), "Mine")
    return shop.model


def refused(shop, told, qtbot):
    """Save, and return what can be done about the refusal, by its words."""
    shop.save()
    qtbot.waitUntil(lambda: bool(told) and bool(told[-1].actions))
    assert told[-1].text.startswith("zebra.json was changed by another program")
    assert files_of_lessons() == {"own/zebra": "Theirs"}
    return {action.text: action.run for action in told[-1].actions}


def test_that_what_another_window_has_saved_is_not_written_over_unasked(shop, zebra, told, qtbot):
    refused(shop, told, qtbot)["Save a copy"]()
    qtbot.waitUntil(lambda: not zebra.is_unsaved)
    assert files_of_lessons() == {"own/zebra": "Theirs", "own/mine": "Mine"}
    assert zebra.name == "mine"


def test_that_it_is_written_over_where_that_is_chosen(shop, zebra, told, qtbot):
    refused(shop, told, qtbot)["Save over it"]()
    qtbot.waitUntil(lambda: not zebra.is_unsaved)
    assert files_of_lessons() == {"own/zebra": "Mine"}
    zebra.put(("minutes",), 9)
    shop.save()
    qtbot.waitUntil(lambda: not zebra.is_unsaved)
    assert [each.minutes for each in own_lessons()] == [9]


# -- when it all ends ----------------------------------------------------------------------------------------


def offered(window, qtbot):
    """Return what a new window offers of what was left, by its words."""
    told: list[Notice] = []
    window.lab.noticed.connect(told.append)
    window.classroom.workshop.drafts.look_for_leftovers()
    qtbot.waitUntil(lambda: bool(told))
    return told[0].text, {action.text: action.run for action in told[0].actions}


def test_that_a_lesson_that_is_not_saved_outlives_the_end_of_a_session(build_window, window, shop, qtbot):
    own_files.save_own("zebra", titled("Zebra"))
    shop.edit(load_lesson("own/zebra"))
    shop.model.put(("title", "en"), "An hour of work")
    shop.model.put(("steps", 0, "text", "ko"), "")  # as it is: no lesson yet
    draft = shop.model.draft
    window.leave()
    other = build_window("en", "xor")
    text, ways = offered(other, qtbot)
    assert text == "The lesson “An hour of work” was not saved, and is still here as it was."
    ways["Go on writing"]()
    model = other.classroom.workshop.model
    assert (model.draft, model.name, model.is_unsaved) == (draft, "zebra", True)
    assert other.classroom.workshop.edits
    assert files_of_lessons() == {"own/zebra": "Zebra"}
    other.classroom.workshop.save()
    qtbot.waitUntil(lambda: not model.is_unsaved)
    assert files_of_lessons() == {"own/zebra": "An hour of work"}
    other.leave()
    assert left_drafts.left_drafts() == []


def test_that_a_lesson_is_kept_soon_after_an_edit_and_no_longer_once_it_is_saved(shop, qtbot):
    def kept():
        return [*left_drafts.drafts_folder().glob("*.json")]

    shop.drafts._soon.setInterval(1)
    open_new(shop, "Alpha")
    qtbot.waitUntil(lambda: len(kept()) == 1)
    shop.save()
    qtbot.waitUntil(lambda: not kept())


def test_that_what_was_left_is_offered_again_where_lessons_are_listed(build_window, window, shop, qtbot):
    open_new(shop, "Alpha")
    window.leave()
    other = build_window("en", "xor")
    offered(other, qtbot)
    told = []
    other.lab.noticed.connect(told.append)
    other.workspaces.show(LESSONS)
    assert "“Alpha”" in told[0].text
    told[0].actions[0].run()
    other.workspaces.show(BENCH)
    other.workspaces.show(LESSONS)
    assert len(told) == 1


def test_that_what_was_left_can_be_thrown_away_and_is_brought_back_once(build_window, window, shop, qtbot):
    open_new(shop, "Alpha")
    window.leave()
    first, second = build_window("en", "xor"), build_window("en", "xor")
    (_, ways), (_, others) = offered(first, qtbot), offered(second, qtbot)
    ways["Throw it away"]()
    told = []
    second.lab.noticed.connect(told.append)
    others["Go on writing"]()
    assert told[0].text == "Another window has brought it back already, or thrown it away."
    assert not second.classroom.workshop.model.is_unsaved


# -- leaving -------------------------------------------------------------------------------------------------


def test_that_changes_are_asked_about_before_the_list_and_before_closing(window, shop, qtbot):
    model = open_draft(shop, lesson({"text": SOUND}), "mine")
    model.put(("minutes",), 9)
    find(window, "editor_back_button").click()
    window.findChild(UnsavedQuestion).findChild(QWidget, "lesson_stay_button").click()
    settle()
    assert shop.pages.edits
    assert window.close() is False
    window.findChild(UnsavedQuestion).findChild(QWidget, "lesson_save_button").click()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert [each.minutes for each in own_lessons()] == [9]


def test_that_changes_can_be_forgotten(window, shop):
    open_draft(shop, lesson({"text": SOUND}), "mine").put(("minutes",), 9)
    find(window, "editor_back_button").click()
    window.findChild(UnsavedQuestion).findChild(QWidget, "lesson_forget_button").click()
    assert not shop.pages.edits
    assert not shop.model.is_unsaved
    assert not own_folder().exists()


def test_that_another_lesson_is_not_opened_over_changes(window, shop, told, tmp_path, qtbot):
    model = open_draft(shop, lesson({"text": SOUND}), "mine")
    model.put(("minutes",), 9)
    dropped = tmp_path / "other.json"
    dropped.write_bytes(d.file_of(lesson({"text": SOUND})))
    window.open_dropped(dropped)
    qtbot.waitUntil(lambda: "other is among your lessons now." in [notice.text for notice in told])
    assert shop.pages.edits
    shop.edit(load_lesson("first-light"))
    assert model.value(("minutes",)) == 9
    window.findChild(UnsavedQuestion).findChild(QWidget, "lesson_forget_button").click()
    assert model.value(("title", "en")) == "First light"
    assert shop.pages.edits


def test_that_without_changes_nobody_is_asked(window, shop):
    open_draft(shop, lesson({"text": SOUND}), "mine")
    find(window, "editor_back_button").click()
    assert not shop.pages.edits
    assert window.findChild(UnsavedQuestion) is None


# -- files and links -----------------------------------------------------------------------------------------


def test_that_a_dropped_lesson_is_added_and_a_bad_one_named_with_its_place(
    window, shop, told, tmp_path, qtbot
):
    good, bad = tmp_path / "or gate.json", tmp_path / "bad.json"
    good.write_bytes(d.file_of(lesson({"text": SOUND})))
    broken = lesson({"text": SOUND, "look_at": "nothing"})
    bad.write_bytes(d.file_of(broken))
    window.open_dropped(good)
    qtbot.waitUntil(lambda: len(told) == 1)
    assert [each.key for each in own_lessons()] == ["own/or gate"]
    window.open_dropped(bad)
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1].text.startswith("“bad.json”: steps[0].look_at: unknown control")
    assert len(list(own_lessons())) == 1


def test_that_a_dropped_file_of_another_kind_is_opened_as_ever(window, told, tmp_path, qtbot, monkeypatch):
    opened = []
    monkeypatch.setattr(window.lab.openings, "open_path", opened.append)
    other = tmp_path / "weights.json"
    other.write_text(json.dumps({"layers": []}), encoding="utf-8")
    window.open_dropped(other)
    qtbot.waitUntil(lambda: opened == [str(other)])


def test_that_the_list_follows_its_folder_by_itself(window, qtbot):
    own_folder().mkdir(parents=True)
    room = window.workspaces.widget(LESSONS).room
    room.refresh()
    own_files.save_own("late", lesson({"text": SOUND}))
    qtbot.waitUntil(lambda: "own/late" in [row.lesson.key for row in room.findChildren(LessonRow)])


def test_that_every_lesson_in_the_list_has_a_link_and_a_set_up_link_says_what_it_cannot_hold(window, told):
    find(window, "link_first-light").click()
    assert QGuiApplication.clipboard().text() == "nnlab:lesson/first-light"
    window.classroom.copy_setup_link()
    assert QGuiApplication.clipboard().text().startswith("nnlab:setup/")
    assert "nothing that was learned" in told[-1].text


def test_that_the_name_under_which_somebody_hands_in_is_remembered(window, qtbot):
    classroom = window.classroom
    classroom.player.start(load_lesson("first-light"))
    classroom._hand_in_as("Minji")
    for dialog in QApplication.topLevelWidgets():
        if dialog.objectName() == "file_dialog":
            dialog.close()
    assert window._choices.preferences.learner == "Minji"
    classroom.hand_in()
    dialog = window.findChild(NameDialog)
    assert dialog.line.text() == "Minji"
    dialog.close()


@pytest.mark.parametrize("tongue", ["en", "ko"])
def test_that_every_control_of_the_editor_is_named(build_window, tongue):
    window = build_window(tongue)
    window.workspaces.show(LESSONS)
    shop = window.classroom.workshop
    shop.edit(load_lesson("guess-the-rate"))
    for step in (None, 0, 1, 2, 3, 4):
        shop.model.choose_step(step)
        settle()
        assert nameless(window) == []
        assert window.findChildren(WordsLine) or window.findChildren(WordsArea)
    assert isinstance(find(window, "step_list"), QListWidget)


def test_that_the_head_tells_of_its_own_faults_and_not_of_those_of_a_step(window, shop):
    find(window, "new_lesson_button").click()
    settle()
    type_into(window, "edit_title_en", "My gate")
    type_into(window, "edit_about_en", "A gate.")
    shop.model.judge()
    settle()
    assert [fault.place[0] for fault in shop.model.faults] == ["steps"]
    form = find(window, "edit_minutes").window().findChildren(QLabel)
    assert not [each.text() for each in form if each.isVisible() and each.text().startswith("⚠")]
    find(window, "editor_fault_button").click()
    settle()
    assert find(window, "edit_steps_0_text_en").isVisible()
