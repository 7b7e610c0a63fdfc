"""Picture files: PNG, JPEG, BMP, GIF, WebP and the PNM family, as grey pixels. Decoding is Pillow's, and bounded."""

import io
import os
import warnings
from functools import partial

import numpy as np
from numpy.typing import NDArray

# Pillow loads further decoders on demand, and there are dozens. Those loaded here are all that are asked.
from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageOps,
    JpegImagePlugin,
    PngImagePlugin,
    PpmImagePlugin,
    UnidentifiedImageError,
    WebPImagePlugin,
)

from nnlab.data.pnm_files import read_levels, unusual_header
from nnlab.files import Cancelled, FileKind, Format, LoadError, open_untrusted
from nnlab.files.limits import MIB
from nnlab.files.patience import check, timed

PICTURE_BYTES = 32 * MIB
PICTURE_PIXELS = 40_000_000  # a photo of a good telephone has 12 million
DEEP_PIXELS = (
    16_000_000  # of more than a byte for each colour, or with transparency: they are converted as a whole
)
PICTURE_SIDE = 20_000  # pixels: decoders keep something for every row
PNM_TEXT_BYTES = MIB  # numbers written out, which are slow to read
MOST_SCANS = 64  # of a progressive JPEG, which has about ten; each goes over all of the picture again
MOST_SIDE = 1600  # pixels: larger pictures are reduced, which no drawing suffers from

_FORMATS = tuple(
    plugin.format
    for plugin in (
        PngImagePlugin.PngImageFile,
        JpegImagePlugin.JpegImageFile,
        BmpImagePlugin.BmpImageFile,
        GifImagePlugin.GifImageFile,
        WebPImagePlugin.WebPImageFile,
        PpmImagePlugin.PpmImageFile,
    )
)
_SIXTEEN_BITS = 65535
_START_OF_SCAN = b"\xff\xda"  # which packed numbers never contain


def load_picture(path: str | os.PathLike[str], *, cancelled: Cancelled | None = None) -> NDArray[np.uint8]:
    """Return the picture in the file at `path` as grey pixels (H, W), 0 black to 255 white.

    At most 1600 pixels a side; upright as the camera was held; the first of several pictures; what is transparent
    is white paper, or black where nothing but white would be left. It takes at most ten seconds; `cancelled` is
    asked now and then whether to end. Raises only LoadError.
    """
    cancelled = timed(cancelled)
    kind = FileKind(
        "a picture",
        partial(parse_picture, cancelled=cancelled),
        PICTURE_BYTES,
        # BMP and WebP have no signature among ours, and a PNM picture may be plain text.
        frozenset({Format.IMAGE, Format.BINARY, Format.TEXT}),
    )
    return open_untrusted(path, kind, cancelled=cancelled)


def parse_picture(data: bytes, *, cancelled: Cancelled | None = None) -> NDArray[np.uint8]:
    """Return the picture in `data` as `load_picture` does. Raises only LoadError, also when `cancelled`."""
    if data[:2] in (b"P1", b"P2", b"P3") and len(data) > PNM_TEXT_BYTES:
        raise _too_many_pixels("numbers written out as text")
    with warnings.catch_warnings():
        # Pillow remarks on much that does no harm here; bounds are checked before anything is decoded.
        warnings.simplefilter("ignore")
        try:
            header = unusual_header(data)
            if header is not None:
                _check_pixels(header.width, header.height, deep=header.full > 255)
                return _gray(Image.fromarray(read_levels(data, header, cancelled)))
            if data.startswith(b"\xff\xd8") and data.count(_START_OF_SCAN) > MOST_SCANS:
                what = "The picture is packed in far too many layers. Save it again or choose another file."
                raise LoadError("too-large", what)
            with Image.open(_Stream(data, cancelled), formats=_FORMATS) as image:
                _check_pixels(*image.size, deep=image.mode not in ("1", "L", "P", "RGB"))
                image.verify()
            # What has been verified has to be opened again.
            with Image.open(_Stream(data, cancelled), formats=_FORMATS) as image:
                image.draft("L", (MOST_SIDE, MOST_SIDE))  # a JPEG is decoded smaller, and so in less memory
                return _gray(image)
        except LoadError:
            raise
        except UnidentifiedImageError as fault:
            what = "It is not a picture that nnlab can read. Save it as PNG or JPEG."
            raise LoadError("not-a-picture", what, str(fault)) from fault
        except Image.DecompressionBombError as fault:
            raise _too_many_pixels(str(fault)) from fault
        except Exception as fault:  # decoders of damaged files let all kinds of errors through
            detail = f"{type(fault).__name__}: {fault}"
            raise LoadError(
                "damaged", "The picture is damaged. Save it again or choose another file.", detail
            ) from fault


class _Stream(io.BytesIO):
    """The bytes of a picture; as decoders ask for more of them, it is asked whether to go on."""

    def __init__(self, data: bytes, cancelled: Cancelled | None) -> None:
        super().__init__(data)
        self._cancelled = cancelled

    def read(self, size: int | None = -1, /) -> bytes:
        check(self._cancelled)
        return super().read(size)


def _check_pixels(width: int, height: int, *, deep: bool) -> None:
    if width * height > (DEEP_PIXELS if deep else PICTURE_PIXELS) or max(width, height) > PICTURE_SIDE:
        raise _too_many_pixels(f"{width} × {height}")


def _too_many_pixels(detail: str) -> LoadError:
    what = "The picture has too many pixels. Make it smaller: a photo of a telephone is large enough."
    return LoadError("too-large", what, detail)


def _gray(image: Image.Image) -> NDArray[np.uint8]:
    if image.mode.startswith(("I", "F")):
        image = _from_deep_pixels(image)
    factor = -(-max(image.size) // MOST_SIDE)
    if image.has_transparency_data:
        image = _reduced(ImageOps.exif_transpose(image).convert("RGBA"), factor)
        on_white = _laid_on(image, 255)
        # White chalk on nothing: on white paper there would be nothing to be seen.
        return on_white if np.ptp(on_white) > 0 else _laid_on(image, 0)
    return np.array(_reduced(ImageOps.exif_transpose(image).convert("L"), factor))


def _from_deep_pixels(image: Image.Image) -> Image.Image:
    """Return a picture of more than 8 bits for a pixel with 8: whole numbers go to 65535, as in PNG and PGM."""
    return Image.fromarray(
        (np.asarray(image, dtype=np.float32).clip(0, _SIXTEEN_BITS) / 257).astype(np.uint8)
    )


def _reduced(image: Image.Image, factor: int) -> Image.Image:
    return image.reduce(factor) if factor > 1 else image


def _laid_on(image: Image.Image, level: int) -> NDArray[np.uint8]:
    paper = Image.new("RGBA", image.size, (level, level, level, 255))
    return np.array(Image.alpha_composite(paper, image).convert("L"))
