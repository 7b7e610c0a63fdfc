import io
import pickle
import zipfile

import numpy as np
import pytest

from nnlab.files.formats import Format, advice_about, sniff


def zip_of(*names: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "content")
    return stream.getvalue()


def npy() -> bytes:
    stream = io.BytesIO()
    np.save(stream, np.zeros(3))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"a,b\n1,2\n", Format.TEXT),
        ("가,나\n".encode("cp949"), Format.TEXT),
        ("가,나\n".encode("utf-16"), Format.TEXT),
        (b"", Format.TEXT),
        (b"\xef\xbb\xbf \n<!DOCTYPE html><title>404</title>", Format.WEB_PAGE),
        ("<HTML><body>".encode("utf-16"), Format.WEB_PAGE),
        (zip_of("weights/0.W.npy"), Format.ZIP),
        (zip_of("[Content_Types].xml", "xl/workbook.xml"), Format.WORKBOOK),
        (zip_of("xl.npy") + b"...xl/...[Content_Types].xml", Format.ZIP),
        (zip_of(), Format.ZIP),
        (b"\x1f\x8b\x08\x00", Format.GZIP),
        (npy(), Format.NPY),
        (pickle.dumps([1, 2]), Format.PICKLE),
        (b"%PDF-1.7", Format.PDF),
        (b"\x89PNG\r\n\x1a\n", Format.IMAGE),
        (b"\x00\x00\x08\x03", Format.IDX),
        ((640).to_bytes(8, "little") + b'{"0.weight"', Format.SAFETENSORS),
        (b"\x08\x08\x12\x05nnlab", Format.ONNX),
        (b"\x00\x00\x08\x05", Format.BINARY),
        (b"\x00\x01\x08\x03", Format.BINARY),
    ],
)
def test_that_content_is_recognised_by_its_first_bytes(data: bytes, found: Format) -> None:
    assert sniff(data) is found


def test_that_every_format_comes_with_advice() -> None:
    assert all(advice_about(found).endswith(".") for found in Format)
    assert "download" in advice_about(Format.WEB_PAGE)
