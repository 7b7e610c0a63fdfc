"""The arithmetic in the window: what it shows of a step, how one steps through it, reads it and guesses."""

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from nnlab.data import Dataset
from nnlab.desktop import theme as themes
from nnlab.desktop.arithmetic.cell_card import CHAIN
from nnlab.desktop.arithmetic.equations_card import SCALARS
from nnlab.desktop.arithmetic.step_study import DECIMALS
from nnlab.desktop.arithmetic.workspace import Arithmetic
from nnlab.desktop.widgets.code_view import CodeView
from nnlab.desktop.widgets.equation_sheet import EquationSheet
from nnlab.desktop.widgets.network_diagram import LinkRef, NetworkDiagram, NeuronRef
from nnlab.desktop.widgets.parts.equation_model import Cell as Place
from nnlab.desktop.widgets.parts.equation_model import GuessMade, GuessState, LineState, ShownMatrix
from nnlab.engine import LayerSpec, Network, NetworkSpec, Task, Trainer, TrainingConfig
from nnlab.lessons import preset_keys
from nnlab.lessons.workspaces import ARITHMETIC, BENCH
from nnlab.project import ProjectState, with_config, with_hidden_widths, with_layer
from nnlab.study.arithmetic.chain_rule import chain_rule
from nnlab.study.arithmetic.equations import Cell, Link, Matrix, Role
from nnlab.training import FULL_SPEED, StepSize
from tests.study.arithmetic.test_textbook import EXAMPLES, by_hand
from tests.study.arithmetic.test_textbook import numbers as exact

TEXTBOOK = tuple(key for key in preset_keys() if key.startswith("textbook/31") and "310" not in key)


@pytest.fixture
def window(build_window, qtbot):
    return opened(build_window, qtbot, "textbook/317_1")


def opened(build_window, qtbot, key):
    window = build_window("en", key)
    qtbot.waitUntil(lambda: workspace(window).study.step is not None)
    settle(window, qtbot)
    return window


def settle(window, qtbot):
    """Wait until the sheet shows the step."""
    qtbot.waitUntil(lambda: workspace(window).equations.is_up_to_date)


def workspace(window) -> Arithmetic:
    found = window.workspaces.widget(ARITHMETIC)
    assert isinstance(found, Arithmetic)
    return found


def sheet_widget(window) -> EquationSheet:
    return workspace(window).findChild(EquationSheet)


def step(window, qtbot, size=StepSize.OPERATION, *, back=False):
    """Make a step as the buttons do, and wait until the window shows it."""
    controller = window.lab.controller
    (controller.step_back if back else controller.step)(size)
    qtbot.waitUntil(lambda: not controller.is_busy)
    settle(window, qtbot)


def states(window):
    return list(sheet_widget(window)._states)


def cell_of(window, role, row=0, column=0, *, layer=1, new=False):
    """Return the cell of the line that computes the matrix of a role."""
    for number, equation in enumerate(workspace(window).study.sheet.equations):
        matrix = equation.terms[equation.result]
        if (
            isinstance(matrix, Matrix)
            and (matrix.role, matrix.is_new) == (role, new)
            and equation.of == layer
        ):
            return Cell(number, equation.result, row, column)
    raise AssertionError(role)


# -- where it opens ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", TEXTBOOK)
def test_that_every_worked_example_of_the_notes_opens_here(build_window, qtbot, key):
    window = opened(build_window, qtbot, key)
    assert window.workspaces.current == ARITHMETIC
    assert window.lab.view.step_size is StepSize.OPERATION


def test_that_eleven_examples_open_here_and_nothing_else_does(build_window):
    assert len(TEXTBOOK) == 11
    assert build_window("en", "xor").workspaces.current == BENCH


def test_that_a_step_is_traced_only_while_somebody_looks(build_window, qtbot):
    window = build_window("en")
    step(window, qtbot, StepSize.BATCH)
    assert window.lab.picture.snapshot.trace is None
    window.workspaces.show(ARITHMETIC)
    qtbot.waitUntil(lambda: window.lab.picture.snapshot.trace is not None)
    window.workspaces.show(BENCH)
    step(window, qtbot, StepSize.BATCH)
    assert window.lab.picture.snapshot.trace is None


