"""A row of a card: a muted label and a value that looks like text until pointed at.

The fields themselves live in modules of their own; this one hands them out together.
"""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.activation_glyph import activation_picture
from nnlab.desktop.widgets.card import Card, Hairline, SectionTitle, label
from nnlab.desktop.widgets.choice_field import ChoiceField
from nnlab.desktop.widgets.choice_popup import Choice
from nnlab.desktop.widgets.number_field import NumberField
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.switch_field import SwitchField
from nnlab.desktop.widgets.text_field import TextField

__all__ = ["Choice", "ChoiceField", "FieldRow", "NumberField", "SwitchField", "TextField"]


class FieldRow(QHBoxLayout):
    """A muted label on the left and a field on the right, its value level with the edge of the card.

    The field's hover plate reaches into the card's margin, so add the row to a layout that has one.
    """

    def __init__(self, text: str, field: QWidget) -> None:
        super().__init__()
        self.label = label(text, "muted")
        self.field = field
        self.label.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(text)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(0)
        self.addWidget(self.label)
        self.addStretch(1)
        self.addWidget(field, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_label(self, text: str, spoken: str = "") -> None:
        """Change the label and the field's accessible name, which is `spoken` where the label alone is not clear."""
        self.label.setText(text)
        self.field.setAccessibleName(spoken or text)

    def set_visible(self, visible: bool) -> None:
        """Show or hide label and field."""
        self.label.setVisible(visible)
        self.field.setVisible(visible)

    def minimumSize(self) -> QSize:
        least = super().minimumSize()
        height = painting.row_height(themes.current()) if not self.field.isHidden() else 0
        return QSize(least.width(), max(least.height(), height))

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(self.minimumSize())

    def setGeometry(self, rect: QRect) -> None:
        bleed = 0 if isinstance(self.field, (SwitchField, QLabel)) else painting.CHIP_PADDING
        super().setGeometry(rect.adjusted(0, 0, bleed, 0))


def _sample() -> QWidget:
    card = Card("Network", "92 parameters")
    shape = TextField()
    shape.set_value("7 – 8 – 4")
    width = NumberField(whole=True)
    width.set_value(8)
    width.value_entered.connect(width.set_value)
    activation = ChoiceField()
    names = ("linear", "sigmoid", "tanh", "relu", "leaky_relu")
    activation.set_choices(Choice(name, name, "", activation_picture(name)) for name in names)
    activation.set_value("tanh")
    activation.value_chosen.connect(activation.set_value)
    shuffle = SwitchField()
    shuffle.set_value(True)
    shuffle.value_chosen.connect(shuffle.set_value)
    for item in (shape, Hairline(), SectionTitle("Layer 1")):
        card.body.addWidget(item)
    for text, field in (("Width", width), ("Activation", activation), ("Shuffle", shuffle)):
        card.body.addLayout(FieldRow(text, field))
    card.setFixedWidth(228)
    return card


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
