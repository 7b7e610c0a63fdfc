"""The left side of the bench: the network and its training in words and numbers."""

import re
from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from nnlab.desktop.bench.data_section import DataSection
from nnlab.desktop.bench.layer_section import LayerSection
from nnlab.desktop.bench.training_section import TrainingSection
from nnlab.desktop.document import StateChange
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.fields import TextField
from nnlab.desktop.widgets.parts.scrolled import scrolled
from nnlab.desktop.words import sentences
from nnlab.desktop.words.numbers import format_count
from nnlab.engine import EngineError, NetworkSpec
from nnlab.engine.errors import TooLargeError
from nnlab.project import Change, advise, with_hidden_widths

_BLEED_PX = 8
_SHAPE = re.compile(r"\s*\d{1,9}(\s*[-–—−,x×→/ ]\s*\d{1,9})*\s*")


class BuilderPanel(Card):
    """The shape as a line of text, a section for each layer, and one for the training."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._lab = lab
        self._shape = TextField()
        self._shape.setObjectName("shape_field")
        self._shape.text_entered.connect(self._on_shape_entered)
        self._advice = label("", "caption")
        self._advice.setObjectName("advice")
        self._advice.setWordWrap(True)
        self._layers = QVBoxLayout()
        self._layers.setSpacing(2)
        self._sections: list[LayerSection] = []
        self._training = TrainingSection(lab)
        self._data = DataSection(lab)
        self._arrange()
        self.retranslate()
        self._show_network()
        self._show_advice()
        lab.state_changed.connect(self._on_state_changed)
        lab.controller.config_changed.connect(self._show_advice)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("Network"))
        self._shape.setAccessibleName(self.tr("Shape of the network"))
        self._shape.setToolTip(
            self.tr("Units from inputs to outputs. Type, for example, 7-16-4, or 7-4 for no hidden layer.")
        )
        self._show_count()
        self._show_advice()

    def _arrange(self) -> None:
        inside = QWidget()
        inside.setObjectName("builder_content")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QVBoxLayout()
        head.setContentsMargins(0, 0, _BLEED_PX, 0)
        head.setSpacing(8)
        head.addWidget(self._shape)
        head.addWidget(self._advice)
        column.addLayout(head)
        column.addLayout(self._layers)
        column.addWidget(self._training)
        column.addWidget(self._data)
        column.addStretch(1)
        scroll = scrolled(inside, "builder_scroll")
        scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        # The fields' plates, and the scroll bar, reach into the margin of the card.
        self.bleed_right(_BLEED_PX)
        self.body.addWidget(scroll, 1)

    def _show_advice(self) -> None:
        """Say, beside what was changed, which choices learn badly, and why."""
        state = replace(self._lab.state, config=self._lab.controller.config)
        found = [sentences.advice(advice) for advice in advise(state)]
        self._advice.setText("\n".join(found))
        self._advice.setVisible(bool(found))

    # -- the network -----------------------------------------------------------------------------------

    def _on_state_changed(self, change: StateChange) -> None:
        self._show_advice()
        if change.changes & (Change.NETWORK | Change.DATASET):
            self._show_network()

    def _show_network(self) -> None:
        spec = self._lab.state.spec
        self._shape.set_error(None)
        self._shape.set_value(" – ".join(str(size) for size in spec.sizes))
        self._show_count()
        while len(self._sections) > len(spec.layers):
            section = self._sections.pop()
            self._layers.removeWidget(section)
            section.hide()
            section.deleteLater()
        while len(self._sections) < len(spec.layers):
            section = LayerSection(self._lab, len(self._sections))
            self._sections.append(section)
            self._layers.addWidget(section)
        for section in self._sections:
            section.show_layer()
        self._order_for_tab()

    def _order_for_tab(self) -> None:
        """Let Tab go from the shape through the layers to the training, whenever each of them was made."""
        before = self._shape.focusProxy()
        for section in self._sections:
            for field in section.fields:
                QWidget.setTabOrder(before, field)
                before = field

    def _show_count(self) -> None:
        count = self._lab.state.spec.parameter_count
        many = self.tr("{count} parameters").format(count=format_count(count))
        self.set_caption(self.tr("1 parameter") if count == 1 else many)

    def _on_shape_entered(self, text: str) -> None:
        sentence = self._refusal(text)
        self._shape.set_error(sentence)
        if sentence is None:
            widths = parse_shape(text)[1:-1]
            self._lab.controller.edit(sentences.change_shape, lambda state: with_hidden_widths(state, widths))

    def _refusal(self, text: str) -> str | None:
        """Return why `text` is no shape for this data set, or None if it is one."""
        spec = self._lab.state.spec
        try:
            sizes = parse_shape(text)
        except ValueError:
            return self.tr("Write whole numbers with dashes between them, such as {shape}.").format(
                shape=spec.shape_text
            )
        if len(sizes) < 2 or sizes[0] != spec.inputs or sizes[-1] != spec.outputs:
            return self.tr(
                "The data has {inputs} inputs and {outputs} outputs: begin and end with these."
            ).format(inputs=spec.inputs, outputs=spec.outputs)
        try:
            layer = spec.layers[0]
            NetworkSpec(sizes[0], tuple(type(layer)(units) for units in sizes[1:]), spec.dtype)
        except TooLargeError as error:
            return sentences.refused(error)
        except EngineError:
            return self.tr("Each layer has 1 to 4,096 units, and the network at most 8 million weights.")
        return None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def parse_shape(text: str) -> tuple[int, ...]:
    """Return the sizes in a text such as '7-8-4' or '7 – 8 – 4'; raises ValueError for anything else."""
    if not _SHAPE.fullmatch(text):
        raise ValueError(f"{text!r} is no shape")
    return tuple(int(number) for number in re.findall(r"\d+", text))
