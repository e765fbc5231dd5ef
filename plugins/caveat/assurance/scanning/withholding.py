"""A source without what one edition may not see, by a reading of its own.

Nothing here calls `caveat.redaction` or the projection's first step, which do the same with more care: what both get
wrong in the same way would go unseen. This reading is rough (it leaves gaps where spans were, and knows no errors), and
serves only to learn which texts an edition legitimately has.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Protocol, TypeVar

from caveat.content.corpus import Access, Configuration, Corpus, Edition, Home, Page, Passage, Task
from caveat.content.line import Line

_OPENER = re.compile(r" *::: restricted to (?P<editions>[a-z0-9, -]+?)(?: because [a-z0-9-]+)?")
_CLOSER = re.compile(r" *::: end restricted")
_SPAN = re.compile(r"\{restricted to (?P<editions>[a-z0-9, -]+?)(?: because [a-z0-9-]+)?\}.*?\{end restricted\}")


class _Guarded(Protocol):
    @property
    def access(self) -> Access: ...


V = TypeVar("V", bound=_Guarded)


def without_restricted(corpus: Corpus, edition: str) -> Corpus:
    """`corpus` as if nothing had been written that `edition` may not see."""
    vocabulary = corpus.vocabulary
    return replace(
        corpus,
        configuration=_configuration(corpus.configuration, edition),
        pages=tuple(_page(page, edition) for page in _open(corpus.pages, edition) if _is_ready(page, edition)),
        vocabulary=replace(
            vocabulary,
            lists={
                field: {name: term for name, term in terms.items() if edition in term.access.editions}
                for field, terms in vocabulary.lists.items()
            },
        ),
        passages=_passages(corpus.passages, edition),
        variables=_open(corpus.variables, edition),
        glossary=_open(corpus.glossary, edition),
        attachments=_open(corpus.attachments, edition),
        announcements=_open(corpus.announcements, edition),
        home=_home(corpus.home, edition),
        scalars=(),
    )


def _open(values: tuple[V, ...], edition: str) -> tuple[V, ...]:
    return tuple(value for value in values if edition in value.access.editions)


def _configuration(configuration: Configuration, edition: str) -> Configuration:
    """Editions that do not lie within this one keep their names, which markers use, and lose every word about them."""
    known = {edition, *configuration.narrower(edition)}
    editions = {
        name: each if name in known else Edition(name, "", each.within) for name, each in configuration.editions.items()
    }
    return replace(configuration, editions=editions)


def _is_ready(page: Page, edition: str) -> bool:
    return page.restricted.get(edition, page.front_matter).status != "draft"


def _page(page: Page, edition: str) -> Page:
    fields = page.restricted.get(edition, page.front_matter)
    history = tuple(entry for entry in fields.history if entry.editions is None or edition in entry.editions)
    return replace(
        page,
        front_matter=fields.model_copy(update={"history": history}),
        restricted={},
        restricted_fields={},
        body=tuple(_body(page.body, edition)),
    )


def _passages(passages: Mapping[str, Passage], edition: str) -> Mapping[str, Passage]:
    return {
        name: replace(passage, body=tuple(_body(passage.body, edition)))
        for name, passage in passages.items()
        if edition in passage.access.editions
    }


def _home(home: Home, edition: str) -> Home:
    lists: list[tuple[Task, ...]] = [_open(tasks, edition) for tasks in (home.scene, home.tasks, home.searches)]
    return Home(*lists)


def _body(lines: tuple[Line, ...], edition: str) -> Iterator[Line]:
    closed = False
    for line in lines:
        if opener := _OPENER.fullmatch(line.text):
            closed = edition not in opener["editions"].split(", ")
        if not closed:
            text = _SPAN.sub(lambda span: span[0] if edition in span["editions"].split(", ") else "", line.text)
            if text == line.text or text.strip():
                yield line._replace(text=text)
        if _CLOSER.fullmatch(line.text):
            closed = False
