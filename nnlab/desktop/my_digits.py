"""The digits that are drawn and kept, as the window holds them; every change is written at once, by a job."""

from contextlib import suppress
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from nnlab.data import Dataset, my_digits
from nnlab.data.catalog import MY_DIGITS, forget, load
from nnlab.data.image_data import rescaled, scales_of
from nnlab.data.images import LabelledImages
from nnlab.desktop import data_sentences as say
from nnlab.desktop.document import Document
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.notices import Notice
from nnlab.desktop.run_controller import RunController
from nnlab.files import FileError
from nnlab.project import Edited, ProjectState, with_dataset


class MyDigits(QObject):
    """Keeps drawn pictures with their labels. A bench that learns from them gets every new one.

    A file that cannot be read is never written over.
    """

    changed = Signal()
    noticed = Signal(object)  # Notice

    def __init__(
        self, document: Document, controller: RunController, jobs: Jobs, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._document, self._controller, self._jobs = document, controller, jobs
        self._kept: LabelledImages | None = None
        self._is_read = self._was_refused = self._is_unwritten = False

    @property
    def counts(self) -> NDArray[np.intp]:
        """How many of each digit are kept (10,)."""
        if not self._was_refused:  # one need not be told at every look
            self._read()
        labels = np.zeros(0, dtype=np.uint8) if self._kept is None else self._kept.labels
        return np.bincount(labels, minlength=my_digits.CLASSES)[: my_digits.CLASSES]

    def keep(self, picture: NDArray[np.uint8], label: int) -> None:
        """Keep a picture (28, 28) as the digit `label`."""
        if self._read():
            try:
                self._set(my_digits.with_digit(self._kept, picture, label))
            except FileError as error:
                self._refuse(error)

    def take_back(self) -> None:
        """Forget the digit that was kept last."""
        if self._read() and self._kept is not None:
            self._set(my_digits.without_last(self._kept))

    def share(self, path: str) -> None:
        """Write all kept digits to a file of the user's choice."""
        if self._read() and self._kept is not None:
            kept = self._kept
            self._jobs.start(
                lambda _job: my_digits.save(kept, Path(path)),
                lambda _: self.noticed.emit(Notice(partial(say.shared, Path(path).name, len(kept)))),
                self._refuse,
            )

    def finish(self) -> None:
        """Write what no job has written before the end."""
        if self._is_unwritten:
            with suppress(FileError):  # that it cannot be written was told when the job tried
                my_digits.write(self._kept)
                self._is_unwritten = False

    def _read(self) -> bool:
        """Read what is kept, if that is not done; return whether it is known."""
        if not self._is_read:
            try:
                self._kept = my_digits.load_my_digits()
                self._is_read = True
            except FileError:
                self._was_refused = True
                path = str(my_digits.my_digits_path())
                self.noticed.emit(Notice(partial(say.my_digits_unreadable, path), "warning"))
        return self._is_read

    def _set(self, kept: LabelledImages | None) -> None:
        self._kept, self._is_unwritten = kept, True
        self.changed.emit()
        self._jobs.start(partial(_written, kept), partial(self._on_written, kept), self._refuse)

    def _on_written(self, kept: LabelledImages | None, dataset: Dataset | None) -> None:
        if kept is not self._kept:
            return  # the next ones are on their way
        self._is_unwritten = False
        if dataset is not None and self._document.state.dataset.name == MY_DIGITS:
            self._controller.edit(say.keep_digit, partial(_with_digits, dataset))

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, FileError):
            raise error
        self.noticed.emit(Notice(partial(say.load_error, error), "warning"))


def _written(kept: LabelledImages | None, _job: Job[Dataset | None]) -> Dataset | None:
    """Write the digits, and return them as the data set that they are now."""
    my_digits.write(kept)
    forget(MY_DIGITS)
    return None if kept is None else load(MY_DIGITS)


def _with_digits(dataset: Dataset, state: ProjectState) -> Edited | ProjectState:
    """Return the state with the digits that are kept now, on the scales of those before."""
    scales = scales_of(state.dataset)
    if state.dataset.name != dataset.name or scales is None:
        return state  # while a run was paused, something else was opened
    return with_dataset(state, dataset if scales == scales_of(dataset) else rescaled(dataset, scales))
