"""The weights of every layer as a drawing: cells while they are few, pixels when many, tiles of picture networks."""

import math

import numpy as np
from numpy.typing import NDArray

from nnlab.export.exported import Exported
from nnlab.export.pictures import look
from nnlab.export.pictures.drawing import Drawing, Pixels, Placed, Rectangle, Shape, Text, below_each_other
from nnlab.export.pictures.legend import legend
from nnlab.export.pictures.spelling import width_of
from nnlab.export.words import Words, words_of
from nnlab.files.errors import shortened
from nnlab.study.written_numbers import format_count

WIDTH = 640.0
_CELL, _LEAST_CELL, _SPACE = 30.0, 9.0, 2.0
_MOST_CELLS = 640  # of one layer: more are pixels
_MOST_CELLS_IN_ALL = 4000
_MOST_PIXELS_IN_ALL = 1_200_000  # over all layers: what a page can bear
_MOST_SIDE = 512
_MOST_TILES = 64
_LEAST_SIDE = 16  # of pictures that are not at hand: fewer inputs are more likely a table
_TALLEST = 420.0
_LEAST_WIDTH = 200.0
_HEAD = 26.0
_BIAS = 14.0  # height of the bias below a picture of pixels
_NAME_PX, _LONGEST_NAME = 10.5, 12

Matrix = NDArray[np.floating]


def weights_drawing(project: Exported) -> Drawing:
    """Return the pictures of all layers below each other."""
    return below_each_other(weight_pictures(project), margin=16.0)


