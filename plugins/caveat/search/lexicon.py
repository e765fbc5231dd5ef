"""The terms of an index, in parts: which words there are, which are forms of one another, how rare each is."""

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from caveat.search.analyser import stem
from caveat.search.spelling import american

PART = 1500
"""Terms of a part, at most."""
_SHORTEST_KIN = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A run of terms in order."""

    terms: tuple[str, ...]
    stems: tuple[int, ...]
    """For each term the number of the stem that it shares with others; 0 where it shares none."""
    spellings: Mapping[str, str]
    """American or British form of a word, as it is typed, to the form that is a term: of this part or of another."""


def in_order(term: str) -> bytes:
    """Sorts terms as JavaScript does: by UTF-16."""
    return term.encode("utf-16-be", "surrogatepass")


def parts(terms: Sequence[str]) -> list[Part]:
    """The parts of a lexicon, of terms in order."""
    families = _families(terms)
    stems = [0] * len(terms)
    for number, members in enumerate(families, 1):
        for place in members:
            stems[place] = number
    runs = list(pairwise([*_starts(len(terms), families), len(terms)]))
    firsts = [in_order(terms[start]) for start, _ in runs]
    spelled: list[dict[str, str]] = [{} for _ in runs]
    for typed, term in sorted(_spellings(terms).items()):
        # Where a reader's script looks for what was typed.
        spelled[max(0, bisect_right(firsts, in_order(typed)) - 1)][typed] = term
    return [
        Part(tuple(terms[start:end]), _from_one(stems[start:end]), spellings)
        for (start, end), spellings in zip(runs, spelled, strict=True)
    ]


def _from_one(numbers: Sequence[int]) -> tuple[int, ...]:
    """The same with small numbers: the first that is not 0 becomes 1, the next 2."""
    known: dict[int, int] = {}
    return tuple(known.setdefault(number, len(known) + 1) if number else 0 for number in numbers)


def _starts(count: int, families: Sequence[Sequence[int]]) -> Iterator[int]:
    """Where parts begin: as few as may be, and between two of them as few families of words as may be."""
    changes = [0] * (count + 1)
    for members in families:
        changes[members[0] + 1] += 1
        changes[members[-1] + 1] -= 1
    cut = list(accumulate(changes))
    start = 0
    while start < count:
        yield start
        if count - start <= PART:
            return
        start = min(range(start + PART, start + PART // 2, -1), key=lambda place: cut[place])


def _families(terms: Sequence[str]) -> list[list[int]]:
    """The places of words that are forms of one another, where there are several."""
    groups: dict[str, list[int]] = {}
    for index, term in enumerate(terms):
        if len(term) >= _SHORTEST_KIN and term.isalpha():
            groups.setdefault(stem(term), []).append(index)
    return [each for each in groups.values() if len(each) > 1]


def _spellings(terms: Sequence[str]) -> dict[str, str]:
    """American or British form of a word to the form that is a term, where only the other is typed."""
    found: dict[str, str] = {}
    known = set(terms)
    for term in terms:
        if (other := american(term)) != term:
            found.setdefault(other, term)
            if other in known:
                found[term] = other
    return found


def rarity(pages: int, having: Mapping[str, int]) -> dict[str, int]:
    """Term to how rare it is, in hundredths: inverse document frequency as BM25 has it.

    Never below one: a word that every page has finds every page, though it says nothing of which is the best.
    """
    frequency = {term: math.log(1 + (pages - count + 0.5) / (count + 0.5)) for term, count in having.items()}
    return {term: max(1, round(100 * each)) for term, each in frequency.items()}
