"""Picture files: what is read, how it turns grey, and what is refused with a sentence."""

import io
import time
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nnlab.data.picture_files import MOST_SIDE, PICTURE_PIXELS, load_picture, parse_picture
from nnlab.files import LoadError, limits


def corner(width: int = 40, height: int = 30) -> Image.Image:
    """Return a white picture whose upper left quarter is black."""
    picture = Image.new("L", (width, height), 255)
    picture.paste(0, (0, 0, width // 2, height // 2))
    return picture


def saved(picture: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def is_corner(gray: np.ndarray) -> bool:
    height, width = gray.shape
    quarters = [gray[:: height - 1, :: width - 1].ravel().tolist()]
    return gray.dtype == np.uint8 and np.allclose(quarters, [0, 255, 255, 255], atol=6)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "GIF", "WEBP", "PPM"])
def test_that_the_usual_formats_are_read(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"corner.{kind.lower()}"
    path.write_bytes(saved(corner(), kind))
    gray = load_picture(path)
    assert gray.shape == (30, 40)
    assert is_corner(gray)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "YCbCr", "I;16"])
def test_that_colours_of_every_kind_turn_grey(mode: str) -> None:
    picture = corner()
    if mode == "I;16":
        picture = Image.fromarray(np.asarray(picture).astype(np.uint16) * 257)
    data = saved(
        picture if mode == "I;16" else picture.convert(mode), "JPEG" if mode in ("CMYK", "YCbCr") else "PNG"
    )
    assert is_corner(parse_picture(data))


def test_that_a_progressive_jpeg_is_read_and_one_of_countless_scans_is_not() -> None:
    data = saved(corner(), "JPEG", progressive=True)
    assert is_corner(parse_picture(data))
    last = data.rindex(b"\xff\xda")
    bomb = data[:last] + 200 * data[last:-2] + data[-2:]
    with pytest.raises(LoadError, match="far too many layers"):
        parse_picture(bomb)


def test_that_what_is_transparent_is_white_paper() -> None:
    ink = Image.merge("LA", (Image.new("L", (40, 30), 0), Image.eval(corner(), lambda level: 255 - level)))
    assert is_corner(parse_picture(saved(ink)))


def test_that_white_chalk_on_nothing_is_seen_on_black() -> None:
    chalk = Image.merge("LA", (Image.new("L", (40, 30), 255), corner()))
    assert is_corner(parse_picture(saved(chalk)))


def test_that_a_photo_is_turned_as_the_camera_was_held() -> None:
    turned = corner().transpose(Image.Transpose.ROTATE_90)
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees clockwise
    gray = parse_picture(saved(turned, "JPEG", exif=exif))
    assert gray.shape == (30, 40)
    assert is_corner(gray)


def test_that_a_large_picture_is_reduced() -> None:
    for kind in ("PNG", "JPEG"):
        gray = parse_picture(saved(corner(4000, 3000), kind))
        assert max(gray.shape) <= MOST_SIDE
        assert gray.shape[1] / gray.shape[0] == pytest.approx(4 / 3, rel=0.01)
        assert is_corner(gray)


def test_that_the_first_of_several_pictures_is_taken() -> None:
    data = saved(corner(), "GIF", save_all=True, append_images=[Image.new("L", (40, 30), 0)])
    assert is_corner(parse_picture(data))


# -- what is refused ---------------------------------------------------------------------------------------


def refusal(data: bytes) -> str:
    with pytest.raises(LoadError) as caught:
        parse_picture(data)
    return caught.value.message


@pytest.mark.parametrize("data", [b"hello", b"\0" * 400, b"%!PS-Adobe-3.0 EPSF-3.0", b"P9 1 1 255 x"])
def test_that_what_is_no_picture_is_refused(data: bytes) -> None:
    assert refusal(data) == "It is not a picture that nnlab can read. Save it as PNG or JPEG."


@pytest.mark.parametrize("kind", ["TIFF", "ICO", "TGA", "PCX", "EPS"])
def test_that_no_other_decoder_is_asked(kind: str) -> None:
    assert "not a picture that nnlab can read" in refusal(saved(corner(), kind))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "PPM"])