def weight_pictures(project: Exported) -> tuple[Drawing, ...]:
    """Return one drawing a layer: rows are what goes in, columns the neurons, the bias is a row below.

    The first layer of a network for square pictures is drawn as pictures, one for each neuron.
    """
    words = words_of(project.language)
    network = project.network
    layers = network.parameters.layers
    side = picture_side(project)
    most_side = min(_MOST_SIDE, math.isqrt(_MOST_PIXELS_IN_ALL // len(layers)))
    cells = 0
    drawings = []
    for index, (W, b) in enumerate(layers):
        fits = W.size <= _MOST_CELLS and W.shape[1] * _LEAST_CELL < WIDTH - 90
        limit = look.limit_of(W if b is None else np.append(W.ravel(), b))
        if index == 0 and side:
            drawing = _tiles(W, side, limit, words)
        elif fits and cells + W.size <= _MOST_CELLS_IN_ALL:
            cells += W.size
            drawing = _cells(W, b, limit, (network.names_of(index), network.names_of(index + 1)), words)
        else:
            drawing = _pixels(W, b, limit, most_side, words)
        drawings.append(_with_head(drawing, index, W.shape, limit, words))
    return tuple(drawings)


def picture_side(project: Exported) -> int:
    """Return the height of the square pictures that the network sees, 0 where it sees none.

    Without the samples, pictures are as many inputs as a square has, and without names.
    """
    dataset = project.dataset
    inputs = project.network.parameters.spec.inputs
    side = math.isqrt(inputs)
    if dataset is not None:
        return side if dataset.image_shape == (side, side) else 0
    nameless = project.network.input_names == tuple(f"x{number}" for number in range(1, inputs + 1))
    return side if side * side == inputs and side >= _LEAST_SIDE and nameless else 0


def _with_head(drawing: Drawing, index: int, shape: tuple[int, ...], limit: float, words: Words) -> Drawing:
    """Return the picture of a layer with its name above and the scale below."""
    name = words("layer_n", number=index + 1)
    size = f"W{index + 1}   {format_count(shape[0])} × {format_count(shape[1])}"
    width = max(drawing.width, _LEAST_WIDTH)
    bar = legend(limit, min(width, 300.0))
    shapes = (
        Text(0, 13, name, look.INK, 12.0, bold=True),
        Text(width, 13, size, look.MUTED, 11.0, "end"),
        Placed(0, _HEAD, drawing),
        Placed(0, _HEAD + drawing.height + 14, bar),
    )
    return Drawing(width, _HEAD + drawing.height + 14 + bar.height, shapes, f"{name}: {size}")


def _cells(
    W: Matrix, b: Matrix | None, limit: float, names: tuple[tuple[str, ...], tuple[str, ...]], words: Words
) -> Drawing:
    """Return rounded cells with the names of their rows and columns."""
    rows, columns = W.shape
    labels = [shortened(name, _LONGEST_NAME) for name in (*names[0], words("bias"))]
    left = max(width_of(label, _NAME_PX) for label in labels) + 10
    pitch = min(_CELL, (WIDTH - left) / columns)
    height = min(pitch, max(_LEAST_CELL, _TALLEST / rows))
    top = 16.0
    shapes: list[Shape] = []
    table = W if b is None else np.vstack([W, b])
    for row, colors in enumerate(look.colors(line, limit) for line in table):
        y = top + row * height + (6.0 if row == rows else 0.0)  # the bias is set apart
        if height >= _NAME_PX or row in (0, rows):
            shapes.append(Text(left - 8, y + height / 2 + 3, labels[row], look.MUTED, _NAME_PX, "end"))
        for column, color in enumerate(colors):
            box = (left + column * pitch, y, pitch - _SPACE, height - _SPACE)
            shapes.append(Rectangle(*box, color, min(4.0, pitch / 5, height / 5)))
    for column, name in enumerate(names[1]):
        if width_of(name, _NAME_PX) <= pitch:
            x = left + (column + 0.5) * pitch - _SPACE / 2
            shapes.append(Text(x, 10, name, look.MUTED, _NAME_PX, "middle"))
    bottom = top + rows * height + (height + 6.0 if b is not None else 0.0)
    return Drawing(left + columns * pitch, bottom, tuple(shapes))


def _pixels(W: Matrix, b: Matrix | None, limit: float, most_side: int, words: Words) -> Drawing:
    """Return the matrix as pixels; of a large one each pixel is the mean of neighbours, and it says so."""
    rows, columns = W.shape
    pooled = pool(pool(W, 0, most_side), 1, most_side)
    height = min(_TALLEST, max(60.0, WIDTH * rows / columns))
    width = min(WIDTH, max(60.0, height * columns / rows))
    shapes: list[Shape] = [Pixels(0, 0, width, height, look.indices(pooled, limit), look.PALETTE)]
    if b is not None:
        line = pool(b[None, :], 1, most_side)
        shapes.append(Pixels(0, height + 4, width, _BIAS, look.indices(line, limit), look.PALETTE))
        height += 4 + _BIAS + 16
        shapes.append(Text(0, height - 4, words("bias_below"), look.MUTED, _NAME_PX))
    if pooled.shape != W.shape:
        height += 18
        shapes.append(Text(0, height - 4, words("pooled"), look.MUTED, _NAME_PX))
    return Drawing(max(width, 260.0), height, tuple(shapes))


def _tiles(W: Matrix, side: int, limit: float, words: Words) -> Drawing:
    """Return what each neuron weighs as a picture (side, side), beside each other in one picture."""
    units = min(W.shape[1], _MOST_TILES)
    columns = min(units, 8 if units > 10 else 5)
    rows = -(-units // columns)
    frame = side + 1
    sheet = np.full((rows * frame - 1, columns * frame - 1), look.GROUND, dtype=np.uint8)
    for unit in range(units):
        y, x = (place * frame for place in divmod(unit, columns))
        sheet[y : y + side, x : x + side] = look.indices(W[:, unit], limit).reshape(side, side)
    scale = min(WIDTH / sheet.shape[1], 110.0 / side)
    width, height = sheet.shape[1] * scale, sheet.shape[0] * scale
    shapes: list[Shape] = [Pixels(0, 0, width, height, sheet, look.PALETTE)]
    if units < W.shape[1]:
        text = words("tiles_of", shown=units, all=format_count(W.shape[1]))
        shapes.append(Text(0, height + 16, text, look.MUTED, _NAME_PX))
        height += 18
    return Drawing(max(width, 260.0), height, tuple(shapes))


def pool(values: Matrix, axis: int, most: int) -> Matrix:
    """Return `values` with at most `most` entries along `axis`, each the mean of its neighbours."""
    length = values.shape[axis]
    if length <= most:
        return values
    bounds = np.arange(most + 1) * length // most
    shape = [1, 1]
    shape[axis] = most
    with np.errstate(over="ignore", invalid="ignore"):
        sums = np.add.reduceat(values, bounds[:-1], axis=axis)
        means: Matrix = sums / np.diff(bounds).reshape(shape)
    return means
