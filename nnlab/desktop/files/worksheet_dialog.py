"""The dialog of a worksheet: what is asked, with how many decimals, and how the page and its key will look."""

import logging

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.files.worksheet_pdf import PagePainter
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.panels.dialog import Sheet, room_for
from nnlab.desktop.widgets.buttons import Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.fields import Choice, ChoiceField, FieldRow
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.words import language
from nnlab.desktop.words.numbers import format_count
from nnlab.engine import TracedStep
from nnlab.export.pictures.drawing import Drawing
from nnlab.export.worksheet.worksheet import DECIMALS, DEFAULT_DECIMALS, Worksheet, backward_blanks, worksheet

_log = logging.getLogger("nnlab")

_SIZE = (1120, 700)  # at the ordinary size of type
_SIDE_PX = 262
_ALL, _BACKWARD, _FROM_HERE = "all", "backward", "from-here"


class WorksheetDialog(Sheet):
    """Left the first page and the first of the key, right what can be chosen; at the foot the ways to take it."""

    print_requested = Signal(object)  # Worksheet
    pdf_requested = Signal(object)  # Worksheet
    html_requested = Signal(object)  # Worksheet

    def __init__(self, step: TracedStep, done: int, title: str, jobs: Jobs, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Worksheet"))
        self._step, self._title, self._jobs = step, title, jobs
        self._blanks = {_ALL: 0, _BACKWARD: backward_blanks(step)}
        if 0 < done < len(step.operations):
            self._blanks[_FROM_HERE] = done
        self._sheet: Worksheet | None = None
        self._job: Job[Worksheet] | None = None
        self._page, self._key = _Paper(), _Paper()
        self._asked, self._decimals = ChoiceField(), ChoiceField()
        self._about, self._left_out, self._written = (label("", "muted") for _ in range(3))
        self._arrange()
        self._offer()
        self._buttons = self._add_ways_out()
        self.finished.connect(lambda _code: self._cancel())
        self._make()

    def say(self, sentence: str) -> None:
        """Say what became of a file or of a print."""
        self._written.setText(sentence)

    @property
    def sheet(self) -> Worksheet | None:
        """The worksheet that is shown; None while it is made."""
        return self._sheet

    def _arrange(self) -> None:
        side = Card(self.tr("What is asked"))
        self._page.setAccessibleName(self.tr("First page"))
        self._key.setAccessibleName(self.tr("Key"))
        side.body.addLayout(FieldRow(self.tr("Blank"), self._asked))
        side.body.addLayout(FieldRow(self.tr("Decimals"), self._decimals))
        for one in (self._about, self._left_out, self._written):
            one.setWordWrap(True)
        side.body.addWidget(self._about)
        side.body.addWidget(self._left_out)
        side.body.addStretch(1)
        side.body.addWidget(self._written)
        columns = QHBoxLayout()
        columns.setSpacing(16)
        columns.addWidget(self._page, 1)  # on the ground: sheets of paper are cards themselves
        columns.addWidget(self._key, 1)
        columns.addWidget(side)
        self.content.addLayout(columns, 1)
        unit = themes.current().text_px / 13
        side.setFixedWidth(round(_SIDE_PX * unit))
        room = room_for(self)
        self.setMaximumSize(room)
        self.resize(QSize(*(round(part * unit) for part in _SIZE)).boundedTo(room))

    def _offer(self) -> None:
        words = {
            _ALL: (self.tr("all results"), self.tr("Forward, backward and update")),
            _BACKWARD: (self.tr("the way back"), self.tr("The way forward is given with its numbers")),
            _FROM_HERE: (self.tr("from here on"), self.tr("What the window has done is given")),
        }
        self._asked.setObjectName("worksheet_blanks")
        self._asked.setToolTip(self.tr("Which results are empty boxes"))
        self._asked.set_choices([Choice(key, *words[key]) for key in self._blanks])
        self._asked.set_value(_ALL)
        self._asked.value_chosen.connect(self._on_blanks_chosen)
        self._decimals.setObjectName("worksheet_decimals")
        self._decimals.setToolTip(self.tr("How many digits after the point are asked"))
        self._decimals.set_choices([Choice(number, str(number)) for number in DECIMALS])
        self._decimals.set_value(DEFAULT_DECIMALS)
        self._decimals.value_chosen.connect(self._on_decimals_chosen)

    def _add_ways_out(self) -> list[QWidget]:
        self.add_way_out(
            "worksheet_close_button", self.tr("Close"), self.tr("Close this window (Esc)"), self.reject
        )
        ways = (
            ("worksheet_html_button", self.tr("Save as HTML…"), self.tr("A page for every browser"),
             self.html_requested, Look.PLATE),
            ("worksheet_pdf_button", self.tr("Save as PDF…"), self.tr("Pages of A4, as they are printed"),
             self.pdf_requested, Look.PLATE),
            ("worksheet_print_button", self.tr("Print…"), self.tr("Choose a printer"),
             self.print_requested, Look.PRIMARY),
        )  # fmt: skip
        return [
            self.add_way_out(name, text, tip, lambda ask=ask: ask.emit(self._sheet), look)
            for name, text, tip, ask, look in ways
        ]

    def _on_blanks_chosen(self, key: str) -> None:
        self._asked.set_value(key)
        self._make()

    def _on_decimals_chosen(self, decimals: int) -> None:
        self._decimals.set_value(decimals)
        self._make()

    def _make(self) -> None:
        """Lay the worksheet out by a job; what is shown until then stays, and cannot be taken."""
        self._cancel()
        step, title, tongue = self._step, self._title, language.current()
        blanks, decimals = self._blanks[self._asked.value()], self._decimals.value()
        self._enable(is_there=False)
        self._job = self._jobs.start(
            lambda _job: worksheet(step, title=title, language=tongue, decimals=decimals, blanks=blanks),
            self._show,
            self._on_failed,
        )

    def _show(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._page.set_page(sheet.pages[0])
        self._key.set_page(sheet.pages[sheet.key])
        text = self.tr("{count} pages of A4; the key begins on page {key}.")
        self._about.setText(text.format(count=format_count(len(sheet.pages)), key=sheet.key + 1))
        self._left_out.setText(sheet.left_out)
        self._enable(is_there=True)

    def _on_failed(self, error: Exception) -> None:
        """Say that there is no such worksheet; another one can be chosen."""
        _log.error("A worksheet could not be laid out.", exc_info=error)
        self._about.setText(
            self.tr(
                "This worksheet could not be laid out. The network is safe. Choose another blank or other decimals, "
                "or close this window."
            )
        )
        self._left_out.setText("")

    def _enable(self, *, is_there: bool) -> None:
        for button in self._buttons:
            button.setEnabled(is_there)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None


class _Paper(QWidget):
    """A page, white in every theme, as large as there is room for it."""

    def __init__(self) -> None:
        super().__init__()
        self._page: Drawing | None = None
        self._picture = QPixmap()  # kept, because a page has hundreds of words
        self.setMinimumSize(120, 170)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_page(self, page: Drawing) -> None:
        """Show `page`."""
        self._page, self._picture = page, QPixmap()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture = QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._page is None:
            return
        painter = painting.begin(self)
        place = self._place(self._page)
        ratio = self.devicePixelRatioF()
        if self._picture.isNull() or self._picture.devicePixelRatio() != ratio:
            self._picture = _picture(self._page, place, ratio)
        painter.drawPixmap(place.topLeft(), self._picture)
        painter.end()

    def _place(self, page: Drawing) -> QRectF:
        """Return where the page lies: at the top, level with what stands beside it, and as large as it fits."""
        scale = min(self.width() / page.width, self.height() / page.height)
        width, height = page.width * scale, page.height * scale
        return QRectF(round((self.width() - width) / 2), 0.0, width, height)


def _picture(page: Drawing, place: QRectF, ratio: float) -> QPixmap:
    picture = QPixmap((place.size() * ratio).toSize())
    picture.setDevicePixelRatio(ratio)
    picture.fill(themes.color(page.ground))
    painter = QPainter(picture)
    painter.scale(place.width() / page.width, place.height() / page.height)
    PagePainter(painter).paint(page.shapes)
    painter.end()
    return picture