# -- its numbers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("example", EXAMPLES)
def test_that_every_number_shown_during_a_step_is_the_one_computed_by_hand(build_window, qtbot, example):
    x, start, activations, t = EXAMPLES[example]
    window = opened(build_window, qtbot, f"textbook/{example}")
    expected, _ = by_hand(exact(x), [(exact(W), exact(B)) for W, B in start], activations, exact(t))
    for _ in range(workspace(window).study.sheet.operations):
        step(window, qtbot)
        shown = [term for line in sheet_widget(window)._lines for term in line.terms]
        matrices = [term for term in shown if isinstance(term, ShownMatrix)]
        assert {m.name + "′" * m.is_new for m in matrices} == set(expected)
        for matrix in matrices:
            rows = np.array([[float(n) for n in row] for row in expected[matrix.name + "′" * matrix.is_new]])
            values = matrix.values.T if matrix.transposed else matrix.values
            np.testing.assert_allclose(values, rows, rtol=1e-12, atol=1e-12, err_msg=matrix.name)


@pytest.mark.parametrize("example", EXAMPLES)
def test_that_a_whole_step_by_operations_leaves_the_weights_of_one_trainer_step_and_comes_back(
    build_window, qtbot, example
):
    window = opened(build_window, qtbot, f"textbook/{example}")
    state = window.lab.state
    trainer = Trainer(
        Network.from_parameters(state.parameters), state.dataset.inputs, state.dataset.targets, state.config
    )
    trainer.step()
    operations = workspace(window).study.sheet.operations
    for _ in range(operations):
        step(window, qtbot)
    assert window.lab.state.parameters.vector.tobytes() == trainer.network.theta.tobytes()
    assert workspace(window).study.done == operations
    for left in range(operations - 1, -1, -1):
        step(window, qtbot, back=True)
        assert workspace(window).study.done == left
    assert window.lab.state.parameters.vector.tobytes() == state.parameters.vector.tobytes()
    assert not window.lab.picture.snapshot.reaches_back


@pytest.mark.parametrize("size", [StepSize.BATCH, StepSize.SAMPLE, StepSize.EPOCH])
def test_that_larger_steps_go_forward_and_back_too(window, qtbot, size):
    before = window.lab.state.parameters.vector.tobytes()
    step(window, qtbot, size)
    assert window.lab.state.parameters.vector.tobytes() != before
    step(window, qtbot, size, back=True)
    assert window.lab.state.parameters.vector.tobytes() == before


def test_that_after_a_step_by_batch_the_step_just_made_is_shown_whole(window, qtbot):
    step(window, qtbot, StepSize.BATCH)
    study = workspace(window).study
    assert study.step.number == 0
    assert study.done == study.sheet.operations
    assert LineState.LATER not in states(window)


def test_that_an_edit_of_a_weight_is_in_the_next_step(window, qtbot):
    shown = workspace(window).study.step
    window.lab.controller.edit("", lambda state: with_config(state, learning_rate=0.5))
    qtbot.waitUntil(lambda: workspace(window).study.step is not shown)
    assert workspace(window).study.step.config.learning_rate == 0.5


# -- lines ------------------------------------------------------------------------------------------------


def test_that_nothing_is_lit_before_the_first_operation(window):
    assert set(states(window)) == {LineState.DONE}


def test_that_the_current_operation_is_lit_done_ones_stay_and_later_ones_are_faint(window, qtbot):
    for _ in range(8):
        step(window, qtbot)
    equations = workspace(window).study.sheet.equations
    for equation, state in zip(equations, states(window), strict=True):
        expected = LineState.DONE if equation.operation < 7 else LineState.LATER
        assert state is (LineState.CURRENT if equation.operation == 7 else expected)
    assert [e.operation for e in equations].count(7) == 2  # weights and biases


