import io
import struct
import warnings
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnlab.files import LoadError, limits, read_archive
from tests.files.samples import zip_of

MEMBERS = {"mimetype": b"application/x-nnlab", "weights/0.W.npy": bytes(5000), "가.txt": b"1"}


def fault(data: bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        read_archive(data)
    return caught.value


def changed(data: bytes, old: bytes, new: bytes) -> bytes:
    assert old in data
    return data.replace(old, new)


@given(
    st.dictionaries(
        st.from_regex(r"[a-z가-힣][a-z0-9 ]{0,8}(/[a-z]{1,5})?", fullmatch=True), st.binary(max_size=300)
    ),
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
)
def test_that_what_zipfile_packs_is_read_back_in_order(members: dict[str, bytes], method: int) -> None:
    read = read_archive(zip_of(members, method))
    assert [(name, bytes(content)) for name, content in read.items()] == list(members.items())


def test_that_a_comment_and_a_member_written_as_a_stream_are_read() -> None:
    class Pipe:
        """Somewhere one can only write to, so that sizes follow the content."""

        def __init__(self) -> None:
            self.data = bytearray()

        def write(self, data: bytes) -> int:
            self.data += data
            return len(data)

        def flush(self) -> None:
            pass

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"content")
        archive.comment = b"PK\x05 a comment"
    assert bytes(read_archive(bytes(pipe.data))["a"]) == b"content"


def test_that_stored_members_are_views_of_the_file() -> None:
    data = zip_of({"a": b"12345"}, zipfile.ZIP_STORED)
    assert read_archive(data)["a"].obj is data


def test_that_every_truncation_is_refused() -> None:
    data = zip_of(MEMBERS)
    assert {fault(data[:length]).code for length in range(len(data))} == {"truncated"}


@pytest.mark.parametrize(
    "name", ["../b", "/bbb", "b/..", "b//c", "b/./", "b\\cd", "C:/b", "bbb\n", "b\x7fcd", "....", ".", "bbb/"]
)
def test_that_only_a_name_that_stays_in_the_archive_is_taken(name: str) -> None:
    placeholder = "q" * len(name)
    data = changed(zip_of({placeholder: b""}), placeholder.encode(), name.encode())
    if name == "....":
        assert list(read_archive(data)) == ["...."]
    else:
        assert fault(data).code == "zip-name"


def test_that_a_name_twice_is_refused() -> None:
    data = changed(zip_of({"aa": b"1", "bb": b"2"}), b"bb", b"aa")
    assert fault(data).code == "zip-name"


def test_that_names_in_unknown_letters_or_too_long_are_refused() -> None:
    assert fault(changed(zip_of({"qq": b""}), b"qq", b"\xb0\xa1")).code == "zip-name"
    assert fault(zip_of({"q" * 256: b""})).code == "zip-name"
    assert list(read_archive(zip_of({"q" * 255: b""}))) == ["q" * 255]


def test_that_encryption_and_other_methods_are_named() -> None:
    data = bytearray(zip_of({"a": b"1"}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    assert fault(bytes(data)).code == "zip-encrypted"
    assert fault(zip_of({"a": bytes(100)}, zipfile.ZIP_BZIP2)).code == "zip-method"


def test_that_content_other_than_its_checksum_is_refused() -> None:
    data = zip_of({"a": b"content"}, zipfile.ZIP_STORED)
    assert fault(changed(data, b"content", b"contend")).code == "damaged"


@pytest.mark.parametrize("rest", [b"?", bytes(1 << 20)])
def test_that_something_behind_the_end_of_what_was_packed_is_refused(rest: bytes) -> None:
    content = b"content"
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    packed = packer.compress(content) + packer.flush() + rest
    data = bytearray(zip_of({"a": packed}, zipfile.ZIP_STORED))
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<H", data, 8, zipfile.ZIP_DEFLATED)
    struct.pack_into("<H", data, entry + 10, zipfile.ZIP_DEFLATED)
    struct.pack_into("<L", data, entry + 16, zlib.crc32(content))
    struct.pack_into("<L", data, entry + 24, len(content))
    assert "not what it was when it was packed" in fault(bytes(data)).message


def test_that_members_swapped_behind_the_directory_are_refused() -> None:
    data = bytearray(zip_of({"a": b"first", "b": b"other"}, zipfile.ZIP_STORED))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 1)
    data[first + 42 : first + 46], data[second + 42 : second + 46] = (
        data[second + 42 : second + 46],
        data[first + 42 : first + 46],
    )
    assert fault(bytes(data)).code == "damaged"


def test_that_a_member_under_another_name_or_on_another_disk_is_refused() -> None:
    data = bytearray(zip_of({"aa": b"same", "bb": b"same"}))
    renamed = data.replace(b"aa", b"bb", 1)
    assert fault(bytes(renamed)).code == "damaged"
    data[data.index(b"PK\x01\x02") + 34] = 1
    assert fault(bytes(data)).code == "damaged"


def test_that_bytes_that_belong_to_nothing_are_refused_around_the_directory() -> None:
    data = zip_of({"a": b"1"})
    for mark in (b"PK\x01\x02", b"PK\x05\x06"):
        assert fault(data.replace(mark, b"?" + mark)).code == "damaged"
    assert fault(data + b"?").code == "damaged"


@pytest.mark.parametrize("place", [20, 24])
def test_that_sizes_that_do_not_agree_are_refused(place: int) -> None:
    data = bytearray(zip_of({"a": b"first" * 100, "b": b"other"}))
    entry = data.index(b"PK\x01\x02")
    (size,) = struct.unpack_from("<I", data, entry + place)
    for other in (size - 1, size + 1):
        struct.pack_into("<I", data, entry + place, other)
        assert fault(bytes(data)).code == "damaged"


def test_that_the_number_of_members_is_limited() -> None:
    assert len(read_archive(zip_of({str(n): b"" for n in range(limits.ARCHIVE_MEMBERS)}))) == 256
    assert fault(zip_of({str(n): b"" for n in range(limits.ARCHIVE_MEMBERS + 1)})).code == "too-large"


def test_that_zeros_may_shrink_a_thousandfold_up_to_a_megabyte_and_then_no_more_than_two_hundred() -> None:
    assert len(read_archive(zip_of({"a": bytes(limits.MIB)}))["a"]) == limits.MIB
    assert fault(zip_of({"a": bytes(limits.MIB + 1)})).code == "too-large"
    mixed = bytes(4 * limits.MIB) + bytes(range(256)) * 4
    packed = zip_of({"a": mixed, "b": b"stored beside it" * 2000}, zipfile.ZIP_DEFLATED)
    stored = zip_of({"a": mixed}, zipfile.ZIP_STORED)
    assert fault(packed).code == "too-large"
    assert bytes(read_archive(stored)["a"]) == mixed


def test_that_a_doubled_name_written_by_zipfile_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("a", b"1")
        archive.writestr("a", b"2")
    assert fault(stream.getvalue()).code == "zip-name"
