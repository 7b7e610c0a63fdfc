"""One step on paper: what is asked is nowhere to be read, the key says what the step is, and all of it has room."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from nnlab.engine import (
    OPTIMIZER_NAMES,
    EngineError,
    LayerSpec,
    Network,
    NetworkSpec,
    TracedStep,
    Trainer,
    TrainingConfig,
)
from nnlab.export import FORMATS, exported
from nnlab.export.pictures.drawing import Drawing, Line, Placed, Text
from nnlab.export.pictures.spelling import width_of
from nnlab.export.worksheet.html import worksheet_html
from nnlab.export.worksheet.matrices import cell_text
from nnlab.export.worksheet.measures import LEFT, RIGHT
from nnlab.export.worksheet.worksheet import MOST_PAGES, Worksheet, backward_blanks, worksheet
from nnlab.lessons import begin, load_preset, preset_keys
from nnlab.study.arithmetic.equations import Equation, Matrix
from nnlab.study.arithmetic.sheet import sheet_of
from tests.study.arithmetic.networks import traced

TEXTBOOK = [key for key in preset_keys() if re.fullmatch(r"textbook/31[1-8]_\d", key)]
LETTER_HEIGHT = 1056.0  # at 96 dots an inch; a printer keeps some 16 of them free
SVG = "{http://www.w3.org/2000/svg}"


def step_of(preset: str) -> TracedStep:
    state = begin(load_preset(preset))
    data = state.dataset
    network = Network.from_parameters(state.parameters)
    return Trainer(network, data.inputs, data.targets, state.config, task=data.task).trace_step()


def large_step(*sizes: int, samples: int = 1, bias: bool = True) -> TracedStep:
    spec = NetworkSpec(sizes[0], tuple(LayerSpec(units, "tanh", bias=bias) for units in sizes[1:]))
    rng = np.random.default_rng(1)
    X, T = rng.normal(size=(samples, sizes[0])), rng.normal(size=(samples, sizes[-1]))
    return Trainer(Network.create(spec, 2), X, T, TrainingConfig(batch_size=samples)).trace_step()


def shapes_of(drawing: Drawing, x: float = 0.0, y: float = 0.0) -> Iterator[tuple[float, float, Text | Line]]:
    """Yield the shapes of a page with where it begins."""
    for shape in drawing.shapes:
        if isinstance(shape, Placed):
            yield from shapes_of(shape.drawing, x + shape.x, y + shape.y)
        else:
            assert isinstance(shape, Text | Line)
            yield x, y, shape


def words_of_pages(pages: tuple[Drawing, ...]) -> Counter[str]:
    shapes = (shape for page in pages for _, _, shape in shapes_of(page))
    return Counter(shape.words for shape in shapes if isinstance(shape, Text))


def empty(sheet: Worksheet) -> tuple[Drawing, ...]:
    return sheet.pages[: sheet.key]


def key(sheet: Worksheet) -> tuple[Drawing, ...]:
    return sheet.pages[sheet.key :]


def results(step: TracedStep, since: int = 0) -> list[Matrix]:
    def result(line: Equation) -> Matrix:
        matrix = line.terms[line.result]
        assert isinstance(matrix, Matrix)
        return matrix

    return [result(line) for line in sheet_of(step).equations if line.operation >= since]


def as_printed(matrix: Matrix, decimals: int) -> list[str]:
    """Return the numbers of a matrix, spelled by other means than those of the worksheet."""
    rounded = (format(float(value), f".{decimals}f") for value in matrix.values.flat)
    return [text.replace("-", "−") if float(text) else text.lstrip("-") for text in rounded]


# -- what is asked, and what the key says ------------------------------------------------------------------


@pytest.mark.parametrize("optimizer", OPTIMIZER_NAMES)
@pytest.mark.parametrize("decimals", [2, 4, 8])
def test_that_no_number_that_is_asked_is_on_the_pages_to_fill_in(optimizer: str, decimals: int) -> None:
    step = traced((3, 4, 2), ("tanh", "sigmoid"), optimizer=optimizer, samples=2, seed=3)
    sheet = worksheet(step, title="t", decimals=decimals)
    asked = {text for matrix in results(step) for text in as_printed(matrix, decimals)}
    given = [step.T, *step.slots_before, *(array for a in step.layers for array in (a.X, a.W, a.b))]
    shown = {cell_text(float(value), decimals, short=short) for array in given if array is not None
             for value in array.flat for short in (False, True)}  # fmt: skip
    asked -= shown | {"0.02"}  # the learning rate; and a weight that hardly changes is spelled as before
    assert len(asked) > 10
    assert not asked & set(words_of_pages(empty(sheet)))
    html = worksheet_html(replace(sheet, pages=empty(sheet))).decode()
    assert not [text for text in asked if f">{text}<" in html]


@pytest.mark.parametrize("name", TEXTBOOK)
@pytest.mark.parametrize("decimals", [3, 6])
def test_that_the_key_has_every_number_of_the_step_to_the_decimals_shown(name: str, decimals: int) -> None:
    step = step_of(name)
    words = words_of_pages(key(worksheet(step, title="t", decimals=decimals)))
    for matrix in results(step):
        for text, times in Counter(as_printed(matrix, decimals)).items():
            exact_zero = text.strip("0.") == "" and not matrix.values.all()
            assert words[text] >= times or exact_zero, f"{matrix.name}: {text}"


def test_that_the_key_of_317_has_the_numbers_of_the_notes() -> None:
    words = words_of_pages(key(worksheet(step_of("textbook/317_1"), title="t")))
    for number in (
        "0.3775",
        "0.5933",
        "1.1059",
        "0.7514",
        "0.2984",
        "0.1385",
        "−0.0381",
        "0.0822",
        "−0.0226",
    ):
        assert words[number]


def test_that_every_box_stands_at_the_same_place_on_the_key() -> None:
    sheet = worksheet(step_of("seven-segment"), title="t")
    assert len(empty(sheet)) == len(key(sheet)) > 1
    for page, filled in zip(empty(sheet), key(sheet), strict=True):
        boxes = [(x, y, shape) for x, y, shape in shapes_of(page) if isinstance(shape, Line)]
        same = [(x, y, shape) for x, y, shape in shapes_of(filled) if isinstance(shape, Line)]
        on_head = 2 if page is sheet.pages[0] else 0  # where name and date are written
        assert boxes[on_head:] == same


def test_that_no_box_tells_the_sign_of_what_belongs_into_it() -> None:
    sheet = worksheet(traced((3, 4, 2), ("tanh", "sigmoid"), samples=2, seed=3), title="t")
    boxes = [
        shape.points
        for page in empty(sheet)
        for _, _, shape in shapes_of(page)
        if isinstance(shape, Line) and len(shape.points) == 5
    ]
    assert len(boxes) > 50
    assert len({round(points[1][0] - points[0][0], 6) for points in boxes}) == 1


def test_that_the_way_back_alone_can_be_asked() -> None:
    step = step_of("textbook/317_1")
    sheet = worksheet(step, title="t", blanks=backward_blanks(step))
    shown = words_of_pages(empty(sheet))
    for number in ("0.3775", "0.5933", "0.7514", "0.2984"):  # the way forward
        assert shown[number]
    for number in ("0.1385", "−0.0381", "0.0822"):
        assert not shown[number]
        assert words_of_pages(key(sheet))[number]


def test_that_only_the_rest_of_a_step_can_be_asked() -> None:
    step = step_of("textbook/317_1")
    shown = words_of_pages(empty(worksheet(step, title="t", blanks=len(step.operations) - 1)))
    assert shown["0.1385"]
    assert shown["−0.0226"]
    assert not shown["0.4492"]  # a weight after the update


@pytest.mark.parametrize("settings", [{"decimals": 1}, {"decimals": 9}, {"blanks": -1}, {"blanks": 13}])
def test_that_what_cannot_be_asked_is_refused(settings: dict[str, int]) -> None:
    with pytest.raises(ValueError, match=r"a worksheet has|a step of 13 operations"):
        worksheet(step_of("textbook/317_1"), title="t", **settings)


def test_that_nothing_is_written_without_a_sign_and_given_numbers_as_short_as_they_are() -> None:
    assert [cell_text(value, 3) for value in (0.0, -0.0, -0.0001, 0.05, -1.5)] == [
        "0", "0", "0.000", "0.050", "−1.500",
    ]  # fmt: skip
    assert [cell_text(value, 3, short=True) for value in (0.05, -2.0, 1 / 3, 2e-7)] == [
        "0.05", "−2", "0.333", "2·10⁻⁷",
    ]  # fmt: skip


# -- pages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TEXTBOOK)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_that_a_textbook_step_is_one_page_and_its_key_the_second(name: str, language: str) -> None:
    sheet = worksheet(step_of(name), title=name, language=language)
    assert (len(sheet.pages), sheet.key) == (2, 1)
    assert words_of_pages(sheet.pages[:1])["1 / 2"] == words_of_pages(sheet.pages[1:])["2 / 2"] == 1
    assert sheet.left_out == ""


def test_that_there_are_the_presets_of_all_the_notes() -> None:
    assert {name[9:12] for name in TEXTBOOK} == {"311", "312", "313", "314", "316", "317", "318"}


STEPS = {
    "seven-segment": lambda: step_of("seven-segment"),
    "784-64-10": lambda: large_step(784, 64, 10),
    "one of each": lambda: large_step(1, 1),
    "no bias": lambda: large_step(3, 9, 2, bias=False),
    "five hundred samples": lambda: large_step(9, 8, 8, samples=500),
    "sixty layers": lambda: large_step(*[8] * 61),
    "adam": lambda: traced((8, 8, 8), ("softmax", "softmax"), optimizer="adam", samples=8),
}


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("decimals", [2, 8])
def test_that_everything_is_within_the_paper_of_a4_and_of_letter(name: str, decimals: int) -> None:
    sheet = worksheet(STEPS[name](), title="A title " * 40, language="ko", decimals=decimals)
    assert 2 <= len(sheet.pages) <= MOST_PAGES
    for page in sheet.pages:
        for x, y, shape in shapes_of(page):
            if isinstance(shape, Line):
                across, down = zip(*shape.points, strict=True)
                edges = (x + min(across), x + max(across), y + min(down), y + max(down))
            else:
                wide = 0.85 * width_of(shape.words, shape.size)
                start = x + shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
                edges = (start, start + wide, y + shape.y - shape.size, y + shape.y)
            left, right, top, bottom = edges
            assert left >= LEFT - 1
            assert right <= RIGHT + 1
            assert top >= 16
            assert bottom <= LETTER_HEIGHT - 16


def test_that_large_matrices_show_their_corners_and_say_so() -> None:
    step = large_step(784, 64, 10)
    words = words_of_pages(worksheet(step, title="t").pages)
    assert words["784 × 64"]
    assert words["⋱"]
    assert any("first and last rows and columns" in text for text in words)
    W = step.layers[0].W
    for value in (W[0, 0], W[2, 2], W[0, -1], W[-1, 0], W[-1, -1]):
        assert words[cell_text(float(value), 4)]


def test_that_a_step_without_room_names_the_operations_that_are_left_out() -> None:
    step = large_step(*[8] * 61)
    sheet = worksheet(step, title="t")
    assert len(sheet.pages) == MOST_PAGES
    first, last = map(int, re.findall(r"(\d+)–(\d+)", sheet.left_out)[-1])
    assert last == len(step.operations)
    for part in (empty(sheet), key(sheet)):
        words = words_of_pages(part)
        assert words[str(first - 1)]
        assert not words[str(first)]
        assert any(
            sheet.left_out.startswith(text.rstrip("…")) for text in words if text.startswith("Left out")
        )


def test_that_what_is_asked_of_a_long_step_is_there_though_its_beginning_is_not() -> None:
    step = large_step(*[8] * 61)
    back = backward_blanks(step)
    sheet = worksheet(step, title="t", blanks=back)
    assert f"1–{back}" in sheet.left_out
    words = words_of_pages(empty(sheet))
    assert words[str(back + 1)]
    assert words[cell_text(float(step.layers[-1].Y[0, 0]), 4)]  # given now


def test_that_numbers_that_are_none_are_written_as_such() -> None:
    spec = NetworkSpec(2, (LayerSpec(2, "linear", "normal(1)"),))
    trainer = Trainer(
        Network.create(spec, 1), np.full((1, 2), 1e200), np.full((1, 2), -1e200), TrainingConfig()
    )
    words = words_of_pages(key(worksheet(trainer.trace_step(), title="t")))
    assert words["∞"] or words["−∞"]


# -- both languages, names from outside, and the page ------------------------------------------------------


def test_that_both_languages_say_what_is_to_be_done() -> None:
    step = step_of("textbook/317_1")
    english, korean = (worksheet(step, title="t", language=tongue) for tongue in ("en", "ko"))
    assert words_of_pages(english.pages)[
        "Fill in the blanks. Compute with the numbers above; write 4 decimals."
    ]
    assert words_of_pages(english.pages)["Key"]
    assert words_of_pages(korean.pages)["정답 (key)"]
    assert words_of_pages(korean.pages)["주어진 값"] == 2
    assert b'<html lang="ko">' in worksheet_html(korean)
    assert not [text for text in words_of_pages(korean.pages) if re.search(r"\b(sum|given|hidden)\b", text)]


@pytest.mark.parametrize(
    "title", ["", "  ", "<script>alert('1')</script>", '"&amp;\u202egnp\x00\ud800', "제목 " * 90]
)
def test_that_a_title_from_outside_harms_no_page(title: str) -> None:
    html = worksheet_html(worksheet(step_of("textbook/311_1"), title=title)).decode()
    assert "<script" not in html
    assert not re.search("[\u202e\x00]", html)
    drawings = re.findall(r"<svg .*?</svg>", html, re.DOTALL)
    assert len(drawings) == 2
    for drawing in drawings:
        assert ElementTree.fromstring(drawing).find("text") is not None


def test_that_the_page_needs_nothing_else_and_prints_each_sheet_on_its_own() -> None:
    html = worksheet_html(worksheet(step_of("textbook/317_1"), title="t")).decode()
    assert not re.search(r"""https?://|src=|url\(|@import""", html)
    assert "@page { size: A4" in html
    assert "break-after: page" in html
    assert "Malgun Gothic" in html


def test_that_equal_steps_give_equal_bytes() -> None:
    first, second = (worksheet_html(worksheet(step_of("seven-segment"), title="t")) for _ in range(2))
    assert first == second


def test_that_it_is_among_the_formats_and_is_of_the_next_step() -> None:
    kind = next(one for one in FORMATS if one.key == "worksheet")
    project = exported(begin(load_preset("textbook/317_1")), title="317", language="ko")
    assert kind.wants_data
    assert kind.content(project) == worksheet_html(
        worksheet(step_of("textbook/317_1"), title="317", language="ko")
    )
    assert kind.look is not None
    assert kind.look(project).title == "317, 1 / 2"


def test_that_a_project_without_its_samples_is_refused_with_why() -> None:
    kind = next(one for one in FORMATS if one.key == "worksheet")
    project = replace(exported(begin(load_preset("textbook/317_1"))), dataset=None, data_name="mnist")
    with pytest.raises(EngineError, match="needs the samples, but mnist is not on this computer"):
        kind.content(project)
