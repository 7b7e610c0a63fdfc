"""A table on the bench: what is typed and shown is in its units and its words."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from nnlab.data.splits import Split
from nnlab.data.tabular.plan import Encoding
from nnlab.data.tabular.preparing import prepare, scales_of_table
from nnlab.data.tabular.sources import table_from_bytes
from nnlab.desktop.bench.answers_panel import AnswerCard
from nnlab.desktop.bench.inputs import input_panel
from nnlab.desktop.bench.output_choice import output_panel
from nnlab.desktop.lab import Lab
from nnlab.desktop.tables.table_input import TableInput
from nnlab.desktop.widgets.fields import ChoiceField, NumberField
from nnlab.desktop.words import data_sentences
from nnlab.desktop.words.shown_columns import (
    class_names,
    entered,
    input_columns,
    raw_targets,
    target_columns,
    written,
)
from nnlab.engine import Task
from nnlab.project import suited
from tests.desktop.tables import animals, houses, on_the_bench, shown


@pytest.fixture
def lab(make_lab) -> Lab:
    return make_lab(on_the_bench(animals()))


@pytest.fixture
def numbers(make_lab) -> Lab:
    return make_lab(on_the_bench(houses()))


# -- columns as they are read --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [(170.4, "170.4"), (1234.56, "1234.56"), (500000.0, "500000"), (1234567.25, "1234567.25"), (-123456.5, "−123456.5"),
     (500 / 3, "166.67"), (1e6 / 7, "142857"), (2e12, "2·10¹²")],
)  # fmt: skip
def test_that_a_number_of_the_file_has_all_its_digits_and_a_computed_one_few(value, text):
    assert entered(value) == text


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


def test_that_a_table_of_switches_is_switched(make_lab, qtbot):
    lab = make_lab(on_the_bench(b"a,b,y\n" + b"0,1,1\n1,0,1\n0,0,0\n1,1,0\n" * 6, Split()))
    assert not isinstance(shown(qtbot, input_panel(lab)), TableInput)


def test_that_what_was_filled_in_is_marked_on_the_bench(make_lab, qtbot):
    lab = make_lab(on_the_bench(animals(missing=(4, 20))))
    panel = shown(qtbot, input_panel(lab))
    lab.probe.changed.connect(panel.refresh)
    parts = (lab.state.dataset, lab.state.dataset.validation, lab.state.dataset.test)
    marked = set()
    for part in parts:
        for row, name in enumerate(part.row_names):
            lab.probe.set_sample(part, row)
            assert not panel._marks[1].isVisible()
            if panel._marks[0].isVisible():
                marked.add(name)
    assert marked == {"animal 4", "animal 20"}
    assert panel._marks[0].text() == "filled in"
    assert "mean of the training samples" in panel._marks[0].toolTip()
    assert "commonest word" in panel._marks[2].toolTip()


@pytest.fixture
def coded(make_lab) -> Lab:
    """Return a lab that learns whether an animal is a bird or a fish, coded as 0 and 1; rows have no names."""
    source = table_from_bytes(TWO_KINDS)
    columns = (*source.plan.columns[:-1], replace(source.plan.columns[-1], encoding=Encoding.LABEL))
    return make_lab(suited(prepare(replace(source, plan=replace(source.plan, columns=columns)), "pond")))


TWO_KINDS = (
    "size,depth,age,kind\n" + "".join(f"{n % 9},{n % 4},{n % 5},{'bf'[n % 2]}\n" for n in range(30))
).encode()


def test_that_a_word_that_is_coded_is_said_with_its_number(coded, qtbot):
    assert coded.state.dataset.task is Task.BITS
    panel = output_panel(coded)
    qtbot.addWidget(panel)
    panel.show_picture(coded.picture)
    level = float(coded.picture.figures.probe[-1][0])
    assert panel._lamps._answer == ("f (1)" if level >= 0.5 else "b (0)")
    assert panel._lamps._labels == ("kind = f",)
    card = AnswerCard(coded)
    qtbot.addWidget(card)
    assert card._codes.text() == "b (0), f (1)"
    assert class_names(coded.state.dataset) == ("b (0)", "f (1)")


def test_that_numbers_that_stand_for_more_words_are_read_as_the_nearest(make_lab, qtbot):
    source = table_from_bytes(animals())
    columns = (*source.plan.columns[:-1], replace(source.plan.columns[-1], encoding=Encoding.LABEL))
    source = replace(source, plan=replace(source.plan, columns=columns, classifies=False))
    lab = make_lab(suited(prepare(source, "animals")))
    panel = output_panel(lab)
    qtbot.addWidget(panel)
    panel.show_picture(lab.picture)
    words = ["bird (0)", "fish (1)", "insect (2)", "mammal (3)"]
    read = raw_targets(lab.state.dataset, lab.picture.figures.probe[-1][None])[0, 0]
    assert panel._word.text() == words[min(max(round(float(read)), 0), 3)]
    assert not panel._word.isHidden()


def test_that_rows_without_names_are_called_by_their_lines(coded, make_lab):
    data = coded.state.dataset
    line = data.row_names[3]
    assert data_sentences.sample_name(data, 3, unseen=False) == f"4 · line {line}"
    assert data_sentences.row_names(data, slice(2)) == tuple(f"line {name}" for name in data.row_names[:2])
    named = make_lab(on_the_bench(animals()))
    assert data_sentences.sample_name(named.state.dataset, 0, unseen=False).startswith("animal ")


def test_that_the_bench_shows_a_number_as_the_file_has_it(qtbot, make_lab):
    text = "height,pace,class\n170.4,1.0625,a\n157.9,0.5,b\n161.3,2.25,a\n149.8,3.5,b\n"
    lab = make_lab(suited(prepare(table_from_bytes(text.encode()), "class")))
    panel = shown(qtbot, TableInput(lab))
    fields = [panel.findChild(NumberField, f"input_field_{place}") for place in (0, 1)]
    texts = []
    for row in range(len(lab.state.dataset.inputs)):
        lab.probe.set_sample(lab.state.dataset, row)
        panel.refresh()
        texts.append(",".join(field.text() for field in fields))
    assert set(texts) <= {line.rpartition(",")[0] for line in text.splitlines()}
    assert len(set(texts)) == len(texts)
