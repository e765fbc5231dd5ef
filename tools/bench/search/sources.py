"""The public documentation that the engines are compared on.

office    help of LibreOffice (2,500 pages: instructions for people at a desk, with an index made by people)
database  the manual of PostgreSQL (1,100 pages of explaining prose, with the index of a book)
shelf     what an administrator has on the shelf (5,000 pages: the Linux kernel's guides, Python's manual,
          OpenStack's guides, Debian's policy and developers' reference)
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from .debian import Package, unpacked
from .html_pages import Manner, elements, read_html, words_of
from .pages import Page
from .signals import Anchor, Documentation

_DOC = "usr/share/doc"
_LEAST_WORDS = 15
"""A page with fewer holds a heading and links, and answers nothing."""


@dataclass(frozen=True, slots=True)
class Part:
    """One package's pages within a corpus."""

    package: Package
    folder: str
    """Below the root of the package."""
    manner: Manner
    skipped: str
    """Regular expression of addresses that are no pages of the documentation."""
    prefix: str = ""
    """Put before every address, so that parts do not collide."""
    index: str = ""
    """The page of the folder that is the index of the book."""


_SPHINX = Manner("//*[@role='main'] | //div[contains(concat(' ', @class, ' '), ' docs-body ')]")
_NO_PAGES = (
    r"(^|/)(genindex.*|search|py-modindex|modindex|http-routingtable|download|copyright|license)\.html$"
    r"|(^|/)(_modules|_static|_sources|_downloads|translations|contributor/api|api-ref|releasenotes|whatsnew)/"
)


def _sphinx(name: str, version: str, sha256: str, folder: str, index: str = "") -> Part:
    package = Package(name, version, sha256)
    return Part(package, f"{_DOC}/{folder}", _SPHINX, _NO_PAGES, f"{name.partition('-')[0]}/", index)


SOURCES: dict[str, tuple[Part, ...]] = {
    "office": (
        Part(
            Package(
                "libreoffice-help-en-us",
                "4:7.4.7-1+deb12u14",
                "8faa840285734d6cfe1ed25537b48f07e74bd6412e3917bf8e5f8a653f7b3712",
            ),
            "usr/share/libreoffice/help/en-US/text",
            Manner("//div[@id='DisplayArea']", base="."),
            r"^$",
        ),
    ),
    "database": (
        Part(
            Package(
                "postgresql-doc-15",
                "15.20-0+deb12u1",
                "4c44bf2c599f208b3f46454a6cf7a72e25ec46ff74d37b59dd31ad76b00eebb7",
            ),
            f"{_DOC}/postgresql-doc-15/html",
            Manner(
                "//body", numbering=r"^((Chapter|Appendix|Part)\s+)?([\dA-Z]+\.)+([\dA-Z]+\.)*\s+|^Part\s+[IVX]+\.\s+"
            ),
            r"^(bookindex|index|legalnotice|release.*)\.html$",
            index="bookindex.html",
        ),
    ),
    "shelf": (
        _sphinx(
            "linux-doc-6.1",
            "6.1.192-2",
            "d1d1b5a602f0d439ecc39e713e044bf2df30d839fb4bf8a7b859ba3273c47993",
            "linux-doc-6.1/html",
        ),
        _sphinx(
            "python3.11-doc",
            "3.11.2-6+deb12u9",
            "5b3594189d6ef9a6963ce0347fd307a1cc67620ad697e144db366070e2e146be",
            "python3.11/html",
            index="genindex-all.html",
        ),
        _sphinx(
            "nova-doc",
            "2:26.2.2-1~deb12u5",
            "47c62c5169b1fb3fce016b766f8d26d34b2f66fab796e4b31d7b3b907680e510",
            "nova-doc/html",
        ),
        _sphinx(
            "neutron-doc",
            "2:21.0.0-7+deb12u1",
            "2012b7974cdb8e3d1b897d240d256edebeb70991f5a5fa90ad62845737a09844",
            "neutron-doc/html",
        ),
        _sphinx(
            "cinder-doc",
            "2:21.3.1-1~deb12u1",
            "d62cdb276b017b9e602c96dc09bab8fcce7ab50c9be8ef9016acc3ec15fed749",
            "cinder-doc/html",
        ),
        _sphinx(
            "keystone-doc",
            "2:22.0.2-0+deb12u6",
            "84236b06fa2354b9f8e48495552dc8010661313fa70b3be713fab359ce727b6a",
            "keystone-doc/html",
        ),
        _sphinx(
            "glance-doc",
            "2:25.1.0-2+deb12u5",
            "2fb5b1bcdb344138673a69699d1999058c4ebad09b65528faf867377778edcd4",
            "glance-doc/html",
        ),
        _sphinx(
            "heat-doc",
            "1:19.0.0-3",
            "4a46fd3127113cc33883a50448497c4d862d767d6eec769fed000b534d98f5fe",
            "heat-doc/html",
        ),
        _sphinx(
            "ironic-doc",
            "1:21.4.4-0+deb12u2",
            "f539782741058417a1680cae26737723a48c3695961725b6ae87628c84daf4b0",
            "ironic-doc/html",
        ),
        _sphinx(
            "swift-doc",
            "2.30.1-0+deb12u3",
            "4d9001d6ddd4677112e0e906b42bb8af3770471d00872c627a1a86fa4f78f827",
            "swift-doc/base",
        ),
        _sphinx(
            "debian-policy",
            "4.6.2.0",
            "ef9d01b625c3b87c3a845c2cd1b66f1a16e9240b2b9e5bee53472a00e8457a39",
            "debian-policy/policy.html",
        ),
        _sphinx(
            "developers-reference",
            "12.18",
            "0dba82f6fa16e373f2a84ad07e7971aa9264ad2e7d2ae46b37edbc9c5fd57e2e",
            "developers-reference",
        ),
    ),
}


