"""Rules that hold for what an edition is shown, and between editions."""

from collections.abc import Iterator
from itertools import pairwise

from caveat.content.corpus import Corpus, Page, Passage
from caveat.content.front_matter import HistoryEntry
from caveat.content.problem import Location, Problem
from caveat.projection.generated import generated_addresses
from caveat.projection.narrow import scheme_of
from caveat.projection.numbering import numbering_problems
from caveat.projection.view import View, VisiblePage
from caveat.redaction.markers import check_count, mark
from caveat.redaction.reserved import check_scalar
from caveat.redaction.restriction import MarkedBody


def edition_problems(corpus: Corpus, view: View) -> Iterator[Problem]:
    """Problems of one edition's pages as they would be shown."""
    generated = generated_addresses(view) - {page.uri for page in view.pages if page.uri.endswith("index.md")}
    ids = {page.front_matter.id for page in view.pages}
    sources = {page.uri: page for page in corpus.pages}
    for page in view.pages:
        if page.uri in generated:
            message = "Caveat makes a page at this address; give the file another name"
            yield Problem(page.where("title"), "page-collision", message)
        if not view.archived:
            yield from _successors(page, ids)
        yield from _history(page, sources[page.uri])
        yield from numbering_problems(page.body, sources[page.uri].body)
    for name, body in view.passages.items():
        yield from numbering_problems(body, corpus.passages[name].body)


def _successors(page: VisiblePage, ids: set[str]) -> Iterator[Problem]:
    for field in ("superseded_by", "absorbed_into"):
        name = getattr(page.front_matter, field)
        if name and name not in ids:
            message = "this edition does not have the successor; withdraw the page for it, with a public reason"
            yield Problem(page.where(field), "successor-not-in-edition", message)


def _history(page: VisiblePage, source: Page) -> Iterator[Problem]:
    """A version number that is missing would tell of a change the edition may not see."""
    shown = page.front_matter.history
    if not shown:
        return
    whole = source.front_matter.history
    message = (
        "the versions this edition sees are not consecutive; give a change that only some editions see a third number"
    )
    hidden_start = len(whole) > len(shown) and shown[-1].version != whole[-1].version and shown[-1].version != "1.0"
    if hidden_start or any(not _follows(newer, older) for newer, older in pairwise(shown)):
        yield Problem(page.where("history"), "history-gap", message)


def _follows(newer: HistoryEntry, older: HistoryEntry) -> bool:
    new, old = _numbers(newer.version), _numbers(older.version)
    major, minor, patch = old
    return new in ((major + 1, 0, 0), (major, minor + 1, 0), (major, minor, patch + 1))


def _numbers(version: str) -> tuple[int, int, int]:
    """Two or three numbers as three."""
    parts = [int(part) for part in version.split(".")]
    return (*parts, 0)[:3]  # type: ignore[return-value]


def source_problems(corpus: Corpus) -> Iterator[Problem]:
    """Problems of the source that no single edition shows: markers, reserved text, the subset rule."""
    scheme = scheme_of(corpus)
    for line in corpus.scalars:
        if problem := check_scalar(line, scheme):
            yield problem
    sources: tuple[Page | Passage, ...] = (*corpus.pages, *corpus.passages.values())
    for source in sources:
        marking = mark(source.body, scheme)
        yield from marking.problems
        if not marking.problems:
            yield from _count_and_subset(corpus, source, marking.body)


def _count_and_subset(corpus: Corpus, source: Page | Passage, body: MarkedBody) -> Iterator[Problem]:
    place = source.locations.get("restrictions", Location(source.path)) if isinstance(source, Page) else source.location
    if problem := check_count(body, source.restrictions, place):
        yield problem
    for restriction in body.restrictions:
        opener = restriction.opener
        for name in sorted(restriction.editions):
            for wider in sorted((corpus.configuration.wider(name) & source.access.editions) - restriction.editions):
                line = body.lines[opener.line]
                yield Problem(line.at(opener.start + 1), "not-within", f"{wider} contains {name}; name it too")
