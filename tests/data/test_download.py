"""Downloads from a mirror on this machine that misbehaves: the right files or none, every time, with a sentence."""

import errno
import gzip
import hashlib
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import truststore

from nnlab.data import store
from nnlab.data.download import DownloadError, Patience, Progress, download
from nnlab.data.image_files import known_set, open_images
from nnlab.data.mirrors import TEST_IMAGES, TRAIN_IMAGES, TRAIN_LABELS, PublishedSet
from nnlab.data.web import system_trust
from nnlab.engine import EngineError
from nnlab.files import LoadError
from nnlab.files.limits import MESSAGE_CHARACTERS
from tests.data import bad_mirror
from tests.data.bad_mirror import BAD, NAMES, Act, Mirror, serving, stand_in

ROOT = Path(__file__).resolve().parent.parent.parent
SET, FILES = stand_in(1)
BRIEF = Patience(attempts=2, pause_s=0.0, silence_s=10.0)
HASTY = Patience(attempts=1, pause_s=0.0, silence_s=0.4)  # only for servers that fall silent
LONG = Patience(attempts=2, pause_s=600.0, silence_s=600.0)  # whoever waits for it has failed


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    with serving(FILES) as served:
        yield served


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "mnist"


def failure(folder: Path, *mirrors: str, patience: Patience = BRIEF, **options: object) -> DownloadError:
    """Return the error in which a download of the stand-in ends; its sentence is fit to be shown."""
    with pytest.raises(DownloadError) as caught:
        download(SET, folder, mirrors=mirrors, patience=patience, **options)
    error = caught.value
    assert len(error.message) <= MESSAGE_CHARACTERS
    assert "…" not in error.message
    return error


