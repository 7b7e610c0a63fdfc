"""A card: a rounded surface on the ground with a title, a muted caption or a control, and a body."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.labels import PlainLabel, RichLabel

MARGIN_PX = 16
GAP_PX = 12  # from one card to the next
_TOP_PX = 12
_HEADER_PX = 20
_HEADER_GAP_PX = 8
_CAPTION_PLACE = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Card(QFrame):
    """Title left, caption or corner widget right, and below them `body`, a layout for the content.

    The header takes no room while it has neither title nor caption nor corner widget.
    """

    def __init__(self, title: str = "", caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label("", "title")
        self._title_button: QPushButton | None = None
        self._caption = _Caption()
        self._strong = label("", "section")
        self._corner: QWidget | None = None
        self._header = QWidget(self)
        self._header_layout = QHBoxLayout(self._header)
        self._header_layout.setContentsMargins(0, 0, 0, 0)
        self._header_layout.setSpacing(_HEADER_GAP_PX)
        self._header_layout.addWidget(self._title)
        self._header_layout.addStretch(1)
        self._header_layout.addWidget(self._caption)
        self._header_layout.addWidget(self._strong)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(_HEADER_GAP_PX)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN_PX, _TOP_PX, MARGIN_PX, MARGIN_PX)
        layout.setSpacing(_HEADER_GAP_PX)
        layout.addWidget(self._header, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self.body, 1)
        self.set_title(title)
        self.set_caption(caption)

    def set_title(self, text: str) -> None:
        """Show `text` as the title; a screen reader calls the card by it."""
        self._title.setText(text)
        self.setAccessibleName(text)
        if self._title_button is not None:
            self._title_button.setText(text)
            self._title_button.updateGeometry()
        self._fit_header()

    def set_title_button(self, button: QPushButton) -> None:
        """Let `button` stand for the title, whose text it shows from now on."""
        self._title_button = button
        self._header_layout.insertWidget(0, button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.set_title(self._title.text())

    def set_caption(self, text: str, strong: str = "") -> None:
        """Show `text` in muted ink at the right end of the header, and after it `strong` in full ink."""
        self._caption.setText(text)
        self._strong.setText(strong)
        self._fit_header()

    def set_corner_widget(self, widget: QWidget | None) -> None:
        """Put a control at the right end of the header, after the caption; None takes it away."""
        if self._corner is not None:
            self._header_layout.removeWidget(self._corner)
            self._corner.setParent(None)
        self._corner = widget
        if widget is not None:
            self._header_layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        self._fit_header()

    def set_lead_widget(self, widget: QWidget) -> None:
        """Put a control at the left end of the header, before the title."""
        self._header_layout.insertWidget(0, widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def bleed_right(self, pixels: int) -> None:
        """Let the body reach `pixels` into the right margin, for content that brings that much of its own."""
        self.layout().setContentsMargins(MARGIN_PX, _TOP_PX, MARGIN_PX - pixels, MARGIN_PX)
        self._header_layout.setContentsMargins(0, 0, pixels, 0)

    @property
    def header_height(self) -> int:
        """The height of the line of title and caption, in pixels."""
        return max(_HEADER_PX, themes.current().text_px + 7)

    def leave_right(self, pixels: int) -> None:
        """Keep the right end of the header free, for content of the body that reaches up beside it."""
        if self._header_layout.contentsMargins().right() != pixels:
            self._header_layout.setContentsMargins(0, 0, pixels, 0)

    def _fit_header(self) -> None:
        self._title.setVisible(bool(self._title.text()) and self._title_button is None)
        self._caption.setVisible(bool(self._caption.text()))
        self._strong.setVisible(bool(self._strong.text()))
        self._header.setVisible(bool(self._title.text() or self._caption.text() or self._corner))
        # A control in the corner may be taller than the line of text: it must not push the body down.
        self._header.setFixedHeight(self.header_height)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_header()


class _Caption(PlainLabel):
    """Muted text that ends in an ellipsis where there is no room for all of it; its tooltip has the whole."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "muted")
        self.setMinimumWidth(1)

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(
            painter, self.rect(), _CAPTION_PLACE, self.palette(), True, self._shown(), self.foregroundRole()
        )
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self.text() if self._shown() != self.text() else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)


class SectionTitle(QWidget):
    """A heading inside a card: "Layer 2" in strong ink with "output" in muted ink after it."""

    def __init__(self, text: str = "", note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = label(text, "section")
        self._note = label(note, "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(5)
        layout.addWidget(self._text)
        layout.addWidget(self._note)
        layout.addStretch(1)

    def set_buddy(self, widget: QWidget) -> None:
        """Name what stands below it: where that is hidden, the heading has nothing to say."""
        self._text.setBuddy(widget)
        self._note.setBuddy(widget)

    def set_text(self, text: str, note: str = "") -> None:
        """Show the heading `text` and the muted `note`."""
        self._text.setText(text)
        self._note.setText(note)


class Hairline(QWidget):
    """A line of one pixel across a card, with the room above and below it that sets sections apart."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(1, 9)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painting.begin(self)
        painter.fillRect(0, self.height() // 2, self.width(), 1, themes.color(themes.current().line))
        painter.end()


def label(text: str, role: str) -> PlainLabel:
    """Return a label of plain text in one of the style sheet's roles: title, section, heading, muted or caption."""
    result = PlainLabel(text)
    result.setProperty("role", role)
    return result


def rich_label(role: str) -> RichLabel:
    """Return a label for markup that nnlab writes, in one of the roles; it escapes in it what it has from outside."""
    result = RichLabel()
    result.setProperty("role", role)
    return result


def _sample() -> QWidget:
    card = Card("Network", "92 parameters")
    card.body.addWidget(SectionTitle("Layer 2", "output"))
    card.body.addWidget(Hairline())
    card.body.addWidget(label("Values are read here.", "muted"))
    card.body.addStretch(1)
    card.setMinimumSize(228, 160)
    return card


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
