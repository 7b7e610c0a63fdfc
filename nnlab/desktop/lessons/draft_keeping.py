"""Keeps the lesson that is being written, so that a crash or the end of a session loses a second of it at the most."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from threading import Thread

from PySide6.QtCore import QCoreApplication, QObject, QTimer

from nnlab.desktop.jobs import Job
from nnlab.desktop.lab import Lab
from nnlab.desktop.lessons.editor_model import EditorModel
from nnlab.desktop.notices import Notice, NoticeAction
from nnlab.desktop.words import language
from nnlab.files import SaveError
from nnlab.files.errors import shortened
from nnlab.lessons import left_drafts as kept
from nnlab.lessons.left_drafts import KeptDraft, LeftDraft

translate = QCoreApplication.translate  # a name that lupdate knows

_AFTER_EDIT_MS = 1000
_CLOSING_S = 1.0  # a disk that hangs holds up whoever writes to it
_LONGEST_TITLE = 60


class DraftKeeping(QObject):
    """Writes what is not saved a second after an edit, and offers at the next start what was left behind."""

    def __init__(
        self,
        lab: Lab,
        model: EditorModel,
        bring_back: Callable[[KeptDraft, Callable[[], object]], object],
        parent: QObject,
    ) -> None:
        """`bring_back` opens a draft in the editor, and then does what it is given, unless that is refused there."""
        super().__init__(parent)
        self._lab, self._model, self._bring_back = lab, model, bring_back
        self._slot = kept.DraftSlot()
        self._is_kept = self._told = False
        self._left: list[LeftDraft] = []
        self._offered: LeftDraft | None = None
        self._offer: Notice | None = None  # of that one
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER_EDIT_MS)
        self._soon.timeout.connect(self._keep)
        model.changed.connect(self._on_changed)

    # -- keeping -----------------------------------------------------------------------------------------

    def _on_changed(self) -> None:
        if self._model.is_unsaved:
            if (
                not self._soon.isActive()
            ):  # not again with every letter: a hand that does not rest is kept as well
                self._soon.start()
        elif self._is_kept or self._soon.isActive():
            self._soon.stop()
            self._keep()

    def _now(self) -> KeptDraft | None:
        model = self._model
        return kept.kept_now(model.draft, model.name, model.was) if model.is_unsaved else None

    def _keep(self, then: Callable[[], object] = lambda: None) -> None:
        now = self._now()
        self._is_kept = now is not None

        def work(_job: Job[None]) -> None:
            self._slot.keep(now)

        def done(_: None) -> None:
            self._told = False
            then()

        self._lab.savings.start(work, done, self._on_not_kept)

    def _on_not_kept(self, error: Exception) -> None:
        if not isinstance(error, SaveError):
            raise error
        if not self._told:
            self._told = True
            self._lab.tell(Notice(_not_kept, "warning"))

    def finish(self) -> None:
        """Keep what is not saved, or take away what is: the window closes."""
        self._soon.stop()
        now = self._now()

        def work() -> None:
            with suppress(SaveError):  # nobody is there to be told
                self._slot.finish(now)

        thread = Thread(target=work, name="nnlab-draft", daemon=True)
        thread.start()
        thread.join(_CLOSING_S)

    # -- what was left behind ------------------------------------------------------------------------------

    def look_for_leftovers(self) -> None:
        """Look by a job what other windows have left behind, and offer it."""
        self._lab.previews.start(lambda _job: kept.left_drafts(), self._on_found)

    def _on_found(self, found: list[LeftDraft]) -> None:
        self._left = found
        self.offer()

    def offer(self) -> None:
        """Offer the latest that is left, if any is; the others come one after the other."""
        if not self._left:
            return
        left = self._left[0]
        if left is not self._offered:
            actions = (
                NoticeAction(_go_on, partial(self._take, left)),
                NoticeAction(_throw_away, partial(self._drop, left)),
            )
            say = partial(_left_behind, left.kept)
            self._offered, self._offer = left, Notice(say, actions=actions, fades=False, waits=True)
        assert self._offer is not None
        self._lab.tell(self._offer)

    def _take(self, left: LeftDraft) -> None:
        self._left.remove(left)  # where it is refused after all, the next start offers it again
        if kept.is_there(left):
            # Only when it is kept anew is it taken away from where it was.
            self._bring_back(left.kept, lambda: self._keep(lambda: kept.discard(left)))
        else:
            self._lab.tell(Notice(_gone))

    def _drop(self, left: LeftDraft) -> None:
        self._left.remove(left)
        kept.discard(left)
        self.offer()


def _left_behind(left: KeptDraft) -> str:
    title, tongue = left.draft["title"], language.current()
    said = title.get(tongue, "").strip() or title.get("en", "").strip() or title.get("ko", "").strip()
    if not said:
        return translate("LessonEditor", "A lesson that was being written was not saved, and is still here.")
    text = translate("LessonEditor", "The lesson “{title}” was not saved, and is still here as it was.")
    return text.format(title=shortened(said, _LONGEST_TITLE))


def _go_on() -> str:
    return translate("LessonEditor", "Go on writing")


def _throw_away() -> str:
    return translate("LessonEditor", "Throw it away")


def _gone() -> str:
    return translate("LessonEditor", "Another window has brought it back already, or thrown it away.")


def _not_kept() -> str:
    return translate(
        "LessonEditor",
        "The lesson that you write cannot be kept for an emergency just now. Save it among your lessons.",
    )
