"""One file from a server that is not trusted: over TLS, bounded, watched, and left at once when asked."""

import errno
import http.client
import ipaddress
import queue
import socket
import ssl
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

import truststore

from nnlab import __version__
from nnlab.files.errors import shortened
from nnlab.files.formats import Format, sniff

_PIECE = 1 << 16
_TICK_S = 0.05
_SLOWEST = 4096  # bytes; who sends less than this in the given patience is as good as silent
_HEAD_PATIENCE = 3  # several addresses may be tried, and redirects followed, before the first byte comes
_MOST_REDIRECTS = 5
_DETAIL_CHARACTERS = 300
_NO_NETWORK = (errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EHOSTDOWN, errno.EADDRNOTAVAIL)
_PASSING_STATUS = (408, 429)  # these, and faults of the server itself, may be over in a moment
_LOGIN_STATUS = 511
_PROXY_LOGIN_STATUS = 407


class WebError(Exception):
    """Why a file did not come.

    code    'offline', 'refused', 'not-trusted', 'web-page', 'broken-off', 'stalled', 'too-large' or 'cancelled'
    what    the middle of a sentence: 'the server answered 404'
    again   whether asking the same server once more may help
    detail  what the system or the server said
    """

    def __init__(self, code: str, what: str, detail: str = "", *, again: bool = False) -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.detail = shortened(detail, _DETAIL_CHARACTERS)
        self.again = again


def system_trust() -> ssl.SSLContext:
    """Return a context that verifies servers by what the system trusts: schools inspect TLS with roots of their own."""
    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


def host_of(url: str) -> str:
    """Return the name of the server in `url`."""
    return urllib.parse.urlsplit(url).hostname or url


def fetch(
    url: str,
    most_bytes: int,
    *,
    context: ssl.SSLContext,
    patience_s: float,
    cancelled: Callable[[], bool],
    arrived: Callable[[int, int | None], None],
) -> bytes:
    """Return the file at `url`, at most `most_bytes` long; raises only WebError.

    The address must be https; plain http is spoken to this machine alone, where `url` itself begins so. `arrived`
    hears how many bytes there are and how many there will be, if the server has said. A server that is silent
    for `patience_s`, or next to silent, is left. `cancelled` is asked some twenty times a second, also while a
    name is looked up or a server does not answer.
    """
    reader = _Reader(url, most_bytes, context, patience_s)
    threading.Thread(target=reader.run, name="nnlab-download", daemon=True).start()
    deadline, mark = time.monotonic() + _HEAD_PATIENCE * patience_s, 0
    try:
        while True:
            if cancelled():
                raise WebError("cancelled", "it was cancelled")
            try:
                news = reader.news.get(timeout=_TICK_S)
            except queue.Empty:
                news = None
            match news:
                case bytes():
                    return news
                case Exception():
                    raise news
                case _Arrived(done, length):
                    arrived(done, length)
                    if mark == 0 or done - mark >= _SLOWEST:
                        deadline, mark = time.monotonic() + patience_s, done
            if time.monotonic() > deadline:
                raise _stalled(f"{mark:,} bytes came before", again=mark > 0)
    finally:
        reader.leave()


@dataclass(frozen=True, slots=True)
class _Arrived:
    done: int
    length: int | None


class _Reader:
    """Reads one file in a thread of its own, because nothing else could leave a look-up or a silent server at once.

    `news` are any number of _Arrived, then the whole file or the WebError that ended it. A reader that was left
    ends by itself: at its next piece, or when its own patience is over.
    """

    def __init__(self, url: str, most_bytes: int, context: ssl.SSLContext, patience_s: float) -> None:
        self.news: queue.SimpleQueue[_Arrived | bytes | Exception] = queue.SimpleQueue()
        self._url = url
        self._most_bytes = most_bytes
        self._context = context
        self._patience_s = patience_s
        self._left = threading.Event()
        self._answered = False

    def leave(self) -> None:
        """Let the thread end soon; nobody waits for it."""
        self._left.set()

    def run(self) -> None:
        """Read, and put what comes of it into `news`."""
        try:
            self.news.put(self._read())
        except urllib.error.HTTPError as error:
            self.news.put(_fault_of_status(error))
            error.close()
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.news.put(_fault_of(error, self._answered))
        except Exception as error:
            self.news.put(error)

    def _read(self) -> bytes:
        opener = _opener(self._url, self._context)
        request = urllib.request.Request(self._url, headers={"User-Agent": f"nnlab/{__version__}"})
        with opener.open(request, timeout=self._patience_s) as response:
            self._answered = True
            length = response.length  # None where the server did not say
            data = bytearray()
            while not self._left.is_set():
                piece = response.read1(_PIECE)
                data += piece
                self._check(response, data, length)
                if not piece:
                    break
                self.news.put(_Arrived(len(data), length))
        if length is not None and len(data) < length:
            raise _broken_off(f"{len(data):,} of {length:,} bytes came")
        return bytes(data)

    def _check(self, response: http.client.HTTPResponse, data: bytearray, length: int | None) -> None:
        """Raise WebError for a web page, and for more bytes than the file can have, whether sent or announced."""
        kind, found = response.headers.get_content_type(), sniff(bytes(data[:512]))
        if found is Format.WEB_PAGE or (kind == "text/html" and found is not Format.GZIP):
            raise _web_page(f"{kind} from {response.url}")
        size = max(len(data), length or 0)
        if size > self._most_bytes:
            raise WebError(
                "too-large", "the server sends far more than the file has", f"{size:,} bytes or more"
            )


