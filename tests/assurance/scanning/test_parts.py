"""What archives, pictures and documents hold, part by part, and where each of them ends."""

import bz2
import gzip
import io
import logging
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping

import pikepdf
import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    PdfObject,
    TextStringObject,
)

from assurance.scanning.containers import jpeg, pdf, png, revised, tarred, zipped
from caveat.assurance.scanning import archives, pictures, portable
from caveat.assurance.scanning.part import Decoder, MemberName, NoRoom, Part, Room, Unreadable

LARGE = 1_000_000


def parts(decode: Decoder, data: bytes, largest: int = LARGE) -> list[tuple[str, bytes | str | None]]:
    """Everything that is found, as (channel, content), where there is room for members of so many bytes."""
    return [(part.channel, part.content) for part in decode(data, Room(LARGE, LARGE, largest))]


def up_to_an_error(decode: Decoder, data: bytes) -> list[bytes | str | None]:
    """The content of what is found before a parser gives up, as one may on a file made by hand."""

    def taken() -> Iterator[bytes | str | None]:
        try:
            for part in decode(data, Room(LARGE, LARGE, LARGE)):
                yield part.content
        except (OSError, ValueError):
            return

    return list(taken())


def gz(flags: int, fields: bytes = b"", after: bytes = b"") -> bytes:
    """A file in gzip that says `x`, with optional fields."""
    body = gzip.compress(b"x", mtime=0)
    return body[:3] + bytes([flags]) + body[4:10] + fields + body[10:] + after


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (gz(0), [("content", b"x")]),
        (gz(0, after=bytes(9)), [("content", b"x")]),
        (gz(0, after=b"\0X\0"), [("content", b"x"), ("after its end", b"\0X\0")]),
        (
            gz(4 | 8 | 16, b"\x05\0extrana\xefme\0comment\0", after=gz(8, b"b\0")),
            [
                ("extra field", b"extra"), ("name in the archive", "na\xefme"), ("comment", "comment"), ("content", b"x"),
                ("name in the archive", "b"), ("content", b"x"),
            ],
        ),
        (gz(16, b"comment\0"), [("comment", "comment"), ("content", b"x")]),
        (gz(1), [("content", b"x")]),
    ],
)  # fmt: skip
def test_gzip(data: bytes, found: list[tuple[str, bytes | str]]) -> None:
    assert archives.is_gzip(data)
    assert parts(archives.gunzip, data) == found


@pytest.mark.parametrize("data", [bz2.compress(b"x") + b"y", lzma.compress(b"x") + b"y"], ids=["bzip2", "xz"])
def test_bzip2_and_xz(data: bytes) -> None:
    assert archives.is_packed(data)
    assert parts(archives.unpack, data) == [("content", b"x"), ("after its end", b"y")]


@pytest.mark.parametrize(
    ("decode", "data"),
    [
        (archives.gunzip, gzip.compress(b"heron")[:-1]),
        (archives.unpack, bz2.compress(b"heron")[:-1]),
        (archives.unpack, lzma.compress(b"heron")[:-1]),
        (pictures.describe, png()[:-1]),
        (pictures.describe, jpeg()[:-1]),
        (pictures.describe, b"\xff\xd8\xff\xfe\0\x07heron\xff"),
    ],
    ids=["gzip", "bzip2", "xz", "PNG", "JPEG", "JPEG in a marker"],
)
def test_what_ends_too_early_is_cut_off(decode: Decoder, data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"^it is cut off$"):
        parts(decode, data)


def with_members(*infos: zipfile.ZipInfo) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in infos:
            archive.writestr(info, f"of {info.filename}")
    return out.getvalue()


