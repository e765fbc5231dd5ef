"""The source of a preview: a changed page at once, everything behind it.

To read and project a thousand pages takes seconds; to read one and to project it takes a moment. What an edition shows
of a page depends on its own text, on the front matter of all pages and on the data files, never on the text of other
pages, but for the places in them that it links to. So a changed page is projected among pages without text, by the same
functions as ever, and shown; then everything is read and checked, as a build does.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from caveat.assurance.examination import examination
from caveat.content.addresses import site_address
from caveat.content.corpus import Corpus, Page
from caveat.content.findings import Findings
from caveat.content.folders import DATA_FOLDER
from caveat.content.line import Line
from caveat.content.page import read_page
from caveat.content.page_rules import ProjectRules
from caveat.content.problem import Problem
from caveat.content.read import Reading, read_project
from caveat.content.text import read_text
from caveat.content.walk import content_files, read_bytes
from caveat.history.archive import NO_ARCHIVE
from caveat.history.furnish import in_force
from caveat.projection.limit import PageLimit, unlimited
from caveat.projection.project import Examined
from caveat.projection.resolve import ABOUT
from caveat.projection.staged import Projection

_LINK = re.compile(r"!(?=\[)|(?<=\]\()[^()\s]*(?=[)\s])|(?<=\]: )\S+")
"""A picture's sign, and where a link leads."""
_MOST = 20
"""Pages that are shown before everything is read: more than that is no one's next sentence."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An edition as it may be shown."""

    projection: Projection
    attachments: frozenset[str]
    """Addresses of every cleared file of the edition, used or not."""
    drafts: frozenset[str]
    """Addresses of pages that no edition publishes yet."""


@dataclass(frozen=True, slots=True)
class Part:
    """Pages that changed, as they were read again."""

    paths: frozenset[str]
    scalars: tuple[Line, ...]
    problems: tuple[Problem, ...]


class Content:
    """The source as it was last read."""

    def __init__(self, root: Path, *, drafts: bool = False) -> None:
        self._root = root
        self._drafts = drafts
        self.reading = Reading(None, (), frozenset(), frozenset())

    @property
    def corpus(self) -> Corpus | None:
        """What was read; None where `mkdocs.yml` is wrong."""
        return self.reading.corpus

    @property
    def folders(self) -> tuple[str, ...]:
        """The folders that hold the source."""
        return (*(self.corpus.configuration.content if self.corpus else ()), DATA_FOLDER)

    def page(self, path: str) -> Page | None:
        """The page at a path, where there is one that can be read."""
        return next((page for page in self.corpus.pages if page.path == path), None) if self.corpus else None

    def has(self, edition: str, page: Page) -> bool:
        """Whether the edition shows the page."""
        own = page.restricted.get(edition, page.front_matter)
        return edition in page.access.editions and (self._drafts or own.status != "draft")

    def read(self) -> None:
        """Read everything."""
        self.reading = read_project(self._root)

    def reread(self, paths: frozenset[str]) -> Part | None:
        """Read the changed pages alone; None where that is not enough: many pages, other files, wrong names."""
        before, findings = self.reading, Findings()
        if before.corpus is None or before.rules is None or not _are_pages(paths, before.corpus):
            return None
        files, _ = content_files(self._root, before.corpus.configuration.content, findings)
        if len(findings):
            return None
        there = {file.path: file.uri for file in files if file.is_page and file.path in paths}
        read = [_page(self._root, path, uri, before.rules, findings) for path, uri in there.items()]
        found = {page.path: page for page, _ in read if page}
        self._put(paths, found, there)
        return Part(paths, tuple(line for _, lines in read for line in lines), findings.problems)

    def _put(self, paths: frozenset[str], found: Mapping[str, Page], there: Mapping[str, str]) -> None:
        """Put the pages `found` at some paths in the place of those before; `there` has the address of each file."""
        before, broken = self.reading, there.keys() - found.keys()
        pages = before.corpus.pages if before.corpus else ()
        kept = (page for page in pages if page.path not in paths)
        now = tuple(sorted((*kept, *found.values()), key=lambda page: page.path))
        ids = {page.front_matter.id for page in pages if page.path in broken} - {""}
        self.reading = replace(
            before,
            corpus=replace(before.corpus, pages=now) if before.corpus else None,
            unread=before.unread.difference(map(site_address, paths)).union(there[path] for path in broken),
            unread_ids=before.unread_ids | ids,
        )

    def around(self, part: Part, faulty: frozenset[str]) -> Reading:
        """The source with the text of a part, and of what it may link to, alone; without other `faulty` pages."""
        before, corpus = self.reading, self.reading.corpus
        if corpus is None:
            return before
        out = [page for page in corpus.pages if page.path in faulty - part.paths]
        linked = frozenset(_linked(corpus, part.paths)) - part.paths
        pages = (
            page if page.path in part.paths else _without_text(page, keep_places=page.path in linked)
            for page in corpus.pages
            if page not in out
        )
        return replace(
            before,
            corpus=replace(corpus, pages=tuple(pages), scalars=part.scalars),
            problems=part.problems,
            unread=before.unread.union(page.uri for page in out),
            unread_ids=before.unread_ids.union(page.front_matter.id for page in out) - {""},
        )

    def examined(
        self, reading: Reading, edition: str, ready: Callable[[Seen], None], limit: PageLimit = unlimited
    ) -> tuple[Problem, ...]:
        """Every problem of a reading and of one edition of it; where there is none, `ready` is given the edition."""
        return examination(
            reading, [edition], drafts=self._drafts, ready=lambda examined: ready(_seen(examined)), limit=limit
        )


