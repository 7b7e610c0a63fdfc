"""What a step of a lesson locks and hides, and the way back, which is gone whatever happens."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from nnlab.lessons.controls import CONTROLS

# What says nothing without a control, by object names: it goes with it.
_ALONG = {
    "step_button": ("plate",),
    "network_diagram": ("maps_row",),
    "plane_map": ("plane_answer",),
    "weight_heatmap": ("color_legend",),
    "log_plot": ("log_timeline",),
}


class Locks(QObject):
    """Holds controls of a window locked or hidden, also those that their owner would free or show meanwhile.

    What an owner has wished for a control while it was held is what it is when it is let go.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._locked: dict[str, QWidget] = {}
        self._hidden: dict[str, QWidget] = {}
        self._was_enabled: dict[str, bool] = {}
        self._was_shown: dict[str, bool] = {}
        # What names a hidden control or says nothing without it, and whether it was shown.
        self._names: dict[str, dict[QWidget, bool]] = {}
        self._wanted: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())
        self._spared: frozenset[str] = frozenset()
        self._acting = False  # what happens now is our own doing

    @property
    def keys(self) -> str:
        """The plain keys of the window that do what is locked."""
        locked, hidden = self._held_now()
        return "".join(CONTROLS[name].keys for name in sorted(locked | hidden))

    def set(self, locked: Iterable[str] = (), hidden: Iterable[str] = ()) -> None:
        """Hold these controls, named as lessons name them, and let go of all others."""
        self._wanted = frozenset(locked), frozenset(hidden)
        self._hold()

    def spare(self, names: Iterable[str] = ()) -> None:
        """Let go of these controls for now, whatever is held; of all others as `set` has asked."""
        self._spared = frozenset(names)
        self._hold()

    def _held_now(self) -> tuple[frozenset[str], frozenset[str]]:
        locked, hidden = self._wanted
        return locked - self._spared, hidden - self._spared

    def _hold(self) -> None:
        locked, hidden = self._held_now()
        for name in [*self._locked]:
            if name not in locked:
                self._unlock(name)
        for name in [*self._hidden]:
            if name not in hidden:
                self._unhide(name)
        self.renew()

    def release(self) -> None:
        """Let go of everything."""
        self.set()

    def renew(self) -> None:
        """Hold again what was made anew meanwhile: panels rebuild themselves for other data."""
        locked, hidden = self._held_now()
        for names, held, hold in ((locked, self._locked, self._lock), (hidden, self._hidden, self._hide)):
            for name in names:
                widget = held.get(name)
                if widget is not None and is_there(widget) and widget.window() is self._window:
                    continue
                found = self._window.findChild(QWidget, CONTROLS[name].widget)
                if found is not None:
                    held[name] = found
                    hold(name, found)

    # -- one control -------------------------------------------------------------------------------------

    def _lock(self, name: str, widget: QWidget) -> None:
        self._was_enabled[name] = widget.isEnabledTo(widget.parentWidget())
        widget.installEventFilter(self)
        self._set_enabled(widget, False)

    def _unlock(self, name: str) -> None:
        widget = self._locked.pop(name)
        if is_there(widget):
            if widget not in self._hidden.values():
                widget.removeEventFilter(self)
            self._set_enabled(widget, self._was_enabled[name])

    def _hide(self, name: str, widget: QWidget) -> None:
        self._was_shown[name] = not widget.isHidden()
        self._names[name] = {text: not text.isHidden() for text in _names_of(widget)}
        for each in (*self._names[name], widget):
            each.installEventFilter(self)
            self._set_visible(each, False)

    def _unhide(self, name: str) -> None:
        widget = self._hidden.pop(name)
        for text, was_shown in self._names.pop(name).items():
            if is_there(text):
                text.removeEventFilter(self)
                self._set_visible(text, was_shown, held=False)
        if is_there(widget):
            if widget not in self._locked.values():
                widget.removeEventFilter(self)
            self._set_visible(widget, self._was_shown[name], held=False)

    def _set_enabled(self, widget: QWidget, enabled: bool) -> None:
        self._acting, before = True, self._acting
        widget.setEnabled(enabled)
        self._acting = before

    def _set_visible(self, widget: QWidget, visible: bool, *, held: bool = True) -> None:
        self._acting, before = True, self._acting
        policy = widget.sizePolicy()
        policy.setRetainSizeWhenHidden(held)  # nothing else moves
        widget.setSizePolicy(policy)
        widget.setVisible(visible)
        self._acting = before

    def _hide_again(self, name: str) -> None:
        if name not in self._hidden:
            return
        for each in (*self._names[name], self._hidden[name]):
            if is_there(each):
                self._set_visible(each, False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ToolTip and watched in self._locked.values():
            assert isinstance(event, QHelpEvent)
            QToolTip.showText(event.globalPos(), self.tr("Locked in this lesson"), watched)
            return True
        if self._acting:
            return False
        if kind == QEvent.Type.EnabledChange:
            for name, widget in self._locked.items():
                if widget is watched and widget.isEnabledTo(widget.parentWidget()):
                    self._was_enabled[name] = True
                    self._set_enabled(widget, False)
        elif kind == QEvent.Type.ShowToParent:
            for name, widget in self._hidden.items():
                names = self._names[name]
                if widget is watched or watched in names:
                    if widget is watched:
                        self._was_shown[name] = True
                    else:
                        names[watched] = True
                    QTimer.singleShot(0, self, lambda name=name: self._hide_again(name))
        return False


def _names_of(widget: QWidget) -> list[QWidget]:
    """Return the labels that name a field, and what else would say nothing without it."""
    parent = widget.parentWidget()
    names = [] if parent is None else [text for text in parent.findChildren(QLabel) if text.buddy() is widget]
    along = (_nearest(widget, name) for name in _ALONG.get(widget.objectName(), ()))
    return [*names, *(each for each in along if each is not None)]


def _nearest(widget: QWidget, name: str) -> QWidget | None:
    """Return the widget of that name around `widget`, or in the smallest part of the window that has one."""
    around = widget.parentWidget()
    while around is not None:
        if around.objectName() == name:
            return around
        found = around.findChild(QWidget, name)
        if found is not None:
            return found
        around = around.parentWidget()
    return None


def is_there(widget: QWidget) -> bool:
    """Return whether a widget still lives: panels rebuild themselves, and Qt deletes what they held."""
    try:
        widget.objectName()
    except RuntimeError:
        return False
    return True
