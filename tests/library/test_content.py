"""The shipped library is real guidance: enough of it, sourced, in its own words, with redactions that say what they are."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from caveat.assurance.examination import examination
from caveat.content.corpus import Corpus, Page
from caveat.content.read import read_project
from caveat.projection.narrow import scheme_of
from caveat.redaction.markers import mark

ROOT = Path(__file__).parent.parent.parent
CARDS = ("aide-memoire", "first-contact")
WORD = re.compile(r"[A-Za-z0-9’'-]+")


@cache
def library() -> Corpus:
    reading = read_project(ROOT)
    assert reading.corpus is not None
    return reading.corpus


def products() -> list[Page]:
    return [page for page in library().pages if page.front_matter.type != "page"]


def text(page: Page) -> str:
    return "\n".join(line.text for line in page.body)


def test_the_library_has_no_problem() -> None:
    assert examination(read_project(ROOT)) == ()


def test_the_watch_list_is_on_guard() -> None:
    """Its answers are needed, and what it looks for is there to be found in the edition that may have it."""
    reading = read_project(ROOT)
    assert reading.corpus is not None
    listed = reading.corpus.watch_list
    turned = tuple(replace(entry, guards=frozenset({"law-enforcement"})) for entry in listed.entries)
    corpus = replace(reading.corpus, watch_list=replace(listed, entries=turned, allowed=()))
    found = Counter(each.code for each in examination(replace(reading, corpus=corpus)))
    assert found["personal-data"] == len(listed.allowed) > 0
    assert found["watch-list-match"] > len(listed.entries)


def test_there_are_at_least_sixty_pages_of_every_type() -> None:
    types = Counter(page.front_matter.type for page in products())
    assert sum(types.values()) >= 60
    assert types["bulletin"] >= 6
    assert types["debrief"] >= 10
    assert set(types) == set(library().vocabulary.lists["type"]) - {"page"}


@pytest.mark.parametrize("page", products(), ids=lambda page: page.front_matter.id)
def test_a_product_says_enough_and_cites_its_sources(page: Page) -> None:
    """Cards apart, at least 250 words of its own; always at least one public source."""
    assert page.front_matter.sources
    if page.front_matter.type not in CARDS:
        assert len(WORD.findall(text(page))) >= 250


def test_no_two_pages_share_a_paragraph() -> None:
    """Shared text is kept once, in docs/data/shared, and included."""
    seen: dict[str, str] = {}
    for page in library().pages:
        for paragraph in re.split(r"\n\s*\n", text(page)):
            folded = " ".join(WORD.findall(paragraph.lower()))
            if len(folded.split()) >= 12:
                assert seen.setdefault(folded, page.path) == page.path, f"{page.path} repeats {seen[folded]}"


def test_every_kind_of_value_is_restricted_somewhere() -> None:
    """A believable share: whole pages, blocks, spans, fields, history, glossary, variables, attachments, notices."""
    corpus = library()
    everyone = frozenset(corpus.configuration.editions)
    scheme = scheme_of(corpus)
    restrictions = [each for page in corpus.pages for each in mark(page.body, scheme).body.restrictions]
    assert sum(not each.inline for each in restrictions) >= 10
    assert sum(each.inline for each in restrictions) >= 10
    assert sum(page.access.editions != everyone for page in products()) >= 5
    assert sum(bool(page.restricted_fields) for page in products()) >= 5
    assert any(entry.editions for page in products() for entry in page.front_matter.history)
    for values in (corpus.glossary, corpus.variables, corpus.attachments, corpus.announcements):
        assert any(value.access.editions != everyone for value in values)


@pytest.mark.parametrize(
    "page", [page for page in products() if page.restrictions], ids=lambda page: page.front_matter.id
)
def test_a_restricted_passage_says_that_it_is_invented(page: Page) -> None:
    """Every source is public: what is restricted here is made up for illustration, and says so on the page."""
    marking = mark(page.body, scheme_of(library()))
    for restriction in marking.body.restrictions:
        lines = page.body[restriction.opener.line : restriction.closer.line + 1]
        nearby = "\n".join(line.text for line in lines)
        assert "invented" in nearby.lower() or "{{ force.control_room }}" in nearby, lines[0].at()
