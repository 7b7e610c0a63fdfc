"""The dialog that takes a project home: what can be written, what it is for, and how it will look."""

from collections.abc import Callable, Mapping
from importlib.util import find_spec

import numpy as np
from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from nnlab.desktop import theme as themes
from nnlab.desktop.files import export_sentences as say
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.panels.dialog import Sheet, room_for
from nnlab.desktop.widgets.buttons import Look
from nnlab.desktop.widgets.card import Card, label
from nnlab.desktop.widgets.code_view import CodeView
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.labels import PlainLabel
from nnlab.desktop.words.data_sentences import load_error
from nnlab.engine import EngineError, Parameters
from nnlab.export import FORMATS, Exported, ExportFormat
from nnlab.export.pictures.png import png
from nnlab.export.reading import parse_weights
from nnlab.files import FileError, parse_npz, parse_safetensors, read_archive

_SIZE = (900, 640)  # at the ordinary size of type
_LIST_PX = 250
_LARGE = 200_000  # parameters, from which texts take seconds to write
_AS_PICTURES = (".png", ".svg", ".html")
_MOST_LINES = 160
_MOST_CHARACTERS = 160
FORMATS_ROLE = int(Qt.ItemDataRole.UserRole) + 1
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

Preview = str | bytes  # text, or a picture (PNG)


class ExportDialog(Sheet):
    """A list of formats left, and right what the chosen one is for, with a preview made by a job."""

    def __init__(
        self,
        project: Exported,
        jobs: Jobs,
        save: Callable[[tuple[ExportFormat, ...]], object],
        parent: QWidget,
    ) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Export"))
        self._project, self._jobs = project, jobs
        self._kinds: tuple[ExportFormat, ...] = ()  # the chosen one, by every suffix that it has
        self._job: Job[Preview] | None = None
        self._list, self._model = QListView(), QStandardItemModel(self)
        self._name, self._about = label("", "heading"), label("", "muted")
        self._instead = label("", "muted")  # says why there is a table in place of a text
        self._text, self._picture, self._said = CodeView(), _Picture(), label("", "muted")
        self._preview = QStackedWidget()
        self._written = label("", "muted")
        self._arrange()
        self.add_way_out(
            "export_cancel_button", self.tr("Close"), self.tr("Close this window (Esc)"), self.reject
        )
        self._save = self.add_way_out(
            "export_save_button",
            self.tr("Save file…"),
            self.tr("Choose where to write the file"),
            lambda: save(self._kinds),
            Look.PRIMARY,
        )
        self._fill()
        self.add_note(self._written)
        self.finished.connect(lambda _code: self._cancel())

    @property
    def project(self) -> Exported:
        """What is written."""
        return self._project

    def say(self, sentence: str) -> None:
        """Say what became of a file."""
        self._written.setText(sentence)

    def _arrange(self) -> None:
        self._list.setObjectName("format_list")
        self._list.setAccessibleName(self.tr("Formats"))
        self._list.setToolTip(self.tr("What can be written"))
        self._list.setModel(self._model)
        self._list.setItemDelegate(_Rows(self._list))
        self._list.setMouseTracking(True)
        self._list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.selectionModel().currentChanged.connect(self._on_current_changed)
        self._about.setWordWrap(True)
        self._instead.setWordWrap(True)
        self._instead.setObjectName("instead_of_preview")
        self._said.setWordWrap(True)
        self._said.setAlignment(Qt.AlignmentFlag.AlignTop)
        for page in (self._text, self._picture, self._said):
            self._preview.addWidget(page)
        left, right = Card(), Card()
        left.body.addWidget(self._list)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(self._name)
        words.addWidget(self._about)
        words.addWidget(self._instead)
        right.body.addLayout(words)
        right.body.addWidget(self._preview, 1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(left)
        row.addWidget(right, 1)
        self.content.addLayout(row, 1)
        unit = themes.current().text_px / 13
        self._list.setFixedWidth(round(_LIST_PX * unit))
        room = room_for(self)
        self.setMaximumSize(room)
        self.resize(QSize(*(round(side * unit) for side in _SIZE)).boundedTo(room))

    def _fill(self) -> None:
        group = ""
        for kinds in offered(self._project):
            words = say.words(kinds[0])
            if words.group != group:
                group = words.group
                heading = QStandardItem(group)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                self._model.appendRow(heading)
            item = QStandardItem(words.name)
            item.setData(kinds, FORMATS_ROLE)
            item.setToolTip(words.about)
            self._model.appendRow(item)
        self._list.setCurrentIndex(self._model.index(1, 0))
        self._list.setFocus()

    def _on_current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        kinds = current.data(FORMATS_ROLE)
        if kinds is None:
            return
        self._kinds = kinds
        words, kind = say.words(kinds[0]), kinds[0]
        self._name.setText(f"{words.name}  {_suffixes(kinds)}")
        self._about.setText(words.about)
        self._cancel()
        self._instead.hide()
        if kind.needs and find_spec(kind.needs) is None:
            self._say(say.is_missing(kind))
            return
        self._save.setEnabled(True)
        project = self._project
        parameters = project.network.parameters
        if parameters.spec.parameter_count > _LARGE and kind.suffix not in _AS_PICTURES:
            self._instead.setText(say.too_long(parameters.spec.parameter_count))
            self._instead.show()
            self._show(_table_of_layers(parameters))
            return
        self._say("…")
        self._job = self._jobs.start(lambda _job: preview_of(kind, project), self._show, self._refuse)

    def _show(self, preview: Preview) -> None:
        if isinstance(preview, bytes):
            self._picture.set_image(QImage.fromData(preview, "PNG"))
            self._preview.setCurrentWidget(self._picture)
        else:
            self._text.set_code(preview.split("\n"))
            self._text.verticalScrollBar().setValue(0)
            self._preview.setCurrentWidget(self._text)

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, EngineError | FileError):
            raise error
        self._say(load_error(error))

    def _say(self, sentence: str) -> None:
        """Show a sentence in place of a preview; what cannot be shown cannot be saved."""
        self._said.setText(sentence)
        self._preview.setCurrentWidget(self._said)
        self._save.setEnabled(sentence == "…")

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None


