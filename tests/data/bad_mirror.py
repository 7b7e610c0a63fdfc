"""A mirror on this machine that can misbehave in every way a real one does, and small data sets to keep on it."""

import gzip
import hashlib
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

from nnlab.data.mirrors import (
    TEST_IMAGES,
    TEST_LABELS,
    TRAIN_IMAGES,
    TRAIN_LABELS,
    PublishedFile,
    PublishedSet,
)

NAMES = (TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS)
LOGIN_PAGE = b"<!DOCTYPE html><html><body>Log in to the school's network</body></html>"
TEN_GIGABYTES = 10_000_000_000
BOMB = gzip.compress(bytes(50_000_000), 1)


def contents(seed: int) -> dict[str, bytes]:
    """Return the four IDX files of a small set, not gzipped."""
    draw = np.random.default_rng(seed)

    def images(count: int) -> bytes:
        return struct.pack(">4i", 2051, count, 28, 28) + draw.bytes(count * 784)

    def labels(count: int) -> bytes:
        return struct.pack(">2i", 2049, count) + draw.integers(0, 10, count, np.uint8).tobytes()

    return dict(zip(NAMES, (images(400), labels(400), images(100), labels(100)), strict=True))


def stand_in(seed: int, name: str = "mnist", title: str = "MNIST") -> tuple[PublishedSet, dict[str, bytes]]:
    """Return a small set that is known by the sha256 of its contents, as MNIST is, and its gzipped files."""
    unpacked = contents(seed)
    wrapped = {file: gzip.compress(content, mtime=0) for file, content in unpacked.items()}
    files = tuple(
        PublishedFile(
            file, len(wrapped[file]), len(content), content_sha256=hashlib.sha256(content).hexdigest()
        )
        for file, content in unpacked.items()
    )
    return PublishedSet(name, title, files, ("https://nowhere.invalid/",)), wrapped


