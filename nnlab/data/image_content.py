"""What one file with pictures holds: recognised by its content, checked, and brought to bytes."""

import math
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from nnlab.data.images import ImageSplit, LabelledImages
from nnlab.files import PickleValue, gunzip, limits, parse_byte_table, parse_idx, parse_npz, parse_pickle
from nnlab.files.errors import LoadError, counted, quoted
from nnlab.files.formats import Format, advice_about, sniff
from nnlab.files.gunzip import is_gzip
from nnlab.files.patience import Cancelled, check
from nnlab.files.reading import FileKind, open_untrusted

_Bytes: TypeAlias = NDArray[np.uint8]
_Array = TypeVar("_Array", bound=NDArray[Any])

_SNIFFED_BYTES = 1 << 16
# Pictures and labels to train on, pictures and labels to test with: Keras, plain, and the dictionary of a textbook.
_ARRAY_NAMES = (
    ("x_train", "y_train", "x_test", "y_test"),
    ("x", "y", "", ""),
    ("train_img", "train_label", "test_img", "test_label"),
)
# The lecture notes divide by either.
_PIXEL_SCALES = (256, 255)
_NUMBERS_AT_ONCE = 1 << 20
_ROUNDING = 1e-3


@dataclass(frozen=True, slots=True, eq=False)
class Pictures:
    """Pictures whose labels are in another file: (N, height, width)."""

    images: _Bytes


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """Labels whose pictures are in another file: (N,)."""

    labels: _Bytes


@dataclass(frozen=True, slots=True, eq=False)
class Labelled:
    """Pictures with their labels; kind is 'npz', 'csv' or 'pkl'."""

    kind: str
    split: ImageSplit


Content: TypeAlias = Pictures | Labels | Labelled


def parse_content(data: bytes, *, cancelled: Cancelled | None = None) -> Content:
    """Return the pictures or labels in `data`: IDX, a Keras .npz, CSV or mnist.pkl, gzipped or not.

    Raises only LoadError, also when `cancelled`.
    """
    content = gunzip(data, cancelled=cancelled) if is_gzip(data) else memoryview(data)
    found = sniff(bytes(content[:_SNIFFED_BYTES]))
    match found:
        case Format.IDX:
            return _idx_part(parse_idx(content))
        case Format.ZIP:
            return Labelled("npz", _named_split(parse_npz(content, cancelled=cancelled), cancelled))
        case Format.PICKLE:
            return Labelled("pkl", _pickled_split(parse_pickle(content, cancelled=cancelled), cancelled))
        case Format.TEXT:
            table = parse_byte_table(content, cancelled=cancelled)
            return Labelled("csv", ImageSplit(labelled(as_pictures(table.pixels), table.labels)))
    raise LoadError("wrong-kind", f"This is {found.value}, not pictures with labels. {advice_about(found)}")


def read_content(path: str | os.PathLike[str], cancelled: Cancelled) -> Content:
    """Return the pictures or labels in the file at `path`. Raises only LoadError, which begins with the file's name."""
    kind = FileKind(
        "pictures with labels",
        partial(parse_content, cancelled=cancelled),
        limits.IMAGE_FILE_BYTES,
        frozenset({Format.TEXT, Format.ZIP, Format.GZIP, Format.PICKLE, Format.IDX}),
    )
    return open_untrusted(path, kind, cancelled=cancelled)


def labelled(images: _Bytes, labels: _Bytes) -> LabelledImages:
    """Return pictures (N, height, width) with their labels (N,). Raises LoadError when the counts differ."""
    if len(images) != len(labels):
        what = f"It has {counted(len(images), 'picture')} but {counted(len(labels), 'label')}"
        raise LoadError("counts", f"{what}: they do not belong together. Choose another file.")
    return LabelledImages(images, labels)


