"""The lines of a curve plot, drawn by pyqtgraph on a transparent sheet.

Importing pyqtgraph takes a quarter of a second; `curve_plot` imports this module with the first curve.
"""

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

# Segments are drawn one by one: an antialiased polyline costs ten times as much as its parts.
pg.setConfigOptions(imageAxisOrder="row-major", antialias=True, segmentedLineMode="on", useOpenGL=False)

Points = tuple[NDArray[np.floating], NDArray[np.floating]]


class CurveCanvas(pg.GraphicsView):
    """A sheet without background, axes or mouse on which every curve is one item, in pixels of the sheet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, background=None)
        self._curves: list[pg.PlotCurveItem] = []
        self.setObjectName("curve_canvas")
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.viewport().setAutoFillBackground(False)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheNone)
        # The plot repaints as a whole: the scene need not look for what changed.
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.NoViewportUpdate)
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)

    def set_curves(self, curves: Sequence[Points], pens: Sequence[QPen]) -> None:
        """Draw `curves`, pairs (x, y) in pixels, with one opaque pen each; NaN leaves a gap.

        The first curve lies on top.
        """
        while len(self._curves) > len(curves):
            self.removeItem(self._curves.pop())
        while len(self._curves) < len(curves):
            item = pg.PlotCurveItem(connect="finite")
            item.setZValue(-len(self._curves))
            self.addItem(item)
            self._curves.append(item)
        for item, (x, y), pen in zip(self._curves, curves, pens, strict=True):
            item.setData(x, y, pen=pen)
