"""The sample on the bench, looked at closely: its picture, its label, the label as a one-hot vector, the answer."""

from html import escape

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.panels.reader import Reader
from nnlab.desktop.widgets.card import Card, rich_label
from nnlab.desktop.widgets.draw_pad import DrawPad
from nnlab.desktop.words import data_sentences, texts
from nnlab.desktop.words.numbers import format_number

_PICTURE_PX = 104


class SampleDetail(Reader, Card):
    """Two ways to write one class, as the notes teach them: a number, and a one in its place among zeros."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._picture = DrawPad()
        self._picture.setObjectName("sample_picture")
        self._picture.setEnabled(False)
        self._picture.setFixedSize(_PICTURE_PX, _PICTURE_PX)
        self._label, self._answer, self._one_hot = (rich_label("muted") for _ in range(3))
        self._one_hot.setObjectName("one_hot")
        for text in (self._label, self._one_hot, self._answer):
            text.setWordWrap(True)
        words = QVBoxLayout()
        words.addStretch(1)
        for text in (self._label, self._one_hot, self._answer):
            words.addWidget(text)
        words.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._picture)
        head.addLayout(words, 1)
        self.body.addLayout(head)
        self.follow(lab)

    def show_picture(self, picture: Picture) -> None:
        probe, dataset = self._lab.probe, self._lab.state.dataset
        self.set_title(data_sentences.sample_name(probe.part, probe.row, probe.part is not dataset))
        self._picture.set_picture(probe.picture, photograph=data_sentences.are_photographs(dataset))
        outputs = picture.figures.probe[-1]
        names = texts.data_names(dataset.target_names, dataset)
        if len(outputs) != len(names):
            return  # a picture of the network before
        self._show_label(probe.target, names)
        self._answer.setText(self._answered(outputs, names))

    def _show_label(self, target: NDArray[np.float64] | None, names: tuple[str, ...]) -> None:
        """Write the class in both encodings."""
        self._one_hot.setVisible(target is not None)
        if target is None:
            self._label.setText(self.tr("drawn: no label"))
            return
        number = int(target.argmax())
        plain = names[number] == str(number)
        text = self.tr("label <b>{number}</b>") if plain else self.tr("label {number}: <b>{name}</b>")
        self._label.setText(text.format(number=number, name=escape(names[number])))
        places = [format_number(value, trim=True) for value in target.tolist()]
        places[number] = f"<b>{places[number]}</b>"
        self._one_hot.setText(self.tr("one-hot {vector}").format(vector="\N{THIN SPACE}".join(places)))

    def _answered(self, outputs: np.ndarray, names: tuple[str, ...]) -> str:
        if not np.isfinite(outputs).all():
            return ""
        best = int(outputs.argmax())
        text = self.tr("read as <b>{name}</b>, output {value}")
        return text.format(name=escape(names[best]), value=format_number(float(outputs[best])))
