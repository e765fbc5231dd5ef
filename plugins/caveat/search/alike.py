"""Which pages of an edition are alike: they share terms that few pages have.

Several pages often answer one question, and few of them have all the words of it. A page that is like those which
answer best is likely to answer too (the cluster hypothesis: van Rijsbergen, "Information Retrieval", 1979, chapter 3).
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest

from caveat.search import settings
from caveat.search.numbers import numbers_of, written

Posting = tuple[int, int]
"""Number of a page; its weight, doubled, plus one where the term stands in the title."""
_Vector = Sequence[tuple[str, float]]
"""Terms with what each tells of a page, of length one."""


def alike(pages: int, postings: Mapping[str, Sequence[Posting]], rarity: Mapping[str, int]) -> list[list[int]]:
    """For each page those that are like it, in order. Two pages are alike where each is most like the other."""
    vectors = _vectors(pages, postings, rarity)
    having: dict[str, list[tuple[int, float]]] = {}
    for page, vector in enumerate(vectors):
        for term, value in vector:
            having.setdefault(term, []).append((page, value))
    nearest = [_nearest(page, vector, having) for page, vector in enumerate(vectors)]
    return [sorted(other for other in near if page in nearest[other]) for page, near in enumerate(nearest)]


def _vectors(pages: int, postings: Mapping[str, Sequence[Posting]], rarity: Mapping[str, int]) -> list[_Vector]:
    values: list[list[tuple[float, str]]] = [[] for _ in range(pages)]
    for term, found in postings.items():
        if 1 < len(found) <= settings.ALIKE_PAGES:
            for page, doubled in found:
                weight = doubled // 2
                values[page].append((rarity[term] * weight / (settings.RANKING["saturation"] + weight), term))
    return [_of_length_one(nlargest(settings.ALIKE_TERMS, each)) for each in values]


def _of_length_one(values: Sequence[tuple[float, str]]) -> _Vector:
    length = math.sqrt(sum(value * value for value, _ in values))
    return [(term, value / length) for value, term in values]


def _nearest(page: int, vector: _Vector, having: Mapping[str, Sequence[tuple[int, float]]]) -> frozenset[int]:
    """The pages that are most like one page, by the cosine of their vectors."""
    cosines: dict[int, float] = {}
    for term, value in vector:
        for other, its in having[term]:
            cosines[other] = cosines.get(other, 0.0) + value * its
    enough = ((each, -other) for other, each in cosines.items() if other != page and each > settings.ALIKE_LEAST)
    return frozenset(-other for _, other in nlargest(settings.ALIKE_MOST, enough))


def alike_written(found: Sequence[Sequence[int]]) -> str:
    """Pages that are alike, as numbers in marks: each two of them once, with the one that comes first."""
    return written(_steps(found))


def _steps(found: Sequence[Sequence[int]]) -> Iterator[int]:
    """For each page how many later ones are like it, and each of these as the distance from the one before, less 1."""
    for page, others in enumerate(found):
        later = [other for other in others if other > page]
        yield len(later)
        yield from (other - before - 1 for before, other in zip((page, *later), later, strict=False))


def alike_read(text: str, pages: int) -> list[list[int]]:
    """For each page those that are like it, in order: from what `alike_written` gives."""
    found: list[list[int]] = [[] for _ in range(pages)]
    numbers = iter(numbers_of(text))
    for page in range(pages):
        other = page
        for _ in range(next(numbers)):
            other += 1 + next(numbers)
            found[page].append(other)
            found[other].append(page)
    return [sorted(others) for others in found]
