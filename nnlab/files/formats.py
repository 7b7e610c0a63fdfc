"""What a file is, judged by its first bytes, so that a message can name the mistake."""

import re
from enum import Enum


class Format(Enum):
    """A kind of content; the value is what a message calls it."""

    TEXT = "a text file"
    WEB_PAGE = "a web page"
    WORKBOOK = "an Excel workbook"
    OLD_OFFICE = "an old Office document"
    ZIP = "a ZIP archive"
    GZIP = "a gzip archive"
    IDX = "an IDX file of pictures or labels"
    NPY = "a NumPy array"
    PICKLE = "a Python pickle"
    PDF = "a PDF document"
    IMAGE = "a picture"
    SAFETENSORS = "a file of weights (safetensors)"
    ONNX = "a network (ONNX)"
    BINARY = "a binary file"


_SIGNATURES = (
    (b"\x1f\x8b", Format.GZIP),
    (b"\x93NUMPY", Format.NPY),
    (b"\x80\x02", Format.PICKLE),
    (b"\x80\x03", Format.PICKLE),
    (b"\x80\x04", Format.PICKLE),
    (b"\x80\x05", Format.PICKLE),
    (b"%PDF-", Format.PDF),
    (b"\x89PNG\r\n", Format.IMAGE),
    (b"\xff\xd8\xff", Format.IMAGE),
    (b"GIF87a", Format.IMAGE),
    (b"GIF89a", Format.IMAGE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OLD_OFFICE),
)
# Two zeros, the type of the elements, and how many dimensions they have.
_IDX_STARTS = tuple(
    bytes((0, 0, element, count)) for element in (8, 9, 11, 12, 13, 14) for count in (1, 2, 3, 4)
)
_ZIP_SIGNATURES = (b"PK\x03\x04", b"PK\x05\x06")
# The header of a member, with a name; packed numbers may hold any three letters by chance.
_WORKBOOK_MEMBER = re.compile(rb"PK\x03\x04.{26}(?:\[Content_Types\]\.xml|xl/)", re.DOTALL)
_WEB_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body")
# The length of the header, far below 16 MiB, in eight bytes, and the header, an object of JSON. A length may look like
# the mark of another format, but no other format goes on so.
_SAFETENSORS_START = re.compile(rb".{3}\0{5}\{", re.DOTALL)
# The version of the format, and then the tag of another field.
_ONNX_START = re.compile(rb"\x08[\x03-\x3f][\x12\x1a\x22\x28\x32\x3a\x42]")
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_ADVICE = {
    Format.WEB_PAGE: "The download probably failed: download it again.",
    Format.WORKBOOK: "Save it as CSV in the spreadsheet, then open that.",
    Format.OLD_OFFICE: "Save it as CSV in the spreadsheet, then open that.",
    Format.ZIP: "Unpack it first.",
    Format.GZIP: "Unpack it first.",
}


def sniff(data: bytes) -> Format:
    """Return what `data` looks like; TEXT means free of NUL bytes, or marked as UTF-16."""
    if _SAFETENSORS_START.match(data):
        return Format.SAFETENSORS
    if _ONNX_START.match(data):
        return Format.ONNX
    for signature, found in _SIGNATURES:
        if data.startswith(signature):
            return found
    if data.startswith(_ZIP_SIGNATURES):
        return Format.WORKBOOK if _WORKBOOK_MEMBER.search(data, 0, 4096) else Format.ZIP
    if data.startswith(_IDX_STARTS):
        return Format.IDX
    # Dropping NULs makes UTF-16 markup readable here without decoding it.
    start = data[:512].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith(_WEB_PAGE_STARTS):
        return Format.WEB_PAGE
    return Format.TEXT if data.startswith(_UTF_16_MARKS) or b"\0" not in data else Format.BINARY


def advice_about(found: Format) -> str:
    """Return what to do with a file of this kind where another kind is expected."""
    return _ADVICE.get(found, "Choose another file.")
