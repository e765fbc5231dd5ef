"""What a scan reports of a folder, and what is said of it to whoever builds."""

import base64
import gzip
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from assurance.scanning.containers import CONTAINERS, zipped
from assurance.scanning.encodings import ENCODINGS
from caveat.assurance.scanning.fingerprints import Fingerprints, fingerprints
from caveat.assurance.scanning.reading import Limits
from caveat.assurance.scanning.scan import Hit, ScanReport, Unread, scan, scan_problems
from caveat.content.problem import Location
from caveat.content.source_files import SourceFile

PASSAGE = "ask what they write down first"
"""Withheld, and made of words that everybody may read."""
SOURCES = (
    SourceFile("docs/a.md", f"Text.\n\nA zebrafinch.\n\nOf kestrels.\n\n{PASSAGE.capitalize()}.\n".encode()),
    SourceFile("docs/b.csv", b"nightingale, osprey\n"),
    SourceFile("docs/c.bin", gzip.compress(b"ab", mtime=0)),
)
SEEN = {"index.md": f"Text. {', or '.join(PASSAGE.split())}.".encode(), "seen.csv": b"name,number\nwren,2\n"}
FINGERPRINTS = fingerprints(SOURCES, SEEN, Limits())


def scanned(folder: Path, files: Mapping[str, bytes], found: Fingerprints = FINGERPRINTS) -> ScanReport:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return scan(folder, found)


@pytest.mark.parametrize("text", ["zebrafinch", PASSAGE])
def test_it_is_found_under_every_encoding_and_in_every_container(text: str, tmp_path: Path) -> None:
    files = {f"encodings/{name}.txt": encode(text).encode() for name, encode in ENCODINGS.items()}
    files |= {f"containers/{name}.{end}": make(text) for name, (end, make) in CONTAINERS.items()}
    report = scanned(tmp_path, files)
    assert {hit.file for hit in report.hits} == {*files}
    assert report.unread == ()
    assert scanned(tmp_path / "clean", dict.fromkeys(files, b"Nothing of it.")).is_clean


def test_a_report_counts_what_was_read_and_is_sorted(tmp_path: Path) -> None:
    files = {
        "z.html": b"<p>zebrafinch</p>", "b/a.txt": b"Kestrels, zebrafinch.", "b/c.7z": b"7z\xbc\xaf\x27\x1c", "a.txt": b"12345",
        "seen.csv": SEEN["seen.csv"], "A.zip": zipped({"x": b"zebrafinch", "y": b"zebrafinch"}), "same.csv": SOURCES[1].data,
    }  # fmt: skip
    report = scanned(tmp_path, files)
    assert report == ScanReport(
        files=7,
        size=sum(map(len, files.values())),
        hits=(
            # One for each place in the source that it says, by the first way to it.
            Hit("A.zip", "zip > x", Location("docs/a.md", 3, 1)),
            Hit("b/a.txt", "text", Location("docs/a.md", 3, 1)),
            Hit("b/a.txt", "text", Location("docs/a.md", 5, 1)),
            Hit("same.csv", "the whole file", Location("docs/b.csv")),
            Hit("z.html", "text", Location("docs/a.md", 3, 1)),
        ),
        unread=(Unread("b/c.7z", "locked", "it is a 7z archive"),),
    )
    assert not report.is_clean


def test_a_withheld_file_is_told_of_every_file_that_holds_it(tmp_path: Path) -> None:
    """What repeats from page to page is read once, unless it was found."""
    text = base64.b64encode(SOURCES[2].data)
    report = scanned(tmp_path, {"a.txt": text, "b.txt": text, "c.zip": zipped({"x": SOURCES[2].data})})
    assert report.hits == (
        Hit("a.txt", "base64 > the whole file", Location("docs/c.bin")),
        Hit("b.txt", "base64 > the whole file", Location("docs/c.bin")),
        Hit("c.zip", "zip > x > the whole file", Location("docs/c.bin")),
    )


def test_the_names_of_encodings_are_never_withheld(tmp_path: Path) -> None:
    """A source may use the same words."""
    found = fingerprints((SourceFile("docs/a.md", b"Quoted-printable zebrafinches."),), {}, Limits())
    (hit,) = scanned(tmp_path, {"a.txt": b"zebra=66inches"}, found).hits
    assert hit.channel == "quoted-printable"


