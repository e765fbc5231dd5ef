"""Queries made from what people wrote about pages, with that withheld from what engines are given.

No query is invented and none is made by a machine's idea of a page. Each is taken from one of three signals:

    link      the words of a link on another page, where a person chose other words than the title
    keyword   an entry of the index of the book, or a keyword in the page's head
    heading   a heading within the page, no other page having it

The page that the signal points at is the answer (grade 3); where an index names several pages for an entry, all are.
The signal is then withheld: such words are taken out of the links that point at the answers, the keyword out of their
keywords, the heading out of its page. What stands in running text stays. Which queries are drawn follows from the
SHA-256 of corpus, signal and words, so that they are the same in every run and no one chooses them.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from .pages import Page, Section

GRADE = 3
MOST_ANSWERS = 5
"""An entry of an index that names more pages is a subject, not a question."""
SHARE = {"link": 160, "keyword": 160, "heading": 160}
"""The queries that are drawn of each signal, at most."""
_WORDS = range(1, 9)
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(r"[_(){}\[\]<>=*/\\|#@$%^~`]|::|\.\w|\w\.$|--|\b[a-z]+[A-Z]")
_POINTING = re.compile(
    r"^(see|here|this|that|these|above|below|next|previous|more|back|click|section|chapter|appendix|part|table|figure"
    r"|example|note|step)\b|^(module|built-in function|RFC|Python Enhancement)\b|\bcommand[- ]line option\b",
    re.IGNORECASE,
)
"""Words that point without naming, and entries that a program wrote into an index."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """The words of a link from one page to another."""

    source: str
    target: str
    words: str


@dataclass(frozen=True, slots=True)
class Documentation:
    """Pages of one corpus, and what people wrote about them elsewhere."""

    name: str
    pages: tuple[Page, ...]
    """Without links and keywords: those are put in when queries have been drawn."""
    anchors: tuple[Anchor, ...]
    keywords: tuple[tuple[str, str], ...]
    """Id of a page, and words that an index has for it."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked, and the pages that answer."""

    text: str
    kind: str
    grades: Mapping[str, int]
    """Id of a page to its grade, 1 to 3."""
    held_out: bool = False
    """Kept for the report: no ranking is tuned on it."""
    out_of_force: bool = False
    """The reader asks for superseded and withdrawn pages too."""
    pooled: Mapping[str, int] = field(default_factory=dict)
    """Id of a page to its grade, 0 to 3, for pages that were graded when engines had returned them."""


def drawn(given: Documentation) -> tuple[tuple[Page, ...], tuple[Query, ...]]:
    """The pages that engines are given, and the queries that are asked of them."""
    queries: list[Query] = []
    asked: set[frozenset[str]] = set()
    for kind, found in (("link", _links(given)), ("keyword", _keywords(given)), ("heading", _headings(given))):
        answered: set[str] = set()
        order = sorted(found, key=lambda words: chance(f"{given.name}\n{kind}\n{words}"))
        for words in order:
            # A page is asked for once by each signal, so that a page with many links does not decide the figures.
            if bag(words) in asked or answered & found[words]:
                continue
            asked.add(bag(words))
            answered |= found[words]
            grades = dict.fromkeys(sorted(found[words]), GRADE)
            queries.append(Query(words, kind, grades, held_out=chance(words) % 2 == 1))
            if sum(each.kind == kind for each in queries) == SHARE[kind]:
                break
    return withheld(given, queries), tuple(queries)


def withheld(given: Documentation, queries: Iterable[Query]) -> tuple[Page, ...]:
    """The pages with all that people wrote about them, less the signals that became queries."""
    secret: defaultdict[str, set[frozenset[str]]] = defaultdict(set)
    for query in queries:
        for page in query.grades:
            secret[page].add(bag(query.text))
    links: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    links_in: defaultdict[str, dict[str, None]] = defaultdict(dict)
    keywords: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for anchor in given.anchors:
        if bag(anchor.words) not in secret[anchor.target]:
            links[anchor.source][anchor.target, anchor.words] = None
            links_in[anchor.target][anchor.words] = None
    for page, words in given.keywords:
        if bag(words) not in secret[page]:
            keywords[page][words] = None
    return tuple(
        replace(
            page,
            keywords=tuple(keywords[page.id]),
            sections=_without(page.sections, secret[page.id]),
            links=tuple(links[page.id]),
            links_in=tuple(links_in[page.id]),
        )
        for page in given.pages
    )


def bag(words: str) -> frozenset[str]:
    """The words of a text, without order, capitals and marks between them."""
    return frozenset(_WORD.findall(words.casefold()))


def asks(words: str) -> bool:
    """Whether a person could type these words to find a page: one to eight words, no code, no mere pointing."""
    count = len(_WORD.findall(words))
    letters = sum(letter.isalpha() for letter in words)
    return count in _WORDS and letters >= 4 and not _CODE.search(words) and not _POINTING.search(words)


def _links(given: Documentation) -> dict[str, set[str]]:
    own = {page.id: {bag(page.title), *(bag(each.heading) for each in page.sections)} for page in given.pages}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for anchor in given.anchors:
        if len(bag(anchor.words)) > 1 and asks(anchor.words):
            found[anchor.words].add(anchor.target)
    return {
        words: pages
        for words, pages in found.items()
        if len(pages) == 1 and not any(bag(words) in own[page] for page in pages)
    }


def _keywords(given: Documentation) -> dict[str, set[str]]:
    titles = {page.id: bag(page.title) for page in given.pages}
    found: defaultdict[str, set[str]] = defaultdict(set)
    for page, words in given.keywords:
        if asks(words):
            found[" ".join(words.replace(",", " ").split())].add(page)
    return {
        words: pages
        for words, pages in found.items()
        if len(pages) <= MOST_ANSWERS and not any(bag(words) == titles[page] for page in pages)
    }


def _headings(given: Documentation) -> dict[str, set[str]]:
    found: defaultdict[frozenset[str], set[str]] = defaultdict(set)
    words = {}
    for page in given.pages:
        found[bag(page.title)].add("")  # Whoever types a title is looking for that page.
        for each in page.sections[1:]:
            found[bag(each.heading)].add(page.id)
            words[bag(each.heading)] = each.heading
    unique = {words[key]: pages for key, pages in found.items() if len(pages) == 1 and len(key) > 1 and key in words}
    return {heading: pages for heading, pages in unique.items() if asks(heading)}


def _without(sections: tuple[Section, ...], secret: set[frozenset[str]]) -> tuple[Section, ...]:
    """The sections of a page, where a heading that became a query is gone and its text belongs to what precedes it."""
    kept = [sections[0]]
    for each in sections[1:]:
        if bag(each.heading) in secret:
            kept[-1] = replace(kept[-1], text=f"{kept[-1].text}\n{each.text}")
        else:
            kept.append(each)
    return tuple(kept)


def chance(text: str) -> int:
    """A number that follows from a text: what is ordered by it is in an order that no one chose."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