class Visit(BaseHTTPRequestHandler):
    """One request to a mirror."""

    server: "Mirror"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        self.server.asked.append(name)
        self.close_connection = True
        for number, (target, act) in enumerate(self.server.once):
            if target == name:
                del self.server.once[number]
                act(self, self.server.files[name])
                return
        self.server.acts.get(name, whole)(self, self.server.files[name])

    def do_CONNECT(self) -> None:
        self.close_connection = True
        self.say(407, b"")

    def say(self, status: int, body: bytes, length: int | None = -1, **headers: str) -> None:
        """Answer with `body`; `length` is what is claimed of it, -1 the truth, None nothing."""
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        if length is not None:
            self.send_header("Content-Length", str(len(body) if length == -1 else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        pass


Act = Callable[[Visit, bytes], None]


class Mirror(ThreadingHTTPServer):
    """Serves `files`; `acts` says for single names how else to behave, `once` does so for one request each."""

    daemon_threads = True

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Visit)
        self.files = files
        self.acts: dict[str, Act] = {}
        self.once: list[tuple[str, Act]] = []
        self.asked: list[str] = []
        self.ending = threading.Event()
        self.silent = threading.Event()  # set when a visit has begun to be silent

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/"

    def behave(self, act: Act, *names: str) -> None:
        """Let `act` answer requests for `names`, or for all of the files."""
        self.acts = dict.fromkeys(names or NAMES, act)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: whoever is refused by nnlab sees the connection break."""


@contextmanager
def serving(files: dict[str, bytes], context: ssl.SSLContext | None = None) -> Iterator[Mirror]:
    """Serve `files` as long as the context lasts, over TLS if a `context` is given."""
    with Mirror(files) as mirror:
        if context is not None:
            mirror.socket = context.wrap_socket(mirror.socket, server_side=True)
        thread = threading.Thread(target=mirror.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield mirror
        finally:
            mirror.ending.set()
            mirror.shutdown()
            thread.join()


# -- how a mirror can behave -------------------------------------------------------------------------------


def whole(visit: Visit, data: bytes) -> None:
    visit.say(200, data)


def truncated(visit: Visit, data: bytes) -> None:
    visit.say(200, data[: len(data) // 2], length=len(data))


def truncated_without_a_length(visit: Visit, data: bytes) -> None:
    visit.say(200, data[: len(data) // 2], length=None)


def truncated_in_a_chunk(visit: Visit, data: bytes) -> None:
    visit.say(200, f"{len(data):x}\r\n".encode() + data[:100], length=None, Transfer_Encoding="chunked")


def stalled_in_the_middle(visit: Visit, data: bytes) -> None:
    visit.say(200, data[: len(data) // 2], length=len(data))
    visit.wfile.flush()
    visit.server.silent.set()
    visit.server.ending.wait()


def stalled_from_the_start(visit: Visit, data: bytes) -> None:
    visit.server.silent.set()
    visit.server.ending.wait()


def dripping(visit: Visit, data: bytes) -> None:
    visit.say(200, b"", length=len(data))
    for byte in data:
        if visit.server.ending.wait(0.02):
            return
        visit.wfile.write(bytes([byte]))


def dripping_its_head(visit: Visit, data: bytes) -> None:
    visit.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
    while not visit.server.ending.wait(0.02):
        visit.wfile.write(b"x")


def other_content(visit: Visit, data: bytes) -> None:
    visit.say(200, gzip.compress(gzip.decompress(data)[:-1] + b"!"))


def no_archive(visit: Visit, data: bytes) -> None:
    visit.say(200, b"\0" + data[1:])


def damaged(visit: Visit, data: bytes) -> None:
    middle = len(data) // 2
    visit.say(200, data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :])


def more_behind_it(visit: Visit, data: bytes) -> None:
    visit.say(200, data + b"more")


def gzip_bomb(visit: Visit, data: bytes) -> None:
    visit.say(200, BOMB)


def nothing(visit: Visit, data: bytes) -> None:
    visit.say(200, b"")


def login_page(visit: Visit, data: bytes) -> None:
    visit.say(200, LOGIN_PAGE, Content_Type="text/html; charset=utf-8")


def login_page_without_a_type(visit: Visit, data: bytes) -> None:
    visit.say(200, LOGIN_PAGE)


def long_login_page(visit: Visit, data: bytes) -> None:
    visit.say(200, b"<!-- a page -->" + LOGIN_PAGE * 100_000, Content_Type="text/html")


def login_wanted(visit: Visit, data: bytes) -> None:
    visit.say(511, LOGIN_PAGE)


def proxy_login_wanted(visit: Visit, data: bytes) -> None:
    visit.say(407, b"")


def not_found(visit: Visit, data: bytes) -> None:
    visit.say(404, LOGIN_PAGE, Content_Type="text/html")


def server_fault(visit: Visit, data: bytes) -> None:
    visit.say(500, b"")


def ten_gigabytes_declared(visit: Visit, data: bytes) -> None:
    visit.say(200, data, length=TEN_GIGABYTES)
    visit.server.ending.wait()


def endless(visit: Visit, data: bytes) -> None:
    visit.say(200, data, length=None)
    while not visit.server.ending.is_set():
        visit.wfile.write(bytes(100_000))


def redirect_loop(visit: Visit, data: bytes) -> None:
    visit.say(302, b"", Location=visit.path)


def redirect_to_plain_http(visit: Visit, data: bytes) -> None:
    visit.say(302, b"", Location="http://192.0.2.1/" + visit.path.lstrip("/"))


def redirect_to_a_file(visit: Visit, data: bytes) -> None:
    visit.say(302, b"", Location="file:///etc/passwd")


def redirect_elsewhere(visit: Visit, data: bytes) -> None:
    visit.say(302, b"", Location="/elsewhere" + visit.path)


def redirect_elsewhere_with_an_endless_body(visit: Visit, data: bytes) -> None:
    visit.say(302, b"", length=None, Location="/elsewhere" + visit.path)
    while not visit.server.ending.is_set():
        visit.wfile.write(bytes(100_000))


def no_http(visit: Visit, data: bytes) -> None:
    visit.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")


def hanging_up(visit: Visit, data: bytes) -> None:
    visit.connection.close()


# Each with the code of the error it ends in when there is no other mirror.
BAD: dict[Act, str] = {
    truncated: "broken-off",
    truncated_without_a_length: "broken-off",
    truncated_in_a_chunk: "broken-off",
    stalled_in_the_middle: "stalled",
    stalled_from_the_start: "stalled",
    dripping: "stalled",
    dripping_its_head: "stalled",
    other_content: "wrong-content",
    no_archive: "wrong-content",
    damaged: "wrong-content",
    more_behind_it: "wrong-content",
    gzip_bomb: "wrong-content",
    nothing: "broken-off",
    login_page: "web-page",
    login_page_without_a_type: "web-page",
    long_login_page: "web-page",
    login_wanted: "web-page",
    proxy_login_wanted: "refused",
    not_found: "refused",
    server_fault: "refused",
    ten_gigabytes_declared: "too-large",
    endless: "too-large",
    redirect_loop: "refused",
    redirect_to_plain_http: "refused",
    redirect_to_a_file: "refused",
    no_http: "broken-off",
    hanging_up: "broken-off",
}
