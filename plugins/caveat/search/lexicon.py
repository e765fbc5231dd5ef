"""The terms of an index, in parts: which words there are, which are forms of one another, how rare each is."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from caveat.search.analyser import stem
from caveat.search.spelling import american

PART = 3000
"""Terms of a part: one that begins with the same letter may be split."""
_SHORTEST_KIN = 4


@dataclass(frozen=True, slots=True)
class Part:
    """A run of terms in order."""

    terms: tuple[str, ...]

    def stems(self) -> list[int]:
        """For each term the number of the stem that it shares with others of the part; 0 where it shares none."""
        groups: dict[str, list[int]] = {}
        for index, term in enumerate(self.terms):
            if len(term) >= _SHORTEST_KIN and term.isalpha():
                groups.setdefault(stem(term), []).append(index)
        numbers = [0] * len(self.terms)
        for number, members in enumerate((each for each in groups.values() if len(each) > 1), 1):
            for index in members:
                numbers[index] = number
        return numbers

    def spellings(self) -> dict[str, str]:
        """American or British form of a word to the form that is a term, where only the other is typed."""
        found: dict[str, str] = {}
        known = set(self.terms)
        for term in self.terms:
            if (other := american(term)) != term and other[:1] == term[:1]:
                found.setdefault(other, term)
                if other in known:
                    found[term] = other
        return dict(sorted(found.items()))


def in_order(term: str) -> bytes:
    """Sorts terms as JavaScript does: by UTF-16."""
    return term.encode("utf-16-be", "surrogatepass")


def parts(terms: Sequence[str]) -> Iterator[Part]:
    """The parts of a lexicon, of terms in order."""
    for _, group in groupby(terms, key=lambda term: term[0]):
        run = tuple(group)
        for start in range(0, len(run), PART):
            yield Part(run[start : start + PART])


def rarity(pages: int, having: Mapping[str, int]) -> dict[str, int]:
    """Term to how rare it is, in hundredths: inverse document frequency as BM25 has it.

    Never below one: a word that every page has finds every page, though it says nothing of which is the best.
    """
    frequency = {term: math.log(1 + (pages - count + 0.5) / (count + 0.5)) for term, count in having.items()}
    return {term: max(1, round(100 * each)) for term, each in frequency.items()}
