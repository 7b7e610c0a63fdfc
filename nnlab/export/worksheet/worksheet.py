"""A worksheet as a value: the pages of one step, first with blanks, then with all numbers."""

from dataclasses import dataclass, replace

from nnlab.engine import TracedStep
from nnlab.export.pictures.drawing import Drawing
from nnlab.export.pictures.spelling import clean
from nnlab.export.words import Words, words_of
from nnlab.export.worksheet.content import Content
from nnlab.export.worksheet.matrices import Hand
from nnlab.export.worksheet.measures import DENSITIES, Density
from nnlab.export.worksheet.names import first_backward
from nnlab.export.worksheet.pages import Layout, finished
from nnlab.files.errors import shortened

DECIMALS = range(2, 9)  # how many a worksheet may have
DEFAULT_DECIMALS = 4
MOST_PAGES = 12  # half of them are the key
_MOST_OPERATIONS = 140  # more lines have no room on so many pages, however small
_LONGEST_TITLE = 120


@dataclass(frozen=True, eq=False, slots=True)
class Worksheet:
    """The pages of a worksheet, A4 at 96 dots an inch: `pages[:key]` to fill in, `pages[key:]` filled in.

    `title` and `language` ('en' or 'ko') are those of the page that they are put into. `left_out` says which
    operations had no room, and is empty where all of them are there.
    """

    title: str
    language: str
    pages: tuple[Drawing, ...]
    left_out: str = ""

    @property
    def key(self) -> int:
        """The place in `pages` of the first page of the key: it has as many pages as there are to fill in."""
        return len(self.pages) // 2


def worksheet(
    step: TracedStep,
    *,
    title: str,
    language: str = "en",
    decimals: int = DEFAULT_DECIMALS,
    blanks: int = 0,
) -> Worksheet:
    """Return the worksheet of `step`.

    `blanks` is the number of the first operation whose results are asked, from 0; `backward_blanks` gives the way
    forward and asks the way back. What is asked is a box wherever it stands. Large matrices show their corners. A
    step that would take more than MOST_PAGES shows the operations that have room, beginning with those asked.
    Raises ValueError for decimals outside of DECIMALS and for blanks that ask nothing.
    """
    if decimals not in DECIMALS:
        raise ValueError(f"a worksheet has 2 to 8 decimals, not {decimals}")
    if not 0 <= blanks < len(step.operations):
        raise ValueError(f"a step of {len(step.operations)} operations has none from {blanks} on")
    words = words_of(language)
    shown = shortened(clean(" ".join(title.split())), _LONGEST_TITLE) or words("untitled")
    content, density = _chosen(Content.of(step, blanks), shown, words, decimals)
    empty, key = (
        Layout(content, shown, words, Hand(density, decimals, shows_asked)).pages()
        for shows_asked in (False, True)
    )
    left_out, of = _left_out(content, words), len(empty) + len(key)
    pages = [
        *finished(empty, shown, words, left_out, first=1, of=of),
        *finished(key, shown, words, left_out, first=len(empty) + 1, of=of),
    ]
    return Worksheet(shown, "ko" if language.lower().startswith("ko") else "en", tuple(pages), left_out)


def backward_blanks(step: TracedStep) -> int:
    """Return the value of `blanks` that gives the way forward and asks the way back."""
    return first_backward(step)


def _chosen(content: Content, title: str, words: Words, decimals: int) -> tuple[Content, Density]:
    """Return what has room, in the density that needs the fewest pages; of equal ones the widest."""

    def needs(part: Content, density: Density) -> tuple[bool, int]:
        layout = Layout(part, title, words, Hand(density, decimals, shows_asked=False))
        pages = layout.pages()
        return layout.is_narrowed, len(pages)

    most = MOST_PAGES // 2
    if content.stop <= _MOST_OPERATIONS:
        needed = {density: needs(content, density) for density in DENSITIES}
        best = min(DENSITIES, key=lambda density: needed[density])
        if needed[best][1] <= most:
            return content, best
    closest = DENSITIES[-1]
    start = content.blanks
    low, high = start + 1, min(content.stop, start + _MOST_OPERATIONS)
    while low < high:  # the most operations that have room, the first one always
        middle = (low + high + 1) // 2
        if needs(replace(content, start=start, stop=middle), closest)[1] <= most:
            low = middle
        else:
            high = middle - 1
    return replace(content, start=start, stop=low), closest


def _left_out(content: Content, words: Words) -> str:
    ranges = [(1, content.start), (content.stop + 1, len(content.step.operations))]
    spelled = [f"{first}–{last}" if first < last else str(first) for first, last in ranges if first <= last]
    return words("left_out", pages=MOST_PAGES, operations=", ".join(spelled)) if spelled else ""
