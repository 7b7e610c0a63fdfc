"""The menu of a picture in the window, by the right button or the menu key: copy it, or save it as a file."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from nnlab.desktop.files import picture_export
from nnlab.desktop.files.chooser import file_dialog
from nnlab.desktop.lab import Lab
from nnlab.desktop.notices import Notice
from nnlab.desktop.widgets.menus import RoundMenu
from nnlab.desktop.words import data_sentences
from nnlab.files import FileError, write_atomically

_SUFFIXES = (".png", ".svg")


class PictureMenu(QObject):
    """Lets `widget` be copied and saved as it is shown; `file_name` is the stem that is offered for its file."""

    def __init__(self, widget: QWidget, lab: Lab, file_name: str) -> None:
        super().__init__(widget)
        self._widget = widget
        self._lab = lab
        self._file_name = file_name
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(self._on_menu_requested)

    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(picture_export.picture_of(self._widget))
        self._lab.tell(Notice(lambda: self.tr("The picture was copied. Paste it where you write.")))

    def save(self, path: str) -> None:
        """Write the picture to `path`; the suffix says whether as pixels (.png) or as shapes (.svg)."""
        suffix = Path(path).suffix.lower()
        if suffix not in _SUFFIXES:
            self._lab.tell(Notice(self._other_suffix, "warning"))
            return
        from nnlab.export.pictures.formats import (  # with libraries that no window needs to open
            read_png,
            read_svg,
        )

        if suffix == ".svg":
            data, validate = picture_export.svg_bytes(self._widget, self._widget.accessibleName()), read_svg
        else:
            data, validate = picture_export.png_bytes(self._widget), read_png
        self._lab.files.write(
            lambda _job: write_atomically(path, data, validate=validate),
            lambda _done: self._lab.tell(Notice(partial(self._saved, Path(path).name))),
            self._refuse,
        )

    def _on_menu_requested(self, place: QPoint) -> None:
        menu = RoundMenu(parent=self._widget)
        menu.setObjectName("picture_menu")
        menu.setAccessibleName(self.tr("Picture"))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy picture"), self.copy)
        menu.addAction(self.tr("Save picture…"), self._choose_file)
        menu.popup(self._widget.mapToGlobal(place))

    def _choose_file(self) -> None:
        kinds = (self.tr("Picture of pixels (*.png)"), self.tr("Drawing of shapes (*.svg)"))
        dialog = file_dialog(self._widget, self.tr("Save picture"), saves_as=".png")
        dialog.setNameFilters(kinds)
        dialog.selectFile(f"{self._file_name}.png")
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix("svg" if "svg" in kind else "png"))
        dialog.fileSelected.connect(self.save)
        dialog.open()

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, FileError):
            raise error
        self._lab.tell(Notice(partial(data_sentences.load_error, error), "warning"))

    def _saved(self, name: str) -> str:
        return self.tr("The picture was saved as {name}.").format(name=name)

    def _other_suffix(self) -> str:
        return self.tr("Pictures are saved as .png or .svg. Nothing was written. Choose a name that ends so.")
