"""Descents over a loss, as every picture of it is given them."""

from collections.abc import Sequence

from nnlab.desktop.widgets.parts.descent_marks import ShownPath


class ShownDescents:
    """A picture of a loss that shows a descent, and those that were kept. To be named before the Qt class."""

    _path: ShownPath | None = None
    _upto: int | None = None
    _kept: tuple[ShownPath, ...] = ()

    def set_path(self, path: ShownPath | None, upto: int | None = None) -> None:
        """Show `path` up to its point number `upto` from 0, or all of it; None takes it away."""
        if path is not self._path or upto != self._upto:
            self._path, self._upto = path, upto
            self.update()

    def set_kept(self, paths: Sequence[ShownPath]) -> None:
        """Show paths that are kept to compare, faint and with their labels."""
        if tuple(paths) != self._kept:
            self._kept = tuple(paths)
            self.update()