def split_of(train: LabelledImages, test: LabelledImages | None) -> ImageSplit:
    """Return both together. Raises LoadError when they have pictures of different sizes."""
    if test is not None and train.images.shape[1:] != test.images.shape[1:]:
        sizes = [" × ".join(map(str, part.images.shape[:0:-1])) for part in (train, test)]
        what = f"The pictures to train on have {sizes[0]} pixels, those to test with {sizes[1]}"
        raise LoadError("picture-size", f"{what}. Choose files that belong together.")
    return ImageSplit(train, test)


def as_pictures(array: NDArray[Any], cancelled: Cancelled | None = None) -> _Bytes:
    """Return bytes of shape (N, height, width) or (N, pixels of a square) as pictures, read-only.

    Raises LoadError for other shapes and types, beyond 4096 pixels or 200 000 pictures, and when `cancelled`.
    """
    if array.dtype != np.uint8:
        what = f"Its pictures consist of {array.dtype}, but bytes (uint8, 0 to 255) are needed"
        raise LoadError("picture-type", f"{what}. Save them as uint8.")
    shape = array.shape
    if len(shape) == 2 and math.isqrt(shape[1]) ** 2 == shape[1]:
        shape = (shape[0], math.isqrt(shape[1]), math.isqrt(shape[1]))
    if len(shape) != 3 or 0 in shape:
        what = f"Its pictures have the shape {array.shape}, but (count, height, width) is needed"
        raise LoadError("picture-shape", f"{what}. Choose another file.")
    if shape[1] * shape[2] > limits.BYTE_TABLE_PIXELS:
        what = f"Its pictures have {shape[2]:,} × {shape[1]:,} pixels, and at most 64 × 64 are read"
        raise LoadError("too-large", f"{what}. Choose another file.")
    if shape[0] > limits.BYTE_TABLE_ROWS:
        what = f"It has {shape[0]:,} pictures, and at most {limits.BYTE_TABLE_ROWS:,} are read"
        raise LoadError("too-large", f"{what}. Choose a smaller file.")
    return _frozen(_in_rows(array, cancelled).reshape(shape))


def as_labels(array: NDArray[Any]) -> _Bytes:
    """Return whole numbers from 0 to 255, (N,), as labels, read-only. Raises LoadError for anything else."""
    if array.ndim != 1 or array.dtype.kind not in "ui":
        what = f"Its labels are {array.dtype} of shape {array.shape}"
        raise LoadError(
            "label-type", f"{what}, but one whole number for each picture is needed. Save them so."
        )
    if array.min() < 0 or array.max() > 255:
        what = f"Its labels go from {array.min()} to {array.max()}, but classes are bytes: 0 to 255"
        raise LoadError("label-range", f"{what}. Choose another file.")
    return _frozen(array.astype(np.uint8, copy=False))


def _idx_part(array: _Bytes) -> Content:
    if array.ndim == 1:
        return Labels(as_labels(array))
    if array.ndim == 3:
        return Pictures(as_pictures(array))
    what = f"It has {array.ndim} dimensions, but pictures have three and labels one"
    raise LoadError("idx-shape", f"{what}. Choose another file.")


def _named_split(arrays: Mapping[str, NDArray[Any]], cancelled: Cancelled | None) -> ImageSplit:
    """Return the pictures among arrays with the names that are customary."""
    for names in _ARRAY_NAMES:
        if names[0] in arrays or names[1] in arrays:
            train = _named_part(arrays, names[0], names[1], cancelled)
            if train is not None:
                return split_of(train, _named_part(arrays, names[2], names[3], cancelled))
    listed = ", ".join(sorted(arrays)[:5])
    what = f"It has arrays named {quoted(listed)}, but x_train and y_train, or x and y, are needed"
    raise LoadError("array-names", f"{what}. Choose another file.")


def _named_part(
    arrays: Mapping[str, NDArray[Any]], pictures: str, labels: str, cancelled: Cancelled | None
) -> LabelledImages | None:
    if pictures not in arrays and labels not in arrays:
        return None
    if labels not in arrays:
        message = f"These are pictures without labels: {pictures} is there, {labels} is missing."
        raise LoadError("no-labels", f"{message} Choose another file.")
    if pictures not in arrays:
        message = f"These are labels without pictures: {labels} is there, {pictures} is missing."
        raise LoadError("no-pictures", f"{message} Choose another file.")
    return labelled(as_pictures(arrays[pictures], cancelled), as_labels(arrays[labels]))


