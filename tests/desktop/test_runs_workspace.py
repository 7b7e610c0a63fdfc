"""The workspace of runs: its table, its curves, what changed, and what goes back to the bench."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from nnlab.desktop import theme
from nnlab.desktop.explore.runs import run_texts
from nnlab.desktop.explore.runs.run_tables import table
from nnlab.desktop.explore.runs.workspace import Runs
from nnlab.desktop.widgets.curves_together import CurvesTogether
from nnlab.desktop.widgets.line_legend import LineLegend
from nnlab.desktop.widgets.record_table import RecordTable
from nnlab.lessons import Deed, DeedKind, begin, load_preset
from nnlab.project import (
    Ending,
    begun_as,
    reset,
    rewound,
    with_config,
    with_hidden_widths,
    with_point_added,
    with_run_note,
)
from tests.desktop.test_controls_are_named import nameless
from tests.project.test_runs import trained, with_curve_of


def lamps():
    """Return a fresh network for the lamps of digits, which trains on and on."""
    return with_config(begin(load_preset("seven-segment")), epochs=None, stop_loss=None)


def four_runs():
    """Return a project with four runs: two rates, another shape, and one with a note."""
    state = lamps()
    state = trained(state, 40)
    state = trained(reset(with_config(state, learning_rate=0.7, seed=9)), 60)
    state = trained(with_hidden_widths(state, (6, 5)).state, 30)
    state = trained(reset(with_config(state, optimizer="adam")), 50)
    return with_run_note(state, 2, "bold")


@pytest.fixture
def build(build_window, qtbot):
    made = []

    def build(tongue="en", state=None):
        lab = build_window(tongue).lab
        if state is not None:
            lab.document.apply("test", state)
        runs = Runs(lab)
        runs.lab = lab
        qtbot.addWidget(runs)
        made.append(runs)
        runs.resize(1180, 690)
        runs.show()
        qtbot.waitExposed(runs)
        return runs

    yield build
    for runs in made:
        runs.hide()


@pytest.fixture
def runs(build):
    return build(state=four_runs())


def table_of(runs):
    return runs.findChild(RecordTable, "run_table")


def cells_of(runs, number):
    """Return what is said of a run, by the names of the columns."""
    table = table_of(runs)
    row = next(row for row in table.rows if row.key == number)
    return {column.name: cell.text for column, cell in zip(table.columns, row.cells, strict=True)}


def sentence(runs):
    return runs.findChild(QLabel, "run_change").text()


def press(runs, name):
    runs.findChild(QPushButton, f"run_{name}_button").click()


def drawn(runs):
    return [curve.key for curve in runs.findChild(CurvesTogether)._curves]


def test_that_every_run_has_a_row_and_a_curve(runs):
    assert table_of(runs).keys() == (1, 2, 3, 4)
    assert drawn(runs) == [1, 2, 3, 4]
    said = cells_of(runs, 2)
    assert [said[key] for key in ("run", "note", "shape", "activation", "optimizer")] == [
        "2",
        "bold",
        "7–8–4",
        "tanh, sigmoid",
        "SGD",
    ]
    assert [said[key] for key in ("rate", "batch", "seed", "epochs")] == ["0.7", "1", "9", "6"]


def test_that_results_come_first_and_what_tells_no_run_from_another_last(runs):
    names = [column.name for column in table_of(runs).columns]
    assert names[:6] == ["run", "note", "loss", "right", "epochs", "ended"]
    assert names[6:11] == ["shape", "activation", "optimizer", "rate", "seed"]
    agreed = [column.name for column in table_of(runs).columns if column.chip_tone == "faint"]
    assert names[11:] == agreed == ["unseen", "batch", "start", "data"]


def test_that_of_one_run_alone_no_column_steps_back(build):
    runs = build(state=trained(begin(load_preset("seven-segment")), 10))
    assert [column.chip_tone for column in table_of(runs).columns] == ["plain"] * 15


def test_that_unticked_runs_are_not_drawn(runs):
    table_of(runs).ticked.emit((1, 3), False)
    assert drawn(runs) == [2, 4]
    table_of(runs).ticked.emit((3,), True)
    assert drawn(runs) == [2, 3, 4]


def test_that_two_chosen_runs_are_compared_in_one_line(runs):
    table_of(runs).set_chosen((1, 2))
    assert sentence(runs).startswith("Run 1 → run 2: rate 0.1 → 0.7, seed 4 → 9")
    table_of(runs).set_chosen((3, 4))
    assert "optimizer SGD → Adam" in sentence(runs)
    table_of(runs).set_chosen((3,))
    assert sentence(runs).startswith("Run 2 → run 3: shape 7-8-4 → 7-6-5-4")
    table_of(runs).set_chosen(())
    assert "Choose two runs" in sentence(runs)


def test_that_a_setting_changed_live_is_told_with_its_epoch(qapp):
    slow = with_config(lamps(), learning_rate=0.01)
    live = trained(with_config(trained(slow, 20), learning_rate=0.5, optimizer="momentum"), 20)
    old, new = trained(reset(live)).runs.records
    assert run_texts.comparison(old, new).startswith(
        "Run 1 → run 2: optimizer SGD (momentum from epoch 2 on) → momentum, rate 0.01 (0.5 from epoch 2 on) → 0.5"
    )
    assert run_texts.own_story(old) == (
        "Run 1: optimizer SGD (momentum from epoch 2 on), rate 0.01 (0.5 from epoch 2 on)"
    )
    assert run_texts.own_story(new) == ""


def test_that_without_a_run_it_is_said_what_comes_here_and_how_and_nothing_is_offered(build):
    runs = build()
    assert sentence(runs).startswith("Every training on the bench is kept here")
    assert sentence(runs).endswith("Train, above, makes the first.")
    buttons = [runs.findChild(QPushButton, f"run_{deed}_button") for deed in ("bench", "note", "delete")]
    assert not any(button.isVisible() for button in buttons)


@pytest.mark.parametrize("setting", [key for key, _name in run_texts.settings()])
def test_that_runs_are_told_apart_by_a_setting_with_marks_and_a_legend(runs, setting):
    runs.curves._setting.value_chosen.emit(setting)
    kinds = {"": 0, "run": 4, "rate": 2, "optimizer": 2, "shape": 2, "activation": 2, "seed": 2}.get(
        setting, 1
    )
    legend = runs.findChild(LineLegend)
    assert len(legend._kinds) == kinds
    marks = runs.curves.marks()
    assert len(marks) == (4 if kinds else 0)
    assert len(set(marks.values())) == kinds
    assert table_of(runs).marks == marks


def test_that_many_values_are_eight_kinds_the_last_of_them_others(runs):
    state = runs.lab.state
    for seed in range(20, 32):
        state = trained(reset(with_config(state, seed=seed)), 3)
    kinds = run_texts.kinds(state.runs.records, "seed")
    assert len(kinds.values) == 8
    assert kinds.values[-1] == "others"
    assert set(kinds.of_run.values()) == set(range(8))


def test_that_a_batch_larger_than_the_samples_is_all_of_them_in_legend_and_table():
    state = lamps()
    for size in (None, 100, 4):
        state = trained(reset(with_config(state, batch_size=size)), 3)
    runs = state.runs.records
    kinds = run_texts.kinds(runs, "batch")
    assert kinds.values == ("4", "10")
    columns, rows = table(state.runs)
    place = [column.key for column in columns].index("batch")
    assert [row.cells[place].text for row in rows] == [kinds.values[kinds.of_run[run.number]] for run in runs]


@pytest.mark.parametrize("view", ["log", "linear", "accuracy", "unseen", "unseen_loss"])
def test_that_loss_and_accuracy_are_drawn_where_there_is_any(runs, view):
    runs.curves._view.value_chosen.emit(view)
    unseen = view.startswith("unseen")  # the lamps have none
    assert drawn(runs) == ([] if unseen else [1, 2, 3, 4])
    assert bool(runs.findChild(CurvesTogether)._note) == unseen


def test_that_a_note_and_a_deletion_can_be_undone(runs):
    table = table_of(runs)
    table.text_entered.emit(3, "two hidden layers")
    assert runs.lab.state.runs.record(3).note == "two hidden layers"
    table.set_chosen((1, 3))
    press(runs, "delete")
    assert table.keys() == (2, 4)
    runs.lab.controller.undo()
    assert table.keys() == (1, 2, 3, 4)
    runs.lab.controller.undo()
    assert runs.lab.state.runs.record(3).note == ""


def test_that_a_run_whose_weights_are_gone_begins_anew_and_that_is_said(runs):
    told = []
    runs.lab.noticed.connect(lambda notice: told.append(notice.text))
    table_of(runs).set_chosen((1,))
    wanted = begun_as(runs.lab.state, 1)
    press(runs, "bench")
    assert runs.lab.state.config == wanted.config
    assert runs.lab.state.parameters.vector.tolist() == wanted.parameters.vector.tolist()
    assert runs.lab.state.training.step == 0
    assert "with a fresh start" in told[-1]


def test_that_a_run_of_this_window_comes_back_as_it_ended(runs, qtbot):
    lab, told = runs.lab, []
    lab.noticed.connect(lambda notice: told.append(notice.text))
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.controller.snapshot.step > 80, timeout=20_000)
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy, timeout=20_000)
    end = lab.state.training
    lab.controller.edit("Reset", reset)
    table_of(runs).set_chosen((4,))
    press(runs, "bench")
    assert lab.state.training is end
    assert "as it ended" in told[-1]


def test_that_buttons_are_for_what_is_chosen(runs):
    def enabled():
        return [
            runs.findChild(QPushButton, f"run_{name}_button").isEnabled()
            for name in ("bench", "note", "delete")
        ]

    table_of(runs).set_chosen(())
    assert enabled() == [False, False, False]
    table_of(runs).set_chosen((2,))
    assert enabled() == [True, True, True]
    table_of(runs).set_chosen((2, 3))
    assert enabled() == [False, False, True]


def test_that_pointing_at_a_row_brings_its_curve_to_the_front(runs):
    table_of(runs).row_pointed.emit(3)
    plot = runs.findChild(CurvesTogether)
    assert plot._curves[plot._front()].key == 3
    table_of(runs).row_pointed.emit(None)
    assert plot._front() is None


def test_that_everything_has_a_name(runs):
    assert nameless(runs) == []


@pytest.mark.parametrize("name", theme.THEME_NAMES)
def test_that_it_can_be_shown_in_every_theme(runs, qapp, name):
    try:
        theme.apply(qapp, name)
        assert not runs.grab().isNull()
    finally:
        theme.apply(qapp, "light")


def test_that_the_window_shows_runs_first_where_there_are_any(build_window):
    window = build_window("en")
    window.lab.document.apply("test", four_runs())
    window.workspaces.show("experiments")
    assert isinstance(window.workspaces.widget("experiments")._stack.currentWidget(), Runs)
    table = window.findChild(RecordTable, "run_table")
    QTest.keyClick(table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)


def test_that_runs_that_are_compared_are_told(runs):
    told = []
    runs._lab.deeds.happened.connect(told.append)
    table_of(runs).set_chosen((1,))
    assert told == []
    table_of(runs).set_chosen((1, 2))
    table_of(runs).ticked.emit((1, 3), False)
    table_of(runs).ticked.emit((3,), True)
    assert told == [Deed(DeedKind.RUNS_COMPARED, "2"), Deed(DeedKind.RUNS_COMPARED, "3")]


def test_that_the_curve_of_a_run_alone_is_in_ink(build):
    state = with_config(begin(load_preset("seven-segment")), epochs=None, stop_loss=None)
    runs = build(state=trained(state, 40))
    plot = runs.findChild(CurvesTogether, "run_curves")
    assert plot._chosen == 1
    runs.curves.set_runs(())
    assert plot._chosen is None


def test_that_two_chosen_runs_have_the_colours_of_their_curves_in_the_table(runs):
    table_of(runs).set_chosen((1, 3))
    marks = table_of(runs).marks
    assert set(marks) == {1, 3}
    assert marks[1] != marks[3]
    table_of(runs).set_chosen((1,))
    assert table_of(runs).marks == {}


def test_that_the_list_says_of_which_run_a_branch_is_one_and_from_where(build):
    first = trained(with_config(begin(load_preset("moons")), epochs=None), 40)
    assert "branch" not in [column.name for column in table_of(build(state=first)).columns]
    early = trained(with_config(begin(load_preset("moons")), epochs=None), 32)
    runs = build(state=trained(rewound(first, early, 1), 20))
    assert cells_of(runs, 2)["branch"] == "1, from epoch 2"
    assert cells_of(runs, 1)["branch"] == "—"
    table_of(runs).set_chosen((2,))
    assert "a branch of run 1 from epoch 2 on" in sentence(runs)


def test_that_it_is_said_which_points_came_while_a_run_went_on(build):
    state = with_config(begin(load_preset("moons")), epochs=None)
    state = with_point_added(with_point_added(trained(state, 32), [0.5, 0.5], [1.0]), [0.6, 0.5], [1.0])
    state = with_curve_of(state, trained(state, 32))
    runs = build(state=state)
    table_of(runs).set_chosen((1,))
    assert sentence(runs) == "Run 1: 2 points added at epoch 2"
    log = trained(reset(runs.lab.state), 40)
    runs.lab.document.apply("test", log)
    table_of(runs).set_chosen((1, 2))
    assert "validation" not in sentence(runs)  # its parts are the same


def test_that_every_ending_has_words_of_its_own():
    assert len({run_texts.ending_name(ending) for ending in Ending}) == len(Ending)


def test_that_a_run_that_goes_on_is_not_said_to_be_paused(runs, qtbot):
    lab = runs.lab
    lab.document.apply("test", with_config(lab.state, stop_all_right=False))
    step = lab.controller.snapshot.step
    lab.controller.train()
    qtbot.waitUntil(lambda: lab.controller.snapshot.step > step, timeout=20_000)
    assert cells_of(runs, 4)["ended"] == "training"
    lab.controller.pause()
    qtbot.waitUntil(lambda: not lab.controller.is_busy, timeout=20_000)
    assert cells_of(runs, 4)["ended"] == "paused"


def test_that_who_puts_a_run_on_the_bench_is_there(build_window):
    window = build_window("en")
    window.lab.document.apply("test", four_runs())
    window.workspaces.show("experiments")
    runs = window.workspaces.widget("experiments")._stack.currentWidget()
    table_of(runs).set_chosen((2,))
    press(runs, "bench")
    assert window.workspaces.current == "bench"
    assert "settings of run 2" in window._notices.bar.text()
