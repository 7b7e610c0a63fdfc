"""Small files of every format that holds pictures, as other programs write them, and their parts."""

import gzip
import io
import pickle
import struct
import zipfile
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

_SOURCE = np.random.default_rng(28)
IMAGES = _SOURCE.integers(0, 256, (6, 4, 4), dtype=np.uint8)
LABELS = np.arange(6, dtype=np.uint8)


def idx_of(array: NDArray[np.uint8]) -> bytes:
    header = struct.pack(f">4B{array.ndim}I", 0, 0, 8, array.ndim, *array.shape)
    return header + array.tobytes()


def npy_of(array: NDArray[np.generic]) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


def npz_of(compressed: bool = True, **arrays: NDArray[np.generic]) -> bytes:
    stream = io.BytesIO()
    (np.savez_compressed if compressed else np.savez)(stream, **arrays)
    return stream.getvalue()


def zip_of(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def csv_of(images: NDArray[np.uint8], labels: NDArray[np.uint8], header: str = "", end: str = "\n") -> bytes:
    rows = [",".join(map(str, (label, *image.ravel()))) for image, label in zip(images, labels, strict=True)]
    return (end.join([header] * bool(header) + rows) + end).encode("ascii")


def three_pairs(
    images: NDArray[np.uint8], labels: NDArray[np.uint8], scale: int = 256
) -> tuple[tuple[NDArray[np.float32], NDArray[np.int64]], ...]:
    """Split into training, validation and test as mnist.pkl is, with pixels divided by `scale`."""
    pixels = (images.reshape(len(images), -1) / scale).astype(np.float32)
    classes = labels.astype(np.int64)
    bounds = (0, len(images) // 2, len(images) * 2 // 3, len(images))
    return tuple((pixels[a:b], classes[a:b]) for a, b in pairwise(bounds))


def python_2_pickle(pairs: tuple[tuple[NDArray[np.generic], ...], ...]) -> bytes:
    """Write pairs of arrays as Python 2 wrote mnist.pkl: protocol 2, texts and bytes alike as byte strings."""

    def text(value: bytes) -> bytes:
        return b"U" + bytes([len(value)]) + value

    def whole(number: int) -> bytes:
        return b"K" + bytes([number]) if number < 256 else b"J" + struct.pack("<i", number)

    def array_of(array: NDArray[np.generic]) -> bytes:
        shape = b"(" + b"".join(map(whole, array.shape)) + b"t"
        kind = text(array.dtype.str[1:].encode())
        element = b"cnumpy\ndtype\nq\x07" + kind + b"K\x00K\x01\x87R"
        element += (
            b"(K\x03" + text(array.dtype.str[:1].encode()) + b"NNNJ\xff\xff\xff\xffJ\xff\xff\xff\xffK\x00tb"
        )
        content = array.tobytes()
        state = b"(K\x01" + shape + element + b"\x89T" + struct.pack("<I", len(content)) + content + b"tb"
        start = (
            b"cnumpy.core.multiarray\n_reconstruct\nq\x01cnumpy\nndarray\nq\x02K\x00\x85q\x03U\x01b\x87Rq\x04"
        )
        return start + state

    body = b"".join(b"".join(map(array_of, pair)) + b"\x86" for pair in pairs)
    return b"\x80\x02(" + body + b"tq\x09."


def all_kinds() -> dict[str, bytes]:
    """Return one small file of every kind that `parse_content` reads."""
    pairs = three_pairs(IMAGES, LABELS)
    keras = {"x_train": IMAGES, "y_train": LABELS, "x_test": IMAGES[:2], "y_test": LABELS[:2]}
    kinds = {
        "idx pictures": idx_of(IMAGES),
        "idx labels": idx_of(LABELS),
        "npz": npz_of(**keras),
        "npz stored": npz_of(compressed=False, **keras),
        "csv": csv_of(IMAGES, LABELS),
        "csv header": csv_of(
            IMAGES, LABELS, header="label," + ",".join(f"p{i}" for i in range(16)), end="\r\n"
        ),
        "pkl python 2": python_2_pickle(pairs),
    }
    kinds |= {f"pkl {protocol}": pickle.dumps(pairs, protocol) for protocol in (2, 3, 4, 5)}
    packed = ("idx pictures", "csv", "pkl python 2")
    return kinds | {f"{name} gz": gzip.compress(kinds[name], mtime=0) for name in packed}
