"""The controls of a run: Reset, Train or Pause, Step by a unit, and the speed."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import label
from nnlab.desktop.widgets.choice_field import ChoiceField
from nnlab.desktop.widgets.choice_popup import Choice
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.speed_slider import SpeedSlider

_COMPACT_SHARE = 0.6
UNITS = ("epoch", "batch", "sample", "operation")


class TransportBar(QWidget):
    """Asks for what a hand on the controls wants; it shows only what the `set_` methods gave it."""

    reset_requested = Signal()
    train_requested = Signal()
    pause_requested = Signal()
    step_requested = Signal(object)  # one of UNITS
    step_unit_chosen = Signal(object)  # one of UNITS
    speed_chosen = Signal(object)  # int, the position on the ladder

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._running = False
        self._reset = Button(Look.PLATE, "reset")
        self._train = Button(Look.PRIMARY, "play")
        self._step = Button(Look.BARE, "step")
        self._unit = ChoiceField(muted=True)
        self._speed_label = label("", "muted")
        self._speed = SpeedSlider()
        self._speed_label.setBuddy(self._speed)
        self._plate = QFrame()
        self._plate.setObjectName("plate")
        self._name_children()
        self._arrange()
        self._connect()
        self._unit.set_value(UNITS[0])
        self.retranslate()
        self._fit_plate()

    def set_running(self, running: bool) -> None:
        """Show Pause while a run goes on, Train otherwise."""
        if running != self._running:
            self._running = running
            self._show_running()

    def set_step_unit(self, unit: str) -> None:
        """Show `unit`, one of UNITS, as what Step advances by."""
        self._unit.set_value(unit)

    def set_speed_ladder(self, labels: tuple[str, ...]) -> None:
        """Name the positions of the speed, slowest first."""
        self._speed.set_ladder(labels)

    def set_speed(self, position: int) -> None:
        """Show the speed at `position` of the ladder."""
        self._speed.set_position(position)

    def set_compact(self, compact: bool, *, worded: bool = True) -> None:
        """Make do with a shorter slider where the window is narrow, and without the word 'Speed' unless `worded`."""
        self._speed_label.setVisible(worded)
        width = self._speed.sizeHint().width()
        self._speed.setFixedWidth(round(width * _COMPACT_SHARE) if compact else width)

    def retranslate(self) -> None:
        """Set the texts in the language of the interface."""
        self._reset.setText(self.tr("Reset"))
        self._reset.setToolTip(self.tr("Start over from the first weights (R)"))
        self._train.reserve(self.tr("Train"), self.tr("Pause"))
        self._show_running()
        self._step.setText(self.tr("Step"))
        self._step.setToolTip(self.tr("Pause, and go on by one unit (S)"))
        self._unit.setAccessibleName(self.tr("Unit of a step"))
        self._unit.setToolTip(self.tr("What one step is"))
        self._unit.set_choices(self._unit_choices())
        self._speed_label.setText(self.tr("Speed"))
        self._speed.setAccessibleName(self.tr("Speed"))
        self._speed.setToolTip(self.tr("How fast training goes"))
        for button in (self._reset, self._step):
            button.setAccessibleName(button.text())
            button.updateGeometry()

    def _name_children(self) -> None:
        for widget, name in (
            (self._reset, "reset_button"),
            (self._train, "train_button"),
            (self._step, "step_button"),
            (self._unit, "step_unit_field"),
            (self._speed, "speed_slider"),
        ):
            widget.setObjectName(name)

    def _arrange(self) -> None:
        plate = QHBoxLayout(self._plate)
        plate.setContentsMargins(3, 0, 3, 0)
        plate.setSpacing(0)
        plate.addWidget(self._step)
        plate.addWidget(self._unit)
        self._speed.setFixedWidth(self._speed.sizeHint().width())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        for widget in (self._reset, self._train, self._plate):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addSpacing(10)
        layout.addWidget(self._speed_label)
        layout.addWidget(self._speed)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        self._reset.clicked.connect(lambda: self.reset_requested.emit())
        self._train.clicked.connect(self._on_train_clicked)
        self._step.clicked.connect(lambda: self.step_requested.emit(self._unit.value()))
        self._unit.value_chosen.connect(self.step_unit_chosen)
        self._speed.position_chosen.connect(self.speed_chosen)

    def _unit_choices(self) -> tuple[Choice, ...]:
        return (
            Choice("epoch", self.tr("epoch"), self.tr("one pass over the data")),
            Choice("batch", self.tr("batch"), self.tr("one update of the weights")),
            Choice("sample", self.tr("sample"), self.tr("one example through the network")),
            Choice("operation", self.tr("operation"), self.tr("one line of the arithmetic")),
        )

    def _show_running(self) -> None:
        text = self.tr("Pause") if self._running else self.tr("Train")
        self._train.setText(text)
        self._train.setAccessibleName(text)
        self._train.set_icon_name("pause" if self._running else "play")
        hint = (
            self.tr("Pause the training (Space)") if self._running else self.tr("Train the network (Space)")
        )
        self._train.setToolTip(hint)

    def _on_train_clicked(self) -> None:
        (self.pause_requested if self._running else self.train_requested).emit()

    def _fit_plate(self) -> None:
        self._plate.setFixedHeight(painting.plate_height(themes.current()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange:
            self._fit_plate()


def _sample() -> QWidget:
    bar = TransportBar()
    bar.set_speed_ladder(("1 operation/s", "1 epoch/s", "10 epochs/s", "100 epochs/s", "full speed"))
    bar.set_speed(3)
    bar.train_requested.connect(lambda: bar.set_running(True))
    bar.pause_requested.connect(lambda: bar.set_running(False))
    bar.step_unit_chosen.connect(bar.set_step_unit)
    return bar


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
