"""The workspaces of the window: one table of what there is, the rail that offers it, and which one is shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from nnlab.desktop.lab import Lab
from nnlab.desktop.widgets.nav_rail import NavRail
from nnlab.lessons.workspaces import ARITHMETIC, BENCH, DRAW, EXPERIMENTS, GRAPH, LESSONS, SAMPLES

if TYPE_CHECKING:
    from nnlab.desktop.draw.workspace import Draw
    from nnlab.desktop.samples.workspace import Samples
    from nnlab.desktop.tables.table_samples import TableSamples

translate = QCoreApplication.translate  # a name that lupdate knows


@dataclass(frozen=True, slots=True)
class Place:
    """One workspace: its key, which is also its icon's name, and what makes it.

    `applies` tells whether the document has anything to be seen there. What `is_late` is made when it is first shown.
    """

    key: str
    make: Callable[[], QWidget]
    applies: Callable[[], bool] = lambda: True
    is_late: bool = False


def places(
    lab: Lab,
    bench: QWidget,
    samples: "Samples",
    table: "TableSamples",
    draw: "Draw",
    lessons: Callable[[], QWidget],
) -> tuple[Place, ...]:
    """Return all workspaces in the order of the rail; what only some people open is made when they do."""
    return (
        Place(BENCH, lambda: bench),
        Place(SAMPLES, lambda: SampleRooms(samples, table), lambda: samples.applies or table.applies),
        Place(DRAW, lambda: draw, lambda: draw.applies),
        Place(ARITHMETIC, partial(_arithmetic, lab), is_late=True),
        Place(EXPERIMENTS, partial(_experiments, lab), is_late=True),
        Place(GRAPH, partial(_graph, lab), is_late=True),
        Place(LESSONS, lessons, is_late=True),
    )


def workspace_name(key: str) -> str:
    """Return what a workspace is called, in the language of the moment."""
    return {
        BENCH: translate("Workspaces", "Bench"),
        SAMPLES: translate("Workspaces", "Samples"),
        DRAW: translate("Workspaces", "Draw"),
        ARITHMETIC: translate("Workspaces", "Arithmetic"),
        EXPERIMENTS: translate("Workspaces", "Explore"),
        GRAPH: translate("Workspaces", "Graph"),
        LESSONS: translate("Workspaces", "Lessons"),
    }[key]


def _tip(key: str) -> str:
    """Return what one does in a workspace."""
    return {
        BENCH: translate("Workspaces", "Build, train and watch a network"),
        SAMPLES: translate("Workspaces", "Look through the samples and at mistakes"),
        DRAW: translate("Workspaces", "Draw, and see why it is read so"),
        ARITHMETIC: translate("Workspaces", "One training step, number by number, forward and back"),
        EXPERIMENTS: translate("Workspaces", "Compare runs and starts, and watch ways down the loss"),
        GRAPH: translate("Workspaces", "Build a computational graph and step through it"),
        LESSONS: translate("Workspaces", "Be guided step by step, guess first, and tick off goals"),
    }[key]


def _arithmetic(lab: Lab) -> QWidget:
    from nnlab.desktop.arithmetic.workspace import Arithmetic

    return Arithmetic(lab)


def _experiments(lab: Lab) -> QWidget:
    from nnlab.desktop.explore.workspace import Experiments

    return Experiments(lab)


def _graph(lab: Lab) -> QWidget:
    from nnlab.desktop.graphs.workspace import GraphWorkspace

    return GraphWorkspace(lab)


class SampleRooms(QStackedWidget):
    """The samples as pictures or as a table, whichever the document has."""

    def __init__(self, samples: "Samples", table: "TableSamples") -> None:
        super().__init__()
        self._samples, self._table = samples, table
        for room in (samples, table):
            self.addWidget(room)

    @property
    def notice_ground(self) -> QWidget:
        """The widget over whose foot notices are shown."""
        return (self._table if self.currentWidget() is self._table else self._samples).notice_ground

    def adopt(self) -> None:
        """Show the room that has something to see."""
        self.setCurrentWidget(self._table if self._table.applies else self._samples)


class Workspaces(QObject):
    """Shows one workspace at a time, of those that apply; each is made when it is first wanted."""

    shown = Signal(object)  # str: the key of the workspace that is shown now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stack = QStackedWidget()
        self.rail = NavRail()
        self._places: dict[str, Place] = {}
        self._widgets: dict[str, QWidget] = {}
        self.rail.chosen.connect(self.show)

    def offer(self, places: Iterable[Place]) -> None:
        """Offer these workspaces, and show the first of them."""
        self._places = {place.key: place for place in places}
        for key, place in self._places.items():
            if not place.is_late:
                self.widget(key)
        self.show(self.keys[0])

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all workspaces, whether they apply or not, in the order of the rail."""
        return tuple(self._places)

    @property
    def current(self) -> str:
        """The key of the workspace that is shown."""
        shown = self.stack.currentWidget()
        return next(key for key, widget in self._widgets.items() if widget is shown)

    def name(self, key: str) -> str:
        """Return what a workspace is called, in the language of the moment."""
        return workspace_name(key)

    def widget(self, key: str) -> QWidget:
        """Return a workspace, and make it if it is not there yet."""
        if key not in self._widgets:
            self._widgets[key] = self._places[key].make()
            self.stack.addWidget(self._widgets[key])
        return self._widgets[key]

    def show(self, key: str) -> None:
        """Show a workspace, if it applies.

        Qt would pass the keyboard on to its first control, which took the arrow keys then.
        """
        if not self._places[key].applies():
            return
        left = self.stack.currentWidget()
        held = None if left is None else left.window().focusWidget()
        if left is not None and held is not None and left.isAncestorOf(held):
            held.clearFocus()
        self._fit_room(key)
        self.stack.setCurrentWidget(self.widget(key))
        self.rail.set_current(key)
        self.shown.emit(key)

    def _fit_room(self, key: str) -> None:
        widget = self.widget(key)
        if isinstance(widget, SampleRooms):
            widget.adopt()

    def adopt(self) -> None:
        """Offer what there is something to see in now, and leave a workspace in which there is nothing any more."""
        self._fit_room(self.current)
        if not self._places[self.current].applies():
            self.show(self.keys[0])
        self.retranslate()

    def retranslate(self) -> None:
        """Name all workspaces in the language of the interface."""
        offered = [key for key, place in self._places.items() if place.applies()]
        self.rail.set_items([(key, key, workspace_name(key)) for key in offered])
        for key in offered:
            number = self.keys.index(key) + 1
            self.rail.set_tool_tip(key, f"{_tip(key)} (Alt+{number})")
        self.rail.set_current(self.current)
