"""The key to lines of several kinds: a mark in the colour of each kind, and what it stands for."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.line_marks import draw_mark

_MARK_SPACE_PX = 9.0
_PAIR_SPACE_PX = 16.0


class LineKind(NamedTuple):
    """A kind of lines: what it stands for, its colour '#RRGGBB' and its mark."""

    text: str
    ink: str
    shape: int = 0


class LineLegend(QWidget):
    """Kinds side by side, in as many rows as the width needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._kinds: tuple[LineKind, ...] = ()
        self._texts = DefaultTexts(self)
        self.setObjectName("line_legend")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.retranslate()

    def set_kinds(self, kinds: Sequence[LineKind]) -> None:
        """Show the key to `kinds`; without any it takes no room."""
        if tuple(kinds) != self._kinds:
            self._kinds = tuple(kinds)
            self.setVisible(bool(kinds))
            self.setAccessibleDescription(", ".join(kind.text for kind in kinds))
            self.updateGeometry()
            self.update()

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        self._texts.set(self.tr("Legend"), self.tr("What the colours and marks stand for"))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        places, height = self._laid_out(width)
        return round(height) if places else 0

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._line())

    def _line(self) -> int:
        return round(painting.typeface(themes.current(), "caption")[1].height()) + 4

    def _laid_out(self, width: int) -> tuple[list[QPointF], float]:
        """Return where the mark of each kind lies, and how high all of them are."""
        theme, places, x, row = themes.current(), [], 4.0, 0
        for kind in self._kinds:
            needed = _MARK_SPACE_PX + painting.advance(theme, "caption", kind.text)
            if places and x + needed > width:
                x, row = 4.0, row + 1
            places.append(QPointF(x, (row + 0.5) * self._line()))
            x += needed + _PAIR_SPACE_PX
        return places, (row + 1) * self._line()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        font, metrics = painting.typeface(theme, "caption")
        painter.setFont(font)
        for place, kind in zip(self._laid_out(self.width())[0], self._kinds, strict=True):
            draw_mark(painter, place, kind.shape, kind.ink, theme)
            painter.setPen(themes.color(theme.muted))
            room = QRectF(place.x() + _MARK_SPACE_PX, 0, self.width() - place.x() - _MARK_SPACE_PX, 1)
            text = metrics.elidedText(kind.text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(QPointF(room.left(), round(place.y() + metrics.capHeight() / 2)), text)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
            self.update()


def _sample() -> QWidget:
    legend = LineLegend()
    legend.set_kinds(
        [LineKind("0.01", "#0877BD"), LineKind("0.1", "#E58A1F", 1), LineKind("1", "#3FA37A", 2)]
    )
    legend.setMinimumWidth(240)
    return legend


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
