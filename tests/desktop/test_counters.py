import pytest
from PySide6.QtGui import QImage

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.counters import Counter, Counters, column_edges

START = (Counter("000,214", "epoch"), Counter("0.0431", "loss"), Counter("10/10", "right"))


@pytest.fixture
def counters(qtbot):
    counters = Counters()
    qtbot.addWidget(counters)
    counters.set_counters(START)
    counters.resize(counters.sizeHint())
    counters.show()
    qtbot.waitExposed(counters)
    return counters


def test_that_columns_end_at_the_right_edge_in_their_order():
    edges = column_edges((70.0, 60.0, 50.0), 300.0)
    assert edges[-1] == 300.0
    assert edges[0] < edges[1] - 60.0 < edges[1] < edges[2] - 50.0


def test_that_other_digits_move_nothing(counters):
    before = counters.sizeHint()
    counters.set_counters((Counter("111,111", "epoch"), Counter("0.1111", "loss"), Counter("1/10", "right")))
    assert counters.sizeHint() == before


def test_that_values_there_is_room_for_move_nothing(counters):
    counters.reserve(("000,000", "0.00·10⁻⁰⁰"))
    before = counters.sizeHint()
    for loss in ("8.20·10⁻⁸", "—", "0.0431"):
        counters.set_counters((START[0], Counter(loss, "loss"), START[2]))
        assert counters.sizeHint() == before
    counters.reserve(())
    assert counters.sizeHint().width() < before.width()


def test_that_a_column_widens_and_never_moves_back(counters):
    narrow = counters.sizeHint().width()
    counters.set_counters((Counter("10,000,000", "epoch"), *START[1:]))
    wide = counters.sizeHint().width()
    counters.set_counters(START)
    assert narrow < wide == counters.sizeHint().width()


def test_that_the_tenth_of_ten_right_answers_moves_nothing(counters):
    counters.set_counters((*START[:2], Counter("7/10", "answers")))
    before = counters.sizeHint()
    counters.set_counters((*START[:2], Counter("10/10", "answers")))
    assert counters.sizeHint() == before


def test_that_other_captions_measure_anew(counters):
    counters.set_counters((Counter("10,000,000", "epoch"), *START[1:]))
    wide = counters.sizeHint().width()
    counters.set_counters((Counter("000,000", "epoch"), Counter("0.2984", "loss")))
    assert counters.sizeHint().width() < wide


def test_that_equal_counters_do_not_repaint(qtbot, counters, count_paints):
    paints = count_paints(counters)
    counters.set_counters(tuple(START))
    qtbot.wait(30)
    assert paints() == 0
    counters.set_counters((Counter("000,215", "epoch"), *START[1:]))
    qtbot.waitUntil(lambda: paints() == 1)


def test_that_a_changed_value_changes_its_own_column_only(counters):
    before = counters.grab().toImage()
    counters.set_counters((*START[:2], Counter("9/10", "right")))
    after = counters.grab().toImage()
    left = before.rect().adjusted(0, 0, -70, 0)
    assert after != before
    assert QImage(after).copy(left) == QImage(before).copy(left)


def test_that_the_counters_are_read_out_with_their_captions(counters):
    assert counters.accessibleName() == "epoch 000,214, loss 0.0431, right 10/10"


def test_that_a_larger_theme_takes_more_room(qapp, counters):
    small = counters.sizeHint()
    themes.apply(qapp, "projector")
    try:
        assert counters.sizeHint().width() > small.width()
    finally:
        themes.apply(qapp, "light")


def test_that_a_counter_of_another_moment_says_so_and_is_muted(counters):
    counters.set_counters((*START[:2], Counter("91%", "test")))
    now, width = counters.grab().toImage(), counters.sizeHint().width()
    counters.set_counters((*START[:2], Counter("91%", "test", "epoch 2")))
    assert counters.accessibleName().endswith("test · epoch 2 91%")
    assert counters.sizeHint().width() > width
    ink, muted = (themes.color(name) for name in (themes.current().ink, themes.current().muted))
    then = counters.grab().toImage()

    def has(image, color):
        rows = range(image.height() // 2)  # the values, above the captions
        return any(
            image.pixelColor(x, y) == color for y in rows for x in range(image.width() - 30, image.width())
        )

    assert has(now, ink)
    assert not has(then, ink)
    assert has(then, muted)


def test_that_a_column_keeps_its_width_when_a_moment_becomes_the_present(counters):
    counters.set_counters((*START[:2], Counter("91%", "test", "epoch 2")))
    wide = counters.sizeHint().width()
    counters.set_counters((*START[:2], Counter("91%", "test")))
    assert counters.sizeHint().width() == wide


def test_that_counters_on_a_card_are_smaller(counters, qtbot):
    small = Counters(on_card=True)
    qtbot.addWidget(small)
    small.set_counters(START)
    assert small.sizeHint().width() < counters.sizeHint().width()
    assert small.sizeHint().height() < counters.sizeHint().height()
