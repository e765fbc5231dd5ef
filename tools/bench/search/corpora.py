"""A corpus by name: pages, the queries asked of them, and what only some readers ask for.

library                    the law-enforcement edition of the shipped library, with its judged queries
office, database, shelf    public documentation (sources.py)
generated-1000, -5500      generated pages (make_corpus.py): for bytes, time and memory, and not for relevance
"""

import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import markdown

from caveat.content.read import read_project
from caveat.projection.project import project

from .from_tests import in_edition, judged_queries, page_names, pooled_queries
from .html_pages import Manner, read_html
from .pages import Page
from .signals import Anchor, Documentation, Query, drawn, withheld
from .sources import SOURCES, documentation

ROOT = Path(__file__).parents[3]
EDITION = "law-enforcement"
GENERATED = ("generated-1000", "generated-5500")
NAMES = ("library", *SOURCES, *GENERATED)
OUT_OF_FORCE = ("superseded", "withdrawn")
_MAIN = Manner("//main[@id='page.main']")
_MD_LINK = re.compile(r"(?<=[\w/-])\.md(?=[\"#])")


@dataclass(frozen=True, slots=True)
class Corpus:
    """What engines are given, and what they are asked."""

    name: str
    pages: tuple[Page, ...]
    queries: tuple[Query, ...]
    judged: bool
    """Whether the queries say anything of relevance. Those of generated pages do not."""
    out_of_force: frozenset[str] = frozenset()
    """Ids of pages that only a reader who asks for them is shown."""

    def sections(self) -> int:
        """How many sections the pages have."""
        return sum(len(page.sections) for page in self.pages)


def corpus(name: str, cache: Path) -> Corpus:
    """The corpus of a name in NAMES; what it is made from is kept in `cache`. Raises MissingPackageError."""
    if name == "library":
        return _library(cache)
    if name in GENERATED:
        return _generated(name, cache)
    pages, queries = drawn(documentation(name, cache / "packages"))
    return Corpus(name, pages, queries, judged=True)


def _library(cache: Path) -> Corpus:
    """The shipped library as it is built. Pages that only list other pages are left out, as a careful owner would."""
    out = cache / "site"
    command = [sys.executable, "-m", "caveat_cli", "-C", str(ROOT), "build", "--edition", EDITION, "--out", str(out)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    reading = read_project(ROOT)
    if reading.corpus is None:
        raise ValueError("the library has problems; caveat check names them")
    projection = project(reading.corpus, EDITION)
    names = page_names(projection)
    pages: list[Page] = []
    anchors: list[Anchor] = []
    for address, name in names.items():
        found = read_html((out / EDITION / address).read_bytes(), address, _MAIN)
        if found is not None:
            pages.append(Page(name, address, found.title, "", (), (), found.sections, (), ()))
            anchors.extend(Anchor(name, names[each.target], each.words) for each in found.links if each.target in names)
    given = Documentation("library", tuple(pages), tuple(each for each in anchors if each.source != each.target), ())
    judged = in_edition(judged_queries(), EDITION, set(names.values()))
    pooled = {
        each.query: {page: grade for page, grade in each.pages.items() if page in names.values()}
        for each in pooled_queries()
    }
    queries = tuple(
        Query(each.query, each.kind, each.pages, each.held_out, each.out_of_force, pooled.get(each.query, {}))
        for each in judged
    )
    gone = (each.id for each in projection.documents if each.id and each.status in OUT_OF_FORCE)
    return Corpus("library", withheld(given, ()), queries, judged=True, out_of_force=frozenset(gone))


def _generated(name: str, cache: Path) -> Corpus:
    count = name.partition("-")[2]
    folder = cache / name
    if not (folder / "corpus.json").exists():
        make: list[str | Path] = [
            sys.executable,
            ROOT / "tools/bench/make_corpus.py",
            "--pages",
            count,
            "--seed",
            "7",
            "--plain",
        ]
        subprocess.run([*make, "--out", folder], check=True, stdout=subprocess.DEVNULL)
    pages: list[Page] = []
    anchors: list[Anchor] = []
    for path in sorted((folder / "docs").rglob("*.md")):
        url = path.relative_to(folder / "docs").with_suffix(".html").as_posix()
        found = read_html(_rendered(path), url, _MAIN)
        if found is not None:
            pages.append(Page(url, url, found.title, "", (), (), found.sections, (), ()))
            anchors.extend(Anchor(url, each.target, each.words) for each in found.links)
    given = Documentation(name, tuple(pages), tuple(anchors), ())
    return Corpus(name, withheld(given, ()), tuple(_headings(pages)), judged=False)


def _rendered(path: Path) -> bytes:
    """A generated page as HTML, its links leading to pages of HTML."""
    body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    rendered = markdown.markdown(body, extensions=["tables", "toc"])
    return f'<main id="page.main">{_MD_LINK.sub(".html", rendered)}</main>'.encode()


def _headings(pages: Iterable[Page]) -> Iterable[Query]:
    """Titles and headings, one of each page: words that are in the index, as those of readers are."""
    asked: dict[str, Query] = {}
    for number, page in enumerate(pages):
        section = page.sections[number % len(page.sections)]
        asked.setdefault(section.heading, Query(section.heading, "heading", {page.id: 3}))
    return asked.values()
