"""The arithmetic of the equation sheet: numbers in columns, windows, rows of terms, places and moves."""

import numpy as np
import pytest

from nnlab.desktop.widgets.parts.axis_windows import AxisWindows
from nnlab.desktop.widgets.parts.equation_gestures import Drag, WheelHand, reveal
from nnlab.desktop.widgets.parts.equation_guesses import Covers
from nnlab.desktop.widgets.parts.equation_layout import (
    Break,
    MatrixBox,
    Measures,
    SheetLayout,
    TextBox,
    rows_of,
    wrapped,
)
from nnlab.desktop.widgets.parts.equation_lines import SheetSetting, lay_out_sheet, note_of
from nnlab.desktop.widgets.parts.equation_marks import Hint, Marks
from nnlab.desktop.widgets.parts.equation_model import (
    Cell,
    Guess,
    GuessState,
    Piece,
    ScalarLine,
    ShownLine,
    ShownMatrix,
    ShownSign,
)
from nnlab.desktop.widgets.parts.equation_moves import Move, moved
from nnlab.desktop.widgets.parts.equation_numbers import notation_of, spell
from nnlab.desktop.widgets.parts.equation_samples import digits_lines, textbook_lines
from nnlab.desktop.widgets.parts.equation_symbols import symbol_of


def width(text: str) -> float:
    return 8.0 * len(text)


MEASURES = Measures(
    text=width,
    caption=width,
    name=lambda matrix: 8.0 * len(matrix.name),
    row=20.0,
    pad=6.0,
    name_height=16.0,
    note_height=16.0,
    axis_height=14.0,
    gap=10.0,
    tick=10.0,
)


def laid_out(lines, room: float = 900.0, largest: int = 6, asked=lambda line: False) -> SheetLayout:
    setting = SheetSetting(room, largest, asked, lambda matrix: notation_of(matrix.values, 4))
    return lay_out_sheet(lines, MEASURES, setting)


def matrix_box(layout: SheetLayout, line: int, term: int) -> MatrixBox:
    box = layout.lines[line].matrix(term)
    assert box is not None
    return box


def texts(values, decimals: int = 4) -> list[str]:
    array = np.array(values, dtype=float)
    notation = notation_of(array, decimals)
    return [spell(value, notation).text for value in array.ravel().tolist()]


# Numbers


def test_that_a_matrix_is_written_with_no_more_digits_than_it_has():
    assert texts([[0.15, 0.2], [1.0, 0.35]]) == ["0.15", "0.20", "1.00", "0.35"]
    assert texts([[0.0, 1.0]]) == ["0", "1"]
    assert texts([[1 / 3, 0.5]]) == ["0.3333", "0.5000"]
    assert texts([[1 / 3, 0.5]], 2) == ["0.33", "0.50"]


def test_that_single_precision_numbers_are_written_as_short_as_they_were_meant():
    values = np.array([[0.1, 0.25]], dtype=np.float32)
    assert notation_of(values, 6).decimals == 2


def test_that_what_rounds_to_zero_is_a_plain_zero_without_a_sign():
    assert texts([[-0.00001, 0.3, 0.0, -0.0]]) == ["0", "0.3000", "0", "0"]


def test_that_numbers_that_would_all_be_zero_have_powers_of_ten():
    assert texts([[0.00001234, -0.00000567]]) == ["1.234·10⁻⁵", "−5.670·10⁻⁶"]


def test_that_long_numbers_have_powers_of_ten():
    assert texts([[2.5e7, 1.0, 0.0]]) == ["2.500·10⁷", "1.000·10⁰", "0"]


def test_that_what_is_no_number_is_spelled_as_everywhere():
    assert texts([[np.nan, np.inf, -np.inf, 1.5]]) == ["—", "∞", "−∞", "1.5"]
    assert texts([[np.inf, -np.inf]]) == ["∞", "−∞"]
    assert texts([[np.nan]]) == ["—"]


def test_that_the_largest_single_precision_numbers_are_written_without_a_warning():
    values = np.full((2, 2), 3e38, dtype=np.float32)
    notation = notation_of(values, 4)
    assert spell(float(values[0, 0]), notation).text == "3.000·10³⁸"


@pytest.mark.parametrize("values", [[[12.5, -0.25], [3, 100]], [[1e-9, -3e-12]], [[0, 0]], [[np.nan, -1]]])
def test_that_no_number_is_longer_than_its_notation_says(values):
    array = np.array(values, dtype=float)
    notation = notation_of(array, 4)
    for value in array.ravel().tolist():
        spelled = spell(value, notation)
        assert len(spelled.head) <= len(notation.longest_head)
        assert len(spelled.tail) <= max(map(len, notation.possible_tails))


