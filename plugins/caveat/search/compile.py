"""Compile the analysed pages of an edition into shards."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from caveat.projection.address import page_address
from caveat.projection.staged import Definition, Document, Terminology
from caveat.search import settings
from caveat.search.alike import Posting, alike, alike_written
from caveat.search.analysis import Analysis, link_weights
from caveat.search.facets import GONE, columns
from caveat.search.lexicon import Part, in_order, parts, rarity
from caveat.search.numbers import written
from caveat.search.phrases import phrases
from caveat.search.shards import FORMAT, script

_BLOCK = 1500
"""Numbers of a file of postings, beside those of its most common term: whose other forms are next to it."""
_PLACES = 12_000
"""Numbers of a file of places: a page with more has one for itself."""
_AHEAD = 250_000
"""Bytes of a lexicon that a reader's browser loads whole, before it is asked for: some 80 KB as they are sent."""
_SECTION = 500
"""Characters of a section that an excerpt may be taken from."""


@dataclass(frozen=True, slots=True)
class Library:
    """What an index is made from: the pages of an edition by address, its words, and its own date."""

    documents: tuple[Document, ...]
    terminology: Terminology = field(default_factory=Terminology)
    as_at: str = ""


def compiled(library: Library, analyses: Sequence[Analysis]) -> dict[str, bytes]:
    """Name to content of every shard. Equal pages give equal bytes, in whatever order they were analysed."""
    postings = _postings(library.documents, analyses)
    terms = sorted(postings, key=in_order)
    rare = rarity(len(analyses), {term: len(found) for term, found in postings.items()})
    files: dict[str, bytes] = {}
    block = 0
    lexicon = parts(terms)
    size = 0
    for number, part in enumerate(lexicon):
        runs = list(_blocks(part, postings))
        words = script(f"words-{number}", _part(part, rare, runs, block))
        files[f"words-{number}"] = words
        size += len(words)
        for run in runs:
            files.update(_block(block, {term: postings[term] for term in run}, analyses))
            block += 1
    files["index"] = script("index", _index(library, lexicon, len(lexicon) if size <= _AHEAD else 0))
    like = alike_written(alike(len(analyses), postings, rare))
    files["pages"] = script("pages", {**_pages(library, analyses), "alike": like})
    files["definitions"] = script("definitions", _definitions(library.terminology))
    for number, (document, analysis) in enumerate(zip(library.documents, analyses, strict=True)):
        files[f"page-{number}"] = script(f"page-{number}", _card(document, analysis))
    return files


def _postings(documents: Sequence[Document], analyses: Sequence[Analysis]) -> dict[str, list[Posting]]:
    links = _links(documents, analyses)
    postings: dict[str, list[Posting]] = {}
    for number, (document, analysis) in enumerate(zip(documents, analyses, strict=True)):
        weights = link_weights(links.get(document.uri, ()))
        for term, weight in analysis.weights.items():
            weights[term] += weight
        title = set(analysis.title)
        for term, weight in weights.items():
            whole = min(settings.WEIGHT_MOST, max(1, round(weight * settings.STEPS)))
            postings.setdefault(term, []).append((number, 2 * whole + (term in title)))
    return postings


