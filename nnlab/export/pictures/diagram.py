"""The network as a drawing: inputs left, outputs right, every link as strong as its weight."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nnlab.export.exported import Exported
from nnlab.export.pictures import look
from nnlab.export.pictures.drawing import Circle, Drawing, Link, Placed, Shape, Text
from nnlab.export.pictures.legend import legend
from nnlab.export.pictures.spelling import width_of
from nnlab.export.words import Words, words_of
from nnlab.files.errors import shortened
from nnlab.study.written_numbers import format_count

_MOST_UNITS = 24  # wider columns are abbreviated
_ENDS = 6  # neurons that such a column shows at either end
_PITCH, _LEAST_HEIGHT = 30.0, 150.0
_GAP, _LEAST_GAP, _WIDTH = 210.0, 46.0, 760.0
_RADIUS = 9.0
_HEAD, _FOOT = 46.0, 62.0  # captions above, the legend below
_NAME_PX, _LONGEST_NAME = 11.0, 18
_LETTER = 6.2  # width of a letter of an activation's name
_MOST_LINKS, _LEAST_LINKS = 960, 24  # in all, and in a gap: weaker ones drown below the strong
_THIN, _THICK = 0.7, 4.2
_DASH = 10.0
_FINEST_DASHED = 1.1  # a hairline is no longer told to be dashed, unless links are few
_FEW_LINKS = 24


@dataclass(frozen=True, slots=True, eq=False)
class _Column:
    """Neurons on one x: which `units` are shown, and their heights; `whole` is how many there are."""

    x: float
    units: NDArray[np.intp]
    ys: NDArray[np.float64]
    whole: int

    @property
    def is_abbreviated(self) -> bool:
        return len(self.units) < self.whole


def diagram(project: Exported) -> Drawing:
    """Return the diagram of the network as it is now; the links share one scale, its end is the largest weight."""
    parameters, words = project.network.parameters, words_of(project.language)
    spec = parameters.spec
    labels = (project.network.input_names, project.network.output_names)
    left, right = (_label_width(names) for names in labels)
    gap = max(_LEAST_GAP, min(_GAP, _WIDTH / len(spec.layers)))
    shown = [min(size, 2 * _ENDS + 1 if size > _MOST_UNITS else size) for size in spec.sizes]
    height = max(_LEAST_HEIGHT, _PITCH * max(shown))
    columns = [
        _column(size, left + gap * number, height, slots)
        for number, (size, slots) in enumerate(zip(spec.sizes, shown, strict=True))
    ]
    limit = look.limit_of(np.concatenate([W.ravel() for W, _ in parameters.layers]))
    shapes: list[Shape] = []
    for (W, _), source, target in zip(parameters.layers, columns, columns[1:], strict=False):
        shapes += _links(W, source, target, limit, max(_MOST_LINKS // len(spec.layers), _LEAST_LINKS))
    for number, column in enumerate(columns):
        bias = parameters.layers[number - 1][1] if number else None
        shapes += _neurons(column, bias, limit)
    width = left + gap * len(spec.layers) + right
    shapes += _names(labels, columns)
    shapes += _captions(project, columns, gap, words)
    bar = legend(limit, min(260.0, width - 40))
    shapes.append(_centred(words("links_and_discs"), width / 2, _HEAD + height + 24, look.MUTED, 10.5))
    shapes.append(Placed((width - bar.width) / 2, _HEAD + height + 34, bar))
    title = words("diagram_of", shape=spec.shape_text)
    return Drawing(width, _HEAD + height + _FOOT + 6, tuple(shapes), title)


def _label_width(names: tuple[str, ...]) -> float:
    if len(names) > _MOST_UNITS:
        return 54.0
    widest = max(width_of(shortened(name, _LONGEST_NAME), _NAME_PX) for name in names)
    return max(54.0, widest + _RADIUS + 22)


def _column(size: int, x: float, height: float, slots: int) -> _Column:
    """Return a column of which every unit is shown, or the first and the last ones with a place between left out."""
    pitch = min(height / slots, 56.0)
    places = np.arange(slots, dtype=np.float64)
    ys = _HEAD + height / 2 + (places - (slots - 1) / 2) * pitch
    units = np.arange(size)
    if size > _MOST_UNITS:
        units = np.concatenate([units[:_ENDS], units[-_ENDS:]])
        ys = np.delete(ys, _ENDS)
    return _Column(x, units, ys, size)


def _links(W: NDArray[np.floating], source: _Column, target: _Column, limit: float, most: int) -> list[Shape]:
    """Return the links between the neurons that are shown, the weak ones first."""
    shown = np.asarray(W[np.ix_(source.units, target.units)], dtype=np.float64)
    signed = np.nan_to_num(np.clip(shown / limit, -1.0, 1.0)).ravel()
    order = np.argsort(np.abs(signed), kind="stable")[-most:]
    links: list[Shape] = []
    for place in order.tolist():
        i, j = divmod(place, len(target.units))
        strength, negative = abs(float(signed[place])), signed[place] < 0
        width = _THIN + (_THICK - _THIN) * strength**1.25
        dashed = negative and (width > _FINEST_DASHED or len(signed) <= _FEW_LINKS)
        color = look.mixed(
            look.SURFACE, look.NEGATIVE if negative else look.POSITIVE, 0.14 + 0.86 * strength**0.75
        )
        ends = (source.x + _RADIUS, float(source.ys[i])), (target.x - _RADIUS, float(target.ys[j]))
        links.append(Link(*ends, color, round(width, 2), _DASH if dashed else 0.0))
    return links


def _neurons(column: _Column, bias: NDArray[np.floating] | None, limit: float) -> list[Shape]:
    """Return the discs of a column in the colour of their bias; those without one are empty."""
    fills = [look.SURFACE] * len(column.units) if bias is None else look.colors(bias[column.units], limit)
    discs: list[Shape] = [
        Circle(column.x, y, _RADIUS, fill, look.FAINT, 1.0)
        for y, fill in zip(column.ys.tolist(), fills, strict=True)
    ]
    if column.is_abbreviated:
        middle = float(column.ys[_ENDS - 1] + column.ys[_ENDS]) / 2
        discs += [Circle(column.x, middle + 6 * step, 1.6, look.MUTED) for step in (-1, 0, 1)]
    return discs


def _names(labels: tuple[tuple[str, ...], tuple[str, ...]], columns: list[_Column]) -> list[Shape]:
    """Return the names beside the inputs and the outputs; the pixels of a picture have numbers."""
    texts: list[Shape] = []
    for names, column, side in ((labels[0], columns[0], -1), (labels[1], columns[-1], 1)):
        for unit, y in zip(column.units.tolist(), column.ys.tolist(), strict=True):
            name = shortened(names[unit], _LONGEST_NAME)
            at = column.x + side * (_RADIUS + 7)
            texts.append(Text(at, y + 4, name, look.INK, _NAME_PX, "end" if side < 0 else "start"))
    return texts


def _captions(project: Exported, columns: list[_Column], gap: float, words: Words) -> list[Shape]:
    """Return what each column is, above it: its number, how wide, with which activation."""
    layers = project.network.parameters.spec.layers
    texts: list[Shape] = []
    for number, column in enumerate(columns):
        size = f"… {format_count(column.whole)}" if column.is_abbreviated else format_count(column.whole)
        texts.append(_centred(size, column.x, 16, look.INK, 13.0, bold=True))
        below = words("input") if number == 0 else layers[number - 1].activation
        if gap >= 80 or number in (0, len(columns) - 1):
            texts.append(_centred(shortened(below, int(gap / _LETTER)), column.x, 31, look.MUTED, 10.5))
    return texts


def _centred(words: str, x: float, y: float, color: str, size: float, *, bold: bool = False) -> Text:
    return Text(x, y, words, color, size, "middle", bold)
