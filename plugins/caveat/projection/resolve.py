"""Every page's text as one edition reads it: filled in, its links followed, its labels set."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from caveat.content.addresses import site_address
from caveat.content.corpus import Corpus
from caveat.content.line import Line
from caveat.content.problem import Location, Problem
from caveat.projection.dialect import anchors, convert
from caveat.projection.fill import Filling
from caveat.projection.generated import generated_addresses
from caveat.projection.label import label, without_labels
from caveat.projection.limit import MESSAGE, PageLimit, PageTooSlow
from caveat.projection.links import Targets, follow
from caveat.projection.scan import deep_brackets, scan
from caveat.projection.uses import undefined_uses
from caveat.projection.view import View, VisiblePage
from caveat.projection.wording import Wording

ABOUT = "about.md"
"""Address of the page about the library, where editors write one."""
T = TypeVar("T")
_TITLE = re.compile(r"^# +(.+?)(?: +#+)?$")


@dataclass(frozen=True, slots=True)
class ResolvedPage:
    """A page's text, complete."""

    page: VisiblePage
    heading: str
    """What the body's own level-one heading says, or the page's title."""
    text: str
    """Markdown, without its level-one heading."""
    lines: tuple[Line, ...]
    """The same as it was before labels were set, heading included: each line knows its place in the source."""
    files: frozenset[str]
    """Addresses of the cleared files it uses."""
    lost: frozenset[str] = frozenset()
    """Addresses of the stand-ins it leads to for what an earlier release no longer shows."""
    anchors: frozenset[str] = frozenset()
    """Of the page about the library alone: the places in it, as Caveat itself links to some."""


def wording(view: View) -> Wording:
    """How labels read in an edition."""
    return Wording({name: term.label for name, term in view.terms["reason"].items()})


def resolve(
    corpus: Corpus, view: View, unread: frozenset[str], limit: PageLimit
) -> tuple[Mapping[str, ResolvedPage], tuple[Problem, ...]]:
    """Address to resolved page, and every use of what the edition does not have."""
    resolving = _Resolving(corpus, view, unread, limit)
    pages = {page.uri: resolving.page(page) for page in view.pages}
    return pages, tuple(resolving.problems)


class _Resolving:
    def __init__(self, corpus: Corpus, view: View, unread: frozenset[str], limit: PageLimit) -> None:
        self.problems: list[Problem] = []
        self._limit = limit
        self._sources = {page.uri: page for page in corpus.pages}
        self._wording = wording(view)
        self._filling = Filling(
            view.edition.name,
            view.passages,
            view.variables,
            frozenset(corpus.passages),
            frozenset(variable.name for variable in corpus.variables),
            unread,
            archived=view.archived,
        )
        self._paths = {page.uri: page.path for page in view.pages}
        self._bodies = {page.uri: self._fill(page) for page in view.pages}
        self._anchors: dict[str, frozenset[str]] = {}
        self._files = {each.uri for each in view.attachments}
        self._archived = view.archived
        self._targets = self._make_targets(corpus, view, unread)

    def _fill(self, page: VisiblePage) -> tuple[Line, ...]:
        nothing: tuple[tuple[Line, ...], tuple[Problem, ...]] = ((), ())
        body, problems = self._in_time(page.uri, lambda: self._filling.fill(page.body), nothing)
        deep = [*deep_brackets(body)]
        message = "brackets stand too deep in each other here; close them, or put a backslash before each"
        self.problems += [*problems, *(Problem(place, "brackets-too-deep", message) for place in deep)]
        return () if deep else body

    def _make_targets(self, corpus: Corpus, view: View, unread: frozenset[str]) -> Targets:
        known = {page.uri for page in corpus.pages} | {page.front_matter.id for page in corpus.pages}
        known |= {each.uri for each in corpus.attachments}
        return Targets(
            pages=generated_addresses(view) | self._bodies.keys(),
            ids={page.front_matter.id: page.uri for page in view.pages if page.front_matter.id},
            files=frozenset(self._files),
            known=frozenset(known),
            unread=unread,
            anchors=self._anchors_of,
            archived=view.archived,
        )

    def _anchors_of(self, uri: str) -> frozenset[str]:
        """The places in a page, none where it takes too long. A page that Caveat makes has none to name."""
        if uri not in self._anchors:
            text = "\n".join(line.text for line in self._bodies.get(uri, ()))
            self._anchors[uri] = self._in_time(uri, lambda: anchors(text), frozenset())
        return self._anchors[uri]

    def _in_time(self, uri: str, work: Callable[[], T], otherwise: T) -> T:
        """What work on a page gives, or `otherwise`, with a problem, where it takes too long."""
        try:
            with self._limit():
                return work()
        except PageTooSlow:
            self.problems.append(Problem(Location(self._paths[uri]), "page-too-slow", MESSAGE))
            return otherwise

    def page(self, page: VisiblePage) -> ResolvedPage:
        """The page complete, or without text where that takes too long."""
        empty = ResolvedPage(page, page.front_matter.title, "", (), frozenset())
        resolved = self._in_time(page.uri, lambda: self._resolved(page), empty)
        if page.uri == ABOUT:
            resolved = replace(resolved, anchors=self._anchors_of(page.uri))
        return resolved

    def _resolved(self, page: VisiblePage) -> ResolvedPage:
        followed = follow(page.uri, self._bodies[page.uri], self._targets)
        self.problems += followed.problems
        self.problems += undefined_uses(self._sources[page.uri].body, followed.body)
        files = followed.files | self._declared_files(page)
        heading, body = self._without_title(page, followed.body)
        heading, audience = without_labels(heading)
        texts = [line.text for line in label(body, self._wording, convert)]
        if audience:
            texts = [self._wording.note("heading", audience), "", *texts]
        text = "\n".join(texts).strip("\n")
        return ResolvedPage(page, heading, text + "\n", followed.body, frozenset(files), frozenset(followed.lost))

    def _declared_files(self, page: VisiblePage) -> set[str]:
        named = set(map(site_address, page.front_matter.attachments))
        missing = [] if self._archived else sorted(named - self._files)
        place = page.where("attachments")
        message = "this edition does not have the file; restrict the field, or widen the file in the register"
        self.problems += [Problem(place, "attachment-not-in-edition", message) for _ in missing]
        return named & self._files

    def _without_title(self, page: VisiblePage, body: tuple[Line, ...]) -> tuple[str, tuple[Line, ...]]:
        """The heading of a page, which the theme shows above the control block, and the body without it."""
        titles = list(_titles(body))
        heading = page.front_matter.title
        if titles and not any(line.text.strip() for line in body[: titles[0][0]]):
            first, heading, _ = titles.pop(0)
            body = body[first + 1 :]
        message = "a page has one title; begin this heading with '##'"
        self.problems += [Problem(line, "second-title", message) for _, _, line in titles]
        return heading, body


def _titles(body: tuple[Line, ...]) -> Iterator[tuple[int, str, Location]]:
    for prose in scan(body):
        if prose.text.startswith("# ") and (found := _TITLE.match(prose.line.text)):
            yield prose.position, found[1], prose.line.at()