def test_zip() -> None:
    info = zipfile.ZipInfo("a.txt")
    info.comment, info.extra = b"comment", b"\x42\x42\x01\0e"
    found = parts(archives.unzip, with_members(info, zipfile.ZipInfo("b.txt")))
    assert found == [
        ("comment of the archive", b""),
        ("name in the archive", "a.txt"),
        ("comment in the archive", b"comment"),
        ("extra field in the archive", b"\x42\x42\x01\0e"),
        ("a.txt", b"of a.txt"),
        ("name in the archive", "b.txt"),
        ("comment in the archive", b""),
        ("extra field in the archive", b""),
        ("b.txt", b"of b.txt"),
    ]
    assert isinstance(found[4][0], MemberName)
    assert parts(archives.unzip, zipped({}, comment=b"all")) == [("comment of the archive", b"all")]


def test_a_zip_archive_may_stand_behind_something_else() -> None:
    """Its directory is at the end, behind which a comment may stand."""
    assert archives.is_zip(zipped({}, comment=b"x" * 65_535))
    assert archives.is_zip(b"x" * 99_999 + zipped({"a": b"x"}))
    assert archives.is_zip(zipped({"a": b"x"})[:40])
    assert not archives.is_zip(b"x" + b"PK\x05\x06" + b"x" * 65_597)
    assert archives.is_zip(b"x" + b"PK\x05\x06" + b"x" * 65_596)


def local(name: bytes, content: bytes, *, method: int = 8, size: int | None = None, extra: bytes = b"") -> bytes:
    """A member of a zip archive as it stands there, whether the directory knows of it or not."""
    squeezed = zlib.compressobj(wbits=-15)
    packed = squeezed.compress(content) + squeezed.flush() if method == 8 else content
    header = (b"PK\x03\x04", 20, 0, method, 0, 0, 0, len(packed) if size is None else size, len(content))
    return struct.pack("<4s5H3I2H", *header, len(name), len(extra)) + name + extra + packed


EMPTY = zipped({})
NAMED, CONTENT = "name of a deleted member", "deleted member"


@pytest.mark.parametrize(
    ("before", "found"),
    [
        (local(b"a", b"heron"), [(NAMED, b"a"), (CONTENT, b"heron")]),
        (local(b"a", b"heron", extra=b"more"), [(NAMED, b"amore"), (CONTENT, b"heron")]),
        # Its size stands behind it, where it was written in one go.
        (local(b"a", b"heron", size=0), [(NAMED, b"a"), (CONTENT, b"heron")]),
        (local(b"a", b"heron", size=3)[:-4], [(NAMED, b"a"), (CONTENT, b"he")]),
        # What is not packed is found among the bytes of the archive.
        (local(b"a", b"heron", method=0), [(NAMED, b"a")]),
        (local(b"a", b"x")[:-3] + b"\xff" * 9 + local(b"b", b"y"), [(NAMED, b"a"), (NAMED, b"b"), (CONTENT, b"y")]),
        (
            local(b"a", b"x") + local(b"longer", b"heron", extra=b"e"),
            [(NAMED, b"a"), (CONTENT, b"x"), (NAMED, b"longere"), (CONTENT, b"heron")],
        ),
        (b"PK\x03\x04", []),
    ],
)
def test_members_that_the_directory_of_a_zip_has_forgotten(before: bytes, found: list[tuple[str, bytes]]) -> None:
    assert parts(archives.unzip, before + EMPTY)[1:] == found


def test_a_forgotten_member_may_stand_anywhere() -> None:
    """Behind one that the directory knows, or with no more than a header at the end of the file."""
    data, gone = zipped({"a": b"x"}), local(b"gone", b"heron")
    directory = data.index(b"PK\x01\x02")
    end = data[directory:-6] + struct.pack("<I", directory + len(gone)) + data[-2:]
    found = parts(archives.unzip, data[:directory] + gone + end)
    assert found[-3:] == [("a", b"x"), (NAMED, b"gone"), (CONTENT, b"heron")]
    header = local(b"", b"", method=0)
    assert parts(archives.unzip, EMPTY + header)[1:] == [(NAMED, b"")]
    assert parts(archives.unzip, EMPTY + header[:-1])[1:] == []


