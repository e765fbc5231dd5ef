"""Caveat's index of a corpus: python -m tools.bench.search.engines.caveat_index CORPUS PAGES OUT.

The shipped library is projected and indexed as `caveat build` does it. Pages of other corpora become documents as an
editor would have written them: Markdown with its headings, anchors and links, and keywords as tags. Each step is timed.
"""

import json
import posixpath
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tools.bench.search.pages import Page, read_pages

from caveat.content.read import read_project
from caveat.projection.address import page_address
from caveat.projection.dialect import convert
from caveat.projection.project import project
from caveat.projection.staged import Document
from caveat.search.analysis import analysis_of
from caveat.search.compile import Library, compiled
from caveat.search.index import library_of
from caveat.search.passages import passages_of
from caveat.search.phrases import phrases

_ROOT = Path(__file__).parents[4]
_EDITION = "law-enforcement"
_MARKUP = re.compile(r"[&<>*_`\[\]#|~^={}\\!$\"'(/+]|^[-+:.@]|(?<=^\d)[.)]|(?<=^\d\d)[.)]")
"""What the library's Markdown would not leave as it is, symbols such as (c) among it."""
_PLAIN_ANCHOR = re.compile(r"[\w.:-]+")
_PLAIN_ADDRESS = re.compile(r"[\w./+-]+")


def write_index(corpus: str, lines: Path, out: Path) -> None:
    """Write the shards into the folder `index`, and the address of each page in their order."""
    library = _shipped() if corpus == "library" else Library(_documents(lines))
    folder = out / "index"
    folder.mkdir()
    steps: dict[str, float] = defaultdict(float)
    for name, content in _indexed(library, steps).items():
        (folder / f"{name}.js").write_bytes(content)
    (out / "steps.json").write_text(json.dumps(steps), encoding="utf-8")
    addresses = [page_address(document.uri) for document in library.documents]
    (out / "addresses.json").write_text(json.dumps(addresses), encoding="utf-8")


def _indexed(library: Library, steps: dict[str, float]) -> Mapping[str, bytes]:
    """What `caveat.search.index` makes, with the seconds of CPU that each step takes."""
    known = phrases(library.terminology)
    analyses = []
    for document in library.documents:
        with _timed(steps, "Markdown to HTML"):
            html = convert(document.body)
        with _timed(steps, "sections of the HTML"):
            found = passages_of(document.uri, html)
        with _timed(steps, "analysis"):
            analyses.append(analysis_of(document, found, known))
    with _timed(steps, "shards"):
        return compiled(library, analyses)


@contextmanager
def _timed(steps: dict[str, float], name: str) -> Iterator[None]:
    start = time.process_time()
    yield
    steps[name] += time.process_time() - start


def _shipped() -> Library:
    reading = read_project(_ROOT)
    if reading.corpus is None:
        raise ValueError("the library has problems; caveat check names them")
    return library_of(project(reading.corpus, _EDITION))


def _documents(lines: Path) -> tuple[Document, ...]:
    pages = {page.id: page for page in read_pages(lines)}
    urls = {page.id: page.url for page in pages.values()}
    found = (
        Document(
            uri=_source(page.url),
            title=page.title,
            body="\n".join(_body(page, urls)),
            kind=page.type,
            tags=(*page.aliases, *page.keywords),
        )
        for page in pages.values()
    )
    return tuple(sorted(found, key=lambda document: document.uri))


def _body(page: Page, urls: dict[str, str]) -> Iterator[str]:
    """The lines of a page's Markdown. Every link stands where its words are first met."""
    folder = posixpath.dirname(page.url) or "."
    links: dict[str, list[str]] = {}
    for target, words in page.links:
        address = _source(posixpath.relpath(urls[target], folder))
        if _PLAIN_ADDRESS.fullmatch(address):
            links.setdefault(words, []).append(address)
    for section in page.sections:
        if section.level > 1:
            anchor = f" {{#{section.anchor}}}" if _PLAIN_ANCHOR.fullmatch(section.anchor) else ""
            yield f"{'#' * section.level} {_linked(section.heading, links)}{anchor}\n"
        for line in section.text.split("\n"):
            yield f"{_linked(line, links)}\n"


def _linked(line: str, links: dict[str, list[str]]) -> str:
    """A line with the links whose words it has, each of which is then done with."""
    here = [words for words in links if words in line]
    if not here:
        return _escaped(line)
    words = max(here, key=len)
    address = links[words].pop(0)
    if not links[words]:
        del links[words]
    before, after = line.split(words, 1)
    return f"{_linked(before, links)}[{_escaped(words)}]({address}){_linked(after, links)}"


def _escaped(text: str) -> str:
    """A text in which nothing is markup."""
    return _MARKUP.sub(lambda found: "".join(f"&#{ord(letter)};" for letter in found[0]), text)


def _source(url: str) -> str:
    return url.removesuffix(".html") + ".md"


if __name__ == "__main__":
    write_index(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
