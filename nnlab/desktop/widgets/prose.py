"""A short text to read: paragraphs with **strong** words and `code`, as high as it needs, scrolled beyond that."""

import html
import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.parts.fitted import FittedToWidth
from nnlab.desktop.widgets.parts.labels import RichLabel

_STRONG = re.compile(r"\*\*(.+?)\*\*")
_CODE = re.compile(r"`([^`]+)`")
_TAG = re.compile(r"(<[^>]*>)")
_CHARACTER = re.compile(r"&\w+;|.")
_LONG_WORD = re.compile(r"(?:&\w+;|[^\s&]){20,}")  # by which the narrowest line is full
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"
_BREAK_EVERY = 8
_LINES = 6  # that are shown without scrolling


def rich(text: str) -> str:
    """Return `text` as the rich text of a label: nothing in it but strong words, code and paragraphs has a meaning."""
    paragraphs = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        safe = html.escape(paragraph.replace("\n", " "), quote=False)
        safe = _CODE.sub(r'<span style="font-family: monospace">\1</span>', safe)
        paragraphs.append(_breakable(_STRONG.sub(r"<b>\1</b>", safe)))
    return "".join(
        f'<p style="margin: {0 if i == 0 else 6}px 0 0 0; line-height: 115%">{paragraph}</p>'
        for i, paragraph in enumerate(paragraphs)
    )


def _breakable(paragraph: str) -> str:
    """Return rich text in which a word too long for a line goes on in the next one."""

    def parted(found: re.Match[str]) -> str:
        characters = _CHARACTER.findall(found[0])
        return _MAY_BREAK.join(
            "".join(characters[at : at + _BREAK_EVERY]) for at in range(0, len(characters), _BREAK_EVERY)
        )

    parts = _TAG.split(paragraph)  # text and tags by turns
    parts[::2] = [_LONG_WORD.sub(parted, part) for part in parts[::2]]
    return "".join(parts)


class Prose(FittedToWidth, QScrollArea):
    """Passive: it shows only what `set_text` gave it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = ""
        self._label = RichLabel()
        self._label.setWordWrap(True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setWidget(self._label)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(160)

    def set_text(self, text: str) -> None:
        """Show `text`, from its beginning."""
        if text == self._source:
            return
        self._source = text
        self._label.setText(rich(text))
        self.setAccessibleName(text)
        self.verticalScrollBar().setValue(0)
        self._fit()

    def text(self) -> str:
        """Return what was last set."""
        return self._source

    @staticmethod
    def height_of(text: str, width: int) -> int:
        """Return how high `text` is at a width, up to some lines."""
        label = RichLabel(rich(text))
        label.setWordWrap(True)
        label.ensurePolished()
        return _within_lines(label.heightForWidth(max(width, 1)))

    def _fit(self) -> None:
        """Be as high as the text needs at this width, up to some lines."""
        self.setMinimumHeight(_within_lines(self._label.heightForWidth(max(self.viewport().width(), 1))))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(360, self.minimumHeight())


def _within_lines(needed: int) -> int:
    line = themes.current().text_px * 1.75
    return round(min(max(needed, line), _LINES * line))


def _sample() -> QWidget:
    prose = Prose()
    prose.set_text("Press **Train**.\n\nThe rate is `0.1`: E = ½ Σ (Y − T)².")
    return prose


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