def test_that_the_lines_of_code_go_with_the_operations(window, qtbot):
    for _ in range(8):
        step(window, qtbot)
    view = workspace(window).lines.findChild(CodeView)
    lit = [view.code.splitlines()[number] for number in sorted(view._lit)]
    assert lit == ["WOb = H.T @ ZOb", "BOb = ZOb.sum(axis=0)"]


def test_that_the_counter_names_the_operation(window, qtbot):
    step(window, qtbot)
    texts = [
        text for counter in window.toolbar._counters._counters for text in (counter.value, counter.caption)
    ]
    assert "1 of 13" in texts


def test_that_back_is_offered_where_there_is_a_way(window, qtbot):
    back = workspace(window).equations._back
    assert not back.isEnabled()
    step(window, qtbot)
    assert back.isEnabled()
    back.click()
    qtbot.waitUntil(lambda: workspace(window).study.done == 0)
    assert not back.isEnabled()


def test_that_shift_s_goes_back_by_the_unit_of_a_step(window, qtbot):
    step(window, qtbot)
    step(window, qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: workspace(window).study.done == 1)


# -- reading ----------------------------------------------------------------------------------------------


def test_that_a_cell_is_taken_apart_and_its_origins_are_lit_everywhere(window, qtbot):
    study = workspace(window).study
    study.keep(cell_of(window, Role.DW, 0, 1))
    assert "".join(study.derivation.symbolic) == "h₁ · zo₂b"
    marks = sheet_widget(window)._marks
    assert (marks.pointed.row, marks.pointed.column) == (0, 1)
    assert len(marks.sources) == 2
    diagram = workspace(window).network.findChild(NetworkDiagram)
    assert LinkRef(1, 0, 1) in diagram._marks.lit
    assert NeuronRef(1, 0) in diagram._marks.lit
    view = workspace(window).lines.findChild(CodeView)
    assert "WOb = H.T @ ZOb" in [view.code.splitlines()[number] for number in view._lit]


def test_that_pointing_comes_before_what_was_clicked_and_leaving_brings_it_back(window):
    study = workspace(window).study
    kept, pointed = cell_of(window, Role.DW), cell_of(window, Role.Z)
    study.keep(kept)
    study.point_at(pointed)
    assert study.read_cell == pointed
    study.point_at(None)
    assert study.read_cell == kept
    study.keep(kept)
    assert not study.is_pointed


def test_that_the_cell_says_what_it_means(window):
    workspace(window).study.keep(cell_of(window, Role.DW, 0, 1))
    sentence = workspace(window).cell.findChild(QLabel, "derivation_sentence").text()
    assert sentence == (
        "How fast the error changes with the weight from h1 to o2. "
        "It is negative: a little more of it makes the error smaller."
    )


def test_that_the_chain_rule_of_a_weight_ends_in_the_number_of_the_trainer(window):
    card = workspace(window).cell
    workspace(window).study.keep(cell_of(window, Role.DW, 0, 1))
    card._choose(CHAIN)
    text = card.findChild(QLabel, "chain_rule").text()
    assert "∂E/∂w₇" in text
    assert "✓" in text
    assert "−0.0226" in text


def test_that_the_chain_rule_blames_nobody_where_it_cannot_be_told(window):
    card, study = workspace(window).cell, workspace(window).study
    rule = chain_rule(study.sheet, study.step, Link(1, 0, 1))
    said = card._chain_html(replace(rule, product=math.inf, traced=math.nan, matches=None))
    assert "The numbers are too large to be compared." in said
    assert "✓" not in said
    assert "✗" not in said
    assert "✗" in card._chain_html(replace(rule, matches=False))


def test_that_the_chain_rule_of_a_deep_network_says_that_more_comes_before(window):
    card, study = workspace(window).cell, workspace(window).study
    rule = chain_rule(study.sheet, study.step, Link(0, 0, 1))
    assert "<p style='color: " + themes.current().muted + "'>…</p>" not in card._chain_html(rule)
    later = card._chain_html(replace(rule, starts_later=True))
    assert later.index("On the way there") < later.index(">…</p>") < later.index(rule.path[0].symbol)


