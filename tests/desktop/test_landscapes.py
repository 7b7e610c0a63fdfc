import numpy as np
import pytest

from nnlab.desktop.explore.descent import descent_texts
from nnlab.desktop.explore.descent.landscapes import (
    NETWORK,
    TEN_POINTS,
    Source,
    Subject,
    default_places,
    has_place,
    survey,
)
from nnlab.desktop.jobs import Job
from nnlab.desktop.words import language
from nnlab.engine import LayerSpec, Network, NetworkSpec
from nnlab.lessons import begin, load_preset
from nnlab.study.descent import CLASSIC_KEYS, Ending, ParameterPlace, index_of


def surveyed(subject, source=None):
    work = survey(subject, source)
    return work(Job(work, print, print))


def source_of(preset):
    state = begin(load_preset(preset))
    return Source(state.parameters, state.dataset, state.config.loss)


@pytest.mark.parametrize("key", CLASSIC_KEYS)
def test_that_a_classic_is_shown_with_its_start_and_minima(key):
    landscape = surveyed(Subject(key))
    assert landscape.window.contains(np.array(landscape.start))
    assert (landscape.contours is None) == (landscape.surface.dimensions == 1)
    assert landscape.minima == landscape.surface.minima
    assert not landscape.sought


def test_that_a_network_is_looked_at_around_its_parameters():
    source = source_of("seven-segment")
    places = default_places(source.parameters.spec)
    landscape = surveyed(Subject(NETWORK, places), source)
    expected = [source.parameters.vector[index_of(source.parameters.spec, place)] for place in places]
    assert landscape.start == pytest.approx(tuple(expected))
    data = source.dataset
    loss = Network.reading(source.parameters).loss(data.inputs, data.targets, source.loss)
    assert landscape.contours.value_at(*landscape.start) == pytest.approx(loss, rel=0.02)
    assert landscape.sought


def test_that_a_lowest_point_at_the_edge_is_no_minimum():
    source = source_of("textbook/317_1")
    landscape = surveyed(Subject(NETWORK, default_places(source.parameters.spec)), source)
    assert landscape.grid.lowest[0] == landscape.window.low[0]
    assert landscape.minima == ()


def test_that_one_parameter_is_a_curve():
    landscape = surveyed(Subject(NETWORK, (ParameterPlace(0, None, 2),)), source_of("seven-segment"))
    assert landscape.contours is None
    assert landscape.grid.values.ndim == 1


def test_that_the_ten_points_are_those_of_the_note():
    landscape = surveyed(Subject(TEN_POINTS))
    assert landscape.surface.samples == 10
    points = begin(load_preset("lecture/ten-points")).dataset.inputs
    slope, height = np.polyfit(points[:, 0], points[:, 1], 1)
    np.testing.assert_allclose(landscape.surface.gradient(np.array([slope, height])), 0, atol=1e-9)
    (lowest,) = landscape.minima
    assert np.nanmin(landscape.grid.values) == landscape.surface.loss(np.array(lowest))
    np.testing.assert_allclose(lowest, (slope, height), atol=0.3)


@pytest.mark.parametrize("preset", ["seven-segment", "xor", "textbook/311_1", "textbook/318_3", "strokes"])
def test_that_every_network_has_parameters_to_begin_with(preset):
    spec = begin(load_preset(preset)).spec
    for place in default_places(spec):
        assert has_place(spec, place)
        index_of(spec, place)


def test_that_narrow_networks_have_parameters_too():
    for layers in ((1, True), (1, False), (2, False)):
        spec = NetworkSpec(1, (LayerSpec(layers[0], bias=layers[1]),))
        places = default_places(spec)
        assert len(set(places)) == len(places) == (1 if layers == (1, False) else 2)
        assert all(has_place(spec, place) for place in places)


def test_that_a_parameter_of_another_network_is_known_not_to_be_there():
    spec = NetworkSpec(2, (LayerSpec(3, bias=False),))
    for place in (
        ParameterPlace(1, 0, 0),
        ParameterPlace(0, 2, 0),
        ParameterPlace(0, 0, 3),
        ParameterPlace(0, None, 0),
    ):
        assert not has_place(spec, place)


def test_that_everything_has_a_name_in_every_language(qapp):
    for tongue in language.LANGUAGES:
        language.apply(qapp, tongue)
        choices = descent_texts.subject_choices()
        assert len({choice.text for choice in choices}) == len(choices) == len(CLASSIC_KEYS) + 3
        assert all(choice.description for choice in choices)
        assert all(descent_texts.ending_text(ending, 12) for ending in Ending)
    language.apply(qapp, "en")


def test_that_parameters_are_called_by_their_units():
    source = source_of("seven-segment")
    places = (ParameterPlace(0, 0, 1), ParameterPlace(1, None, 3))
    landscape = surveyed(Subject(NETWORK, places), source)
    assert descent_texts.axis_names(landscape) == ("a → h2", "bias of 1")
    assert "mean over 10 samples" in descent_texts.range_text(landscape)
