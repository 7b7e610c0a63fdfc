"""Finding one of several names by what is typed of it. Arithmetic without Qt."""

from collections.abc import Sequence


def found(names: Sequence[str], typed: str, current: int) -> int | None:
    """Return which of `names` is meant by `typed`, from `current` on and round; None if none has it in it.

    Names that begin so come before those with a word that does, and these before those that only contain it. One letter
    typed again, or several times, goes on to the next.
    """
    typed = typed.casefold()
    if not typed or not names:
        return None
    again = len(set(typed)) == 1
    wanted = typed[0] if again else typed
    start = current + 1 if again else max(current, 0)
    order = [(start + step) % len(names) for step in range(len(names))]
    folded = [name.casefold() for name in names]
    for matches in (
        lambda name: name.startswith(wanted),
        lambda name: any(word.startswith(wanted) for word in _tails(name)),
        lambda name: wanted in name,
    ):
        for index in order:
            if matches(folded[index]):
                return index
    return None


def _tails(name: str) -> list[str]:
    """Return what follows every beginning of a word of `name`."""
    return [name[at:] for at in range(1, len(name)) if name[at].isalnum() and not name[at - 1].isalnum()]
