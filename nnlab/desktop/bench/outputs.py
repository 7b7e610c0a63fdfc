"""The output side of the bench: bits, segments, class bars or numbers, as the data set asks."""

from html import escape

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QEnterEvent, QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnlab.data.segments import DIGIT_PATTERNS, pattern_index, read_bits
from nnlab.desktop import theme as themes
from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.widgets.bit_lamps import BitLamps
from nnlab.desktop.widgets.card import label, rich_label
from nnlab.desktop.widgets.probability_bars import ProbabilityBars
from nnlab.desktop.widgets.seven_segment import SevenSegmentDisplay
from nnlab.desktop.widgets.value_list import ValueList
from nnlab.desktop.words import texts
from nnlab.desktop.words.shown_columns import coded_target, raw_targets

_NO_ANSWER = "–"
_LONGEST_ANSWER = 2  # in letters, that is written large


class OutputPanel(QWidget):
    """One way to show what the network answers to the probe."""

    def __init__(self, lab: Lab) -> None:
        super().__init__()
        self.lab = lab

    def show_picture(self, picture: Picture) -> None:
        """Show the answer in `picture`."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            if not self.isHidden():  # a panel of the data set before waits to be deleted
                self.show_picture(self.lab.picture)

    def fill(self, *widgets: QWidget) -> None:
        """Stack `widgets` in the middle of the panel."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addStretch(1)
        for widget in widgets:
            layout.addWidget(widget)
        layout.addStretch(1)


class BitOutput(OutputPanel):
    """Lamps with their probabilities, and the number they spell."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self._lamps = BitLamps()
        self._lamps.setObjectName("output_lamps")
        self._lamps.set_labels(texts.data_names(lab.state.dataset.target_names, lab.state.dataset))
        self._spells_number = lab.state.dataset.target_names == ("8", "4", "2", "1")
        self._coded = coded_target(lab.state.dataset)
        self.fill(self._lamps)
        self.retranslate()

    def show_picture(self, picture: Picture) -> None:
        levels = picture.figures.probe[-1]
        self._lamps.set_levels(levels)
        self._lamps.set_answer(self._answer(levels), self.tr("the network reads"))

    def retranslate(self) -> None:
        self._lamps.setToolTip(self.tr("The outputs, 0 to 1; lit from 0.5"))

    def _answer(self, levels: NDArray[np.floating]) -> str:
        if not np.isfinite(levels).all():
            return _NO_ANSWER
        if self._spells_number:
            return str(read_bits(levels))
        if self._coded is not None:
            return self._coded.text(levels)
        return "".join("1" if level >= 0.5 else "0" for level in levels[:4])


class DigitOutput(OutputPanel):
    """Whether a picture is of the one class that is asked for: a lamp, and yes or no."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self._lamp = BitLamps()
        self._lamp.setObjectName("output_lamps")
        self._lamp.set_labels(texts.data_names(lab.state.dataset.target_names, lab.state.dataset))
        self.fill(self._lamp)
        lab.view.threshold_changed.connect(self._on_threshold_changed)
        self.retranslate()

    def show_picture(self, picture: Picture) -> None:
        levels = picture.figures.probe[-1]
        self._lamp.set_levels(levels)
        says = self.tr("yes") if levels[0] >= self.lab.view.threshold else self.tr("no")
        question = self.tr("is it {name}?").format(
            name=texts.data_names(self.lab.state.dataset.target_names, self.lab.state.dataset)[0]
        )
        self._lamp.set_answer(says if np.isfinite(levels[0]) else _NO_ANSWER, question)

    def retranslate(self) -> None:
        self._lamp.setToolTip(self.tr("The output, and whether it reaches the threshold"))

    def _on_threshold_changed(self) -> None:
        if not self.isHidden():  # a panel of the data set before waits to be deleted
            self.show_picture(self.lab.picture)


