"""One of a few answers to a question: a plate with as many lines as its words need, and a tick where it came so."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nnlab.desktop import icons
from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.parts import painting

_SIDE_PX, _ABOVE_PX = 12, 5
_LEAST_PX = 96


class AnswerOption(Button):
    """A button whose words are wrapped. `set_taken` and `set_happened` say what became of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Look.FIELD, parent=parent)
        self._taken = self._happened = False
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_taken(self) -> bool:
        """Whether this is the answer that was given."""
        return self._taken

    @property
    def has_happened(self) -> bool:
        """Whether it came so."""
        return self._happened

    def set_taken(self, taken: bool) -> None:
        """Show this as the answer that was given: in a ring."""
        self._taken = taken
        self.update()

    def set_happened(self, happened: bool) -> None:
        """Show that it came so: with a tick."""
        self._happened = happened
        self.updateGeometry()
        self.update()

    def _room(self, width: int) -> int:
        tick = painting.icon_px(themes.current()) + 6 if self._happened else 0
        return max(width - 2 * _SIDE_PX - tick, 1)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        metrics = QFontMetrics(themes.current().font("text"))
        wrapped = metrics.boundingRect(
            0, 0, self._room(width), 10_000, int(Qt.TextFlag.TextWordWrap), self.text()
        )
        return max(wrapped.height() + 2 * _ABOVE_PX, painting.row_height(themes.current()))

    def sizeHint(self) -> QSize:
        width = max(self.width(), _LEAST_PX)
        return QSize(_LEAST_PX, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin(self)
        rect = QRectF(self.rect())
        pointed = self.underMouse() and not self.testAttribute(
            Qt.WidgetAttribute.WA_TransparentForMouseEvents
        )
        painting.fill_round(
            painter, rect, painting.PLATE_RADIUS, theme.hover if pointed or self.isDown() else theme.field
        )
        if self._taken:
            painting.stroke_round(painter, rect, painting.PLATE_RADIUS, theme.ink, 1.6 * theme.stroke)
        painter.setFont(theme.font("text"))
        painter.setPen(themes.color(theme.ink))
        inside = rect.adjusted(_SIDE_PX, 0, -_SIDE_PX, 0)
        if self._happened:
            side = painting.icon_px(theme)
            icons.paint(
                painter, QRectF(inside.right() - side, rect.center().y() - side / 2, side, side), "check"
            )
            inside.setRight(inside.right() - side - 6)
        flags = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextWordWrap)
        painter.drawText(inside, flags, self.text())
        if self.focus_shown:
            painting.focus_ring(painter, rect, painting.PLATE_RADIUS, theme)
        painter.end()


def _sample() -> QWidget:
    board = QWidget()
    layout = QVBoxLayout(board)
    for text in ("All ten", "It has learned everything, only later than the others have"):
        option = AnswerOption()
        option.setText(text)
        option.set_taken(len(text) < 10)
        option.set_happened(len(text) > 10)
        layout.addWidget(option)
    board.setFixedWidth(220)
    return board


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