# -- the way there -----------------------------------------------------------------------------------------


def _opener(url: str, context: ssl.SSLContext) -> urllib.request.OpenerDirector:
    """Return what opens `url`: no files, no ftp, and to this machine no proxy."""
    to_this_machine = _is_plain_and_local(url)
    _require_safe(url, local_allowed=to_this_machine)
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler({} if to_this_machine else None),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(context=context),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.HTTPDefaultErrorHandler(),
        _Redirects(local_allowed=to_this_machine),
    ):
        opener.add_handler(handler)
    return opener


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, none of them to where `fetch` would not have gone."""

    max_redirections = _MOST_REDIRECTS
    max_repeats = 2

    def __init__(self, *, local_allowed: bool) -> None:
        self._local_allowed = local_allowed

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        fp.close()  # its body is not looked at, and may be endless
        _require_safe(newurl, local_allowed=self._local_allowed)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _require_safe(url: str, *, local_allowed: bool) -> None:
    if urllib.parse.urlsplit(url).scheme != "https" and not (local_allowed and _is_plain_and_local(url)):
        raise WebError("refused", "the way there is not secure (https)", url)


def _is_plain_and_local(url: str) -> bool:
    parts = urllib.parse.urlsplit(url)
    if parts.scheme != "http":
        return False
    try:
        return ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


# -- what went wrong ---------------------------------------------------------------------------------------


def _fault_of_status(error: urllib.error.HTTPError) -> WebError:
    detail = f"{error.code} {error.reason}"
    if error.code == _LOGIN_STATUS:
        return _web_page(detail)
    if error.code == _PROXY_LOGIN_STATUS:
        return _proxy_login(detail)
    if 300 <= error.code < 400:
        return WebError("refused", "the server sends on to somewhere else, and on again", detail)
    again = error.code >= 500 or error.code in _PASSING_STATUS
    return WebError("refused", f"the server answered {error.code}", detail, again=again)


def _fault_of(error: Exception, answered: bool) -> WebError:
    """Return what a fault of the system, of TLS or of the server's manners means, after or before its answer."""
    if isinstance(error, urllib.error.URLError) and isinstance(error.reason, Exception):
        error = error.reason
    detail = f"{type(error).__name__}: {error}"
    match error:
        case ssl.SSLCertVerificationError():
            return WebError("not-trusted", "the server's certificate is not trusted", detail)
        case TimeoutError():
            return _stalled(detail, again=answered)
        case ssl.SSLError():
            return WebError("refused", "no secure connection could be made", detail)
        case socket.gaierror():
            return WebError("offline", "the server's name is not known here", detail)
        case ConnectionRefusedError():
            return WebError("refused", "the connection was refused", detail)
        case OSError(errno=number) if number in _NO_NETWORK:
            return WebError("offline", "there is no way to the server", detail)
        case OSError() if f"failed: {_PROXY_LOGIN_STATUS}" in str(error):  # http.client has no number for it
            return _proxy_login(detail)
    return _broken_off(detail)


def _stalled(detail: str, *, again: bool) -> WebError:
    """Return the fault of a silent server; one that never answered is hidden by a wall, and will not answer later."""
    return WebError("stalled", "the server fell silent" if again else "no answer came", detail, again=again)


def _broken_off(detail: str) -> WebError:
    return WebError("broken-off", "the connection broke off", detail, again=True)


def _web_page(detail: str) -> WebError:
    return WebError("web-page", "a web page came instead of the file", detail)


def _proxy_login(detail: str) -> WebError:
    return WebError("refused", "the proxy of this network wants a password", detail)
