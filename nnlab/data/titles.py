"""What data sets are called for a reader, in the languages of nnlab: in the window, in reports, in a terminal."""

from nnlab.data.points import EDITED

TITLES: dict[str, tuple[str, str]] = {  # English, Korean
    "seven-segments": ("seven segments", "7세그먼트"),
    "binary-to-segments": ("binary to segments", "이진수 → 7세그먼트"),
    "and": ("AND", "AND"),
    "or": ("OR", "OR"),
    "xor": ("XOR", "XOR"),
    "nand": ("NAND", "NAND"),
    "ten-points": ("ten points", "점 10개"),
    "caterpillars": ("caterpillars and ladybirds", "애벌레와 무당벌레"),
    "animals": ("animals", "동물"),
    "moons": ("moons", "초승달"),
    "circles": ("circles", "원"),
    "spirals": ("spirals", "나선"),
    "blobs": ("blobs", "점 무리"),
    "line": ("line", "직선"),
    "sine": ("sine", "사인"),
    "strokes": ("built-in digits", "내장 숫자"),
    "mnist": ("MNIST", "MNIST"),
    "fashion-mnist": ("Fashion-MNIST", "Fashion-MNIST"),
    "sklearn-digits": ("8 × 8 digits", "8×8 숫자"),
    "my-digits": ("my digits", "내 숫자"),
}
_EDITED_TITLES = ("{title}, edited", "{title}, 편집됨")


def title_of(name: str, language: str = "en") -> str:
    """Return the reader's name of a data set in 'ko' or else in English; one that a user opened keeps that of its file.

    Of samples that were picked by their rows, and of a table that was edited, the name says so.
    """
    place = 1 if language.lower().startswith("ko") else 0
    if name.endswith(EDITED):
        return _EDITED_TITLES[place].format(title=title_of(name.removesuffix(EDITED), language))
    whole, colon, rows = name.partition(": ")
    titles = TITLES.get(whole)
    return name if titles is None else f"{titles[place]}{colon}{rows}"
