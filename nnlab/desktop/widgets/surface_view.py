"""A loss over two parameters as a surface in space, painted by hand so that every machine can, and a descent on it."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnlab.desktop import theme as themes
from nnlab.desktop.theme import Theme
from nnlab.desktop.widgets.parts import descent_marks as marks
from nnlab.desktop.widgets.parts import painting
from nnlab.desktop.widgets.parts.default_texts import DefaultTexts
from nnlab.desktop.widgets.parts.descent_marks import ShownPath
from nnlab.desktop.widgets.parts.followed_look import FollowsLook
from nnlab.desktop.widgets.parts.mesh_projection import Projection, View, heights_of, mesh_of, quads
from nnlab.desktop.widgets.parts.shown_descents import ShownDescents

_FINE, _COARSE = 31, 21  # corners along a side: at rest, and while it turns
_DEGREES_PER_PX = 0.5
_KEY_DEGREES = 6.0
_REST_MS = 120
_TONES = 32
_INK = (0.02, 0.40)  # shares of ink on the lightest face and on the darkest
_LINE_INK = (0.34, 0.52)  # between the faces, on paper and in the dark
_NAME_REACH = 1.18  # how far outside of the floor the names stand
_NAME_SPACE_PX = 6.0  # between the post and what it is called
_FLOOR = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]], dtype=np.float64)

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, 1),
    Qt.Key.Key_Down: (0, -1),
}


class SurfaceView(painting.KeyboardFocus, ShownDescents, FollowsLook, QWidget):
    """A surface in space that is turned by dragging or by the arrow keys; Home puts it back. Heights are losses."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.make_opaque(self)
        self._x: NDArray[np.floating] = np.zeros(0)
        self._y: NDArray[np.floating] = np.zeros(0)
        self._values: NDArray[np.floating] = np.zeros((0, 0))
        self._names = ("", "")
        self._view = View()
        self._held: QPointF | None = None
        self._ground: QPixmap | None = None
        self._texts = DefaultTexts(self)
        self._rest = QTimer(self)  # after which the mesh is fine again
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._renew)
        self.setObjectName("surface_view")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.retranslate()

    def set_surface(
        self,
        x: NDArray[np.floating],
        y: NDArray[np.floating],
        values: NDArray[np.floating],
        names: tuple[str, str],
    ) -> None:
        """Show losses `values` (ny, nx) over `x` (nx,) and `y` (ny,), ascending; empty ones show nothing."""
        if values is not self._values or names != self._names:
            self._x, self._y, self._values, self._names = x, y, values, names
            self._renew()

    def view(self) -> View:
        """Return from where the surface is looked at."""
        return self._view

    def retranslate(self) -> None:
        """Set all texts again; a name or a tooltip that the owner gave stays."""
        name = self.tr("Surface of the loss")
        tip = self.tr("Height is the loss. Drag or use the arrow keys to turn it; Home puts it back.")
        self._texts.set(name, tip)
        self._renew()

    def sizeHint(self) -> QSize:
        return QSize(420, 360)

    def minimumSizeHint(self) -> QSize:
        return QSize(180, 140)

    # Painting

    def _renew(self) -> None:
        self._ground = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = painting.begin_opaque(self, event)
        if self._values.size:
            projection = Projection(self._view, self.width(), self.height())
            if painting.is_picture(painter, self):
                self._paint_ground(painter, projection, theme)
            else:
                painter.drawPixmap(0, 0, self._kept_ground(projection, theme))
            self._paint_descents(painter, projection, theme)
        if self.focus_shown:
            painting.focus_ring(painter, QRectF(self.rect()), painting.CHIP_RADIUS, theme)
        painter.end()

    def _kept_ground(self, projection: Projection, theme: Theme) -> QPixmap:
        """Return the surface without paths, painted again only after something of it has changed."""
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if self._ground is None or self._ground.size() != size:
            self._ground = QPixmap(size)
            self._ground.setDevicePixelRatio(ratio)
            self._ground.fill(themes.color(theme.surface))
            below = QPainter(self._ground)
            below.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(below, projection, theme)
            below.end()
        return self._ground

    def _paint_ground(self, painter: QPainter, projection: Projection, theme: Theme) -> None:
        self._paint_floor(painter, projection, theme)
        corners, darkness = mesh_of(self._values, _COARSE if self._rest.isActive() else _FINE)
        places, order = quads(corners, projection)
        tones = np.rint(darkness.reshape(-1)[order] * (_TONES - 1)).astype(int)
        colors = _tones(theme)
        lines = marks.mixed(theme.surface, theme.ink, _LINE_INK[theme.dark])
        painter.setPen(QPen(lines, 0.6 * theme.stroke))
        for quad, tone in zip(places, tones.tolist(), strict=True):
            painter.setBrush(colors[tone])
            painter.drawPolygon(marks.polygon(quad))
        self._paint_height_name(painter, projection, theme)

    def _paint_floor(self, painter: QPainter, projection: Projection, theme: Theme) -> None:
        """Paint the edges of the floor with the names of the parameters, and at its left the height of the losses."""
        painter.setPen(QPen(themes.color(theme.faint), theme.stroke))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(marks.polygon(projection.places(_FLOOR)))
        painter.drawLine(*_post(projection))
        font, metrics = painting.typeface(theme, "caption")
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        for axis, name in enumerate(self._names):
            sides = np.zeros((2, 3))
            sides[:, 1 - axis] = -_NAME_REACH, _NAME_REACH
            near = sides[int(np.argmin(projection.depths(sides)))]
            x, y = projection.places(near)
            width = metrics.horizontalAdvance(name)
            left = min(max(x - width / 2, 2.0), self.width() - width - 2.0)
            painter.drawText(QPointF(left, min(y + metrics.ascent(), self.height() - 3.0)), name)

    def _paint_height_name(self, painter: QPainter, projection: Projection, theme: Theme) -> None:
        """Write over the surface what its height is: left of the post, which is the leftmost of all there is."""
        font, metrics = painting.typeface(theme, "caption")
        _foot, top = _post(projection)
        name = self.tr("loss")
        width = metrics.horizontalAdvance(name)
        left = max(top.x() - _NAME_SPACE_PX - width, 2.0)
        baseline = max(top.y() + metrics.capHeight() / 2, metrics.ascent())
        plate = QRectF(left - 2, baseline - metrics.ascent(), width + 4, metrics.height())
        painting.fill_round(painter, plate, 3.0, theme.surface)
        painter.setFont(font)
        painter.setPen(themes.color(theme.muted))
        painter.drawText(QPointF(left, baseline), name)

    def _paint_descents(self, painter: QPainter, projection: Projection, theme: Theme) -> None:
        for number, path in enumerate(self._kept):
            way = path.upto(self._upto) if path.rolls else path
            marks.paint_kept(painter, self._places(way.points, way.losses, projection), number, theme)
        if self._path is not None:
            way = self._path.upto(self._upto)
            places = marks.finite(self._places(way.points, way.losses, projection))
            marks.paint_trail(painter, places, theme)
            if len(places):
                marks.paint_ball(painter, QPointF(*places[-1]), theme)
        marks.paint_legend(painter, self._path, self._kept, QRectF(self.rect()), theme)

    def _places(
        self, points: NDArray[np.floating], losses: NDArray[np.floating], projection: Projection
    ) -> NDArray[np.float64]:
        """Return where points with their losses lie; those outside of the window are not drawn."""
        box = np.empty((len(points), 3))
        for axis, values in enumerate((self._x, self._y)):
            low, high = float(values[0]), float(values[-1])
            box[:, axis] = (points[:, axis] - low) / (high - low) * 2 - 1
        outside = (np.abs(box[:, :2]) > 1 + 1e-9).any(axis=1)
        box[:, 2] = heights_of(self._values, losses)
        places = projection.places(box)
        places[outside] = np.nan
        return places

    # Turning

    def _turn(self, yaw: float, pitch: float) -> None:
        self._view = self._view.turned(yaw, pitch)
        self._rest.start()
        self._renew()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._held = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            moved = event.position() - self._held
            self._held = event.position()
            self._turn(moved.x() * _DEGREES_PER_PX, moved.y() * _DEGREES_PER_PX)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Home:
            self._view = View()
            self._renew()
            return
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is None:
            super().keyPressEvent(event)
        else:
            self._turn(arrow[0] * _KEY_DEGREES, arrow[1] * _KEY_DEGREES)

    def _renew_look(self) -> None:
        self._renew()


