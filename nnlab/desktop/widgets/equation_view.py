"""Equations with their numbers in place: numbers and small matrices in a line, what each of them is below it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.bracket_table import Table, paint_table, shape_text, table_of
from nnlab.desktop.widgets.parts.fitted import FittedToWidth

_TERM_GAP = 6.0
_LINE_GAP = 6.0
_EQUATION_GAP = 12.0
_CAPTION_GAP = 1.0
_HEADING_GAP = 4.0
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


class Tone(Enum):
    """What a term is: plain, the sign of an operation, what the equation is about, or what flows backward."""

    PLAIN = "plain"
    SIGN = "sign"
    STRONG = "strong"
    BACKWARD = "backward"


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A text, or numbers () or (r, c), with a word below that says what they are."""

    content: str | NDArray[np.float64]
    caption: str = ""
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True, eq=False)
class Equation:
    """Terms in a line, under a heading in small type."""

    heading: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Placed:
    term: Term
    table: Table | None
    text: str
    rect: QRectF  # of text or table, without the caption


class EquationView(FittedToWidth, QWidget):
    """Equations one below the other; what does not fit in a line goes on in the next one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._equations: tuple[Equation, ...] = ()
        self.setObjectName("equation_view")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_equations(self, equations: Sequence[Equation]) -> None:
        """Show `equations`. Arrays in them are kept and must not change afterwards."""
        self._equations = tuple(equations)
        self._fit()
        self.update()

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the equations as text, a matrix as its shape: for those who hear them."""
        return tuple(
            " ".join([equation.heading, *(_text_of(term) for term in equation.terms)])
            for equation in self._equations
        )

    def sizeHint(self) -> QSize:
        return QSize(260, self._height(max(self.width(), 120)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._height(max(self.width(), 120)))

    def _fit(self) -> None:
        self.setFixedHeight(self._height(max(self.width(), 120)))
        self.setAccessibleDescription("; ".join(self.lines))

    def _height(self, width: int) -> int:
        theme = themes.current()
        bottom = 0.0
        for equation in self._equations:
            bottom = _place(equation, bottom, width, theme)[1] + _EQUATION_GAP
        return max(round(bottom - _EQUATION_GAP + 0.5), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        top = 0.0
        for equation in self._equations:
            placed, bottom = _place(equation, top, self.width(), theme)
            _paint_heading(painter, equation.heading, top, self.width(), theme)
            for one in placed:
                _paint_term(painter, one, theme)
            top = bottom + _EQUATION_GAP
        painter.end()


def _text_of(term: Term) -> str:
    if isinstance(term.content, str):
        return term.content
    values = term.content
    return shape_text(values.shape) if values.ndim else table_of(values, len, 1.0).cells[0][0]


def _place(equation: Equation, top: float, width: float, theme: Theme) -> tuple[list[_Placed], float]:
    """Return where the terms of an equation go, and where it ends."""
    caption_height = painting.typeface(theme, "caption")[1].height()
    y = top + (caption_height + _HEADING_GAP if equation.heading else 0.0)
    placed: list[_Placed] = []
    line: list[tuple[Term, Table | None, str, float, float]] = []
    x = 0.0
    measured = [_measured(term, width, theme) for term in equation.terms]
    widths = [max(one[3], _caption_width(one[0], theme)) for one in measured]
    for number, (one, taken) in enumerate(zip(measured, widths, strict=True)):
        # A sign goes with what follows it.
        follows = (
            widths[number + 1] + _TERM_GAP if one[0].tone is Tone.SIGN and number + 1 < len(widths) else 0.0
        )
        if line and x + taken + follows > width:
            y = _close(line, y, placed, theme)
            line, x = [], 0.0
        line.append(one)
        x += taken + _TERM_GAP
    return placed, _close(line, y, placed, theme) - _LINE_GAP


def _measured(term: Term, width: float, theme: Theme) -> tuple[Term, Table | None, str, float, float]:
    """Return a term with what it is painted as, and its width and height."""
    font_height = painting.typeface(theme, "text")[1].height()
    if not isinstance(term.content, str):
        table = table_of(term.content, lambda text: painting.advance(theme, "text", text), theme.text_px)
        if table.width <= width:
            return term, table, "", table.width, table.height
    text = _text_of(term)
    bold = term.tone in (Tone.STRONG, Tone.BACKWARD)
    return term, None, text, painting.advance(theme, "text", text, bold=bold), font_height


def _close(
    line: list[tuple[Term, Table | None, str, float, float]],
    y: float,
    placed: list[_Placed],
    theme: Theme,
) -> float:
    """Put the terms of a line around its middle, and return where the next line begins."""
    height = max((one[4] for one in line), default=0.0)
    x, captioned = 0.0, False
    for term, table, text, width, own in line:
        taken = max(width, _caption_width(term, theme))
        placed.append(
            _Placed(term, table, text, QRectF(x + (taken - width) / 2, y + (height - own) / 2, width, own))
        )
        captioned = captioned or bool(term.caption)
        x += taken + _TERM_GAP
    caption = painting.typeface(theme, "caption")[1].height() + _CAPTION_GAP if captioned else 0.0
    return y + height + caption + _LINE_GAP


def _caption_width(term: Term, theme: Theme) -> float:
    return painting.advance(theme, "caption", term.caption) if term.caption else 0.0


def _paint_heading(painter: QPainter, text: str, top: float, width: float, theme: Theme) -> None:
    font, metrics = painting.typeface(theme, "caption")
    painter.setFont(font)
    painter.setPen(themes.color(theme.muted))
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    painter.drawText(QPointF(0, top + metrics.ascent()), shown)


def _paint_term(painter: QPainter, placed: _Placed, theme: Theme) -> None:
    term, rect = placed.term, placed.rect
    tones = {Tone.SIGN: theme.muted, Tone.BACKWARD: theme.lamp}
    ink = themes.color(tones.get(term.tone, theme.ink))
    bold = term.tone in (Tone.STRONG, Tone.BACKWARD)
    if placed.table is not None and placed.table.bracketed:
        painter.setFont(painting.typeface(theme, "text")[0])
        paint_table(painter, rect.left(), rect.top(), placed.table, ink, themes.color(theme.muted))
    else:
        painter.setFont(painting.typeface(theme, "text", bold=bold)[0])
        painter.setPen(ink)
        text = placed.text or (placed.table.cells[0][0] if placed.table else "")
        painter.drawText(rect.adjusted(-9, 0, 9, 0), _CENTRE, text)
    if term.caption:
        font, metrics = painting.typeface(theme, "caption")
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        middle = rect.center().x()
        below = QRectF(middle - 80, rect.bottom() + _CAPTION_GAP, 160, metrics.height())
        painter.drawText(below, _CENTRE, term.caption)


def _sample() -> QWidget:
    view = EquationView()
    view.setAccessibleName("Equations")
    view.setFixedWidth(268)
    sign = Tone.SIGN
    view.set_equations(
        [
            Equation(
                "backward to x",
                (
                    Term(np.array(1.0), "upstream"),
                    Term("·", tone=sign),
                    Term(np.array(1.1), "local"),
                    Term("=", tone=sign),
                    Term(np.array(1.1), "gradient", Tone.BACKWARD),
                ),
            ),
            Equation(
                "forward",
                (
                    Term(np.array([[1.0, 0.5]]), "X"),
                    Term("·", tone=sign),
                    Term(np.array([[0.9, 0.2], [0.3, 0.8]]), "W"),
                    Term("=", tone=sign),
                    Term(np.array([[1.05, 0.6]]), "Y", Tone.STRONG),
                ),
            ),
        ]
    )
    return view


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
