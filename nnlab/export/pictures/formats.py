"""Pictures as the content of files, and how they are read again once written."""

import io
from collections.abc import Callable
from xml.etree import ElementTree

from PIL import Image

from nnlab.export.exported import Exported
from nnlab.export.pictures.drawing import Drawing
from nnlab.export.pictures.png import png
from nnlab.export.pictures.svg import svg

Draw = Callable[[Exported], Drawing]


def as_svg(draw: Draw) -> Callable[[Exported], bytes]:
    """Return the function that writes what `draw` draws as SVG."""
    return lambda project: svg(draw(project))


def as_png(draw: Draw) -> Callable[[Exported], bytes]:
    """Return the function that writes what `draw` draws as PNG."""
    return lambda project: png(draw(project))


def read_svg(data: bytes) -> ElementTree.Element:
    """Return the root of an SVG that nnlab has written; raises ParseError for one that was cut."""
    return ElementTree.fromstring(data)


def read_png(data: bytes) -> tuple[int, int]:
    """Return width and height of a PNG that nnlab has written; raises OSError for one that was cut."""
    with Image.open(io.BytesIO(data), formats=["PNG"]) as image:
        image.load()
        return image.size