def test_that_half_a_picture_is_refused(kind: str) -> None:
    rng = np.random.default_rng(0)
    data = saved(Image.fromarray(rng.integers(0, 256, (90, 90), dtype=np.uint8)), kind)
    assert "damaged" in refusal(data[: len(data) // 2])


def test_that_a_flipped_bit_of_a_png_is_noticed() -> None:
    data = bytearray(saved(corner(200, 200)))
    data[len(data) // 2] ^= 1
    assert "damaged" in refusal(bytes(data))


@pytest.mark.parametrize("side", [6400, 30_000, 60_000])
def test_that_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(side: int) -> None:
    assert side * side > PICTURE_PIXELS
    bomb = b"P5 %d %d 255\n" % (side, side) + b"\0" * 100
    assert "too many pixels" in refusal(bomb)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "GIF", "WEBP", "PPM"])
def test_that_mutants_raise_nothing_but_load_errors(kind: str) -> None:
    rng = np.random.default_rng(7)
    whole = saved(Image.fromarray(rng.integers(0, 256, (24, 24, 3), dtype=np.uint8)), kind)
    for _ in range(150):
        mutant = bytearray(whole)
        for at in rng.integers(0, min(len(mutant), 200), rng.integers(1, 6)):
            mutant[at] = rng.integers(0, 256)
        with suppress(LoadError):
            gray = parse_picture(bytes(mutant[: rng.integers(1, len(mutant) + 1)]))
            assert gray.dtype == np.uint8
            assert max(gray.shape) <= MOST_SIDE


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "PPM"])
def test_that_decoding_asks_as_it_goes_and_ends_when_it_is_cancelled(kind: str) -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (700, 900), dtype=np.uint8)
    data = saved(Image.fromarray(pixels), kind)
    asked: list[bool] = []
    parse_picture(data, cancelled=lambda: bool(asked.append(False)))
    for last in (1, len(asked)):
        answers = iter([False] * (last - 1) + [True])
        with pytest.raises(LoadError) as caught:
            parse_picture(data, cancelled=lambda answers=answers: next(answers))
        assert caught.value.code == "cancelled"


def test_that_a_picture_that_takes_too_long_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "seven.png").write_bytes(saved(corner()))
    monkeypatch.setattr(limits, "LOAD_SECONDS", 0.0)
    with pytest.raises(LoadError, match="takes longer than"):
        load_picture(tmp_path / "seven.png")


def pnm(array: np.ndarray, full: int, remark: bytes = b"") -> bytes:
    kind = b"P5" if array.ndim == 2 else b"P6"
    size = b"%d %d" % (array.shape[1], array.shape[0])
    return (
        kind
        + b"\n"
        + remark
        + size
        + b"\n%d\n" % full
        + array.astype(">u2" if full > 255 else np.uint8).tobytes()
    )


@pytest.mark.parametrize("full", [1, 63, 100, 254, 1000, 4095, 65535])
@pytest.mark.parametrize("remark", [b"", b"# a camera\n"])
def test_that_levels_up_to_any_full_one_are_brought_to_bytes(full: int, remark: bytes) -> None:
    levels = np.linspace(0, full, 40).round().reshape(5, 8)
    expected = np.rint(levels * (255 / full))
    gray = parse_picture(pnm(levels, full, remark))
    assert np.abs(gray - expected).max() <= 1
    colors = np.repeat(levels[..., np.newaxis], 3, axis=2)
    assert np.abs(parse_picture(pnm(colors, full, remark)).astype(int) - expected).max() <= 1


def test_that_a_large_picture_of_an_odd_full_level_is_read_as_soon_as_an_ordinary_one() -> None:
    levels = np.random.default_rng(2).integers(0, 100, (2500, 3000))
    times = []
    for full in (255, 100):
        started = time.perf_counter()
        parse_picture(pnm(levels, full))
        times.append(time.perf_counter() - started)
    assert times[1] < 5 * times[0] + 0.2


def test_that_a_picture_of_an_odd_full_level_is_whole_and_bearable_or_refused() -> None:
    whole = pnm(np.zeros((30, 40)), 100)
    with pytest.raises(LoadError, match="ends too early"):
        parse_picture(whole[:-1])
    with pytest.raises(LoadError, match="too many pixels"):
        parse_picture(b"P5\n30000 2 100\n" + bytes(60_000))
    assert parse_picture(pnm(np.full((3, 3), 90), 63)).tolist() == [[255] * 3] * 3


def test_that_a_web_page_is_named(tmp_path: Path) -> None:
    path = tmp_path / "seven.png"
    path.write_text("<!DOCTYPE html><title>Log in</title>", encoding="utf-8")
    with pytest.raises(LoadError, match="This is a web page, not a picture"):
        load_picture(path)


def test_that_numbers_written_out_as_text_are_short_or_refused() -> None:
    with pytest.raises(LoadError) as refused:
        parse_picture(b"P2\n" + b"#\n" * 600_000 + b"1 1 255 0")
    assert refused.value.code == "too-large"
    assert parse_picture(b"P2 2 1 255 0 255").tolist() == [[0, 255]]


def test_that_a_picture_of_absurd_height_is_refused_before_it_is_decoded() -> None:
    stream = io.BytesIO()
    Image.new("L", (1, 30_000)).save(stream, "PNG")
    with pytest.raises(LoadError, match="too many pixels"):
        parse_picture(stream.getvalue())
