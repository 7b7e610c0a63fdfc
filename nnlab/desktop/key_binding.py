"""One row of the table of keys."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Binding:
    """A row of the table: the keys as they are `shown`, what they are for, and what they do.

    `letters` are those of plain keys; `act` is given which of them it was. `shortcuts` are keys with modifiers and
    function keys, which work wherever the keyboard focus is. `repeats` says whether a key that is held down does it
    again now. What is `of_bench` works neither by its letters nor by its shortcuts while a lesson is written.
    """

    shown: str
    about: str
    letters: str = ""
    act: Callable[[str], object] = lambda _letter: None
    shortcuts: tuple[tuple[str, Callable[[], object]], ...] = ()
    repeats: Callable[[], bool] = lambda: True
    of_bench: bool = False
