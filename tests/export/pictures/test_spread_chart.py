"""Charts of means with their spread: what is drawn, and what is left out."""

import math
from itertools import pairwise

import pytest

from nnlab.export.pictures.drawing import Circle, Drawing, Line, Text
from nnlab.export.pictures.formats import read_png, read_svg
from nnlab.export.pictures.png import png
from nnlab.export.pictures.spread_chart import MOST_LINES, SpreadChart, SpreadLine, SpreadPoint, spread_chart
from nnlab.export.pictures.svg import svg


def chart(
    *lines: SpreadLine, words: tuple[str, ...] = (), percent: bool = True, dense: bool = False
) -> Drawing:
    return spread_chart(
        SpreadChart(
            "Accuracy", "mean", "learning rate", lines, "hidden", words, percent, dense, "training exploded"
        )
    )


def points(*values: tuple[float, float | None, float], broken: int = 0) -> tuple[SpreadPoint, ...]:
    return tuple(SpreadPoint(x, mean, std, broken) for x, mean, std in values)


RATES = points((0.01, 0.5, 0.1), (0.1, 0.9, 0.0), (1.0, 1.0, 0.0))


def words_of(drawing: Drawing) -> list[str]:
    return [shape.words for shape in drawing.shapes if isinstance(shape, Text)]


def dots(drawing: Drawing) -> list[Circle]:
    return [shape for shape in drawing.shapes if isinstance(shape, Circle)]


def test_that_every_mean_has_a_dot_and_decades_of_rates_are_equally_far_apart() -> None:
    places = [dot.x for dot in dots(chart(SpreadLine("", RATES)))]
    assert len(places) == 3
    assert abs((places[1] - places[0]) - (places[2] - places[1])) < 1e-6


def test_that_a_higher_mean_stands_higher_and_a_spread_has_a_bar() -> None:
    drawing = chart(SpreadLine("", RATES))
    low, middle, high = dots(drawing)
    assert low.y > middle.y > high.y
    upright = [s for s in drawing.shapes if isinstance(s, Line) and {x for x, _ in s.points} == {low.x}]
    (bar,) = upright  # of the one that has a spread
    assert min(y for _, y in bar.points) < low.y < max(y for _, y in bar.points)


def test_that_an_explosion_is_a_cross_that_is_explained() -> None:
    drawing = chart(SpreadLine("", (*RATES, *points((10.0, None, 0.0), broken=3))))
    assert len(dots(drawing)) == 3
    assert "×" in words_of(drawing)
    assert "mean · × training exploded" in words_of(drawing)
    assert not any("exploded" in said for said in words_of(chart(SpreadLine("", RATES))))


def test_that_a_subtitle_stands_at_the_foot_in_as_many_lines_as_it_needs() -> None:
    def foot(subtitle: str) -> tuple[list[Text], Drawing]:
        drawing = spread_chart(SpreadChart("Accuracy", subtitle, "rate", (SpreadLine("", RATES),)))
        texts = (shape for shape in drawing.shapes if isinstance(shape, Text))
        return [text for text in texts if len(text.words) > 8 and text.words in subtitle], drawing

    (short,), low = foot("mean ± deviation")
    assert 280 < short.y < low.height
    (first, second), high = foot(
        "mean ± standard deviation over seeds and hidden · without 12 of 40 runs at all"
    )
    assert first.y == short.y < second.y < high.height
    assert high.height > low.height


def bars_at(drawing: Drawing, dot: Circle) -> tuple[list[Line], list[Line]]:
    """Return the upright bars through a dot, and the strokes across them."""
    lines = [shape for shape in drawing.shapes if isinstance(shape, Line) and len(shape.points) == 2]
    upright = [line for line in lines if {x for x, _ in line.points} == {dot.x}]
    across = [line for line in lines if [x for x, _ in line.points] == [dot.x - 3, dot.x + 3]]
    return upright, across


def test_that_a_bar_that_the_axis_cuts_off_has_an_open_end_and_says_so() -> None:
    whole, cut = points((0.1, 1.0, 0.5)), points((0.1, 1.0, 2.0), (1.0, 1.0, 0.5))
    drawing = chart(SpreadLine("", whole), percent=False)
    assert len(bars_at(drawing, dots(drawing)[0])[1]) == 2
    assert not any("open bars" in said for said in words_of(drawing))
    drawing = chart(SpreadLine("", cut), percent=False)  # mean − deviation is below 0, which no decade has
    (bar,), ends = bars_at(drawing, dots(drawing)[0])
    assert len(ends) == 1
    assert ends[0].points[0][1] == min(y for _, y in bar.points)
    assert any("open bars" in said for said in words_of(drawing))
    shares = chart(SpreadLine("", points((0.1, 0.95, 0.1), (1.0, 0.7, 0.1))))
    assert [len(bars_at(shares, dot)[1]) for dot in dots(shares)] == [1, 2]