def found(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


# -- when all is well --------------------------------------------------------------------------------------


def test_that_the_four_files_come(mirror: Mirror, folder: Path) -> None:
    heard: list[Progress] = []
    download(SET, folder, mirrors=[mirror.url], progress=heard.append)
    assert found(folder) == FILES
    assert list(dict.fromkeys(progress.file for progress in heard)) == list(NAMES)
    assert {progress.host for progress in heard} == {"127.0.0.1"}
    assert [progress.done for progress in heard] == sorted(progress.done for progress in heard)
    assert {progress.total for progress in heard} == {SET.size}
    assert (heard[0].done, heard[-1].done) == (0, SET.size)


def test_that_what_is_there_and_right_is_not_fetched_again(mirror: Mirror, folder: Path) -> None:
    download(SET, folder, mirrors=[mirror.url])
    mirror.asked.clear()
    download(SET, folder, mirrors=[mirror.url])
    assert mirror.asked == []


def test_that_what_is_there_and_wrong_is_fetched_again(mirror: Mirror, folder: Path) -> None:
    download(SET, folder, mirrors=[mirror.url])
    (folder / TRAIN_LABELS).write_bytes(FILES[TRAIN_LABELS][:-9])
    (folder / TEST_IMAGES).write_bytes(FILES[TRAIN_IMAGES])
    mirror.asked.clear()
    heard: list[Progress] = []
    download(SET, folder, mirrors=[mirror.url], progress=heard.append)
    assert mirror.asked == [TRAIN_LABELS, TEST_IMAGES]
    assert found(folder) == FILES
    assert heard[-1].done == heard[-1].total == SET.size


def test_that_any_wrapper_of_the_right_content_serves(mirror: Mirror, folder: Path) -> None:
    mirror.behave(lambda visit, data: visit.say(200, gzip.compress(gzip.decompress(data), 1)))
    heard: list[Progress] = []
    download(SET, folder, mirrors=[mirror.url], progress=heard.append)
    assert {name: gzip.decompress(data) for name, data in found(folder).items()} == bad_mirror.contents(1)
    assert heard[-1].done == heard[-1].total


def test_that_only_the_published_wrapper_serves_where_the_content_was_not_published(
    mirror: Mirror, folder: Path
) -> None:
    files = tuple(
        replace(file, content_sha256=None, wrapper_md5=hashlib.md5(FILES[file.name]).hexdigest())
        for file in SET.files
    )
    fashion = PublishedSet("fashion-mnist", "Fashion-MNIST", files, (mirror.url,))
    mirror.once.append(
        (TRAIN_IMAGES, lambda visit, data: visit.say(200, gzip.compress(gzip.decompress(data), 1)))
    )
    with pytest.raises(DownloadError) as caught:
        download(fashion, folder, patience=BRIEF)
    assert caught.value.code == "wrong-content"
    assert "md5" in caught.value.detail
    download(fashion, folder)
    assert found(folder) == FILES


@pytest.mark.parametrize(
    "act", [bad_mirror.redirect_elsewhere, bad_mirror.redirect_elsewhere_with_an_endless_body]
)
def test_that_a_redirect_is_followed(act: Act, mirror: Mirror, folder: Path) -> None:
    mirror.once.append((TEST_IMAGES, act))
    download(SET, folder, mirrors=[mirror.url], patience=BRIEF)
    assert mirror.asked == [*NAMES[:3], *NAMES[2:]]
    assert found(folder) == FILES


def test_that_a_proxy_is_not_asked_for_what_is_on_this_machine(
    mirror: Mirror, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    download(SET, folder, mirrors=[mirror.url], patience=BRIEF)
    assert found(folder) == FILES


def test_that_an_unknown_name_is_refused(folder: Path) -> None:
    with pytest.raises(EngineError, match="Did you mean 'mnist'"):
        download("minst", folder)
    assert not folder.exists()


# -- mirrors that misbehave --------------------------------------------------------------------------------


@pytest.mark.parametrize(("act", "code"), BAD.items(), ids=[act.__name__ for act in BAD])
def test_that_a_bad_mirror_leaves_nothing_behind_but_a_sentence(
    act: Act, code: str, mirror: Mirror, folder: Path
) -> None:
    mirror.behave(act)
    error = failure(folder, mirror.url, patience=HASTY if code == "stalled" else BRIEF)
    assert error.code == code
    assert error.message.startswith("MNIST was not downloaded: ")
    assert "Nothing was changed." in error.message
    assert TRAIN_IMAGES in error.detail
    assert found(folder) == {}


def test_that_the_detail_says_how_much_of_a_file_came(mirror: Mirror, folder: Path) -> None:
    mirror.behave(bad_mirror.truncated)
    size = len(FILES[TRAIN_IMAGES])
    attempt = (
        f"{TRAIN_IMAGES} from 127.0.0.1: the connection broke off ({size // 2:,} of {size:,} bytes came)"
    )
    assert failure(folder, mirror.url).detail == f"{attempt}\n{attempt}"


@pytest.mark.parametrize(("act", "code"), BAD.items(), ids=[act.__name__ for act in BAD])
def test_that_the_next_mirror_helps_out(act: Act, code: str, mirror: Mirror, folder: Path) -> None:
    mirror.behave(act)
    patience = HASTY if code == "stalled" else BRIEF
    with serving(FILES) as good:
        download(SET, folder, mirrors=[mirror.url, good.url], patience=patience)
        assert good.asked == list(NAMES)
    assert found(folder) == FILES
    # Whoever has failed once is not asked first for the next file.
    assert set(mirror.asked) == {TRAIN_IMAGES}


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("act", [bad_mirror.truncated, bad_mirror.other_content, bad_mirror.endless])
def test_that_a_download_goes_on_where_the_last_one_ended(
    act: Act, place: int, mirror: Mirror, folder: Path
) -> None:
    mirror.behave(act, NAMES[place])
    error = failure(folder, mirror.url)
    assert found(folder) == {name: FILES[name] for name in NAMES[:place]}
    kept = f"Files that came, and are kept: {place}." if place else "Nothing was changed."
    assert kept in error.message
    mirror.acts.clear()
    mirror.asked.clear()
    download(SET, folder, mirrors=[mirror.url])
    assert mirror.asked == list(NAMES[place:])
    assert found(folder) == FILES


@pytest.mark.parametrize(
    ("act", "silence_s"),
    [
        (bad_mirror.server_fault, 10.0),
        (bad_mirror.truncated, 10.0),
        (bad_mirror.truncated_without_a_length, 10.0),
        (bad_mirror.hanging_up, 10.0),
        (bad_mirror.stalled_in_the_middle, 0.4),
    ],
)
def test_that_what_may_pass_is_tried_again(act: Act, silence_s: float, mirror: Mirror, folder: Path) -> None:
    mirror.once.append((TRAIN_IMAGES, act))
    download(SET, folder, mirrors=[mirror.url], patience=replace(BRIEF, silence_s=silence_s))
    assert mirror.asked == [TRAIN_IMAGES, *NAMES]
    assert found(folder) == FILES


@pytest.mark.parametrize("act", [bad_mirror.not_found, bad_mirror.other_content, bad_mirror.login_page])
def test_that_what_will_not_pass_is_not_tried_again(act: Act, mirror: Mirror, folder: Path) -> None:
    mirror.behave(act)
    failure(folder, mirror.url)
    assert mirror.asked == [TRAIN_IMAGES]


def test_that_a_server_that_never_answers_is_not_asked_again(mirror: Mirror, folder: Path) -> None:
    # A wall that swallows everything would otherwise hold the class up for minutes.
    mirror.behave(bad_mirror.stalled_from_the_start)
    assert failure(folder, mirror.url, patience=replace(HASTY, attempts=3)).code == "stalled"
    assert mirror.asked == [TRAIN_IMAGES]


def test_that_the_wrong_file_is_never_put_in_place_of_a_right_one(mirror: Mirror, folder: Path) -> None:
    download(SET, folder, mirrors=[mirror.url])
    (folder / TEST_IMAGES).unlink()
    mirror.behave(bad_mirror.other_content)
    failure(folder, mirror.url)
    assert found(folder) == {name: data for name, data in FILES.items() if name != TEST_IMAGES}


def test_that_no_more_is_unpacked_than_the_file_has() -> None:
    unpacked = len(gzip.decompress(bad_mirror.BOMB))
    tracemalloc.start()
    try:
        with pytest.raises(LoadError, match="not the published one"):
            SET.files[0].check(bad_mirror.BOMB)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000 < unpacked / 10


def closed_port() -> str:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{one.getsockname()[1]}/"


def test_that_a_refused_connection_is_named(folder: Path) -> None:
    error = failure(folder, closed_port())
    assert error.code == "refused"
    assert error.message == (
        "MNIST was not downloaded: the connection was refused (127.0.0.1). Nothing was changed. "
        "Try again later, or copy the files from another computer."
    )


@pytest.fixture
def no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """No name is known; numbers are."""
    look_up = socket.getaddrinfo

    def unknown(host: str, *arguments: object, **options: object) -> object:
        if host == "127.0.0.1":
            return look_up(host, *arguments, **options)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)


@pytest.mark.usefixtures("no_names")
def test_that_without_a_network_it_is_said_which_files_to_put_where(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    error = failure(Path("data/mnist"), "https://nowhere.invalid/")
    assert error.code == "offline"
    assert error.message == (
        "No network: MNIST was not downloaded. Nothing was changed. Put train-images-idx3-ubyte.gz, "
        "train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz, t10k-labels-idx1-ubyte.gz into data/mnist"
    )
    far = Path("a-folder-with-a-very-long-name/in-another/of-the-kind/data/mnist")
    error = failure(far, "https://nowhere.invalid/")
    assert error.message == (
        "No network: MNIST was not downloaded. Nothing was changed. Put the images and labels files "
        f"(train and t10k, .gz) into {far}"
    )


@pytest.mark.usefixtures("no_names")
def test_that_a_server_that_answers_says_more_than_a_missing_one(mirror: Mirror, folder: Path) -> None:
    mirror.behave(bad_mirror.login_page)
    error = failure(folder, "https://nowhere.invalid/", mirror.url)
    assert error.code == "web-page"
    assert error.message == (
        "MNIST was not downloaded: a web page came instead of the file (127.0.0.1). Nothing was changed. "
        "The network may want a login: open a browser, log in, and try again."
    )
    assert [line.split(":")[0].split()[-1] for line in error.detail.splitlines()] == [
        "nowhere.invalid", "127.0.0.1",
    ]  # fmt: skip


@pytest.mark.usefixtures("no_names")
@pytest.mark.parametrize(
    "url", ["http://nowhere.invalid/", "http://localhost/", "ftp://127.0.0.1/", "file:///"]
)
def test_that_nothing_is_spoken_but_https(url: str, folder: Path) -> None:
    error = failure(folder, url)
    assert error.code == "refused"
    assert "not secure (https)" in error.message


def test_that_a_proxy_that_wants_a_password_is_named(
    mirror: Mirror, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("no_proxy", "NO_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("https_proxy", mirror.url)
    error = failure(folder, "https://nowhere.invalid/")
    assert error.code == "refused"
    assert "the proxy of this network wants a password" in error.message


# -- being left alone --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "act", [bad_mirror.stalled_in_the_middle, bad_mirror.stalled_from_the_start, bad_mirror.dripping_its_head]
)
def test_that_cancelling_is_heard_at_once_while_a_server_is_silent(
    act: Act, mirror: Mirror, folder: Path
) -> None:
    mirror.behave(act, TEST_IMAGES)
    began = time.monotonic()
    error = failure(folder, mirror.url, patience=LONG, cancelled=lambda: TEST_IMAGES in mirror.asked)
    assert time.monotonic() - began < 60
    assert error.code == "cancelled"
    assert error.message == (
        "The download of MNIST was cancelled. Files that came, and are kept: 2. Start it again any time."
    )
    assert set(found(folder)) == set(NAMES[:2])


def test_that_cancelling_is_heard_in_the_middle_of_a_file(mirror: Mirror, folder: Path) -> None:
    mirror.behave(bad_mirror.stalled_in_the_middle)
    heard: list[Progress] = []
    error = failure(
        folder, mirror.url, patience=LONG, progress=heard.append, cancelled=lambda: bool(heard[1:])
    )
    assert error.code == "cancelled"
    assert 0 < heard[-1].done < SET.files[0].size
    assert found(folder) == {}


def test_that_cancelling_is_heard_between_two_attempts(mirror: Mirror, folder: Path) -> None:
    mirror.behave(bad_mirror.server_fault)
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(len(mirror.asked))
        return asked.count(1) > 20  # the answer has long come

    assert failure(folder, mirror.url, patience=LONG, cancelled=cancelled).code == "cancelled"
    assert mirror.asked == [TRAIN_IMAGES]


def test_that_an_interruption_leaves_nothing_behind(mirror: Mirror, folder: Path) -> None:
    def interrupt(_progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        download(SET, folder, mirrors=[mirror.url], progress=interrupt)
    assert found(folder) == {}


# -- disks that misbehave, and processes that end -----------------------------------------------------------


def test_that_a_disk_that_refuses_is_named(
    mirror: Mirror, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        error = failure(folder, mirror.url)
    assert error.code == "not-saved"
    assert error.message.startswith(f"“{TRAIN_IMAGES}” was not saved: the disk is full.")
    assert found(folder) == {}


def test_that_a_folder_that_cannot_be_made_is_named(mirror: Mirror, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file")
    error = failure(tmp_path / "data" / "mnist", mirror.url)
    assert error.code == "not-saved"
    assert mirror.asked == []
    assert (tmp_path / "data").read_text() == "a file"


KILLED = """
import os, signal, sys
from pathlib import Path
from nnlab.data.download import download
from tests.data.bad_mirror import stand_in

def killed(*_anything):
    os.kill(os.getpid(), signal.SIGKILL)

if sys.argv[3] == "while writing":
    os.fsync = killed
heard = None if sys.argv[3] == "while writing" else lambda progress: progress.done > 200_000 and killed()
download(stand_in(1)[0], Path(sys.argv[1]), mirrors=[sys.argv[2]], progress=heard)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed so on Windows")
@pytest.mark.parametrize("moment", ["while reading", "while writing"])
def test_that_what_a_killed_download_leaves_is_never_used(
    moment: str, mirror: Mirror, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NNLAB_CACHE", str(folder.parent.parent))
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), mirror.url, moment], cwd=ROOT, check=False
    )
    assert ended.returncode < 0
    left = list(folder.iterdir())
    assert [path.suffix for path in left] == ([".tmp"] if moment == "while writing" else [])
    assert store.find(SET) is None
    for path in left:
        os.utime(path, (0, 0))
    download(SET, folder, mirrors=[mirror.url])
    assert found(folder) == FILES
    assert store.find(SET) == folder


# -- trust -------------------------------------------------------------------------------------------------


def test_that_servers_are_verified_by_what_the_system_trusts() -> None:
    context = system_trust()
    assert isinstance(context, truststore.SSLContext)
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


def test_that_a_server_that_does_not_speak_tls_is_refused(mirror: Mirror, folder: Path) -> None:
    error = failure(folder, mirror.url.replace("http:", "https:"))
    assert error.code == "refused"
    assert "no secure connection could be made" in error.message


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a certificate for 127.0.0.1, signed by nobody else, with its key in the same file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("there is no openssl to make a certificate with")
    folder = tmp_path_factory.mktemp("certificate")
    done = subprocess.run(
        [openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", "key.pem", "-out", "certificate.pem", "-days", "2", "-subj", "/CN=a mirror of the tests",
         "-addext", "subjectAltName=IP:127.0.0.1"],
        cwd=folder, capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        pytest.skip("this openssl cannot make such a certificate")
    both = folder / "both.pem"
    both.write_bytes((folder / "certificate.pem").read_bytes() + (folder / "key.pem").read_bytes())
    return both


@pytest.fixture
def secure_mirror(certificate: Path) -> Iterator[Mirror]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(FILES, context) as served:
        yield served


def secure(mirror: Mirror) -> str:
    return mirror.url.replace("http:", "https:")


def test_that_a_certificate_that_nobody_vouches_for_is_named(secure_mirror: Mirror, folder: Path) -> None:
    error = failure(folder, secure(secure_mirror))
    assert error.code == "not-trusted"
    assert error.message == (
        "MNIST was not downloaded: the server's certificate is not trusted (127.0.0.1). Nothing was changed. "
        "Check the clock, and whether the network wants a login, or ask whoever runs it."
    )
    assert secure_mirror.asked == []
    assert found(folder) == {}


needs_openssl_store = pytest.mark.skipif(
    sys.platform in ("win32", "darwin"), reason="this system's store is not named by a variable"
)


@needs_openssl_store
def test_that_a_certificate_that_the_system_trusts_serves(
    secure_mirror: Mirror, certificate: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    download(SET, folder, mirrors=[secure(secure_mirror)])
    assert found(folder) == FILES


@needs_openssl_store
def test_that_a_redirect_from_https_to_http_is_refused_even_to_this_machine(
    secure_mirror: Mirror, mirror: Mirror, certificate: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    secure_mirror.behave(lambda visit, data: visit.say(302, b"", Location=mirror.url + TRAIN_IMAGES))
    error = failure(folder, secure(secure_mirror))
    assert error.code == "refused"
    assert "not secure (https)" in error.message
    assert mirror.asked == []


# -- the real thing ----------------------------------------------------------------------------------------


def test_that_mnist_itself_comes_and_is_recognised(
    folder: Path, real_mnist: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {name: (real_mnist / name).read_bytes() for name in NAMES}
    with serving(files) as served:
        download("mnist", folder, mirrors=[served.url])
    assert found(folder) == files
    monkeypatch.setenv("NNLAB_DATA", str(folder))
    assert (store.find("mnist"), store.find("fashion-mnist")) == (folder, None)
    assert known_set(open_images(folder).split) == "mnist"
