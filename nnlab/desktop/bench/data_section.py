"""What the network learns from, in the builder: how much there is, and as which numbers pictures go in."""

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from nnlab.data.image_data import ONE_HOT_RANGES, PIXEL_RANGES, Scales, scales_of
from nnlab.desktop.bench.made_section import MadeSection
from nnlab.desktop.bench.section_layout import section_layout
from nnlab.desktop.bench.split_rows import FinalScore, SplitRows, can_be_split
from nnlab.desktop.document import StateChange
from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import SectionTitle, label
from nnlab.desktop.widgets.fields import Choice, ChoiceField, FieldRow
from nnlab.desktop.words import data_sentences, sentences
from nnlab.desktop.words.numbers import format_count, format_number
from nnlab.engine import Task
from nnlab.project import Change, with_scales

_LONGEST_NAME = 16  # letters, beside the title; a file may have any name
Range = tuple[float, float]


class DataSection(QWidget):
    """The numbers of samples and, of pictures, the scales of pixels and targets."""

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lab = lab
        self._title = SectionTitle()
        self._training, self._test = label("", "value"), label("", "value")
        self._pixels, self._targets = ChoiceField(), ChoiceField()
        self._pixels.setObjectName("pixels_field")
        self._targets.setObjectName("targets_field")
        self._split, self._final = SplitRows(lab), FinalScore(lab)
        self._open = Button(Look.BARE, "open")
        self._open.setObjectName("open_data_button")
        widgets = {
            "training": self._training,
            "test": self._test,
            "pixels": self._pixels,
            "targets": self._targets,
        }
        self._rows = {name: FieldRow("", widget) for name, widget in widgets.items()}
        layout = section_layout(self, self._title, self._open)
        for row in self._rows.values():
            layout.addLayout(row)
        layout.addWidget(MadeSection(lab))
        layout.addWidget(self._split)
        layout.addWidget(self._final)
        self._pixels.value_chosen.connect(lambda value: self._rescale(pixels=value))
        self._targets.value_chosen.connect(lambda value: self._rescale(one_hot=value))
        self._open.clicked.connect(lab.openings.files_wanted)
        lab.state_changed.connect(self._on_state_changed)
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        for name, text, tip in (
            ("training", self.tr("Training"), self.tr("The samples that the network learns from")),
            (
                "test",
                self.tr("Test, unseen"),
                self.tr("Samples that the network is judged by and never learns from"),
            ),
            ("pixels", self.tr("Pixels"), self.tr("What an empty and a full pixel are as numbers")),
            ("targets", self.tr("Targets"), self.tr("The targets of the wrong classes and of the right one")),
        ):
            self._rows[name].set_label(text)
            self._rows[name].field.setToolTip(tip)
        self._open.setToolTip(
            self.tr(
                "Open a table, or pictures: MNIST as IDX, npz, CSV or pickle (Ctrl+O), or a folder of them "
                "(Ctrl+Shift+O)"
            )
        )
        self._open.setAccessibleName(self.tr("Open data"))
        self._show()

    def _show(self) -> None:
        dataset = self._lab.state.dataset
        count, test = format_count(len(dataset.inputs)), dataset.test
        names_itself = dataset.image_shape is not None or dataset.origin is not None
        name = data_sentences.dataset_name(dataset.name) if names_itself else ""
        self._title.set_text(
            self.tr("Data"), name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"
        )
        self._training.setText(count)
        # Where samples can be parted in another way, the fields for that say how many there are.
        self._rows["test"].set_visible(test is not None and not can_be_split(dataset))
        self._test.setText("" if test is None else format_count(len(test.inputs)))
        scales = scales_of(dataset)
        self._rows["pixels"].set_visible(scales is not None)
        self._rows["targets"].set_visible(scales is not None and dataset.task is Task.CLASSES)
        if scales is not None:
            _offer(self._pixels, PIXEL_RANGES, scales.pixels)
            _offer(self._targets, ONE_HOT_RANGES, scales.one_hot)

    def _rescale(self, pixels: Range | None = None, one_hot: Range | None = None) -> None:
        def edit(state):
            old = scales_of(state.dataset) or Scales()
            return with_scales(state, Scales(pixels or old.pixels, one_hot or old.one_hot))

        setting = "pixels" if pixels else "targets"
        self._lab.controller.edit(partial(sentences.change_setting, setting), edit)

    def _on_state_changed(self, change: StateChange) -> None:
        if Change.DATASET in change.changes:
            self._show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _offer(field: ChoiceField, ranges: tuple[Range, ...], present: Range) -> None:
    every = ranges if present in ranges else (*ranges, present)
    field.set_choices(
        Choice(ends, " – ".join(format_number(end, trim=True) for end in ends)) for ends in every
    )
    field.set_value(present)
