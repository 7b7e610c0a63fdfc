"""Projects under attack: fast hands, slow and full disks, links, several files on one bench, and leaving meanwhile."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from nnlab.data.store import home_folder
from nnlab.desktop.files.dialogs import LeaveQuestion, LeftoversDialog, WaitQuestion
from nnlab.desktop.main_window import MainWindow
from nnlab.desktop.notices import Notice
from nnlab.desktop.saving import sentences as say
from nnlab.desktop.saving.autosaver import _finish
from nnlab.engine import EngineError
from nnlab.files import SaveError
from nnlab.lessons import begin, load_preset
from nnlab.project import with_config, with_notes
from nnlab.project.autosave import About, Leftover, Ring, leftovers, load_autosave
from nnlab.project.nnlab_file import load_project, project_bytes, save_project
from nnlab.project.saved import saved
from tests.desktop.conftest import settle
from tests.desktop.test_project_files import PATIENCE_MS, answer, changed, opened, rest, save


@pytest.fixture
def window(build_window: Callable[..., MainWindow]) -> MainWindow:
    return build_window("en")


@pytest.fixture
def told(window: MainWindow) -> list[str]:
    """The sentences that the window has told."""
    sentences: list[str] = []
    window.lab.noticed.connect(lambda notice: sentences.append(notice.text))
    return sentences


class SlowDisk:
    """Holds up whatever is flushed to it until it is let go; the first one that waits is told by `reached`.

    Settings, which the window itself writes, lie on another disk.
    """

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.reached, self._free, self._flush = threading.Event(), threading.Event(), os.fsync
        monkeypatch.setattr(os, "fsync", self._wait)

    def _wait(self, descriptor: int) -> None:
        if threading.current_thread() is not threading.main_thread():
            self.reached.set()
            self._free.wait(20.0)
        self._flush(descriptor)

    def let_go(self) -> None:
        self._free.set()


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    disk = SlowDisk(monkeypatch)
    yield disk
    disk.let_go()


def kept() -> list[Leftover]:
    return leftovers(home_folder() / "autosave")


def files_kept() -> list[Path]:
    return list((home_folder() / "autosave").glob("*/*.autosave"))


def saving_is_done(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(
        lambda: not window.lab.savings.is_busy and not window.lab.files.is_busy, timeout=PATIENCE_MS
    )


# -- saving ------------------------------------------------------------------------------------------------


def test_that_saving_twice_fast_saves_twice(window, told, tmp_path, qtbot):
    path = tmp_path / "lamps.nnlab"
    save(window, path, qtbot)
    changed(window, 1.5)
    window.lab.files.save()
    mine = changed(window, 2.5)
    window.lab.files.save()
    saving_is_done(window, qtbot)
    assert told == ["lamps.nnlab is saved."] * 3
    assert project_bytes(load_project(path)) == project_bytes(saved(mine))
    assert not window.isWindowModified()


def test_that_save_undo_and_save_leaves_what_is_on_the_bench(window, told, tmp_path, qtbot):
    path = tmp_path / "lamps.nnlab"
    save(window, path, qtbot)
    before = window.lab.state
    changed(window)
    window.lab.files.save()
    window.lab.controller.undo()
    window.lab.files.save()
    saving_is_done(window, qtbot)
    assert told == ["lamps.nnlab is saved."] * 3
    assert project_bytes(load_project(path)) == project_bytes(saved(before))


def test_that_saving_what_is_just_being_named_asks_for_no_other_name(window, tmp_path, qtbot):
    asked = []
    window.lab.files.name_wanted.connect(asked.append)
    window.lab.files.save_as(tmp_path / "lamps.nnlab")
    mine = changed(window)
    window.lab.files.save()
    saving_is_done(window, qtbot)
    assert asked == []
    assert project_bytes(load_project(tmp_path / "lamps.nnlab")) == project_bytes(saved(mine))


def test_that_saving_as_another_spelling_of_the_same_file_is_saving(window, told, tmp_path, qtbot):
    path, link = tmp_path / "lamps.nnlab", tmp_path / "link.nnlab"
    save(window, path, qtbot)
    link.symlink_to(path)
    mine = changed(window)
    save(window, link, qtbot)
    assert told[-1] == "link.nnlab is saved."
    assert link.is_symlink()
    assert project_bytes(load_project(path)) == project_bytes(saved(mine))


def test_that_another_spelling_does_not_hide_what_somebody_else_wrote(window, told, tmp_path, qtbot):
    path, link = tmp_path / "lamps.nnlab", tmp_path / "link.nnlab"
    save(window, path, qtbot)
    link.symlink_to(path)
    save_project(path, saved(begin(load_preset("xor"))))
    os.utime(path, ns=(1, 1))
    theirs = path.read_bytes()
    changed(window)
    save(window, link, qtbot)
    assert "was changed by another program" in told[-1]
    assert path.read_bytes() == theirs


def test_that_a_file_whose_earlier_content_is_not_known_is_not_written_over(window, told, tmp_path, qtbot):
    theirs = tmp_path / "theirs.nnlab"
    save_project(theirs, saved(begin(load_preset("xor"))))
    before = theirs.read_bytes()
    ring = Ring(home_folder() / "autosave")
    ring.write(About(0, 1.0, "theirs", str(theirs)), saved(with_notes(window.lab.state, "mine")))
    ring.end()
    (left,) = kept()
    window.file_actions._bring_back(left)
    qtbot.waitUntil(lambda: window.lab.state.notes == "mine", timeout=PATIENCE_MS)
    window.lab.files.save()
    saving_is_done(window, qtbot)
    assert "was changed by another program" in told[-1]
    assert theirs.read_bytes() == before


def test_that_saving_over_does_not_put_something_else_into_the_file(window, tmp_path, qtbot):
    path = tmp_path / "lamps.nnlab"
    save(window, path, qtbot)
    os.utime(path, ns=(1, 1))
    mine = changed(window)
    notices = []
    window.lab.noticed.connect(notices.append)
    window.lab.files.save()
    saving_is_done(window, qtbot)
    over = next(action for action in notices[-1].actions if action.text == "Save over it")
    window.lab.openings.open_preset("xor")
    over.run()
    saving_is_done(window, qtbot)
    assert project_bytes(load_project(path)) == project_bytes(saved(mine))
    assert window.lab.document.file.path is None


def test_that_a_name_is_taken_as_soon_as_a_window_saves_to_it(
    window, build_window, slow_disk, tmp_path, qtbot
):
    path = tmp_path / "lamps.nnlab"
    second = build_window("en")
    sentences: list[str] = []
    second.lab.noticed.connect(lambda notice: sentences.append(notice.text))
    mine = changed(window)
    window.lab.files.save_as(path)
    assert slow_disk.reached.wait(20.0)
    second.lab.files.save_as(path)
    assert "so it was not saved over" in sentences[-1]
    slow_disk.let_go()
    saving_is_done(window, qtbot)
    assert project_bytes(load_project(path)) == project_bytes(saved(mine))
    second.lab.files.save_as(path)
    assert "so it was not saved over" in sentences[-1]  # it is claimed by whom it belongs to now
    save(window, tmp_path / "other.nnlab", qtbot)
    save(second, path, qtbot)
    assert second.lab.document.file.path == path


def test_that_a_name_that_could_not_be_saved_to_is_free_again(window, build_window, tmp_path, qtbot):
    path = tmp_path / "folder" / "lamps.nnlab"
    save(window, path, qtbot)
    path.parent.mkdir()
    second = build_window("en")
    save(second, path, qtbot)
    assert second.lab.document.file.path == path


def test_that_a_file_that_was_deleted_is_written_again(window, tmp_path, qtbot):
    path = tmp_path / "lamps.nnlab"
    save(window, path, qtbot)
    path.unlink()
    mine = changed(window)
    window.lab.files.save()
    saving_is_done(window, qtbot)
    assert project_bytes(load_project(path)) == project_bytes(saved(mine))


def test_that_a_folder_in_the_place_of_the_file_is_not_offered_to_be_saved_over(
    window, told, tmp_path, qtbot
):
    path = tmp_path / "lamps.nnlab"
    save(window, path, qtbot)
    path.unlink()
    path.mkdir()
    changed(window)
    window.lab.files.save()
    saving_is_done(window, qtbot)
    assert "this name belongs to a folder or a device" in told[-1]
    assert window.isWindowModified()


# -- keeping -----------------------------------------------------------------------------------------------


def test_that_work_that_is_left_for_a_preset_is_kept_at_once_and_offered(window, qtbot):
    mine = changed(window)
    window.lab.openings.open_preset("xor")
    saving_is_done(window, qtbot)
    (file,) = files_kept()
    assert project_bytes(load_autosave(file)[1]) == project_bytes(saved(mine))
    window.close()
    (left,) = kept()
    assert left.about.title == "Seven segments to binary"


def test_that_work_that_was_left_is_offered_by_its_name_in_the_language_of_the_reader(
    window, build_window, qtbot
):
    changed(window)
    window.lab.openings.open_preset("xor")
    saving_is_done(window, qtbot)
    window.close()
    (left,) = kept()
    build_window("ko")
    assert say.title(left.about) == load_preset("seven-segment").title.ko
    assert load_preset("seven-segment").title.ko in say.left_behind(left.about, 1)
    assert say.title(About(1, 1.0, "moons of mine")) == "moons of mine"


def test_that_each_of_several_works_is_kept(window, qtbot):
    first = changed(window, 1.5)
    window.lab.openings.open_preset("xor")
    second = changed(window, 2.5)
    window.close()
    offered = {project_bytes(load_autosave(left.file)[1]) for left in kept()}
    assert offered == {project_bytes(saved(first)), project_bytes(saved(second))}


def test_that_what_was_left_and_is_saved_after_all_is_not_offered(window, tmp_path, qtbot):
    changed(window)
    window.lab.files.save_as(tmp_path / "lamps.nnlab")
    window.lab.openings.open_preset("xor")
    saving_is_done(window, qtbot)
    window.close()
    assert kept() == []


def test_that_changes_of_a_file_that_was_left_for_a_preset_are_not_lost(window, tmp_path, qtbot):
    save(window, tmp_path / "lamps.nnlab", qtbot)
    mine = changed(window)
    window.lab.openings.open_preset("xor")
    window.close()
    (left,) = kept()
    assert left.about.path == str(tmp_path / "lamps.nnlab")
    assert project_bytes(load_autosave(left.file)[1]) == project_bytes(saved(mine))


def test_that_a_setting_changed_while_training_is_kept_a_second_later(window, qtbot):
    window.lab.document.open(with_config(window.lab.state, epochs=None, stop_loss=None))
    window.lab.controller.train()
    qtbot.waitUntil(lambda: window.lab.controller.snapshot.step > 0, timeout=PATIENCE_MS)
    window.lab.controller.configure("a rate", learning_rate=0.125)
    qtbot.waitUntil(lambda: bool(files_kept()), timeout=5000)
    assert load_autosave(files_kept()[0])[1].config.learning_rate == 0.125
    assert window.lab.controller.is_running


def test_that_what_is_kept_is_never_older_than_the_file(window, tmp_path, monkeypatch, qtbot):
    path, seen = tmp_path / "lamps.nnlab", []
    save(window, path, qtbot)
    changed(window, 1.5)
    qtbot.waitUntil(lambda: bool(files_kept()), timeout=5000)
    saving_is_done(window, qtbot)
    mine = changed(window, 2.5)

    replace = os.replace

    def look(temporary: Path, target: Path) -> None:
        if target == path:
            newest = max((load_autosave(file) for file in files_kept()), key=lambda both: both[0].number)
            seen.append(project_bytes(newest[1]))
        replace(temporary, target)

    monkeypatch.setattr(os, "replace", look)
    window.lab.files.save()
    saving_is_done(window, qtbot)
    assert seen == [project_bytes(saved(mine))]


def test_that_what_is_kept_is_known_to_be_in_the_file_that_was_saved(window, tmp_path, qtbot):
    path = tmp_path / "lamps.nnlab"
    changed(window)
    window.lab.autosaver._keep()
    saving_is_done(window, qtbot)
    kept_before = files_kept()
    window.show_bench()  # how the window looks is noted, and will be saved
    notices = []
    window.lab.files.saving.connect(notices.append)
    window.lab.files.save_as(path)
    work = next(iter(window.lab.autosaver._works.values()))
    assert kept_before
    assert notices
    assert work.wanted.about.path == str(path)
    assert work.wanted.look == window.lab.files.look != {}
    saving_is_done(window, qtbot)


def test_that_what_could_not_be_saved_to_a_name_does_not_belong_to_it(window, tmp_path, qtbot):
    changed(window)
    qtbot.waitUntil(lambda: bool(files_kept()), timeout=5000)
    window.lab.files.save_as(tmp_path / "gone" / "lamps.nnlab")
    saving_is_done(window, qtbot)
    about, _ = max((load_autosave(file) for file in files_kept()), key=lambda both: both[0].number)
    assert about.path == ""


def test_that_notes_are_kept_while_they_are_written(window, qtbot):
    window.file_actions.show_notes()
    window.findChild(QPlainTextEdit, "notes_field").setPlainText("세그먼트 g가")
    qtbot.waitUntil(lambda: bool(files_kept()), timeout=5000)
    assert load_autosave(files_kept()[0])[1].notes == "세그먼트 g가"
    assert window.lab.state.notes == ""  # until they are done they are no edit
    window.leave()
    assert load_autosave(kept()[0].file)[1].notes == "세그먼트 g가"


def test_that_notes_that_were_taken_back_are_not_kept(window, qtbot):
    window.file_actions.show_notes()
    field = window.findChild(QPlainTextEdit, "notes_field")
    field.setPlainText("nothing")
    qtbot.waitUntil(lambda: bool(files_kept()), timeout=5000)
    field.setPlainText("")
    answer(window, "dialog_close_button", qtbot)
    qtbot.waitUntil(lambda: not files_kept(), timeout=5000)


def test_that_what_waited_for_a_slow_disk_when_the_window_closed_is_kept(window, slow_disk, tmp_path, qtbot):
    window.lab.files.save_as(tmp_path / "first.nnlab")
    assert slow_disk.reached.wait(20.0)
    mine = changed(window)
    window.lab.autosaver._keep()  # it waits for the disk
    threading.Timer(0.5, slow_disk.let_go).start()
    window.leave()
    assert project_bytes(load_autosave(kept()[0].file)[1]) == project_bytes(saved(mine))


def test_that_a_slow_disk_is_given_only_the_latest_of_what_waits_for_it(window, slow_disk, qtbot):
    changed(window, 1.5)
    window.lab.autosaver._keep()
    assert slow_disk.reached.wait(20.0)
    for value in range(20):
        mine = changed(window, float(value))
        window.lab.autosaver._keep()
    slow_disk.let_go()
    saving_is_done(window, qtbot)
    assert len(files_kept()) == 2
    newest = max((load_autosave(file) for file in files_kept()), key=lambda both: both[0].number)
    assert project_bytes(newest[1]) == project_bytes(saved(mine))


def test_that_what_could_not_be_kept_is_kept_when_it_can(window, told, qtbot):
    home_folder().mkdir(parents=True, exist_ok=True)
    obstacle = home_folder() / "autosave"
    obstacle.write_text("a file where the folder should be")
    mine = changed(window)
    qtbot.waitUntil(lambda: bool(told), timeout=5000)
    obstacle.unlink()
    window.lab.autosaver._again.setInterval(0)
    qtbot.waitUntil(lambda: len(files_kept()) == 1, timeout=PATIENCE_MS)
    assert project_bytes(load_autosave(files_kept()[0])[1]) == project_bytes(saved(mine))


def test_that_a_folder_that_is_removed_under_the_window_is_made_again(window, told, qtbot):
    changed(window)
    qtbot.waitUntil(lambda: len(files_kept()) == 1, timeout=5000)
    saving_is_done(window, qtbot)
    shutil.rmtree(home_folder())
    mine = changed(window, 3.5)
    qtbot.waitUntil(lambda: len(files_kept()) == 1, timeout=5000)
    saving_is_done(window, qtbot)
    assert told == []
    window.close()
    (left,) = kept()
    assert project_bytes(load_autosave(left.file)[1]) == project_bytes(saved(mine))


# -- what was left behind ----------------------------------------------------------------------------------


def test_that_two_windows_that_bring_back_the_same_work_lose_nothing(window, build_window, qtbot):
    mine = changed(window)
    window.close()
    (left,) = kept()
    second, third = build_window("en"), build_window("en")
    for other in (second, third):
        other.file_actions._bring_back(left)
    qtbot.waitUntil(
        lambda: not any(w.lab.openings.is_busy or w.lab.savings.is_busy for w in (second, third)),
        timeout=PATIENCE_MS,
    )
    holders = [w for w in (second, third) if w.isWindowModified()]
    assert holders
    for other in (second, third):
        other.close()
    assert len(kept()) == len(holders)
    for one in kept():
        assert project_bytes(load_autosave(one.file)[1]) == project_bytes(saved(mine))


def test_that_the_offer_of_unsaved_work_comes_back_after_other_news_until_it_is_answered(
    window, build_window, qtbot
):
    changed(window)
    window.close()
    second = build_window("en")
    host = second._notices
    says = "Work that was not saved is still here"
    second.lab.autosaver.look_for_leftovers()
    qtbot.waitUntil(lambda: bool(second.file_actions._left), timeout=PATIENCE_MS)
    if not host._notice.text.startswith(says):
        host.hide()
    second.lab.tell(Notice(lambda: "A link was read.", "warning"))
    assert host._notice.text == "A link was read."
    host.hide()
    assert host._notice.text.startswith(says)
    second.file_actions._discard(second.file_actions._left[0])
    host.hide()
    assert host.bar.isHidden()


def test_that_who_comes_second_to_bring_work_back_is_told_so_and_offered_it_no_more(window, told, qtbot):
    folder = home_folder() / "autosave" / "gone"
    left = Leftover(folder, folder / "1.autosave", About(1, 0.0, "Lamps"))
    window.file_actions._on_leftovers_found([left])
    window.file_actions._bring_back(left)
    qtbot.waitUntil(lambda: not window.lab.openings.is_busy, timeout=PATIENCE_MS)
    assert told[-1] == "Another window has brought it back already, or thrown it away."
    assert window.file_actions._left == []


def test_that_a_title_is_shown_as_it_is(window):
    left = Leftover(Path(), Path(), About(1, 1e9, "<h1>big</h1>"))
    dialog = LeftoversDialog([left], print, print, window)
    (title,) = [text for text in dialog.findChildren(QLabel) if text.text() == "<h1>big</h1>"]
    assert title.textFormat() == Qt.TextFormat.PlainText
    dialog.deleteLater()


def test_that_fifteen_works_leave_the_ten_latest_to_be_chosen(window, qtbot):
    for number in range(15):
        ring = Ring(home_folder() / "autosave")
        ring.write(About(0, 1e9 + number, f"work {number}"), saved(window.lab.state))
        ring.end()
    window.lab.autosaver.look_for_leftovers()
    qtbot.waitUntil(lambda: len(window.file_actions._left) == 10, timeout=PATIENCE_MS)
    assert window.file_actions._left[0].about.title == "work 14"


def test_that_work_whose_pictures_are_missing_stays_until_they_are_there(
    window, told, real_mnist, monkeypatch, qtbot
):
    monkeypatch.setenv("NNLAB_DATA", str(real_mnist))
    ring = Ring(home_folder() / "autosave")
    ring.write(About(0, 1e9, "digits"), saved(begin(load_preset("mnist-softmax"))))
    ring.end()
    monkeypatch.delenv("NNLAB_DATA")
    (left,) = kept()
    for is_there in (False, True):
        if is_there:
            monkeypatch.setenv("NNLAB_DATA", str(real_mnist))
        window.file_actions._bring_back(left)
        qtbot.waitUntil(lambda: not window.lab.openings.is_busy, timeout=PATIENCE_MS)
        saving_is_done(window, qtbot)
        assert (window.lab.state.preset == "mnist-softmax") is is_there
        assert bool(kept()) is not is_there
    assert any("it needs MNIST, which is not on this computer yet" in sentence for sentence in told)


# -- leaving -----------------------------------------------------------------------------------------------


def test_that_closing_twice_asks_once(window, tmp_path, qtbot):
    save(window, tmp_path / "lamps.nnlab", qtbot)
    changed(window)
    window.close()
    window.close()
    assert len(window.findChildren(LeaveQuestion)) == 1
    answer(window, "stay_button", qtbot)
    window.close()
    answer(window, "leave_button", qtbot)
    assert not window.isVisible()


def test_that_closing_again_and_again_while_a_slow_disk_saves_closes_once(window, slow_disk, tmp_path, qtbot):
    mine = changed(window)
    window.lab.files.save_as(tmp_path / "lamps.nnlab")
    assert slow_disk.reached.wait(20.0)
    for _ in range(3):
        window.close()
        assert window.isVisible()
    settlings = []
    window.lab.files.settled.connect(settlings.append)
    slow_disk.let_go()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE_MS)
    assert settlings == [True]
    assert project_bytes(load_project(tmp_path / "lamps.nnlab")) == project_bytes(saved(mine))
    assert kept() == []


def test_that_the_window_stays_when_what_it_waited_for_was_not_saved(window, told, tmp_path, qtbot):
    changed(window)
    window.lab.files.save_as(tmp_path / "gone" / "lamps.nnlab")
    window.close()
    saving_is_done(window, qtbot)
    settle()
    assert window.isVisible()
    assert "was not saved" in told[-1]


def test_that_a_signal_while_a_slow_disk_saves_keeps_the_work(window, slow_disk, tmp_path, qtbot):
    mine = changed(window)
    window.lab.files.save_as(tmp_path / "lamps.nnlab")
    assert slow_disk.reached.wait(20.0)
    threading.Timer(0.5, slow_disk.let_go).start()
    window.leave()
    (left,) = kept()
    assert project_bytes(load_autosave(left.file)[1]) == project_bytes(saved(mine))


def test_that_a_project_that_is_opened_while_training_waits_for_the_last_step(window, tmp_path, qtbot):
    other = tmp_path / "other.nnlab"
    save_project(other, saved(begin(load_preset("xor"))))
    window.lab.document.open(with_config(window.lab.state, epochs=None, stop_loss=None))
    window.lab.controller.train()
    qtbot.waitUntil(lambda: window.lab.controller.snapshot.step > 0, timeout=PATIENCE_MS)
    opened(window, other, qtbot)
    rest(window, qtbot)
    qtbot.waitUntil(lambda: window.lab.document.file.path == other, timeout=PATIENCE_MS)
    window.lab.controller.undo()
    trained = window.lab.state
    assert trained.training.step > 0
    window.close()
    assert {load_autosave(left.file)[1].training.step for left in kept()} == {trained.training.step}


def test_that_a_disk_that_hangs_does_not_keep_the_window_open(
    window, slow_disk, tmp_path, monkeypatch, qtbot
):
    monkeypatch.setattr("nnlab.desktop.files.actions._PATIENCE_MS", 50)
    mine = changed(window)
    window.lab.files.save_as(tmp_path / "slow.nnlab")
    qtbot.waitUntil(slow_disk.reached.is_set, timeout=PATIENCE_MS)
    window.close()
    qtbot.waitUntil(lambda: window.findChild(WaitQuestion).isVisible(), timeout=PATIENCE_MS)
    answer(window, "leave_anyway_button", qtbot)
    assert not window.isVisible()
    slow_disk.let_go()
    assert window.lab.state is mine


def test_that_a_window_that_waits_closes_when_the_disk_is_done(
    window, slow_disk, tmp_path, monkeypatch, qtbot
):
    monkeypatch.setattr("nnlab.desktop.files.actions._PATIENCE_MS", 50)
    changed(window)
    window.lab.files.save_as(tmp_path / "slow.nnlab")
    qtbot.waitUntil(slow_disk.reached.is_set, timeout=PATIENCE_MS)
    window.close()
    qtbot.waitUntil(lambda: window.findChild(WaitQuestion).isVisible(), timeout=PATIENCE_MS)
    answer(window, "wait_button", qtbot)
    assert window.isVisible()
    slow_disk.let_go()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=PATIENCE_MS)
    assert (tmp_path / "slow.nnlab").exists()


def test_that_a_fault_with_one_piece_of_work_costs_no_other_when_the_window_closes():
    done = []

    class Work:
        def __init__(self, name, fault=None):
            self._name, self._fault = name, fault

        def obey(self):
            if self._fault is not None:
                raise self._fault
            done.append(f"kept {self._name}")

        def end(self):
            done.append(f"let go of {self._name}")

    works = [
        Work("first"),
        Work("second", EngineError("a fault")),
        Work("third", SaveError("disk-full", "Full.")),
    ]
    with pytest.raises(EngineError, match="a fault"):
        _finish(works)
    assert done == ["let go of third", "let go of second", "kept first", "let go of first"]
