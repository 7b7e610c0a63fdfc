import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLabel, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import MARGIN_PX, Card, Hairline, SectionTitle


@pytest.fixture
def card(qtbot):
    card = Card("Network", "92 parameters")
    qtbot.addWidget(card)
    card.resize(228, 300)
    return card


def shown_texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def test_that_title_and_caption_are_shown_and_the_title_names_the_card(card):
    assert shown_texts(card) == ["Network", "92 parameters"]
    assert card.accessibleName() == "Network"


def test_that_a_header_without_content_takes_no_room(qtbot):
    bare, titled = Card(), Card("Title")
    for card in (bare, titled):
        qtbot.addWidget(card)
        card.body.addWidget(QLabel("content"))
    assert titled.sizeHint().height() > bare.sizeHint().height() + 20


def test_that_the_header_stays_at_the_top_of_a_tall_card_with_an_empty_body(card):
    card.show()
    title = card.findChild(QLabel)
    assert title.mapTo(card, QPoint(0, title.height())).y() < 40


def test_that_a_tall_corner_widget_does_not_push_the_body_down(card):
    content = QWidget()
    card.body.addWidget(content)
    card.layout().activate()
    before = content.y()
    card.set_corner_widget(Button(Look.BARE, "more"))
    card.layout().activate()
    assert content.y() == before


def test_that_a_corner_widget_can_be_replaced_and_taken_away(card):
    first, second = QWidget(), QWidget()
    card.set_corner_widget(first)
    card.set_corner_widget(second)
    assert first.parentWidget() is None
    assert card.isAncestorOf(second)
    card.set_corner_widget(None)
    assert second.parentWidget() is None


def test_that_the_body_keeps_the_margin_on_both_sides(card):
    content = QWidget()
    card.body.addWidget(content)
    card.layout().activate()
    assert (content.x(), card.width() - content.geometry().right() - 1) == (MARGIN_PX, MARGIN_PX)


def test_that_the_header_grows_with_the_text_of_the_theme(qapp, card):
    card.show()
    small = card.layout().itemAt(0).widget().height()
    themes.apply(qapp, "projector")
    try:
        assert card.layout().itemAt(0).widget().minimumHeight() > small
    finally:
        themes.apply(qapp, "light")


def test_that_a_section_shows_its_note_after_its_text(qtbot):
    section = SectionTitle("Layer 2")
    qtbot.addWidget(section)
    section.set_text("Layer 3", "output")
    assert shown_texts(section) == ["Layer 3", "output"]


def test_that_a_hairline_is_one_pixel_of_the_theme_s_line(qtbot, qapp):
    theme = themes.apply(qapp, "light")
    line = Hairline()
    qtbot.addWidget(line)
    line.resize(20, line.sizeHint().height())
    image = line.grab().toImage()
    column = [image.pixelColor(10, y).name().upper() for y in range(image.height())]
    assert column.count(theme.line.upper()) == 1


def test_that_a_caption_without_room_ends_in_an_ellipsis_and_widens_nothing(card):
    card.show()
    least = card.minimumSizeHint().width()
    card.set_caption("386,718,386,718,386,718 parameters")
    card.layout().activate()
    caption = card.findChildren(QLabel)[1]
    assert card.minimumSizeHint().width() <= least
    assert caption.geometry().right() < card.width() - MARGIN_PX
    assert caption.text() == "386,718,386,718,386,718 parameters"
    assert caption._shown().endswith("…")
    card.set_caption("92 parameters")
    card.layout().activate()
    assert caption._shown() == "92 parameters"


def test_that_the_strong_part_of_a_caption_stands_beside_the_muted_one_and_goes_with_it(card):
    card.set_caption("training ·", "test")
    assert shown_texts(card) == ["Network", "training ·", "test"]
    card.set_caption("")
    assert shown_texts(card) == ["Network"]
