"""The reference scorer: ranks pages from the shards alone, step for step as the browser's script does."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from heapq import nsmallest
from itertools import accumulate, pairwise
from typing import Any

from caveat.search.alike import alike_read
from caveat.search.match import Entry, Lexicon
from caveat.search.numbers import numbers_of
from caveat.search.plan import Planner, Slot
from caveat.search.query import Query, query_of
from caveat.search.shards import Shards
from caveat.search.units import units
from caveat.search.words import fold

_YEAR = re.compile(" (?:19|20)[0-9]{2}(?= )")
"""That of an Act: `MSA s 45` is said for `MSA 2015 s 45`."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page that was found."""

    page: int
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a query found."""

    ranking: tuple[Ranked, ...]
    """Pages in force, the best first."""
    gone: tuple[Ranked, ...]
    """Superseded and withdrawn pages, the best first: for a reader who asks for them."""
    slots: tuple[Slot, ...]


class Ranker:
    """Searches an index."""

    def __init__(self, shards: Shards) -> None:
        self._shards = shards
        self._index: Mapping[str, Any] = shards["index"]  # type: ignore[assignment]
        self._pages: Mapping[str, Any] = shards["pages"]  # type: ignore[assignment]
        self._factors: Mapping[str, float] = self._index["ranking"]
        self._lexicon = Lexicon(shards, self._index)
        self._planner = Planner(self._lexicon, self._index)
        self._alike = alike_read(self._pages["alike"], self._index["pages"])

    def find(self, typed: str) -> Found:
        """Every page that has anything of what was typed."""
        query = query_of(typed)
        slots = self._planner.slots(query.text, complete=query.complete)
        scores = self._scores(slots) if slots else dict.fromkeys(range(self._index["pages"]), 0.0)
        if not slots and (query.text or not query.filtered):
            scores = {}
        kept = [Ranked(page, score) for page, score in scores.items() if score > 0 or not slots]
        allowed = self._allowed(query)
        kept = [each for each in kept if each.page in allowed]
        kept.sort(key=self._order)
        gone = self._pages["gone"]
        return Found(
            tuple(each for each in kept if not gone[each.page]),
            tuple(each for each in kept if gone[each.page]),
            slots,
        )

    def ask(self, typed: str) -> Found:
        """As when Enter is pressed: the last word is whole, or else where no page has it the beginning of one."""
        found = self.find(f"{typed.strip()} ")
        if _knows_last(found):
            return found
        begun = self.find(typed.strip())
        return begun if _knows_last(begun) else found

    def _order(self, each: Ranked) -> tuple[float, int, int]:
        return -each.score, -self._pages["updated"][each.page] if each.score == 0 else 0, each.page

    def _scores(self, slots: Sequence[Slot]) -> dict[int, float]:
        scores: dict[int, float] = {}
        covered: dict[int, float] = {}
        titled: dict[int, float] = {}
        most = 0.0
        for slot in slots:
            best, in_title = self._of_slot(slot)
            worth = slot.worth
            most += worth
            for page, value in best.items():
                scores[page] = scores.get(page, 0.0) + value
                covered[page] = covered.get(page, 0.0) + worth
            for page, factor in in_title.items():
                titled[page] = titled.get(page, 0.0) + factor
        for page, score in scores.items():
            told = titled.get(page, 0.0)
            overlap = told / (len(slots) + max(0.0, self._pages["titles"][page] - told))
            coverage = 1 + self._factors["coverage"] * (covered[page] / most)
            title = 1 + self._factors["title"] * overlap
            scores[page] = score * coverage * title * self._pages["priors"][page] / 1000
        self._lift(scores)
        return scores

    def _lift(self, scores: dict[int, float]) -> None:
        """Move up what is like the best pages, and nothing above the first two: who looks for one page means it."""
        best = nsmallest(int(self._factors["leading"]), scores, key=lambda page: (-scores[page], page))
        settled = best[: int(self._factors["settled"])]
        lifts: dict[int, float] = {}
        for page in best:
            for other in self._alike[page]:
                lifts[other] = lifts.get(other, 0.0) + self._factors["alike"] * scores[page]
        for page in scores.keys() & lifts.keys():
            gap = scores[settled[-1]] - scores[page]
            if gap > 0:
                scores[page] += gap * lifts[page] / (gap + lifts[page])

    def _of_slot(self, slot: Slot) -> tuple[dict[int, float], dict[int, float]]:
        """Page to the best that any term earns there, and to the best factor of a term in its title."""
        best: dict[int, float] = {}
        in_title: dict[int, float] = {}
        saturation = self._factors["saturation"]
        for entry, factor in slot.alternatives:
            for page, doubled in self._postings(entry):
                weight = doubled // 2
                value = factor * entry.rarity * weight / (saturation + weight)
                best[page] = max(best.get(page, 0.0), value)
                if doubled % 2:
                    in_title[page] = max(in_title.get(page, 0.0), factor)
        return best, in_title

    def _postings(self, entry: Entry) -> list[tuple[int, int]]:
        steps, weights = self._shards[f"postings-{entry.block}"]["lists"][entry.row]  # type: ignore[index]
        return list(zip(accumulate(numbers_of(steps)), numbers_of(weights), strict=True))

    # What a query leaves out.

    def _allowed(self, query: Query) -> set[int]:
        allowed = set(range(self._index["pages"]))
        for phrase in query.phrases:
            allowed &= self._with_phrase(phrase)
        for phrase in query.without:
            allowed -= self._with_phrase(phrase)
        for facet in sorted({facet for facet, _ in query.filters}):
            wanted = [value for name, value in query.filters if name == facet]
            allowed &= self._with_value(facet, wanted)
        for facet, value in query.not_filters:
            allowed -= self._with_value(facet, [value])
        for span in query.dates:
            allowed &= self._changed(span)
        for span in query.not_dates:
            allowed -= self._changed(span)
        return allowed

    def _changed(self, span: tuple[int, int]) -> set[int]:
        first, last = span
        return {page for page, day in enumerate(self._pages["updated"]) if first <= day <= last}

    def _with_value(self, facet: str, wanted: Sequence[str]) -> set[int]:
        column = self._pages["facets"][facet]
        numbers = {
            number
            for number, value in enumerate(column["values"])
            if any(_is_value(each, value, column["labels"][number]) for each in wanted)
        }
        return {page for page, each in enumerate(column["pages"]) if numbers & set(column["sets"][each])}

    def _with_phrase(self, phrase: Sequence[str]) -> set[int]:
        """The pages on which the words stand side by side."""
        entries = [self._lexicon.entry(word) for word in phrase]
        if not all(entries):
            return set()
        known = [entry for entry in entries if entry]
        pages = set.intersection(*({page for page, _ in self._postings(entry)} for entry in known))
        found: dict[int, set[int]] | None = None
        for entry in known:
            here = self._places(entry, pages)
            if found is not None:
                here = {page: {p for p in places if p - 1 in found.get(page, ())} for page, places in here.items()}
            found = {page: places for page, places in here.items() if places}
        return set(found or ())

    def _places(self, entry: Entry, pages: AbstractSet[int]) -> dict[int, set[int]]:
        """Page to the places of a word there, for those of its pages that are in `pages`."""
        block: Mapping[str, Any] = self._shards[f"postings-{entry.block}"]  # type: ignore[assignment]
        having = [page for page, _ in self._postings(entry)]
        starts = [*block["places"], self._index["pages"]]
        found: dict[int, set[int]] = {}
        for part, (start, end) in enumerate(pairwise(starts)):
            here = having[bisect_left(having, start) : bisect_left(having, end)]
            if pages.isdisjoint(here):
                continue
            numbers = iter(numbers_of(self._shards[f"places-{entry.block}-{part}"][entry.row]))  # type: ignore[index]
            for page in here:
                found[page] = set(accumulate(next(numbers) for _ in range(next(numbers))))
        return {page: places for page, places in found.items() if page in pages and places}


def _is_value(wanted: str, value: str, label: str) -> bool:
    """Whether a filter means a value: by its name, its label, or the end of a provision (`s.45` of any Act)."""
    wanted, *names = map(_plain, (wanted, value, label))
    names.append(_YEAR.sub("", names[0]))
    return any(wanted == name or name.endswith(f" {wanted}") for name in names) or names[0].startswith(f"{wanted}-")


def _plain(text: str) -> str:
    """A value as filters compare it: every provision is written alike, `section 45(1)` as `s 45 1`."""
    folded = fold(text)
    for unit in reversed(units(folded)):
        folded = f"{folded[: unit.start]}{unit.terms[0]}{folded[unit.end :]}"
    return folded


def _knows_last(found: Found) -> bool:
    """Whether some page has the last word as it was typed."""
    last = found.slots[-1] if found.slots else None
    return last is None or not last.typed or (bool(last.alternatives) and not last.instead)
