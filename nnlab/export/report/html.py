"""HTML in small pieces: what comes from outside is escaped here, and nowhere else."""

from collections.abc import Iterable, Sequence
from html import escape

from nnlab.export.pictures.spelling import clean


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def text(words: str) -> Html:
    """Return words as HTML; HTML stays what it is."""
    return words if isinstance(words, Html) else Html(escape(clean(words)))


def element(tag: str, *content: str, **attributes: str) -> Html:
    """Return an element with this content; `kind` is its class."""
    named = "".join(
        f' {"class" if name == "kind" else name}="{escape(clean(value))}"'
        for name, value in attributes.items()
        if value
    )
    return Html(f"<{tag}{named}>{''.join(map(text, content))}</{tag}>")


def joined(pieces: Iterable[str]) -> Html:
    """Return the pieces after one another, each on a line."""
    return Html("\n".join(map(text, pieces)))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], kind: str = "") -> Html:
    """Return a table; a cell may be an element already, a td or th of its own."""
    titles = element("tr", *(_cell("th", cell) for cell in head))
    lines = [element("tr", *(_cell("td", cell) for cell in row)) for row in rows]
    return element("table", element("thead", titles), element("tbody", joined(lines)), kind=kind)


def facts(pairs: Iterable[tuple[str, str]]) -> Html:
    """Return names with their values, below each other."""
    return element("dl", joined(element("div", element("dt", a), element("dd", b)) for a, b in pairs))


def section(title: str, *content: str, kind: str = "") -> Html:
    """Return a part of the page with its title."""
    return element("section", element("h2", title), joined(content), kind=kind)


def _cell(tag: str, content: str) -> Html:
    done = isinstance(content, Html) and content.startswith(("<td", "<th"))
    return Html(content) if done else element(tag, content)
