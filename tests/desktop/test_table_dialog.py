"""The dialog in which a table of one's own is opened, corrected and refused."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from nnlab.data.tabular.guessing import why_useless
from nnlab.data.tabular.plan import Encoding, Missing, Role, Scaling
from nnlab.desktop import preferences
from nnlab.desktop.jobs import Jobs
from nnlab.desktop.notices import Notice
from nnlab.desktop.tables import words
from nnlab.desktop.tables.table_dialog import TableDialog
from nnlab.desktop.tables.words import whole_size
from nnlab.desktop.words import language
from nnlab.engine import Task
from tests.desktop.tables import (
    animals,
    dialog_of,
    houses,
    wait_for_dialog,
    wait_until_settled,
    write,
)
from tests.desktop.test_controls_are_named import controls_of, nameless


@pytest.fixture
def jobs(qapp):
    jobs = Jobs()
    yield jobs
    jobs.shut_down()


@pytest.fixture
def show(qtbot, jobs):
    """Return what shows the dialog over a window and waits for it; `taken` collects what is opened."""
    home = QWidget()
    qtbot.addWidget(home)
    home.resize(1200, 800)
    home.show()

    def show(text: bytes, plan=None) -> TableDialog:
        show.taken = []
        dialog = TableDialog(jobs, "animals", text, show.taken.append, home, plan)
        dialog.open()
        wait_until_settled(qtbot, dialog)
        return dialog

    return show


def button(dialog: TableDialog, name: str) -> QPushButton:
    return dialog.findChild(QPushButton, name)


def choose(qtbot, dialog: TableDialog, column: str, **choices) -> None:
    """Click the header of a column, and choose in the fields of its card."""
    names = [plan.name for plan in dialog._draft.plan.columns]
    head = dialog.grid.horizontalHeader()
    place = head.sectionViewportPosition(names.index(column)) + 5
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 8))
    for name, value in choices.items():
        dialog.column._fields[name].value_chosen.emit(value)
    wait_until_settled(qtbot, dialog)


def plan_of(dialog: TableDialog, column: str):
    return next(plan for plan in dialog._draft.plan.columns if plan.name == column)


def will_be(dialog: TableDialog) -> str:
    return dialog.verdict.first.text()


# -- what is guessed ---------------------------------------------------------------------------------------


def test_that_it_says_what_the_table_will_be_before_it_is_opened(show):
    dialog = show(animals())
    assert will_be(dialog) == "40 samples · 6 inputs · classification in 4 classes"
    assert dialog.verdict.second.text() == "training 32 · validation 8"
    assert button(dialog, "table_open_button").isEnabled()
    heads = [dialog.grid.column(place) for place in range(6)]
    assert [head.chip for head in heads] == ["row name", "input", "input", "input", "input", "target"]
    assert dialog.grid.row_count == 40
    assert dialog.grid.cell(0, 0).text == "animal 0"
    assert dialog.grid.current == (None, 5)  # the target is looked at first


def test_that_what_is_opened_is_what_was_said(show):
    dialog = show(animals())
    button(dialog, "table_open_button").click()
    (dataset,) = show.taken
    assert (dataset.name, dataset.task, whole_size(dataset)) == ("animals", Task.CLASSES, 40)
    assert not dialog.isVisible()


def test_that_cancelling_opens_nothing(show):
    dialog = show(animals())
    button(dialog, "table_cancel_button").click()
    assert show.taken == []


def test_that_every_control_says_what_it_is(show):
    dialog = show(animals(missing=(3,)))
    assert len(controls_of(dialog)) > 15
    assert nameless(dialog) == []


# -- correcting --------------------------------------------------------------------------------------------


def test_that_another_target_makes_it_a_regression(show, qtbot):
    dialog = show(animals())
    choose(qtbot, dialog, "weight", role=Role.TARGET)
    assert plan_of(dialog, "class").role is Role.INPUT
    assert will_be(dialog) == "40 samples · 9 inputs · regression: 1 number"


def test_that_a_few_whole_numbers_can_be_learned_as_classes_with_one_press(show, qtbot):
    dialog = show(b"a,b,size\n" + b"".join(b"%d,%d,%d\n" % (n, n * n % 7, n % 3) for n in range(18)))
    assert "regression: 1 number" in will_be(dialog)
    question, learn = dialog.column._question, button(dialog, "column_classes_button")
    assert question.isVisible()
    assert question.text().startswith("3 whole numbers")
    learn.click()
    wait_until_settled(qtbot, dialog)
    assert "classification in 3 classes" in will_be(dialog)
    assert not question.isVisible()
    assert not learn.isVisible()


@pytest.mark.parametrize("cells", [b"%d.5", b"%d0", b"x%d"])
def test_that_nobody_is_asked_where_only_one_answer_makes_sense(show, cells):
    rows = b"".join(b"%d," % n + cells % (n if cells != b"x%d" else n % 3) + b"\n" for n in range(18))
    dialog = show(b"a,size\n" + rows)
    assert not button(dialog, "column_classes_button").isVisible()


def test_that_a_second_target_can_be_learned_beside_the_first(show, qtbot):
    dialog = show(houses())
    choose(qtbot, dialog, "rooms", role="beside")
    assert will_be(dialog) == "30 samples · 1 input · regression: 2 numbers"


def test_that_only_one_column_names_the_rows(show, qtbot):
    dialog = show(animals())
    choose(qtbot, dialog, "colour", role=Role.NAME)
    assert plan_of(dialog, "name").role is Role.IGNORE
    assert plan_of(dialog, "colour").role is Role.NAME


def test_that_encoding_and_scale_of_a_column_can_be_chosen(show, qtbot):
    dialog = show(animals())
    choose(qtbot, dialog, "colour", encoding=Encoding.LABEL)
    assert will_be(dialog).startswith("40 samples · 4 inputs")
    choose(qtbot, dialog, "age", scaling=Scaling.UNIT)
    button(dialog, "table_open_button").click()
    ages = show.taken[0].inputs[:, 0]
    assert (ages.min(), ages.max()) == (0.0, 1.0)


def test_that_yes_or_no_switched_off_stays_off_until_something_else_is_learned(show, qtbot):
    rows = "\n".join(f"{row / 10},{row % 3},{row % 2}" for row in range(24))
    dialog = show(f"x,z,y\n{rows}".encode())
    assert "yes or no" in will_be(dialog)
    choose(qtbot, dialog, "y", yes_no=False)
    assert "regression" in will_be(dialog)
    choose(qtbot, dialog, "x", scaling=Scaling.UNIT)
    choose(qtbot, dialog, "z", role=Role.IGNORE)
    choose(qtbot, dialog, "y", scaling=Scaling.STANDARD)
    assert "regression" in will_be(dialog)
    choose(qtbot, dialog, "y", encoding=Encoding.ONE_HOT)
    assert "classification" in will_be(dialog)


def test_that_without_a_target_it_says_so_and_cannot_be_opened(show, qtbot):
    dialog = show(animals())
    choose(qtbot, dialog, "class", role=Role.IGNORE)
    assert will_be(dialog).startswith("No column is the target yet.")
    assert not button(dialog, "table_open_button").isEnabled()
    choose(qtbot, dialog, "class", role=Role.TARGET)
    assert button(dialog, "table_open_button").isEnabled()


def test_that_without_an_input_it_says_so(show, qtbot):
    dialog = show(houses())
    for column in ("size", "rooms"):
        choose(qtbot, dialog, column, role=Role.IGNORE)
    assert will_be(dialog).startswith("No column is an input yet.")
    assert not button(dialog, "table_open_button").isEnabled()


def test_that_the_split_is_drawn_anew_with_another_share_or_seed(show, qtbot):
    dialog = show(animals())
    field = dialog.split._shares["test"]
    field.setFocus()
    QTest.keyClicks(field, "25")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_until_settled(qtbot, dialog)
    assert dialog.verdict.second.text() == "training 22 · validation 8 · test 10"
    before = dialog._dataset.row_names
    button(dialog, "table_new_seed_button").click()
    wait_until_settled(qtbot, dialog)
    assert dialog._dataset.row_names != before


def test_that_shares_cannot_leave_nothing_to_train_on(show):
    dialog = show(animals())
    field = dialog.split._shares["test"]
    field.setFocus()
    QTest.keyClicks(field, "90")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "too large" in field.fault()


# -- missing cells -----------------------------------------------------------------------------------------


def test_that_missing_cells_are_marked_counted_and_found_one_after_the_other(show, qtbot):
    dialog = show(animals(missing=(4, 20)))
    assert "2 missing" in dialog.grid.column(1).notes
    assert dialog.grid.cell(4, 1).tone == "missing"
    choose(qtbot, dialog, "age")
    assert "line 6, column age is empty" in dialog.column._where.text()  # the header is row 1
    button(dialog, "next_missing_button").click()
    assert dialog.grid.current == (4, 1)
    button(dialog, "next_missing_button").click()
    assert dialog.grid.current == (20, 1)
    assert "line 22" in dialog.column._where.text()
    button(dialog, "next_missing_button").click()
    assert dialog.grid.current == (4, 1)
    button(dialog, "previous_missing_button").click()
    assert dialog.grid.current == (20, 1)


def test_that_rows_without_a_value_are_filled_or_left_out_as_chosen(show, qtbot):
    dialog = show(animals(missing=(4, 20)))
    assert will_be(dialog).startswith("40 samples")
    choose(qtbot, dialog, "age", missing=Missing.DROP)
    assert will_be(dialog).startswith("38 samples")
    assert "2 rows left out" in dialog.verdict.second.text()


def test_that_a_refused_cell_is_named_and_shown(show, qtbot):
    dialog = show(animals(missing=(4,)))
    choose(qtbot, dialog, "age", missing=Missing.REFUSE)
    assert "Line 6" in will_be(dialog)
    assert "age" in will_be(dialog)
    assert not button(dialog, "table_open_button").isEnabled()
    button(dialog, "table_show_fault_button").click()
    assert dialog.grid.current[0] == 4


def test_that_a_column_without_gaps_has_nothing_to_choose_about_them(show, qtbot):
    dialog = show(animals())
    choose(qtbot, dialog, "age")
    assert not dialog.column._fields["missing"].isVisible()
    assert not button(dialog, "next_missing_button").isVisible()


# -- cells that are no numbers -----------------------------------------------------------------------------


def slips() -> bytes:
    lines = animals().decode().splitlines()
    for row, slip in ((7, "two"), (11, "4x9")):
        cells = lines[row].split(",")
        cells[1 if row == 7 else 2] = slip
        lines[row] = ",".join(cells)
    return "\n".join(lines).encode()


def test_that_one_click_treats_all_cells_that_are_no_numbers_as_missing(show, qtbot):
    dialog = show(slips())
    assert "Line 8, column “age” holds “two”" in will_be(dialog)
    spare = button(dialog, "table_as_missing_button")
    assert spare.text() == "Treat 2 cells as missing"
    spare.click()
    wait_until_settled(qtbot, dialog)
    assert will_be(dialog).startswith("40 samples")
    assert not spare.isVisible()
    assert dialog.grid.current == (6, 1)
    assert [dialog.grid.cell(*place).tone for place in ((6, 1), (10, 2), (9, 2))] == [
        "missing",
        "missing",
        "",
    ]
    assert "1 missing" in dialog.grid.column(1).notes
    assert "line 8, column age, “two”" in dialog.column._where.text()
    assert plan_of(dialog, "age").missing is plan_of(dialog, "weight").missing is Missing.FILL


def test_that_it_can_be_taken_back_in_each_column(show, qtbot):
    dialog = show(slips())
    button(dialog, "table_as_missing_button").click()
    choose(qtbot, dialog, "weight", odd_missing=False)
    assert "Line 12, column “weight” holds “4x9”" in will_be(dialog)
    assert button(dialog, "table_as_missing_button").text() == "Treat the cell as missing"
    assert "1 cell is no number: line 12" in dialog.column._odd.text()
    choose(qtbot, dialog, "weight", odd_missing=True, missing=Missing.DROP)
    assert "1 row left out" in dialog.verdict.second.text()
    choose(qtbot, dialog, "legs")
    assert not dialog.column._fields["odd_missing"].isVisible()


def test_that_the_line_at_fault_is_shown_in_its_column(show):
    dialog = show(slips())
    button(dialog, "table_show_fault_button").click()
    assert dialog.grid.current == (6, 1)


def test_that_what_counts_as_missing_does_so_in_another_role_too(show, qtbot):
    dialog = show(slips())
    button(dialog, "table_as_missing_button").click()
    choose(qtbot, dialog, "age", role=Role.TARGET)
    assert plan_of(dialog, "age").odd_missing
    assert plan_of(dialog, "age").missing is Missing.DROP
    assert "1 row left out" in dialog.verdict.second.text()


# -- how it is read ----------------------------------------------------------------------------------------


def test_that_the_delimiter_is_guessed_and_can_be_corrected(show, qtbot):
    dialog = show(animals(delimiter=";"))
    assert dialog.form._fields["delimiter"].value() == ";"
    dialog.form._fields["delimiter"].value_chosen.emit("|")
    wait_until_settled(qtbot, dialog)
    assert not button(dialog, "table_open_button").isEnabled()
    dialog.form._fields["delimiter"].value_chosen.emit(";")
    wait_until_settled(qtbot, dialog)
    assert will_be(dialog) == "40 samples · 6 inputs · classification in 4 classes"


def test_that_roles_survive_another_decimal_mark_where_columns_stay_what_they_are(show, qtbot):
    dialog = show(animals())
    choose(qtbot, dialog, "colour", role=Role.IGNORE)
    dialog.form._fields["encoding"].value_chosen.emit("cp949")
    wait_until_settled(qtbot, dialog)
    assert plan_of(dialog, "colour").role is Role.IGNORE


def test_that_without_names_above_the_first_row_is_a_sample(show, qtbot):
    dialog = show(b"1,2,a\n3,4,b\n5,6,a\n7,8,b\n")
    assert dialog.form._fields["header"].value() == 0
    assert dialog.grid.row_count == 4
    assert dialog.grid.column(0).title == "column 1"
    dialog.form._fields["header"].value_chosen.emit(1)
    wait_until_settled(qtbot, dialog)
    assert dialog.grid.row_count == 3


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (b"a,b,c\n1,2,x\n3,4\n5,6,y\n", "Line 3"),
        (b"\x00\x01\x02\xff\xfe\x00" * 50, "text"),
        (b"", "empty"),
        (b"a,b,y\n", "no rows below"),
        (b"a,b,y\n,NA,\n,,\n", "Every cell"),
        (b'a,b\n1,"2\n', "quot"),
    ],
)
def test_that_a_bad_text_gives_a_sentence_inside_the_dialog_and_stays_correctable(show, text, word):
    dialog = show(text)
    fault = dialog._fault.text()
    assert dialog._fault.isVisible()
    assert word in fault
    assert len(fault) <= 240
    assert not button(dialog, "table_open_button").isEnabled()
    assert dialog.form._fields["delimiter"].isEnabled()


def test_that_a_ragged_text_is_read_with_the_right_delimiter(show, qtbot):
    text = b"city|sea, near\nBusan|yes\nSeoul|no, far\nUlsan|yes, very, near\n"
    dialog = show(text.replace(b"\n", b",\n", 1))
    if dialog._fault.isVisible():
        dialog.form._fields["delimiter"].value_chosen.emit("|")
        wait_until_settled(qtbot, dialog)
    assert dialog.grid.isVisible()
    assert dialog.grid.cell(2, 0).text == "Ulsan"


def test_that_words_of_a_file_are_no_markup(show, qtbot):
    dialog = show(b"<b>a</b>,y\n1,<img src=x>\n2,z\n3,z\n4,<img src=x>\n")
    choose(qtbot, dialog, "y")
    assert dialog.column._holds.textFormat() is Qt.TextFormat.PlainText
    assert "<img src=x>" in dialog.column._holds.text()


# -- large tables ------------------------------------------------------------------------------------------


def test_that_a_long_table_is_read_and_prepared_by_jobs_and_only_seen_cells_are_asked_for(
    qtbot, jobs, monkeypatch
):
    rows = 100_000
    text = b"a,b,y\n" + b"".join(b"%d,%d,%d\n" % (row, row % 7, row % 2) for row in range(rows))
    home = QWidget()
    qtbot.addWidget(home)
    home.show()
    dialog = TableDialog(jobs, "long", text, print, home)
    dialog.open()
    assert dialog._job is not None  # the window has it back before anything is read
    assert dialog.grid.row_count == 0
    qtbot.waitUntil(lambda: dialog._job is None, timeout=60_000)
    assert dialog.grid.row_count == rows
    asked: set[int] = set()
    model = dialog.grid.model()
    cell = model._cell
    monkeypatch.setattr(model, "_cell", lambda row, column: (asked.add(row), cell(row, column))[1])
    dialog.grid.set_current(rows - 1, 0)
    dialog.grid.viewport().repaint()
    assert rows - 1 in asked
    assert len(asked) < 100
    dialog.reject()


def test_that_a_newer_wish_replaces_what_is_being_read(show, qtbot):
    dialog = show(animals())
    first = None
    for mark in (";", "|", ","):
        dialog.form._fields["delimiter"].value_chosen.emit(mark)
        first = first or dialog._job
    assert first.is_cancelled()
    wait_until_settled(qtbot, dialog)
    assert dialog.form._fields["delimiter"].value() == ","
    assert will_be(dialog).startswith("40 samples")


# -- the window --------------------------------------------------------------------------------------------


def test_that_nothing_is_said_of_a_table_that_was_not_opened_after_all(build_window, qtbot, tmp_path):
    window = build_window("en")
    window.lab.openings.open_path(str(write(tmp_path, animals())))
    dialog = wait_for_dialog(qtbot, window)
    assert "Say what its columns are for" in window._notices.bar.text()
    dialog.reject()
    assert window._notices.bar.isHidden()


def test_that_what_was_told_meanwhile_stays_when_a_table_is_not_opened(build_window, qtbot, tmp_path):
    window = build_window("en")
    window.lab.openings.open_path(str(write(tmp_path, animals())))
    dialog = wait_for_dialog(qtbot, window)
    window.lab.tell(Notice(lambda: "Done"))
    dialog.reject()
    assert not window._notices.bar.isHidden()


def test_that_a_dropped_table_is_opened_on_the_bench_as_one_step(build_window, qtbot, tmp_path):
    window = build_window("en", "xor")
    before = window.lab.state
    window.lab.openings.open_path(str(write(tmp_path, animals())))
    dialog = wait_for_dialog(qtbot, window)
    button(dialog, "table_open_button").click()
    qtbot.waitUntil(lambda: window.lab.state is not before)
    state = window.lab.state
    assert state.dataset.name == "animals.csv"
    assert state.spec.sizes == (6, 8, 4)
    assert [layer.activation for layer in state.spec.layers] == ["tanh", "softmax"]
    assert state.config.loss == "cross_entropy"
    window.lab.controller.undo()
    assert window.lab.state is before


def test_that_an_opened_table_is_a_recent_file_and_opens_again_as_it_was_chosen(
    build_window, qtbot, tmp_path
):
    window, path = build_window("en", "xor"), write(tmp_path, animals())
    window.lab.openings.open_path(str(path))
    dialog = wait_for_dialog(qtbot, window)
    button(dialog, "table_cancel_button").click()
    assert preferences.load().recent == ()
    window.lab.openings.open_path(str(path))
    dialog = wait_for_dialog(qtbot, window)
    choose(qtbot, dialog, "weight", role=Role.IGNORE)
    button(dialog, "table_open_button").click()
    qtbot.waitUntil(lambda: window.lab.state.dataset.name == "animals.csv")
    window.lab.openings.open_path(str(path))
    again = wait_for_dialog(qtbot, window)
    assert plan_of(again, "weight").role is Role.IGNORE
    assert again.windowTitle().startswith("Open a table")
    again.reject()
    window.close()
    assert preferences.load().recent == (str(path),)


def test_that_numbers_begin_with_linear_outputs_and_half_squared_error(build_window, qtbot, tmp_path):
    window = build_window("en", "xor")
    window.lab.openings.open_path(str(write(tmp_path, houses(), "houses.csv")))
    button(wait_for_dialog(qtbot, window), "table_open_button").click()
    qtbot.waitUntil(lambda: window.lab.state.dataset.name == "houses")
    state = window.lab.state
    assert (state.spec.layers[-1].activation, state.config.loss) == ("linear", "half_squared_error")


def test_that_a_ragged_file_comes_into_the_dialog_with_its_sentence(build_window, qtbot, tmp_path):
    window = build_window("en", "xor")
    window.lab.openings.open_path(str(write(tmp_path, b"a,b,c\n1,2,x\n3,4\n5,6,y\n")))
    dialog = wait_for_dialog(qtbot, window)
    assert "Line 3" in dialog._fault.text()


def test_that_a_table_is_pasted(build_window, qtbot):
    window = build_window("en", "xor")
    QGuiApplication.clipboard().setText(animals(delimiter="\t").decode())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    dialog = wait_for_dialog(qtbot, window)
    assert dialog.form._fields["delimiter"].value() == "\t"
    assert will_be(dialog).startswith("40 samples")
    dialog.reject()


def test_that_a_clipboard_without_a_table_is_told_so(build_window):
    window = build_window("en", "xor")
    told = []
    window.lab.noticed.connect(told.append)
    QGuiApplication.clipboard().setText("word")
    window.file_actions.paste_table()
    assert dialog_of(window) is None
    assert told[-1].text.startswith("The clipboard holds no table.")


def test_that_another_language_loses_nothing_that_was_found_out(show, qapp):
    dialog = show(animals())
    open_button = button(dialog, "table_open_button")
    try:
        language.apply(qapp, "ko")
        assert dialog._draft is not None
        assert open_button.isEnabled()
    finally:
        language.apply(qapp, "en")
    assert will_be(dialog) == "40 samples · 6 inputs · classification in 4 classes"


def test_that_units_and_columns_left_out_are_told_in_the_preview(show):
    rows = "".join(f'{50 + n}%,"{n},215원",word {n},memo {n},{"xz"[n % 2]}\n' for n in range(1, 31))
    dialog = show(f"present,money,who,memo,class\n{rows}".encode())
    assert whole_size(dialog._dataset) == 30
    assert dialog._dataset.input_names == ("present", "money")
    notes = [
        words.column_notes(fact, plan, 0, why_useless(fact, place))
        for place, (fact, plan) in enumerate(
            zip(dialog._draft.facts, dialog._draft.plan.columns, strict=True)
        )
    ]
    assert notes[0][0] == "51 – 80 %"
    assert notes[1][0].endswith(" 원")
    assert notes[3] == ("30 words", "too many words")
    assert "left out for too many different words: memo" in dialog.verdict.findChildren(QLabel)[1].text()


SHEET = b"Class 2,,\n,,\nname,size,kind\na,1,x\nb,2,z\nc,3,x\nd,4,z\nmean,2.5,\n"


def test_that_lines_outside_the_table_are_told_and_can_be_taken_in(show, qtbot):
    dialog = show(SHEET)
    assert [dialog.form._fields[name].value() for name in ("header", "last")] == [3, 7]
    assert dialog.grid.row_count == 4
    assert "outside the table: line 1, 8" in dialog.verdict.findChildren(QLabel)[1].text()
    dialog.form._fields["last"].value_chosen.emit(0)
    wait_until_settled(qtbot, dialog)
    assert dialog.grid.row_count == 5
    dialog.form._fields["last"].value_chosen.emit(6)
    wait_until_settled(qtbot, dialog)
    assert [dialog.grid.row_count, dialog._dataset.origin.plan.form.last] == [3, 6]


def test_that_another_line_can_name_the_columns(show, qtbot):
    dialog = show(SHEET)
    dialog.form._fields["header"].value_chosen.emit(5)
    wait_until_settled(qtbot, dialog)
    assert dialog.grid.column(0).title == "b"
    dialog.form._fields["last"].value_chosen.emit(7)
    wait_until_settled(qtbot, dialog)
    dialog.form._fields["header"].value_chosen.emit(
        8
    )  # below the end, which goes on to that of the text then
    wait_until_settled(qtbot, dialog)
    assert dialog._fault.isVisible()
    dialog.form._fields["header"].value_chosen.emit(3)
    wait_until_settled(qtbot, dialog)
    assert dialog.grid.row_count == 5
