"""Withheld text planted in a finished site: under every encoding, in every container, all of it is reported."""

import shutil
from pathlib import Path

import pytest

from assurance.scanning.containers import CONTAINERS
from assurance.scanning.encodings import ENCODINGS
from caveat.assurance.scanning.fingerprints import Fingerprints
from caveat.assurance.scanning.scan import ScanReport, scan
from caveat_site.build import build
from caveat_site.source import Source
from caveat_site.withheld import withheld
from cli.running import CANARY, PAGES, project

ORDINARY = "ask what they write down first"
"""Withheld, and made of words that everybody may read."""
TEXTS = {"a word": CANARY, "a passage": ORDINARY}
PLANTED = {
    f"planted/{what}/{container}/{encoding}.{CONTAINERS[container][0]}".replace(" ", "-"): (what, container, encoding)
    for what in TEXTS
    for container in CONTAINERS
    for encoding in ENCODINGS
}
"""Name of a planted file to what it holds, where and how."""
CHANNELS = {
    "table": "",
    "gzip": "gzip > content",
    "zip in zip": "zip > a.zip > zip > b.txt",
    "bzip2 in tar": "tar > a.bz2 > compressed > content",
    "picture": "image > image metadata",
    "behind a picture": "image > after the end of the image",
    "PDF metadata": "PDF > metadata of the PDF",
    "file in a PDF": "PDF > object of the PDF > gzip > content",
}
"""Container of plain text to the way to it."""
WAYS = {
    "decimal references": "character references",
    "hexadecimal references": "character references",
    "references twice": "character references > character references",
    "JSON escapes": "escapes",
    "script escapes": "escapes",
    "code point escapes": "escapes",
    "octal escapes": "escapes",
    "style sheet escapes": "style sheet escapes",
    "percent-encoding": "percent-encoding",
    "percent-encoding twice": "percent-encoding > percent-encoding",
    "JSON in JSON": "escapes > escapes > escapes",
    "base64": "base64",
    "base64 for addresses": "base64",
    "base64 in lines": "base64",
    "data address": "base64",
    "base64 twice": "base64 > base64",
    "hexadecimal": "hexadecimal",
    "quoted-printable": "quoted-printable",
    "soft line breaks": "quoted-printable",
    "an element for each letter": "text",
    "a comment in each word": "text",
    "bold words": "text",
}
"""Encoding to what it adds; the others are undone by folding."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The usual project with a passage of ordinary words that only one edition has, built."""
    files = {**PAGES, "docs/more.md": f"---\ntitle: More\neditions: [law-enforcement]\n---\n{ORDINARY.capitalize()}.\n"}
    root = project(tmp_path_factory.mktemp("planted") / "project", files)
    words = (
        "docs/words.md",
        f"---\ntitle: Words\neditions: [law-enforcement, partner]\n---\n{ORDINARY.replace(' ', ', or ')}\n",
    )
    (root / words[0]).write_text(words[1])
    build(root, None, root / "site")
    return root


@pytest.fixture(scope="module")
def fingerprints(root: Path) -> Fingerprints:
    return withheld(Source(root), "partner")


@pytest.fixture(scope="module")
def report(root: Path, fingerprints: Fingerprints) -> ScanReport:
    """A scan of the partners' site with everything planted in it."""
    for name, (what, container, encoding) in PLANTED.items():
        place = root / "site" / "partner" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(CONTAINERS[container][1](ENCODINGS[encoding](TEXTS[what])))
    found = scan(root / "site" / "partner", fingerprints)
    shutil.rmtree(root / "site" / "partner" / "planted")
    return found


def test_there_are_enough_of_them() -> None:
    assert len(ENCODINGS) >= 16
    assert len(CONTAINERS) >= 8


@pytest.mark.parametrize("container", CONTAINERS)
@pytest.mark.parametrize("what", TEXTS)
def test_everything_planted_is_found(what: str, container: str, report: ScanReport) -> None:
    hit = {found.file for found in report.hits}
    planted = {
        name: encoding for name, (text, place, encoding) in PLANTED.items() if (text, place) == (what, container)
    }
    assert {encoding for name, encoding in planted.items() if name not in hit} == set()


@pytest.mark.parametrize("container", CHANNELS)
def test_the_channel_is_named(container: str, report: ScanReport) -> None:
    """What a container adds to the way, and what an encoding does."""
    ways = {found.file: found.channel for found in report.hits}
    for name, (_, place, encoding) in PLANTED.items():
        if place == container:
            assert ways[name] == " > ".join(filter(None, (CHANNELS[container], WAYS.get(encoding, "")))) or "text", name


def test_nothing_else_is(report: ScanReport) -> None:
    assert {found.file for found in report.hits} == PLANTED.keys()
    assert report.unread == ()
