"""What a page says, in terms of the index: all that has to be worked out anew only when the page changes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from caveat.projection.staged import Document
from caveat.search.passages import Passage, Passages, passages
from caveat.search.phrases import Phrases, occurrences
from caveat.search.settings import FIELDS, LENGTH, MANY_TAGS, MOST, PIVOT, REFERENCE, STOP_WORDS
from caveat.search.units import reference_terms, units
from caveat.search.words import fold, joined, words

_GAP = 8
"""Places left free between two fields or sections: no phrase crosses them."""
_STOP_WORDS = frozenset(STOP_WORDS)

Weights = defaultdict[str, float]
"""Term to its weight."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """A page in terms."""

    weights: Mapping[str, float]
    """Term to its weight on the page, over all fields."""
    title: tuple[str, ...]
    """The words of the title that say something."""
    places: Mapping[str, tuple[int, ...]]
    """Word to its places in the title, the summary and the text."""
    links: tuple[tuple[str, tuple[str, ...]], ...]
    """Address of another page to the terms of a link to it."""
    sections: tuple[Passage, ...]


def analysis(document: Document, known: Phrases) -> Analysis:
    """A page of an edition, in the terms of the edition's own phrases."""
    return analysis_of(document, passages(document.uri, document.body), known)


def analysis_of(document: Document, found: Passages, known: Phrases) -> Analysis:
    """The same, of a page whose sections are known."""
    fields = _fields(document, found.sections)
    weights: Weights = defaultdict(float)
    for name, texts in fields.items():
        terms = Counter(term for text in texts for term in _terms(text, known))
        _weigh(weights, name, terms)
    for field, term in document.terms:
        weights[f"# {field} {term}"] += FIELDS["keywords"]
    for term in reference_terms(document.id) if document.id else ():
        weights[term] += REFERENCE
    _choose_meanings(weights, known)
    title = fold(document.title)
    return Analysis(
        weights=dict(sorted(weights.items())),
        title=tuple(dict.fromkeys(word for word in words(title) if word not in _STOP_WORDS)),
        places=_places(((document.title,), (document.summary,), *((s.heading, s.text) for s in found.sections))),
        links=tuple((target, tuple(_terms(text, known))) for target, text in sorted(set(found.links))),
        sections=found.sections,
    )


def link_weights(terms: Iterable[Sequence[str]]) -> Weights:
    """Term to its weight in the links that point at a page."""
    weights: Weights = defaultdict(float)
    _weigh(weights, "links", Counter(term for each in set(map(tuple, terms)) for term in each))
    return weights


def _fields(document: Document, sections: Sequence[Passage]) -> dict[str, list[str]]:
    name = document.uri.rpartition("/")[2].removesuffix(".md").replace("-", " ")
    return {
        "title": [document.title],
        "reference": [document.id.rpartition("-")[0]],
        "headings": [section.heading for section in sections],
        "name": [name],
        "tags": [tag.replace("-", " ") for tag in document.tags],
        "keywords": [*document.legislation, *document.lessons, document.kind, document.dated],
        "summary": [document.summary],
        "body": [section.text for section in sections],
    }


def _terms(text: str, known: Phrases) -> list[str]:
    """Every term of a text: its words, those joined by hyphens as one, units, phrases."""
    folded, plain = _read(text)
    found = [*plain, *joined(folded), *occurrences(plain, known)]
    for unit in units(folded):
        found += unit.terms
    return found


@lru_cache(maxsize=256)
def _read(text: str) -> tuple[str, tuple[str, ...]]:
    """A text folded, and its words: asked for its terms, and again for their places."""
    folded = fold(text)
    return folded, tuple(words(folded))


def _weigh(weights: Weights, field: str, terms: Counter[str]) -> None:
    weight, most = FIELDS[field], MOST
    if field == "body":
        weight, most = weight / (1 - LENGTH + LENGTH * terms.total() / PIVOT), terms.total()
    elif field == "tags":
        weight *= min(1.0, MANY_TAGS / max(1, terms.total()))
    for term, count in terms.items():
        weights[term] += min(count, most) * weight


def _choose_meanings(weights: Weights, known: Phrases) -> None:
    """Of a short form with several meanings, keep those whose long form is on the page, if any is."""
    for term, others in known.meanings.items():
        if term in weights and weights[term] < max(weights.get(other, 0.0) for other in others):
            del weights[term]


def _places(texts: Iterable[Sequence[str]]) -> dict[str, tuple[int, ...]]:
    """Word to its places in texts, each given in parts that follow one another."""
    places: dict[str, list[int]] = {}
    place = 0
    for text in texts:
        for word in chain.from_iterable(_read(part)[1] for part in text):
            places.setdefault(word, []).append(place)
            place += 1
        place += _GAP
    return {word: tuple(found) for word, found in sorted(places.items())}
