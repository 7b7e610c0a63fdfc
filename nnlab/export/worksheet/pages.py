"""The pages of a worksheet: its head, the given numbers, and the lines, to fill in and at the same places filled in."""

from nnlab import __version__
from nnlab.engine import Kind
from nnlab.export.pictures.drawing import Drawing, Shape, Text
from nnlab.export.pictures.look import INK, MUTED
from nnlab.export.pictures.spelling import width_of
from nnlab.export.words import Words
from nnlab.export.worksheet.content import Content, is_among
from nnlab.export.worksheet.flow import Item, flowed
from nnlab.export.worksheet.head import fitted, given_label, given_rows, head, page_head
from nnlab.export.worksheet.lines import rows_of
from nnlab.export.worksheet.matrices import Element, Hand, is_large, matrix_element
from nnlab.export.worksheet.measures import BOTTOM, FOOT, LABEL, LEFT, PAGE_HEIGHT, PAGE_WIDTH, RIGHT
from nnlab.export.worksheet.names import operation_names
from nnlab.study.arithmetic.equations import Matrix

_LABEL_SIZE, _LABEL_LINE, _NUMBER_ROOM = 10.0, 12.0, 17.0
_TEXT, _SMALL = 11.5, 10.0
_TURNS = (Kind.OUTPUT_ERROR, Kind.UPDATE)  # where the way back and the update begin


class Layout:
    """The pages of a content, to fill in or, with a hand that shows what is asked, as the key.

    Once they are laid out, `is_narrowed` says whether a matrix lost columns that a closer density might show.
    """

    def __init__(self, content: Content, title: str, words: Words, hand: Hand) -> None:
        self._content, self._title, self._words, self._hand = content, title, words, hand
        self._asked, self._computed = content.asked(), content.computed()
        self._names = operation_names(content.step, words)
        self._is_cut = False
        self.is_narrowed = False

    def pages(self) -> list[list[Shape]]:
        """Return the shapes of each page, without what stands at the foot."""
        is_key = self._hand.shows_asked
        top_shapes, first_top = head(self._content.step, self._title, self._words, is_key=is_key)
        other_shapes, top = page_head(self._title, self._words, is_key=is_key)
        operations = range(self._content.start, self._content.stop)
        lines = [item for operation in operations for item in self._operation(operation)]
        given = self._given()  # both before what is said of them
        pages = flowed([*given, *self._asks(), *lines], first_top, top)
        return [[*(other_shapes if at else top_shapes), *page] for at, page in enumerate(pages)]

    def _element(self, matrix: Matrix) -> Element:
        asked, given = is_among(matrix, self._asked), not is_among(matrix, self._computed)
        element = matrix_element(matrix, self._hand, asked=asked, given=given)
        self._is_cut = self._is_cut or element.is_cut
        self.is_narrowed = self.is_narrowed or (element.is_cut and not is_large(matrix))
        return element

    def _given(self) -> list[Item]:
        elements = [self._element(matrix) for matrix in self._content.given()]
        step, words = self._content.step, self._words
        return [
            Item(
                max(row.height, row.above + 17.0),
                7.0,
                tuple(row.shapes(LEFT + LABEL, row.above)),
                lead=given_label(step, words, row.above),
                opens=not at,
            )
            for at, row in enumerate(given_rows(elements))
        ]

    def _asks(self) -> list[Item]:
        """Return the sentences between what is given and the lines."""
        words, is_key = self._words, self._hand.shows_asked
        said = words("key_note") if is_key else words("fill_in", decimals=self._hand.decimals)
        ink = MUTED if is_key else INK
        shapes: list[Shape] = [Text(LEFT, 10.0, said, ink, _TEXT, bold=not is_key)]
        if self._is_cut:
            shapes.append(Text(LEFT, 25.0, words("corners"), MUTED, _SMALL))
        return [Item(30.0 if self._is_cut else 15.0, 17.0, tuple(shapes), ruled=True)]

    def _operation(self, operation: int) -> list[Item]:
        """Return the rows of one operation, its number and name before the first."""
        density = self._hand.density
        kind, _ = self._content.step.operations[operation]
        items = []
        for at, rows in enumerate(rows_of(self._content.lines(operation), self._element, density.space)):
            ruled = not at and kind in _TURNS
            gap = density.gap if at else density.apart + (6.0 if ruled else 0.0)
            shapes: list[Shape] = []
            y = 0.0
            for row in rows:
                shapes += row.shapes(LEFT + LABEL, y + row.above)
                y += row.height + density.gap
            lead = self._label(operation, rows[0].above)
            items.append(Item(y - density.gap, gap, tuple(shapes), lead, opens=not at, ruled=ruled))
        return items

    def _label(self, operation: int, axis: float) -> tuple[Shape, ...]:
        lines = _wrapped(self._names[operation], LABEL - _NUMBER_ROOM - 4)
        y = axis + 0.36 * _LABEL_SIZE - (len(lines) - 1) * _LABEL_LINE / 2
        number = Text(LEFT, axis + 0.36 * _LABEL_SIZE, str(operation + 1), INK, _LABEL_SIZE, bold=True)
        names = [
            Text(LEFT + _NUMBER_ROOM, y + at * _LABEL_LINE, line, MUTED, _LABEL_SIZE)
            for at, line in enumerate(lines)
        ]
        return (number, *names)


def finished(
    pages: list[list[Shape]], title: str, words: Words, left_out: str, *, first: int, of: int
) -> list[Drawing]:
    """Return pages with what stands at their foot; `first` is the number of the first of them, `of` that of all."""
    drawings = []
    for at, shapes in enumerate(pages):
        foot: list[Shape] = [
            Text(LEFT, FOOT, f"{words('worksheet')} · nnlab {__version__}", MUTED, 9.0),
            Text(RIGHT, FOOT, f"{first + at} / {of}", MUTED, _SMALL, "end"),
        ]
        if left_out and at == len(pages) - 1:
            foot.append(Text(LEFT, BOTTOM + 8.0, fitted(left_out, _SMALL, RIGHT - LEFT), MUTED, _SMALL))
        said = f"{title}, {first + at} / {of}"
        drawings.append(Drawing(PAGE_WIDTH, PAGE_HEIGHT, (*shapes, *foot), said))
    return drawings


def _wrapped(text: str, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(longer, _LABEL_SIZE) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
