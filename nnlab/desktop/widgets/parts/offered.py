"""Pictures that come from another program, by the clipboard or by a drop."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage, QPainter


def offers_picture(mime: QMimeData) -> bool:
    """Return whether there is something that may be a picture: a file, or an image itself."""
    return mime.hasImage() or local_file(mime) is not None


def offered_picture(mime: QMimeData) -> NDArray[np.uint8] | Path | None:
    """Return the path of the first file, or else the image in grey (h, w) uint8, read-only, or None."""
    path = local_file(mime)
    if path is not None:
        return path
    image = mime.imageData() if mime.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return None
    return _grey(image)


def local_file(mime: QMimeData) -> Path | None:
    """Return the path of the first file or folder, if there is one."""
    return next((Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()), None)


def _grey(image: QImage) -> NDArray[np.uint8]:
    """Return the brightness of `image`; where it is clear, there is white paper under it."""
    if image.hasAlphaChannel():
        paper = QImage(image.size(), QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(paper.rect(), image)
        painter.end()
        image = paper
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    lines = np.frombuffer(image.constBits(), dtype=np.uint8).reshape(image.height(), image.bytesPerLine())
    grey = lines[:, : image.width()].copy()
    grey.flags.writeable = False
    return grey