def _post(projection: Projection) -> tuple[QPointF, QPointF]:
    """Return foot and top of the leftmost upright edge of the box."""
    post = np.repeat(_FLOOR[[int(np.argmin(projection.places(_FLOOR)[:, 0]))]], 2, axis=0)
    post[1, 2] = 1.0
    foot, top = (QPointF(*place) for place in projection.places(post))
    return foot, top


def _tones(theme: Theme) -> list[QColor]:
    """Return the colours of faces from high and light to low and dark, which they are in every theme."""
    least, most = _INK
    shares = [least + (most - least) * tone / (_TONES - 1) for tone in range(_TONES)]
    return [
        marks.mixed(theme.surface, theme.ink, share) for share in (reversed(shares) if theme.dark else shares)
    ]


def _sample() -> QWidget:
    x, y = np.linspace(-3, 3, 41), np.linspace(-2.5, 2.5, 41)
    across, up = np.meshgrid(x, y)
    values = (
        1.6 + 0.08 * (across**2 + up**2)
        - 1.6 * np.exp(-((across - 1.2) ** 2 + (up - 0.8) ** 2) / 0.9)
        - np.exp(-((across + 1.2) ** 2 + (up + 0.6) ** 2) / 0.9)
    )  # fmt: skip
    view = SurfaceView()
    view.set_surface(x, y, values, ("θ₁", "θ₂"))
    points = np.array([[-2.6, -1.4], [-2.0, -1.1], [-1.5, -0.8], [-1.2, -0.6]])
    losses = np.array([2.1, 1.6, 0.95, 0.74])
    view.set_path(ShownPath(points, losses))
    view.setMinimumSize(460, 380)
    return view


if __name__ == "__main__":
    from nnlab.desktop.widgets.parts.gallery import show

    show(_sample)
