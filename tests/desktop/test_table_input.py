"""A table on the bench: what is typed and shown is in its units and its words."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nnlab.data.splits import Split
from nnlab.data.tabular.preparing import scales_of_table
from nnlab.desktop.bench.inputs import input_panel
from nnlab.desktop.tables.shown_columns import input_columns, raw_targets, target_columns, written
from nnlab.desktop.tables.table_input import TableInput
from nnlab.desktop.widgets.fields import ChoiceField, NumberField
from tests.desktop.tables import animals, animals_on_the_bench, houses, houses_on_the_bench, make_lab, shown  # noqa: F401

# -- columns as they are read --------------------------------------------------------------------------------


def test_that_columns_are_read_in_the_units_and_words_of_the_table(lab):
    data = lab.state.dataset
    age, weight, colour, legs = input_columns(data)
    assert [one.title for one in (age, weight, colour, legs)] == ["age", "weight", "colour", "legs"]
    lines = {line.split(",")[0]: line.split(",") for line in animals().decode().splitlines()}
    for row, name in enumerate(data.row_names):
        cells = lines[name]
        values = np.asarray(data.inputs[row])
        assert age.number(values) == float(cells[1])
        assert weight.number(values) == float(cells[2])
        assert colour.words[colour.word(values)] == cells[3]
        assert legs.number(values) == float(cells[4])
        (kind,) = target_columns(data)
        assert kind.text(data.targets[row]) == cells[5]


def test_that_what_is_typed_comes_back_as_it_was_typed(lab):
    values = np.asarray(lab.state.dataset.inputs[0])
    age, _, colour, _ = input_columns(lab.state.dataset)
    assert age.number(age.with_number(values, 17.25)) == 17.25
    for word in range(len(colour.words)):
        changed = colour.with_word(values, word)
        assert colour.word(changed) == word
        assert changed[list(colour.places)].sum() == 1.0


def test_that_numbers_that_are_learned_are_shown_in_their_units(numbers):
    data = numbers.state.dataset
    prices = {float(line.split(",")[2]) for line in houses().decode().splitlines()[1:]}
    assert set(np.round(raw_targets(data, data.targets)[:, 0])) <= prices


def test_that_large_numbers_are_written_with_all_their_whole_digits():
    assert [written(value) for value in (152_304.4, -7_500_000.0, 0.25, 12.0)] == [
        "152304", "−7500000", "0.25", "12",
    ]  # fmt: skip
    assert written(152_304.0, signed=True) == "+152304"
    assert written(1e15) == "10¹⁵"


# -- the bench -----------------------------------------------------------------------------------------------


def test_that_the_bench_has_a_field_for_each_column_and_a_choice_for_words(lab, qtbot):
    panel = shown(qtbot, input_panel(lab))
    panel.refresh()
    assert isinstance(panel, TableInput)
    kinds = [type(field) for field in panel._fields]
    assert kinds == [NumberField, NumberField, ChoiceField, NumberField]
    assert [name.text() for name in panel._names] == ["age", "weight", "colour", "legs"]


def test_that_a_number_is_typed_in_the_unit_of_the_table_and_reaches_the_network_scaled(lab, qtbot):
    panel = shown(qtbot, input_panel(lab))
    lab.probe.changed.connect(panel.refresh)
    field = panel._fields[0]
    field.setFocus()
    QTest.keyClicks(field, "30")
    QTest.keyClick(field, Qt.Key.Key_Return)
    scale = scales_of_table(lab.state.dataset.origin).inputs[0]
    assert lab.probe.values[0] == pytest.approx(scale.scaled(30.0))
    assert field.value() == 30.0


def test_that_a_word_that_is_chosen_sets_the_whole_group(lab, qtbot):
    panel = shown(qtbot, input_panel(lab))
    lab.probe.changed.connect(panel.refresh)
    field = panel._fields[2]
    for word in range(3):
        field.value_chosen.emit(word)
        assert field.value() == word
        assert lab.probe.values[list(input_columns(lab.state.dataset)[2].places)].sum() == 1.0


def test_that_a_table_of_switches_is_switched(qtbot, qapp):
    lab = make_lab(b"a,b,y\n" + b"0,1,1\n1,0,1\n0,0,0\n1,1,0\n" * 6, Split())
    try:
        assert not isinstance(shown(qtbot, input_panel(lab)), TableInput)
    finally:
        lab.shut_down()
