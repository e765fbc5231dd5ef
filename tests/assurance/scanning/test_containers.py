"""Names, metadata, earlier versions and leftovers of files; and files that nobody can read to their end."""

import bz2
import gzip
import io
import os
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from assurance.scanning.containers import docx, forgotten, jpeg, pdf, png, revised, tarred, zipped
from caveat.assurance.scanning.fingerprints import fingerprints
from caveat.assurance.scanning.reading import Limits
from caveat.assurance.scanning.scan import NAME, ScanReport, scan
from caveat.content.source_files import SourceFile

WORD = "zebrafinch"
PICTURE = png()
SOURCES = (SourceFile("docs/a.md", f"Text.\n\nOf {WORD}.\n".encode()), SourceFile("docs/dot.png", PICTURE))
FINGERPRINTS = fingerprints(SOURCES, {"index.md": b"Text."}, Limits())
LIMITS = Limits()
SMALL = Limits(depth=6, size=1_000_000, members=500, largest=400_000)


def scanned(folder: Path, files: Mapping[str, bytes], limits: Limits = LIMITS) -> ScanReport:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return scan(folder, FINGERPRINTS, limits)


def _gzip(name: str = "", comment: str = "", extra: bytes = b"", after: bytes = b"") -> bytes:
    flags = 4 * bool(extra) | 8 * bool(name) | 16 * bool(comment)
    fields = len(extra).to_bytes(2, "little") + extra if extra else b""
    fields += b"".join(f"{text}\0".encode() for text in (name, comment) if text)
    content = zlib.compressobj(wbits=-15)
    data = content.compress(b"x") + content.flush()
    tail = zlib.crc32(b"x").to_bytes(4, "little") + (1).to_bytes(4, "little")
    return b"\x1f\x8b\x08" + bytes([flags]) + bytes(6) + fields + data + tail + after


def _with_member(**about: str | bytes) -> bytes:
    out, info = io.BytesIO(), zipfile.ZipInfo("a.txt")
    for name, value in about.items():
        setattr(info, name, value)
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(info, b"x")
    return out.getvalue()


EXTRA = b"\x42\x42" + len(WORD).to_bytes(2, "little") + WORD.encode()

HIDDEN: Mapping[str, tuple[bytes, str]] = {
    "comment of a zip": (zipped({"a": b"x"}, comment=WORD.encode()), "zip > comment of the archive"),
    "comment of a member": (_with_member(comment=WORD.encode()), "zip > comment in the archive"),
    "extra field of a member": (_with_member(extra=EXTRA), "zip > extra field in the archive > bytes"),
    "name of a member": (zipped({f"x/{WORD}.txt": b"x"}), "zip > name in the archive"),
    "name of a tar member": (tarred(f"{WORD}.txt", b"x"), "tar > name in the archive"),
    "owner of a tar member": (tarred("a", b"x", uname=WORD), "tar > name in the archive"),
    "pax header": (tarred("a", b"x", comment=WORD), "tar > name in the archive"),
    "deleted member": (forgotten(f"{WORD} "), "zip > deleted member"),
    "before a zip": (WORD.encode() + b" " * 99 + b"\0" + zipped({"a": b"x"}), "zip > bytes"),
    "behind a zip in a picture": (
        png(after=zipped({"a": WORD.encode()})),
        "image > after the end of the image > zip > a",
    ),
    "gzip name": (_gzip(name=WORD), "gzip > name in the archive"),
    "gzip comment": (_gzip(comment=WORD, name="a"), "gzip > comment"),
    "gzip extra field": (_gzip(extra=WORD.encode()), "gzip > extra field"),
    "second gzip member": (_gzip(after=gzip.compress(WORD.encode())), "gzip > content"),
    "behind gzip": (_gzip(after=WORD.encode()), "gzip > after its end"),
    "behind bzip2": (bz2.compress(b"x") + WORD.encode(), "compressed > after its end"),
    "author of a document": (docx("Text", author=WORD), "zip > docProps/core.xml > text"),
    "PNG text": (png((b"tEXt", f"Comment\0{WORD}".encode())), "image > image metadata"),
    "PNG compressed text": (png((b"zTXt", b"Comment\0\0" + zlib.compress(WORD.encode()))), "image > image metadata"),
    "PNG private chunk": (png((b"prVt", WORD.encode())), "image > image metadata"),
    "EXIF": (jpeg(description=WORD), "image > image metadata > bytes"),
    "JPEG comment": (jpeg(comment=WORD.encode()), "image > image metadata"),
    "text of a PDF": (pdf(text=f"Some know of {WORD}"), "PDF > text of the PDF"),
    "earlier revision of a PDF": (revised(pdf(text=WORD)), "PDF > text of the revision 1 of the PDF"),
    "behind a PDF": (pdf() + WORD.encode(), "PDF > after the end of the PDF"),
    "unknown kind of file": (bytes(range(256)) * 9 + WORD.encode() + bytes(9), "bytes"),
    "UTF-16 in an unknown kind": (b"\xff" * 99 + WORD.encode("utf-16-le") + b"\xff" * 99, "bytes"),
    "script of the search index": (f'caveatSearch.add("postings-z",{{"{WORD}":[[1,2]]}});\n'.encode(), "search index"),
}
"""Place to a file with the word there, and the channel."""


