"""A drawing as PNG: painted large by Pillow and made smaller, so that every edge is smooth."""

import io
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from nnlab.export.pictures.drawing import (
    Circle,
    Drawing,
    Line,
    Link,
    Pixels,
    Placed,
    Point,
    Rectangle,
    Shape,
    Text,
)
from nnlab.export.pictures.spelling import clean

SCALE = 2  # pixels of the picture for each of the drawing, fit for print and fine screens
_FINER = 2
_MOST_PIXELS = 60_000_000  # while painting: more is not made finer than the drawing
_CURVE_PIECES = 48
# Beginning with the one that the window prefers; the last ones have Hangul.
_REGULAR = (
    "Inter-Regular.otf", "segoeui.ttf", "SFNS.ttf", "DejaVuSans.ttf",
    "NotoSansCJK-Regular.ttc", "malgun.ttf", "AppleSDGothicNeo.ttc", "NanumGothic.ttf",
)  # fmt: skip
_BOLD = (
    "Inter-SemiBold.otf", "seguisb.ttf", "SFNS.ttf", "DejaVuSans-Bold.ttf",
    "NotoSansCJK-Bold.ttc", "malgunbd.ttf", "AppleSDGothicNeo.ttc", "NanumGothicBold.ttf",
)  # fmt: skip
Font = ImageFont.FreeTypeFont | ImageFont.ImageFont


def png(drawing: Drawing) -> bytes:
    """Return the drawing as the content of a .png file, SCALE pixels for each of its own; opaque."""
    scale = SCALE * _FINER
    while scale > 1 and drawing.width * drawing.height * scale**2 > _MOST_PIXELS:
        scale //= 2
    final = min(scale, SCALE)
    size = (round(drawing.width * scale), round(drawing.height * scale))
    image = Image.new("RGB", size, drawing.ground)
    _paint(image, ImageDraw.Draw(image), drawing, (0.0, 0.0), scale)
    if final < scale:
        image = image.resize(
            (round(drawing.width * final), round(drawing.height * final)), Image.Resampling.BOX
        )
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _paint(
    image: Image.Image, draw: ImageDraw.ImageDraw, drawing: Drawing, origin: Point, scale: int
) -> None:
    for shape in drawing.shapes:
        if isinstance(shape, Placed):
            _paint(image, draw, shape.drawing, (origin[0] + shape.x, origin[1] + shape.y), scale)
        else:
            _paint_shape(image, draw, shape, origin, scale)


def _paint_shape(
    image: Image.Image, draw: ImageDraw.ImageDraw, shape: Shape, origin: Point, scale: int
) -> None:
    def at(x: float, y: float) -> Point:
        return (origin[0] + x) * scale, (origin[1] + y) * scale

    match shape:
        case Circle():
            half = shape.radius + (shape.width / 2 if shape.stroke else 0.0)
            box = [at(shape.x - half, shape.y - half), at(shape.x + half, shape.y + half)]
            rim = max(1, round(shape.width * scale))
            draw.ellipse(box, shape.fill, shape.stroke or None, rim if shape.stroke else 0)
        case Line():
            _stroke(draw, [at(*point) for point in shape.points], shape, scale)
        case Link():
            _stroke(draw, [at(*point) for point in _curve(shape)], shape, scale)
        case Rectangle():
            x, y = at(shape.x, shape.y)
            right, bottom = x + shape.width * scale - 1, y + shape.height * scale - 1  # both belong to it
            if right >= x and bottom >= y:
                draw.rounded_rectangle((x, y, right, bottom), shape.radius * scale, shape.fill)
        case Text():
            words = clean(shape.words)
            font = _font(words, round(shape.size * scale), shape.bold)
            anchor = {"start": "ls", "middle": "ms", "end": "rs"}[shape.anchor]
            draw.text(at(shape.x, shape.y), words, shape.color, font, anchor)
        case Pixels():
            x, y = at(shape.x, shape.y)
            size = max(1, round(shape.width * scale)), max(1, round(shape.height * scale))
            picture = Image.fromarray(shape.palette[shape.indices])
            image.paste(picture.resize(size, Image.Resampling.NEAREST), (round(x), round(y)))


def _curve(link: Link) -> list[Point]:
    t = np.linspace(0.0, 1.0, _CURVE_PIECES + 1)[:, None]
    p = np.array(link.control_points)
    points = (1 - t) ** 3 * p[0] + 3 * t * (1 - t) ** 2 * p[1] + 3 * t * t * (1 - t) * p[2] + t**3 * p[3]
    return [(float(x), float(y)) for x, y in points]


def _stroke(draw: ImageDraw.ImageDraw, points: list[Point], line: Line | Link, scale: int) -> None:
    width = max(1, round(line.width * scale))
    pieces = _dashes(points, line.dash * scale) if line.dash else [points]
    for piece in pieces:
        draw.line(piece, line.color, width, joint="curve")


def _dashes(points: list[Point], dash: float) -> list[list[Point]]:
    """Return the dashes of a line; between them are gaps of 0.4 of their length, as in SVG."""
    place = np.array(points)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(place, axis=0).T))])
    pieces = []
    for start in np.arange(0.0, along[-1], dash * 1.4).tolist():
        end = min(start + dash, along[-1])
        inside = along[(along > start) & (along < end)]
        marks = np.concatenate([[start], inside, [end]])
        x, y = (np.interp(marks, along, place[:, axis]) for axis in (0, 1))
        pieces.append([(float(a), float(b)) for a, b in zip(x, y, strict=True)])
    return pieces


def _font(words: str, size: int, bold: bool) -> Font:
    """Return the first font of this computer that can show `words`, or Pillow's own."""
    for name in _BOLD if bold else _REGULAR:
        font = _found(name, size)
        if font is not None and all(_shows(name, size, character) for character in set(words)):
            return font
    return ImageFont.load_default(size)


@lru_cache(maxsize=256)
def _found(name: str, size: int) -> ImageFont.FreeTypeFont | None:
    try:
        return ImageFont.truetype(name, size)
    except OSError:
        return None


@lru_cache(maxsize=4096)
def _shows(name: str, size: int, character: str) -> bool:
    """Tell whether a font has a shape for the character: another one than for a code that never has any."""
    font = _found(name, size)
    return font is not None and (
        character == " " or bytes(font.getmask(character)) != bytes(font.getmask("\uffff"))
    )
