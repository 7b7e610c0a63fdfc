"""What workspaces with a column of cards at their right have in common."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.card import GAP_PX
from nnlab.desktop.widgets.parts.scrolled import scrolled


class SidedWorkspace(QWidget):
    """What one works on left, a column of cards right, `side_px` wide at the ordinary size of type."""

    def __init__(self, side_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side_px = side_px
        self._side = QWidget()

    @property
    def notice_ground(self) -> QWidget:
        """The widget over whose foot notices are shown: the column, unless the workspace names another."""
        return self._side

    def arrange(self, main: QLayout, cards: tuple[QWidget, ...], growing: QWidget) -> None:
        """Put `main` left and `cards` one above the other right; the card `growing` takes the height that is left."""
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(GAP_PX)
        for card in cards:
            side.addWidget(card, int(card is growing))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP_PX)
        layout.addLayout(main, 1)
        layout.addWidget(self._side)
        self.fit()

    def set_side(self, side_px: int) -> None:
        """Give the column another width, at the ordinary size of type."""
        if side_px != self._side_px:
            self._side_px = side_px
            self.fit()

    def fit(self) -> None:
        """Give the column its width in the theme in force."""
        self._side.setFixedWidth(round(self._side_px * themes.current().text_px / 13))

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.fit()


def scrolled_cards(name: str, cards: tuple[QWidget, ...], growing: QWidget) -> QScrollArea:
    """Return the cards one above the other, `growing` last; in a low window with large type they are scrolled."""
    inside = QWidget()
    layout = QVBoxLayout(inside)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(GAP_PX)
    for card in cards:
        layout.addWidget(card)
    layout.addWidget(growing, 1)
    return scrolled(inside, name)
