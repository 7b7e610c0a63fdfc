"""Brings a published data set into a folder: every file right and whole, or not there at all."""

import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nnlab.data.mirrors import PublishedFile, PublishedSet, published
from nnlab.data.web import WebError, fetch, host_of, system_trust
from nnlab.files import FileError, FileKind, LoadError, SaveError, open_untrusted, sweep, write_atomically
from nnlab.files.errors import reason_of
from nnlab.files.formats import Format
from nnlab.files.limits import MESSAGE_CHARACTERS

_TICK_S = 0.05


class DownloadError(FileError):
    """A data set that did not come; whatever was there before is still there.

    The codes are those of `web.WebError`, and 'wrong-content', 'not-saved'. The detail names every attempt.
    """


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a download is.

    file   name of the file that is being fetched
    done   bytes that are there, of all four files
    total  bytes of all four files, as far as is known
    host   the server that sends them
    """

    file: str
    done: int
    total: int
    host: str


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a mirror is borne: how often it is asked for one file, the rest between, how long it may be silent."""

    attempts: int = 3
    pause_s: float = 1.0
    silence_s: float = 10.0


def download(
    name: str | PublishedSet,
    folder: Path,
    *,
    mirrors: Sequence[str] | None = None,
    progress: Callable[[Progress], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    context: ssl.SSLContext | None = None,
    patience: Patience | None = None,
) -> None:
    """Bring the files of the data set `name`, or of one given as a value, into `folder`, which is made if need be.

    Files that are there and right are kept. Every other is asked of the mirrors in turn, checked and only then
    written; a call after one that failed goes on where that one ended.

    mirrors    folders of the web, ending with '/': https, or http to a loopback address; None: the published ones
    progress   hears how far it is, in this thread, for every piece that comes
    cancelled  is asked some twenty times a second whether to end
    context    decides which servers are trusted; None: those that the system trusts

    Raises DownloadError, and EngineError for an unknown name.
    """
    wanted = published(name) if isinstance(name, str) else name
    _Download(
        wanted,
        folder,
        list(wanted.mirrors if mirrors is None else mirrors),
        progress or (lambda _: None),
        cancelled or (lambda: False),
        context or system_trust(),
        patience or Patience(),
    ).run()


@dataclass(slots=True)
class _Download:
    wanted: PublishedSet
    folder: Path
    mirrors: list[str]  # the one that served last stands first
    progress: Callable[[Progress], None]
    cancelled: Callable[[], bool]
    context: ssl.SSLContext
    patience: Patience
    done: int = 0
    fetched: int = 0

    def run(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = (
                f"{self.wanted.title} was not downloaded: its folder cannot be made, {reason_of(error).what}. "
                "Nothing was changed. Name another one in NNLAB_CACHE."
            )
            raise DownloadError("not-saved", message, str(error)) from error
        sweep(self.folder)
        missing = [file for file in self.wanted.files if not self._is_there(file)]
        self.done = self.wanted.size - sum(file.size for file in missing)
        while missing:
            file = missing.pop(0)
            data = self._fetched(file, sum(later.size for later in missing))
            self._save(file, data)
            self.done += len(data)
            self.fetched += 1

    def _is_there(self, file: PublishedFile) -> bool:
        kind = FileKind("a file of the data set", file.check, file.most_bytes, frozenset({Format.GZIP}))
        try:
            open_untrusted(self.folder / file.name, kind)
        except LoadError:
            return False
        return True

    def _fetched(self, file: PublishedFile, later: int) -> bytes:
        """Return the checked bytes of `file` from the first mirror that has them; `later` bytes come after it."""
        faults: list[tuple[str, WebError]] = []
        for mirror in list(self.mirrors):
            for attempt in range(self.patience.attempts):
                if attempt:
                    self._rest()
                try:
                    data = self._from(mirror, file, later)
                except WebError as fault:
                    if fault.code == "cancelled":
                        raise self._cancelled() from fault
                    faults.append((host_of(mirror), fault))
                    if not fault.again:
                        break
                else:
                    self.mirrors.remove(mirror)
                    self.mirrors.insert(0, mirror)
                    return data
        raise self._failed(file, faults)

    def _from(self, mirror: str, file: PublishedFile, later: int) -> bytes:
        """Return the bytes of `file` from `mirror`; raises WebError for others too."""

        def arrived(done: int, length: int | None) -> None:
            total = self.done + max(done, file.size if length is None else length) + later
            self.progress(Progress(file.name, self.done + done, total, host_of(mirror)))

        arrived(0, None)
        data = fetch(
            mirror + file.name,
            file.most_bytes,
            context=self.context,
            patience_s=self.patience.silence_s,
            cancelled=self.cancelled,
            arrived=arrived,
        )
        try:
            file.check(data)
        except LoadError as fault:
            what = _WHAT_IS_WRONG[fault.code]
            raise WebError(fault.code, what, fault.detail, again=fault.code == "broken-off") from fault
        return data

    def _rest(self) -> None:
        """Give the server a moment, unless this is cancelled."""
        end = time.monotonic() + self.patience.pause_s
        while time.monotonic() < end:
            if self.cancelled():
                raise self._cancelled()
            time.sleep(_TICK_S)

    def _save(self, file: PublishedFile, data: bytes) -> None:
        try:
            write_atomically(self.folder / file.name, data, validate=file.check)
        except SaveError as fault:
            raise DownloadError("not-saved", fault.message, fault.detail) from fault

    # -- sentences ---------------------------------------------------------------------------------------------

    def _cancelled(self) -> DownloadError:
        return DownloadError(
            "cancelled",
            f"The download of {self.wanted.title} was cancelled. {self._safe()} Start it again any time.",
        )

    def _failed(self, file: PublishedFile, faults: Sequence[tuple[str, WebError]]) -> DownloadError:
        """Return the error that says most: a network that is missing says less than a server that answered."""
        host, told = next((fault for fault in faults if fault[1].code != "offline"), faults[0])
        tried = "\n".join(f"{file.name} from {host}: {fault.what} ({fault.detail})" for host, fault in faults)
        if told.code == "offline":
            begin = f"No network: {self.wanted.title} was not downloaded. {self._safe()}"
            return DownloadError(told.code, self._by_hand(begin), tried)
        message = f"{self.wanted.title} was not downloaded: {told.what} ({host}). {self._safe()} {_ADVICE[told.code]}"
        return DownloadError(told.code, message, tried)

    def _safe(self) -> str:
        if not self.fetched:
            return "Nothing was changed."
        return f"Files that came, and are kept: {self.fetched}."

    def _by_hand(self, begin: str) -> str:
        """Return `begin` and which files to put where, by name if that is not too long."""
        names = ", ".join(file.name for file in self.wanted.files)
        message = f"{begin} Put {names} into {self.folder}"
        if len(message) <= MESSAGE_CHARACTERS:
            return message
        return f"{begin} Put the images and labels files (train and t10k, .gz) into {self.folder}"


_WHAT_IS_WRONG = {
    "web-page": "a web page came instead of the file",
    "broken-off": "the file ended too early",
    "wrong-content": "what came is not the published file",
}
_OTHERWISE = "Try again later, or copy the files from another computer."
_ADVICE = {
    "refused": _OTHERWISE,
    "not-trusted": "Check the clock, and whether the network wants a login, or ask whoever runs it.",
    "web-page": "The network may want a login: open a browser, log in, and try again.",
    "broken-off": _OTHERWISE,
    "stalled": _OTHERWISE,
    "too-large": _OTHERWISE,
    "wrong-content": _OTHERWISE,
}
