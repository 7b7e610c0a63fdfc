"""When a network was as it was: of what is shown of an earlier one, this is said."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate  # a name that lupdate knows


@dataclass(frozen=True, slots=True)
class Moment:
    """After so many passes over the data, with the part of one under way; `untrained` before any update."""

    epochs: float
    untrained: bool = False


def moment_text(moment: Moment | None) -> str:
    """Return a word or two for a moment, nothing for the present (None)."""
    if moment is None:
        return ""
    if moment.untrained:
        return translate("moments", "untrained")
    number = f"{moment.epochs:,.1f}".removesuffix(".0")
    return translate("moments", "epoch {number}").format(number=number)