@pytest.mark.parametrize("place", HIDDEN)
def test_what_hides_beside_the_content_is_found(tmp_path: Path, place: str) -> None:
    data, channel = HIDDEN[place]
    (hit,) = scanned(tmp_path, {"file.bin": data}).hits
    assert (hit.file, hit.channel) == ("file.bin", channel)
    assert (hit.source.path, hit.source.line) == ("docs/a.md", 3)


def test_the_name_of_a_file_is_read_and_not_repeated(tmp_path: Path) -> None:
    report = scanned(tmp_path, {f"public/{WORD}/.{WORD.upper()}%2Ex": b"x", "public/z%65brafinch.txt": b""})
    assert [(hit.file, hit.channel) for hit in report.hits] == [
        ("public/(name withheld)", f"{NAME} > percent-encoding"),
        ("public/(name withheld)/(name withheld)", NAME),
    ]


def test_a_member_whose_name_is_withheld_is_not_named(tmp_path: Path) -> None:
    data = zipped({f"{WORD}.zip": zipped({"b.txt": WORD.encode()})})
    assert WORD not in str(scanned(tmp_path, {"a.zip": data}))


def test_a_withheld_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    """A picture says nothing that could be searched for."""
    report = scanned(tmp_path, {"a.png": PICTURE, "b.zip": zipped({"c": PICTURE}), "d.png": png(after=b"x")})
    assert [(hit.file, hit.channel, hit.source.path) for hit in report.hits] == [
        ("a.png", "the whole file", "docs/dot.png"),
        ("b.zip", "zip > c > the whole file", "docs/dot.png"),
    ]


def _nested(times: int) -> bytes:
    data = WORD.encode()
    for _ in range(times):
        data = gzip.compress(data)
    return data


