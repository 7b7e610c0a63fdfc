"""One of several candidates that are compared: a card with its name, two rows of ridges and a verdict."""

from collections.abc import Hashable, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.card import Card
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.labels import PlainLabel
from nnlab.desktop.widgets.spread_ridges import Ridge, SpreadRidges

_MARGIN_PX = 10
_NAME_SPACE_PX = 4  # between the name and its figure
_RADIUS_PX = 14.0
_CHOSEN_PX = 2.0


class ElidedLabel(PlainLabel):
    """A caption of one line that ends in an ellipsis where there is not enough room; its tooltip has the whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setProperty("role", "caption")
        self.setMinimumWidth(1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Show `text`."""
        if text != self.text():
            self.setText(text)
            self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        place = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.style().drawItemText(
            painter, self.rect(), place, self.palette(), self.isEnabled(), shown, self.foregroundRole()
        )
        painter.end()


class CandidateCard(painting.KeyboardFocus, Card):
    """A card that is chosen by a click, or with Space or Return; an outline in ink says that it is."""

    chosen = Signal(object)  # its key

    def __init__(self, key: Hashable, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._key = key
        self._is_chosen = False
        self._formula, self._verdict = ElidedLabel(), ElidedLabel()
        self._above, self._below = SpreadRidges(), SpreadRidges(signed=False)
        self.setObjectName(f"candidate_{key}")
        self._above.setObjectName(f"candidate_{key}_activations")
        self._below.setObjectName(f"candidate_{key}_gradients")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # Candidates are as wide as one another, whatever their names.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.layout().setContentsMargins(_MARGIN_PX, 9, _MARGIN_PX, 9)
        self.layout().setSpacing(0)
        self._header_layout.setSpacing(_NAME_SPACE_PX)
        self._strong.setProperty("role", "caption")  # narrow: the name comes first
        self.body.setSpacing(3)
        self.body.addWidget(self._formula)
        self.body.addWidget(self._above, 4)
        self.body.addWidget(self._below, 3)
        self.body.addWidget(self._verdict)

    @property
    def key(self) -> Hashable:
        """What the card is chosen by."""
        return self._key

    @property
    def verdict(self) -> str:
        """The words at its foot."""
        return self._verdict.text()

    def set_texts(self, name: str, formula: str, tip: str) -> None:
        """Name the candidate, say its formula in short, and what it is in a tooltip."""
        self.set_title(name)
        self._formula.set_text(formula)
        self.setToolTip(tip)

    def set_figure(self, text: str) -> None:
        """Show `text`, its figure, at the right of its name."""
        self.set_caption("", text)

    def set_above(
        self, ridges: Sequence[Ridge], name: str, ends: str, zero: float = 0.5, tip: str = ""
    ) -> None:
        """Show the upper ridges over a signed axis, what they are and where the axis ends and has its zero."""
        self._above.set_ridges(ridges, zero)
        self._above.set_captions(name, ends)
        self._above.setToolTip(tip)

    def set_below(self, ridges: Sequence[Ridge], name: str, ends: str, tip: str = "") -> None:
        """Show the lower ridges, what they are and where their axis ends."""
        self._below.set_ridges(ridges)
        self._below.set_captions(name, ends)
        self._below.setToolTip(tip)

    def set_verdict(self, text: str) -> None:
        """Say `text` at the foot of the card."""
        self._verdict.set_text(text)
        self.setAccessibleDescription(text)

    def set_chosen(self, is_chosen: bool) -> None:
        """Outline the card, or not."""
        if is_chosen != self._is_chosen:
            self._is_chosen = is_chosen
            self.update()

    @property
    def is_chosen(self) -> bool:
        """Whether the card is outlined."""
        return self._is_chosen

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = themes.current()
        painter = painting.begin(self)
        if self._is_chosen:
            width = _CHOSEN_PX * theme.stroke**0.5
            painting.stroke_round(painter, QRectF(self.rect()), _RADIUS_PX, theme.ink, width)
        if self.focus_shown:
            inner = QRectF(self.rect()).adjusted(3, 3, -3, -3)
            painting.focus_ring(painter, inner, _RADIUS_PX - 3, theme)
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._key)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        # While the card has the focus, Space chooses it and does not train.
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Space:
            event.accept()
            return True
        return super().event(event)


def _sample() -> QWidget:
    card = CandidateCard("he")
    rng = np.random.default_rng(4)
    normal = np.histogram(np.clip(rng.normal(0, 0.4, 4000), -1, 1), 48, (-1, 1))[0] / 4000
    decades = np.histogram(rng.normal(-2, 0.6, 4000), 24, (-6, 0))[0] / 4000
    card.set_texts("He", "σ = √(2 / fan_in)", "He's start, for ReLU")
    card.set_figure("0.0108")
    card.set_above([Ridge(normal)] * 5, "activations", "±1")
    card.set_below([Ridge(decades)] * 5, "gradients", "10⁻⁶ … 1")
    card.set_verdict("2% dead")
    card.set_chosen(True)
    card.setFixedSize(156, 196)
    return card


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
