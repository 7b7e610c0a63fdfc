"""Which part of a computational graph a window shows, and how large."""

from PySide6.QtCore import QPointF, QRectF, QSize

LEAST_ZOOM, MOST_ZOOM = 0.25, 3.0
_MOST_FITTED = (1.5, 2.2)  # in a small window, and in the largest
_WIDTH_PER_ZOOM = 480  # pixels of width for each time that a graph is shown larger
_LEGIBLE = 0.62  # at which all numbers can be read with ease
_LEAST_WHOLE = 0.5  # at which they still can: better than to leave the result of a graph out
_AROUND_PX = 24  # of ground around what is brought into sight


class View:
    """How the pixels of a layout become those of the widget: `zoom` times as large, and shifted.

    `is_fitted` while it is what `fit` made it, and not what a hand has made of it since.
    """

    def __init__(self) -> None:
        self.zoom = 1.0
        self.shift = QPointF()
        self.is_fitted = True
        self._shows_all = False

    def to_layout(self, at: QPointF) -> QPointF:
        """Return where in the layout a point of the widget is."""
        return (at - self.shift) / self.zoom

    def to_widget(self, at: QPointF) -> QPointF:
        """Return where in the widget a point of the layout is."""
        return at * self.zoom + self.shift

    def rect_in_widget(self, rect: QRectF) -> QRectF:
        """Return where in the widget a rectangle of the layout is."""
        return QRectF(self.to_widget(rect.topLeft()), rect.size() * self.zoom)

    def pan(self, by: QPointF) -> None:
        """Shift by so many pixels of the widget."""
        self.shift += by
        self.is_fitted = False

    def zoom_at(self, at: QPointF, factor: float) -> None:
        """Zoom so that what is at a point of the widget stays there."""
        fixed = self.to_layout(at)
        self.zoom = min(max(self.zoom * factor, LEAST_ZOOM), MOST_ZOOM)
        self.shift = at - fixed * self.zoom
        self.is_fitted = False

    def fit(self, bounds: QRectF, size: QSize, shows_all: bool | None = None) -> None:
        """Show the rectangle `bounds` of the layout in the middle of a widget of `size`.

        All of it if it `shows_all` or is legible so, else as much from the left as is; None is as the last time.
        """
        self._shows_all = self._shows_all if shows_all is None else shows_all
        self.is_fitted = True
        middle = QPointF(size.width() / 2, size.height() / 2)
        if bounds.isEmpty():
            self.zoom, self.shift = 1.0, middle
            return
        least, most = _MOST_FITTED
        most = min(max(size.width() / _WIDTH_PER_ZOOM, least), most)
        zoom = min(size.width() / bounds.width(), size.height() / bounds.height(), most)
        self.zoom = zoom if zoom >= _LEAST_WHOLE else max(zoom, LEAST_ZOOM) if self._shows_all else _LEGIBLE
        centre = bounds.center()
        if bounds.width() * self.zoom > size.width() and not self._shows_all:
            centre.setX(bounds.left() + middle.x() / self.zoom)
        self.shift = middle - centre * self.zoom

    def reveal(self, rect: QRectF, size: QSize) -> bool:
        """Shift as far as is needed to show a rectangle of the layout; return whether that was needed."""
        shown = self.rect_in_widget(rect).adjusted(-_AROUND_PX, -_AROUND_PX, _AROUND_PX, _AROUND_PX)
        right, down = max(shown.right() - size.width(), 0.0), max(shown.bottom() - size.height(), 0.0)
        by = QPointF(right or min(shown.left(), 0.0), down or min(shown.top(), 0.0))
        if by.isNull():
            return False
        self.pan(-by)
        return True