class _Picture(PlainLabel):
    """A picture, made smaller where there is less room."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(120, 120)

    def set_image(self, image: QImage) -> None:
        """Show `image`."""
        self._pixmap = QPixmap.fromImage(image)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(320, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if self._pixmap.isNull():
            return
        ratio = self.devicePixelRatioF()
        room = self.size() * ratio
        shown = self._pixmap.scaled(
            room.boundedTo(self._pixmap.size()),
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        shown.setDevicePixelRatio(ratio)
        self.setPixmap(shown)


def preview_of(kind: ExportFormat, project: Exported) -> Preview:
    """Return how the file begins, as text, or how it looks, as PNG. Raises EngineError where it cannot be written."""
    if kind.suffix in _AS_PICTURES:
        return _picture_of(kind, project)
    content = kind.content(project)
    if kind.suffix == ".zip":
        tables = read_archive(content)
        return "\n".join(
            line
            for name, table in tables.items()
            for line in (f"# {name}", *_beginning(bytes(table)).split("\n"))
        )
    if kind.suffix in (".npz", ".onnx", ".safetensors"):
        return _table_of_arrays(kind, content)
    return _beginning(content)


def _picture_of(kind: ExportFormat, project: Exported) -> bytes:
    if kind.look is not None:
        return png(kind.look(project))
    return next(one for one in FORMATS if (one.key, one.suffix) == (kind.key, ".png")).content(project)


def _beginning(content: bytes) -> str:
    lines = content.decode("utf-8", errors="replace").split("\n")
    shown = [
        line if len(line) <= _MOST_CHARACTERS else f"{line[:_MOST_CHARACTERS]} …"
        for line in lines[:_MOST_LINES]
    ]
    return "\n".join([*shown, "…"] if len(lines) > _MOST_LINES else shown)


def _table_of_arrays(kind: ExportFormat, content: bytes) -> str:
    """Return names and shapes of what a file of arrays holds, as a reader will find them."""
    if kind.suffix == ".npz":
        return _rows_of(parse_npz(content))
    if kind.suffix == ".safetensors":
        return _rows_of(parse_safetensors(content).arrays)
    network = parse_weights(content)
    return "\n".join(
        f"{number}   {layer.W.dtype}  {' × '.join(map(str, layer.W.shape))}   {layer.activation or ''}"
        for number, layer in enumerate(network.layers, start=1)
    )


def _table_of_layers(parameters: Parameters) -> str:
    """Return numbers, shapes and activations of the layers, one line each."""
    return "\n".join(
        f"{number}   {W.dtype}  {' × '.join(map(str, W.shape))}   {layer.activation}"
        for number, ((W, _b), layer) in enumerate(
            zip(parameters.layers, parameters.spec.layers, strict=True), start=1
        )
    )


def _rows_of(arrays: Mapping[str, np.ndarray]) -> str:
    width = max(map(len, arrays))
    return "\n".join(
        f"{name:{width}}   {array.dtype}  {' × '.join(map(str, array.shape))}"
        for name, array in arrays.items()
    )


def offered(project: Exported) -> list[tuple[ExportFormat, ...]]:
    """Return the formats by groups, those of one key together: of tables the kind that the network needs."""
    one_layer = len(project.network.parameters.spec.layers) == 1
    keys = dict.fromkeys(kind.key for kind in FORMATS if kind.key != ("tables" if one_layer else "table"))
    rows = [tuple(kind for kind in FORMATS if kind.key == key) for key in keys]
    groups = dict.fromkeys(say.words(row[0]).group for row in rows)
    return [row for group in groups for row in rows if say.words(row[0]).group == group]


def _suffixes(kinds: tuple[ExportFormat, ...]) -> str:
    return " ".join(kind.suffix for kind in kinds)


class _Rows(QStyledItemDelegate):
    """A format with its suffixes in muted ink at the right; a heading in small letters."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        theme = themes.current()
        lead = theme.text_px if index.data(FORMATS_ROLE) is None and index.row() else 0
        return QSize(_LIST_PX // 2, round(2.1 * theme.text_px) + lead)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        theme, kinds = themes.current(), index.data(FORMATS_ROLE)
        rect = QRectF(option.rect)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = rect.adjusted(8, 0, -8, 0)
        if kinds is None:
            painter.setFont(theme.font("caption"))
            painter.setPen(themes.color(theme.muted))
            inside.setTop(inside.bottom() - round(2.1 * theme.text_px))
            painter.drawText(inside, _LEFT, index.data())
            return
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painting.fill_round(painter, rect, painting.CHIP_RADIUS, theme.field)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setFont(theme.font("text", bold=chosen))
        painter.setPen(themes.color(theme.ink))
        painter.drawText(inside, _LEFT, index.data())
        painter.setFont(theme.font("caption"))
        painter.setPen(themes.color(theme.muted))
        painter.drawText(inside, _RIGHT, _suffixes(kinds))