def _links(documents: Sequence[Document], analyses: Sequence[Analysis]) -> dict[str, list[tuple[str, ...]]]:
    """Address of a page to the terms of each link from another page."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for document, analysis in zip(documents, analyses, strict=True):
        for target, terms in analysis.links:
            if target != document.uri:
                found.setdefault(target, []).append(terms)
    return found


def _blocks(part: Part, postings: Mapping[str, Sequence[Posting]]) -> Iterator[list[str]]:
    """The terms of a part, in runs whose postings go into one file."""
    run: list[str] = []
    size = most = 0
    for term in part.terms:
        more = 2 * len(postings[term])
        if run and size + more - max(most, more) > _BLOCK:
            yield run
            run, size, most = [], 0, 0
        run.append(term)
        size += more
        most = max(most, more)
    yield run


def _part(part: Part, rare: Mapping[str, int], runs: Sequence[Sequence[str]], block: int) -> dict[str, object]:
    starts = [0]
    for run in runs[:-1]:
        starts.append(starts[-1] + len(run))
    return {
        "terms": "\n".join(part.terms),
        "rarity": [rare[term] for term in part.terms],
        "stems": part.stems,
        "spellings": dict(part.spellings),
        "starts": starts,
        "block": block,
    }


def _block(number: int, postings: Mapping[str, Sequence[Posting]], analyses: Sequence[Analysis]) -> dict[str, bytes]:
    """The file of a run of terms, and those of their places: each has what some pages have of all these terms."""
    words = [term for term in postings if " " not in term]
    starts = _place_starts(words, postings, analyses)
    lists = [_packed(found) for found in postings.values()]
    files = {f"postings-{number}": script(f"postings-{number}", {"lists": lists, "places": starts})}
    for part, (start, end) in enumerate(pairwise([*starts, len(analyses)])):
        name = f"places-{number}-{part}"
        files[name] = script(
            name, [_places(term, _between(each, start, end), analyses) for term, each in postings.items()]
        )
    return files


def _place_starts(
    words: Sequence[str], postings: Mapping[str, Sequence[Posting]], analyses: Sequence[Analysis]
) -> list[int]:
    """The first page of each file of places."""
    sizes: Counter[int] = Counter()
    for word in words:
        for page, _ in postings[word]:
            sizes[page] += 1 + len(analyses[page].places.get(word, ()))
    starts, size = [0], 0
    for page in sorted(sizes):
        if size and size + sizes[page] > _PLACES:
            starts.append(page)
            size = 0
        size += sizes[page]
    return starts


def _packed(found: Sequence[Posting]) -> list[str]:
    pages = [page for page, _ in found]
    steps = written(page - before for before, page in zip([0, *pages], pages, strict=False))
    return [steps, written(weight for _, weight in found)]


def _between(found: Sequence[Posting], start: int, end: int) -> Sequence[Posting]:
    """Those of the pages from `start` up to `end`."""
    return found[bisect_left(found, (start, 0)) : bisect_left(found, (end, 0))]


def _places(term: str, found: Sequence[Posting], analyses: Sequence[Analysis]) -> str:
    """For each posting the number of places of the word, and each as the distance from the one before."""
    if " " in term:
        return ""
    numbers: list[int] = []
    for page, _ in found:
        places = analyses[page].places.get(term, ())
        numbers.append(len(places))
        numbers += (place - before for before, place in zip((0, *places), places, strict=False))
    return written(numbers)


def _index(library: Library, lexicon: Sequence[Part], ahead: int) -> dict[str, object]:
    known = phrases(library.terminology)
    return {
        "format": FORMAT,
        "asAt": library.as_at,
        "pages": len(library.documents),
        "parts": [part.terms[0] for part in lexicon],
        "ahead": ahead,
        "ranking": dict(settings.RANKING),
        "excerpt": dict(settings.EXCERPT),
        "endings": list(settings.ENDINGS),
        "mostBegun": settings.MOST_BEGUN,
        "stopWords": list(settings.STOP_WORDS),
        "acts": sorted(known.acts),
        "phrases": {" ".join(each): list(terms) for each, terms in known.spoken.items()},
    }


def _pages(library: Library, analyses: Sequence[Analysis]) -> dict[str, object]:
    documents = library.documents
    return {
        "titles": [len(each.title) for each in analyses],
        "priors": [_prior(each, library.as_at) for each in documents],
        "gone": [int(each.status in GONE) for each in documents],
        "updated": [int(each.updated.replace("-", "") or 0) for each in documents],
        "facets": columns(documents, library.terminology),
    }


def _prior(document: Document, as_at: str) -> int:
    """The factor of a page's score, in thousandths."""
    factor = settings.PRIORS["product" if document.kind else "page" if document.marking else "made"]
    fresh = settings.FRESH_TYPES & {term for field, term in document.terms if field == "type"}
    if fresh and document.updated and as_at:
        age = (date.fromisoformat(as_at) - date.fromisoformat(document.updated)).days
        factor *= 1 + settings.FRESH * max(0, settings.FRESH_DAYS - age) / settings.FRESH_DAYS
    return round(1000 * factor)


def _definitions(terminology: Terminology) -> list[list[str]]:
    return [_definition(each) for each in (*terminology.glossary, *terminology.provisions)]


def _definition(each: Definition) -> list[str]:
    return [each.short, each.long, each.meaning, each.place]


def _card(document: Document, analysis: Analysis) -> dict[str, object]:
    sections = [[each.anchor, each.heading, each.text[:_SECTION]] for each in analysis.sections]
    return {
        "url": page_address(document.uri),
        "title": document.title,
        "id": document.id,
        "kind": document.kind,
        "status": document.status,
        "dated": document.dated,
        "marking": document.marking,
        "audience": document.audience,
        "badges": [list(each) for each in document.badges],
        "summary": document.summary,
        "sections": sections,
    }
