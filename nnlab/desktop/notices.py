"""Notices: what the window tells in one plain sentence, with what can be done about it.

Texts are functions, so that a notice on show is said again when the language changes.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, eq=False, slots=True)
class NoticeAction:
    """One way out: what its button says, and what it does. One that `stays` leaves the notice on show."""

    say: Callable[[], str]
    run: Callable[[], None]
    stays: bool = False

    @property
    def text(self) -> str:
        """The text of the button in the language of the interface."""
        return self.say()


@dataclass(frozen=True, eq=False, slots=True)
class Notice:
    """A sentence and its actions. `kind` is 'info' or 'warning'.

    News goes away by itself unless it is told not to fade; a warning stays until something is done about it. One that
    `waits` is shown when nothing else is. An offer comes back after whatever took its place, until it is answered or
    put away, as long as `due` says that there is something to answer.
    """

    say: Callable[[], str]
    kind: str = "info"
    actions: tuple[NoticeAction, ...] = ()
    fades: bool = True
    waits: bool = False
    due: Callable[[], bool] | None = None

    @property
    def goes_by_itself(self) -> bool:
        """Whether the notice is put away once it could be read."""
        return self.fades and self.kind == "info"

    @property
    def text(self) -> str:
        """The sentence in the language of the interface."""
        return self.say()
