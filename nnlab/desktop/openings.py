"""Opens presets, data sets and pictures. What takes time is done by a job, while the bench stays as it is."""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from nnlab.data import Dataset, MissingDataError
from nnlab.data.catalog import name_of
from nnlab.data.tabular.plan import TableSource
from nnlab.desktop.drawing import Drawing
from nnlab.desktop.fetching import DOWNLOADABLE, Fetching, Wish
from nnlab.desktop.file_content import Content, OpenedProject, UnreadTable, content_of, left_work, weights_in
from nnlab.desktop.jobs import Job, Jobs
from nnlab.desktop.notices import Notice, NoticeAction
from nnlab.desktop.project_file import Begun
from nnlab.desktop.running.run_controller import RunController
from nnlab.desktop.saving import sentences as saving
from nnlab.desktop.words import data_sentences as say
from nnlab.desktop.words import language
from nnlab.engine import EngineError
from nnlab.files import FileError, LoadError
from nnlab.files.csv_table import mixes_encodings
from nnlab.lessons import Preset, begin, load_preset, takes_long
from nnlab.lessons.set_ups import SetUp, applied
from nnlab.project import Edited, ProjectState, with_dataset, with_table
from nnlab.project.autosave import Leftover

_FOR_PICTURES = "mnist-softmax"  # whose network begins with pictures that a user opens
_FOR_DRAWINGS = "draw"  # that is offered where the network on the bench takes none
# By which pictures to draw and weights are told from data sets; what they are, their content says.
_WEIGHT_SUFFIXES = (".onnx", ".safetensors", ".json")
_PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".pgm", ".ppm", ".pbm")


@dataclass(frozen=True, eq=False, slots=True)
class _Wanted:
    """A preset that is to be opened: how that is said, what is changed of it, and what is done then or otherwise.

    `takes_long` is whether the change does, beside what the preset itself needs.
    """

    preset: Preset
    say: Callable[[], str]
    change: Callable[[ProjectState], ProjectState] = lambda state: state
    then: Callable[[], object] | None = None
    otherwise: Callable[[Exception | None], object] = lambda _: None
    takes_long: bool = False