def test_that_the_next_numbers_of_a_kind_need_the_same_room():
    small, smaller = np.array([[3e-6, -2e-5]]), np.array([[-4e-10, 7e-8]])
    assert notation_of(small, 4).room == notation_of(smaller, 4).room
    assert notation_of(small, 4).room != notation_of(small * 1e4, 4).room


def test_that_a_name_is_a_letter_with_its_index():
    symbol = symbol_of("WHb", transposed=True)
    assert (symbol.letter, symbol.index, symbol.above) == ("W", "Hb", "ᵀ")
    assert symbol.html() == "W<sub>Hb</sub>ᵀ"
    assert symbol_of("W", is_new=True).spoken == "W′"


# Rows of terms


def test_that_a_row_is_broken_only_where_it_may_be():
    no, poor, good = Break.NEVER, Break.POOR, Break.GOOD
    assert rows_of([50, 10, 50, 10, 50], [no, good, no, good, no], 5, 130) == [range(3), range(3, 5)]
    assert rows_of([50, 10, 50], [no, no, no], 5, 60) == [range(3)]
    assert rows_of([200, 10, 50], [no, good, no], 5, 100) == [range(1), range(1, 3)]
    assert rows_of([50, 10, 50, 10, 50], [no, good, no, poor, no], 5, 140) == [range(1), range(1, 5)]
    assert rows_of([50, 10, 50, 10, 50], [no, no, no, poor, no], 5, 140) == [range(3), range(3, 5)]
    assert rows_of([], [], 5, 100) == []


def test_that_a_line_is_not_broken_within_parentheses_where_it_need_not_be():
    matrix = ShownMatrix("O", np.full((1, 4), 0.25), "", "o")
    parts = (matrix, "∘ log(", matrix, ") + (1 −", matrix, ")", "=", matrix)
    line = ShownLine("1", "", tuple(ShownSign(p) if isinstance(p, str) else p for p in parts))

    def starts(room: float) -> list[int]:
        layout = laid_out([line], room)
        return [
            b.term for b in layout.lines[0].boxes if isinstance(b, TextBox) and b.rect.x == layout.terms_x
        ]

    assert starts(2000) == []
    assert starts(950) == [6]
    assert starts(330) == [1, 3, 6]


def test_that_a_caption_is_broken_at_spaces():
    assert wrapped("weights of output", 90, width) == ("weights of", "output")
    assert wrapped("incomprehensible", 40, width) == ("incomprehensible",)
    assert wrapped("", 40, width) == ()


def test_that_a_line_that_fits_stands_in_one_row_and_a_longer_one_is_broken_before_a_sign():
    lines = textbook_lines()
    wide, narrow = laid_out(lines), laid_out(lines, 460)
    tops = {box.y + box.size.inner_height / 2 for box in wide.lines[0].boxes if isinstance(box, MatrixBox)}
    assert len(tops) == 1
    first = narrow.lines[0].boxes
    broken = next(box for box in first[1:] if box.term % 2 and box.rect.x == narrow.terms_x)
    assert broken.text in ("+", "=")
    assert narrow.lines[0].height > wide.lines[0].height


def test_that_captions_take_more_rows_rather_than_the_room_of_the_matrices():
    line = ShownLine("12", "a caption that is very long indeed, longer than most", textbook_lines()[0].terms)
    layout = laid_out([line], 700)
    assert 1 < len(layout.lines[0].caption) * MEASURES.row * 0.8 <= layout.lines[0].height
    assert layout.terms_x < 300
    assert layout.lines[0].boxes[0].x >= layout.caption_x + max(map(width, layout.lines[0].caption))


def test_that_large_matrices_are_windows_that_keep_to_the_room():
    for room in (560.0, 620.0, 900.0, 1500.0):
        layout = laid_out(digits_lines(), room)
        for line in layout.lines:
            for box in line.boxes:
                right = (
                    box.x + box.size.inner_width
                    if isinstance(box, MatrixBox)
                    else box.rect.x + box.rect.width
                )
                assert right <= room
        size = matrix_box(layout, 0, 2).size
        assert (size.all_rows, size.rows) == (784, 6)
        assert 2 <= size.columns <= 12


