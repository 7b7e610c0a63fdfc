"""How long a network had been trained: of what is shown of an earlier one, this is said."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate  # a name that lupdate knows


@dataclass(frozen=True, slots=True)
class Age:
    """So many passes over the data, with the part of one under way; `untrained` before any update."""

    epochs: float
    untrained: bool = False


def age_text(age: Age | None) -> str:
    """Return a word or two for an age, nothing for that of the present (None)."""
    if age is None:
        return ""
    if age.untrained:
        return translate("ages", "untrained")
    number = f"{age.epochs:,.1f}".removesuffix(".0")
    return translate("ages", "epoch {number}").format(number=number)