def _locked_zip() -> bytes:
    data = bytearray(zipped({"a.txt": b"x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


UNREADABLE: Mapping[str, tuple[bytes, str]] = {
    "gzip bomb": (gzip.compress(bytes(2_000_000)), "unfolds"),
    "bzip2 bomb": (bz2.compress(bytes(2_000_000)), "unfolds"),
    "zip bomb": (zipped({"a": bytes(2_000_000)}), "unfolds"),
    "bomb of many members": (zipped({str(number): b"x" * 9 for number in range(999)}), "parts"),
    "bomb of large members": (zipped({str(number): bytes(99_999) for number in range(99)}), "unfolds"),
    "bomb in a picture": (png((b"zTXt", b"Comment\0\0" + zlib.compress(bytes(2_000_000)))), "unfolds"),
    "bomb of encodings": (("%" + "25" * 9 + "41").encode(), "deeply"),
    "containers in each other": (_nested(9), "deeply"),
    "gzip cut off": (gzip.compress(os.urandom(999))[:-99], "cut off"),
    "bzip2 cut off": (bz2.compress(b"x" * 99)[:-9], "cut off"),
    "zip cut off": (zipped({"a": os.urandom(999)})[:-99], "damaged"),
    "damaged member": (zipped({"a": b"x" * 999}).replace(zlib.compress(b"x" * 999)[2:-4], b"\xff" * 9, 1), "damaged"),
    "encrypted member": (_locked_zip(), "encrypted"),
    "tar cut off": (tarred("a", b"x" * 9999)[:3000], "damaged"),
    "PNG cut off": (PICTURE[:-20], "cut off"),
    "JPEG cut off": (jpeg()[:-20], "cut off"),
    "nothing but the name of a picture": (b"II*\0" + bytes(40), "damaged"),
    "nothing but the name of a PDF": (b"%PDF-1.7\n", "damaged"),
    "PDF of nonsense": (b"%PDF-1.7\n1 0 obj\n<</Length 9999>>stream\n%%EOF\n", "damaged"),
    "PDF of revisions": (pdf() + b"%%EOF\n" * 999, "revisions"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(99), "7z"),
    "age": (b"age-encryption.org/v1\n-> X25519 x\n", "age"),
}
"""Kind of file to one that cannot be read to its end, and a word of the reason."""


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_is_a_finding(tmp_path: Path, kind: str) -> None:
    """Never a crash, never passed over."""
    data, reason = UNREADABLE[kind]
    report = scanned(tmp_path, {"file.bin": data, "next.txt": WORD.encode()}, SMALL)
    assert {part.file for part in report.unread} == {"file.bin"}
    assert any(reason in part.why for part in report.unread), report.unread
    assert [hit.file for hit in report.hits if hit.file != "file.bin"] == ["next.txt"]
    assert not report.is_clean


def test_a_file_larger_than_may_be_read_is_a_finding(tmp_path: Path) -> None:
    (unread,) = scanned(tmp_path, {"a.txt": b"x" * 2_000_000}, SMALL).unread
    assert "larger" in unread.why


def test_links_and_special_files_are_findings(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(f"/elsewhere/{WORD}")
    (tmp_path / "folder").symlink_to("/")
    os.mkfifo(tmp_path / "pipe")
    report = scan(tmp_path, FINGERPRINTS)
    assert [(part.file, part.channel) for part in report.unread] == [
        ("folder", "link"),
        ("link", "link"),
        ("pipe", "special file"),
    ]
    assert [(hit.file, hit.channel) for hit in report.hits] == [("link", "target of a link")]


def test_one_file_may_be_scanned_by_itself(tmp_path: Path) -> None:
    (tmp_path / "export.zip").write_bytes(zipped({"site/a.html": f"<p>{WORD}</p>".encode()}))
    (hit,) = scan(tmp_path / "export.zip", FINGERPRINTS).hits
    assert (hit.file, hit.channel) == ("export.zip", "zip > site/a.html > text")


HOSTILE = {
    "unclosed comments": b"<!--" * 100_000,
    "unclosed tags": b"<a " * 100_000,
    "spaces": b"<p a" + b" " * 400_000 + b">",
    "slashes": b"/" * 400_000,
    "digits": b"1 " * 200_000,
    "backslashes": b"\\" * 400_000,
    "per cent signs": b"%2" * 200_000,
    "ampersands": b"&amp" * 100_000,
    "letters": b"aB" * 200_000,
    "forgotten members": b"PK\x03\x04" * 50_000 + zipped({"a": b"x"}),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_no_text_takes_long(tmp_path: Path, what: str) -> None:
    """Texts that a careless expression reads again from every letter: it would take hours. No time is measured."""
    scanned(tmp_path, {"file.bin": HOSTILE[what], "next.txt": WORD.encode()})
