"""Opens presets, data sets and pictures. What takes time is done by a job, while the bench stays as it is."""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from nnlab.data import Dataset, MissingDataError
from nnlab.data.catalog import adopt, forget, name_of
from nnlab.data.image_files import open_images
from nnlab.data.store import cache_folder
from nnlab.desktop import data_sentences as say
from nnlab.desktop import language
from nnlab.desktop.drawing import Drawing
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.notices import Notice, NoticeAction
from nnlab.desktop.run_controller import RunController
from nnlab.engine import EngineError
from nnlab.files import FileError
from nnlab.lessons import Preset, begin, load_preset, takes_long
from nnlab.project import Edited, ProjectState, with_dataset

if TYPE_CHECKING:
    from nnlab.data.download import Progress

_FOR_PICTURES = "mnist-softmax"  # whose network begins with pictures that a user opens
_FOR_DRAWINGS = "draw"  # that is offered where the network on the bench takes none
# By which a picture to draw is told from a data set; what it is, its content says.
_PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".pgm", ".ppm", ".pbm")
_DOWNLOADABLE = ("mnist", "fashion-mnist")


class Openings(QObject):
    """What is to be opened comes here; when all of it is there, it goes into the document as one edit.

    A later wish takes the place of an earlier one that is still under way.
    """

    noticed = Signal(object)  # Notice
    files_wanted = Signal()  # somebody is to choose files

    def __init__(
        self,
        controller: RunController,
        drawing: Drawing,
        jobs: Jobs,
        downloads: Jobs,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._controller, self._drawing = controller, drawing
        self._jobs, self._downloads = jobs, downloads
        self._job: Job[Any] | None = None
        self._picture_job: Job[NDArray[np.uint8]] | None = None
        self._download: Job[None] | None = None
        self._wishes = 0  # to open something, so far
        self._waiting = ("", "")  # a data set that was missing, and the preset that needs it

    @property
    def is_busy(self) -> bool:
        """Whether something is being opened or fetched."""
        return (self._job, self._picture_job, self._download) != (None, None, None)

    # -- presets ---------------------------------------------------------------------------------------

    def open_preset(self, key: str, then: Callable[[], object] | None = None) -> None:
        """Begin with the preset `key`, as it is in its file; when it is on the bench, do `then`."""
        self._wishes += 1
        self._cancel_picture()  # it was meant for the pad that is given up
        try:
            preset = load_preset(key)
            if not takes_long(preset):
                self._cancel()
                self._enter_preset(preset, then, begin(preset))
                return
        except (FileError, EngineError) as error:
            self._refuse(error)
            return
        self._start(
            lambda job: begin(preset, progress=job.report, cancelled=job.is_cancelled),
            partial(self._enter_preset, preset, then),
            partial(self._fail_preset, key),
            partial(say.reading, preset.title),
        )

    def _enter_preset(self, preset: Preset, then: Callable[[], object] | None, state: ProjectState) -> None:
        def done() -> None:
            self.greet(preset)
            if then is not None:
                then()

        self._controller.edit(partial(say.open_preset, preset.title), lambda _: state, done=done)

    def greet(self, preset: Preset) -> None:
        """Say what the preset on the bench shows."""
        if preset.shipped:  # it has learned already: one begins to draw at once
            self._drawing.clear()
        self._tell(Notice(lambda: preset.about[language.current()]))

    def _fail_preset(self, key: str, error: Exception) -> None:
        if isinstance(error, MissingDataError):
            self._offer(error, key)
        else:
            self._refuse(error)

    def _offer(self, error: MissingDataError, key: str) -> None:
        """Tell that a data set has to be fetched first, and how."""
        actions: list[NoticeAction] = []
        if error.name in _DOWNLOADABLE:
            actions.append(NoticeAction(say.download, lambda: self.fetch(error.name, key)))
            actions.append(NoticeAction(say.open_files, lambda: self._want_files(error.name, key)))
        self._tell(Notice(partial(say.missing, error.name), "warning", tuple(actions)))

    def _want_files(self, name: str, key: str) -> None:
        """Let the files of the data set `name` be chosen, with which the preset `key` then begins."""
        self._waiting = name, key
        self.files_wanted.emit()

    # -- data sets -------------------------------------------------------------------------------------

    def open_path(self, path: str, preset: Preset | None = None) -> None:
        """Open what a user chose or dropped: a picture goes onto the pad, anything else is read as a data set.

        Where the network on the bench learns from something else than pictures, that of `preset` takes its place.
        """
        if Path(path).suffix.lower() in _PICTURE_SUFFIXES:
            self.draw_picture(path)
            return
        self._wishes += 1
        self._cancel_picture()
        self._start(
            lambda job: adopt(open_images(path, cancelled=job.is_cancelled), name_of(path)),
            partial(self._enter_dataset, preset or load_preset(_FOR_PICTURES)),
            self._refuse,
            lambda progress: say.reading_file(os.path.basename(path)),
        )

    def _enter_dataset(self, for_pictures: Preset, dataset: Dataset) -> None:
        (name, key), self._waiting = self._waiting, ("", "")
        if dataset.name == name:
            preset = load_preset(key)
            self._enter_preset(preset, None, begin(preset, dataset=dataset))
            return

        def edit(state: ProjectState) -> Edited | ProjectState:
            if state.dataset.image_shape is None:
                return replace(begin(for_pictures, dataset=dataset), preset="")
            return with_dataset(state, dataset, preset="")

        self._controller.edit(
            partial(say.open_data, dataset.name),
            edit,
            done=lambda: self._tell(Notice(partial(say.opened, dataset))),
        )

    # -- the internet ----------------------------------------------------------------------------------

    def fetch(self, name: str, key: str) -> None:
        """Fetch the data set `name` from its public mirrors, and then open the preset `key` with it."""
        if self._download is not None:
            return

        wish = self._wishes

        def work(job: Job[None]) -> None:
            # The libraries of the internet take longer to load than a window may take to open.
            from nnlab.data.download import download

            download(name, cache_folder(name), progress=job.report, cancelled=job.is_cancelled)

        def done(_: None) -> None:
            self._download = None
            forget(name)
            if wish == self._wishes:
                self.open_preset(key)
            else:  # meanwhile something else is wanted on the bench
                offer = NoticeAction(
                    partial(say.open_preset, load_preset(key).title), partial(self.open_preset, key)
                )
                self._tell(Notice(partial(say.downloaded, name), actions=(offer,), fades=False))

        def failed(error: Exception) -> None:
            self._download = None
            if not isinstance(error, FileError):
                self._refuse(error)
                return
            again = NoticeAction(say.try_again, lambda: self.fetch(name, key))
            files = NoticeAction(say.open_files, self.files_wanted.emit)
            self._tell(Notice(partial(say.load_error, error), "warning", (again, files)))

        self._tell_of_download(name, None)
        self._download = self._downloads.start(work, done, failed, partial(self._tell_of_download, name))

    def _tell_of_download(self, name: str, progress: "Progress | None") -> None:
        cancel = NoticeAction(say.cancel, self._cancel_download)
        self._tell(Notice(partial(say.downloading, name, progress), actions=(cancel,), fades=False))

    def _cancel_download(self) -> None:
        if self._download is not None:
            self._download.cancel()
            self._download = None
            self._tell(Notice(say.download_cancelled))

    # -- pictures --------------------------------------------------------------------------------------

    def draw_picture(self, picture: NDArray[np.uint8] | str) -> None:
        """Put a picture, gray or a file's path, onto the pad; ink may be dark on light or light on dark.

        Where there is no pad, a preset that has one is offered.
        """
        self._cancel_picture()
        if not self._drawing.fits:
            title = load_preset(_FOR_DRAWINGS).title
            offer = NoticeAction(
                partial(say.open_preset, title),
                lambda: self.open_preset(_FOR_DRAWINGS, then=lambda: self.draw_picture(picture)),
            )
            self._tell(Notice(say.takes_no_drawing, "warning", (offer,)))
            return

        def work(job: Job[NDArray[np.uint8]]) -> NDArray[np.uint8]:
            # So do the decoders of pictures.
            from nnlab.data.paper import from_picture
            from nnlab.data.picture_files import load_picture

            if isinstance(picture, str):
                return from_picture(load_picture(picture, cancelled=job.is_cancelled))
            return from_picture(picture)

        def done(ink: NDArray[np.uint8]) -> None:
            self._picture_job = None
            self._drawing.set_ink(ink)

        def failed(error: Exception) -> None:
            self._picture_job = None
            self._refuse(error)

        self._picture_job = self._jobs.start(work, done, failed)

    def _cancel_picture(self) -> None:
        if self._picture_job is not None:
            self._picture_job.cancel()
            self._picture_job = None

    # -- how it is done --------------------------------------------------------------------------------

    def _start(
        self,
        work: Callable[[Job[Any]], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
        tell: Callable[[float | None], str],
    ) -> None:
        """Do `work` in place of what was being opened, and tell how far it has come."""
        self._cancel()

        def end(action: Callable[[Any], object], value: Any) -> None:
            self._job = None
            action(value)

        call_off = NoticeAction(say.cancel, self._call_off)

        def progressed(share: float | None) -> None:
            self._tell(Notice(partial(tell, share), actions=(call_off,), fades=False))

        progressed(None)
        self._job = self._jobs.start(work, partial(end, done), partial(end, failed), progressed)

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _call_off(self) -> None:
        if self._job is not None:
            self._cancel()
            self._tell(Notice(say.called_off))

    def _refuse(self, error: Exception) -> None:
        """Tell why something cannot be opened; a fault of nnlab's own goes to the hook of unhandled ones as well."""
        if isinstance(error, (FileError, EngineError)):
            self._tell(Notice(partial(say.load_error, error), "warning"))
            return
        self._tell(Notice(say.not_opened, "warning"))  # in place of what says that it is under way
        raise error

    def _tell(self, notice: Notice) -> None:
        self.noticed.emit(notice)