class Openings(QObject):
    """What is to be opened comes here; when all of it is there, it goes into the document as one edit.

    A later wish takes the place of an earlier one that is still under way.
    """

    noticed = Signal(object)  # Notice
    files_wanted = Signal()  # somebody is to choose files
    project_opened = Signal(object)  # Path
    preset_opened = Signal(object)  # Preset
    weights_read = Signal(object, object)  # str: the name of the file; ForeignNetwork: what it holds
    table_opened = Signal(object)  # Path of a table whose header says what its columns are for
    # str: the name of the data set to be; TableSource, with a guessed plan; Path
    table_read = Signal(object, object, object)
    # str; bytes: a text that is no table as its form was guessed; Path
    table_unread = Signal(object, object, object)
    columns_wanted = Signal()  # somebody is to correct the columns of the table on the bench
    not_found = Signal(object)  # str: a path at which there is nothing

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
        self._jobs = jobs
        self._fetching = Fetching(downloads, self)
        self._fetching.noticed.connect(self.noticed)
        self._fetching.failed.connect(self._refuse)
        self._fetching.files_wanted.connect(self.files_wanted)
        self._job: Job[Any] | None = None
        self._picture_job: Job[NDArray[np.uint8]] | None = None
        self._given_up: Callable[[], object] | None = None  # what is done if that job is not to go on
        self.told_of_table: Notice | None = None  # of the one that was read last
        self._wishes = 0  # to open something, so far
        self._waiting: tuple[str, Wish] | None = None  # a data set that was missing, and what needs it

    @property
    def is_busy(self) -> bool:
        """Whether something is being opened or fetched."""
        return (self._job, self._picture_job) != (None, None) or self._fetching.is_busy

    # -- presets ---------------------------------------------------------------------------------------

    def open_preset(
        self,
        key: str,
        then: Callable[[], object] | None = None,
        *,
        otherwise: Callable[[Exception | None], object] = lambda _: None,
    ) -> None:
        """Begin with the preset `key`, as it is in its file; when it is on the bench, do `then`.

        Where it does not get there, `otherwise` is told why: by an error, or by None for what was called off or
        had to make room for another wish.
        """
        try:
            preset = load_preset(key)
        except (FileError, EngineError) as error:
            self._refuse(error)
            otherwise(error)
            return
        self._open(_Wanted(preset, partial(say.open_preset, preset.title), then=then, otherwise=otherwise))

    def open_setup(self, setup: SetUp, label: Callable[[], str]) -> None:
        """Begin with the preset of a set-up and all that was changed of it, as one edit: or nothing is changed."""
        change = partial(applied, setup)
        self._open(_Wanted(load_preset(setup.preset), label, change, takes_long=setup.takes_long))

    def _open(self, wanted: "_Wanted") -> None:
        self._wishes += 1
        self._cancel_picture()  # it was meant for the pad that is given up
        preset = wanted.preset
        if not (wanted.takes_long or takes_long(preset)):
            self._cancel()
            try:
                state = wanted.change(begin(preset))
            except (FileError, EngineError) as error:
                self._refuse(error)
                wanted.otherwise(error)
            else:
                self._enter_preset(wanted, state)
            return
        self._start(
            lambda job: wanted.change(begin(preset, progress=job.report, cancelled=job.is_cancelled)),
            partial(self._enter_preset, wanted),
            partial(self._fail_preset, wanted),
            partial(say.reading, preset.title),
            given_up=partial(wanted.otherwise, None),
        )

    def _enter_preset(self, wanted: "_Wanted", state: ProjectState) -> None:
        def done() -> None:
            self.greet(wanted.preset)
            if wanted.then is not None:
                wanted.then()

        self._controller.edit(wanted.say, lambda _: Begun.afresh(state), done=done)

    def _fail_preset(self, wanted: "_Wanted", error: Exception) -> None:
        wanted.otherwise(error)
        self._fail(self._wish_for(wanted), error)

    def greet(self, preset: Preset) -> None:
        """Say what the preset on the bench shows, and that it is there."""
        if preset.shipped:  # it has learned already: one begins to draw at once
            self._drawing.clear()
        self._tell(Notice(lambda: preset.about[language.current()]))
        self.preset_opened.emit(preset)

    def _wish_for(self, wanted: "_Wanted") -> Wish:
        title = wanted.preset.title
        return Wish(wanted.say, partial(self._open, wanted), lambda: title[language.current()])

    def _fail(self, wish: Wish, error: Exception) -> None:
        if isinstance(error, MissingDataError):
            self._offer(error, wish)
        else:
            self._refuse(error)

    def _offer(self, error: MissingDataError, wish: Wish) -> None:
        """Tell that a data set has to be fetched first, and how; then `wish` is done."""
        actions: list[NoticeAction] = []
        if error.name in DOWNLOADABLE:
            actions.append(NoticeAction(say.download, lambda: self.fetch(error.name, wish)))
            actions.append(NoticeAction(say.open_files, lambda: self._want_files(error.name, wish)))
        self._tell(Notice(partial(say.missing, error.name, wish.title), "warning", tuple(actions)))

    def fetch(self, name: str, wish: Wish) -> None:
        """Fetch the data set `name` from its public mirrors, and then do `wish`, if nothing else is wished by then."""
        wishes = self._wishes
        self._fetching.fetch(name, wish, lambda: wishes == self._wishes)

    def fetch_for_preset(self, name: str, key: str) -> None:
        """Fetch the data set `name`, and then open the preset `key`."""
        preset = load_preset(key)
        self.fetch(name, self._wish_for(_Wanted(preset, partial(say.open_preset, preset.title))))

    def _want_files(self, name: str, wish: Wish) -> None:
        """Let the files of the data set `name` be chosen, with which `wish` is then done."""
        self._waiting = name, wish
        self.files_wanted.emit()

    # -- data sets -------------------------------------------------------------------------------------

    def open_path(self, path: str, preset: Preset | None = None) -> None:
        """Open what a user chose or dropped: a picture goes onto the pad, a project or a data set onto the bench.

        Where the network on the bench learns from something else than the pictures of a data set, that of `preset`
        takes its place.
        """
        suffix = Path(path).suffix.lower()
        if suffix in _PICTURE_SUFFIXES:
            self.draw_picture(path)
            return
        if suffix in _WEIGHT_SUFFIXES:
            self.open_weights(path)
            return
        self._wishes += 1
        self._cancel_picture()
        for_pictures = preset or load_preset(_FOR_PICTURES)

        name = os.path.basename(path)

        def done(opened: Content) -> None:
            match opened:
                case TableSource():
                    self._read_table(path, opened)
                case UnreadTable():
                    self._tell_of_table(Notice(partial(say.load_error, opened.fault), "warning"))
                    self.table_unread.emit(name_of(path), opened.text, Path(path))
                case Dataset():
                    self._enter_dataset(for_pictures, opened)
                    if opened.image_shape is None:
                        self.table_opened.emit(Path(path))
                case OpenedProject():
                    self._enter_project(opened)
                case _:
                    self.weights_read.emit(name, opened)

        def failed(error: Exception) -> None:
            if isinstance(error, LoadError) and error.code == "not-found":
                self.not_found.emit(path)
            self._fail(wish, error)

        wish = Wish(partial(saving.open_project, name), lambda: self.open_path(path), lambda: name)
        self._start(partial(content_of, path), done, failed, lambda progress: say.reading_file(name))

    def open_weights(self, path: str) -> None:
        """Read the weights in the file at `path`; who knows what to do with them is told."""
        name = os.path.basename(path)
        self._wishes += 1
        self._start(
            partial(weights_in, path),
            partial(self.weights_read.emit, name),
            self._refuse,
            lambda progress: say.reading_file(name),
        )

    def _read_table(self, path: str, source: TableSource) -> None:
        """Leave to others what becomes of a table: its columns are only guessed."""
        name = name_of(path)
        encoding = source.plan.form.encoding
        if mixes_encodings(source.text, encoding):
            self._tell_of_table(Notice(partial(say.table_mixed, name, encoding), "warning"))
        else:
            self._tell_of_table(Notice(partial(say.table_read, name)))
        self.table_read.emit(name, source, Path(path))

    def _tell_of_table(self, notice: Notice) -> None:
        self.told_of_table = notice
        self._tell(notice)

    def _enter_dataset(self, for_pictures: Preset, dataset: Dataset) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and waiting[0] == dataset.name:
            waiting[1].act()  # the data set is found now
            return

        def edit(state: ProjectState) -> Begun | Edited:
            if dataset.image_shape is None:
                after = with_table(state, dataset)
                return after if isinstance(after, Edited) else Begun.afresh(after)
            if state.dataset.image_shape is None:
                return Begun.afresh(replace(begin(for_pictures, dataset=dataset), preset=""))
            return with_dataset(state, dataset, preset="")

        self._controller.edit(
            partial(say.open_data, dataset.name),
            edit,
            done=lambda: self._tell(Notice(partial(say.opened, dataset))),
        )

    # -- projects --------------------------------------------------------------------------------------

    def _enter_project(self, opened: OpenedProject) -> None:
        def done() -> None:
            if opened.then is not None:
                opened.then()
            elif opened.begun.file.path is not None:
                self.project_opened.emit(opened.begun.file.path)

        self._controller.edit(partial(saving.open_project, opened.name), lambda _: opened.begun, done=done)

    def recover(self, left: Leftover, then: Callable[[], object], gone: Callable[[], object]) -> None:
        """Put work that another window left behind onto the bench; when it is there, do `then`.

        Where somebody else has taken it, `gone` is done.
        """
        self._wishes += 1
        self._cancel_picture()
        title = saving.title(left.about)
        again = partial(self.recover, left, then, gone)
        wish = Wish(partial(saving.open_project, title), again, lambda: title)

        def failed(error: Exception) -> None:
            if isinstance(error, LoadError) and error.code == "not-found":
                gone()
            else:
                self._fail(wish, error)

        self._start(
            partial(left_work, left, then),
            self._enter_project,
            failed,
            lambda _progress: say.reading_file(title),
        )

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
            # The decoders of pictures take longer to load than a window may take to open.
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
        given_up: Callable[[], object] = lambda: None,
    ) -> None:
        """Do `work` in place of what was being opened, and tell how far it has come; do `given_up` if it is not."""
        self._cancel()

        def end(action: Callable[[Any], object], value: Any) -> None:
            self._job, self._given_up = None, None
            action(value)

        call_off = NoticeAction(say.cancel, self._call_off)

        def progressed(share: float | None) -> None:
            self._tell(Notice(partial(tell, share), actions=(call_off,), fades=False))

        progressed(None)
        self._job = self._jobs.start(work, partial(end, done), partial(end, failed), progressed)
        self._given_up = given_up

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        given_up, self._given_up = self._given_up, None
        if given_up is not None:
            given_up()

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