def documentation(name: str, cache: Path) -> Documentation:
    """The pages of a public corpus and what people wrote about them. Raises MissingPackageError."""
    pages: dict[str, Page] = {}
    anchors: list[Anchor] = []
    keywords: list[tuple[str, str]] = []
    for part in SOURCES[name]:
        root = unpacked(part.package, cache) / part.folder
        for page, links in _pages(part, root):
            pages[page.id] = page
            anchors.extend(links)
            keywords.extend((page.id, words) for words in page.keywords)
        if part.index:
            keywords.extend(_index(root / part.index, part.prefix))
    known = tuple(pages.values())
    return Documentation(
        name=name,
        pages=known,
        anchors=tuple(each for each in anchors if each.target in pages and each.target != each.source),
        keywords=tuple((page, words) for page, words in keywords if page in pages),
    )


def _pages(part: Part, root: Path) -> Iterator[tuple[Page, list[Anchor]]]:
    skipped = re.compile(part.skipped)
    for path in sorted(root.rglob("*.html")):
        url = path.relative_to(root).as_posix()
        if path.is_symlink() or skipped.search(url):
            continue
        found = read_html(path.read_bytes(), url, part.manner)
        if found is None or sum(len(each.text.split()) for each in found.sections) < _LEAST_WORDS:
            continue
        address = part.prefix + url
        # LibreOffice's addresses start from the folder above the one that is read.
        links = [
            Anchor(address, part.prefix + each.target.removeprefix("en-US/text/"), each.words) for each in found.links
        ]
        keywords = tuple(" ".join(words.replace(",", ", ").split()) for words in found.keywords)
        yield Page(address, address, found.title, "", (), keywords, found.sections, (), ()), links


def _index(path: Path, prefix: str) -> Iterator[tuple[str, str]]:
    """Entries of the index of a book: the page, and the words with those of the entry above them."""
    document = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    for link in elements(document, "//a[@class='indexterm'] | //table[contains(@class, 'genindextable')]//a"):
        above = elements(link, "ancestor::dd[1]/preceding-sibling::dt[1] | ancestor::ul[1]/ancestor::li[1]")
        words = [_entry(each) for each in (*above[:1], *elements(link, ".."))]
        page = (link.get("href") or "").partition("#")[0]
        yield prefix + page, ", ".join(each for each in words if each)


def _entry(element: HtmlElement) -> str:
    """The words of an entry: what stands before its first link in a book's index, its first link in Sphinx's."""
    text = (element.text or "").strip(" ,\n")
    if text or element.tag == "dt":
        return text
    links = elements(element, "./a")
    return words_of(links[0]) if links else ""