def _pickled_split(value: PickleValue, cancelled: Cancelled | None) -> ImageSplit:
    """Return what a pickle of two or three pairs holds: training, validation if there is one, test."""
    if isinstance(value, dict):
        arrays = {name: part for name, part in value.items() if isinstance(part, np.ndarray)}
        return _named_split(arrays, cancelled)
    if not isinstance(value, tuple) or len(value) not in (2, 3):
        raise _unknown_pickle()
    pixels: list[NDArray[Any]] = []
    labels: list[_Bytes] = []
    for pair in value:
        match pair:
            case (np.ndarray() as images, np.ndarray() as classes):
                pixels.append(images)
                labels.append(as_labels(classes))
            case _:
                raise _unknown_pickle()
    parts = [
        labelled(as_pictures(one, cancelled), classes)
        for one, classes in zip(_as_bytes(pixels, cancelled), labels, strict=True)
    ]
    return split_of(_joined(parts[:-1]), parts[-1])


def _unknown_pickle() -> LoadError:
    message = "It does not hold pairs of pictures and labels as mnist.pkl does. Choose another file."
    return LoadError("pickle-content", message)


def _joined(parts: Sequence[LabelledImages]) -> LabelledImages:
    """Return the pictures of all parts in their order: what was split off for validation was at the end."""
    if len(parts) == 1:
        return parts[0]
    split_of(parts[0], parts[1])
    images = as_pictures(np.concatenate([part.images for part in parts]))
    return LabelledImages(images, np.concatenate([part.labels for part in parts]))


def _as_bytes(arrays: Sequence[NDArray[Any]], cancelled: Cancelled | None) -> list[_Bytes]:
    """Return pixels as the bytes they were before they were divided by 256 or 255."""
    if all(array.dtype.kind != "f" for array in arrays):
        return list(arrays)
    for scale in _PIXEL_SCALES:
        pixels = [_multiplied(array, scale, cancelled) for array in arrays]
        complete = [array for array in pixels if array is not None]
        if len(complete) == len(pixels):
            return complete
    message = "Its pixels are neither bytes divided by 255 nor by 256. Choose another file."
    raise LoadError("pixel-scale", message)


def _multiplied(array: NDArray[Any], scale: int, cancelled: Cancelled | None) -> _Bytes | None:
    """Return pixels times `scale`, or None when these are not whole numbers from 0 to 255."""
    if array.ndim < 2 or array.dtype.kind != "f":
        return None
    pixels = np.empty(array.shape, dtype=np.uint8)
    rows = _rows_at_once(array)
    for start in range(0, len(array), rows):
        check(cancelled)
        # What is not finite fails the comparison.
        with np.errstate(over="ignore", invalid="ignore"):
            numbers = array[start : start + rows] * scale
            whole = np.rint(numbers)
            if not (np.abs(numbers - whole) <= _ROUNDING).all() or whole.min() < 0 or whole.max() > 255:
                return None
        pixels[start : start + rows] = whole
    return pixels


def _in_rows(array: NDArray[Any], cancelled: Cancelled | None) -> NDArray[Any]:
    """Return the array itself, or copied so that the last index runs fastest."""
    if array.flags.c_contiguous:
        return array
    copy = np.empty(array.shape, dtype=array.dtype)
    rows = _rows_at_once(array)
    for start in range(0, len(array), rows):
        check(cancelled)
        copy[start : start + rows] = array[start : start + rows]
    return copy


def _rows_at_once(array: NDArray[Any]) -> int:
    return max(1, _NUMBERS_AT_ONCE // math.prod(array.shape[1:]))


def _frozen(array: _Array) -> _Array:
    array.flags.writeable = False
    return array
