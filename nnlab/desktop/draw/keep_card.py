"""Where one says which digit was drawn, and keeps it: draw, press the digit, draw the next."""

from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from nnlab.data.my_digits import CLASSES, Change
from nnlab.desktop.draw.kept_digits import KeptDigitsDialog
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card
from nnlab.desktop.widgets.keep_button import KeepButton
from nnlab.desktop.words.numbers import format_count


class KeepCard(Card):
    """Ten buttons that say which digit was drawn, and keep it. The digit keys do the same."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("keep_card")
        self._lab = lab
        self._buttons = [KeepButton(digit) for digit in range(CLASSES)]
        self._look, self._share = Button(Look.BARE, "samples"), Button(Look.BARE, "save")
        self._look.setObjectName("show_kept_button")
        self._share.setObjectName("share_digits_button")
        self._train = Button(Look.FIELD)
        self._train.setObjectName("train_on_mine_button")
        self._arrange()
        for digit, button in enumerate(self._buttons):
            button.setObjectName(f"keep_{digit}_button")
            button.clicked.connect(partial(lab.keeping.keep, digit))
        self._look.clicked.connect(lambda: KeptDigitsDialog(lab.my_digits, self).open())
        self._share.clicked.connect(self._choose_file)
        self._train.clicked.connect(lambda: lab.openings.open_preset("my-digits", then=lab.controller.train))
        lab.my_digits.changed.connect(self._show)
        lab.my_digits.wished.connect(self._on_wished)
        lab.drawing.changed.connect(self._allow)
        self.retranslate()

    def _arrange(self) -> None:
        lines = QVBoxLayout()
        lines.setSpacing(6)
        for start in (0, CLASSES // 2):
            line = QHBoxLayout()
            line.setSpacing(6)
            for button in self._buttons[start : start + CLASSES // 2]:
                line.addWidget(button, 1)
            lines.addLayout(line)
        foot = QHBoxLayout()
        for button in (self._look, self._share):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self._train)
        self.body.addLayout(lines)
        self.body.addLayout(foot)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("Keep it as"))
        self._train.setText(self.tr("Train on my digits"))
        self._train.setAccessibleName(self.tr("Train on my digits"))
        self._train.setToolTip(self.tr("Train a new network on the digits that you have kept"))
        for button, text in (
            (self._look, self.tr("Look through the kept digits, and remove some")),
            (self._share, self.tr("Save all kept digits as a file to share")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._show()

    def _show(self) -> None:
        """Show how many there are."""
        counts = self._lab.my_digits.counts
        for digit, button in enumerate(self._buttons):
            count = int(counts[digit])
            button.set_count(count)
            tip = self.tr(
                "Keep the drawing as {digit} (key {digit}). {count} kept so far. "
                "Ctrl+Z on the pad takes it back; redo only clears the pad again."
            )
            button.setToolTip(tip.format(digit=digit, count=format_count(count)))
            button.setAccessibleName(self.tr("Keep as {digit}").format(digit=digit))
        total = int(counts.sum())
        self.set_caption(self.tr("{count} kept").format(count=format_count(total)))
        for button in (self._look, self._share, self._train):
            button.setEnabled(total > 0)
        self._allow()

    def _allow(self) -> None:
        """Let what is drawn be kept."""
        seen = self._lab.drawing.seen
        for button in self._buttons:
            button.setEnabled(seen is not None and not seen.is_empty)

    def _on_wished(self, change: Change) -> None:
        self._buttons[change.label].light_up()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save my digits"), "my-digits.npz", self.tr("Pictures (*.npz)"))
        dialog.setObjectName("share_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("npz")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._lab.my_digits.share)
        dialog.open()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lab.my_digits.look()  # before one comes to see it, nobody reads the file

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.ActivationChange and self.isVisible() and self.isActiveWindow():
            self._lab.my_digits.look()  # another window may have kept some meanwhile