def test_that_what_is_of_no_weight_has_no_chain_rule(window):
    card = workspace(window).cell
    workspace(window).study.keep(cell_of(window, Role.Z))
    assert not card._choice.isVisible()


def test_that_digits_are_chosen_for_all_of_it(window):
    workspace(window).study.keep(cell_of(window, Role.DW, 0, 1))
    workspace(window).equations._decimals.value_chosen.emit(8)
    assert "−0.02260254" in workspace(window).cell.findChild(QLabel, "derivation_result").text()


def test_that_the_scalar_view_has_the_formulas_of_the_notes(window, qtbot):
    workspace(window).equations.choose_mode(SCALARS)
    settle(window, qtbot)
    rows = ["".join(piece.text for piece in row) for line in sheet_widget(window)._lines for row in line.rows]
    assert any(row.startswith("zh₁ = x₁w₁ + x₂w₂ + b₁ = 0.05 · 0.15 + 0.1 · 0.2 + 0.35") for row in rows)
    assert any(row.startswith("w₇b = h₁ · zo₂b = 0.5933 · (−0.0381) = −0.0226") for row in rows)


# -- guessing ---------------------------------------------------------------------------------------------


def begin_guessing(window):
    workspace(window).equations._guess.click()
    return workspace(window).study.guessing


def guess(window, cell, text):
    """Type into a blank of the sheet."""
    sheet_widget(window).guessed.emit(GuessMade(Place(*cell), text))
    return workspace(window).study.guessing.guesses[cell].state


def results(window):
    """Return the cells of all numbers that a step computes."""
    for number, equation in enumerate(workspace(window).study.sheet.equations):
        rows, columns = equation.terms[equation.result].values.shape
        yield from (Cell(number, equation.result, *place) for place in np.ndindex(rows, columns))


@pytest.mark.parametrize("example", ["316_1", "317_1", "318_1"])
def test_that_what_the_sheet_shows_is_right_at_every_precision(build_window, qtbot, example):
    window = opened(build_window, qtbot, f"textbook/{example}")
    begin_guessing(window)
    sheet = sheet_widget(window)
    for decimals in DECIMALS:
        workspace(window).study.set_decimals(decimals)
        for cell in results(window):
            value = workspace(window).study.sheet.equations[cell.equation].terms[cell.term].values[cell[2:]]
            shown = sheet.speller(Place(*cell))(float(value))
            assert guess(window, cell, shown) is GuessState.RIGHT, (decimals, cell, shown)
            assert guess(window, cell, shown.replace(".", ",").replace("−", "-")) is GuessState.RIGHT
            assert guess(window, cell, f"{float(value) * 1.5 + 0.1:.12f}") is GuessState.WRONG


def test_that_guesses_are_judged_by_the_digits_that_are_shown(window):
    begin_guessing(window)
    cell = cell_of(window, Role.Z, 0, 0, layer=0)
    assert sheet_widget(window)._covers.is_blank(Place(*cell))
    for text, state in (
        ("0.3775", GuessState.RIGHT),
        ("0,3775", GuessState.RIGHT),
        ("0.37749", GuessState.RIGHT),
        ("0.378", GuessState.WRONG),
        ("x", GuessState.WRONG),
        ("1e999", GuessState.WRONG),
        ("9" * 5000, GuessState.WRONG),
    ):
        assert guess(window, cell, text) is state, text
    sheet_widget(window).guessed.emit(GuessMade(Place(*cell), " "))
    assert workspace(window).study.guessing.guesses == {}


