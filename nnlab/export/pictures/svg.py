"""A drawing as SVG: vector shapes, text as text, pixels as an embedded PNG."""

import base64
import io
from html import escape

from PIL import Image

from nnlab.export.pictures.drawing import Circle, Drawing, Line, Link, Pixels, Placed, Rectangle, Shape, Text
from nnlab.export.pictures.spelling import clean

FONTS = (
    "Inter, 'Segoe UI', 'SF Pro Text', 'Noto Sans CJK KR', 'Malgun Gothic', 'Apple SD Gothic Neo', sans-serif"
)
_NAMESPACE = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '


def svg(drawing: Drawing) -> bytes:
    """Return the drawing as the content of an .svg file."""
    return (_element(drawing, _NAMESPACE, "xlink:href") + "\n").encode("utf-8")


def inline_svg(drawing: Drawing) -> str:
    """Return the drawing as an element within an HTML page, where it needs no name space."""
    return _element(drawing, "", "href")


def _element(drawing: Drawing, namespace: str, href: str) -> str:
    width, height = _n(drawing.width), _n(drawing.height)
    title = escape(clean(drawing.title))
    ground = _shape(Rectangle(0, 0, drawing.width, drawing.height, drawing.ground), href)
    head = (
        f'<svg {namespace}width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="{title}" font-family="{FONTS}"><title>{title}</title>'
    )
    return "\n".join([head, ground, *(_shape(shape, href) for shape in drawing.shapes), "</svg>"])


def _shape(shape: Shape, href: str) -> str:
    match shape:
        case Circle():
            rim = f' stroke="{shape.stroke}" stroke-width="{_n(shape.width)}"' if shape.stroke else ""
            at = f'cx="{_n(shape.x)}" cy="{_n(shape.y)}" r="{_n(shape.radius)}"'
            return f'<circle {at} fill="{shape.fill}"{rim}/>'
        case Line():
            points = "L".join(f"{_n(x)} {_n(y)}" for x, y in shape.points)
            return f'<path d="M{points}"{_stroke(shape)} stroke-linejoin="round"/>'
        case Link():
            start, *rest = (f"{_n(x)} {_n(y)}" for x, y in shape.control_points)
            return f'<path d="M{start}C{" ".join(rest)}"{_stroke(shape)}/>'
        case Rectangle():
            corners = f' rx="{_n(shape.radius)}"' if shape.radius else ""
            return f'<rect {_box(shape)} fill="{shape.fill}"{corners}/>'
        case Text():
            weight = ' font-weight="600"' if shape.bold else ""
            anchor = f' text-anchor="{shape.anchor}"' if shape.anchor != "start" else ""
            at = f'x="{_n(shape.x)}" y="{_n(shape.y)}" font-size="{_n(shape.size)}"'
            return f'<text {at} fill="{shape.color}"{anchor}{weight}>{escape(clean(shape.words))}</text>'
        case Pixels():
            data = base64.b64encode(_png(shape)).decode("ascii")
            return (
                f'<image {_box(shape)} preserveAspectRatio="none" image-rendering="pixelated" '
                f'{href}="data:image/png;base64,{data}"/>'
            )
        case Placed():
            inner = "\n".join(_shape(part, href) for part in shape.drawing.shapes)
            return f'<g transform="translate({_n(shape.x)} {_n(shape.y)})">\n{inner}\n</g>'


def _png(pixels: Pixels) -> bytes:
    image = Image.fromarray(pixels.indices)
    image.putpalette(pixels.palette.tobytes())
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def _box(shape: Rectangle | Pixels) -> str:
    return f'x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" height="{_n(shape.height)}"'


def _stroke(line: Line | Link) -> str:
    dash = f' stroke-dasharray="{_n(line.dash)} {_n(line.dash * 0.4)}"' if line.dash else ""
    return f' fill="none" stroke="{line.color}" stroke-width="{_n(line.width)}"{dash}'


def _n(value: float) -> str:
    """Return a length with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"
