"""The dialog about weights from elsewhere: what was expected, what was found, and what can be done."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from nnlab.desktop.files import export_sentences as say
from nnlab.desktop.panels.dialog import Sheet, room_for
from nnlab.desktop.widgets.buttons import Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.words import texts
from nnlab.engine import EngineError, NetworkSpec
from nnlab.export import Fit, ForeignNetwork, LayerFit, matching_spec

_NONE = "–"
_BAR_ROOM_PX = 14  # beside the rows, for the bar that scrolls them


class ImportDialog(Sheet):
    """One row a layer. Weights that fit are put in; else the matching network is offered, if the data allow it."""

    def __init__(
        self,
        name: str,
        spec: NetworkSpec,
        foreign: ForeignNetwork,
        fit: Fit,
        put_in: Callable[[], object],
        build: Callable[[], object],
        parent: QWidget,
    ) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Import weights"))
        text = label(say.verdict(name, foreign, fit), "text")
        text.setWordWrap(True)
        text.setMinimumWidth(460)
        self.content.addWidget(text)
        self.content.addWidget(self._table(fit))
        self.add_way_out(
            "import_cancel_button", self.tr("Cancel"), self.tr("Change nothing (Esc)"), self.reject
        )
        try:
            matching_spec(spec, foreign)
        except EngineError:
            reason = label(say.no_match(spec, foreign), "muted")
            reason.setWordWrap(True)
            self.content.addWidget(reason)
        else:
            look = Look.PLATE if fit.fits else Look.PRIMARY
            tip = self.tr("Take the shape and the activations of the file; undo brings yours back")
            self._add("import_build_button", self.tr("Build the matching network"), tip, build, look)
        if fit.fits:
            tip = self.tr("Keep the network as it is, and take the weights of the file")
            self._add("import_put_in_button", self.tr("Put them in"), tip, put_in, Look.PRIMARY)
        self.setMaximumSize(room_for(self))

    def _add(self, name: str, text: str, tip: str, act: Callable[[], object], look: Look) -> None:
        def do() -> None:
            self.accept()
            act()

        self.add_way_out(name, text, tip, do, look)

    def _table(self, fit: Fit) -> Card:
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        heads = (
            self.tr("layer"),
            self.tr("on the bench"),
            self.tr("in the file"),
            self.tr("activation"),
            "",
        )
        for column, head in enumerate(heads):
            grid.addWidget(label(head, "caption"), 0, column)
        for row, layer in enumerate(fit.rows, start=1):
            for column, text in enumerate(self._cells(layer)):
                grid.addWidget(label(text, "text"), row, column)
        grid.setColumnStretch(len(heads), 1)
        card = Card()
        card.body.addWidget(_Rows(grid))
        return card

    def _cells(self, layer: LayerFit) -> tuple[str, ...]:
        if layer.fits:
            verdict = self.tr("✓ fits")
        elif layer.expected == layer.found:
            verdict = self.tr("✗ no room for its bias")
        else:
            verdict = self.tr("✗ does not fit")
        return (
            str(layer.number),
            _shape(layer.expected),
            _shape(layer.found),
            _activations(layer),
            verdict,
        )


class _Rows(QScrollArea):
    """A table as tall as its rows where there is room, and scrolled where there is not."""

    def __init__(self, grid: QGridLayout) -> None:
        super().__init__()
        self.setObjectName("layer_rows")
        self.setAccessibleName(self.tr("Layers"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        content = QWidget()
        grid.setContentsMargins(0, 0, _BAR_ROOM_PX, 0)
        content.setLayout(grid)
        self.setWidget(content)
        for ground in (self.viewport(), content):
            ground.setAutoFillBackground(False)

    def sizeHint(self) -> QSize:
        return self.widget().sizeHint()

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        return QSize(wanted.width(), min(wanted.height(), 4 * self.fontMetrics().lineSpacing()))


def _shape(shape: tuple[int, int] | None) -> str:
    return _NONE if shape is None else f"{shape[0]} × {shape[1]}"


def _activations(layer: LayerFit) -> str:
    named = [
        texts.activation_name(one)
        for one in (layer.expected_activation, layer.found_activation)
        if one is not None
    ]
    if len(named) == 2 and not layer.is_same_activation:
        return " → ".join(named)
    return named[0] if named else _NONE
