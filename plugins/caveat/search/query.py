"""What a reader types: free words, "quoted phrases", -left out, and filters such as type:bulletin or -updated:>2023."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from caveat.search.facets import FACETS
from caveat.search.words import fold, words

FILTERS: Mapping[str, str] = {
    **{name: name for name in FACETS},
    "role": "audience",
    "force": "forces",
    "for": "audience",
}
"""What stands before the colon of a filter to the facet it means."""

_PIECE = re.compile(r'(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"?|([^\x00-\x20\xa0"]+))')
_QUOTES = re.compile("[\u201c\u201d\u201e]")
"""What telephones write for a quotation mark."""
_DATES = re.compile(r"(>=|<=|>|<)?([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")


@dataclass(frozen=True, slots=True)
class Query:
    """A query in its parts."""

    text: str
    """The free words, those of phrases among them."""
    phrases: tuple[tuple[str, ...], ...]
    """Words that have to stand side by side."""
    without: tuple[tuple[str, ...], ...]
    """Words, or words side by side, that must not be there."""
    filters: tuple[tuple[str, str], ...]
    """Facet and value, folded. Of one facet any will do, of several each has to be met."""
    dates: tuple[tuple[int, int], ...]
    """First and last day of a change, as 20240318, both counted in."""
    not_filters: tuple[tuple[str, str], ...]
    """Facet and value that a page must not have."""
    not_dates: tuple[tuple[int, int], ...]
    """First and last day of a change that must not be the last one."""
    complete: bool
    """Whether the last word is typed to its end."""

    @property
    def filtered(self) -> bool:
        """Whether a filter says which pages are meant, so that no word is needed."""
        return bool(self.filters or self.dates or self.not_filters or self.not_dates)


def query_of(typed: str) -> Query:
    """What was typed, in its parts. Nothing is an error: what is no filter is a word."""
    free: list[str] = []
    phrases: list[tuple[str, ...]] = []
    without: list[tuple[str, ...]] = []
    filters: list[tuple[str, str]] = []
    dates: list[tuple[int, int]] = []
    not_filters: list[tuple[str, str]] = []
    not_dates: list[tuple[int, int]] = []
    typed = _QUOTES.sub('"', typed)
    for minus, key, quoted, plain in _PIECE.findall(typed):
        value = quoted or plain
        name = key.lower()
        if name == "updated" and (span := _span(value)):
            (not_dates if minus else dates).append(span)
        elif name in FILTERS:
            (not_filters if minus else filters).append((FILTERS[name], fold(value)))
        else:
            text = f"{key}:{value}" if key else value
            each = tuple(words(fold(text)))
            if minus and each:
                without.append(each)
                continue
            free.append(text)
            if quoted and len(each) > 1:
                phrases.append(each)
    complete = not typed or typed[-1] in ' "'
    return Query(
        " ".join(free),
        tuple(phrases),
        tuple(without),
        tuple(filters),
        tuple(dates),
        tuple(not_filters),
        tuple(not_dates),
        complete,
    )


def _span(value: str) -> tuple[int, int] | None:
    """The days of `2023`, `2023-10`, `>2023`, `<=2023-10-31`; None for what is no date. No page's own day is 0."""
    found = _DATES.fullmatch(value)
    if not found:
        return None
    year, month, day = int(found[2]) * 10000, int(found[3] or 0) * 100, int(found[4] or 0)
    first = year + (month or 100) + (day or 1)
    last = year + ((month or 1200) + (day or 31))
    if found[1] == ">":
        return last + 1, 99991231
    if found[1] == ">=":
        return first, 99991231
    if found[1] == "<":
        return 1, first - 1
    return (1, last) if found[1] == "<=" else (first, last)