def test_that_words_are_not_joined_but_numbers_are() -> None:
    optimizers = chart(SpreadLine("", points((0, 0.5, 0), (1, 0.9, 0))), words=("sgd", "adam"))
    assert {"sgd", "adam"} <= set(words_of(optimizers))
    through = [dot.x for dot in dots(optimizers)]
    assert not any(
        isinstance(shape, Line) and [x for x, _ in shape.points] == through for shape in optimizers.shapes
    )
    rates = chart(SpreadLine("", RATES))
    through = [dot.x for dot in dots(rates)]
    assert any(isinstance(shape, Line) and [x for x, _ in shape.points] == through for shape in rates.shapes)


def test_that_several_lines_have_colours_of_their_own_and_their_names() -> None:
    drawing = chart(*(SpreadLine(str(width), RATES) for width in (4, 8, 16)))
    assert {"hidden", "4", "8", "16"} <= set(words_of(drawing))
    assert len({dot.fill for dot in dots(drawing)}) == 3


def test_that_no_more_lines_are_drawn_than_can_be_told_apart() -> None:
    drawing = chart(*(SpreadLine(str(width), RATES) for width in range(20)))
    assert len({dot.fill for dot in dots(drawing)}) == MOST_LINES


def test_that_a_chart_without_a_single_point_can_be_drawn() -> None:
    for percent in (True, False):
        for dense in (True, False):
            for lines in ((), (SpreadLine("", ()),), (SpreadLine("", points((1.0, None, 0.0))),)):
                drawing = chart(*lines, percent=percent, dense=dense)
                assert read_png(png(drawing))[0] >= drawing.width
                read_svg(svg(drawing))


def test_that_losses_of_any_size_lie_within_the_plot() -> None:
    losses = points((1, 1e-12, 1e-9), (2, 0.0, 0.0), (3, 1e30, 1e30))
    for dense in (True, False):
        drawing = chart(SpreadLine("", losses), percent=False, dense=dense)
        assert all(0 <= dot.y <= drawing.height for dot in dots(drawing))


def test_that_nothing_stands_beside_a_long_title() -> None:
    drawing = chart(SpreadLine("", RATES))
    (title,) = (shape for shape in drawing.shapes if isinstance(shape, Text) and shape.bold)
    assert [shape.words for shape in drawing.shapes if isinstance(shape, Text) and shape.y == title.y] == [
        title.words
    ]


def test_that_names_in_the_legend_are_as_far_apart_as_their_letters_ask_for() -> None:
    point = (SpreadPoint(1.0, 0.5), SpreadPoint(2.0, 0.6))
    names = ("ill", "momentum", "www", "0.3")
    named = SpreadChart("t", "s", "x", tuple(SpreadLine(name, point) for name in names), parted="optimizer")
    marks = [shape.x for shape in spread_chart(named).shapes if isinstance(shape, Circle) and shape.y == 36]
    ill, momentum, www = (after - before for before, after in pairwise(marks))
    assert ill < www < momentum
    assert momentum > 8 * 7.5 + 12  # of letters that are 10.5 high
    many = tuple(SpreadLine(f"0.0{n}", point) for n in range(8))
    drawn = spread_chart(SpreadChart("t", "s", "x", many, parted="learning rate")).shapes
    assert sum(isinstance(shape, Circle) and shape.y == 36 for shape in drawn) == 8  # closer, but all of them


@pytest.mark.parametrize(
    "losses",
    [(-1.0, 0.5, 2.0), (-3.0,), (-1e150, 2.0), (-1.7e308, 1.7e308), (0.0, 0.0), (1e-300, 1.7e308), (1e308,)],
)
def test_that_losses_of_any_size_and_sign_have_a_place_on_the_axis(losses: tuple[float, ...]) -> None:
    means = points(*((float(at), loss, abs(loss)) for at, loss in enumerate(losses)))
    for dense in (False, True):
        drawn = chart(SpreadLine("", means), percent=False, dense=dense)
        assert all(math.isfinite(dot.y) for dot in dots(drawn))
        assert len(svg(drawn)) > 0
    heights = [dot.y for dot in dots(chart(SpreadLine("", means), percent=False))]
    assert len(heights) == len(losses)
    assert heights == sorted(heights, reverse=True)  # what is less lies lower: y grows downwards
