"""How a learner comes on: ticks that stay, steps that are skipped, guesses that stand, and what is kept of it."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from nnlab.files import LoadError, SaveError
from nnlab.lessons import (
    DeedKind,
    Lesson,
    LessonProgress,
    Text,
    deed_checks,
    load_lesson,
    notebook,
    state_checks,
)
from nnlab.lessons import progress as p
from nnlab.lessons.guesses import (
    ChoiceGuess,
    Guessed,
    Nearness,
    NumberGuess,
    Option,
    SketchGuess,
    curve_points,
    distance,
    nearness_of_curves,
    nearness_of_numbers,
)
from nnlab.lessons.lesson import Goal, Step
from nnlab.lessons.notebook import Notebook, load_notebook, note, parse_notebook
from tests.lessons.facts_of import done, facts_of

WORD = Text("x", "x")
GUESS = NumberGuess(WORD, answer=3.0)
LESSON = Lesson(
    key="two-steps",
    title=WORD,
    about=WORD,
    minutes=5,
    steps=(
        Step(WORD, checks=(Goal(state_checks.AllRight()), Goal(deed_checks.ResetDone()))),
        Step(
            WORD,
            checks=(Goal(deed_checks.GuessMade()), Goal(state_checks.TrainedEpochsAtLeast(1))),
            guess=GUESS,
        ),
    ),
)


def test_that_checks_tick_one_by_one_and_stay_ticked() -> None:
    progress = p.begun(LESSON)
    progress = p.advance(LESSON, progress, facts_of(accuracy=1.0))
    assert progress.now.ticks == (True, False)
    progress = p.advance(LESSON, progress, facts_of(accuracy=0.2, deeds=done(DeedKind.RESET)))
    assert progress.now.ticks == (True, True)
    assert progress.may_go_on


def test_that_nothing_new_leaves_the_progress_the_same_object() -> None:
    progress = p.begun(LESSON)
    assert p.advance(LESSON, progress, facts_of()) is progress


def test_that_going_on_without_the_ticks_is_noted_as_skipped_and_with_them_is_not() -> None:
    progress = p.begun(LESSON)
    assert p.next_step(progress).steps[0].skipped
    ticked = p.advance(LESSON, progress, facts_of(accuracy=1.0, deeds=done(DeedKind.RESET)))
    assert not p.next_step(ticked).steps[0].skipped


def test_that_a_step_that_was_skipped_and_then_done_is_skipped_no_more() -> None:
    progress = p.back(p.next_step(p.begun(LESSON)))
    half = p.advance(LESSON, progress, facts_of(accuracy=1.0))
    assert half.now.skipped
    done_all = p.advance(LESSON, half, facts_of(accuracy=1.0, deeds=done(DeedKind.RESET)))
    assert not done_all.now.skipped
    assert not p.next_step(done_all).steps[0].skipped


def test_that_the_last_step_finishes_and_back_leads_to_it_again() -> None:
    progress = p.next_step(p.next_step(p.begun(LESSON)))
    assert (progress.finished, progress.done) == (True, 2)
    assert p.back(progress).step == 1
    assert p.back(p.back(p.back(progress))).step == 0


def test_that_who_opens_a_lesson_again_finds_what_was_known_of_it_at_whatever_step() -> None:
    known = p.next_step(
        p.advance(LESSON, p.begun(LESSON), facts_of(accuracy=1.0, deeds=done(DeedKind.RESET)))
    )
    assert p.resumed(LESSON, known) is known
    assert p.resumed(LESSON, known, 0) == replace(known, step=0)
    assert p.resumed(LESSON, p.next_step(known), 99) == replace(p.next_step(known), step=1, finished=False)


def test_that_a_lesson_that_is_new_or_another_by_now_begins_without_a_tick() -> None:
    other = replace(p.begun(LESSON), steps=(p.StepProgress((True,)),) * 3)
    for known in (None, other):
        assert p.resumed(LESSON, known, 1) == p.begun(LESSON, 1)
        assert p.resumed(LESSON, known) == p.begun(LESSON)


def test_that_a_guess_stands_and_the_result_comes_when_all_is_done() -> None:
    step, progress = LESSON.steps[1], p.begun(LESSON, at=1)
    assert p.awaits_guess(step, progress.now)
    progress = p.with_guess(progress, 4.0)
    assert not p.awaits_guess(step, progress.now)
    assert not p.reveals(step, progress.now)
    assert p.with_guess(progress, 5.0).now.guess == 4.0
    progress = p.advance(LESSON, progress, facts_of(has_guessed=True, epoch=1))
    assert p.reveals(step, progress.now)


def test_that_time_is_added_up_where_it_was_spent() -> None:
    progress = p.with_seconds(p.with_seconds(p.begun(LESSON), 3.0), 4.0)
    assert (progress.steps[0].seconds, progress.steps[1].seconds) == (7.0, 0.0)
    assert p.with_seconds(progress, -1.0).now.seconds == 7.0


def test_that_progress_in_a_lesson_that_was_edited_does_not_fit_it() -> None:
    progress = p.begun(LESSON)
    assert p.fits(LESSON, progress)
    assert not p.fits(replace(LESSON, steps=LESSON.steps[:1]), progress)
    assert not p.fits(load_lesson("first-light"), progress)


# -- guesses -----------------------------------------------------------------------------------------------


def test_that_the_first_option_whose_check_holds_is_what_happened() -> None:
    options = (
        Option("all", WORD, state_checks.AllRight()),
        Option("some", WORD, state_checks.AccuracyAtLeast(0.5)),
        Option("none", WORD),
    )
    guess = ChoiceGuess(WORD, options)
    assert guess.happened(facts_of(accuracy=1.0)) == "all"
    assert guess.happened(facts_of(accuracy=0.6)) == "some"
    assert guess.happened(facts_of(accuracy=0.1)) is None
    assert ChoiceGuess(WORD, options, answer="none").happened(facts_of(accuracy=1.0)) == "none"


@pytest.mark.parametrize(
    ("guess", "expected"),
    [
        (NumberGuess(WORD, of="epoch"), 7.0),
        (NumberGuess(WORD, of="loss"), 0.5),
        (NumberGuess(WORD, of="accuracy"), 0.9),
        (NumberGuess(WORD, of="unseen_accuracy"), None),
        (NumberGuess(WORD, answer=19.0), 19.0),
        (NumberGuess(WORD, of="answer", output=9), None),
    ],
)
def test_that_a_number_is_that_of_the_run(guess: NumberGuess, expected: float | None) -> None:
    assert guess.happened(facts_of(epoch=7, loss=0.5, accuracy=0.9)) == expected


def test_that_a_curve_lies_on_the_logarithmic_pad_with_the_infinite_on_the_rim() -> None:
    pad = SketchGuess(WORD, epochs=10, low=0.01, high=100)
    inf = float("inf")
    points = curve_points(np.array([0.0, 5, 10, 11]), np.array([100.0, 1.0, inf, 1.0]), pad)
    assert points == ((0.0, 1.0), (0.5, 0.5), (1.0, 1.0))
    assert curve_points(np.array([0.0, 10]), np.array([1e-9, 0.0]), pad) == ((0.0, 0.0), (1.0, 0.0))
    assert len(curve_points(np.arange(10.0).repeat(50), np.ones(500), pad)) <= 64


def test_that_the_distance_of_curves_is_the_mean_height_between_them_where_both_are() -> None:
    flat = ((0.0, 0.5), (1.0, 0.5))
    assert distance(flat, ((0.0, 0.7), (1.0, 0.7))) == pytest.approx(0.2)
    assert distance(flat, ((0.5, 0.5), (0.9, 0.5))) == pytest.approx(0.0)
    assert distance(flat, ((0.5, 0.5),)) is None
    assert distance(((0.0, 0.1), (0.3, 0.1)), ((0.5, 0.1), (0.9, 0.1))) is None


def test_that_a_sketch_is_near_only_where_it_runs_along_the_curve() -> None:
    flat = ((0.0, 0.5), (1.0, 0.5))
    assert nearness_of_curves(flat, ((0.0, 0.57), (1.0, 0.57))) is Nearness.CLOSE
    assert nearness_of_curves(flat, ((0.0, 0.6), (1.0, 0.6))) is Nearness.NEAR
    # On a pad of three powers of ten, ten times too low.
    assert nearness_of_curves(flat, ((0.0, 0.83), (1.0, 0.83))) is Nearness.SURPRISE
    assert nearness_of_curves(flat, ((0.0, 0.5),)) is None


@pytest.mark.parametrize(
    ("guessed", "true", "how"),
    [
        (79, 79, Nearness.SPOT_ON),
        (78, 79, Nearness.CLOSE),
        (50, 79, Nearness.NEAR),
        (1000, 79, Nearness.SURPRISE),
        (27_703, 27_702, Nearness.CLOSE),  # whole digits are all shown
        (0.367, 0.3667, Nearness.SPOT_ON),  # one reads the same of both
        (0.36, 0.3667, Nearness.CLOSE),
        (2, 2.2, Nearness.CLOSE),
        (-2.2, 2.2, Nearness.SURPRISE),
        (0, 0, Nearness.SPOT_ON),
        (1, float("nan"), Nearness.SURPRISE),
    ],
)
def test_that_a_number_is_spot_on_only_where_one_reads_the_same_of_both(
    guessed: float, true: float, how: Nearness
) -> None:
    assert nearness_of_numbers(guessed, true) is how


@pytest.mark.parametrize(
    ("guessed", "tolerance", "how"),
    [
        (2.25, 0.05, Nearness.SPOT_ON),
        (2.3, 0.05, Nearness.CLOSE),
        (2, 0.05, Nearness.SURPRISE),  # the tax is forgotten: the very slip that is asked about
        (2.2, 0, Nearness.SPOT_ON),
        (2.19, 0, Nearness.SURPRISE),
    ],
)
def test_that_an_author_says_how_far_off_still_is_right(
    guessed: float, tolerance: float, how: Nearness
) -> None:
    assert nearness_of_numbers(guessed, 2.2, tolerance) is how


# -- the notebook ------------------------------------------------------------------------------------------


def test_that_what_is_noted_is_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "home" / "lesson-progress.json"
    progress = p.with_guess(p.begun(LESSON, at=1), ((0.0, 0.5), (1.0, 0.25)))
    note(progress, path)
    note(p.begun(load_lesson("first-light")), path)
    book = load_notebook(path)
    assert book["two-steps"] == progress
    assert book["first-light"] is not None
    assert book["another"] is None


@pytest.mark.parametrize("guess", ["a", 3.5, ((0.0, 0.5),), None])
def test_that_every_kind_of_guess_is_kept(tmp_path: Path, guess: Guessed | None) -> None:
    path = tmp_path / "progress.json"
    progress = LessonProgress("x", 0, (p.StepProgress((True, False), guess, True, 2.5),))
    note(progress, path)
    assert load_notebook(path)["x"] == progress


def test_that_a_missing_or_damaged_notebook_is_an_empty_one(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    assert load_notebook(path) == Notebook()
    path.write_text(json.dumps({"lessons": 3}), encoding="utf-8")
    assert load_notebook(path) == Notebook()


def test_that_what_a_later_nnlab_has_noted_is_understood_as_far_as_it_can_be_and_stays(
    tmp_path: Path,
) -> None:
    path = tmp_path / "progress.json"
    step = {"ticks": [True], "guess": None, "skipped": False, "seconds": 5.0, "stars": 3}
    known = {"lesson": "known", "step": 0, "steps": [step], "finished": True}
    later = {"lesson": "later", "step": {"of": "another kind"}}
    path.write_text(json.dumps({"lessons": [known, later], "badges": [1]}), encoding="utf-8")
    assert [each.lesson for each in load_notebook(path).lessons] == ["known"]
    assert note(p.begun(LESSON), path) is None
    kept = json.loads(path.read_text(encoding="utf-8"))
    assert (kept["lessons"][:2], kept["badges"]) == ([known, later], [1])
    assert [each.lesson for each in load_notebook(path).lessons] == ["known", "two-steps"]


@pytest.mark.parametrize("damage", ['{"lessons": 3}', "{", "", "\x00" * 9])
def test_that_a_damaged_notebook_is_put_aside_before_anything_is_noted(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "progress.json"
    path.write_text(damage, encoding="utf-8")
    aside = note(p.begun(LESSON), path)
    assert aside is not None
    assert aside.read_text(encoding="utf-8") == damage
    assert load_notebook(path)["two-steps"] == p.begun(LESSON)


def test_that_nothing_is_noted_over_a_notebook_that_cannot_be_read_just_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "progress.json"
    note(p.begun(load_lesson("first-light")), path)
    before = path.read_bytes()

    def refuses(*_: object, **__: object) -> None:
        raise LoadError("disk-fault", "the disk reported a fault")

    monkeypatch.setattr(notebook, "open_untrusted", refuses)
    with pytest.raises(SaveError):
        note(p.begun(LESSON), path)
    assert path.read_bytes() == before


def test_that_a_later_note_takes_the_place_of_an_earlier_one_of_the_same_lesson() -> None:
    book = Notebook().noting(p.begun(LESSON)).noting(p.begun(LESSON, at=1))
    assert [progress.step for progress in book.lessons] == [1]
    assert parse_notebook(b'{"lessons": []}') == Notebook()
