"""A script as a value: its lines, and which layer of the network each of them computes."""

from dataclasses import dataclass

INPUT = -1  # stands for the column of inputs where a line is of no layer


@dataclass(frozen=True, slots=True)
class ScriptLine:
    """One line of a script, without its end.

    `layer` counts from 0 over the layers of the network; INPUT marks a line about what goes into the network, None
    one that is of no layer. `folded` marks a line with so many numbers that a reader wants to see its beginning only:
    a window shows it shortened, copy and file have it whole.
    """

    text: str
    layer: int | None = None
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Script:
    """A script that can be run as it is: `text` is its file."""

    lines: tuple[ScriptLine, ...]

    @property
    def text(self) -> str:
        """The whole script."""
        return "".join(f"{line.text}\n" for line in self.lines)

    @property
    def data(self) -> bytes:
        """The bytes of its file."""
        return self.text.encode("utf-8")


class Page:
    """Collects the lines of a script; `depth` says how far the next ones are indented, in steps of four.

    What is imported is known last and stands first: `imports` keeps the place, `needs` names a module of Python's own.
    """

    def __init__(self) -> None:
        self._lines: list[ScriptLine] = []
        self._modules: set[str] = set()
        self._libraries: tuple[str, ...] = ()
        self._imports_at = 0
        self.depth = 0

    def imports(self, *libraries: str) -> None:
        """Let the imports stand here: the modules that are needed anywhere, and the lines `libraries`."""
        self._imports_at, self._libraries = len(self._lines), libraries

    def needs(self, *modules: str) -> None:
        """Note that lines use these modules."""
        self._modules.update(modules)

    def add(self, *texts: str, layer: int | None = None) -> None:
        """Append lines, indented."""
        for text in texts:
            self._lines.append(ScriptLine("    " * self.depth + text if text else "", layer))

    def fold(self, text: str, layer: int | None = None) -> None:
        """Append a line that holds many numbers."""
        self._lines.append(ScriptLine(text, layer, folded=True))

    def script(self) -> Script:
        """Return what was collected."""
        own = [f"import {module}" for module in sorted(self._modules)]
        texts = [*own, *([""] if own else []), *self._libraries]
        imports = [ScriptLine(text) for text in texts]
        return Script((*self._lines[: self._imports_at], *imports, *self._lines[self._imports_at :]))


def in_comment(name: str, most: int = 80) -> str:
    """Return a name as a comment can hold it: on one line, without what is not printed, and at most so long."""
    text = "".join(c if c.isprintable() else "?" for c in " ".join(name.split()))
    return text if len(text) <= most else f"{text[: most - 1]}…"