def _seen(examined: Examined) -> Seen:
    view = examined.view
    drafts = frozenset(page.uri for page in view.pages if page.front_matter.status == "draft")
    # A preview has no earlier releases, and must not lead to them.
    return Seen(in_force(examined, NO_ARCHIVE), frozenset(each.uri for each in view.attachments), drafts)


def _are_pages(paths: frozenset[str], corpus: Corpus) -> bool:
    content = tuple(f"{folder}/" for folder in corpus.configuration.content)
    data = f"{DATA_FOLDER}/"
    pages = (path.endswith(".md") and path.startswith(content) and not path.startswith(data) for path in paths)
    return len(paths) <= _MOST and all(pages)


def _without_text(page: Page, *, keep_places: bool) -> Page:
    """A page without its text; or with it and without its links, whose own targets may have no places."""
    if not keep_places:
        return replace(page, body=(), restrictions=0)
    return replace(
        page,
        body=tuple(
            line._replace(
                origins=(), text=_LINK.sub(lambda found: "" if found[0] == "!" else "https://a.invalid/", line.text)
            )
            for line in page.body
        ),
    )


def _linked(corpus: Corpus, paths: frozenset[str]) -> Iterator[str]:
    """The pages whose file name or id stands in the text of some pages; and the one that Caveat itself links into."""
    bodies = [page.body for page in corpus.pages if page.path in paths]
    # Pages may include them.
    bodies += [passage.body for passage in corpus.passages.values()]
    text = "\n".join(line.text for body in bodies for line in body)
    for page in corpus.pages:
        own = page.front_matter.id
        if page.uri == ABOUT or page.path.rsplit("/", 1)[-1] in text or (own and own in text):
            yield page.path


def _page(
    root: Path, path: str, uri: str, rules: ProjectRules, findings: Findings
) -> tuple[Page | None, tuple[Line, ...]]:
    data = read_bytes(root, path, findings)
    text = read_text(data, path, findings) if data is not None else None
    reading = read_page(text, path, uri, rules, findings) if text is not None else None
    return (reading.page, reading.scalars) if reading else (None, ())
