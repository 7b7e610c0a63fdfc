"""The output side of the bench for one or two inputs: what the network answers everywhere, and points by hand."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QRectF, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from nnlab.data import Dataset
from nnlab.desktop import colors
from nnlab.desktop import theme as themes
from nnlab.desktop.bench.outputs import OutputPanel
from nnlab.desktop.bench.plane import Plane, Sight, has_plane, unit_field, unit_maps
from nnlab.desktop.bench.point_edits import PointEdits
from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.fields import Choice, ChoiceField, NumberField
from nnlab.desktop.widgets.input_curve import InputCurve
from nnlab.desktop.widgets.network_diagram import UnitMaps
from nnlab.desktop.widgets.parts import plane_glyphs
from nnlab.desktop.widgets.parts.plane_model import Answer, Hand, PointRef
from nnlab.desktop.widgets.parts.plane_picture import PlanePicture
from nnlab.desktop.widgets.parts.quiet_frame import QuietFrame
from nnlab.desktop.widgets.plane_map import PlaneMap
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.desktop.words import texts
from nnlab.desktop.words.numbers import format_number

_GAP_PX = 8
_LATER_MS = 8
_FRAME_PX = (
    46.0,
    84.0,
)  # at 13 px text: what axes, key and tools take beside the area of a map and above and below it


class PlanePanel(OutputPanel):
    """Joins the picture over the inputs to the lab: it shows the probe and moves it, and edits the samples.

    Points are added and removed while the network trains: that holds it for the edit, and the same run goes on.
    """

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self._plane = Plane(lab.state.dataset)
        self._edits = PointEdits(lab)
        self._is_stale = False
        self._unit: tuple[int, int, str] | None = None  # the unit that is looked at: column, number, name
        self._looks = False  # whether an earlier moment of the run is on show
        self._units: tuple[Sight, tuple[UnitMaps, ...]] | None = None  # the maps in the neurons, and of what
        two = len(self._plane.bounds) == 2
        self.picture: PlanePicture = PlaneMap() if two else InputCurve()
        self._hand = Segmented()
        self._hand.setObjectName("plane_hand")
        # While a training hurries, the picture comes after that of the diagram: both in one go hold events up too long.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(lambda: self._show_now(self.lab.picture))
        self._answer = label("", "value")
        self._answer.setObjectName("plane_answer")
        self._answer.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._answer_frame = QuietFrame(self._answer)
        self._answer_frame.resized.connect(self._on_answer_resized)
        self._answer_frame.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._class, self._value, self._output = ChoiceField(), NumberField(), ChoiceField()
        for field, name in ((self._class, "class"), (self._value, "value"), (self._output, "output")):
            field.setObjectName(f"plane_{name}_field")
        self._arrange()
        self._connect()
        self._fit_answer()
        self.retranslate()

    def _arrange(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(_GAP_PX)
        tools.addWidget(self._hand)
        tools.addWidget(self._answer_frame, 1)
        tools.addStretch(0)
        for field in (self._output, self._class, self._value):
            tools.addWidget(field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP_PX)
        layout.addLayout(tools)
        layout.addWidget(self.picture, 1)

    def _connect(self) -> None:
        self._hand.value_chosen.connect(self._on_hand_chosen)
        self._class.value_chosen.connect(self._class.set_value)
        self._value.value_entered.connect(self._value.set_value)
        self._output.value_chosen.connect(self._on_output_chosen)
        self.picture.probe_moved.connect(self._on_probe_moved)
        self.picture.point_clicked.connect(self._on_point_clicked)
        self.picture.add_requested.connect(self._on_add_requested)
        self.picture.remove_requested.connect(self._on_remove_requested)

    # What it shows

    def takes(self, dataset: Dataset) -> bool:
        """Tell whether it can show another data set in the same way, so that nothing but the points need change."""
        old = self._plane.dataset
        return has_plane(dataset) and (dataset.task, dataset.input_names, dataset.target_names) == (
            old.task,
            old.input_names,
            old.target_names,
        )

    def adopt(self) -> None:
        """Show the samples that the lab has now; what was looked at stays where they still lie within it."""
        self._take(Plane(self.lab.state.dataset, self._plane.bounds, self._plane.output))

    def _take(self, plane: Plane) -> None:
        self._plane = plane
        self.picture.set_frame(plane.frame)
        self.picture.set_points(plane.points)
        self._fit_fields()

    def wanted_width(self, height: float) -> float:
        """Return the width with which all of it is used in a row of so much height: a map is a square."""
        unit = themes.current().text_px / 13
        beside, above = _FRAME_PX
        return height - (above - beside) * unit

    def unit_maps(self, picture: Picture) -> tuple[UnitMaps, ...]:
        """Return the maps of all units for the diagram, the same ones while the network is the same."""
        sight = self._sight(picture)
        if self._units is None or self._units[0] is not sight:
            self._units = sight, unit_maps(sight, self._plane.frame)
        return self._units[1]

    def _sight(self, picture: Picture) -> Sight:
        return self._plane.sight(picture.snapshot.parameters)

    def show_unit(self, unit: tuple[int, int, str] | None) -> None:
        """Show the map of a unit (its column, its number from 0, its name) large, in place of the answers."""
        if unit != self._unit:
            self._unit = unit
            if self._has_samples_of_now():
                self._show_unit(self.lab.picture)

    def _show_unit(self, picture: Picture) -> None:
        shown = None
        if self._unit is not None:
            shown = unit_field(self.unit_maps(picture), self._plane.frame, *self._unit)
        self.picture.set_unit(shown)

    def show_picture(self, picture: Picture) -> None:
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        if self.lab.hurries:
            self._later.start()
        else:
            self._show_now(picture)

    def _show_now(self, picture: Picture) -> None:
        self._later.stop()
        if not self._has_samples_of_now():
            return
        sight = self._sight(picture)
        self.picture.set_answers(sight.field, sight.answers)
        self._show_unit(picture)
        probe = picture.figures.probe
        self.picture.set_probe(self._plane.place_of(probe[0], probe[-1]))
        self._show_answer(picture)

    def _has_samples_of_now(self) -> bool:
        """Show the samples of the moment that is looked at, and the present ones again after that.

        Return False where the stage is about to hand over new samples, or this panel to another.
        """
        samples = self.lab.rewinder.samples
        if self._plane.dataset is not samples and (self.lab.rewinder.is_looking or self._looks):
            self._take(Plane(samples, self._plane.bounds, self._plane.output))
        self._looks = self.lab.rewinder.is_looking
        return self._plane.dataset is samples

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_stale:
            self.show_picture(self.lab.picture)

    def _show_answer(self, picture: Picture) -> None:
        """Write what the network answers to the input on the bench, in as many words as there is room for."""
        outputs, plane = picture.figures.probe[-1], self._plane
        if plane.answer is Answer.CLASSES:
            best = int(np.argmax(outputs))
            name, number = plane.frame.classes[best], float(outputs[best])
        else:
            name = texts.data_names(plane.dataset.target_names, plane.dataset)[plane.output]
            number = float(plane.answers_read(outputs)[plane.output])
            if plane.coded is not None and np.isfinite(number):
                name = plane.coded.text(outputs)
        self._write_answer(name, format_number(number))

    def _write_answer(self, name: str, number: str) -> None:
        """Write name and number side by side, smaller, or one above the other: the number is never left out."""
        theme, room, whole = themes.current(), self._answer_frame.width(), f"{name}  {number}"
        fonts = (theme.font(), theme.font("caption"))
        font = next((f for f in fonts if QFontMetrics(f).horizontalAdvance(whole) <= room), None)
        if font is None:
            font = fonts[-1]
            name = QFontMetrics(font).elidedText(name, Qt.TextElideMode.ElideRight, room)
            whole = f"{name}\n{number}"
        if font != self._answer.font():
            self._answer.setFont(font)
        self._answer.setText(whole)

    def _on_answer_resized(self) -> None:
        """Choose anew in how many words the answer is written, once there is one."""
        if self.isVisible() and not self._is_stale and self._plane.dataset is self.lab.state.dataset:
            self._show_answer(self.lab.picture)

    def _fit_answer(self) -> None:
        """Keep room for two lines in small type: a text that changes must not move the map."""
        self._answer_frame.setMinimumHeight(2 * QFontMetrics(themes.current().font("caption")).lineSpacing())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit_answer()

    def retranslate(self) -> None:
        self._hand.set_options(
            (
                (Hand.PROBE, self.tr("Try"), self.tr("A click or a drag puts the input on the bench there")),
                (Hand.ADD, self.tr("Add"), self.tr("A click adds a sample there")),
                (
                    Hand.REMOVE,
                    self.tr("Remove"),
                    self.tr("A click on a sample removes it; the right button always does"),
                ),
            )
        )
        self._hand.set_value(self.picture.hand())
        for field, name, tip in (
            (self._class, self.tr("Class of a new point"), self.tr("The class of the points that you add")),
            (self._value, self.tr("Target of a new point"), self.tr("The target of the points that you add")),
            (self._output, self.tr("Output on the map"), self.tr("The output that the map shows")),
        ):
            field.setAccessibleName(name)
            field.setToolTip(tip)
        self._answer.setToolTip(self.tr("What the network answers to the input on the bench"))
        if (
            self._plane.dataset is self.lab.state.dataset
        ):  # the names of its columns may be others in this language
            self.adopt()

    def _fit_fields(self) -> None:
        """Offer what a new point needs, and which of several outputs is shown."""
        plane, adds = self._plane, self.picture.hand() is Hand.ADD
        one_input = len(plane.bounds) == 1
        classes = plane.answer is Answer.CLASSES or (plane.answer is Answer.YES_NO and not one_input)
        self._class.set_choices(
            Choice(mark, name, "", _MarkPicture(mark, len(plane.frame.classes)))
            for mark, name in enumerate(plane.frame.classes)
        )
        if self._class.value() not in range(len(plane.frame.classes)):
            self._class.set_value(0)
        if not np.isfinite(self._value.value()):
            self._value.set_value(0.0)
        self._output.set_choices(enumerate(texts.data_names(plane.dataset.target_names, plane.dataset)))
        self._output.set_value(plane.output)
        self._class.setVisible(adds and classes)
        self._value.setVisible(adds and plane.answer is Answer.VALUES and not one_input)
        self._output.setVisible(plane.names_outputs() and not adds)
        self._answer_frame.setVisible(not adds)

    # What it asks for

    def _on_hand_chosen(self, hand: Hand) -> None:
        self._hand.set_value(hand)
        self.picture.set_hand(hand)
        self._fit_fields()

    def _on_output_chosen(self, output: int) -> None:
        self._take(Plane(self.lab.state.dataset, self._plane.bounds, output))
        self.show_picture(self.lab.picture)

    def _on_probe_moved(self, place: tuple[float, float]) -> None:
        self.lab.probe.set_values(self._plane.inputs_at(place))

    def _on_point_clicked(self, point: PointRef) -> None:
        self.lab.probe.set_sample(self._plane.part(point.part), point.row)

    def _on_add_requested(self, place: tuple[float, float]) -> None:
        plane = self._plane
        mark = int(self._class.value())
        if len(plane.bounds) == 1:
            target = plane.target_at(place, mark)
        else:
            target = plane.target_of(self._value.value() if plane.answer is Answer.VALUES else mark)
        self._edits.add(plane.inputs_at(place), target)

    def _on_remove_requested(self, point: PointRef) -> None:
        self._edits.remove(self._plane.part(point.part), point.part.name.lower(), point.row)


@dataclass(frozen=True, slots=True)
class _MarkPicture:
    """Paints the mark of a class into a choice."""

    mark: int
    classes: int

    def __call__(self, painter: QPainter, rect: QRectF, theme: Theme) -> None:
        palette = colors.class_colors(theme, max(self.classes, 2))
        fill = palette[self.mark % len(palette)]
        plane_glyphs.paint_point(painter, rect.center(), self.mark, fill, theme)