def test_so_many_forgotten_members_are_looked_at() -> None:
    one = local(b"a", b"x", method=0)
    assert len(parts(archives.unzip, one * 1000 + EMPTY)) == 1001
    with pytest.raises(Unreadable, match=r"^it has more deleted members than may be read$"):
        parts(archives.unzip, one * 1001 + EMPTY)


def test_a_member_that_the_directory_knows_is_read_once() -> None:
    assert [channel for channel, _ in parts(archives.unzip, zipped({"a": b"x", "b": b"y"}))].count(CONTENT) == 0


def test_tar() -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as archive:
        first, link, folder = tarfile.TarInfo("a.txt"), tarfile.TarInfo("b"), tarfile.TarInfo("c")
        first.size, first.uname, first.gname, first.pax_headers = 5, "user", "group", {"comment": "note"}
        link.type, link.linkname = tarfile.SYMTYPE, "target"
        folder.type = tarfile.DIRTYPE
        archive.addfile(first, io.BytesIO(b"heron"))
        archive.addfile(link)
        archive.addfile(folder)
    found = parts(archives.untar, out.getvalue())
    assert archives.is_tar(out.getvalue())
    assert found == [
        ("name in the archive", "a.txt\n\n\n\nuser\n\ngroup\n\nnote"),
        ("a.txt", b"heron"),
        ("name in the archive", "b\n\ntarget\n\n\n\n"),
        ("name in the archive", "c\n\n\n\n\n\n"),
    ]
    assert isinstance(found[1][0], MemberName)


def test_a_tar_archive_that_is_compressed_is_told_by_its_compression() -> None:
    """Nothing is opened that was not read as what it is."""
    with pytest.raises(tarfile.TarError):
        parts(archives.untar, gzip.compress(tarred("a", b"x")))


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"Rar!\x1a\x07", "a rar archive"),
        (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
        (b"age-encryption.org/", "encrypted with age"),
        (b"-----BEGIN AGE ENCRYPTED FILE", "encrypted with age"),
        (b"-----BEGIN PGP MESSAGE", "encrypted with OpenPGP"),
    ],
)
def test_what_nothing_here_can_open_is_named(start: bytes, what: str) -> None:
    assert archives.is_locked(start + b"x")
    assert not archives.is_locked(b"x" + start)
    with pytest.raises(Unreadable, match=f"^it is {what}$"):
        parts(archives.refuse, start + b"x")


META, AFTER = "image metadata", "after the end of the image"


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content), kind) + content + bytes(4)


