"""The class board: who has come how far, from the files in a folder, kept up to date by itself."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.lessons import board as board_module
from nnlab.desktop.lessons.board import ClassBoard
from nnlab.desktop.words import language as languages
from nnlab.engine import EngineError
from nnlab.files import CSV, open_untrusted
from nnlab.lessons import board as boards
from nnlab.lessons.results import file_name, save_result
from nnlab.lessons.workspaces import LESSONS
from tests.desktop.conftest import settle
from tests.desktop.test_controls_are_named import nameless
from tests.lessons.test_board import result


@pytest.fixture
def window(build_window):
    window = build_window("en", "xor")
    window.workspaces.show(LESSONS)
    return window


@pytest.fixture
def board(window, tmp_path):
    """Return the board, on an empty folder."""
    folder = tmp_path / "class"
    folder.mkdir()
    window.findChild(QWidget, "class_board_button").click()
    window.classroom.workshop.set_board_folder(folder)
    return window.classroom.workshop.pages.currentWidget()


def hand_in(board, *results):
    for each in results:
        save_result(board.folder / file_name(each), each)


def rows(board):
    """Return what the table shows, row by row, without progress, minutes and date."""
    model = board._table.model()
    every = range(model.columnCount())
    shown = [[model.index(row, at).data() for at in every] for row in range(model.rowCount())]
    return [[row[0], *row[4:]] for row in shown]


def headings(board):
    model = board._table.model()
    return [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]


def test_that_without_a_folder_the_board_says_how_it_comes_by_one(window):
    window.findChild(QWidget, "class_board_button").click()
    said = [text.text() for text in window.findChildren(QLabel) if text.isVisible()]
    assert any("nothing is sent anywhere" in text for text in said)
    assert [
        text for text in said if "“Hand in…”" in text or "folder here" in text or "one folder" in text
    ] == [
        "At the end of a lesson each learner presses “Hand in…”, which saves a small file.",
        "These files are put into one folder, a shared one for instance.",
        "Choose that folder here: the board shows who has come how far, and keeps itself up to date.",
    ]
    assert not window.findChild(QWidget, "board_export_button").isEnabled()


def test_that_the_folder_can_be_chosen_beside_the_steps_that_lead_there(window, qtbot):
    window.findChild(QWidget, "class_board_button").click()
    board = window.findChild(ClassBoard)
    with qtbot.waitSignal(board.folder_wanted):
        window.findChild(QWidget, "board_begin_button").click()


def test_that_a_folder_without_files_is_said_to_wait_for_them(board):
    assert board._beginning.isVisible()
    assert board._beginning.words().startswith("There are no files of learners")
    assert not board.findChild(QWidget, "board_begin_button").isVisible()


def test_that_files_appear_on_the_board_as_they_come_and_bad_ones_are_named(board, qtbot):
    hand_in(board, result("Minji", finished=True, ticks="11 11"), result("Haneul"))
    qtbot.waitUntil(lambda: rows(board) == [["Haneul", "3/4 …"], ["Minji", "✓"]])
    board._later.stop()  # the folder tells of what comes
    hand_in(board, result("Anna", "own/gate", ticks="10 00", step=0, skipped=(1,)))
    qtbot.waitUntil(lambda: len(rows(board)) == 3)
    assert rows(board) == [["Anna", "–", "1/4 … ↷"], ["Haneul", "3/4 …", "–"], ["Minji", "✓", "–"]]
    assert headings(board)[4:] == ["First light", "own/gate"]
    (board.folder / "x.result.json").write_text("{", encoding="utf-8")
    qtbot.waitUntil(lambda: "x.result.json" in board._bad.text())
    assert len(rows(board)) == 3


def test_that_the_steps_of_one_lesson_are_shown_by_marks(board, qtbot):
    hand_in(board, result("a", ticks="11 10 1 0 0", step=3, skipped=(1,)), result("b", "own/x"))
    qtbot.waitUntil(lambda: len(rows(board)) == 2)
    board._on_lesson_chosen("first-light")
    assert rows(board) == [["a", "✓", "↷", "✓", "…", "·"], ["b", *"–––––"]]
    assert board._table.model().index(0, 1).data() == "57%"
    assert board._table.model().index(1, 1).data() == "–"


def test_that_who_has_skipped_what_is_missing_has_not_finished_as_the_others_have(board, qtbot):
    hand_in(
        board,
        result("a", finished=True, skipped=(1,)),
        result("b", ticks="11 11", finished=True),
        result("c"),
    )
    qtbot.waitUntil(lambda: len(rows(board)) == 3)
    assert rows(board) == [["a", "3/4 ↷"], ["b", "✓"], ["c", "3/4 …"]]
    assert all(said in board._key.text() for said in ("✓ finished", "5/7 ↷", "3/7 …"))
    board._table.sort_by("first-light")
    assert [row[0] for row in rows(board)] == ["c", "a", "b"]


def test_that_files_that_are_no_results_are_told_as_such_in_every_language(board, qtbot, qapp):
    (board.folder / "bin.result.json").write_bytes(bytes(range(256)))
    (board.folder / "cp949.result.json").write_bytes('{"name": "김"}'.encode("cp949"))
    qtbot.waitUntil(lambda: "cp949" in board._bad.text())
    said = "is no result of a lesson, or it is damaged. Nothing was changed. Have it handed in again."
    assert board._bad.text().splitlines() == [f"“{name}.result.json” {said}" for name in ("bin", "cp949")]
    languages.apply(qapp, "ko")
    settle()
    assert all("다시 제출" in line for line in board._bad.text().splitlines())


def test_that_the_board_sorts_by_progress_and_by_name(board, qtbot):
    hand_in(board, result("a", ticks="11"), result("b", ticks="00"), result("c", ticks="10"))
    qtbot.waitUntil(lambda: len(rows(board)) == 3)
    board._table.sort_by("progress")
    assert [row[0] for row in rows(board)] == ["b", "c", "a"]
    board._table.sort_by("name", descends=True)
    assert [row[0] for row in rows(board)] == ["c", "b", "a"]


def test_that_two_learners_of_one_name_have_a_row_each_and_the_signs_are_explained(board, qtbot):
    hand_in(board, result("Minji"), result("Anna"))
    qtbot.waitUntil(lambda: len(rows(board)) == 2)
    assert "\n" not in board._key.text()
    hand_in(board, result("Minji", sign="0a0a0a", finished=True), result("minji", sign="ffffff"))
    qtbot.waitUntil(lambda: len(rows(board)) == 4)
    assert rows(board) == [
        ["Anna", "3/4 …"], ["Minji", "3/4 …"], ["Minji (0a0a0a)", "✓"], ["minji (ffffff)", "3/4 …"]
    ]  # fmt: skip
    assert "sign of the computer" in board._key.text()
    board._names.click()
    assert [row[0] for row in rows(board)] == [f"Learner {number}" for number in range(1, 5)]
    assert "\n" not in board._key.text()


class Held:
    """Reading that waits with what it has found until it is let go, and keeps which folders were read."""

    def __init__(self, monkeypatch):
        self.folders, self._may_go, self._read = [], Event(), boards.read_board
        monkeypatch.setattr(boards, "read_board", self._wait)

    def let_go(self):
        self._may_go.set()

    def _wait(self, folder, *rest):
        found = self._read(folder, *rest)
        self.folders.append(folder)
        assert self._may_go.wait(20)
        return found


def test_that_a_folder_chosen_while_another_is_read_is_read_next(board, tmp_path, qtbot, monkeypatch):
    board._later.stop()
    reading = Held(monkeypatch)
    hand_in(board, result("a"))
    qtbot.waitUntil(lambda: bool(reading.folders))
    other = tmp_path / "other"
    other.mkdir()
    save_result(other / "b.result.json", result("b"))
    board.set_folder(other)
    reading.let_go()
    qtbot.waitUntil(lambda: [row[0] for row in rows(board)] == ["b"])
    assert reading.folders[-1] == other


def test_that_a_file_that_comes_while_the_folder_is_read_is_read_next(board, qtbot, monkeypatch):
    board._later.stop()
    reading = Held(monkeypatch)
    hand_in(board, result("a"))
    qtbot.waitUntil(lambda: bool(reading.folders))
    board._watcher.blockSignals(True)
    board._soon.stop()
    hand_in(board, result("b"))
    board.look()
    reading.let_go()
    qtbot.waitUntil(lambda: [row[0] for row in rows(board)] == ["a", "b"])


def test_that_what_could_not_be_read_is_told_until_it_can_be(board, qtbot, monkeypatch):
    board._later.stop()
    hand_in(board, result("a"))
    qtbot.waitUntil(lambda: len(rows(board)) == 1)

    def refuse():
        raise EngineError("the lessons are out of reach.")

    monkeypatch.setattr(board_module, "lesson_keys", refuse)
    hand_in(board, result("b"))
    qtbot.waitUntil(lambda: "out of reach" in board._where.text())
    board._names.click()
    assert "out of reach" in board._where.text()
    monkeypatch.undo()
    board.look()
    qtbot.waitUntil(lambda: len(rows(board)) == 2)
    assert "out of reach" not in board._where.text()


def test_that_names_are_hidden_for_the_projector_in_the_table_and_in_what_is_exported(board, tmp_path, qtbot):
    exported = []
    board.export_wanted.disconnect()
    board.export_wanted.connect(exported.append)
    hand_in(board, result("Minji"), result("Haneul"))
    qtbot.waitUntil(lambda: len(rows(board)) == 2)
    board._names.click()
    assert [row[0] for row in rows(board)] == ["Learner 1", "Learner 2"]
    board.findChild(QWidget, "board_export_button").click()
    assert b"Minji" not in exported[0]
    board._names.click()
    board.findChild(QWidget, "board_export_button").click()
    assert b"Minji" in exported[1]


def test_that_hidden_names_are_not_told_by_files_that_cannot_be_read(board, qtbot):
    hand_in(board, result("Minji"))
    (board.folder / "Kim-Haneul-first-light-123456.result.json").write_text("{", encoding="utf-8")
    qtbot.waitUntil(lambda: "Kim-Haneul" in board._bad.text())
    board._names.click()
    assert board._bad.text() == "Files: 1. Which they are, and why, is said while names are shown."
    board._names.click()
    assert "Kim-Haneul" in board._bad.text()


def test_that_names_can_be_hidden_where_no_file_can_be_read(board, qtbot):
    (board.folder / "Kim-Haneul-first-light-123456.result.json").write_text("{", encoding="utf-8")
    qtbot.waitUntil(board._names.isVisible)
    board._names.click()
    assert "Kim-Haneul" not in board._bad.text()


def test_that_the_board_is_exported_as_a_table(window, board, tmp_path, qtbot):
    hand_in(board, result("Minji"))
    qtbot.waitUntil(lambda: len(rows(board)) == 1)
    target = tmp_path / "board.csv"
    board.export_wanted.disconnect()
    board.export_wanted.connect(lambda table: window.classroom.workshop.save_board(target, table))
    board.findChild(QWidget, "board_export_button").click()
    qtbot.waitUntil(target.exists)
    qtbot.waitUntil(lambda: not window.lab.savings.is_busy)
    assert open_untrusted(target, CSV).rows[0][:2] == ("Minji", "First light")


def test_that_the_folder_is_remembered(window, board):
    assert window._choices.preferences.board_folder == str(board.folder)


def test_that_a_folder_that_went_away_is_told_and_nothing_breaks(board, qtbot):
    hand_in(board, result("a"))
    qtbot.waitUntil(lambda: len(rows(board)) == 1)
    for path in board.folder.iterdir():
        path.unlink()
    board.folder.rmdir()
    qtbot.waitUntil(lambda: "cannot be looked into" in board._bad.text())
    assert not board._table.isVisible()


@pytest.mark.parametrize("tongue", ["en", "ko"])
def test_that_every_control_of_the_board_is_named_in_every_language_and_theme(
    build_window, qapp, tmp_path, tongue
):
    window = build_window(tongue)
    window.workspaces.show(LESSONS)
    shop = window.classroom.workshop
    shop.show_board()
    shop.set_board_folder(tmp_path)
    themes.apply(qapp, "projector")
    settle()
    assert nameless(window) == []


def test_that_choices_come_with_the_first_learner(board, qtbot):
    names, lessons = (board.findChild(QWidget, f"board_{of}") for of in ("names_switch", "lesson_choice"))
    assert not names.isVisible()
    assert not lessons.isVisible()
    hand_in(board, result("Minji"))
    qtbot.waitUntil(names.isVisible)
    assert lessons.isVisible()