def test_that_nothing_beside_the_sheet_gives_a_hidden_number_away(window, qtbot):
    step(window, qtbot)
    begin_guessing(window)
    card, study = workspace(window).cell, workspace(window).study
    for cell in results(window):
        study.keep(cell)
        value = card.findChild(QLabel, "derivation_result").text()
        assert ">?<" in value
    hidden = cell_of(window, Role.Z, 0, 0, layer=0)
    study.keep(cell_of(window, Role.Y, 0, 0, layer=0))
    numbers = card.findChild(QLabel, "derivation_numbers").text()
    assert "?" in numbers
    assert "0.3775" not in numbers
    guess(window, hidden, "0.3775")
    assert "0.3775" in card.findChild(QLabel, "derivation_numbers").text()


def test_that_the_chain_rule_and_the_network_keep_hidden_numbers_too(window, qtbot):
    begin_guessing(window)
    card = workspace(window).cell
    workspace(window).study.keep(cell_of(window, Role.DW, 0, 1))
    card._choose(CHAIN)
    text = card.findChild(QLabel, "chain_rule").text()
    assert "0.0226" not in text
    assert "∂E/∂w₇" in text
    diagram = workspace(window).network.findChild(NetworkDiagram)
    assert diagram._marks.highlight.known == 1
    workspace(window).equations._guess.click()
    assert diagram._marks.highlight is None
    assert "0.0226" in card.findChild(QLabel, "chain_rule").text()


def test_that_numbers_one_by_one_end_the_guessing(window, qtbot):
    guessing = begin_guessing(window)
    workspace(window).equations.choose_mode(SCALARS)
    assert not guessing.is_on
    assert not workspace(window).equations._guess.isChecked()


def test_that_the_button_shows_that_one_is_guessing(window):
    button = workspace(window).equations._guess
    off = button.grab().toImage()
    button.click()
    assert button.grab().toImage() != off


def test_that_only_what_is_still_to_be_computed_is_asked_for(window, qtbot):
    for _ in range(3):
        step(window, qtbot)
    begin_guessing(window)
    hidden = sheet_widget(window)._hidden
    operations = [e.operation for e in workspace(window).study.sheet.equations]
    assert hidden == {n for n, operation in enumerate(operations) if operation >= 2}


def test_that_another_step_forgets_the_guesses(window, qtbot):
    guessing = begin_guessing(window)
    assert guess(window, cell_of(window, Role.Z, 0, 0, layer=0), "1") is GuessState.WRONG
    step(window, qtbot, StepSize.BATCH)
    step(window, qtbot)
    assert guessing.guesses == {}


# -- batches ----------------------------------------------------------------------------------------------


def test_that_the_network_and_the_chain_rule_are_of_the_sample_that_is_read(build_window, qtbot):
    window = build_window("en", "xor")
    window.lab.controller.edit("", lambda state: with_config(state, batch_size=None))
    window.workspaces.show(ARITHMETIC)
    qtbot.waitUntil(lambda: workspace(window).study.step is not None)
    settle(window, qtbot)
    study, diagram = workspace(window).study, workspace(window).network.findChild(NetworkDiagram)
    study.keep(cell_of(window, Role.Y, 2, 0))
    assert study.sample == 2
    assert np.array_equal(diagram._values.neurons[0], study.step.layers[0].X[2])
    assert np.array_equal(diagram._values.neurons[-1], study.step.layers[-1].Y[2])


# -- what cannot be shown ---------------------------------------------------------------------------------


def test_that_a_network_without_a_way_back_says_why_and_what_to_do(window, qtbot):
    window.lab.controller.edit("", lambda state: with_layer(state, 0, activation="step"))
    card = workspace(window).equations
    qtbot.waitUntil(lambda: card._nothing.isVisible())
    assert card._nothing.text().startswith("Layer 1 has a step activation")
    assert not sheet_widget(window).isVisible()
    assert not card._forward.isEnabled()
    window.lab.controller.undo()
    qtbot.waitUntil(lambda: sheet_widget(window).isVisible())


def test_that_a_step_of_too_many_numbers_says_so(build_window, qtbot, many_samples):
    window = build_window("en")
    window.lab.document.open(many_samples)
    window.workspaces.show(ARITHMETIC)
    card = workspace(window).equations
    qtbot.waitUntil(lambda: card._nothing.isVisible())
    assert "too many numbers" in card._nothing.text()
    window.lab.controller.edit("", lambda state: with_config(state, batch_size=1))
    qtbot.waitUntil(lambda: workspace(window).study.step is not None)