class SegmentOutput(OutputPanel):
    """Seven segments as bright as the outputs, and the digit they form, if they form one."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self._display = SevenSegmentDisplay()
        self._display.setObjectName("output_display")
        self._display.set_interactive(False)
        self._display.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._answer = label("", "answer")
        self._answer.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._caption = label("", "caption")
        self._caption.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.fill(self._display, self._answer, self._caption)
        self.layout().setStretch(1, 6)
        self.retranslate()

    def show_picture(self, picture: Picture) -> None:
        levels = picture.figures.probe[-1]
        self._display.set_levels(levels)
        pattern = pattern_index(levels) if np.isfinite(levels).all() else -1
        known = pattern in DIGIT_PATTERNS
        self._answer.setText(str(DIGIT_PATTERNS.index(pattern)) if known else _NO_ANSWER)
        self._caption.setText(self.tr("the network shows") if known else self.tr("no digit"))

    def retranslate(self) -> None:
        self._answer.setFont(themes.current().font("answer"))
        self._display.setToolTip(self.tr("The outputs, 0 to 1; a segment is lit from 0.5"))


class ClassOutput(OutputPanel):
    """One bar for each class and, of a picture, what it is read as: in a sentence, or `large` for the last row."""

    def __init__(self, lab: Lab, *, large: bool = False) -> None:
        super().__init__(lab)
        self._bars = ProbabilityBars()
        self._bars.setObjectName("output_bars" if large else "class_bars")
        # Softmax gives probabilities, which one reads in percent; anything else is a number like any other.
        self._percent = lab.state.dataset.image_shape is not None
        self._reading = rich_label("caption")
        self._reading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._reading.setWordWrap(True)
        self._reading.setVisible(self._percent)
        self._answer = label("", "answer") if large else None
        if self._answer is None:
            self.fill(self._bars, self._reading)
        else:
            self._answer.setObjectName("large_answer")
            self._answer.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.fill(self._answer, self._reading, self._bars)
        lab.view.pointed_changed.connect(self._on_pointed_changed)
        self._points = False

    def _on_pointed_changed(self, layer: int | None) -> None:
        """Light the bars while the layer that computes them is pointed at, here or elsewhere."""
        self._bars.set_lit(layer == self._layer())

    def _layer(self) -> int:
        return len(self.lab.state.spec.layers) - 1

    def enterEvent(self, event: QEnterEvent) -> None:
        self._points = True
        self.lab.view.point_at(self._layer())

    def leaveEvent(self, event: QEvent) -> None:
        self._point_no_more()

    def hideEvent(self, event: QHideEvent) -> None:
        self._point_no_more()

    def _point_no_more(self) -> None:
        if self._points:
            self._points = False
            self.lab.view.point_at(None)

    def show_picture(self, picture: Picture) -> None:
        dataset = self.lab.state.dataset
        values = picture.figures.probe[-1]
        best = int(np.argmax(values)) if np.isfinite(values).all() else None
        names = texts.data_names(dataset.target_names, dataset)
        self._bars.set_percent(self._percent and self.lab.state.spec.layers[-1].activation == "softmax")
        if self.lab.drawing.is_blank:  # what is said of an empty pad would only mislead
            self._bars.set_bars(names, np.zeros_like(values), None)
            self._say(_NO_ANSWER, self.tr("nothing is drawn yet"))
            return
        self._bars.set_bars(names, values, best)
        if best is None:
            self._say(_NO_ANSWER, "")
        else:
            self._say(names[best], self._sentence(names, best))

    def _say(self, answer: str, sentence: str) -> None:
        self._reading.setText(sentence)
        if self._answer is not None:
            self._answer.setText(answer)
            role = "answer" if len(answer) <= _LONGEST_ANSWER else "counter"
            self._answer.setFont(themes.current().font(role))

    def _sentence(self, names: tuple[str, ...], best: int) -> str:
        target = self.lab.probe.target
        answer = f"<b>{escape(names[best])}</b>"
        right = "" if target is None else f"<b>{escape(names[int(target.argmax())])}</b>"
        if target is None or int(target.argmax()) == best:
            if self._answer is not None:
                return self.tr("the network reads")
            return self.tr("the network reads {answer}").format(answer=answer)
        if self._answer is not None:
            return self.tr("the network reads; it is {right}").format(right=right)
        return self.tr("the network reads {answer}, it is {right}").format(answer=answer, right=right)


class ValueOutput(OutputPanel):
    """The numbers that come out, beside those that should."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self._list = ValueList()
        self._list.setObjectName("output_values")
        self._coded = coded_target(lab.state.dataset)
        self._word = label("", "section")
        self._word.setObjectName("output_word")
        self._word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._word.setVisible(self._coded is not None)
        self.fill(self._list, self._word)
        self.retranslate()

    def show_picture(self, picture: Picture) -> None:
        dataset = self.lab.state.dataset
        outputs = picture.figures.probe[-1][:, None]
        target = self.lab.probe.target
        outputs = raw_targets(dataset, outputs.T).T
        targets = np.full_like(outputs, np.nan)
        if target is not None:
            targets = raw_targets(dataset, target[None]).T
        self._list.set_rows(texts.data_names(dataset.target_names, dataset), targets, outputs)
        if self._coded is not None:
            self._word.setText(self._coded.text(picture.figures.probe[-1]))

    def retranslate(self) -> None:
        self._word.setToolTip(self.tr("The word whose number is nearest to the output"))
