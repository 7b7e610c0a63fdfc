"""What is descended: the network on the bench by one or two parameters, a line through points, or a classic surface."""

from collections.abc import Hashable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnlab.desktop.explore.descent import descent_texts
from nnlab.desktop.explore.descent.landscapes import NETWORK, Subject, default_places
from nnlab.desktop.widgets.buttons import Button, Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.fields import Choice, ChoiceField, FieldRow
from nnlab.engine import NetworkSpec
from nnlab.study.descent import ParameterPlace

_NONE = "none"
_Columns = tuple[tuple[str, ...], ...]


class PlaceFields(QWidget):
    """One parameter of a network: the unit its link comes from (or the bias), and the unit it goes to.

    `optional` offers to do without it. It shows only what `set_place` gave it.
    """

    chosen = Signal(object)  # ParameterPlace, or None for none

    def __init__(self, name: str, *, optional: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._optional = optional
        self._spec: NetworkSpec | None = None
        self._columns: _Columns = ()
        self._place: ParameterPlace | None = None
        self.source, self.target = ChoiceField(), ChoiceField()
        self.source.setObjectName(f"{name}_source_field")
        self.target.setObjectName(f"{name}_target_field")
        self._arrow = label("→", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.source, self._arrow, self.target):
            layout.addWidget(widget)
        self.source.value_chosen.connect(self._on_source_chosen)
        self.target.value_chosen.connect(self._on_target_chosen)

    def set_network(self, spec: NetworkSpec, columns: _Columns) -> None:
        """Offer the parameters of this network, whose units are called `columns`, inputs first."""
        self._spec, self._columns = spec, columns
        self.set_place(self._place)

    def set_place(self, place: ParameterPlace | None) -> None:
        """Show which parameter is chosen."""
        if self._spec is not None and place is not None and not _has(self._spec, place):
            place = None  # of a network that is gone; another choice follows
        self._place = place
        if self._spec is None:
            return
        self.source.set_choices(self._sources())
        self.target.setVisible(place is not None)
        self._arrow.setVisible(place is not None)
        if place is None:
            self.source.set_value(_NONE)
            return
        self.target.set_choices(self._targets(place))
        self.source.set_value("bias" if place.source is None else (place.layer, place.source))
        self.target.set_value((place.layer, place.target))

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.source.setToolTip(self.tr("Where the link comes from, or the bias"))
        self.target.setToolTip(self.tr("The unit that it goes to"))
        self.set_place(self._place)

    def name(self, source: str, target: str) -> None:
        """Say to screen readers what the two fields are."""
        self.source.setAccessibleName(source)
        self.target.setAccessibleName(target)

    def _sources(self) -> list[Choice]:
        choices = [Choice(_NONE, self.tr("none: a curve"))] if self._optional else []
        if self._has_bias():
            choices.append(Choice("bias", self.tr("bias")))
        for layer, names in enumerate(self._columns[:-1]):
            group = self.tr("layer {number}").format(number=layer + 1) if len(self._columns) > 2 else ""
            choices += [Choice((layer, unit), name, "", None, group) for unit, name in enumerate(names)]
        return choices

    def _targets(self, place: ParameterPlace) -> list[Choice]:
        spec = self._spec
        if spec is None:
            return []
        layers = [place.layer]
        if place.source is None:
            layers = [number for number, layer in enumerate(spec.layers) if layer.bias]
        return [
            Choice((layer, unit), name)
            for layer in layers
            for unit, name in enumerate(self._columns[layer + 1])
        ]

    def _has_bias(self) -> bool:
        return self._spec is not None and any(layer.bias for layer in self._spec.layers)

    def _on_source_chosen(self, key: Hashable) -> None:
        spec, place = self._spec, self._place
        if spec is None:
            return
        if key == _NONE:
            self.chosen.emit(None)
            return
        if key == "bias":
            layer = place.layer if place is not None else 0
            if not spec.layers[layer].bias:
                layer = next(number for number, each in enumerate(spec.layers) if each.bias)
            source = None
        else:
            layer, source = key
        keeps = place is not None and place.layer == layer
        self.chosen.emit(ParameterPlace(layer, source, place.target if keeps and place is not None else 0))

    def _on_target_chosen(self, key: tuple[int, int]) -> None:
        if self._place is not None:
            self.chosen.emit(ParameterPlace(key[0], self._place.source, key[1]))


def _has(spec: NetworkSpec, place: ParameterPlace) -> bool:
    """Return whether a network has a parameter."""
    if place.layer >= len(spec.layers) or place.target >= spec.layers[place.layer].units:
        return False
    if place.source is None:
        return spec.layers[place.layer].bias
    return place.source < spec.sizes[place.layer]


class LandscapeCard(Card):
    """Chooses what is descended; whether the network has moved on since is said here, with the way to take it anew."""

    chosen = Signal(object)  # Subject
    refresh_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._subject = Subject(NETWORK)
        self._spec: NetworkSpec | None = None
        self._what = ChoiceField()
        self._what.setObjectName("landscape_field")
        self._places = (PlaceFields("first", optional=False), PlaceFields("second", optional=True))
        self._note = label("", "caption")
        self._note.setObjectName("landscape_note")
        self._note.setWordWrap(True)
        self._refresh = Button(Look.FIELD, "reset")
        self._refresh.setObjectName("refresh_button")
        self._refresh.hide()
        self._what_row = FieldRow("", self._what)
        self._rows = [FieldRow("", fields) for fields in self._places]
        self.body.setSpacing(0)
        for row in (self._what_row, *self._rows):
            self.body.addLayout(row)
        self.body.addSpacing(6)
        self.body.addWidget(self._note)
        self.body.addWidget(self._refresh)
        self._what.value_chosen.connect(self._on_what_chosen)
        self._places[0].chosen.connect(lambda place: self._on_place_chosen(0, place))
        self._places[1].chosen.connect(lambda place: self._on_place_chosen(1, place))
        self._refresh.clicked.connect(lambda: self.refresh_requested.emit())
        self.retranslate()

    def set_network(self, spec: NetworkSpec, columns: _Columns) -> None:
        """Offer the parameters of this network."""
        self._spec = spec
        for fields in self._places:
            fields.set_network(spec, columns)

    def set_subject(self, subject: Subject) -> None:
        """Show what is descended."""
        self._subject = subject
        self._what.set_value(subject.key)
        is_network = subject.key == NETWORK
        for number, (row, fields) in enumerate(zip(self._rows, self._places, strict=True)):
            row.set_visible(is_network)
            fields.set_place(subject.places[number] if number < len(subject.places) else None)
        self._note.setText(descent_texts.subject_note(subject.key))

    def set_stale(self, stale: bool) -> None:
        """Say whether the network is another one by now."""
        self._refresh.setVisible(stale and self._subject.key == NETWORK)

    def retranslate(self) -> None:
        """Set all texts in the language of the interface."""
        self.set_title(self.tr("Landscape"))
        self._what.set_choices(descent_texts.subject_choices())
        self._what_row.set_label(self.tr("Loss of"))
        self._what.setToolTip(self.tr("What is descended"))
        names = (self.tr("Along x"), self.tr("Along y"))
        for row, fields, text in zip(self._rows, self._places, names, strict=True):
            row.label.setText(text)
            fields.retranslate()
        self._places[0].name(self.tr("First parameter: from"), self.tr("First parameter: to"))
        self._places[1].name(self.tr("Second parameter: from"), self.tr("Second parameter: to"))
        self._refresh.setText(self.tr("Take the trained network"))
        self._refresh.setAccessibleName(self._refresh.text())
        self._refresh.setToolTip(
            self.tr("The network has changed since this picture was made. Look at it as it is now.")
        )
        self._refresh.updateGeometry()
        self.set_subject(self._subject)

    def _on_what_chosen(self, key: str) -> None:
        places = default_places(self._spec) if key == NETWORK and self._spec is not None else ()
        self.chosen.emit(Subject(key, places))

    def _on_place_chosen(self, number: int, place: ParameterPlace | None) -> None:
        places: list[ParameterPlace | None] = [*self._subject.places, None][:2]
        other = places[1 - number]
        if place is not None and place == other:  # the same twice: they change places
            places[1 - number] = places[number]
        places[number] = place
        self.chosen.emit(Subject(NETWORK, tuple(each for each in places if each is not None)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
