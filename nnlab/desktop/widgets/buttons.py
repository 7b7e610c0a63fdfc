"""The buttons of the chrome: a plate with an icon and a word, painted so that it follows the theme."""

import math
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nnlab.desktop import icons
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.clicked_by_return import ClickedByReturn

_GAP = 8


class Look(Enum):
    """How much a button asks for attention."""

    PRIMARY = "primary"  # ink: the one thing to do here
    PLATE = "plate"  # a surface on the ground
    FIELD = "field"  # a quiet plate on a surface
    BARE = "bare"  # nothing but its word or icon until pointed at


class Button(painting.KeyboardFocus, ClickedByReturn, QPushButton):
    """A push button with an icon, a word or both. Enter presses it where it has the keyboard."""

    def __init__(self, look: Look = Look.PLATE, icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._icon_name = icon_name
        self._words: tuple[str, ...] = ()
        self._is_marked = False
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_look(self, look: Look) -> None:
        """Ask for more or less attention."""
        if look is not self._look:
            self._look = look
            self.updateGeometry()
            self.update()

    def set_icon_name(self, name: str) -> None:
        """Show the icon `name`, or none if it is empty."""
        if name != self._icon_name:
            self._icon_name = name
            self.update()

    def set_marked(self, marked: bool) -> None:
        """Put a dot at the upper right corner: something here waits to be done."""
        if marked != self._is_marked:
            self._is_marked = marked
            self.update()

    def reserve(self, *words: str) -> None:
        """Make the button wide enough for each of `words`, so that changing its word moves nothing."""
        self._words = words
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        theme = themes.current()
        height = painting.row_height(theme) if self._look is Look.BARE else painting.plate_height(theme)
        words = [word for word in (self.text(), *self._words) if word]
        if not words:
            return QSize(height, height)
        width = max(painting.text_width(_font(theme), word) for word in words)
        if self._icon_name:
            width += painting.icon_px(theme) + _GAP
        padding = 20 if self._look is Look.PRIMARY else 8 if self._look is Look.BARE else 12
        return QSize(width + 2 * padding, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        rect = QRectF(self.rect())
        radius = painting.CHIP_RADIUS if self._look is Look.BARE else painting.PLATE_RADIUS
        pointed = self.isEnabled() and self.underMouse()
        down = self.isDown() or self.isChecked()
        plate, ink = _colors(self._look, theme, enabled=self.isEnabled(), pointed=pointed, down=down)
        if plate:
            painting.fill_round(painter, rect, radius, getattr(theme, plate))
        self._paint_content(painter, theme, ink)
        if self._is_marked:
            size = 5.0 * theme.text_px / 13
            painting.fill_round(painter, QRectF(rect.right() - size - 3, 4, size, size), size / 2, theme.ink)
        if self.focus_shown:
            painting.focus_ring(painter, rect, radius, theme)
        painter.end()

    def _paint_content(self, painter: QPainter, theme: Theme, ink: str) -> None:
        """Paint icon and word as one group in the middle."""
        size = painting.icon_px(theme)
        middle = self.height() / 2
        if not self.text():
            icons.paint(painter, QRectF(self.width() / 2 - size / 2, middle - size / 2, size, size),
                        self._icon_name, ink)  # fmt: skip
            return
        font = _font(theme)
        metrics = QFontMetrics(font)
        lead = size + _GAP if self._icon_name else 0
        left = (self.width() - lead - metrics.horizontalAdvance(self.text())) / 2
        if self._icon_name:
            icons.paint(painter, QRectF(left, middle - size / 2, size, size), self._icon_name, ink)
        painter.setFont(font)
        painter.setPen(themes.color(getattr(theme, ink)))
        painter.drawText(QPointF(round(left + lead), baseline(metrics, middle)), self.text())


def baseline(metrics: QFontMetrics, middle: float) -> float:
    """Return the y of the baseline that puts capital letters on `middle`, in whole pixels."""
    # Not round(): it takes halves to even numbers, and rows of odd height would stagger.
    return math.floor(middle + metrics.capHeight() / 2 + 0.5)


def _font(theme: Theme) -> QFont:
    return painting.weighted(theme, QFont.Weight.DemiBold)


def _colors(look: Look, theme: Theme, *, enabled: bool, pointed: bool, down: bool) -> tuple[str, str]:
    """Return the names of the theme's colours for plate ('' is none) and ink."""
    if not enabled:
        return {Look.BARE: "", Look.PLATE: "surface"}.get(look, "field"), "faint"
    match look:
        case Look.PRIMARY:
            return "primary_hover" if pointed or down else "primary", "on_primary"
        case Look.PLATE:
            return "hover" if down else "field" if pointed else "surface", "ink"
        case Look.FIELD:
            return "hover" if pointed or down else "field", "ink"
        case _:
            return "hover" if down else "field" if pointed else "", "ink"


def _sample() -> QWidget:
    board = QWidget()
    layout = QVBoxLayout(board)
    for look in Look:
        button = Button(look, "play")
        button.setText(look.value.title())
        layout.addWidget(button)
    return board


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