def test_a_short_word_in_bytes_that_are_no_text_is_none(tmp_path: Path) -> None:
    """Chance puts it there."""
    found = fingerprints((SourceFile("docs/a.md", b"A wren."),), {}, Limits())
    report = scanned(tmp_path, {"a.bin": b"\xff\xfd\0see a wren\xff\0", "b.txt": b"see a wren"}, found)
    assert [hit.file for hit in report.hits] == ["b.txt"]


def test_only_a_scan_that_read_everything_and_found_nothing_is_clean() -> None:
    hit, unread = Hit("a", "text", Location("docs/a.md")), Unread("a", "zip", "it is damaged")
    assert ScanReport(1, 1, (), ()).is_clean
    assert not ScanReport(1, 1, (hit,), ()).is_clean
    assert not ScanReport(1, 1, (), (unread,)).is_clean


def test_what_is_unread_is_told_of_its_own_file(tmp_path: Path) -> None:
    locked = b"7z\xbc\xaf\x27\x1c"
    report = scanned(tmp_path, {"a.7z": locked, "b.txt": b"x", "zebrafinch/c.zip": zipped({"zebrafinch.7z": locked})})
    assert report.unread == (
        Unread("(name withheld)/c.zip", "zip > (name withheld) > locked", "it is a 7z archive"),
        Unread("a.7z", "locked", "it is a 7z archive"),
    )


def test_a_file_may_be_as_large_as_may_be_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 10)
    # As a file and as a text.
    assert scan(tmp_path, FINGERPRINTS, Limits(size=20)).is_clean
    assert scan(tmp_path, FINGERPRINTS, Limits(size=9)).unread == (
        Unread("a.txt", "text", "it is larger than may be read"),
    )
    assert scan(tmp_path, FINGERPRINTS, Limits(size=10)).unread == (
        Unread("a.txt", "content", "it unfolds to more than may be read"),
    )


def test_links_are_told_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/of/kestrels")
    report = scan(tmp_path, FINGERPRINTS)
    assert report.hits == (Hit("link", "target of a link", Location("docs/a.md", 5, 1)),)
    assert report.unread == (Unread("link", "link", "links are not followed"),)
    assert (report.files, report.size) == (1, 0)
    assert scan(tmp_path / "link", FINGERPRINTS).unread == report.unread
    os.mkfifo(tmp_path / "pipe")
    assert scan(tmp_path, FINGERPRINTS).unread[1] == Unread("pipe", "special file", "it is no regular file")
    (tmp_path / "folder").mkdir()
    (tmp_path / "way").symlink_to(tmp_path / "folder")
    assert [each.file for each in scan(tmp_path / "way", FINGERPRINTS).unread] == ["way"]


def test_problems_of_the_source_are_made_of_a_report() -> None:
    """One for each line that is said, however often; one for each file that could not be read."""
    one, two, three = Location("docs/b.md", 3), Location("docs/a.md", 7), Location("docs/c.md", 1)
    report = ScanReport(
        3,
        9,
        (
            Hit("a.html", "text", one),
            Hit("b.zip", "zip > c", two),
            Hit("b.zip", "zip > c", one),
            Hit("c", "x", one),
            Hit("c", "x", three),
            Hit("d", "x", three),
        ),
        (Unread("d.7z", "locked", "it is a 7z archive"), Unread("e", "zip > f", "it is encrypted or damaged")),
    )
    advice = "hand nothing on, and report this [withheld-text-found]"
    assert [str(each) for each in scan_problems(report, "partner")] == [
        f"docs/a.md:7:1: the finished partner edition says what it may not, in b.zip (zip > c); {advice}",
        f"docs/b.md:3:1: the finished partner edition says what it may not, in a.html (text) and 2 more; {advice}",
        f"docs/c.md:1:1: the finished partner edition says what it may not, in c (x) and 1 more; {advice}",
        "mkdocs.yml:1:1: in the partner edition, d.7z (locked): it is a 7z archive; take the file out"
        " [output-not-scanned]",
        "mkdocs.yml:1:1: in the partner edition, e (zip > f): it is encrypted or damaged; take the file out"
        " [output-not-scanned]",
    ]
    assert scan_problems(ScanReport(1, 1, (), ()), "partner") == ()
