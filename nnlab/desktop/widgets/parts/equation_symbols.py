"""The symbols of the notes as they are written by hand: 'WHb' is W with a small Hb below."""

from dataclasses import dataclass
from html import escape

_INDEX_SIZE = 0.8  # of the letter's


@dataclass(frozen=True, slots=True)
class Symbol:
    """A letter, what stands small below it, and what stands small above: ᵀ of a transposed, ′ of a new matrix."""

    letter: str
    index: str = ""
    above: str = ""

    @property
    def spoken(self) -> str:
        """The symbol as plain text: 'WHbᵀ'."""
        return self.letter + self.index + self.above

    def html(self) -> str:
        """Return the symbol as rich text, for labels."""
        index = f"<sub>{escape(self.index)}</sub>" if self.index else ""
        return f"{escape(self.letter)}{index}{escape(self.above)}"


def symbol_of(name: str, *, transposed: bool = False, is_new: bool = False) -> Symbol:
    """Return the symbol of a name such as 'WHb': its first letter, and the rest as the index."""
    return Symbol(name[:1], name[1:], ("′" if is_new else "") + ("ᵀ" if transposed else ""))


def index_px(letter_px: int) -> int:
    """Return the size of an index in pixels beside a letter of a size in pixels."""
    return max(round(letter_px * _INDEX_SIZE), 8)