@pytest.fixture
def many_samples():
    data = Dataset.from_arrays("many", np.zeros((6000, 400)), np.zeros((6000, 1)), Task.VALUES)
    spec = NetworkSpec(400, (LayerSpec(900, "relu"), LayerSpec(1, "linear")))
    return ProjectState.begin(data, spec, TrainingConfig(batch_size=None))


def test_that_another_network_takes_the_place_of_the_one_before(window, qtbot):
    window.lab.openings.open_preset("textbook/311_1")
    qtbot.waitUntil(
        lambda: workspace(window).study.step is not None and len(workspace(window).study.step.layers) == 1
    )
    assert workspace(window).study.sheet.operations == 7
    assert window.workspaces.current == ARITHMETIC


def test_that_everything_is_said_in_korean_too(window, qtbot):
    window.set_language("ko")
    QApplication.sendPostedEvents()
    settle(window, qtbot)
    captions = [line.caption for line in sheet_widget(window)._lines]
    assert all(any("가" <= letter <= "힣" for letter in caption) for caption in captions)


def test_that_training_at_full_speed_goes_on_beside_it(window, qtbot):
    window.lab.document.open(replace(window.lab.state, config=replace(window.lab.state.config, epochs=2000)))
    window.lab.controller.set_speed(FULL_SPEED)
    window.lab.controller.train()
    qtbot.waitUntil(lambda: window.lab.state.training.epoch == 2000, timeout=20_000)
    assert workspace(window).study.step is not None


def test_that_the_arrows_go_as_far_as_the_bar_says(window, qtbot):
    window.toolbar.use_unit("batch")
    workspace(window).equations._forward.click()
    qtbot.waitUntil(lambda: window.lab.state.training.step == 1)
    workspace(window).equations._back.click()
    qtbot.waitUntil(lambda: window.lab.state.training.step == 0)


def test_that_a_link_of_the_network_leads_to_its_gradient(window):
    diagram = workspace(window).network.findChild(NetworkDiagram)
    diagram.link_clicked.emit(LinkRef(1, 0, 1))
    study = workspace(window).study
    assert (study.matrix.name, study.read_cell[2:]) == ("WOb", (0, 1))
    diagram.neuron_clicked.emit(NeuronRef(1, 1))
    assert (study.matrix.name, study.read_cell[2:]) == ("BHb", (0, 1))
    diagram.neuron_clicked.emit(NeuronRef(0, 1))
    assert study.matrix.name == "BHb"


def test_that_of_a_deep_network_the_lines_around_the_operation_are_shown(build_window, qtbot):
    window = build_window("en")
    window.lab.controller.edit("", lambda state: with_hidden_widths(state, (4,) * 20).state)
    window.workspaces.show(ARITHMETIC)
    qtbot.waitUntil(lambda: workspace(window).study.step is not None)
    settle(window, qtbot)
    card, study = workspace(window).equations, workspace(window).study
    lines = len(sheet_widget(window)._lines)
    assert lines < len(study.sheet.equations) / 2
    assert sheet_widget(window)._lines[0].number == "1"
    card._phases.phase_clicked.emit("update")
    numbers = [int(line.number) for line in sheet_widget(window)._lines if line.number]
    assert study.sheet.operations in numbers
    cell = cell_of(window, Role.W, 1, 2, layer=0, new=True)
    study.keep(cell)
    assert sheet_widget(window)._marks.pointed[1:] == cell[1:]
    for _ in range(30):
        step(window, qtbot)
    current = [line.number for line, state in zip(sheet_widget(window)._lines, states(window), strict=True)
               if state is LineState.CURRENT]  # fmt: skip
    assert current[0] == "30"
    card.choose_mode(SCALARS)
    settle(window, qtbot)
    assert len(sheet_widget(window)._lines) == lines
