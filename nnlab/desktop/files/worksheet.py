"""Takes a worksheet of a step out of the window: to a printer, as a PDF or as a page of HTML."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWidgets import QWidget

from nnlab.desktop.files import export_sentences as say
from nnlab.desktop.files.chooser import file_dialog, file_name
from nnlab.desktop.files.worksheet_dialog import WorksheetDialog
from nnlab.desktop.files.worksheet_pdf import paint_pages, pdf_bytes, read_pdf
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.desktop.words import data_sentences
from nnlab.engine import TracedStep
from nnlab.export.worksheet.html import worksheet_html
from nnlab.export.worksheet.worksheet import Worksheet
from nnlab.files import FileError, write_atomically

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_LEAST_PAPER = (794.0, 1056.0)  # pixels of 1/96 inch that a page is written on: A4's width, Letter's height


class Worksheets(QObject):
    """Shows the worksheet of a step, and prints or saves it."""

    def __init__(self, lab: Lab, parent: QWidget) -> None:
        super().__init__(parent)
        self._lab, self._parent = lab, parent

    def open(self, step: TracedStep, done: int) -> None:
        """Show the dialog for `step`, of which `done` operations are made."""
        window = self._parent.window()
        dialog = WorksheetDialog(step, done, self._lab.files.title, self._lab.previews, window)
        dialog.print_requested.connect(partial(self._choose_printer, dialog))
        dialog.pdf_requested.connect(partial(self._choose_name, dialog, ".pdf"))
        dialog.html_requested.connect(partial(self._choose_name, dialog, ".html"))
        dialog.open()

    def save(self, sheet: Worksheet, path: Path) -> None:
        """Write `sheet` by a job, as the suffix of `path` says: .pdf or .html."""
        suffix = path.suffix.lower()
        if suffix not in (".pdf", ".html"):
            self._tell(partial(say.other_suffix, path.name, (".pdf", ".html")), "warning")
            return

        def work(_job: object) -> None:
            if suffix == ".pdf":
                write_atomically(path, pdf_bytes(sheet), validate=read_pdf)
            else:
                write_atomically(path, worksheet_html(sheet), validate=bytes.decode)

        self._lab.files.write(work, lambda _done: self._tell(partial(say.exported, path.name)), self._refuse)

    def _choose_name(self, dialog: WorksheetDialog, suffix: str, sheet: Worksheet) -> None:
        kinds = {".pdf": self.tr("Worksheet (*.pdf)"), ".html": self.tr("Worksheet (*.html)")}
        chooser = file_dialog(dialog, self.tr("Save worksheet"), saves_as=suffix)
        chooser.setNameFilter(kinds[suffix])
        chooser.selectFile(f"{file_name(sheet.title)}-worksheet{suffix}")
        chooser.fileSelected.connect(lambda path: self.save(sheet, Path(path)))
        chooser.open()

    def _choose_printer(self, dialog: WorksheetDialog, sheet: Worksheet) -> None:
        # Loaded now: asking for printers takes longer than a window may take to open.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            dialog.say(self.tr("This computer has no printer. Save it as PDF, and print that elsewhere."))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
            )
        )
        printer.setFullPage(True)
        printer.setDocName(sheet.title)
        chooser = QPrintDialog(printer, dialog)
        chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chooser.setWindowTitle(self.tr("Print worksheet"))
        chooser.accepted.connect(lambda: self._print(sheet, printer))
        chooser.open()

    def _print(self, sheet: Worksheet, printer: "QPrinter") -> None:
        """Paint the pages by a job, smaller on a paper that has less room."""
        dots = printer.resolution()
        paper = printer.pageLayout().fullRectPixels(dots)
        scale = min(dots / 96, paper.width() / _LEAST_PAPER[0], paper.height() / _LEAST_PAPER[1])

        def done(is_printed: bool) -> None:
            if is_printed:
                self._tell(self._printed)
            else:
                self._tell(self._not_printed, "warning")

        self._lab.jobs.start(lambda _job: paint_pages(printer, sheet, scale), done)

    def _tell(self, sentence: Callable[[], str], kind: str = "info") -> None:
        self._lab.tell(Notice(sentence, kind))
        dialog = self._parent.window().findChild(WorksheetDialog)
        if dialog is not None:  # it lies over the notice
            dialog.say(sentence())

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, FileError):
            raise error
        self._tell(partial(data_sentences.load_error, error), "warning")

    def _printed(self) -> str:
        return self.tr("The worksheet was given to the printer.")

    def _not_printed(self) -> str:
        return self.tr("The printer took nothing. Look whether it is on, or save the worksheet as PDF.")