def picture(*chunks: tuple[bytes, bytes], after: bytes = b"") -> bytes:
    """The chunks of a PNG and no picture: enough for what stands in them."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*each) for each in (*chunks, (b"IEND", b""))) + after


@pytest.mark.parametrize(
    ("chunks", "found"),
    [
        ([], []),
        ([(b"IHDR", b"x"), (b"PLTE", b"x"), (b"IDAT", b"x")], []),
        ([(b"prVt", b"a\0b"), (b"IDAT", b"x"), (b"prVt", b"")], [b"a\0b", b""]),
        ([(b"tEXt", b"Key\0text")], [b"Key\ntext"]),
        ([(b"iTXt", b"Key\0\0\0en\0Wort\0text")], [b"Key\n\n\nen\nWort\ntext"]),
    ],
)
def test_png(chunks: list[tuple[bytes, bytes]], found: list[bytes]) -> None:
    data = picture(*chunks, after=b"behind")
    assert up_to_an_error(pictures.describe, data) == [*found, b"behind"]


@pytest.mark.parametrize(
    ("kind", "before", "text"),
    [
        (b"zTXt", b"Key\0\0", b"te\0xt"),
        (b"iTXt", b"Key\0\1\0en\0Wort\0", b"te\0xt"),
        (b"iTXt", b"Key\0\1\0\0\0", b"text"),
        (b"iCCP", b"Name\0\0", b"profile"),
    ],
)
def test_packed_text_of_a_png(kind: bytes, before: bytes, text: bytes) -> None:
    """It comes after the chunk as it is, in which its key can be read."""
    # Not squeezed, so that it has zero bytes of its own, which divide nothing.
    stored = zlib.compress(text, level=0)
    packed, unpacked, behind = up_to_an_error(pictures.describe, picture((kind, before + stored)))
    assert isinstance(packed, bytes)
    assert packed.startswith(before[:3])
    assert (unpacked, behind) == (text, b"")


@pytest.mark.parametrize(
    ("segments", "found"),
    [
        (b"", []),
        (b"\xff\xfe\0\x07heron", [b"heron"]),
        (b"\xff\xe1\0\x03x\xff\xfe\0\x07heron", [b"x", b"heron"]),
        # Filling, and markers that stand alone.
        (b"\xff\xff\xff\xfe\0\x07heron", [b"heron"]),
        (b"\xff\xff\xfe\0\x07heron", [b"heron"]),
        (b"\xff\xfe\x01\x02" + b"x" * 256, [b"x" * 256]),
        (b"\xff\x01\xff\xd0\xff\xd7\xff\xfe\0\x07heron", [b"heron"]),
        # A length that cannot be.
        (b"\xff\xfe\0\0\xff\xfe\0\x07heron", [b"", b"heron"]),
    ],
)
def test_jpeg(segments: bytes, found: list[bytes]) -> None:
    scan = b"\xff\xda\0\x04\xff\xfe\0\x02pixels"
    data = b"\xff\xd8" + segments + (b"" if segments else b"\xff\xe1\0\x02") + scan + b"\xff\xd9behind"
    assert pictures.is_picture(data)
    assert up_to_an_error(pictures.describe, data) == [*(found or [b""]), b"behind"]


def test_a_marker_of_the_end_in_a_thumbnail_is_none() -> None:
    data = b"\xff\xd8\xff\xe1\0\x06\xff\xd9ab\xff\xda\0\x02\xff\xd9behind\xff\xd9"
    assert up_to_an_error(pictures.describe, data) == [b"\xff\xd9ab", b"behind\xff\xd9"]


@pytest.mark.parametrize(
    "start", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"II*\0", b"MM\0*", b"RIFF\0\0\0\0WEBP"]
)
def test_pictures_are_told_by_their_start(start: bytes) -> None:
    assert pictures.is_picture(start + b"x")
    assert not pictures.is_picture(b"x" + start)


def test_metadata_of_a_picture_is_read_by_a_library_too() -> None:
    """Its chunks are looked at as they are; what is packed into a directory of EXIF is not readable there."""
    contents = [content for _, content in parts(pictures.describe, jpeg(description="heron", comment=b"note"))]
    assert "heron" in contents
    assert b"UNICODE\0" + "heron".encode("utf-16-le") in contents
    assert contents.count(b"note") == 2
    # Numbers too: its version.
    assert "(1, 1)" in contents
    assert [content for _, content in parts(pictures.describe, png(key="heron"))][-1] == "heron"
    assert {channel for channel, _ in parts(pictures.describe, jpeg(after=b"x"))} == {META, AFTER}


def strings(**named: bytes | str) -> PdfWriter:
    """A document whose catalogue holds strings."""
    writer = PdfWriter()
    writer.add_blank_page(9, 9)
    for name, text in named.items():
        value = ByteStringObject(text) if isinstance(text, bytes) else TextStringObject(text)
        writer.root_object[NameObject(f"/{name}")] = ArrayObject([value])
    return writer


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_pdf() -> None:
    found = parts(portable.read_pdf, pdf(text="heron", title="Kestrel") + b"behind")
    assert found[0] == ("text of the PDF", "heron")
    assert found[1] == ("metadata of the PDF", "pypdf\n\nKestrel")
    assert found[-1] == ("after the end of the PDF", b"behind")
    assert {channel for channel, _ in found[2:-1]} == {"object of the PDF"}
    assert "Kestrel" in [content for _, content in found[2:-1]]


def test_every_string_of_a_pdf_is_read() -> None:
    found = parts(portable.read_pdf, written(strings(A="heron", B=b"\x7f\x9f\xadbytes")))
    assert ("object of the PDF", "heron") in found
    assert ("object of the PDF", b"\x7f\x9f\xadbytes") in found


def test_objects_of_a_pdf_that_are_packed_together_are_read() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(written(strings(A="heron")))) as document:
        document.Root.Deep = document.make_indirect(pikepdf.Dictionary(B=pikepdf.String("kestrel")))
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert b"kestrel" not in out.getvalue()
    assert {"heron", "kestrel"} <= {content for _, content in parts(portable.read_pdf, out.getvalue())}


def test_the_pixels_of_a_pdf_are_no_text() -> None:
    writer = strings(A="heron")
    image = DecodedStreamObject()
    image.set_data(b"pixels")
    image[NameObject("/Subtype")] = NameObject("/Image")
    image[NameObject("/Note")] = TextStringObject("kestrel")
    writer.root_object[NameObject("/I")] = writer._add_object(image)
    contents = [content for _, content in parts(portable.read_pdf, written(writer))]
    assert "kestrel" in contents
    assert b"pixels" not in contents


def test_an_encrypted_pdf_is_read_where_no_password_is_needed() -> None:
    for password, readable in (("", True), ("secret", False)):
        writer = strings(A="heron")
        writer.encrypt(password, "owner")
        data = written(writer)
        if readable:
            assert "heron" in [content for _, content in parts(portable.read_pdf, data)]
            continue
        with pytest.raises(Unreadable, match=r"^it is encrypted$"):
            parts(portable.read_pdf, data)


def in_list(inner: PdfObject) -> PdfObject:
    return ArrayObject([inner])


def in_dictionary(inner: PdfObject) -> PdfObject:
    return DictionaryObject({NameObject("/A"): inner})


def nested(depth: int, within: Callable[[PdfObject], PdfObject]) -> bytes:
    writer = strings()
    inner = in_list(TextStringObject("heron"))
    for _ in range(depth):
        inner = within(inner)
    # An object of its own, in which arrays are counted from nought.
    writer._add_object(inner)
    return written(writer)


@pytest.mark.parametrize("within", [in_list, in_dictionary])
def test_objects_of_a_pdf_are_followed_so_deep(within: Callable[[PdfObject], PdfObject]) -> None:
    assert "heron" in [content for _, content in parts(portable.read_pdf, nested(63, within))]
    with pytest.raises(Unreadable, match=r"^its objects are nested too deeply$"):
        parts(portable.read_pdf, nested(64, within))


def test_the_trailer_of_a_pdf_is_read() -> None:
    """As deep as any object."""
    note = b"/Note " + b"[" * 63 + b"(heron)" + b"]" * 63
    found = parts(portable.read_pdf, pdf().replace(b"trailer\n<<", b"trailer\n<<" + note))
    assert ("metadata of the PDF", "heron") in found


def test_warnings_of_the_library_that_reads_pdf_are_not_repeated() -> None:
    """They quote what they are about. Those of others are."""
    parts(portable.read_pdf, pdf())
    assert logging.getLogger("pypdf").level == logging.CRITICAL
    assert logging.getLogger().level < logging.CRITICAL


def test_every_revision_of_a_pdf_is_read() -> None:
    found = parts(portable.read_pdf, revised(pdf(text="heron")))
    texts = [(channel, content) for channel, content in found if channel.startswith("text")]
    assert texts == [("text of the PDF", ""), ("text of the revision 1 of the PDF", "heron")]
    assert ("metadata of the revision 1 of the PDF", "pypdf") in found
    assert "object of the revision 1 of the PDF" in [channel for channel, _ in found]


def test_a_marker_of_the_end_that_ends_no_document_is_passed_over() -> None:
    """A linearised file has one behind its first part."""
    data = pdf(text="heron")
    found = parts(portable.read_pdf, data[:9] + b"%%EOF\n" + data[9:])
    assert [channel for channel, _ in found if "revision" in channel] == []
    assert found[0] == ("text of the PDF", "heron")
    data = revised(data)
    comment = data[9:14]
    assert comment.startswith(b"%")
    found = parts(portable.read_pdf, data.replace(comment, b"%%EOF", 1))
    assert ("text of the revision 2 of the PDF", "heron") in found


def test_so_many_revisions_of_a_pdf_are_read() -> None:
    data = pdf() + b"%%EOF\n" * 99
    assert parts(portable.read_pdf, data)
    with pytest.raises(Unreadable, match=r"^it has more revisions than may be read$"):
        parts(portable.read_pdf, data + b"%%EOF\n")


def test_the_header_of_a_pdf_may_stand_behind_something_else() -> None:
    assert portable.is_pdf(b"x" * 1019 + b"%PDF-")
    assert not portable.is_pdf(b"x" * 1020 + b"%PDF-")


TEN = b"0123456789"
SIZED: Mapping[str, tuple[Decoder, bytes]] = {
    "gzip": (archives.gunzip, gzip.compress(TEN)),
    "bzip2": (archives.unpack, bz2.compress(TEN)),
    "xz": (archives.unpack, lzma.compress(TEN)),
    "zip": (archives.unzip, zipped({"a": TEN})),
    "deleted member": (archives.unzip, local(b"a", TEN) + EMPTY),
    "tar": (archives.untar, tarred("a", TEN)),
    "PNG": (pictures.describe, png((b"zTXt", b"Key\0\0" + zlib.compress(TEN)))),
}


@pytest.mark.parametrize("kind", SIZED)
def test_a_member_may_be_as_large_as_there_is_room(kind: str) -> None:
    decode, data = SIZED[kind]
    assert TEN in [content for _, content in parts(decode, data, largest=10)]
    with pytest.raises(NoRoom, match=r"^it unfolds to more than may be read$"):
        parts(decode, data, largest=9)


def _damaged(change: Callable[[bytearray], None]) -> bytes:
    data = bytearray(zipped({"a.txt": b"x" * 99}))
    change(data)
    return bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        _damaged(lambda data: data.__setitem__(slice(14, 18), b"\xff" * 4)),
        _damaged(lambda data: data.__setitem__(slice(35, 37), b"\xff\xff")),
        zipped({"a.txt": b"x" * 99}).replace(b"\x08\0", b"\x63\0"),
    ],
    ids=["name differs or sum is wrong", "cannot be unpacked", "packed in a way nobody uses"],
)
def test_a_member_that_cannot_be_read_is_named(data: bytes) -> None:
    found = parts(archives.unzip, data)
    assert ("name in the archive", "a.txt") in found


def test_room_is_counted() -> None:
    room = Room(left=10, members=2, largest=6)
    assert room.part == 6
    room.take(5)
    assert (room.left, room.members, room.part) == (5, 1, 5)
    assert room.fit(b"12345") == b"12345"
    with pytest.raises(NoRoom):
        room.fit(b"123456")
    room.take(5)
    assert (room.left, room.members, room.part) == (0, 0, 0)
    with pytest.raises(NoRoom, match=r"^it has more parts than may be read$"):
        room.take(0)
    room = Room(left=1, members=1, largest=6)
    with pytest.raises(NoRoom, match=r"^it unfolds to more than may be read$"):
        room.take(2)
    assert room.part == 0


def test_a_part_says_where_it_is() -> None:
    assert Part("content", None) == ("content", None)
