"""The menu of files: open, save, notes, and what was open lately."""

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QWidget

from nnlab.desktop.widgets.menus import RoundMenu

_NAME_PX = 320


class FileMenu(RoundMenu):
    """Made anew whenever it opens, so that its words and files are those of the moment."""

    open_asked = Signal()
    folder_asked = Signal()
    paste_asked = Signal()
    recent_chosen = Signal(object)  # str: a path
    save_asked = Signal()
    save_as_asked = Signal()
    notes_asked = Signal()
    export_asked = Signal()
    import_asked = Signal()
    leftovers_asked = Signal()
    link_copy_asked = Signal()
    link_open_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setObjectName("file_menu")
        self.setToolTipsVisible(True)

    def open_at(self, corner: QPoint, recent: tuple[str, ...], *, has_leftovers: bool) -> None:
        """Pop up with the files that were open lately; `corner` is in global pixels."""
        self.clear()
        for old in self.findChildren(QMenu):
            old.deleteLater()
        self._add(self.tr("Open…"), "Ctrl+O", self.open_asked)
        self._add(self.tr("Open a folder of pictures…"), "Ctrl+Shift+O", self.folder_asked)
        self._add(self.tr("Paste a table…"), "Ctrl+V", self.paste_asked)
        self._add_recent(recent)
        if has_leftovers:
            self._add(self.tr("Unsaved work…"), "", self.leftovers_asked)
        self.addSeparator()
        self._add(self.tr("Save"), "Ctrl+S", self.save_asked)
        self._add(self.tr("Save as…"), "Ctrl+Shift+S", self.save_as_asked)
        self.addSeparator()
        self._add(self.tr("Export…"), "Ctrl+E", self.export_asked)
        self._add(self.tr("Import weights…"), "Ctrl+I", self.import_asked)
        self.addSeparator()
        self._add(self.tr("Notes…"), "F2", self.notes_asked)
        self.addSeparator()
        self._add(self.tr("Copy a link to this set-up"), "", self.link_copy_asked)
        self._add(self.tr("Open a link…"), "", self.link_open_asked)
        self.popup(corner)

    def _add(self, text: str, keys: str, asked: Signal) -> None:
        # The keys are shown only: the window obeys them, and two owners of a key would cancel each other out.
        action = self.addAction(f"{text}\t{keys}" if keys else text)
        action.triggered.connect(lambda: asked.emit())

    def _add_recent(self, recent: tuple[str, ...]) -> None:
        menu = RoundMenu(self.tr("Open recent"), self)
        menu.setToolTipsVisible(True)
        menu.setEnabled(bool(recent))
        self.addMenu(menu)
        metrics = QFontMetrics(menu.font())
        for path in recent:
            name = metrics.elidedText(Path(path).name, Qt.TextElideMode.ElideMiddle, _NAME_PX).replace(
                "&", "&&"
            )
            action = menu.addAction(name)
            action.setToolTip(path)
            action.triggered.connect(lambda _checked=False, path=path: self.recent_chosen.emit(path))
