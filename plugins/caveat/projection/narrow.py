"""Drop what an edition may not see.

This module and `caveat.redaction` are the part of Caveat that has to be trusted: every other step of a build works on
what `narrow` returns. Two sources that differ only in what the edition may not see give equal views.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from caveat.content.corpus import Access, Corpus, Home, Page, Passage, Task
from caveat.content.front_matter import FrontMatter
from caveat.content.line import Line
from caveat.content.problem import Problem
from caveat.projection.audience import audience
from caveat.projection.view import (
    View,
    VisibleAttachment,
    VisibleEntry,
    VisibleNotice,
    VisiblePage,
    VisibleTerm,
)
from caveat.projection.wording import Label
from caveat.redaction.markers import mark
from caveat.redaction.redact import redact
from caveat.redaction.restriction import Restriction, Scheme


def scheme_of(corpus: Corpus) -> Scheme:
    """The edition names and reasons that a marker of this project may use."""
    return Scheme(frozenset(corpus.configuration.editions), frozenset(corpus.vocabulary.lists["reason"]))


def narrow(corpus: Corpus, name: str, *, drafts: bool = False) -> tuple[View, tuple[Problem, ...]]:
    """What the edition called `name` may see, and the problems of the markers that stand in it.

    `drafts` adds pages that no edition publishes yet, for a preview.

    Raises KeyError where the project has no such edition.
    """
    return _Narrowing(corpus, name, drafts=drafts).view()


class _Guarded(Protocol):
    """Any value that says who may see it."""

    @property
    def access(self) -> Access: ...


class _Narrowing:
    """One edition's question put to every value of a corpus."""

    def __init__(self, corpus: Corpus, name: str, *, drafts: bool) -> None:
        self._corpus = corpus
        self._drafts = drafts
        self._edition = corpus.configuration.editions[name]
        self._scheme = scheme_of(corpus)
        self._narrower = corpus.configuration.narrower(name)
        self._problems: list[Problem] = []

    def view(self) -> tuple[View, tuple[Problem, ...]]:
        corpus, configuration = self._corpus, self._corpus.configuration
        pages = [self._page(page) for page in corpus.pages if self._has(page) and self._ready(page)]
        view = View(
            edition=replace(self._edition, within=""),
            narrow=bool(self._edition.within),
            site_name=configuration.site_name,
            site_url=configuration.site_url,
            language=configuration.language,
            pages=tuple(sorted(pages, key=lambda page: page.uri)),
            passages={name: self._body(passage) for name, passage in corpus.passages.items() if self._has(passage)},
            variables={variable.name: variable.value for variable in corpus.variables if self._has(variable)},
            glossary=tuple(
                VisibleEntry(entry.short, entry.long, entry.term, entry.meaning, entry.location)
                for entry in corpus.glossary
                if self._has(entry)
            ),
            terms=self._terms(),
            acts=corpus.vocabulary.acts,
            provisions=corpus.vocabulary.provisions,
            attachments=tuple(
                VisibleAttachment(each.path, each.uri, each.title, each.marking, each.data, each.location)
                for each in corpus.attachments
                if self._has(each)
            ),
            notices=tuple(
                VisibleNotice(each.title, each.text, each.page, each.until, each.location)
                for each in corpus.announcements
                if self._has(each)
            ),
            home=self._home(corpus.home),
            dated=corpus.released,
            archived=corpus.released is not None,
            law_changed=corpus.vocabulary.law_changed,
        )
        return view, tuple(self._problems)

    def _has(self, value: _Guarded) -> bool:
        return self._edition.name in value.access.editions

    def _ready(self, page: Page) -> bool:
        return self._drafts or self._own_fields(page).status != "draft"

    def _own_fields(self, page: Page) -> FrontMatter:
        return page.restricted.get(self._edition.name, page.front_matter)

    def _page(self, page: Page) -> VisiblePage:
        return VisiblePage(
            path=page.path,
            uri=page.uri,
            front_matter=self._fields(self._own_fields(page)),
            body=self._body(page),
            locations=page.locations,
            audience=self._audience(page.access.editions),
        )

    def _fields(self, fields: FrontMatter) -> FrontMatter:
        """The front matter with only those history entries that the edition may see."""
        history = tuple(
            entry.model_copy(update={"editions": None})
            for entry in fields.history
            if entry.editions is None or self._edition.name in entry.editions
        )
        return fields.model_copy(update={"history": history})

    def _body(self, source: Page | Passage) -> tuple[Line, ...]:
        marking = mark(source.body, self._scheme)
        if marking.problems:
            # An unclear marker leaves nothing to publish: the problems stop the build.
            self._problems.extend(marking.problems)
            return ()
        return redact(marking.body, self._edition.name, self._label)

    def _label(self, restriction: Restriction) -> str:
        """What the label of a passage says, in the form that `caveat.redaction` carries; empty where it has none."""
        words = self._audience(restriction.editions)
        return Label(words, restriction.because).carried() if words else ""

    def _audience(self, editions: frozenset[str]) -> str:
        """Whom something is for, where an edition within this one lacks it; else empty."""
        lacking = self._narrower - editions
        return audience(self._corpus.configuration, self._edition.name, editions) if lacking else ""

    def _terms(self) -> Mapping[str, Mapping[str, VisibleTerm]]:
        return {
            field: {
                name: VisibleTerm(term.name, term.label, term.plural, term.note, term.synonyms, term.location)
                for name, term in terms.items()
                if self._has(term)
            }
            for field, terms in self._corpus.vocabulary.lists.items()
        }

    def _home(self, home: Home) -> Home:
        return Home(*(self._tasks(tasks) for tasks in (home.scene, home.tasks, home.searches)))

    def _tasks(self, tasks: tuple[Task, ...]) -> tuple[Task, ...]:
        everyone = Access(frozenset())
        return tuple(replace(task, access=everyone) for task in tasks if self._has(task))
