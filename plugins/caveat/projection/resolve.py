"""Every page's text as one edition reads it: filled in, its links followed, its labels set."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from caveat.content.addresses import site_address
from caveat.content.corpus import Corpus
from caveat.content.line import Line
from caveat.content.problem import Location, Problem
from caveat.projection.dialect import anchors, convert
from caveat.projection.fill import Filling
from caveat.projection.generated import generated_addresses
from caveat.projection.label import Wording, label, label_of, without_labels
from caveat.projection.links import Targets, follow
from caveat.projection.scan import deep_bracket, scan
from caveat.projection.uses import undefined_uses
from caveat.projection.view import View, VisiblePage

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


def wording(view: View) -> Wording:
    """The words of an edition's labels."""
    reasons = {name: term.label for name, term in view.terms.get("reason", {}).items()}
    return Wording(label_of(view.edition), reasons)


def resolve(
    corpus: Corpus, view: View, unread: frozenset[str]
) -> tuple[Mapping[str, ResolvedPage], tuple[Problem, ...]]:
    """Address to resolved page, and every use of what the edition does not have."""
    resolving = _Resolving(corpus, view, unread)
    pages = {page.uri: resolving.page(page) for page in view.pages}
    return pages, tuple(resolving.problems)


class _Resolving:
    def __init__(self, corpus: Corpus, view: View, unread: frozenset[str]) -> None:
        self.problems: list[Problem] = []
        self._sources = {page.uri: page for page in corpus.pages}
        self._wording = wording(view)
        self._filling = Filling(
            view.passages,
            view.variables,
            frozenset(corpus.passages),
            frozenset(variable.name for variable in corpus.variables),
        )
        self._bodies = {page.uri: self._fill(page) for page in view.pages}
        self._files = {each.uri for each in view.attachments}
        self._targets = self._make_targets(corpus, view, unread)

    def _fill(self, page: VisiblePage) -> tuple[Line, ...]:
        body, problems = self._filling.fill(page.body)
        deep = [line.at(column) for line in body if (column := deep_bracket(line.text))]
        message = "brackets stand too deep in each other here; close them, or put a backslash before each"
        self.problems += [*problems, *(Problem(place, "brackets-too-deep", message) for place in deep)]
        return () if deep else body

    def _make_targets(self, corpus: Corpus, view: View, unread: frozenset[str]) -> Targets:
        texts = {uri: "\n".join(line.text for line in body) for uri, body in self._bodies.items()}
        known = {page.uri for page in corpus.pages} | {page.front_matter.id for page in corpus.pages}
        known |= {each.uri for each in corpus.attachments} | unread
        return Targets(
            pages=dict.fromkeys(generated_addresses(view), "") | texts,
            ids={page.front_matter.id: page.uri for page in view.pages if page.front_matter.id},
            files=frozenset(self._files),
            known=frozenset(known),
            anchors=anchors,
        )

    def page(self, page: VisiblePage) -> ResolvedPage:
        followed = follow(page.uri, self._bodies[page.uri], self._targets)
        self.problems += followed.problems
        self.problems += undefined_uses(self._sources[page.uri].body, followed.body)
        files = followed.files | self._declared_files(page)
        heading, body = self._without_title(page, followed.body)
        heading, is_labelled = without_labels(heading)
        body = label(body, self._wording, convert)
        if is_labelled:
            body = (Line(self._wording.note("heading"), page.path, 1), Line("", page.path, 1), *body)
        text = "\n".join(line.text for line in body).strip("\n")
        return ResolvedPage(page, heading, text + "\n", followed.body, frozenset(files))

    def _declared_files(self, page: VisiblePage) -> set[str]:
        named = set(map(site_address, page.front_matter.attachments))
        missing = sorted(named - self._files)
        place = page.where("attachments")
        message = "this edition does not have the file; restrict the field, or widen the file in the register"
        self.problems += [Problem(place, "attachment-not-in-edition", message) for _ in missing]
        return named - set(missing)

    def _without_title(self, page: VisiblePage, body: tuple[Line, ...]) -> tuple[str, tuple[Line, ...]]:
        """The heading of a page, which the theme shows above the control block, and the body without it."""
        titles = list(_titles(body))
        first = next((index for index, line in enumerate(body) if line.text.strip()), 0)
        heading = page.front_matter.title
        if titles and titles[0][0] == first:
            heading = titles.pop(0)[1]
            body = body[first + 1 :]
        message = "a page has one title; begin this heading with '##'"
        self.problems += [Problem(line, "second-title", message) for _, _, line in titles]
        return heading, body


def _titles(body: tuple[Line, ...]) -> Iterator[tuple[int, str, Location]]:
    for prose in scan(body):
        if prose.text.startswith("# ") and (found := _TITLE.match(prose.text)):
            yield prose.position, found[1], prose.line.at()