def test_that_a_window_that_would_hide_one_or_two_rows_shows_all():
    def rows(count: int) -> int:
        matrix = ShownMatrix("W", np.ones((count, 2)), "a", "b")
        return matrix_box(laid_out([ShownLine("1", "", (matrix,))]), 0, 0).size.rows

    assert (rows(6), rows(8), rows(9), rows(784)) == (6, 8, 6, 6)


def test_that_a_note_says_which_part_is_seen():
    matrix = ShownMatrix("W", np.ones((784, 10)), "i", "o")
    assert note_of(matrix, (6, 10), (130, 0)) == "131–136 / 784 × 10"
    assert note_of(matrix, (784, 10), (0, 0)) == "784 × 10"
    assert note_of(ShownMatrix("E", np.ones((1, 1)), "", "", note="½ Σ"), (1, 1), (0, 0)) == "½ Σ"


def test_that_numbers_of_a_column_meet_at_the_point_and_columns_have_one_width():
    matrix = ShownMatrix("W", np.array([[0.25, -10.5], [1.0, 2.25]]), "a", "b")
    size = matrix_box(laid_out([ShownLine("1", "", (matrix,))]), 0, 0).size
    assert size.points[0] == MEASURES.pad + width("−10")
    assert size.points[1] == size.edges[1] + MEASURES.pad + width("−10")
    assert size.edges[2] == size.points[1] + width(".25") + MEASURES.pad


def test_that_remembered_lines_lie_where_they_would_lie_anew():
    memory = {}
    for lines in (digits_lines(), textbook_lines(), digits_lines()):
        for room, decimals in ((900.0, 4), (640.0, 4), (640.0, 2), (640.0, 4)):
            for asked in (set(), {0, 7}):
                setting = SheetSetting(
                    room, 6, asked.__contains__, lambda matrix, n=decimals: notation_of(matrix.values, n)
                )
                assert lay_out_sheet(lines, MEASURES, setting, memory) == lay_out_sheet(
                    lines, MEASURES, setting
                )
    assert len(memory) == 8


def test_that_a_longer_number_is_not_laid_out_as_the_shorter_one_before():
    memory = {}

    def inner(value: float) -> float:
        matrix = ShownMatrix("W", np.array([[value, 0.5]]), "a", "b")
        setting = SheetSetting(900, 6, lambda line: False, lambda matrix: notation_of(matrix.values, 4))
        layout = lay_out_sheet([ShownLine("1", "", (matrix,))], MEASURES, setting, memory)
        return matrix_box(layout, 0, 0).size.inner_width

    assert inner(0.25) == inner(0.75) < inner(-0.25) < inner(-12.25)


# Places


def test_that_every_cell_in_sight_is_found_where_it_lies():
    layout, windows = laid_out(digits_lines()), AxisWindows()
    windows.show_from("i", 300, 784, 6)
    box, top = matrix_box(layout, 0, 2), layout.lines[0].top
    for row in range(300, 306):
        for column in range(box.size.columns):
            rect = box.cell_rect(row, column, windows)
            assert rect is not None
            x, y = rect.x + rect.width / 2, rect.y + rect.height / 2 + top
            assert layout.cell_at(x, y, windows) == Cell(0, 2, row, column)
    assert box.cell_rect(299, 0, windows) is None
    assert box.cell_rect(306, 0, windows) is None


def test_that_between_cells_and_lines_nothing_is_found():
    layout, windows = laid_out(textbook_lines()), AxisWindows()
    assert layout.cell_at(layout.caption_x, layout.lines[0].axis, windows) is None
    assert layout.cell_at(layout.terms_x, -5.0, windows) is None
    assert layout.cell_at(layout.terms_x, layout.height + 1, windows) is None
    assert layout.line_at(layout.lines[3].top + 1) == 3


def test_that_the_lines_between_two_heights_are_those_that_reach_into_them():
    layout = laid_out(textbook_lines())
    second, fourth = layout.lines[1], layout.lines[3]
    assert layout.between(second.top + 1, fourth.top + 1) == range(1, 4)
    assert layout.between(layout.height + 5, layout.height + 50) == range(8, 8)
    assert laid_out([]).between(0, 100) == range(0)


