"""Hits and misses while pictures are learned: what the accuracy of a training is made of."""

from PySide6.QtWidgets import QWidget

from nnlab.desktop.lab import Lab, Picture
from nnlab.desktop.panels.reader import Reader
from nnlab.desktop.widgets.counters import Counter, Counters
from nnlab.desktop.words.numbers import format_count
from nnlab.engine import Task
from nnlab.training import Snapshot

_UNKNOWN = "\N{EN DASH}"


class RunningCounts(Reader, Counters):
    """Right and wrong answers to the training pictures, and their share.

    Of large sets they are those of the pass under way, each picture judged just before it is learned from; small sets
    are judged whole.
    """

    def __init__(self, lab: Lab, parent: QWidget | None = None) -> None:
        super().__init__(parent, on_card=True)
        self._lab = lab
        self.setObjectName("running_counts")
        self.follow(lab)

    @property
    def applies(self) -> bool:
        """Whether there are pictures that are read rightly or wrongly."""
        dataset = self._lab.state.dataset
        return dataset.image_shape is not None and dataset.task is not Task.VALUES

    def retranslate(self) -> None:
        self.setToolTip(
            self.tr(
                "Training pictures that are read rightly and wrongly; of thousands those of the pass under way, each "
                "judged just before it is learned from"
            )
        )
        super().retranslate()

    def show_picture(self, picture: Picture) -> None:
        snapshot = picture.snapshot
        hits, misses, share = self._texts(snapshot)
        whole = snapshot.running is None and snapshot.accuracy is not None
        self.set_counters(
            (
                Counter(hits, self.tr("hits")),
                Counter(misses, self.tr("misses")),
                Counter(share, self.tr("right") if whole else self.tr("running")),
            )
        )

    def _texts(self, snapshot: Snapshot) -> tuple[str, str, str]:
        """Return the counts and their share, as far as they are known."""
        running, share = snapshot.running, snapshot.accuracy
        if share is None:
            return (_UNKNOWN,) * 3
        seen = len(self._lab.state.dataset.inputs) if running is None else running.seen
        hits = round(share * seen) if running is None else running.hits
        return format_count(hits), format_count(seen - hits), f"{100 * share:.1f}%"
