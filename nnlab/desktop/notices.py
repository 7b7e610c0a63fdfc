"""Notices: what the window tells in one plain sentence, with what can be done about it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, eq=False, slots=True)
class NoticeAction:
    """One way out: the text of a button and what it does."""

    text: str
    run: Callable[[], None]


@dataclass(frozen=True, eq=False, slots=True)
class Notice:
    """A sentence and its actions. `kind` is 'info' or 'warning'; one that `fades` goes away by itself."""

    text: str
    kind: str = "info"
    actions: tuple[NoticeAction, ...] = ()
    fades: bool = False
