"""The worksheet in the window: its dialog, what is written, and what a printer is given."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from nnlab.desktop import theme as themes
from nnlab.desktop.files.worksheet import Worksheets
from nnlab.desktop.files.worksheet_dialog import WorksheetDialog
from nnlab.desktop.files.worksheet_pdf import PagePainter, pdf_bytes, read_pdf
from nnlab.desktop.widgets.fields import ChoiceField
from nnlab.engine import Network, TracedStep, Trainer
from nnlab.export.pictures.drawing import Drawing, Rectangle
from nnlab.export.worksheet.html import worksheet_html
from nnlab.export.worksheet.worksheet import worksheet
from nnlab.lessons import begin, load_preset
from tests.desktop.conftest import settle
from tests.desktop.test_controls_are_named import nameless

PATIENCE_MS = 20_000


def step_of(preset: str) -> TracedStep:
    state = begin(load_preset(preset))
    data = state.dataset
    network = Network.from_parameters(state.parameters)
    return Trainer(network, data.inputs, data.targets, state.config, task=data.task).trace_step()


STEP = step_of("textbook/317_1")
SHEET = worksheet(STEP, title="317")


@pytest.fixture
def window(build_window):
    return build_window("en", "textbook/317_1")


@pytest.fixture
def worksheets(window) -> Worksheets:
    return Worksheets(window.lab, window)


@pytest.fixture
def told(window) -> list[str]:
    sentences: list[str] = []
    window.lab.noticed.connect(lambda notice: sentences.append(notice.text))
    return sentences


@pytest.fixture
def open_dialog(window, worksheets, qtbot):
    def opened(step: TracedStep = STEP, done: int = 0) -> WorksheetDialog:
        worksheets.open(step, done)
        dialog = window.findChild(WorksheetDialog)
        qtbot.waitUntil(lambda: dialog.sheet is not None, timeout=PATIENCE_MS)
        return dialog

    return opened


def press(dialog: WorksheetDialog, name: str, qtbot) -> None:
    qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)
    settle()


def choose(dialog: WorksheetDialog, field: str, value: object, qtbot) -> None:
    before = dialog.sheet
    dialog.findChild(ChoiceField, field).value_chosen.emit(value)
    qtbot.waitUntil(lambda: dialog.sheet is not before, timeout=PATIENCE_MS)


def painted(page: Drawing) -> QImage:
    image = QImage(794, 1123, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    try:
        PagePainter(painter).paint(page.shapes)
    finally:
        painter.end()
    return image


def ink(image: QImage) -> int:
    pixels = bytes(image.constBits())
    return sum(pixels[at] < 128 for at in range(0, len(pixels), 4))


# -- PDF ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ko"])
def test_that_a_pdf_has_every_page_with_its_words(language: str, qapp) -> None:
    for preset in ("textbook/317_1", "seven-segment"):
        sheet = worksheet(step_of(preset), title="317", language=language)
        data = pdf_bytes(sheet)
        assert data.startswith(b"%PDF-")
        assert read_pdf(data) == len(sheet.pages)
        assert b"/Font" in data
        assert b"/Subtype /Image" not in data


def test_that_a_pdf_that_was_cut_is_told_from_a_whole_one(qapp) -> None:
    data = pdf_bytes(SHEET)
    for broken in (b"", data[:-20], data[5:], b"%PDF-1.4"):
        with pytest.raises(ValueError, match="no whole PDF"):
            read_pdf(broken)


def test_that_the_key_has_more_ink_than_the_page_to_fill_in_and_no_page_is_empty(qapp) -> None:
    page, key = (ink(painted(one)) for one in SHEET.pages)
    assert 5_000 < page < key


def test_that_a_shape_that_no_worksheet_has_is_not_passed_over(qapp) -> None:
    with pytest.raises(AssertionError, match="no Rectangle"):
        painted(Drawing(10, 10, (Rectangle(0, 0, 5, 5, "#000000"),)))


# -- the dialog --------------------------------------------------------------------------------------------


def test_that_the_dialog_shows_the_worksheet_of_the_step(open_dialog, window) -> None:
    dialog = open_dialog()
    expected = worksheet(STEP, title=window.lab.files.title)
    assert worksheet_html(dialog.sheet) == worksheet_html(expected)
    assert not nameless(dialog)
    for theme in themes.THEME_NAMES:  # paper is white in every one
        window.set_theme(theme)
        settle()
        picture = dialog.grab().toImage()
        ratio = dialog.devicePixelRatioF()
        corner = dialog._page.mapTo(dialog, dialog._page.rect().center()) * ratio
        white = sum(
            picture.pixelColor(round(corner.x()) + at, round(corner.y())) == QColor("white")
            for at in range(-60, 60)
        )
        assert white > 40


def test_that_choices_change_what_is_shown(open_dialog, qtbot) -> None:
    dialog = open_dialog(STEP, 3)
    title = dialog.sheet.title
    choose(dialog, "worksheet_decimals", 6, qtbot)
    choose(dialog, "worksheet_blanks", "from-here", qtbot)
    expected = worksheet(STEP, title=title, decimals=6, blanks=3)
    assert worksheet_html(dialog.sheet) == worksheet_html(expected)


@pytest.mark.parametrize(("done", "offers"), [(0, False), (5, True), (len(STEP.operations), False)])
def test_that_the_rest_of_a_step_is_offered_only_where_there_is_one(
    done: int, offers: bool, open_dialog
) -> None:
    field = open_dialog(STEP, done).findChild(ChoiceField, "worksheet_blanks")
    assert ("from-here" in [choice.key for choice in field._choices]) is offers


def test_that_the_language_is_that_of_the_window(build_window, qtbot) -> None:
    window = build_window("ko", "textbook/317_1")
    Worksheets(window.lab, window).open(STEP, 0)
    dialog = window.findChild(WorksheetDialog)
    qtbot.waitUntil(lambda: dialog.sheet is not None, timeout=PATIENCE_MS)
    assert dialog.sheet.language == "ko"


def test_that_closing_while_it_is_made_tells_nothing_afterwards(worksheets, window, qtbot) -> None:
    worksheets.open(step_of("seven-segment"), 0)
    window.findChild(WorksheetDialog).reject()
    settle()
    done: list[None] = []
    window.lab.previews.start(lambda _job: None, done.append)
    qtbot.waitUntil(lambda: bool(done), timeout=PATIENCE_MS)
    assert window.findChild(WorksheetDialog) is None


def test_that_a_worksheet_that_cannot_be_laid_out_ends_in_a_sentence(worksheets, window, qtbot) -> None:
    worksheets.open(replace(STEP, layers=STEP.layers[:1]), 0)
    dialog = window.findChild(WorksheetDialog)

    def said() -> str:
        return " ".join(label.text() for label in dialog.findChildren(QLabel))

    qtbot.waitUntil(lambda: "could not be laid out" in said(), timeout=PATIENCE_MS)
    assert dialog.sheet is None
    assert not dialog.findChild(QPushButton, "worksheet_print_button").isEnabled()


# -- taking it along ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("button", "suffix"), [("worksheet_pdf_button", ".pdf"), ("worksheet_html_button", ".html")]
)
def test_that_a_button_writes_what_is_shown(
    button: str, suffix: str, open_dialog, tmp_path: Path, told, qtbot
) -> None:
    dialog, path = open_dialog(), tmp_path / f"sheet{suffix}"
    press(dialog, button, qtbot)
    chooser = dialog.findChild(QFileDialog)
    assert chooser.selectedFiles()[0].endswith(f"-worksheet{suffix}")
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    qtbot.waitUntil(lambda: f"sheet{suffix} is written." in told, timeout=PATIENCE_MS)
    data = path.read_bytes()
    if suffix == ".pdf":
        assert read_pdf(data) == 2
    else:
        assert data == worksheet_html(dialog.sheet)
    assert dialog._written.text() == f"sheet{suffix} is written."


def test_that_a_name_that_ends_otherwise_is_refused(worksheets, tmp_path: Path, told) -> None:
    worksheets.save(SHEET, tmp_path / "sheet.docx")
    assert told == ["sheet.docx was not written: choose a name that ends in .pdf / .html."]
    assert not list(tmp_path.iterdir())


def test_that_a_folder_that_is_gone_is_said(worksheets, tmp_path: Path, told, qtbot) -> None:
    worksheets.save(SHEET, tmp_path / "no" / "sheet.pdf")
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    assert "was not saved" in told[0]


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this computer has a printer")
def test_that_a_computer_without_a_printer_is_told_what_to_do(open_dialog, qtbot) -> None:
    dialog = open_dialog()
    press(dialog, "worksheet_print_button", qtbot)
    assert dialog._written.text() == "This computer has no printer. Save it as PDF, and print that elsewhere."


@pytest.mark.parametrize("resolution", [300, 1200])
def test_that_a_printer_is_given_every_page(resolution: int, worksheets, tmp_path: Path, told, qtbot) -> None:
    printer = QPrinter()  # one that writes what it prints
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setResolution(resolution)
    worksheets._print(SHEET, printer)
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    assert told == ["The worksheet was given to the printer."]
    assert read_pdf((tmp_path / "printed.pdf").read_bytes()) == 2


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_that_a_printer_that_takes_nothing_is_said(worksheets, tmp_path: Path, told, qtbot) -> None:
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "no" / "printed.pdf"))
    worksheets._print(SHEET, printer)
    qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE_MS)
    assert told[0].startswith("The printer took nothing.")
