"""The icons: our own SVG drawings on a 24×24 grid, tinted by the theme and cached per tint and size.

Widgets that paint themselves call `paint`; `icon` serves actions and stock buttons.
"""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from nnlab import paths
from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme

_STROKE = 1.7  # the width every drawing is made with, in units of its 24×24 grid
_PIXEL_RATIOS = (1.0, 1.25, 1.5, 2.0, 3.0)
_NAME_PROPERTY = "nnlab_icon"


@cache
def names() -> tuple[str, ...]:
    """Return the names of all icons, sorted."""
    # The folder stock/ holds finished pictures for the style sheet, which cannot tint.
    return tuple(sorted(file.stem for file in paths.resources("icons").glob("*.svg")))


def pixmap(name: str, size_px: int, *, role: str = "ink", pixel_ratio: float = 1.0) -> QPixmap:
    """Return the icon `name`, `size_px` wide and high, in the colour that the theme in force gives `role`.

    `role` is the name of a colour of Theme: 'ink', 'muted', 'on_primary' and so on.
    The pixmap is shared. Raises KeyError if there is no such icon.
    """
    theme = themes.current()
    # A thicker stroke everywhere, but not so thick that the small shapes fill up.
    width = _STROKE * (1 + (theme.stroke - 1) * 0.4)
    return _pixmap(name, getattr(theme, role), width, round(size_px * pixel_ratio), pixel_ratio)


def paint(painter: QPainter, rect: QRect | QRectF, name: str, role: str = "ink") -> None:
    """Paint the icon `name` in the middle of `rect`, as large as its shorter side allows."""
    rect = QRectF(rect)
    size = int(min(rect.width(), rect.height()))
    picture = pixmap(name, size, role=role, pixel_ratio=painter.device().devicePixelRatio())
    painter.drawPixmap(round(rect.center().x() - size / 2), round(rect.center().y() - size / 2), picture)


def icon(name: str, *, role: str = "ink", size_px: int = 18) -> QIcon:
    """Return `name` as a QIcon in the theme's present colours, faint where its control is disabled.

    An icon does not change with the theme by itself: give it to a control with `wear`.
    """
    return _icon(themes.current(), name, role, size_px)


def wear(target: QAction | QAbstractButton, name: str, *, role: str = "ink") -> None:
    """Give `target` the icon `name`, and have `retint` renew it."""
    target.setProperty(_NAME_PROPERTY, (name, role))
    target.setIcon(icon(name, role=role))


def retint() -> None:
    """Renew every icon given by `wear`; to be called after `theme.apply`."""
    for widget in QApplication.allWidgets():
        for target in (widget, *widget.actions()):
            worn = target.property(_NAME_PROPERTY)
            if worn:
                target.setIcon(icon(worn[0], role=worn[1]))


@cache
def _source(name: str) -> str:
    if name not in names():
        raise KeyError(f"There is no icon '{name}'. The icons are: {', '.join(names())}.")
    return paths.resources("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _pixmap(name: str, color: str, stroke: float, device_px: int, pixel_ratio: float) -> QPixmap:
    svg = _source(name).replace("currentColor", color)
    svg = svg.replace(f'stroke-width="{_STROKE}"', f'stroke-width="{stroke:.2f}"')
    picture = QPixmap(device_px, device_px)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    picture.setDevicePixelRatio(pixel_ratio)
    return picture


@lru_cache(maxsize=256)
def _icon(theme: Theme, name: str, role: str, size_px: int) -> QIcon:
    """Return the icon with a picture for every pixel ratio; `theme` is here for the cache's key."""
    result = QIcon()
    for mode, color in ((QIcon.Mode.Normal, role), (QIcon.Mode.Disabled, "faint")):
        for ratio in _PIXEL_RATIOS:
            result.addPixmap(pixmap(name, size_px, role=color, pixel_ratio=ratio), mode)
    return result
