"""The digits that are drawn and kept, as the window holds them; every change is written at once, by a job."""

from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from nnlab.data import my_digits
from nnlab.data.catalog import MY_DIGITS, forget, load
from nnlab.data.images import LabelledImages
from nnlab.desktop import data_sentences as say
from nnlab.desktop.document import Document
from nnlab.desktop.jobs import Jobs
from nnlab.desktop.notices import Notice
from nnlab.desktop.run_controller import RunController
from nnlab.files import FileError
from nnlab.project import Edited, ProjectState, with_dataset

_CLASSES = 10


class MyDigits(QObject):
    """Keeps drawn pictures with their labels. A bench that learns from them gets every new one."""

    changed = Signal()
    noticed = Signal(object)  # Notice

    def __init__(
        self, document: Document, controller: RunController, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._controller, self._jobs = document, controller, jobs
        self._kept: LabelledImages | None = None
        self._loaded = False

    @property
    def counts(self) -> NDArray[np.intp]:
        """How many of each digit are kept (10,)."""
        self._load()
        labels = np.zeros(0, dtype=np.uint8) if self._kept is None else self._kept.labels
        return np.bincount(labels, minlength=_CLASSES)[:_CLASSES]

    def keep(self, picture: NDArray[np.uint8], label: int) -> None:
        """Keep a picture (28, 28) as the digit `label`."""
        self._load()
        try:
            self._set(my_digits.with_digit(self._kept, picture, label))
        except FileError as error:
            self._refuse(error)

    def take_back(self) -> None:
        """Forget the digit that was kept last."""
        self._load()
        if self._kept is not None:
            self._set(my_digits.without_last(self._kept))

    def share(self, path: str) -> None:
        """Write all kept digits to a file of the user's choice."""
        self._load()
        kept = self._kept
        if kept is not None:
            self._jobs.start(
                lambda _job: my_digits.save(kept, Path(path)),
                lambda _: self.noticed.emit(Notice(partial(say.shared, Path(path).name, len(kept)))),
                self._refuse,
            )

    def _load(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        try:
            self._kept = my_digits.load_my_digits()
        except FileError as error:
            self._refuse(error)

    def _set(self, kept: LabelledImages | None) -> None:
        self._kept = kept
        self.changed.emit()
        self._jobs.start(lambda _job: my_digits.write(kept), lambda _: self._on_written(), self._refuse)

    def _on_written(self) -> None:
        forget(MY_DIGITS)
        if self._document.state.dataset.name == MY_DIGITS and self._kept is not None:
            self._controller.edit(say.keep_digit, _with_new_digits)

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, FileError):
            raise error
        self.noticed.emit(Notice(partial(say.load_error, error), "warning"))


def _with_new_digits(state: ProjectState) -> Edited:
    return with_dataset(state, load(MY_DIGITS))
