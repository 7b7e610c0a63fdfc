"""The data sets that can be downloaded: which files they have, where those are kept, and how they are recognised.

Every public mirror serves the same content, but not always in the same gzip wrapper. So what is published as
sha256 of the content is checked there, and any wrapper will do; the md5 of a wrapper is checked where nothing
better was ever published.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from nnlab.engine.errors import unknown_name
from nnlab.files import LoadError, gunzip
from nnlab.files.formats import Format, sniff

TRAIN_IMAGES = "train-images-idx3-ubyte.gz"
TRAIN_LABELS = "train-labels-idx1-ubyte.gz"
TEST_IMAGES = "t10k-images-idx3-ubyte.gz"
TEST_LABELS = "t10k-labels-idx1-ubyte.gz"


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """One gzipped file as it is published.

    name            of the file, on every mirror and on the disk
    size            bytes of the published wrapper; other wrappers of the same content may differ a little
    content_size    bytes of the content
    content_sha256  of the content, or None where it was not published
    wrapper_md5     of the published wrapper, or None where any wrapper of the right content serves
    """

    name: str
    size: int
    content_size: int
    content_sha256: str | None = None
    wrapper_md5: str | None = None

    @property
    def content_name(self) -> str:
        """The name of the unpacked file."""
        return self.name.removesuffix(".gz")

    @property
    def most_bytes(self) -> int:
        """The longest wrapper that is taken."""
        return self.size + self.size // 4 + 4096

    def check(self, data: bytes) -> None:
        """Raise LoadError unless `data` is this file: 'web-page', 'broken-off' or 'wrong-content'.

        Never more than the published content is unpacked, whatever `data` claims.
        """
        if sniff(data) is Format.WEB_PAGE:
            raise LoadError("web-page", "This is a web page, not a data file. Download it again.")
        self.check_content_of(data)
        if self.wrapper_md5 not in (None, hashlib.md5(data, usedforsecurity=False).hexdigest()):
            raise _wrong("its md5 is not the published one")

    def check_content_of(self, data: bytes) -> None:
        """Raise LoadError unless `data` is a gzip archive of this content, in whatever wrapper."""
        try:
            content = gunzip(data, self.content_size)
        except LoadError as fault:
            if fault.code == "truncated" or not data:
                raise LoadError("broken-off", "The file ends too early. Download it again.") from fault
            raise _wrong(f"it cannot be unpacked: {fault.message} {fault.detail}") from fault
        self.check_content(content)

    def check_content(self, content: bytes | memoryview) -> None:
        """Raise LoadError unless `content` is that of this file, unpacked."""
        if len(content) != self.content_size:
            raise _wrong(f"its content is not {self.content_size:,} bytes long")
        if self.content_sha256 not in (None, hashlib.sha256(content).hexdigest()):
            raise _wrong("the sha256 of its content is not the published one")


def _wrong(why: str) -> LoadError:
    return LoadError("wrong-content", "The content is not the published one. Download it again.", why)


@dataclass(frozen=True, slots=True)
class PublishedSet:
    """A data set of four files: training pictures and labels, test pictures and labels, in this order.

    `mirrors` are the folders of the web that hold the files, each ending with '/', the best one first.
    """

    name: str
    title: str
    files: tuple[PublishedFile, ...]
    mirrors: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many bytes a download has."""
        return sum(file.size for file in self.files)

    @property
    def train_labels(self) -> PublishedFile:
        """The small file that tells this set from others with the same file names."""
        return self.files[1]


MNIST = PublishedSet(
    "mnist",
    "MNIST",
    (
        PublishedFile(
            TRAIN_IMAGES,
            9_912_422,
            47_040_016,
            content_sha256="ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        ),
        PublishedFile(
            TRAIN_LABELS,
            28_881,
            60_008,
            content_sha256="65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        ),
        PublishedFile(
            TEST_IMAGES,
            1_648_877,
            7_840_016,
            content_sha256="0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        ),
        PublishedFile(
            TEST_LABELS,
            4_542,
            10_008,
            content_sha256="ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        ),
    ),
    (
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
    ),
)

# The publisher's own bucket answers on plain http only, which nnlab does not speak.
FASHION_MNIST = PublishedSet(
    "fashion-mnist",
    "Fashion-MNIST",
    (
        PublishedFile(TRAIN_IMAGES, 26_421_880, 47_040_016, wrapper_md5="8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
        PublishedFile(
            TRAIN_LABELS,
            29_515,
            60_008,
            content_sha256="bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            wrapper_md5="25c81989df183df01b3e8a0aad5dffbe",
        ),
        PublishedFile(TEST_IMAGES, 4_422_102, 7_840_016, wrapper_md5="bef4ecab320f06d8554ea6380940ec79"),
        PublishedFile(
            TEST_LABELS,
            5_148,
            10_008,
            content_sha256="0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
            wrapper_md5="bb300cfdad3c16e7a12a480ee83cd310",
        ),
    ),
    ("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",),
)

PUBLISHED = (MNIST, FASHION_MNIST)


def published(name: str, sets: Sequence[PublishedSet] = PUBLISHED) -> PublishedSet:
    """Return the data set `name` that can be downloaded, one of `sets`; raises EngineError for another name."""
    for candidate in sets:
        if candidate.name == name:
            return candidate
    raise unknown_name("data set", name, [candidate.name for candidate in sets])
