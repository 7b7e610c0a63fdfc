"""The menu of the window's own settings: theme, language, keys."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal, SignalInstance
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from nnlab.desktop.preferences import SYSTEM, Preferences
from nnlab.desktop.widgets.menus import RoundMenu


class SettingsMenu(RoundMenu):
    """Made anew whenever it opens, so that its words and ticks are those of the moment."""

    theme_chosen = Signal(object)  # str: 'system', 'light', 'dark' or 'projector'
    language_chosen = Signal(object)  # str: 'system', 'en' or 'ko'
    keys_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent)
        self.setObjectName("settings_menu")

    def open_at(self, corner: QPoint, chosen: Preferences) -> None:
        """Pop up with `chosen` ticked; `corner` is in global pixels."""
        self.clear()
        for old in self.findChildren(QMenu):
            old.deleteLater()
        as_system = (SYSTEM, self.tr("As the system"))
        themes = (
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("projector", self.tr("Projector")),
        )
        self._add_choices(self.tr("Theme"), (as_system, *themes), chosen.theme, self.theme_chosen)
        languages = (as_system, ("en", "English"), ("ko", "한국어"))
        self._add_choices(self.tr("Language"), languages, chosen.language, self.language_chosen)
        self.addSeparator()
        self.addAction(self.tr("Keys…")).triggered.connect(lambda: self.keys_asked.emit())
        self.popup(corner)

    def _add_choices(
        self, title: str, choices: Sequence[tuple[str, str]], current: str, chosen: SignalInstance
    ) -> None:
        menu = RoundMenu(title, self)
        self.addMenu(menu)
        group = QActionGroup(menu)
        for key, text in choices:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setChecked(key == current)
            action.triggered.connect(lambda _checked=False, key=key: chosen.emit(key))
            group.addAction(action)