def test_that_pieces_of_a_formula_lead_to_their_cells_and_are_broken_before_operators():
    cell = Cell(4, 2, 0, 1)
    row = (
        Piece("h1"),
        Piece(" = "),
        Piece("x1", cell),
        Piece(" + "),
        Piece("x2", cell),
        Piece(" = "),
        Piece("9"),
    )
    line = ScalarLine("1", "sum", (row, row))
    layout = laid_out([line], 220)
    boxes = layout.lines[0].boxes
    assert [box.term for box in boxes] == list(range(14))
    lines = sorted({box.rect.y for box in boxes})
    assert len(lines) > 2
    first_of_rows = [
        min((b for b in boxes if b.rect.y == y), key=lambda b: b.rect.x).text.strip() for y in lines
    ]
    assert set(first_of_rows) <= {"h1", "+", "="}
    box = boxes[2]
    at = (box.rect.x + 1, box.rect.y + layout.lines[0].top + 1)
    assert layout.cell_at(*at, AxisWindows()) == cell


# Windows


def test_that_a_window_stays_on_its_axis():
    windows = AxisWindows()
    assert windows.first("i", 784, 6) == 0
    assert windows.move("i", 1000, 784, 6)
    assert windows.first("i", 784, 6) == 778
    assert not windows.move("i", 1, 784, 6)
    assert windows.first("i", 784, 10) == 774  # a larger window on the same axis
    assert windows.move("i", -5000, 784, 6)
    assert windows.first("i", 784, 6) == 0
    assert windows.first("h", 3, 6) == 0


def test_that_a_place_is_revealed_with_the_least_move():
    windows = AxisWindows()
    assert windows.reveal("i", 20, 784, 6)
    assert windows.first("i", 784, 6) == 15
    assert not windows.reveal("i", 17, 784, 6)
    assert windows.reveal("i", 3, 784, 6)
    assert windows.first("i", 784, 6) == 3


def test_that_matrices_with_one_axis_scroll_together():
    layout, windows = laid_out(digits_lines()), AxisWindows()
    sums, weights, back = matrix_box(layout, 0, 0), matrix_box(layout, 0, 2), matrix_box(layout, 7, 0)
    assert reveal(weights, 400, 30, windows)
    first_row, first_column = weights.first(windows)
    assert sums.first(windows) == (0, first_row)
    assert back.first(windows)[0] == first_row
    assert matrix_box(layout, 1, 1).first(windows)[1] == first_column


def test_that_what_is_dragged_stays_under_the_pointer():
    layout, windows = laid_out(digits_lines()), AxisWindows()
    box = matrix_box(layout, 0, 2)
    reveal(box, 100, 0, windows)
    first = box.first(windows)
    drag = Drag(box, 100.0, 100.0, first)
    assert drag.to(100.0, 40.0, windows)
    assert box.first(windows)[0] == first[0] + 3
    assert drag.to(100.0, 100.0, windows)
    assert box.first(windows) == first


def test_that_the_wheel_counts_whole_rows_and_stays_with_what_it_began_on():
    hand = WheelHand()
    assert hand.begins_on(True, 1000)
    assert hand.steps(0, -120) == (3, 0)
    assert hand.steps(0, -20) == (0, 0)
    assert hand.steps(0, -20) == (1, 0)
    assert hand.steps(40, 0) == (0, -1)
    assert hand.begins_on(False, 1100)
    assert not hand.begins_on(False, 2000)
    assert not hand.begins_on(True, 2100)
    assert hand.begins_on(True, 3000)


# Marks


def test_that_sources_in_sight_are_framed_and_those_out_of_sight_are_hinted_at():
    layout, windows = laid_out(digits_lines()), AxisWindows()
    box = matrix_box(layout, 0, 2)
    windows.show_from("i", 100, 784, 6)
    marks = Marks(Cell(0, 6, 0, 1), frozenset(Cell(0, 2, row, 1) for row in range(784)))
    assert len(marks.frames(0, box, windows)) == 6
    assert {(hint.down, hint.across) for hint in marks.hints(0, box, windows)} == {(-1, 0), (1, 0)}
    assert marks.frames(1, box, windows) == []
    assert marks.lines == {0}


def test_that_a_hint_stands_beside_the_row_of_what_is_out_of_sight():
    layout, windows = laid_out(digits_lines()), AxisWindows()
    box = matrix_box(layout, 0, 2)
    marks = Marks(Cell(0, 2, 2, 60))
    (hint,) = marks.hints(0, box, windows)
    assert hint == Hint(hint.x, box.cells_y + 2.5 * box.size.cell_height, 0, 1)
    assert box.cells_x + box.size.edges[-1] < hint.x < box.x + box.size.inner_width


# Keys


