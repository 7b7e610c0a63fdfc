"""The picture of a descent: a curve over one parameter, contours or a surface over two, or note 003's line."""

from enum import Enum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from nnlab.desktop.explore.descent import descent_texts
from nnlab.desktop.explore.descent.descent_transport import DescentTransport
from nnlab.desktop.explore.descent.landscapes import Landscape
from nnlab.desktop.explore.descent.line_cards import LinePage
from nnlab.desktop.explore.descent.made_descent import MadeDescent
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.contour_map import ContourMap
from nnlab.desktop.widgets.loss_curve_1d import LossCurve1D
from nnlab.desktop.widgets.parts.descent_marks import ShownPath
from nnlab.desktop.widgets.segmented import Segmented
from nnlab.desktop.widgets.surface_view import SurfaceView
from nnlab.study.descent import LineStep


class Side(Enum):
    """From where a surface over two parameters is looked at."""

    CONTOURS = "contours"
    SPACE = "space"


class DescentStage(Card):
    """Shows what `set_` gives it, and asks for another start. From which side one looks is its own."""

    start_moved = Signal(object)  # tuple[float, ...]
    all_requested = Signal()  # so wide a picture that all of the paths lie in it
    usual_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._landscape: Landscape | None = None
        self._made: MadeDescent | None = None
        self._kept: tuple[MadeDescent, ...] = ()
        self._shown: ShownPath | None = None
        self._side = Side.CONTOURS
        self._is_line = False
        self.curve, self.contours, self.surface = LossCurve1D(), ContourMap(), SurfaceView()
        self.line = LinePage()
        self._message = label("", "muted")
        self._message.setObjectName("descent_message")
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._message.setWordWrap(True)
        self._sides = Segmented()
        self._sides.setObjectName("descent_sides")
        self._status = label("", "muted")
        self._status.setObjectName("descent_status")
        self._status.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._status.setMinimumWidth(1)  # the picture is not made wider by a long sentence
        self._more, self._usual = Button(Look.BARE), Button(Look.BARE)
        self._more.setObjectName("show_all_button")
        self._usual.setObjectName("show_usual_button")
        self.offer_more(more=False, usual=False)
        self.transport = DescentTransport()
        self._pages = QStackedWidget()
        for page in (self._message, self.curve, self.contours, self.surface, self.line):
            self._pages.addWidget(page)
        head = QHBoxLayout()
        head.addWidget(self._sides)
        head.addWidget(self._status, 1)
        head.addWidget(self._more)
        head.addWidget(self._usual)
        self.body.addLayout(head)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self.transport)
        for picture in (self.curve, self.contours):
            picture.start_moved.connect(self.start_moved)
        self._sides.value_chosen.connect(self._on_side_chosen)
        self._more.clicked.connect(lambda: self.all_requested.emit())
        self._usual.clicked.connect(lambda: self.usual_requested.emit())
        self.retranslate()

    # What is shown

    def set_landscape(self, landscape: Landscape | None) -> None:
        """Show a landscape; None leaves the message."""
        self._landscape = landscape
        self._show_landscape()

    def set_message(self, text: str) -> None:
        """Say why there is no picture, or how far it is."""
        self._message.setText(text)

    def set_status(self, text: str) -> None:
        """Say how the descent goes; without text and sides its line takes no room."""
        self._status.setText(text)
        self._status.setVisible(not self._is_line)

    def set_start(self, start: tuple[float, ...] | None) -> None:
        """Show where the descent begins."""
        if start is not None and len(start) == 1:
            self.curve.set_start(start)
        elif start is not None:
            self.contours.set_start(start)

    def set_descent(self, made: MadeDescent | None, step: int) -> None:
        """Show the way of a descent after so many steps."""
        if made is not self._made or (self._shown is None) != (made is None):
            self._made, self._shown = made, None if made is None else self._shown_path(made)
            self.curve.set_slopes(None if made is None else made.path.gradients[:, 0])
        for picture in (self.curve, self.contours, self.surface):
            picture.set_path(self._shown, step)

    def set_kept(self, kept: tuple[MadeDescent, ...]) -> None:
        """Show the paths that are kept to compare."""
        self._kept = kept
        paths = tuple(self._shown_path(made) for made in kept)
        for picture in (self.curve, self.contours, self.surface):
            picture.set_kept(paths)

    def offer_more(self, *, more: bool, usual: bool) -> None:
        """Offer to show all of paths that leave the picture, or as much as is usual."""
        self._more.setVisible(more)
        self._usual.setVisible(usual and not more)

    def set_line(self, steps: tuple[LineStep, ...] | None, done: int) -> None:
        """Show note 003's line after so many steps; None shows the landscape again."""
        if (steps is not None) != self._is_line:
            self._is_line = steps is not None
            self._show_page()
        if steps is not None:
            self.line.set_steps(steps, done)

    def show_side(self, side: Side) -> None:
        """Look at a surface from above or from the side."""
        self._side = side
        self._show_page()

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self._sides.setAccessibleName(self.tr("From where one looks"))
        self._sides.set_options(
            (
                (Side.CONTOURS, self.tr("Contours"), self.tr("From above, with lines of equal loss")),
                (Side.SPACE, self.tr("3-D"), self.tr("From the side, as a surface; drag to turn it")),
            )
        )
        for button, text, tip in (
            (self._more, self.tr("Show all of the path"), self.tr("A wider picture, into which it fits")),
            (self._usual, self.tr("As close as before"), self.tr("The usual part of the landscape")),
        ):
            button.setText(text)
            button.setAccessibleName(text)
            button.setToolTip(tip)
            button.updateGeometry()
        self.line.retranslate()
        self._show_landscape()

    def _show_landscape(self) -> None:
        shown = self._landscape
        if shown is not None:
            names = descent_texts.axis_names(shown)
            axes, values = shown.grid.axes, shown.grid.values
            if shown.contours is None:
                self.curve.set_curve(axes[0], values, names[0])
                self.curve.set_minima(shown.minima)
            else:
                self.contours.set_contours(shown.contours, (names[0], names[1]))
                self.contours.set_minima(shown.minima)
                self.surface.set_surface(axes[0], axes[1], values, (names[0], names[1]))
        if self._made is not None:
            self._shown = self._shown_path(self._made)
        self.set_kept(self._kept)  # their names may be in another language now
        self._show_page()

    def _show_page(self) -> None:
        shown = self._landscape
        self._sides.set_value(self._side)
        is_plane = shown is not None and shown.contours is not None and not self._is_line
        self._sides.setVisible(is_plane)
        self.set_caption("" if shown is None or self._is_line else descent_texts.range_text(shown))
        if self._is_line:
            page: QWidget = self.line
        elif shown is None:
            page = self._message
        elif shown.contours is None:
            page = self.curve
        else:
            page = self.contours if self._side is Side.CONTOURS else self.surface
        self._pages.setCurrentWidget(page)

    def _shown_path(self, made: MadeDescent) -> ShownPath:
        beside = any(each.config.batch_size is not None for each in (made, *self._kept))
        name = descent_texts.descent_name(made.config, beside_batches=beside)
        return ShownPath(made.path.points, made.path.losses, name, made.rolls)

    def _on_side_chosen(self, side: Side) -> None:
        self.show_side(side)
