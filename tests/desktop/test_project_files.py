"""Projects in the window: opened, saved, kept for an emergency, and brought back."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QPushButton

from nnlab.data.store import home_folder
from nnlab.desktop import preferences
from nnlab.desktop.main_window import MainWindow
from nnlab.desktop.project_file import ProjectFile
from nnlab.engine import Parameters
from nnlab.lessons import begin, load_preset
from nnlab.project import ProjectState, with_config, with_notes, with_weight
from nnlab.project.autosave import About, Leftover, leftovers, load_autosave
from nnlab.project.nnlab_file import load_project, project_bytes, save_project
from nnlab.project.saved import restored, saved
from tests.desktop.conftest import settle

PATIENCE_MS = 20_000


@pytest.fixture
def window(build_window: Callable[..., MainWindow]) -> MainWindow:
    return build_window("en")


@pytest.fixture
def told(window: MainWindow) -> list[str]:
    """The sentences that the window has told."""
    sentences: list[str] = []
    window.lab.noticed.connect(lambda notice: sentences.append(notice.text))
    return sentences


def changed(window: MainWindow, value: float = 2.5) -> ProjectState:
    """Change a weight; return the state."""
    window.lab.controller.edit("a weight", lambda state: with_weight(state, 0, 0, 0, value))
    return window.lab.state


def save(window: MainWindow, path: Path, qtbot) -> None:
    window.lab.files.save_as(path)
    qtbot.waitUntil(lambda: not window.lab.files.is_busy, timeout=PATIENCE_MS)


def opened(window: MainWindow, path: Path, qtbot) -> None:
    window.lab.openings.open_path(str(path))
    qtbot.waitUntil(lambda: not window.lab.openings.is_busy, timeout=PATIENCE_MS)


def rest(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: not window.lab.controller.is_busy, timeout=PATIENCE_MS)


def answer(window: MainWindow, name: str, qtbot) -> None:
    qtbot.waitUntil(lambda: window.findChild(QDialog) is not None, timeout=PATIENCE_MS)
    button = window.findChild(QDialog).findChild(QPushButton, name)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


# -- saving and opening ------------------------------------------------------------------------------------


def test_that_what_is_saved_is_what_is_on_the_bench(window, told, tmp_path, qtbot):
    state = changed(window)
    save(window, tmp_path / "lamps.nnlab", qtbot)
    assert project_bytes(load_project(tmp_path / "lamps.nnlab")) == project_bytes(saved(state))
    assert told == ["lamps.nnlab is saved."]
    assert window.windowTitle() == "lamps[*] – nnlab"


def test_that_the_marker_says_whether_anything_would_be_lost(window, tmp_path, qtbot):
    assert not window.isWindowModified()
    changed(window)
    assert window.isWindowModified()
    window.lab.controller.undo()
    assert not window.isWindowModified()  # as it was begun
    changed(window)
    save(window, tmp_path / "lamps.nnlab", qtbot)
    assert not window.isWindowModified()
    window.lab.controller.undo()
    assert window.isWindowModified()
    window.lab.controller.redo()
    assert not window.isWindowModified()


def test_that_a_name_gets_its_suffix(window, tmp_path, qtbot):
    save(window, tmp_path / "lamps", qtbot)
    assert (tmp_path / "lamps.nnlab").exists()


def test_that_saving_again_asks_for_no_name(window, tmp_path, qtbot):
    save(window, tmp_path / "lamps.nnlab", qtbot)
    state = changed(window, -3.0)
    window.file_actions.save()
    qtbot.waitUntil(lambda: not window.lab.files.is_busy, timeout=PATIENCE_MS)
    assert window.findChild(QFileDialog) is None
    assert project_bytes(load_project(tmp_path / "lamps.nnlab")) == project_bytes(saved(state))


def test_that_the_first_save_asks_for_a_name(window, qtbot):
    window.file_actions.save()
    dialog = window.findChild(QFileDialog)
    assert dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert Path(dialog.selectedFiles()[0]).name == "Seven segments to binary.nnlab"
    dialog.reject()


def test_that_opening_brings_the_curve_and_goes_on_bit_for_bit(window, tmp_path, qtbot):
    state = with_config(begin(load_preset("seven-segment")), epochs=40, stop_loss=None, optimizer="adam")
    window.lab.document.open(state)
    window.lab.controller.train()
    rest(window, qtbot)
    half = window.lab.state
    save(window, tmp_path / "half.nnlab", qtbot)
    window.lab.controller.edit("more", lambda s: with_config(s, epochs=90))
    window.lab.controller.train()
    rest(window, qtbot)
    straight = window.lab.state

    window.lab.openings.open_preset("xor")
    opened(window, tmp_path / "half.nnlab", qtbot)
    again = window.lab.state
    assert again.history.loss.tolist() == half.history.loss.tolist()
    assert window.lab.picture.snapshot.history.epochs.tolist() == half.history.epochs.tolist()
    window.lab.controller.edit("more", lambda s: with_config(s, epochs=90))
    window.lab.controller.train()
    rest(window, qtbot)
    assert window.lab.state.training.epoch == straight.training.epoch == 90
    assert window.lab.state.parameters.vector.tobytes() == straight.parameters.vector.tobytes()
    assert all(
        a.tobytes() == b.tobytes()
        for a, b in zip(window.lab.state.training.slots, straight.training.slots, strict=True)
    )


def test_that_undo_leads_back_to_the_work_and_the_file_before(window, tmp_path, qtbot):
    changed(window)
    save(window, tmp_path / "first.nnlab", qtbot)
    unsaved = changed(window, 7.0)
    window.lab.openings.open_preset("xor")
    assert window.windowTitle() == "XOR: why a hidden layer[*] – nnlab"
    assert not window.isWindowModified()
    window.lab.controller.undo()
    assert window.lab.state is unsaved
    assert window.windowTitle() == "first[*] – nnlab"
    assert window.isWindowModified()


def test_that_saving_while_training_does_not_stop_it(window, tmp_path, qtbot):
    window.lab.document.open(with_config(window.lab.state, epochs=None, stop_loss=None))
    window.lab.controller.train()
    qtbot.waitUntil(lambda: window.lab.controller.snapshot.step > 0, timeout=PATIENCE_MS)
    save(window, tmp_path / "moving.nnlab", qtbot)
    assert window.lab.controller.is_running
    reached = load_project(tmp_path / "moving.nnlab").training.step
    assert reached > 0
    window.lab.controller.pause()
    rest(window, qtbot)
    assert window.lab.state.training.step > reached
    assert window.isWindowModified()


def test_that_notes_are_saved_and_undone(window, tmp_path, qtbot):
    window.file_actions.show_notes()
    window.findChild(QPlainTextEdit, "notes_field").setPlainText("세그먼트 g가 고장")
    answer(window, "dialog_close_button", qtbot)
    assert window.lab.state.notes == "세그먼트 g가 고장"
    save(window, tmp_path / "lamps.nnlab", qtbot)
    assert restored(load_project(tmp_path / "lamps.nnlab")).notes == "세그먼트 g가 고장"
    window.lab.controller.undo()
    assert window.lab.state.notes == ""


def test_that_what_a_later_version_added_is_written_back(window, tmp_path, qtbot):
    path = tmp_path / "later.nnlab"
    later = saved(begin(load_preset("xor")))
    object.__setattr__(later, "unknown", {"future.json": b"{}"})
    save_project(path, later)
    opened(window, path, qtbot)
    changed(window)
    window.file_actions.save()
    qtbot.waitUntil(lambda: not window.lab.files.is_busy, timeout=PATIENCE_MS)
    assert load_project(path).unknown == {"future.json": b"{}"}


# -- what can go wrong -------------------------------------------------------------------------------------


def test_that_a_damaged_file_changes_nothing_and_is_said(window, told, tmp_path, qtbot):
    before, file = window.lab.state, window.lab.document.file
    (tmp_path / "bad.nnlab").write_bytes(b"PK\x03\x04 and nothing more")
    opened(window, tmp_path / "bad.nnlab", qtbot)
    assert window.lab.state is before
    assert window.lab.document.file is file
    assert "bad.nnlab" in told[-1]
    assert "Nothing was changed" in told[-1]


def test_that_a_folder_that_is_gone_keeps_the_work_unsaved(window, told, tmp_path, qtbot):
    changed(window)
    window.lab.files.save_as(tmp_path / "gone" / "lamps.nnlab")
    qtbot.waitUntil(lambda: not window.lab.files.is_busy, timeout=PATIENCE_MS)
    assert "was not saved" in told[-1]
    assert window.isWindowModified()
    assert window.lab.document.file.path is None


def test_that_weights_that_are_no_numbers_are_not_saved(window, told, tmp_path, qtbot):
    save(window, tmp_path / "lamps.nnlab", qtbot)
    before = (tmp_path / "lamps.nnlab").read_bytes()
    changed(window, float("1e300"))
    broken = window.lab.state
    vector = broken.parameters.vector.copy()
    vector[0] = float("nan")
    parameters = Parameters(broken.spec, vector)
    window.lab.document.apply(
        "broken", replace(broken, training=replace(broken.training, parameters=parameters))
    )
    window.file_actions.save()
    qtbot.waitUntil(lambda: not window.lab.files.is_busy, timeout=PATIENCE_MS)
    assert "some weights are no numbers" in told[-1]
    assert (tmp_path / "lamps.nnlab").read_bytes() == before


def test_that_a_file_that_somebody_else_changed_is_not_written_over_unasked(window, told, tmp_path, qtbot):
    path = tmp_path / "lamps.nnlab"
    save(window, path, qtbot)
    save_project(path, saved(begin(load_preset("xor"))))
    os.utime(path, ns=(1, 1))
    theirs = path.read_bytes()
    mine = changed(window)
    notices = []
    window.lab.noticed.connect(notices.append)
    window.file_actions.save()
    qtbot.waitUntil(lambda: not window.lab.files.is_busy, timeout=PATIENCE_MS)
    assert path.read_bytes() == theirs
    assert "was changed by another program" in told[-1]
    over = next(action for action in notices[-1].actions if action.text == "Save over it")
    over.run()
    qtbot.waitUntil(lambda: not window.lab.files.is_busy, timeout=PATIENCE_MS)
    assert project_bytes(load_project(path)) == project_bytes(saved(mine))
    assert not window.isWindowModified()


def test_that_a_second_window_gets_a_copy_and_is_told(window, build_window, tmp_path, qtbot):
    path = tmp_path / "lamps.nnlab"
    changed(window)
    save(window, path, qtbot)
    second = build_window("en")
    sentences: list[str] = []
    second.lab.noticed.connect(lambda notice: sentences.append(notice.text))
    opened(second, path, qtbot)
    assert "lamps.nnlab is open in another window. This is a copy" in sentences[-1]
    assert second.windowTitle() == "lamps (copy)[*] – nnlab"
    assert second.lab.document.file.path is None
    second.lab.files.save_as(path)
    assert "so it was not saved over" in sentences[-1]
    save(second, tmp_path / "own.nnlab", qtbot)
    assert second.windowTitle() == "own[*] – nnlab"


def test_that_a_file_is_free_again_when_its_window_has_closed(window, build_window, tmp_path, qtbot):
    path = tmp_path / "lamps.nnlab"
    save(window, path, qtbot)
    window.close()
    second = build_window("en")
    opened(second, path, qtbot)
    assert second.lab.document.file.path == path


# -- recent files ------------------------------------------------------------------------------------------


def test_that_recent_files_are_remembered_the_latest_first(window, tmp_path, qtbot):
    for name in ("a", "b", "a"):
        save(window, tmp_path / f"{name}.nnlab", qtbot)
    window.close()
    assert preferences.load().recent == (str(tmp_path / "a.nnlab"), str(tmp_path / "b.nnlab"))


def test_that_a_recent_file_that_is_gone_leaves_the_list(window, told, tmp_path, qtbot):
    preferences.save(recent=[str(tmp_path / "gone.nnlab"), str(tmp_path / "here.nnlab")])
    opened(window, tmp_path / "gone.nnlab", qtbot)
    assert "gone.nnlab" in told[-1]
    assert "there is no such file" in told[-1]
    window.close()
    assert preferences.load().recent == (str(tmp_path / "here.nnlab"),)


# -- leaving -----------------------------------------------------------------------------------------------


def test_that_a_changed_file_asks_before_the_window_closes(window, tmp_path, qtbot):
    path = tmp_path / "lamps.nnlab"
    save(window, path, qtbot)
    mine = changed(window)
    window.close()
    answer(window, "stay_button", qtbot)
    assert window.isVisible()
    window.close()
    answer(window, "save_button", qtbot)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE_MS)
    assert project_bytes(load_project(path)) == project_bytes(saved(mine))
    assert leftovers(home_folder() / "autosave") == []


def test_that_changes_that_are_not_wanted_are_not_offered_again(window, tmp_path, qtbot):
    path = tmp_path / "lamps.nnlab"
    save(window, path, qtbot)
    before = path.read_bytes()
    changed(window)
    window.close()
    answer(window, "leave_button", qtbot)
    assert not window.isVisible()
    assert path.read_bytes() == before
    assert leftovers(home_folder() / "autosave") == []


def test_that_training_is_saved_to_its_last_step_before_the_window_closes(window, tmp_path, qtbot):
    path = tmp_path / "lamps.nnlab"
    window.lab.document.open(with_config(window.lab.state, epochs=None, stop_loss=None))
    save(window, path, qtbot)
    window.lab.controller.train()
    qtbot.waitUntil(lambda: window.lab.controller.snapshot.step > 0, timeout=PATIENCE_MS)
    window.close()
    answer(window, "save_button", qtbot)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE_MS)
    assert load_project(path).training.step == window.lab.state.training.step > 0
    assert leftovers(home_folder() / "autosave") == []


def test_that_work_that_was_never_saved_asks_nothing_and_is_kept(window, qtbot):
    mine = changed(window)
    window.close()
    assert not window.isVisible()
    (left,) = leftovers(home_folder() / "autosave")
    assert (left.about.title, left.about.path) == ("Seven segments to binary", "")
    assert project_bytes(load_autosave(left.file)[1]) == project_bytes(saved(mine))


def test_that_training_that_was_never_saved_is_kept_to_its_last_step(window, qtbot):
    window.lab.document.open(with_config(window.lab.state, epochs=None, stop_loss=None))
    window.lab.controller.train()
    qtbot.waitUntil(lambda: window.lab.controller.snapshot.step > 0, timeout=PATIENCE_MS)
    window.close()
    (left,) = leftovers(home_folder() / "autosave")
    assert load_autosave(left.file)[1].training.step == window.lab.state.training.step > 0


# -- an emergency ------------------------------------------------------------------------------------------


def test_that_an_edit_is_kept_a_second_later(window, qtbot):
    mine = changed(window)
    root = home_folder() / "autosave"

    def kept() -> list[Path]:
        return list(root.glob("*/*.autosave"))

    qtbot.waitUntil(lambda: len(kept()) == 1, timeout=5000)
    assert project_bytes(load_autosave(kept()[0])[1]) == project_bytes(saved(mine))
    window.lab.controller.undo()
    qtbot.waitUntil(lambda: kept() == [], timeout=5000)  # nothing would be lost


def test_that_work_left_behind_is_offered_and_brought_back(window, build_window, qtbot):
    mine = changed(window)
    window.close()
    second = build_window("en")
    notices = []
    second.lab.noticed.connect(notices.append)
    second.lab.autosaver.look_for_leftovers()
    qtbot.waitUntil(lambda: bool(notices), timeout=PATIENCE_MS)
    assert notices[0].text.startswith("Work that was not saved is still here: Seven segments to binary, ")
    bring_back, _ = notices[0].actions
    bring_back.run()
    qtbot.waitUntil(lambda: second.lab.state.parameters.vector[0] == 2.5, timeout=PATIENCE_MS)
    assert project_bytes(saved(second.lab.state)) == project_bytes(saved(mine))
    assert second.isWindowModified()
    qtbot.waitUntil(lambda: not second.lab.savings.is_busy, timeout=PATIENCE_MS)
    assert leftovers(home_folder() / "autosave") == []  # it is this window's now
    second.close()
    assert len(leftovers(home_folder() / "autosave")) == 1  # and was not lost with it


def test_that_work_on_a_file_comes_back_to_that_file(window, build_window, tmp_path, qtbot):
    path = tmp_path / "lamps.nnlab"
    save(window, path, qtbot)
    mine = changed(window)
    window.leave()  # as a signal ends it
    second = build_window("en")
    (left,) = leftovers(home_folder() / "autosave")
    assert left.about.path == str(path)
    second.file_actions._on_leftovers_found([left])
    second.file_actions._bring_back(left)
    qtbot.waitUntil(lambda: second.lab.document.file.path == path, timeout=PATIENCE_MS)
    assert second.isWindowModified()
    second.file_actions.save()
    qtbot.waitUntil(lambda: not second.lab.files.is_busy, timeout=PATIENCE_MS)
    assert project_bytes(load_project(path)) == project_bytes(saved(mine))


def test_that_work_that_is_discarded_is_gone(window, build_window, qtbot):
    changed(window)
    window.close()
    second = build_window("en")
    notices = []
    second.lab.noticed.connect(notices.append)
    second.lab.autosaver.look_for_leftovers()
    qtbot.waitUntil(lambda: bool(notices), timeout=PATIENCE_MS)
    notices[0].actions[1].run()
    qtbot.waitUntil(lambda: not second.lab.savings.is_busy, timeout=PATIENCE_MS)
    assert leftovers(home_folder() / "autosave") == []


def test_that_several_windows_work_is_shown_in_a_list(window, build_window, qtbot):
    for value in (1.5, 2.5):
        other = build_window("en")
        changed(other, value)
        other.close()
    window.lab.autosaver.look_for_leftovers()
    qtbot.waitUntil(lambda: len(window.file_actions._left) == 2, timeout=PATIENCE_MS)
    window.file_actions._show_leftovers()
    answer(window, "discard_0", qtbot)
    qtbot.waitUntil(lambda: not window.lab.savings.is_busy, timeout=PATIENCE_MS)
    (left,) = leftovers(home_folder() / "autosave")
    assert load_autosave(left.file)[1].parameters.vector[0] == 1.5
    answer(window, "bring_back_1", qtbot)
    qtbot.waitUntil(lambda: window.lab.state.parameters.vector[0] == 1.5, timeout=PATIENCE_MS)


def test_that_a_home_that_cannot_be_written_is_said_once(window, told, qtbot):
    home_folder().mkdir(parents=True, exist_ok=True)
    (home_folder() / "autosave").write_text("a file where the folder should be")
    changed(window)
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    assert told[-1].startswith("Work that is not saved cannot be kept for an emergency now.")
    changed(window, 3.5)
    qtbot.wait(1500)
    assert len(told) == 1


def test_that_begun_work_has_no_file() -> None:
    state = with_notes(begin(load_preset("xor")), "x")
    file = ProjectFile(state)
    assert (file.path, file.saved, file.stamp) == (None, state, None)


def test_that_a_project_opens_as_it_looked(window, build_window, tmp_path, qtbot):
    window.lab.openings.open_preset("draw")
    qtbot.waitUntil(lambda: not window.lab.openings.is_busy, timeout=PATIENCE_MS)
    window.lab.view.select_layer(1)
    window.toggle_code()
    window.show_draw()
    save(window, tmp_path / "drawn.nnlab", qtbot)
    second = build_window("en")
    window.close()
    opened(second, tmp_path / "drawn.nnlab", qtbot)
    assert second.draw.isVisible()
    assert second.lab.view.selected_layer == 1
    assert second.bench.shows_code


@pytest.mark.parametrize(
    "look",
    [
        {"workspace": "elsewhere"},
        {"workspace": ["bench"], "layer": "1", "code": 1},
        {"layer": -3},
        {"layer": 10**9},
    ],
)
def test_that_a_file_may_say_anything_of_the_look(window, told, tmp_path, look, qtbot):
    path = tmp_path / "odd.nnlab"
    save_project(path, replace(saved(begin(load_preset("xor"))), ui=look))
    opened(window, path, qtbot)
    assert window.lab.document.file.path == path
    assert window.bench.isVisible()
    assert 0 <= window.lab.view.selected_layer < len(window.lab.state.spec.layers)


def test_that_a_dialog_saves_what_it_was_asked_for_or_nothing(window, tmp_path, qtbot):
    changed(window)
    window.file_actions.save()
    dialog = window.findChild(QFileDialog)
    assert dialog.isVisible()
    window.lab.openings.open_preset("xor")  # as a job that was slow does
    assert not dialog.isVisible()


def test_that_a_saving_that_was_refused_does_not_close_the_window_later(window, tmp_path, qtbot):
    path = tmp_path / "lamps.nnlab"
    save(window, path, qtbot)
    save_project(path, saved(begin(load_preset("xor"))))
    os.utime(path, ns=(1, 1))
    changed(window)
    notices = []
    window.lab.noticed.connect(notices.append)
    window.close()
    answer(window, "save_button", qtbot)
    qtbot.waitUntil(lambda: bool(notices) and not window.lab.files.is_busy, timeout=PATIENCE_MS)
    over = next(action for action in notices[-1].actions if action.text == "Save over it")
    over.run()
    qtbot.waitUntil(lambda: not window.lab.files.is_busy, timeout=PATIENCE_MS)
    settle()
    assert window.isVisible()


def test_that_what_was_saved_over_is_not_taken_for_saved(window, tmp_path, qtbot):
    path = tmp_path / "lamps.nnlab"
    changed(window)
    save(window, path, qtbot)
    window.lab.openings.open_preset("xor")
    save(window, path, qtbot)
    assert not window.isWindowModified()
    window.lab.controller.undo()
    assert window.windowTitle() == "lamps[*] – nnlab"
    assert window.isWindowModified()


def test_that_a_file_is_known_by_its_whole_path(window, tmp_path, monkeypatch, qtbot):
    save_project(tmp_path / "lamps.nnlab", saved(begin(load_preset("xor"))))
    monkeypatch.chdir(tmp_path)
    opened(window, Path("lamps.nnlab"), qtbot)
    assert window.lab.document.file.path == tmp_path / "lamps.nnlab"


def test_that_opening_over_changes_of_a_file_says_where_they_are(window, told, tmp_path, qtbot):
    save(window, tmp_path / "first.nnlab", qtbot)
    save_project(tmp_path / "second.nnlab", saved(begin(load_preset("xor"))))
    mine = changed(window)
    notices = []
    window.lab.noticed.connect(notices.append)
    opened(window, tmp_path / "second.nnlab", qtbot)
    qtbot.waitUntil(lambda: "had changes" in told[-1], timeout=PATIENCE_MS)
    assert "first.nnlab had changes that are not saved. They are kept" in told[-1]
    notices[-1].actions[0].run()
    assert window.lab.state is mine
    told.clear()
    window.lab.controller.undo()
    window.lab.openings.open_preset("xor")  # of first.nnlab as it was saved: nothing to say
    assert not any("had changes" in sentence for sentence in told)


def test_that_a_preset_does_not_talk_over_that(window, told, tmp_path, qtbot):
    save(window, tmp_path / "first.nnlab", qtbot)
    changed(window)
    window.lab.openings.open_preset("xor")
    qtbot.waitUntil(lambda: "first.nnlab had changes" in told[-1], timeout=PATIENCE_MS)
    assert any(sentence == load_preset("xor").about.en for sentence in told[:-1])


def test_that_the_marker_is_there_while_training(window, tmp_path, qtbot):
    window.lab.document.open(with_config(window.lab.state, epochs=None, stop_loss=None))
    save(window, tmp_path / "lamps.nnlab", qtbot)
    assert not window.isWindowModified()
    window.lab.controller.train()
    assert window.isWindowModified()
    qtbot.waitUntil(lambda: window.lab.controller.snapshot.step > 0, timeout=PATIENCE_MS)
    window.lab.controller.pause()
    rest(window, qtbot)
    assert window.isWindowModified()


def test_that_an_offer_waits_for_what_is_told(window, told, tmp_path, qtbot):
    bar = window._notices.bar
    (tmp_path / "bad.nnlab").write_text("no project")
    opened(window, tmp_path / "bad.nnlab", qtbot)
    assert "bad.nnlab" in bar.text()
    left = Leftover(tmp_path, tmp_path, About(1, 0.0, "lamps"))
    window.file_actions._on_leftovers_found([left])
    assert "bad.nnlab" in bar.text()
    window._notices.hide()
    assert "lamps" in bar.text()
    window._notices.hide()
    assert bar.isHidden()
