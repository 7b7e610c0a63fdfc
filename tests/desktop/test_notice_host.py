"""Where a notice is shown, and how long."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from nnlab.desktop import notice_host
from nnlab.desktop.notice_host import NoticeHost, reading_ms
from nnlab.desktop.notices import Notice, NoticeAction
from nnlab.lessons.presets import load_preset, preset_keys
from tests.desktop.conftest import settle

LONG = "Training stopped because the weights of layer 1 grew without end. " * 4


class Desk(QWidget):
    """A workspace of two columns; notices go over the right one."""

    def __init__(self) -> None:
        super().__init__()
        self.notice_ground = QWidget()
        self.notice_ground.setFixedWidth(258)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(QWidget(), 1)
        layout.addWidget(self.notice_ground)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def over(qtbot, desk) -> QStackedWidget:
    over = QStackedWidget()
    qtbot.addWidget(over)
    over.addWidget(desk)
    over.resize(1000, 600)
    over.show()
    qtbot.waitExposed(over)
    return over


@pytest.fixture
def host(over) -> NoticeHost:
    return NoticeHost(over)


@pytest.fixture
def quick(monkeypatch) -> None:
    """Let news be read in no time."""
    monkeypatch.setattr(notice_host, "reading_ms", lambda text: 1)
    monkeypatch.setattr(notice_host, "_LINGER_MS", 1)


def foot_of(host: NoticeHost) -> tuple[int, int]:
    place = host.bar.geometry()
    return place.x() + place.width(), place.y() + place.height()


# -- where ---------------------------------------------------------------------------------------------------------


def test_that_a_notice_lies_over_the_foot_of_the_ground_its_workspace_names(host):
    host.show(Notice(lambda: LONG))
    assert host.bar.width() == 258
    assert host.bar.height() == host.bar.heightForWidth(258)
    assert foot_of(host) == (1000, 600)


def test_that_it_stays_there_when_the_window_changes(qtbot, host, over, desk):
    host.show(Notice(lambda: LONG))
    over.resize(1200, 700)
    assert foot_of(host) == (1200, 700)
    desk.notice_ground.setFixedWidth(206)
    qtbot.waitUntil(lambda: host.bar.width() == 206 and foot_of(host) == (1200, 700))


def test_that_a_notice_lies_over_the_workspace_that_one_goes_to(host, over):
    host.show(Notice(lambda: "Opened."))
    other = Desk()
    over.addWidget(other)
    over.setCurrentWidget(other)
    assert over.children()[-1] is host.bar  # above all others
    corner = other.notice_ground.mapTo(over, other.notice_ground.rect().topRight())
    assert host.bar.geometry().right() == corner.x()


def test_that_a_notice_moves_when_its_workspace_shows_another_side(qtbot, host, over, desk):
    host.show(Notice(lambda: "News."))
    first, second = desk.notice_ground, QWidget()
    desk.layout().insertWidget(0, second, 1)
    desk.notice_ground = second
    first.hide()
    qtbot.waitUntil(lambda: host._ground is second)
    bar = host.bar.geometry()
    assert QRect(second.mapTo(over, QPoint(0, 0)), second.size()).contains(bar.center())


def test_that_over_a_wide_ground_it_is_no_wider_than_a_line_is_read(host, desk, over):
    desk.notice_ground.setFixedWidth(900)
    settle()
    host.show(Notice(lambda: "The loss is higher than before training.", "warning"))
    assert host.bar.width() < 500
    assert host.bar.geometry().bottomLeft() == QPoint(over.width() - 900, over.height() - 1)


def test_that_it_moves_with_what_its_ground_lies_in(host, over, desk):
    side, inside = QWidget(over), QWidget()
    layout = QHBoxLayout(side)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(inside)
    desk.notice_ground = inside
    side.setGeometry(500, 0, 258, 600)
    side.show()
    settle()
    host.show(Notice(lambda: "news"))
    before = host.bar.x()
    side.move(420, 0)
    assert host.bar.x() == before - 80


def test_that_it_grows_to_the_left_rather_than_be_cut(host):
    host.show(Notice(lambda: LONG * 6))
    place = host.bar.geometry()
    assert place.width() > 258
    assert QRect(0, 0, 1000, 600).contains(place)
    assert place.height() == host.bar.heightForWidth(place.width())


def test_that_on_the_bench_it_leaves_the_curve_and_the_table_free(build_window, qtbot):
    window = build_window("en")
    for size in ((1280, 800), (1024, 700)):
        window.resize(*size)
        for key in ("lecture/caterpillars", "lecture/ten-points", "seven-segment"):
            window.toolbar._on_preset_chosen(key)
            QApplication.sendPostedEvents()
            bar = window._notices.bar
            column = QRect(
                window.bench.look.mapTo(bar.parentWidget(), QPoint(0, 0)), window.bench.look.size()
            )
            assert load_preset(key).about["en"] in bar.text()
            assert column.contains(bar.geometry())
            assert bar.height() >= bar.heightForWidth(bar.width())


def test_that_it_keeps_its_place_and_all_its_text_in_another_theme(build_window, qtbot):
    window = build_window("en")
    window.toolbar._on_preset_chosen("lecture/ten-points")
    bar, look = window._notices.bar, window.bench.look
    for name in ("projector", "light"):
        window.set_theme(name)
        qtbot.waitUntil(lambda: bar.height() == bar.heightForWidth(bar.width()))
        qtbot.waitUntil(
            lambda: bar.mapToGlobal(bar.rect().bottomRight()) == look.mapToGlobal(look.rect().bottomRight())
        )


# -- how long ------------------------------------------------------------------------------------------------------


def test_that_news_fades_and_a_warning_stays(qtbot, host, quick):
    host.show(Notice(lambda: "Done."))
    qtbot.waitUntil(host.bar.isHidden)
    host.show(Notice(lambda: "Too fast.", "warning"))
    host.show(Notice(lambda: "Look here.", fades=False))
    qtbot.wait(50)
    assert not host.bar.isHidden()


def test_that_a_warning_in_place_of_news_does_not_fade_with_it(qtbot, host, quick):
    host.show(Notice(lambda: "Done."))
    host.show(Notice(lambda: "Too fast.", "warning"))
    qtbot.wait(50)
    assert not host.bar.isHidden()


def test_that_news_stays_while_the_mouse_is_over_it(qtbot, host, quick):
    host.show(Notice(lambda: "Done."))
    host.bar.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)  # as Qt sets it when the mouse enters
    qtbot.wait(50)
    assert not host.bar.isHidden()
    QApplication.sendEvent(host.bar, QEvent(QEvent.Type.Leave))
    host.bar.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    qtbot.waitUntil(host.bar.isHidden)


def test_that_news_stays_while_the_keyboard_is_on_its_button(qtbot, host, over, quick):
    over.activateWindow()
    host.show(Notice(lambda: "Done.", actions=(NoticeAction(lambda: "Again", over.close),)))
    host.bar.findChild(QPushButton, "notice_action_0").setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.wait(50)
    assert not host.bar.isHidden()


def test_that_notices_that_wait_come_one_after_the_other_and_each_once(host):
    first, second, third = (Notice(lambda text=text: text, fades=False, waits=True) for text in "abc")
    for notice in (first, second, third, second, first):
        host.show(notice)
    shown = []
    while host.bar.isVisible():
        shown.append(host._notice.text)
        host.hide()
    assert shown == ["a", "b", "c"]


def test_that_a_longer_text_is_shown_for_longer():
    assert 6000 < reading_ms("Done: 30 epochs of training.") < 12_000
    longest = max((load_preset(key).about["en"] for key in preset_keys()), key=len)
    assert 25_000 < reading_ms(longest) < 60_000


# -- offers --------------------------------------------------------------------------------------------------------


def test_that_an_offer_comes_back_until_it_is_answered(host, quick, qtbot):
    done = []
    bring = NoticeAction(lambda: "Bring it back", lambda: done.append(True))
    host.show(Notice(lambda: "offer", actions=(bring,), fades=False, waits=True, due=lambda: not done))
    host.show(Notice(lambda: "news"))
    assert host._notice.text == "news"
    qtbot.waitUntil(lambda: host._notice.text == "offer")
    host.show(Notice(lambda: "careful", "warning"))
    host.hide()
    assert host._notice.text == "offer"
    host._on_action_chosen(0)
    assert done == [True]
    assert host.bar.isHidden()
    host.show(Notice(lambda: "more news", "warning"))
    host.hide()
    assert host.bar.isHidden()


def test_that_an_offer_that_waits_is_not_lost_to_other_news_that_waits(host):
    host.show(Notice(lambda: "careful", "warning"))
    host.show(Notice(lambda: "offer", fades=False, waits=True, due=lambda: True))
    host.show(Notice(lambda: "news", waits=True))
    host.hide()
    assert host._notice.text == "news"
    host.hide()
    assert host._notice.text == "offer"


def test_that_an_offer_that_is_answered_elsewhere_or_put_away_does_not_come_back(host):
    due = [True]
    host.show(Notice(lambda: "offer", fades=False, due=lambda: due[0]))
    host.show(Notice(lambda: "careful", "warning"))
    due[0] = False
    host.hide()
    assert host.bar.isHidden()
    host.show(Notice(lambda: "another", fades=False, due=lambda: True))
    host.hide()
    host.show(Notice(lambda: "careful", "warning"))
    host.hide()
    assert host.bar.isHidden()
