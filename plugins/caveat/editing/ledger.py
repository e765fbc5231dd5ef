"""Every restriction of a source, with its reason and who answers for it. For the widest edition only."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from caveat.content.corpus import Access, Corpus, Page, Passage
from caveat.content.line import Line
from caveat.content.problem import Location
from caveat.projection.narrow import scheme_of
from caveat.redaction.markers import mark
from caveat.redaction.restriction import Restriction


@dataclass(frozen=True, slots=True)
class Entry:
    """A restriction."""

    location: Location
    what: str
    """`page`, `block`, `words`, `field`, `history entry`, `passage`, `glossary entry`, `term`, `variable`, `file`,
    `announcement` or `task`."""
    editions: tuple[str, ...]
    """Who has it, sorted."""
    lacking: tuple[str, ...]
    """Who does not."""
    reason: str
    """A word of the vocabulary, or empty."""
    owner: str
    review_by: date | None
    key: tuple[str, ...]
    """What makes it the same restriction in another release: never shown, as it stands for the text."""
    since: date | None = None
    """The first release in a row that had it; None where no release has it yet."""


def ledger(corpus: Corpus) -> tuple[Entry, ...]:
    """Every restriction, sorted by place."""
    return tuple(sorted(_Ledger(corpus).entries(), key=lambda entry: (entry.location, entry.what)))


def dated(entries: tuple[Entry, ...], releases: Mapping[date, Corpus]) -> tuple[Entry, ...]:
    """The entries with the day since when each has been released without a break; `releases`: day to its source."""
    found: dict[tuple[str, ...], date] = {}
    for day, corpus in sorted(releases.items()):
        present = {entry.key for entry in ledger(corpus)}
        found = {key: since for key, since in found.items() if key in present}
        for key in present:
            found.setdefault(key, day)
    return tuple(replace(each, since=found.get(each.key)) for each in entries)


class _Ledger:
    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._everyone = frozenset(corpus.configuration.editions)
        self._scheme = scheme_of(corpus)

    def entries(self) -> Iterator[Entry]:
        for page in self._corpus.pages:
            yield from self._page(page)
        for passage in self._corpus.passages.values():
            yield from self._guarded("passage", passage.access, passage.location, passage.name)
            yield from self._marked(passage, passage.access.editions, None)
        yield from self._data()

    def _page(self, page: Page) -> Iterator[Entry]:
        matter = page.front_matter
        name = matter.id or page.path
        place = page.locations.get("editions", Location(page.path))
        yield from self._guarded("page", page.access, place, name, page=page)
        for edition, fields in sorted(page.restricted_fields.items()):
            for field in sorted(fields):
                where = page.locations.get(f"restricted.{edition}.{field}", place)
                holders = frozenset(each for each, names in page.restricted_fields.items() if field in names)
                value = repr(getattr(page.restricted[edition], field, ""))
                key = ("field", name, field, _digest(value))
                yield self._entry(where, "field", holders, page.access.editions, page.access.because, key, page)
        for number, entry in enumerate(matter.history):
            if entry.editions is not None and entry.editions < page.access.editions:
                where = page.locations.get(f"history.{number}.editions", place)
                key = ("history entry", name, entry.version, _digest(entry.change))
                because = page.access.because
                yield self._entry(where, "history entry", entry.editions, page.access.editions, because, key, page)
        yield from self._marked(page, page.access.editions, page)

    def _marked(self, source: Page | Passage, within: frozenset[str], page: Page | None) -> Iterator[Entry]:
        marking = mark(source.body, self._scheme)
        name = (page.front_matter.id if page else "") or source.path
        for each in marking.body.restrictions:
            line = marking.body.lines[each.opener.line]
            words = _words(marking.body.lines, each)
            key = ("text", name, *sorted(each.editions), _digest(words))
            what = "words" if each.inline else "block"
            place = line.at(each.opener.start + 1)
            yield self._entry(place, what, each.editions, within, each.because, key, page)

    def _data(self) -> Iterator[Entry]:
        corpus = self._corpus
        for entry in corpus.glossary:
            yield from self._guarded(
                "glossary entry", entry.access, entry.location, entry.short, entry.long, entry.term
            )
        for field, terms in corpus.vocabulary.lists.items():
            for term in terms.values():
                yield from self._guarded("term", term.access, term.location, field, term.name)
        for variable in corpus.variables:
            yield from self._guarded("variable", variable.access, variable.location, variable.name)
        for file in corpus.attachments:
            yield from self._guarded("file", file.access, file.location, file.path)
        for notice in corpus.announcements:
            yield from self._guarded("announcement", notice.access, notice.location, notice.title)
        for task in (*corpus.home.scene, *corpus.home.tasks, *corpus.home.searches):
            yield from self._guarded("task", task.access, task.location, task.text)

    def _guarded(
        self, what: str, access: Access, place: Location, *names: str, page: Page | None = None
    ) -> Iterator[Entry]:
        if access.editions != self._everyone:
            key = (what, *names, *sorted(access.editions))
            yield self._entry(place, what, access.editions, self._everyone, access.because, key, page)

    def _entry(
        self,
        place: Location,
        what: str,
        editions: frozenset[str],
        within: frozenset[str],
        because: str,
        key: tuple[str, ...],
        page: Page | None,
    ) -> Entry:
        matter = page.front_matter if page else None
        return Entry(
            place,
            what,
            tuple(sorted(editions)),
            tuple(sorted(within - editions)),
            because,
            matter.owner if matter else "",
            matter.review_by if matter else None,
            key,
        )


def _words(lines: Sequence[Line], restriction: Restriction) -> str:
    first, last = restriction.opener, restriction.closer
    texts = [line.text for line in lines[first.line : last.line + 1]]
    if first.line == last.line:
        return texts[0][first.end : last.start]
    return "\n".join(texts[1:-1])


def _digest(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
