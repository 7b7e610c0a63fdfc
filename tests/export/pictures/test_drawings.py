"""Drawings without a window: SVG and PNG that other programs read, of every network alike."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from nnlab.engine import History, LayerSpec, Mark, NetworkSpec, Parameters, TrainingConfig, TrainState
from nnlab.export import FORMATS, Exported, ExportedNetwork, exported
from nnlab.export.pictures import look
from nnlab.export.pictures.curves import Axis, curve_drawing, thin
from nnlab.export.pictures.diagram import diagram
from nnlab.export.pictures.drawing import Circle, Drawing, Line, Link, Pixels, Placed, Rectangle, Shape, Text
from nnlab.export.pictures.heatmaps import pool, weights_drawing
from nnlab.export.pictures.png import png
from nnlab.export.pictures.svg import svg
from nnlab.lessons import begin, load_preset

PICTURES = [kind for kind in FORMATS if kind.suffix in (".svg", ".png")]


def project_of(*sizes: int, init: str = "he_normal", names: tuple[str, ...] = ()) -> Exported:
    spec = NetworkSpec(sizes[0], tuple(LayerSpec(units, "tanh", init) for units in sizes[1:]))
    parameters = Parameters.drawn(spec, 3)
    return Exported(
        ExportedNetwork(parameters, names),
        TrainingConfig(),
        TrainState.fresh(parameters, 3),
        History.empty(),
    )


def shapes_of(drawing: Drawing) -> Iterator[Shape]:
    for shape in drawing.shapes:
        if isinstance(shape, Placed):
            yield from shapes_of(shape.drawing)
        else:
            yield shape


def picture(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)))


# -- what is drawn -----------------------------------------------------------------------------------------


def test_that_the_diagram_has_every_neuron_and_every_weight_of_a_small_network() -> None:
    state = begin(load_preset("seven-segment"))
    shapes = list(shapes_of(diagram(exported(state))))
    assert sum(isinstance(shape, Circle) for shape in shapes) == 7 + 8 + 4
    links = [shape for shape in shapes if isinstance(shape, Link)]
    assert len(links) == 7 * 8 + 8 * 4
    assert max(link.width for link in links) > 4
    negative = sum(int((W < 0).sum()) for W, _ in state.parameters.layers)
    assert 0 < sum(link.dash > 0 for link in links) <= negative
    words = [shape.words for shape in shapes if isinstance(shape, Text)]
    assert words[:11] == [*"abcdefg", "8", "4", "2", "1"]


def test_that_the_sign_of_a_link_is_told_by_colour_and_dash() -> None:
    spec = NetworkSpec(2, (LayerSpec(1, "linear"),))
    parameters = Parameters.from_layers(spec, [([[2.0], [-2.0]], [0.0])])
    project = replace(project_of(2, 1), network=ExportedNetwork(parameters))
    links = {link.color: link.dash for link in shapes_of(diagram(project)) if isinstance(link, Link)}
    assert links[look.POSITIVE] == 0
    assert links[look.NEGATIVE] > 0


def test_that_wide_layers_are_abbreviated_and_say_so() -> None:
    shapes = list(shapes_of(diagram(project_of(784, 392, 196, 10))))
    words = [shape.words for shape in shapes if isinstance(shape, Text)]
    assert {"… 784", "… 392", "… 196", "10"} <= set(words)
    assert "x1" in words
    assert "x784" in words
    assert "x300" not in words
    assert len(svg(diagram(project_of(784, 392, 196, 10)))) < 200_000


def test_that_few_weights_are_cells_and_many_are_pixels() -> None:
    few = list(shapes_of(weights_drawing(project_of(7, 8, 4))))
    assert sum(isinstance(shape, Rectangle) for shape in few) == 7 * 8 + 8 + 8 * 4 + 4
    (W, _), *_ = project_of(100, 60).network.parameters.layers
    large = [shape for shape in shapes_of(weights_drawing(project_of(100, 60))) if isinstance(shape, Pixels)]
    assert any(np.array_equal(p.indices, look.indices(W, look.limit_of(W))) for p in large)


def test_that_the_first_layer_of_pictures_is_tiles() -> None:
    project = project_of(784, 12, 10)
    sheet = next(shape for shape in shapes_of(weights_drawing(project)) if isinstance(shape, Pixels))
    assert sheet.indices.shape == (2 * 29 - 1, 8 * 29 - 1)
    W = project.network.parameters.layers[0][0]
    assert np.array_equal(sheet.indices[29:57, :28], look.indices(W[:, 8], look.limit_of(W)).reshape(28, 28))


def test_that_losses_that_are_not_finite_leave_a_gap() -> None:
    x, nothing = np.arange(5.0), np.full(5, np.nan)
    history = History(
        x, np.array([3.0, 2.0, np.inf, 1.0, 0.5]), nothing, nothing, marks=(Mark(2, "loss", "x"),)
    )
    lines = [
        s for s in shapes_of(curve_drawing(replace(project_of(2, 1), history=history))) if isinstance(s, Line)
    ]
    inked = [line for line in lines if line.color == look.INK]
    assert [len(line.points) for line in inked] == [2, 2]
    assert sum(line.dash > 0 for line in lines) == 1  # the mark


def test_that_a_loss_of_zero_drops_to_the_foot_where_a_zero_is_written() -> None:
    nothing = np.full(2, np.nan)
    history = History(np.arange(2.0), np.array([4.5, 0.0]), nothing, nothing)
    drawing = curve_drawing(replace(project_of(2, 1), history=history))
    (line,) = [s for s in shapes_of(drawing) if isinstance(s, Line) and s.color == look.INK]
    hairlines = [
        s.points[0][1] for s in shapes_of(drawing) if isinstance(s, Line) and s.color == look.HAIRLINE
    ]
    assert line.points[1][1] == max(hairlines)
    assert "0" in [s.words for s in shapes_of(drawing) if isinstance(s, Text) and s.anchor == "end"]


def test_that_the_loss_of_unseen_samples_is_drawn_in_full_ink() -> None:
    nothing = np.full(5, np.nan)
    unseen = np.array([np.nan, 2.0, np.nan, 1.0, 0.9])
    history = History(np.arange(5.0), np.full(5, 0.5), nothing, nothing, test_loss=unseen)
    drawing = curve_drawing(replace(project_of(2, 1), history=history))
    lines = [shape for shape in shapes_of(drawing) if isinstance(shape, Line)]
    assert [len(line.points) for line in lines if line.color == look.INK] == [3]
    assert [len(line.points) for line in lines if line.dash > 0] == [5]


def test_that_a_curve_of_nothing_finite_is_an_empty_plot() -> None:
    nothing = np.full(3, np.nan)
    for loss in (nothing, np.full(3, np.inf), np.zeros(3), np.array([1e308, 1e-308, 5.0])):
        history = History(np.arange(3.0), loss, nothing, nothing)
        project = replace(project_of(2, 1), history=history)
        ElementTree.fromstring(svg(curve_drawing(project)))
    ElementTree.fromstring(svg(curve_drawing(project_of(2, 1))))


def test_that_thinning_keeps_peaks_and_ends() -> None:
    x = np.arange(10_000.0)
    y = np.ones(10_000)
    y[1234] = 50.0
    kept_x, kept_y = thin(x, y, 100)
    assert len(kept_x) <= 202
    assert kept_y.max() == 50.0
    assert (kept_x[0], kept_x[-1]) == (0.0, 9999.0)
    assert (np.diff(kept_x) > 0).all()


def test_that_pooling_keeps_the_mean() -> None:
    values = np.arange(12.0).reshape(3, 4)
    assert pool(values, 1, 2).tolist() == [[0.5, 2.5], [4.5, 6.5], [8.5, 10.5]]
    assert pool(values, 0, 5) is values


# -- how it is written -------------------------------------------------------------------------------------


@settings(max_examples=10)
@given(
    st.lists(st.sampled_from([1, 2, 5, 24, 25, 60]), min_size=2, max_size=5),
    st.sampled_from(["he_normal", "zeros", "normal(50.0)", "constant(-1.0)"]),
    st.sampled_from(["en", "ko"]),
)
def test_that_every_picture_of_every_network_is_read_again(
    sizes: list[int], init: str, language: str
) -> None:
    project = replace(project_of(*sizes, init=init), language=language)
    for kind in PICTURES:
        data = kind.write(project)
        kind.validate(data)
        if kind.suffix == ".svg":
            assert data == kind.write(project)
            assert b'"nan' not in data


def test_that_names_cannot_leave_their_place() -> None:
    hostile = ("<script>alert(1)</script>", "\"&'\x00\ud800", "\u202eabc")
    for draw in (diagram, weights_drawing):
        data = svg(draw(project_of(3, 2, names=hostile)))
        root = ElementTree.fromstring(data)
        assert not [node for node in root.iter() if node.tag.endswith("script")]
        assert "\u202e" not in data.decode()
        png(draw(project_of(3, 2, names=hostile)))


def test_that_an_svg_asks_for_nothing() -> None:
    for draw in (diagram, weights_drawing, curve_drawing):
        text = svg(draw(project_of(784, 30, 10))).decode()
        assert set(re.findall(r"https?://[^\" ]*", text)) <= {
            "http://www.w3.org/2000/svg",
            "http://www.w3.org/1999/xlink",
        }
        assert all(link.startswith("data:image/png;base64,") for link in re.findall(r'href="([^"]*)"', text))


def test_that_png_shows_what_the_drawing_says() -> None:
    drawing = Drawing(
        40,
        30,
        (
            Rectangle(0, 0, 10, 10, "#0877BD"),
            Circle(25, 15, 5, "#F59322"),
            Line(((0, 25), (40, 25)), "#1B1F27", 2.0),
            Placed(30, 0, Drawing(10, 10, (Rectangle(2, 2, 6, 6, "#E5383B"),))),
            Pixels(0, 12, 8, 4, np.array([[0, 254]], np.uint8), look.PALETTE),
        ),
    )
    pixels = picture(png(drawing))
    assert pixels.shape == (60, 80, 3)

    def at(x: int, y: int) -> str:
        return "#{:02X}{:02X}{:02X}".format(*pixels[2 * y, 2 * x])

    assert at(5, 5) == "#0877BD"
    assert at(25, 15) == "#F59322"
    assert at(20, 25) == "#1B1F27"
    assert at(35, 5) == "#E5383B"
    assert (at(2, 14), at(6, 14)) == (look.NEGATIVE, look.POSITIVE)
    assert at(15, 2) == "#FFFFFF"


def test_that_dashes_leave_spaces() -> None:
    line = Line(((0, 5), (100, 5)), "#000000", 2.0, dash=10.0)
    row = picture(png(Drawing(100, 10, (line,))))[10, :, 0]
    assert 0.6 < (row < 128).mean() < 0.8
    assert np.count_nonzero(np.diff((row < 128).astype(int)) == 1) == 7


def test_that_an_immense_drawing_is_made_at_a_size_that_fits() -> None:
    drawing = Drawing(5000, 4000, (Rectangle(0, 0, 10, 10, "#000000"),))
    assert picture(png(drawing)).shape == (4000, 5000, 3)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_that_pictures_speak_the_language_of_the_project(language: str) -> None:
    text = svg(diagram(replace(project_of(2, 1), language=language))).decode()
    assert ("입력" in text) == (language == "ko")
    assert ("inputs" in text) == (language == "en")


def test_that_named_inputs_are_no_pixels() -> None:
    names = tuple(f"sensor {number}" for number in range(256))
    plain = next(s for s in shapes_of(weights_drawing(project_of(256, 4))) if isinstance(s, Pixels))
    named = next(
        s for s in shapes_of(weights_drawing(project_of(256, 4, names=names))) if isinstance(s, Pixels)
    )
    assert plain.indices.shape == (16, 4 * 17 - 1)
    assert named.indices.shape == (256, 4)


def test_that_a_loss_within_a_decade_has_round_numbers_beside_it() -> None:
    assert Axis(0.11, 9.9, log=True).ticks(4) == (0.2, 0.5, 1.0, 2.0, 5.0)
    assert Axis(1e-6, 1e3, log=True).ticks(4) == (1e-6, 1e-3, 1.0, 1e3)
    assert len(Axis(0.0311, 0.0389, log=True).ticks(4)) >= 2