def test_that_arrows_go_through_a_matrix_and_on_to_the_next():
    layout = laid_out(textbook_lines())
    assert moved(layout, None, Move.RIGHT) == Cell(0, 0, 0, 0)
    assert moved(layout, Cell(0, 0, 0, 0), Move.RIGHT) == Cell(0, 0, 0, 1)
    assert moved(layout, Cell(0, 0, 0, 1), Move.RIGHT) == Cell(0, 2, 0, 0)
    assert moved(layout, Cell(0, 2, 0, 0), Move.LEFT) == Cell(0, 0, 0, 1)
    assert moved(layout, Cell(0, 2, 0, 1), Move.DOWN) == Cell(0, 2, 1, 1)
    assert moved(layout, Cell(0, 2, 1, 1), Move.RIGHT) == Cell(0, 4, 0, 0)
    assert moved(layout, Cell(0, 6, 0, 1), Move.RIGHT) == Cell(0, 6, 0, 1)
    assert moved(layout, Cell(0, 0, 0, 0), Move.UP) == Cell(0, 0, 0, 0)
    below = moved(layout, Cell(0, 2, 1, 1), Move.DOWN)
    assert below is not None
    assert below.line == 1
    assert moved(layout, below, Move.UP).line == 0


def test_that_home_end_and_pages_go_far():
    layout = laid_out(digits_lines())
    assert moved(layout, Cell(0, 2, 3, 3), Move.ROW_END) == Cell(0, 2, 3, 63)
    assert moved(layout, Cell(0, 2, 3, 3), Move.ROW_START) == Cell(0, 2, 3, 0)
    assert moved(layout, Cell(0, 2, 3, 3), Move.PAGE_DOWN) == Cell(0, 2, 9, 3)
    assert moved(layout, Cell(0, 2, 780, 3), Move.PAGE_DOWN) == Cell(0, 2, 783, 3)
    assert moved(layout, Cell(0, 2, 783, 3), Move.PAGE_DOWN).line == 1
    assert moved(layout, Cell(0, 2, 3, 3), Move.SHEET_END) == Cell(7, 4, 783, 63)
    assert moved(layout, Cell(7, 4, 3, 3), Move.SHEET_START) == Cell(0, 0, 0, 0)
    assert moved(laid_out([]), None, Move.DOWN) is None


def test_that_keys_go_through_the_pieces_of_formulas():
    cell = Cell(9, 0, 0, 0)
    line = ScalarLine("1", "", ((Piece("a", cell), Piece(" + "), Piece("b", cell)),))
    layout = laid_out([line, *textbook_lines()])
    assert moved(layout, Cell(0, 0, 0, 0), Move.RIGHT) == Cell(0, 2, 0, 0)
    assert moved(layout, Cell(0, 2, 0, 0), Move.ROW_START) == Cell(0, 0, 0, 0)
    assert moved(layout, Cell(0, 2, 0, 0), Move.DOWN).line == 1
    assert moved(layout, Cell(1, 0, 0, 0), Move.UP).line == 0


# Guesses


def test_that_a_hidden_result_is_covered_wherever_it_stands_until_it_is_right():
    lines = textbook_lines()
    result = Cell(1, 4, 0, 1)  # H, in line 2
    covers = Covers(lines, {1})
    assert covers.asks(1)
    assert not covers.asks(0)
    assert covers.is_blank(result)
    assert covers.is_covered(Cell(2, 0, 0, 1))
    assert covers.is_covered(Cell(5, 0, 1, 0))  # transposed
    assert not covers.is_covered(Cell(2, 2, 0, 1))
    covers = Covers(lines, {1}, {result: Guess("0.5969", GuessState.RIGHT)})
    assert not covers.is_blank(result)
    assert not covers.is_covered(Cell(5, 0, 1, 0))
    assert covers.is_covered(Cell(5, 0, 0, 0))
    wrong = Covers(lines, {1}, {result: Guess("0.6", GuessState.WRONG)})
    assert wrong.is_blank(result)
    assert wrong.is_covered(Cell(5, 0, 1, 0))


def test_that_lines_without_a_result_and_lines_that_are_not_there_hide_nothing():
    line = ShownLine("1", "", (ShownMatrix("W", np.ones((1, 1)), "", ""), ShownSign("=")))
    assert not Covers((line,), {0, 5}).asks(0)
    assert not Covers((ScalarLine("1", "", ()),), {0}).asks(0)


def test_that_a_result_to_be_guessed_has_room_to_type():
    lines = textbook_lines()
    plain, asked = laid_out(lines), laid_out(lines, asked=lambda line: line == 2)
    assert matrix_box(asked, 2, 6).size.inner_width > matrix_box(plain, 2, 6).size.inner_width
    assert matrix_box(asked, 2, 2).size == matrix_box(plain, 2, 2).size
