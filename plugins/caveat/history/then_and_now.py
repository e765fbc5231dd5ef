"""What an edition sees of an old release: what it could see then and may see now.

`as_allowed_now` narrows the source of a release to what today's source allows; the projection then does with it what it
does with any source. Today's rules only take away. What has no counterpart today has no rule today either: a page that
was deleted stays as visible as it was, and a recall can take it out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from caveat.content.addresses import alias_address
from caveat.content.corpus import Access, Announcement, Attachment, Corpus, GlossaryEntry, Page, Passage, Term, Variable
from caveat.content.front_matter import MARKINGS, FrontMatter

Guarded = TypeVar("Guarded", Page, Passage, Variable, GlossaryEntry, Term, Attachment, Announcement)


def as_allowed_now(old: Corpus, now: Corpus) -> Corpus:
    """The source of a release with everything closed to the editions that may not see it today.

    An edition that the project no longer has sees nothing; one that the release did not know is in none of its lists.
    """
    counterparts = _Counterparts(now)
    passages = {name: _narrowed(each, _access(now.passages.get(name)), now) for name, each in old.passages.items()}
    terms = {
        field: {
            name: _narrowed(term, _access(now.vocabulary.lists.get(field, {}).get(name)), now)
            for name, term in terms.items()
        }
        for field, terms in old.vocabulary.lists.items()
    }
    variables = {each.name: each for each in now.variables}
    return replace(
        old,
        pages=tuple(_page(page, counterparts.of(page), now) for page in old.pages),
        passages=passages,
        vocabulary=replace(old.vocabulary, lists=terms),
        variables=tuple(_narrowed(each, _access(variables.get(each.name)), now) for each in old.variables),
        glossary=tuple(_narrowed(each, _same_entry(each, now.glossary), now) for each in old.glossary),
        attachments=tuple(_narrowed(each, _same_file(each, now.attachments), now) for each in old.attachments),
        announcements=tuple(_narrowed(each, _same_notice(each, now.announcements), now) for each in old.announcements),
    )


class _Counterparts:
    """Today's pages that a page of a release may be: found by an id or an address that they have or had before."""

    def __init__(self, now: Corpus) -> None:
        self._by_id: dict[str, list[Page]] = {}
        self._by_address: dict[str, list[Page]] = {}
        for page in now.pages:
            matters = (page.front_matter, *page.restricted.values())
            for name in {each for matter in matters for each in (matter.id, *matter.former_ids)} - {""}:
                self._by_id.setdefault(name, []).append(page)
            aliases = (alias_address(alias) for matter in matters for alias in matter.aliases)
            for address in {page.uri, *aliases}:
                self._by_address.setdefault(address, []).append(page)

    def of(self, page: Page) -> tuple[Page, ...]:
        """All of them: where an id and an address lead to two pages, both have a say."""
        found = [*self._by_id.get(page.front_matter.id, ()), *self._by_address.get(page.uri, ())]
        return tuple({each.path: each for each in found}.values())


def _page(page: Page, today: tuple[Page, ...], now: Corpus) -> Page:
    page = _narrowed(page, [each.access for each in today], now)
    editions = page.access.editions
    for folder, ceiling in now.ceilings.items():
        if page.path.startswith(f"{folder}/"):
            editions &= ceiling
    editions = frozenset(name for name in editions if _within_marking(page, name, now) and _is_published(today, name))
    restricted = {
        name: matter
        for name in editions
        if (matter := _fields(page, name, today)) is not page.front_matter or name in page.restricted
    }
    return replace(page, access=Access(editions, page.access.because), restricted=restricted)


def _is_published(today: tuple[Page, ...], edition: str) -> bool:
    """Whether none of the pages is a draft for the edition: a draft is in no edition, and so is its past."""
    return all(each.restricted.get(edition, each.front_matter).status != "draft" for each in today)


def _within_marking(page: Page, edition: str, now: Corpus) -> bool:
    ceiling = now.configuration.editions[edition].marking
    marking = page.restricted.get(edition, page.front_matter).marking
    return not ceiling or MARKINGS.index(marking) <= MARKINGS.index(ceiling)


def _fields(page: Page, edition: str, today: tuple[Page, ...]) -> FrontMatter:
    """What an edition keeps of a page's fields and history."""
    matter = page.restricted.get(edition, page.front_matter)
    closed = {name for each in today for name in _closed_fields(each, edition)} & matter.model_fields_set
    kept = {name: type(matter).model_fields[name].get_default(call_default_factory=True) for name in closed}
    hidden = {version for each in today for version in _closed_versions(each, edition)}
    history = tuple(entry for entry in matter.history if entry.version not in hidden)
    if len(history) != len(matter.history):
        kept["history"] = history
    return matter.model_copy(update=kept) if kept else matter


def _closed_fields(page: Page, edition: str) -> Iterator[str]:
    """Fields that a page of today has, and this edition does not."""
    named = set().union(*page.restricted_fields.values()) if page.restricted_fields else set()
    for name in named - page.front_matter.model_fields_set:
        if name not in page.restricted_fields.get(edition, ()):
            yield name


def _closed_versions(page: Page, edition: str) -> Iterator[str]:
    for entry in page.restricted.get(edition, page.front_matter).history:
        if entry.editions is not None and edition not in entry.editions:
            yield entry.version


def _narrowed(value: Guarded, today: Iterable[Access], now: Corpus) -> Guarded:
    editions = value.access.editions & now.configuration.editions.keys()
    for access in today:
        editions &= access.editions
    return replace(value, access=Access(frozenset(editions), value.access.because))


def _access(value: Passage | Variable | Term | None) -> list[Access]:
    return [] if value is None else [value.access]


def _same_entry(entry: GlossaryEntry, today: Iterable[GlossaryEntry]) -> Iterator[Access]:
    names = (entry.short, entry.long, entry.term)
    return (each.access for each in today if (each.short, each.long, each.term) == names)


def _same_file(file: Attachment, today: Sequence[Attachment]) -> Iterator[Access]:
    """The file that has its place; and of those that have its bytes the most open one: they are no secret there."""
    yield from (each.access for each in today if each.path == file.path)
    if alike := [each.access.editions for each in today if each.sha256 == file.sha256]:
        yield Access(frozenset().union(*alike))


def _same_notice(notice: Announcement, today: Iterable[Announcement]) -> Iterator[Access]:
    return (each.access for each in today if each.title == notice.title)
