"""Names in a table of one's own stay as they are written, also where nnlab has a word for them."""

from dataclasses import replace

import numpy as np
import pytest

from nnlab.data import Dataset, load
from nnlab.data.points import with_point
from nnlab.data.tabular.preparing import prepare
from nnlab.data.tabular.sources import table_from_text
from nnlab.desktop.words import language, texts
from nnlab.desktop.words.shown_columns import input_columns, target_columns
from nnlab.engine import Task
from nnlab.lessons import begin, load_preset, preset_keys, takes_long

TEXT = "width,water,class\n" + "".join(
    f"{n % 5},{['fur', 'milk'][n % 2]},{['dog', 'cat'][n % 2]}\n" for n in range(12)
)


@pytest.fixture
def in_korean(qapp):
    language.apply(qapp, "ko")
    yield
    language.apply(qapp, "en")


@pytest.fixture
def own() -> Dataset:
    # Its file is called as a data set of nnlab's.
    return prepare(table_from_text(TEXT), "animals")


@pytest.mark.usefixtures("in_korean")
def test_that_names_of_a_table_of_ones_own_are_in_no_language(own):
    edited = with_point(own, own.inputs[0], own.targets[0])
    for dataset in (own, edited):
        assert texts.data_names(dataset.target_names, dataset) == ("cat", "dog")
        assert texts.data_names(("width",), dataset) == ("width",)
        assert [column.name for column in input_columns(dataset)] == ["width", "water"]
        assert input_columns(dataset)[1].said_words == ("fur", "milk")
        assert target_columns(dataset)[0].text(np.array([1.0, 0.0])) == "cat"


@pytest.mark.usefixtures("in_korean")
def test_that_names_of_classes_that_folders_give_are_in_no_language():
    photos = Dataset.from_arrays("my photos", [[0.0]], [[1.0]], Task.BITS, target_names=["dog"])
    assert texts.data_names(photos.target_names, photos) == ("dog",)


@pytest.mark.usefixtures("in_korean")
def test_that_names_of_nnlabs_own_data_are_the_readers():
    animals = load("animals")
    edited = with_point(animals, animals.inputs[0], animals.targets[0])
    for dataset in (animals, edited):
        assert texts.data_names(dataset.target_names, dataset)[0] == "포유류"
        assert input_columns(dataset)[0].name != animals.input_names[0]


def test_that_data_of_presets_are_known_as_nnlabs(own):
    for key in preset_keys():
        preset = load_preset(key)
        if not takes_long(preset):
            assert texts.is_of_nnlab(begin(preset).dataset), key
    assert not texts.is_of_nnlab(own)
    assert not texts.is_of_nnlab(replace(load("xor"), name="mine"))
