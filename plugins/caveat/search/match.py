"""Which terms of an index a typed word stands for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from caveat.search.distance import mistakes
from caveat.search.lexicon import in_order
from caveat.search.shards import Shards

_SHORTEST_STEM = 4
_SHORTEST_MISTYPED = 4
_TWO_MISTAKES = 8
"""Letters from which a word may have two mistakes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the index."""

    term: str
    rarity: int
    block: int
    """Number of the file with its postings."""
    row: int
    """Its place there."""


class _Part:
    """A part of the lexicon, as a shard holds it."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.terms: list[str] = data["terms"].split("\n")
        self.spellings: Mapping[str, str] = data["spellings"]
        self._rarity, self._stems, self._starts, self._block = (
            data["rarity"],
            data["stems"],
            data["starts"],
            data["block"],
        )

    @cached_property
    def index(self) -> Mapping[str, int]:
        return {term: number for number, term in enumerate(self.terms)}

    def entry(self, number: int) -> Entry:
        run = bisect_right(self._starts, number) - 1
        return Entry(self.terms[number], self._rarity[number], self._block + run, number - self._starts[run])

    def kin(self, number: int) -> Iterator[int]:
        stem = self._stems[number]
        if stem:
            yield from (other for other, each in enumerate(self._stems) if each == stem and other != number)

    def rarity(self, number: int) -> int:
        return int(self._rarity[number])


@dataclass(frozen=True, slots=True)
class Match:
    """What a word stands for."""

    alternatives: tuple[tuple[Entry, float], ...]
    """Terms, each with its factor."""
    instead: str = ""
    """The word that was taken for a mistyped one."""


class Lexicon:
    """The terms of an index."""

    def __init__(self, shards: Shards, index: Mapping[str, Any]) -> None:
        self._shards = shards
        self._firsts: list[bytes] = [in_order(first) for first in index["parts"]]
        self._factors: Mapping[str, float] = index["ranking"]
        self._most_begun: int = index["mostBegun"]
        self._endings: list[str] = index["endings"]
        self._parts: dict[int, _Part] = {}

    def entry(self, term: str) -> Entry | None:
        """A term, if the index has it."""
        part = self._part_of(term)
        number = part.index.get(term) if part else None
        return part.entry(number) if part and number is not None else None

    def match(self, word: str, *, complete: bool) -> Match:
        """The terms that a typed word stands for; not `complete` where more letters may follow."""
        factors = self._factors
        found: dict[Entry, float] = {}
        for each, factor in self._known(word):
            _add(found, each, factor)
        if not complete:
            known = any(entry.term == word for entry in found)
            for each in self._begun(word):
                _add(found, each, factors["begins_known" if known else "begins"])
        if not found:
            for each in self._forms(word):
                _add(found, each, factors["kin"])
        if found or not _may_be_mistyped(word):
            return Match(tuple(found.items()))
        nearest, distance = self._nearest(word)
        factor = factors["mistyped" if distance == 1 else "mistyped_twice"]
        for near in nearest:
            for each, more in self._known(near):
                _add(found, each, factor * more)
        return Match(tuple(found.items()), nearest[0] if nearest else "")

    def _known(self, word: str) -> Iterator[tuple[Entry, float]]:
        """The word itself, its other spelling, and the other forms of both."""
        part = self._part_of(word)
        if not part:
            return
        for each in dict.fromkeys((word, part.spellings.get(word, word))):
            yield from self._with_kin(each)

    def _with_kin(self, word: str) -> Iterator[tuple[Entry, float]]:
        """A word, where the index has it, and its other forms."""
        part = self._part_of(word)
        if part and (number := part.index.get(word)) is not None:
            yield part.entry(number), 1.0
            for other in part.kin(number):
                yield part.entry(other), self._factors["kin"]

    def _begun(self, word: str) -> list[Entry]:
        """The most common words that begin with what was typed."""
        found = [
            part.entry(number)
            for part in self._parts_of(word)
            for number in part_range(part.terms, word)
            if part.terms[number] != word and " " not in part.terms[number]
        ]
        return sorted(found, key=lambda entry: (entry.rarity, in_order(entry.term)))[: self._most_begun]

    def _forms(self, word: str) -> Iterator[Entry]:
        """Words that differ from an unknown one in their endings: `centers` is a form of `center`, so of `centre`."""
        for ending in self._endings:
            stem = word[: len(word) - len(ending)] if word.endswith(ending) else ""
            if len(stem) < _SHORTEST_STEM:
                continue
            part = self._part_of(stem)
            if part and (other := self.entry(part.spellings.get(stem, stem))) and other.term != stem:
                yield other
            for part in self._parts_of(stem):
                for number in part_range(part.terms, stem):
                    if part.terms[number][len(stem) :] in self._endings:
                        yield part.entry(number)

    def _nearest(self, word: str) -> tuple[list[str], int]:
        """The words with the fewest mistakes between, the most common first, and how many mistakes that is."""
        most = 2 if len(word) >= _TWO_MISTAKES else 1
        found: dict[int, list[tuple[int, bytes, str]]] = {}
        for first in dict.fromkeys((word[0], word[1])):
            for part in self._parts_of(first):
                for number in part_range(part.terms, first):
                    term = part.terms[number]
                    if (distance := mistakes(word, term, most)) <= most and " " not in term:
                        found.setdefault(distance, []).append((part.rarity(number), in_order(term), term))
            if found:
                break
        if not found:
            return [], 0
        distance = min(found)
        return [term for _, _, term in sorted(found[distance])], distance

    def _number(self, term: str) -> int:
        """The number of the part that a term would be in."""
        return max(0, bisect_right(self._firsts, in_order(term)) - 1)

    def _part(self, number: int) -> _Part:
        if number not in self._parts:
            self._parts[number] = _Part(self._shards[f"words-{number}"])  # type: ignore[arg-type]
        return self._parts[number]

    def _part_of(self, term: str) -> _Part | None:
        """The part that a term would be in. None where the index has no terms."""
        return self._part(self._number(term)) if self._firsts else None

    def _parts_of(self, start: str) -> Iterator[_Part]:
        """The parts that have, or would have, terms with this beginning."""
        if self._firsts:
            yield from map(self._part, range(self._number(start), self._number(f"{start}\uffff") + 1))


def part_range(terms: list[str], start: str) -> range:
    """The places of the terms that begin with `start`, in a list in order."""
    low = bisect_left(terms, in_order(start), key=in_order)
    return range(low, bisect_left(terms, in_order(f"{start}\uffff"), key=in_order))


def _may_be_mistyped(word: str) -> bool:
    return len(word) >= _SHORTEST_MISTYPED and word.isascii() and word.isalpha()


def _add(found: dict[Entry, float], entry: Entry, factor: float) -> None:
    found[entry] = max(found.get(entry, 0.0), factor)
